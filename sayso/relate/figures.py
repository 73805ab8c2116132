"""Figures and dates of two sentences side by side: same, compatible, superseded, of another scope, or at odds."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.quantities import hedge_class
from sayso.records import Counted, Quantity, Span
from sayso.relate.profile import Profile, stem
from sayso.times import Expression

LENGTHS = {
    "km": 1000.0, "kilometer": 1000.0, "kilometre": 1000.0, "mile": 1609.344, "metre": 1.0, "meter": 1.0, "m": 1.0,
    "cm": 0.01, "centimetre": 0.01, "centimeter": 0.01, "mm": 0.001, "foot": 0.3048, "feet": 0.3048, "ft": 0.3048,
    "yard": 0.9144, "inch": 0.0254,
}  # fmt: skip
TIMES = {
    "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "night": 86400.0, "week": 604800.0, "month": 2629800.0,
    "year": 31557600.0, "decade": 315576000.0, "century": 3155760000.0,
}  # fmt: skip
WEIGHTS = {"kg": 1.0, "kilogram": 1.0, "kilo": 1.0, "ton": 1000.0, "tonne": 1000.0, "gram": 0.001, "g": 0.001, "lb": 0.4536}
ROUNDED = 0.06
"""Measures in two units are rounded: '39 feet' and '12 meters' are the same."""
WAYS = {
    "deep": re.compile(r"\W+(?:\([^)]*\) )?(?:deep|in depth|below)"),
    "wide": re.compile(r"\W+(?:\([^)]*\) )?(?:wide|across|in diameter|in width|diameter|broad|in radius)"),
    "high": re.compile(r"\W+(?:\([^)]*\) )?(?:high|tall|above|in height)"),
    "long": re.compile(r"\W+(?:\([^)]*\) )?(?:long|in length)"),
}
OPEN = 1.5
"""An open range is taken to reach this far beyond its stated end."""
GENERAL = {stem(w) for w in ("people", "persons", "others", "lives", "victims", "bodies", "men")}
BY_NOUN = {Counted.OTHER, Counted.PEOPLE, Counted.TROOPS, Counted.VOTES}
UNTOLD = {Counted.PEOPLE, Counted.TROOPS, Counted.OTHER}
BECAME = {Counted.DEATHS, Counted.INJURED, Counted.ARRESTED, Counted.MISSING, Counted.DISPLACED, Counted.HOSTAGES}
GROWING = BECAME | {Counted.PEOPLE, Counted.TROOPS}
"""Counts of people rise while they are made; shots, attacks and other things are counted once."""


class Pair(NamedTuple):
    """Two figures about the same thing: `verdict` is 'same', 'superseded' or 'clash'."""

    a: Quantity
    b: Quantity
    verdict: str


def value(quantity: Quantity) -> tuple[float, float, str]:
    """The range in a base unit, and what the unit measures: metres, seconds, kilograms, a currency, or a count."""
    low = quantity.low if quantity.low is not None else float("-inf")
    high = quantity.high if quantity.high is not None else float("inf")
    unit = quantity.unit or ""
    for table, name in ((LENGTHS, "metres"), (TIMES, "seconds"), (WEIGHTS, "kilograms")):
        factor = table.get(unit) or table.get(re.sub(r"s$", "", unit)) or table.get(re.sub(r"ies$", "y", unit))
        if factor and quantity.counts is not Counted.AGE:
            return low * factor, high * factor, name
    return low, high, "age" if quantity.counts is Counted.AGE else unit


def agree(a: Quantity, b: Quantity, one: Profile, other: Profile) -> bool:
    """Whether the two ranges share a value, measures up to rounding. An open end is not endless: who says 'over 200' knows
    of no 400 ('at least' is for `superseded` to judge)."""
    low_a, high_a, name = _bounded(a, one)
    low_b, high_b, unit = _bounded(b, other)
    measured = name in ("metres", "kilograms") and a.unit != b.unit
    reach = ROUNDED * max(low_a, low_b) if measured else 0.0
    return name == unit and low_a <= high_b + reach and low_b <= high_a + reach


def _bounded(quantity: Quantity, sentence: Profile) -> tuple[float, float, str]:
    low, high, name = value(quantity)
    if quantity.high is None:
        return low, low * OPEN, name
    if quantity.low is None:
        return (
            high / OPEN if _hedge(quantity, sentence) == "at_most" and quantity.counts is not Counted.OTHER else 0.0,
            high,
            name,
        )
    return low, high, name


def _hedge(quantity: Quantity, sentence: Profile) -> str | None:
    return hedge_class(quantity.hedge.of(sentence.text)) if quantity.hedge else None


def superseded(a: Quantity, b: Quantity, one: Profile, other: Profile) -> bool:
    """Whether one may have replaced the other: a count of what can only grow that one side puts as 'at least' (or 'so far')
    and the other puts higher. 'At least 3' and '7' agree as ranges, and are superseded all the same."""
    if a.part_of or b.part_of or a.unit or b.unit or (a.counts not in GROWING and b.counts not in GROWING):
        return False
    (low, first), (high, second) = sorted(
        ((a, one), (b, other)), key=lambda pair: (pair[0].low or 0.0, pair[0].high or 0.0)
    )
    if low.low is None or high.low is None or high.low <= low.low:
        return False
    open_ended = _hedge(low, first) == "at_least"
    grown = bool(first.cues["grows"] or second.cues["grows"])
    vague = low.high is not None and low.high > low.low and high.low > low.high
    return open_ended or (grown and not agree(a, b, one, other)) or vague


def same_thing(a: Quantity, b: Quantity, one: Profile, other: Profile) -> bool:
    """Whether two figures count the same: one class and unit, and scopes of one head, or general or untold ones."""
    if value(a)[2] != value(b)[2] or bool(a.part_of) != bool(b.part_of):
        return False
    heads = _head(a, one.text), _head(b, other.text)
    if a.counts is not b.counts:
        return _may_be_one_class(a, b) and heads[0] is not None and heads[0] == heads[1]
    if a.counts is Counted.AGE:
        return bool(_owner(a, one) & _owner(b, other)) or (
            _alone(a, one) and _alone(b, other) and bool(one.names & other.names)
        )
    if a.counts in BY_NOUN:
        return heads[0] is not None and heads[0] == heads[1]
    if a.counts is Counted.DISTANCE and {_way(a, one), _way(b, other)} not in ({None}, {_way(a, one)}):
        return False
    if a.counts not in BECAME:
        return bool(_beside(a, one) & _beside(b, other)) or (_alone(a, one) and _alone(b, other))
    return heads[0] is None or heads[1] is None or heads[0] == heads[1] or bool(set(heads) & GENERAL)


def _way(quantity: Quantity, sentence: Profile) -> str | None:
    """Which way a length is measured: 'deep' of '16-foot-deep'; None where the next words do not tell."""
    behind = sentence.text[quantity.span.end : quantity.span.end + 24].lower()
    return next((name for name, pattern in WAYS.items() if pattern.match(behind)), None)


def _may_be_one_class(a: Quantity, b: Quantity) -> bool:
    """A state that only one side tells: '11 militants' and '6 militants killed'. A crowd ('hundreds of protesters') is told
    of too many things to be those of whom the other tells."""
    if any(q.counts in UNTOLD and _is_vague(q) for q in (a, b)):
        return False
    return (a.counts in UNTOLD and b.counts in BECAME) or (b.counts in UNTOLD and a.counts in BECAME)


def _is_vague(quantity: Quantity) -> bool:
    """'Dozens', 'several': a word instead of a number."""
    return quantity.hedge == quantity.span


def _alone(quantity: Quantity, sentence: Profile) -> bool:
    """Whether no other figure of the sentence is of its class."""
    return sum(q.counts is quantity.counts for q in sentence.figures) == 1


def _owner(quantity: Quantity, sentence: Profile) -> set[str]:
    """Whose age it is: the stems of the three content words behind '29-year-old', or of the two words before ', 29,'."""
    words = [w for w in sentence.words if not w.stop and not w.span.overlaps(quantity.span)]
    if quantity.span.of(sentence.text)[-1:].isdigit():
        return {w.stem for w in [w for w in words if w.span.end <= quantity.span.start][-2:]}
    return {w.stem for w in [w for w in words if w.span.start >= quantity.span.end][:3]}


def _head(quantity: Quantity, text: str) -> str | None:
    """The stem of the last word of the scope."""
    words = re.findall(r"[^\W\d_]+", quantity.scope.of(text)) if quantity.scope else []
    return stem(words[-1]) if words else None


def _beside(quantity: Quantity, sentence: Profile) -> set[str]:
    """Stems of the content words near a measure: what it measures is told beside it."""
    near = [w for w in sentence.words if not w.stop and abs(w.span.start - quantity.span.start) <= 60]
    return {w.stem for w in near if not quantity.span.overlaps(w.span) and not w.stem[0].isdigit()}


def figure_pairs(one: Profile, other: Profile) -> list[Pair]:
    """The figures that count the same thing, each with what they are to each other. One that agrees with any figure of
    the other side is no clash with the rest ('39 feet (12 meters)')."""
    found: list[Pair] = []
    for a in one.figures:
        for b in other.figures:
            if same_thing(a, b, one, other):
                verdict = "superseded" if superseded(a, b, one, other) else "same" if agree(a, b, one, other) else "clash"
                if verdict != "clash" or not _is_loose(a, b):
                    found.append(Pair(a, b, verdict))
    at_peace = {p.a.id for p in found if p.verdict == "same"} | {p.b.id for p in found if p.verdict == "same"}
    return [p for p in found if p.verdict == "same" or (p.a.id not in at_peace and p.b.id not in at_peace)]


def _is_loose(a: Quantity, b: Quantity) -> bool:
    """Whether a word instead of a number is all that two counts of things could clash by: 'several shots' and 'two'."""
    return Counted.OTHER in (a.counts, b.counts) and (_is_vague(a) or _is_vague(b))


def told(quantity: Quantity, sentence: Profile) -> str:
    """The figure's words with the noun that it counts, as the sentence has them."""
    end = quantity.scope.end if quantity.scope and quantity.scope.start - quantity.span.end <= 12 else quantity.span.end
    return Span(quantity.span.start, max(end, quantity.span.end)).of(sentence.text)


def times_agree(a: Expression, b: Expression) -> bool | None:
    """Whether two dates can be one: True or False where both tell a day, a month or a year; None where they do not meet."""
    if a.offset is not None or b.offset is not None or a.side or b.side or a.unit or b.unit:
        return None
    shared = [
        (x, y)
        for x, y in ((a.year, b.year), (a.month, b.month), (a.day, b.day), (a.weekday, b.weekday))
        if x is not None and y is not None
    ]
    if not shared:
        return None
    if a.season and b.season:
        shared.append((a.season, b.season))
    return all(x == y for x, y in shared)


def time_pairs(one: Profile, other: Profile) -> list[tuple[Expression, Expression, bool]]:
    """Dates that meet, and whether they agree. A date that agrees with any of the other side is left out of the rest."""
    met = [(a, b, times_agree(a, b)) for a in one.times for b in other.times]
    agreed = [(a, b) for a, b, same in met if same]
    rest = [(a, b) for a, b, same in met if same is False and not any(a is x or b is y for x, y in agreed)]
    return [(a, b, True) for a, b in agreed] + [(a, b, False) for a, b in rest]
