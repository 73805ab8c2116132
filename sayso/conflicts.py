"""Conflicts: which Claims of a pile cannot all hold as put, side against side.

A Conflict is built around the Claim that most Documents bring among those that something clashes with: it is one side, and
what clashes with it the others, so that one quarrel is one Conflict and not as many as it has pairs. Nothing here says who
is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.claims import Contrast, Links
from sayso.ids import content_id
from sayso.records import Claim, Clash, Conflict, Member, Side

Edges = dict[str, dict[str, Contrast]]


def conflicts(links: Links) -> tuple[Conflict, ...]:
    """The Conflicts, those on which most Documents hang first; what is only superseded after all others."""
    claim_of = {m.id: c for c in links.claims for m in c.members}
    found: list[Conflict] = []
    for superseded in (False, True):
        those = [c for c in links.contrasts if (c.relation.kind is Clash.SUPERSEDED) is superseded]
        edges = _edges(those, claim_of)
        found += _around(edges, {c.id: c for c in links.claims})
    return ranked(found)


def ranked(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Those on which most Documents hang first, then the surest; what is only superseded after all others."""
    return tuple(sorted(found, key=lambda c: (c.kind is Clash.SUPERSEDED, -len(documents(c)), -c.score, c.id)))


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


def _around(edges: Edges, claims: Mapping[str, Claim]) -> Sequence[Conflict]:
    """One Conflict around each Claim that has contrasts left, the weightiest first; each contrast is used once."""
    found = []
    for centre in sorted(edges, key=lambda c: _weight(claims[c], edges[c])):
        against = sorted(edges[centre], key=lambda c: _weight(claims[c], edges[c]))
        if not against:
            continue
        best = max((edges[centre][c] for c in against), key=lambda x: (x.relation.score, x.one.id))
        sides = [[centre], *_sides(against, edges)]
        for other in against:
            del edges[centre][other], edges[other][centre]
        found.append(_conflict([[claims[c] for c in side] for side in sides], best))
    return found


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
    one, other = (best.one, best.other)
    if all(m.id != one.id for m in made[0].members):
        one, other = other, one
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
