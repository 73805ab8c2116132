"""Whom pronouns and descriptions mean by what the text tells about them, and what kind of thing an unknown name names."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from test_resolve import entities, marked, names

from sayso.records import EntityType


def types(words: str) -> list[EntityType]:
    return [entity.type for entity in entities(marked(words)) if entity]


@pytest.mark.parametrize(
    "words",
    [
        "[Tashvar] says it had {no part}.",
        "[Tashvar] denied {it}. Many live in Tashvar. It rained.",
        "[Tashvar] denied {it}. Tashvar's foreign ministry was silent.",
        "[Tashvar] denies {everything}, as it would do today.",
        "[Open Square] said {no}. Later the Open Square monitors left.",
        "[Open Square] said {no}. Open Square, a group of volunteers, left.",
        "It was late, [Halpress] reported. {No}.",
        "[Ura.ru] said {no}. It was late.",
        "[BuzzTangle] said {no}. It was late.",
        "[The Hill] reported {it}. It was late.",
    ],
)
def test_an_unknown_name_is_an_organisation_where_the_text_shows_it(words: str) -> None:
    assert types(words) == [EntityType.ORGANISATION]


@pytest.mark.parametrize(
    "words",
    [
        "[Magee] said {no}. He left.",
        "[Wodan Teskar] said he had {no part}.",
        "[Wodan Teskar], a lawyer, said {no}. It had rained.",
        "[Wodan Teskar] said {no}. Teskar left.",
        "[Teskar], who had {no part}, left.",
    ],
)
def test_an_unknown_name_is_a_person_where_the_text_shows_it(words: str) -> None:
    assert types(words) == [EntityType.PERSON]


def test_a_state_is_named_in_full() -> None:
    assert names("The Republic of Velmar is small. [Velmar] said {no}.") == ["Republic of Velmar"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ann Reed left. It worries Nora Hart, head of the River Club.\n\n“{No one came},” [she] said.", "Nora Hart"),
        ("By Jane Roe\n\nI was told. My mother is old, but still [she] says {no}. [I] think {so}.", "My mother"),
        ("Ann Reed spoke. In [her] speech {on wages}, Nora Hart laughed.", "Nora Hart"),
        ("What should Canada do? [It] has said {no}.", "Canada"),
        ("Ten firms sued the state before nine judges. [They] say {no}.", "Ten firms"),
    ],
)
def test_pronouns(words: str, expected: str) -> None:
    assert names(words)[0] == expected


def test_he_is_not_the_one_who_says_i() -> None:
    text = "By Jane Roe\n\n[I] said {no} to my aunt. Then [she] said {yes}."
    assert names(text) == ["Jane Roe", None]


def test_we_is_the_body_whose_text_it_is() -> None:
    credited = "Open Square monitoring group, Oslo, 22 March 2024.\n\n[We] asked {why}."
    assert names(credited) == ["Open Square"]
    assert names(credited + " The Water Board met. [It] said {no}.") == ["Open Square", "Water Board"]
    assert names("[We] asked {why}. Write to us.\n\nThey lie.\n\n@annreed") == [None]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("President Al Gard began it and Bo Lund went on. [The two presidents] said {no}.", "Al Gard & Bo Lund"),
        ("She cites the vote in Oregon, when [the state] said {no}.", "Oregon"),
        ("Open Circle, [a monitoring group], said {no}.", "Open Circle"),
        ("Jon Reed came. [Mr.] Reed said {no}.", "Jon Reed"),
        ("Nik Varov, head of the Club, spoke. By [the words of the expert], {no}.", "Nik Varov"),
        ("Ann Reed spoke to Jon Hart. Hart’s campaign said [the candidate] would {come}.", "Jon Hart"),
        ("Ann Reed spoke. [The agency's inspector general] said {no}.", "The agency's inspector general"),
        ("Ann Reed, a senator, spoke. [The moderator] said {no}.", "The moderator"),
        ("House Speaker Nik Hart spoke of Republican Al Gard. [The Oregon Republican] said {no}.", "Nik Hart"),
        ("Ten officers -- most of them retired -- [who] said {no} came.", "Ten officers"),
        ("The Carson Legal Campaign met. Ben Hart ran. [The Hart campaign] said {no}.", "The Hart campaign"),
        ("[An agency panel in 2001] found {no}.", "An agency panel"),
        ("[White House and Pentagon spokesmen] said {no}.", "White House and Pentagon spokesmen"),
        ("[Thirty-nine of the 46 people we asked] said {no}.", "Thirty-nine of the 46 people we asked"),
        ("[At least one Democrat] said {no}.", "At least one Democrat"),
    ],
)
def test_descriptions(words: str, expected: str) -> None:
    assert names(words) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A long study of wages shows it. It rained. [The study] says {no}.", "A long study of wages"),
        ("A long study by Politico shows it. It rained. [The report] says {no}.", "Politico"),
        ("She made the film “Salt.” It rained. [The movie] says {no}.", "Salt"),
        ("“Salt,” a film by Reed, is out. It rained. [The film] says {no}.", "Salt"),
        ("[A study by Lily Hart, whose sums were checked by the Tax Board,] says {no}.", "Lily Hart"),
        ("[Emails pored over by Vox] show {no}.", "Emails pored over by Vox"),
        ("Hedda Vorsk left. [Vorsk's log] says {no}.", "Vorsk's log"),
    ],
)
def test_documents(words: str, expected: str) -> None:
    assert names(words) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Crooked Ann Reed is bad. Ann Reed left. [Reed] said {no}.", "Ann Reed"),
        ("Larry King left. [Mr. King] said {no}.", "Larry King"),
        ("[Prime Minister Theresa May] said {no}.", "Theresa May"),
        ("Ann Reed left. [Secretary of State Reed] said {no}.", "Ann Reed"),
        ("[The spokeswoman of the ministry of Springfield Ann Reed] said {no}.", "Ann Reed"),
        ("[CONGRESS] HAS SEEN {IT} ALL. It rained.", "CONGRESS"),
        ("[Virginia Democrats] said {no}.", "Virginia Democrats"),
    ],
)
def test_names(words: str, expected: str) -> None:
    assert names(words) == [expected]


def test_of_two_with_one_surname_the_one_whom_the_paragraph_before_names_is_meant() -> None:
    words = (
        "Edda Melik lives here. She is old.\n\nIt rained. The analyst Tarvo Melik rejected both.\n\n"
        "“One. Two. Three. {Four},” wrote [Melik]."
    )
    assert names(words) == ["Tarvo Melik"]


def test_a_bare_number_is_people_and_no_name() -> None:
    assert types("[Thirty-nine] said {no}. It had rained.") == [EntityType.GROUP]
    assert types("[Twelve] said {no}. It had rained.") == [EntityType.GROUP]


def test_a_letter_of_two_code_points_does_not_cut_a_name() -> None:
    words = normalize("NFD", "[Zoé O'Hara Smith] said {no}. Later Zoé left.")
    assert names(words) == [normalize("NFD", "Zoé O'Hara Smith")]


def test_a_sentence_that_begins_without_a_stop_before_it_lends_a_name_no_word() -> None:
    words = "President Kasym Tokar In an interview with the paper, [he] said {no}. Kasym Tokar left."
    assert names(words) == ["Kasym Tokar"]


def test_a_newspaper_with_an_everyday_name_is_nobody_else() -> None:
    words = "Ann Reed, a critic of the government, met Tom Lund. [The Independent] reported: {it rained}. Reed left."
    assert names(words) == ["The Independent"]
    assert types(words) == [EntityType.ORGANISATION]


def test_a_name_is_found_behind_any_adjective() -> None:
    words = "{It is late}, says [the head of the Harbour Club, international political scientist Nikita Marn]. It rained."
    assert names(words) == ["Nikita Marn"]


def test_the_head_of_a_named_body_is_not_who_spoke_last() -> None:
    words = "Ann Reed said {no}. Ann Reed left. [The head of the Harbour Club in Lund] denied {it}."
    assert names(words) == ["The head of the Harbour Club in Lund"]


def test_who_says_so_after_a_comma_is_not_the_name_before_it() -> None:
    words = "{Velmar holds the daughter of Abu Tarik}, [the country's interior minister] says. [The minister] added {no}."
    assert names(words) == ["the country's interior minister"] * 2
    words = "{Velmar holds the daughter of Abu Tarik}, [the interior minister] said on Monday."
    assert names(words) == ["the interior minister"]
    assert names("[Abu Tarik], the interior minister, said {no}. [The minister] added {it}.") == ["Abu Tarik"] * 2


def test_a_newspaper_with_a_name_of_its_own_is_not_the_one_before() -> None:
    assert names("Ann Reed told the Telegraph. [The Velmari As-Safran newspaper] said {no}.") == [
        "The Velmari As-Safran newspaper"
    ]
