"""Whether two names, as tuples of casefolded words, can be one person's or one organisation's.

Surnames are compared by RapidFuzz's ratio (the share of letters that need no edit), because articles misspell the people
whom they quote; organisations by their beginnings, ends and initials.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.resolve.lexicon import lexicon
from sayso.resolve.reading import is_cyrillic

LIKE_ENOUGH = 80.0  # 'Wimes' and 'Wines' have 80, 'Mendkovich' and 'Mendekevich' 86
STATES = {("republic", "of"), ("kingdom", "of"), ("commonwealth", "of"), ("sultanate", "of"), ("principality", "of")}
SHORTEST_LIKE = 5  # letters: shorter names are too easily alike


def is_same_person(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name of at least two words is a short form or another spelling of the long one."""
    if len(short) < 2:
        return False
    if short[-1] == long[-1] and short[0] == long[0]:
        return _fits_inside([t for t in short if len(t) > 1], long)
    if _fits_inside(short, long):
        return True
    if len(short) == 2 and short[0] in lexicon().roles and short[-1] == long[-1]:
        return True  # 'Dean Amar': a title that is also a given name
    if is_cyrillic(short[0]) and len(short) == len(long):
        return all(a == b or is_like(a, b) for a, b in zip(short, long, strict=True))
    if short[0] == long[0] and len(short) == len(long):
        return is_like(short[-1], long[-1])
    return short[-1] == long[-1] and len(short) == len(long) and is_like(short[0], long[0])


def _fits_inside(short: Iterable[str], long: Iterable[str]) -> bool:
    """Whether the words of `short` stand in `long` in the same order."""
    rest = iter(long)
    return all(word in rest for word in short)


def is_like(one: str, other: str) -> bool:
    """Whether two words are spellings of one name."""
    if one[0] != other[0]:
        return False
    if is_cyrillic(one):
        # case forms: 'Меликан', 'Меликана'
        return min(len(one), len(other)) >= 3 and one[:-1] in other[: len(one)] and abs(len(one) - len(other)) <= 2
    if min(len(one), len(other)) < SHORTEST_LIKE:
        return False
    if one.rstrip("s") == other.rstrip("s"):
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) >= LIKE_ENOUGH


def is_same_organisation(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the short name is the long one's acronym, end ('the Times') or beginning ('the Peterson Institute')."""
    known = lexicon()
    size = len(short)
    if size == 1 and len(short[0]) >= 2:
        letters = short[0].replace(".", "")
        initials = "".join(word[0] for word in long if word not in known.organisation_links)
        if len(letters) >= 3 and letters == initials:
            return True
        if len(letters) >= 3 and letters == "".join(word[0] for word in long):
            return True
    if size >= len(long):
        return False
    if is_same_state(short, long):
        return True
    if long[-size:] == short and long[-size - 1] not in known.organisation_links:
        return size > 1 or short[0] in known.organisation_keywords
    fuller = long[size] in known.organisation_links or (size == 1 and long[-1] in known.tails)
    return long[:size] == short and fuller and short[0] not in known.demonyms


def is_same_state(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """'Velmar' and 'Republic of Velmar'."""
    return long[:2] in STATES and long[2:] == short
