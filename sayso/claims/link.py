"""Remarks put together into Claims, and the pairs of remarks that clash.

Claims are stars: the remark that most others say the same as is the centre, and each member is the same as the centre by
the model's own word and clashes with no other member, so that one bad link brings in one member and never welds two Claims
(star clustering; Aslam, Pelekhov and Rus 2004). Where a member of one star is the same as a member of another, those of the
smaller one are held against the larger one's centre too, before the stars are drawn for good.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.claims.near import Pair, near, telling
from sayso.claims.remark import Remark, is_clause, is_negated
from sayso.claims.worded import worded
from sayso.ids import content_id
from sayso.records import Claim, Clash, Label, Member, Relation, Span, Stance

_QUESTION = re.compile(r"\W*(?:whether|if|where|who|whom|why|how|when|which)\b", re.IGNORECASE)
_TWO = re.compile(r"\band that\b", re.IGNORECASE)

Relate = Callable[[Sequence[tuple[str, str]]], Sequence[Relation]]
Found = dict[Pair, Relation]

QUOTED = 12
"""Words of a remark that are quoted in a reason, at most."""
SURE = 0.6
"""The least score of a `same` that puts a remark into a Claim."""
SURE_OF_DENIAL, SHARED, HELD = 0.6, 3, 0.6
"""From which score of a `same` one that is denied clashes with one that is asserted, and how many of its words of five
letters or more, and which share of them, the other has at least: a wrong `same` would here be shown as a quarrel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Two members that clash; of several with the same words, the first ones."""

    one: Member
    other: Member
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Every remark is in one of `claims`, alone or with others; these are in reading order of their gists. `alike`: ids of
    two Claims of which some members, though not the gists, are the same and name nobody else."""

    claims: tuple[Claim, ...]
    contrasts: tuple[Contrast, ...]
    alike: frozenset[frozenset[str]] = frozenset()


def linked(remarks: Sequence[Remark], relate: Relate) -> Links:
    """The Claims of these remarks, given in reading order, and what clashes.

    `relate` takes pairs of sentences and gives a Relation for each. The order of Documents changes neither who is with
    whom nor what clashes, and a copy of a remark asks for no comparison of its own.
    """
    groups = _alike(remarks)
    words = [group[0].words for group in groups]
    found = _related(groups, sorted({*near(words), *worded(words)}), relate)
    rank = _ranks(groups)
    found |= _related(groups, _to_ask(_stars(rank, found), found), relate)
    stars = _stars(rank, found)
    place = {r.member.id: i for i, r in enumerate(remarks)}
    claims = [_claim([groups[i] for i in star], place) for star in stars]
    clashing = {pair: r for pair, r in found.items() if r.label is Label.CONTRADICTS}
    claim_of = {i: claim.id for star, claim in zip(stars, claims, strict=True) for i in star}
    same = {
        frozenset((claim_of[i], claim_of[j]))
        for (i, j), r in found.items()
        if claim_of[i] != claim_of[j] and _is_same(r) and _may_name_one(words[i], words[j])
    }
    return Links(
        alike=frozenset(same),
        claims=tuple(sorted(claims, key=lambda c: place[c.gist.id])),
        contrasts=tuple(_contrast(groups, pair, clashing[pair]) for pair in sorted(clashing)),
    )


def _alike(remarks: Sequence[Remark]) -> list[list[Remark]]:
    """Remarks by their words and whether they are denied, in an order that that of the Documents does not change."""
    groups: dict[tuple[str, bool], list[Remark]] = defaultdict(list)
    for remark in remarks:
        groups[remark.words.casefold(), remark.is_denied].append(remark)
    return [groups[key] for key in sorted(groups)]


def _related(groups: Sequence[Sequence[Remark]], pairs: Sequence[Pair], relate: Relate) -> Found:
    if not pairs:
        return {}
    heads = [group[0] for group in groups]
    relations = relate([(heads[i].words, heads[j].words) for i, j in pairs])
    doubtful = _doubtful(groups)
    found = {}
    for (i, j), relation in zip(pairs, relations, strict=True):
        found[i, j] = _with_stance(heads[i], heads[j], relation)
        sides = groups[i], groups[j]
        if found[i, j].label is Label.CONTRADICTS and (
            doubtful & {i, j}
            or not all(is_clause(heads[n].words) for n in (i, j))
            or _overlap(*sides)
            or _is_of_one(*sides)
            or _is_left_open(*sides, relation)
        ):
            found[i, j] = replace(relation, label=Label.RELATED, kind=None, why="")
    return found


