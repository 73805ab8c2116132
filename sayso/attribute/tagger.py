"""The trained span tagger: text in, tag scores and link vectors for each word out.

In order: cut encoded texts into windows that overlap, run the ONNX model, and give each word the numbers of the window in
which it stands farthest from an edge. What the numbers mean is for `tags.py` (spans) and `join.py` (which belong together).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.attribute.encode import GAPS, Codes, Encoded, Ints
from sayso.attribute.tags import TAGS, transitions
from sayso.errors import ModelError
from sayso.records import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

CLS, SEP = 101, 102
LENGTH = 384
"""Pieces in a window, as trained."""
OVERLAP = 48
"""Pieces that neighbouring windows share: a word at an edge has too little context to be judged there. With 64 nothing is
better found, with 32 contents are."""
AT_ONCE = 512
"""Pieces in one run of the model: long windows run alone, since what two of them need between layers is more than the
processor's cache holds, and short ones together."""
UNWANTED = ["SkipLayerNormFusion"]
"""What ONNX Runtime is to leave undone: its joined operator is slower than the addition and the norm apart."""

Floats = NDArray[np.float32]


class View(NamedTuple):
    """Words [first, last) as one window saw them: `links` words x 3 x 64. Vectors of two windows do not compare."""

    first: int
    last: int
    links: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """Words with what the model says of them: `scores` words x 13 tags, and the `views` for `join.py`, in order."""

    starts: Ints
    ends: Ints
    scores: Floats
    views: tuple[View, ...]


class _Window:
    """Pieces [low, high) of one sequence, and the words [first, last) whose first pieces are among them."""

    __slots__ = ("features", "first", "ids", "last", "pieces")

    def __init__(self, encoded: Encoded, low: int, high: int) -> None:
        self.first, self.last = np.searchsorted(encoded.first, (low, high)).tolist()
        self.ids, self.features = encoded.ids[low:high], encoded.features[low:high]
        self.pieces = encoded.first[self.first : self.last] - low + 1


class Tagger:
    """The model with its settings. One for each process; it keeps no state between texts."""

    def __init__(self, session: InferenceSession, settings: dict[str, Any]) -> None:
        self._session = session
        self.settings = settings
        self.steps = np.asarray(settings["steps"], np.float32) + transitions()

    def tag_encoded(self, sequences: Sequence[Encoded]) -> list[Tagged]:
        """What the model says of each word of encoded sequences, all their windows batched together."""
        windows = [(k, w) for k, encoded in enumerate(sequences) for w in _windows(encoded)]
        scores = [np.zeros((len(e.starts), len(TAGS)), np.float32) for e in sequences]
        depths = [np.full(len(e.starts), -1, np.int64) for e in sequences]
        views: list[list[View]] = [[] for _ in sequences]
        for batch in _batches(windows):
            for (k, window), tags, links in zip(batch, *self._run([w for _, w in batch]), strict=True):
                _place(window, depths[k], scores[k], tags[window.pieces])
                views[k].append(View(window.first, window.last, links[window.pieces]))
        return [
            Tagged(starts=e.starts, ends=e.ends, scores=s, views=tuple(sorted(v, key=lambda view: view.first)))
            for e, s, v in zip(sequences, scores, views, strict=True)
        ]

    def _run(self, windows: list[_Window]) -> tuple[Floats, Floats]:
        """Windows of one length: the model has no mask, so nothing is padded."""
        ids = np.full((len(windows), len(windows[0].ids) + 2), SEP, np.int64)
        ids[:, 0], ids[:, 1:-1] = CLS, [w.ids for w in windows]
        features = np.zeros((*ids.shape, 4), np.int64)
        features[:, 1:-1] = [w.features for w in windows]
        scores, links = self._session.run(None, {"ids": ids, "features": features})
        return scores, links


def _place(window: _Window, depths: Ints, scores: Floats, found: Floats) -> None:
    """Give each word of a window its scores, unless another window holds it farther from an edge."""
    index = np.arange(window.first, window.last)
    left = index - window.first if window.first else np.full(len(index), LENGTH)
    right = window.last - 1 - index if window.last < len(depths) else np.full(len(index), LENGTH)
    depth = np.minimum(left, right)
    better = depth > depths[index]
    depths[index[better]] = depth[better]
    scores[index[better]] = found[better]


def _batches(windows: list[tuple[int, _Window]]) -> Iterator[list[tuple[int, _Window]]]:
    """Windows of the same length together, AT_ONCE pieces at most."""
    by_length: dict[int, list[tuple[int, _Window]]] = {}
    for numbered in windows:
        by_length.setdefault(len(numbered[1].ids), []).append(numbered)
    for length, alike in by_length.items():
        count = max(AT_ONCE // length, 1)
        for i in range(0, len(alike), count):
            yield alike[i : i + count]


def _windows(encoded: Encoded) -> list[_Window]:
    """Windows of one length that cover a sequence and overlap by OVERLAP pieces or a few more."""
    total, room = len(encoded.ids), LENGTH - 2
    if total <= room:
        return [_Window(encoded, 0, total)] if total else []
    count = -(-(total - OVERLAP) // (room - OVERLAP))
    size = -(-(total + (count - 1) * OVERLAP) // count)
    return [_Window(encoded, low, low + size) for low in np.linspace(0, total - size, count).astype(int).tolist()]


def without(encoded: Encoded, spans: Sequence[Span]) -> Encoded:
    """The sequence less the words that touch any of the spans."""
    keep = np.ones(len(encoded.starts), bool)
    for span in spans:
        keep[(encoded.starts < span.end) & (encoded.ends > span.start)] = False
    return encoded if keep.all() else select(encoded, keep)


def select(encoded: Encoded, keep: NDArray[np.bool_]) -> Encoded:
    """The sequence of the words to keep, with their own offsets into the same text."""
    sizes = np.diff(np.append(encoded.first, len(encoded.ids)))
    pieces = np.repeat(keep, sizes)
    return Encoded(
        ids=encoded.ids[pieces],
        features=encoded.features[pieces],
        first=np.cumsum(sizes[keep]) - sizes[keep],
        starts=encoded.starts[keep],
        ends=encoded.ends[keep],
    )


def plain(encoded: Encoded, first: int, last: int) -> Encoded:
    """Words [first, last) as a text of their own: out of their quotation marks and out of their place."""
    keep = np.zeros(len(encoded.starts), bool)
    keep[first:last] = True
    part = select(encoded, keep)
    features: Codes = part.features.copy()
    features[:, 1] = np.where(features[:, 1] == 1, 0, features[:, 1])
    features[:, 3] = 0
    features[:1, 2] = GAPS - 1  # a text's start: elsewhere a window may begin within a content, and is read so
    return Encoded(ids=part.ids, features=features, first=part.first, starts=part.starts, ends=part.ends)


def load_tagger(threads: int = 0) -> Tagger:
    """The model that ships in the package. `threads` 0: as many as there are cores.

    Raises ModelError where it cannot be loaded: a broken install.
    """
    folder = resources.files("sayso") / "models"
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        model = (folder / "tagger.onnx").read_bytes()
        session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"], disabled_optimizers=UNWANTED
        )
        settings = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
    except Exception as error:  # onnxruntime raises types of its own, none of which it documents
        raise ModelError(f"the model in {folder} cannot be loaded ({error}); install sayso again") from error
    return Tagger(session, settings)
