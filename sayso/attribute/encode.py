"""Text to the arrays that the tagger reads: one function, shared by training and prediction, so they cannot drift apart.

A *word* is what BERT's pre-tokenizer makes: a run of letters and digits, or one mark. A *piece* is a wordpiece of it. The
base model is uncased and blind to layout, so four codes travel with every piece: the shape of its word, whether it stands
in quotation marks, the gap before it, and where in the document its paragraph stands. The codes belong to the trained
weights: changing one means training again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.wordpieces import wordpieces

Ints = NDArray[np.int64]
Codes = NDArray[np.uint8]

SHAPES, QUOTES, GAPS, PLACES = 10, 4, 5, 8
"""How many codes each feature has; 0 is also what padding gets."""

_MARK = re.compile(r'["“”„«»\n]')
_PARAGRAPH = re.compile(r"\S[^\r\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """One text as arrays. Pieces: `ids`, `features` (pieces x 4), `first` (of its word); words: `starts`, `ends`.

    `first[i]` is the index of word i's first piece; `starts` and `ends` are code points into the text.
    """

    ids: Ints
    features: Codes
    first: Ints
    starts: Ints
    ends: Ints


def encode(text: str) -> Encoded:
    """Pieces, words and features of a whole text, with no special pieces and nothing cut."""
    encoding = wordpieces().encode(text, add_special_tokens=False)
    offsets = np.asarray(encoding.offsets, np.int64).reshape(-1, 2)
    word_of = np.asarray(encoding.word_ids, np.int64)
    opens = np.flatnonzero(np.diff(word_of, prepend=-1)) if len(word_of) else np.zeros(0, np.int64)
    ends_at = np.append(opens[1:], len(word_of)) - 1 if len(opens) else opens
    starts, ends = offsets[opens, 0], offsets[ends_at, 1]
    words = _word_features(text, starts, ends)
    features = words[np.cumsum(np.bincount(opens, minlength=len(word_of))[: len(word_of)]) - 1] if len(opens) else words
    later = np.ones(len(word_of), bool)
    later[opens] = False
    features = features.copy()
    features[later, 2] = 0
    return Encoded(ids=np.asarray(encoding.ids, np.int64), features=features, first=opens, starts=starts, ends=ends)


def _word_features(text: str, starts: Ints, ends: Ints) -> Codes:
    """Words x (shape, quotation, gap, place)."""
    out = np.zeros((len(starts), 4), np.uint8)
    if not len(starts):
        return out
    out[:, 0] = [_shape(text[s:e]) for s, e in zip(starts.tolist(), ends.tolist(), strict=True)]
    out[:, 1] = quotation_codes(text)[starts]
    before = np.append(0, ends[:-1])
    out[:, 2] = [_gap(text[b:s]) for b, s in zip(before.tolist(), starts.tolist(), strict=True)]
    out[0, 2] = 4
    paragraphs = [m.start() for m in _PARAGRAPH.finditer(text)]
    index = np.searchsorted(paragraphs, starts, side="right") - 1
    out[:, 3] = np.where((index == len(paragraphs) - 1) & (index > 0), PLACES - 1, np.minimum(index, PLACES - 2))
    return out


def _shape(word: str) -> int:
    """Codes: 1 lower, 2 Title, 3 UPPER, 4 one capital, 5 Mixed, 6 digits, 7 mark, 8 other script or no case."""
    if word.islower():
        return 1
    if any(c.isdigit() for c in word):
        return 6
    if not any(c.isalnum() for c in word):
        return 7
    if word.isupper():
        return 3 if len(word) > 1 else 4
    if word[0].isupper() and word[1:].islower():
        return 2
    return 5 if word.lower() != word else 8


def _gap(between: str) -> int:
    """Codes: 0 glued, 1 space, 2 new line, 3 blank line (4, the document's start, is set by the caller)."""
    if not between:
        return 0
    lines = between.count("\n")
    return 1 if not lines else 2 if lines == 1 else 3


def quotation_codes(text: str) -> Codes:
    """A code for each code point: 0 outside, 1 inside double quotation marks, 2 an opening mark, 3 a closing one.

    Each line starts afresh, so a mark that is never closed cannot swallow the rest of the document.
    """
    out = np.zeros(len(text), np.uint8)
    opened: int | None = None
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            if opened is not None:
                out[opened + 1 : at] = 1
            opened = None
        elif mark in "“„«" or (mark == '"' and opened is None):
            if opened is not None:
                out[opened + 1 : at] = 1
            out[at] = 2
            opened = at
        else:
            if opened is not None:
                out[opened + 1 : at] = 1
            out[at] = 3
            opened = None
    if opened is not None:
        out[opened + 1 :] = 1
    return out
