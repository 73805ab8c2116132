"""What paragraphs and quotation marks say about the parts that the tagger joined.

In order: parts are cut where a paragraph ends (of 19,832 contents of PolNeAR train one runs on without a cut); a piece of
a content that stands in another paragraph than its cue is set free, unless it is a quotation that the cue's own paragraph
leads up to; a quotation that goes on over paragraphs with no closing mark is given whole to the attribution that holds its
beginning; and a cue without a source takes the pronoun or the name right before it.

Words are indices into an `Encoded` text; nothing is scored here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sayso.attribute.encode import Encoded, Ints
from sayso.attribute.join import Joined
from sayso.attribute.quotes import Quotation
from sayso.attribute.tags import Run
from sayso.records import Span

PRONOUNS = frozenset(["he", "she", "they", "i", "we", "who"])
NEAR = 3
"""Words between a content and its cue's colon ('told the paper in May:'), at most."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's words with the paragraph, sentence and quotation (-1: none) that each stands in.

    `signed`: numbers of the quotations whose speaker is named after them ('— Ann Lee'), not before.
    """

    text: str
    encoded: Encoded
    paragraph: Ints
    sentence: Ints
    quotation: Ints
    quotations: Sequence[Quotation]
    signed: frozenset[int]

    def word(self, index: int) -> str:
        return self.text[int(self.encoded.starts[index]) : int(self.encoded.ends[index])]


def layout(
    text: str,
    encoded: Encoded,
    paragraphs: Sequence[Span],
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    signed: Sequence[Span] = (),
) -> Layout:
    """The layout of `encoded`'s words; the other arguments are those of the whole text, in order."""
    inside = np.searchsorted([q.span.start for q in quotations], encoded.starts, side="right") - 1
    ends = np.asarray([q.span.end for q in quotations] or [0])
    return Layout(
        text=text,
        encoded=encoded,
        paragraph=np.searchsorted([p.start for p in paragraphs], encoded.starts, side="right"),
        sentence=np.searchsorted([s.start for s in sentences], encoded.starts, side="right"),
        quotation=np.where((inside >= 0) & (encoded.starts < ends[inside]), inside, -1),
        quotations=quotations,
        signed=frozenset(n for n, quotation in enumerate(quotations) if quotation.span in signed),
    )


def laid_out(joined: Iterable[Joined], page: Layout) -> tuple[list[Joined], list[Run]]:
    """The attributions with a cue, mended in place, and the pieces of contents that belong to none of them."""
    kept: list[Joined] = []
    free: list[Run] = []
    for attribution in joined:
        if attribution.cue is None:
            free += [piece for run in attribution.contents for piece in _cut(run, page)]
            continue
        _cut_parts(attribution, page)
        free += _set_free(attribution, page)
        if attribution.contents:
            kept.append(attribution)
    free = _give_continued(kept, free, page)
    for attribution in kept:
        if attribution.source is None:
            _take_source_before(attribution, page)
    return sorted(kept, key=lambda a: a.contents[0].first), free


def _cut(run: Run, page: Layout) -> list[Run]:
    """The pieces of a run, one a paragraph."""
    breaks = np.flatnonzero(np.diff(page.paragraph[run.first : run.last + 1])) + run.first + 1
    edges = [run.first, *breaks.tolist(), run.last + 1]
    return [Run(run.part, first, after - 1) for first, after in pairwise(edges)]


def _cut_parts(attribution: Joined, page: Layout) -> None:
    assert attribution.cue is not None  # noqa: S101 - told by the caller
    cue = attribution.cue = max(_cut(attribution.cue, page), key=lambda run: run.last - run.first)
    if attribution.source is not None:
        pieces = _cut(attribution.source, page)
        attribution.source = min(pieces, key=lambda run: max(cue.first - run.last, run.first - cue.last))
    attribution.contents = [piece for run in attribution.contents for piece in _cut(run, page)]


def _set_free(attribution: Joined, page: Layout) -> list[Run]:
    """Takes from an attribution the pieces that its paragraph does not lead up to, and gives them back."""
    cue = attribution.cue
    assert cue is not None  # noqa: S101 - told by the caller
    home = page.paragraph[cue.first]
    near = [run for run in attribution.contents if page.paragraph[run.first] == home]
    if len(near) == len(attribution.contents):
        return []
    quoted = all(_is_quoted(run, page) for run in near)
    leads = _ends_with_colon([cue, *near], page)
    free, last = [], home
    kept = list(near)
    for run in attribution.contents:
        number = page.paragraph[run.first]
        if number == home:
            continue
        fits = (number < home or number - last <= 1) and page.quotation[run.first] not in page.signed
        if fits and _is_quoted(run, page) and (quoted or (leads and number > home)):
            kept.append(run)
            last = max(last, number)
        else:
            free.append(run)
    attribution.contents = sorted(kept, key=lambda run: run.first)
    return free


def _is_quoted(run: Run, page: Layout) -> bool:
    """Whether most words of a run stand in quotation marks."""
    return bool((page.quotation[run.first : run.last + 1] >= 0).mean() > 0.5)


def _ends_with_colon(runs: Sequence[Run], page: Layout) -> bool:
    last = max(run.last for run in runs)
    number = page.paragraph[last]
    ahead = [i for i in range(last, min(last + NEAR + 8, len(page.paragraph))) if page.paragraph[i] == number]
    return any(page.word(i) == ":" for i in ahead)


def _give_continued(kept: Sequence[Joined], free: list[Run], page: Layout) -> list[Run]:
    """A quotation's later paragraphs to the attribution that holds the paragraph before; the rest of `free` is left."""
    owners = {int(page.quotation[i]): a for a in kept for run in a.contents for i in (run.first, run.last)}
    owners.pop(-1, None)
    taken = {i for a in kept for run in (a.cue, *a.contents) if run for i in range(run.first, run.last + 1)}
    for number, quotation in enumerate(page.quotations):
        before = owners.get(number - 1)
        if not quotation.continued or before is None or owners.get(number, before) is not before or number in page.signed:
            continue
        words = np.flatnonzero(page.quotation == number)
        if not len(words) or taken.intersection(words.tolist()):
            continue
        run = Run("content", int(words[0]), int(words[-1]))
        before.contents.append(run)
        owners[number] = before
        free = [other for other in free if other.last < run.first or other.first > run.last]
    return free


def _take_source_before(attribution: Joined, page: Layout) -> None:
    """'He did not name them but said ...': the word before the cue, which another cue has for its source."""
    cue = attribution.cue
    assert cue is not None  # noqa: S101 - told by the caller
    before = cue.first - 1
    if before < 0 or page.sentence[before] != page.sentence[cue.first]:
        return
    if any(run.first <= before <= run.last for run in attribution.contents):
        return
    if page.word(before).lower() in PRONOUNS:
        attribution.source, attribution.shared = Run("source", before, before), True
