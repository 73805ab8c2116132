"""Origins are counted in one place, and never too many: copies, retellings, spokesmen and hearsay add nothing."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.origins import Heard, origins, root
from sayso.records import Copies, CopyKind, Doubt, EntityType, Passage, Retelling, Span, Voice


def voice(key: str, body: str | None = None, named: bool = True) -> Voice:
    return Voice(id=key, name=key.title(), type=EntityType.PERSON, entities=(f"e-{key}",), body=body, named=named)


PEOPLE = {
    v.id: v
    for v in (
        voice("orel"),
        voice("vask"),
        voice("ministry"),
        voice("minister", body="ministry"),
        voice("spokeswoman", body="minister"),
        voice("critics", named=False),
        voice("one", body="other"),
        voice("other", body="one"),
    )
}


def heard(key: str, who: str | None, document: str = "d1", **more: object) -> Heard:
    return Heard(attribution=key, document=document, voice=who, **{"content": (Span(0, 10),), **more})  # type: ignore[arg-type]


def names(*group: Heard, **links: object) -> list[str]:
    return [origin.name for origin in origins(group, PEOPLE, **links).origins]  # type: ignore[arg-type]


def test_ten_reprints_of_one_remark_are_one_origin() -> None:
    assert names(*(heard(f"a{n}", "orel", f"d{n}") for n in range(10))) == ["Orel"]


def test_two_people_of_no_common_body_are_two_with_a_reason() -> None:
    found = origins([heard("a", "orel"), heard("b", "vask", "d2")], PEOPLE)
    assert found.count == 2
    assert all("no copy or retelling that is known" in origin.independent for origin in found.origins)


def test_a_minister_his_spokeswoman_and_the_ministry_are_one() -> None:
    found = origins([heard("a", "minister"), heard("b", "spokeswoman", "d2"), heard("c", "ministry", "d3")], PEOPLE)
    assert [origin.name for origin in found.origins] == ["Ministry"]
    assert any("'Spokeswoman' and 'Minister' speak for one body, 'Ministry'" in s.why or "speaks for 'Ministry'" in s.why
               for s in found.origins[0].steps)  # fmt: skip


def test_what_nobody_names_adds_nothing_and_is_listed() -> None:
    found = origins([heard("a", None), heard("b", "critics"), heard("c", "orel")], PEOPLE)
    assert found.count == 1
    assert {a for step in found.unrecorded for a in step.attributions} == {"a", "b"}
    assert all(step.why.startswith("lineage not recorded") for step in found.unrecorded)


def test_one_utterance_retold_under_two_names_is_one() -> None:
    group = (heard("a", "orel"), heard("b", "vask", "d2"))
    assert len(names(*group, retellings=[Retelling(attributions=("a", "b"), why="equal words")])) == 1


def test_a_quotation_cut_differently_is_one() -> None:
    passages = (Passage(document="d1", span=Span(0, 10)), Passage(document="d2", span=Span(0, 10)))
    copied = Copies(kind=CopyKind.QUOTATION, passages=passages, share=1.0)
    assert len(names(heard("a", "orel"), heard("b", "vask", "d2"), copies=[copied])) == 1


def test_in_copied_documents_only_equal_words_are_one() -> None:
    passages = (Passage(document="d1", span=Span(0, 90)), Passage(document="d2", span=Span(0, 90)))
    copied = [Copies(kind=CopyKind.DOCUMENT, passages=passages, share=1.0)]
    same = (heard("a", "orel", words="No coup."), heard("b", "vask", "d2", words="no coup"))
    assert len(names(*same, copies=copied)) == 1
    assert len(names(heard("a", "orel", words="No coup."), heard("b", "vask", "d2", words="A coup."), copies=copied)) == 2


def test_who_passes_on_what_another_says_is_no_origin_of_it() -> None:
    told = heard("in", "vask", content=(Span(4, 10),), within=(("out", "orel"),))
    found = origins([heard("out", "orel"), told], PEOPLE)
    assert found.count == 1
    assert "passes on" in found.origins[0].steps[0].why


def test_who_only_repeats_somebody_without_a_name_adds_nothing() -> None:
    told = heard("in", "critics", content=(Span(2, 10),), within=(("out", "orel"),))
    assert names(heard("out", "orel"), told) == []


def test_a_speaker_with_much_to_say_of_his_own_stays_an_origin() -> None:
    told = heard("in", "critics", content=(Span(2, 5),), within=(("out", "orel"),))
    assert names(heard("out", "orel"), told) == ["Orel"]


def test_two_people_quoted_only_by_one_third_are_one() -> None:
    one = heard("a", "vask", within=(("x", "orel"),))
    other = heard("b", "minister", within=(("y", "orel"),))
    found = origins([one, other], PEOPLE)
    assert found.count == 1
    assert "known here only on the word of 'Orel'" in found.origins[0].steps[0].why


def test_who_is_also_heard_directly_stands_for_himself() -> None:
    group = [heard("a", "vask", within=(("x", "orel"),)), heard("b", "vask", "d2"), heard("c", "orel", "d3")]
    assert sorted(names(*group)) == ["Orel", "Vask"]


def test_hearsay_through_nobody_in_particular_is_no_lineage() -> None:
    assert names(heard("a", "vask", within=(("x", "critics"),))) == []
    assert names(heard("a", "vask", within=(("x", None),))) == []


def test_a_voice_that_may_be_another_adds_nothing_and_the_reason_is_told() -> None:
    group = (heard("a", "orel"), heard("b", "vask", "d2"), heard("c", "minister", "d3"))
    doubt = Doubt(one="orel", other="vask", why="they sound alike")
    found = origins(group, PEOPLE, doubts=[doubt])
    assert found.count == 2
    assert any("may be one voice: they sound alike" in step.why for origin in found.origins for step in origin.steps)
    assert origins(group[:1], PEOPLE, doubts=[doubt]).count == 1


def test_a_name_that_may_be_either_of_two_joins_no_two_others() -> None:
    three = {
        n: replace(PEOPLE["orel"], id=n, name=name) for n, name in (("x", "Jan Orel"), ("y", "Ida Orel"), ("z", "Orel"))
    }
    doubts = [Doubt(one="x", other="z", why="short"), Doubt(one="y", other="z", why="short")]
    group = [heard(n, n, f"d-{n}") for n in three]
    assert origins(group, three, doubts=doubts).count == 2


def test_who_only_passes_on_what_nobody_in_particular_says_is_told_so() -> None:
    inner = heard("in", "critics", within=(("out", "orel"),))
    (step,) = [s for s in origins([heard("out", "orel"), inner], PEOPLE).unrecorded if "out" in s.attributions]
    assert step.why == "lineage not recorded: 'Orel' only passes on what is said by 'Critics'"


def test_bodies_in_a_circle_are_one_body() -> None:
    assert root("one", PEOPLE) == root("other", PEOPLE)
    assert len(names(heard("a", "one"), heard("b", "other"))) == 1


def test_an_empty_group_has_no_origin() -> None:
    assert origins([], PEOPLE).count == 0


@st.composite
def groups(draw: st.DrawFn) -> list[Heard]:
    out: list[Heard] = []
    for n in range(draw(st.integers(0, 8))):
        within: tuple[tuple[str, str | None], ...] = ()
        if out and draw(st.booleans()):
            outer = draw(st.sampled_from(out))
            within = ((outer.attribution, outer.voice), *outer.within)
        who = draw(st.sampled_from([*PEOPLE, None]))
        document = (
            within and next(h.document for h in out if h.attribution == within[0][0])
        ) or f"d{draw(st.integers(0, 3))}"
        start = draw(st.integers(0, 10))
        content = (Span(start, start + draw(st.integers(1, 10))),)
        words = draw(st.sampled_from(["a coup", "no coup"]))
        out.append(Heard(attribution=f"a{n}", document=document, voice=who, words=words, content=content, within=within))
    return out


@given(groups(), st.randoms(use_true_random=False))
def test_the_order_of_a_group_changes_nothing(group: list[Heard], chance: random.Random) -> None:
    shuffled = list(group)
    chance.shuffle(shuffled)
    assert origins(group, PEOPLE) == origins(shuffled, PEOPLE)


@given(groups())
def test_every_attribution_is_accounted_for_once(group: list[Heard]) -> None:
    found = origins(group, PEOPLE)
    told = [a for o in found.origins for a in o.attributions] + [a for s in found.unrecorded for a in s.attributions]
    assert sorted(told) == sorted(h.attribution for h in group)


@given(groups())
def test_never_more_origins_than_bodies_that_are_named(group: list[Heard]) -> None:
    bodies = {root(h.voice, PEOPLE) for h in group if h.voice and PEOPLE[h.voice].named}
    assert origins(group, PEOPLE).count <= len(bodies)


@given(groups())
def test_an_exact_copy_of_a_document_never_adds_an_origin(group: list[Heard]) -> None:
    def copied(h: Heard) -> Heard:
        within = tuple((f"copy-{a}", v) for a, v in h.within)
        return Heard(attribution=f"copy-{h.attribution}", document=f"copy-{h.document}", voice=h.voice, words=h.words,
                     content=h.content, within=within)  # fmt: skip

    pairs = sorted({h.document for h in group})
    passage = Span(0, 100)
    links = [
        Copies(
            kind=CopyKind.DOCUMENT,
            passages=(Passage(document=d, span=passage), Passage(document=f"copy-{d}", span=passage)),
            share=1.0,
        )
        for d in pairs
    ]
    assert origins([*group, *map(copied, group)], PEOPLE, links).count <= origins(group, PEOPLE).count