def _doubtful(groups: Sequence[Sequence[Remark]]) -> set[int]:
    """Groups that are denied by their sources though another group that is not has all their longer words, and no more: one
    quotation, whose stance was read in two ways."""
    plain = {telling(group[0].words) for group in groups if not group[0].is_denied}
    return {i for i, group in enumerate(groups) if group[0].is_denied and telling(group[0].words) in plain}


def _overlap(one: Sequence[Remark], other: Sequence[Remark]) -> bool:
    """Whether some words of a Document stand in both: 'she denied that it fell' does not clash with its own 'it fell'."""
    held: dict[str, list[Span]] = defaultdict(list)
    for remark in one:
        held[remark.member.document] += remark.member.content
    return any(a.overlaps(b) for remark in other for a in remark.member.content for b in held[remark.member.document])


def _is_of_one(one: Sequence[Remark], other: Sequence[Remark]) -> bool:
    """Whether a speaker, or an outlet in its own voice, says both in one Document: what looks like a contradiction there
    is mostly none ('I was never asked', 'nobody can say they asked me'); whoever changes his mind is told of in the
    timeline."""
    speakers = {(r.member.document, r.speaker) for r in one if r.speaker or r.member.attribution is None}
    return any((r.member.document, r.speaker) in speakers for r in other if r.speaker or r.member.attribution is None)


def _with_stance(one: Remark, other: Remark, relation: Relation) -> Relation:
    """What two contents are where one of them is only denied: the same words then clash, and what denies them is the
    same."""
    if one.is_denied == other.is_denied:
        return relation
    if relation.label is Label.CONTRADICTS:
        label = Label.SAME if relation.kind is Clash.DENIAL else Label.RELATED
        return replace(relation, label=label, kind=None, why="")
    if relation.label is not Label.SAME:
        return relation
    denied, asserted = (one, other) if one.is_denied else (other, one)
    is_open = asserted.member.stance is Stance.POSSIBLE and not asserted.is_clause  # 'prompted speculation about it'
    if is_open or relation.score < SURE_OF_DENIAL or not _is_plain_denial(denied.words, asserted.words):
        return replace(relation, label=Label.RELATED)
    why = f"'{_begun(asserted.words)}' against '{_begun(denied.words)}', which its source denies"
    return replace(relation, label=Label.CONTRADICTS, kind=Clash.DENIAL, why=why)


def _begun(words: str) -> str:
    """The first QUOTED words."""
    found = words.strip("\"'“”‘’ ").split(" ")
    return " ".join(found[:QUOTED]) + (" …" if len(found) > QUOTED else "")


def _is_left_open(one: Sequence[Remark], other: Sequence[Remark], relation: Relation) -> bool:
    """Whether one is what all its sources only hold possible, and the other no more than doubt of it or a denial in its own
    words ('she saw no sign that it fell', and 'it fell', as what she saw no sign of); or only one is a prediction, and it
    is not the story of it that the other calls untrue."""
    from sayso.relate.disputed import calls_untrue  # it brings numbers and dates with it

    if _all(one, Stance.PREDICTED) != _all(other, Stance.PREDICTED) and relation.kind in (Clash.DENIAL, Clash.CERTAINTY):
        return not any(calls_untrue(group[0].words) for group in (one, other))
    return any(
        _all(here, Stance.POSSIBLE)
        and (relation.kind is Clash.CERTAINTY or telling(here[0].words) <= telling(there[0].words))
        for here, there in ((one, other), (other, one))
    )


def _all(group: Sequence[Remark], stance: Stance) -> bool:
    return all(r.is_clause and r.member.stance is stance for r in group)


def _is_plain_denial(denied: str, asserted: str) -> bool:
    """Whether words that are denied and words that are asserted are plainly on one thing: most of the denied is asserted.

    Where a negation stands in either, the denial may deny the other's; and where no longer word differs, it is one
    quotation, whose stance was read in two ways. A question ('where she was held') asserts nothing that could be denied,
    and where both name somebody or something, one name at least is the same.
    """
    here, there = telling(denied), telling(asserted)
    if is_negated(denied) or is_negated(asserted) or here == there or _QUESTION.match(denied):
        return False
    return _may_name_one(denied, asserted) and len(here & there) >= max(SHARED, HELD * len(here))


