"""The answer to 'what are these two sentences to each other', with the reason where a point-by-point comparison has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from sayso.records import Clash, Label, Relation
from sayso.relate.careful import Judged, judged, settled
from sayso.relate.decide import Decider, Floats, load_decider, plain_decider
from sayso.relate.exact import clashes, features
from sayso.relate.model import RelationModel, fingerprint, load_relation
from sayso.relate.remember import Memory, Remembering

Relate = Callable[[Sequence[tuple[str, str]]], list[Relation]]
LABELS = tuple(Label)
LONGEST = 2000
"""Characters of a 'sentence' that are read: word by word, the time grows with their square; the model reads fewer."""


def load_relate(
    folder: Path | None = None, threads: int = 0, *, careful: bool = False, memory: Memory | None = None
) -> Relate:
    """A function from pairs of sentences to a Relation each; swapping the two sentences of a pair changes no answer.

    `folder`: a user's own model, see `model.load_relation`. `threads` 0: as many as there are cores. `careful`: as
    `careful.py` judges, for what is shown, and the model is asked only where that can matter; else a pair is what is
    likeliest. `memory`: where the model's chances are kept, so that no pair is asked twice. Raises ModelError where a
    model cannot be loaded.
    """
    decider = load_decider() if folder is None else plain_decider()
    model = load_relation(folder, threads)
    return partial(related, Remembering(model, memory, fingerprint(folder)) if memory else model, decider, careful)


def related(model: RelationModel, decider: Decider, careful: bool, pairs: Sequence[tuple[str, str]]) -> list[Relation]:
    """A Relation for each pair, in order; of each sentence LONGEST characters are read."""
    pairs = [(a[:LONGEST], b[:LONGEST]) for a, b in pairs]
    if careful:
        found = {pair: told for pair in pairs if (told := settled(*pair))}
        asked = [pair for pair in dict.fromkeys(pairs) if pair not in found]
        found |= dict(zip(asked, _carefully(model, decider, asked), strict=True))
        return [_relation(pair, found[pair]) for pair in pairs]
    chances = _chances(model, decider, pairs)
    return [
        _relation(pair, Judged(label, row[label]))
        for pair, label, row in zip(pairs, decider.labels(chances), _rows(chances), strict=True)
    ]


def _carefully(model: RelationModel, decider: Decider, pairs: Sequence[tuple[str, str]]) -> list[Judged]:
    chances = _chances(model, decider, pairs)
    likeliest = decider.labels(_without_contradicts(chances))
    return [
        judged(*pair, row, label, decider.sure) for pair, label, row in zip(pairs, likeliest, _rows(chances), strict=True)
    ]


def _chances(model: RelationModel, decider: Decider, pairs: Sequence[tuple[str, str]]) -> Floats:
    """Pairs x 4."""
    if not pairs:
        return np.zeros((0, len(LABELS)), np.float32)
    return decider.chances(model.chances(pairs), [features(a, b) for a, b in pairs])


def _rows(chances: Floats) -> list[dict[Label, float]]:
    return [dict(zip(LABELS, row, strict=True)) for row in chances.tolist()]


def _without_contradicts(chances: Floats) -> Floats:
    kept = chances.copy()
    kept[:, LABELS.index(Label.CONTRADICTS)] = 0.0
    return kept


def _relation(pair: tuple[str, str], found: Judged) -> Relation:
    """The reason that was seen word by word comes before any other."""
    if found.label is not Label.CONTRADICTS:
        return Relation(label=found.label, score=found.score)
    reasons = [found.reason] if found.reason else clashes(*pair, known=True)
    if not reasons:
        return Relation(label=found.label, score=found.score, kind=Clash.OTHER)
    return Relation(label=found.label, score=found.score, kind=reasons[0].clash, why=reasons[0].why)
