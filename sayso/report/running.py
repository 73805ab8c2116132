"""The running text of a document as paragraphs of marked pieces, and the context of one statement.

In order: the text is cut at line breaks of every kind, blank lines go to the end of the paragraph before them, the
pieces of the whole text are made in one sweep and handed to their paragraphs. Leading breaks, then each paragraph's
pieces and ending, joined, are the text as stored.

It does not choose what is marked beyond the records: attributions, narration and boilerplate.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from sayso.records import Attribution, Boilerplate, Findings, Span, Spans
from sayso.report.marks import Mark, Part, Piece, merged, pieces
from sayso.report.models import ParagraphView

LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
ENDS_SENTENCE = re.compile(r"[.!?…:;。！？؟।][\"'”’»」』)\]]*\s*\Z")
WRAPPED = range(45, 101)  # columns of a hard-wrapped line that goes on in the next; as in sentences.py


def lines(text: str) -> list[Span]:
    """The lines that hold more than white space, each without its break."""
    return [Span(*m.span()) for m in LINE.finditer(text) if not m[0].isspace()]


def line_starts(text: str) -> list[int]:
    """Where each of `lines` begins: what `paragraph_at` looks a position up in."""
    return [place.start for place in lines(text)]


def paragraph_at(starts: Sequence[int], position: int) -> int:
    """The number of the paragraph, from 1, that holds the code point at `position`."""
    return max(1, bisect_right(starts, position))


def running(
    findings: Findings, marks: Sequence[Mark], begins: Mapping[int, Sequence[int]]
) -> tuple[str, tuple[ParagraphView, ...]]:
    """What stands before the first paragraph, and the paragraphs; `begins` has the statements by paragraph number."""
    text = findings.document.text
    places = lines(text)
    if not places:
        return text, ()
    cut = [bound for place in places for bound in place]
    of_line: list[list[Piece]] = [[] for _ in places]
    starts = [place.start for place in places]
    for piece in pieces(text, marks, cuts=cut):
        index = bisect_right(starts, piece.span.start) - 1
        if index >= 0 and piece.span.start < places[index].end:
            of_line[index].append(piece)
    out, before = [], ""
    for index, place in enumerate(places):
        following = starts[index + 1] if index + 1 < len(places) else len(text)
        ending = text[place.end : following]
        out.append(
            ParagraphView(
                number=index + 1,
                span=place,
                pieces=tuple(of_line[index]),
                ending=ending,
                gap=gap(text[slice(*places[index - 1])] if index else "", before, place.end - place.start),
                statements=tuple(begins.get(index + 1, ())),
                boilerplate=whole_boilerplate(text, place, findings.document.boilerplate),
            )
        )
        before = ending
    return text[: starts[0]], tuple(out)


def gap(line: str, ending: str, following: int) -> str:
    """What stands between `line` with its `ending` and a next line of so many code points: 'wide', 'tight' or 'none'."""
    if len(BREAK.findall(ending)) != 1:
        return "wide"
    wrapped = len(line) in WRAPPED and following < WRAPPED.stop and not ENDS_SENTENCE.search(line)
    return "none" if wrapped else "tight"


def whole_boilerplate(text: str, place: Span, boilerplate: Sequence[Boilerplate]) -> str | None:
    """The reason of the boilerplate that covers all that can be seen of a line."""
    words = text[place.start : place.end]
    start = place.start + len(words) - len(words.lstrip())
    seen = Span(start, start + len(words.strip()))
    return next((b.reason for b in boilerplate if b.span.holds(seen)), None)


def marks_of(attribution: Attribution, number: int, depth: int = 0) -> list[Mark]:
    """The marks of one statement; its first content span leads."""
    parts = ((Part.SOURCE, attribution.source), (Part.CUE, attribution.cue), (Part.CONTENT, attribution.content))
    first = min(attribution.content, default=None)
    return [
        Mark(part=part, span=span, number=number, depth=depth, leads=part is Part.CONTENT and span == first)
        for part, spans in parts
        for span in dict.fromkeys(spans)
    ]


def marks_of_document(findings: Findings) -> list[Mark]:
    """The marks that belong to no statement: narration and boilerplate."""
    narration = [Mark(part=Part.NARRATION, span=span) for span in findings.narration]
    return narration + [Mark(part=Part.BOILERPLATE, span=b.span, label=b.reason) for b in findings.document.boilerplate]


def context(text: str, attribution: Attribution, number: int) -> tuple[tuple[Piece, ...], ...]:
    """The sentence of a statement with the parts that lie outside it, marked; one row of pieces for each stretch."""
    sentence: Spans = (attribution.sentence,) if attribution.sentence else ()
    stretches = merged((*sentence, *attribution.content, *attribution.source, *attribution.cue), text)
    marks = marks_of(attribution, number)
    return tuple(tuple(pieces(text, marks, within=stretch)) for stretch in stretches)
