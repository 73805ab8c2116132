"""Claims and conflicts as view-models: who stands where, in which words, with how many independent origins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.accounts import Accounts
from sayso.pile import Pile
from sayso.records import APART, Claim, Clash, Conflict, Document, Figure, Member, Series
from sayso.report.account_models import ClaimView, ConflictView, FigureView, SeriesView, SideView
from sayso.report.members import Members, members_of
from sayso.report.models import Brief

KINDS = {
    Clash.DENIAL: "one denies what the other says",
    Clash.FIGURE: "figures differ",
    Clash.SUPERSEDED: "a later figure may have replaced an earlier one: no conflict",
    Clash.SCOPE: "other people or another place are counted: no conflict",
    Clash.WHO: "who did it",
    Clash.WHAT: "what it was",
    Clash.WHERE_WHEN: "where or when",
    Clash.CERTAINTY: "how certain",
    Clash.OTHER: "they cannot both hold as put",
}
"""What the kinds of a clash are called where people read them."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What a side is looked up in."""

    pile: Pile
    members: Members
    conflicts: Mapping[str, Sequence[Conflict]]
    """By the id of each Claim on one of their sides."""


def with_accounts(brief: Brief, made: Accounts, pile: Pile, documents: Sequence[Document]) -> Brief:
    """The brief with its claims and conflicts. `documents` in the brief's order."""
    shelf = _Shelf(pile=pile, members=members_of(brief, documents), conflicts=_by_claim(made.conflicts))
    told = [claim for claim in made.claims if len({m.document for m in claim.members}) > 1]
    told.sort(key=lambda claim: (-len({m.document for m in claim.members}), -len(claim.members)))
    return replace(
        brief,
        claims=tuple(_claim(claim, shelf) for claim in told),
        conflicts=tuple(_conflict(conflict, shelf) for conflict in made.conflicts),
        apart=tuple(_conflict(conflict, shelf) for conflict in made.apart),
        series=tuple(
            _series(one, made.apart, shelf) for one in made.series if len({f.member.document for f in one.figures}) > 1
        ),
    )


def _by_claim(conflicts: Iterable[Conflict]) -> dict[str, list[Conflict]]:
    found: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        for claim in {claim for side in conflict.sides for claim in side.claims}:
            found[claim].append(conflict)
    return found


def _claim(claim: Claim, shelf: _Shelf) -> ClaimView:
    conflicts = shelf.conflicts.get(claim.id, ())
    against = [side for conflict in conflicts for side in conflict.sides if claim.id not in side.claims]
    spoken = {m.document for members in (claim.members, *(side.members for side in against)) for m in members}
    return ClaimView(
        id=claim.id,
        side=_side(claim.gist, claim.members, shelf),
        against=tuple(shelf.members.view(side.gist) for side in against),
        silent=_silent(spoken, shelf),
    )


def _conflict(conflict: Conflict, shelf: _Shelf) -> ConflictView:
    one, other = conflict.pair
    sides = [_side(side.gist, side.members, shelf) for side in conflict.sides]
    return ConflictView(
        id=conflict.id,
        kind=conflict.kind,
        why=conflict.why,
        score=conflict.score,
        sides=tuple(sides if conflict.kind in APART else _each_on_one(sides)),
        pair=(shelf.members.view(one), shelf.members.view(other)),
        silent=_silent({m.document for side in conflict.sides for m in side.members}, shelf),
    )


def _each_on_one(sides: Sequence[SideView]) -> Iterator[SideView]:
    """The sides, each origin that stands on several counted where most of its places are, and nowhere if no side has most:
    who is read as saying both is no voice for either."""
    places = [Counter(member.origin for member in side.members) for side in sides]
    for side, here in zip(sides, places, strict=True):
        torn = [n for n in side.origins if any(there[n] >= here[n] for there in places if there is not here)]
        kept = tuple(name for name in side.origins if name not in torn)
        yield replace(side, origins=kept, on_other_sides=tuple(torn))


def _series(found: Series, apart: Iterable[Conflict], shelf: _Shelf) -> SeriesView:
    replaced = _replaced(found, apart)
    return SeriesView(
        id=found.id,
        counts=found.counts.value,
        unit=found.unit,
        figures=tuple(
            FigureView(
                words=shelf.members.quoted(f.member.document, f.quantity.span),
                scope=f.scope,
                day=f.day,
                low=f.quantity.low,
                high=f.quantity.high,
                member=shelf.members.view(f.member),
                replaced=place in replaced,
                part=f.quantity.part_of is not None,
            )
            for place, f in enumerate(found.figures)
        ),
    )


def _replaced(found: Series, apart: Iterable[Conflict]) -> frozenset[int]:
    """The places of figures that a later and higher one of the same scope may have replaced, by what is apart."""
    out: set[int] = set()
    for conflict in apart:
        if conflict.kind is not Clash.SUPERSEDED:
            continue
        ids = {member.id for side in conflict.sides for member in side.members}
        held = [(place, f) for place, f in enumerate(found.figures) if f.member.id in ids]
        out |= {place for place, one in held if any(_is_later_and_higher(other, one) for _, other in held)}
    return frozenset(out)


def _is_later_and_higher(other: Figure, one: Figure) -> bool:
    if other.scope != one.scope or other.day is None or one.day is None or one.quantity.high is None:
        return False
    return other.day > one.day and (other.quantity.low or 0) > one.quantity.high


def _side(gist: Member, members: Sequence[Member], shelf: _Shelf) -> SideView:
    views = [shelf.members.view(member) for member in members]
    said = dict.fromkeys(
        m.attribution for m in members if m.attribution is not None and m.attribution in shelf.members.statements
    )
    counted = shelf.pile.origins(said)
    origin_of = {attribution: origin.name for origin in counted.origins for attribution in origin.attributions}
    named = {member.id: origin_of.get(member.attribution or "") for member in members}
    views = [replace(view, origin=named[view.id]) for view in views]
    return SideView(
        gist=shelf.members.view(gist),
        members=tuple(sorted(views, key=lambda view: (view.document, view.words[0].span))),
        documents=tuple(sorted({view.document for view in views})),
        origins=tuple(origin.name for origin in counted.origins),
        unrecorded=sum(len(step.attributions) for step in counted.unrecorded),
        own_voice=len({view.document for view in views if view.statement is None}),
    )


def _silent(spoken: set[str], shelf: _Shelf) -> tuple[int, ...]:
    return tuple(number for document, number in shelf.members.number_of.items() if document not in spoken)
