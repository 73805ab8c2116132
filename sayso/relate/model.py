"""The relation model: pairs of sentences in, the chances of same, contradicts, related and unrelated out.

One model ships with sayso. A user who has a larger cross-encoder points sayso to its folder instead: see `load_relation`.
Both stand behind `RelationModel`. Each pair is read in both orders and the answer is the mean of the two, so swapping the
sentences changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.records import Label
from sayso.relate.encode import Sentence, pair, sentence

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

Floats = NDArray[np.float32]
Pairs = Sequence[tuple[str, str]]

MODEL, TOKENIZER, LABELS = "model.onnx", "tokenizer.json", "labels.json"
LENGTH = 512
"""Pieces of a pair that a user's model reads at most; its tokenizer may say fewer."""
AT_ONCE = 2048
"""Pieces in one run of a user's model."""
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
WHOLE = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}


class RelationModel(Protocol):
    """What sayso asks of a model that compares two sentences."""

    def chances(self, pairs: Pairs) -> Floats:
        """Pairs x 4, in the order of `Label`; each row sums to 1, and swapping the two sentences changes no row."""
        ...


class ShippedModel:
    """The model that ships with sayso. It keeps nothing between calls."""

    def __init__(self, session: InferenceSession) -> None:
        self._session = session

    def chances(self, pairs: Pairs) -> Floats:
        """Pairs x 4, in the order of `Label`. A pair without a word on either side is unrelated.

        Each pair is one run of the model, its two orders side by side: they are equally long, so nothing is padded, and
        since 8-bit sums depend on all that runs together, a pair's answer does not depend on the pairs around it.
        """
        out = np.zeros((len(pairs), len(Label)), np.float32)
        read: dict[str, Sentence] = {}
        for row, texts in zip(out, pairs, strict=True):
            a, b = (read.setdefault(text, read.get(text) or sentence(text)) for text in sorted(texts))
            row[:] = self._run(a, b) if len(a.ids) and len(b.ids) else _unrelated()
        return out

    def _run(self, a: Sentence, b: Sentence) -> Floats:
        orders = [pair(a, b), pair(b, a)]
        inputs = {name: np.stack([order[i] for order in orders]) for i, name in enumerate(("ids", "codes"))}
        found: Floats = shares(self._session.run(None, inputs)[0]).mean(0)
        return found


class CrossEncoder:
    """A user's model: any classifier of pairs of sentences as ONNX, with its tokenizer and a map of its labels.

    `table` is outputs x 4: which share of an output's chance goes to which of our labels.
    """

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, table: Floats) -> None:
        self._session, self._tokenizer, self._table = session, tokenizer, table
        self._inputs = {i.name: WHOLE.get(i.type, np.int64) for i in session.get_inputs()}

    def chances(self, pairs: Pairs) -> Floats:
        """Pairs x 4, in the order of `Label`. Raises ModelError where the model's answer does not fit its labels.

        Pairs of one length run together, so nothing is padded. A pair without a word on either side is unrelated.
        """
        out = np.zeros((len(pairs), len(Label)), np.float32)
        asked = [(i, *texts) for i, texts in enumerate(pairs) if all(text.strip() for text in texts)]
        orders = [(i, a, b) for i, a, b in asked] + [(i, b, a) for i, a, b in asked]
        encodings = self._tokenizer.encode_batch([(a, b) for _, a, b in orders])
        for batch in _batches(encodings):
            found = shares(self._run([encodings[k] for k in batch])) @ self._table
            np.add.at(out, [orders[k][0] for k in batch], found / 2)
        out[out.sum(1) == 0] = _unrelated()
        return out

    def _run(self, encodings: list[Encoding]) -> Floats:
        given = {
            "input_ids": [e.ids for e in encodings],
            "attention_mask": [e.attention_mask for e in encodings],
            "token_type_ids": [e.type_ids for e in encodings],
        }
        inputs = {name: np.asarray(given[name], kind) for name, kind in self._inputs.items()}
        scores = np.asarray(self._session.run(None, inputs)[0], np.float32)
        if scores.shape != (len(encodings), len(self._table)):
            raise ModelError(
                f"{MODEL} gives {scores.shape[1:]} scores a pair where {LABELS} names {len(self._table)} labels; "
                f"{LABELS} must name each output once, in the model's order (id2label in its config.json)"
            )
        return scores


