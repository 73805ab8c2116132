"""A second origin is counted only where something shows it: things, outlets, shared words and half-told bodies add none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.origins import Heard, origins
from sayso.origins.carriers import carries, is_outlet, owner_untold
from sayso.origins.wording import overlapping, same_words
from sayso.records import Entity, EntityType, Span, Voice
from sayso.unify import Card, unify
from sayso.unify.things import beside, is_nobody, kinds_of, outlet_of, owner_of, titled_person

PERSON, BODY, THING = EntityType.PERSON, EntityType.ORGANISATION, EntityType.DOCUMENT


def voice(name: str, type: EntityType = PERSON, *roles: str, body: str | None = None) -> Voice:
    return Voice(id=name, name=name, type=type, entities=(f"e-{name}",), aliases=(name,), roles=roles, body=body)


VOICES = {
    v.id: v
    for v in (
        voice("Ida Orel"),
        voice("Jan Vask"),
        voice("The Sarn Courier", BODY),
        voice("Halpress Tribune", BODY),
        voice("Kelvara", BODY, "local news site"),
        voice("Mila Torn", PERSON, "Courier's correspondent in Sarn"),
        voice("Police", BODY),
        voice("Kelvaray Police", BODY),
        voice("Sarn Hospital", BODY),
        voice("Eno Kast", PERSON, "spokeswoman"),
        voice("Ministry of Order & Ida Orel", EntityType.GROUP),
    )
}


def heard(who: str, document: str, words: str = "", start: int = 0, end: int = 10) -> Heard:
    key = f"{who}-{document}-{start}"
    return Heard(attribution=key, document=document, voice=who, words=words, content=(Span(start, end),))


def names(*group: Heard) -> set[str]:
    return {origin.name for origin in origins(group, VOICES).origins}


def test_an_outlet_beside_somebody_who_says_it_himself_adds_nothing_and_is_listed() -> None:
    found = origins([heard("Ida Orel", "d1"), heard("The Sarn Courier", "d2"), heard("Mila Torn", "d3")], VOICES)
    assert [origin.name for origin in found.origins] == ["Ida Orel"]
    assert {a for step in found.unrecorded for a in step.attributions} == {"The Sarn Courier-d2-0", "Mila Torn-d3-0"}
    assert all(step.why.startswith("lineage not recorded") for step in found.unrecorded)


def test_outlets_that_alone_bring_a_thing_are_one_origin() -> None:
    found = origins([heard("The Sarn Courier", "d1"), heard("Halpress Tribune", "d2"), heard("Kelvara", "d3")], VOICES)
    assert found.count == 1
    assert any("nothing shows two sources" in step.why for step in found.origins[0].steps)


def test_one_stretch_of_a_document_told_as_two_is_one() -> None:
    assert len(names(heard("Ida Orel", "d1", start=0, end=80), heard("Jan Vask", "d1", start=10, end=60))) == 1
    assert len(names(heard("Ida Orel", "d1", start=0, end=40), heard("Jan Vask", "d1", start=50, end=90))) == 2


def test_long_runs_of_equal_words_are_one_utterance() -> None:
    one = "the barges were emptied before anybody had counted the crates on the quay"
    other = "officers saw that the barges were emptied before anybody had counted the crates"
    assert len(names(heard("Ida Orel", "d1", one), heard("Jan Vask", "d2", other))) == 1
    assert len(names(heard("Ida Orel", "d1", one), heard("Jan Vask", "d2", "nobody counted the crates on the barges"))) == 2


def test_names_alone_are_no_shared_wording() -> None:
    said = "the Orel Front for the Freedom of Sarn and of Kelvaray"
    assert list(same_words([("a", f"{said} attacked at dawn"), ("b", f"{said} will not negotiate")])) == []


def test_police_of_no_town_may_be_those_of_one() -> None:
    assert len(names(heard("Police", "d1"), heard("Kelvaray Police", "d2"))) == 1
    assert len(names(heard("Police", "d1"), heard("Sarn Hospital", "d2"))) == 2


def test_a_spokeswoman_whose_body_is_not_told_may_speak_for_one_of_her_document() -> None:
    assert len(names(heard("Eno Kast", "d1"), heard("Sarn Hospital", "d1", start=20, end=40))) == 1
    assert len(names(heard("Eno Kast", "d1"), heard("Sarn Hospital", "d2"))) == 2


def test_who_speaks_together_with_another_is_no_third() -> None:
    assert len(names(heard("Ministry of Order & Ida Orel", "d1"), heard("Ida Orel", "d2"))) == 1


@given(st.lists(st.sampled_from(sorted(VOICES)), min_size=1, max_size=8), st.randoms())
def test_the_order_of_a_group_changes_nothing(who: list[str], dice: object) -> None:
    group = [heard(name, f"d{at}") for at, name in enumerate(who)]
    turned = list(group)
    dice.shuffle(turned)  # type: ignore[attr-defined]
    assert origins(group, VOICES) == origins(turned, VOICES)


@given(st.lists(st.sampled_from(sorted(VOICES)), min_size=1, max_size=8), st.sampled_from(sorted(VOICES)))
def test_one_more_attribution_adds_one_origin_at_most(who: list[str], more: str) -> None:
    group = [heard(name, f"d{at}") for at, name in enumerate(who)]
    assert origins([*group, heard(more, "d-more")], VOICES).count <= origins(group, VOICES).count + 1


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 30)), max_size=8))
def test_overlaps_are_found_as_a_comparison_of_all_pairs_finds_them(places: list[tuple[int, int]]) -> None:
    spans = {str(n): Span(start, start + size) for n, (start, size) in enumerate(places)}
    wanted = {
        (a, b)
        for a in spans
        for b in spans
        if a < b
        and min(spans[a].end, spans[b].end) - max(spans[a].start, spans[b].start)
        >= max(1, 0.5 * min(spans[x].end - spans[x].start for x in (a, b)))
    }
    assert set(overlapping([(key, "d", (span,)) for key, span in spans.items()], 0.5)) == wanted


@pytest.mark.parametrize(
    "name", ["The Sarn Courier", "orel.example.org", "Reuters", "Kelvaray News", "OrelNews", "KORL-TV", "WORL950", "NPR"]
)
def test_outlets_are_told_by_name(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize("name", ["Ida Orel", "Sarn Hospital", "Ministry of Order", "U.S.", "Orel Committee", "WHO", "KGB"])
def test_others_are_not(name: str) -> None:
    assert not is_outlet(name)


def test_a_person_is_no_outlet_for_his_family_name() -> None:
    assert not carries(voice("Ida Post"))
    assert carries(voice("Jo Lemmer", PERSON, "host"))


def test_whose_a_body_is_may_be_untold() -> None:
    assert owner_untold(VOICES["Police"]) and owner_untold(voice("Federal Government", BODY))
    assert not owner_untold(VOICES["Kelvaray Police"])


@pytest.mark.parametrize(
    "name",
    [
        "a clip of President Orel",
        "videos released by the Orel Front",
        "the latest Orel hoax",
        "Posts on Front-affiliated forums",
        "DNA tests",
        "a page in Orel's name",
        "A former hostage held by the Front",
        "An examination commissioned by the Ministry",
        "a Velmari newspaper",
    ],
)
def test_what_carries_words_or_only_describes_is_nobody(name: str) -> None:
    assert is_nobody(name, THING) and is_nobody(name, BODY)
    (found,), _ = unify([Card(entity=Entity(id="e", name=name, type=THING), document="d")])
    assert not found.named


@pytest.mark.parametrize(
    "name",
    [
        "the Sarn Committee",
        "The Turkish government",
        "Orel's family",
        "al-Qaeda in Iraq",
        "Iran",
        "Voice of Sarn",
        "The Orel Report",
        "AT and S",
        "The Daniel Orel Company",
    ],
)
def test_bodies_stay_somebody(name: str) -> None:
    assert not is_nobody(name, BODY)


@pytest.mark.parametrize("name", ["American", "Iraqi", "There", "Items"])
def test_a_peoples_name_alone_and_common_words_are_nobody(name: str) -> None:
    assert is_nobody(name, BODY)


def test_an_article_in_an_outlet_is_the_outlet() -> None:
    assert outlet_of("An article in The Sarn Courier in May") == "The Sarn Courier"
    assert outlet_of("a report by Orelwatch") == "Orelwatch"
    assert outlet_of("a report from Baghdad") is outlet_of("an article in Baghdad") is None
    cards = [
        Card(entity=Entity(id="1", name="An article in The Sarn Courier in May", type=THING), document="d1"),
        Card(entity=Entity(id="2", name="Sarn Courier", type=BODY), document="d2"),
    ]
    (found,), _ = unify(cards)
    assert found.type is BODY and "Courier" in found.name and "article" not in found.name


def test_a_log_that_somebody_owns_is_his() -> None:
    assert owner_of("Commissioner Orel's log") == ("Commissioner Orel", PERSON)
    assert owner_of("Kelvaray Police's log") == ("Kelvaray Police", BODY)
    assert owner_of("the operations log of Unit K") is None


def test_a_post_before_a_name_makes_no_body() -> None:
    assert titled_person("Libyan PM Daniel Orel") == "Daniel Orel"
    assert titled_person("the government of President Daniel Orel") is None
    assert titled_person("Sheikh Daniel Orel Foundation") is None
    assert titled_person("Orel Hospital") is titled_person("The Daniel Orel Company") is None


def test_one_of_two_family_names_left_out_is_at_least_a_doubt() -> None:
    def card(name: str, document: str, *roles: str) -> Card:
        return Card(entity=Entity(id=document, name=name, type=PERSON), document=document, roles=roles)

    voices, doubts = unify([card("Iñigo Orella", "d1"), card("Inigo Orella Vaskez", "d2")])
    assert len(voices) == 2 and len(doubts) == 1
    voices, _ = unify(
        [card("Iñigo Orella", "d1", "Sarn prosecutor"), card("Inigo Orella Vaskez", "d2", "prosecutor of Sarn")]
    )
    assert len(voices) == 1
    _, doubts = unify([card("Orella County", "d1"), card("Orella County Police", "d2")])
    assert doubts == ()


def test_mentions_tell_whose_man_somebody_is_and_what_an_outlet_is() -> None:
    assert list(beside("Ida Orel", ["Ida Orel, the lawyer who chairs the Sarn Committee,"])) == [
        "head of the Sarn Committee"
    ]
    assert list(beside("Ida Orel", ["the Centre's director Ida Orel"])) == ["the Centre's director"]
    assert list(beside("Ida Orel", ["Ida Orel, a woman who fought the Front"])) == []
    assert list(kinds_of("Kelvara", ["the Velmari news site Kelvara"])) == ["Velmari news site"]
    cards = [
        Card(entity=Entity(id="1", name="Ida Orel", type=PERSON), document="d1",
             aliases=("Ida Orel, the lawyer who chairs the Sarn Committee,",)),
        Card(entity=Entity(id="2", name="Sarn Committee", type=BODY), document="d2"),
    ]  # fmt: skip
    voices = {v.name: v for v in unify(cards)[0]}
    assert voices["Ida Orel"].body == voices["Sarn Committee"].id


def test_an_outlet_is_not_the_states_that_its_name_holds() -> None:
    cards = [
        Card(entity=Entity(id="1", name="Israel", type=BODY), document="d1"),
        Card(entity=Entity(id="2", name="Israel Radio", type=BODY), document="d2"),
        Card(entity=Entity(id="3", name="Ida Orel", type=PERSON), document="d3", roles=("editor at Voice of Israel",)),
    ]
    assert all(v.body is None for v in unify(cards)[0])


def test_a_document_whose_author_is_not_told_is_no_origin_and_is_listed() -> None:
    known = {**VOICES, "Sarn Papers": voice("Sarn Papers", THING)}
    found = origins([heard("Ida Orel", "d1"), heard("Sarn Papers", "d2")], known)
    assert [origin.name for origin in found.origins] == ["Ida Orel"]
    (step,) = found.unrecorded
    assert step.attributions == ("Sarn Papers-d2-0",)
    assert "whose words 'Sarn Papers' holds is not told" in step.why
    assert origins([heard("Sarn Papers", "d2")], known).count == 0


def test_a_spokeswoman_does_not_speak_for_the_outlet_that_brings_her() -> None:
    assert names(heard("Eno Kast", "d1"), heard("The Sarn Courier", "d1")) == {"Eno Kast"}
    found = origins([heard("Eno Kast", "d1"), heard("The Sarn Courier", "d1")], VOICES)
    assert not any("may speak for" in step.why for origin in found.origins for step in origin.steps)
    assert names(heard("Eno Kast", "d1"), heard("Sarn Hospital", "d1"), heard("The Sarn Courier", "d1")) < {
        "Eno Kast",
        "Sarn Hospital",
    }


@pytest.mark.parametrize("name", ["National Report", "The Onion", "Empire News"])
def test_a_site_of_invented_news_carries_words(name: str) -> None:
    assert carries(voice(name, BODY))
