"""One Entity as the stage over a pile reads it: light, so that the cards of 100,000 documents fit in memory."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Entity, EntityType
from sayso.unify.lexicon import bodies
from sayso.unify.spelling import is_name
from sayso.unify.things import is_nobody, outlet_of, owner_of, titled_person

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
    def called(self) -> str:
        """The name of whoever speaks by it: the outlet's, where it is an article in one, the owner's of somebody's log, a
        person's without his post."""
        return self._as[0]

    @property
    def type(self) -> EntityType:
        """What that is."""
        return self._as[1]

    @property
    def _as(self) -> tuple[str, EntityType]:
        if self.entity.type not in (EntityType.DOCUMENT, EntityType.ORGANISATION):
            return self.name, self.entity.type
        outlet = outlet_of(self.name)
        if outlet:
            return outlet, EntityType.ORGANISATION
        titled = titled_person(self.name) if self.entity.type is EntityType.ORGANISATION else None
        return (titled, EntityType.PERSON) if titled else owner_of(self.name) or (self.name, self.entity.type)

    @property
    def named(self) -> bool:
        """Whether a name stands behind it: unnamed people, groups and mere descriptions never join."""
        if self.entity.type in UNNAMED or not is_name(self.called, self.type):
            return False
        if self.called == self.name and is_nobody(self.name, self.type):
            return False
        return self.type is EntityType.PERSON or not hedged(self.name)


def hedged(words: str) -> bool:
    """Whether a name or role says itself that it may be nobody's: 'Alleged Boko Haram', 'self-styled envoy'."""
    return bool(bodies().hedges.intersection(words.casefold().split()[:3]))
