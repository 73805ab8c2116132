"""Expressions of time in a text, with what their words tell. Nothing is resolved here, and no clock is read.

What is found: whole dates and parts of them ('5 January 2022', 'March 15', 'early January', 'spring 2015', '2013'), days
named by weekday or against the day of speaking ('on Tuesday', 'last Friday', 'yesterday'), distances ('two weeks ago'),
stretches ('in the last four days', 'this week'), and distances from something that the text names ('two days before the
vote'), which are found but cannot be resolved here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from sayso.records import Span

AHEAD = 60
"""Characters beside an expression in which words of what is to come are looked for."""
YEAR = r"(?:1[89]|20)\d\d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """What the words of one expression tell; None where they do not.

    `month` 1 to 12, `weekday` 0 (Monday) to 6, `season` 1 (winter) to 4, `edge` 'early', 'mid' or 'late'; `offset` in days
    from the day of speaking. `side`: 'last', 'next', 'this' or 'ago', with `count` of `unit` ('day', 'week', 'month',
    'year', 'decade', 'hour'). `anchored`: counted from something that the text names. `future`: what is to come is told.
    `begin`: where a stretch begins ('between 14 and 21 March'), of which the rest tells the end. Of a date: `named`, the
    weekday that it names too ('Friday, 14 May'), and `which`, the side of its month ('last September') or year ('May last
    year').
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    edge: str | None = None
    offset: int | None = None
    side: str | None = None
    count: int | None = None
    unit: str | None = None
    anchored: bool = False
    future: bool = False
    begin: Expression | None = None
    named: int | None = None
    which: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The pattern of one language, and what its words stand for."""

    pattern: re.Pattern[str]
    values: Mapping[str, Mapping[str, int]]
    grammar: Mapping[str, frozenset[str]]
    future: re.Pattern[str]
    past: re.Pattern[str]


def _row(row: str) -> list[str]:
    return sorted((w.strip() for w in row.split("|") if w.strip()), key=lambda w: (-len(w), w))


def _group(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def words_of(language: str) -> Words:
    """The words of time of 'en' or 'ru'. Raises FileNotFoundError for any other language."""
    data = tomllib.loads((files("sayso") / "data" / f"times_{language}.toml").read_text(encoding="utf-8"))
    values = {
        name: {word: int(value) for value, row in data[name].items() for word in _row(row)}
        for name in ("months", "weekdays", "seasons", "words", "numbers")
    }
    grammar = {name: frozenset(_row(row)) for name, row in data["grammar"].items()}
    return Words(
        re.compile(_form(values, grammar), re.IGNORECASE),
        values,
        grammar,
        _whole(grammar["future"]),
        _whole(grammar["past"]),
    )


def _whole(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_group(list(words))})(?!\w)", re.IGNORECASE)


def _form(values: Mapping[str, Mapping[str, int]], grammar: Mapping[str, frozenset[str]]) -> str:
    month, weekday = rf"(?:{_group(list(values['months']))})", rf"(?:{_group(list(values['weekdays']))})"
    edges = [w for name in ("edges_early", "edges_mid", "edges_late") for w in grammar[name]]
    sides = [w for name in ("last", "next", "this") for w in grammar[name]]
    units = [w for name, row in grammar.items() if name.startswith("units_") for w in row]
    number = rf"(?:\d{{1,4}}|{_group(list(values['numbers']))})"
    year = rf"(?:,?\s+(?:of\s+)?(?P<year%d>{YEAR}))?"
    dot = r"(?:\.(?=,?\s*\d))?"
    side = rf"(?P<side%d>{_group(sides)})"
    part = rf"(?:\s+(?:{_group(list(grammar['part_of_day']))}))?"
    edge = rf"(?:(?P<edge%d>{_group(edges)})[\s-]?\s*)?"
    tail = r"(?!\w)"
    nth = r"(?:st|nd|rd|th|-го)?"
    to = rf"\s*(?P<to%d>[-–—]|(?:{_group([*grammar['to'], *grammar['and']])})(?=\s))\s*"
    forms = [
        rf"(?P<iso>{YEAR}-\d\d-\d\d)(?!\d)",
        rf"(?P<numeric>\d{{1,2}}\.\d{{1,2}}\.{YEAR})(?!\d)",
        rf"(?P<from11>\d{{1,2}}){nth}{to % 11}(?P<day11>\d{{1,2}}){nth}\s+(?:of\s+)?(?P<month11>{month}){dot}"
        rf"{year % 11}{tail}",
        rf"(?:{side % 12}\s+)?(?P<month12>{month})\.?\s+(?P<from12>\d{{1,2}}){nth}{to % 12}(?P<day12>\d{{1,2}})"
        rf"{nth}(?![\d:]){year % 12}{tail}",
        rf"(?:(?P<named1>{weekday}),?\s+(?:the\s+)?)?(?P<day1>\d{{1,2}}){nth}\s+(?:of\s+)?"
        rf"(?P<month1>{month}){dot}{year % 1}{tail}",
        rf"(?:(?P<named2>{weekday}),?\s+|{side % 2}\s+)?(?P<month2>{month})\.?\s+(?P<day2>\d{{1,2}}){nth}(?![\d:])"
        rf"{year % 2}{tail}",
        rf"{edge % 3}(?:{side % 3}\s+)?(?P<month3>{month}){dot}{year % 3}{tail}",
        rf"{edge % 4}(?:{side % 4}\s+)?(?P<season4>{_group(list(values['seasons']))}){year % 4}{tail}",
        rf"(?P<word5>{_group(list(values['words']))}){tail}",
        rf"(?:{side % 6}\s+)?(?P<weekday6>{weekday}){part}{tail}",
        rf"(?P<count7>{number})\s+(?P<unit7>{_group(units)})\s+(?P<ago7>{_group(list(grammar['ago']))}){tail}",
        rf"(?P<count8>{number})\s+(?P<unit8>{_group(units)})\s+(?P<anchor8>{_group(list(grammar['anchored']))}){tail}",
        rf"(?:(?:{_group(list(grammar['span_open']))})\s+)?{side % 9}\s+(?:(?P<count9>{number})\s+)?"
        rf"(?P<unit9>{_group(units)}){tail}",
        rf"{edge % 10}(?<![\d.,$€£-])(?P<year10>{YEAR})(?![\d\w%]|[.,]\d)",
    ]
    return r"(?<![\w/])(?:" + "|".join(forms) + ")"


def expressions(text: str, within: Span | None = None, language: str = "en") -> list[Expression]:
    """The expressions of time in a stretch of text (a sentence), in order. Raises FileNotFoundError for a language that
    is neither 'en' nor 'ru'."""
    words = words_of(language)
    stretch = within or Span(0, len(text))
    found = []
    for match in words.pattern.finditer(text, stretch.start, stretch.end):
        told = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value is not None}
        if made := _made(text, match, told, words):
            found.append(replace(made, future=_is_future(text, made.span, stretch, words)))
    return found


def _is_future(text: str, span: Span, within: Span, words: Words) -> bool:
    """Whether what is to come is spoken of at this place: 'will be held on Tuesday', 'On Tuesday the court will', but not
    'said on Tuesday that he will'."""
    before = text[max(within.start, span.start - AHEAD) : span.start]
    cues = list(words.future.finditer(before))
    if cues and not words.past.search(re.sub(r"\bbe\s+\w+", " ", before[cues[-1].end() :])):
        return True
    verb = re.search(r"([^\W\d_]+)\W+(?:(?:on|late|early|last|this|в|во)\W+)*$", before.lower())
    if verb and (words.past.fullmatch(verb[1]) or verb[1].endswith("ed")):
        return False
    behind = re.split(r"[,;:—]|\bthat\b|\bwho\b|\bwhich\b", text[span.end : min(within.end, span.end + AHEAD)])[0]
    return bool(words.future.search(behind))


def _made(text: str, match: re.Match[str], told: Mapping[str, str], words: Words) -> Expression | None:
    span = Span(*match.span())
    plain = {name: " ".join(value.lower().split()) for name, value in told.items()}
    if iso := plain.get("iso"):
        year, month, day = map(int, iso.split("-"))
        return Expression(span=span, year=year, month=month, day=day) if _possible(month, day) else None
    if numeric := plain.get("numeric"):
        day, month, year = map(int, numeric.split("."))
        return Expression(span=span, year=year, month=month, day=day) if _possible(month, day) else None
    month_of = words.values["months"].get(plain.get("month", ""))
    day_of = int(plain["day"]) if "day" in plain else None
    if month_of and not _is_month(told["month"], plain, text, span):
        return None
    if "year" in plain and set(plain) == {"year"} and not _is_year(text, span):
        return None
    if day_of is not None and not _possible(month_of or 1, day_of):
        return None
    if "weekday" in plain and told["weekday"].islower() and len(plain["weekday"]) <= 5 and told["weekday"].isascii():
        return None
    if "season" in plain and not {"year", "side"} & set(plain):
        return None  # 'to fall', 'the summer heat'
    unit = _named(plain.get("unit", ""), words, "units_")
    if "side" in plain and plain.get("count") in ("a", "an", "one"):
        return None  # 'they last a day'
    side = _named(plain.get("side", ""), words, "") or ("ago" if "ago" in plain else None)
    year_of = int(plain["year"]) if "year" in plain else None
    begin = int(plain["from"]) if "from" in plain else None
    if begin is not None and not (_possible(month_of or 1, begin) and begin < (day_of or 0)):
        return None
    if begin is not None and plain["to"] in words.grammar["and"] and begin + 1 != day_of:
        begin = begin if _is_between(text, span, words) else None  # '5 and 20 May': two days, told here is the latter
    return Expression(
        span=span,
        begin=Expression(span=span, year=year_of, month=month_of, day=begin) if begin else None,
        year=year_of,
        month=month_of,
        day=day_of,
        weekday=words.values["weekdays"].get(plain.get("weekday", "")),
        named=words.values["weekdays"].get(plain.get("named", "")),
        season=words.values["seasons"].get(plain.get("season", "")),
        edge=_named(plain.get("edge", ""), words, "edges_"),
        offset=words.values["words"].get(plain.get("word", "")),
        side=None if month_of else side,
        which=side if month_of else None,
        count=_count(plain["count"], words) if "count" in plain else (1 if unit else None),
        unit=unit,
        anchored="anchor" in plain
        or plain.get("side") in words.grammar["same"]
        or bool(re.search(r"\bago\s+$", text[max(0, span.start - 5) : span.start])),
    )


def _is_between(text: str, span: Span, words: Words) -> bool:
    before = text[max(0, span.start - 12) : span.start].casefold().split()
    return bool(before) and before[-1] in words.grammar["between"]


def _named(word: str, words: Words, prefix: str) -> str | None:
    names = ("last", "next", "this") if not prefix else [n for n in words.grammar if n.startswith(prefix)]
    return next((name.removeprefix(prefix) for name in names if word and word in words.grammar[name]), None)


def _count(word: str, words: Words) -> int | None:
    """None for 'several'."""
    return int(word) if word.isdecimal() else words.values["numbers"][word] or None


def _possible(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _is_month(word: str, plain: Mapping[str, str], text: str, span: Span) -> bool:
    """'may', 'march', 'mar' and 'sept' are months where capitals or numbers say so."""
    if "day" in plain or "year" in plain:
        return True
    if not word[0].isupper() and word.isascii():
        return False
    if plain["month"] in ("may", "march", "august", "mar", "jun", "sep", "dec", "jan", "apr"):
        before = text[max(0, span.start - 12) : span.start].lower()
        return bool(
            plain.get("edge")
            or plain.get("side")
            or re.search(r"\b(?:in|of|since|until|by|last|this|next|on|from|to|and|during)\s+$", before)
        )
    return True


def _is_year(text: str, span: Span) -> bool:
    """A bare year stands behind a preposition, in brackets, or before 'году'; elsewhere it may be a count."""
    before = text[max(0, span.start - 14) : span.start].lower()
    behind = text[span.end : span.end + 12].lower()
    if re.search(
        r"\b(?:in|since|until|by|from|to|of|during|late|early|mid|for|between|and|through|year|after|before|around|circa|в|с|до|к|по)[\s-]+$|[(,]\s?$",
        before,
    ):
        return not re.match(r"\s+(?:people|troops|soldiers|men|women|miles|dollars|votes|others)", behind)
    return bool(re.match(r"\s?[)]|\s+(?:год|году|года|г\.)", behind))
