"""The copies of a pile that was read: whole documents, then what else is the same in paragraphs and in quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sayso.copies.derive import derivations
from sayso.copies.pile import Pile, Units
from sayso.copies.stars import Classes, Ints, IsNear, classes
from sayso.copies.whole import Bodies, Whole, wholes
from sayso.records import Copies, CopyKind, Passage, Span

_GAP = 20  # characters between two sentences of one passage: more than blanks and line ends need, less than a sentence
_LEAST = {CopyKind.DOCUMENT: 1, CopyKind.PARAGRAPH: 10, CopyKind.QUOTATION: 3}  # shared shingles: runs of 12 and 5 words


def near_sentence(shared: int, size: int) -> bool:
    """Most of a sentence in another one, or a run of about a dozen words that makes up a good part of it."""
    return size >= 6 and (shared >= 0.6 * size or (shared >= 10 and shared >= 0.4 * size))


def near_quotation(shared: int, size: int) -> bool:
    """A quotation of at least seven words inside another one, one word in a dozen changed at most; 'I have not seen one'
    stands in many."""
    return size >= 5 and shared >= 0.75 * size


@dataclass(frozen=True, slots=True)
class Rows:
    """Units sorted by document and place: `unit[i]` in `units`, `document[i]` by rank of its id."""

    units: Units
    unit: Ints
    document: Ints
    classes: Classes

    def head(self, places: range) -> list[int]:
        """The heads of some rows' classes."""
        found = self.classes.head[self.classes.of[self.unit[places.start : places.stop]]]
        return list(found.tolist())

    def span(self, places: range) -> Span:
        """From the first to the last of some rows of one document."""
        return Span(self.units.start[self.unit[places[0]]], self.units.end[self.unit[places[-1]]])

    def words(self, places: Iterable[int]) -> float:
        """How many words some rows have."""
        return float(sum(self.units.words[self.unit[place]] for place in places))

    def signs(self, places: range) -> tuple[int, ...]:
        """The classes of some rows: equal words, equal signs."""
        return tuple(self.classes.of[self.unit[places.start : places.stop]].tolist())

    def shingles(self, signs: tuple[int, ...]) -> set[int]:
        """All shingles of units of these classes."""
        return set().union(*(self.units.shingles(int(self.classes.unit[sign])).tolist() for sign in signs))


