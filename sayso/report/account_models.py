"""The view-models of accounts that are held against one another: claims, conflicts, figures. See `models.py`."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Clash, Stance
from sayso.report.marks import Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """One place where something is put forward. `statement`: the number of the statement, None for the outlet's own voice,
    which has no `voice` either. `words`: the content, whose stretches stand apart in the text. `origin`: on a side, the
    name of the independent origin that it counts for, None where its lineage is not recorded."""

    id: str
    document: int
    paragraph: int
    statement: int | None
    voice: str | None
    speaker: str | None
    stance: Stance
    words: tuple[Quotation, ...]
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """What stands behind one side of a conflict, or behind a claim. `gist` is one of `members`, which are in reading order.

    `origins`: names of the independent origins; `on_other_sides`: names of those that have as many places on another side
    of the conflict, or more, and so are not counted here; `unrecorded`: the number of statements whose lineage is not
    recorded; `own_voice`: the number of documents that say so in their own voice, with no source.
    """

    gist: MemberView
    members: tuple[MemberView, ...]
    documents: tuple[int, ...]
    origins: tuple[str, ...]
    unrecorded: int
    own_voice: int
    on_other_sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim. `against`: gists that clash with it; `silent`: documents that have no member of it and none against it."""

    id: str
    side: SideView
    against: tuple[MemberView, ...]
    silent: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """Sides that cannot all hold as put. `pair`: the two members that tell so best; `silent`: documents on no side."""

    id: str
    kind: Clash
    why: str
    score: float
    sides: tuple[SideView, ...]
    pair: tuple[MemberView, MemberView]
    silent: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A figure as one document states it: `words` are the number's, `scope` of whom or what, where the text says so.
    `day` (ISO 8601): up to when it counts, where that or the document's date is known. `replaced`: a later and higher one
    may have replaced it. `part`: the text gives it as a part of another."""

    words: Quotation
    scope: str
    day: str | None
    low: float | None
    high: float | None
    member: MemberView
    replaced: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """Figures that count the same thing, by day. `counts`: a Counted; `unit`: '%', 'USD', or None for a plain count."""

    id: str
    counts: str
    unit: str | None
    figures: tuple[FigureView, ...]
