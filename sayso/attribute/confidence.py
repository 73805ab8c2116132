"""The chance that an attribution is right as a whole, from what the model says of its parts.

A logistic regression (Platt 1999) over the chances of the parts and of the links between them, fitted on PolNeAR dev by
`training/calibrate.py`; its coefficients ship in `models/tagger.json`. 'Right' is what `score/attribution.py` counts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

WEIGHED = ("content", "cue", "source", "content_fit", "source_fit")
FEATURES = (*WEIGHED, "all", "no_source", "shared", "pieces")
"""Chances as they are, and their product: on PolNeAR dev, by ten-fold cross-validation over texts, the stated chance is 4
points from the share that is right; with logarithms it was 7."""

NESTED = 0.8
"""A nested attribution's chance, given its parts: the model was not trained on them. Share right of those read by hand."""
LEAST = 0.15
"""The chance below which an attribution is not given. On PolNeAR dev leaving out what is right less than once in seven
gains 0.6 points of F1 on whole attributions and costs 0.4 on exact contents: a reader is spared more than she loses."""


def features(evidence: Mapping[str, float], *, shared: bool, pieces: int) -> list[float]:
    """The numbers the regression sees, in the order of FEATURES. `evidence` holds logarithms of chances; a part that is
    not there is sure. `pieces`: how many spans the content has."""
    chances = [math.exp(evidence.get(name, 0.0)) for name in WEIGHED]
    no_source = "source" not in evidence and not shared
    return [*chances, math.prod(chances), float(no_source), float(shared), float(min(pieces, 3))]


def chance(values: list[float], weights: Mapping[str, float]) -> float:
    """The calibrated chance in (0, 1)."""
    total = weights["bias"] + sum(weights[name] * value for name, value in zip(FEATURES, values, strict=True))
    return 1.0 / (1.0 + math.exp(-total))
