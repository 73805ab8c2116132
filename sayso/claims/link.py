"""Remarks put together into Claims, and the pairs of remarks that clash.

Claims are stars: the remark that most others say the same as is the centre, and each member is the same as the centre by
the model's own word, so that one bad link brings in one member and never welds two Claims (star clustering; Aslam,
Pelekhov and Rus 2004). Two stars become one where their centres, asked for, are the same too and no two members clash.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.claims.near import Pair, near, telling
from sayso.claims.remark import Remark, is_negated
from sayso.ids import content_id
from sayso.records import Claim, Clash, Label, Member, Relation, Stance

Relate = Callable[[Sequence[tuple[str, str]]], Sequence[Relation]]
Found = dict[Pair, Relation]

SURE = 0.5
"""The least score of a `same` that puts a remark into a Claim."""
SURE_OF_DENIAL, SHARED = 0.7, 2
"""The least score of a `same`, and the words of five letters or more in common, from which one that is denied clashes with
one that is asserted: a wrong `same` would here be shown as a quarrel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Two members that clash; of several with the same words, the first ones."""

    one: Member
    other: Member
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Every remark is in one of `claims`, alone or with others; these are in reading order of their gists."""

    claims: tuple[Claim, ...]
    contrasts: tuple[Contrast, ...]


def linked(remarks: Sequence[Remark], relate: Relate) -> Links:
    """The Claims of these remarks, given in reading order, and what clashes.

    `relate` takes pairs of sentences and gives a Relation for each. The order of Documents changes neither who is with
    whom nor what clashes, and a copy of a remark asks for no comparison of its own.
    """
    groups = _alike(remarks)
    pairs = near([group[0].words for group in groups])
    found = _related(groups, pairs, relate)
    stars = _stars([any(r.is_clause for r in group) for group in groups], _same(found))
    asked = _related(groups, _centres_to_ask(stars, found), relate)
    stars = _joined(stars, asked, {pair for pair, r in found.items() if r.label is Label.CONTRADICTS})
    place = {r.member.id: i for i, r in enumerate(remarks)}
    claims = [_claim([groups[i] for i in star], place) for star in stars]
    clashing = {pair: r for pair, r in (found | asked).items() if r.label is Label.CONTRADICTS}
    return Links(
        claims=tuple(sorted(claims, key=lambda c: place[c.gist.id])),
        contrasts=tuple(_contrast(groups, pair, clashing[pair]) for pair in sorted(clashing)),
    )


def _alike(remarks: Sequence[Remark]) -> list[list[Remark]]:
    """Remarks by their words and whether they are denied, in an order that that of the Documents does not change."""
    groups: dict[tuple[str, bool], list[Remark]] = defaultdict(list)
    for remark in remarks:
        groups[remark.words.casefold(), _is_denied(remark)].append(remark)
    return [groups[key] for key in sorted(groups)]


def _is_denied(remark: Remark) -> bool:
    """Whether its words are denied by its source. What is compared by its sentence holds the denial itself."""
    return remark.is_clause and remark.member.stance is Stance.DENIED


def _related(groups: Sequence[Sequence[Remark]], pairs: Sequence[Pair], relate: Relate) -> Found:
    if not pairs:
        return {}
    heads = [group[0] for group in groups]
    relations = relate([(heads[i].words, heads[j].words) for i, j in pairs])
    return {(i, j): _with_stance(heads[i], heads[j], relation) for (i, j), relation in zip(pairs, relations, strict=True)}


def _with_stance(one: Remark, other: Remark, relation: Relation) -> Relation:
    """What two contents are where one of them is only denied: the same words then clash, and words that clash do not."""
    if _is_denied(one) == _is_denied(other):
        return relation
    if relation.label is Label.CONTRADICTS:
        return replace(relation, label=Label.RELATED, kind=None, why="")
    if relation.label is not Label.SAME:
        return relation
    if relation.score < SURE_OF_DENIAL or not _is_plain_denial(one.words, other.words):
        return replace(relation, label=Label.RELATED)
    return replace(relation, label=Label.CONTRADICTS, kind=Clash.DENIAL, why="one side denies what the other says")


def _is_plain_denial(one: str, other: str) -> bool:
    """Whether words that are denied and words that are asserted are plainly on one thing.

    Where a negation stands in either, the denial may deny the other's; and where no longer word differs, it is one
    quotation, whose stance was read in two ways.
    """
    if is_negated(one) or is_negated(other) or telling(one) == telling(other):
        return False
    return len(telling(one) & telling(other)) >= SHARED


def _same(found: Found) -> dict[int, dict[int, float]]:
    same: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), relation in found.items():
        if relation.label is Label.SAME and relation.score >= SURE:
            same[i][j] = same[j][i] = relation.score
    return same


def _stars(is_clause: Sequence[bool], same: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """Centre first, a clause where there is one, then its members. What two centres want goes to the surer one."""
    size = len(is_clause)
    centres: dict[int, list[int]] = {}
    for i in sorted(range(size), key=lambda i: (not is_clause[i], -sum(same.get(i, {}).values()), i)):
        if not centres.keys() & same.get(i, {}).keys():
            centres[i] = [i]
    for i in range(size):
        if i not in centres:
            wanted = {c: score for c, score in same[i].items() if c in centres}
            centres[max(wanted, key=lambda c: (wanted[c], -c))].append(i)
    return list(centres.values())


def _centres_to_ask(stars: Sequence[Sequence[int]], found: Found) -> list[Pair]:
    """Centres that were not held against each other though members of their stars are the same."""
    centre_of = {i: star[0] for star in stars for i in star}
    linked = {(centre_of[i], centre_of[j]) for (i, j), r in found.items() if r.label is Label.SAME and r.score >= SURE}
    return sorted({(min(pair), max(pair)) for pair in linked if pair[0] != pair[1]} - found.keys())


def _joined(stars: Sequence[Sequence[int]], asked: Found, clashing: set[Pair]) -> list[list[int]]:
    """Stars whose centres are the same, the smaller one put under the larger; what was put under another stays there."""
    by_centre = {star[0]: list(star) for star in stars}
    for i, j in sorted((pair for pair, r in asked.items() if r.label is Label.SAME), key=lambda p: (-asked[p].score, p)):
        larger, smaller = sorted((i, j), key=lambda c: (-len(by_centre.get(c, ())), c))
        if asked[i, j].score < SURE or not {larger, smaller} <= by_centre.keys():
            continue
        if not any(_clash(one, other, clashing) for one in by_centre[larger] for other in by_centre[smaller]):
            by_centre[larger] += by_centre.pop(smaller)
    return list(by_centre.values())


def _clash(one: int, other: int, clashing: set[Pair]) -> bool:
    return (min(one, other), max(one, other)) in clashing


def _claim(groups: Sequence[Sequence[Remark]], place: Mapping[str, int]) -> Claim:
    gist = min(groups[0], key=lambda r: (not r.is_clause, place[r.member.id])).member
    members = sorted((r.member for group in groups for r in group), key=lambda m: place[m.id])
    return Claim(id=content_id("claim", gist.id), gist=gist, members=tuple(members))


def _contrast(groups: Sequence[Sequence[Remark]], pair: Pair, relation: Relation) -> Contrast:
    return Contrast(one=groups[pair[0]][0].member, other=groups[pair[1]][0].member, relation=relation)
