"""The command that lays a case out in time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.accounts import is_about, listed, say_none

if TYPE_CHECKING:
    from sayso.report.account_models import MemberView
    from sayso.report.models import Brief
    from sayso.report.timeline_models import TimelineView

Row = tuple[Any, Sequence["MemberView"]]


@listed
def timeline(case_file: str, text: str | None, document: str | None, model: Path | None, as_json: bool) -> None:
    """Lay CASE out in time: events by day, who of the pile reported each claim first, who says other things at other
    times, and what documents could not have known.

    When it happened, when it was said and when it was published are kept apart, each with the words or the metadatum that
    tells it. A day that no words tell stays unknown. With --json each line says by "what" which of the lists it is of.

    \b
    sayso timeline story.sayso
    sayso timeline story.sayso --of ceasefire
    sayso timeline story.sayso --json
    """
    from sayso.case import Case
    from sayso.export import line
    from sayso.listing import Console

    with Case(case_file, create=False) as case:
        brief = case.view(accounts=case.accounts(model))
    console = Console(file=sys.stdout, soft_wrap=True, highlight=False)
    is_none = True
    for what, heading, rows, shown in _lists(brief.timeline) if brief.timeline else ():
        kept = [view for view, members in rows if is_about(brief, members, text, document)]
        if as_json:
            for view in kept:
                click.echo(line({"what": what, **asdict(view)}), nl=False)
            continue
        if kept:
            is_none = False
            console.print(heading, style="bold underline")
        for view in kept:
            console.print(shown(view, brief))
            console.print()
    if is_none and not as_json:
        say_none("event with a day, and no first report,", brief)


COMMANDS = (timeline,)


def _lists(made: TimelineView) -> Iterator[tuple[str, str, list[Row], Callable[[Any, Brief], Any]]]:
    from sayso.listing import timeline as listing

    def events(those: Sequence[Any]) -> list[Row]:
        return [(e, [d.member for d in e.members]) for e in those]

    reports: list[Row] = [(r, [*r.first, *r.later]) for r in made.first_reports]
    turns: list[Row] = [(t, [t.earlier.member, t.later.member]) for t in made.turns]
    later: list[Row] = [(h, [h.own, h.later.member]) for h in made.hindsight]
    yield "background", "Background, long before the story", events(made.background), listing.event
    yield "event", "What is put on which day", events(made.events), listing.event
    yield "first report", "Who of the pile reported it first", reports, listing.first_report
    yield "then and now", "Then and now", turns, listing.turn
    yield "hindsight", "What documents could not have known", later, listing.hindsight
