"""Sentences: exact offsets, every word held once, no span over a paragraph's end, and no text that hurts."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.sentences import blocks, sentences

ALPHABET = st.sampled_from(
    [
        *"abC .!?…“”\"'‘’()[]\n\r\t,;:-–—5é中。！？ЯжҚ؟ع😀\u0301\u00a0\u2028`«»„.1A",
        "Mr. ",
        "\r\n",
        "\n\n",
        "U.S. ",
        "\ud800",
    ]
)
TEXTS = st.text() | st.lists(ALPHABET, max_size=60).map("".join)


def words(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@given(TEXTS)
def test_spans_are_valid_ordered_and_hold_all_words(text: str) -> None:
    spans = sentences(text)
    for span in spans:
        assert span.of(text) == span.of(text).strip()
    assert all(a.end <= b.start for a, b in pairwise(spans))
    held = "".join(span.of(text) for span in spans)
    assert "".join(held.split()) == "".join(text.split())


@given(TEXTS)
def test_no_sentence_leaves_its_block(text: str) -> None:
    all_blocks = blocks(text)
    for span in sentences(text):
        assert any(block.holds(span) for block in all_blocks)
        assert "\n\n" not in span.of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Sen. Rubio at 5 p.m. on Jan. 5. The U.S. Senate voted.", 2),
        ("J. Smith of Apple Inc. said so. It was 3.5 percent.", 2),
        ("“What?” he asked. “Why!” Then he left.", 3),
        ('He said "No!" and left. She stayed.', 2),
        ("“First one. Second one. Third,” he said. He left.", 4),
        ("He said... then left. He went… then he slept.", 2),
        ("(He left. He came.) Next one.", 3),
        ("Привет. В 2014 г. он уехал в Москву. А. С. Пушкин писал.", 3),
        ("你好。再见！“走吧。”他说。", 4),
        ("مرحبا؟ نعم.", 2),
        ("1. First item. 2. Second item.", 2),
        (
            "Sens. Tim Kaine (D-Va.), Ann Gill (D-N.Y.) and Ms. Lee of S.&P. voted. Jack Reed (D-R.I.) did not.",
            2,
        ),
        ("''One,'' he said. ''Two.'' He wept over ''optics.'' (He did.)", 4),
        ("A heading with no stop\nThen a sentence. And another.", 3),
        ("One.\r\n\r\nTwo.\r\n", 2),
    ],
)
def test_counts(text: str, expected: int) -> None:
    assert len(words(text)) == expected, words(text)


def test_marks_go_with_their_sentence() -> None:
    assert words("He left. “It is. It was,” he said. ‘Quite.’ (End.)") == [
        "He left.",
        "“It is.",
        "It was,” he said.",
        "‘Quite.’",
        "(End.)",
    ]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The quick brown fox jumped over the lazy dog and then it went home to eat\n"
        "its dinner. The dog said nothing at all about this and instead of it he\n"
        "slept. Then he woke.\n"
    )
    assert [w.replace("\n", " ") for w in words(text)][1].endswith("instead of it he slept.")
    assert len(words(text)) == 3


def test_lists_of_headings_are_not_joined() -> None:
    text = "Celine 'civil war' in New Zealand\nTall Tales And stories from the other side\nBy Chas Burden\nSpeed Read\n"
    assert len(words(text)) == 4


@pytest.mark.parametrize("unit", ["'", '"', "“", "(“", "a. ", '." ', "?” a", "`", "\n", "A.", "[“a. ", "a", "。"])
def test_time_does_not_run_away(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    started = time.perf_counter()
    sentences(text)
    assert time.perf_counter() - started < 5
