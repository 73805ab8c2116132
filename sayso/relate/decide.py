"""From what the model says and what is compared point by point to one label: a multinomial logistic regression.

Its inputs are the logs of the model's four chances and the named features of `exact.py`; its weights are in
`models/relation.json`, one row an input, so that what moved a decision can be read there. It was fitted on chances that the
model gave for stories it had not learnt from, so its own are calibrated.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.records import Label

Floats = NDArray[np.float32]

LEAST = 1e-3
"""The model's chances count from here: a log below it says nothing more."""
OF_MODEL = tuple(f"model {label.value}" for label in Label)
"""Names of the first four inputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """`names` of the features, in order; `weights`: inputs x 4, inputs being OF_MODEL and then `names`; `bias`: 4.

    `lean` (4) is added to the logs of the chances before the largest is taken: rare labels would else hardly be given.
    `sure` is the chance of `contradicts` from which it is right 7 times in 10 or more.
    """

    names: tuple[str, ...]
    weights: Floats
    bias: Floats
    lean: Floats
    sure: float

    def chances(self, model: Floats, features: Sequence[Mapping[str, float]]) -> Floats:
        """Pairs x 4, in the order of `Label`, from the model's and each pair's features; missing ones count 0."""
        told = np.array([[of.get(name, 0.0) for name in self.names] for of in features], np.float32)
        inputs = np.hstack([np.log(np.maximum(model, LEAST)), told.reshape(len(features), len(self.names))])
        scores = inputs @ self.weights + self.bias
        raised = np.exp(scores - scores.max(1, keepdims=True))
        return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)

    def labels(self, chances: Floats) -> list[Label]:
        """The label of each row of chances."""
        order = tuple(Label)
        best = (np.log(np.maximum(chances, 1e-9)) + self.lean).argmax(1)
        return [order[i] for i in best.tolist()]


def plain_decider(sure: float = 0.5) -> Decider:
    """What is used with a user's own model, to which the fitted weights do not belong: its chances as they are."""
    count = len(Label)
    return Decider(
        names=(),
        weights=np.eye(count, dtype=np.float32),
        bias=np.zeros(count, np.float32),
        lean=np.zeros(count, np.float32),
        sure=sure,
    )


def load_decider() -> Decider:
    """The fitted weights that ship. Raises ModelError where they cannot be read: a broken install."""
    path = resources.files("sayso") / "models" / "relation.json"
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        inputs: dict[str, list[float]] = told["weights"]
        if tuple(inputs)[: len(OF_MODEL)] != OF_MODEL:
            raise ValueError("its first inputs are not the model's")
        return Decider(
            names=tuple(inputs)[len(OF_MODEL) :],
            weights=np.array(list(inputs.values()), np.float32),
            bias=np.array(told["bias"], np.float32),
            lean=np.array(told["lean"], np.float32),
            sure=float(told["sure"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path} cannot be read ({error}); install sayso again") from error
