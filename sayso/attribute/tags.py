"""The tag set of the tagger, and the way from tag scores to spans.

Tags are BIOES over source, cue and content: B(egin), I(nside), E(nd), S(ingle), O(utside). Thirteen in all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.records import PARTS

TAGS = ("O", *(f"{edge}-{part}" for part in PARTS for edge in "BIES"))
_FORBIDDEN = -1e4
_TRACED = 1024  # words whose ways back are looked up at once

Scores = NDArray[np.float32]

OPENS = np.asarray([tag[0] in "BSO" for tag in TAGS], np.float64)
"""1 for each tag that a text may begin with."""
CLOSES = np.asarray([tag[0] in "ESO" for tag in TAGS], np.float64)
"""1 for each tag that a text may end with."""


class Run(NamedTuple):
    """A maximal run of words with one part: words `first` up to `last`, both included."""

    part: str
    first: int
    last: int


def allowed(before: str, after: str) -> bool:
    """Whether `after` may follow `before`: a run that is open must go on or end, a new one must begin."""
    is_open = before[0] in "BI"
    if is_open:
        return after[0] in "IE" and after[2:] == before[2:]
    return after[0] in "BSO"


def transitions() -> Scores:
    """Tags x tags: 0 where the step is allowed, a large negative number where it is not."""
    table = [[0.0 if allowed(a, b) else _FORBIDDEN for b in TAGS] for a in TAGS]
    return np.asarray(table, np.float32)


def viterbi(scores: Scores, steps: Scores) -> list[int]:
    """The best tag sequence for scores (words x tags) and steps (tags x tags), starting and ending outside any run."""
    return best_paths([scores], steps)[0]


def best_paths(texts: Sequence[Scores], steps: Scores) -> list[list[int]]:
    """The best tag sequence of each text (Viterbi), all of them stepped through side by side."""
    longest = max(map(len, texts), default=0)
    if not longest:
        return [[] for _ in texts]
    scores = np.zeros((longest, len(texts), len(TAGS)), np.float32)
    for number, text in enumerate(texts):
        scores[: len(text), number] = text
    totals = np.empty_like(scores)
    totals[0] = scores[0] + np.where(OPENS, np.float32(0.0), np.float32(_FORBIDDEN))
    options = np.empty((len(texts), len(TAGS), len(TAGS)), np.float32)
    for before, here, score in zip(totals[..., None], totals[1:], scores[1:], strict=False):
        np.add(before, steps, options)
        np.maximum.reduce(options, 1, None, here)
        np.add(here, score, here)
    return [_traced(totals[: len(text), number], steps) for number, text in enumerate(texts)]


def _traced(totals: Scores, steps: Scores) -> list[int]:
    """The best path back from the end of one text, given the best total up to each word and tag."""
    if not len(totals):
        return []
    path = [int((totals[-1] + np.where(CLOSES, np.float32(0.0), np.float32(_FORBIDDEN))).argmax())]
    for end in range(len(totals) - 1, 0, -_TRACED):
        best = (totals[max(end - _TRACED, 0) : end, :, None] + steps).argmax(1).tolist()
        for before in reversed(best):
            path.append(before[path[-1]])
    return path[::-1]


def runs(path: list[int]) -> list[Run]:
    """The runs of a legal tag sequence, in order."""
    found, first = [], 0
    for i, tag in enumerate(TAGS[t] for t in path):
        if tag[0] in "BS":
            first = i
        if tag[0] in "ES":
            found.append(Run(tag[2:], first, i))
    return found
