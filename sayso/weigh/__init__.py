"""The stage weigh: rival hypotheses and what each origin says for or against them.

`weigh` takes Hypotheses, remarks, a function that relates pairs of sentences, one that counts origins, the analyst's marks,
and gives the Matrix. In order: what bears on each Hypothesis is found (`bearing.py`: by wordings for a ready set, by the
relation model behind a cheap sift for others), the analyst's marks are laid over it (`marks.py`), what remains is put into
rows, one an origin (`rows.py`), and counted (`readout.py`). `hypotheses.py` says where Hypotheses come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.claims import Relate, Remark, remarks
from sayso.decisions import Decision
from sayso.matrix import Evidence, Hypothesis, Mark, Matrix
from sayso.records import Conflict, Findings
from sayso.weigh.bearing import bearings
from sayso.weigh.hypotheses import READY, Proposal, held, hypothesis, proposed, ready
from sayso.weigh.marks import marked, marks, place
from sayso.weigh.readout import moves, ranking, standings
from sayso.weigh.rows import CountOrigins, rows

__all__ = ["READY", "Proposal", "held", "hypothesis", "marks", "place", "proposed", "ready", "weigh", "weighed"]


def weigh(
    hypotheses: Sequence[Hypothesis],
    remarks: Sequence[Remark],
    relate: Relate | None,
    origins: CountOrigins,
    marks: Sequence[Mark] = (),
    told: Mapping[str, Sequence[Evidence]] | None = None,
) -> Matrix:
    """The Matrix. The order of remarks, of hypotheses and of marks on different words changes no cell.

    `relate` is asked for hypotheses without wordings; with None they are filled from `told` (evidence that is known
    already, by the Hypothesis's id) and from marks alone. `origins` counts attributions (ids), as `Pile.origins` does.
    """
    found = bearings(hypotheses, remarks, relate)
    evidence = {h.id: marked(h, [*(told or {}).get(h.id, ()), *found[h.id]], marks) for h in hypotheses}
    made = rows(hypotheses, evidence, origins)
    return Matrix(
        hypotheses=tuple(hypotheses),
        rows=made,
        standings=standings(hypotheses, made),
        ranking=ranking(hypotheses, made),
        moves=moves(hypotheses, made),
    )


def weighed(
    findings: Iterable[Findings],
    decisions: Sequence[Decision],
    origins: CountOrigins,
    relate: Callable[[], Relate],
    conflicts: Sequence[Conflict] | None = None,
) -> Matrix | None:
    """The Matrix of a pile: the hypotheses that the decisions put up and, where `conflicts` are given, the sides of the
    strongest one that parts the origins. None where there is no hypothesis.

    `relate` loads the relation model, and is called only where a hypothesis needs it.
    """
    said: list[Remark] = []
    decided: list[Mark] = []
    for one in findings:
        said += remarks(one)
        decided += marks(one, decisions)
    at = {(r.member.document, r.member.content, r.member.attribution): r.member for r in said}
    places = [(mark, (mark.member.document, mark.member.content, mark.member.attribution)) for mark in decided]
    decided = [replace(mark, member=at.get(where, mark.member)) for mark, where in places]
    own = held(decisions)
    rivals = next((p for p in proposed(conflicts or (), said) if _tells_apart(p, said, origins, decided)), None)
    known = {h.id for h in own}
    columns = (*own, *(h for h in (rivals.hypotheses if rivals else ()) if h.id not in known))
    if not columns:
        return None
    needs_model = any(not h.phrases for h in own)
    told = rivals.evidence if rivals else {}
    return weigh(columns, said, relate() if needs_model else None, origins, decided, told)


def _tells_apart(proposal: Proposal, said: Sequence[Remark], origins: CountOrigins, decided: Sequence[Mark]) -> bool:
    """Whether some origin is for one of the rivals and not for all: where one speaker is put on every side, none is."""
    made = weigh(proposal.hypotheses, said, None, origins, decided, proposal.evidence)
    return any(row.counts and row.diagnosticity for row in made.rows)
