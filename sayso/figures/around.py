"""What a figure's own sentence tells around it: additions, its place, what is given up, and what has the price."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.quantities import quantities
from sayso.records import Counted, Figure

REACH = 60
"""Code points behind a figure within which the place that it is of is told."""
BESIDE = 60
"""Code points before and behind a figure in which what it is the price of is told, in its clause."""
SHORTEST = 4
"""Letters of a word that may tell what has a price, at least."""

_NAME = r"(?:[A-Z][\w'’-]+|[A-Z]{2,})(?:\s+(?:of\s+)?[A-Z][\w'’-]+)*"
_CLAUSE = re.compile(r"[,;:\[\]?!“”\"|]|\s[-–—]+\s|\.\s|\band\b|\bbut\b|\bor\b|\bwhile\b")
_CONVERTED = re.compile(r"\d[\w.,]*(?:\s+\w+)?\s*\(\s*(?:about\s+|around\s+|roughly\s+|some\s+|nearly\s+)?$", re.IGNORECASE)
_SOME_OF = re.compile(r"\s+of\s+(?:the|its|their|his|her|our|these|those)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def place_of(figure: Figure) -> tuple[int, int]:
    """Where the figure's words stand in its sentence, in code points."""
    start = (figure.quantity.sentence or figure.quantity.span).start
    return figure.quantity.span.start - start, figure.quantity.span.end - start


def is_added(figure: Figure) -> bool:
    """Whether it adds to another count and is no total: 'three other Americans', '14 more officers', 'another eight'."""
    words, (start, end) = _words(), place_of(figure)
    behind = figure.sentence[end : end + len(figure.scope) + 24]
    return bool(words.added_behind.match(behind) or words.added_before.search(figure.sentence[:start]))


def is_converted(figure: Figure) -> bool:
    """Whether it is a sum in brackets behind the same one in another currency: '£1 million ($1.78m)'."""
    return figure.quantity.counts is Counted.MONEY and bool(_CONVERTED.search(figure.sentence[: place_of(figure)[0]]))


def is_some_of(figure: Figure) -> bool:
    """Whether it counts some of those that are known: 'four of the guards'."""
    return bool(_SOME_OF.match(figure.sentence, place_of(figure)[1]))


def is_given_up(sentence: str, start: int) -> bool:
    """Whether the sentence does not hold what begins at `start`: 'not better than even', 'could have killed two'."""
    words = _words()
    return bool(words.given_up.search(sentence[:start]) or words.unreal.search(sentence[:start]))


def given_up(sentence: str) -> frozenset[tuple[float | None, float | None]]:
    """The values that a sentence gives up: of 'one in four, not better than even' the second."""
    if not _words().gives_up.search(sentence):
        return frozenset()
    return frozenset((q.low, q.high) for q in quantities(sentence) if _words().given_up.search(sentence[: q.span.start]))


def where(figure: Figure) -> str | None:
    """The place that the sentence gives the count for ('in Sarn Province', 'across the country'), casefolded, or None."""
    written = where_written(figure)
    return written.casefold() if written else None


def where_written(figure: Figure) -> str | None:
    """The same as the sentence spells it, one blank between words."""
    words, (_, end) = _words(), place_of(figure)
    found = words.within.search(re.split(r"[,;:.(]", figure.sentence[end:], maxsplit=1)[0])
    return " ".join(found["place"].split()) if found and found.start() <= REACH else None


def are_apart(one: str | None, other: str | None) -> bool:
    """Whether two places are told and neither is in the other's words ('Kelvaray', 'Kelvaray and Sarn')."""
    return one is not None and other is not None and one not in other and other not in one


def beside(figure: Figure) -> str:
    """The telling words of the figure's clause, near it: what a price is of is told there."""
    start, end = place_of(figure)
    before, behind = figure.sentence[max(0, start - BESIDE) : start], figure.sentence[end : end + BESIDE]
    clause = _CLAUSE.split(before)[-1] + " " + _CLAUSE.split(behind)[0]
    told = [word for word in _WORD.findall(clause.casefold()) if len(word) >= SHORTEST and word not in _words().plain]
    return " ".join(told)


def is_apart(between: str) -> bool:
    """Whether words between two counts of a sentence, or at the head of the next, lead to something else."""
    return bool(_words().apart.search(between))


class _Words(NamedTuple):
    added_behind: re.Pattern[str]
    added_before: re.Pattern[str]
    given_up: re.Pattern[str]
    gives_up: re.Pattern[str]
    unreal: re.Pattern[str]
    within: re.Pattern[str]
    apart: re.Pattern[str]
    plain: frozenset[str]


@cache
def _words() -> _Words:
    told = tomllib.loads(files("sayso.data").joinpath("figures_en.toml").read_text(encoding="utf-8"))
    some = {name: _any_of(row) for name, row in told.items() if isinstance(row, list)}
    return _Words(
        added_behind=re.compile(rf"\s+(?:of\s+)?(?:the\s+)?(?:{some['added_behind']})\b(?!\s+than)", re.IGNORECASE),
        added_before=re.compile(rf"\b(?:{some['added_before']})\s+$", re.IGNORECASE),
        given_up=re.compile(rf"\b(?:{some['given_up']})\s+(?:the\s+)?$", re.IGNORECASE),
        gives_up=re.compile(rf"\b(?:{some['given_up']})\b", re.IGNORECASE),
        unreal=re.compile(rf"\b(?:{some['unreal']})\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE),
        within=re.compile(
            rf"(?<![\w-])(?:{some['within']})\s+(?!(?:the\s+)?(?:{some['no_place']})\b)(?P<place>{_NAME}|the\s+(?:whole\s+|entire\s+)?(?:{some['whole']})(?!\w)|the\s+{_NAME})"
        ),
        apart=re.compile(rf"\b(?:{some['apart']})\b", re.IGNORECASE),
        plain=frozenset(told["plain"]),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
