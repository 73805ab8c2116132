"""Retellings: one utterance of one voice, in other words, in several documents."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts

from sayso.copies import Said, retellings


def said(name: str, words: str, *, voice: str = "v", published: str | None = "2024-03-15") -> Said:
    """`name` is 'document:number'."""
    document, order = name.split(":")
    return Said(attribution=name, document=document, voice=voice, words=words, published=published, order=int(order))


def groups(*statements: Said) -> list[tuple[str, ...]]:
    return [group.attributions for group in retellings(statements)]


FIRST = "The harbour wall lost forty metres on Monday, and the council knew about the cracks since spring."


def test_a_question_is_no_retelling_of_its_answer() -> None:
    assert groups(said("a:0", FIRST), said("b:0", FIRST)) == [("a:0", "b:0")]
    assert groups(said("a:0", FIRST), said("b:0", f"whether {FIRST}")) == []


def test_the_same_content_in_other_words() -> None:
    found = retellings(
        [said("a:0", FIRST), said("b:0", "the council had known of cracks in the harbour wall since spring")]
    )
    assert found[0].attributions == ("a:0", "b:0")
    assert "harbour, wall" in found[0].why
    assert found[0].why.endswith("2024-03-15")


def test_inflected_languages_and_chinese() -> None:
    one = "Восточная стена порта потеряла сорок метров, а городской совет знал о трещинах."
    other = "городской совет знал о трещинах в восточной стене порта"
    assert groups(said("a:0", one), said("b:0", other)) == [("a:0", "b:0")]
    assert groups(said("a:0", "港口的东墙周一倒塌了四十米"), said("b:0", "周一港口的东墙倒塌四十米")) == [("a:0", "b:0")]


def test_what_keeps_two_statements_apart() -> None:
    other = "the council had known of cracks in the harbour wall since spring"
    assert groups(said("a:0", FIRST), said("b:0", other, voice="w")) == []
    assert groups(said("a:0", FIRST), said("a:1", other)) == []
    assert groups(said("a:0", FIRST), said("b:0", "the council had not known of cracks in the harbour wall")) == []
    assert groups(said("a:0", "9 barges struck the harbour wall"), said("b:0", "11 barges struck the harbour wall")) == []
    assert (
        groups(said("a:0", FIRST), said("b:0", "the harbour wall will be mended by the council", published="2024-05-01"))
        == []
    )
    assert groups(said("a:0", FIRST), said("b:0", "the council knew")) == []


def test_a_figure_weighs_double() -> None:
    one = "9 dead and 88 wounded, two officers among them, in the port of Ostrel"
    assert groups(said("a:0", one), said("b:0", "9 dead and 88 wounded")) == [("a:0", "b:0")]


def test_nothing_and_next_to_nothing() -> None:
    assert retellings([]) == ()
    assert groups(*(said(f"{name}:0", words) for name in "ab" for words in ("", "…", "A"))) == []


def test_a_voice_with_ten_thousand_statements() -> None:
    chance = random.Random(5)
    stems = [f"{a}{b}{c}ora" for a in "bdfgklmnprst" for b in "aeiou" for c in "bdfgklmnprst"]
    statements = [said(f"{n // 5}:{n}", " ".join(chance.choices(stems, k=12))) for n in range(10_000)]
    began = time.process_time()
    found = retellings([*statements, said("x:0", statements[77].words)])
    assert time.process_time() - began < 30
    assert statements[77].attribution in next(group.attributions for group in found if "x:0" in group.attributions)


statements = st.lists(
    st.builds(
        lambda document, order, voice, words, published: said(
            f"{document}:{order}", words, voice=voice, published=published
        ),
        st.sampled_from("abcd"),
        st.integers(0, 5),
        st.sampled_from(["v", "w"]),
        st.one_of(st.sampled_from([FIRST, FIRST.lower(), FIRST[:60], "no " + FIRST]), texts),
        st.sampled_from([None, "2024-03-15", "2024-03-17", "2025-01-01"]),
    ),
    unique_by=lambda one: one.attribution,
    max_size=12,
)


@settings(max_examples=80, deadline=None)
@given(statements, st.randoms(use_true_random=False))
def test_order_changes_nothing_and_the_laws_hold(pile: list[Said], chance: random.Random) -> None:
    found = retellings(pile)
    by_name = {one.attribution: one for one in pile}
    told = [name for group in found for name in group.attributions]
    assert len(told) == len(set(told))
    for group in found:
        assert len({by_name[name].voice for name in group.attributions}) == 1
        assert len({by_name[name].document for name in group.attributions}) > 1
    mixed = list(pile)
    chance.shuffle(mixed)
    assert retellings(mixed) == found
