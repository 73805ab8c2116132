"""How a Case and a Statement look in a notebook: a small table or a quotation, everything escaped; and data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from sayso import export
from sayso.errors import InputError, MissingExtraError
from sayso.report.view import counted

if TYPE_CHECKING:
    import pandas

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


def frame(case: Case, what: str) -> pandas.DataFrame:
    """One list of a case as a pandas data frame, see `Case.frame`. Raises InputError for a list that there is not."""
    tables: dict[str, tuple[type, Callable[[], Iterator[export.Row]]]] = {
        "documents": (export.DocumentRow, lambda: map(export.document_row, case.documents())),
        "statements": (export.StatementRow, lambda: map(export.statement_row, case.statements())),
        "voices": (export.VoiceRow, lambda: map(export.voice_row, case.voices())),
        "skipped": (export.SkippedRow, lambda: map(export.skipped_row, case.skipped())),
    }
    if what not in tables:
        raise InputError(f"a frame is one of {', '.join(tables)}; not {what!r}")
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise MissingExtraError("frames", "a data frame") from error
    row, made = tables[what]
    return DataFrame(list(made()), columns=list(row.__annotations__))
