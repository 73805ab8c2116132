"""Whom a title speaks against: 'Miss Orel' is no Jan Orel, whatever else two documents share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.unify.cards import Card
from sayso.unify.lexicon import genders, people
from sayso.unify.person import PersonName
from sayso.unify.spelling import plain, words_of


def titled_gender(card: Card) -> str:
    """'m' or 'f' where the titles before the name, in its mentions, are only a man's or only a woman's; else ''."""
    known = people().titles
    told = set()
    for mention in (card.name, *card.aliases):
        words = [word.rstrip("~") for word in words_of(mention)]
        if len(words) > 1 and words[0] in known and words[0] in genders():
            told.add(genders()[words[0]])
    return told.pop() if len(told) == 1 else ""


def differ(name: PersonName, titles: Iterable[str]) -> bool:
    """Whether a full name's given name is of the other gender than the titles tell, all of which agree."""
    told = set(titles) - {""}
    gender = genders().get(plain(name.given or ""), "")
    return len(told) == 1 and bool(gender) and gender not in told


def speak_against(names: Sequence[object], titles: Sequence[Sequence[str]]) -> bool:
    """Whether one of two names is a lone family name whose titles are of the other gender than the other name."""
    for at, other in ((0, 1), (1, 0)):
        lone, full = names[at], names[other]
        if isinstance(lone, PersonName) and isinstance(full, PersonName) and lone.lone and full.given:
            return differ(full, titles[at])
    return False
