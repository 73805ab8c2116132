"""Figures that count others: other people, or those of another place. They look like a clash and are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice, product
from typing import NamedTuple

from sayso.figures.around import are_apart, where, where_written
from sayso.figures.contrast import LESS_SURE, SURE
from sayso.figures.join import joined
from sayso.figures.one_thing import MEASURED, UNLIKE, VICTIMS, Named, named
from sayso.figures.scope import TOTAL, scope_names, scope_of
from sayso.figures.series import by_date
from sayso.ids import content_id
from sayso.records import Clash, Conflict, Figure, Series, Side
from sayso.shared_words import LETTERS, SharedWords

ELSEWHERE = UNLIKE.same
"""Likeness (cosine) of two sentences from which counts of victims in two places are of one event: what would have put them
into one series, were the places not told."""


class Sort(NamedTuple):
    """Whether two figures count others goes by this: the class of their scope, their place, their least and most."""

    scope: str
    where: str | None
    low: float | None
    high: float | None


def of_others(found: Sequence[Series], figures: Iterable[Figure]) -> tuple[Conflict, ...]:
    """The figures that were not held against each other, for their words count other people or tell another place: of each
    series of two Documents or more, with those series and single figures that only the place parts from it, one Conflict of
    kind SCOPE, with a side for each of whom or where is counted.

    `figures`: all of the pile. Sums of money and shares are left out: the words behind them tell no scope.
    """
    kept = [list(one.figures) for one in found if one.counts not in MEASURED]
    in_series = {f.quantity.id for group in kept for f in group}
    alone = [[f] for f in figures if _is_placed(f) and f.quantity.id not in in_series]
    told = (_of_group(group) for group in _brought_together([*kept, *alone]))
    return tuple(conflict for conflict in told if conflict)


def _is_placed(figure: Figure) -> bool:
    return figure.quantity.counts in VICTIMS and where(figure) is not None


def _brought_together(groups: Sequence[Sequence[Figure]]) -> list[list[Figure]]:
    """Groups of figures, those put together of which only the place kept two figures apart."""
    placed = [(n, named(f)) for n, group in enumerate(groups) for f in group if _is_placed(f)]
    at: dict[str, list[tuple[int, Named]]] = {}
    for n, one in placed:
        at.setdefault(one.figure.sentence, []).append((n, one))
    sentences = sorted(at)
    near = SharedWords(sentences, LETTERS).pairs(list(range(len(sentences))), ELSEWHERE)
    pairs = [
        (n, m)
        for one, other in near
        for (n, first), (m, second) in product(at[sentences[one]], at[sentences[other]])
        if n != m and _is_elsewhere(first, second)
    ]
    together = ([f for n in group for f in groups[n]] for group in joined(range(len(groups)), pairs))
    return [sorted(group, key=by_date) for group in together]


def _is_elsewhere(one: Named, other: Named) -> bool:
    """Whether two counts of one kind are of two places, and neither is an addition."""
    a, b = one.figure, other.figure
    is_one_kind = (a.quantity.counts, a.background) == (b.quantity.counts, b.background)
    return is_one_kind and are_apart(one.where, other.where) and not one.added and not other.added


def _of_group(figures: Sequence[Figure]) -> Conflict | None:
    """A whole that lies below a part is left out: the two clash, or it was superseded, and they are listed as that."""
    if len({f.member.document for f in figures}) < 2:
        return None
    sorts: dict[Sort, list[Figure]] = {}
    for figure in figures:
        sorts.setdefault(_sort(figure), []).append(figure)
    kept = [
        one for one in sorts if one.scope != TOTAL or not any(_is_above(part, one) for part in sorts if part.scope != TOTAL)
    ]
    pairs = [(one, other) for one, other in combinations(kept, 2) if _count_others(one, other)]
    if not pairs:
        return None
    sides = [[f for sort in side for f in sorts[sort]] for side in _sides(pairs)]
    sides.sort(key=lambda side: -len({f.member.document for f in side}))
    pair = _most_telling(_figures(pairs, sorts), sides)
    return _conflict(sides, pair) if pair else None


def _sides(pairs: Iterable[tuple[Sort, Sort]]) -> list[list[Sort]]:
    """The sorts by their scope, and by place where that tells two of a scope apart: '340 across the country' and '340 in
    Velmar' are on one side, '216 in Sarn' on another."""
    sides: list[list[Sort]] = []
    for sort in dict.fromkeys(chain.from_iterable(pairs)):
        like = (side for side in sides if side[0].scope == sort.scope and not any(_count_others(sort, one) for one in side))
        side = next(like, None)
        if side is None:
            sides.append(side := [])
        side.append(sort)
    return sides


