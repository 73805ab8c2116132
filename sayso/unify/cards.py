"""One Entity as the stage over a pile reads it: light, so that the cards of 100,000 documents fit in memory."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Entity, EntityType
from sayso.unify.lexicon import bodies
from sayso.unify.spelling import is_name

UNNAMED = (EntityType.GROUP, EntityType.UNNAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A light copy of one Entity.

    `document` is its Document's id, `roles` the words of its roles, `aliases` the words of its mentions where these are at
    hand (they tell an acronym that the document gives beside the name), `published` ISO 8601, `order` its place
    in the pile.
    """

    entity: Entity
    document: str
    roles: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    order: int = 0
    aliases: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The entity's name with white space folded."""
        return " ".join(self.entity.name.split())

    @property
    def named(self) -> bool:
        """Whether a name stands behind it: unnamed people, groups and mere descriptions never join."""
        if self.entity.type in UNNAMED or not is_name(self.name, self.entity.type):
            return False
        return self.entity.type is EntityType.PERSON or not hedged(self.name)


def hedged(words: str) -> bool:
    """Whether a name or role says itself that it may be nobody's: 'Alleged Boko Haram', 'self-styled envoy'."""
    return bool(bodies().hedges.intersection(words.casefold().split()[:3]))
