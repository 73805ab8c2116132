"""The attribute stage with the shipped model: what news does, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.attribute import Tagger, attribute, load_tagger
from sayso.attribute.nested import without_outer_mark
from sayso.records import Attribution, Boilerplate, Document, Findings, Kind, Span, Stance


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger(1)


def document(text: str, *boilerplate: Span) -> Document:
    marked = tuple(Boilerplate(span=span, reason="test") for span in boilerplate)
    return Document(id="b2:test", text=text, path="test.txt", boilerplate=marked)


def words(findings: Findings, attribution: Attribution, part: str) -> str:
    return " ".join(span.of(findings.document.text) for span in getattr(attribution, part))


def only(findings: Findings) -> Attribution:
    found = [a for a in findings.attributions if a.parent is None]
    assert len(found) == 1, [words(findings, a, "content") for a in found]
    return found[0]


def test_an_indirect_statement(tagger: Tagger) -> None:
    text = "Velmar holds a vote.\n\nThe mayor of Orsavel, Anna Kern, said on Friday that the bridge will be rebuilt by May."
    findings = attribute(document(text), tagger)
    said = only(findings)
    assert "Anna Kern" in words(findings, said, "source")
    assert "said" in words(findings, said, "cue")
    assert words(findings, said, "content").endswith("the bridge will be rebuilt by May")
    assert said.kind is Kind.INDIRECT
    assert said.sentence is not None and said.sentence.of(text).startswith("The mayor")


def test_a_quotation_cut_in_two_is_one_content(tagger: Tagger) -> None:
    text = "“We have no money for a new bridge,” Ms. Kern told reporters, “and nobody will lend us any.”"
    findings = attribute(document(text), tagger)
    said = only(findings)
    assert said.kind is Kind.DIRECT
    assert len(said.content) == 2
    assert "Kern" in words(findings, said, "source")


def test_a_denial(tagger: Tagger) -> None:
    text = "The ministry denied that its soldiers had opened fire on the crowd in Orsavel on Tuesday."
    said = only(attribute(document(text), tagger))
    assert said.stance is Stance.DENIED


def test_a_nested_attribution_stands_inside_its_parent(tagger: Tagger) -> None:
    text = "The newspaper reported on Sunday that the minister denied that the army had crossed the border."
    findings = attribute(document(text), tagger)
    outer = only(findings)
    inner = [a for a in findings.attributions if a.parent == outer.id]
    assert any("denied" in words(findings, a, "cue") for a in inner)
    assert all(outer.content[0].holds(span) for a in inner for span in a.content)


def test_the_turns_of_an_interview(tagger: Tagger) -> None:
    text = (
        "We spoke to Anna Kern, the mayor of Orsavel, about the bridge.\n\n"
        "— When will the bridge be rebuilt?\n\n— I think it will take a year. We have no money at present.\n\n"
        "— Who is to blame?\n\n— Nobody is to blame. The storm was the worst in memory.\n\n"
        "— What comes next?\n\n— The council meets in May."
    )
    findings = attribute(document(text), tagger)
    turns = [a for a in findings.attributions if a.parent is None and not a.source and not a.cue]
    assert [a.stance is Stance.ASKED for a in turns] == [True, False] * 3
    assert all(a.kind is Kind.DIRECT for a in turns)
    guest = next(m for m in findings.document.metadata if m.name == "guest")
    assert guest.span is not None and guest.span.of(text) == guest.value == "Anna Kern"
    again = attribute(findings.document, tagger)
    assert again == findings


def test_boilerplate_is_left_out_unless_asked_for(tagger: Tagger) -> None:
    line = "Mayor Anna Kern said the bridge will be rebuilt."
    text = f"{line}\n\nThe council meets in May, officials said."
    marked = document(text, Span(0, len(line)))
    without = attribute(marked, tagger)
    assert all(not span.overlaps(Span(0, len(line))) for a in without.attributions for span in a.content)
    both = attribute(marked, tagger, include_boilerplate=True)
    assert len(both.attributions) > len(without.attributions)


ODD = ["", " \n\r\n ", "\ufeff", "”", '"' * 500, "a" * 20_000, "слово " * 800, "他说。" * 500, "👩‍👩‍👧" * 300]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_give_findings(tagger: Tagger, text: str) -> None:
    check(attribute(document(text), tagger))


SCRIPTS = [
    "Ministry officials said ", "“We deny it,” he said. ", "Министр заявил, что ", "Қазақстан ", "发言人表示：“不。” ",
    "قال المتحدث ", "e\u0301\u0302", "\u00a0", "\r\n\r\n", "\n", "🧨", "- What? ", '"', "’", "Kern: ", "that the army left",
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(SCRIPTS), st.text(max_size=12)), max_size=40).map("".join))
def test_spans_hold_for_any_text(tagger: Tagger, text: str) -> None:
    check(attribute(document(text), tagger))


def check(findings: Findings) -> None:
    """Every span lies in the text, ids are unique, parents are there and hold what stands inside them."""
    text = findings.document.text
    by_id = {a.id: a for a in findings.attributions}
    assert len(by_id) == len(findings.attributions)
    for attribution in findings.attributions:
        assert attribution.content and 0 <= attribution.confidence <= 1
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert span.of(text) == text[span.start : span.end] != ""
        assert attribution.sentence is not None and attribution.sentence.of(text)
        if attribution.parent:
            around = by_id[attribution.parent].content
            assert all(any(outer.holds(span) for outer in around) for span in attribution.content)
        if attribution.continues:
            assert attribution.continues in by_id
    for span in findings.narration:
        assert span.of(text)


def test_twice_the_same(tagger: Tagger) -> None:
    text = "The army left, the ministry said. “It is over,” Ms. Kern added. Critics doubt it.\n\n" * 30
    assert attribute(document(text), tagger) == attribute(document(text), tagger)


def test_a_quotation_with_its_speaker_under_it_is_not_given_to_the_speaker_before(tagger: Tagger) -> None:
    text = (
        "The lawyer, Mirel Sandovar, denies it. “Show us one rifle,” she said on Saturday.\n\n"
        "“My officers went to that square with whistles. Somebody else brought the guns.”\n\n"
        "— Commissioner Hedda Vorsk, Kelvaray police\n"
    )
    findings = attribute(document(text), tagger)
    found = [a for a in findings.attributions if "whistles" in words(findings, a, "content")]
    assert [words(findings, a, "source") for a in found] == ["Commissioner Hedda Vorsk"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("it was over.”", "it was over"),
        ('it was over,"', "it was over"),
        ("“it was over,”", "“it was over,”"),
        ('a "strong signal"', 'a "strong signal"'),
        ("it was over", "it was over"),
        ("”", "”"),
    ],
)
def test_a_nested_content_ends_before_the_mark_that_closes_the_outer_one(words: str, expected: str) -> None:
    assert without_outer_mark(Span(3, 3 + len(words)), "He " + words).of("He " + words) == expected


OPEN = [
    ("Police in Orsavel would not say whether the two men were still in the city.", "asked"),
    ("A spokesman for the port did not explicitly say that the ship had been seized.", "possible"),
    ("The embassy is trying to confirm reports that three of its citizens were killed in Orsavel.", "asked"),
    ("The agency said it was investigating reports that the reactor had been damaged by the blast.", "asked"),
    ("The ministry has no credible intelligence to suggest that fighters had crossed the lake.", "denied"),
    ("The letter gives no hint as to where the engineers were being held.", "asked"),
    ("Nor did the council say that the dam was safe.", "possible"),
    ("The company said nothing about whether the plant would close.", "asked"),
    ("If laboratory tests confirm that the water was poisoned, the mayor will resign.", "possible"),
    ("It is too early to tell whether the operation was a success, doctors said.", "asked"),
    ("Unconfirmed reports say that the general was shot near the bridge.", "possible"),
    ("The minister confirmed that no soldier had been killed at the border.", "asserted"),
    ("The minister said it was not true that soldiers had crossed the border.", "asserted"),
    ("The minister did not only say that the dam was unsafe, he also closed it.", "asserted"),
]


@pytest.mark.parametrize(("text", "stance"), OPEN)
def test_what_governs_the_cue_tells_the_stance(tagger: Tagger, text: str, stance: str) -> None:
    assert only(attribute(document(text), tagger)).stance == stance


def test_tests_that_are_missing_confirm_nothing(tagger: Tagger) -> None:
    text = (
        'The mayor said it would be "irresponsible" without laboratory tests to confirm that the water had been poisoned.'
    )
    findings = attribute(document(text), tagger)
    assert findings.attributions
    assert {a.stance for a in findings.attributions} == {Stance.ASKED}


def test_who_calls_itself_something_says_nothing(tagger: Tagger) -> None:
    findings = attribute(document("The band that calls itself the Free Council burned the archive in March."), tagger)
    assert findings.attributions == ()


def test_a_relative_clause_ends_before_the_main_verb(tagger: Tagger) -> None:
    text = "The firm, which says it has paid all its debts, was sold on Friday."
    said = only(attribute(document(text), tagger))
    assert words(attribute(document(text), tagger), said, "content") == "it has paid all its debts"


def test_a_quotation_is_not_cut_at_a_verb_of_saying_inside_it(tagger: Tagger) -> None:
    text = "She wrote in the post: ‘I was never there, never saw it. No one can say they knew me or show a letter of mine.’"
    findings = attribute(document(text), tagger)
    for a in findings.attributions:
        assert len(a.content) == 1, words(findings, a, "content")
