"""Print a brief in the terminal: what was read, the voices with most to say, what was skipped, where the page is.

In order: the counts, the voices with one statement each, the skipped inputs with their reasons, the path of the page on
the last line. A document's words stand behind a bar or in bold, sayso's own in plain; what is left out shows as a dim
[…]. Control characters in a document never reach the terminal: they are shown by name, for an escape sequence in an
article could otherwise rewrite the screen.

It does not choose or cut: the view has done both.
"""

from __future__ import annotations

import re
from os import PathLike, fspath
from typing import TYPE_CHECKING

from sayso.records import Clash
from sayso.report.accounts import KINDS
from sayso.report.marks import Part
from sayso.report.models import Brief, Counts, Excerpt, VoiceView
from sayso.report.view import counted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

VOICES_SHOWN = 8
CONFLICTS_SHOWN = 5
SKIPPED_SHOWN = 12
WIDEST = 92  # columns: wider lines are hard to read on
# Control characters, direction overrides and isolates, line separators, halves of surrogate pairs.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LEFT_OUT = " […] "


def render(brief: Brief, console: Console, html_path: str | PathLike[str] | None = None) -> None:
    """Print the brief; the last line is the path of the page, whole and alone, so that a script can take it."""
    from rich.text import Text

    console.print(Text(f"sayso brief: {safe(brief.title)}", style="bold"), highlight=False)
    console.print()
    for line in [*count_lines(brief.counts), *origin_lines(brief)]:
        console.print(Text(line), highlight=False)
    _print_conflicts(brief, console)
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


def _print_conflicts(brief: Brief, console: Console) -> None:
    """The few conflicts on which most documents hang, each side in the words that tell the clash best."""
    from rich.text import Text

    clashing = [c for c in brief.conflicts or () if c.kind is not Clash.SUPERSEDED]
    if not clashing:
        return
    console.print()
    console.print(Text("Where accounts clash", style="bold"), highlight=False)
    for conflict in clashing[:CONFLICTS_SHOWN]:
        console.print()
        console.print(Text(KINDS[conflict.kind]), highlight=False)
        for side in conflict.sides:
            held = {member.id for member in side.members}
            member = next((m for m in conflict.pair if m.id in held), side.gist)
            words = safe(LEFT_OUT.join(one.text for one in member.words))
            _print_wrapped(Text(words), console, Text("│ ", style="cyan"))
            origins = f" ({safe(', '.join(side.origins[:3]))})" if side.origins else ""
            many = counted(len(side.origins), "independent origin")
            told = f"{counted(len(side.documents), 'document')}, {many}{origins}"
            _print_wrapped(Text(told, style="dim"), console, Text("  "))
    if len(clashing) > CONFLICTS_SHOWN:
        rest = counted(len(clashing) - CONFLICTS_SHOWN, "more conflict")
        console.print()
        console.print(Text(f"and {rest}", style="dim"), highlight=False)


def safe(text: str) -> str:
    """The text on one line, with characters that could steer the terminal shown by name."""
    folded = re.sub(r"[ \t\r\n\v\f\x85\u2028\u2029]+", " ", text)
    return UNSAFE.sub(lambda found: f"<U+{ord(found[0]):04X}>", folded)


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
        _print_wrapped(Text(f"also spelt {safe(', '.join(voice.aliases))}", style="dim"), console, Text("  "))
    through = [" → ".join(name for name, _ in hops) for hops, _ in voice.routes if hops]
    if through:
        _print_wrapped(Text(f"through {safe('; '.join(through[:3]))}", style="dim"), console, Text("  "))
    _print_wrapped(_excerpt(voice.characteristic), console, Text("│ ", style="cyan"))
    statement = brief.statements[voice.characteristic.statement - 1]
    document = brief.documents[statement.document - 1]
    where = ", ".join(filter(None, (document.name, document.outlet, document.published)))
    told = f"{statement.kind}, {statement.stance}; {safe(where)}, paragraph {statement.paragraph}"
    _print_wrapped(Text(told, style="dim"), console, Text("  "))


def _print_wrapped(text: Text, console: Console, prefix: Text) -> None:
    """Wrap to at most `WIDEST` columns, each line behind `prefix`; the prefix is never taken for the document's."""
    for line in text.wrap(console, max(20, min(console.width, WIDEST) - len(prefix))):
        line.rstrip()
        console.print(prefix + line, highlight=False, no_wrap=True, overflow="ignore", crop=False)


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
        _print_wrapped(line, console, Text("  "))
    if len(brief.skipped) > SKIPPED_SHOWN:
        console.print(Text(f"  and {len(brief.skipped) - SKIPPED_SHOWN:,} more", style="dim"), highlight=False)
