"""The view-models of the timeline: events by day, first reports, then and now, and what came later. See `models.py`.

Days are ISO 8601 dates. Numbers are those of documents in the brief.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Clash, Clock, Precision
from sayso.report.account_models import MemberView
from sayso.report.marks import Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeView:
    """What one clock shows, with its evidence: `words` of the text, or the metadatum's place (`where`).

    `first`, `last`: the days, None where the words do not tell. `counted_from`: the clock that relative words were counted
    from, and `reference` the day that it showed.
    """

    words: Quotation | None
    where: str | None
    first: str | None
    last: str | None
    counted_from: Clock | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedView:
    """A member with its clocks: when it happened, when it was said, when the document was published; None where unknown.
    `sentence`: what its words stand in."""

    member: MemberView
    sentence: Quotation
    happened: TimeView | None
    said: TimeView | None
    published: TimeView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewhereView:
    """Other days that the pile gives for the same claim, with the member that does."""

    event: str
    first: str
    last: str
    gist: DatedView


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """What is put on the days `first` to `last`. `gist` is its label: one member's own words; `members` hold it too.

    `documents` by number; `outlets` are the names that these give, each once; `published` the days on which they were
    published, sorted. `first_in`: the documents published first among them, ties together, empty where no date is known.
    `foretold`: every document that brings it was published before, so that it was still to come.
    """

    id: str
    first: str
    last: str
    precision: Precision
    gist: DatedView
    members: tuple[DatedView, ...]
    documents: tuple[int, ...]
    outlets: tuple[str, ...]
    published: tuple[str, ...]
    first_in: tuple[int, ...]
    foretold: bool
    elsewhere: tuple[ElsewhereView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReportView:
    """Which of the pile's documents brought a claim first. `published`: as the metadata have it, with a time of day only
    where that decided. Several of `first` are a tie; `later` are in order; `undated` documents may have been before all."""

    claim: str
    published: str
    first: tuple[MemberView, ...]
    later: tuple[MemberView, ...]
    undated: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """One voice that says other things at other times, the earlier first. `clock`: by which the two days are told apart."""

    id: str
    voice: str | None
    speaker: str | None
    kind: Clash
    why: str
    clock: Clock
    earlier: DatedView
    later: DatedView
    days: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HindsightView:
    """What a document could not have known: `own` is what it brings, `later` what clashes with that or supersedes it
    and came after `published`. `clock`: HAPPENED where `day` is that of an event, PUBLISHED where it is that
    of the first report."""

    id: str
    document: int
    published: str
    own: MemberView
    later: DatedView
    day: str
    clock: Clock
    kind: Clash


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """All that is told of time. `events` by day, those of the story; `background`: those long before it. `unplaced`: how
    many remarks tell a time that gives no day (no date to count from, or an anchor that only the text knows)."""

    events: tuple[EventView, ...]
    background: tuple[EventView, ...]
    first_reports: tuple[FirstReportView, ...]
    turns: tuple[TurnView, ...]
    hindsight: tuple[HindsightView, ...]
    unplaced: int
