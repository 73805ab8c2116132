"""Cues that tell of no saying: contrasts, questions, what is denied to be; and the whole stage over such sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_attribute_rules_hearsay import marked

from sayso.attribute import Tagger, attribute, load_tagger
from sayso.attribute.spoken import is_spoken
from sayso.records import Document, Findings, Span, Stance


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger(1)


def spoken(line: str) -> bool:
    text, parts = marked(line)
    return is_spoken(text, parts, Span(0, len(text)))


@pytest.mark.parametrize(
    "line",
    [
        "<Contrary to> {reports in the Herald}, [the dam held].",
        "[The dam], <directly contradicting> {the Herald}, [held].",
        "<In contrast to> {Kern}, [the town is calm].",
        "What does {Kern} <think about> [dams]?",
        "WHAT DOES {KERN} <THINK ABOUT> [DAMS]?",
        "But {who} <in their right mind> [would build it]?",
        "So how does {Kern} <know> [that it held]?",
        "Why doesn’t {Kern} <say> [that it held]?",
        "What is {Kern’s} <view of> [dams]?",
        "Why then, would {Kern} <want> [to sell it]?",
        "Do {you} <think> [it will hold]?",
        "Didn’t {Kern} <say> [it would hold]?",
        "“Did {Kern} <say> [it would hold]?”",
        "The paper has a list, {which} includes <no mention of> [the dam].",
        "The station will not hold a debate in which {two men} <discuss> [dams].",
        "No one has come forward {who} <saw> [the leak].",
        "There was no letter in which {Kern} <said> [that it held].",
    ],
)
def test_nobody_says_anything(line: str) -> None:
    assert not spoken(line)


@pytest.mark.parametrize(
    "line",
    [
        "Contrary to {the Herald's} <claim> [that it held], it fell.",
        "[“It held,”] <countered> {Kern}.",
        "{Kern} spoke, <contradicting> [reports that it held].",
        "{Kern} <asked>: [why did it fall]?",
        "[Why did it fall], {she} <asked>?",
        "“[Why did it fall?]” {she} <asked>.",
        "When {Kern} <said> [it held], did she know?",
        "Was Kern there when {the Herald} <said> [it held]?",
        "Is Kern, {who} <said> [it held], wrong?",
        "Why, {critics} <ask>, [did it fall]?",
        "{Kern} <said> [it fell]. Why?",
        "Why was she there? {Kern} <said> [it fell].",
        "So why did {Kern} <say> [that it held]?",
        "Was {Kern’s} <claim> [that it held] true?",
        "Now how does {Kern}’s <claim about> [dams] stand?",
        "Can they keep {their} <promises> [to mend it]?",
        "There is no doubt that {Kern} <said> [it held].",
        "There is no doubt that Kern is a man {who} <says> [it held].",
        "The town will not forget the day on which {Kern} <said> [it held].",
        "It will not undo any of the floods where {Kern} <said> [it held].",
        "Kern will not come, and {the Herald} <says> [it fell].",
        "The paper, {which} has <no doubt about> [the dam], is old.",
        "{Kern} <—> [Is it safe?]",
    ],
)
def test_somebody_says_it(line: str) -> None:
    assert spoken(line)


WORDS = (
    "who",
    "did",
    "Kern",
    "say",
    "?",
    "no",
    "one",
    "which",
    "contrary",
    "to",
    "a",
    ",",
    "“",
    "there",
    "is",
    "will",
    "not",
)


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS), max_size=6))
def test_a_statement_with_its_source_first_is_spoken(before: list[str], after: list[str]) -> None:
    words = [word for word in before if word not in ("no", "not", "contrary")]
    assert spoken(f"{{Kern}} <said> [{' '.join([*words, 'so'])}]. {' '.join(after)}.")


def found(text: str, tagger: Tagger) -> Findings:
    return attribute(Document(id="b2:test", text=text, path="test.txt"), tagger)


def test_a_question_gives_no_attribution(tagger: Tagger) -> None:
    assert found("Did the minister say that the dam was safe?", tagger).attributions == ()


def test_a_contrast_is_left_to_narration(tagger: Tagger) -> None:
    text = "Contrary to published reports in the Herald, there was no leak at the dam in Orsavel on Monday."
    findings = found(text, tagger)
    assert findings.attributions == ()
    assert [span.of(text) for span in findings.narration] == [text]


def test_a_denial_by_the_writer(tagger: Tagger) -> None:
    (said,) = found("It was wrongly claimed that the mayor of Orsavel had resigned in March.", tagger).attributions
    assert (said.source, said.stance) == ((), Stance.DENIED)


def test_the_report_is_not_said_to_call_itself_false(tagger: Tagger) -> None:
    text = "However, the paper goes on to say that a man in Orsavel caught the fever, which is not true."
    contents = [span.of(text) for a in found(text, tagger).attributions for span in a.content]
    assert contents and not any("not true" in content for content in contents)


def test_who_is_said_to_have_done_it_does_not_say_so(tagger: Tagger) -> None:
    text = "The mayor is said to have told friends that the dam would burst."
    outer = next(a for a in found(text, tagger).attributions if a.parent is None)
    assert outer.source == ()
    assert outer.content[0].of(text) == "The mayor"


def test_a_nested_content_ends_with_the_one_around_it(tagger: Tagger) -> None:
    text = "Stories saying the ministry confirmed six leaks at the dam are false, the mayor said."
    findings = found(text, tagger)
    around = {a.id: a.content for a in findings.attributions}
    assert all(any(o.holds(i) for o in around[a.parent]) for a in findings.attributions if a.parent for i in a.content)
