"""Words of names in Latin letters, and whether two of them spell one name.

The one module that knows AnyASCII and RapidFuzz. `plain` takes away what transliterations differ in ('Zelenskyy',
'Зеленский'); `skeleton` takes away vowels too and serves to find candidates, never to decide.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from sayso.records import EntityType

OPENERS = frozenset(
    "the a an this that these those his her its their our my your some many most several few one two three another "
    "other any all both no each every such today's".split()
)
RELATIVES = frozenset("who which that whose where".split())
PLACING = frozenset("in from at near across behind".split())
DETERMINERS = frozenset("a an the his her its their".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight".split())
LIKE_ENOUGH = 82.0
SHORTEST_LIKE = 5  # letters: shorter names are too easily alike
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
CYRILLIC = re.compile(r"[\u0400-\u052f]")
POSSESSIVE = re.compile(r"['’`]s?(?!\w)")
INSIDE = re.compile(r"['’`ʼʹ]")
TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
CASE_ENDING = re.compile(
    r"(?:ogo|ego|omu|emu|ymi|imi|oyu|oy|ey|om|em|ym|im|uyu|yuyu|aya|yaya|oe|ee|yy|iy|ov|ami|yami|akh|yakh|[aeiouy]+)$"
)
# in this order; what spells one sound in two ways
FOLDS = (
    ("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("tz", "c"),
    ("ts", "c"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("w", "v"), ("ff", "v"), ("j", "i"), ("y", "i"),
    ("ae", "a"), ("oe", "o"), ("ue", "u"),
)  # fmt: skip
DIGITS = re.compile(r"\d+")
DOUBLED = re.compile(r"(.)\1+")


class Likeness(IntEnum):
    """How far two words are one name: not at all; a misspelling or a case form; two spellings of one; the same."""

    NO = 0
    NEAR = 1
    SPELT = 2
    EQUAL = 3


def is_name(name: str, type: EntityType | None = None) -> bool:
    """Whether some word has a capital, or the script has no capitals; else it describes ('the ministry').

    The capital of an article or the like that opens it does not count, nor, for a document, that of any first word.
    """
    words = [w.lstrip("\"'“‘«([") for w in name.split()]
    if not any(c.isalpha() for c in name):
        return False
    if not any(c.islower() for c in name):
        return True
    whole = words
    if words and (type is EntityType.DOCUMENT or words[0].casefold().replace("’", "'") in OPENERS):
        words = words[1:]
    if type is EntityType.ORGANISATION and _describes(whole, words):
        return False
    return any(c.isupper() for w in words for c in w)  # 'easyJet' too


def _describes(whole: list[str], words: list[str]) -> bool:
    """Whether a body is described and not named, though a capital stands there: 'the talks taking place in Chad',
    'The group that calls itself the Orel Front', 'Audio recorded at a town hall', 'Thursday's reports'."""
    named = [any(c.isupper() for c in w) for w in words]  # 'al-Orel', 'easyJet' too
    if True not in named:
        return True
    first = named.index(True)
    low, capitals = words[:first], [w for w, is_named in zip(words, named, strict=True) if is_named]
    if any(w in RELATIVES or (w.endswith("ing") and at) for at, w in enumerate(low)) or (low and low[-1] in PLACING):
        return True
    if len(capitals) > 1:
        return False
    if POSSESSIVE.sub("", capitals[0]).casefold() in DAYS:
        return True
    return words is whole and first == 0 and bool(DETERMINERS.intersection(words[1:]))


@lru_cache(maxsize=1 << 16)
def latin(text: str) -> str:
    """The text in lower-case Latin letters; Han characters become syllables, the first one apart as a family name is."""
    from anyascii import anyascii

    text = unicodedata.normalize("NFKC", text)
    text = HAN.sub(lambda m: f" {anyascii(m[0][0])} {anyascii(m[0][1:])} ".lower(), text)
    return anyascii(text).lower()


