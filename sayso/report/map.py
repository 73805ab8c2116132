"""The map: from speakers through what passed their words on to the outlets that print them.

In order (`drawn`): strands become rows and the rows to draw are chosen (`routes.py`); each speaker, carrier and outlet
gets a column, and each route stops in every column, at a node or at a place that is kept free for it; `layers.py`
orders and places the stops; the lines are drawn.

The same strands, in any order, give the same map. Nothing is drawn that no strand says: a route without hops goes from
its speaker to its outlet and passes the carriers by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from sayso.report.labels import fitted
from sayso.report.layers import ordered, placed
from sayso.report.routes import MapRow, Place, Strand, chosen, rows_of, statements

__all__ = ["MapEdge", "MapNode", "MapRow", "RouteMap", "Strand", "drawn"]

# Sizes in px. SPEAKER_ROOM and OUTLET_ROOM are for the names beside the bars; a BOX holds a carrier's name.
WIDTH, SPEAKER_ROOM, OUTLET_ROOM, BAR, BOX, LEAST_GAP = 880.0, 190.0, 204.0, 36.0, 152.0, 60.0
HEAD, FOOT, LINE = 40.0, 6.0, 16.0
THICKEST, THINNEST, ALL = 5.0, 1.4, 320.0  # of one statement, of a route, of all routes where there are many
APART, BY = 10.0, 1.6  # between two nodes, between two routes that pass a column by
SPREAD, WIDEST = 0.7, 40.0  # share of the free height that goes between speakers and between outlets, and its limit
HUES = 5  # speakers whose lines have a colour of their own; the style sheet has the colours
# Of a name's line, in the units of `labels.py`; a name has two lines.
UNITS = {"voice": 23, "carrier": 16, "outlet": 24}


Hop = tuple[str, str]  # name, kind


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNode:
    """A speaker, a carrier or an outlet. Column 0 holds the speakers, the last one the outlets.

    `label`: `name` in lines, shortened where `cut`. `baselines`: y of each line, and one more for a line below them.
    `kind`: 'voice', a HopKind's value, 'outlet', or 'document' where the outlet is not told. `link`: anchor of the
    voice's card or of the only document, else None. `documents`: numbers, of an outlet only. x, y, width, height: of
    its bar or box, in px. `hue`: 1 to 5 for the five voices with most statements, else 0; their lines have a colour.
    """

    id: str
    name: str
    label: tuple[str, ...]
    cut: bool
    kind: str
    column: int
    x: float
    y: float
    width: float
    height: float
    baselines: tuple[float, ...]
    link: str | None
    documents: tuple[int, ...]
    statements: int
    said: str
    hue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MapEdge:
    """One stretch of a route between two nodes. `path`: SVG path data of its middle line; `thickness` in px.

    `route`: number of its row in the table. `speaker`: id of the node that the route begins at. `weight`: statements.
    """

    source: str
    target: str
    source_name: str
    target_name: str
    route: int
    speaker: str
    path: str
    thickness: float
    weight: int
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteMap:
    """The drawing and the table. `heads`: (words, x in px, 'start', 'middle' or 'end' of the words) above the columns.

    `columns`: how many, 0 where nothing is drawn. `about`: for those who cannot see the drawing. `repeated`: names of
    carriers that stand in several columns. `left_out`: a sentence on what only the table has, None where nothing is.
    """

    width: float
    height: float
    columns: int
    heads: tuple[tuple[str, float, str], ...]
    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    rows: tuple[MapRow, ...]
    about: str
    repeated: tuple[str, ...]
    left_out: str | None


def drawn(strands: Iterable[Strand]) -> RouteMap:
    """The map of these strands; their order does not matter.

    Raises ValueError where a strand has no statement.
    """
    every = rows_of(strands)
    numbers, left_out = chosen(every)
    rows = tuple(replace(row, drawn=row.number in numbers) for row in every)
    picture = _Picture([row for row in rows if row.drawn])
    return RouteMap(
        width=picture.width,
        height=picture.height,
        columns=picture.last + 1 if picture.rows else 0,
        heads=picture.heads(),
        nodes=picture.nodes,
        edges=picture.edges(),
        rows=rows,
        about=_about(picture.nodes, picture.rows, picture.last),
        repeated=tuple(sorted({place[2] for place in picture.places if place[0] == "by" and place[3]})),
        left_out=left_out,
    )


class _Picture:
    """The rows to draw, laid out. An item is a node (numbers below `len(places)`) or a place kept free for a route.

    `stops[n][column]` is the item at which row n stops there; `through` has the rows (their places in `rows`) of an item.
    """

    def __init__(self, rows: Sequence[MapRow]) -> None:
        self.rows = rows
        chains = _chains(rows)
        column_of = {place: column for chain in chains for column, place in chain}
        self.last = max(column_of.values(), default=1)
        between = (self.last - 1) * BOX
        taken = SPEAKER_ROOM + OUTLET_ROOM + 2 * BAR + between
        self.gap = max(LEAST_GAP, (WIDTH - taken) / self.last)
        self.width = round(taken + self.last * self.gap, 1)
        self.thick = _thickness(rows)
        known = dict.fromkeys(row.start for row in rows if row.voice)
        self.hues = dict(zip(known, range(1, HUES + 1), strict=False))
        self.places = sorted(column_of, key=lambda place: (column_of[place], place))
        self.column = [column_of[place] for place in self.places]
        self.stops = _stops(chains, {place: item for item, place in enumerate(self.places)}, self.last)
        self.through: dict[int, list[int]] = {}
        for number, stops in enumerate(self.stops):
            for item in stops:
                self.through.setdefault(item, []).append(number)
        self.labels = [fitted(self._name(item), UNITS[self._sort(item)], 2) for item in range(len(self.places))]
        self.heights = {item: self._height(item) for item in self.through}
        self.tops, room = self._laid()
        self.height = round(HEAD + room + FOOT, 1) if rows else 0.0

    def _laid(self) -> tuple[dict[int, float], float]:
        columns: list[dict[int, None]] = [{} for _ in range(self.last + 1)]
        for stops in self.stops:
            for column, item in zip(columns, stops, strict=True):
                column[item] = None
        links = [(a, b, self.thick[n]) for n, stops in enumerate(self.stops) for a, b in pairwise(stops)]
        margins = self._margins([list(column) for column in columns])
        tops, room = placed(ordered([list(c) for c in columns], links), links, self.heights, margins)
        return {item: HEAD + top for item, top in tops.items()}, room

    def _margins(self, columns: Sequence[Sequence[int]]) -> dict[int, float]:
        """What stands between two nodes: more at the sides, where there is room, so that lines need not crowd."""
        margins = {item: APART if item < len(self.places) else BY for item in self.through}
        need = [sum(self.heights[i] + margins[i] for i in column) for column in columns]
        for column, own in ((columns[0], need[0]), (columns[-1], need[-1])):
            wider = APART + SPREAD * (max(need) - own) / max(1, len(column))
            margins |= dict.fromkeys(column, min(wider, WIDEST))
        return margins

    def _height(self, item: int) -> float:
        """As high as its routes together, a node also as its words."""
        routes = sum(self.thick[row] for row in self.through[item])
        if item >= len(self.places):
            return routes
        lines = len(self.labels[item][0]) + self._has_more(item)
        return max(routes, lines * LINE + (8.0 if self._sort(item) == "carrier" else 4.0))

    def _sort(self, item: int) -> str:
        return {0: "voice", self.last: "outlet"}.get(self.column[item], "carrier")

    def _name(self, item: int) -> str:
        place = self.places[item]
        return {"voice": self.rows[self.through[item][0]].speaker, "by": place[-2]}.get(place[0], place[1])

    def _documents(self, item: int) -> tuple[int, ...]:
        if self._sort(item) != "outlet":
            return ()
        return tuple(sorted({number for row in self.through[item] for number in self.rows[row].documents}))

    def _has_more(self, item: int) -> bool:
        """Whether a line stands below the name: the kind of a carrier, the documents of an outlet with several."""
        return self._sort(item) == "carrier" or self.places[item][0] == "document" or len(self._documents(item)) > 1

    def _left(self, column: int) -> float:
        return SPEAKER_ROOM + (BAR + column * self.gap + (column - 1) * BOX if column else 0.0)

    def _right(self, column: int) -> float:
        return self._left(column) + (BOX if 0 < column < self.last else BAR)

    def heads(self) -> tuple[tuple[str, float, str], ...]:
        """What stands above the columns."""
        if not self.rows:
            return ()
        between = (self._left(1) + self._right(self.last - 1)) / 2
        middle = [("Passed on by", round(between, 1), "middle")] if self.last > 1 else []
        end = round(self._left(self.last), 1)
        return (("Speakers", self._right(0), "end"), *middle, ("Outlets", end, "start"))

    @cached_property
    def nodes(self) -> tuple[MapNode, ...]:
        """Column by column, from top to bottom: the order in which keys reach them."""
        return tuple(self._node(i) for i in sorted(range(len(self.places)), key=lambda i: (self.column[i], self.tops[i])))

    def _node(self, item: int) -> MapNode:
        label, cut = self.labels[item]
        rows = [self.rows[row] for row in self.through[item]]
        place, documents = self.places[item], self._documents(item)
        number = sum(row.statements for row in rows)
        voice = rows[0].voice if place[0] == "voice" else None
        link = f"#{voice}" if voice else f"#d-{documents[0]}" if len(documents) == 1 else None
        lines = len(label) + self._has_more(item)
        first = self.tops[item] + self.heights[item] / 2 - (lines - 1) * LINE / 2 + 0.31 * LINE
        return MapNode(
            id=f"map-{item + 1}",
            name=self._name(item),
            label=label,
            cut=cut,
            kind=place[1] if place[0] == "by" else place[0],
            column=self.column[item],
            x=round(self._left(self.column[item]), 1),
            y=round(self.tops[item], 1),
            width=round(self._right(self.column[item]) - self._left(self.column[item]), 1),
            height=round(self.heights[item], 1),
            baselines=tuple(round(first + at * LINE, 1) for at in range(len(label) + 1)),
            link=link,
            documents=documents,
            statements=number,
            said=statements(number),
            hue=self.hues.get(place, 0),
        )

    def edges(self) -> tuple[MapEdge, ...]:
        """The stretches of the routes, in the order of the rows."""
        leaving, coming = self._ports(1), self._ports(-1)
        out: list[MapEdge] = []
        for number, (row, stops) in enumerate(zip(self.rows, self.stops, strict=True)):
            start = 0
            while start < self.last:
                end = next(c for c in range(start + 1, self.last + 1) if stops[c] < len(self.places))
                source, target = stops[start], stops[end]
                path = [f"M{_px(self._right(start))} {_px(leaving[number, start])}"]
                for column in range(start, end):
                    x, further = self._right(column), self._left(column + 1)
                    y, next_y = leaving[number, column], coming[number, column + 1]
                    middle = _px((x + further) / 2)
                    path.append(f"C{middle} {_px(y)} {middle} {_px(next_y)} {_px(further)} {_px(next_y)}")
                    path += [f"H{_px(self._right(column + 1))}"] if column + 1 < end else []
                out.append(
                    MapEdge(
                        source=f"map-{source + 1}",
                        target=f"map-{target + 1}",
                        source_name=self._name(source),
                        target_name=self._name(target),
                        route=row.number,
                        speaker=f"map-{stops[0] + 1}",
                        path="".join(path),
                        thickness=round(self.thick[number], 1),
                        weight=row.statements,
                        said=statements(row.statements),
                    )
                )
                start = end
        return tuple(out)

    def _ports(self, step: int) -> dict[tuple[int, int], float]:
        """The middle of each row's line (row, column), y in px, where it leaves (1) or comes (-1): lines of one node
        stand in the order of where they go or come from, so that they do not cross beside it."""
        out: dict[tuple[int, int], float] = {}
        for column in range(self.last + 1):
            there = column + step if 0 <= column + step <= self.last else column
            for item in {stops[column] for stops in self.stops}:
                rows = sorted(self.through[item], key=lambda row: (self._middle(self.stops[row][there]), row))
                y = self._middle(item) - sum(self.thick[row] for row in rows) / 2
                for row in rows:
                    out[row, column] = y + self.thick[row] / 2
                    y += self.thick[row]
        return out

    def _middle(self, item: int) -> float:
        return self.tops[item] + self.heights[item] / 2


def _px(value: float) -> str:
    return f"{round(value, 1):.1f}".removesuffix(".0")


def _thickness(rows: Sequence[MapRow]) -> list[float]:
    whole = sum(row.statements for row in rows)
    each = min(THICKEST, ALL / whole) if whole else 0.0
    return [max(THINNEST, each * row.statements) for row in rows]


def _chains(rows: Sequence[MapRow]) -> list[list[tuple[int, Place]]]:
    """The places that each row passes, each with its column: its speaker (0), its hops, its outlet (the last).

    There are as many columns as the longest row needs. A carrier stands right of all that hand it words and is one
    place. Where rows disagree on what comes first (A by B, B by A), those with fewest statements give way: they pass
    the carrier at a place of its own in another column.
    """
    most = max((len(row.hops) for row in rows), default=0)
    home: dict[Hop, int] = {}
    agreed: list[tuple[Hop, Hop]] = []
    for row in sorted(rows, key=lambda row: (-row.statements, row.number)):
        for hop in row.hops:
            home.setdefault(hop, 1)
        moved = _moved(home, [*agreed, *pairwise(row.hops)], most)
        if moved:
            home, agreed = moved, [*agreed, *pairwise(row.hops)]
    chains = []
    for row in rows:
        chain = [(0, row.start)]
        for left, (name, kind) in zip(range(len(row.hops) - 1, -1, -1), row.hops, strict=True):
            own, before = home[name, kind], chain[-1][0]
            column = own if before < own <= most - left else before + 1
            chain.append((column, ("by", kind, name, "" if column == own else str(column))))
        chains.append([*chain, (most + 1, row.end)])
    return chains


def _moved(home: Mapping[Hop, int], agreed: Sequence[tuple[Hop, Hop]], most: int) -> dict[Hop, int] | None:
    """The columns in which the second of each pair stands right of the first; None where `most` columns do not do."""
    column = dict(home)
    changed = True
    while changed:  # ends: each change adds a column to something, and none has more than `most`
        changed = False
        for one, other in agreed:
            if column[other] <= column[one]:
                column[other] = column[one] + 1
                changed = True
                if column[other] > most:
                    return None
    return column


def _stops(chains: Sequence[Sequence[tuple[int, Place]]], number: Mapping[Place, int], last: int) -> list[list[int]]:
    out = []
    free = len(number)
    for chain in chains:
        here = {column: number[place] for column, place in chain}
        for column in range(last + 1):
            if column not in here:
                here[column] = free
                free += 1
        out.append([here[column] for column in range(last + 1)])
    return out


def _about(nodes: Sequence[MapNode], rows: Sequence[MapRow], last: int) -> str:
    speakers = sum(node.column == 0 for node in nodes)
    outlets = sum(node.column == last for node in nodes)
    kinds = Counter(node.kind for node in nodes if 0 < node.column < last)
    between = ", ".join(f"{number} of kind {kind}" for kind, number in sorted(kinds.items())) or "nothing recorded"
    bare = sum(row.statements for row in rows if not row.hops)
    return (
        f"Speakers on the left ({speakers}), outlets on the right ({outlets}), between them what passed the words on "
        f"({between}). Each line is one way that words took, thicker for more statements; for {statements(bare)} no "
        f"step is recorded. The table holds the same."
    )