def _sort(figure: Figure) -> Sort:
    return Sort(scope_of(figure.scope), where(figure), figure.quantity.low, figure.quantity.high)


def _count_others(one: Sort, other: Sort) -> bool:
    """Whether two sorts of one series are of others: of two scopes that the lexicon knows, even with one number (11
    civilians, 11 protesters), of a whole and a lower part of it, or of two places. Of a word that the lexicon does not know
    nobody can tell whether it names others than another word does ('members', 'militants')."""
    if one.scope == other.scope:
        return are_apart(one.where, other.where) and (_is_above(one, other) or _is_above(other, one))
    if TOTAL in (one.scope, other.scope):
        return _is_above(one, other) if one.scope == TOTAL else _is_above(other, one)
    return {one.scope, other.scope} <= scope_names()


def _is_above(one: Sort, other: Sort) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


def _most_telling(
    pairs: Iterable[tuple[Figure, Figure]], sides: Sequence[Sequence[Figure]]
) -> tuple[Figure, Figure] | None:
    """The pair that no whole is in, of the first sides, of one day where there is such, in the order of the sides."""
    place = {f.quantity.id: n for n, side in enumerate(sides) for f in side}

    def telling(pair: tuple[Figure, Figure]) -> tuple[bool, int, bool, str, str]:
        scopes = {scope_of(f.scope) for f in pair}
        one, other = (f.quantity.id for f in pair)
        is_other_day = pair[0].day is None or pair[0].day != pair[1].day
        return len(scopes) > 1 and TOTAL in scopes, place[one] + place[other], is_other_day, one, other

    best = min(pairs, key=telling, default=None)
    if best is None:
        return None
    one, other = sorted(best, key=lambda f: place[f.quantity.id])
    return one, other


def _figures(pairs: Iterable[tuple[Sort, Sort]], sorts: Mapping[Sort, Sequence[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    """Of each pair of sorts two figures of two accounts: who tells both, in his own sentence or a copy of it, has said that
    he counts others."""
    first = {sort: list({f.sentence: f for f in reversed(figures)}.values()) for sort, figures in sorts.items()}
    for pair in pairs:
        told = product(*(reversed(first[sort]) for sort in pair))
        yield from islice((two for two in told if _are_two_accounts(*two)), 1)


def _are_two_accounts(one: Figure, other: Figure) -> bool:
    return one.member.document != other.member.document and one.sentence != other.sentence


def _conflict(sides: Sequence[Sequence[Figure]], pair: tuple[Figure, Figure]) -> Conflict:
    one, other = pair
    known = scope_names() | {TOTAL}
    is_sure = all(scope_of(f.scope) in known for f in pair) and one.quantity.low != other.quantity.low
    whom = f"{_whom(one, other)} and {_whom(other, one)}"
    return Conflict(
        id=content_id("scope", *sorted(f.quantity.id for side in sides for f in side)),
        kind=Clash.SCOPE,
        sides=tuple(Side(gist=side[0].member, claims=(), members=tuple(f.member for f in side)) for side in sides),
        pair=(one.member, other.member),
        why=f"{whom} count others by their words, so they were not held against each other",
        score=SURE if is_sure else LESS_SURE,
    )


def _whom(figure: Figure, other: Figure) -> str:
    """The figure's words, of whom it counts and where, if not where the other does: "'216' (persons, Sarn Province)"."""
    place = where_written(figure) if are_apart(where(figure), where(other)) else None
    told = ", ".join(" ".join(words.split()) for words in (figure.scope, place) if words)
    return f"'{' '.join(figure.words.split())}'{f' ({told})' if told else ''}"
