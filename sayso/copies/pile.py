"""A pile as it is read: of each document its facts, of each sentence and quotation its place and hashes. No texts.

The arrays take about 2 KB for a document of 325 words, three fifths of it shingles; the search over them takes more.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

import numpy as np

from sayso.copies.credits import Facts, facts
from sayso.copies.shingles import Hashes, Unit, units
from sayso.records import Document, Passage, Span
from sayso.sentences import sentences

# Words in marks inside a quotation; what stands outside them is the reporter's
_QUOTED = re.compile(r"“([^“”]+)[”“]|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\"")


class Units:
    """Units of many documents in flat arrays: `document[i]`, `start[i]`, `end[i]`, `words[i]`, `key[i]`, and the
    shingles `flat[offsets[i]:offsets[i + 1]]`."""

    def __init__(self) -> None:
        self.document, self.start, self.end = array("q"), array("q"), array("q")
        self.words, self.key = array("f"), array("Q")
        self.flat, self.offsets = array("I"), array("Q", [0])

    def __len__(self) -> int:
        return len(self.key)

    def add(self, document: int, made: Iterable[Unit]) -> None:
        """Append the units of one document, in the order of the text."""
        for unit in made:
            self.document.append(document)
            self.start.append(unit.span.start)
            self.end.append(unit.span.end)
            self.words.append(unit.words)
            self.key.append(unit.key)
            self.flat.frombytes(unit.shingles.tobytes())
            self.offsets.append(len(self.flat))

    def shingles(self, unit: int) -> Hashes:
        """The shingles of one unit, sorted."""
        return np.frombuffer(self.flat, dtype=np.uint32)[self.offsets[unit] : self.offsets[unit + 1]]


class Pile:
    """Documents and quotations, added one by one in any order."""

    def __init__(self) -> None:
        self.facts: list[Facts] = []
        self.numbers: dict[str, int] = {}
        self.sentences = Units()
        self.quotations = Units()

    def add(self, document: Document) -> None:
        """Take in one document; one that was taken in before is passed over."""
        if document.id in self.numbers:
            return
        number = self.numbers[document.id] = len(self.facts)
        self.facts.append(facts(document))
        spans = kept(sentences(document.text), [part.span for part in document.boilerplate])
        self.sentences.add(number, units(document.text, spans))

    def quote(self, passage: Passage, words: str) -> None:
        """Take in one quotation; one of an unknown document is passed over."""
        number = self.numbers.get(passage.document)
        if number is None or len(words) != passage.span.end - passage.span.start:
            return
        pieces = units(words, fragments(words))
        base = passage.span.start
        moved = (
            Unit(Span(base + piece.span.start, base + piece.span.end), piece.words, piece.key, piece.shingles)
            for piece in pieces
        )
        self.quotations.add(number, moved)


def kept(spans: list[Span], left_out: list[Span]) -> list[Span]:
    """The spans that overlap none of those left out; `spans` ascend and do not overlap one another."""
    joined: list[Span] = []
    for span in sorted(left_out):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    place = 0
    answer = []
    for span in spans:
        while place < len(joined) and joined[place].end <= span.start:
            place += 1
        if place == len(joined) or not joined[place].overlaps(span):
            answer.append(span)
    return answer


def fragments(words: str) -> list[Span]:
    """The sentences of what stands in quotation marks, or of the whole where there are no marks."""
    marked = [Span(*match.span(match.lastindex or 0)) for match in _QUOTED.finditer(words)]
    return [
        Span(part.start + piece.start, part.start + piece.end)
        for part in marked or [Span(0, len(words))]
        for piece in sentences(words[part.start : part.end])
    ]
