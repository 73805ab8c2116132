"""Names of people: their parts, and how far two of them can be one person's.

What a pair of names alone tells is a `Match`: SAME needs nothing more; NEAR and SHORT join only with more evidence;
OPEN says nothing; APART excludes (two given names, two patronymics).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from sayso.unify.lexicon import bodies, census_given, people
from sayso.unify.spelling import HAN, Likeness, likeness, plain, words_of

PATRONYMIC = re.compile(
    r"(?:ovich|ovitch|evitch|evich|yevich|ovych|evych|yovych|ilyich|ovna|evna|yevna|ivna|yivna|ichna|inichna|uly|kyzy|oglu|ogly)$"
)
KUNYAS = frozenset("abu abou umm".split())
SONS = frozenset({"jr", "ii", "iii"})
"""What tells somebody from his father, whom all know by the family name alone."""
QUOTED = re.compile(r"[\"“”«»„(\[][^\"“”«»„)\]]*[\"“”«»)\]]")


class Match(IntEnum):
    """What two names alone tell, the weakest first."""

    APART = 0
    OPEN = 1
    SHORT = 2
    NEAR = 3
    SAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """`given` is None for a lone family name; `middle` holds middle names and patronymics; words in Latin letters.

    `han`: the name as written in Chinese characters, for many characters sound alike.
    """

    family: str
    given: str | None = None
    middle: tuple[str, ...] = ()
    suffix: str | None = None
    han: str | None = None

    @property
    def lone(self) -> bool:
        return self.given is None

    @property
    def initial(self) -> bool:
        return self.given is not None and len(self.given.rstrip("~")) == 1


def is_nominal(words: tuple[str, ...]) -> bool:
    """Whether every word describes and none names: 'Prime Minister', 'he'."""
    known = people()
    return all(w.rstrip("~") in known.nominals or w.rstrip("~") in known.titles for w in words)


@lru_cache(maxsize=1 << 16)
def parse(name: str) -> PersonName | None:
    """The parts of a name, None where no word of it names anybody."""
    known = people()
    words = list(words_of(QUOTED.sub(" ", name))) or list(words_of(name))
    if not words or is_nominal(tuple(words)):
        return None
    while len(words) > 1 and words[0].rstrip("~") in known.titles:
        words = words[1:]
    suffix = None
    while len(words) > 1 and words[-1].rstrip("~") in known.suffixes:
        suffix, words = words[-1], words[:-1]
    words = _with_kunya(words)
    if len(words) == 1:
        return PersonName(family=words[0], suffix=suffix)
    han = name if HAN.fullmatch(name) else None
    if _comma_first(name, words) or (len(words) >= 3 and PATRONYMIC.search(words[-1].rstrip("~"))):
        words = [*words[1:], words[0]]  # 'Putin, Vladimir'; 'Putin Vladimir Vladimirovich'
    elif len(words) == 2 and PATRONYMIC.search(words[1].rstrip("~")) and words[1].endswith("~") and _is_given(words[0]):
        return PersonName(family=words[1], given=words[0], suffix=suffix)
    elif len(words) == 2 and len(words[1].rstrip("~")) == 1:
        words = [words[1], words[0]]  # 'Smith J.'
    elif han or (len(words) == 2 and _is_given(words[1]) and not _is_given(words[0])):
        words = [words[1], words[0]]
    return PersonName(family=words[-1], given=words[0], middle=tuple(words[1:-1]), suffix=suffix, han=han)


def untitled(name: str) -> str:
    """The name without the titles before it, in its own words: 'Somers' of 'Miss Somers'."""
    rest = name.split()
    if rest[:1] in (["The"], ["the"]) and len(rest) > 1 and rest[1].casefold() not in people().titles:
        return " ".join(rest)
    while len(rest) > 1 and (first := words_of(rest[0])) and all(w.rstrip("~") in people().titles for w in first):
        rest = rest[1:]
    return " ".join(rest)


def is_lengthened(name: str, others: Collection[str]) -> bool:
    """Whether a name is another of at least two words with an acronym before it: 'PR Ida Orel'."""
    first, _, rest = name.partition(" ")
    return " " in rest and rest in others and len(first) > 1 and first.isalpha() and first.isupper()


def _with_kunya(words: list[str]) -> list[str]:
    """'Abu Mohammed' is one name, the father's of Mohammed, and not a Mohammed whose given name is Abu."""
    for at in range(len(words) - 1):
        if words[at] in KUNYAS:
            return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]
    return words


def _comma_first(name: str, words: list[str]) -> bool:
    before, comma, after = name.partition(",")
    return bool(comma) and len(words_of(before)) == 1 and len(words_of(after)) >= 1 and len(words) > 1


