"""Figures of a pile that count the same thing: the same kind and unit, in sentences that share their telling words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.figures.join import joined
from sayso.ids import content_id
from sayso.records import Counted, Figure, Series
from sayso.shared_words import LETTERS, SharedWords

LEAST, LEAST_OF_VICTIMS = 0.15, 0.05
"""Cosine of two sentences' words (tf-idf over the sentences that hold a figure) from which they tell of one thing; set on
Velmar and the five marked articles. The dead of two sentences are seldom those of two events where a word is shared."""
VICTIMS = frozenset((Counted.DEATHS, Counted.INJURED, Counted.ARRESTED, Counted.MISSING, Counted.HOSTAGES))


def series(figures: Iterable[Figure]) -> tuple[Series, ...]:
    """Series of two figures or more, those of most Documents first; the figures of each by date, undated ones last."""
    those = sorted(figures, key=lambda f: f.quantity.id)
    sentences = sorted({f.sentence for f in those})
    place = {sentence: number for number, sentence in enumerate(sentences)}
    words = SharedWords(sentences, LETTERS)
    buckets: dict[tuple[Counted, str | None, str | None], dict[int, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in those:
        buckets[figure.quantity.counts, figure.quantity.unit, figure.background][place[figure.sentence]].append(figure)
    found = [
        _made(group)
        for (counts, _, _), by_sentence in buckets.items()
        for group in _joined(by_sentence, words, LEAST_OF_VICTIMS if counts in VICTIMS else LEAST)
        if len(group) > 1
    ]
    return tuple(sorted(found, key=lambda s: (-len({f.member.document for f in s.figures}), -len(s.figures), s.id)))


def _made(figures: Sequence[Figure]) -> Series:
    ordered = sorted(figures, key=lambda f: (f.day is None, f.day or "", f.member.document, f.member.content))
    first = ordered[0].quantity
    ids = sorted(f.quantity.id for f in ordered)
    return Series(id=content_id("series", *ids), counts=first.counts, unit=first.unit, figures=tuple(ordered))


def _joined(by_sentence: dict[int, list[Figure]], words: SharedWords, least: float) -> list[list[Figure]]:
    """Single linkage: a series of counts in a pile runs through sentences that resemble their neighbours in time only."""
    groups = joined(by_sentence, words.pairs(list(by_sentence), least))
    return [[figure for place in group for figure in by_sentence[place]] for group in groups]
