"""Kind and stance: each class by its usual cues, negation, modals in the content, and no string that raises."""

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.quotes import quotations
from sayso.attribute.stance import is_cue, kind_of, stance_of
from sayso.records import Kind, Span, Stance


@pytest.mark.parametrize(
    ("cue", "content", "stance"),
    [
        ("said", "that he left", "asserted"),
        ("believes", "that it is important", "asserted"),
        ("opposed", "a sharp increase", "asserted"),
        ("suggested", "that he lied", "possible"),
        ("believes", "that the West may be planning a coup", "possible"),
        ("may be planning", "a coup", "possible"),
        ("don’t rule out", "that the West may try", "possible"),
        ("denied", "the charge", "denied"),
        ("refused to comment on", "it", "possible"),
        ("declined to confirm or deny", "that the dam had leaked", "possible"),
        ("declined", "to comment on the leak", "possible"),
        ("would not confirm", "that the dam had leaked", "possible"),
        ("could neither confirm nor deny", "that the dam had leaked", "possible"),
        ("has not commented on", "the leak", "possible"),
        ("has not yet commented on", "the leak", "possible"),
        ("refused", "to open the sluice", "denied"),
        ("ruled out", "a coalition", "denied"),
        ("did not say", "that he left", "possible"),
        ("does not want", "a war", "denied"),
        ("predicted", "rain", "predicted"),
        ("is expected", "to win", "predicted"),
        ("warned", "that prices will rise", "predicted"),
        ("said", "they would leave on Friday", "predicted"),
        ("warned", "against panic", "wanted"),
        ("called for", "the arrest of the mayor", "wanted"),
        ("urged", "calm", "wanted"),
        ("plans", "to start a campaign", "wanted"),
        ("promised", "to check", "wanted"),
        ("said", "the mayor should resign", "wanted"),
        ("asked", "them to leave", "wanted"),
        ("told", "them to leave", "wanted"),
        ("said", "she intends to run", "wanted"),
        ("asked", "experts to comment on the claim", "asked"),
        ("questioned", "whether it was so", "asked"),
        ("does not know", "how it will end", "asked"),
        ("ruled", "that it must pay a fine", "asserted"),
        ("isn't thrilled about", "the unrest", "asserted"),
        ("said on “Meet the Press”", "that he left", "asserted"),
        ("сказал", "что ушел", "asserted"),
        ("", "", "asserted"),
    ],
)
def test_stance(cue: str, content: str, stance: str) -> None:
    assert stance_of(cue, content) == stance


def test_the_source_may_deny() -> None:
    assert stance_of("knows", "how it will end", Kind.INDIRECT, "Nobody") == Stance.ASKED


def test_what_no_evidence_suggests_is_denied() -> None:
    leak = "that the dam had leaked"
    assert stance_of("suggests", leak, Kind.INDIRECT, "no credible intelligence") is Stance.DENIED
    assert stance_of("suggests", leak, Kind.INDIRECT, "credible intelligence") is Stance.POSSIBLE


def test_a_direct_question_is_asked() -> None:
    assert stance_of("said", "“Why did he leave?”", Kind.DIRECT) == Stance.ASKED


@given(st.text(), st.text(), st.sampled_from(Kind), st.text())
def test_any_strings(cue: str, content: str, kind: Kind, source: str) -> None:
    assert stance_of(cue, content, kind, source) in Stance


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("He said: “Go home.”", "“Go home.”", "direct"),
        ("He said they are “bad” people", "they are “bad” people", "mixed"),
        ("He said he “" + "went home and " * 20 + "slept”.", "he “" + "went home and " * 20 + "slept”", "mixed"),
        ("He said they left.", "they left", "indirect"),
    ],
)
def test_kind(text: str, content: str, kind: str) -> None:
    start = text.index(content)
    assert kind_of([Span(start, start + len(content))], quotations(text), text) == kind


def test_cues_are_known_in_every_form() -> None:
    assert all(map(is_cue, ["says", "said", "saying", "told", "denies", "planned", "urging", "WROTE"]))
    assert not any(map(is_cue, ["walked", "table", ""]))


def test_the_lexicon_is_sound() -> None:
    raw = tomllib.loads(resources.files("sayso").joinpath("data/cues.en.toml").read_text(encoding="utf-8"))
    classes = {stance.value: raw[stance.value] for stance in Stance}
    seen: dict[str, str] = {}
    for name, table in classes.items():
        assert table["words"]
        for word in table["words"]:
            assert word == word.lower().strip()
            assert seen.setdefault(word, name) == name, f"{word} stands in {seen[word]} and {name}"


def test_what_is_told_with_that_is_no_order() -> None:
    assert stance_of("told", "that an agreement to end hostilities had been reached") is Stance.ASSERTED
    assert stance_of("told", "the crowd to go home") is Stance.WANTED
