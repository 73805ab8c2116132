"""Claims and conflicts as lines for a person. Words of documents stand after a bar, sayso's own in plain."""

from __future__ import annotations

from rich.text import Text

from sayso.records import Relation, Stance
from sayso.report.account_models import ClaimView, ConflictView, MemberView, SeriesView, SideView
from sayso.report.accounts import KINDS
from sayso.report.models import Brief
from sayso.report.readings import TOTAL, ReadSeriesView
from sayso.report.terminal import LEFT_OUT, safe
from sayso.report.view import counted

MEMBERS_SHOWN = 8
AGAINST_SHOWN = 4
READ_SHOWN = 3


def claim(view: ClaimView, brief: Brief) -> Text:
    """A claim: its gist, how many stand behind it, where, and what clashes with it."""
    text = Text.assemble((_words(view.side.gist), "bold"), f"\n  {_reach(view.side)}")
    _list_members(text, view.side, brief)
    for other in view.against[:AGAINST_SHOWN]:
        text.append("\n  against it  ", style="dim")
        text.append(f"{_who(other, brief)}\n    │ {_words(other)}")
    if view.silent:
        text.append(f"\n  not found in {counted(len(view.silent), 'document')}", style="dim")
    return text.append(f"\n  {view.id}", style="dim")


def conflict(view: ConflictView, brief: Brief) -> Text:
    """A conflict: its kind, then each side with its words, who says so and how many independent origins that leaves."""
    text = Text.assemble((KINDS[view.kind], "bold"), (f"  {view.score:.2f}", "dim"))
    if view.why:
        text.append(f"\n  {safe(view.why)}")
    for number, side in enumerate(view.sides, 1):
        text.append(f"\n  side {number}  ", style="bold")
        text.append(_reach(side))
        _list_members(text, side, brief)
    if view.silent:
        text.append(f"\n  found on no side: {counted(len(view.silent), 'document')}", style="dim")
    return text.append(f"\n  {view.id}", style="dim")


def series(view: SeriesView, brief: Brief) -> Text:
    """Figures about the same thing, one a line: the day, the words, of whom, who says so."""
    documents = counted(len({f.member.document for f in view.figures}), "document")
    text = Text.assemble((view.counts, "bold"), f"{' in ' + view.unit if view.unit else ''}: {documents}")
    for figure in view.figures:
        scope = f" ({safe(figure.scope)})" if figure.scope else ""
        text.append(f"\n  {figure.day or 'no date':10}  ", style="dim")
        text.append(f"{safe(figure.words.text)}{scope}")
        text.append(f"  {_who(figure.member, brief)}", style="dim")
    return text.append(f"\n  {view.id}", style="dim")


def read_series(view: ReadSeriesView, brief: Brief) -> Text:
    """A series, and under it what a reading rule reads of it: the words, who says so, the day."""
    text = series(view, brief)
    told = [reading for reading in view.readings if reading.figures]
    for reading in told:
        scope = "" if reading.scope == TOTAL else f" ({safe(reading.scope)})"
        left = f" ({'; '.join(reading.undecided)})" if reading.undecided else ""
        for figure in reading.figures[:READ_SHOWN]:
            text.append(f"\n  read by {reading.rule}{scope}: ", style="bold")
            text.append(f"{safe(figure.words.text)}, {_who(figure.member, brief)}, {figure.day or 'no date'}{left}")
        if len(reading.figures) > READ_SHOWN:
            text.append(f"\n    and {counted(len(reading.figures) - READ_SHOWN, 'more place')}", style="dim")
    if not told:
        why = dict.fromkeys(reason for reading in view.readings for reason in reading.undecided)
        text.append(f"\n  read by {view.readings[0].rule}: ", style="bold")
        text.append(f"unknown: {'; '.join(why)}")
    return text


def relation(made: Relation) -> Text:
    """The answer to one `compare`."""
    kind = f", {KINDS[made.kind]}" if made.kind else ""
    text = Text.assemble((made.label.value, "bold"), f"{kind}  {made.score:.2f}")
    return text.append(f"\n  {safe(made.why)}") if made.why else text


def _list_members(text: Text, side: SideView, brief: Brief) -> None:
    ordered = sorted(side.members, key=lambda m: m.id != side.gist.id)  # the gist first
    for member in ordered[:MEMBERS_SHOWN]:
        text.append(f"\n    │ {_words(member)}")
        text.append(f"\n      {_who(member, brief)}", style="dim")
    if len(ordered) > MEMBERS_SHOWN:
        text.append(f"\n    and {counted(len(ordered) - MEMBERS_SHOWN, 'more place')}", style="dim")


def _reach(side: SideView) -> str:
    parts = [counted(len(side.origins), "independent origin")]
    if side.origins:
        parts[0] += f" ({safe(', '.join(side.origins[:MEMBERS_SHOWN]))})"
    if side.on_other_sides:
        parts.append(f"on another side too: {safe(', '.join(side.on_other_sides))}")
    if side.unrecorded:
        parts.append(f"{counted(side.unrecorded, 'statement')} of unrecorded lineage")
    if side.own_voice:
        parts.append(f"{counted(side.own_voice, 'document')} in the outlet's own voice")
    return f"{counted(len(side.documents), 'document')}: {'; '.join(parts)}"


def _who(member: MemberView, brief: Brief) -> str:
    document = brief.documents[member.document - 1]
    who = "in the outlet's own voice" if member.statement is None else member.speaker or "speaker not told"
    stance = "" if member.stance is Stance.ASSERTED else f", {member.stance}"
    where = ", ".join(filter(None, (document.name, document.outlet, document.published)))
    return safe(f"{who}{stance} ({where}, paragraph {member.paragraph})")


def _words(member: MemberView) -> str:
    return safe(LEFT_OUT.join(words.text for words in member.words))
