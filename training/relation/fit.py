"""Fit `sayso/relate/decide.py`: `python -m training.relation.fit --claims CLAIMS --folds build/fold --out sayso/models`.

A multinomial logistic regression over the logs of the model's chances and the features of `exact.py`, on train pairs whose
chances come from a model that did not learn from their stories (`train.py --without`). The strength of its prior, the lean
towards rare labels and the threshold are chosen by cross-validation over stories, all on train; dev is only scored. Prior
and lean are those of `train.jsonl`: what is in `read.csv` was picked for its cues, and holds other shares of the labels.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from sayso.records import Label
from sayso.relate.decide import LEAST, OF_MODEL
from sayso.relate.exact import features
from sayso.relate.model import load_relation
from training.relation.data import Pair, claims
from training.relation.stages import chosen, group

PRECISION = 0.75
"""What `sure` asks of train, so that 0.7 is kept elsewhere."""
ROUNDS = 10
CONTRADICTS = tuple(Label).index(Label.CONTRADICTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Pairs as inputs (pairs x inputs), true labels (pairs) and stories."""

    inputs: np.ndarray
    true: np.ndarray
    stories: list[str]


def table_of(pairs: list[Pair], chances: np.ndarray, names: list[str]) -> Table:
    told = np.array([[of.get(name, 0.0) for name in names] for of in (features(p.a, p.b) for p in pairs)])
    true = np.array([tuple(Label).index(next(iter(p.right))) for p in pairs])
    return Table(inputs=np.hstack([np.log(np.maximum(chances, LEAST)), told]), true=true, stories=[p.story for p in pairs])


def fitted(inputs: np.ndarray, true: np.ndarray, strength: float) -> Callable[[np.ndarray], np.ndarray]:
    """Weights by maximum likelihood with a normal prior on standardised inputs, as a function to log chances."""
    weights, bias = solve(inputs, true, strength)
    return lambda x: log_softmax(x @ weights + bias)


