"""Whether two figures of one kind and unit count one thing.

Three things tell so: words that their sentences share, their values, and of whom they count. The same value in two
sentences that share little is seldom of two things, and two values in sentences that share much seldom of one: so the
likeness that is asked for depends on the values. An addition ('three others') and another place stand against it.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.figures.around import are_apart, beside, is_added, where
from sayso.figures.scope import CASES, TOTAL, scope_names, scope_of
from sayso.records import Counted, Figure
from sayso.shared_words import STEM

VICTIMS = frozenset((Counted.DEATHS, Counted.INJURED, Counted.ARRESTED, Counted.MISSING, Counted.HOSTAGES))
"""Of these a part ('officers') and its whole stand in one series; of all others only what one noun names."""
NEVER = 2.0
"""A likeness that no two sentences have."""
LEAST = 0.05
"""The lowest likeness (cosine) from which anything is joined."""
NEAR = 1.1
"""Two values are near where the one is at most this many times the other: a count that is made again moves by a little."""
FEW, SOME = 3, 12
"""Up to FEW a value is common, and shared by chance; above SOME it is seldom so."""


class Likeness(NamedTuple):
    """The cosine from which two figures are joined, by of whom they count: the same, the whole and some, others."""

    same: float
    whole: float
    other: float


RARE = Likeness(0.05, 0.08, 0.12)
COMMON = Likeness(0.08, 0.15, 0.2)
SMALL = Likeness(0.12, 0.25, 0.3)
UNLIKE = Likeness(0.2, 0.3, 0.3)
"""Of victims: values that are near and above SOME; near and above FEW; the same and small or vague; and not near. Set on
pairs of the figures of 28 stories that were judged by hand, and on Velmar."""
THINGS_NEAR, THINGS_UNLIKE, THINGS_VALUES = 0.12, 0.2, 0.3
"""Of all else: near values, others, and other values of what has no name of its own ('people')."""
BESIDE_NEAR, BESIDE_UNLIKE, BESIDE_WORDS = 0.2, 0.3, 3
"""Likeness of the words beside two sums of money, or two shares, that name what they are of; how many they share."""
MEASURED = frozenset((Counted.MONEY, Counted.SHARE))


class Named(NamedTuple):
    """What a figure is joined by: of whom it counts, where, its least and most, whether it is an addition, and the telling
    words beside a sum of money or a share (empty for all else)."""

    figure: Figure
    scope: str
    where: str | None
    low: float
    high: float
    added: bool
    beside: str

    @property
    def is_vague(self) -> bool:
        """'Dozens', 'several': a word that fits many counts."""
        return self.high > 1.5 * self.low and self.high - self.low > 1

    @property
    def value(self) -> tuple[float | None, float | None]:
        return self.figure.quantity.low, self.figure.quantity.high


def named(figure: Figure) -> Named:
    """A figure with what it is joined by. An open end counts as the stated one."""
    low, high = figure.quantity.low, figure.quantity.high
    least = low if low is not None else high or 0.0
    return Named(
        figure=figure,
        scope=scope_of(figure.scope),
        where=where(figure),
        low=least,
        high=high if high is not None else least,
        added=is_added(figure),
        beside=beside(figure) if figure.quantity.counts in MEASURED else "",
    )


def is_near(one: Named, other: Named) -> bool:
    """Whether two values are the same, or within a tenth of one another, and neither is vague."""
    if one.is_vague or other.is_vague:
        return False
    least, most = sorted((one, other), key=lambda n: (n.low, n.high))
    return most.low <= NEAR * least.high and most.high <= NEAR * NEAR * max(least.low, 1.0)


def is_one_event(one: Named, other: Named) -> bool:
    """Whether two counts of victims in one sentence may be of one event: the whole, or sides that the lexicon knows
    ('protesters', 'forces'), and no additions."""
    known = {TOTAL, *scope_names()} - {CASES}
    return {one.scope, other.scope} <= known and not one.added and not other.added


def least_likeness(one: Named, other: Named) -> float:
    """The cosine of two sentences from which their figures are of one thing; NEVER where nothing makes them so."""
    near = is_near(one, other)
    apart = are_apart(one.where, other.where)
    if not near and (apart or one.added or other.added):
        return NEVER
    if (one.scope == CASES) is not (other.scope == CASES):
        return NEVER
    if one.figure.quantity.counts not in VICTIMS:
        if one.scope != other.scope:
            return NEVER
        if near and min(one.low, other.low) > FEW:
            return THINGS_NEAR
        return THINGS_VALUES if TOTAL in (one.scope, other.scope) and one.value != other.value else THINGS_UNLIKE
    least = _of_victims(one, other, near)
    if apart and min(one.low, other.low) <= SOME:
        least = UNLIKE
    if one.scope == other.scope:
        return least.same
    return least.whole if TOTAL in (one.scope, other.scope) else least.other


def _of_victims(one: Named, other: Named, near: bool) -> Likeness:
    lowest = min(one.low, other.low)
    if near and lowest > FEW:
        return RARE if lowest > SOME else COMMON
    return SMALL if near or one.value == other.value else UNLIKE


def names_one(one: Named, other: Named, likeness: float, several: bool) -> bool:
    """Whether the words beside two sums of money or two shares, of this likeness, name one thing. `several`: one of the
    sentences has several of them. Sums that are not near need the more: what they share must be more than a word."""
    if one.figure.quantity.counts not in MEASURED:
        return True
    if one.value == other.value or (is_near(one, other) and not several):
        return likeness >= BESIDE_NEAR
    if several or likeness < BESIDE_UNLIKE:
        return False
    words = [{word[:STEM] for word in n.beside.split()} for n in (one, other)]
    return len(words[0] & words[1]) >= BESIDE_WORDS
