"""Texts as hashes: sentences, their words, and every three words in a row (a shingle).

Hashes depend on the words alone, not on the process: CRC-32 of each case-folded word, mixed. Scripts that are written
without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) count each character as half a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

import numpy as np
import numpy.typing as npt

from sayso.records import Span

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_UNSPACED = re.compile(rf"[{UNSPACED}]")
_WIDTH = 3  # words: two that differ in one word of twenty share most of their shingles, two on one topic few

Hashes = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.uint64]
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or fragment: where it stands, how many words it has, a hash of all of them, and its shingles.

    `shingles` is sorted, each once; a unit of fewer than three words has one, of all its words.
    """

    span: Span
    words: float
    key: int
    shingles: Hashes


def units(text: str, spans: Iterable[Span]) -> list[Unit]:
    """A Unit for each span of `text` that holds a word, in order. Spans must not overlap and must ascend."""
    found = list(_TOKEN.finditer(text))
    starts = np.array([match.start() for match in found], dtype=np.int64)
    tokens = [match.group() for match in found]
    hashes = np.array([crc32(token.casefold().encode("utf-8", "surrogatepass")) for token in tokens], dtype=np.uint64)
    weights = np.array([0.5 if _UNSPACED.match(token) else 1.0 for token in tokens])
    rows = rolled(hashes)
    made = []
    for span in spans:
        first, end = np.searchsorted(starts, [span.start, span.end]).tolist()
        if first == end:
            continue
        shingles = rows[first : end - _WIDTH + 1] if end - first >= _WIDTH else rolled(padded(hashes[first:end]))
        key = int.from_bytes(blake2b(hashes[first:end].tobytes(), digest_size=8).digest(), "big")
        made.append(Unit(Span(*span), float(weights[first:end].sum()), key, np.unique(shingles)))
    return made


def rolled(hashes: Numbers) -> Hashes:
    """One hash for every three in a row: n - 2 of n, none of fewer than three."""
    if len(hashes) < _WIDTH:
        return np.zeros(0, dtype=np.uint32)
    mixed = (hashes[:-2] + np.uint64(1)) * _MIX[0] + (hashes[1:-1] + np.uint64(1)) * _MIX[1] + hashes[2:] * _MIX[2]
    mixed ^= mixed >> np.uint64(29)
    high: Hashes = ((mixed * _MIX[1]) >> np.uint64(32)).astype(np.uint32)
    return high


def padded(hashes: Numbers) -> Numbers:
    """Filled up to three with zeros."""
    return np.concatenate([hashes, np.zeros(_WIDTH - len(hashes), dtype=np.uint64)])
