"""Who stands on which side of the conflicts, and on whose word.

In order (`side_chart`): the first conflicts become groups of columns, one column a side; each outlet (a document, where its
outlet is not told) that stands on a side becomes a row, those on most sides first; each origin that an outlet brings for a
side becomes one disc with its letter, so that copies of one origin show as one letter all the way down. Then `drawing` has
the library draw it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sayso.report.account_models import ConflictView, SideView
from sayso.report.charts.ink import Spec, drawn, hue, label, pins, shape, spec_of
from sayso.report.charts.letters import NOBODY, Source, stated_by
from sayso.report.labels import fitted
from sayso.report.models import Brief

CONFLICTS_SHOWN, ROWS_SHOWN = 10, 24
NAME, HEAD, ROW, PIN, APART, GROUP = 210.0, 46.0, 28.0, 22.0, 12.0, 20.0  # px
NAME_UNITS = 25
SIDES = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One outlet on one side: `sources`, the origins that it brings, `documents` by number. `side`: '2b'."""

    conflict: int
    side: str
    sources: tuple[Source, ...]
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """An outlet, or a document whose outlet is not told, and where it stands."""

    name: str
    told: bool
    documents: tuple[int, ...]
    standing: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideChart:
    """What is drawn. `sides`: (number of the conflict, 'a') of each column; `left_out`: how many rows are not drawn."""

    rows: tuple[SideRow, ...]
    sides: tuple[tuple[int, str], ...]
    sources: tuple[Source, ...]
    left_out: int


def side_chart(conflicts: Sequence[ConflictView], brief: Brief, letters: Mapping[str, Source]) -> SideChart | None:
    """The chart of the first of these conflicts; None where there is none."""
    shown = list(enumerate(conflicts[:CONFLICTS_SHOWN], 1))
    standing: dict[tuple[str, bool, int], list[Standing]] = {}
    for number, conflict in shown:
        for mark, side in zip(SIDES, conflict.sides, strict=False):
            for row, documents in _by_outlet(side, brief).items():
                sources = tuple(_sources(side, documents, brief, letters))
                standing.setdefault(row, []).append(
                    Standing(conflict=number, side=f"{number}{mark}", sources=sources, documents=documents)
                )
    if not standing:
        return None
    rows = [
        SideRow(
            name=name,
            told=told,
            documents=tuple(sorted({d for one in there for d in one.documents})),
            standing=tuple(there),
        )
        for (name, told, _), there in standing.items()
    ]
    rows.sort(key=lambda row: (-len(row.standing), -len(row.documents), row.documents))
    named = {source for row in rows[:ROWS_SHOWN] for one in row.standing for source in one.sources}
    return SideChart(
        rows=tuple(rows),
        sides=tuple((number, mark) for number, c in shown for mark, _ in zip(SIDES, c.sides, strict=False)),
        sources=tuple(sorted(named, key=lambda s: (s.rank is None, s.rank or 0))),
        left_out=max(0, len(rows) - ROWS_SHOWN),
    )


def drawing(chart: SideChart, key: str) -> Markup:
    """The chart as an SVG element. `key` makes its ids unique in the page."""
    conflicts = len({number for number, _ in chart.sides})
    about = (
        f"{len(chart.rows) - chart.left_out} outlets against {len(chart.sides)} sides of {conflicts} conflicts; "
        "a letter stands for an origin. The table beneath holds the same."
    )
    return drawn(_spec(chart), "Sides by outlet", about, key)


def _by_outlet(side: SideView, brief: Brief) -> Mapping[tuple[str, bool, int], tuple[int, ...]]:
    """The documents of a side by (name, whether it is an outlet's, number of the document where it is not)."""
    out: dict[tuple[str, bool, int], list[int]] = {}
    for number in side.documents:
        document = brief.documents[number - 1]
        row = (document.outlet, True, 0) if document.outlet else (document.name, False, number)
        out.setdefault(row, []).append(number)
    return {row: tuple(numbers) for row, numbers in out.items()}


