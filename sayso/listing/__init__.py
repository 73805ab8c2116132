"""The lists of `sayso show`: one line or two an entry for a person, one JSON object a line for a program.

Lines are not cut to a width and not drawn as tables, so that they can be searched and piped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

import rich.console
from rich.text import Text

from sayso import export
from sayso.records import Document, Skipped
from sayso.report.models import VoiceView
from sayso.report.terminal import LEFT_OUT, safe
from sayso.report.view import counted
from sayso.statement import Statement

if TYPE_CHECKING:
    from sayso.case import Case


class Console(rich.console.Console):
    """Rich's console, which leaves a closed pipe to the caller."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def show(case: Case, what: str, filters: Mapping[str, Any], *, as_json: bool, out: IO[str]) -> None:
    """Write one of a case's lists to `out`."""
    console = Console(file=out, soft_wrap=True, highlight=False)
    records, as_row, as_text = _lists(case, filters)[what]
    for record in records():
        if as_json:
            out.write(export.line(as_row(record)))
        else:
            console.print(as_text(record))


_List = tuple[Callable[[], Iterator[Any]], Callable[[Any], export.Row], Callable[[Any], Text]]


def _lists(case: Case, filters: Mapping[str, Any]) -> dict[str, _List]:
    return {
        "documents": (lambda: case.documents(**filters), export.document_row, _document),
        "voices": (lambda: iter(case.voices(**filters)), export.voice_row, _voice),
        "statements": (lambda: case.statements(**filters), export.statement_row, _statement),
        "skipped": (lambda: iter(case.skipped(**filters)), export.skipped_row, _skipped),
    }


def _document(document: Document) -> Text:
    about = ", ".join(filter(None, (document.outlet, document.author, document.published)))
    return Text.assemble(
        (safe(document.title or _where(document)), "bold"),
        f"\n  {safe(_where(document))}" if document.title else "",
        f"\n  {safe(about)}" if about else "",
    )


def _voice(voice: VoiceView) -> Text:
    roles = f", {safe('; '.join(voice.roles))}" if voice.roles else ""
    reach = f"{counted(len(voice.statements), 'statement')} in {counted(len(voice.documents), 'document')}"
    return Text.assemble(
        (safe(voice.name), "bold"),
        (f"  {voice.type}{roles}: {reach}", "dim"),
        f"\n  {safe(LEFT_OUT.join(export.stretches(voice)))}",
    )


def _statement(statement: Statement) -> Text:
    item = statement.attribution
    return Text.assemble(
        (safe(statement.speaker or "unknown"), "bold"),
        (f"  {item.kind}, {item.stance}, {item.confidence:.2f}", "dim"),
        f"\n  {safe(LEFT_OUT.join(statement.content))}",
        (f"\n  {safe(_where(statement.document))} [{item.content[0].start}]", "dim"),
    )


def _skipped(skipped: Skipped) -> Text:
    return Text.assemble((safe(_where(skipped)), "bold"), f"\n  {skipped.reason}: {safe(skipped.detail)}")


def _where(item: Document | Skipped) -> str:
    return f"{item.path} ({item.locator})" if item.locator else item.path
