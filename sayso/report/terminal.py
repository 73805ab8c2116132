"""Print a brief in the terminal: what it answers first, what was read, the voices with most to say, where the page is.

In order: what is agreed, what clashes, which figures and what is missing (`terminal_overview.py`), the counts, the voices
with one statement each, the skipped inputs with their reasons, the path of the page on the last line. A document's words
stand behind a bar, in bold or between quotation marks, sayso's own in plain; what is left out shows as a dim […]. Control
characters in a document never reach the terminal: they are shown by name, for an escape sequence in an article could
otherwise rewrite the screen.

It does not choose or cut: the view has done both.
"""

from __future__ import annotations

from os import PathLike, fspath
from typing import TYPE_CHECKING

from sayso.report.marks import Part
from sayso.report.models import Brief, Counts, Excerpt, VoiceView
from sayso.report.terminal_lines import LEFT_OUT, print_wrapped, safe
from sayso.report.terminal_overview import print_overview
from sayso.report.view import counted

__all__ = ["LEFT_OUT", "count_lines", "origin_lines", "render", "safe"]

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

VOICES_SHOWN = 8
SKIPPED_SHOWN = 12


def render(brief: Brief, console: Console, html_path: str | PathLike[str] | None = None) -> None:
    """Print the brief; the last line is the path of the page, whole and alone, so that a script can take it."""
    from rich.text import Text

    console.print(Text(f"sayso brief: {safe(brief.title)}", style="bold"), highlight=False)
    print_overview(brief, console)
    console.print()
    for line in [*count_lines(brief.counts), *origin_lines(brief)]:
        console.print(Text(line), highlight=False)
    if brief.voices:
        console.print()
        console.print(Text("Voices with most to say", style="bold"), highlight=False)
    for voice in brief.voices[:VOICES_SHOWN]:
        console.print()
        _print_voice(brief, voice, console)
    if len(brief.voices) > VOICES_SHOWN:
        rest = counted(len(brief.voices) - VOICES_SHOWN, "more voice")
        console.print()
        console.print(Text(f"and {rest}" + (" on the page" if html_path else ""), style="dim"), highlight=False)
    _print_skipped(brief, console)
    if html_path is not None:
        console.print()
        console.print(Text(safe(fspath(html_path))), soft_wrap=True, highlight=False)


def count_lines(counts: Counts) -> list[str]:
    """How many documents, statements and voices, in two or three lines."""
    first = counted(counts.documents, "document")
    if counts.outlets:
        first += f" from {counted(counts.outlets, 'outlet')}"
    if counts.without_outlet and counts.outlets:
        first += f" ({counts.without_outlet} without one)"
    if counts.documents and not counts.outlets:
        first += ", outlet not told" if counts.documents == 1 else ", outlets not told"
    if counts.first:
        span = counts.first if counts.first == counts.last else f"{counts.first} to {counts.last}"
        first += f", published {span}" + (f" ({counts.undated} without a date)" if counts.undated else "")
    second = [counted(counts.attributions, "statement"), counted(counts.voices, "voice")]
    if counts.unnamed:
        second.append(counted(counts.unnamed, "unnamed source or group", "unnamed sources and groups"))
    third = []
    if counts.unknown_statements:
        third.append(f"speaker not told by the text: {counts.unknown_statements:,}")
    if counts.narration:
        third.append(f"in the outlets' own voice: {counted(counts.narration, 'sentence')}")
    return [line for line in (first, ", ".join(second), "; ".join(third)) if line]


def origin_lines(brief: Brief) -> list[str]:
    """How many independent origins there are, and which plurals promise more than their document brings."""
    if brief.origins is None or not brief.statements:
        return []
    plurals = dict.fromkeys(safe(s.plural) for s in brief.statements if s.plural)
    return [counted(len(brief.origins.origins), "independent origin"), *plurals]


def _print_voice(brief: Brief, voice: VoiceView, console: Console) -> None:
    from rich.text import Text

    head = Text(safe(voice.name), style="bold")
    if voice.roles:
        head.append(f"  {safe(voice.roles[0])}", style="not bold")
    console.print(head, highlight=False)
    reach = [counted(len(voice.statements), "statement"), counted(len(voice.documents), "document")]
    if brief.counts.outlets:
        reach.append(counted(len(voice.outlets), "outlet") if voice.outlets else "outlet not told")
    console.print(Text(", ".join(reach), style="dim"), highlight=False)
    if voice.aliases:
        print_wrapped(Text(f"also spelt {safe(', '.join(voice.aliases))}", style="dim"), console, Text("  "))
    through = [" → ".join(name for name, _ in hops) for hops, _ in voice.routes if hops]
    if through:
        print_wrapped(Text(f"through {safe('; '.join(through[:3]))}", style="dim"), console, Text("  "))
    print_wrapped(_excerpt(voice.characteristic), console, Text("│ ", style="cyan"))
    statement = brief.statements[voice.characteristic.statement - 1]
    document = brief.documents[statement.document - 1]
    where = ", ".join(filter(None, (document.name, document.outlet, document.published)))
    told = f"{statement.kind}, {statement.stance}; {safe(where)}, paragraph {statement.paragraph}"
    print_wrapped(Text(told, style="dim"), console, Text("  "))


def _excerpt(excerpt: Excerpt) -> Text:
    """The document's words; where the whole sentence is shown, its content stands out."""
    from rich.text import Text

    out = Text()
    sentence = any(piece.marks for stretch in excerpt.stretches for piece in stretch)
    for index, stretch in enumerate(excerpt.stretches):
        if index:
            out.append(LEFT_OUT, style="dim")
        for piece in stretch:
            content = any(mark.part is Part.CONTENT for mark in piece.marks)
            out.append(safe(piece.text), style="" if content or not sentence else "dim")
    if excerpt.cut:
        out.append(LEFT_OUT.rstrip(), style="dim")
    return out


def _print_skipped(brief: Brief, console: Console) -> None:
    from rich.text import Text

    if not brief.skipped:
        return
    console.print()
    console.print(Text(f"Skipped: {counted(len(brief.skipped), 'input')}", style="bold"), highlight=False)
    for one in brief.skipped[:SKIPPED_SHOWN]:
        place = safe(one.path) + (f", {safe(one.locator)}" if one.locator else "")
        line = Text(f"{place}: ") + Text(one.reason.value, style="bold") + Text(f". {safe(one.detail)}")
        print_wrapped(line, console, Text("  "))
    if len(brief.skipped) > SKIPPED_SHOWN:
        console.print(Text(f"  and {len(brief.skipped) - SKIPPED_SHOWN:,} more", style="dim"), highlight=False)
