"""The hypothesis matrix as view-models: members looked up in the brief, origins with the cards of their voices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.matrix import Basis, Evidence, Hypothesis, Matrix, Ranking, Row
from sayso.pile import Pile
from sayso.records import Document
from sayso.report.matrix_models import CellView, EvidenceView, HypothesisView, MatrixView, MoveView, RowView
from sayso.report.members import Members, members_of
from sayso.report.models import Brief

FEWEST_FILLED = 2
"""Columns with something in them from which proposed rivals are shown: one explanation alone is no matrix."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What members, and the cards of Voices (the card's key by the Voice's id), are looked up in."""

    members: Members
    cards: Mapping[str, str]


def with_matrix(brief: Brief, matrix: Matrix, pile: Pile, documents: Sequence[Document]) -> Brief:
    """The brief with its matrix, where there is one to show: hypotheses that the case holds, or proposed rivals of which
    two have something in their columns. `documents` in the brief's order."""
    is_held = any(h.basis is not Basis.PROPOSED for h in matrix.hypotheses)
    if not is_held and matrix.filled < FEWEST_FILLED:
        return brief
    members = members_of(brief, documents)
    cards: dict[str, str] = {}
    for id, said in pile.heard.items():
        key = members.statements[id].voice if id in members.statements else None
        if said.voice is not None and key is not None:
            cards.setdefault(said.voice, key)
    return replace(brief, matrix=_matrix(matrix, _Shelf(members=members, cards=cards)))


def _matrix(matrix: Matrix, shelf: _Shelf) -> MatrixView:
    number = {h.id: n for n, h in enumerate(matrix.hypotheses, 1)}
    names = {row.id: row.name for row in matrix.rows}
    return MatrixView(
        hypotheses=tuple(_hypothesis(h, matrix, number[h.id], shelf) for h in matrix.hypotheses),
        rows=tuple(_row(row, number, shelf) for row in matrix.rows),
        ranking=_ranking(matrix.ranking, number),
        moves=tuple(
            MoveView(row=move.row, name=names[move.row], ranking=_ranking(move.ranking, number)) for move in matrix.moves
        ),
    )


def _hypothesis(one: Hypothesis, matrix: Matrix, number: int, shelf: _Shelf) -> HypothesisView:
    standing = matrix.standings[number - 1]
    return HypothesisView(
        id=one.id,
        number=number,
        held=None if one.basis is Basis.PROPOSED else number,  # those that the case holds come first
        text=one.text,
        basis=one.basis,
        source=shelf.members.view(one.source) if one.source else None,
        decision=one.decision,
        against=standing.against,
        supporting=standing.supporting,
        mixed=standing.mixed,
    )


def _row(row: Row, number: Mapping[str, int], shelf: _Shelf) -> RowView:
    return RowView(
        id=row.id,
        kind=row.kind,
        name=row.name,
        voice=shelf.cards.get(row.voice or ""),
        document=shelf.members.number_of[row.document] if row.document else None,
        counts=row.counts,
        why=row.why,
        diagnosticity=row.diagnosticity,
        cells=tuple(
            CellView(
                hypothesis=number[cell.hypothesis],
                bearing=cell.bearing,
                evidence=tuple(sorted((_evidence(e, shelf) for e in cell.evidence), key=_place)),
            )
            for cell in row.cells
        ),
    )


def _place(view: EvidenceView) -> tuple[int, int, str]:
    return view.member.document, view.member.words[0].span.start, view.member.id


def _evidence(one: Evidence, shelf: _Shelf) -> EvidenceView:
    return EvidenceView(
        member=shelf.members.view(one.member),
        bearing=one.bearing,
        machine=one.machine,
        score=one.score,
        why=one.why,
        by_analyst=one.by_analyst,
        mark=one.mark,
    )


def _ranking(ranking: Ranking, number: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(sorted(number[id] for id in equals)) for equals in ranking)
