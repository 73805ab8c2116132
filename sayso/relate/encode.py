"""Two sentences to the arrays that the relation model reads: one function, shared by training and prediction.

Both sentences go in as one input, `[CLS] a [SEP] b [SEP]`. The base model is uncased, and a small one finds it hard to see
which words the two have in common, so two codes travel with every piece: which sentence it stands in, and what kind of word
it belongs to and whether the other sentence has that word too. The codes belong to the trained weights: changing one means
training again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.wordpieces import wordpieces

Ints = NDArray[np.int64]

CLS, SEP = 101, 102
SIDES, ALIGNMENTS = 2, 12
"""How many codes each feature has; 0 is also what special pieces and padding get."""
LENGTH = 96
"""Pieces of a sentence that are read. Of the sentences of news that the model learnt from, 1 in 200 is longer."""
STEM = 5
"""Letters that make two words one: 'deny' and 'denied' differ, 'announced' and 'announcement' do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence's pieces: `ids`, `word_of` (an index into `words`), at most LENGTH of them."""

    ids: Ints
    word_of: Ints
    words: tuple[str, ...]


def sentence(text: str) -> Sentence:
    """The pieces of one sentence, with no special pieces."""
    encoding = wordpieces().encode(text, add_special_tokens=False)
    count = min(len(encoding.ids), LENGTH)
    word_of = np.asarray(encoding.word_ids[:count], np.int64)
    spans: dict[int, tuple[int, int]] = {}
    for index, (start, end) in zip(word_of.tolist(), encoding.offsets, strict=False):
        spans[index] = (spans.get(index, (start, end))[0], end)
    words = tuple(text[start:end] for start, end in spans.values())
    return Sentence(ids=np.asarray(encoding.ids[:count], np.int64), word_of=word_of, words=words)


def pair(a: Sentence, b: Sentence) -> tuple[Ints, Ints]:
    """`ids` (pieces) and `codes` (pieces x 2: side, alignment) of two sentences, special pieces included."""
    ids = np.concatenate([[CLS], a.ids, [SEP], b.ids, [SEP]])
    codes = np.zeros((len(ids), 2), np.int64)
    middle = len(a.ids) + 2
    codes[middle:, 0] = 1
    codes[1 : middle - 1, 1] = _alignment(a, b)[a.word_of]
    codes[middle:-1, 1] = _alignment(b, a)[b.word_of]
    return ids, codes


def _alignment(one: Sentence, other: Sentence) -> Ints:
    """A code for each word of `one`; 1 is a mark, the rest count kinds of word by how the other sentence matches."""
    theirs = {word.lower() for word in other.words}
    stems = {word[:STEM] for word in theirs if len(word) >= STEM}
    numbers = any(_is_number(word) for word in theirs)
    return np.array([_code(word, theirs, stems, numbers) for word in one.words], np.int64)


def _code(word: str, theirs: set[str], stems: set[str], numbers: bool) -> int:
    """2, 3: a short word, shared or not; 4 to 6: a number, shared, other numbers there, none there; 7, 8: a capitalised
    word, shared or not; 9 to 11: any other, shared, shared stem, not shared."""
    lower = word.lower()
    if not any(c.isalnum() for c in word):
        return 1
    if _is_number(word):
        return 4 if lower in theirs else 5 if numbers else 6
    if len(word) <= 3 and not word[0].isupper():
        return 2 if lower in theirs else 3
    shared = lower in theirs
    stem = len(lower) >= STEM and lower[:STEM] in stems
    if word[0].isupper():
        return 7 if shared or stem else 8
    return 9 if shared else 10 if stem else 11


def _is_number(word: str) -> bool:
    return any(c.isdigit() for c in word)
