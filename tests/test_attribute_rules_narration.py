"""Narration: what the outlet states itself and what can be looked up."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.narration import is_checkable, narration
from sayso.records import Attribution, Span
from sayso.sentences import sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "In January 2022, mass protests took place in Velmar.",
        "The protests later spread to other cities, including Almaty.",
        "Marn was named minister on Monday.",
        "Israel imports roughly 40 percent of its oil.",
        "At least twenty people were hurt in the square.",
        "It has been home to Gormley’s workshop.",
        "В январе 2022 года прошли протесты.",
        "2022年发生了抗议。",
    ],
)
def test_checkable(sentence: str) -> None:
    assert is_checkable(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Will Velmar become a new hot spot in 2024?",
        "A coup in Velmar",
        "Sign up for The Week's free newsletter, sent in 2024.",
        "I’m certainly going to keep an eye on Velmar, which is big.",
        "If more riots occur, like in January 2022, then troops will enter Velmar.",
        "Chinese troops could enter Velmar in 2025.",
        "It was a long and quiet night.",
        "The artist's publicist, Jo Marn, confirmed to the Courier on Monday the story is a hoax.",
        "Photo: Getty 2022.",
        "",
    ],
)
def test_not_checkable(sentence: str) -> None:
    assert not is_checkable(sentence)


def test_what_others_say_and_what_is_skipped_is_left_out() -> None:
    text = (
        "Marn said that 20 people were hurt in Velmar. The town has 5,000 people. "
        "“It has 6,000 people, and I count them.” The office was founded in 1999. Peter has worked in Velmar since 2008."
    )
    said = Attribution(id="a", content=(Span(10, 44),), source=(Span(0, 4),), cue=(Span(5, 9),))
    skip = Span(text.index("Peter"), len(text))
    found = narration(text, sentences(text), [said], [skip])
    assert [span.of(text) for span in found] == ["The town has 5,000 people.", "The office was founded in 1999."]


PIECES = ["The town has 5 men. ", "“", "It was.", "\n\n", "Why? ", "é"]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text(text: str) -> None:
    every = sentences(text)
    assert set(narration(text, every, [])) <= set(every)


@pytest.mark.parametrize("unit", ["a", "a ", "A was 5. ", "“", "5", "I "])
def test_time_is_linear(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    every = sentences(text)
    started = time.perf_counter()
    narration(text, every, [])
    assert time.perf_counter() - started < 5


def test_what_may_still_be_a_speakers_words_is_given_to_nobody() -> None:
    text = (
        "Marn said that the port is rich. Velmar is a partner of the Union and of Ardia.\n\n"
        "Also, Velmar is a strong and stable republic of the South. Velmar was founded by Ivo."
    )
    said = Attribution(id="a", content=(Span(10, 31),), source=(Span(0, 4),), cue=(Span(5, 9),))
    assert [span.of(text) for span in narration(text, sentences(text), [said])] == ["Velmar was founded by Ivo."]
    assert len(narration(text, sentences(text), [])) == 3


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ("Many believe that the mayor was killed, as this post went round:", False),
        ("Example: [sent by a reader in May 2031]", False),
        ("The post went round in May.", True),
    ],
)
def test_what_a_page_holds_up_to_examine_is_not_its_own_voice(before: str, shown: bool) -> None:
    exhibit = "The mayor of Orsavel was killed on Tuesday by two guards."
    text = f"Claim: The mayor was shot on Tuesday.\n\n{before}\n\n{exhibit}\n\nThe mayor spoke on Friday in Orsavel."
    found = [span.of(text) for span in narration(text, sentences(text), ())]
    assert (exhibit in found) is shown
    assert "The mayor spoke on Friday in Orsavel." in found
    assert not any(words.startswith("Claim") for words in found)
