"""Texts cut into windows of pieces, collated into batches for training."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.data import NO_LINK, Example

CLS, SEP = 101, 102
LENGTH = 384
"""Pieces in a window, both special ones included."""
STEP = 32
"""A batch is padded to a multiple of so many pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Pieces: `ids`, `features`. Words: `first` (index of each word's first piece), `tags`, `links`, `lengths`."""

    ids: Tensor
    features: Tensor
    first: Tensor
    tags: Tensor
    links: Tensor
    lengths: Tensor


def cut(example: Example, offset: int) -> Iterator[tuple[int, int]]:
    """Word ranges [a, b) whose pieces fit a window; the first one ends `offset` pieces in, where offset is not 0."""
    first = np.append(example.encoded.first, len(example.encoded.ids))
    a, room = 0, offset or LENGTH - 2
    while a < len(first) - 1:
        b = max(int(np.searchsorted(first, first[a] + room, side="right")) - 1, a + 1)
        yield a, b
        a, room = b, LENGTH - 2


Row = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def row(example: Example, a: int, b: int, rng: random.Random) -> Row:
    """One window as arrays; now and then seen with straight marks, single line ends, or no place in its document."""
    encoded = example.straight if rng.random() < 0.2 else example.encoded
    bounds = np.append(encoded.first, len(encoded.ids))
    low, high = int(bounds[a]), int(bounds[b])
    ids = np.concatenate([[CLS], encoded.ids[low:high], [SEP]])[:LENGTH]
    features = np.zeros((len(ids), 4), np.int64)
    features[1 : 1 + high - low] = encoded.features[low:high][: LENGTH - 1]
    if rng.random() < 0.25:
        features[features[:, 2] == 3, 2] = 2
    if rng.random() < 0.1:
        features[:, 3] = 0
    links = example.links[a:b] - a
    links[(example.links[a:b] == NO_LINK) | (links < 0) | (links >= b - a)] = NO_LINK
    return ids, features, encoded.first[a:b] - low + 1, open_ended(example.tags[a:b]), links


def open_ended(tags: np.ndarray) -> np.ndarray:
    """Tags of a window, with a run that the edge cuts made legal: it begins, or ends, at the edge. (BIES: 1 + 4 * part.)"""
    tags = tags.copy()
    edge = (tags[0] - 1) % 4
    if tags[0] and edge in (1, 2):
        tags[0] += -1 if edge == 1 else 1
    edge = (tags[-1] - 1) % 4
    if tags[-1] and edge in (0, 1):
        tags[-1] += 3 if edge == 0 else 1
    return tags


def collate(rows: list[Row]) -> Batch:
    # a new length makes the matrix library build its kernels anew: lengths come in steps
    pieces, words = -(-max(len(r[0]) for r in rows) // STEP) * STEP, max(len(r[2]) for r in rows)
    ids, features = np.zeros((len(rows), pieces), np.int64), np.zeros((len(rows), pieces, 4), np.int64)
    first, tags = np.zeros((len(rows), words), np.int64), np.zeros((len(rows), words), np.int64)
    links = np.full((len(rows), words), NO_LINK, np.int64)
    for i, (piece_ids, piece_features, word_first, word_tags, word_links) in enumerate(rows):
        ids[i, : len(piece_ids)], features[i, : len(piece_ids)] = piece_ids, piece_features
        n = len(word_first)
        first[i, :n], tags[i, :n], links[i, :n] = np.minimum(word_first, pieces - 1), word_tags, word_links
    arrays = (ids, features, first, tags, links, np.array([len(r[2]) for r in rows]))
    return Batch(**dict(zip(Batch.__slots__, map(torch.from_numpy, arrays), strict=True)))


def epoch(examples: list[Example], batch_size: int, rng: random.Random) -> list[Batch]:
    """All windows of all texts, each text cut at a new random place, shuffled and batched with others of like length."""
    places = []
    for k, example in enumerate(examples):
        offset = rng.randrange(LENGTH // 4, LENGTH - 2) if len(example.encoded.ids) > LENGTH else 0
        places += [(b - a, k, a, b) for a, b in cut(example, offset)]
    rng.shuffle(places)
    places.sort(key=lambda p: round(p[0], -1))
    groups = [places[i : i + batch_size] for i in range(0, len(places), batch_size)]
    rng.shuffle(groups)
    return [collate([row(examples[k], a, b, rng) for _, k, a, b in group]) for group in groups]
