"""Conflicts: which Claims of a pile cannot all hold as put, side against side.

A Conflict is built around the Claim that most Documents bring among those that something clashes with: it is one side, and
what clashes with it the others. What is left that clashes with one of these goes in with it, so that one quarrel is one
Conflict and not as many as it has pairs. Nothing here says who is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from sayso.claims import Contrast, Links
from sayso.ids import content_id
from sayso.records import APART, Claim, Clash, Conflict, Member, Side

Edges = dict[str, dict[str, Contrast]]
Alike = frozenset[frozenset[str]]

MOST_SIDES = 5
"""Sides of a quarrel in which places for another's are sought: it takes the square of the square of them."""

NEARLY = 0.7
"""Of the surest contrast's score: from here another may be shown for the quarrel."""


@dataclass(frozen=True, slots=True)
class _Quarrel:
    """Sides of Claims (ids), and the contrasts between them; `core`: the Claims it was built of."""

    sides: list[list[str]]
    contrasts: list[Contrast]
    core: frozenset[str]


def conflicts(links: Links) -> tuple[Conflict, ...]:
    """The Conflicts, those on which most Documents hang first; what is only superseded after all others."""
    claim_of = {m.id: c for c in links.claims for m in c.members}
    found: list[Conflict] = []
    for superseded in (False, True):
        those = [c for c in links.contrasts if (c.relation.kind is Clash.SUPERSEDED) is superseded]
        edges = _edges(those, claim_of)
        claims = {c.id: c for c in links.claims}
        quarrels = _joined(edges, claims, links.alike)
        found += (_conflict([[claims[c] for c in side] for side in q.sides], _best(q, claim_of)) for q in quarrels)
    return ranked(found)


