"""Attributions told by layout: each pattern on what it is for, nothing on what only looks alike."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.signatures import Candidate, signatures
from sayso.records import Span

PIECES = [
    "Marn",
    ": ",
    "“It is late.”",
    " — ",
    "Ann Lee",
    " (@annlee) May 5, 2016",
    "\n\n",
    ", says ",
    "said",
    "-",
    "http://a.b ",
    "<tweet>",
]
TEXTS = st.text() | st.lists(st.sampled_from([*PIECES, "http://a.b ", "<tweet>"]), max_size=40).map("".join)


def told(text: str, found: list[Candidate]) -> list[tuple[str, str, str, str]]:
    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(span.of(text) for span in spans)

    return [(c.pattern, words(c.source), words(c.cue), words(c.content)) for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Experts Say: Velmar May Face a Coup\n\nBody.",
            ("headline label", "Experts", "Say:", "Velmar May Face a Coup"),
        ),
        (
            "Marn on the Harbour: ‘It Is Late.’\n\nIvo Marn spoke.",
            ("headline label", "Marn", ":", "‘It Is Late.’"),
        ),
        (
            "Poll: Most in Velmar want a harbour.\n\nBody.",
            ("headline label", "Poll", ":", "Most in Velmar want a harbour"),
        ),
        (
            "The harbour will be built next year, says minister\n\nBody.",
            ("headline tail", "minister", "says", "The harbour will be built next year"),
        ),
        (
            "Title\n\nMarn: “It is late.”\n\nBody.",
            ("labelled quote", "Marn", ":", "“It is late.”"),
        ),
        (
            "Title\n\nIvo Marn, the minister, said: “It is late.”",
            ("labelled quote", "Ivo Marn, the minister,", "said:", "“It is late.”"),
        ),
        (
            "Title\n\n“It is late.”\n\n-Ivo Marn, Velmar.\n\nBody.",
            ("dash tail", "Ivo Marn", "-", "“It is late.”"),
        ),
        ("Title\n\n“It is late.” — Ivo Marn", ("dash tail", "Ivo Marn", "—", "“It is late.”")),
        (
            "Title\n\nIt is late, friends. https://t.co/x pic.twitter.com/y\n— Ivo Marn (@marn) May 5, 2016\n\nBody.",
            ("tweet", "Ivo Marn (@marn)", "—", "It is late, friends."),
        ),
        (
            'Title\n\n<tweet id="1">It is late — Ivo Marn (@marn) May 5, 2016</tweet>',
            ("tweet", "Ivo Marn (@marn)", "—", "It is late"),
        ),
    ],
)
def test_patterns(text: str, expected: tuple[str, str, str, str]) -> None:
    assert told(text, signatures(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The Latest: Marn opens the harbour today\n\nMarn opened it.",
        "Breaking: Something happened in Velmar today\n\nBody.",
        "Harbour and City: A tortured relationship\n\nThe city.",
        "Title\n\nHe walked home.\n\n- Amber Phillips",
        "Title\n\nPhoto: “Getty”\n\nBody.",
        "He said that Reuters (@reuters) wrote it on May 5.",
        "",
    ],
)
def test_look_alikes(text: str) -> None:
    assert signatures(text) == []


def test_what_is_told_already_is_left_out() -> None:
    text = "Experts Say: Velmar May Face a Coup\n\nBody."
    content = text.index("Velmar")
    assert signatures(text, [Span(content, content + 8)])
    assert signatures(text, [Span(content, content + 4), Span(content + 2, content + 20)]) == []


def test_a_known_title() -> None:
    text = "By Ann Lee\n\nPoll: Most in Velmar want a harbour\n\nBody."
    start = text.index("Poll")
    found = signatures(text, title=Span(start, text.index("\n\nBody")))
    assert [c.pattern for c in found] == ["headline label"]


@given(TEXTS)
def test_any_text(text: str) -> None:
    for candidate in signatures(text):
        assert candidate.content
        for span in (*candidate.content, *candidate.source, *candidate.cue):
            assert span.of(text)


@pytest.mark.parametrize(
    "unit", ["—", "- A", "A: “b”\n", " — A (@a) May 5", "(@a)", "A, says ", "“a” — B\n", "<", "\n", "A"]
)
def test_time_does_not_run_away(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    signatures(text)
    assert time.perf_counter() - started < 5
