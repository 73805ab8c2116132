"""What is somebody's name, and what only has a capital: an invented text for each mistake that a reader makes out."""

from __future__ import annotations

import pytest
from test_resolve import entities, marked, names
from test_resolve_subject import speakers

from sayso.records import EntityType


def types(words: str) -> list[tuple[str, EntityType] | None]:
    """Name and type of the entity behind each source."""
    return [(entity.name, entity.type) if entity else None for entity in entities(marked(words))]


@pytest.mark.parametrize(
    "words",
    [
        "Tending goats in Lakeside, [he] said {no}.",
        "Hapless until late in life, [he] had {no luck}.",
        "Mostly, [he] said {no}.",
        "Contrary to that, [he] said {no}.",
        "Unchecked reports came in. [She] said {no}.",
    ],
)
def test_the_first_word_of_a_sentence_is_nobody(words: str) -> None:
    assert names(words) == [None]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Halvor gave a speech. [He] said {no}.", "Halvor"),
        ("Sterling said little. [He] left {early}.", "Sterling"),
        ("[Brunning's] claim is {no news}.", "Brunning"),
    ],
)
def test_but_a_surname_that_opens_a_sentence_is_somebody(words: str, expected: str) -> None:
    assert names(words) == [expected]


def test_a_place_with_a_possessive_inside_is_no_person() -> None:
    words = "[One of his neighbours in Queen’s Park], [who] gave no name, said {no}. [He] lives {there}."
    assert types(words) == [("One of his neighbours in Queen’s Park", EntityType.UNNAMED)] * 3
    assert types("[Queen’s Park] said {no}.") == [("Queen’s Park", EntityType.ORGANISATION)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("On Monday [Scotland Yard] said {no}.", "Scotland Yard"),
        ("[City Hall] said {no}. The city is big.", "City Hall"),
        ("[New York City] will pay {more}. It is a new city.", "New York City"),
        ("[Rim Bet, Velmar's security service,] said {no}.", "Rim Bet"),
        ("[Pen UK, a rights activist group,] said {no}.", "Pen UK"),
        ("[ISIS] said {no}.", "ISIS"),
        ("On Monday [al Qaeda] said {no}.", "al Qaeda"),
        ("On Monday [Customs and Border Protection] said {no}.", "Customs and Border Protection"),
        ("On Monday [Al Jazeera] said {no}.", "Al Jazeera"),
        ("On Monday the blog [Samta al-Velmar] said {no}.", "Samta al-Velmar"),
        ("On Monday [the US] said {no}.", "US"),
        ("On Monday [CBC Lakeside] said {no}.", "CBC Lakeside"),
        ("On Monday [the Velmari newspaper, al Samta,] said {no}.", "al Samta"),
        ("On Monday [the Lakeside Reporter] said {no}.", "Lakeside Reporter"),
        ("On Monday [USA Swimming] said {no}.", "USA Swimming"),
        ("On Monday [the US State Department] said {no}.", "State Department"),
    ],
)
def test_a_body_is_no_person(words: str, name: str) -> None:
    assert types(words) == [(name, EntityType.ORGANISATION)]


def test_an_office_is_no_body_and_not_whoever_spoke_last() -> None:
    words = "[Marta Olsen] said {no}. Later [the Prime Minister] said {yes}."
    assert types(words) == [("Marta Olsen", EntityType.PERSON), ("the Prime Minister", EntityType.UNNAMED)]
    held = "[Prime Minister Marta Olsen] said {no}. Later [the Prime Minister] said {yes}."
    assert names(held) == ["Marta Olsen", "Marta Olsen"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[Alleged Open Harbour] envoys came. [Open Harbour] said {no}.", "Open Harbour"),
        ("Israeli-Canadian Gilda Reed came. [Reed] said {no}.", "Gilda Reed"),
        ("Lakeside DA Ken Hart came. [Hart] said {no}.", "Ken Hart"),
        ("[President Hassan Sheikh Omar] said {no}.", "Hassan Sheikh Omar"),
        ("[the governor of the Lower Region, Abdi Mohamed Nor,] said {no}.", "Abdi Mohamed Nor"),
        ("[Mayor de Brugge] said {no}.", "de Brugge"),
        ("[Velmar Defence Forces (VDF) soldier Gilda Reed, 31,] said {no}.", "Gilda Reed"),
        ("[Chief of Defence Staff General Oleg Varov] said {no}.", "Oleg Varov"),
        ("[one of the family's lawyers, Ann Reed,] said {no}.", "Ann Reed"),
    ],
)
def test_a_name_without_roles_and_origins(words: str, expected: str) -> None:
    assert names(words)[-1] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[DNA tests] showed {that it was he}.", ("DNA tests", EntityType.DOCUMENT)),
        ("[A former hostage] said {no}.", ("A former hostage", EntityType.UNNAMED)),
        ("[people familiar with the case] said {no}.", ("people familiar with the case", EntityType.GROUP)),
        ("[His relatives there] said {no}.", ("His relatives there", EntityType.GROUP)),
        ("[media outside Velmar] said {no}.", ("media outside Velmar", EntityType.GROUP)),
        ("[US and Velmari officials] said {no}.", ("US and Velmari officials", EntityType.GROUP)),
        ("[One of her friends] said {no}.", ("One of her friends", EntityType.UNNAMED)),
        ("[a Facebook page] said {no}.", ("a Facebook page", EntityType.DOCUMENT)),
        ("[to] have said {no}.", None),
        ("[taking office] to say {no}.", None),
        ("He was not seen [in public] for {a month}.", None),
    ],
)
def test_what_a_description_describes(words: str, expected: tuple[str, EntityType] | None) -> None:
    assert types(words) == [expected]


