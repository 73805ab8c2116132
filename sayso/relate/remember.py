"""A relation model that does not ask twice: its chances are looked up first, and kept where they were worked out.

A pair's answer depends on its two sentences and the model alone (`model.py`), so what is kept never goes stale: the key is
a hash of all three. What is compared point by point, and the weights of `decide.py`, are worked out anew each time: they
take a tenth of the model's time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np

from sayso.records import Label
from sayso.relate.model import Floats, Pairs, RelationModel

AT_ONCE = 256
"""Pairs that are asked before their answers are kept: what was done counts where a run is stopped."""
STORED = np.dtype("<f4")


class Memory(Protocol):
    """Where chances are kept: a key is 16 bytes, an answer four 32-bit floats, the lowest byte first."""

    def recall(self, keys: Iterable[bytes]) -> Mapping[bytes, bytes]:
        """The answers that are known."""
        ...

    def keep(self, answers: Mapping[bytes, bytes]) -> None:
        """Keep these; to fail at it is no error."""
        ...


class Remembering:
    """`model` behind `memory`. `name` tells this model from all others."""

    def __init__(self, model: RelationModel, memory: Memory, name: str) -> None:
        self._model, self._memory, self._name = model, memory, name

    def chances(self, pairs: Pairs) -> Floats:
        """As the model's own."""
        keys = [_key(self._name, pair) for pair in pairs]
        known = {k: told for k, told in self._memory.recall(dict.fromkeys(keys)).items() if _is_sound(told)}
        wanted = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in known}
        for some in _portions(list(wanted)):
            found = self._model.chances([wanted[key] for key in some]).astype(STORED)
            answers = {key: row.tobytes() for key, row in zip(some, found, strict=True)}
            self._memory.keep(answers)
            known |= answers
        rows = np.frombuffer(b"".join(known[key] for key in keys), STORED)
        return rows.reshape(len(pairs), len(Label)).astype(np.float32)


def _is_sound(told: bytes) -> bool:
    """Whether it can be an answer: a case may come from a stranger."""
    row = np.frombuffer(told, STORED) if len(told) == len(Label) * STORED.itemsize else None
    return row is not None and bool(((row >= 0) & (row <= 1)).all())


def _portions(keys: Sequence[bytes]) -> Iterable[Sequence[bytes]]:
    return (keys[low : low + AT_ONCE] for low in range(0, len(keys), AT_ONCE))


def _key(name: str, pair: tuple[str, str]) -> bytes:
    made = hashlib.blake2b(digest_size=16)
    for text in (name, *sorted(pair)):
        told = text.encode("utf-8", "surrogatepass")
        made.update(len(told).to_bytes(8, "big") + told)
    return made.digest()
