"""Where a Member is looked up for the page: its document's number, its paragraph, its statement, its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.records import Document, Member, Span
from sayso.report.account_models import MemberView
from sayso.report.marks import Quotation
from sayso.report.models import Brief, StatementView
from sayso.report.running import line_starts, paragraph_at


@dataclass(frozen=True, slots=True)
class Members:
    """Documents by id in the brief's order, and the brief's statements by the attribution's id."""

    documents: Mapping[str, Document]
    number_of: Mapping[str, int]
    starts: Mapping[str, Sequence[int]]
    statements: Mapping[str, StatementView]

    def view(self, member: Member) -> MemberView:
        """The member as the page shows it. Raises KeyError where its Document is not in the brief."""
        statement = self.statements.get(member.attribution or "")
        return MemberView(
            id=member.id,
            document=self.number_of[member.document],
            paragraph=paragraph_at(self.starts[member.document], member.content[0].start),
            statement=statement.number if statement else None,
            voice=statement.voice if statement else None,
            speaker=statement.speaker if statement else None,
            stance=member.stance,
            words=tuple(self.quoted(member.document, span) for span in member.content),
        )

    def quoted(self, document: str, span: Span) -> Quotation:
        """Words of the Document of this id."""
        return Quotation(span=span, text=span.of(self.documents[document].text))


def members_of(brief: Brief, documents: Sequence[Document]) -> Members:
    """Of a brief; `documents` in its order."""
    return Members(
        documents={d.id: d for d in documents},
        number_of={d.id: n for n, d in enumerate(documents, 1)},
        starts={d.id: line_starts(d.text) for d in documents},
        statements={s.id: s for s in brief.statements},
    )
