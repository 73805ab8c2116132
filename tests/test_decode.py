"""Runs and their chances, against trying every tag sequence."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute.decode import best_set, decode, run_chances
from sayso.attribute.tags import TAGS, Run, allowed, runs, transitions, viterbi

RUNS = st.builds(lambda first, size: Run("cue", first, first + size), st.integers(0, 12), st.integers(0, 4))


def some(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(count, len(TAGS)), scale=2).astype(np.float32)
    return scores, rng.normal(size=(len(TAGS), len(TAGS))).astype(np.float32) + transitions()


def by_trying_all(scores: np.ndarray, steps: np.ndarray) -> dict[Run, float]:
    weights: Counter[Run] = Counter()
    total = 0.0
    for path in itertools.product(range(len(TAGS)), repeat=len(scores)):
        names = [TAGS[t] for t in path]
        if names[0][0] in "BSO" and names[-1][0] in "ESO" and all(map(allowed, names, names[1:])):
            weight = sum(float(scores[i, t]) for i, t in enumerate(path))
            weight = np.exp(weight + sum(float(steps[a, b]) for a, b in itertools.pairwise(path)))
            total += weight
            for run in runs(list(path)):
                weights[run] += weight
    return {run: weight / total for run, weight in weights.items()}


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_chances_are_those_of_trying_all(count: int, seed: int) -> None:
    scores, steps = some(count, seed)
    expected = by_trying_all(scores, steps)
    found = run_chances(scores, steps, 0.0)
    assert {run: chance for run, chance in found.items() if chance > 1e-12} == pytest.approx(expected, rel=1e-4)


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**32 - 1), st.floats(0.01, 0.5))
def test_no_likely_run_is_missed_for_the_pairs_that_are_not_looked_at(count: int, seed: int, least: float) -> None:
    scores, steps = some(count, seed)
    every = run_chances(scores, steps, 0.0)
    likely = {run: chance for run, chance in every.items() if chance >= least * 1.0001}
    found = run_chances(scores, steps, least)
    assert likely.keys() <= found.keys()
    assert all(every[run] >= least * 0.9999 for run in found)


@given(st.lists(st.tuples(RUNS, st.floats(0.01, 1)), max_size=8, unique_by=lambda pair: pair[0]))
def test_the_best_set_is_that_of_trying_all(weighed: list[tuple[Run, float]]) -> None:
    def apart(chosen: tuple[tuple[Run, float], ...]) -> bool:
        return all(a.last < b.first for (a, _), (b, _) in itertools.pairwise(sorted(chosen)))

    sets = (c for size in range(len(weighed) + 1) for c in itertools.combinations(weighed, size) if apart(c))
    best = max(sum(weight for _, weight in chosen) for chosen in sets)
    weight_of = dict(weighed)
    found = best_set(weighed)
    assert apart(tuple((run, weight_of[run]) for run in found))
    assert sum(weight_of[run] for run in found) == pytest.approx(best)


@given(st.integers(0, 200), st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_runs_stand_apart_in_order_and_contents_are_those_of_the_best_path(count: int, seed: int) -> None:
    scores, steps = some(count, seed)
    found = decode(scores, steps)
    assert all(a.last < b.first for a, b in itertools.pairwise(found))
    assert all(0 < chance <= 1 for chance in found.values())
    assert [r for r in found if r.part == "content"] == [r for r in runs(viterbi(scores, steps)) if r.part == "content"]


@pytest.mark.filterwarnings("error")
def test_scores_of_any_size_give_chances() -> None:
    scores, steps = some(400, 1)
    for size in (1e-6, 1.0, 300.0):
        chances = run_chances(scores * np.float32(size), steps, 0.1)
        assert all(0.1 <= chance <= 1.000001 for chance in chances.values())
