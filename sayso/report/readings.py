"""Series of figures with what a reading rule reads of them: the view-models of `sayso figures CASE --rule NAME`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from sayso.figures import RULES, TOTAL, read
from sayso.records import Series
from sayso.report.account_models import FigureView, SeriesView

__all__ = ["RULES", "TOTAL", "ReadSeriesView", "ReadingView", "with_readings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """What a rule reads of the figures of one scope; `undecided`: what it could not tell, in sayso's words."""

    rule: str
    scope: str
    figures: tuple[FigureView, ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSeriesView(SeriesView):
    """A series as it is, and beside it what the rule reads of it."""

    readings: tuple[ReadingView, ...]


def with_readings(views: Iterable[SeriesView], found: Iterable[Series], rule: str) -> Iterator[ReadSeriesView]:
    """The views with what the rule reads of the Series that they show. Raises KeyError for a rule that there is not."""
    by_id = {series.id: series for series in found}
    for view in views:
        series = by_id[view.id]
        shown = {f.quantity.id: v for f, v in zip(series.figures, view.figures, strict=True)}
        readings = tuple(
            ReadingView(
                rule=rule,
                scope=reading.scope,
                figures=tuple(shown[f.quantity.id] for f in reading.figures),
                undecided=reading.undecided,
            )
            for reading in read(series, rule)
        )
        yield ReadSeriesView(**{f.name: getattr(view, f.name) for f in fields(SeriesView)}, readings=readings)
