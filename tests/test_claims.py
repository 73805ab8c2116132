"""Remarks, claims and conflicts: what is put together, what is kept apart, and what no order or copy may change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.claims import Contrast, Links, Remark, linked, remarks
from sayso.claims.near import NEAREST, near
from sayso.claims.remark import is_clause
from sayso.claims.worded import worded
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
from sayso.relate.answer import related
from sayso.relate.decide import plain_decider
from sayso.relate.disputed import disputed


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


@settings(deadline=None)  # the lexicon is read on the first call
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


@settings(deadline=None)  # the lexicon is read on the first call
@given(PILES)
def test_every_remark_is_in_one_claim_and_the_gist_is_a_member(pile: list[tuple[str, str, Stance]]) -> None:
    told = list({r.member.id: r for r in (remark(*one) for one in pile)}.values())
    links = linked(told, toy)
    assert sorted(m.id for c in links.claims for m in c.members) == sorted(r.member.id for r in told)
    assert all(c.gist in c.members for c in links.claims)


@settings(deadline=None)  # the lexicon is read on the first call
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


@pytest.mark.parametrize(
    ("behind", "judges"),
    [
        (" is fake.", True),
        (" was a total hoax, and an old one.", True),
        (" is not true.", True),
        (" is read by many.", False),
        (", the fake paper added.", False),
    ],
)
def test_a_verdict_on_what_a_report_says_is_the_outlets_own_word(behind: str, judges: bool) -> None:
    text = f"A report that says the bridge of Osk was closed on Monday{behind}"

    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    content = place("the bridge of Osk was closed on Monday")
    whole = Span(0, len(text))
    said = Attribution(id="1", source=(place("that"),), cue=(place("says"),), content=(content,), sentence=whole)
    document = Document(id="d", text=text, path="d")
    found = list(remarks(Findings(document=document, attributions=(said,))))
    assert (text in [r.words for r in found if r.member.attribution is None]) is judges
    outer = Attribution(id="0", content=(Span(2, len(text)),), sentence=whole)
    nested = replace(said, parent="0")
    assert [r for r in remarks(Findings(document=document, attributions=(outer, nested))) if r.words == text] == []


@pytest.mark.parametrize("foretold", [True, False])
def test_a_story_that_foretells_is_denied_by_who_calls_it_untrue(foretold: bool) -> None:
    story = remark("the sky over Osk will be dark for six days", "a", Stance.PREDICTED if foretold else Stance.ASSERTED)
    fake = "the article that says the sky over Osk will be dark for six days is fake"
    doubt = "nobody says that the sky over Osk will be dark for six days"

    def clashing(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        return [Relation(label=Label.CONTRADICTS, score=0.9, kind=Clash.DENIAL, why="'fake'") for _ in pairs]

    assert len(linked([story, remark(fake, "b")], clashing).contrasts) == 1
    assert len(linked([story, remark(doubt, "b")], clashing).contrasts) == (0 if foretold else 1)


def test_a_content_without_a_verb_is_compared_and_shown_with_who_says_it_and_no_more_of_the_sentence() -> None:
    """In 'the ferry is safe, despite a post that showed its end in flames' the post does not say that it is safe."""
    text = "The ferry of Orsavel is safe and sound, despite a post that showed its end in flames."

    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    item = Attribution(
        id="1",
        source=(place("a post"),),
        cue=(place("showed"),),
        content=(place("its end in flames"),),
        sentence=Span(0, len(text)),
    )
    (found,) = remarks(Findings(document=Document(id="d", text=text, path="d"), attributions=(item,)))
    assert not found.is_clause
    assert found.words == "a post that showed its end in flames"
    assert [span.of(text) for span in found.member.content] == [found.words]


@pytest.mark.parametrize(("stance", "count"), [(Stance.ASSERTED, 2), (Stance.DENIED, 1), (Stance.ASKED, 0)])
def test_what_somebody_is_only_denied_to_have_said_is_not_put_by_him(stance: Stance, count: int) -> None:
    text = "The keeper spoke of the mayor, who said that the bridge of Osk was closed on Monday, and of the weather there."
    inner = Span(text.index("that the bridge"), text.index(", and of"))
    items = (
        Attribution(id="outer", cue=(Span(11, 16),), content=(Span(17, len(text)),), stance=stance),
        Attribution(id="inner", cue=(Span(inner.start - 5, inner.start - 1),), content=(inner,), parent="outer"),
    )
    found = list(remarks(Findings(document=Document(id="d", text=text, path="d"), attributions=items)))
    assert len(found) == count


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


def test_the_last_time_that_somebody_was_seen_is_not_that_he_was_seen() -> None:
    text = "The last time the mayor of Osk was seen in public was in May."
    content = Span(text.index("the mayor"), text.index(" was in May"))
    document = Document(id="d", text=text, path="d")
    said = Attribution(id="1", content=(content,))
    assert list(remarks(Findings(document=document, attributions=(said,)))) == []
    known = replace(document, text=text.replace("The last time", "Known: so far"))
    assert [r.words for r in remarks(Findings(document=known, attributions=(said,)))] != []


def test_an_outlet_does_not_clash_with_itself_in_one_document() -> None:
    one, other = remark("the board was paid 77 crowns", "a"), remark("the board was not paid 77 crowns", "a")
    apart = remark("the board was not paid 77 crowns", "b")

    def clashing(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        return [Relation(label=Label.CONTRADICTS, score=0.9, kind=Clash.DENIAL, why="'not'") for _ in pairs]

    assert linked([one, other], clashing).contrasts == ()
    assert len(linked([one, apart], clashing).contrasts) == 1


def test_what_only_passes_on_is_no_remark_of_its_own() -> None:
    outer = Attribution(id="1", content=(at("The mayor said the bridge was closed on Monday"),))
    inner = Attribution(id="2", content=(at("the bridge was closed on Monday"),), parent="1")
    assert [r.member.attribution for r in remarks(findings(outer, inner))] == ["2"]


@pytest.mark.parametrize(("behind", "told"), [("", ["2"]), (" is a hoax", ["1", "2"])])
def test_who_judges_what_another_says_does_not_only_pass_it_on(behind: str, told: list[str]) -> None:
    text = f"a post that says the bridge of Osk was closed on Monday{behind}"
    inner = Span(text.index("the bridge"), text.index("Monday") + 6)
    items = (
        Attribution(id="1", content=(Span(0, len(text)),)),
        Attribution(id="2", content=(inner,), parent="1"),
    )
    found = remarks(Findings(document=Document(id="d", text=text, path="d"), attributions=items))
    assert [r.member.attribution for r in found] == told


@pytest.mark.parametrize(
    ("cue", "count"),
    [
        ("declined to confirm or deny", 0),
        ("has not commented on reports", 0),
        ("wouldn’t confirm", 0),
        ("confirmed", 1),
        ("denied", 1),
    ],
)
def test_who_keeps_silent_makes_no_remark(cue: str, count: int) -> None:
    text = f"The keeper {cue} that the dam had leaked on Sunday."
    begin = len("The keeper ")
    item = Attribution(id="1", cue=(Span(begin, begin + len(cue)),), content=(Span(begin + len(cue) + 1, len(text) - 1),))
    document = Document(id="d", text=text, path="d")
    assert len(list(remarks(Findings(document=document, attributions=(item,), narration=())))) == count


def careful(*pairs: tuple[str, str], same: float = 0.9) -> Callable[[Sequence[tuple[str, str]]], list[Relation]]:
    """The careful answer of sayso where a model finds these pairs the same, and all others related."""
    marked = {frozenset(pair) for pair in pairs}

    class Told:
        def chances(self, asked: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
            rows = [[same, 0.04, 0.95 - same, 0.01] if frozenset(p) in marked else [0.05, 0.04, 0.9, 0.01] for p in asked]
            return np.array(rows, np.float32)

    return partial(related, Told(), plain_decider(0.7), True)


def test_words_without_a_matter_join_nothing() -> None:
    """'It is not clear how' is nobody's account of a harbour, whatever a model says."""
    vague, full = "It is not clear how.", "It is clear that no foreigner runs the harbour of Orsavel."
    links = linked([remark(vague, "a"), remark(full, "b")], careful((vague, full)))
    assert all(len(claim.members) == 1 for claim in links.claims)


