"""First reports: which Document of the pile was published first among those that bring a Claim.

First in this pile, never first of all. Documents that tell no date are named beside it: any of them may have been first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from sayso.chronology.clocks import Clocks, day_of
from sayso.records import Claim, FirstReport, Member

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
    if len(sure & dates.keys()) < 2:
        return None
    rank = ranks(dates)
    earliest = min(rank[document] for document in dates if document in sure)
    if any(rank[document] <= earliest for document in dates.keys() - sure):
        return None
    firsts = {document for document in sure & dates.keys() if rank[document] == earliest}
    dated = [m for m in alike if m.document in dates]
    one = min(firsts)
    is_told_by_time = len({dates[d] for d in firsts}) == 1 and _are_times(dates.values())
    return FirstReport(
        claim=claim.id,
        published=dates[one] if is_told_by_time else (days[one] or ""),
        first=tuple(sorted((m for m in dated if m.document in firsts), key=_place)),
        later=tuple(sorted((m for m in dated if m.document not in firsts), key=lambda m: (rank[m.document], _place(m)))),
        undated=tuple(sorted(document for document in sure if days[document] is None)),
    )


def ranks(dates: Mapping[str, str]) -> dict[str, float]:
    """What Documents are put in order by, from their dates (ISO 8601): the instant where all tell a time of day in one
    manner, else the day. Smaller is earlier. Raises ValueError where one is no whole date."""
    if _are_times(dates.values()):
        return {document: (_read(text) - EPOCH).total_seconds() for document, text in dates.items()}
    return {document: float(datetime.fromisoformat(text[:10]).toordinal()) for document, text in dates.items()}


def _are_times(dates: Iterable[str]) -> bool:
    """Whether all have a time of day, and all or none of them an offset from UTC: else they cannot be put in order."""
    those: Sequence[str] = list(dates)
    try:
        offsets = {datetime.fromisoformat(text).tzinfo is None for text in those}
    except ValueError:
        return False
    return all(len(text) > len("2022-01-07") for text in those) and len(offsets) == 1


def _read(text: str) -> datetime:
    """With UTC where it tells no offset: only those that tell none are then compared."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
