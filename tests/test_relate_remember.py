"""What the relation model said is kept, and asked for once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.records import Label
from sayso.relate import load_relate
from sayso.relate.model import Floats, Pairs, load_relation
from sayso.relate.remember import Remembering
from sayso.store.chances import Chances
from sayso.store.file import connect

PAIRS = [
    ("At least 26 people died in the square.", "Officials say nobody was killed in the square."),
    ("The envoy left for the coast on Monday.", "On Monday the envoy went to the coast."),
]
SENTENCES = st.text(max_size=12)


class Counting:
    """A model that answers from the lengths of the two sentences, and counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def chances(self, pairs: Pairs) -> Floats:
        self.asked += pairs
        raw = np.array([[1, len(a) + len(b), abs(len(a) - len(b)), 2] for a, b in pairs], np.float32)
        return np.asarray(raw / raw.sum(1, keepdims=True), np.float32)


class Shelf:
    """A memory in a dictionary."""

    def __init__(self) -> None:
        self.held: dict[bytes, bytes] = {}

    def recall(self, keys: Iterable[bytes]) -> Mapping[bytes, bytes]:
        return {key: self.held[key] for key in keys if key in self.held}

    def keep(self, answers: Mapping[bytes, bytes]) -> None:
        self.held |= answers


@given(st.lists(st.tuples(SENTENCES, SENTENCES), max_size=8), st.lists(st.tuples(SENTENCES, SENTENCES), max_size=8))
def test_answers_are_the_models_own_whatever_was_asked_before(first: Pairs, then: Pairs) -> None:
    model = Remembering(Counting(), Shelf(), "m")
    model.chances(first)
    assert model.chances(then).tolist() == Counting().chances(then).tolist() if then else model.chances(then).size == 0


@given(st.lists(st.tuples(SENTENCES, SENTENCES), max_size=8))
def test_no_pair_is_asked_twice_in_either_order(pairs: Pairs) -> None:
    plain = Counting()
    model = Remembering(plain, Shelf(), "m")
    for _ in range(2):
        model.chances([*pairs, *((b, a) for a, b in pairs)])
    assert len(plain.asked) == len({frozenset(pair) for pair in pairs})


def test_another_model_is_asked_anew() -> None:
    shelf, plain = Shelf(), Counting()
    for name in ("one", "other"):
        Remembering(plain, shelf, name).chances(PAIRS)
    assert len(plain.asked) == 2 * len(PAIRS)


def test_what_cannot_be_an_answer_is_not_taken_for_one() -> None:
    shelf, plain = Shelf(), Counting()
    model = Remembering(plain, shelf, "m")
    right = model.chances(PAIRS)
    for broken in (b"", b"1234", np.array([np.nan, 0, 0, 1], "<f4").tobytes()):
        shelf.held = dict.fromkeys(shelf.held, broken)
        assert model.chances(PAIRS).tolist() == right.tolist()


def test_a_case_keeps_what_the_shipped_model_said(tmp_path: Path) -> None:
    place = tmp_path / "one.sayso"
    sayso.open(place) if place.exists() else sayso.brief(case=place).close()
    connection = connect(place, create=False)
    first = load_relate(memory=Chances(connection))(PAIRS)
    assert first == load_relate()(PAIRS)
    assert connection.execute("SELECT count(*) FROM chances").fetchone()[0] == len(PAIRS)
    connection.close()
    again = connect(place, create=False)
    silent = Remembering(Silent(), Chances(again), name_of_shipped())
    assert np.allclose(silent.chances(PAIRS), load_relation().chances(PAIRS))
    again.close()


def test_a_case_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    place = tmp_path / "one.sayso"
    sayso.brief(case=place).close()
    connection = connect(place, create=False)
    connection.execute("PRAGMA query_only = ON")
    assert [r.label for r in load_relate(memory=Chances(connection))(PAIRS)][1] is Label.SAME
    assert connection.execute("SELECT count(*) FROM chances").fetchone()[0] == 0
    connection.close()


class Silent:
    """A model that must not be asked."""

    def chances(self, pairs: Pairs) -> Floats:
        pytest.fail("the model was asked again")


def name_of_shipped() -> str:
    from sayso.relate.model import fingerprint

    return fingerprint()