def test_the_same_names_alone_join_nothing() -> None:
    one = "Okeke and Lund of the Orsavel Harbour Board wrote a long letter about tariffs"
    other = "the Orsavel Harbour Board, where Okeke and Lund sit, was founded by fishermen"
    links = linked([remark(one, "a"), remark(other, "b")], careful((one, other)))
    assert all(len(claim.members) == 1 for claim in links.claims)


def test_a_denial_that_the_model_takes_for_the_same_is_a_conflict_and_says_why() -> None:
    said, denied = (
        "the army and the rebels agreed a truce in Orsavel",
        "the rebels have not agreed a cease-fire with the army",
    )
    links = linked([remark(said, "a"), remark(denied, "b")], careful((said, denied)))
    (found,) = conflicts(links)
    assert found.kind is Clash.DENIAL
    assert "not agreed" in found.why and " against " in found.why
    assert all(len(claim.members) == 1 for claim in links.claims)


def test_what_is_denied_is_sought_among_what_is_little_like_it() -> None:
    denial = "there is no truth in the story that Okeke was killed"
    said = (
        "late on Friday two traders from the fish market told the radio that Okeke had died of her wounds in the hospital"
    )
    others = [
        f"there is a story in the {place} that nobody has heard" for place in "harbour market town school church".split()
    ]
    assert (0, 1) in worded([denial, said, *others])


