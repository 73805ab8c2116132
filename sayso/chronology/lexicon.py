"""Words around a time that tell what it belongs to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """Word sets by name, and a pattern that finds any of each."""

    sets: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]

    def has(self, name: str, text: str) -> bool:
        """Whether a word of this set stands in the text, whatever its case."""
        return bool(self.patterns[name].search(text))

    def ends(self, name: str, text: str) -> bool:
        """Whether the text ends in a word of this set."""
        return any(m.end() == len(text.rstrip()) for m in self.patterns[name].finditer(text.rstrip()))

    def all_of(self, name: str, text: str) -> bool:
        """Whether the text has no word that is not of this set."""
        return all(word in self.sets[name] for word in re.findall(r"[^\W_]+", text.casefold()))

    def begins(self, name: str, text: str) -> bool:
        """Whether the first word of the text is of this set."""
        return bool(self.patterns[name].match(text))


@cache
def words() -> Words:
    """The lexicon `timeline.toml`."""
    told = tomllib.loads(files("sayso.data").joinpath("timeline.toml").read_text(encoding="utf-8"))
    sets = {name: frozenset(row.split("|")) for name, row in told.items()}
    return Words(sets, {name: _pattern(those) for name, those in sets.items()})


def _pattern(those: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(those, key=lambda word: (-len(word), word))
    inner = "|".join(re.escape(word) for word in longest_first)
    return re.compile(
        rf"(?<!\w)(?:{inner})(?!\w)|(?<=\w)(?:'s|’s)(?!\w)" if "'s" in those else rf"(?<!\w)(?:{inner})(?!\w)", re.I
    )
