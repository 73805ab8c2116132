"""No content leaves out words from the midst of a quotation: the rules alone, and with the tagger over mixed sentences."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.attribute import Tagger, attribute, load_tagger
from sayso.attribute.quotes import quotations
from sayso.attribute.whole import after_cue, filled, left_out
from sayso.records import Attribution, Document, Span, Spans

TEXT = "She wrote: “I never lived there. No neighbour can say they saw me there, or show my letters.”"


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger(1)


def at(text: str, *parts: str) -> Spans:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def test_words_cut_out_of_a_quotation_are_put_back() -> None:
    content = at(TEXT, "“I never lived there", "they saw me there, or show my letters.”")
    holes = left_out(content, at(TEXT, "She", "wrote"), quotations(TEXT), TEXT)
    assert [hole.of(TEXT) for hole in holes] == [". No neighbour can say "]
    assert [span.of(TEXT) for span in filled(content, holes)] == [TEXT[TEXT.index("“") :]]


def test_what_is_nested_keeps_the_sentence_of_its_cue() -> None:
    content = at(TEXT, "I never lived there", "they saw me there, or show my letters")
    own = at(TEXT, "No neighbour", "can say")
    holes = left_out(content, own, quotations(TEXT), TEXT)
    sentence = Span(TEXT.index("No neighbour"), len(TEXT))
    assert after_cue(content, own, holes, sentence, TEXT) == content[1:]
    assert after_cue(content, at(TEXT, "No neighbour"), holes, Span(0, len(TEXT)), TEXT) == ()


@pytest.mark.parametrize(
    ("text", "content", "own"),
    [
        ("“We have no money,” she said, “and no time.”", ("“We have no money,”", "“and no time.”"), ("she", "said")),
        ("“The dam, he said on Friday, will hold.”", ("“The dam", "will hold.”"), ("he", "said")),
        ("“The guards are said to be safe.”", ("The guards", "to be safe"), ("are said",)),
        ("The dam, he said, will hold.", ("The dam", "will hold"), ("he", "said")),
    ],
)
def test_a_speaker_put_in_between_leaves_no_hole(text: str, content: tuple[str, ...], own: tuple[str, ...]) -> None:
    assert left_out(at(text, *content), at(text, *own), quotations(text), text) == ()


def test_the_rest_of_a_quotation_is_not_left_out_before_another_begins() -> None:
    text = "“The dam held. Nobody drowned,” she said. “It is over.”"
    content = at(text, "“The dam held.", "“It is over.”")
    holes = left_out(content, at(text, "she", "said"), quotations(text), text)
    assert [span.of(text) for span in filled(content, holes)] == ["“The dam held. Nobody drowned,", "“It is over.”"]


@given(st.text(st.sampled_from("ab. “”\"'"), max_size=60), st.data())
def test_what_is_filled_has_no_hole(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted))
    content = tuple(Span(low, high) for low, high in zip(cuts[::2], cuts[1::2], strict=False))
    whole = filled(content, left_out(content, (), quotations(text), text))
    assert left_out(whole, (), quotations(text), text) == ()
    assert all(any(new.holds(old) for new in whole) for old in content)


PIECES = [
    "“I was never there, never saw it. No one can say they knew me there or show a letter of mine.” ",
    "She wrote in the post: ‘We left early. Nobody told us that the dam had leaked. You write that we lied.’ ",
    "“The dam held,” the mayor said. “Experts believe it will hold. I know it.” ",
    '"You said it was over. They deny it. We think it was a lie," said Ms. Kern. ',
    "“The dam, engineers say, was never safe, and he knew.” ",
    "Critics doubt it. ",
    "\n\n",
    "According to the council, “the men who say so were not there”. ",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join))
def test_no_content_leaves_words_out_of_a_quotation(tagger: Tagger, text: str) -> None:
    found = attribute(Document(id="b2:test", text=text, path="test.txt"), tagger).attributions
    quoted = quotations(text)
    for a in found:
        assert left_out(a.content, (*a.source, *a.cue), quoted, text) == ()
        for missing in left_out(a.content, (), quoted, text):
            assert_only_its_own(a, missing, text)


def assert_only_its_own(a: Attribution, missing: Span, text: str) -> None:
    """What stands between two parts of a content inside one quotation is its cue or source, in the midst of a sentence."""
    assert any(missing.overlaps(span) for span in (*a.source, *a.cue))
    assert "." not in missing.of(text)
