"""Texts held against one another by the words that they share: what few of them have tells most (tf-idf, cosine; Spärck
Jones 1972).

A word is known by its first letters, which takes the forms of one word together in languages that inflect at the end.
An inverted index leads from each word to the texts that hold it, so that no text has to be held against all others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Places = NDArray[numpy.int64]

WORDS = re.compile(r"\w+")
LETTERS = re.compile(r"[^\W\d_]+")
"""Words without numbers: for sentences that are to be alike though their figures differ."""
STEM = 5
"""Letters of a word's beginning."""
MOST_HOLDERS = 400
"""A word that more texts have than this is not followed from text to text: it would cost the square of the pile."""
BESIDE = 20
"""Holders of such a word with which each of them is held, next to it in the order of their rarest words (sorted
neighbourhood; Hernández and Stolfo 1995): enough to link a pile in which all tell of one thing."""


class SharedWords:
    """Made of all texts that are to be compared; a text is called by its place among them."""

    def __init__(self, texts: Sequence[str], word: re.Pattern[str] = WORDS) -> None:
        import numpy

        self._words = [dict.fromkeys(w[:STEM] for w in word.findall(text.casefold())) for text in texts]
        holders: dict[str, list[int]] = defaultdict(list)
        for place, found in enumerate(self._words):
            for one in found:
                holders[one].append(place)
        self._weight = {one: log(1 + len(texts) / len(places)) ** 2 for one, places in holders.items()}
        self._size = [sqrt(sum(self._weight[one] for one in found)) or 1.0 for found in self._words]
        self._sizes = numpy.array(self._size)
        self._holders = _followed(holders)
        self._shared = numpy.zeros(len(texts))  # between two calls all 0

    def likeness(self, one: int, other: int) -> float:
        """The cosine of two texts, in [0, 1]."""
        shared = sum(self._weight[w] for w in self._words[one] if w in self._words[other])
        return shared / self._size[one] / self._size[other]

    def neighbours(self, place: int, least: float = 0.0) -> dict[int, float]:
        """The texts whose cosine with this one is `least` or more, by the words that MOST_HOLDERS have at most."""
        followed = [(self._holders[one], self._weight[one]) for one in self._words[place] if one in self._holders]
        places, shared = _added(followed, self._shared)
        likeness = shared / self._size[place] / self._sizes[places]
        near = likeness >= least
        found = dict(zip(places[near].tolist(), likeness[near].tolist(), strict=True))
        found.pop(place, None)
        return found

    def pairs(self, among: Sequence[int], least: float) -> Iterator[tuple[int, int]]:
        """Pairs among these places whose cosine is `least` or more (above 0), each once.

        None is left out unless all words that the two share are held by more than MOST_HOLDERS of these texts: of such
        pairs only those are given that stand BESIDE one another. Cost grows with the number of texts, not its square.
        """
        import numpy

        order = sorted(set(among), key=lambda p: (sorted((-self._weight[w], w) for w in self._words[p]), p))
        holders: dict[str, list[int]] = defaultdict(list)  # ranks in `order`, ascending
        for rank, place in enumerate(order):
            for one in self._words[place]:
                holders[one].append(rank)
        followed = _followed(holders)
        sizes = self._sizes[order]
        passed: dict[str, int] = defaultdict(int)  # how many of a word's holders have had their turn
        for place in order:
            for one in self._words[place]:
                passed[one] += 1
            common = [one for one in self._words[place] if one not in followed]
            rows = [(followed[w][passed[w] :], self._weight[w]) for w in self._words[place] if w in followed]
            beside = [(numpy.array(holders[w][passed[w] : passed[w] + BESIDE], dtype=numpy.int64), 0.0) for w in common]
            ranks, shared = _added(rows + beside, self._shared)
            bound = (shared + sum(self._weight[w] for w in common)) / self._size[place] / sizes[ranks]
            for rank in sorted(set(ranks[bound >= least].tolist())):
                other = order[rank]
                if self.likeness(place, other) >= least:
                    yield (min(place, other), max(place, other))


def _followed(holders: dict[str, list[int]]) -> dict[str, Places]:
    """The holders of the words that are followed."""
    import numpy

    return {word: numpy.array(places) for word, places in holders.items() if len(places) <= MOST_HOLDERS}


def _added(rows: Sequence[tuple[Places, float]], sums: NDArray[numpy.float64]) -> tuple[Places, NDArray[numpy.float64]]:
    """All places of the rows (some more than once), and for each the sum of the weights of the rows that hold it. `sums` is
    lent for the addition: zeros before and after."""
    import numpy

    places = numpy.concatenate([row for row, _ in rows]) if rows else numpy.array([], dtype=numpy.int64)
    for row, weight in rows:
        sums[row] += weight  # no row holds a place twice
    added = sums[places]
    sums[places] = 0.0
    return places, added
