"""Groups of cards to Voices and Doubts, with ids, names and bodies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.ids import content_id
from sayso.records import Doubt, EntityType, Merge, Voice
from sayso.unify import person
from sayso.unify.bodies import find_bodies, is_present, named_in
from sayso.unify.cards import Card
from sayso.unify.grouping import Grouped
from sayso.unify.lexicon import states
from sayso.unify.organisation import parse
from sayso.unify.states import state_named, state_of_body, state_of_role
from sayso.unify.things import beside, kinds_of

TYPES = list(EntityType)


def voices_of(cards: Sequence[Card], grouped: Grouped) -> tuple[tuple[Voice, ...], tuple[Doubt, ...]]:
    """All voices, those of most documents first, and all doubts between them."""
    merges: defaultdict[int, list[Merge]] = defaultdict(list)
    for card, merge in grouped.because:
        merges[grouped.clusters.root(card)].append(merge)
    of_root: dict[int, Voice] = {}
    spread: dict[str, int] = {}
    told: dict[str, list[str]] = {}
    for members in grouped.clusters.groups():
        root = grouped.clusters.root(members[0])
        voice = _voice([cards[n] for n in sorted(members)], merges[root], grouped.names.get(root), grouped.types.get(root))
        of_root[root] = voice
        spread[voice.id] = len({cards[n].document for n in members})
        told[voice.id] = _told(voice, [cards[n] for n in sorted(members)])
    placed = sorted(of_root.items(), key=lambda item: (-spread[item[1].id], item[1].name, item[1].id))
    voices = _with_bodies([voice for _, voice in placed], told)
    return voices, _doubts(grouped, of_root)


def _voice(cards: Sequence[Card], merges: Sequence[Merge], name: str | None, type: EntityType | None) -> Voice:
    spelt = Counter(card.called for card in cards)
    types = Counter(card.type for card in cards)
    entities = tuple(sorted({card.entity.id for card in cards}))
    kind = type or min(types, key=lambda t: (-types[t], TYPES.index(t)))
    return Voice(
        id=content_id("voice", *entities),
        name=name or _fullest(spelt, kind),
        type=kind,
        entities=entities,
        aliases=tuple(sorted(spelt, key=lambda n: (-spelt[n], n))),
        roles=_roles(cards),
        merges=tuple(sorted(merges, key=lambda m: (not m.by_analyst, m.one, m.other, m.why, m.documents))),
        named=bool(name) or (any(card.named for card in cards) and kind not in (EntityType.GROUP, EntityType.UNNAMED)),
    )


def _fullest(spelt: Counter[str], type: EntityType) -> str:
    """For a person the name with most words, its titles aside; for others the most frequent that is no acronym."""
    if type is EntityType.PERSON:
        ends = [n for n in spelt if not person.is_lengthened(n, spelt)]
        return person.untitled(min(ends, key=lambda n: (-min(_length(n), 3), n.isupper(), -spelt[n], len(n), n)))
    return min(spelt, key=lambda n: (parse(n).letters is not None, n.isupper(), -spelt[n], _describing(n), -len(n), n))


def _describing(name: str) -> int:
    """How many words of a name have no capital: none of 'Reuters', three of 'the Reuters news agency'."""
    return sum(word.islower() for word in name.split())


def _length(name: str) -> int:
    """How many words name the person, his titles aside."""
    named = person.parse(name)
    return 0 if named is None else 1 if named.given is None else 2 + len(named.middle)


def _roles(cards: Sequence[Card]) -> tuple[str, ...]:
    """The roles in the documents' words, each once, the one of most documents first, then the earliest."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, tuple[str, str, str]] = {}
    for card in cards:
        kinds = kinds_of(card.name, card.aliases) if card.entity.type is EntityType.ORGANISATION else ()
        for role in (*card.roles, *kinds):
            words = " ".join(role.split())
            folded = words.casefold()
            places[folded].add(card.document)
            here = (card.published or "~", card.document, words)
            first[folded] = min(first.get(folded, here), here)
    ordered = sorted(places, key=lambda folded: (-len(places[folded]), first[folded]))
    return tuple(first[folded][2] for folded in ordered)


