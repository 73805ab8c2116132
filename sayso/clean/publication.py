"""The day of publication where the text names it without its year, counted back from a date that is known for certain.

'Friday' below the title tells the day once the text says when it was edited, or the reader when it was captured. A day
after one of those dates, or one that two of them count differently, stays unknown, and so does a heading of a diary or
a list of dates, which names several such days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.clean.dates import open_days, resolve_open_day
from sayso.clean.head import Head
from sayso.clean.lines import Line
from sayso.records import Metadatum, Span

# A text is published before both, on the same day at the latest.
_LATER = ("edited", "captured")
_FOOT = 12
_LONGEST_LOOK = 400
# Without a label or a time of day these are the name of a page's section, a show or a newspaper as often as a date.
_UNSURE = re.compile(
    r"to(?:day|night|morrow)|this \w+|[a-z]{3,4}\.?|.+ (?:morning|afternoon|evening|night)|"
    r"сегодня|завтра|сьогодні|今[天日]|اليوم",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


class _Day(NamedTuple):
    place: int
    words: str
    what: str
    alone: bool = False


class _Base(NamedTuple):
    name: str
    value: str


def day_of_publication(
    head: Head, listed: list[Line], reasons: dict[int, str], known: Iterable[Metadatum], language: str | None
) -> Metadatum | None:
    """`published`, with both the words and the date that it was counted from in `where`; its line is added to `reasons`."""
    told = {datum.name: datum.value for datum in reversed(tuple(known))}
    bases = [_Base(name, told[name]) for name in _LATER if _ISO.match(told.get(name, ""))]
    if not bases or "published" in told:
        return None
    for day in _days(head, listed, reasons):
        counted = _counted(day.words, bases, language)
        if counted is None or (day.alone and _is_one_of_many(listed, day.place, bases, language)):
            continue
        value, base = counted
        line = listed[day.place]
        start = line.words.find(day.words)
        span = Span(line.span.start + start, line.span.start + start + len(day.words)) if start >= 0 else line.span
        if day.what == "date line":
            reasons.setdefault(day.place, day.what)
        where = f"{day.what}, line {line.number}, '{day.words}' counted from {base.name} {base.value[:10]}"
        return Metadatum(name="published", value=value, where=where, span=span)
    return None


def _days(head: Head, listed: list[Line], reasons: dict[int, str]) -> Iterator[_Day]:
    """Where a day of publication may stand: date lines of the head, its dateline, labelled lines of the foot."""
    for place in range(head.first, head.end):
        reason = reasons.get(place)
        if place == head.title or reason not in (None, "byline", "date line"):
            continue
        found = open_days(listed[place].core)
        for words, is_told, _ in found:
            alone = len(found) == 1 and reason is None and _below_title(head, reasons, place)
            if is_told or ((reason == "byline" or alone) and not _UNSURE.fullmatch(words)):
                yield _Day(place, words, "date line", alone=not is_told and alone)
    if head.undated is not None:
        yield _Day(*head.undated, "dateline")
    for place in range(max(head.end, len(listed) - _FOOT), len(listed)):
        if place not in reasons and not listed[place].is_prose:
            yield from (_Day(place, day.words, "date line") for day in open_days(listed[place].core) if day.labelled)


def _below_title(head: Head, reasons: dict[int, str], place: int) -> bool:
    return (head.title is not None and head.title < place) or reasons.get(place - 1) == "byline"


def _counted(words: str, bases: list[_Base], language: str | None) -> tuple[str, _Base] | None:
    """The one day that the words mean counted from any of the bases and that is after none of them."""
    latest = min(base.value[:10] for base in bases)
    days: dict[str, _Base] = {}
    for base in bases:
        day = resolve_open_day(words, base.value, language)
        if day is not None and day <= latest:
            days.setdefault(day, base)
    return next(iter(days.items())) if len(days) == 1 else None


def _is_one_of_many(listed: list[Line], place: int, bases: list[_Base], language: str | None) -> bool:
    """Whether another short line names a day too: entries of a diary, of a list of what happened when."""
    for other in range(place + 1, min(len(listed), place + _LONGEST_LOOK)):
        days = open_days(listed[other].core) if len(listed[other].core) <= 30 else []
        if len(days) == 1 and any(resolve_open_day(days[0].words, base.value, language) for base in bases):
            return True
    return False
