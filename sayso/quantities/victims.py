"""Whether what was told of those counted can be so: nobody kills villages, and whom militants hold nobody arrested."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.quantities.lexicon import Lexicon
from sayso.quantities.tokens import Token
from sayso.records import Counted

OF_PERSONS = frozenset(
    (Counted.DEATHS, Counted.INJURED, Counted.ARRESTED, Counted.HOSTAGES, Counted.DISPLACED, Counted.MISSING)
)
"""Not of things that the lexicon names; planes may be missing."""
BACK = 12
"""Tokens before a bare number within which what it counts is named."""
BEHIND = 20
"""Tokens behind the number within which its captor stands."""
OWNER = re.compile(r"['’]s$")
BY = 6
"""Tokens from 'by' to the captor's name, at most."""


def settled(found: Sequence[Token], place: tuple[int, int], counts: Counted, words: Lexicon) -> Counted:
    """The class of a count with the tokens [from, to) of its phrase: OTHER where a thing is counted, HOSTAGES where those
    who hold them are an armed group, the class as it is else."""
    first, last = place
    things = words.grammar.get("things", frozenset())
    if counts is Counted.MISSING:
        things -= words.grammar.get("movable", frozenset())
    bare = counts is Counted.INJURED and first == last
    if counts in OF_PERSONS and _is_thing(found, first, last, words.state, things):
        return Counted.OTHER
    if bare and _is_of_things(found, first, words, things):
        return Counted.OTHER
    if counts is Counted.ARRESTED and _is_hostage(found, first, last, words):
        return Counted.HOSTAGES
    if counts is Counted.MISSING and _is_dead(found, first, last, words):
        return Counted.DEATHS
    return counts


def _is_thing(found: Sequence[Token], first: int, last: int, states: Mapping[str, Counted], things: frozenset[str]) -> bool:
    """'Four cases', 'two fatal shots', 'several cities that rebels captured': the first or the last noun is a thing's."""
    inside = [t.words.lower() for t in found[first:last]]
    if not inside:
        return False
    told = next((n for n, word in enumerate(inside) if word in states), len(inside))
    begins = inside[0] in things and not (last - first > 1 and found[first + 1].words == "-")
    return begins or inside[-1] in things or (told > 0 and inside[told - 1] in things)


def _is_of_things(found: Sequence[Token], first: int, words: Lexicon, things: frozenset[str]) -> bool:
    """A bare number behind a thing: 'he had eight wounds, but two may have been old'. No persons stand between."""
    for token in reversed(found[max(0, first - BACK) : max(0, first - 1)]):
        word = token.words.lower()
        if word in things or word in words.nouns:
            return word in things
    return False


def _is_hostage(found: Sequence[Token], first: int, last: int, words: Lexicon) -> bool:
    held, hostage = words.grammar.get("held", frozenset()), words.grammar.get("hostage", frozenset())
    behind = [t.words.lower() for t in found[first : last + BEHIND]]
    for n, word in enumerate(behind):
        if word in held and (set(behind[n + 1 : n + 2]) & hostage or _is_by_captors(behind[n + 1 :], words)):
            return True
    told = {t.words.lower() for t in found}
    arrests = {
        w for table in (words.state, words.became, words.does, words.of) for w in table if _is_arrest(table[w], w, held)
    }
    if told & arrests:
        return False
    if told & hostage:
        return True
    unarmed, lawful = words.grammar.get("unarmed", frozenset()), words.grammar.get("lawful", frozenset())
    inside = {t.words.lower() for t in found[first:last]}
    return bool(inside & unarmed) and not told & lawful and any(word.startswith("captur") for word in told)


def _is_arrest(counted: Counted, word: str, held: frozenset[str]) -> bool:
    return counted is Counted.ARRESTED and word not in held


def _is_by_captors(behind: Sequence[str], words: Lexicon) -> bool:
    """'by Islamic militants', 'by jihadists from ...'."""
    if "by" not in behind[:2]:
        return False
    start = behind.index("by") + 1
    told = " ".join(OWNER.sub("", word) for word in behind[start : start + BY])
    return any(f" {captor.replace('-', ' - ')} " in f" {told} " for captor in words.grammar.get("captors", ()))


def _is_dead(found: Sequence[Token], first: int, last: int, words: Lexicon) -> bool:
    """'17 of the missing youths were rounded up and killed': missing is what they were before."""
    inside = [t.words.lower() for t in found[first:last]]
    attributive = any(word in words.state and words.state[word] is Counted.MISSING for word in inside[:-1])
    behind = [t.words.lower() for t in found[last : last + 8]]
    return attributive and any(words.became.get(word) is Counted.DEATHS for word in behind)
