"""Cut a running text at every boundary of the spans that mark it.

In order: sort the marks outermost first, collect every boundary, sweep once. What comes out is a flat row of pieces,
each with the stack of marks that cover it, so that a renderer nests elements by comparing neighbouring stacks: the
result is well-formed however the spans overlap, and the pieces joined are the text, code point for code point.

It does not escape, and does not know HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from sayso.records import Span


class Part(StrEnum):
    """What a mark says of its words. The order is the order of nesting where two marks have the same span."""

    BOILERPLATE = "boilerplate"
    NARRATION = "narration"
    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"


RANK = {part: rank for rank, part in enumerate(Part)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a document: `text` is `document.text[span.start:span.end]`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One marked span. `number` is the statement's, None for narration and boilerplate; `depth` counts the statements
    that this one stands inside; `label` is the reason of a boilerplate; `leads` says that the statement begins here."""

    part: Part
    span: Span
    number: int | None = None
    depth: int = 0
    label: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text under one stack of marks, outermost first."""

    span: Span
    text: str
    marks: tuple[Mark, ...] = ()


def pieces(text: str, marks: Iterable[Mark], within: Span | None = None, cuts: Iterable[int] = ()) -> Iterator[Piece]:
    """The pieces of `text[within]` in order, cut at every boundary of a mark and at `cuts` besides."""
    start, end = within or (0, len(text))
    inside = sorted((m for m in marks if m.span.start < end and start < m.span.end), key=outermost_first)
    bounds = {start, end, *(b for m in inside for b in m.span), *cuts}
    waiting, covering = iter(inside), list[Mark]()
    coming = next(waiting, None)
    for left, right in pairwise(sorted(b for b in bounds if start <= b <= end)):
        covering = [m for m in covering if m.span.end > left]
        while coming is not None and coming.span.start <= left:
            covering.append(coming)
            coming = next(waiting, None)
        yield Piece(span=Span(left, right), text=text[left:right], marks=tuple(covering))


def outermost_first(mark: Mark) -> tuple[int, int, int, int, int]:
    """Earlier begins outside later, longer outside shorter, then by part, then the outer statement first."""
    return mark.span.start, -mark.span.end, RANK[mark.part], mark.depth, mark.number or 0


def merged(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The spans in order, those that touch, overlap or have only white space between them made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and (span.start <= out[-1].end or not text[out[-1].end : span.start].strip()):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
