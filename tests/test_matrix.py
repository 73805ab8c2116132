"""The hypothesis matrix: what fills a cell, what is counted, what no order and no copy may change, the analyst's hand."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.case import Case
from sayso.claims import Remark, remarks
from sayso.decisions import Act, Decision
from sayso.errors import InputError
from sayso.ids import content_id
from sayso.matrix import Basis, Bearing, Cell, Evidence, Hypothesis, Mark, Matrix, Phrase, Row, RowKind
from sayso.pile import gathered
from sayso.records import (
    Attribution,
    Clash,
    Conflict,
    Document,
    Entity,
    EntityType,
    Findings,
    Label,
    Member,
    Metadatum,
    Origins,
    Relation,
    Side,
    Span,
    Stance,
)
from sayso.weigh import held, hypothesis, marks, proposed, ready, weigh, weighed
from sayso.weigh.bearing import MOST
from sayso.weigh.phrases import is_of_another, puts_forward, said_of, told_by
from sayso.weigh.readout import diagnosticity

SAILED = "the ferry left the quay at noon"
NEVER = "the ferry never left the quay at noon"
BURNED = "smugglers burned the ferry at the quay"
STORM = "a storm sank the ferry near the lighthouse"
RAIN = "the harbour choir will sing on every Sunday"
SENTENCES = (SAILED, NEVER, BURNED, STORM, RAIN)
SPEAKERS = ("Ines Calder", "Jan Holm", "Mara Quist", "Otto Venn")
AROUND = {  # so that no two speakers' documents are copies of each other
    "Ines Calder": "Calder has kept the harbour books for eleven winters and lives above the customs shed with two dogs.",
    "Jan Holm": "Holm mends nets behind the chapel, owns no boat of his own and was born on the other shore of the sound.",
    "Mara Quist": "Quist left the pilots' guild last spring after a quarrel over wages that nobody wishes to speak about.",
    "Otto Venn": "Venn counts cargo for an insurer in the capital, travels by night train and takes his coffee with salt.",
}
H_SAILED, H_BURNED, H_STORM = (hypothesis(text) for text in (SAILED, BURNED, STORM))
RIVALS = (H_SAILED, H_BURNED, H_STORM)


def toy(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
    """Two sentences of mostly the same words say the same, or clash where one has 'never'."""
    out = []
    for a, b in ((words_of(a), words_of(b)) for a, b in pairs):
        share = len(a & b) / len(a | b)
        if share < 0.7:
            out.append(Relation(label=Label.RELATED, score=0.9))
        elif ("never" in a) != ("never" in b):
            out.append(Relation(label=Label.CONTRADICTS, score=share, kind=Clash.DENIAL, why="'never'"))
        else:
            out.append(Relation(label=Label.SAME, score=share))
    return out


def words_of(text: str) -> set[str]:
    return set(text.casefold().rstrip(".").split())


def told(speaker: str, words: str, outlet: str = "Harbour Post", stance: Stance = Stance.ASSERTED) -> Findings:
    """One document in which one person says one sentence, and the outlet one more."""
    text = f"{speaker} said that {words}. {AROUND.get(speaker, '')} {outlet} stands on the square."
    id_ = content_id(text, outlet)
    entity = Entity(id=content_id(id_, speaker), name=speaker, type=EntityType.PERSON, name_span=Span(0, len(speaker)))
    start = text.index(words)
    attribution = Attribution(
        id=content_id(id_, "1"),
        content=(Span(start, start + len(words)),),
        source=(Span(0, len(speaker)),),
        stance=stance,
        speaker=entity.id,
    )
    document = Document(id=id_, text=text, path=outlet, metadata=(Metadatum(name="outlet", value=outlet, where="line 1"),))
    return Findings(document=document, attributions=(attribution,), entities=(entity,))


def made(pile: Sequence[Findings], rivals: Sequence[Hypothesis] = RIVALS, decided: Sequence[Mark] = ()) -> Matrix:
    whole = gathered(pile, lambda: (one.document for one in pile))
    return weigh(rivals, [r for one in pile for r in remarks(one)], toy, whole.origins, decided)


def cells(matrix: Matrix) -> set[object]:
    return {
        (row.kind, frozenset(row.attributions), row.document, cell.hypothesis, frozenset(cell.evidence))
        for row in matrix.rows
        for cell in row.cells
    }


def counts(matrix: Matrix) -> dict[str, tuple[int, int, int]]:
    return {s.hypothesis: (s.against, s.supporting, s.mixed) for s in matrix.standings}


slow = settings(deadline=None, max_examples=40)  # each one resolves voices over a pile
piles = st.lists(
    st.tuples(st.sampled_from(SPEAKERS), st.sampled_from(SENTENCES), st.sampled_from(("Post", "Star", "Herald"))),
    min_size=1,
    max_size=7,
    unique=True,
).map(lambda those: [told(*one) for one in those])


def test_a_cell_holds_the_words_of_one_origin_and_how_they_bear() -> None:
    pile = [told("Ines Calder", SAILED), told("Jan Holm", NEVER), told("Mara Quist", BURNED), told("Otto Venn", RAIN)]
    matrix = made(pile)
    rows = {row.name: [cell.bearing for cell in row.cells] for row in matrix.rows}
    assert rows == {
        "Ines Calder": [Bearing.FOR, None, None],
        "Jan Holm": [Bearing.AGAINST, None, None],
        "Mara Quist": [None, Bearing.FOR, None],
    }
    assert counts(matrix) == {H_SAILED.id: (1, 1, 0), H_BURNED.id: (0, 1, 0), H_STORM.id: (0, 0, 0)}
    assert matrix.ranking == ((H_BURNED.id, H_STORM.id), (H_SAILED.id,))
    (move,) = matrix.moves
    assert {row.id: row.name for row in matrix.rows}[move.row] == "Jan Holm"
    assert move.ranking == (tuple(h.id for h in RIVALS),)


def test_who_denies_words_speaks_against_them_and_who_says_both_is_mixed() -> None:
    matrix = made([told("Jan Holm", SAILED, "Post", Stance.DENIED), told("Jan Holm", SAILED, "Star")])
    (row,) = matrix.rows
    assert {e.bearing for e in row.cells[0].evidence} == {Bearing.FOR, Bearing.AGAINST}
    assert row.cells[0].bearing is Bearing.MIXED
    assert counts(matrix)[H_SAILED.id] == (0, 0, 1)


def test_own_voices_and_unrecorded_lineages_are_shown_and_do_not_count() -> None:
    one = told("Ines Calder", SAILED)
    text = f"{SAILED.capitalize()}."
    narrated = Findings(document=Document(id="b2:n", text=text, path="n"), narration=(Span(0, len(text)),))
    unnamed = replace(one, entities=(), attributions=tuple(replace(a, speaker=None) for a in one.attributions))
    matrix = made([unnamed, narrated])
    assert [(row.kind, row.counts) for row in matrix.rows] == [(RowKind.UNRECORDED, False), (RowKind.OWN_VOICE, False)]
    assert {row.cells[0].bearing for row in matrix.rows} == {Bearing.FOR}
    assert counts(matrix)[H_SAILED.id] == (0, 0, 0)
    assert matrix.moves == ()


@slow
@given(piles, st.randoms(use_true_random=False))
def test_neither_the_order_of_documents_nor_that_of_hypotheses_changes_a_cell(pile: list[Findings], random: object) -> None:
    other, rivals = list(pile), list(RIVALS)
    random.shuffle(other)  # type: ignore[attr-defined]
    random.shuffle(rivals)  # type: ignore[attr-defined]
    one, two = made(pile), made(other, rivals)
    assert cells(one) == cells(two)
    assert counts(one) == counts(two)
    assert [row.id for row in one.rows] == [row.id for row in two.rows]


@slow
@given(piles, st.integers(0, 6))
def test_a_copy_of_a_document_changes_no_count(pile: list[Findings], place: int) -> None:
    copied = pile[place % len(pile)]
    speaker = copied.entities[0].name
    words = copied.attributions[0].content[0].of(copied.document.text)
    again = told(speaker, words, "Evening Copy")
    assert counts(made([*pile, again])) == counts(made(pile))
    assert len([r for r in made([*pile, again]).rows if r.counts]) == len([r for r in made(pile).rows if r.counts])


@slow
@given(piles)
def test_leaving_an_origin_out_is_building_without_it(pile: list[Findings]) -> None:
    whole = made(pile)
    moved = {move.row: move.ranking for move in whole.moves}
    for row in whole.rows:
        left = [one for one in pile if one.attributions[0].id not in row.attributions]
        assert made(left).ranking == moved.get(row.id, whole.ranking)


@slow
@given(piles)
def test_every_span_in_a_cell_is_words_of_its_document(pile: list[Findings]) -> None:
    texts = {one.document.id: one.document.text for one in pile}
    for row in made(pile).rows:
        for cell in row.cells:
            for evidence in cell.evidence:
                for span in evidence.member.content:
                    assert span.of(texts[evidence.member.document]) in SENTENCES


@slow
@given(st.lists(st.sampled_from((Bearing.FOR, Bearing.AGAINST, None)), min_size=1, max_size=6))
def test_a_row_that_bears_on_all_alike_tells_nothing_apart(told: list[Bearing | None]) -> None:
    member = Member(id="m", document="d", content=(Span(0, 1),))
    row = [Cell(hypothesis=str(n), evidence=(Evidence(member=member, bearing=b),) if b else ()) for n, b in enumerate(told)]
    assert 0 <= diagnosticity(row) <= 1
    assert (diagnosticity(row) == 0) is (len(set(told)) == 1)


def test_the_model_is_asked_about_few_remarks_however_many_there_are() -> None:
    asked: list[tuple[str, str]] = []

    def relate(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        asked.extend(pairs)
        return toy(pairs)

    many = [
        Remark(member=Member(id=str(n), document="d", content=(Span(0, 9),)), words=f"the ferry {n} left the quay at noon")
        for n in range(3000)
    ]
    weigh([H_SAILED], many, relate, lambda _: Origins(origins=()))
    assert len(asked) == MOST


def test_a_question_puts_nothing_forward() -> None:
    one = told("Ines Calder", SAILED)
    at = one.attributions[0].content[0].end
    document = replace(one.document, text=f"{one.document.text[:at]}?{one.document.text[at + 1 :]}")
    asking = replace(one.attributions[0], content=(Span(one.attributions[0].content[0].start, at + 1),))
    assert made([replace(one, document=document, attributions=(asking,))]).rows == ()


# wordings


@pytest.mark.parametrize(
    ("sentence", "is_met"),
    [
        ("Officers of the guard planned the coup", True),
        ("The coup was planned, he said, by officers", True),
        ("No officers planned a coup", False),
        ("It is baseless that officers planned a coup", False),
        ("Officers planned a dinner", False),
        ("Officers planned" + " very" * 30 + " long a coup", False),
        ("Foreign officers planned a coup", False),
    ],
)
def test_a_phrase_is_met_by_words_that_stand_near_and_are_not_negated(sentence: str, is_met: bool) -> None:
    phrase = Phrase(bearing=Bearing.FOR, groups=(("officer*",), ("plan*",), ("coup",)), unless=("foreign",))
    why = told_by(phrase, sentence)
    assert (why is not None) is is_met
    if why:
        assert all(part.strip("'") in sentence for part in why.split(" + "))


def test_dots_in_a_wording_stand_for_a_few_words() -> None:
    phrase = Phrase(bearing=Bearing.AGAINST, groups=(("link ... abroad",),))
    assert told_by(phrase, "there is no link of any kind abroad") == "'link of any kind abroad'"
    assert told_by(phrase, "there is no link between one and two or three and abroad") is None


@pytest.mark.parametrize(
    ("sentence", "bearing"),
    [
        ("Generals of the army organized the coup", {0: "for"}),
        ("The CIA was behind the events in the capital", {1: "for"}),
        ("No evidence of foreign involvement was found", {1: "against"}),
        ("The riots broke out because of fuel prices", {2: "for"}),
        ("This was a self-coup and nothing else", {3: "for"}),
        ("It was a power struggle at the top", {4: "for"}),
        ("It was not a coup", {5: "for"}),
        ("There was a failed coup attempt on Monday", {5: "against"}),
        ("The minister opened a bridge on Monday", {}),
    ],
)
def test_the_ready_set_reads_plain_sentences(sentence: str, bearing: dict[int, str]) -> None:
    member = Member(id="m", document="d", content=(Span(0, len(sentence)),))
    matrix = weigh(ready("coup"), [Remark(member=member, words=sentence)], None, lambda _: Origins(origins=()))
    found = {n: c.bearing.value for row in matrix.rows for n, c in enumerate(row.cells) if c.bearing}
    assert found.items() >= bearing.items()
    assert bool(found) is bool(bearing)


def test_a_ready_set_that_there_is_not_says_which_there_are() -> None:
    with pytest.raises(InputError, match="coup"):
        ready("election")


# what the model takes for the same and an analyst does not


@pytest.mark.parametrize(
    ("sentence", "is_anothers"),
    [
        ("an aide to the leader Ivo Tarn was killed", True),
        ("the wife of Tarn was killed", True),
        ("Tarn's driver was killed", True),
        ("Ivo Tarn was killed", False),
        ("the wife of Tarn said that Tarn was killed by somebody else", False),
        ("nobody was killed", False),
    ],
)
def test_a_name_that_is_only_somebody_elses_is_not_the_subject(sentence: str, is_anothers: bool) -> None:
    assert is_of_another("Ivo Tarn was killed", sentence) is is_anothers


def test_words_that_a_hypothesis_shares_but_for_names() -> None:
    assert said_of("Ivo Tarn was wounded", "the daughter of Ivo Tarn was arrested") == 0
    assert said_of("Ivo Tarn was wounded", "Tarn has been wounded") == 1
    assert said_of("Unpaid wages led to the strike", "the strike came of unpaid wages") == 0.75


@pytest.mark.parametrize(
    "words", ["whether the ferry left", "about whether the ferry left", "If the ferry left", '"Did it?"']
)
def test_what_only_asks_puts_nothing_forward(words: str) -> None:
    assert not puts_forward(words)
    assert puts_forward("the ferry left")


# rivals from conflicts


def a_conflict(one: Findings, other: Findings, kind: Clash = Clash.DENIAL) -> Conflict:
    pair = [next(iter(remarks(findings))).member for findings in (one, other)]
    sides = tuple(Side(gist=member, claims=(member.id,), members=(member,)) for member in pair)
    return Conflict(id="c", kind=kind, sides=sides, pair=(pair[0], pair[1]), why="'never'", score=0.9)


def test_the_sides_of_a_conflict_are_rivals_in_the_documents_words() -> None:
    pile = [told("Ines Calder", SAILED, "Post"), told("Jan Holm", NEVER, "Star")]
    whole = gathered(pile, lambda: (one.document for one in pile))
    conflict = a_conflict(pile[0], pile[1])
    matrix = weighed(pile, (), whole.origins, lambda: pytest.fail("no model is needed"), [conflict])
    assert matrix is not None
    assert [(h.text, h.basis) for h in matrix.hypotheses] == [(SAILED, Basis.PROPOSED), (NEVER, Basis.PROPOSED)]
    assert {row.name: [c.bearing for c in row.cells] for row in matrix.rows} == {
        "Ines Calder": [Bearing.FOR, Bearing.AGAINST],
        "Jan Holm": [Bearing.AGAINST, Bearing.FOR],
    }


def test_figures_and_sides_of_one_origin_propose_nothing() -> None:
    pile = [told("Ines Calder", SAILED, "Post"), told("Ines Calder", NEVER, "Star")]
    whole = gathered(pile, lambda: (one.document for one in pile))
    said = [r for one in pile for r in remarks(one)]
    assert list(proposed([a_conflict(pile[0], pile[1], Clash.FIGURE)], said)) == []
    assert weighed(pile, (), whole.origins, lambda: toy, [a_conflict(pile[0], pile[1])]) is None
    assert weighed(pile, (), whole.origins, lambda: toy) is None


# the analyst's hand


def a_mark(one: Findings, rival: Hypothesis, bearing: Bearing, number: int) -> Decision:
    said = one.attributions[0]
    return Decision(
        number=number,
        act=Act.MARK,
        value=bearing,
        statement=said.id,
        hypothesis=rival.text,
        document=one.document.id,
        spans=said.content,
    )


def test_a_mark_counts_and_what_the_machine_said_stays_beside_it() -> None:
    pile = [told("Ines Calder", SAILED), told("Otto Venn", RAIN)]
    decisions = [a_mark(pile[0], H_SAILED, Bearing.NEITHER, 1), a_mark(pile[1], H_STORM, Bearing.AGAINST, 2)]
    matrix = made(pile, decided=[mark for one in pile for mark in marks(one, decisions)])
    first, second = (next(row for row in matrix.rows if row.name == name) for name in ("Ines Calder", "Otto Venn"))
    (kept,), (added,) = first.cells[0].evidence, second.cells[2].evidence
    assert (kept.bearing, kept.machine, kept.mark) == (Bearing.NEITHER, Bearing.FOR, 1)
    assert (added.bearing, added.machine, added.mark) == (Bearing.AGAINST, None, 2)
    assert first.cells[0].bearing is None
    assert counts(matrix) == {H_SAILED.id: (0, 0, 0), H_BURNED.id: (0, 0, 0), H_STORM.id: (1, 0, 0)}


def test_of_two_marks_on_the_same_words_the_later_one_prevails() -> None:
    one = told("Ines Calder", SAILED)
    decisions = [a_mark(one, H_SAILED, Bearing.AGAINST, 1), a_mark(one, H_SAILED, Bearing.FOR, 2)]
    (row,) = made([one], decided=list(marks(one, decisions))).rows
    assert [(e.bearing, e.mark) for e in row.cells[0].evidence] == [(Bearing.FOR, 2)]


def test_a_mark_finds_its_words_again_where_the_statement_has_another_id() -> None:
    one = told("Ines Calder", SAILED)
    decision = a_mark(one, H_SAILED, Bearing.AGAINST, 1)
    again = replace(one, attributions=tuple(replace(a, id="b2:other") for a in one.attributions))
    (mark,) = marks(again, [decision])
    assert mark.member.attribution == "b2:other"
    (row,) = made([again], decided=[mark]).rows
    assert [(e.bearing, e.machine) for e in row.cells[0].evidence] == [(Bearing.AGAINST, Bearing.FOR)]


def test_hypotheses_are_held_once_and_in_their_order() -> None:
    decisions = [
        Decision(number=1, act=Act.HYPOTHESIS, value=SAILED),
        Decision(number=2, act=Act.READY, value="coup"),
        Decision(number=3, act=Act.HYPOTHESIS, value=f"  {SAILED.upper()} "),
    ]
    found = held(decisions)
    assert [h.decision for h in found] == [1, *[2] * 6]
    assert found[0].basis is Basis.ANALYST
    assert {h.basis for h in found[1:]} == {Basis.READY}


ARTICLE = "Ines Calder said on Monday that the ferry left the quay at noon. Jan Holm denied that the ferry left the quay.\n"


def test_hypotheses_and_marks_survive_a_re_run_and_are_undone(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with Case(tmp_path / "x.sayso") as case:
        case.add(tmp_path / "a.txt")
        assert case.matrix() is None
        case.journal.hypothesis("It was a coup of the ferrymen")
        case.journal.ready("coup")
        assert case.journal.hypothesis(" it was a COUP of the ferrymen ").number == 1
        statement = next(case.statements()).attribution.id
        case.journal.mark(statement, 2, "for")
    with Case(tmp_path / "x.sayso") as case:
        case.add(tmp_path / "a.txt")
        assert case.journal.hypotheses()[0].text == "It was a coup of the ferrymen"
        assert marked_in(case.matrix()) == [(Bearing.FOR, None)]
        case.journal.undo()
        assert marked_in(case.matrix()) == []
        case.journal.undo()
        assert len(case.journal.hypotheses()) == 1


def marked_in(matrix: Matrix | None) -> list[tuple[Bearing, Bearing | None]]:
    rows: Sequence[Row] = matrix.rows if matrix else ()
    return [(e.bearing, e.machine) for row in rows for c in row.cells for e in c.evidence if e.by_analyst]


def test_the_journal_says_what_it_does_not_know(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with Case(tmp_path / "x.sayso") as case:
        case.add(tmp_path / "a.txt")
        statement = next(case.statements()).attribution.id
        for wrong, why in (
            (lambda: case.journal.hypothesis("  "), "needs words"),
            (lambda: case.journal.ready("election"), "no ready set"),
            (lambda: case.journal.mark(statement, 1, "for"), "no hypothesis '1'"),
            (lambda: case.journal.mark(statement, "Nobody knows", "for"), "no hypothesis"),
            (lambda: case.journal.mark(statement, 1, "mixed"), "for, against, neither"),
        ):
            with pytest.raises(InputError, match=why):
                wrong()
        case.journal.ready("coup")
        with pytest.raises(InputError, match="no words with the id"):
            case.journal.mark("b2:none", 1, "for")


def test_the_ready_set_on_the_five_articles_keeps_apart_who_says_what(shared: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """Who is for a coup from above, for a foreign hand, and against one: read in the articles."""
    with Case() as case:
        case.add(shared / "seeds" / "text")
        case.journal.ready("coup")
        matrix = case.matrix()
    assert matrix is not None
    rows = {row.name: [cell.bearing for cell in row.cells] for row in matrix.rows if row.counts}
    assert rows["Melinda Haring"][3] is Bearing.FOR
    assert rows["Vladimir Prokhvatilov"][1] is Bearing.FOR
    assert rows["Egor Kuroptev"][1] is Bearing.AGAINST
