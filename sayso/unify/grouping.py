"""Cards to groups: the analyst's decisions first, then forms, then links, each with its reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from sayso.decisions import Decision
from sayso.records import EntityType, Merge
from sayso.unify.analyst import Anchored, decide, names_and_types
from sayso.unify.cards import Card
from sayso.unify.clusters import Clusters
from sayso.unify.forms import Evidence, Form, Key, Parsed, conflict, evidence_of, forms_of, key_of
from sayso.unify.gender import speak_against, titled_gender
from sayso.unify.links import Link, Part, links_of, parts_of
from sayso.unify.organisation import ACRONYM, BodyName, in_brackets, parse
from sayso.unify.person import Match
from sayso.unify.why import also, reason

Because = tuple[int, Merge]
MOST_PIECES = 6  # of one weak form that are all held against one another
MOST_COMPARED = 40  # names of one voice that a new one is held against


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Groups of cards, why their names are one (a card of the group and the Merge), doubts between cards, and the
    analyst's names and types by root."""

    clusters: Clusters
    because: list[Because]
    doubts: list[tuple[int, int, str]]
    names: dict[int, str] = field(default_factory=dict)
    types: dict[int, EntityType] = field(default_factory=dict)


def group(cards: Sequence[Card], decisions: Sequence[Decision]) -> Grouped:
    """`cards` are sorted by what they are, so that their order in the pile changes nothing."""
    clusters, anchored = Clusters(len(cards)), Anchored(cards)
    because: list[Because] = []
    _join_twins(cards, clusters)
    for one, other in decide(clusters, anchored, decisions):
        documents = tuple(sorted({cards[one].document, cards[other].document}))
        because.append((one, Merge(one=cards[one].name, other=cards[other].name, why="the analyst said so",
                                   documents=documents, by_analyst=True)))  # fmt: skip
    keys = [key_of(card) for card in cards]
    of_key = forms_of(keys, cards)
    forms = list(of_key.values())
    told = evidence_of(keys, cards, of_key)
    parts = parts_of(forms, told)
    pile = _Pile(cards=cards, forms=forms, parts=parts, told=told)
    for part in parts:
        because += _join_part(part, pile, clusters)
    within = _doubts_within(forms, parts)
    doubts: list[tuple[int, int, str]] = []
    links = links_of(forms, parts, _given_acronyms(keys, cards, list(of_key)))
    links = [link for link in links if not _title_speaks_against(link, pile)]
    joined, names_of = _join_links(links, pile, clusters, doubts)
    because += joined
    doubts += [doubt for doubt in within if not _are_told_apart(doubt, clusters, names_of)]
    names, types = names_and_types(anchored, decisions, clusters)
    return Grouped(clusters=clusters, because=because, doubts=doubts, names=names, types=types)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pile:
    cards: Sequence[Card]
    forms: Sequence[Form]
    parts: Sequence[Part]
    told: Sequence[Evidence]


def _title_speaks_against(link: Link, pile: _Pile) -> bool:
    """Whether one is 'Miss Orel' and the other a man's full name."""
    both = [pile.parts[number] for number in (link.one, link.other)]
    titles = [[titled_gender(pile.cards[card]) for card in part.cards] for part in both]
    return speak_against([pile.forms[part.form].parsed for part in both], titles)


def _join_twins(cards: Sequence[Card], clusters: Clusters) -> None:
    """Cards of one Entity, which a pile may hand in twice."""
    first: dict[str, int] = {}
    for number, card in enumerate(cards):
        clusters.join(first.setdefault(card.entity.id, number), number)


def _join_part(part: Part, pile: _Pile, clusters: Clusters) -> list[Because]:
    """The cards of one form; where the analyst split them, each goes to the first group that it may join."""
    cards, form = pile.cards, pile.forms[part.form]
    roots = [part.cards[0]]
    for card in part.cards[1:]:
        home = next((r for r in roots if not clusters.forbidden(r, card)), None)
        if home is None:
            roots.append(card)
        else:
            clusters.join(home, card)
    found = []
    for root in roots:
        held = [c for c in part.cards if clusters.root(c) == clusters.root(root)]
        documents = tuple(sorted({cards[c].document for c in held}))
        if len(documents) > 1:
            spelt = sorted({cards[c].name for c in held})
            written = {_written(name): name for name in spelt}
            why = f"the same {'name' if form.weak else 'full name'}, '{form.name}'"
            if len(written) > 1:
                first, *_, last = written.values()
                why = f"'{first}' and '{last}' are spellings of one name"
            if form.weak:
                told = also(_repeated([pile.told[c] for c in held]), held, held, cards)
                why += f", {told}" if told else ""
            found.append((root, Merge(one=spelt[0], other=spelt[-1], why=why, documents=documents)))
    return found