def shares(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


def _unrelated() -> Floats:
    return np.array([label == Label.UNRELATED for label in Label], np.float32)


def _batches(encodings: Sequence[Encoding]) -> Iterator[list[int]]:
    """Indices of encodings of one length, AT_ONCE pieces at most."""
    by_length: dict[int, list[int]] = {}
    for i, encoding in enumerate(encodings):
        by_length.setdefault(len(encoding.ids), []).append(i)
    for length, alike in sorted(by_length.items()):
        count = max(AT_ONCE // length, 1)
        yield from (alike[i : i + count] for i in range(0, len(alike), count))


def load_relation(folder: Path | None = None, threads: int = 0) -> RelationModel:
    """The model that ships, or the user's in `folder`. `threads` 0: as many as there are cores.

    The folder holds `model.onnx` (inputs input_ids and, where the model has them, attention_mask and token_type_ids; its
    first output is pairs x labels, before softmax), `tokenizer.json`, and `labels.json`: the model's label names in the
    order of its outputs, each with the label of sayso that it means, or several that share its chance:
    `{"contradiction": "contradicts", "entailment": "same", "neutral": ["related", "unrelated"]}`.

    Raises ModelError where a model cannot be loaded; the message says what to do.
    """
    if folder is None:
        return _shipped(threads)
    if missing := [name for name in (MODEL, TOKENIZER, LABELS) if not (folder / name).is_file()]:
        raise ModelError(
            f"{folder} lacks {', '.join(missing)}; export the model as ONNX with its tokenizer, and write {LABELS} "
            'such as {"contradiction": "contradicts", "entailment": "same", "neutral": "related"}'
        )
    table = _table(folder / LABELS)
    session = _session(folder / MODEL, threads, f"export it again for ONNX Runtime into {folder}")
    names = [i.name for i in session.get_inputs()]
    if "input_ids" not in names or (strange := set(names) - set(INPUTS)):
        told = ", ".join(sorted(strange)) if "input_ids" in names else "no input_ids"
        raise ModelError(f"{folder / MODEL} asks for {told}; export it with the inputs {', '.join(INPUTS)} or some of them")
    return CrossEncoder(session, _tokenizer(folder / TOKENIZER), table)


def fingerprint(folder: Path | None = None) -> str:
    """SHA-256 (hex) over the files of the model that ships, or of the user's: what tells its answers from another's."""
    made = hashlib.sha256()
    with resources.as_file(resources.files("sayso") / "models" / "relation.onnx") as shipped:
        for path in [shipped] if folder is None else [folder / name for name in (MODEL, TOKENIZER, LABELS)]:
            with open(path, "rb") as file:
                made.update(hashlib.file_digest(file, "sha256").digest())
    return made.hexdigest()


def _shipped(threads: int) -> RelationModel:
    with resources.as_file(resources.files("sayso") / "models" / "relation.onnx") as path:
        return ShippedModel(_session(path, threads, "install sayso again"))


def _session(path: Path, threads: int, remedy: str) -> InferenceSession:
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises types of its own, none of which it documents
        raise ModelError(f"the model {path} cannot be loaded ({error}); {remedy}") from error


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer as WordPieces

    try:
        tokenizer = WordPieces.from_file(str(path))
    except Exception as error:  # the library raises a bare Exception
        raise ModelError(f"{path} cannot be read ({error}); save the tokenizer in the 'fast' form") from error
    limit = (tokenizer.truncation or {}).get("max_length", LENGTH)
    tokenizer.enable_truncation(min(limit, LENGTH))
    tokenizer.no_padding()
    return tokenizer


def _table(path: Path) -> Floats:
    """Outputs x 4 from `labels.json`. Raises ModelError where it is not such a map."""
    ours = [label.value for label in Label]
    try:
        told: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} is not JSON ({error}); write the model's label names, each with one of {ours}") from error
    rows = [[value] if isinstance(value, str) else value for value in told.values()] if isinstance(told, dict) else []
    if not rows or not all(isinstance(row, list) and row and set(row) <= set(ours) for row in rows):
        raise ModelError(f"{path} must map each of the model's label names, in the order of its outputs, to one of {ours}")
    if absent := {"same", "contradicts"} - {value for row in rows for value in row}:
        raise ModelError(f"{path} maps no label to {' or '.join(sorted(absent))}; sayso needs both")
    table = np.zeros((len(rows), len(ours)), np.float32)
    for i, row in enumerate(rows):
        table[i, [ours.index(value) for value in row]] = 1 / len(row)
    return table
