"""The same voice in many documents: Entities of all Documents to Voices, and Doubts for the analyst.

Wrong merges are worse than missed ones: a name alone joins only where it is full and its own, everything else needs a
shared role or shared company beside it (docs/decisions/0070-voices-across-documents.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.decisions import Decision
from sayso.records import Doubt, EntityType, Voice
from sayso.unify.assemble import voices_of
from sayso.unify.cards import Card
from sayso.unify.carriers import carriers
from sayso.unify.grouping import group
from sayso.unify.organisation import parse

__all__ = ["Card", "carriers", "unify"]


def unify(cards: Iterable[Card], decisions: Sequence[Decision] = ()) -> tuple[tuple[Voice, ...], tuple[Doubt, ...]]:
    """Voices and doubts of a pile; every card is in exactly one voice, and the order of the cards changes nothing.

    Decisions apply by anchor, later ones prevail; those that no card matches are passed over. A voice without entities is
    a body that roles name and that does not speak. Cost grows with the number of cards, not with their pairs.
    """
    ordered = sorted(_of_one_type(list(cards)), key=_order)
    return voices_of(ordered, group(ordered, decisions))


def _order(card: Card) -> tuple[object, ...]:
    entity = card.entity
    return card.document, entity.id, card.name, entity.type, card.roles, card.aliases, card.published or ""


def _of_one_type(cards: Sequence[Card]) -> Sequence[Card]:
    """The same, but a name of several words that some document takes for an organisation is one wherever it stands.

    'Boko Haram' read as a person is the organisation misread; of one word, 'Washington' may be either. What the world
    knows as a body is one even where every document takes it for a person.
    """
    bodies = {_bare(c.name) for c in cards if c.entity.type is EntityType.ORGANISATION and _is_long(c.name)}
    people = Counter(_bare(c.name) for c in cards if c.entity.type is EntityType.PERSON)
    given = Counter(_bare(c.name) for c in cards if c.entity.type is EntityType.ORGANISATION)
    misread = {name for name in bodies if name in people and given[name] >= people[name]}
    return [
        replace(c, entity=replace(c.entity, type=EntityType.ORGANISATION))
        if c.entity.type is EntityType.PERSON and (_bare(c.name) in misread or parse(c.name).known)
        else c
        for c in cards
    ]


def _is_long(name: str) -> bool:
    return len(_bare(name)) > 1 or "-" in name


def _bare(name: str) -> tuple[str, ...]:
    words = name.casefold().split()
    return tuple(words[1:] if words[:1] == ["the"] else words)
