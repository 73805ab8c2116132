"""Order and place what stands in columns, so that the lines between neighbouring columns cross little and run flat.

Items are numbers of the caller's; a link joins an item of one column with one of the next and has a weight (its
thickness in px). In order: `ordered` puts the items of each column in an order, `placed` gives each its top. Both are
the same for the same input. The way of Sugiyama: sort by the mean place of the neighbours, sweep to and fro, keep the
best order met; then move everything towards its neighbours as far as its own column lets it.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

Columns = Sequence[Sequence[int]]
Link = tuple[int, int, float]

SWEEPS = 24
PULLS = 12


def ordered(columns: Columns, links: Sequence[Link]) -> list[list[int]]:
    """The columns, each in the order (of those met in the sweeps) in which the links cross least.

    The order given decides between equals. Every end of a link stands in a column.
    """
    row = [list(column) for column in columns]
    best, fewest = [list(column) for column in row], crossings(row, links)
    before, after = _neighbours(links)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        forward = sweep % 2 == 0
        numbers = range(1, len(row)) if forward else range(len(row) - 2, -1, -1)
        for number in numbers:
            fixed = row[number - 1 if forward else number + 1]
            place = {item: float(at) for at, item in enumerate(fixed)}
            own = {item: float(at) for at, item in enumerate(row[number])}
            towards = before if forward else after
            row[number] = sorted(row[number], key=lambda item: _mean(towards.get(item, ()), place, own[item]))
        met = crossings(row, links)
        if met < fewest:
            best, fewest = [list(column) for column in row], met
    return best


def crossings(columns: Columns, links: Sequence[Link]) -> int:
    """How many pairs of links between the same two columns cross."""
    where = {item: (number, at) for number, column in enumerate(columns) for at, item in enumerate(column)}
    pairs = sorted((*where[one], where[other][1]) for one, other, _ in links)
    total, column, seen = 0, -1, list[int]()
    level: list[tuple[int, int]] = []
    for number, start, end in pairs:
        if number != column:
            column, seen, level = number, [], []
        if level and level[-1][0] != start:
            for _, met in level:
                insort(seen, met)
            level = []
        total += len(seen) - bisect_right(seen, end)
        level.append((start, end))
    return total


def placed(
    columns: Columns, links: Sequence[Link], heights: Mapping[int, float], margins: Mapping[int, float]
) -> tuple[dict[int, float], float]:
    """The top of each item in px, the first column's highest at 0 or more, and the height of all.

    Two neighbours in a column stand at least the greater of their margins apart.
    """
    gaps = [[max(margins[one], margins[other]) for one, other in pairwise(column)] for column in columns]
    need = [sum(heights[item] for item in column) + sum(gap) for column, gap in zip(columns, gaps, strict=True)]
    room = max(need, default=0.0)
    tops: dict[int, float] = {}
    for column, gap, own in zip(columns, gaps, need, strict=True):
        at = (room - own) / 2
        for item, space in zip(column, [*gap, 0.0], strict=False):  # an empty column has no gap
            tops[item] = at
            at += heights[item] + space
    before, after = _neighbours(links)
    for pull in range(PULLS):
        forward = pull % 2 == 0
        towards = before if forward else after
        for number in range(1, len(columns)) if forward else range(len(columns) - 2, -1, -1):
            column = columns[number]
            middle = {item: tops[item] + heights[item] / 2 for item in tops}
            wanted = [_mean(towards.get(item, ()), middle, middle[item]) - heights[item] / 2 for item in column]
            tops.update(zip(column, _apart(wanted, [heights[i] for i in column], gaps[number], room), strict=True))
    return tops, room


def _neighbours(links: Sequence[Link]) -> tuple[dict[int, list[tuple[int, float]]], dict[int, list[tuple[int, float]]]]:
    before: dict[int, list[tuple[int, float]]] = {}
    after: dict[int, list[tuple[int, float]]] = {}
    for one, other, weight in links:
        before.setdefault(other, []).append((one, weight))
        after.setdefault(one, []).append((other, weight))
    return before, after


def _mean(neighbours: Sequence[tuple[int, float]], place: Mapping[int, float], own: float) -> float:
    total = sum(weight for _, weight in neighbours)
    return sum(place[item] * weight for item, weight in neighbours) / total if total else own


def _apart(wanted: Sequence[float], heights: Sequence[float], gaps: Sequence[float], room: float) -> list[float]:
    """Tops as near to the wanted ones as order, gaps and room allow: least squares, by pooling neighbours that clash."""
    if not wanted:
        return []
    offsets = [0.0]
    for height, gap in zip(heights, gaps, strict=False):
        offsets.append(offsets[-1] + height + gap)
    pools: list[tuple[float, int]] = []  # sum of what is wanted beyond the offsets, number of items
    for one, offset in zip(wanted, offsets, strict=True):
        pool = (one - offset, 1)
        while pools and pools[-1][0] / pools[-1][1] >= pool[0] / pool[1]:
            last = pools.pop()
            pool = (last[0] + pool[0], last[1] + pool[1])
        pools.append(pool)
    slack = room - offsets[-1] - heights[-1]
    starts = [min(max(total / number, 0.0), slack) for total, number in pools for _ in range(number)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]
