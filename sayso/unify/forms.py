"""All cards of one written form of a name, and what else their documents say of them: the units that links join."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.records import EntityType
from sayso.unify import organisation, person
from sayso.unify.cards import Card
from sayso.unify.lexicon import bodies, people
from sayso.unify.organisation import BodyName
from sayso.unify.person import Match, PersonName
from sayso.unify.spelling import cut, plain

PEOPLES = ("ian", "ish", "ese", "ean", "ani", "kh", "sk")
USUAL = 50  # an Entity that more documents name than this says nothing about two of them

Parsed = PersonName | BodyName | str
Key = tuple[str, Parsed]


@dataclass(slots=True, kw_only=True)
class Form:
    """Cards (by number) whose names are written with the same words. `weak`: equal words are not yet one voice.

    `common`: a full name that strangers share, whose roles must not differ.
    """

    name: str
    parsed: Parsed
    weak: bool = False
    common: bool = False
    cards: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What two cards, or two sets of them, share beside a name: words of roles, and others whom both documents bring."""

    roles: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()

    def shared(self, other: Evidence) -> Evidence:
        """What both hold."""
        return Evidence(roles=self.roles & other.roles, company=self.company & other.company)

    @property
    def level(self) -> int:
        """2: a role that few have; 1: a post ('president'), a people ('Russian') or company; 0: nothing."""
        telling = [w for w in self.roles if w not in bodies().plain and not w.endswith(PEOPLES)]
        if telling or len(self.roles) > 1:
            return 2
        return int(bool(self.roles or self.company))


def key_of(card: Card) -> Key | None:
    """The kind and the parsed name; None where nothing names it, so that it stands alone."""
    if not card.named:
        return None
    if card.type is EntityType.PERSON:
        if organisation.parse(card.called).known:
            return ("body", organisation.parse(card.called))  # 'ISIS' read as a person
        named = person.parse(card.called)
        return ("person", named) if named else None
    if card.type is EntityType.ORGANISATION:
        body = organisation.parse(card.called)
        return ("body", body) if body.key else None
    return ("document", card.name.casefold())


def forms_of(keys: Sequence[Key | None], cards: Sequence[Card]) -> dict[Key, Form]:
    """The forms of all cards that have a key."""
    forms: dict[Key, Form] = {}
    for number, key in enumerate(keys):
        if key is None:
            continue
        if key not in forms:
            forms[key] = Form(name=cards[number].called, parsed=key[1], weak=_is_weak(key[1]), common=_is_common(key[1]))
        forms[key].cards.append(number)
    for form in forms.values():
        spellings = Counter(cards[number].called for number in form.cards)
        form.name = min(spellings, key=lambda name: (-spellings[name], name))
    return forms


def _is_weak(parsed: Parsed) -> bool:
    if isinstance(parsed, PersonName):
        return parsed.lone or parsed.initial
    return isinstance(parsed, BodyName) and parsed.weak


def _is_common(parsed: Parsed) -> bool:
    return isinstance(parsed, PersonName) and not parsed.middle and plain(cut(parsed.family)) in people().common


def evidence_of(keys: Sequence[Key | None], cards: Sequence[Card], forms: dict[Key, Form]) -> list[Evidence]:
    """For every card its role words, and the strong names that its document brings beside it and few documents bring."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for key, card in zip(keys, cards, strict=True):
        if key is not None and not forms[key].weak:
            named[card.document].add(forms[key].name)
    spread = Counter(name for found in named.values() for name in found)
    rare = {document: frozenset(n for n in found if 1 < spread[n] <= USUAL) for document, found in named.items()}
    told = []
    for key, card in zip(keys, cards, strict=True):
        company = frozenset() if key is None else rare.get(card.document, frozenset()) - {forms[key].name}
        told.append(Evidence(roles=organisation.role_words(card.roles), company=company))
    return told


def united(parts: Sequence[Evidence]) -> Evidence:
    """All that several cards bring."""
    if len(parts) == 1:
        return parts[0]
    return Evidence(
        roles=frozenset().union(*(p.roles for p in parts)), company=frozenset().union(*(p.company for p in parts))
    )


def match(one: Parsed, other: Parsed) -> Match:
    """What two parsed names alone tell; a person and a body of the same several words are one, misread once."""
    if isinstance(one, PersonName) and isinstance(other, PersonName):
        return person.compare(one, other)
    if isinstance(one, BodyName) and isinstance(other, BodyName):
        return organisation.compare(one, other)
    return Match.OPEN


def conflict(one: Parsed, other: Parsed) -> bool:
    """Whether one voice cannot have both names."""
    if isinstance(one, PersonName) and isinstance(other, PersonName):
        return person.compare(one, other) is Match.APART
    if isinstance(one, BodyName) and isinstance(other, BodyName):
        return not (one.letters or other.letters) and organisation.compare(one, other) < Match.SHORT
    return False
