"""Figures laid out: what is about the same thing, what clashes, what was only superseded, what is of another scope."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.figures import clashes, series, stated
from sayso.figures.scope import TOTAL, scope_of
from sayso.records import (
    Attribution,
    Boilerplate,
    Clash,
    Conflict,
    Counted,
    Document,
    Findings,
    Metadatum,
    Series,
    Span,
    Stance,
)


def findings(text: str, day: str | None = None, *items: Attribution, boilerplate: Sequence[Span] = ()) -> Findings:
    document = Document(
        id=f"{day}:{text}",
        text=text,
        path="d",
        metadata=(Metadatum(name="published", value=day, where="line 1"),) if day else (),
        boilerplate=tuple(Boilerplate(span=span, reason="newsletter") for span in boilerplate),
    )
    return Findings(document=document, attributions=items)


def laid(*those: Findings) -> tuple[Series, ...]:
    return series(figure for one in those for figure in stated(one))


def kinds(*those: Findings) -> list[Clash]:
    return [conflict.kind for conflict in clashes(laid(*those))]


THREE = "Three people were killed in the shooting on the square in Kelvaray, the ministry said."
NINE = "Nine people were killed in the shooting on the square in Kelvaray, the ministry said."


def test_the_figures_of_one_event_are_one_series_by_day() -> None:
    (found,) = laid(findings(NINE, "2024-03-16"), findings(THREE, "2024-03-15"), findings(NINE))
    assert found.counts is Counted.DEATHS
    assert [f.day for f in found.figures] == ["2024-03-15", "2024-03-16", None]
    assert [f.words for f in found.figures] == ["Three", "Nine", "Nine"]


def test_a_later_higher_toll_supersedes() -> None:
    assert kinds(findings(THREE, "2024-03-15"), findings(NINE, "2024-03-16")) == [Clash.SUPERSEDED]


def test_two_values_of_one_day_clash() -> None:
    (found,) = clashes(laid(findings(THREE, "2024-03-15"), findings(NINE, "2024-03-15T12:00")))
    assert found.kind is Clash.FIGURE
    assert [len(side.members) for side in found.sides] == [1, 1]
    assert "'Three'" in found.why
    assert "'Nine'" in found.why


def test_a_later_lower_toll_clashes() -> None:
    assert kinds(findings(NINE, "2024-03-15"), findings(THREE, "2024-03-18")) == [Clash.FIGURE]


def test_without_dates_a_toll_may_have_been_superseded() -> None:
    assert kinds(findings(THREE), findings(NINE)) == [Clash.SUPERSEDED]


@pytest.mark.parametrize(
    "other",
    [
        "At least three people were killed in the shooting on the square in Kelvaray.",
        "Nine officers were killed in the shooting on the square in Kelvaray, the ministry said.",
        "Nine people were killed in the shooting on the square in Kelvaray in 2011.",
        "Nine people were injured in the shooting on the square in Kelvaray, the ministry said.",
        "A flood drowned nine people, killed in their sleep far from there.",
    ],
    ids=["vague", "a scope of its own", "long ago", "another count", "another event"],
)
def test_what_can_both_hold_is_no_clash(other: str) -> None:
    assert kinds(findings(f"{THREE[:5]}{THREE[5:]}", "2024-03-15"), findings(other, "2024-03-16")) == []


def test_a_part_above_its_total_clashes() -> None:
    part = "At least 11 protesters were killed in the shooting on the square in Kelvaray, the ministry said."
    (found,) = clashes(laid(findings(THREE, "2024-03-15"), findings(part, "2024-03-15")))
    assert "a part cannot be above the total" in found.why


def test_three_counts_are_one_conflict_with_three_sides() -> None:
    texts = [f"{n} people were killed in the shooting on the square in Kelvaray." for n in ("Three", "Seven", "Nine")]
    (found,) = clashes(laid(*(findings(text, "2024-03-15") for text in texts)))
    assert len(found.sides) == 3


def test_the_day_up_to_which_the_sentence_counts() -> None:
    text = "By 14 March 2024 three people were killed in the shooting on the square in Kelvaray."
    (found,) = stated(findings(text, "2024-03-20"))
    assert found.day == "2024-03-14"


def test_who_states_it_is_the_innermost_source_and_what_is_denied_is_not_stated() -> None:
    whole = Attribution(id="1", content=(Span(0, len(THREE)),))
    inner = Attribution(id="2", content=(Span(0, 72),), parent="1")
    (found,) = stated(findings(THREE, None, whole, inner))
    assert found.member.attribution == "2"
    denied = Attribution(id="3", content=(Span(0, 72),), stance=Stance.DENIED)
    assert list(stated(findings(THREE, None, denied))) == []


def test_boilerplate_states_nothing() -> None:
    assert list(stated(findings(THREE, None, boilerplate=[Span(0, len(THREE))]))) == []


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("people", TOTAL),
        ("", TOTAL),
        ("security force members", "forces"),
        ("of the protesters", "protesters"),
        ("dogs", "dogs"),
    ],
)
def test_scope(words: str, scope: str) -> None:
    assert scope_of(words) == scope


TEXTS = st.lists(
    st.tuples(
        st.sampled_from(["Three", "At least nine", "11", "Dozens of"]),
        st.sampled_from(["people", "officers", "protesters"]),
        st.sampled_from([None, "2024-03-15", "2024-03-16"]),
    ),
    max_size=6,
)


def made(row: tuple[str, str, str | None], number: int) -> Findings:
    return findings(f"{row[0]} {row[1]} were killed on the square in Kelvaray, said source {number}.", row[2])


def sides(conflicts: Sequence[Conflict]) -> set[frozenset[frozenset[str]]]:
    return {frozenset(frozenset(m.id for m in side.members) for side in c.sides) for c in conflicts}


@given(TEXTS, st.randoms(use_true_random=False))
def test_order_changes_nothing(rows: list[tuple[str, str, str | None]], chance: object) -> None:
    those = [made(row, number) for number, row in enumerate(rows)]
    mixed = those.copy()
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert laid(*those) == laid(*mixed)
    assert sides(clashes(laid(*those))) == sides(clashes(laid(*mixed)))


@given(TEXTS)
def test_every_number_that_is_shown_stands_in_its_text(rows: list[tuple[str, str, str | None]]) -> None:
    those = [made(row, number) for number, row in enumerate(rows)]
    texts = {one.document.id: one.document.text for one in those}
    for found in laid(*those):
        for figure in found.figures:
            text = texts[figure.member.document]
            assert figure.quantity.span.of(text) == figure.words
            assert any(span.holds(figure.quantity.span) for span in figure.member.content)
