"""The timeline: on which days things happened, against the days on which documents that tell of them were published.

In order (`event_chart`): the first events become rows; every day on which one happened or was told becomes a column. A bar
stands for the days of the event, a disc for the documents published on a day, with their number; a disc left of the bar was
published before. Then `drawing` has the library draw it. When something was said is a third clock, which the list beneath
tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sayso.report.charts.days import LABEL, Column, day_labels, end_of, from_left
from sayso.report.charts.ink import Spec, drawn, label, pins, shape, spec_of
from sayso.report.labels import fitted
from sayso.report.marks import Quotation
from sayso.report.models import Brief
from sayso.report.timeline_models import EventView

EVENTS_SHOWN = 24
NAME, NAME_UNITS, HEAD, ROW, FOOT, ROOM = 300.0, 33, 8.0, 32.0, 44.0, 540.0  # px, and units of `labels.py`
HAPPENED, TOLD = "var(--c2)", "var(--c1)"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event. `number`: its place on the timeline, from 1. `words`: of its gist. `published`: (day, numbers of the
    documents published on it), the earliest first; `undated`: numbers of those without a date."""

    number: int
    id: str
    words: tuple[Quotation, ...]
    first: str
    last: str
    published: tuple[tuple[str, tuple[int, ...]], ...]
    undated: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChart:
    """What is drawn: rows, and the columns of their days."""

    rows: tuple[EventRow, ...]
    days: tuple[Column, ...]


def event_chart(events: Sequence[EventView], brief: Brief) -> EventChart | None:
    """The chart of the first events; None where there are fewer than two days to show."""
    rows = tuple(_row(number, event, brief) for number, event in enumerate(events[:EVENTS_SHOWN], 1))
    days = {day for row in rows for day in (row.first, row.last, *(day for day, _ in row.published))}
    if len(days) < 2:
        return None
    widths: list[tuple[str | None, float]] = [(day, LABEL) for day in sorted(days)]
    return EventChart(rows=rows, days=from_left(widths, ROOM, 8.0))


def drawing(chart: EventChart, key: str) -> Markup:
    """The chart as an SVG element. `key` makes its ids unique in the page."""
    about = (
        f"{len(chart.rows)} events from {chart.days[0][0]} to {chart.days[-1][0]}: a bar on the days of each, and discs "
        "with the number of documents published on a day. The table beneath holds the same."
    )
    return drawn(_spec(chart), "Timeline of events and of the documents that tell of them", about, key)


def _row(number: int, event: EventView, brief: Brief) -> EventRow:
    on: dict[str, list[int]] = {}
    undated = []
    for n in event.documents:
        published = brief.documents[n - 1].published
        day = next((d for d in event.published if published and published.startswith(d)), None)
        if day is None:
            undated.append(n)
        else:
            on.setdefault(day, []).append(n)
    return EventRow(
        number=number,
        id=event.id,
        words=event.gist.member.words,
        first=event.first,
        last=event.last,
        published=tuple((day, tuple(on[day])) for day in sorted(on)),
        undated=tuple(undated),
    )


def _spec(chart: EventChart) -> Spec:
    at = {day: x for day, x, _ in chart.days}
    names, bars, discs, stripes = [], [], [], []
    for place, row in enumerate(chart.rows):
        y = ROW * (place + 0.5)
        name = " […] ".join(one.text for one in row.words)
        lines, cut = fitted(name, NAME_UNITS, 1)
        names.append(
            {"y": y, "number": str(row.number), "name": label(lines[0]) + ("…" if cut else ""), "told": label(name)}
        )
        stripes.append({"y": ROW * (place + 1)})
        days = row.first if row.first == row.last else f"{row.first} to {row.last}"
        bars.append({"x": at[row.first], "x2": at[row.last] + LABEL - 8, "y": y - 12, "told": f"happened: {days}"})
        discs += [_disc(at[day], y, day, numbers) for day, numbers in row.published]
    bottom = ROW * len(chart.rows)
    width = end_of(chart.days)
    words = {"y": "y", "baseline": ["middle"], "fontSize": [13]}
    return spec_of(
        (width, bottom),
        [
            shape("rule", stripes, x=[-NAME], x2=[width], y="y", stroke=["var(--line)"], aria=[False]),
            shape("text", names, x=[-NAME], text="number", fill=["var(--soft)"], aria=[False], **words),
            shape("text", names, x=[-NAME + 26], text="name", description="told", fill=["var(--ink)"], **words),
            shape("rect", bars, x="x", x2="x2", y="y", height=[24], fill=[HAPPENED], fillOpacity=[0.25], stroke=[HAPPENED],
                  strokeWidth=[1.5], description="told"),
            *pins(discs),
            *day_labels(chart.days, bottom),
        ],
        padding={"left": NAME, "right": 0, "top": HEAD, "bottom": FOOT},
    )  # fmt: skip


def _disc(x: float, y: float, day: str, numbers: Sequence[int]) -> Mapping[str, object]:
    told = f"published {day}: {'document' if len(numbers) == 1 else 'documents'} {', '.join(map(str, numbers))}"
    return {"x": x + (LABEL - 8) / 2, "y": y, "letter": str(len(numbers)), "hue": TOLD, "hollow": False, "square": False,
            "pale": False, "told": told}  # fmt: skip
