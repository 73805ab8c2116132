"""The words about figures, from `data/quantities_en.toml` and `quantities_ru.toml`, read once and made ready to look up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.records import Counted

STATES = ("deaths", "injured", "arrested", "missing", "hostages", "displaced")
"""The classes that a word for what became of people tells, before a noun's."""


@dataclass(frozen=True, slots=True)
class Vague:
    """The range of a number that is no exact one."""

    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of one language, in lower case. `grammar`: function words by what they do, as the data file names them."""

    hedges: tuple[tuple[str, re.Pattern[str]], ...]
    hedges_after: tuple[tuple[str, re.Pattern[str]], ...]
    vague: re.Pattern[str]
    ranges: Mapping[str, Vague]
    chances: re.Pattern[str]
    chance: re.Pattern[str]
    tells: re.Pattern[str]
    crowd: re.Pattern[str]
    ends: re.Pattern[str]
    fractions: Mapping[str, float]
    fraction: re.Pattern[str]
    magnitudes: Mapping[str, float]
    state: Mapping[str, Counted]
    became: Mapping[str, Counted]
    does: Mapping[str, Counted]
    of: Mapping[str, Counted]
    nouns: Mapping[str, Counted]
    units: Mapping[str, tuple[Counted, str]]
    unit: re.Pattern[str]
    currency_signs: Mapping[str, str]
    names_before: frozenset[str]
    names_after: frozenset[str]
    times: re.Pattern[str]
    months: frozenset[str]
    grammar: Mapping[str, frozenset[str]]
    part: re.Pattern[str]
    places: frozenset[str]
    over_age: re.Pattern[str]
    numerals: Mapping[str, float]
    none: Mapping[str, tuple[str, ...]]


def language_of(words: str) -> str:
    """'ru' where most letters are Cyrillic, else 'en'."""
    return "ru" if 2 * sum("\u0400" <= c <= "\u04ff" for c in words) > sum(map(str.isalpha, words)) else "en"


def alternatives(words: Iterable[str]) -> str:
    """A pattern of phrases, the longest first; blanks stand for any white space."""
    ordered = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or r"(?!)"


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The lexicon of 'en' or 'ru'. Raises FileNotFoundError for any other language."""
    data = tomllib.loads((files("sayso") / "data" / f"quantities_{language}.toml").read_text(encoding="utf-8"))
    names, grammar = data["names"], data["grammar"]
    units = _units(data)
    return Lexicon(
        hedges=_hedges(data["hedges"], r"(?<!\w)(?:{})\s+(?:the\s+)?$"),
        hedges_after=_hedges(data["hedges_after"], r"^\s+(?:{})(?!\w)"),
        vague=_whole(data["vague"]),
        ranges={
            word: Vague(low, None if high == "open" else high)
            for table in ("vague", "chances")
            for word, (low, high) in data[table].items()
        },
        chances=_whole(data["chances"]),
        chance=_whole(_split(data["people"]["chance"])),
        tells=_whole(_split(data["people"]["tells"])),
        crowd=_whole(_split(data["people"]["crowd"])),
        ends=re.compile(rf"(?:\s+(?:{alternatives(_split(data['people']['at']))}))?\s*(?:[.,;:!?”\"]|$)", re.IGNORECASE),
        fractions=data["fractions"],
        fraction=_whole(data["fractions"]),
        magnitudes=data["magnitudes"],
        state=_classes(data, STATES, "state"),
        became=_classes(data, STATES, "became"),
        does=_classes(data, STATES, "does"),
        of=_classes(data, STATES, "of") | _classes(data, ["people"], "of"),
        nouns={word: Counted(name) for name, row in data["nouns"].items() for word in _split(row)},
        units=units,
        unit=re.compile(rf"[\s -]?\s*(?P<unit>{alternatives(units)})(?![\w])", re.IGNORECASE),
        currency_signs=data["currency_signs"],
        names_before=frozenset(_split(names["before"])),
        names_after=frozenset(_split(names["after"])),
        times=re.compile(rf"\s*(?:{alternatives(_split(names['times']))})(?!\w)", re.IGNORECASE),
        months=frozenset(_split(names["months"])),
        grammar={name: frozenset(_split(row)) for name, row in grammar.items()},
        part=re.compile(rf"(?<!\w)(?:{alternatives(_split(grammar['part']))})(?!\w)", re.IGNORECASE),
        places=frozenset(_split(data["people"].get("places", ""))),
        over_age=re.compile(
            rf"(?<!\w)(?:{alternatives(_split(grammar.get('aged', '')))})\s+(?:over|under|above|below)\s+$", re.IGNORECASE
        ),
        numerals=data.get("numerals", {}),
        none={name: tuple(_split(row)) for name, row in data["none"].items()},
    )


def _split(row: str) -> list[str]:
    return [word.strip().lower() for word in row.split("|") if word.strip()]


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives(words)})(?![\w-])", re.IGNORECASE)


def _hedges(rows: Mapping[str, str], form: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(form.replace("{}", alternatives(_split(row))), re.IGNORECASE)) for name, row in rows.items()
    )


def _classes(data: Mapping[str, Any], names: Iterable[str], column: str) -> dict[str, Counted]:
    return {word: Counted(name) for name in names for word in _split(data[name][column])}


def _units(data: Mapping[str, Any]) -> dict[str, tuple[Counted, str]]:
    """Each unit's word: its class, and how it is called (the first word of its row stands for currencies only)."""
    found = {word: (Counted(name), word) for name, row in data["units"].items() for word in _split(row)}
    for code, row in data["currencies"].items():
        found |= dict.fromkeys(_split(row), (Counted.MONEY, code))
    return found
