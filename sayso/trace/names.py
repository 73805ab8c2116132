"""When two names mean one outlet or one person within a document: spelling, short forms, initials, addresses."""

from __future__ import annotations

import re
import unicodedata

_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,24})(?:/\S*)?", re.IGNORECASE)
# these words alone tell no outlet from another
_COMMON = frozenset("news online tv radio press agency media the daily channel network magazine newspaper of and".split())
_SUBDOMAINS = frozenset("www m en ru de fr edition news rss feeds feed mobile amp".split())


def fold(name: str) -> str:
    """Lower case, no accents, marks as blanks, no 'the' in front: 'The Orsavel Courier' and 'orsavel  courier'."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.sub(r"[^\w]+", " ", re.sub(r"['’]s?(?!\w)|['’]", "", plain)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def host(name: str) -> str | None:
    """The host of an address, without 'www.': 'https://www.ura.ru/x' -> 'ura.ru'; None where it is none."""
    match = _DOMAIN.fullmatch(name.strip())
    return match[1].lower() if match else None


def site(name: str) -> str:
    """What tells one site from another: 'en.zarya-tashvara.example' -> 'zarya tashvara'."""
    labels = [label for label in (host(name) or "").split(".")[:-1] if label not in _SUBDOMAINS]
    if len(labels) > 1 and labels[-1] in ("co", "com", "org", "net", "ac", "gov"):
        labels.pop()
    return labels[-1].replace("-", " ") if labels else ""


def short_of(short: str, full: str) -> bool:
    """Whether `short` is `full` or a shorter form of it: 'the Courier', 'VTA', 'Zarya', 'halpress.example'."""
    known = site(full) or fold(full)
    told = site(short) or fold(short)
    if not told or not known:
        return False
    if told == known or told.replace(" ", "") == known.replace(" ", ""):
        return True
    said, words = set(told.split()), known.split()
    if said <= set(words):
        return not said <= _COMMON
    initials = "".join(word[0] for word in words)
    bare = "".join(word[0] for word in words if word not in ("of", "and", "the", "for"))
    return len(words) > 1 and " " not in told and len(told) > 1 and told in (initials, bare) and short.strip().isupper()


def same(one: str, other: str) -> bool:
    """Whether two names mean one, either way round."""
    return one == other or short_of(one, other) or short_of(other, one)  # a name without a letter folds to nothing
