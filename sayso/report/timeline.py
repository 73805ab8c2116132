"""The timeline as a view-model: each day with its evidence in the text or the metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.chronology.clocks import day_of
from sayso.chronology.reports import ranks
from sayso.records import Clock, Dated, Document, Event, FirstReport, Hindsight, Moment, Timeline, Turn
from sayso.report.marks import Quotation
from sayso.report.members import Members, members_of
from sayso.report.models import Brief
from sayso.report.timeline_models import (
    DatedView,
    ElsewhereView,
    EventView,
    FirstReportView,
    HindsightView,
    TimelineView,
    TimeView,
    TurnView,
)


def with_timeline(brief: Brief, made: Timeline, documents: Sequence[Document]) -> Brief:
    """The brief with its timeline. `documents` in the brief's order."""
    members = members_of(brief, documents)
    by_id = {event.id: event for event in made.events}
    events = [(event.background, _event(event, by_id, members)) for event in made.events]
    return replace(
        brief,
        timeline=TimelineView(
            events=tuple(view for background, view in events if not background),
            background=tuple(view for background, view in events if background),
            first_reports=tuple(_first_report(report, members) for report in made.first_reports),
            turns=tuple(_turn(turn, members) for turn in made.turns),
            hindsight=tuple(_hindsight(one, members) for one in made.hindsight),
            unplaced=made.unplaced,
        ),
    )


def _event(event: Event, by_id: Mapping[str, Event], members: Members) -> EventView:
    those = [members.documents[d.member.document] for d in event.members]
    dates = {d.id: d.published or "" for d in those if day_of(d.published)}
    rank = ranks(dates)
    first = [members.number_of[d] for d in dates if rank[d] == min(rank.values())]
    return EventView(
        id=event.id,
        first=event.first,
        last=event.last,
        precision=event.precision,
        gist=_dated(event.gist, members),
        members=tuple(_dated(dated, members) for dated in event.members),
        documents=tuple(sorted({members.number_of[d.id] for d in those})),
        outlets=tuple(dict.fromkeys(d.outlet for d in those if d.outlet)),
        published=tuple(sorted({day_of(date) or "" for date in dates.values()})),
        first_in=tuple(sorted(first)),
        foretold=all(d.id in dates and (day_of(d.published) or "") < event.first for d in those),
        elsewhere=tuple(_elsewhere(by_id[other], members) for other in event.elsewhere),
    )


def _elsewhere(event: Event, members: Members) -> ElsewhereView:
    return ElsewhereView(event=event.id, first=event.first, last=event.last, gist=_dated(event.gist, members))


def _first_report(report: FirstReport, members: Members) -> FirstReportView:
    return FirstReportView(
        claim=report.claim,
        published=report.published,
        first=tuple(members.view(member) for member in report.first),
        later=tuple(members.view(member) for member in report.later),
        undated=tuple(sorted(members.number_of[document] for document in report.undated)),
    )


def _turn(turn: Turn, members: Members) -> TurnView:
    earlier = _dated(turn.earlier, members)
    return TurnView(
        id=turn.id,
        voice=earlier.member.voice,
        speaker=earlier.member.speaker,
        kind=turn.kind,
        why=turn.why,
        clock=turn.clock,
        earlier=earlier,
        later=_dated(turn.later, members),
        days=turn.days,
    )


def _hindsight(one: Hindsight, members: Members) -> HindsightView:
    own = _dated(one.own, members)
    return HindsightView(
        id=one.id,
        document=own.member.document,
        published=one.own.published.value if one.own.published else "",
        own=own.member,
        later=_dated(one.later, members),
        day=one.day,
        clock=one.clock,
        kind=one.kind,
    )


def _dated(dated: Dated, members: Members) -> DatedView:
    text = members.documents[dated.member.document].text
    published = dated.published
    day = day_of(published.value) if published else None
    return DatedView(
        member=members.view(dated.member),
        sentence=Quotation(span=dated.sentence, text=dated.sentence.of(text)),
        happened=_time(dated.happened, text, dated.counted_from),
        said=_time(dated.said, text, Clock.PUBLISHED if dated.said and dated.said.reference else None),
        published=TimeView(
            words=Quotation(span=published.span, text=published.span.of(text)) if published.span else None,
            where=published.where,
            first=day,
            last=day,
        )
        if published
        else None,
    )


def _time(moment: Moment | None, text: str, counted_from: Clock | None) -> TimeView | None:
    if moment is None:
        return None
    return TimeView(
        words=Quotation(span=moment.span, text=moment.span.of(text)),
        where=None,
        first=moment.first,
        last=moment.last,
        counted_from=counted_from,
        reference=moment.reference,
    )
