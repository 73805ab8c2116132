"""Quotation marks of many kinds, also missing ones: never more than a paragraph is lost."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.quotes import quotations, quote_state, state_of

PIECES = [*"abs. ,?!\n\"'“”‘’„«»「」`5é😀", "\n\n", "he said ", "''", "``", "It's ", "boys' ", "\r\n"]
TEXTS = st.text() | st.lists(st.sampled_from(PIECES), max_size=80).map("".join)


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in quotations(text)]


@given(TEXTS)
def test_quotations_are_valid_and_in_order(text: str) -> None:
    found = quotations(text)
    for q in found:
        assert q.span.holds(q.inner)
        assert q.inner.of(text)
        assert q.closed == (q.inner.end < q.span.end)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(TEXTS)
def test_state_has_a_code_per_code_point(text: str) -> None:
    state = quote_state(text)
    assert len(state) == len(text)
    assert set(state) <= {0, 1, 2}
    assert state == state_of(len(text), quotations(text)) == quote_state(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ('He said "one" and "two".', ["one", "two"]),
        (
            "„Deutsch“, »umgekehrt«, « français », «рус», ”svenska”, 「日本」, ``plain''",
            ["Deutsch", "umgekehrt", " français ", "рус", "svenska", "日本", "plain"],
        ),
        ("‘It’s the players’ fault,’ he said in the ’90s.", ["It’s the players’ fault,"]),
        ("He called them 'losers' on Monday, 'winners' on Tuesday.", ["losers", "winners"]),
        ("Rock 'n' roll, 'em and '90s. James' car and the boys' club.", []),
        ("‘Outer “inner” words,’ he said.", ["Outer “inner” words,"]),
        ("“Outer “inner” words,” he said.", ["Outer “inner” words,"]),
        ('A 6" pipe, 5\'10" tall, “ok”', ["ok"]),
        ('said:"Hello there."Then', ["Hello there."]),
        ("Words here,” he said. “Other,” he added.", ["Other,"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_speech_over_paragraphs() -> None:
    text = "He said: “One. Two.\n\n“Three.\n\n“Four,” he said.\n\nNot his."
    found = quotations(text)
    assert [(q.inner.of(text), q.continued, q.closed) for q in found] == [
        ("One. Two.", False, False),
        ("Three.", True, False),
        ("Four,", True, True),
    ]


def test_a_speech_that_runs_on_without_a_new_mark() -> None:
    text = "“One. Two.\n\nThree,” he said.\n\nNot his."
    assert inner(text) == ["One. Two.", "Three,"]


def test_a_missing_mark_never_swallows_the_rest() -> None:
    text = "He called it a “disaster and left. More.\n\nNew “good” paragraph.\n\nLast."
    assert inner(text) == ["disaster and left.", "good"]
    assert inner("“I like it, he said. “It is good.”\n\nLast.")[-1] == "It is good."
    assert len(inner('He said "' + "on and on " * 10_000)[0]) <= 2_000


@pytest.mark.parametrize("unit", ['"', "'", "“a ", "“a” ", "'a ", "as' ", '"a\n\n', "'as' b ", "``", "'\"", "x"])
def test_time_is_linear(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.perf_counter()
    quote_state(text)
    assert time.perf_counter() - started < 5
