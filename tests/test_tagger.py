"""The parts around the model: tags against brute force, words against the text, windows over a long one."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute.encode import encode, quotation_codes
from sayso.attribute.join import join
from sayso.attribute.tagger import LENGTH, Tagged, View, _windows, load_tagger, plain, select, without
from sayso.attribute.tags import TAGS, Run, allowed, runs, transitions, viterbi
from sayso.records import Span


def best_by_trying_all(scores: np.ndarray, steps: np.ndarray) -> float:
    starts, ends = "BSO", "ESO"
    totals = [
        sum(scores[i, t] for i, t in enumerate(path)) + sum(steps[a, b] for a, b in itertools.pairwise(path))
        for path in itertools.product(range(len(TAGS)), repeat=len(scores))
        if TAGS[path[0]][0] in starts
        and TAGS[path[-1]][0] in ends
        and all(allowed(TAGS[a], TAGS[b]) for a, b in itertools.pairwise(path))
    ]
    return max(totals)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_viterbi_finds_what_trying_all_finds(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(count, len(TAGS))).astype(np.float32)
    steps = rng.normal(size=(len(TAGS), len(TAGS))).astype(np.float32) + transitions()
    path = viterbi(scores, steps)
    total = sum(scores[i, t] for i, t in enumerate(path)) + sum(steps[a, b] for a, b in itertools.pairwise(path))
    assert abs(total - best_by_trying_all(scores, steps)) < 1e-3


def test_runs_are_read_from_tags() -> None:
    path = [TAGS.index(t) for t in ("S-source", "S-cue", "B-content", "I-content", "E-content", "O", "B-cue", "E-cue")]
    assert runs(path) == [Run("source", 0, 0), Run("cue", 1, 1), Run("content", 2, 4), Run("cue", 6, 7)]


@given(st.text(max_size=300))
def test_words_lie_in_the_text_in_order(text: str) -> None:
    encoded = encode(text)
    assert all(0 <= s < e <= len(text) for s, e in zip(encoded.starts, encoded.ends, strict=True))
    assert (np.diff(encoded.starts) >= 0).all()
    assert len(encoded.features) == len(encoded.ids)
    assert len(encoded.first) == len(encoded.starts)


def test_no_word_of_ordinary_text_is_lost() -> None:
    text = "Ministry: “We deny it,” said Ó Néill.\r\nМинистр сказал. 发言人 نعم e\u0301\n\nEnd"
    covered = {c for s, e in zip(encode(text).starts, encode(text).ends, strict=True) for c in range(s, e)}
    assert {text[i] for i in range(len(text)) if i not in covered and not text[i].isspace()} <= {"\u0301"}


def test_a_quotation_never_leaves_its_line() -> None:
    text = "He said “one two\nthree four"
    codes = quotation_codes(text)
    assert len(codes) == len(text)
    assert codes[text.index("one")] == 1 and codes[text.index("three")] == 0


@given(st.integers(0, 3000))
@settings(max_examples=30, deadline=None)
def test_windows_cover_every_word(count: int) -> None:
    encoded = encode("word unlikely " * count)
    covered = np.zeros(len(encoded.starts), bool)
    for window in _windows(encoded):
        assert len(window.ids) <= LENGTH - 2
        covered[window.first : window.last] = True
    assert covered.all()


def test_left_out_words_leave_the_others_where_they_were() -> None:
    text = "One two. Three four. Five six."
    rest = without(encode(text), [Span(9, 20)])
    assert [text[s:e] for s, e in zip(rest.starts, rest.ends, strict=True)] == ["One", "two", ".", "Five", "six", "."]
    part = plain(encode(text), 3, 5)
    assert [text[s:e] for s, e in zip(part.starts, part.ends, strict=True)] == ["Three", "four"]
    nothing = select(encode(text), np.zeros(9, bool))
    assert load_tagger(1).tag_encoded([nothing])[0].scores.shape == (0, len(TAGS))


def planted(tags: list[str]) -> Tagged:
    scores = np.full((len(tags), len(TAGS)), -9.0, np.float32)
    scores[range(len(tags)), [TAGS.index(t) for t in tags]] = 9.0
    places = np.arange(len(tags))
    view = View(0, len(tags), np.zeros((len(tags), 3, 4), np.float32))
    return Tagged(starts=places, ends=places + 1, scores=scores, views=(view,))


def test_contents_on_both_sides_meet_at_their_cue() -> None:
    tags = ["B-content", "E-content", "S-source", "S-cue", "B-content", "E-content", "O", "S-source", "S-cue", "S-content"]
    found = join(planted(tags), transitions(), [0] * 7 + [1] * 3)
    assert [[r.first for r in j.contents] for j in found] == [[0, 4], [9]]
    assert [j.source and j.source.first for j in found] == [2, 7]


def test_a_second_cue_shares_the_source_within_a_sentence_only() -> None:
    tags = ["S-source", "S-cue", "S-content", "O", "S-cue", "S-content", "S-cue", "S-content"]
    found = join(planted(tags), transitions(), [0] * 6 + [1] * 2)
    assert [(j.source is not None, j.shared) for j in found] == [(True, False), (True, True), (False, False)]


def test_a_cue_without_content_says_nothing() -> None:
    assert join(planted(["S-source", "S-cue", "O"]), transitions(), [0, 0, 0]) == []