def sorted_rows(units: Units, rank: Ints, is_near: IsNear, *, exhaustive: bool = False) -> Rows:
    """Sort units into rows and group them; two units of one document with the same span are one."""
    document = rank[np.array(units.document, dtype=np.int64)]
    start, end = np.array(units.start, dtype=np.int64), np.array(units.end, dtype=np.int64)
    order = np.lexsort((end, start, document))
    document, start, end = document[order], start[order], end[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (document[1:] != document[:-1]) | (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    return Rows(units, order[new], document[new], classes(units, is_near, exhaustive=exhaustive))


def groups(pile: Pile) -> tuple[Copies, ...]:
    """All groups: documents, paragraphs, quotations; within a kind by first passage."""
    ranked = sorted(range(len(pile.facts)), key=lambda number: pile.facts[number].id)
    rank = np.empty(len(ranked), dtype=np.int64)
    rank[ranked] = np.arange(len(ranked))
    rows = sorted_rows(pile.sentences, rank, near_sentence)
    begins = np.searchsorted(rows.document, np.arange(len(ranked) + 1))
    heads = rows.classes.head[rows.classes.of[rows.unit]] if len(rows.unit) else rows.unit
    keys = np.array(pile.sentences.key, dtype=np.uint64)[rows.unit]
    words = np.array(pile.sentences.words)[rows.unit]

    def is_held(document: int, fuller: int) -> bool:
        return holds(rows, *(range(int(begins[number]), int(begins[number + 1])) for number in (document, fuller)))

    found = wholes(Bodies(begins.tolist(), heads, words.tolist(), is_held), keys.tolist())
    within = covered(found, rows, begins)
    quoted = sorted_rows(pile.quotations, rank, near_quotation, exhaustive=True)
    made = [
        *(group(pile, ranked, rows, CopyKind.DOCUMENT, reaches(whole, begins)) for whole in found),
        *(group(pile, ranked, rows, CopyKind.PARAGRAPH, places) for places in runs(rows, within)),
        *(group(pile, ranked, quoted, CopyKind.QUOTATION, places) for places in runs(quoted, within)),
    ]
    order = list(CopyKind)
    return tuple(
        sorted(
            (copies for copies in made if copies is not None),
            key=lambda copies: (order.index(copies.kind), [(p.document, p.span) for p in copies.passages]),
        )
    )


def holds(rows: Rows, document: range, fuller: range) -> bool:
    """Whether a document is a copy of a fuller one: this one has most of its shingles (0.55), or two fifths where whole
    sentences, a quarter of the document, stand there unaltered (a reprint to which much was added)."""
    signs, other = rows.signs(document), rows.signs(fuller)
    own = rows.shingles(signs)
    share = len(own & rows.shingles(other)) / len(own)
    there = set(other)
    same = [place for place, sign in zip(document, signs, strict=True) if sign in there]
    return share >= 0.55 or (share >= 0.4 and 4 * rows.words(same) >= rows.words(document))


def reaches(whole: Whole, begins: Ints) -> dict[int, range]:
    """The rows of each document of a Whole."""
    return {
        document: range(int(begins[document]) + first, int(begins[document]) + last + 1)
        for document, (first, last) in whole.reach.items()
    }


Covered = dict[int, dict[int, Span]]


def covered(found: Iterable[Whole], rows: Rows, begins: Ints) -> Covered:
    """For each document, the groups of whole copies that it is in and the span that it has there."""
    answer: Covered = {}
    for number, whole in enumerate(found):
        for document, places in reaches(whole, begins).items():
            answer.setdefault(document, {})[number] = rows.span(places)
    return answer


def runs(rows: Rows, within: Covered) -> Iterator[dict[int, range]]:
    """Rows that several documents share, neighbours joined: for each document its rows.

    Left out are those that lie in documents that are copies of one another.
    """
    current: dict[int, range] = {}
    for places in shared_rows(rows):
        if is_within(rows, places, within):
            continue
        if current.keys() == places.keys() and all(follows(rows, current[d], place) for d, place in places.items()):
            current = {document: range(before.start, places[document] + 1) for document, before in current.items()}
            continue
        if current:
            yield current
        current = {document: range(place, place + 1) for document, place in places.items()}
    if current:
        yield current


def shared_rows(rows: Rows) -> list[dict[int, int]]:
    """For each head that several documents have, its first row in each of them; sorted by the first of these."""
    if not len(rows.unit):
        return []
    head = rows.classes.head[rows.classes.of[rows.unit]]
    order = np.lexsort((np.arange(len(head)), head))
    heads, documents = head[order].tolist(), rows.document[order].tolist()
    many = np.bincount(head)
    found: dict[int, dict[int, int]] = {}
    for place, number, document in zip(order.tolist(), heads, documents, strict=True):
        if many[number] > 1:
            found.setdefault(number, {}).setdefault(document, place)
    return sorted((places for places in found.values() if len(places) > 1), key=lambda places: next(iter(places.values())))


def follows(rows: Rows, before: range, place: int) -> bool:
    """Whether a row continues a run of rows, with nothing but blanks and marks between them."""
    gap = rows.units.start[rows.unit[place]] - rows.units.end[rows.unit[before[-1]]]
    return place == before.stop and 0 <= gap <= _GAP


def is_within(rows: Rows, places: dict[int, int], within: Covered) -> bool:
    """Whether all these rows lie in the passages of one group of whole copies."""
    common: set[int] | None = None
    for document, place in places.items():
        span = rows.span(range(place, place + 1))
        here = {number for number, reach in within.get(document, {}).items() if reach.overlaps(span)}
        common = here if common is None else common & here
        if not common:
            return False
    return True


def group(pile: Pile, ranked: list[int], rows: Rows, kind: CopyKind, places: dict[int, range]) -> Copies | None:
    """The record of one group, with who took it from whom; None where fewer than two share enough with the fullest."""
    signs = {document: rows.signs(places[document]) for document in sorted(places)}
    held = {sign: rows.shingles(sign) for sign in set(signs.values())}
    fullest = held[min(held, key=lambda sign: (-len(held[sign]), sign))]
    shared = {sign: len(fullest & shingles) for sign, shingles in held.items()}
    documents = [document for document, sign in signs.items() if shared[sign] >= _LEAST[kind]]
    if len(documents) < 2:
        return None
    facts = [pile.facts[ranked[document]] for document in documents]
    passages = tuple(
        Passage(document=known.id, span=rows.span(places[document]))
        for document, known in zip(documents, facts, strict=True)
    )
    share = min(shared[signs[document]] / len(held[signs[document]]) for document in documents)
    return Copies(kind=kind, passages=passages, share=share, derivations=derivations(passages, facts))
