"""Claims and conflicts as view-models: who stands where, in which words, with how many independent origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.accounts import Accounts
from sayso.pile import Pile
from sayso.records import Claim, Clash, Conflict, Document, Member, Series
from sayso.report.account_models import ClaimView, ConflictView, FigureView, MemberView, SeriesView, SideView
from sayso.report.marks import Quotation
from sayso.report.models import Brief, StatementView
from sayso.report.running import line_starts, paragraph_at

KINDS = {
    Clash.DENIAL: "one denies what the other says",
    Clash.FIGURE: "figures differ",
    Clash.SUPERSEDED: "a later figure may have replaced an earlier one: no conflict",
    Clash.WHO: "who did it",
    Clash.WHAT: "what it was",
    Clash.WHERE_WHEN: "where or when",
    Clash.CERTAINTY: "how certain",
    Clash.OTHER: "they cannot both hold as put",
}
"""What the kinds of a clash are called where people read them."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What a member is looked up in."""

    pile: Pile
    documents: Mapping[str, Document]
    number_of: Mapping[str, int]
    starts: Mapping[str, Sequence[int]]
    statements: Mapping[str, StatementView]


def with_accounts(brief: Brief, made: Accounts, pile: Pile, documents: Sequence[Document]) -> Brief:
    """The brief with its claims and conflicts. `documents` in the brief's order."""
    shelf = _Shelf(
        pile=pile,
        documents={d.id: d for d in documents},
        number_of={d.id: n for n, d in enumerate(documents, 1)},
        starts={d.id: line_starts(d.text) for d in documents},
        statements={s.id: s for s in brief.statements},
    )
    told = [claim for claim in made.claims if len({m.document for m in claim.members}) > 1]
    told.sort(key=lambda claim: (-len({m.document for m in claim.members}), -len(claim.members)))
    return replace(
        brief,
        claims=tuple(_claim(claim, made.conflicts, shelf) for claim in told),
        conflicts=tuple(_conflict(conflict, shelf) for conflict in made.conflicts),
        series=tuple(_series(one, shelf) for one in made.series if len({f.member.document for f in one.figures}) > 1),
    )


def _claim(claim: Claim, conflicts: Iterable[Conflict], shelf: _Shelf) -> ClaimView:
    against = [
        side
        for conflict in conflicts
        if any(claim.id in side.claims for side in conflict.sides)
        for side in conflict.sides
        if claim.id not in side.claims
    ]
    spoken = {m.document for members in (claim.members, *(side.members for side in against)) for m in members}
    return ClaimView(
        id=claim.id,
        side=_side(claim.gist, claim.members, shelf),
        against=tuple(_member(side.gist, shelf) for side in against),
        silent=_silent(spoken, shelf),
    )


def _conflict(conflict: Conflict, shelf: _Shelf) -> ConflictView:
    one, other = conflict.pair
    return ConflictView(
        id=conflict.id,
        kind=conflict.kind,
        why=conflict.why,
        score=conflict.score,
        sides=tuple(_side(side.gist, side.members, shelf) for side in conflict.sides),
        pair=(_member(one, shelf), _member(other, shelf)),
        silent=_silent({m.document for side in conflict.sides for m in side.members}, shelf),
    )


def _series(found: Series, shelf: _Shelf) -> SeriesView:
    return SeriesView(
        id=found.id,
        counts=found.counts.value,
        unit=found.unit,
        figures=tuple(
            FigureView(
                words=Quotation(span=f.quantity.span, text=f.quantity.span.of(shelf.documents[f.member.document].text)),
                scope=f.scope,
                day=f.day,
                low=f.quantity.low,
                high=f.quantity.high,
                member=_member(f.member, shelf),
            )
            for f in found.figures
        ),
    )


def _side(gist: Member, members: Sequence[Member], shelf: _Shelf) -> SideView:
    views = [_member(member, shelf) for member in members]
    said = dict.fromkeys(m.attribution for m in members if m.attribution is not None and m.attribution in shelf.statements)
    counted = shelf.pile.origins(said)
    return SideView(
        gist=_member(gist, shelf),
        members=tuple(sorted(views, key=lambda view: (view.document, view.words[0].span))),
        documents=tuple(sorted({view.document for view in views})),
        origins=tuple(origin.name for origin in counted.origins),
        unrecorded=sum(len(step.attributions) for step in counted.unrecorded),
        own_voice=len({view.document for view in views if view.statement is None}),
    )


def _member(member: Member, shelf: _Shelf) -> MemberView:
    text = shelf.documents[member.document].text
    statement = shelf.statements.get(member.attribution or "")
    return MemberView(
        id=member.id,
        document=shelf.number_of[member.document],
        paragraph=paragraph_at(shelf.starts[member.document], member.content[0].start),
        statement=statement.number if statement else None,
        voice=statement.voice if statement else None,
        speaker=statement.speaker if statement else None,
        stance=member.stance,
        words=tuple(Quotation(span=span, text=span.of(text)) for span in member.content),
    )


def _silent(spoken: set[str], shelf: _Shelf) -> tuple[int, ...]:
    return tuple(number for document, number in shelf.number_of.items() if document not in spoken)