def _is_given(word: str) -> bool:
    return plain(word) in census_given()


@lru_cache(maxsize=1 << 17)
def given_likeness(one: str, other: str) -> Likeness:
    """How far two given names are one: initials, short forms and other languages' forms are NEAR."""
    if one.rstrip("~").replace("-", "") == other.rstrip("~").replace("-", ""):
        return Likeness.EQUAL
    found = likeness(one, other)
    if found >= Likeness.SPELT:
        return found
    a, b = plain(one), plain(other)
    if min(len(a), len(b)) == 1:
        return Likeness.NEAR if a[:1] == b[:1] else Likeness.NO
    known = people().given
    if known.get(a, frozenset()) & known.get(b, frozenset()):
        return Likeness.NEAR
    if a in known and b in known:
        return Likeness.NO  # 'Maria' and 'Mario' are two names, not two spellings
    if "-" in one or "-" in other:
        heads = likeness(one.split("-")[0], other.split("-")[0])
        if heads >= Likeness.SPELT and ("-" in one) != ("-" in other):
            return Likeness.NEAR
    return found


@lru_cache(maxsize=1 << 16)
def compare(one: PersonName, other: PersonName) -> Match:
    """What two names alone tell; the order of the two does not matter."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return Match.APART
    if one.han and other.han and one.han != other.han:
        return min(_ordered(one, other), Match.NEAR)
    straight = _ordered(one, other)
    if straight >= Match.NEAR or one.given is None or other.given is None or one.middle or other.middle:
        return straight
    swapped = PersonName(family=other.given, given=other.family)
    turned = _ordered(one, swapped)
    return max(straight, turned if turned is Match.SAME and not one.initial else straight)


def _ordered(one: PersonName, other: PersonName) -> Match:
    family = _family(one.family, other.family)
    if one.given is None or other.given is None:
        if family is Likeness.NO:
            return Match.OPEN
        if one.lone and other.lone:
            return Match.NEAR if family >= Likeness.SPELT else Match.OPEN
        return Match.SHORT if family >= Likeness.NEAR else Match.OPEN
    given = given_likeness(one.given, other.given)
    if family is Likeness.NO:
        return Match.NEAR if _two_surnames(one, other, given) else Match.APART
    if given is Likeness.NO:
        return _by_middle(one, other, family)
    if not _middles_agree(one, other):
        return Match.APART
    if family >= Likeness.SPELT and given >= Likeness.SPELT and not _hyphen_differs(one.family, other.family):
        return Match.SAME
    return Match.NEAR


def _two_surnames(one: PersonName, other: PersonName, given: Likeness) -> bool:
    """'Iago Orel' and 'Iago Orel Vaska': the second of two family names, or a husband's, is left out."""
    short, long = sorted((one, other), key=lambda name: len(name.middle))
    if short.middle or len(long.middle) != 1 or given < Likeness.SPELT or one.initial or other.initial:
        return False
    if bodies().plain.intersection((short.family, long.family)):
        return False  # 'Orel County', 'Orel County Police'
    return len(short.family) >= 4 and likeness(short.family, long.middle[0]) >= Likeness.SPELT


def _family(one: str, other: str) -> Likeness:
    """A married name counts as near: 'Smith-Jones' and 'Jones'."""
    found = likeness(one, other)
    if found is not Likeness.NO or ("-" in one) == ("-" in other):
        return found
    parts, whole = (one.rstrip("~").split("-"), other) if "-" in one else (other.rstrip("~").split("-"), one)
    return Likeness.NEAR if any(likeness(part, whole) >= Likeness.SPELT for part in parts) else Likeness.NO


def _hyphen_differs(one: str, other: str) -> bool:
    return ("-" in one) != ("-" in other) and plain(one) != plain(other)


def _by_middle(one: PersonName, other: PersonName, family: Likeness) -> Match:
    """'Hugh Laurie' and 'James Hugh Laurie': the name that he is called by may stand in the middle."""
    if family >= Likeness.SPELT:
        for a, b in ((one, other), (other, one)):
            if a.given and not a.initial and any(likeness(a.given, m) >= Likeness.SPELT for m in b.middle):
                return Match.NEAR
    return Match.APART


def _middles_agree(one: PersonName, other: PersonName) -> bool:
    """Whether no middle name of one speaks against the other's: 'A.' and 'Andreevich' agree."""
    if not one.middle or not other.middle:
        return True
    return all(
        given_likeness(a, b) > Likeness.NO or _is_patronymic(a) != _is_patronymic(b)
        for a, b in zip(one.middle, other.middle, strict=False)
    )


def _is_patronymic(word: str) -> bool:
    return PATRONYMIC.search(word.rstrip("~")) is not None
