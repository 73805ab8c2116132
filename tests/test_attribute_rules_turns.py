"""Turns of interviews and transcripts; none in an ordinary article."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.turns import Turn, turns

DASHES = """A coup is being prepared, says the head of the Harbour Institute, political scientist Ivo Marn. \
The expert comments for Velmar Post.
— What will the ministers discuss?
— I think the harbour. It is the main topic.
In my opinion it is late.
— Will the harbour be built?
— The majority is in favour of it. We hope so.
— What comes next? War?
— Of course not. They have long talked about it.
It is time to act.
Reference. Mass protests began in the first days of the year.
"""
LABELS = """Marn: the harbour will be built

The minister spoke on Sunday.

JANE TALLER: Will it be built?

(CROSSTALK)

MARN: It will. I have “signed it.”

And there is more.

TALLER: When?

MARN: Soon.

Follow us for more news.
"""
PIECES = [
    "Q: ",
    "A: ",
    "JOHN SMITH: ",
    "Smith: ",
    "— ",
    "- ",
    "words here",
    "? ",
    ". ",
    "\n",
    "\n\n",
    "**Why?**\n",
    "**Ann Lee:** ",
]
TEXTS = st.text() | st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def words(text: str, found: list[Turn]) -> list[str]:
    return [" / ".join(span.of(text) for span in turn.content) for turn in found]


def test_dashes() -> None:
    found = turns(DASHES)
    assert [t.role for t in found] == ["question", "answer"] * 3
    assert words(DASHES, found)[1] == "I think the harbour. It is the main topic.\nIn my opinion it is late"
    assert words(DASHES, found)[-1] == "Of course not. They have long talked about it.\nIt is time to act"
    assert [t.guest.of(DASHES) for t in found if t.guest] == ["Ivo Marn"] * 3
    assert all(t.cue and t.cue.of(DASHES) == "—" for t in found)


def test_labels() -> None:
    found = turns(LABELS)
    assert [t.label.of(LABELS) for t in found if t.label] == ["JANE TALLER", "MARN", "TALLER", "MARN"]
    assert words(LABELS, found)[1] == "It will. I have “signed it.”\n\nAnd there is more"
    assert words(LABELS, found)[-1] == "Soon"
    assert {t.role for t in found} == {"speaker"}


def test_questions_and_answers() -> None:
    text = "Here is an interview with Ann Lee.\n\nQ: Why?\n\nA: Because.\nAnd so.\n\nQ: When?\n\nA: Now."
    found = turns(text)
    assert [t.role for t in found] == ["question", "answer", "question", "answer"]
    assert words(text, found) == ["Why?", "Because.\nAnd so", "When?", "Now"]
    assert found[1].guest is not None
    assert found[1].guest.of(text) == "Ann Lee"


def test_bold_names_and_bold_questions() -> None:
    text = "Intro.\n\n**Velmar Post:** Why?\n\n**Ann Lee:** Because it was late.\n\n"
    text += "**Velmar Post:** When?\n\n**Ann Lee:** Now, then."
    found = turns(text, outlet="The Velmar Post")
    assert [t.role for t in found] == ["question", "speaker", "question", "speaker"]
    assert words(text, found)[1] == "Because it was late"
    text = "Intro with Ann Lee.\n\n**Why so late?**\n\nBecause it was.\n\n**And when will it be?**\n\nNow.\n\nOr never."
    assert words(text, turns(text)) == ["Why so late?", "Because it was", "And when will it be?", "Now.\n\nOr never"]


def test_who_met_the_outlet_is_the_guest_and_not_the_outlet() -> None:
    text = "Border Review, 21 March\n\nNoor Estvik teaches in Hallen. She spoke to Border Review by video.\n\n"
    text += "— Is it so?\n\n— No, it is not.\n\n— Then who knows?\n\n— Nobody does.\n\nEstvik promised to return."
    for outlet in ("Border Review", None):
        found = turns(text, outlet)
        assert {t.guest.of(text) for t in found if t.guest} == {"Noor Estvik"}
        assert words(text, found)[-1] == "Nobody does", "a guest does not speak of herself by her name"


@pytest.mark.parametrize(
    "text",
    [
        "Photo: Getty\n\nRelated: The rest\n\nPhoto: Reuters\n\nRelated: More of it",
        "Clinton: 1,769.\n\nSanders: 1,501.\n\nClinton: 547.\n\nSanders: 46.\n\nHillary Clinton leads Bernie Sanders.",
        "- first point\n- second point\n- third point\n- why not?\n- fifth",
        "He said: “No.” She said: “Yes.”\n\nSmith: it is late.\n\nThat was all.",
        "In costume: He wore a hat\n\nSo sweet: The two of them\n\nIn costume: A hat\n\nSo sweet: The two",
    ],
)
def test_an_article_has_no_turns(text: str) -> None:
    assert turns(text) == []


@given(TEXTS)
def test_any_text(text: str) -> None:
    for turn in turns(text):
        assert turn.content
        for span in (*turn.content, turn.label, turn.cue, turn.guest):
            assert span is None or span.of(text)


@pytest.mark.parametrize("unit", ["A: b c\n", "— a?\n— b\n", "Ab: cd\n", "Ab Cd: efg\n", "**a?**\nb\n", "A", "AB CD "])
def test_time_does_not_run_away(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    turns(text)
    assert time.perf_counter() - started < 5
