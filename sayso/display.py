"""How a Case and a Statement look in a notebook: a small table or a quotation, everything escaped."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from sayso.report.view import counted

if TYPE_CHECKING:
    from sayso.case import Case
    from sayso.statement import Statement

ROWS = 20  # of a case's documents; the rest is counted


def statement_html(statement: Statement) -> str:
    """The words as a quotation, with who says it and where it stands."""
    item, document = statement.attribution, statement.document
    words = " … ".join(statement.content)
    where = ", ".join(filter(None, (document.title or document.path, document.outlet, document.published)))
    return (
        f"<figure><blockquote>{escape(words)}</blockquote>"
        f"<figcaption><strong>{escape(statement.speaker or 'unknown')}</strong> "
        f"({item.kind}, {item.stance}, {item.confidence:.2f}) <cite>{escape(where)}</cite></figcaption></figure>"
    )


def case_html(case: Case) -> str:
    """The documents of a case and how many inputs were skipped."""
    documents = case.documents()
    shown = list(islice(documents, ROWS))
    more = sum(1 for _ in documents)
    cells = ((d.title or d.path, d.outlet or "", d.published or "") for d in shown)
    lines = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
    name = str(case.path) if case.path else "temporary case"
    documents_told = f"{counted(len(shown) + more, 'document')} ({len(shown)} shown)"
    counts = f"{documents_told}, {counted(len(case.skipped()), 'input')} skipped"
    return (
        f"<table><caption>{escape(name)}: {counts}</caption>"
        f"<thead><tr><th>document</th><th>outlet</th><th>published</th></tr></thead><tbody>{lines}</tbody></table>"
    )
