"""Which state a body or a post is of: 'Iraqi Defense Ministry', 'Lebanon's interior minister', 'Pentagon'.

Ministries, armies and presidents of one state are one side when origins are counted, whether or not the state itself
speaks. A state's name alone is not enough: 'Russian Academy of Military Sciences' and 'Syrian opposition' are nobody's.
"""

from __future__ import annotations

from functools import cache, lru_cache

from sayso.unify.lexicon import bodies, states
from sayso.unify.organisation import concept, parse
from sayso.unify.spelling import words_of

LONGEST = 3  # words of a state's name
BETWEEN = 3  # words between a state and its post: 'Nigeria's top military officer'


@lru_cache(maxsize=1 << 14)
def state_named(name: str) -> str | None:
    """The key of the state that a name is: 'Nigeria', 'the United States'."""
    known = parse(name).known
    return states().names.get(_bare(words_of(name))) or (known if known in states().shown else None)


@lru_cache(maxsize=1 << 14)
def state_of_body(name: str) -> str | None:
    """The key of the state that a body is of, by its own name; None where it is the state itself or nobody's.

    A capital stands for its state where it is the whole name: 'Baghdad'.
    """
    known = parse(name).known
    if known:
        return states().belongs.get(known)
    capital = states().capitals.get(_bare(words_of(name)))
    return None if state_named(name) else capital or _beside_government(name, after=False)


@lru_cache(maxsize=1 << 14)
def state_of_role(role: str) -> str | None:
    """The key of the state that whoever has this role speaks for: 'Iraqi interior minister', 'White House spokeswoman'."""
    words = _bare(words_of(role))
    pieces = (words[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(words) - size + 1))
    houses = {states().belongs[known] for piece in pieces if (known := bodies().same.get(piece)) in states().belongs}
    if houses and bodies().roles.union(bodies().offices).intersection(words):
        return houses.pop() if len(houses) == 1 else None
    return _beside_government(role, after=True)


def _beside_government(text: str, *, after: bool) -> str | None:
    """The one state in the text that a word of government stands beside: behind it, or before 'of' ('President of Chad').

    `after`: few words only may stand between the two.
    """
    words = words_of(text)
    known = states()
    concepts = [concept(w) for w in words]
    if known.civil.intersection(concepts):
        return None
    found = set()
    for at in range(len(words)):
        for size in range(min(LONGEST, len(words) - at), 0, -1):
            state = known.names.get(words[at : at + size])
            if state is None:
                continue
            following = concepts[at + size : at + size + BETWEEN] if after else concepts[at + size :]
            before = concepts[:at] if at and words[at - 1] in ("of", "the", "for") else []
            if known.government.intersection((*following, *before)):
                found.add(state)
            break
    return found.pop() if len(found) == 1 else None


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[:1] == ("the",) else words


def state_key(key: tuple[str, ...]) -> bool:
    """Whether a body's key is a state's."""
    return key in _plain_names() or (len(key) == 1 and key[0].removeprefix("=") in states().shown)


@cache
def _plain_names() -> frozenset[tuple[str, ...]]:
    """Names of states as keys of bodies have them: 'isral'."""
    return frozenset(tuple(sorted(map(concept, words))) for words in states().names) | frozenset(states().names)


def is_subject(key: tuple[str, ...]) -> bool:
    """Whether a body is rather watched than worked for: a state or an armed group ('Boko Haram expert')."""
    return state_key(key) or (len(key) == 1 and key[0].removeprefix("=") in bodies().armed)
