"""Of whom or what a figure counts: a class of scope, 'total' where its words narrow nothing; what takes it back."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

TOTAL = "total"
CASES = "cases"
"""The class of what is counted by cases, not by persons."""
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5


def scope_of(words: str) -> str:
    """The class of a counted noun phrase ('security force members'): one of `figures_en.toml`, 'total', or the beginning
    of its last word where the lexicon does not know it."""
    total, scopes, _ = _lexicon()
    found = [word.casefold() for word in _WORD.findall(words)]
    for word in reversed(found):
        for name, beginnings in scopes.items():
            if word.startswith(beginnings):
                return name
    unknown = [word for word in found if len(word) > 3 and not word.startswith(total)]
    return unknown[-1][:_STEM] if unknown else TOTAL


def scope_names() -> frozenset[str]:
    """The classes that the lexicon names, 'total' aside."""
    return frozenset(_lexicon()[1])


def is_withdrawn(sentence: str) -> bool:
    """Whether a sentence takes the figure in it back: 'I first wrote 98', 'an earlier version of this page said 98'."""
    return bool(_lexicon()[2].search(sentence))


@cache
def _lexicon() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]], re.Pattern[str]]:
    told = tomllib.loads(files("sayso.data").joinpath("figures_en.toml").read_text(encoding="utf-8"))
    withdrawn = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in told["withdrawn"])
    scopes = {name: tuple(beginnings) for name, beginnings in told["scopes"].items()}
    return tuple(told["total"]), scopes, re.compile(rf"(?<!\w)(?:{withdrawn})(?!\w)", re.IGNORECASE)
