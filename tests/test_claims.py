"""Remarks, claims and conflicts: what is put together, what is kept apart, and what no order or copy may change."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims import Contrast, Links, Remark, linked, remarks
from sayso.claims.near import NEAREST, near
from sayso.claims.remark import is_clause
from sayso.conflicts import conflicts, documents
from sayso.records import (
    Attribution,
    Claim,
    Clash,
    Document,
    Findings,
    Label,
    Member,
    Relation,
    Span,
    Stance,
)


def toy(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
    """Two sentences with most words in common say the same, or clash where one of them has 'not'."""
    return [relation_of(set(a.casefold().split()), set(b.casefold().split())) for a, b in pairs]


def relation_of(a: set[str], b: set[str]) -> Relation:
    share = len(a & b) / max(len(a | b), 1)
    if share < 0.5:
        return Relation(label=Label.RELATED, score=1 - share)
    if ("not" in a) != ("not" in b):
        return Relation(label=Label.CONTRADICTS, score=share, kind=Clash.DENIAL, why="'not'")
    return Relation(label=Label.SAME, score=share)


def remark(words: str, document: str = "d", stance: Stance = Stance.ASSERTED) -> Remark:
    member = Member(id=f"{document}:{words}:{stance}", document=document, content=(Span(0, len(words)),), stance=stance)
    return Remark(member=member, words=words)


def groups(links: Links) -> set[frozenset[str]]:
    return {frozenset(m.id for m in claim.members) for claim in links.claims}


DEAL = "the army and the rebels signed a deal in Orsavel"
NO_DEAL = "the army and the rebels have not signed a deal in Orsavel"
OTHER = "heating tariffs doubled on the first of March"


def test_same_words_of_two_documents_are_one_claim_and_its_denial_clashes() -> None:
    links = linked([remark(DEAL, "a"), remark(DEAL, "b"), remark(NO_DEAL, "c"), remark(OTHER, "c")], toy)
    assert sorted(len(c.members) for c in links.claims) == [1, 1, 2]
    (found,) = conflicts(links)
    assert (found.kind, found.why, len(found.sides)) == (Clash.DENIAL, "'not'", 2)
    assert documents(found) == {"a", "b", "c"}
    assert [len(side.members) for side in found.sides] == [2, 1]


def test_what_one_source_denies_clashes_with_who_asserts_it() -> None:
    links = linked([remark(DEAL, "a"), remark(f"{DEAL} on Monday", "b", Stance.DENIED)], toy)
    assert len(links.claims) == 2
    (found,) = conflicts(links)
    assert found.kind is Clash.DENIAL
    assert {m.stance for m in found.pair} == {Stance.ASSERTED, Stance.DENIED}


def test_one_quotation_whose_stance_was_read_in_two_ways_is_no_clash() -> None:
    assert conflicts(linked([remark(DEAL, "a"), remark(DEAL, "b", Stance.DENIED)], toy)) == ()


def test_two_who_deny_the_same_are_one_claim() -> None:
    links = linked([remark(DEAL, "a", Stance.DENIED), remark(DEAL, "b", Stance.DENIED)], toy)
    assert len(links.claims) == 1
    assert conflicts(links) == ()


def test_denying_the_opposite_is_no_clash() -> None:
    assert conflicts(linked([remark(DEAL, "a"), remark(NO_DEAL, "b", Stance.DENIED)], toy)) == ()


def test_one_bad_link_brings_in_one_member_and_welds_nothing() -> None:
    """A chain a-b-c-d in which each says the same as the next only: no claim may hold both ends."""
    texts = ["alpha one two three", "beta one two three", "gamma one two three", "delta one two three"]
    linked_pairs = {frozenset(texts[i : i + 2]) for i in range(3)}

    def chain(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        return [Relation(label=Label.SAME if frozenset(p) in linked_pairs else Label.RELATED, score=0.9) for p in pairs]

    for claim in linked([remark(text, text) for text in [*texts, OTHER]], chain).claims:
        held = {m.document for m in claim.members}
        assert not {texts[0], texts[3]} <= held


def test_superseded_comes_last() -> None:
    claims = [Claim(id=n, gist=m, members=(m,)) for n, m in ((n, remark(n, n).member) for n in "abcd")]
    a, b, c, d = (claim.gist for claim in claims)
    links = Links(
        claims=tuple(claims),
        contrasts=(
            Contrast(one=a, other=b, relation=Relation(label=Label.CONTRADICTS, score=0.9, kind=Clash.SUPERSEDED)),
            Contrast(one=c, other=d, relation=Relation(label=Label.CONTRADICTS, score=0.6, kind=Clash.FIGURE)),
        ),
    )
    assert [found.kind for found in conflicts(links)] == [Clash.FIGURE, Clash.SUPERSEDED]


def test_three_accounts_are_three_sides() -> None:
    a, b, c = (remark(n, n).member for n in "abc")
    clash = Relation(label=Label.CONTRADICTS, score=0.8, kind=Clash.WHAT)
    links = Links(
        claims=tuple(Claim(id=m.id, gist=m, members=(m,)) for m in (a, b, c)),
        contrasts=tuple(Contrast(one=x, other=y, relation=clash) for x, y in ((a, b), (a, c), (b, c))),
    )
    found = conflicts(links)
    assert len(found[0].sides) == 3


@pytest.mark.parametrize("size", [0, 1, 2])
def test_piles_of_nothing(size: int) -> None:
    links = linked([remark(OTHER, str(n)) for n in range(size)], toy)
    assert conflicts(links) == ()
    assert sum(len(c.members) for c in links.claims) == size


WORDS = st.lists(
    st.sampled_from("army rebels deal signed not Orsavel tariffs March doubled fire crowd".split()), min_size=3
)
PILES = st.lists(st.tuples(WORDS.map(" ".join), st.sampled_from("abcd"), st.sampled_from(Stance)), max_size=12)


@given(PILES, st.randoms(use_true_random=False))
def test_order_changes_nothing(pile: list[tuple[str, str, Stance]], chance: object) -> None:
    told = list({r.member.id: r for r in (remark(*one) for one in pile)}.values())
    mixed = told.copy()
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = linked(told, toy), linked(mixed, toy)
    assert groups(one) == groups(other)
    sides = [
        {frozenset(frozenset(m.id for m in side.members) for side in found.sides) for found in conflicts(links)}
        for links in (one, other)
    ]
    assert len(conflicts(one)) == len(conflicts(other))
    assert sides[0] == sides[1]


@given(PILES)
def test_every_remark_is_in_one_claim_and_the_gist_is_a_member(pile: list[tuple[str, str, Stance]]) -> None:
    told = list({r.member.id: r for r in (remark(*one) for one in pile)}.values())
    links = linked(told, toy)
    assert sorted(m.id for c in links.claims for m in c.members) == sorted(r.member.id for r in told)
    assert all(c.gist in c.members for c in links.claims)


@given(PILES)
def test_a_copy_adds_members_and_no_claim(pile: list[tuple[str, str, Stance]]) -> None:
    told = list({r.member.id: r for r in (remark(*one) for one in pile)}.values())
    copied = [remark(r.words, f"copy of {r.member.document}", r.member.stance) for r in told]
    assert len(linked(told, toy).claims) == len(linked([*told, *copied], toy).claims)
    assert len(conflicts(linked(told, toy))) == len(conflicts(linked([*told, *copied], toy)))


@given(st.lists(WORDS.map(" ".join), max_size=15))
def test_pairs_are_few_and_in_order(texts: list[str]) -> None:
    pairs = near(texts)
    assert pairs == sorted(set(pairs))
    assert all(i < j < len(texts) for i, j in pairs)
    assert len(pairs) <= NEAREST * len(texts)


TEXT = 'The mayor said the bridge was closed on Monday. He added: "It fell. Nobody was hurt in the fall." It rained.'


def findings(*items: Attribution, narration: tuple[Span, ...] = ()) -> Findings:
    return Findings(document=Document(id="d", text=TEXT, path="d"), attributions=items, narration=narration)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_a_remark_is_a_sentence_and_its_words_are_the_text() -> None:
    one = Attribution(id="1", content=(at("the bridge was closed on Monday"),))
    two = Attribution(id="2", content=(at("It fell. Nobody was hurt in the fall."),))
    found = list(remarks(findings(one, two, narration=(at("It rained."),))))
    assert [r.words for r in found] == ["the bridge was closed on Monday", "Nobody was hurt in the fall."]
    for r in found:
        assert " ".join(span.of(TEXT) for span in r.member.content) == r.words
    assert [r.member.attribution for r in found] == ["1", "2"]


def test_a_content_without_a_verb_is_compared_and_shown_by_its_sentence() -> None:
    item = Attribution(id="1", content=(at("the bridge"),), sentence=at("The mayor said the bridge was closed on Monday."))
    (found,) = remarks(findings(item))
    assert not found.is_clause
    assert found.words == "The mayor said the bridge was closed on Monday."
    assert [span.of(TEXT) for span in found.member.content] == [found.words]


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("a truce with the rebels of the north", False),
        ("the rebels had agreed to a truce", True),
        ("the army seized the town on Monday", True),
        ("Шахтёры вышли на площадь вечером", True),
        ("a truce", False),
    ],
)
def test_a_clause_has_a_finite_verb(words: str, clause: bool) -> None:
    assert is_clause(words) is clause


@pytest.mark.parametrize("stance", [Stance.WANTED, Stance.ASKED])
def test_what_is_wanted_or_asked_is_no_remark(stance: Stance) -> None:
    item = Attribution(id="1", content=(at("the bridge was closed on Monday"),), stance=stance)
    assert list(remarks(findings(item))) == []


def test_what_only_passes_on_is_no_remark_of_its_own() -> None:
    outer = Attribution(id="1", content=(at("The mayor said the bridge was closed on Monday"),))
    inner = Attribution(id="2", content=(at("the bridge was closed on Monday"),), parent="1")
    assert [r.member.attribution for r in remarks(findings(outer, inner))] == ["2"]
