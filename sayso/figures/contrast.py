"""Which values of a series are at odds: same scope, same time, no number in common; or a part above its total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sayso.figures.likeness import Likeness
from sayso.figures.scope import TOTAL, scope_of
from sayso.ids import content_id
from sayso.records import Clash, Conflict, Counted, Figure, Member, Series, Side

GROWING = frozenset(
    (
        Counted.DEATHS,
        Counted.INJURED,
        Counted.ARRESTED,
        Counted.MISSING,
        Counted.HOSTAGES,
        Counted.DISPLACED,
    )
)
"""Counts that rise while they are made: a later and higher one replaces an earlier one."""
SURE, LESS_SURE = 0.8, 0.6
"""Scores: of figures with known times, and without. Not calibrated: too few marked ones to do so."""
LEAST, LEAST_OF_ONE_DAY = 0.25, 0.05
"""Likeness of two sentences from which their figures are held against each other; counts of one day need less."""


def clashes(found: Sequence[Series]) -> tuple[Conflict, ...]:
    """The Conflicts in all series of a pile: values at odds as sides; those that were only superseded apart."""
    alike = Likeness(f.sentence for one in found for f in one.figures)
    out = []
    for one in found:
        held = list(_pairs(one.figures, alike))
        for kind in (Clash.FIGURE, Clash.SUPERSEDED):
            out += [_conflict(kind, group) for group in _connected([p[:3] for p in held if p[3] is kind])]
    return tuple(out)


Pair = tuple[Figure, Figure, str]
Value = tuple[float | None, float | None, str]


def _pairs(figures: Sequence[Figure], alike: Likeness) -> Iterator[tuple[Figure, Figure, str, Clash]]:
    for one, other in combinations(figures, 2):
        least = LEAST_OF_ONE_DAY if _same_day(one, other) else LEAST
        if _is_one_account(one, other) or alike.of(one.sentence, other.sentence) < least:
            continue
        verdict = _verdict(one, other)
        if verdict is not None:
            yield one, other, verdict[1], verdict[0]


def _is_one_account(one: Figure, other: Figure) -> bool:
    """Whether one source states both in one Document: it does not contradict itself, it counts two things."""
    return one.member.document == other.member.document and (
        one.sentence == other.sentence or one.member.attribution == other.member.attribution
    )


def _verdict(one: Figure, other: Figure) -> tuple[Clash, str] | None:
    """How two figures of one series clash, and why; None where both may hold. `one` is no later than `other`."""
    a, b = scope_of(one.scope), scope_of(other.scope)
    told = f"'{_words(one)}' against '{_words(other)}'"
    if a != b:
        part, total = (one, other) if b == TOTAL else (other, one)
        if TOTAL in (a, b) and _is_above(part, total) and _same_day(one, other) and not _is_part(total):
            return Clash.FIGURE, f"{told}: a part cannot be above the total"
        return None
    if _is_part(one) != _is_part(other) or not (_is_above(one, other) or _is_above(other, one)):
        return None
    if one.quantity.counts not in GROWING and not (_dated(one, other) and _is_above(other, one)):
        return Clash.FIGURE, told
    if _same_day(one, other):
        return Clash.FIGURE, told
    if not _dated(one, other) or _is_above(other, one):
        return Clash.SUPERSEDED, f"{told}: a later count may have replaced an earlier one"
    return Clash.FIGURE, f"{told}: the later one is lower"


def _words(figure: Figure) -> str:
    return " ".join(figure.words.split())


def _is_part(figure: Figure) -> bool:
    return figure.quantity.part_of is not None


def _same_day(one: Figure, other: Figure) -> bool:
    return one.day is not None and one.day == other.day


def _dated(one: Figure, other: Figure) -> bool:
    return one.day is not None and other.day is not None


def _is_above(one: Figure, other: Figure) -> bool:
    """Whether every value of `one` lies above every value of `other`."""
    low, high = one.quantity.low, other.quantity.high
    return low is not None and high is not None and low > high


def _connected(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Pairs that share a value go together: three counts of one crowd are one quarrel, in however many Documents."""
    groups: list[tuple[set[Value], list[Pair]]] = []
    for pair in pairs:
        values = {_value(pair[0]), _value(pair[1])}
        touching = [group for group in groups if group[0] & values]
        merged = (values.union(*(g[0] for g in touching)), [*(p for g in touching for p in g[1]), pair])
        groups = [group for group in groups if group not in touching] + [merged]
    return [those for _, those in groups]


def _value(figure: Figure) -> Value:
    return figure.quantity.low, figure.quantity.high, scope_of(figure.scope)


def _conflict(kind: Clash, pairs: Sequence[Pair]) -> Conflict:
    figures = {f.quantity.id: f for pair in pairs for f in pair[:2]}
    values: dict[Value, list[Figure]] = {}
    for figure in sorted(figures.values(), key=lambda f: (f.day or "", f.member.document, f.member.content)):
        values.setdefault(_value(figure), []).append(figure)
    sides = tuple(_side([f.member for f in those]) for those in sorted(values.values(), key=lambda t: -len(t)))
    one, other, why = pairs[0]
    return Conflict(
        id=content_id("figures", kind, *sorted(figures)),
        kind=kind,
        sides=sides,
        pair=(one.member, other.member),
        why=why,
        score=SURE if _dated(one, other) else LESS_SURE,
    )


def _side(members: Sequence[Member]) -> Side:
    return Side(gist=members[0], claims=(), members=tuple(members))
