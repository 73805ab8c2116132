"""From what the tagger says to attributions: which source, cue and content belong together.

Each source and content run asks, each cue answers: the scaled dot product of the model's vectors says how well they fit
(as in a biaffine parser; Dozat and Manning 2017). A content goes to the cue that fits it best, so contents that were cut
in two meet again at their cue; a source likewise, one to a cue. A cue that is left without a source shares that of the
cue before it in the same sentence ('He praised the plan and proposed another'). A content no cue answers for stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from sayso.attribute.decode import Chances, decode
from sayso.attribute.encode import Ints
from sayso.attribute.tagger import Floats, Tagged, View
from sayso.attribute.tags import Run

REACH = 300
"""Words between a run and its cue, at most: no gold pair of PolNeAR train is farther apart."""
LINK, SAME_SENTENCE, PER_WORD, FAR = 0.5, 2.0, 0.1, 60
"""How much the model's score, a shared sentence and each word between (up to FAR) count when a cue is chosen. Tried on
PolNeAR dev with gold spans: the model alone is right for 92 in 100 sources, nearness alone for 94, both for 95."""

UNSEEN = 6.0
"""What a cue outside the window counts below the best one in it."""


@dataclass(slots=True, kw_only=True)
class Joined:
    """One attribution in words: each part a list of runs. `shared`: the source is also that of the cue before."""

    cue: Run | None
    source: Run | None = None
    contents: list[Run] = field(default_factory=list)
    shared: bool = False
    evidence: dict[str, float] = field(default_factory=dict)


def join(tagged: Tagged, steps: Floats, sentence_of: Sequence[int], chances: Chances | None = None) -> list[Joined]:
    """Attributions in order of their first content. `sentence_of` numbers the sentence of each word; `chances` are the
    text's runs where they are decoded already."""
    found = decode(tagged.scores, steps) if chances is None else chances
    cues = [r for r in found if r.part == "cue"]
    sources = [r for r in found if r.part == "source"]
    contents = [r for r in found if r.part == "content"]
    by_cue = {cue: Joined(cue=cue) for cue in cues}
    alone = [Joined(cue=None, contents=[run]) for run in contents if not cues]
    if contents and cues:
        _assign_contents(_fit(tagged, contents, cues, 1, sentence_of), contents, cues, by_cue)
    if sources and cues:
        _assign_sources(_fit(tagged, sources, cues, 0, sentence_of), found, cues, by_cue)
    _share_sources(by_cue, cues, sentence_of)
    whole = [j for j in by_cue.values() if j.contents] + alone
    for joined in whole:
        joined.evidence |= _evidence(found, joined)
    return sorted(whole, key=lambda j: j.contents[0].first)


def _fit(tagged: Tagged, asking: list[Run], cues: list[Run], question: int, sentence_of: Sequence[int]) -> Floats:
    """Log probability, runs x cues, that a run belongs to a cue rather than to another one."""
    scores = _nearness(asking, cues, np.asarray(sentence_of))
    firsts = np.asarray([cue.first for cue in cues])
    for row, run in zip(scores, asking, strict=True):
        view = _best_view(tagged, run)
        seen = slice(max(run.first - view.first, 0), run.last + 1 - view.first)
        asked = view.links[seen, question].mean(0) / view.links.shape[-1] ** 0.5
        inside = (view.first <= firsts) & (firsts < view.last)
        answers = view.links[firsts[inside] - view.first, 2] @ asked
        row[inside] += LINK * (answers - answers.max(initial=-np.inf))
        row[~inside] -= LINK * UNSEEN
    top = scores.max(1, keepdims=True)
    fit: Floats = scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))
    return fit


def _nearness(asking: list[Run], cues: list[Run], sentence_of: Ints) -> Floats:
    """Runs x cues: how much a shared sentence and the words between speak for each pair."""
    first, last = np.asarray([(run.first, run.last) for run in asking]).T[..., None]
    cue_first, cue_last = np.asarray([(cue.first, cue.last) for cue in cues]).T
    gap = np.maximum(cue_first - last, first - cue_last)
    here = sentence_of[cue_first]
    shared = (here == sentence_of[first]) | (here == sentence_of[last])
    near = SAME_SENTENCE * shared - PER_WORD * np.minimum(gap, FAR)
    return np.where(gap > REACH, -1e4, near).astype(np.float32)


def _best_view(tagged: Tagged, run: Run) -> View:
    """The window in which a run stands farthest from an edge that is not the text's own."""
    count = len(tagged.starts)

    def depth(view: View) -> int:
        left = run.first - view.first if view.first else count
        right = view.last - 1 - run.last if view.last < count else count
        return min(left, right)

    return max((v for v in tagged.views if v.first <= run.last and run.first < v.last), key=depth)


def _assign_contents(fit: Floats, contents: list[Run], cues: list[Run], by_cue: dict[Run, Joined]) -> None:
    for run, row in zip(contents, fit, strict=True):
        best = int(row.argmax())
        joined = by_cue[cues[best]]
        joined.contents.append(run)
        joined.evidence["content_fit"] = min(joined.evidence.get("content_fit", 0.0), float(row[best]))


def _assign_sources(fit: Floats, found: Chances, cues: list[Run], by_cue: dict[Run, Joined]) -> None:
    """Likeliest pairs first; a source whose cue is taken goes to no other: a wrong name is worse than none."""
    sources = [run for run in found if run.part == "source"]
    likely = fit.max(1) + np.log([found[run] for run in sources])
    for i in np.argsort(-likely, kind="stable").tolist():
        joined = by_cue[cues[int(fit[i].argmax())]]
        if joined.source is None:
            joined.source = sources[i]
            joined.evidence["source_fit"] = float(fit[i].max())


def _share_sources(by_cue: dict[Run, Joined], cues: list[Run], sentence_of: Sequence[int]) -> None:
    for before, cue in pairwise(cues):
        joined, other = by_cue[cue], by_cue[before]
        if joined.source is None and other.source is not None and sentence_of[cue.first] == sentence_of[before.first]:
            joined.source, joined.shared = other.source, True


def _evidence(found: Chances, joined: Joined) -> dict[str, float]:
    """How sure the tagger is of each part: the mean log chance of its runs."""
    parts = {
        "content": joined.contents,
        "cue": [joined.cue] if joined.cue else [],
        "source": [joined.source] if joined.source and not joined.shared else [],
    }
    return {name: float(np.mean(np.log([found[run] for run in part]))) for name, part in parts.items() if part}
