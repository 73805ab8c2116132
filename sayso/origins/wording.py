"""The same wording: attributions that share so many words in a row that one utterance stands behind them.

Runs of words are looked up in an index, so that the cost grows with the words and not with the pairs (shingling, Broder
1997).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from sayso.records import Spans

RUN = 5  # words in a row that are looked up
LEAST = 7  # words in shared runs that two people do not share by chance
TELLING = 1  # words of a run that are long and no names
LONG = 5  # letters
SHARE = 0.5  # of the shorter one's words that must lie in shared runs
HOLDERS = 4  # attributions of one run that others are held against


def same_words(said: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of keys whose words share runs that make up SHARE of the shorter; `said` is keys and words."""
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for key, text in said:
        words = re.findall(r"\w+", text)
        sizes[key] = len(words)
        shared: Counter[str] = Counter()
        for run in _runs(words):
            shared.update(holders[run])
            if len(holders[run]) < HOLDERS:
                holders[run].append(key)
        for other, runs in shared.items():
            if runs + RUN - 1 >= max(LEAST, SHARE * min(sizes[key], sizes[other])):
                yield other, key


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    """The runs of RUN words that tell something: names and small words alone do not."""
    telling = [len(w) >= LONG and w.islower() for w in words]
    lower = [w.casefold() for w in words]
    places = range(len(words) - RUN + 1)
    return {tuple(lower[at : at + RUN]) for at in places if sum(telling[at : at + RUN]) >= TELLING}


def overlapping(said: Iterable[tuple[str, str, Spans]], least: float) -> Iterator[tuple[str, str]]:
    """Pairs of keys that lie in one document and share at least `least` (a share of 1) of the shorter one's code points;
    `said` is keys, documents, contents."""
    places: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    lengths: Counter[str] = Counter()
    for key, document, content in said:
        for piece in content:
            places[document].append((piece.start, piece.end, key))
            lengths[key] += piece.end - piece.start
    for pieces in places.values():
        shared: Counter[tuple[str, str]] = Counter()
        open_pieces: list[tuple[int, int, str]] = []
        for here in sorted(pieces):
            open_pieces = [other for other in open_pieces if other[1] > here[0]]
            for other in open_pieces:
                if other[2] != here[2]:
                    one, two = sorted((other[2], here[2]))
                    shared[one, two] += min(other[1], here[1]) - here[0]
            open_pieces.append(here)
        yield from (pair for pair, points in shared.items() if points >= least * min(lengths[pair[0]], lengths[pair[1]]))
