"""Evidence put into rows: one for each independent origin, and for each document what cannot be counted as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sayso.ids import content_id
from sayso.matrix import Cell, Evidence, Hypothesis, Row, RowKind
from sayso.records import Origins
from sayso.weigh.readout import diagnosticity

CountOrigins = Callable[[Iterable[str]], Origins]
OWN_VOICE = "in the outlet's own voice: no source is named, so it is no origin"
ORDER = tuple(RowKind)


def rows(
    hypotheses: Sequence[Hypothesis], evidence: Mapping[str, Sequence[Evidence]], origins: CountOrigins
) -> tuple[Row, ...]:
    """The Rows: origins first, and of these first those that tell most hypotheses apart."""
    all_of_it = [e for those in evidence.values() for e in those]
    document_of = {e.member.attribution: e.member.document for e in all_of_it if e.member.attribution is not None}
    counted = origins(sorted(document_of))
    made = [*_origins(counted), *_unrecorded(counted, document_of), *_own_voices(all_of_it)]
    row_of = {attribution: row.id for row in made for attribution in row.attributions}
    row_of |= {row.document: row.id for row in made if row.kind is RowKind.OWN_VOICE and row.document}
    at: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for hypothesis, those in evidence.items():
        for one in those:
            at[row_of[one.member.attribution or one.member.document], hypothesis].append(one)
    return tuple(sorted((_filled(row, hypotheses, at) for row in made), key=_order))


def _filled(row: Row, hypotheses: Sequence[Hypothesis], at: Mapping[tuple[str, str], Sequence[Evidence]]) -> Row:
    cells = tuple(Cell(hypothesis=h.id, evidence=_once(at.get((row.id, h.id), ()))) for h in hypotheses)
    return Row(
        id=row.id,
        kind=row.kind,
        name=row.name,
        cells=cells,
        attributions=row.attributions,
        voice=row.voice,
        document=row.document,
        why=row.why,
        diagnosticity=diagnosticity(cells),
    )


def _order(row: Row) -> tuple[int, float, str, str]:
    return ORDER.index(row.kind), -row.diagnosticity, row.name.casefold(), row.id


def _origins(counted: Origins) -> Iterator[Row]:
    for origin in counted.origins:
        attributions = tuple(sorted(origin.attributions))
        yield Row(
            id=content_id("row", RowKind.ORIGIN, *attributions),
            kind=RowKind.ORIGIN,
            name=origin.name,
            cells=(),
            attributions=attributions,
            voice=origin.voice,
            why=tuple(step.why for step in origin.steps),
        )


def _unrecorded(counted: Origins, document_of: Mapping[str, str]) -> Iterator[Row]:
    """A Row for each Document: of several without a name nobody can tell whether they are one."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for step in counted.unrecorded:
        for attribution in step.attributions:
            found[document_of[attribution]].append((attribution, step.why))
    for document, those in sorted(found.items()):
        attributions = tuple(sorted(attribution for attribution, _ in those))
        yield Row(
            id=content_id("row", RowKind.UNRECORDED, *attributions),
            kind=RowKind.UNRECORDED,
            name="",
            cells=(),
            attributions=attributions,
            document=document,
            why=tuple(sorted({why for _, why in those})),
        )


def _own_voices(evidence: Iterable[Evidence]) -> Iterator[Row]:
    for document in sorted({e.member.document for e in evidence if e.member.attribution is None}):
        yield Row(
            id=content_id("row", RowKind.OWN_VOICE, document),
            kind=RowKind.OWN_VOICE,
            name="",
            cells=(),
            document=document,
            why=(OWN_VOICE,),
        )


def _once(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """In the order of their places; of two on the same words, one inside the other, the inner one, unless the analyst
    marked one or they bear otherwise."""
    ordered = sorted(evidence, key=lambda e: (e.member.document, e.member.content, e.member.id))
    return tuple(e for e in ordered if not any(_is_told_by(e, other) for other in ordered))


def _is_told_by(one: Evidence, other: Evidence) -> bool:
    if one is other or one.by_analyst or one.bearing is not other.bearing or one.member.document != other.member.document:
        return False
    here, there = one.member.content, other.member.content
    inside = all(any(outer.holds(span) for outer in here) for span in there)
    return inside and (here != there or one.member.id > other.member.id)
