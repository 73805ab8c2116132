"""Set the confidence: `python -m training.calibrate --data POLNEAR --score SCORE --models sayso/models`.

Runs the shipped model over PolNeAR dev, asks the ruler which attributions are right, fits the logistic regression of
`sayso/attribute/confidence.py` and writes its coefficients into `tagger.json`. Prints how far the stated chances are from
the shares that are right, by ten-fold cross-validation over texts.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from sayso.attribute.confidence import FEATURES, features
from sayso.attribute.encode import encode
from sayso.attribute.join import Joined, join
from sayso.attribute.tagger import Tagged, load_tagger
from sayso.attribute.tags import Run
from sayso.sentences import sentences

RIDGE = 1e-3


def predicted(text: str) -> tuple[Tagged, list[Joined]]:
    encoded = encode(text)
    tagged = TAGGER.tag_encoded([encoded])[0]
    starts = [s.start for s in sentences(text)]
    return tagged, join(tagged, TAGGER.steps, np.searchsorted(starts, encoded.starts, side="right").tolist())


def characters(tagged: Tagged, runs: list[Run | None]) -> set[int]:
    return {c for r in runs if r for c in range(int(tagged.starts[r.first]), int(tagged.ends[r.last]))}


def is_right(gold: list[dict[str, set[int]]], tagged: Tagged, joined: Joined) -> bool:
    """The ruler's test of one attribution: content Jaccard of 0.8, source and cue overlapping or both empty."""
    content = characters(tagged, list(joined.contents))
    mine = {"source": characters(tagged, [joined.source]), "cue": characters(tagged, [joined.cue])}
    for other in gold:
        shared, whole = len(content & other["content"]), len(content | other["content"])
        if shared < 0.8 * whole:
            continue
        if all(bool(mine[p] & other[p]) or not (mine[p] or other[p]) for p in mine):
            return True
    return False


def examples(folder: Path, score: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, right or not, and the number of the text, for each attribution that has a cue or a source."""
    sys.path.insert(0, str(score))
    import attribution as ruler  # the project's ruler lies beside it, not in it

    rows, right, group = [], [], []
    for number, (text, versions) in enumerate(ruler.read_gold(folder / "dev").values()):
        gold = [{p: ruler.characters(a[p]) for p in ("source", "cue", "content")} for a in versions[0]]
        tagged, found = predicted(text)
        for joined in found:
            if joined.cue is None:
                continue
            rows.append(features(joined.evidence, shared=joined.shared, pieces=len(joined.contents)))
            right.append(is_right(gold, tagged, joined))
            group.append(number)
    return np.asarray(rows), np.asarray(right, float), np.asarray(group)


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Coefficients, the bias last, by Newton's method with a small ridge."""
    x = np.c_[rows, np.ones(len(rows))]
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(curvature, x.T @ (p - right) + RIDGE * weights)
    return weights


def calibration_error(chances: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten equal groups: mean distance of stated chance and share right."""
    order = np.argsort(chances)
    groups = np.array_split(order, 10)
    return float(sum(len(g) * abs(chances[g].mean() - right[g].mean()) for g in groups) / len(order))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--models", type=Path, required=True)
    args = parser.parse_args()
    rows, right, group = examples(args.data, args.score)
    held = np.zeros(len(right))
    for fold in range(10):
        out = group % 10 == fold
        weights = fit(rows[~out], right[~out])
        held[out] = 1 / (1 + np.exp(-np.c_[rows[out], np.ones(out.sum())] @ weights))
    weights = fit(rows, right)
    path = args.models / "tagger.json"
    settings = json.loads(path.read_text())
    settings["confidence"] = dict(zip((*FEATURES, "bias"), (round(float(w), 4) for w in weights), strict=True))
    path.write_text(json.dumps(settings) + "\n")
    print(f"{len(right)} attributions, {right.mean():.3f} right, calibration error {calibration_error(held, right):.3f}")


if __name__ == "__main__":
    TAGGER = load_tagger()
    main()
