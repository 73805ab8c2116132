"""The charts of one page, drawn, with what their legends and the tables beneath them need.

Without the charting library there are no drawings: `missing` says so, and the page shows the tables alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

from sayso.report.account_models import MemberView, SeriesView
from sayso.report.charts import events, figures, sides
from sayso.report.charts.events import EventChart
from sayso.report.charts.figures import FigureChart
from sayso.report.charts.ink import available
from sayso.report.charts.letters import NOBODY, Source, letters_of, stated_by
from sayso.report.charts.sides import SideChart
from sayso.report.models import Brief

SERIES_SHOWN = 8

Chart = TypeVar("Chart")


@dataclass(frozen=True, slots=True)
class Drawn(Generic[Chart]):
    """A chart and its drawing, None where the library is not installed."""

    chart: Chart
    svg: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCharts:
    """`figures[n]` is the chart of series n, None where it has fewer than two dated figures."""

    brief: Brief
    letters: Mapping[str, Source]
    sides: Drawn[SideChart] | None
    figures: tuple[Drawn[FigureChart] | None, ...]
    events: Drawn[EventChart] | None
    missing: bool

    def source(self, member: MemberView) -> Source:
        """Who states a figure: the letter in the chart and the table."""
        return self.letters.get(stated_by(member, self.brief) or "", NOBODY)

    @staticmethod
    def name(series: SeriesView) -> str:
        """'Deaths', 'Chance in %': what a series counts."""
        counts = series.counts.capitalize()
        return f"{counts} in {series.unit}" if series.unit else counts


def charts_of(brief: Brief) -> PageCharts:
    """The charts of the brief's conflicts and series."""
    series = (brief.series or ())[:SERIES_SHOWN]
    letters = letters_of(brief, (f.member for one in series for f in one.figures[: figures.FIGURES_SHOWN]))
    of_sides = sides.side_chart(brief.conflicts or (), brief, letters)
    of_events = events.event_chart(brief.timeline.events, brief) if brief.timeline else None
    ready = available()
    laid_out = [figures.figure_chart(one, brief, letters) for one in series]
    return PageCharts(
        brief=brief,
        letters=letters,
        sides=None if of_sides is None else Drawn(of_sides, sides.drawing(of_sides, "chart-sides") if ready else None),
        figures=tuple(
            None
            if chart is None
            else Drawn(chart, figures.drawing(chart, PageCharts.name(one), f"chart-{n}") if ready else None)
            for n, (one, chart) in enumerate(zip(series, laid_out, strict=True), 1)
        ),
        events=None
        if of_events is None
        else Drawn(of_events, events.drawing(of_events, "chart-events") if ready else None),
        missing=not ready and any(chart is not None for chart in (of_sides, of_events, *laid_out)),
    )
