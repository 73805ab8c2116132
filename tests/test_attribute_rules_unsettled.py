"""What a source leaves open is not put as said by it: silence, inquiries, embedded questions; and what stays asserted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.stance import stance_of
from sayso.attribute.unsettled import is_negated, leads_to
from sayso.records import Kind, Stance

DAM = "that the dam had leaked"


@pytest.mark.parametrize(
    ("cue", "content", "stance"),
    [
        ("did not explicitly say", DAM, "possible"),
        ("has not commented on", "the leak", "possible"),
        ("was unable to verify", DAM, "possible"),
        ("has yet to announce", "a date for the repair", "possible"),
        ("made no mention of", "the leak", "possible"),
        ("failed to report", DAM, "possible"),
        ("has not released", "the name of the engineer", "possible"),
        ("did not show", DAM, "possible"),
        ("refused to name", "the engineer", "possible"),
        ("stopped short of calling", "the leak a crime", "possible"),
        ("isn't sure", "the dam will hold", "possible"),
        ("did not know", "he stood below the dam", "possible"),
        ("had not noticed", DAM, "possible"),
        ("would not say", "whether the dam had leaked", "asked"),
        ("declined to say", "if the dam had leaked", "asked"),
        ("declined", "to say how many had drowned", "asked"),
        ("declined to confirm or deny", "whether the dam had leaked", "asked"),
        ("does not have a way of knowing", "if the dam had leaked", "asked"),
        ("gives no hint as to", "where the men were held", "asked"),
        ("is trying to confirm", "reports that the dam had leaked", "asked"),
        ("is investigating reports", DAM, "asked"),
        ("are checking", "whether the dam had leaked", "asked"),
        ("is premature to say", DAM, "asked"),
        ("took no position on", "whether the dam had leaked", "asked"),
        ("was wrong to say", DAM, "denied"),
        ("has no credible intelligence to suggest", DAM, "denied"),
        ("knows", "who was behind it", "asked"),
    ],
)
def test_what_is_left_open_is_not_asserted(cue: str, content: str, stance: str) -> None:
    assert stance_of(cue, content) == stance


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("did not only say", DAM),
        ("not only said", DAM),
        ("did not hesitate to say", DAM),
        ("never tires of saying", DAM),
        ("could not resist pointing out", DAM),
        ("has no doubt", DAM),
        ("confirmed", "that no dam had leaked"),
        ("said", "it was not true that the dam had leaked"),
        ("said", "the men who could not swim had left"),
        ("said", "she never told the council that the dam had leaked"),
        ("said", "the report was wrong"),
        ("explained", "how the dam had leaked"),
        ("said", "When the dam broke, nobody was near"),
        ("according to", "WHO officials at the dam"),
    ],
)
def test_what_is_said_stays_asserted(cue: str, content: str) -> None:
    assert stance_of(cue, content) is Stance.ASSERTED


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("it was investigating reports that the dam had leaked", Stance.ASKED),
        ("that it was not clear whether the dam had leaked", Stance.ASKED),
        ("he did not know who had opened the sluice", Stance.ASKED),
        ("it was too early to tell if the dam would hold", Stance.ASKED),
        ("they could not confirm that the dam had leaked", None),
        ("the courts have no business deciding what is told", None),
        ("he would not accept the job if it were offered", None),
        ("it is a pity", None),
        ("", None),
    ],
)
def test_a_content_may_leave_open_what_it_leads_to(content: str, stance: Stance | None) -> None:
    found = leads_to(content)
    assert found is stance or (found is Stance.POSSIBLE and "confirm" in content)


def test_the_text_may_call_a_source_unconfirmed() -> None:
    assert stance_of("say", "the dam had leaked", Kind.INDIRECT, "Unconfirmed reports") is Stance.POSSIBLE
    assert stance_of("say", "the dam had leaked", Kind.INDIRECT, "Reports") is Stance.ASSERTED


def test_a_condition_is_no_statement() -> None:
    assert stance_of("if confirm", DAM) is Stance.POSSIBLE
    assert stance_of("if denies", DAM) is Stance.DENIED


def test_a_direct_question_word_is_no_embedded_question() -> None:
    assert stance_of("did not say", "Who built it is known.", Kind.DIRECT) is Stance.POSSIBLE


@given(
    st.lists(
        st.sampled_from(["not", "only", "said", "never", "tire", "could", "resist", "no", "doubt", "have"]), max_size=6
    )
)
def test_a_negation_is_found_unless_it_only_stresses(bases: list[str]) -> None:
    if is_negated(bases):
        assert {"not", "never", "no"} & set(bases)
    assert not is_negated(["not", "only", "said"])


@given(st.text(max_size=200))
def test_any_content(content: str) -> None:
    assert leads_to(content) in (None, Stance.ASKED, Stance.POSSIBLE)
