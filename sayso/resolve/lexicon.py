"""The words by which the stage tells people, organisations, documents and roles apart.

Reads the files `sayso/data/resolve_*.toml` (one a language, all with the same keys) and `names_*.toml` once and joins
them, so that one code path serves every language. All words are casefolded. It holds knowledge, not rules: how the words
are used is told by the modules that use them.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Words = frozenset[str]
# the end of a Russian noun and the ends that its cases put there
DECLENSIONS = (
    ("ие", "ия ию ием ии"),
    ("ия", "ии ию ией"),
    ("ство", "ства ству ством стве"),
    ("во", "ва ву вом ве"),
    ("ль", "ля лю лем ле"),
    ("й", "я ю ем е"),
    ("а", "ы у ой е и"),
)
OTHERS = "а у ом е"
Tables = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Sets of casefolded words; `gender` values are 'm', 'f' or '?' (either)."""

    pronouns: Mapping[str, str]
    courtesy: Mapping[str, str]
    short_titles: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, str]
    role_plurals: Mapping[str, str]
    synonyms: Mapping[str, Words]
    given: Mapping[str, str]
    family_female: tuple[str, ...]
    family_male: tuple[str, ...]
    organisation_keywords: Words
    organisation_names: Words
    organisation_nouns: Words
    organisation_plurals: Words
    bodies: Words
    outlets: Words
    platforms: Words
    sites: Words
    tails: Words
    things: Words
    kinds: Mapping[str, Words]
    documents: Words
    papers: Words
    groups: Words
    particles: Words
    suffixes: Words
    organisation_links: Words
    determiners: Words
    possessives: Words
    calendar: Words
    verbs: Words
    function: Words
    modifiers: Words
    headline: Words
    doubts: Words
    places: Words
    countries: Words
    states: Words
    demonyms: Words
    kin: Words
    ties: Words
    callings: tuple[Words, ...]
    counterparts: Words
    imitations: Words
    imitating: Words
    mute: Words
    lemmas: Mapping[str, str]
    """The inflected forms of Cyrillic nouns in the tables above."""


@cache
def lexicon() -> Lexicon:
    """The one Lexicon, read from the package's data on first use."""
    tables = _tables()
    names, family = _given_names()

    def words(table: str, key: str) -> Words:
        return frozenset(tables[table].get(key, "").split())

    def places(*keys: str) -> Words:
        return frozenset(w.replace("-", " ") for key in keys for w in words("places", key))

    roles = {w: g for key, g in (("any", "?"), ("male", "m"), ("female", "f")) for w in words("roles", key)}
    return Lexicon(
        pronouns={w: key for key in tables["pronouns"] for w in words("pronouns", key)},
        courtesy={w: g for key, g in (("any", "?"), ("male", "m"), ("female", "f")) for w in words("titles", key)},
        short_titles={short: tuple(long.split()) for short, long in tables["short_titles"].items()},
        roles=roles,
        role_plurals={_plural(role): role for role in roles},
        synonyms=_synonyms(tables["synonyms"]),
        given=names,
        family_female=tuple(family["family_female"].casefold().split()),
        family_male=tuple(family["family_male"].casefold().split()),
        organisation_keywords=words("organisations", "keywords"),
        organisation_names=words("organisations", "names"),
        organisation_nouns=words("organisations", "nouns"),
        organisation_plurals=words("organisations", "plural"),
        bodies=frozenset(w.replace("-", " ") for w in words("organisations", "bodies")) | words("organisations", "bodies"),
        outlets=_outlets(),
        platforms=words("organisations", "platforms"),
        sites=words("organisations", "sites"),
        tails=words("organisations", "tails"),
        things=words("organisations", "things"),
        kinds={noun: frozenset(of.split()) for noun, of in tables["kinds"].items()},
        documents=words("documents", "nouns"),
        papers=words("documents", "papers"),
        groups=words("groups", "nouns"),
        particles=words("names", "particles"),
        suffixes=words("names", "suffixes"),
        organisation_links=words("names", "org_links"),
        determiners=words("words", "determiners"),
        possessives=words("words", "possessives"),
        calendar=words("words", "months"),
        verbs=words("words", "verbs"),
        function=words("words", "function"),
        modifiers=words("words", "modifiers"),
        headline=words("words", "headline"),
        doubts=words("words", "doubts") | words("words", "headers"),
        places=places("countries", "long", "states", "cities"),
        countries=places("countries", "long") - places("unions", "long_states"),
        states=places("states", "long_states"),
        demonyms=words("places", "demonyms"),
        kin=words("ties", "kin"),
        ties=words("ties", "kin") | words("ties", "others"),
        callings=tuple(words("callings", key) for key in tables["callings"]),
        counterparts=words("counterparts", "meeting") | words("counterparts", "wronging"),
        imitations=words("imitations", "words"),
        imitating=words("imitations", "behind"),
        mute=words("mute", "nouns"),
        lemmas=_lemmas(roles.keys() | words("organisations", "nouns") | words("documents", "nouns")),
    )


def _tables() -> Tables:
    """The language files joined table by table and key by key."""
    joined: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name in sorted(entry.name for entry in files("sayso").joinpath("data").iterdir()):
        if name.startswith("resolve_") and name.endswith(".toml"):
            content: dict[str, Any] = tomllib.loads(
                files("sayso").joinpath("data").joinpath(name).read_text(encoding="utf-8")
            )
            for table, keys in content.items():
                if isinstance(keys, dict):
                    for key, value in keys.items():
                        joined[table][key] = f"{joined[table].get(key, '')} {value.casefold()}"
    return dict(joined)


def _given_names() -> tuple[dict[str, str], dict[str, Any]]:
    """Given name -> gender, and the table that also holds the ends of family names. The list made by hand wins."""
    given: dict[str, str] = {}
    content: dict[str, Any] = {}
    for name in ("names_given.toml", "names_world.toml"):
        content = tomllib.loads(files("sayso").joinpath("data").joinpath(name).read_text(encoding="utf-8"))
        for key, gender in (("male", "m"), ("female", "f"), ("any", "?")):
            given.update(dict.fromkeys(content[key].casefold().split(), gender))
    return given, content


def _outlets() -> Words:
    """The names of agencies and outlets, casefolded, without 'the' in front."""
    tables = tomllib.loads(files("sayso").joinpath("data").joinpath("outlets.toml").read_text(encoding="utf-8"))
    names = (line.casefold() for table in tables.values() for line in table["names"].splitlines())
    return frozenset(name.removeprefix("the ") for name in names if name)


def _synonyms(groups: Mapping[str, str]) -> dict[str, Words]:
    """Each role noun with all that may stand for it, itself included."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups.values():
        for word in group.split():
            found[word] |= set(group.split())
    return {word: frozenset(others) for word, others in found.items()}


def _lemmas(nouns: Iterable[str]) -> dict[str, str]:
    """Case forms -> nominative, for Cyrillic nouns of the commonest declensions."""
    forms: dict[str, str] = {}
    for noun in sorted(nouns):
        if not "\u0400" <= noun[0] <= "\u04ff":
            continue
        stem, endings = next(
            ((noun[: -len(end)], cases) for end, cases in DECLENSIONS if noun.endswith(end)), (noun, OTHERS)
        )
        for ending in endings.split():
            forms.setdefault(stem + ending, noun)
    return {form: noun for form, noun in forms.items() if form not in nouns}


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "ch", "sh", "x")):
        return noun + "es"
    return noun + "s"
