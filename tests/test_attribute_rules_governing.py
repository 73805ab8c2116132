"""What governs a cue from outside it, and what stands near it and does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.governing import governed, only_names
from sayso.records import Span


def marked(text: str) -> tuple[str, Span, Span | None]:
    """The text without its marks, the span of the cue between < and >, and that of the source between { and }."""
    spans = {}
    for opening, closing in ("<>", "{}"):
        if opening in text:
            start, end = text.index(opening), text.index(closing) - 1
            others = sum(text.count(mark, 0, text.index(opening)) for mark in "<>{}")
            inner = sum(text.count(mark, text.index(opening) + 1, text.index(closing)) for mark in "<>{}")
            spans[opening] = Span(start - others, end - others - inner)
    plain = text.translate(str.maketrans("", "", "<>{}"))
    return plain, spans["<"], spans.get("{")


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("{Kern} did not <say> that the dam had leaked.", "did not say"),
        ("{Kern} has not yet been able to <confirm> the leak.", "has not yet been able to confirm"),
        ("{Kern} also declined <to tell> us who had opened it.", "declined to tell"),
        ("{Kern} didn’t explicitly <say> that it leaked.", "didn’t explicitly say"),
        ("{Kern} is trying to <confirm> reports that it leaked.", "is trying to confirm"),
        ("It was too early to <say> whether it would hold.", "early to say"),
        ("{Kern} did not name the engineer but <said> that it held.", "said"),
        ("{Kern}, who was not there, <said> that it held.", "said"),
        ("{The men} could not swim and <said> so.", "said"),
        ("{Kern} <said> that it held.", "said"),
    ],
)
def test_a_cue_takes_in_what_governs_it(text: str, cue: str) -> None:
    plain, at, source = marked(text)
    assert governed(plain, at, source, Span(0, len(plain))).cue.of(plain) == cue


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("It would be rash without {tests} <to confirm> that it held.", "premature", ""),
        ("Nor did {the council} <say> that it held.", "not", ""),
        ("If {tests} <confirm> that it held, all is well.", "if", ""),
        ("{Kern} <said> nothing about the leak.", "", "not"),
        ("It is premature for {us} <to say> that it held.", "premature", ""),
        ("The dam stood without repair. {Kern} <said> that it held.", "", ""),
        ("Without it {Kern} <said> that it held.", "", ""),
    ],
)
def test_what_governs_from_before_the_source_and_after_the_cue(text: str, before: str, after: str) -> None:
    plain, at, source = marked(text)
    found = governed(plain, at, source, Span(0, len(plain)))
    assert (found.before, found.after, found.cue) == (before, after, at)


def test_nothing_is_taken_from_outside_its_bounds() -> None:
    plain, at, source = marked("They did not <say> it.")
    assert governed(plain, at, source, Span(plain.index("say"), len(plain))).cue == at


@given(
    st.lists(st.sampled_from(["did", "not", "Kern", "to", "declined", ",", "“", "say", "and", "n’t"]), max_size=12),
    st.data(),
)
def test_a_cue_only_grows_to_the_left_and_within_bounds(words: list[str], data: st.DataObject) -> None:
    text = " ".join([*words, "said", "so"])
    cue = Span(len(text) - 7, len(text) - 3)
    low = data.draw(st.integers(0, cue.start))
    found = governed(text, cue, None, Span(low, len(text))).cue
    assert found.end == cue.end and low <= found.start <= cue.start


def test_to_call_oneself_something_says_nothing() -> None:
    assert only_names("calls", "that", "itself the Free Council")
    assert not only_names("calls", "Kern", "himself a fool")
    assert not only_names("says", "that", "itself")
