"""For whom a voice speaks, which names are one body's, what is a name at all, and which doubts are shown.

Names are invented, but for those of states and of bodies that the whole world knows.
"""

from __future__ import annotations

import pytest

from sayso.records import Doubt, Entity, EntityType, HopKind, Voice
from sayso.unify import Card, carriers, unify
from sayso.unify.spelling import is_name
from sayso.unify.states import state_named, state_of_body, state_of_role

PERSON, BODY = EntityType.PERSON, EntityType.ORGANISATION


def card(name: str, document: str, *roles: str, type: EntityType = PERSON) -> Card:
    return Card(entity=Entity(id=f"{document}:{name}", name=name, type=type), document=document, roles=roles)


def by_name(*cards: Card) -> dict[str, Voice]:
    return {voice.name: voice for voice in unify(cards)[0]}


def body(voices: dict[str, Voice], name: str) -> str | None:
    return next((v.name for v in voices.values() if v.id == voices[name].body), None)


def doubts(*cards: Card) -> tuple[Doubt, ...]:
    return unify(cards)[1]


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        ("Chad's top military officer", "Chad"),
        ("spokesman of the Boko Haram", "Boko Haram"),
        ("Boko Haram leader", "Boko Haram"),
        ("Boko Haram expert", None),
        ("journalist with contacts in Boko Haram", None),
        ("alleged Boko Haram envoy", None),
        ("former Boko Haram commander", None),
        ("ex-president of Chad", None),
        ("Chad analyst", None),
        ("Chad correspondent", None),
        ("expert at the Orel Centre for Border Studies", "Orel Centre for Border Studies"),
        ("military analyst at the Chadian Academy of Military Sciences", None),
    ],
)
def test_who_speaks_for_a_body_and_who_only_watches_it(role: str, wanted: str | None) -> None:
    voices = by_name(
        card("Ines Calder", "d1", role),
        card("Chad", "d2", type=BODY),
        card("Boko Haram", "d3", type=BODY),
        card("Orel Centre for Border Studies", "d4", type=BODY),
    )
    assert body(voices, "Ines Calder") == wanted


@pytest.mark.parametrize(
    "role",
    ["secretary to President Tarvo Melikan", "Melikan’s chief spokesman", "Melikan spokeswoman", "lawyer for Melikan"],
)
def test_an_aide_speaks_for_the_person_that_his_role_names(role: str) -> None:
    voices = by_name(
        card("Ines Calder", "d1", role), card("Tarvo Melikan", "d1", "President of Chad"), card("Chad", "d2", type=BODY)
    )
    assert body(voices, "Ines Calder") == "Tarvo Melikan"
    assert body(voices, "Tarvo Melikan") == "Chad"


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        ("high school student at Orel Valley", None),
        ("teenager from Orel Valley", None),
        ("student leader of Orel Valley", "Orel Valley"),
        ("spokesman for Orel Valley", "Orel Valley"),
    ],
)
def test_who_only_belongs_somewhere_speaks_for_himself(role: str, wanted: str | None) -> None:
    voices = by_name(card("Tomas Reed", "a", role), card("Orel Valley", "b", type=BODY))
    assert body(voices, "Tomas Reed") == wanted


def test_a_family_name_alone_is_not_the_son_of_that_name() -> None:
    voices = by_name(
        card("Reed", "a", "President"), card("Tomas Reed Jr.", "b"), card("Ida Vask", "b", "adviser to President Reed")
    )
    assert {"Reed", "Tomas Reed Jr.", "Ida Vask"} <= voices.keys()
    assert body(voices, "Ida Vask") != "Tomas Reed Jr."


def test_an_aide_of_one_of_two_namesakes_and_a_brother_speak_for_neither() -> None:
    two = by_name(
        card("Ines Calder", "d1", "Melikan’s spokeswoman"), card("Tarvo Melikan", "d1"), card("Edda Melikan", "d2")
    )
    assert body(two, "Ines Calder") is None
    assert body(by_name(card("Juri Orel", "d1", "Melikan’s brother"), card("Tarvo Melikan", "d1")), "Juri Orel") is None


def test_ministries_and_ministers_of_one_state_are_one_side_though_it_is_silent() -> None:
    voices = by_name(
        card("Iraqi Defense Ministry", "d1", type=BODY),
        card("Iraq's government", "d2", type=BODY),
        card("Ines Calder", "d3", "Iraqi interior minister"),
        card("Lebanese army", "d4", type=BODY),
        card("Iraqi Observatory for Human Rights", "d5", type=BODY),
    )
    assert {body(voices, n) for n in ("Iraqi Defense Ministry", "Iraq's government", "Ines Calder")} == {"Iraq"}
    assert not voices["Iraq"].entities
    assert voices["Lebanese army"].body is None and voices["Iraqi Observatory for Human Rights"].body is None