def _sources(side: SideView, documents: Iterable[int], brief: Brief, letters: Mapping[str, Source]) -> Iterable[Source]:
    """The origins that these documents bring for a side, each once, those met most often in the brief first."""
    names = {
        member.origin if member.statement is not None else stated_by(member, brief)
        for member in side.members
        if member.document in documents
    }
    found = {letters.get(name or "", NOBODY) for name in names}
    return sorted(found, key=lambda s: (s.rank is None, s.rank or 0))


def _spec(chart: SideChart) -> Spec:
    rows = chart.rows[: len(chart.rows) - chart.left_out]
    left, width = _columns(chart, rows)
    room = _room(rows)
    bottom = ROW * len(rows)
    pinned, names, stripes = [], [], []
    for place, row in enumerate(rows):
        y = ROW * (place + 0.5)
        names.append({"y": y, "name": _short(row.name), "told": label(row.name)})
        stripes.append({"y": ROW * (place + 1)})
        for one in row.standing:
            for slot, source in enumerate(one.sources):
                pinned.append(
                    {
                        "x": left[one.side][0] + PIN * (slot + 0.5), "y": y, "letter": source.letter,
                        "hue": hue(source.rank), "hollow": source is NOBODY, "square": False, "pale": False,
                        "told": label(f"{row.name}, side {one.side}: {source.name}"),
                    }
                )  # fmt: skip
    heads = [{"x": x, "x2": x + w, "side": f"{number}{mark}"} for (number, mark), (x, w) in _heads(chart, left)]
    bands = [{"x": x - 6, "x2": x2 + 6} for n, (x, x2) in _groups(chart, left).items() if n % 2]
    words = {"baseline": ["middle"], "fontSize": [13], "fill": ["var(--ink)"]}
    return spec_of(
        (width, bottom),
        [
            shape("rect", bands, x="x", x2="x2", y=[-HEAD + 14], y2=[bottom], fill=["var(--line)"], opacity=[0.4],
                  aria=[False]),
            shape("rule", stripes, x=[-room], x2=[width], y="y", stroke=["var(--line)"], aria=[False]),
            shape("text", names, x=[-room], y="y", text="name", description="told", **words),
            shape("text", heads, x="x", y=[-14], text="side", fontWeight=[600], aria=[False], **words),
            *pins(pinned),
        ],
        padding={"left": room, "right": 0, "top": HEAD, "bottom": 4},
    )  # fmt: skip


def _short(name: str) -> str:
    lines, cut = fitted(name, NAME_UNITS, 1)
    return label(lines[0]).rstrip(".…") + "…" if cut else label(lines[0])


def _room(rows: Sequence[SideRow]) -> float:
    """What the names take, in px: a guess that errs on the wide side."""
    return min(NAME, 18 + 8.4 * max(len(_short(row.name)) for row in rows))


def _columns(chart: SideChart, rows: Sequence[SideRow]) -> tuple[dict[str, tuple[float, float]], float]:
    """Where each side's column stands (x, width), and the width of all of them."""
    most: dict[str, int] = {}
    for row in rows:
        for one in row.standing:
            most[one.side] = max(most.get(one.side, 1), len(one.sources))
    out: dict[str, tuple[float, float]] = {}
    x, before = GROUP / 2, 0
    for number, mark in chart.sides:
        x += GROUP if before and number != before else 0
        width = PIN * most.get(f"{number}{mark}", 1)
        out[f"{number}{mark}"] = (round(x, 1), width)
        x += width + APART
        before = number
    return out, round(x, 1)


def _heads(
    chart: SideChart, left: Mapping[str, tuple[float, float]]
) -> Iterable[tuple[tuple[int, str], tuple[float, float]]]:
    return [((number, mark), left[f"{number}{mark}"]) for number, mark in chart.sides]


def _groups(chart: SideChart, left: Mapping[str, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    out: dict[int, tuple[float, float]] = {}
    for (number, _), (x, width) in _heads(chart, left):
        first = out.get(number, (x, x))[0]
        out[number] = (first, x + width)
    return out
