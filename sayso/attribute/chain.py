"""Sums and best paths over tag sequences, for several texts at once: what `decode.py` asks of the CRF.

A word's step is a dozen small sums, far less work than calling numpy for it. So texts are cut into stretches of CHUNK words
that are stepped through side by side, forwards and backwards together: first for every tag that a stretch may be entered
with; then the stretches of each text are strung together, which tells the one mixture of tags that each is entered with;
then again with that. The numbers are those of going word by word (blocked scans; Särkkä and García-Fernández 2021).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.attribute.tags import CLOSES, OPENS, Scores

CHUNK = 32
"""Words in a stretch: near the root of a text's length, which is where the two kinds of steps are fewest."""

Doubles = NDArray[np.float64]


def sums(texts: Sequence[Scores], steps: Scores) -> list[tuple[Doubles, Doubles]]:
    """Of each text, two arrays of log weights, words x tags: of all beginnings up to a word (its own score in), and of all
    ends after it (its own not). Texts are words x tags and hold a word or more; `steps` is tags x tags."""
    tops = [scores.max(1).astype(np.float64) for scores in texts]
    weights = [np.exp(scores - top[:, None], dtype=np.float64) for scores, top in zip(texts, tops, strict=True)]
    table = np.exp(steps, dtype=np.float64)
    counts = [-(-len(scores) // CHUNK) for scores in texts]
    firsts = np.cumsum([0, *counts])
    stretches = np.ones((2, firsts[-1], CHUNK, table.shape[0]))  # the second half holds each text from its end
    for first, count, weight in zip(firsts[:-1], counts, weights, strict=True):
        for half, turned in zip(stretches, (weight, weight[::-1]), strict=True):
            half[first : first + count].reshape(-1, len(table))[: len(weight)] = turned
    tables = np.stack([table, table.T])
    entered, bases = _entries(stretches, tables, firsts)
    with np.errstate(divide="ignore"):
        logs = _walked(stretches, tables, entered, bases)
        found = []
        for first, count, weight, top in zip(firsts[:-1], counts, weights, tops, strict=True):
            ahead, back = logs[:, first : first + count].reshape(2, -1, len(table))[:, : len(weight)]
            after = np.cumsum(top[::-1])[::-1] - top
            found.append((ahead + np.cumsum(top)[:, None], back[::-1] - np.log(weight) + after[:, None]))
    return found


def _entries(stretches: Doubles, tables: Doubles, firsts: NDArray[np.int64]) -> tuple[Doubles, Doubles]:
    """What each stretch's first word is entered with: shares of the tags there (its own weight in), and a log scale."""
    starts = np.stack([OPENS, CLOSES])
    first = stretches[:, :, 0]
    entered, bases = starts[:, None] * first, np.zeros(stretches.shape[:2])
    if len(firsts) <= stretches.shape[1]:  # some text has more than one stretch
        through, scales = _through(stretches, tables)
        most = scales.max(2)
        through *= np.exp(scales - most[..., None])[..., None]
        through = through @ tables[:, None] * np.roll(first, -1, 1)[:, :, None]  # to the first word of the next one
        for low, high in zip(firsts[:-1].tolist(), firsts[1:].tolist(), strict=True):
            for i in range(low + 1, high):
                shares = np.matmul(entered[:, i - 1, None], through[:, i - 1])[:, 0]
                total = shares.sum(1)
                entered[:, i] = shares / total[:, None]
                bases[:, i] = bases[:, i - 1] + most[:, i - 1] + np.log(total)
    return entered, bases


def _through(stretches: Doubles, tables: Doubles) -> tuple[Doubles, Doubles]:
    """From each tag at a stretch's first word to those at its last: shares, and log scales by the tag at the first."""
    (halves, count, _, tags) = stretches.shape
    state = np.tile(np.eye(tags), (halves, count, 1))
    totals = np.ones((CHUNK, halves, count * tags))
    for i in range(1, CHUNK):
        state = state @ tables
        by_tag = state.reshape(halves, count, tags, tags)
        by_tag *= stretches[:, :, i, None]
        totals[i] = state.sum(-1)
        state /= totals[i, :, :, None]
    return state.reshape(halves, count, tags, tags), np.log(totals).sum(0).reshape(halves, count, tags)


def _walked(stretches: Doubles, tables: Doubles, entered: Doubles, bases: Doubles) -> Doubles:
    """Log weights of all beginnings up to each word of each stretch."""
    shares, totals = np.empty_like(stretches), np.empty(stretches.shape[:3])
    state = entered
    for i in range(CHUNK):
        if i:
            state = state @ tables
            state *= stretches[:, :, i]
        totals[:, :, i] = total = state.sum(-1)
        shares[:, :, i] = state = state / total[..., None]
    logs: Doubles = np.log(shares) + (np.log(totals).cumsum(2) + bases[..., None])[..., None]
    return logs
