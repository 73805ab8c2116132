"""First reports: which Document of the pile was published first among those that bring a Claim.

First in this pile, never first of all. Documents that tell no date are named beside it: any of them may have been first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from sayso.chronology.clocks import Clocks, day_of
from sayso.records import Claim, FirstReport, Member

DAY = len("2022-01-07")
"""Signs of a date without a time of day."""


def first_reports(claims: Iterable[Claim], read: Clocks) -> tuple[FirstReport, ...]:
    """One for each Claim that two Documents of known date plainly bring, those of most Documents first, then by date."""
    found = [report for claim in claims if (report := _report(claim, read))]
    return tuple(sorted(found, key=lambda r: (-_documents(r), r.published, _place(r.first[0]))))


def _documents(report: FirstReport) -> int:
    return len({m.document for m in (*report.first, *report.later)} | set(report.undated))


def _place(member: Member) -> tuple[str, int, str]:
    return member.document, member.content[0].start, member.id


def _report(claim: Claim, read: Clocks) -> FirstReport | None:
    """None where fewer than two Documents of known date plainly tell the gist, or where one that may tell it in other words
    was published no later than the first that does."""
    alike = [m for m in claim.members if read.are_alike(claim.gist, m)]
    sure = {m.document for m in alike}
    days = {m.document: day_of(read.published[m.document]) for m in claim.members}
    dates = {document: read.published[document] or "" for document, day in days.items() if day}
    rank = ranks({document: text for document, text in dates.items() if document in sure})
    if len(rank) < 2:
        return None
    firsts = {document for document, before in rank.items() if before == min(rank.values())}
    if any(not any(is_before(dates[f], dates[d]) for f in firsts) for d in dates.keys() - sure):
        return None
    dated = [m for m in alike if m.document in dates]
    one = min(firsts)
    is_told_by_time = len({dates[d] for d in firsts}) == 1 and len(dates[one]) > len(days[one] or "")
    return FirstReport(
        claim=claim.id,
        published=dates[one] if is_told_by_time else (days[one] or ""),
        first=tuple(sorted((m for m in dated if m.document in firsts), key=_place)),
        later=tuple(sorted((m for m in dated if m.document not in firsts), key=lambda m: (rank[m.document], _place(m)))),
        undated=tuple(sorted(document for document in sure if days[document] is None)),
    )


def ranks(dates: Mapping[str, str]) -> dict[str, int]:
    """What Documents are put in order by, from their dates (ISO 8601): how many were published before each. Raises
    ValueError where one is no whole date."""
    held = Counter(dates.values())
    before = {text: sum(count for other, count in held.items() if is_before(other, text)) for text in held}
    return {document: before[text] for document, text in dates.items()}


def is_before(one: str, other: str) -> bool:
    """Whether one date (ISO 8601) is known to lie before the other: as instants where both tell an offset from UTC, else by
    the day that is printed, and on one day by the time where both tell one without an offset."""
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if first.tzinfo and second.tzinfo:
        return first < second
    if first.date() != second.date() or first.tzinfo or second.tzinfo or DAY in (len(one), len(other)):
        return first.date() < second.date()
    return first < second