def test_a_name_that_any_states_office_may_have_is_nobodys_body() -> None:
    voices = by_name(
        card("UK Foreign Office", "d1", type=BODY), card("Foreign Office", "d2", type=BODY), card("UK", "d3", type=BODY)
    )  # fmt: skip
    assert body(voices, "UK Foreign Office") == "UK"


def test_houses_and_departments_of_one_state_are_its() -> None:
    voices = by_name(
        card("Pentagon", "d1", type=BODY), card("White House", "d2", type=BODY), card("U.S.", "d3", type=BODY)
    )  # fmt: skip
    assert body(voices, "Pentagon") == body(voices, "White House") == "U.S."


def test_the_united_states_and_the_united_kingdom_have_nothing_to_do_with_one_another() -> None:
    voices = by_name(
        card("United States", "d1", type=BODY), card("United Kingdom", "d1", type=BODY), card("UK", "d2", type=BODY)
    )  # fmt: skip
    assert len(voices) == 2
    assert all(voice.body is None for voice in voices.values())


@pytest.mark.parametrize(
    ("text", "state"),
    [("the Nigerian government", "nigeria"), ("Syrian opposition", None), ("UK Foreign Office", "united_kingdom"),
     ("Pentagon", "united_states"), ("Nigeria", None), ("Bank of America", None)],
)  # fmt: skip
def test_states_of_bodies(text: str, state: str | None) -> None:
    assert state_of_body(text) == state


def test_states_by_their_names_and_roles() -> None:
    assert state_named("the United States") == state_of_body("Washington") == "united_states"
    assert state_named("Washington") is None and state_of_role("White House spokeswoman") == "united_states"
    assert state_of_role("US president") == "united_states" and state_of_role("U.S. citizen") is None
    assert state_of_role("Iraqi and Syrian ministers") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AFP", "Agence France-Presse"),
        ("al-Nusra Front", "Nusra Front"),
        ("Orel Gazette newspaper", "Orel Gazette"),
        ("Yemeni Defence Ministry", "Yemen's defense ministry"),
        ("The Islamic State militant group", "ISIL"),
    ],
)
def test_two_names_of_one_body(one: str, other: str) -> None:
    voices, _ = unify([card(one, "d1", type=BODY), card(other, "d2", type=BODY)])
    (voice,) = voices
    if len(voice.aliases) > 1 and one in ("AFP", "al-Nusra Front"):
        assert "two names of one body" in voice.merges[-1].why


def test_what_the_world_knows_as_a_body_is_one_though_every_document_takes_it_for_a_person() -> None:
    (voice,) = unify([card("Boko Haram", "d1"), card("Boko Haram", "d2")])[0]
    assert voice.type is BODY


def test_a_doubtful_name_is_nobodys() -> None:
    voices, _ = unify([card("Alleged Boko Haram", "d1", type=BODY), card("Boko Haram", "d2", type=BODY)])
    assert {(v.name, v.named) for v in voices} == {("Alleged Boko Haram", False), ("Boko Haram", True)}


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("the talks taking place in Chad", False),
        ("The group that calls itself the Orel Front", False),
        ("Audio recorded at a town hall", False),
        ("Thursday’s reports", False),
        ("the authorities in Orsavel", False),
        ("the government of Chad", True),
        ("al-Orel", True),
        ("easyOrel", True),
        ("the ruling Orel party", True),
        ("Orel Observatory monitoring group", True),
    ],
)
def test_a_description_of_a_body_is_no_name(name: str, named: bool) -> None:
    assert is_name(name, BODY) is named


def test_a_father_of_mohammed_is_not_mohammed() -> None:
    shared = [card(f"Ines {n}", d) for n in ("Calder", "Orel") for d in ("d1", "d2")]
    assert len({v.id for v in unify([*shared, card("Abu Mohammed", "d1"), card("Mohamud", "d2")])[0]}) == 4


def test_names_that_sound_alike_are_a_doubt_where_their_documents_share_somebody() -> None:
    pair = card("Rouhad Mashnuq", "d1"), card("Rohad Machnouk", "d2")
    assert doubts(*pair) == ()
    (doubt,) = doubts(*pair, card("Orel Front", "d1", type=BODY), card("Orel Front", "d2", type=BODY))
    assert "sound alike" in doubt.why and "'Orel Front'" in doubt.why
    assert doubts(card("Maria Orlova", "d1", "mayor of Sarn"), card("Mario Orlov", "d2", "mayor of Sarn")) == ()


def test_airlines_of_one_state_stay_two() -> None:
    assert len(unify([card("American Airways", "d1", type=BODY), card("US Airways", "d2", type=BODY)])[0]) == 2


