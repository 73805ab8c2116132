"""Texts held against one another by shared words: the index finds what comparing all pairs finds."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import shared_words
from sayso.shared_words import LETTERS, SharedWords

SENTENCES = st.lists(
    st.lists(st.sampled_from("bridge guard square march tariff river 12 of".split()), max_size=6).map(" ".join), max_size=9
)
LEAST = st.sampled_from([0.05, 0.2, 0.5])

SharedWords([])  # loads numpy, which would count against the first example's time


@given(SENTENCES, LEAST)
def test_pairs_are_those_that_comparing_all_finds(texts: list[str], least: float) -> None:
    words = SharedWords(texts)
    plain = {(i, j) for i, j in combinations(range(len(texts)), 2) if words.likeness(i, j) >= least}
    found = list(words.pairs(range(len(texts)), least))
    assert len(found) == len(set(found))
    assert set(found) == plain


@given(SENTENCES, LEAST)
def test_neighbours_are_those_that_comparing_all_finds(texts: list[str], least: float) -> None:
    words = SharedWords(texts)
    for place in range(len(texts)):
        plain = {j for j in range(len(texts)) if j != place and words.likeness(place, j) >= least}
        found = words.neighbours(place, least)
        assert found.keys() == plain
        assert all(found[j] == pytest.approx(words.likeness(place, j)) for j in plain)


@given(SENTENCES)
def test_likeness_is_symmetric_and_a_share(texts: list[str]) -> None:
    words = SharedWords(texts)
    for i, j in combinations(range(len(texts)), 2):
        assert words.likeness(i, j) == pytest.approx(words.likeness(j, i))
        assert 0 <= words.likeness(i, j) <= 1 + 1e-9


def test_words_that_most_hold_still_link_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_words, "MOST_HOLDERS", 3)
    monkeypatch.setattr(shared_words, "BESIDE", 1)
    texts = [f"the guard of the bridge {letter}" for letter in "abcdefgh"]
    pairs = set(SharedWords(texts).pairs(range(8), 0.05))
    assert len(pairs) == 7  # a chain: each with the next one, and not all 28


def test_numbers_are_no_letters() -> None:
    assert SharedWords(["3 guards", "9 guards"], LETTERS).likeness(0, 1) == pytest.approx(1.0)
    assert SharedWords(["3 guards", "9 guards"]).likeness(0, 1) < 1.0
