"""Figures of a pile that count the same thing: the same kind and unit, in sentences that tell of one thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sayso.figures.around import beside, is_apart, place_of
from sayso.figures.following import following, restated, tolls
from sayso.figures.join import joined
from sayso.figures.one_thing import (
    LEAST,
    MEASURED,
    NEVER,
    VICTIMS,
    Named,
    is_near,
    is_one_event,
    least_likeness,
    named,
    names_one,
)
from sayso.ids import content_id
from sayso.records import Counted, Figure, Series, Spans
from sayso.shared_words import LETTERS, SharedWords

TAIL = 50
"""Code points behind the second of two counts of a sentence in which a word may lead to something else."""

Place = tuple[str, int]
"""A figure's sentence and where in it the figure begins: copies of a sentence share it."""


def series(figures: Iterable[Figure]) -> tuple[Series, ...]:
    """Series of two figures or more, those of most Documents first; the figures of each by date, undated ones last."""
    those = sorted(figures, key=lambda f: f.quantity.id)
    words = Wording(those)
    followed = [*following(those), *restated(those), *tolls(those)]
    buckets: dict[tuple[Counted, str | None, str | None], list[Figure]] = defaultdict(list)
    for figure in those:
        buckets[figure.quantity.counts, figure.quantity.unit, figure.background].append(figure)
    found = [_made(group) for bucket in buckets.values() for group in _groups(bucket, words, followed) if len(group) > 1]
    return tuple(sorted(found, key=lambda s: (-len({f.member.document for f in s.figures}), -len(s.figures), s.id)))


class Wording:
    """The words of all sentences with a figure, and those beside each sum of money and share."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        sentences = sorted({f.sentence for f in figures})
        self.sentences = SharedWords(sentences, LETTERS)
        self.number = {sentence: number for number, sentence in enumerate(sentences)}
        measured = {(f.sentence, f.quantity.unit, f.words) for f in figures if f.quantity.counts in MEASURED}
        often = Counter((sentence, unit) for sentence, unit, _ in measured)
        self.several = {sentence for (sentence, _), count in often.items() if count > 1}
        clauses = sorted({beside(f) for f in figures if f.quantity.counts in MEASURED})
        self._clauses = SharedWords(clauses, LETTERS)
        self._clause = {clause: number for number, clause in enumerate(clauses)}

    def likeness(self, one: Named, other: Named) -> float:
        return self.sentences.likeness(self.number[one.figure.sentence], self.number[other.figure.sentence])

    def beside(self, one: Named, other: Named) -> float:
        """0 where nothing is told beside one, or where they are neither sums of money nor shares."""
        if not one.beside or not other.beside:
            return 0.0
        return self._clauses.likeness(self._clause[one.beside], self._clause[other.beside])


def _groups(figures: Sequence[Figure], words: Wording, followed: Sequence[tuple[str, str]]) -> list[list[Figure]]:
    """Figures of one kind and unit, put together where one leads to the next."""
    at: dict[Place, list[Figure]] = defaultdict(list)
    for figure in figures:
        at[figure.sentence, place_of(figure)[0]].append(figure)
    told = {place: named(those[0]) for place, those in at.items()}
    of = {f.quantity.id: place for place, those in at.items() for f in those}
    pairs = [(of[one], of[other]) for one, other in followed if one in of and other in of]
    pairs += [(of[f.quantity.id], of[f.quantity.part_of]) for f in figures if f.quantity.part_of in of]
    groups = joined(at, [*pairs, *_within(told), *_across(told, words)])
    return [[figure for place in group for figure in at[place]] for group in groups]


def _within(told: dict[Place, Named]) -> Iterator[tuple[Place, Place]]:
    """Places of one sentence that count one thing: victims where no word leads to something else between them, and bare
    counts of one crowd."""
    by_sentence: dict[str, list[Place]] = defaultdict(list)
    for place in told:
        by_sentence[place[0]].append(place)
    for places in by_sentence.values():
        for first, second in pairwise(sorted(places)):
            one, other = told[first], told[second]
            if one.figure.quantity.counts in VICTIMS:
                together = is_one_event(one, other) and not is_apart(first[0][first[1] : second[1] + TAIL])
            else:
                bare = one.figure.quantity.counts is Counted.PEOPLE and not one.figure.scope and not other.figure.scope
                together = bare or (one.scope == other.scope and is_near(one, other))
            if together:
                yield first, second


def _across(told: dict[Place, Named], words: Wording) -> Iterator[tuple[Place, Place]]:
    """Places of two sentences that count one thing."""
    by_sentence: dict[int, list[Place]] = defaultdict(list)
    for place in told:
        by_sentence[words.number[place[0]]].append(place)
    for number, other_number in words.sentences.pairs(list(by_sentence), LEAST):
        for first in by_sentence[number]:
            for second in by_sentence[other_number]:
                if is_one(told[first], told[second], words):
                    yield first, second


def is_one(one: Named, other: Named, words: Wording) -> bool:
    """Whether two figures of two sentences count one thing, by their words and values."""
    least = least_likeness(one, other)
    if least >= NEVER or words.likeness(one, other) < least:
        return False
    several = any(n.figure.sentence in words.several for n in (one, other))
    return names_one(one, other, words.beside(one, other), several)


def by_date(figure: Figure) -> tuple[bool, str, str, Spans]:
    """The order in a series: by day, undated ones last."""
    return figure.day is None, figure.day or "", figure.member.document, figure.member.content


def _made(figures: Sequence[Figure]) -> Series:
    ordered = sorted(figures, key=by_date)
    first = ordered[0].quantity
    ids = sorted(f.quantity.id for f in ordered)
    return Series(id=content_id("series", *ids), counts=first.counts, unit=first.unit, figures=tuple(ordered))
