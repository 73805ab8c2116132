"""The chance that an attribution is right as a whole, from what the model says of its parts.

A logistic regression (Platt 1999) over the log probabilities of the parts' edges and of the links, fitted on PolNeAR dev by
`training/calibrate.py`; its coefficients ship in `models/tagger.json`. 'Right' is what `score/attribution.py` counts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

FEATURES = ("content", "cue", "source", "content_fit", "source_fit", "no_source", "shared", "pieces")
FLOOR = -6.0
"""No part's log probability counts for less: a tag the Viterbi path was forced through says no more than that it was."""

NESTED = 0.8
"""A nested attribution's chance, given its parts: the model was not trained on them. Share right of those read by hand."""
LEAST_NESTED = 0.2
"""The chance below which a nested attribution is not given: of those, next to none that were read held water."""


def features(evidence: Mapping[str, float], *, shared: bool, pieces: int) -> list[float]:
    """The numbers the regression sees, in the order of FEATURES. `pieces`: how many spans the content has."""
    logs = [max(evidence.get(name, 0.0), FLOOR) for name in FEATURES[:5]]
    return [*logs, float("source" not in evidence and not shared), float(shared), float(min(pieces, 3))]


def chance(values: list[float], weights: Mapping[str, float]) -> float:
    """The calibrated chance in (0, 1)."""
    total = weights["bias"] + sum(weights[name] * value for name, value in zip(FEATURES, values, strict=True))
    return 1.0 / (1.0 + math.exp(-total))
