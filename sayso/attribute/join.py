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

OUT_OF_REACH = -1e4
"""What a cue beyond REACH counts: next to nothing, yet a content goes with it where there is no other."""
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
        _assign_contents(_best_cues(tagged, contents, cues, 1, sentence_of), contents, cues, by_cue)
    if sources and cues:
        _assign_sources(_best_cues(tagged, sources, cues, 0, sentence_of), found, cues, by_cue)
    _share_sources(by_cue, cues, sentence_of)
    whole = [j for j in by_cue.values() if j.contents] + alone
    for joined in whole:
        joined.evidence |= _evidence(found, joined)
    return sorted(whole, key=lambda j: j.contents[0].first)


def _best_cues(
    tagged: Tagged, asking: list[Run], cues: list[Run], question: int, sentence_of: Sequence[int]
) -> list[tuple[int, float]]:
    """For each run the place of the cue that it belongs to by its log probability, and that.

    Cues that lie beyond REACH are looked at only where no other is: a text of 20,000 quotations has as many cues.
    """
    firsts, lasts = np.asarray([(cue.first, cue.last) for cue in cues]).T
    sentences = np.asarray(sentence_of)
    longest = int((lasts - firsts).max())
    out = []
    for run in asking:
        low, high = np.searchsorted(firsts, (run.first - REACH - longest, run.last + REACH + 1)).tolist()
        row = _fit(tagged, run, (firsts[low:high], lasts[low:high]), question, sentences)
        if not len(row) or row.max() <= OUT_OF_REACH / 2:
            low, row = 0, _fit(tagged, run, (firsts, lasts), question, sentences)
        top = row.max()
        out.append((low + int(row.argmax()), float(-np.log(np.exp(row - top).sum()))))
    return out


def _fit(tagged: Tagged, run: Run, cues: tuple[Ints, Ints], question: int, sentences: Ints) -> Floats:
    """How much speaks for each cue, given by its first and last word, that a run belongs to it."""
    firsts, lasts = cues
    row = _nearness(run, firsts, lasts, sentences)
    view = _best_view(tagged, run)
    seen = slice(max(run.first - view.first, 0), run.last + 1 - view.first)
    asked = view.links[seen, question].mean(0) / view.links.shape[-1] ** 0.5
    inside = (view.first <= firsts) & (firsts < view.last)
    answers = view.links[firsts[inside] - view.first, 2] @ asked
    row[inside] += LINK * (answers - answers.max(initial=-np.inf))
    row[~inside] -= LINK * UNSEEN
    return row


def _nearness(run: Run, firsts: Ints, lasts: Ints, sentences: Ints) -> Floats:
    """For each cue: how much a shared sentence and the words between speak for it."""
    gap = np.maximum(firsts - run.last, run.first - lasts)
    here = sentences[firsts]
    shared = (here == sentences[run.first]) | (here == sentences[run.last])
    near = SAME_SENTENCE * shared - PER_WORD * np.minimum(gap, FAR)
    return np.where(gap > REACH, OUT_OF_REACH, near).astype(np.float32)


def _best_view(tagged: Tagged, run: Run) -> View:
    """The window in which a run stands farthest from an edge that is not the text's own."""
    count = len(tagged.starts)

    def depth(view: View) -> int:
        left = run.first - view.first if view.first else count
        right = view.last - 1 - run.last if view.last < count else count
        return min(left, right)

    return max((v for v in tagged.views if v.first <= run.last and run.first < v.last), key=depth)


def _assign_contents(
    best: list[tuple[int, float]], contents: list[Run], cues: list[Run], by_cue: dict[Run, Joined]
) -> None:
    for run, (place, fit) in zip(contents, best, strict=True):
        joined = by_cue[cues[place]]
        joined.contents.append(run)
        joined.evidence["content_fit"] = min(joined.evidence.get("content_fit", 0.0), fit)


def _assign_sources(best: list[tuple[int, float]], found: Chances, cues: list[Run], by_cue: dict[Run, Joined]) -> None:
    """Likeliest pairs first; a source whose cue is taken goes to no other: a wrong name is worse than none."""
    sources = [run for run in found if run.part == "source"]
    likely = np.asarray([fit for _, fit in best]) + np.log([found[run] for run in sources])
    for i in np.argsort(-likely, kind="stable").tolist():
        place, fit = best[i]
        joined = by_cue[cues[place]]
        if joined.source is None:
            joined.source = sources[i]
            joined.evidence["source_fit"] = fit


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
