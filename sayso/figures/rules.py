"""Reading rules: which of the stated figures of a series those read who must write down one.

Each rule points to figures that stand in the Documents. None computes a number of its own, and none is sayso's: the
docstrings say whose it is. Figures of different scopes ('protesters', all people) and parts of a total are read apart.
What a rule could not decide is told in `undecided`, in sayso's words. Whether a source is credible, and whether two are
independent, a rule's owner judges by hand: nothing here does.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.figures.scope import TOTAL, scope_of
from sayso.records import Figure, Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one rule reads of the figures of one scope of a series: none where it cannot tell, and more than one where
    several are read the same way. Of a lowest and a highest one, the lowest stands first."""

    rule: str
    scope: str
    figures: tuple[Figure, ...]
    undecided: tuple[str, ...] = ()


Rule = Callable[[Sequence[Figure]], tuple[Sequence[Figure], Sequence[str]]]
"""From figures of one scope, by day, to those that the rule reads and what it could not decide."""

NO_DAY = "figures without a date cannot be ordered in time, and are left out"
NO_OFFICIAL = "no official source is named"
NO_DATED = "no figure has a date"
OFFICIALS_DIFFER = "official sources of that day differ"
NO_LEAST = "a figure that has no least value ('up to 40') cannot be ordered, and is left out"


def latest_official(figures: Sequence[Figure]) -> tuple[Sequence[Figure], Sequence[str]]:
    """The latest figure that an official body states: the custom of news agencies and of encyclopedias in the first days of
    an event ('the official toll', with the body named). Official is who is called so in `data/officials_en.toml`, by the
    Document's own words for the source. A figure in the outlet's own voice has no such source."""
    official = [f for f in figures if is_official(f.source)]
    if not official:
        return (), (NO_OFFICIAL,)
    latest, undecided = _latest(official)
    differ = len({_value(f) for f in latest}) > 1
    return latest, (*undecided, OFFICIALS_DIFFER) if differ else undecided


def most_conservative(figures: Sequence[Figure]) -> tuple[Sequence[Figure], Sequence[str]]:
    """The lowest figure: the rule of ACLED (Armed Conflict Location and Event Data), which takes the most conservative
    estimate where source reports differ or are vague (FAQ on fatalities, 2023). ACLED writes 12 for 'dozens'; here the
    words stay as they are, and are ordered by the least value that they can mean."""
    known, undecided = _bounded(figures)
    return _with_value(known, min((_least(f) for f in known), default=None), _least), undecided


def most_recent(figures: Sequence[Figure]) -> tuple[Sequence[Figure], Sequence[str]]:
    """The figure of the most recent source; where several of one day differ, the one that most sources state, and where
    none has most, the lowest: the rule of the Global Terrorism Database (START, codebook, on the number of fatalities).
    The same sentence in several Documents is one source."""
    latest, undecided = _latest(figures)
    values = {_value(f) for f in latest}
    if len(values) < 2:
        return latest, undecided
    sources: dict[tuple[float | None, float | None], set[str]] = defaultdict(set)
    for figure in latest:
        sources[_value(figure)].add(figure.sentence)
    most = max(map(len, sources.values()))
    leading = [value for value, those in sources.items() if len(those) == most]
    if len(leading) == 1:
        return [f for f in latest if _value(f) == leading[0]], undecided
    lowest, without_least = most_conservative([f for f in latest if _value(f) in leading])
    return lowest, (*undecided, *without_least)


def lowest_and_highest(figures: Sequence[Figure]) -> tuple[Sequence[Figure], Sequence[str]]:
    """The lowest and the highest figure, side by side: the minimum and maximum of Iraq Body Count and the low and high
    estimates of UCDP GED (Sundberg and Melander 2013), whose 'best' one a coder picks by trust, and is not made here.
    A figure without a most ('at least 26') stands with its stated end."""
    known, undecided = _bounded(figures)
    if not known:
        return (), undecided
    lowest, highest = min(known, key=_least), max(known, key=_most)
    return (lowest,) if _value(lowest) == _value(highest) else (lowest, highest), undecided


RULES: Mapping[str, Rule] = {
    "latest-official": latest_official,
    "most-conservative": most_conservative,
    "most-recent": most_recent,
    "lowest-and-highest": lowest_and_highest,
}
"""The rules by their names."""


def read(series: Series, rule: str) -> tuple[Reading, ...]:
    """What the rule of this name reads of a series, for each scope in it: the whole first, parts of a total last.

    Raises KeyError for a name that is not in `RULES`.
    """
    groups: dict[tuple[bool, str], list[Figure]] = defaultdict(list)
    for figure in series.figures:
        groups[figure.quantity.part_of is not None, scope_of(figure.scope)].append(figure)
    out = []
    for part, scope in sorted(groups, key=lambda group: (group[0], group[1] != TOTAL, group[1])):
        figures, undecided = RULES[rule](groups[part, scope])
        name = f"{scope}, as a part" if part else scope
        out.append(Reading(rule=rule, scope=name, figures=tuple(figures), undecided=tuple(undecided)))
    return tuple(out)


def is_official(source: Iterable[str]) -> bool:
    """Whether one of the Document's words for a source names a body of a state, or who speaks for one."""
    bodies, unlike = _lexicon()
    return any(bodies.search(words) and not unlike.search(words) for words in source)


def _latest(figures: Sequence[Figure]) -> tuple[Sequence[Figure], Sequence[str]]:
    dated = [f for f in figures if f.day is not None]
    if not dated:
        return (), (NO_DATED,)
    last = max(f.day or "" for f in dated)
    return [f for f in dated if f.day == last], (NO_DAY,) if len(dated) < len(figures) else ()


def _bounded(figures: Sequence[Figure]) -> tuple[Sequence[Figure], Sequence[str]]:
    known = [f for f in figures if f.quantity.low is not None]
    return known, (NO_LEAST,) if len(known) < len(figures) else ()


def _with_value(figures: Sequence[Figure], value: float | None, of: Callable[[Figure], float]) -> Sequence[Figure]:
    return [f for f in figures if of(f) == value]


def _least(figure: Figure) -> float:
    return figure.quantity.low or 0.0


def _most(figure: Figure) -> float:
    return _least(figure) if figure.quantity.high is None else figure.quantity.high


def _value(figure: Figure) -> tuple[float | None, float | None]:
    return figure.quantity.low, figure.quantity.high


@cache
def _lexicon() -> tuple[re.Pattern[str], re.Pattern[str]]:
    told = tomllib.loads(files("sayso.data").joinpath("officials_en.toml").read_text(encoding="utf-8"))
    return _any_of(told["bodies"]), _any_of(told["unlike"])


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted((re.escape(word) for word in words), key=len, reverse=True)
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(ordered)})(?![\w'’-])", re.IGNORECASE)
