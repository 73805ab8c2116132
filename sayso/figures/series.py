"""Figures of a pile that count the same thing: the same kind and unit, in sentences that share their telling words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.figures.likeness import Likeness
from sayso.ids import content_id
from sayso.records import Counted, Figure, Series

LEAST, LEAST_OF_VICTIMS = 0.15, 0.05
"""Cosine of two sentences' words (tf-idf over the sentences that hold a figure) from which they tell of one thing; set on
Velmar and the five marked articles. The dead of two sentences are seldom those of two events where a word is shared."""
VICTIMS = frozenset((Counted.DEATHS, Counted.INJURED, Counted.ARRESTED, Counted.MISSING, Counted.HOSTAGES))


def series(figures: Iterable[Figure]) -> tuple[Series, ...]:
    """Series of two figures or more, those of most Documents first; the figures of each by date, undated ones last."""
    those = sorted(figures, key=lambda f: f.quantity.id)
    alike = Likeness(f.sentence for f in those)
    buckets: dict[tuple[str, str | None, str | None], list[int]] = defaultdict(list)
    for place, figure in enumerate(those):
        buckets[figure.quantity.counts, figure.quantity.unit, figure.background].append(place)
    found = [
        _made([those[i] for i in group])
        for (counts, _, _), places in buckets.items()
        for group in _joined(places, those, alike, LEAST_OF_VICTIMS if counts in VICTIMS else LEAST)
        if len(group) > 1
    ]
    return tuple(sorted(found, key=lambda s: (-len({f.member.document for f in s.figures}), -len(s.figures), s.id)))


def _made(figures: Sequence[Figure]) -> Series:
    ordered = sorted(figures, key=lambda f: (f.day is None, f.day or "", f.member.document, f.member.content))
    first = ordered[0].quantity
    ids = sorted(f.quantity.id for f in ordered)
    return Series(id=content_id("series", *ids), counts=first.counts, unit=first.unit, figures=tuple(ordered))


def _joined(places: Sequence[int], figures: Sequence[Figure], alike: Likeness, least: float) -> list[list[int]]:
    """Single linkage: a series of counts in a pile runs through sentences that resemble their neighbours in time only."""
    group = {place: [place] for place in places}
    for n, i in enumerate(places):
        for j in places[n + 1 :]:
            if group[i] is not group[j] and alike.of(figures[i].sentence, figures[j].sentence) >= least:
                group[i] += group[j]
                for place in group[j]:
                    group[place] = group[i]
    return list({id(those): sorted(those) for those in group.values()}.values())
