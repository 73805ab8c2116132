"""From an expression of time to the days that it covers, by dateparser where the calendar is asked.

A weekday's name in news is the last such day up to the reference, today included; with 'last' it lies before it. Where
the sentence speaks of what is to come it is the first such day from the reference on, with 'next' the first after it.
'Last week' is the Monday to Sunday before the reference's own week, 'the last four days' are the days up to the reference.
A month without its year is the last one that had begun by the reference (the next one where what is to come is told); a day
of a month may lie up to `AHEAD` days behind the reference, and where its weekday is named too the two must agree.
Without a reference only what states its year has dates.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sayso.records import Moment, MomentBasis, Span
from sayso.sentences import sentences
from sayso.times.expressions import Expression, Words, expressions, words_of

DAYS = {"day": 1, "week": 7}
AHEAD = 31
"""Days behind the reference in which a day of a month still is of the same year, whatever the tense of its sentence."""
JOINED = 14
"""Characters between two expressions that may be the ends of one stretch, and before the first of them."""
Days = tuple[date, date]


def moments(text: str, reference: str | None, within: Sequence[Span] | None = None) -> tuple[Moment, ...]:
    """Every expression of time of a text, in order. `reference`: ISO 8601 date (a time of day behind it is left out), or
    None where it is not known; then only what is stated in full has dates. `within`: the sentences, where known."""
    found = []
    for sentence in sentences(text) if within is None else within:
        words = text[sentence.start : sentence.end]
        cyrillic = 2 * sum("\u0400" <= c <= "\u04ff" for c in words) > sum(map(str.isalpha, words))
        language = "ru" if cyrillic else "en"
        for expression in _stretches(text, expressions(text, sentence, language), words_of(language)):
            found.append(moment(expression, reference))
    return tuple(found)


def _stretches(text: str, found: Sequence[Expression], words: Words) -> list[Expression]:
    """Two neighbours that are the ends of one stretch made one: 'from Monday to Friday', 'between 2010 and 2014'."""
    out: list[Expression] = []
    for e in found:
        before = out[-1] if out else None
        if before is not None and before.month and not before.year and _is_of_year(text, before, e):
            out[-1] = replace(before, span=Span(before.span.start, e.span.end), which=f"{e.side} year")
            continue
        if before is None or before.begin or e.begin or not _is_one(text, before, e, words):
            out.append(e)
            continue
        begin = before if before.year or not (before.month and e.year) else replace(before, year=e.year)
        out[-1] = replace(e, span=Span(before.span.start, e.span.end), begin=begin)
    return out


def _is_of_year(text: str, one: Expression, other: Expression) -> bool:
    """'June this year', '14 May last year'."""
    is_year = other.unit == "year" and other.count == 1 and other.side in ("last", "this", "next")
    return is_year and text[one.span.end : other.span.start].strip() in ("", ",", "of")


def _is_one(text: str, one: Expression, other: Expression, words: Words) -> bool:
    link = text[one.span.end : other.span.start]
    if len(link) > JOINED or one.anchored or other.anchored:
        return False
    link = link.strip().casefold()
    before = text[max(0, one.span.start - JOINED) : one.span.start].casefold().split()
    opened = bool(before) and before[-1] in words.grammar["between"]
    ends = words.grammar["to"] | words.grammar["and"]
    return (opened and link in ends) or link in ("-", "–", "—")


def moment(expression: Expression, reference: str | None) -> Moment:
    """The days of one expression. Raises ValueError where `reference` is no ISO date."""
    base = date.fromisoformat(reference[:10]) if reference else None
    if expression.begin is not None:
        return _stretched(expression, expression.begin, reference)
    stated = _stated(expression)
    if stated:
        return _made(expression, MomentBasis.STATED, stated, None)
    counted = _counted(expression, base) if base and not expression.anchored else None
    if counted:
        return _made(expression, MomentBasis.RESOLVED, counted, base)
    return _made(expression, MomentBasis.UNKNOWN, None, None)


def _stretched(expression: Expression, begin: Expression, reference: str | None) -> Moment:
    """From the first day of where it begins to the last of where it ends; unknown where either is, or where they cross."""
    ends = moment(begin, reference), moment(replace(expression, begin=None), reference)
    first, last = ends[0].first, ends[1].last
    if first is None or last is None or first > last:
        return _made(expression, MomentBasis.UNKNOWN, None, None)
    counted = next((m.reference for m in ends if m.reference), None)
    days = date.fromisoformat(first), date.fromisoformat(last)
    base = date.fromisoformat(counted) if counted else None
    return _made(expression, MomentBasis.RESOLVED if base else MomentBasis.STATED, days, base)


def _made(expression: Expression, basis: MomentBasis, days: Days | None, base: date | None) -> Moment:
    first, last = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    return Moment(span=expression.span, basis=basis, first=first, last=last, reference=base.isoformat() if base else None)


def _stated(e: Expression) -> Days | None:
    if e.year is None:
        return None
    if e.month and e.day:
        return _day(e.year, e.month, e.day)
    if e.month:
        return _edge(_month(e.year, e.month), e.edge)
    if e.season:
        return _season(e.year, e.season)
    return _edge((date(e.year, 1, 1), date(e.year, 12, 31)), e.edge)


def _counted(e: Expression, base: date) -> Days | None:
    try:
        if e.offset is not None:
            return _one(base + timedelta(days=e.offset))
        if e.month:
            return _yearless(e, base)
        if e.weekday is not None:
            return _weekday(e, base)
        if e.season:
            return _season_beside(e, base)
        if e.unit:
            return _distance(e, base)
    except (OverflowError, ValueError):
        return None
    return None


def _weekday(e: Expression, base: date) -> Days:
    weekday = e.weekday or 0
    if e.side == "next" or (e.future and e.side is None):
        ahead = (weekday - base.weekday()) % 7
        return _one(base + timedelta(days=7 if e.side == "next" and ahead == 0 else ahead))
    back = (base.weekday() - weekday) % 7
    return _one(base - timedelta(days=7 if e.side == "last" and back == 0 else back))


def _yearless(e: Expression, base: date) -> Days | None:
    month = e.month or 1
    if e.which is not None:
        side, _, of_year = e.which.partition(" ")
        step = {"last": -1, "next": 1}.get(side, 0)
        if not of_year:  # 'last September' is over, 'next September' has not begun
            step = step if (step < 0 and month >= base.month) or (step > 0 and month <= base.month) else 0
        return _day(base.year + step, month, e.day) if e.day else _edge(_month(base.year + step, month), e.edge)
    near = _day(base.year + (base.month == 12 and month == 1), month, e.day) if e.day else None
    if near and timedelta(0) <= near[0] - base <= timedelta(AHEAD):
        return near if e.named in (None, near[0].weekday()) else None
    for year in (base.year, base.year + 1) if e.future else (base.year, base.year - 1):
        days = _day(year, month, e.day) if e.day else _edge(_month(year, month), e.edge)
        if days and (days[1] >= base if e.future else days[0] <= base):
            return days if e.day is None or e.named in (None, days[0].weekday()) else None
    return None


def _distance(e: Expression, base: date) -> Days | None:
    """'two weeks ago' (a day or a week is a day; months and years are the whole month and year that they fall into), 'the
    last four days', 'last week', 'this year'."""
    if e.unit == "hour":
        return _one(base) if e.side == "ago" and (e.count or 99) <= 1 else None
    if e.side == "ago":
        if e.count is None:
            return None
        found = _ask(f"{e.count} {e.unit}s ago", base)
        if found is None:
            return None
        if e.unit in ("day", "week"):
            return _one(found)
        return _month(found.year, found.month) if e.unit == "month" else (date(found.year, 1, 1), date(found.year, 12, 31))
    if e.count is None:
        return None
    if e.count > 1 or e.unit == "decade":
        return _stretch(e, base)
    step = {"last": -1, "next": 1, "this": 0}[e.side or "this"]
    if e.unit == "day":
        return _one(base) if step == 0 else None
    if e.unit == "week":
        monday = base - timedelta(days=base.weekday()) + timedelta(days=7 * step)
        return monday, monday + timedelta(days=6)
    if e.unit == "month":
        place = base.year * 12 + base.month - 1 + step
        return _month(place // 12, place % 12 + 1)
    return date(base.year + step, 1, 1), date(base.year + step, 12, 31)


def _stretch(e: Expression, base: date) -> Days | None:
    if e.side == "this" or e.side is None or e.count is None:
        return None
    far = _ask(f"{e.count} {e.unit}s ago", base) if e.side == "last" else _ask(f"in {e.count} {e.unit}s", base)
    if far is None:
        return None
    return (far, base) if e.side == "last" else (base, far)


def _ask(words: str, base: date) -> date | None:
    """What dateparser counts from the reference."""
    from dateparser.date import DateDataParser

    settings: dict[str, Any] = {"RELATIVE_BASE": datetime(base.year, base.month, base.day), "PARSERS": ["relative-time"]}
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    return found.date_obj.date() if found and found.date_obj else None


def _one(day: date) -> Days:
    return day, day


def _day(year: int, month: int, day: int) -> Days | None:
    return _one(date(year, month, day)) if day <= calendar.monthrange(year, month)[1] else None


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _season_beside(e: Expression, base: date) -> Days | None:
    """'Last summer' is the last one that is over, 'next summer' the first that has not begun."""
    if e.side is None or e.season is None:
        return None
    this = _season(base.year, e.season)
    step = -1 if e.side == "last" and this[1] >= base else 1 if e.side == "next" and this[0] <= base else 0
    return _season(base.year + step, e.season)


def _season(year: int, season: int) -> Days:
    """Of the northern half of the earth, by months; a winter is that which begins in the year's December or ended in it, so
    both are covered."""
    if season == 1:
        return date(year, 1, 1), date(year, 12, 31)
    first = {2: 3, 3: 6, 4: 9}[season]
    return date(year, first, 1), _month(year, first + 2)[1]


def _edge(days: Days, edge: str | None) -> Days:
    """'Early' is the first third and a little more, as writers use it, 'late' the last, 'mid' what lies between."""
    if edge is None:
        return days
    length = (days[1] - days[0]).days + 1
    third = length // 3
    if edge == "early":
        return days[0], days[0] + timedelta(days=third)
    if edge == "late":
        return days[1] - timedelta(days=third), days[1]
    return days[0] + timedelta(days=third), days[1] - timedelta(days=third)
