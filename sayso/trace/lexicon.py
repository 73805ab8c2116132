"""The words by which the stage tells an outlet from a person, and a road that words took from a place where they lie.

Reads `sayso/data/outlets.toml` and the files `routes_*.toml` (one a language, joined key by key) once. It holds
knowledge, not rules: how the words are used is told by the modules that use them.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.records import HopKind
from sayso.trace.names import fold

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Folded names and word sets; the patterns expect text as it is stored, and are matched at a place in it."""

    outlets: dict[str, HopKind]
    endings: frozenset[str]
    agency_endings: Pattern
    agency_suffixes: tuple[str, ...]
    outlet_nouns: Pattern
    agency_nouns: Pattern
    no_agency: frozenset[str]
    not_alone: frozenset[str]
    no_beginning: frozenset[str]
    not_media: Pattern
    generic: Pattern
    titled: Pattern
    calendar: Pattern
    descriptions: frozenset[str]
    told: Pattern
    passed: Pattern
    says: Pattern
    says_at_the_end: Pattern
    panel: Pattern
    channel: Pattern
    possessives: frozenset[str]
    of_one: frozenset[str]
    posts: Pattern
    writes: frozenset[str]
    platform: Pattern
    about: Pattern
    release: Pattern
    spokespeople: frozenset[str]
    direct: Pattern
    dateline: Pattern


@cache
def lexicon() -> Lexicon:
    """The one Lexicon, read from the package's data on first use."""
    words = _tables()

    def lines(table: str, key: str) -> str:
        return "|".join(filter(None, map(str.strip, words[table][key].splitlines())))

    def bare(table: str, key: str) -> str:
        return words[table][key].replace("\n", "")

    generic = bare("media", "generic").replace("{nationality}", r"(?!Social|The|In|On)[A-Z][a-z]{2,}(?:-[A-Z]?[a-z]+)?")
    return Lexicon(
        outlets=_outlets(),
        endings=frozenset(words["media"]["endings"].split()),
        agency_endings=_pattern(f".*{bare('media', 'agency_endings')}"),
        agency_suffixes=tuple(words["media"]["agency_suffixes"].split()),
        outlet_nouns=_pattern(rf"(?:{bare('media', 'outlet_nouns')})(?!\w)"),
        agency_nouns=_pattern(rf"(?:{bare('media', 'agency_nouns')})(?!\w)"),
        generic=_pattern(rf"(?:(?:the|The|a|an) )?{generic}(?!\w)"),
        no_agency=frozenset(words["media"]["no_agency"].split()),
        not_alone=frozenset(words["media"]["not_alone"].split()),
        no_beginning=frozenset(words["media"]["no_beginning"].split()),
        not_media=_pattern(rf"(?i:(?:the )?(?:{words['media']['not_media']})(?!\w))"),
        titled=_pattern(rf"(?:{words['media']['titled']})(?!\w)"),
        calendar=_pattern(rf"(?:{words['media']['calendar']})(?!\w)"),
        descriptions=frozenset(words["media"]["descriptions"].split()),
        told=_pattern(rf"(?<!\w)(?:{lines('to', 'phrases')})\s+"),
        passed=_pattern(rf"(?i:(?<!\w)(?:{lines('by', 'phrases')})\s+)"),
        says=_pattern(rf"\s+{bare('by', 'verbs')}(?!\w)"),
        says_at_the_end=_pattern(rf"\s+(?:{bare('by', 'verbs_at_the_end')})(?!\w)"),
        panel=_pattern(rf"(?i:(?<!\w)(?:{bare('by', 'panel')})(?!\w))"),
        channel=_channel(words["channel"]),
        possessives=frozenset(words["channel"]["possessives"].split("|")),
        of_one=frozenset(words["channel"]["of_one"].split()),
        posts=_pattern(rf"(?<!\w)(?:a|an|his|her|their|its|another|the)\s+(?:{words['channel']['posts']})(?!\w)"),
        writes=frozenset(words["channel"]["verbs"].split()),
        platform=_platform(words),
        about=_pattern(words["platform"]["about"]),
        release=_pattern(rf"(?<!\w)(?:{words['release']['left']})\s+(?P<what>(?:(?:a|an|the|his|her|its|their)\s+)?"
                         rf"(?P<form>{bare('release', 'nouns')}))(?!\w)"),
        spokespeople=frozenset(words["release"]["spokespeople"].split()),
        direct=_pattern(rf"(?<!\w)(?:{lines('direct', 'phrases')})(?!\w)"),
        dateline=re.compile(words["credit"]["dateline"]),
    )  # fmt: skip


def _pattern(expression: str) -> Pattern:
    """A blank in the data stands for any blanks of a text, a line's end among them."""
    return re.compile(re.sub(r" (?![?*+{])", r"\\s+", expression))


def _channel(words: dict[str, str]) -> Pattern:
    """'his Telegram channel', 'the Tsarvo Telegram-channel', 'her blog': whose, platform, name and what kind of thing."""
    platforms, nouns = words["platforms"].replace("\n", ""), words["nouns"]
    adjectives = rf"(?:(?:{words['adjectives']})\s+)*"
    whose = rf"(?:{words['possessives']}|[\w.'’-]+['’]s?)\s+"
    named = rf"(?P<platform>{platforms})(?:[-\s]+)(?P<noun>{nouns})"
    return re.compile(
        rf"(?<!\w)(?:(?P<whose>{whose})?(?:(?:the|a|an)\s+)?{adjectives}{named}|"
        rf"(?P<holder>{whose}){adjectives}(?P<own>{words['own']}))(?!\w)"
    )


def _platform(words: dict[str, dict[str, str]] | Any) -> Pattern:
    """'on Twitter', 'on social media', 'in a Facebook post', 'tweeted'."""
    platforms, posts = words["channel"]["platforms"].replace("\n", ""), words["channel"]["posts"]
    general, left = words["platform"]["general"], words["platform"]["left"]
    return re.compile(
        rf"(?<!\w)(?i:{left})\s+(?:(?:a|an|his|her|the|its|their)\s+)?(?P<name>(?i:{general})|(?:{platforms}))"
        rf"(?:\s+(?:{posts}))?(?!\w)(?![-'’]?\w)|"
        rf"(?<!\w)(?P<tweet>in\s+(?:(?:a|another|his|her)\s+)?(?:series\s+of\s+)?tweets?|(?i:tweeted|tweeting|tweets|retweeted))(?!\w)"
    )


def _tables() -> dict[str, dict[str, str]]:
    joined: defaultdict[str, dict[str, str]] = defaultdict(dict)
    data = files("sayso").joinpath("data")
    for name in sorted(entry.name for entry in data.iterdir()):
        if name.startswith("routes_") and name.endswith(".toml"):
            for table, keys in tomllib.loads(data.joinpath(name).read_text(encoding="utf-8")).items():
                for key, value in keys.items() if isinstance(keys, dict) else ():
                    joined[table][key] = f"{joined[table][key]}|{value}" if key in joined[table] else value
    return dict(joined)


def _outlets() -> dict[str, HopKind]:
    tables = tomllib.loads(files("sayso").joinpath("data").joinpath("outlets.toml").read_text(encoding="utf-8"))
    found: dict[str, HopKind] = {}
    for table, kind in (("outlets", HopKind.OUTLET), ("agencies", HopKind.AGENCY)):
        found.update({fold(name): kind for name in tables[table]["names"].splitlines() if name.strip()})
    return found