def _may_name_one(one: str, other: str) -> bool:
    """Whether one of two sentences names nobody and nothing, or both name something that is the same."""
    from sayso.relate.disputed import names_of  # it brings numbers and dates with it

    names = names_of(one), names_of(other)
    return not all(names) or not names[0].isdisjoint(names[1])


def _is_same(relation: Relation) -> bool:
    return relation.label is Label.SAME and relation.score >= SURE


def _ranks(groups: Sequence[Sequence[Remark]]) -> list[int]:
    """How fit each is to stand for a Claim, 0 the fittest: a clause, one that says two things, no clause."""
    inner = [r.member for group in groups for r in group if r.member.attribution]
    by_document: dict[str, list[Member]] = defaultdict(list)
    for member in inner:
        by_document[member.document].append(member)
    return [
        2 * all(not r.is_clause for r in group)
        + any(_TWO.search(r.words) or _holds_another(r.member, by_document[r.member.document]) for r in group)
        for group in groups
    ]


def _holds_another(one: Member, others: Sequence[Member]) -> bool:
    inner = [other.content[0] for other in others if other.attribution != one.attribution]
    return any(span.holds(part) and span != part for part in inner for span in one.content)


def _stars(rank: Sequence[int], found: Found) -> list[list[int]]:
    """Centre first, the fittest by `rank`, then its members. What two centres want goes to the surer one, unless it
    clashes with a member there; what none can have is a centre of its own."""
    same: dict[int, dict[int, float]] = defaultdict(dict)
    clashing: dict[int, set[int]] = defaultdict(set)
    for (i, j), relation in found.items():
        if _is_same(relation):
            same[i][j] = same[j][i] = relation.score
        elif relation.label is Label.CONTRADICTS:
            clashing[i].add(j)
            clashing[j].add(i)
    size = len(rank)
    stars: dict[int, list[int]] = {}
    for i in sorted(range(size), key=lambda i: (rank[i], -len(same.get(i, ())), -sum(same.get(i, {}).values()), i)):
        if not stars.keys() & same.get(i, {}).keys():
            stars[i] = [i]
    wanted = [(-score, c, i) for i in range(size) if i not in stars for c, score in same[i].items() if c in stars]
    placed = set(stars)
    for _, centre, i in sorted(wanted):
        if i not in placed and not clashing[i] & set(stars[centre]) and not _is_outvoted(i, stars[centre], found, same):
            stars[centre].append(i)
            placed.add(i)
    return [*stars.values(), *([i] for i in range(size) if i not in placed)]


def _is_outvoted(i: int, star: Sequence[int], found: Found, same: Mapping[int, Mapping[int, float]]) -> bool:
    """Whether of the members that it was held against, the centre among them, most are not the same as it: two parts of one
    long sentence need not be the same."""
    asked = [j for j in star if (min(i, j), max(i, j)) in found]
    return 2 * sum(j in same[i] for j in asked) < len(asked)


def _to_ask(stars: Sequence[Sequence[int]], found: Found) -> list[Pair]:
    """For two stars of which members are the same: the larger one's centre with all of the smaller one."""
    star_of = {i: star for star in stars for i in star}
    linked = {(star_of[i][0], star_of[j][0]) for (i, j), relation in found.items() if _is_same(relation)}
    asked: set[Pair] = set()
    for one, other in linked:
        if one != other:
            larger, smaller = sorted((star_of[one], star_of[other]), key=lambda star: (-len(star), star[0]))
            asked |= {(min(larger[0], i), max(larger[0], i)) for i in smaller}
    return sorted(asked - found.keys())


def _claim(groups: Sequence[Sequence[Remark]], place: Mapping[str, int]) -> Claim:
    gist = min(groups[0], key=lambda r: (not r.is_clause, place[r.member.id])).member
    members = sorted((r.member for group in groups for r in group), key=lambda m: place[m.id])
    return Claim(id=content_id("claim", gist.id), gist=gist, members=tuple(members))


def _contrast(groups: Sequence[Sequence[Remark]], pair: Pair, relation: Relation) -> Contrast:
    return Contrast(one=groups[pair[0]][0].member, other=groups[pair[1]][0].member, relation=relation)
