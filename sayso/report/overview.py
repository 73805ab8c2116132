"""What a brief answers first: what is agreed, what clashes, which figures, who stands behind each side, what is missing.

In order (`overview`): the claims that are agreed (`agreement.py`), those with most origins first; the conflicts on which
most hangs; the series that most documents bring, with its latest figures and its lowest and highest; and what the documents
do not tell. It only chooses: all of it stands further down in full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.records import Clash, Span
from sayso.report.account_models import ClaimView, ConflictView, FigureView, MemberView, SeriesView, SideView
from sayso.report.agreement import is_agreed
from sayso.report.characteristic import columns, cut
from sayso.report.marks import Quotation
from sayso.report.models import Brief
from sayso.report.view import counted

AGREED_SHOWN, CLASHES_SHOWN, SIDES_SHOWN, SERIES_SHOWN, LATEST_SHOWN = 3, 3, 2, 2, 3
LONGEST = 150  # columns of a remark here; it stands in full further down
TELLING = 30  # columns below which words tell little without their sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class MainFigures:
    """A series in short. `latest`: the figures of its last day, `day`; `lowest` and `highest`: of those that are no part of
    another and count what two documents count, where there are any. `number`: its place in the brief, from 1."""

    number: int
    series: SeriesView
    day: str | None
    latest: tuple[FigureView, ...]
    lowest: FigureView | None
    highest: FigureView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """`agreed` and `clashing` are the first of `all_agreed` and `all_clashing`, which count them. A clash comes with its
    place in the brief, from 1. `missing`: what is not told, each with the part of the page that has more on it."""

    agreed: tuple[ClaimView, ...]
    all_agreed: int
    clashing: tuple[tuple[int, ConflictView], ...]
    all_clashing: int
    figures: tuple[MainFigures, ...]
    missing: tuple[tuple[str, str], ...]


def overview(brief: Brief) -> Overview | None:
    """What the first screen tells; None for a brief without accounts."""
    if brief.conflicts is None:
        return None
    moved = (one for one in brief.apart or () if one.kind is Clash.SUPERSEDED)
    contested = [m for conflict in (*brief.conflicts, *moved) for side in conflict.sides for m in side.members]
    places: dict[int, list[MemberView]] = {}
    for member in contested:
        places.setdefault(member.document, []).append(member)
    outlets = frozenset(d.outlet.casefold() for d in brief.documents if d.outlet)
    agreed = [claim for claim in brief.claims or () if is_agreed(claim, places, outlets)]
    agreed.sort(key=lambda claim: (-len(claim.side.origins), -len(claim.side.documents)))
    return Overview(
        agreed=tuple(agreed[:AGREED_SHOWN]),
        all_agreed=len(agreed),
        clashing=tuple(enumerate(brief.conflicts[:CLASHES_SHOWN], 1)),
        all_clashing=len(brief.conflicts),
        figures=tuple(_main(n, one) for n, one in enumerate((brief.series or ())[:SERIES_SHOWN], 1)),
        missing=tuple(_missing(brief)),
    )


def best_of(conflict: ConflictView, side: SideView) -> MemberView:
    """The member that a side is shown by: the one that tells the clash best, where it is on this side and its words stand
    in one piece ('that [...] as a coup' tells little by itself)."""
    held = {member.id for member in side.members}
    best = next((member for member in conflict.pair if member.id in held), side.gist)
    return best if len(best.words) == 1 else min((best, side.gist), key=lambda member: len(member.words))


def clipped(words: Sequence[Quotation], longest: int = LONGEST) -> tuple[tuple[Quotation, ...], bool]:
    """As many of the words as `longest` columns hold, and whether something was left out at their end."""
    out: list[Quotation] = []
    room = longest
    for one in words:
        if columns(one.text) <= room:
            out.append(one)
            room -= columns(one.text)
            continue
        end = cut(one.text, room)
        if end:
            out.append(Quotation(span=Span(one.span.start, one.span.start + end), text=one.text[:end]))
        return tuple(out), True
    return tuple(out), False


def by_stance(side: SideView) -> Mapping[str, tuple[MemberView, ...]]:
    """Who asserts a claim, who holds it for possible, who denies it: the members by stance, in reading order. Empty where
    all put it alike."""
    out: dict[str, dict[str, MemberView]] = {}
    for member in side.members:
        # one voice once; what nobody names, and an outlet's own voice, are told apart by place
        out.setdefault(member.stance, {}).setdefault(member.voice or member.id, member)
    return {stance: tuple(those.values()) for stance, those in sorted(out.items())} if len(out) > 1 else {}


def reported(brief: Brief) -> Mapping[int, MemberView]:
    """What each document did report, for where it is silent: the claim of it that most documents bring, in its own words,
    else the statement that sayso is surest of having read; of a few words only where there is no other. A document without
    any is left out."""
    out: dict[int, MemberView] = {}
    for claim in brief.claims or ():
        for member in claim.side.members:
            if _width(member.words) >= TELLING:
                out.setdefault(member.document, member)
    for statement in sorted(brief.statements, key=lambda s: (_width(s.content) < TELLING, -s.confidence)):
        if statement.document not in out:
            out[statement.document] = MemberView(
                id=statement.id,
                document=statement.document,
                paragraph=statement.paragraph,
                statement=statement.number,
                voice=statement.voice,
                speaker=statement.speaker,
                stance=statement.stance,
                words=statement.content,
            )
    return out


def _width(words: Sequence[Quotation]) -> int:
    return sum(columns(one.text) for one in words)


def _main(number: int, series: SeriesView) -> MainFigures:
    whole = [f for f in series.figures if not f.part and (f.low is not None or f.high is not None)]
    common = [f for f in whole if len({other.member.document for other in whole if other.scope == f.scope}) > 1] or whole
    day = max((f.day for f in whole if f.day is not None), default=None)
    latest: dict[tuple[object, ...], FigureView] = {}
    for figure in whole:
        if day is not None and figure.day == day:
            latest.setdefault((figure.low, figure.high, figure.member.speaker), figure)
    return MainFigures(
        number=number,
        series=series,
        day=day,
        latest=tuple(latest.values())[:LATEST_SHOWN],
        lowest=min(common, key=_lowest, default=None),
        highest=max(common, key=_highest, default=None),
    )


def _lowest(figure: FigureView) -> float:
    return figure.low if figure.low is not None else figure.high or 0.0


def _highest(figure: FigureView) -> float:
    return figure.high if figure.high is not None else figure.low or 0.0


def _missing(brief: Brief) -> list[tuple[str, str]]:
    c = brief.counts
    authors = sum("author" in document.missing for document in brief.documents)
    silent = sum(not document.statements for document in brief.documents)
    unrecorded = sum(len(numbers) for _, numbers in brief.origins.unrecorded) if brief.origins else 0
    told = (
        (c.undated, "without a date", "documents"),
        (c.without_outlet, "without an outlet", "documents"),
        (authors, "without an author", "documents"),
        (silent, "in which no statement was found", "documents"),
    )
    out = [(f"{counted(number, 'document')} {words}", part) for number, words, part in told if number]
    if c.unknown_statements:
        out.append((f"{counted(c.unknown_statements, 'statement')} whose speaker is not told", "unknown"))
    if unrecorded:
        out.append((f"{counted(unrecorded, 'statement')} whose lineage is not recorded", "origins"))
    if brief.timeline and brief.timeline.unplaced:
        out.append((f"{counted(brief.timeline.unplaced, 'remark')} with a time that gives no day", "timeline"))
    if c.skipped:
        out.append((f"{counted(c.skipped, 'input')} skipped", "skipped"))
    return out