def test_a_bystander_of_the_one_who_is_named_is_not_the_one() -> None:
    denial = "there is no truth in the story that Okeke was killed"
    assert disputed(denial, "Okeke was killed on the bridge")
    assert not disputed(denial, "Okeke's driver was killed on the bridge")


def test_two_stances_of_one_sentence_do_not_clash() -> None:
    """'Lund disputes that the bridge fell on Monday', and its own words 'the bridge fell on Monday', denied."""
    whole = Member(id="w", document="d", content=(Span(0, 42),))
    part = Member(id="p", document="d", content=(Span(14, 42),), stance=Stance.DENIED)
    words = "Lund disputes the bridge fell late on Monday"
    told = [
        Remark(member=whole, words=words, is_clause=False),
        Remark(member=part, words=words.removeprefix("Lund disputes ")),
    ]
    assert conflicts(linked(told, careful((told[0].words, told[1].words)))) == ()


def test_a_quotation_that_others_assert_in_the_same_words_is_denied_by_nobody() -> None:
    longer = f"{DEAL}, and the mayor signed it too"
    told = [remark(DEAL, "a"), remark(longer, "b"), remark(DEAL, "c", Stance.DENIED)]
    assert conflicts(linked(told, toy)) == ()


def test_denying_it_and_saying_that_it_is_not_so_are_one_claim() -> None:
    said, denied = "such an order was ever written", "no such order was issued"
    links = linked([remark(said, "a", Stance.DENIED), remark(denied, "b")], careful((said, denied)))
    assert [len(claim.members) for claim in links.claims] == [2]
    assert conflicts(links) == ()


def test_what_a_source_holds_possible_does_not_clash_with_doubt_in_the_same_words() -> None:
    doubt, left_open = "she saw no sign that the bridge of Orsavel would fall", "that the bridge of Orsavel would fall"
    told = [remark(doubt, "a"), remark(left_open, "b", Stance.POSSIBLE)]
    assert conflicts(linked(told, careful((doubt, left_open)))) == ()


def test_one_long_sentence_that_says_two_things_does_not_put_them_together() -> None:
    """Both parts are the same as the whole, and not as one another."""
    whole, one, other = f"{DEAL} and that {OTHER}", DEAL, OTHER

    def relate(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        return [
            Relation(label=Label.SAME if whole in pair and len(set(pair)) == 2 else Label.RELATED, score=0.9)
            for pair in pairs
        ]

    for claim in linked([remark(whole, "a"), remark(one, "b"), remark(other, "c")], relate).claims:
        assert not {"b", "c"} <= {m.document for m in claim.members}


def test_each_member_is_the_same_as_the_gist_by_the_models_own_word() -> None:
    texts = [f"{name} one two three" for name in ("alpha", "beta", "gamma", "delta", "epsilon")]
    same = {frozenset(texts[i : i + 2]) for i in range(4)} | {frozenset((texts[0], texts[2]))}

    def relate(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        return [Relation(label=Label.SAME if frozenset(p) in same else Label.RELATED, score=0.9) for p in pairs]

    for claim in linked([remark(text, text) for text in texts], relate).claims:
        gist = claim.gist.document
        assert all(m.document == gist or frozenset((m.document, gist)) in same for m in claim.members)


def test_one_quarrel_is_one_conflict() -> None:
    """A clashes with B, B with C, and C with D: the four are on one thing."""
    a, b, c = (remark(n, n).member for n in "abc")
    clash = Relation(label=Label.CONTRADICTS, score=0.8, kind=Clash.DENIAL)
    d = remark("d", "d").member
    links = Links(
        claims=tuple(Claim(id=m.id, gist=m, members=(m,)) for m in (a, b, c, d)),
        contrasts=tuple(Contrast(one=x, other=y, relation=clash) for x, y in ((a, b), (b, c), (c, d))),
    )
    (found,) = conflicts(links)
    sides = [{m.document for m in side.members} for side in found.sides]
    assert sorted(map(sorted, sides)) == [["a", "c"], ["b", "d"]]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=8))
