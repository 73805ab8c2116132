"""Days from left to right: each as wide as what stands on it, with the free room between two in proportion to the days
from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from sayso.report.charts.ink import shape

Column = tuple[str | None, float, float]
"""A day (ISO 8601, None for what has no date), the x of its left end and its width, in px."""

BETWEEN, EDGE, LABEL = 26.0, 8.0, 44.0  # px; LABEL is the least that the words of a day take
NO_DATE = "no date"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def from_left(widths: Sequence[tuple[str | None, float]], room: float, between: float = BETWEEN) -> tuple[Column, ...]:
    """Where each of these days stands, in their order, at least `between` px from the next; all take `room` px, or more
    where they need it."""
    apart = [
        (date.fromisoformat(day) - date.fromisoformat(before)).days if before and day else 0
        for (before, _), (day, _) in pairwise(widths)
    ]
    used = 2 * EDGE + sum(width for _, width in widths) + between * len(apart)
    free = max(0.0, room - used) / (sum(apart) or 1)
    out, x = [], EDGE
    for (day, width), days in zip(widths, [*apart, 0], strict=True):
        out.append((day, round(x, 1), round(width, 1)))
        x += width + between + free * days
    return tuple(out)


def end_of(columns: Sequence[Column]) -> float:
    """The width of all, in px."""
    return columns[-1][1] + columns[-1][2] + EDGE


def day_labels(columns: Sequence[Column], y: float) -> list[dict[str, Any]]:
    """The days under a line at `y`: '5 Mar', and beneath it the year where it is another than that of the day before."""
    rows, year = [], ""
    for day, x, _ in columns:
        first, second = words_of(day)
        rows.append({"x": x, "first": first, "second": second if second != year else ""})
        year = second or year
    ends = [{"x": x, "x2": x + width} for _, x, width in columns]
    line = {"baseline": ["alphabetic"], "aria": [False], "fontSize": [12]}
    return [
        shape("rule", ends, x="x", x2="x2", y=[y + 6], stroke=["var(--edge)"], strokeWidth=[2], aria=[False]),
        shape("text", rows, x="x", y=[y + 22], text="first", fill=["var(--ink)"], **line),
        shape("text", rows, x="x", y=[y + 36], text="second", fill=["var(--soft)"], **line),
    ]


def words_of(day: str | None) -> tuple[str, str]:
    """'2024-03-05' as '5 Mar' and '2024'."""
    if day is None:
        return NO_DATE, ""
    year, month, date_ = day.split("-")
    return f"{int(date_)} {MONTHS[int(month) - 1]}", year
