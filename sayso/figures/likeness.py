"""How much two sentences tell of one thing: the cosine of their words, weighed by how few of the pile's share them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import log, sqrt

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5  # letters: takes forms of one word together in languages that inflect at the end


class Likeness:
    """Made of all sentences that are to be compared (tf-idf; Spärck Jones 1972)."""

    def __init__(self, sentences: Iterable[str]) -> None:
        stems = {sentence: {w[:_STEM] for w in _WORD.findall(sentence.casefold())} for sentence in sentences}
        holders = Counter(stem for found in stems.values() for stem in found)
        weight = {stem: log(1 + len(stems) / count) ** 2 for stem, count in holders.items()}
        self._weight = weight
        self._stems = stems
        self._size = {sentence: sqrt(sum(weight[s] for s in found)) for sentence, found in stems.items()}

    def of(self, one: str, other: str) -> float:
        """In [0, 1]. Raises KeyError for a sentence that it was not made of."""
        size = self._size[one] * self._size[other]
        return sum(self._weight[s] for s in self._stems[one] & self._stems[other]) / size if size else 0.0
