"""Figures over time by source.

In order (`figure_chart`): a figure that the same source states alike for the same day in several documents becomes one
mark; the marks of a day stand beside one another where they would lie on one another; the days are put from left to right,
with free room between them in proportion to the days that lie between, and those without a date last. Then `drawing` has
the library draw it.

A mark stands at its value. What is hedged is hollow: a range is a bar from end to end, 'at least' a bar that goes on beyond
its arrow. No line joins two marks, for no two of them need be the same count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log10
from typing import Any

from markupsafe import Markup

from sayso.report.account_models import FigureView, SeriesView
from sayso.report.charts.days import BETWEEN, LABEL, NO_DATE, Column, day_labels, end_of, from_left
from sayso.report.charts.ink import Spec, drawn, hue, label, pins, shape, spec_of
from sayso.report.charts.letters import NOBODY, Source, stated_by
from sayso.report.models import Brief

FIGURES_SHOWN = 40  # in a chart and in the table beneath it
LEFT, TOP, PLOT, FOOT, LEAST_WIDTH = 44.0, 34.0, 230.0, 40.0, 700.0  # px
PIN, ARROW, LETTER, DIGIT = 22.0, 24.0, 6.6, 7.7  # px
BY_TENS = 40.0  # the highest figure over the lowest from which each step of the scale is ten times the one below


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMark:
    """One mark. `low` and `high`: None where open. `said`: its value as a label, '≥ 11'. `figures`: places in the series.
    `x`: of its left end, in px from that of its day. `earlier`: a later figure may have replaced it."""

    day: str | None
    low: float | None
    high: float | None
    said: str
    source: Source
    scope: str
    figures: tuple[int, ...]
    told: str
    x: float
    earlier: bool

    @property
    def at(self) -> float:
        """The value that it stands at: the middle of a range, the end that is known of an open one."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends) / len(ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChart:
    """What is drawn of a series. `days`: their columns; `bounds`: ends of the scale, which is by
    tens where `by_tens`. `sources`: those that it names, for the legend. `width` in px."""

    marks: tuple[FigureMark, ...]
    days: tuple[Column, ...]
    bounds: tuple[float, float]
    by_tens: bool
    sources: tuple[Source, ...]
    width: float


def figure_chart(series: SeriesView, brief: Brief, letters: Mapping[str, Source]) -> FigureChart | None:
    """The chart of a series; None where fewer than two of its figures have a date."""
    figures = [f for f in series.figures[:FIGURES_SHOWN] if f.low is not None or f.high is not None]
    if sum(f.day is not None for f in figures) < 2:
        return None
    bounds, by_tens = _bounds(figures)
    marks: list[FigureMark] = []
    widths: list[tuple[str | None, float]] = []
    for day in sorted({f.day for f in figures}, key=lambda day: (day is None, day or "")):
        of_day = _marks(day, [(n, f) for n, f in enumerate(series.figures[:FIGURES_SHOWN]) if f in figures], brief, letters)
        placed = _side_by_side(of_day, bounds, by_tens)
        marks += placed
        widths.append((day, max(LABEL, *(mark.x + width_of(mark) for mark in placed))))
    days = from_left(widths, LEAST_WIDTH - LEFT)
    named = {mark.source for mark in marks}
    return FigureChart(
        marks=tuple(marks),
        days=days,
        bounds=bounds,
        by_tens=by_tens,
        sources=tuple(sorted(named, key=lambda s: (s.rank is None, s.rank or 0))),
        width=max(LEAST_WIDTH, LEFT + end_of(days)),
    )


