"""Whom hearsay tells of is no source; who is named as saying so is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.hearsay import Parts, is_hearsay, told_of
from sayso.attribute.stance import stance_of
from sayso.records import Span, Stance


def marked(line: str) -> tuple[str, Parts]:
    """The text without its marks, and its parts: {source}, <cue>, [content]."""
    text, begun = "", dict.fromkeys("{<[", 0)
    parts: dict[str, list[Span]] = {mark: [] for mark in begun}
    for sign in line:
        if sign in parts:
            begun[sign] = len(text)
        elif sign in "}>]":
            opened = "{<["["}>]".index(sign)]
            parts[opened].append(Span(begun[opened], len(text)))
        else:
            text += sign
    return text, (tuple(parts["{"]), tuple(parts["<"]), tuple(parts["["]))


def shown(text: str, parts: Parts) -> tuple[list[str], list[str], list[str]]:
    source, cue, content = ([span.of(text) for span in spans] for spans in parts)
    return source, cue, content


@pytest.mark.parametrize(
    ("line", "cue", "content"),
    [
        ("[The gate] was <reportedly> [shut] by {the mayor} on Friday.", "reportedly", ["The gate", "shut by the mayor"]),
        ("{Kern} has <allegedly> [sold the bridge].", "allegedly", ["Kern", "sold the bridge"]),
        ("{The town} <supposedly opened up> [the old gate].", "supposedly", ["The town", "opened up the old gate"]),
        ("Of {Kern} nothing was heard, but [the gate] is <reportedly> [shut].", "reportedly", ["the gate", "shut"]),
        ("{Kern} <is said> [to have sold it].", "is said", ["Kern", "to have sold it"]),
        ("{Kern}, who is old, <was accused of> [selling it].", "was accused of", ["selling it"]),
        ("{A clerk} <suspected of> [selling it] fled.", "suspected of", ["A clerk", "selling it"]),
        ("{A clerk} <believed> [to have sold it] fled.", "believed", ["A clerk", "to have sold it"]),
        ("<The alleged decision> by {the mayor} [to sell it] was late.", "The alleged decision", ["to sell it"]),
        ("{Kern} has faced <questions about> [the sale].", "questions about", ["the sale"]),
        ("{It} <was also falsely reported> [that it fell].", "was also falsely reported", ["that it fell"]),
    ],
)
def test_who_is_told_of_is_no_source(line: str, cue: str, content: list[str]) -> None:
    text, parts = marked(line)
    assert shown(text, told_of(text, parts)) == ([], [cue], content)


@pytest.mark.parametrize(
    "line",
    [
        "{Kern} <has reportedly said> [that it fell].",
        "{Kern} <reportedly warned> us [not to come].",
        "{Kern} <have alleged> [that it fell].",
        "{Kern} <reportedly> sings [“It fell” in one song].",
        "[The gate] <is believed> by {some} [to have fallen].",
        "<Allegedly, according to> {Kern}, [it fell].",
        "They hold [clerks] {they} <suspected of> [selling it].",
        "[Clerks] {Kern} <suspected of> [selling it] fled.",
        "{Kern} <reported> [to the council that it fell].",
        "{Kern} <might have said> [to be careful].",
        "{Kern} drew <on her notes by saying> [that it fell].",
        "{Kern} made <the alleged remark> [that it fell].",
        "{It} <falsely stated> [that it fell].",
        "{Kern} <falsely claimed> [that it fell].",
    ],
)
def test_who_says_it_stays(line: str) -> None:
    text, parts = marked(line)
    assert told_of(text, parts) == parts


def test_what_is_hearsay_inside_anothers_words() -> None:
    for line in ("[It] is <reportedly> [shut].", "[It] <is said> [to be shut].", "<accused of> [selling it]"):
        assert is_hearsay(*marked(line))
    for line in ("{Kern} <is said> [to be in].", "<saying> [that it fell]", "[It] <was said>."):
        assert not is_hearsay(*marked(line))


@pytest.mark.parametrize(
    ("cue", "source", "stance"),
    [
        ("was also falsely reported", "", Stance.DENIED),
        ("was wrongly accused of", "", Stance.DENIED),
        ("had been wrongly suggested", "", Stance.DENIED),
        ("was reported", "", Stance.ASSERTED),
        ("was not wrongly reported", "", Stance.POSSIBLE),
        ("falsely claimed", "", Stance.ASSERTED),
        ("falsely claimed", "Kern", Stance.ASSERTED),
        ("was falsely reported", "the Herald", Stance.ASSERTED),
    ],
)
def test_a_writer_takes_back_what_nobody_is_named_for(cue: str, source: str, stance: Stance) -> None:
    assert stance_of(cue, "that the dam had burst", source=source) is stance


WORDS = (
    "Kern",
    "it",
    "is",
    "was",
    "said",
    "reportedly",
    "accused",
    "of",
    "to",
    "by",
    "alleged",
    "faced",
    "questions",
    ",",
    "“",
)


@given(st.lists(st.sampled_from(WORDS), min_size=6, max_size=14), st.permutations(range(3)), st.data())
def test_no_word_of_a_content_is_lost_and_no_source_made(words: list[str], order: list[int], data: st.DataObject) -> None:
    text = " ".join(words)
    ends = [0, *sorted(data.draw(st.sets(st.integers(1, len(words) - 1), min_size=2, max_size=2))), len(words)]
    starts = [len(" ".join(words[:end])) + bool(end) for end in ends]
    pieces = [(Span(starts[n], len(" ".join(words[: ends[n + 1]]))),) for n in range(3)]
    parts: Parts = (pieces[order[0]], pieces[order[1]], pieces[order[2]])
    source, cue, content = told_of(text, parts)
    assert source in ((), parts[0])
    assert parts[1][0].holds(cue[0])
    assert any(span.holds(parts[2][0]) for span in content)
    assert list(content) == sorted(content)
    assert all(one.end <= other.start for one, other in pairwise(content))
    if source:
        assert (source, cue, content) == parts