def solve(inputs: np.ndarray, true: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """Weights (inputs x 4) and bias (4) in the inputs' own units."""
    middle, spread = inputs.mean(0), inputs.std(0)
    spread[spread < 1e-3] = 1e3  # an input that never moves gets no weight
    x, count = (inputs - middle) / spread, inputs.shape[1]
    gold = np.eye(4)[true]
    prior = np.full((count, 4), strength)
    prior[: len(OF_MODEL)] /= 10  # the model's word is trusted more than any single feature

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w, b = flat[:-4].reshape(count, 4), flat[-4:]
        log = log_softmax(x @ w + b)
        wrong = np.exp(log) - gold
        return -(log * gold).sum() + (prior * w**2).sum() / 2, np.concatenate(
            [(x.T @ wrong + prior * w).ravel(), wrong.sum(0)]
        )

    found = minimize(loss, np.zeros(4 * count + 4), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    weights = found[:-4].reshape(count, 4) / spread[:, None]
    return weights, found[-4:] - middle @ weights


def log_softmax(scores: np.ndarray) -> np.ndarray:
    top = scores - scores.max(-1, keepdims=True)
    return top - np.log(np.exp(top).sum(-1, keepdims=True))


def crossed(table: Table, strength: float) -> np.ndarray:
    """Log chances (pairs x 4) of each pair by weights fitted without its story."""
    where = np.array([group(story + " fit", ROUNDS) for story in table.stories])
    out = np.zeros((len(where), 4))
    for n in range(ROUNDS):
        out[where == n] = fitted(table.inputs[where != n], table.true[where != n], strength)(table.inputs[where == n])
    return out


def f1(true: np.ndarray, best: np.ndarray) -> np.ndarray:
    hits = np.array([((best == k) & (true == k)).sum() for k in range(4)])
    return 200 * hits / np.maximum(1, [(best == k).sum() + (true == k).sum() for k in range(4)])


def leaning(log: np.ndarray, true: np.ndarray) -> np.ndarray:
    """What is added to the logs of the chances so that each label is given about as often as it is true: rare ones would
    else hardly be given at all. `related` stays where it is."""
    lean, wanted = np.zeros(4), np.bincount(true, minlength=4)
    for _ in range(300):
        short = wanted - np.bincount((log + lean).argmax(1), minlength=4)
        lean += 0.05 * np.sign(short) * (np.abs(short) > 0.02 * wanted)
        lean -= lean[tuple(Label).index(Label.RELATED)]
    return lean


def sure_at(log: np.ndarray, true: np.ndarray) -> float:
    """The lowest chance of `contradicts` from which PRECISION of the pairs contradict."""
    chance = np.exp(log[:, CONTRADICTS])
    order = np.argsort(-chance)
    precision = np.cumsum(true[order] == CONTRADICTS) / np.arange(1, len(order) + 1)
    good = np.flatnonzero((precision >= PRECISION) & (np.arange(len(order)) >= 9))
    return float(chance[order[good[-1]]]) if len(good) else 0.9


def described(log: np.ndarray, table: Table, lean: np.ndarray, sure: float) -> str:
    each = f1(table.true, (log + lean).argmax(1))
    chosen_ = np.exp(log[:, CONTRADICTS]) >= sure
    right = (table.true[chosen_] == CONTRADICTS).sum()
    top, likely = np.exp(log.max(1)), log[np.arange(len(log)), table.true].mean()
    off = abs(top.mean() - (log.argmax(1) == table.true).mean())
    return (
        f"macro {each.mean():.1f} of each {each.round(1).tolist()}; sure: {right} of {chosen_.sum()} right, of "
        f"{(table.true == CONTRADICTS).sum()}; likelihood {likely:.3f}; off by {off:.3f}"
    )


def by_folds(args: argparse.Namespace, pairs: list[Pair]) -> np.ndarray:
    """Chances (pairs x 4) of train pairs, each by the model that did not learn from its story."""
    known: dict[tuple[str, str], np.ndarray] = {}
    for n in range(args.count):
        held = [p for p in pairs if group(p.story, args.count) == n]
        found = np.load(args.folds.with_name(f"{args.folds.name}{n}") / "fold.npy")
        known |= {(p.a, p.b): row for p, row in zip(held, found, strict=True)}
    return np.array([known[p.a, p.b] for p in pairs])


def fit(args: argparse.Namespace) -> None:
    split = chosen("claims", args.data, args.claims, 1, None)
    pairs = [p for p in split.train if p.family == "claims"]
    names = [name for name in sorted(features("a", "b")) if not args.bare]
    train = table_of(pairs, by_folds(args, pairs), names)
    dev_pairs = split.held["dev"]
    dev = table_of(dev_pairs, load_relation().chances([(p.a, p.b) for p in dev_pairs]), names)
    tried = {s: crossed(train, s) for s in (10.0, 30.0, 100.0, 300.0, 1000.0)}
    drawn_at_random = {(p.a, p.b) for p in claims(args.claims / "train.jsonl")}
    drawn = np.array([(p.a, p.b) in drawn_at_random for p in pairs])
    strength = max(tried, key=lambda s: tried[s][np.arange(len(train.true)), train.true][drawn].mean())
    lean, sure = leaning(tried[strength][drawn], train.true[drawn]), sure_at(tried[strength], train.true)
    weights, bias = solve(train.inputs, train.true, strength)
    print(f"prior {strength}, lean {lean.tolist()}, sure {sure:.3f}")
    print("train, crossed:", described(tried[strength], train, lean, sure))
    print("dev:           ", described(log_softmax(dev.inputs @ weights + bias), dev, lean, sure))
    rows = dict(zip((*OF_MODEL, *names), weights.round(4).tolist(), strict=True))
    told = {"lean": lean.round(2).tolist(), "sure": round(sure, 3), "bias": bias.round(4).tolist(), "weights": rows}
    (args.out / "relation.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public sets")
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True, help="folders of `train.py --without`, less their number")
    parser.add_argument("--count", type=int, default=3, help="how many folds there are")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bare", action="store_true", help="the model's chances alone, for comparison")
    fit(parser.parse_args())


if __name__ == "__main__":
    main()