def reading(figure: FigureView) -> str:
    """The value as sayso reads the words: '11', '≥ 11', '≤ 20', '8 to 10'."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return ""
    if high is None:
        return f"≥ {_number(low)}"
    if low is None:
        return f"≤ {_number(high)}"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def drawing(chart: FigureChart, name: str, key: str) -> Markup:
    """The chart as an SVG element. `key` makes its ids unique in the page."""
    dated = [day for day, _, _ in chart.days if day]
    about = (
        f"{len(chart.marks)} marks from {dated[0]} to {dated[-1]}, each at its value, with the letter of the source that "
        f"states it. The table beneath holds the same."
    )
    return drawn(_spec(chart), name, about, key)


def _marks(
    day: str | None, figures: Iterable[tuple[int, FigureView]], brief: Brief, letters: Mapping[str, Source]
) -> list[FigureMark]:
    alike: dict[tuple[object, ...], list[tuple[int, FigureView]]] = {}
    for place, figure in figures:
        if figure.day != day:
            continue
        who = stated_by(figure.member, brief)
        # two whom nobody names need not be one
        known = who if who is not None else figure.member.document
        alike.setdefault((known, who is None, figure.low, figure.high, figure.scope), []).append((place, figure))
    out = []
    for group in alike.values():
        first = group[0][1]
        source = letters.get(stated_by(first.member, brief) or "", NOBODY)
        documents = sorted({f.member.document for _, f in group})
        of = f" ({first.scope})" if first.scope else ""
        where = f"{'document' if len(documents) == 1 else 'documents'} {', '.join(map(str, documents))}"
        told = f"{first.words.text}{of}: {source.name}, {day or NO_DATE}, {where}"
        out.append(
            FigureMark(
                day=day,
                low=first.low,
                high=first.high,
                said=reading(first),
                source=source,
                scope=first.scope,
                figures=tuple(place for place, _ in group),
                told=label(told),
                x=0.0,
                earlier=any(f.replaced for _, f in group),
            )
        )
    return out


def _side_by_side(marks: Sequence[FigureMark], bounds: tuple[float, float], by_tens: bool) -> list[FigureMark]:
    """Each mark as far to the left as it lies on no other, from the lowest value up."""
    out: list[FigureMark] = []
    for mark in sorted(marks, key=lambda m: (m.at, m.source.rank is None, m.source.rank or 0, m.figures)):
        top, bottom = reach_of(mark, bounds, by_tens)
        reaches = [(m, *reach_of(m, bounds, by_tens)) for m in out]
        level = [(m.x, m.x + width_of(m)) for m, above, below in reaches if above < bottom and below > top]
        width = width_of(mark)
        free = (x for x in sorted([0.0, *(end for _, end in level)]) if all(x + width <= a or x >= b for a, b in level))
        out.append(replace(mark, x=next(free)))
    return out


def reach_of(mark: FigureMark, bounds: tuple[float, float], by_tens: bool) -> tuple[float, float]:
    """The upper and the lower end of a mark, in px from the top of the scale."""
    ends = [_y(end, bounds, by_tens) for end in (mark.low, mark.high, mark.at) if end is not None]
    top = min(ends) - (PIN / 2 if mark.high is not None else ARROW + PIN / 4)
    bottom = max(ends) + (PIN / 2 if mark.low is not None else ARROW + PIN / 4)
    return top, bottom


def width_of(mark: FigureMark) -> float:
    """Of a disc, and of its value beside it."""
    return PIN + 9 + LETTER * len(mark.said)


def _bounds(figures: Iterable[FigureView]) -> tuple[tuple[float, float], bool]:
    ends = [end for f in figures for end in (f.low, f.high) if end is not None]
    low, high = min(ends), max(ends)
    if low > 0 and high / low > BY_TENS:
        return (10 ** _power(low), 10 ** (_power(high) + (0 if high == 10 ** _power(high) else 1))), True
    top = next(step for step in _steps() if step * 5 >= high)
    bottom = 0.0 if low >= 0 else low
    return (bottom, float(top * -(-high // top)) or 1.0), False


def _power(value: float) -> int:
    """The largest power of ten that is not above the value."""
    power = len(str(int(value))) - 1 if value >= 1 else -1
    while 10.0**power > value:
        power -= 1
    return power


def _steps() -> Iterable[float]:
    for power in range(-3, 16):
        for first in (1, 2, 5):
            yield first * 10**power if power >= 0 else first / 10**-power


def ticks(chart: FigureChart) -> tuple[float, ...]:
    """The values that the scale names."""
    low, high = chart.bounds
    if chart.by_tens:
        return tuple(10.0**power for power in range(_power(low), _power(high) + 1))
    step = next(step for step in _steps() if step * 5 >= high)
    return tuple(low + n * step for n in range(round((high - low) / step) + 1))


def _y(value: float, bounds: tuple[float, float], by_tens: bool) -> float:
    low, high = bounds
    share = log10(value / low) / log10(high / low) if by_tens else (value - low) / (high - low)
    return PLOT * (1 - share)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def _spec(chart: FigureChart) -> Spec:
    def y(value: float) -> float:
        return _y(value, chart.bounds, chart.by_tens)

    left = {day: x for day, x, _ in chart.days}
    rows, bars, ends = [], [], []
    for mark in chart.marks:
        x = left[mark.day] + mark.x + PIN / 2
        exact = mark.low == mark.high
        row = {
            "x": x, "y": y(mark.at), "letter": mark.source.letter, "hue": hue(mark.source.rank), "hollow": not exact,
            "square": bool(mark.scope), "pale": mark.earlier, "told": mark.told, "said": mark.said,
            "beside": x + PIN / 2 + 2,
        }  # fmt: skip
        rows.append(row)
        if not exact:
            top = y(mark.high) if mark.high is not None else y(mark.at) - ARROW
            bottom = y(mark.low) if mark.low is not None else y(mark.at) + ARROW
            bars.append({**row, "y": top, "y2": bottom})
            for place, known, turned in ((top, mark.high, 0), (bottom, mark.low, 180)):
                ends.append({**row, "y": place, "kind": "stroke" if known is not None else "triangle", "turned": turned})
    shapes = [
        shape("rule", _gaps(chart), x="x", y=[0], y2=[PLOT], stroke=["var(--line)"], strokeDash=[[2, 4]], aria=[False]),
        shape("rule", bars, x="x", y="y", y2="y2", stroke="hue", strokeWidth=[3], aria=[False]),
        shape("symbol", ends, x="x", y="y", shape="kind", angle="turned", size=[90], fill="hue", stroke="hue",
              strokeWidth=[3], aria=[False]),
        *pins(rows),
        shape("text", rows, x="beside", y="y", text="said", baseline=["middle"], fontSize=[12], fill=["var(--ink)"],
              aria=[False]),
        *day_labels(chart.days, PLOT),
    ]  # fmt: skip
    values = list(ticks(chart))
    scale = {"name": "y", "type": "log" if chart.by_tens else "linear", "domain": list(chart.bounds), "range": [PLOT, 0]}
    return spec_of(
        (chart.width - LEFT, PLOT),
        shapes,
        padding={"left": _room(values), "right": 0, "top": TOP, "bottom": FOOT},
        scales=[scale],
        axes=[_axis(values)],
    )


def _room(values: Sequence[float]) -> float:
    """For the numbers of the scale, in px: those of millions want more than LEFT."""
    return max(LEFT, 16 + DIGIT * max(len(_number(value)) for value in values))


def _axis(values: Sequence[float]) -> dict[str, Any]:
    return {
        "orient": "left", "scale": "y", "values": values, "grid": True, "ticks": False, "domain": False, "format": ",~f",
        "labelColor": "var(--soft)", "gridColor": "var(--line)", "labelFontSize": 12, "labelOverlap": False,
        "labelPadding": 8,
    }  # fmt: skip


def _gaps(chart: FigureChart) -> list[dict[str, float]]:
    """A dotted line between the dated figures and those without a date."""
    return [{"x": here[1] - BETWEEN / 2} for before, here in pairwise(chart.days) if here[0] is None]
