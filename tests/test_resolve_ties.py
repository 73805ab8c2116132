"""Whoever is somebody's sister is not that somebody; what cannot speak is no speaker; words may tell who says them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_resolve import entities, marked, names

from sayso.records import Attribution, EntityType, Findings, Span
from sayso.resolve import resolve

KIN = ["sister", "brother", "mother", "father", "wife", "widow", "son", "niece", "girlfriend", "ex-wife"]


@pytest.mark.parametrize(
    "source",
    [
        "The sister of Velmari photographer Jan Reed",
        "The sister of the Velmari-born photographer, Jan Reed, held for a year,",
        "The father of the climber, Jan Reed,",
        "A lawyer for singer Jan Reed",
        "A friend of violinist Jan Reed",
    ],
)
def test_whoever_is_tied_to_somebody_is_not_that_somebody(source: str) -> None:
    (found,) = entities(marked(f"[{source}] said {{he was dead}}. Jan Reed was taken last May. He was 33."))
    assert found is not None
    assert found.type is EntityType.UNNAMED
    assert "Reed" not in found.name or found.name.startswith(("The sister", "A lawyer", "A friend"))


@given(st.sampled_from(KIN), st.sampled_from(["The", "A"]), st.sampled_from(["climber", "Velmari sailor", "actor"]))
def test_kin_never_becomes_the_one_named_behind_the_noun(kin: str, article: str, trade: str) -> None:
    for phrase in (f"{article} {kin} of {trade} Jan Reed", f"{article} {kin} of the {trade}, Jan Reed,"):
        (found,) = entities(marked(f"[{phrase}] said {{no}}. Jan Reed left. He was 33."))
        assert found is not None
        assert found.name != "Jan Reed"


def test_a_name_behind_the_comma_is_the_kins_where_genders_tell() -> None:
    assert names("[The mother of the boy, Nora Reed,] said {no}. Nora Reed left. She wept.") == ["Nora Reed"]
    assert names("[An attorney for Hart, Jan Reed,] said {no}.") == ["Jan Reed"]
    assert names("[The official spokesman of the MFA of Tashvar Nora Reed] said {no}.") == ["Nora Reed"]


def test_a_name_with_miss_before_it_is_a_womans() -> None:
    words = "Jan Reed was taken. His sister, Lucy Reed, wept. Mr Reed is 33. [Miss Reed] said {no}."
    assert names(words) == ["Lucy Reed"]


def test_a_family_calls_by_the_first_name_whom_the_text_calls_by_the_surname() -> None:
    words = (
        "Jan Reed was taken in May. Ida Reed, his sister, spoke on Monday.\n\n"
        "“Jan was kind, and Jan loved this town. Everybody knew Jan,” she wrote.\n\n"
        "[Reed], 33, says that {he is well}.\n\n“Bring Jan home,” wrote his father, Otto Reed. Reed had come by sea."
    )
    assert names(words) == ["Jan Reed"]


def test_the_official_goes_on_from_the_one_who_spoke_last_not_from_one_named_long_before() -> None:
    words = (
        "Omar Reed, an official of the Sarn Front, spoke on the film. It rained in the south for most of the day.\n\n"
        "Nine men died, [a police official] said. [The official] said {it was dawn}."
    )
    assert names(words) == ["a police official", "a police official"]


def test_the_actor_is_not_the_detective_who_spoke_last() -> None:
    words = "“No signs,” said [Det. Jan Reed]. Later [the actor] denied {the reports}."
    assert names(words)[1] != "Jan Reed"


@pytest.mark.parametrize(
    "words",
    [
        "The case led to [nationwide] talks about {schools}.",
        "They saw the halls, [the finest in the world] for {music}.",
        "It goes back to a joke of last year, [which] claimed {he was held}.",
        "[The club's telescopes on Mount Sarn] observed {the rock}.",
        "They came out on [the Internet Saturday] with {the stills}.",
        "He loves Sarn Blue cheese, [which] is blamed for {his weight}.",
        "[KORTIS VELMARA IN SPRING]: {it was dark}. He left.",
        "The Sarn Courier left. [It] is claimed {he drowned}.",
        "The Sarn Courier wrote. [It] has been reported {he drowned}.",
    ],
)
def test_what_cannot_speak_is_no_speaker(words: str) -> None:
    assert names(words) == [None]


def test_what_carries_words_still_speaks_where_which_means_it() -> None:
    assert names("It was told by state TV, [which] said {he was ill}.") == ["state TV"]
    assert names("He joined the ministry, [which] said {no}.") == ["the ministry"]
    assert names("The Sarn Courier was first. [It] claims {he drowned}.") == ["Sarn Courier"]


def test_an_armed_groups_long_name_is_one_name() -> None:
    assert names("[The Islamic State of Iraq and the Levant] said {no}.") == ["Islamic State of Iraq and the Levant"]


def with_cue(words: str, cue: str) -> Findings:
    """Findings with the cue of the last attribution at the last place where `cue` stands."""
    made = marked(words)
    at = made.document.text.rindex(cue)
    *others, last = made.attributions
    return replace(made, attributions=(*others, replace(last, cue=(Span(at, at + len(cue)),))))


def test_a_city_at_the_end_of_what_is_reported_does_not_report_it() -> None:
    text = "He was taken in the Velmari capital, [Orsavel,] said Jan Reed, editor of the paper. {Taken}."
    (found,) = entities(with_cue(text, "said"))
    assert found is not None
    assert found.name == "Jan Reed"


def test_who_says_his_own_name_is_the_speaker_whomever_he_may_mean() -> None:
    words = "[Otto Reed] said {no}. It came after a film in which Jan Reed sits.\n\n[He] said: {“My name is Jan Reed.”}"
    assert names(words) == ["Otto Reed", "Jan Reed"]


def test_a_quotation_that_is_not_closed_runs_on_into_the_next_paragraph() -> None:
    text = '[Otto Reed] said: {"I am tired.}\n\n{"Let it be done."}\n\nOmar Hart gave them three days.'
    made = marked(text)
    words = made.document.text
    source, quote = Span(words.index("Omar"), words.index(" gave")), Span(words.index('"Let'), words.index("\n\nOmar"))
    later = Attribution(id="x", source=(source,), content=(quote,))
    resolved = resolve(replace(made, attributions=(*made.attributions, later)))
    known = {entity.id: entity.name for entity in resolved.entities}
    assert [known[a.speaker or ""] for a in resolved.attributions] == ["Otto Reed", "Otto Reed"]
    closed = replace(made, document=replace(made.document, text=words.replace("tired.\n", 'tired"\n')))
    again = resolve(replace(closed, attributions=(*closed.attributions, later)))
    known = {entity.id: entity.name for entity in again.entities}
    assert known[again.attributions[1].speaker or ""] == "Omar Hart"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[Jan Reed Gives A Poor Man] a coat: {it} was cold. Jan Reed left.", "Jan Reed"),
        ("[Friends of Reed] told them {no}. Friends say he sings. Reed sings.", "Friends of Reed"),
        ("[An Iraqi paper] claimed {no}. Iraqi and Kurdish papers said it was so.", "An Iraqi paper"),
        ("[The story on “news” site Velmar Fun] says {no}. It rained.", "The story"),
        ("[UNCONFIRMED reports] tell of {a raid}. It rained.", "UNCONFIRMED reports"),
    ],
)
def test_a_name_is_not_clipped_nor_runs_on(words: str, expected: str) -> None:
    assert names(words) == [expected]
