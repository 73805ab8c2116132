"""The first lines of a brief in the terminal: what is agreed, what clashes, which figures, what is missing.

Each side stands in the words that tell the clash best, with how many independent origins stand behind it and who they are.
A brief without accounts has none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.report.account_models import FigureView, MemberView, SideView
from sayso.report.accounts import KINDS
from sayso.report.charts.figures import reading
from sayso.report.models import Brief
from sayso.report.overview import SIDES_SHOWN, MainFigures, Overview, best_of, clipped, overview
from sayso.report.terminal_lines import LEFT_OUT, print_wrapped, safe
from sayso.report.view import counted

if TYPE_CHECKING:
    from rich.console import Console

NAMES_SHOWN = 3


def print_overview(brief: Brief, console: Console) -> None:
    """Print it, each part under its heading; nothing for a brief without accounts or without statements."""
    first = overview(brief)
    if first is None or not brief.statements:
        return
    _print_agreed(first, console)
    _print_clashing(first, console)
    if first.figures:
        _print_heading("Which figures", console)
    for main in first.figures:
        _print_figures(main, brief, console)
    if first.missing:
        _print_heading("What is missing", console)
        _print_told("; ".join(words for words, _ in first.missing), console)


def _print_agreed(first: Overview, console: Console) -> None:
    _print_heading("What is agreed", console)
    for claim in first.agreed:
        _print_remark(claim.side.gist, claim.side, console)
    if not first.agreed:
        _print_told("No claim was found that independent origins plainly say alike and nothing is held against.", console)
    if first.all_agreed > len(first.agreed):
        _print_told(f"and {first.all_agreed - len(first.agreed):,} more", console)


def _print_clashing(first: Overview, console: Console) -> None:
    _print_heading("What clashes", console)
    for number, conflict in first.clashing:
        _print_told(f"{number}. {KINDS[conflict.kind]}", console, dim=False)
        for side in conflict.sides[:SIDES_SHOWN]:
            _print_remark(best_of(conflict, side), side, console)
        if len(conflict.sides) > SIDES_SHOWN:
            _print_told(f"and {counted(len(conflict.sides) - SIDES_SHOWN, 'more side')}", console)
    if not first.clashing:
        _print_told("No conflict was found. That is no sign that the accounts agree.", console)
    if first.all_clashing > len(first.clashing):
        _print_told(f"and {counted(first.all_clashing - len(first.clashing), 'more conflict')}", console)


def _print_figures(main: MainFigures, brief: Brief, console: Console) -> None:
    unit = f" in {main.series.unit}" if main.series.unit else ""
    name = f"{main.series.counts}{unit}"
    if main.latest:
        _print_told(f"{name}, latest ({main.day}): {'; '.join(_stated(f, brief) for f in main.latest)}", console, dim=False)
    if main.lowest and main.highest and reading(main.lowest) != reading(main.highest):
        ends = [_stated(figure, brief, dated=True) for figure in (main.lowest, main.highest)]
        _print_told(f"{name}, from {ends[0]} to {ends[1]}", console, dim=False)
    elif main.lowest and not main.latest:
        _print_told(f"{name}: {_stated(main.lowest, brief, dated=True)}", console, dim=False)


def _stated(figure: FigureView, brief: Brief, dated: bool = False) -> str:
    scope = f" {figure.scope}" if figure.scope and figure.scope not in figure.words.text else ""
    day = f", {figure.day or 'no date'}" if dated else ""
    return f"‘{figure.words.text}’{scope} ({_who(figure.member, brief)}{day})"


def _who(member: MemberView, brief: Brief) -> str:
    document = brief.documents[member.document - 1]
    if member.statement is None:
        return f"{document.outlet or document.name}, own voice"
    return member.speaker or "speaker not told"


def _print_remark(member: MemberView, side: SideView, console: Console) -> None:
    from rich.text import Text

    kept, cut = clipped(member.words)
    words = LEFT_OUT.join(one.text for one in kept) + (LEFT_OUT.rstrip() if cut else "")
    print_wrapped(Text(safe(words)), console, Text("│ ", style="cyan"))
    _print_told(_behind(side), console)


def _behind(side: SideView) -> str:
    documents = counted(len(side.documents), "document")
    if not side.origins:
        return f"no origin recorded{', in the outlet’s own voice' if side.own_voice else ''}, {documents}"
    names = ", ".join(side.origins[:NAMES_SHOWN])
    more = f" and {len(side.origins) - NAMES_SHOWN} more" if len(side.origins) > NAMES_SHOWN else ""
    return f"{counted(len(side.origins), 'independent origin')} ({names}{more}), {documents}"


def _print_heading(words: str, console: Console) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(words, style="bold"), highlight=False)


def _print_told(words: str, console: Console, dim: bool = True) -> None:
    from rich.text import Text

    print_wrapped(Text(safe(words), style="dim" if dim else ""), console, Text("  "))
