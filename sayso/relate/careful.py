"""What a careful reader takes from the chances: where something is shown on it, and a wrong answer costs more than none.

The model's chance of `contradicts` is believed from where it is right three times in four, if a point on which the two
clash can be named (`clashes`). Below that, it is believed where the two are also seen to clash word by word (`disputed`).
`same` is believed only of two that share enough of their words and do not dispute one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.records import Clash, Label
from sayso.relate.disputed import classes, disputed, names_of, negates, told, touches
from sayso.relate.exact import clashes
from sayso.relate.profile import profile
from sayso.relate.reason import Reason
from sayso.times import Expression

AGREED = 0.1
"""The least chance of `contradicts` where word by word one disputes the other. Between a plain report and a plain denial of
it chances far below one half are common; between sentences that only look so they are mostly under one in ten."""
WHOLLY = 0.05
"""The same where all that is denied or doubted is put by the other: of short words of one clause the model knows less."""
OVERLOOKED = 0.5
"""The chance of `same` and `contradicts` together from which a plain denial of all that the other says is one: a model that
overlooks a 'not' calls such a pair the same."""
HELD, SHARED = 0.5, 2
"""Of two that are the same: the share of the shorter one's words that the other has, and how many both have, at least; one
of them is no name."""
TELLING = 0.4
"""The share of the words that are no names, of the one that has fewer, which the other has: the same persons and places are
in many sentences of a story."""

WHOLE, LIKELY = 4, 0.3
"""Words of a sentence that are all in the other, at least, and the least chance of `same` from which the two then are: what
the one says is in the other, unless they clash."""

ONE_TIME = timedelta(days=31)
"""Two days that accounts of one event give may be so far apart at most."""
WITHIN = 0.98
"""The chance of `same` of two of which one has all words of the other, and nothing speaks against it: the mean of what the
model said of 624 such pairs of 28 stories, all of which it called the same."""
NOT_ASKED = 0.0
"""The score of what is related without the model: how likely that is was not asked."""

Chances = Mapping[Label, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A label with its chance, and the point on which the two clash, where it was seen word by word."""

    label: Label
    score: float
    reason: Reason | None = None


def judged(a: str, b: str, chances: Chances, likeliest: Label, sure: float) -> Judged:
    """The label that is shown. `likeliest`: by the chances, `contradicts` left out; `sure`: from which it is believed."""
    reason = disputed(a, b)
    same, clash = chances[Label.SAME], chances[Label.CONTRADICTS]
    if reason and (clash >= _least(reason) or _is_overlooked(reason, chances)):
        # the two are on one point, and the model may overlook that one denies it
        return Judged(Label.CONTRADICTS, same + clash, reason)
    if clash >= sure and (seen := _seen(a, b)):
        return Judged(Label.CONTRADICTS, clash, seen)
    if not reason and clash < AGREED and same >= LIKELY and _is_within(a, b):
        return Judged(Label.SAME, same + chances[Label.RELATED])  # no other information is in the shorter one
    if likeliest is Label.SAME and (reason or not _may_be_same(a, b)):
        return Judged(Label.RELATED, chances[Label.RELATED])
    return Judged(likeliest, chances[likeliest])


def settled(a: str, b: str) -> Judged | None:
    """What two sentences are whatever the chances; None where these matter. A third of the pairs of a pile are related,
    since they can neither be the same nor clash, and a fifth the same, since all words of one are in the other
    (benchmarks/README.md)."""
    if disputed(a, b):
        return None
    if _is_within(a, b):
        is_same = negates(a) == negates(b) and _seen(a, b) is None
        return Judged(Label.SAME, WITHIN) if is_same else None
    is_open = _may_be_same(a, b) or _seen(a, b) is not None
    return None if is_open else Judged(Label.RELATED, NOT_ASKED)


def _seen(a: str, b: str) -> Reason | None:
    """The point on which the model may be believed: a denial or doubt that has to do with the other's words, or what two
    sentences of like wording differ in. Of others it knows too little of the world to tell whether both can hold ('the
    blast left a crater', 'a meteorite came down')."""
    for known in (False, True):
        found = clashes(a, b, known=known)
        if found and found[0].clash is Clash.WHERE_WHEN and _is_another_time(a, b):
            return None
        if found and found[0].clash in (Clash.DENIAL, Clash.CERTAINTY):
            return found[0] if touches(a, b) or touches(b, a) else None
        if found and not known:
            return found[0]
    return None


def _is_another_time(a: str, b: str) -> bool:
    """Whether each tells one day, and these are far apart: one thing that happened twice, and no quarrel on when it did."""
    days = [{day for time in profile(text).times if (day := _day(time))} for text in (a, b)]
    return all(len(those) == 1 for those in days) and abs(min(days[0]) - min(days[1])) > ONE_TIME


def _day(time: Expression) -> date | None:
    if time.year is None or time.month is None or time.day is None:
        return None
    try:
        return date(time.year, time.month, time.day)
    except ValueError:  # 30 February
        return None


def _least(reason: Reason) -> float:
    return WHOLLY if reason.strength == 1 and not reason.unconfirmed else AGREED


def _is_overlooked(reason: Reason, chances: Chances) -> bool:
    on_one_thing = chances[Label.SAME] + chances[Label.CONTRADICTS] >= OVERLOOKED
    return reason.clash is Clash.DENIAL and reason.strength == 1 and on_one_thing


def _is_within(a: str, b: str) -> bool:
    shorter, longer = sorted((told(a), told(b)), key=len)
    return len(shorter) >= WHOLE and shorter <= longer and not _is_other_deed(a, b)


def _is_other_deed(a: str, b: str) -> bool:
    """Whether each tells of deeds and none is in both ('was killed', 'was arrested'), or only one speaks of somebody's aide
    or wife."""
    deeds = classes(a, "deeds"), classes(b, "deeds")
    if all(deeds) and deeds[0].isdisjoint(deeds[1]):
        return True
    return bool(classes(a, "tied")) != bool(classes(b, "tied"))


def _may_be_same(a: str, b: str) -> bool:
    one, other = told(a), told(b)
    if not one or not other:
        return a.casefold() == b.casefold()
    if _is_other_deed(a, b):
        return False
    shared = one & other
    names = names_of(a) | names_of(b)
    return (
        len(shared) >= SHARED
        and bool(shared - names)
        and len(shared) >= HELD * min(len(one), len(other))
        and len(shared - names) >= TELLING * min(len(one - names), len(other - names))
    )
