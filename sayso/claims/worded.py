"""Which remarks dispute one another, or hold one another, word by word: chosen by what is said, not by likeness.

A denial is short and its wording its own, so that what it denies is often not among the remarks most like it. Here each
thing that a remark denies leads, by an inverted index of its words, to the remarks that put most of them plainly; and a
remark leads to those that hold all its words, where 'truce' and 'cease-fire' are one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sayso.claims.near import Pair
from sayso.shared_words import MOST_HOLDERS

HELD = 0.7
"""The share of what is denied that another puts plainly: as in `disputed`, which decides."""
WHOLE = 4
"""Words of a remark at least of which all are sought in others."""
MOST = 12
"""Remarks that one is held against at most for what it denies: those that have most of it in fewest other words."""


def worded(texts: Sequence[str]) -> set[Pair]:
    """Pairs of places (i < j) in `texts` of which one disputes the other or holds all its words."""
    return _opposed(texts) | _within(texts)


def _within(texts: Sequence[str]) -> set[Pair]:
    from sayso.relate.disputed import told

    senses = [told(text) for text in texts]
    holders = _holders(senses)
    pairs: set[Pair] = set()
    for place, found in enumerate(senses):
        if len(found) >= WHOLE:
            rarest = min(sorted(found), key=lambda sense: len(holders[sense]))
            larger = [other for other in holders[rarest] if other != place and found <= senses[other]]
            closest = sorted(larger, key=lambda other: (len(senses[other]), other))[:MOST]
            pairs.update((min(place, other), max(place, other)) for other in closest)
    return pairs


def _holders(senses: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(senses):
        for sense in sorted(found):
            holders[sense].append(place)
    return holders


def _opposed(texts: Sequence[str]) -> set[Pair]:
    from sayso.relate.disputed import denied, disputed, put  # it brings numbers and dates with it

    plain = [put(text) for text in texts]
    holders = _holders(plain)
    pairs: set[Pair] = set()
    for place, text in enumerate(texts):
        found = {other: rank for core in denied(text) for other, rank in _holding(core, holders, plain).items()}
        against = [o for o in sorted(found, key=lambda o: (found[o], o)) if o != place and disputed(text, texts[o])]
        pairs.update((min(place, other), max(place, other)) for other in against[:MOST])
    return pairs


def _holding(
    core: frozenset[str], holders: dict[str, list[int]], plain: Sequence[frozenset[str]]
) -> dict[int, tuple[float, int]]:
    """The places that put HELD of a core, by how much they lack of it and how long they are. Words that more than
    MOST_HOLDERS have lead nowhere by themselves."""
    followed = [holders[sense] for sense in core if 0 < len(holders.get(sense, ())) <= MOST_HOLDERS]
    held = Counter(place for places in followed for place in places)
    return {
        place: (1 - len(core & plain[place]) / len(core), len(plain[place]))
        for place in held
        if len(core & plain[place]) >= HELD * len(core)
    }