def _written(name: str) -> str:
    """The name without an article and in small letters: how it is written, for a reader."""
    return re.sub(r"^the\s+", "", name.casefold())


def _repeated(told: Sequence[Evidence]) -> Evidence:
    """What two of the cards at least bring."""
    roles = Counter(word for one in told for word in one.roles)
    company = Counter(name for one in told for name in one.company)
    return Evidence(
        roles=frozenset(w for w, times in roles.items() if times > 1),
        company=frozenset(n for n, times in company.items() if times > 1),
    )


def _doubts_within(forms: Sequence[Form], parts: Sequence[Part]) -> list[tuple[int, int, str]]:
    """Pieces of one weak form: the same name, but nothing that tells whether it is the same bearer.

    Each pair of them where they are few, so that whichever of them bring one thing are not counted as apart; else each with
    the next.
    """
    of_form: defaultdict[int, list[Part]] = defaultdict(list)
    for part in parts:
        of_form[part.form].append(part)
    return [
        (one.cards[0], other.cards[0], f"the same name, '{forms[number].name}', and nothing else tells")
        for number, found in of_form.items()
        for one, other in (combinations(found, 2) if len(found) <= MOST_PIECES else pairwise(found))
    ]


def _given_acronyms(keys: Sequence[Key | None], cards: Sequence[Card], order: Sequence[Key]) -> dict[str, set[int]]:
    """Acronyms that documents give beside a longer name, to the numbers of the forms of these names."""
    places = {key: number for number, key in enumerate(order)}
    found: defaultdict[str, set[int]] = defaultdict(set)
    for key, card in zip(keys, cards, strict=True):
        if key is None or not isinstance(key[1], BodyName) or key[1].letters:
            continue
        for alias in (*in_brackets(card.name), *card.aliases):
            letters = parse(alias).letters if ACRONYM.fullmatch(alias.replace(".", "")) else None
            if letters:
                found[letters].add(places[key])
    return found


def _join_links(
    links: Sequence[Link], pile: _Pile, clusters: Clusters, doubts: list[tuple[int, int, str]]
) -> tuple[list[Because], dict[int, set[Parsed]]]:
    """Join what the evidence carries, the strongest first; what it does not, or what clashes, is a doubt.

    Gives also the names of each group, by root.
    """
    found: list[Because] = []
    names: dict[int, set[Parsed]] = {}
    for part in pile.parts:
        for card in part.cards:
            names.setdefault(clusters.root(card), set()).add(pile.forms[part.form].parsed)
    for link in links:
        one, other = _speaker(pile.parts[link.one], clusters), _speaker(pile.parts[link.other], clusters)
        a, b = clusters.root(one), clusters.root(other)
        if a == b or clusters.forbidden(a, b):
            continue
        ours, theirs = names.get(a, set()), names.get(b, set())
        clash = _clash(ours, theirs)
        why = reason(link, pile.forms, pile.parts, pile.cards)
        if not link.joins or clash:
            clash = clash and link.match > Match.OPEN
            doubts.append((one, other, f"{why}, but their other names differ" if clash else why))
            continue
        clusters.join(one, other)
        names[clusters.root(one)] = ours | theirs
        documents = {pile.cards[c].document for n in (link.one, link.other) for c in pile.parts[n].cards}
        left, right = pile.forms[pile.parts[link.one].form].name, pile.forms[pile.parts[link.other].form].name
        found.append((one, Merge(one=left, other=right, why=why, documents=tuple(sorted(documents)))))
    return found, names


def _are_told_apart(doubt: tuple[int, int, str], clusters: Clusters, names: dict[int, set[Parsed]]) -> bool:
    """Whether two pieces of one name were joined to people whose full names differ: 'Orel' to Ida Orel and to Jan Orel."""
    one, other = clusters.root(doubt[0]), clusters.root(doubt[1])
    return one != other and _clash(names.get(one, set()), names.get(other, set()))


def _clash(ours: set[Parsed], theirs: set[Parsed]) -> bool:
    if len(ours) * len(theirs) > MOST_COMPARED**2:
        return True
    return any(conflict(one, other) for one in ours for other in theirs)


def _speaker(part: Part, clusters: Clusters) -> int:
    """The card that stands for a part: of its largest group, for the analyst may have split it."""
    sizes: defaultdict[int, int] = defaultdict(int)
    first: dict[int, int] = {}
    for card in part.cards:
        root = clusters.root(card)
        sizes[root] += 1
        first.setdefault(root, card)
    return first[min(sizes, key=lambda root: (-sizes[root], first[root]))]
