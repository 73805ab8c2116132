"""The analyst's marks: found again in what was read, and laid over what the machine said.

A mark names its words by their place in a Document, which does not change, so it holds when documents are added and when
all is read anew by another model. What the machine said stays beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.claims import remarks
from sayso.decisions import Act, Decision
from sayso.ids import content_id
from sayso.matrix import Bearing, Evidence, Hypothesis, Mark
from sayso.records import Attribution, Findings, Member, Spans, Stance
from sayso.weigh.hypotheses import hypothesis_id


def marks(findings: Findings, decisions: Iterable[Decision]) -> Iterator[Mark]:
    """The marks on one Document, in the order of deciding."""
    document = findings.document
    by_id = {a.id: a for a in findings.attributions}
    for decision in decisions:
        if decision.act is not Act.MARK or decision.document != document.id:
            continue
        if not all(span.end <= len(document.text) for span in decision.spans):
            continue
        said = by_id.get(decision.statement or "")
        if said is None and decision.statement is not None:
            said = _nearest(findings.attributions, decision.spans)
        yield Mark(
            hypothesis=hypothesis_id(decision.hypothesis or ""),
            member=_member(decision, said),
            bearing=Bearing(decision.value),
            decision=decision.number,
        )


def place(findings: Iterable[Findings], id: str) -> Member | None:
    """The words of this id: a statement's, or a member's as claims, conflicts and the matrix show them."""
    for one in findings:
        for said in one.attributions:
            if said.id == id:
                return Member(id=id, document=one.document.id, content=said.content, attribution=id, stance=said.stance)
        for remark in remarks(one):
            if remark.member.id == id:
                return remark.member
    return None


def marked(hypothesis: Hypothesis, evidence: Iterable[Evidence], marks: Sequence[Mark]) -> list[Evidence]:
    """The evidence on a Hypothesis with the analyst's word on it; of two marks on the same words the later one prevails."""
    mine = sorted((m for m in marks if m.hypothesis == hypothesis.id), key=lambda m: m.decision)
    standing = [m for n, m in enumerate(mine) if not any(_is_same(m.member, later.member) for later in mine[n + 1 :])]
    out: list[Evidence] = []
    used: set[int] = set()
    for one in evidence:
        mark = next((m for m in reversed(standing) if _is_on(m.member, one.member)), None)
        if mark is not None:
            used.add(mark.decision)
            one = replace(one, bearing=mark.bearing, machine=one.machine or one.bearing, mark=mark.decision)
        out.append(one)
    out += [Evidence(member=m.member, bearing=m.bearing, mark=m.decision) for m in standing if m.decision not in used]
    return out


def _member(decision: Decision, said: Attribution | None) -> Member:
    document = decision.document or ""
    if said is not None and said.content == decision.spans:
        return Member(id=said.id, document=document, content=said.content, attribution=said.id, stance=said.stance)
    places = (f"{span.start}-{span.end}" for span in decision.spans)
    return Member(
        id=content_id("place", document, *places),
        document=document,
        content=decision.spans,
        attribution=said.id if said else None,
        stance=said.stance if said else Stance.ASSERTED,
    )


def _is_on(mark: Member, member: Member) -> bool:
    """Whether the marked words are these: the same statement's, or most of the same stretch of text."""
    if mark.document != member.document:
        return False
    shared = _shared(mark.content, member.content)
    if mark.attribution == member.attribution:
        return shared > 0
    return 2 * shared > max(_shared(m.content, m.content) for m in (mark, member))


def _is_same(one: Member, other: Member) -> bool:
    return one.document == other.document and one.content == other.content


def _nearest(attributions: Iterable[Attribution], place: Spans) -> Attribution | None:
    """The attribution whose content shares most code points with the place; None where none shares any."""
    best = max(attributions, key=lambda a: (_shared(a.content, place), a.id), default=None)
    return best if best is not None and _shared(best.content, place) else None


def _shared(one: Spans, other: Spans) -> int:
    """Code points in both."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