@dataclass(slots=True)
class _Silent:
    """A body that roles name and that does not speak itself: by which voices, and in which words."""

    voices: list[int] = field(default_factory=list)
    spelt: Counter[str] = field(default_factory=Counter)


def _told(voice: Voice, cards: Sequence[Card]) -> list[str]:
    """What mentions say of a person beside his roles: not shown, but of whom he is."""
    if voice.type is not EntityType.PERSON:
        return []
    return list(dict.fromkeys(words for card in cards for words in beside(card.name, card.aliases)))


def _with_bodies(voices: list[Voice], told: Mapping[str, Sequence[str]]) -> tuple[Voice, ...]:
    """Every voice with its body. A body that two voices' roles or names tell and that does not speak is a Voice without
    Entities, so that its spokesmen can be seen to be one side: named in the roles' words, a state in our own."""
    found = find_bodies([v.aliases for v in voices], [(*v.roles, *told[v.id]) for v in voices], [v.type for v in voices])
    speaking = {state: n for n, v in reversed(list(enumerate(voices))) if v.named and (state := _state(v)) is not None}
    silent: defaultdict[tuple[str, ...], _Silent] = defaultdict(_Silent)
    for number, voice in enumerate(voices):
        if found[number] is not None or not voice.named:
            continue
        state = _state_behind(voice)
        if state is not None and state in speaking:
            found[number] = speaking[state] if speaking[state] != number else None
        elif state is not None:
            silent["state", state].voices.append(number)
            silent["state", state].spelt[states().shown[state]] += 1
        else:
            for words in filter(None, map(named_in, filter(is_present, voice.roles))):
                if not parse(words).weak:
                    silent[parse(words).key].voices.append(number)
                    silent[parse(words).key].spelt[words] += 1
    bodies: dict[int, str] = {n: voices[at].id for n, at in enumerate(found) if at is not None}
    added = []
    for key, group in sorted(silent.items()):
        if len(set(group.voices)) < 2:
            continue
        name = min(group.spelt, key=lambda n: (-group.spelt[n], n))
        body = Voice(id=content_id("body", *key), name=name, type=EntityType.ORGANISATION, entities=(),
                     aliases=tuple(sorted(group.spelt)))  # fmt: skip
        added.append(body)
        for number in group.voices:
            bodies.setdefault(number, body.id)
    return (*(replace(v, body=bodies.get(n)) for n, v in enumerate(voices)), *added)


def _state(voice: Voice) -> str | None:
    """The key of the state that a voice is."""
    if voice.type is not EntityType.ORGANISATION:
        return None
    return next((state for name in voice.aliases if (state := state_named(name)) is not None), None)


def _state_behind(voice: Voice) -> str | None:
    """The key of the state that a voice is of, by its name or its roles, where these agree."""
    if voice.type is EntityType.ORGANISATION:
        told = {state_of_body(name) for name in voice.aliases} | {_state(voice)}
    else:
        told = {state_of_role(role) for role in voice.roles if is_present(role)}
    told -= {None}
    return told.pop() if len(told) == 1 else None


def _doubts(grouped: Grouped, of_root: dict[int, Voice]) -> tuple[Doubt, ...]:
    found: dict[tuple[str, str], str] = {}
    for one, other, why in grouped.doubts:
        a, b = grouped.clusters.root(one), grouped.clusters.root(other)
        if a == b or grouped.clusters.forbidden(a, b):
            continue
        pair = (min(of_root[a].id, of_root[b].id), max(of_root[a].id, of_root[b].id))
        found[pair] = min(found.get(pair, why), why)
    return tuple(Doubt(one=one, other=other, why=why) for (one, other), why in sorted(found.items()))
