"""Places put together where a chain of pairs leads from one to the other (union and find; Tarjan 1975)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

Place = TypeVar("Place", bound=Hashable)


def joined(places: Iterable[Place], pairs: Iterable[tuple[Place, Place]]) -> list[list[Place]]:
    """The groups, each in the order of `places`, by their first places. `pairs` are of these places."""
    ordered = list(places)
    above: dict[Place, Place] = {}
    for one, other in pairs:
        above[_top(one, above)] = _top(other, above)
    groups: dict[Place, list[Place]] = defaultdict(list)
    for place in ordered:
        groups[_top(place, above)].append(place)
    return list(groups.values())


def _top(place: Place, above: dict[Place, Place]) -> Place:
    while (upper := above.get(place, place)) != place:
        above[place] = above.get(upper, upper)
        place = upper
    return place
