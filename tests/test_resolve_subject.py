"""Who speaks where an attribution has a cue and no source: the subject that the sentence gives the cue."""

from __future__ import annotations

import re

import pytest
from test_resolve import entities

from sayso.records import Attribution, Document, Findings, Span

MARK = re.compile(r"\[(?P<source>[^][]+)\]|<(?P<cue>[^<>]+)>|\{(?P<content>[^{}]+)\}")


def speakers(words: str) -> list[str | None]:
    """Who speaks in each attribution of a text; `[source]`, `<cue>` and `{content}` mark its parts, the content last."""
    text, at = "", 0
    parts: dict[str, tuple[Span, ...]] = {}
    attributions: list[Attribution] = []
    for match in MARK.finditer(words):
        text += words[at : match.start()]
        kind = match.lastgroup or ""
        parts[kind] = (Span(len(text), len(text) + len(match[kind])),)
        text += match[kind]
        at = match.end()
        if kind == "content":
            attributions.append(Attribution(id=str(len(attributions)), **parts))
            parts = {}
    text += words[at:]
    found = entities(Findings(document=Document(id="d", text=text, path="t"), attributions=tuple(attributions)))
    return [entity.name if entity else None for entity in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A reporter for the Lakeside Times <found> {three graves}.", "A reporter for the Lakeside Times"),
        ("The Water Board, which met on Monday, <called> {it a lie}.", "Water Board"),
        ("Chairman Jon Reed (D-Mont.) <said> {no} in a statement.", "Jon Reed"),
        ("We heard Ann Reed, now the mayor, who in 2010 <said> {no}.", "Ann Reed"),
        ("It was, as “The Lakeside Post” <wrote>, {a bad year}.", "Lakeside Post"),
    ],
)
def test_the_phrase_right_before_the_verb(words: str, expected: str) -> None:
    assert speakers(words) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Reed met the other guests and <grew sure> {that it would hold}. Ann Reed is a judge.", "Ann Reed"),
        ("They go to old miners, who pay for it all and <see> {it as a way out}.", "old miners"),
        ("On Monday, however, Ann Reed spoke to miners, <promising> {more pay}.", "Ann Reed"),
        ("It is odd that Ann Reed demands answers, yet refuses to pay or <explain> {why}.", "Ann Reed"),
        ("Ann Reed began the row by <saying> {that it was late}.", "Ann Reed"),
        ("A group of nurses in 2014 wrote to the board, <calling for> {more beds}.", "A group of nurses"),
    ],
)
def test_the_subject_that_the_verb_shares(words: str, expected: str) -> None:
    assert speakers(words) == [expected]


def test_a_participle_that_opens_the_sentence_has_the_subject_after_the_comma() -> None:
    assert speakers("<Cursing> {their fate}, Italians often laugh.") == ["Italians"]
    assert speakers("In <defending> {the plan}, Ann Reed laughed.") == ["Ann Reed"]


def test_an_infinitive_is_said_by_who_refused_or_planned_it() -> None:
    assert speakers("[Ann Reed] <refused> {it}. Ann Reed plans <to call for> {an end}.") == ["Ann Reed"] * 2
    assert speakers("Mark Dorn persuaded the mills <to agree> {that it was late}.") == [None]


def test_a_name_behind_a_dash_signs_the_words_before_it() -> None:
    assert speakers("“No.” <― Nora Tapp>. {It was late}.") == ["Nora Tapp"]


def test_as_stated_in_names_the_speaker_behind_the_cue() -> None:
    assert speakers("<According to> the ministry, {it was late}.") == ["the ministry"]
    assert speakers("Ouisa Dorn wrote it. As <stated> in Dorn's commentary, {it was late}.") == ["Ouisa Dorn"]


@pytest.mark.parametrize(
    "words",
    [
        "Ann Reed backed a plan that costs much and <demands> {patience}.",
        "Ann Reed was jailed for <refusing to say> {why}.",
        "There is Ann Reed and <questions about> {her past}.",
        "In Oslo on Monday <expected> {a full day}.",
        "It often <appeared> {that it would rain}.",
        "Ann Reed went to New York <to declare> {a run}.",
        "<According to> the principle, {it was late}.",
    ],
)
def test_no_subject_is_guessed(words: str) -> None:
    assert speakers(words) == [None]
