"""What is known of given names and of the words of bodies, read once from `sayso/data/unify_*.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.unify.spelling import latin, plain, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Given names (plain form to the numbers of the lines that it stands in) and words around names."""

    given: dict[str, frozenset[int]]
    titles: frozenset[str]
    suffixes: frozenset[str]
    common: frozenset[str]
    nominals: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """Words of the names of organisations; `stems` go from a beginning to the English word, longest first."""

    small: frozenset[str]
    legal: dict[str, str]
    legal_phrases: tuple[tuple[re.Pattern[str], str], ...]
    concepts: dict[str, str]
    stems: tuple[tuple[str, str], ...]
    same: dict[tuple[str, ...], str]
    plain: frozenset[str]
    roles: frozenset[str]
    offices: frozenset[str]
    role_stems: tuple[str, ...]
    kinds: tuple[tuple[str, ...], ...]
    hedges: frozenset[str]
    past: frozenset[str]
    watchers: frozenset[str]
    staff: frozenset[str]
    household: frozenset[str]
    private: frozenset[str]
    armed: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """Names, adjectives and capitals of states (as words) to a key; bodies of `Bodies.same` that are a state's; words of
    what is a state's beside its name, and of what is not."""

    names: dict[tuple[str, ...], str]
    capitals: dict[tuple[str, ...], str]
    shown: dict[str, str]
    belongs: dict[str, str]
    government: frozenset[str]
    civil: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """Words of names that name nobody, as `unify_things.toml` explains them, in small letters."""

    carriers: frozenset[str]
    heads: frozenset[str]
    studies: frozenset[str]
    articles: frozenset[str]
    some: frozenset[str]
    complements: frozenset[str]
    no_names: frozenset[str]
    posts: frozenset[str]
    outlets: frozenset[str]
    peoples: tuple[str, ...]


def _table(name: str) -> dict[str, str | dict[str, str]]:
    return tomllib.loads((files("sayso") / "data" / name).read_text(encoding="utf-8"))


@cache
def people() -> People:
    """Read once; raises OSError where the package lost its data."""
    table = {key: value for key, value in _table("unify_people.toml").items() if isinstance(value, str)}
    given: dict[str, set[int]] = {}
    for number, line in enumerate(table["given"].strip().splitlines()):
        for word in line.split():
            given.setdefault(plain(latin(word)), set()).add(number)
    return People(
        given={word: frozenset(lines) for word, lines in given.items()},
        titles=frozenset(table["titles"].split()),
        suffixes=frozenset(table["suffixes"].split()),
        common=frozenset(plain(word) for word in table["common"].split()),
        nominals=frozenset(w.rstrip("~") for word in table["nominals"].split() for w in words_of(word)),
    )


@cache
def bodies() -> Bodies:
    """Read once; raises OSError where the package lost its data."""
    table = _table("unify_bodies.toml")
    concepts: dict[str, str] = {}
    stems: dict[str, str] = {}
    for concept, forms in _section(table, "words").items():
        for form in forms.split():
            if form.endswith("*"):
                stems[plain(form[:-1])] = concept
            else:
                concepts[form] = concept
    same = {words_of(form): key for key, forms in _section(table, "same").items() for form in forms.split("|")}
    roles = _section(table, "roles")["words"].split()
    legal = {f: "" if kind == "any" else kind for kind, forms in _section(table, "legal").items() for f in forms.split()}
    return Bodies(
        small=frozenset(str(table["small"]).split()),
        legal=legal,
        legal_phrases=tuple(
            (re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE), short)
            for short, phrases in _section(table, "legal_phrases").items()
            for phrase in phrases.split("|")
        ),
        concepts=concepts,
        stems=tuple(sorted(stems.items(), key=lambda item: (-len(item[0]), item))),
        same=same,
        plain=_folded(_section(table, "plain")["words"]),
        roles=frozenset(w for w in roles if not w.endswith("*")),
        offices=frozenset(_section(table, "roles")["offices"].split()),
        role_stems=tuple(plain(w[:-1]) for w in roles if w.endswith("*")),
        kinds=tuple(tuple(kind.split()) for kind in _section(table, "class")["words"].split("|")),
        **{name: frozenset(words.split()) for name, words in _section(table, "hedges").items() if name != "words"},
        hedges=frozenset(_section(table, "hedges")["words"].split()),
    )


@cache
def states() -> States:
    """Read once; raises OSError where the package lost its data."""
    table = _table("unify_bodies.toml")
    names: dict[tuple[str, ...], str] = {}
    capitals: dict[tuple[str, ...], str] = {}
    shown: dict[str, str] = {}
    for key, told in _section(table, "states").items():
        forms, _, seats = told.partition(";")
        names.update({words_of(form): key for form in forms.split("|")})
        capitals.update({words_of(seat): key for seat in seats.split("|") if seat})
        shown[key] = forms.split("|")[0]
    return States(
        names=names,
        capitals=capitals,
        shown=shown,
        belongs={body: key for key, held in _section(table, "belongs").items() for body in held.split()},
        government=_folded(_section(table, "government")["words"]),
        civil=_folded(_section(table, "government")["civil"]),
    )


@cache
def things() -> Things:
    """Read once; raises OSError where the package lost its data."""
    table = {key: value.split() for key, value in _table("unify_things.toml").items() if isinstance(value, str)}
    peoples = tuple(table.pop("peoples"))
    return Things(peoples=peoples, **{key: frozenset(words) for key, words in table.items()})


def _folded(words: str) -> frozenset[str]:
    """The words and their plain forms, as `concept` gives them."""
    return frozenset(form for word in words.split() for form in (word, plain(word)))


def _section(table: dict[str, str | dict[str, str]], name: str) -> dict[str, str]:
    section = table[name]
    if isinstance(section, str):
        raise TypeError(f"[{name}] is not a table")
    return section


@cache
def genders() -> dict[str, str]:
    """Plain forms of first names that are a man's or a woman's alone, and titles that only one has: 'm' or 'f'."""
    found: dict[str, set[str]] = {}
    for name in ("names_given.toml", "names_world.toml"):
        for key, value in _table(name).items():
            if isinstance(value, str) and key in ("male", "female", "any"):
                for word in value.split():
                    found.setdefault(plain(latin(word)), set()).add(key[0])
    told = {word: of.pop() for word, of in found.items() if len(of) == 1 and "a" not in of}
    titles = _table("unify_people.toml")
    for key in ("titles_of_men", "titles_of_women"):
        told.update(dict.fromkeys(str(titles[key]).split(), "m" if key == "titles_of_men" else "f"))
    return told


@cache
def census_given() -> frozenset[str]:
    """Plain forms of first names, to tell 'Putin Vladimir' from 'Vladimir Putin'."""
    found: set[str] = set(people().given)
    for name in ("names_given.toml", "names_world.toml"):
        for value in _table(name).values():
            if isinstance(value, str):
                found.update(plain(latin(word)) for word in value.split())
    return frozenset(found)
