"""The timeline as lines for a person. Words of documents stand after a bar, sayso's own in plain."""

from __future__ import annotations

from rich.text import Text

from sayso.records import Clash, Clock, Stance
from sayso.report.account_models import MemberView
from sayso.report.models import Brief
from sayso.report.terminal import LEFT_OUT, safe
from sayso.report.timeline_models import (
    DatedView,
    EventView,
    FirstReportView,
    HindsightView,
    TimeView,
    TurnView,
)
from sayso.report.view import counted

MEMBERS_SHOWN = 6


def event(view: EventView, brief: Brief) -> Text:
    """An event: its days, each document's words for it, and the clocks with their evidence."""
    text = Text.assemble((_days(view.first, view.last), "bold"))
    if view.foretold:
        text.append("  foretold", style="dim")
    for dated in view.members[:MEMBERS_SHOWN]:
        text.append(f"\n    │ {_words(dated.member)}")
        text.append(f"\n      {_who(dated.member, brief)}\n      {_clocks(dated)}", style="dim")
    if len(view.members) > MEMBERS_SHOWN:
        text.append(f"\n    and {counted(len(view.members) - MEMBERS_SHOWN, 'more place')}", style="dim")
    for other in view.elsewhere:
        text.append(f"\n  also put on {_days(other.first, other.last)}", style="dim")
        text.append(f"\n    │ {_words(other.gist.member)}")
    return text.append(f"\n  {view.id}", style="dim")


def first_report(view: FirstReportView, brief: Brief) -> Text:
    """A claim, who of the pile brought it first, who later, and who may have been before."""
    text = Text.assemble((view.published, "bold"), f"\n    │ {_words(view.first[0])}")
    first = dict.fromkeys(m.document for m in view.first)
    text.append(f"\n  first in this pile{', a tie' if len(first) > 1 else ''}: {_names(first, brief)}")
    if view.later:
        text.append(f"\n  then: {_names(dict.fromkeys(m.document for m in view.later), brief)}")
    if view.undated:
        text.append(f"\n  date not told, so perhaps before: {_names(view.undated, brief)}")
    return text.append(f"\n  {view.claim}", style="dim")


def turn(view: TurnView, brief: Brief) -> Text:
    """Then and now: one voice, two quotations, the earlier first."""
    text = Text.assemble((safe(view.speaker or "speaker not told"), "bold"))
    if view.kind is Clash.SUPERSEDED:
        text.append("  a later figure: no conflict", style="dim")
    for day, lead, dated in ((view.days[0], "then", view.earlier), (view.days[1], "later", view.later)):
        text.append(f"\n  {lead}, {view.clock} {day}\n    │ {safe(' '.join(dated.sentence.text.split()))}")
        text.append(f"\n      {_who(dated.member, brief)}", style="dim")
    return text.append(f"\n  {view.id}", style="dim")


def hindsight(view: HindsightView, brief: Brief) -> Text:
    """A document, what it brings, and what came after it."""
    text = Text.assemble((view.published, "bold"), f"  {safe(brief.documents[view.document - 1].name)}")
    text.append(f"\n    │ {_words(view.own)}")
    after = "happened" if view.clock is Clock.HAPPENED else "first published in the pile"
    note = ", a later figure: no conflict" if view.kind is Clash.SUPERSEDED else ""
    text.append(f"\n  {after} {view.day}{note}\n    │ {_words(view.later.member)}")
    text.append(f"\n      {_who(view.later.member, brief)}", style="dim")
    return text.append(f"\n  {view.id}", style="dim")


def _days(first: str, last: str) -> str:
    if first == last:
        return first
    is_year = (first[4:], last) == ("-01-01", f"{first[:4]}-12-31")
    return first[:4] if is_year else f"{first} to {last}"


def _clocks(dated: DatedView) -> str:
    told = [("happened", dated.happened), ("said", dated.said), ("published", dated.published)]
    return "; ".join(f"{name} {_time(time)}" if time else f"{name} not told" for name, time in told)


def _time(time: TimeView) -> str:
    evidence = f"'{safe(' '.join(time.words.text.split()))}'" if time.words else safe(time.where or "")
    if time.first is None or time.last is None:
        return f"{evidence} (day not known)"
    counted_from = f", counted from the day it was {time.counted_from}, {time.reference}" if time.counted_from else ""
    return f"{_days(time.first, time.last)} ({evidence}{counted_from})"


def _names(numbers: tuple[int, ...] | dict[int, None], brief: Brief) -> str:
    return safe(", ".join(_place(number, brief) for number in numbers))


def _place(number: int, brief: Brief) -> str:
    document = brief.documents[number - 1]
    return f"{document.name} ({', '.join(filter(None, (document.outlet, document.published))) or 'no outlet or date told'})"


def _who(member: MemberView, brief: Brief) -> str:
    who = "in the outlet's own voice" if member.statement is None else member.speaker or "speaker not told"
    stance = "" if member.stance is Stance.ASSERTED else f", {member.stance}"
    return safe(f"{who}{stance} ({brief.documents[member.document - 1].name}, paragraph {member.paragraph})")


def _words(member: MemberView) -> str:
    return safe(LEFT_OUT.join(words.text for words in member.words))
