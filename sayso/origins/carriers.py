"""Who passes words on rather than saying them: an outlet, an agency, a monitor, and whoever reports for one.

Reads `outlets.toml`, the endings of outlets' names in `routes_en.toml`, and `origins_en.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from sayso.records import EntityType, Voice

ADDRESS = re.compile(r"(?:[A-Za-z0-9-]+\.)+(?:com|org|net|info|news|website|[a-z]{2})")

CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM)|\d{2,4})")
"""Of an American station with its kind or wave behind it: 'WHO' alone is a health body."""
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Folded names and words; `endings` are as written, with a capital; `nouns` is searched in a role."""

    names: frozenset[str]
    endings: frozenset[str]
    endings_of_people: frozenset[str]
    nouns: re.Pattern[str]
    reporters: frozenset[str]
    spokespeople: frozenset[str]
    of_body: re.Pattern[str]
    general: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Read once; raises OSError where the package lost its data."""
    words, outlets = _table("origins_en.toml"), _table("outlets.toml")
    names = [words["carriers"], *(part["names"] for part in outlets.values() if isinstance(part, dict) and "names" in part)]
    nouns = words["nouns"].replace("\n", "")
    return Lexicon(
        names=frozenset(fold(line) for part in names for line in part.splitlines() if line.strip()),
        endings=frozenset(_table("routes_en.toml")["media"]["endings"].split() + words["endings"].split()),
        endings_of_people=frozenset(words["endings_of_people"].split()),
        nouns=re.compile(rf"(?<!\w)(?:{nouns})(?!\w)", re.IGNORECASE),
        reporters=frozenset(words["reporters"].split()),
        spokespeople=frozenset(words["spokespeople"].split()),
        of_body=re.compile(rf"(?:the |its )?(?:{'|'.join(words['bodies'].split())})['’]s?\s", re.IGNORECASE),
        general=frozenset(_table("unify_bodies.toml")["plain"]["words"].split()),
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("sayso") / "data" / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Lower case, no accents, marks as blanks, no article in front: 'The Orsavel Courier' and 'orsavel  courier'."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.sub(r"[^\w]+", " ", re.sub(r"['’]s?(?!\w)|['’]", "", bare)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def carries(voice: Voice) -> bool:
    """Whether this voice, as far as its name and roles tell, passes on what others say."""
    if voice.type is EntityType.PERSON and any(lexicon().reporters.intersection(fold(r).split()) for r in voice.roles):
        return True
    if voice.type is EntityType.ORGANISATION and any(lexicon().nouns.search(role) for role in voice.roles):
        return True
    if voice.type is EntityType.PERSON:
        return is_outlet(voice.name, of_person=True)
    return any(map(is_outlet, (voice.name, *voice.aliases)))


@lru_cache(maxsize=1 << 14)
def is_outlet(name: str, of_person: bool = False) -> bool:
    """Whether a name is an outlet's by the lists or by its form. `of_person`: it was read as a person's, so that fewer
    last words tell."""
    known, words = lexicon(), _JOINT.sub(" ", name).split()  # 'OrelNews' too
    if fold(name) in known.names or ADDRESS.fullmatch(words[-1] if words else "") or CALL_SIGN.fullmatch(name):
        return True
    return len(words) > 1 and words[-1] in (known.endings_of_people if of_person else known.endings)


def owner_untold(voice: Voice) -> bool:
    """Whether a body's name tells what it is and not whose: 'Police', 'Federal Government'."""
    words = fold(voice.name).split()
    return voice.type is EntityType.ORGANISATION and 0 < len(words) < 3 and lexicon().general.issuperset(words)


def speaks_for_somebody(voice: Voice) -> bool:
    """Whether a role says that he speaks for a body, whichever it is: 'spokeswoman', "the station's manager"."""
    known = lexicon()
    return any(known.spokespeople.intersection(fold(role).split()) or known.of_body.match(role) for role in voice.roles)
