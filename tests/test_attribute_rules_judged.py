"""A content ends before what the text says of it, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_attribute_rules_hearsay import marked

from sayso.attribute.judged import before_verdict
from sayso.attribute.quotes import quotations
from sayso.records import Span


def cut(line: str, start: int = 0) -> str:
    text, parts = marked(line)
    return " | ".join(span.of(text) for span in before_verdict(text, parts, Span(start, len(text)), quotations(text)))


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("A report {that} <says> [the dam had leaked is fake].", "the dam had leaked"),
        ("In fact, the old letter in the Herald {which} <says> [the dam fell is a total fake] and old.", "the dam fell"),
        ("Some reports {that} <say> [the dam was shut are not true].", "the dam was shut"),
        ("{An article} <saying> [Kern confirmed six leaks is fake] and it is old.", "Kern confirmed six leaks"),
        ("However, {a post} <that again claimed> [the dam had burst was a hoax].", "the dam had burst"),
        ("The man {who} <said> [he saw the flood was wrong].", "he saw the flood"),
        ("{Kern’s} <claim> [that the gate was shut is not true].", "that the gate was shut"),
        ("<The rumour> [that the gate was shut was entirely false], she wrote.", "that the gate was shut"),
        ("{The report} <goes on to say> [that it burst, which is fake].", "that it burst"),
        ("{Kern} <spread a rumour> [that it burst which is not true, because it held].", "that it burst"),
        ("{Kern} <said> [it had burst, which is not true].", "it had burst"),
    ],
)
def test_the_verdict_of_the_text_is_cut_off(line: str, content: str) -> None:
    assert cut(line) == content


@pytest.mark.parametrize(
    "line",
    [
        "{Kern} <said> [the report that it burst is fake].",
        "{Kern} <said> [the post that says it burst is fake].",
        "{Kern}, <saying> [the men who knew were wrong], left.",
        "{Kern} <said rumours> [that the gate was shut are not true].",
        "She shared a report {that} <says> [the men who knew were wrong].",
        "Kern published a letter {that} <says> [the men who knew were wrong].",
        "A report {that} <says> [the dam is fake].",
        "A report {that} <says> [the men had a pass that is fake].",
        "A report {that} <says> [the dam was wrong for the town] was late.",
        "{Kern} <said> [he showed a pass, which was fake].",
        "{Kern} <said> [a paper reported a leak, which is not true].",
        "{Kern} <said> [“It burst, which is not true”].",
        "[The dam is fake], {a report} <says>.",
        "{The report} <says> [the dam is a fake].",
    ],
)
def test_the_speakers_own_verdict_stays(line: str) -> None:
    text, parts = marked(line)
    assert before_verdict(text, parts, Span(0, len(text)), quotations(text)) == parts[2]


def test_inside_anothers_words_the_clause_begins_there() -> None:
    line = "Kern said that {a post} <that says> [the dam had burst is fake]."
    assert cut(line, len("Kern said ")) == "the dam had burst"
    assert cut(line) == "the dam had burst is fake"


WORDS = ("report", "a", "is", "fake", "which", "was", "not", "true", "burst", "the", ",", "had", "said", "“", "”", "and")


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=20),
    st.sampled_from(["A report {that}", "{An article}", "{Kern}"]),
)
def test_a_content_only_loses_its_end(words: list[str], begins: str) -> None:
    text, parts = marked(f"{begins} <saying> [{' '.join(words)}].")
    (found,) = before_verdict(text, parts, Span(0, len(text)), quotations(text))
    assert found.start == parts[2][0].start and found.start < found.end <= parts[2][0].end
