"""The view-models of the hypothesis matrix. See `models.py`."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.matrix import Basis, Bearing, RowKind
from sayso.report.account_models import MemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisView:
    """A column. `number` counts from 1, in the order given. `source`: where a document says so; without one the words are
    the analyst's or sayso's, as `basis` tells. `held`: its number in the case's journal, by which it is named in `mark`.

    `against`, `supporting`, `mixed`: numbers of origins. `decision`: the journal's number, by which it can be undone.
    """

    id: str
    number: int
    held: int | None
    text: str
    basis: Basis
    source: MemberView | None
    decision: int | None
    against: int
    supporting: int
    mixed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """Words in a cell. `machine`: what sayso said of them, None where nothing; `mark`: the decision's number."""

    member: MemberView
    bearing: Bearing
    machine: Bearing | None
    score: float | None
    why: str
    by_analyst: bool
    mark: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """What a row says of the hypothesis with this number; `bearing` is None where nothing counts."""

    hypothesis: int
    bearing: Bearing | None
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row. `voice`: key of the card of an origin; `document`: number of the document of what is no origin."""

    id: str
    kind: RowKind
    name: str
    voice: str | None
    document: int | None
    counts: bool
    why: tuple[str, ...]
    diagnosticity: float
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveView:
    """The ranking without one origin: numbers of hypotheses, equals together, the fewest origins against first."""

    row: str
    name: str
    ranking: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    """The matrix, columns as given. `ranking` as in MoveView, with all origins; `moves`: those that change it."""

    hypotheses: tuple[HypothesisView, ...]
    rows: tuple[RowView, ...]
    ranking: tuple[tuple[int, ...], ...]
    moves: tuple[MoveView, ...]
