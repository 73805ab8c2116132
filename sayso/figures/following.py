"""Figures that are of one thing by where they stand in their Document, however few words their sentences share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from sayso.figures.around import are_apart, is_added, is_apart
from sayso.figures.one_thing import MEASURED, VICTIMS, Named, named
from sayso.figures.scope import TOTAL, scope_of
from sayso.records import Counted, Figure, Span

GAP = 3
"""Code points between two sentences that follow one another, at most."""
IN_PARAGRAPH = 1
"""Code points between two sentences of one paragraph, at most."""
HEAD = 40
"""Code points at the head of a sentence in which a word leads to something else."""
_NAME = re.compile(r"(?<=\W)[A-Z]\w{3,}|\A[A-Z]{4,}(?!\w)")
_DAYS = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)


def following(figures: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """Ids of Quantities of two sentences that follow one another: a sentence that ends with a bare count ('The ministry
    acknowledges 14.') counts what the one before it counts, and of victims the next sentence of a paragraph goes on with
    the event, where neither it nor an addition leads away."""
    ends: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        if sentence := figure.quantity.sentence:
            ends[figure.member.document, sentence.end].append(figure)
    for figure in figures:
        for gap, before in _before(figure, ends):
            if before.quantity.counts is figure.quantity.counts and (
                is_bare_end(figure) or (gap <= IN_PARAGRAPH and _goes_on(before, figure))
            ):
                yield before.quantity.id, figure.quantity.id


def is_bare_end(figure: Figure) -> bool:
    """Whether a sentence ends with a figure without a noun, which is no sum of money and no share."""
    return (
        not figure.scope
        and figure.quantity.counts not in MEASURED
        and figure.sentence.rstrip(' .!?”"').endswith(figure.words)
    )


def _before(figure: Figure, ends: dict[tuple[str, int], list[Figure]]) -> Iterator[tuple[int, Figure]]:
    if sentence := figure.quantity.sentence:
        for gap in range(GAP + 1):
            for before in ends.get((figure.member.document, sentence.start - gap), ()):
                if before.quantity.sentence != sentence:
                    yield gap, before


def _goes_on(before: Figure, figure: Figure) -> bool:
    scopes = {scope_of(before.scope), scope_of(figure.scope)}
    return (
        figure.quantity.counts in VICTIMS
        and (len(scopes) == 1 or TOTAL in scopes)
        and not is_added(before)
        and not is_added(figure)
        and not is_apart(figure.sentence[:HEAD])
    )


def restated(figures: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """Ids of Quantities of one Document with one number of victims above one, of the same or of all: who says 'three dead'
    in the headline and 'at least three people were killed' below it tells of the same three."""
    told: dict[tuple[str, Counted, float], dict[str, Named]] = defaultdict(dict)
    for figure in sorted(figures, key=lambda f: (f.member.document, f.quantity.span)):
        one = named(figure)
        if figure.quantity.counts in VICTIMS and one.low > 1 and not one.is_vague and not one.added:
            first = told[figure.member.document, figure.quantity.counts, one.low]
            scopes = first if one.scope == TOTAL else {one.scope, TOTAL}
            for scope in sorted(first.keys() & scopes):
                if not are_apart(first[scope].where, one.where):
                    yield first[scope].figure.quantity.id, figure.quantity.id
            first.setdefault(one.scope, one)


def tolls(figures: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """Ids of Quantities of two tolls in one Document: sentences that count both the dead and the injured of a whole, and
    name one place or body. Two tolls of one Document are of one event then."""
    counted: dict[tuple[str, Span], dict[Counted, Figure]] = defaultdict(dict)
    for figure in figures:
        quantity = figure.quantity
        if quantity.sentence and quantity.part_of is None and scope_of(figure.scope) == TOTAL:
            counted[figure.member.document, quantity.sentence].setdefault(quantity.counts, figure)
    named: dict[tuple[str, str], list[dict[Counted, Figure]]] = defaultdict(list)
    for (document, _), told in sorted(counted.items()):
        if Counted.DEATHS in told and Counted.INJURED in told:
            for name in sorted(_names(told[Counted.DEATHS].sentence)):
                named[document, name].append(told)
    for one, other in (pair for those in named.values() for pair in pairwise(those)):
        for a, b in product(one.values(), other.values()):
            if a.quantity.counts is b.quantity.counts and a.quantity.counts in (Counted.DEATHS, Counted.INJURED):
                yield a.quantity.id, b.quantity.id


def _names(sentence: str) -> set[str]:
    """Words that are written as names, casefolded; days of the week are none."""
    return {name.casefold() for name in _NAME.findall(sentence) if not _DAYS.fullmatch(name)}