def ranked(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Those on which most Documents hang first, then the surest; what is apart after all others, superseded first."""
    return tuple(sorted(found, key=lambda c: (c.kind in APART, c.kind is Clash.SCOPE, -len(documents(c)), -c.score, c.id)))


def documents(conflict: Conflict) -> set[str]:
    """The ids of the Documents that any side stands on."""
    return {m.document for side in conflict.sides for m in side.members}


def _edges(contrasts: Sequence[Contrast], claim_of: Mapping[str, Claim]) -> Edges:
    """The surest contrast between each two Claims, both ways."""
    edges: Edges = defaultdict(dict)
    for contrast in sorted(contrasts, key=lambda c: (c.relation.score, c.one.id, c.other.id)):
        one, other = claim_of[contrast.one.id].id, claim_of[contrast.other.id].id
        if one != other:
            edges[one][other] = edges[other][one] = contrast
    return edges


def _around(edges: Edges, claims: Mapping[str, Claim]) -> Iterator[_Quarrel]:
    """One around each Claim that has contrasts left, the weightiest first; each contrast is used once."""
    left = {one: dict(others) for one, others in edges.items()}
    for centre in sorted(left, key=lambda c: _weight(claims[c], left[c])):
        against = sorted(left[centre], key=lambda c: _weight(claims[c], left[c]))
        if against:
            sides = [[centre], *_sides(against, edges)]
            yield _Quarrel(sides, [left[centre][c] for c in against], frozenset((centre, *against)))
        for other in against:
            del left[centre][other], left[other][centre]


def _joined(edges: Edges, claims: Mapping[str, Claim], alike: Alike) -> list[_Quarrel]:
    """Quarrels, each put into the first with which it has a Claim in common, or Claims that are alike: both are on one
    thing. A quarrel of which it does not show which side is which stays by itself. One that has taken in others is tried
    again: more of its sides is known then."""
    quarrels = list(_around(edges, claims))
    while True:
        fewer = _joined_once(quarrels, edges, alike)
        if len(fewer) == len(quarrels):
            return fewer
        quarrels = fewer


def _joined_once(quarrels: Sequence[_Quarrel], edges: Edges, alike: Alike) -> list[_Quarrel]:
    kept: list[_Quarrel] = []
    for quarrel in quarrels:
        places = ((q, _placed(quarrel, q, edges, alike)) for q in kept if _is_on_one(quarrel, q, alike))
        first, place = next(((q, place) for q, place in places if place), (None, None))
        if first is None or place is None:
            kept.append(quarrel)
            continue
        first.contrasts.extend(quarrel.contrasts)
        known = {claim for side in first.sides for claim in side}
        for side, target in zip(quarrel.sides, place, strict=True):
            first.sides[target].extend(claim for claim in side if claim not in known)
    return kept


def _is_on_one(one: _Quarrel, other: _Quarrel, alike: Alike) -> bool:
    """Whether one was built of a Claim that stands on a side of the other, or where neither is on a figure, of Claims like
    those that the other was built of."""
    if any(claim in one.core for side in other.sides for claim in side):
        return True
    on_figures = any(c.relation.kind is Clash.FIGURE for quarrel in (one, other) for c in quarrel.contrasts)
    return not on_figures and any(frozenset((a, b)) in alike for a in one.core for b in other.core)


def _placed(quarrel: _Quarrel, other: _Quarrel, edges: Edges, alike: Alike) -> tuple[int, ...] | None:
    """For each side of a quarrel the side of the other where it belongs, by Claims in common or alike and Claims that clash
    with the sides across; None where no places, one for each, are better than all others, or one has nothing for it."""
    if len(quarrel.sides) > len(other.sides) or len(other.sides) > MOST_SIDES:
        return None
    fit = [[_fitness(side, n, other.sides, edges, alike) for n in range(len(other.sides))] for side in quarrel.sides]
    ways = permutations(range(len(other.sides)), len(quarrel.sides))
    ranked = sorted(((sum(fit[m][n] for m, n in enumerate(way)), way) for way in ways), reverse=True)
    (best, way), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0
    return way if best > second and all(fit[m][n] > 0 for m, n in enumerate(way)) else None


def _fitness(side: Sequence[str], place: int, sides: Sequence[Sequence[str]], edges: Edges, alike: Alike) -> int:
    """How many Claims of a side are those of the place or clash with one across, counted twice, or are like one there, or
    clash with one that is like one across; less those for which it is the other way round."""

    def is_alike(one: str, other: str) -> bool:
        return frozenset((one, other)) in alike

    told = 0
    for claim in side:
        for n, those in enumerate(sides):
            near = sum(2 if claim == c else is_alike(claim, c) for c in those)
            far = sum(2 if c in edges[claim] else any(is_alike(c, e) for e in edges[claim]) for c in those)
            told += near - far if n == place else far - near
    return told


def _best(quarrel: _Quarrel, claim_of: Mapping[str, Claim]) -> Contrast:
    """The contrast that tells so best: of those nearly as sure as the surest, one whose words stand in one piece, and of
    these that of which most Documents bring a side."""
    least = NEARLY * max(contrast.relation.score for contrast in quarrel.contrasts)

    def fitness(contrast: Contrast) -> tuple[bool, int, float, str]:
        sides = (claim_of[contrast.one.id], claim_of[contrast.other.id])
        is_whole = len(contrast.one.content) == len(contrast.other.content) == 1
        return (
            is_whole,
            sum(len({m.document for m in claim.members}) for claim in sides),
            contrast.relation.score,
            contrast.one.id,
        )

    return max((c for c in quarrel.contrasts if c.relation.score >= least), key=fitness)


def _weight(claim: Claim, against: Mapping[str, Contrast]) -> tuple[int, int, int, str]:
    return -len({m.document for m in claim.members}), -len(claim.members), -len(against), claim.id


def _sides(against: Sequence[str], edges: Edges) -> list[list[str]]:
    """Claims that clash with one and the same, put together where they do not clash with one another."""
    sides: list[list[str]] = []
    for claim in against:
        side = next((side for side in sides if not edges[claim].keys() & set(side)), None)
        if side is None:
            sides.append(side := [])
        side.append(claim)
    return sides


def _conflict(sides: Sequence[Sequence[Claim]], best: Contrast) -> Conflict:
    made = tuple(_side(side) for side in sides)
    place = {m.id: n for n, side in enumerate(made) for m in side.members}
    one, other = sorted((best.one, best.other), key=lambda m: place[m.id])
    return Conflict(
        id=content_id("conflict", *(claim for side in made for claim in sorted(side.claims))),
        kind=best.relation.kind or Clash.OTHER,
        sides=made,
        pair=(one, other),
        why=best.relation.why,
        score=best.relation.score,
    )


def _side(claims: Sequence[Claim]) -> Side:
    members: dict[str, Member] = {m.id: m for claim in claims for m in claim.members}
    return Side(gist=claims[0].gist, claims=tuple(c.id for c in claims), members=tuple(members.values()))
