"""Events: members of one Claim that put it on the same days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.chronology.clocks import Clocks, day_of
from sayso.figures.stated import LONG_AGO
from sayso.ids import content_id
from sayso.records import Claim, Dated, Event, Precision, Span

FAR = 3652
"""Days before the pile's latest known day from which an event is background where most Documents tell no date."""


def events(claims: Iterable[Claim], read: Clocks) -> tuple[tuple[Event, ...], int]:
    """The Events of these Claims by day, wider stretches before the days in them; and how many members tell a time that
    gives no day."""
    told, unknown = _told(claims, read)
    made: list[Event] = []
    for claim, members in told.items():
        placed: dict[tuple[str, str], list[Dated]] = defaultdict(list)
        for dated, days in members:
            placed[days].append(dated)
        made += _with_elsewhere([_event(claim, days, those) for days, those in placed.items()], read)
    begin = _begin(made, read.published)
    marked = [replace(event, background=_is_long_before(event, begin)) for event in made]
    return tuple(sorted(marked, key=_order)), unknown


def _told(claims: Iterable[Claim], read: Clocks) -> tuple[dict[str, list[tuple[Dated, tuple[str, str]]]], int]:
    """The members that have days, by Claim, and the number of places that tell a time without one.

    One expression of time places one member: of several that hold it (a remark inside a remark) that of the Claim of most
    Documents, then one on somebody's word, then the shortest.
    """
    best: dict[tuple[str, Span], tuple[tuple[int, bool, int, str], str, Dated]] = {}
    for claim in claims:
        reach = len({m.document for m in claim.members})
        for member in claim.members:
            dated = read.dated[member.id]
            if dated.happened is None:
                continue
            rank = (-reach, member.attribution is None, sum(s.end - s.start for s in member.content), member.id)
            place = member.document, dated.happened.span
            if place not in best or rank < best[place][0]:
                best[place] = rank, claim.id, dated
    told: dict[str, list[tuple[Dated, tuple[str, str]]]] = defaultdict(list)
    unknown = 0
    for _, claim_id, dated in best.values():
        happened = dated.happened
        if happened is None or happened.first is None or happened.last is None:
            unknown += 1
        else:
            told[claim_id].append((dated, (happened.first, happened.last)))
    return told, unknown


def _event(claim: str, days: tuple[str, str], members: Sequence[Dated]) -> Event:
    ordered = sorted(members, key=reading)
    ids = sorted(d.member.id for d in ordered)
    return Event(
        id=content_id("event", *days, *ids),
        claim=claim,
        first=days[0],
        last=days[1],
        precision=precision(*days),
        gist=ordered[0],
        members=tuple(ordered),
    )


def reading(dated: Dated) -> tuple[bool, str, str, int]:
    """By date of publication, unknown ones last; then by Document and place, so that no order of input counts."""
    published = day_of(dated.published.value) if dated.published else None
    return published is None, published or "", dated.member.document, dated.member.content[0].start


def precision(first: str, last: str) -> Precision:
    """How near these days are: a stretch of four weeks or more is no event on a day."""
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    if days == 1:
        return Precision.DAY
    if days < 28:
        return Precision.DAYS
    return Precision.MONTH if days < 365 else Precision.YEAR


def _order(event: Event) -> tuple[str, int, int, str]:
    wide = date.fromisoformat(event.last).toordinal() - date.fromisoformat(event.first).toordinal()
    return event.first, -wide, -len({d.member.document for d in event.members}), event.id


def _with_elsewhere(those: Sequence[Event], read: Clocks) -> list[Event]:
    """Each with the Events of the same Claim that share no day with it, and plainly tell the same."""

    def others(event: Event) -> list[str]:
        apart = [o for o in those if o.first > event.last or o.last < event.first]
        return sorted(o.id for o in apart if read.are_alike(o.gist.member, event.gist.member))

    return [replace(event, elsewhere=tuple(others(event))) for event in those]


def _begin(made: Sequence[Event], published: Mapping[str, str | None]) -> str | None:
    """The day before which an event is background, by the Documents' dates, or by the latest day where most tell none."""
    days = sorted(day for text in published.values() if (day := day_of(text)))
    if days and 2 * len(days) >= len(published):
        return (date.fromisoformat(days[0]) - timedelta(LONG_AGO)).isoformat()
    latest = max([*days, *(event.last for event in made)], default=None)
    return None if latest is None else (date.fromisoformat(latest) - timedelta(FAR)).isoformat()


def _is_long_before(event: Event, begin: str | None) -> bool:
    return begin is not None and event.last < begin