def test_a_capital_stands_for_its_state_and_is_not_its_body() -> None:
    voices = by_name(card("Baghdad", "d1", type=BODY), card("Iraqi army", "d2", type=BODY))
    assert body(voices, "Baghdad") == body(voices, "Iraqi army") == "Iraq"


def test_a_title_is_no_part_of_the_name_that_is_shown() -> None:
    voices, found = unify([card("Mr Melikan", "d1"), card("Tarvo Melikan", "d2")])
    assert {voice.name for voice in voices} == {"Melikan", "Tarvo Melikan"}
    assert "'Mr Melikan' may be short for 'Tarvo Melikan'" in found[0].why


def test_a_given_name_alone_is_a_doubt_where_one_bearer_shares_a_role_with_it() -> None:
    lone, full = card("Michael", "d1", "father of the hostage Orel"), card("Michael Orel", "d2", "Orel's father")
    (doubt,) = doubts(lone, full)
    assert "may be the given name of 'Michael Orel'" in doubt.why
    assert doubts(lone, full, card("Michael Vask", "d3")) == ()
    assert doubts(card("Michael", "d1"), card("Michael Orel", "d2")) == ()


def test_a_rank_is_no_given_name() -> None:
    (voice,) = unify([card("Marshal Tarvo Melikan", "d1"), card("Tarvo Melikan", "d2"), card("Tarvo Melikan", "d3")])[0]
    assert voice.name == "Tarvo Melikan"


def test_a_department_is_known_by_its_letters_and_by_its_ministers_role() -> None:
    voices = by_name(
        card("Orelia Department of Public Safety", "d1", type=BODY),
        card("DPS", "d2", type=BODY),
        card("Department of Harbour Security", "d1", type=BODY),
        card("Ines Calder", "d1", "Harbour Security Secretary"),
        card("Juri Vask", "d1"),
        card("Juri Vask", "d2"),
    )
    assert "DPS" in voices["Orelia Department of Public Safety"].aliases
    assert body(voices, "Ines Calder") == "Department of Harbour Security"


def test_one_outlet_and_one_man_have_one_name_in_summaries() -> None:
    voices = by_name(card("Agence France-Presse", "d1", type=BODY), card("Nikita Orel", "d1")).values()
    shown = carriers(
        [
            ("d1", "AFP", HopKind.AGENCY),
            ("d2", "Orel", HopKind.SPEAKER),
            ("d2", "Telegram channel of Orel", HopKind.CHANNEL),
            ("d2", "Fox", HopKind.OUTLET),
            ("d3", "Fox News Channel", HopKind.OUTLET),
            ("d4", "Fox News Channel", HopKind.OUTLET),
            ("d2", "statement of somebody", HopKind.RELEASE),
        ],
        voices,
        {("d2", "Orel"): "Nikita Orel"},
    )
    assert list(shown.values()) == [
        "Agence France-Presse",
        "Nikita Orel",
        "Telegram channel of Nikita Orel",
        "Fox News Channel",
        "Fox News Channel",
        "Fox News Channel",
        "statement of somebody",
    ]


@pytest.mark.parametrize(("one", "other"), [("Wang Ming", "王明"), ("王鸣", "王明")])
def test_characters_that_sound_alike_are_a_doubt_and_no_merge(one: str, other: str) -> None:
    voices, found = unify([card(one, "d1"), card(other, "d2")])
    assert len(voices) == 2 and len(found) == 1


def test_a_title_of_a_woman_speaks_against_a_mans_full_name() -> None:
    def named(name: str, document: str, *mentions: str) -> Card:
        return Card(entity=Entity(id=f"{document}:{name}", name=name, type=PERSON), document=document, aliases=mentions)

    for title, doubts in (("Miss", 0), ("Mrs", 0), ("Mr", 1), ("Dr", 1)):
        _, found = unify([named("Orel", "d1", f"{title} Orel"), named("Luke Orel", "d2", "Luke Orel")])
        assert len(found) == doubts, title
    _, found = unify([named("Orel", "d1", "Mr Orel", "Mrs Orel"), named("Luke Orel", "d2", "Luke Orel")])
    assert len(found) == 1  # both are told: nothing speaks against him


@pytest.mark.parametrize("name", ["Foreign & Commonwealth Office", "UK Foreign Office", "Foreign and Commonwealth", "FCO"])
def test_the_british_foreign_office_is_one_body_by_any_of_its_names(name: str) -> None:
    voices, _ = unify([card(name, "d1"), card("British Foreign Office", "d2"), card("United Kingdom", "d3", type=BODY)])
    by_id = {voice.id: voice for voice in voices}
    office = next(voice for voice in voices if len(voice.entities) == 2)
    assert office.type is BODY
    assert by_id[office.body or ""].name == "United Kingdom"
