"""Groups of cards to Voices and Doubts, with ids, names and bodies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.ids import content_id
from sayso.records import Doubt, EntityType, Merge, Voice
from sayso.unify.bodies import find_bodies, named_in
from sayso.unify.cards import Card
from sayso.unify.grouping import Grouped
from sayso.unify.organisation import parse

TYPES = list(EntityType)


def voices_of(cards: Sequence[Card], grouped: Grouped) -> tuple[tuple[Voice, ...], tuple[Doubt, ...]]:
    """All voices, those of most documents first, and all doubts between them."""
    merges: defaultdict[int, list[Merge]] = defaultdict(list)
    for card, merge in grouped.because:
        merges[grouped.clusters.root(card)].append(merge)
    of_root: dict[int, Voice] = {}
    spread: dict[str, int] = {}
    for members in grouped.clusters.groups():
        root = grouped.clusters.root(members[0])
        voice = _voice([cards[n] for n in sorted(members)], merges[root], grouped.names.get(root), grouped.types.get(root))
        of_root[root] = voice
        spread[voice.id] = len({cards[n].document for n in members})
    placed = sorted(of_root.items(), key=lambda item: (-spread[item[1].id], item[1].name, item[1].id))
    voices = _with_bodies([voice for _, voice in placed])
    return voices, _doubts(grouped, of_root)


def _voice(cards: Sequence[Card], merges: Sequence[Merge], name: str | None, type: EntityType | None) -> Voice:
    spelt = Counter(card.name for card in cards)
    types = Counter(card.entity.type for card in cards)
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
    """For a person the name with most words; for others the most frequent that is no acronym."""
    if type is EntityType.PERSON:
        return min(spelt, key=lambda n: (-min(len(n.split()), 3), n.isupper(), -spelt[n], len(n), n))
    return min(spelt, key=lambda n: (parse(n).letters is not None, n.isupper(), -spelt[n], -len(n), n))


def _roles(cards: Sequence[Card]) -> tuple[str, ...]:
    """The roles in the documents' words, each once, the one of most documents first, then the earliest."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, tuple[str, str, str]] = {}
    for card in cards:
        for role in card.roles:
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


def _with_bodies(voices: list[Voice]) -> tuple[Voice, ...]:
    """Every voice with its body. A body that two voices' roles name and that does not speak is a Voice without Entities,
    named in the roles' words, so that its spokesmen can be seen to be one side."""
    found = find_bodies([v.aliases for v in voices], [v.roles for v in voices], [v.type for v in voices])
    silent: defaultdict[tuple[str, ...], _Silent] = defaultdict(_Silent)
    for number, voice in enumerate(voices):
        for role in voice.roles if found[number] is None else ():
            words = named_in(role)
            if words and not parse(words).weak:
                silent[parse(words).key].voices.append(number)
                silent[parse(words).key].spelt[words] += 1
    bodies: dict[int, str] = {n: voices[at].id for n, at in enumerate(found) if at is not None}
    added = []
    for key, told in sorted(silent.items()):
        if len(set(told.voices)) < 2:
            continue
        name = min(told.spelt, key=lambda n: (-told.spelt[n], n))
        body = Voice(id=content_id("body", *key), name=name, type=EntityType.ORGANISATION, entities=(),
                     aliases=tuple(sorted(told.spelt)))  # fmt: skip
        added.append(body)
        for number in told.voices:
            bodies.setdefault(number, body.id)
    return (*(replace(v, body=bodies.get(n)) for n, v in enumerate(voices)), *added)


def _doubts(grouped: Grouped, of_root: dict[int, Voice]) -> tuple[Doubt, ...]:
    found: dict[tuple[str, str], str] = {}
    for one, other, why in grouped.doubts:
        a, b = grouped.clusters.root(one), grouped.clusters.root(other)
        if a == b or grouped.clusters.forbidden(a, b):
            continue
        pair = (min(of_root[a].id, of_root[b].id), max(of_root[a].id, of_root[b].id))
        found[pair] = min(found.get(pair, why), why)
    return tuple(Doubt(one=one, other=other, why=why) for (one, other), why in sorted(found.items()))
