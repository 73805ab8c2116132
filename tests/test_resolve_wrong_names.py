"""A wrong name is worse than none: what passes for another, pieces of headlines, products of a firm, things and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_resolve import entities, marked, names

from sayso.records import EntityType

IMITATIONS = ["fake", "bogus", "spoof", "parody", "copycat", "counterfeit"]
SITES = ["site", "website", "page", "account", "blog"]
OUTLETS = ["BBC", "CNN", "Reuters", "Daily Mirror"]
VERBS = ["Confirms", "Denies", "Reveals", "Has", "Says", "Admits"]


@given(st.sampled_from(IMITATIONS), st.sampled_from(OUTLETS), st.sampled_from(SITES), st.booleans())
def test_what_imitates_an_outlet_is_not_that_outlet(word: str, outlet: str, site: str, before: bool) -> None:
    source = f"a {word} {outlet} {site}" if before else f"a {outlet} {word} {site}"
    (found,) = entities(marked(f"{outlet} was asked. [{source}] said {{he is dead}}."))
    assert found is not None
    assert found.name == source


@pytest.mark.parametrize(
    "source",
    [
        "a site posing as CNN",
        "an account pretending to be the BBC",
        "a parody account of Ann Reed",
        "A man posing as Ann Reed",
    ],
)
def test_who_poses_as_another_is_called_as_the_text_calls_him(source: str) -> None:
    assert names(f"Ann Reed left. [{source}] said {{no}}.") == [source]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[The fake news site Open Square] said {no}.", "Open Square"),
        ("[A fake story by Open Square News] said {no}.", "Open Square News"),
        ("[A BBC report] said {no}.", "BBC"),
    ],
)
def test_a_site_of_false_news_keeps_its_own_name(words: str, expected: str) -> None:
    assert names(words) == [expected]


@given(st.sampled_from(VERBS))
def test_a_name_ends_before_the_verb_of_a_headline(verb: str) -> None:
    assert names(f"“NASA {verb} Moon Will Turn” was the title of it. [NASA] said {{no}}.") == ["NASA"]
    assert names(f"The page “Jan Reed {verb} Nothing In Hallen” was read. [Reed] said {{no}}.") == ["Jan Reed"]


def test_a_headline_that_tells_of_a_death_is_no_name_and_a_hoaxer_is_not_its_victim() -> None:
    words = "A page titled “Jan Reed Found Dead in Hallen” went round. [Reed] said {no}. [The hoaxer] wrote {he is gone}."
    assert names(words) == ["Jan Reed", "The hoaxer"]
    assert names("RIP Jan Reed, they wrote. Jan Reed left. [Reed] said {no}.") == ["Jan Reed"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Apple spoke of the Apple Watch. [Apple] said {no}.", "Apple"),
        ("In a move out of the ESPN Press Playbook, they left. ESPN said so. [The network] said {no}.", "ESPN"),
        ("The U.N. met Jan Un. [The U.N.] said {no}.", "U.N."),
        ("CBS left. Then CBS News came. [CBS] said {no}.", "CBS News"),
        ("The Peterson Institute left. [Peterson] said {no}.", "Peterson Institute"),
        ("Patriot Coal left. Patriot was poor. [Patriot] said {no}.", "Patriot Coal"),
    ],
)
def test_a_short_name_is_a_longer_one_only_where_that_is_its_fuller_form(words: str, expected: str) -> None:
    assert names(words) == [expected]


@pytest.mark.parametrize("noun", ["portal", "website", "site", "newspaper", "blog"])
def test_an_outlet_in_small_letters_is_no_person(noun: str) -> None:
    (found,) = entities(marked(f"King Osric left. [The {noun} dailyteller] said {{the king left}}."))
    assert found is not None
    assert found.type is EntityType.ORGANISATION
    assert found.name == f"The {noun} dailyteller"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The band Open Square played. Open Square was paid, [the newspaper] said {so}.", "the newspaper"),
        ("The Daily Mirror wrote of Open Square. [The newspaper] said {no}.", "Daily Mirror"),
        ("According to the Mirror, Open Square left. [The paper] claims {no}.", "Mirror"),
        ("Jan Reed left. According to [Hallen Morning Star], {he ran}.", "Hallen Morning Star"),
    ],
)
def test_a_newspaper_is_an_outlet(words: str, expected: str) -> None:
    assert names(words) == [expected]


@pytest.mark.parametrize("where", ["in", "near", "across", "from"])
def test_it_is_no_place_that_only_tells_where(where: str) -> None:
    assert names(f"People {where} Argentina shared the film after [it] showed {{a man}}.") == [None]


def test_it_may_be_a_state_that_acts() -> None:
    words = "The plan is the main tool for Argentina to meet the target [it] pledged {to reach}."
    assert names(words) == ["Argentina"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Jan Reed wrote. Pour water on it. [He] said {no}.", "Jan Reed"),
        ("Jan Reed left.\n\nFound: Flowers with a card lay there.\n\n[He] said {no}.", "Jan Reed"),
        ("[Rumor] has {it}.", None),
        ("[Feminism] means {equal rights}.", None),
        ("[Below] see {a picture}.", None),
        ("[Eyewitness Jan Reed] said {no}.", "Jan Reed"),
        ("[an eyewitness named Taugan Tan Kadal] said {no}.", "Taugan Tan Kadal"),
        ("[the band’s famed lead singer Jan Reed] said {no}.", "Jan Reed"),
        ("[tailor Ann Reed as her dog ran off] said {no}.", "Ann Reed"),
        ("[St. Anna Police] said {no}.", "St. Anna Police"),
        ("[Argentina investigating] said {no}.", "Argentina"),
        ("[a translation from Velmari by Open Square News] said {no}.", "Open Square News"),
        ("He spoke of the teachings of Orelity, [which] holds {that he lied}.", None),
    ],
)
def test_words_that_are_no_name_become_none(words: str, expected: str | None) -> None:
    assert names(words) == [expected]


def test_a_name_behind_a_bodys_noun_and_a_comma_is_a_bodys() -> None:
    (found,) = entities(marked("He had ties to the drug cartel, [Los Reyes Unidos], who {took them}."))
    assert found is not None
    assert found.type is EntityType.ORGANISATION


def test_a_dateline_is_nobody() -> None:
    assert names("Reed left.\n\n[LONDON] — Early signs {point to him}.") == [None]


def test_one_of_many_is_nobody_named() -> None:
    (found,) = entities(marked("[a tired Wood Ranger] said {no}. The Wood Rangers left."))
    assert found is not None
    assert found.type is EntityType.UNNAMED


def test_who_is_only_quoted_is_not_the_editor_behind_him() -> None:
    words = "Ida Hart, the editor of Vogue, left. Hart was cross. According to Olsen, [the editor] said {no}."
    assert names(words) == ["Ida Hart"]


def test_a_title_behind_a_country_is_no_part_of_the_name() -> None:
    assert names("[Jordan King Osric] said {no}.") == ["Osric"]


def test_a_family_name_before_the_son_of_that_name_is_another_mans() -> None:
    text = "[President Reed] said {{no}}. His son Tomas Reed Jr. left. [Reed] said {{yes}}."
    assert names(text.replace("{{", "{").replace("}}", "}")) == ["Reed", "Reed"]
    after = "Tomas Reed Jr. left. [Reed] said {yes}."
    assert names(after) == ["Tomas Reed Jr."]
