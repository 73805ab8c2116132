"""From tag scores to runs: which words are sources, cues and contents.

Contents are those of the best tag sequence (Viterbi): their ends are often doubtful, and what is one content must not fall
apart into pieces that are each a little likelier. Sources and cues are short and sure of their ends, or not there at all:
every run whose chance, over all tag sequences, is at least LEAST is weighed, and the best set that does not overlap is
taken, so that a content that was found can still meet its likeliest cue. One that no content answers is left by `join.py`.
The chances are exact (forward-backward; Lafferty et al. 2001).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import numpy as np

from sayso.attribute.chain import Doubles, sums
from sayso.attribute.encode import Ints
from sayso.attribute.tags import TAGS, Run, Scores, best_paths, runs
from sayso.records import PARTS

LEAST = 0.1
"""Tried on PolNeAR dev: whole attributions are best from here to 0.2; lower adds sources that are none."""

DEEPEST = 60.0
"""No tag counts for less than this below the word's best: e**-60 is nothing, and no sum of it underflows."""

Chances = dict[Run, float]


def decode(scores: Scores, steps: Scores) -> Chances:
    """The runs of a text in order, none overlapping, each with its chance; words x tags and tags x tags go in."""
    return decode_all([scores], steps)[0]


def decode_all(texts: Sequence[Scores], steps: Scores) -> list[Chances]:
    """`decode` of each text; together they take little longer than the longest one alone."""
    told = [scores for scores in texts if len(scores)]
    if not told:
        return [{} for _ in texts]
    clipped = [_clipped(scores) for scores in told]
    found = (
        _chosen(best, _run_chances(scores, steps, both, LEAST))
        for best, scores, both in zip(best_paths(told, steps), clipped, sums(clipped, steps), strict=True)
    )
    return [next(found) if len(scores) else {} for scores in texts]


def _chosen(path: list[int], chances: Chances) -> Chances:
    """The contents of the best path, and the best set of other runs beside them."""
    contents = [run for run in runs(path) if run.part == "content"]
    taken = np.zeros(len(path), bool)
    for run in contents:
        taken[run.first : run.last + 1] = True
    free = {r: c for r, c in chances.items() if r.part != "content" and not taken[r.first : r.last + 1].any()}
    found = [*contents, *best_set(free.items())]
    return {run: chances.get(run, LEAST) for run in sorted(found, key=lambda run: run.first)}


def best_set(weighed: Iterable[tuple[Run, float]]) -> list[Run]:
    """The runs of the largest summed weight of which no two overlap (weighted interval scheduling), in order."""
    ordered = sorted(weighed, key=lambda pair: pair[0].last)
    lasts = [run.last for run, _ in ordered]
    totals, taken = [0.0], []
    for n, (run, weight) in enumerate(ordered):
        before = bisect_right(lasts, run.first - 1, 0, n)
        taken.append((totals[before] + weight > totals[-1], before))
        totals.append(max(totals[-1], totals[before] + weight))
    found, n = [], len(ordered)
    while n:
        use, before = taken[n - 1]
        if use:
            found.append(ordered[n - 1][0])
        n = before if use else n - 1
    return found[::-1]


def run_chances(scores: Scores, steps: Scores, least: float) -> Chances:
    """Every run whose chance is at least `least`, over all legal tag sequences of the text."""
    clipped = _clipped(scores)
    return _run_chances(clipped, steps, sums([clipped], steps)[0], least)


def _clipped(scores: Scores) -> Scores:
    clipped: Scores = np.maximum(scores, scores.max(1, keepdims=True) - DEEPEST)
    return clipped


def _run_chances(scores: Scores, steps: Scores, summed: tuple[Doubles, Doubles], least: float) -> Chances:
    forward, backward = summed
    whole = np.logaddexp.reduce(forward[-1] + backward[-1])
    both = np.exp(forward + backward - whole)
    found: Chances = {}
    for part in PARTS:
        begin, inside, end, single = (TAGS.index(f"{edge}-{part}") for edge in "BIES")
        found |= {Run(part, i, i): float(both[i, single]) for i in np.flatnonzero(both[:, single] >= least).tolist()}
        first, last = _pairs(both[:, begin], both[:, inside], both[:, end], least)
        going_on = np.cumsum(scores[:, inside].astype(np.float64) + steps[inside, inside])
        between = steps[begin, inside] + going_on[last - 1] - going_on[first] - steps[inside, inside] + steps[inside, end]
        between = np.where(last == first + 1, steps[begin, end], between)
        chance = np.exp(forward[first, begin] + between + scores[last, end] + backward[last, end] - whole)
        for i in np.flatnonzero(chance >= least).tolist():
            found[Run(part, int(first[i]), int(last[i]))] = float(chance[i])
    return found


def _pairs(begin: Doubles, inside: Doubles, end: Doubles, least: float) -> tuple[Ints, Ints]:
    """The first and last word of each run that may have the chance `least`: no run has more than any of its words has to be
    its beginning, to lie inside it, or to be its end. Their number grows with the text, not with its square."""
    firsts, lasts = np.flatnonzero(begin >= least), np.flatnonzero(end >= least)
    breaks = np.append(np.flatnonzero(inside < least), len(inside) - 1)
    stop = breaks[np.minimum(np.searchsorted(breaks, firsts + 1), len(breaks) - 1)]
    low, high = np.searchsorted(lasts, firsts + 1), np.searchsorted(lasts, stop + 1)
    count = np.maximum(high - low, 0)
    place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)
    return np.repeat(firsts, count), lasts[place]
