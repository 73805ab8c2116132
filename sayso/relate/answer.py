"""The answer to 'what are these two sentences to each other', with the reason where a point-by-point comparison has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from sayso.records import Clash, Label, Relation
from sayso.relate.decide import Decider, Floats, load_decider, plain_decider
from sayso.relate.exact import clashes, features
from sayso.relate.model import RelationModel, fingerprint, load_relation
from sayso.relate.remember import Memory, Remembering

Relate = Callable[[Sequence[tuple[str, str]]], list[Relation]]
LABELS = tuple(Label)
CONTRADICTS = LABELS.index(Label.CONTRADICTS)


def load_relate(
    folder: Path | None = None, threads: int = 0, *, careful: bool = False, memory: Memory | None = None
) -> Relate:
    """A function from pairs of sentences to a Relation each; swapping the two sentences of a pair changes no answer.

    `folder`: a user's own model, see `model.load_relation`. `threads` 0: as many as there are cores. `careful`: a pair
    contradicts only from the chance on at which three in four did on train, and is else the likeliest of the other three.
    `memory`: where the model's chances are kept, so that no pair is asked twice. Raises ModelError where a model cannot be
    loaded.
    """
    decider = load_decider() if folder is None else plain_decider()
    model = load_relation(folder, threads)
    return partial(related, Remembering(model, memory, fingerprint(folder)) if memory else model, decider, careful)


def related(model: RelationModel, decider: Decider, careful: bool, pairs: Sequence[tuple[str, str]]) -> list[Relation]:
    """A Relation for each pair, in order."""
    if not pairs:
        return []
    chances = decider.chances(model.chances(pairs), [features(a, b) for a, b in pairs])
    labels = decider.labels(_without_doubtful(chances, decider.sure) if careful else chances)
    rows = zip(pairs, labels, chances.tolist(), strict=True)
    return [_relation(pair, label, row[LABELS.index(label)]) for pair, label, row in rows]


def _without_doubtful(chances: Floats, sure: float) -> Floats:
    """Chances in which one of `contradicts` is either sure to win or none at all."""
    kept = chances.copy()
    certain = chances[:, CONTRADICTS] >= sure
    kept[:, CONTRADICTS] = np.where(certain, 1e9, 0.0)
    return kept


def _relation(pair: tuple[str, str], label: Label, score: float) -> Relation:
    if label is not Label.CONTRADICTS:
        return Relation(label=label, score=score)
    reasons = clashes(*pair, known=True)
    if not reasons:
        return Relation(label=label, score=score, kind=Clash.OTHER)
    return Relation(label=label, score=score, kind=reasons[0].clash, why=reasons[0].why)
