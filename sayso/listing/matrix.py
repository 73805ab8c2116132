"""The hypothesis matrix as lines for a person. Words of documents stand after a bar, sayso's own in plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from sayso.decisions import Decision
from sayso.matrix import Basis, RowKind
from sayso.records import Stance
from sayso.report.matrix_models import EvidenceView, HypothesisView, MatrixView, RowView
from sayso.report.models import Brief
from sayso.report.terminal import LEFT_OUT, safe
from sayso.report.view import counted

BASIS = {
    Basis.ANALYST: "yours",
    Basis.READY: "from a ready set, sayso's words",
    Basis.PROPOSED: "proposed from a conflict, a document's words",
}
KINDS = {
    RowKind.ORIGIN: "",
    RowKind.UNRECORDED: "speakers whose lineage is not recorded, not counted",
    RowKind.OWN_VOICE: "in the outlet's own voice, not counted",
}
CAUTION = (
    "The columns stand as given. Few origins against a hypothesis do not make it true: those who know may be silent, and a "
    "source may lie."
)


def matrix(view: MatrixView, brief: Brief) -> Iterator[Text]:
    """The hypotheses with their counts, then each row with its words, then what hangs on one origin."""
    for one in view.hypotheses:
        yield _hypothesis(one)
    for row in view.rows:
        yield _row(row, brief)
    yield Text(_moves(view), style="")
    yield Text(CAUTION, style="dim")


def marked(decision: Decision) -> Text:
    """What was decided by one mark."""
    return Text(f"{decision.number} {decision.act}: {decision.value} '{safe(decision.hypothesis or '')}' ({decision.at})")


def _hypothesis(one: HypothesisView) -> Text:
    undo = f", decision {one.decision}" if one.decision else ""
    text = Text.assemble((f"{one.number}  {safe(one.text)}", "bold"), (f"  ({BASIS[one.basis]}{undo})", "dim"))
    mixed = f", {counted(one.mixed, 'origin')} for and against" if one.mixed else ""
    return text.append(f"\n   {counted(one.against, 'origin')} against, {counted(one.supporting, 'origin')} for{mixed}")


def _row(row: RowView, brief: Brief) -> Text:
    name = row.name or (brief.documents[row.document - 1].name if row.document else "")
    told = KINDS[row.kind] or f"tells them apart by {row.diagnosticity:.2f}"
    text = Text.assemble((safe(name), "bold"), (f"  {told}", "dim"))
    grouped: dict[str, list[tuple[int, EvidenceView]]] = {}
    for cell in row.cells:
        for one in cell.evidence:
            grouped.setdefault(one.member.id, []).append((cell.hypothesis, one))
    for found in grouped.values():
        bearings = ", ".join(f"{hypothesis} {one.bearing}" for hypothesis, one in found)
        words = LEFT_OUT.join(part.text for part in found[0][1].member.words)
        text.append(f"\n  {bearings} │ {safe(words)}")
        text.append(f"\n    {_about(found, brief)}", style="dim")
    return text


def _about(found: Sequence[tuple[int, EvidenceView]], brief: Brief) -> str:
    """Who says it and where, and for each hypothesis on what grounds it is for or against."""
    member = found[0][1].member
    document = brief.documents[member.document - 1]
    who = "in the outlet's own voice" if member.statement is None else member.speaker or "speaker not told"
    stance = "" if member.stance is Stance.ASSERTED else f", {member.stance}"
    parts = [f"{who}{stance} ({document.name}, paragraph {member.paragraph})"]
    grounds = [(hypothesis, told) for hypothesis, one in found if (told := _grounds(one))]
    parts += [f"{hypothesis}: {told}" if len(found) > 1 else told for hypothesis, told in grounds]
    return safe("; ".join([*parts, member.id]))


def _grounds(one: EvidenceView) -> str:
    parts = [] if one.score is None else [f"{one.score:.2f}"]
    if one.why:
        parts.append(one.why)
    if one.by_analyst:
        parts.append(f"marked by you (decision {one.mark}; sayso: {one.machine or 'not found'})")
    return ", ".join(parts)


def _moves(view: MatrixView) -> str:
    lines = [f"Origins against, fewest first: {order(view.ranking)} (equals in brackets)"]
    lines += [f"  without {safe(move.name)}: {order(move.ranking)}" for move in view.moves]
    if not view.moves:
        lines.append("  no origin alone changes this order")
    return "\n".join(lines)


def order(ranking: tuple[tuple[int, ...], ...]) -> str:
    """'2, (1 3)': hypotheses by their numbers, equals in brackets."""
    return ", ".join(str(one[0]) if len(one) == 1 else f"({' '.join(map(str, one))})" for one in ranking)