def test_sources_are_nobody_whom_the_text_names() -> None:
    assert names("[Ann Reed and Bob Hart] said {no}. [The sources] said {yes}.")[-1] == "The sources"
    assert names("[Ann Reed] said {no}. [The source] said {yes}.")[-1] == "The source"


def test_a_plural_is_not_the_one_described_before() -> None:
    assert names("[A masked man] said {no}. [The masked men] said {yes}.")[-1] == "The masked men"


def test_the_words_after_the_expert_are_his() -> None:
    assert names("Ann Reed, an expert, came. [The expert comments for Halpress] about {it}.") == ["Ann Reed"]


def test_the_paper_that_is_named_is_no_paper_named_before() -> None:
    assert names("The Telegraph came. [The Independent newspaper] said {no}.") == ["The Independent"]
    assert names("Ann Reed came. It is told in [the Independent, a daily,] that {no}.") == ["the Independent"]


def test_a_short_form_in_brackets_is_the_body_before_it() -> None:
    words = "The Centers for Lake Control and Prevention (CLC) came. [The CLC] said {no}."
    assert names(words) == ["Centers for Lake Control and Prevention"]


def test_who_is_the_friend_not_the_one_befriended() -> None:
    assert names("The Post met friends of Reed's [who] said {no}.") == ["friends of Reed"]
    assert names("He was on the radar of MI5, [who] said {no}.") == ["MI5"]


def test_who_stands_in_the_words_does_not_say_them() -> None:
    assert speakers("{It will not end, however much the people} <would like> {it}.") == [None, None]


def test_a_killer_or_captive_is_not_whoever_was_named_last() -> None:
    assert names("[Ann Reed] said {no}. [The masked executioner] said {yes}.")[-1] == "The masked executioner"
    assert names("[Ann Reed] said {no}. [The staff member] said {yes}.")[-1] == "The staff member"
    assert names("[Ann Reed, a spokeswoman,] said {no}. [The spokesperson] said {yes}.")[-1] == "Ann Reed"


def test_an_official_of_another_country_is_not_who_spoke_last() -> None:
    words = "[Ann Reed] said {no}. Her sister Ann Reed was calm. [The Turkish official] said {yes}."
    assert names(words)[-1] == "The Turkish official"
    lead = "[An Iraqi official] denied {it}. The interior minister, Bob Hart, was calm."
    assert names(lead) == ["An Iraqi official"]


def test_a_government_is_not_one_with_another_name() -> None:
    words = "The Lower Region Government met. [The Turkish government] said {no}."
    assert names(words) == ["The Turkish government"]
    armed = "The Reed Intelligence Group met. [The terrorist group] said {no}."
    assert names(armed) == ["The terrorist group"]


def test_a_description_that_holds_a_whole_name_is_that_body() -> None:
    words = "The Office of Salt Affairs met. [The Office of Salt affairs] said {no}."
    assert names(words) == ["Office of Salt Affairs"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[The 22-year-old] said {no}.", ("The 22-year-old", EntityType.UNNAMED)),
        ("[Multiple unconfirmed reports] said {no}.", ("Multiple unconfirmed reports", EntityType.DOCUMENT)),
        ("[marta olsen (@molsen)] wrote {no}.", ("marta olsen", EntityType.PERSON)),
        ("[J.D. Miles (@jdm)] wrote {no}.", ("J.D. Miles", EntityType.PERSON)),
        ("[NBC Lakeside (@nbcl)] wrote {no}.", ("NBC Lakeside", EntityType.ORGANISATION)),
        ("[Ann Reed an adviser to the board] said {no}.", ("Ann Reed", EntityType.PERSON)),
        ("It said [that a Turkish official] knew {it}.", ("a Turkish official", EntityType.UNNAMED)),
        ("On Monday [a WHO spokesperson] said {no}.", ("a WHO spokesperson", EntityType.UNNAMED)),
        ("Iraqi News came. It rained. It snowed. [An Iraqi paper] said {no}.", ("An Iraqi paper", EntityType.ORGANISATION)),
        (
            "[a banner across the road to Salt City] read {no}.",
            ("a banner across the road to Salt City", EntityType.DOCUMENT),
        ),
    ],
)
def test_who_or_what_the_words_are(words: str, expected: tuple[str, EntityType]) -> None:
    assert types(words) == [expected]


def test_analysts_in_a_running_sentence_are_not_who_is_named_next() -> None:
    words = "As he rests, [analysts] wonder {who leads}.\n\nMarta Olsen, his sister, has come. He rests."
    assert names(words) == ["analysts"]


def test_a_line_under_a_picture_is_no_signature() -> None:
    words = "A nurse spoke: [I] never {knew}.\n\nMarta Olsen\n\nOlsen was not there, a friend of Marta Olsen said."
    assert names(words) == [None]
    assert names("Dear editor, [I] never {knew}.\n\nMarta Olsen") == ["Marta Olsen"]
