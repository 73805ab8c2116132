"""One speaker in many documents: what joins, what must not, and what is left to the analyst."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.decisions import Act, Anchor, Decision
from sayso.records import Entity, EntityType
from sayso.unify import Card, unify

PERSON, BODY = EntityType.PERSON, EntityType.ORGANISATION


def card(name: str, document: str, *roles: str, type: EntityType = PERSON) -> Card:
    return Card(entity=Entity(id=f"{document}:{name}", name=name, type=type), document=document, roles=roles)


def groups(*cards: Card, decisions: tuple[Decision, ...] = ()) -> set[frozenset[str]]:
    return {frozenset(v.entities) for v in unify(cards, decisions)[0] if v.entities}


def one(*cards: Card) -> bool:
    return len(groups(*cards)) == 1


def anchor(made: Card) -> Anchor:
    return Anchor(document=made.document, name=made.entity.name)


@pytest.mark.parametrize(
    ("name", "other", "role"),
    [
        ("Ines Calder", "INES CALDER", ""),
        ("Nikita Mendkovich", "Nikita Mendekevich", "head of the Eurasian Analysis Club"),
        ("Тарво Меликан", "Tarvo Melikan", "head of the Centre for Border Studies"),
        ("Putin Vladimir", "Vladimir Putin", "President of Russia"),
    ],
)
def test_spellings_of_one_name_are_one_voice(name: str, other: str, role: str) -> None:
    roles = (role,) if role else ()
    assert one(card(name, "d1", *roles), card(other, "d2", *roles))


def test_spellings_of_one_body_are_one_voice() -> None:
    assert one(card("Ministry of Public Order", "d1", type=BODY), card("Public Order Ministry", "d2", type=BODY))


def test_two_people_of_one_surname_stay_two() -> None:
    assert not one(card("Tarvo Melikan", "d1"), card("Edda Melikan", "d2"))
    assert not one(card("Tarvo Melikan", "d1", "analyst"), card("Edda Melikan", "d2", "analyst"))


def test_a_lone_surname_is_left_to_the_analyst_where_two_may_be_meant() -> None:
    cards = (card("Tarvo Melikan", "d1"), card("Edda Melikan", "d2"), card("Melikan", "d3"))
    assert len(groups(*cards)) == 3


def test_descriptions_and_groups_never_join_across_documents() -> None:
    assert not one(card("the ministry", "d1", type=BODY), card("the ministry", "d2", type=BODY))
    assert not one(card("Critics", "d1", type=EntityType.GROUP), card("Critics", "d2", type=EntityType.GROUP))
    (voice,) = unify([card("a senior official", "d1", type=EntityType.UNNAMED)])[0]
    assert not voice.named


def test_a_merge_says_why_and_where() -> None:
    role = "head of the Eurasian Analysis Club"
    (voice,) = (
        v for v in unify([card("Nikita Mendkovich", "d1", role), card("Nikita Mendekevich", "d2", role)])[0] if v.entities
    )
    assert {"d1", "d2"} <= {d for merge in voice.merges for d in merge.documents}
    assert all(merge.why and not merge.by_analyst for merge in voice.merges)
    assert set(voice.aliases) == {"Nikita Mendkovich", "Nikita Mendekevich"}


def test_a_spokeswoman_speaks_for_her_ministry() -> None:
    voices = unify(
        [card("Selin Arkaty", "d1", "spokeswoman of the Ministry of Public Order"),
         card("Ministry of Public Order", "d2", type=BODY)]
    )[0]  # fmt: skip
    by_name = {v.name: v for v in voices}
    assert by_name["Selin Arkaty"].body == by_name["Ministry of Public Order"].id


def test_a_ministry_with_a_peoples_name_before_it_is_of_the_same_body() -> None:
    voices = unify(
        [card("Velmari Ministry of Public Order", "d1", type=BODY), card("Ministry of Public Order", "d2", type=BODY)]
    )[0]
    assert len(voices) == 1 or sum(v.body is not None for v in voices) == 1


def test_an_analyst_prevails_and_can_take_it_back() -> None:
    tarvo, edda = card("Tarvo Melikan", "d1"), card("Edda Melikan", "d2")
    before = groups(tarvo, edda)
    merge = Decision(number=1, act=Act.MERGE, subject=(anchor(tarvo),), other=(anchor(edda),))
    assert len(groups(tarvo, edda, decisions=(merge,))) == 1
    apart = Decision(number=2, act=Act.DISTINCT, subject=(anchor(tarvo),), other=(anchor(edda),))
    assert groups(tarvo, edda, decisions=(merge, apart)) == before


def test_what_is_distinct_stays_so_though_a_third_is_like_both() -> None:
    first, second, third = card("Ines Calder", "d1"), card("Ines Calder", "d2"), card("Ines Calder", "d3")
    apart = Decision(number=1, act=Act.DISTINCT, subject=(anchor(first),), other=(anchor(second),))
    assert not any({"d1:Ines Calder", "d2:Ines Calder"} <= g for g in groups(first, second, third, decisions=(apart,)))


def test_renamed_and_retyped() -> None:
    made = card("MPO", "d1", type=BODY)
    rename = Decision(number=1, act=Act.RENAME, subject=(anchor(made),), value="Ministry of Public Order")
    retype = Decision(number=2, act=Act.RETYPE, subject=(anchor(made),), value="document")
    (voice,) = unify([made], (rename, retype))[0]
    assert (voice.name, voice.type) == ("Ministry of Public Order", EntityType.DOCUMENT)


def test_a_decision_about_nobody_is_passed_over() -> None:
    ghost = Anchor(document="gone", name="Nobody")
    assert one(card("Ines Calder", "d1"), card("Ines Calder", "d2"))
    assert groups(
        card("Ines Calder", "d1"), decisions=(Decision(number=1, act=Act.MERGE, subject=(ghost,), other=(ghost,)),)
    )


NAMES = ("Tarvo Melikan", "Tarwo Melikhan", "Melikan", "Edda Melikan", "Ines Calder", "I. Calder", "X", "Тарво Меликан",
         "Ministry of Public Order", "MPO", "the ministry", "王明")  # fmt: skip


@st.composite
def piles(draw: st.DrawFn) -> list[Card]:
    picks = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 4), st.sampled_from(("", "analyst", "minister")),
                                    st.sampled_from(list(EntityType))), max_size=9, unique_by=lambda p: p[:2]))  # fmt: skip
    return [card(name, f"d{n}", *([role] if role else []), type=type_) for name, n, role, type_ in picks]


@settings(deadline=None)
@given(piles(), st.randoms(use_true_random=False))
def test_the_order_of_cards_changes_nothing_and_each_is_in_one_voice(cards: list[Card], chance: random.Random) -> None:
    voices, doubts = unify(cards)
    shuffled = list(cards)
    chance.shuffle(shuffled)
    again, doubts_again = unify(shuffled)
    assert set(voices) == set(again) and set(doubts) == set(doubts_again)
    assert sorted(e for v in voices for e in v.entities) == sorted(c.entity.id for c in cards)
    assert {d for doubt in doubts for d in (doubt.one, doubt.other)} <= {v.id for v in voices}


@settings(deadline=None)
@given(piles(), st.data())
def test_what_was_said_to_be_distinct_never_joins(cards: list[Card], data: st.DataObject) -> None:
    if len(cards) < 2:
        return
    a, b = data.draw(st.permutations(cards).map(lambda those: those[:2]))
    if anchor(a) == anchor(b):
        return
    apart = Decision(number=1, act=Act.DISTINCT, subject=(anchor(a),), other=(anchor(b),))
    assert not any({a.entity.id, b.entity.id} <= set(v.entities) for v in unify(cards, (apart,))[0])
