"""The tag set of the tagger, and the way from tag scores to spans.

Tags are BIOES over source, cue and content: B(egin), I(nside), E(nd), S(ingle), O(utside). Thirteen in all.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.records import PARTS

TAGS = ("O", *(f"{edge}-{part}" for part in PARTS for edge in "BIES"))
_FORBIDDEN = -1e4

Scores = NDArray[np.float32]


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
    count = len(scores)
    if not count:
        return []
    total = scores[0] + np.asarray([0.0 if t[0] in "BSO" else _FORBIDDEN for t in TAGS], np.float32)
    back = np.zeros((count, len(TAGS)), np.int64)
    columns = np.arange(len(TAGS))
    for i in range(1, count):
        options = total[:, None] + steps
        back[i] = options.argmax(0)
        total = options[back[i], columns] + scores[i]
    total = total + np.asarray([0.0 if t[0] in "ESO" else _FORBIDDEN for t in TAGS], np.float32)
    path = [int(total.argmax())]
    for i in range(count - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
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
