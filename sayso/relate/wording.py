"""Two sentences word by word: what they share, and what stands in one where the other has something else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from sayso.records import Span
from sayso.relate.profile import Profile, Word

LONGEST_SWAP = 6
"""Words that may stand in place of others, on either side."""


class Swap(NamedTuple):
    """Words of one sentence in the place of words of the other, with the same words before or behind them."""

    a: tuple[Word, ...]
    b: tuple[Word, ...]


def share(one: Collection[str], other: Collection[str]) -> float:
    """Of all different members, the share that both have (Jaccard); 0 where there are none."""
    union = set(one) | set(other)
    return len(set(one) & set(other)) / len(union) if union else 0.0


def held(one: Collection[str], other: Collection[str]) -> float:
    """The share of the smaller set that the larger has too; 0 where one is empty."""
    small, large = sorted((set(one), set(other)), key=len)
    return len(small & large) / len(small) if small else 0.0


def runs(sentence: Profile) -> set[str]:
    """Pairs of stems that follow one another, function words left out."""
    stems = [w.stem for w in sentence.words if not w.stop]
    return {f"{x} {y}" for x, y in pairwise(stems)}


def aligned(one: Profile, other: Profile) -> float:
    """The share of all words (function words too) that stand in the same order in both."""
    a, b = [w.stem for w in one.words], [w.stem for w in other.words]
    if not a or not b:
        return 0.0
    a, b = sorted((a, b))
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def swaps(one: Profile, other: Profile) -> Iterator[Swap]:
    """What stands in the same place of two sentences of like wording. Swapping the sentences swaps each side."""
    turned = [w.stem for w in one.words] > [w.stem for w in other.words]
    first, second = (other, one) if turned else (one, other)
    a, b = [w.stem for w in first.words], [w.stem for w in second.words]
    for tag, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "replace" and j - i <= LONGEST_SWAP and n - k <= LONGEST_SWAP:
            sides = first.words[i:j], second.words[k:n]
            yield Swap(*(sides[::-1] if turned else sides))


def stretch(words: tuple[Word, ...]) -> Span:
    """From the first to the last of some words."""
    return Span(words[0].span.start, words[-1].span.end)


def names_turned(one: Profile, other: Profile) -> bool:
    """Whether two names that both sentences have stand in the other order: who did it to whom."""
    shared = one.names & other.names
    orders = [[w.stem for w in sentence.words if w.stem in shared] for sentence in (one, other)]
    firsts = [list(dict.fromkeys(order)) for order in orders]
    return len(shared) >= 2 and firsts[0] != firsts[1]