@lru_cache(maxsize=1 << 16)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in lower-case Latin letters: possessives, apostrophes and stops taken away, hyphens kept.

    A word written in Cyrillic ends with '~', for its ending may be a case's.
    """
    name = INSIDE.sub("", POSSESSIVE.sub("", unicodedata.normalize("NFKC", name)))
    name = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", name)  # 'U.S.' is 'US', and 'J.R.' stays two initials in one word
    found = []
    for match in TOKEN.finditer(name):
        mark = "~" if CYRILLIC.search(match[0]) else ""
        found += [word + mark for part in latin(match[0]).split() if (word := re.sub(r"[^a-z0-9-]", "", part).strip("-"))]
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """What all spellings of a word share: 'Zelenskyy', 'Zelensky' and 'Zelenskii' are 'zelenski'."""
    word = word.replace("-", "").rstrip("~")
    for old, new in FOLDS:
        word = word.replace(old, new)
    if word.startswith("ie"):
        word = word[1:]
    return DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=1 << 16)
def cut(word: str) -> str:
    """The plain word without a case ending, which only words written in Cyrillic have."""
    bare = word.rstrip("~").replace("-", "")
    if not word.endswith("~") or len(bare) < 5:
        return plain(word)
    short = CASE_ENDING.sub("", bare)
    return plain(short if len(short) >= 4 else bare)


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of the plain word, near ones folded: where to look for other spellings."""
    return consonants(word)[:6]


def consonants(word: str) -> str:
    """The whole skeleton: equal for two spellings that differ in vowels and in near consonants only."""
    bare = cut(word)
    first = "a" if bare[:1] in "aeiou" else bare[:1]
    rest = re.sub(r"[aeiouh]", "", bare[1:])
    return DOUBLED.sub(r"\1", (first + rest).translate(str.maketrans("hvbgcz", "kffkss")))


def sound(word: str) -> str:
    """Less than a skeleton: what is left of a word where transliterations take 'ch' for 'sh' and 'ou' for 'u'."""
    return consonants(word.replace("ch", "sh"))


@lru_cache(maxsize=1 << 17)
def likeness(one: str, other: str) -> Likeness:
    """How far two words spell one name."""
    if one == other:
        return Likeness.EQUAL
    a, b = plain(one), plain(other)
    if a == b:
        return Likeness.SPELT
    if one.endswith("~") or other.endswith("~"):
        c, d = cut(one), cut(other)
        if c == d or (len(c) >= 4 and c == d.rstrip("aeiou")) or (len(d) >= 4 and d == c.rstrip("aeiou")):
            return (
                Likeness.NEAR
                if one.endswith("~") and other.endswith("~") and _genders_differ(one, other)
                else Likeness.SPELT
            )
    if DIGITS.findall(a) != DIGITS.findall(b):
        return Likeness.NO
    if (
        min(len(a), len(b)) < SHORTEST_LIKE
        or (a[0] != b[0] and {a[0], b[0]} != {"g", "h"})
        or skeleton(one)[:1] != skeleton(other)[:1]
    ):
        return Likeness.NO
    if a.rstrip("s") == b.rstrip("s"):
        return Likeness.NO
    from rapidfuzz.fuzz import ratio

    return Likeness.NEAR if ratio(a, b) >= LIKE_ENOUGH else Likeness.NO


def _genders_differ(one: str, other: str) -> bool:
    """Whether one of two Cyrillic names may be a woman's and the other a man's: 'Иванов', 'Иванова'."""
    return one.rstrip("~").endswith(("a", "ya")) != other.rstrip("~").endswith(("a", "ya"))


def is_common_stem(one: str, other: str) -> bool:
    """Whether two words share a beginning of five letters or more that is most of the shorter: 'Velmar', 'Velmari'."""
    a, b = plain(one), plain(other)
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return same >= 5 and same >= min(len(a), len(b)) - 2 and max(len(a), len(b)) - same <= 5
