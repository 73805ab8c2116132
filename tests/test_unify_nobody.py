"""Things, days and headless descriptions are no voices; bearers of one lone name are doubts of one another."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_unify import BODY, card

from sayso.records import EntityType
from sayso.unify import unify


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("Orel's puppy", BODY),
        ("Orel’s own version of the day", BODY),
        ("this Orel post four days ago", BODY),
        ("Thursday's report", BODY),
        ("A statement from a group called Free Orel", EntityType.DOCUMENT),
        ("a banner hung over the road to Velm", EntityType.DOCUMENT),
        ("Neither Orel nor Velm County police", BODY),
        ("British jihadi", BODY),
    ],
)
def test_a_thing_is_no_named_voice(name: str, type: EntityType) -> None:
    (voice,) = unify([card(name, "d1", type=type)])[0]
    assert not voice.named


@pytest.mark.parametrize(
    "name",
    [
        "Orel's family",
        "Velm's official news agency",
        "the Orel government",
        "the Orel newspaper",
        "Velm police",
        "RT's management",
    ],
)
def test_people_and_bodies_of_somebody_stay_named(name: str) -> None:
    (voice,) = unify([card(name, "d1", type=BODY)])[0]
    assert voice.named


@given(st.integers(min_value=2, max_value=6))
def test_all_bearers_of_one_lone_name_are_doubts_of_one_another(many: int) -> None:
    voices, doubts = unify([card("Lana", f"d{n}") for n in range(many)])
    pairs = {frozenset((d.one, d.other)) for d in doubts}
    assert pairs == {frozenset(pair) for pair in combinations([v.id for v in voices], 2)}


def test_an_acronym_before_a_name_makes_no_fuller_name() -> None:
    role = "head of the Orel Club"
    (voice,) = unify([card("PR Ida Orel", "d1", role), card("Ida Orel", "d2", role), card("Ida Orel", "d3", role)])[0][:1]
    assert voice.name == "Ida Orel"


def test_a_publicist_speaks_for_the_body_that_his_role_names() -> None:
    voices, _ = unify([card("Jan Orel", "d1", "ESPN publicist"), card("ESPN", "d2", type=BODY)])
    jan, body = (next(v for v in voices if v.name == name) for name in ("Jan Orel", "ESPN"))
    assert jan.body == body.id