def test_a_quarrel_of_two_parties_is_one_conflict_however_it_hangs_together(parents: list[int]) -> None:
    """Claims in a tree of clashes: each but the first clashes with one before it."""
    members = [remark(str(n), str(n)).member for n in range(len(parents) + 1)]
    pairs = [(n + 1, parent % (n + 1)) for n, parent in enumerate(parents)]
    clash = Relation(label=Label.CONTRADICTS, score=0.8, kind=Clash.DENIAL)
    links = Links(
        claims=tuple(Claim(id=m.id, gist=m, members=(m,)) for m in members),
        contrasts=tuple(Contrast(one=members[x], other=members[y], relation=clash) for x, y in pairs),
    )
    depth = [0]
    for _, parent in pairs:
        depth.append(depth[parent] + 1)
    parties = [{str(n) for n, far in enumerate(depth) if far % 2 == odd} for odd in (0, 1)]
    (found,) = conflicts(links)
    sides = [{m.document for m in side.members} for side in found.sides]
    assert sorted(map(sorted, sides)) == sorted(map(sorted, parties))


def test_a_quarrel_that_is_told_in_other_words_is_put_in_side_by_side() -> None:
    """A against B, and C against D; C is like B, and D like A."""
    a, b, c, d = (remark(n, n).member for n in "abcd")
    clash = Relation(label=Label.CONTRADICTS, score=0.8, kind=Clash.DENIAL)
    claims = tuple(Claim(id=m.id, gist=m, members=(m,)) for m in (a, b, c, d))
    contrasts = tuple(Contrast(one=x, other=y, relation=clash) for x, y in ((a, b), (c, d)))
    like = frozenset((frozenset((a.id, d.id)), frozenset((b.id, c.id))))
    assert len(conflicts(Links(claims=claims, contrasts=contrasts))) == 2
    (found,) = conflicts(Links(claims=claims, contrasts=contrasts, alike=like))
    assert sorted(sorted(m.document for m in side.members) for side in found.sides) == [["a", "d"], ["b", "c"]]
    (found,) = conflicts(Links(claims=claims, contrasts=contrasts, alike=frozenset((frozenset((a.id, d.id)),))))
    assert sorted(sorted(m.document for m in side.members) for side in found.sides) == [["a", "d"], ["b", "c"]]
    both = like | {frozenset((a.id, c.id)), frozenset((b.id, d.id))}  # it does not show which side is which
    assert len(conflicts(Links(claims=claims, contrasts=contrasts, alike=both))) == 2


def test_claims_that_name_others_are_not_alike() -> None:
    """A chain of four that are the same by twos: of the last two one is in the Claim of the first, the other alone."""

    def alike(last: str) -> int:
        chain = ["that the singer died", "the singer was found dead", "that Tomas Okeke was found dead in a flat", last]
        same = {frozenset(pair): score for pair, score in zip(pairwise(chain), (0.9, 0.9, 0.7), strict=True)}

        def relate(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
            scores = [same.get(frozenset(pair)) for pair in pairs]
            return [Relation(label=Label.SAME if s else Label.RELATED, score=s or 0.9) for s in scores]

        return len(linked([remark(text, f"{n}") for n, text in enumerate(chain)], relate).alike)

    assert alike("that Tomas Okeke was found lifeless in a flat") == 1
    assert alike("that Imara Quist was found lifeless in a flat") == 0


def test_words_that_are_no_clause_clash_with_nothing() -> None:
    def clashing(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        return [Relation(label=Label.CONTRADICTS, score=0.9, kind=Clash.DENIAL, why="'not'") for _ in pairs]

    whole, no_clause = "the Kestrel 6 squeak is not a thing", "a picture of my own Kestrel 6 squeak"
    assert linked([remark(whole, "a"), remark(no_clause, "b")], clashing).contrasts == ()
    assert len(linked([remark(whole, "a"), remark("the Kestrel 6 squeak is a thing", "b")], clashing).contrasts) == 1


def test_a_sentence_that_says_two_things_is_two_remarks() -> None:
    words = "that the bridge was closed and that nobody was hurt in the fall"
    document = Document(id="d", text=words, path="d")
    item = Attribution(id="1", content=(Span(0, len(words)),))
    found = list(remarks(Findings(document=document, attributions=(item,), narration=())))
    assert [r.words for r in found] == ["that the bridge was closed", "that nobody was hurt in the fall"]
    assert [r.member.content[0].of(words) for r in found] == [r.words for r in found]
    assert len({r.member.id for r in found}) == 2


@pytest.mark.parametrize(
    ("cue", "kept"),
    [("the claim of", "that the bridge was closed by pirates"), ("said", "that the bridge was closed by pirates is false")],
)
def test_a_verdict_on_a_claim_is_not_what_its_source_says(cue: str, kept: str) -> None:
    words = f"{cue} the mayor that the bridge was closed by pirates is false"
    start = words.index("that")
    item = Attribution(id="1", cue=(Span(0, len(cue)),), content=(Span(start, len(words)),))
    document = Document(id="d", text=words, path="d")
    (found,) = remarks(Findings(document=document, attributions=(item,), narration=()))
    assert found.words == kept
