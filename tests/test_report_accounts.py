"""Claims, conflicts and figures as they are shown: words, who stands where, how many origins, and nothing hostile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.console import Console

from sayso.accounts import accounts
from sayso.ids import content_id
from sayso.listing.accounts import claim, conflict, series
from sayso.records import (
    Attribution,
    Clash,
    Document,
    Entity,
    EntityType,
    Findings,
    Label,
    Metadatum,
    Relation,
    Span,
    Stance,
)
from sayso.report import html, terminal
from sayso.report.models import Brief
from sayso.report.overview import by_stance, clipped, overview, reported
from sayso.report.view import build

EVIL = "<script>alert(1)</script>"


def toy(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
    """Two sentences of mostly the same words say the same, or clash where one has 'never'."""
    out = []
    for a, b in ((set(a.split()), set(b.split())) for a, b in pairs):
        share = len(a & b) / len(a | b)
        if share < 0.5:
            out.append(Relation(label=Label.RELATED, score=0.9))
        elif ("never" in a) != ("never" in b):
            out.append(Relation(label=Label.CONTRADICTS, score=share, kind=Clash.DENIAL, why="'never'"))
        else:
            out.append(Relation(label=Label.SAME, score=share))
    return out


def told(speaker: str, words: str, outlet: str, day: str) -> Findings:
    """One document in which one person says one sentence."""
    text = f"{speaker} said that {words}. It rained on all of them."
    id_ = content_id(text, outlet)
    entity = Entity(id=content_id(id_, speaker), name=speaker, type=EntityType.PERSON, name_span=Span(0, len(speaker)))
    start = text.index(words)
    content = Span(start, start + len(words))
    attribution = Attribution(
        id=content_id(id_, "1"), content=(content,), source=(Span(0, len(speaker)),), speaker=entity.id
    )
    metadata = (
        Metadatum(name="outlet", value=outlet, where="line 1"),
        Metadatum(name="published", value=day, where="line 1"),
    )
    document = Document(id=id_, text=text, path=outlet, metadata=metadata)
    narration = (Span(text.index("It rained"), len(text)),)
    return Findings(document=document, attributions=(attribution,), entities=(entity,), narration=narration)


SAILED = "the ferry left the quay at noon with 41 people on board"
NEVER = "the ferry never left the quay at noon with 41 people on board"
PILE = (
    told("Ines Calder", SAILED, "Harbour Post", "2031-04-02"),
    told("Ines Calder", SAILED, f"Radio {EVIL}", "2031-04-03"),
    told("Jan Holm", NEVER, "Evening Star", "2031-04-03"),
    told("Mara Quist", "three people were killed on the quay when the ferry burned", "Lune Courier", "2031-04-02"),
    told("Mara Quist", "nine people were killed on the quay when the ferry burned", "Lune Herald", "2031-04-04"),
)

AGREEING = (
    told("Ines Calder", SAILED, "Harbour Post", "2031-04-02"),
    told("Mara Quist", "with 41 people on board the ferry at noon left the quay", "Lune Courier", "2031-04-03"),
)


def brief() -> Brief:
    return build(PILE, (), "ferry", accounts=accounts(PILE, toy))


def test_a_conflict_has_its_sides_with_their_words_documents_and_origins() -> None:
    (clash,) = (c for c in brief().conflicts or () if c.kind is Clash.DENIAL)
    assert [[member.words[0].text for member in side.members] for side in clash.sides] == [[SAILED, SAILED], [NEVER]]
    assert [side.origins for side in clash.sides] == [("Ines Calder",), ("Jan Holm",)]
    assert [side.documents for side in clash.sides] == [(1, 2), (3,)]
    assert clash.silent == (4, 5)
    assert clash.why == "'never'"


def test_who_says_both_is_counted_where_most_of_it_stands_and_named_on_the_other_side() -> None:
    def sides(*more: Findings) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        pile = (*PILE, *more)
        (clash,) = (c for c in build(pile, (), "f", accounts=accounts(pile, toy)).conflicts or () if c.kind is Clash.DENIAL)
        return sorted((side.origins, side.on_other_sides) for side in clash.sides)

    other = "with 41 people never at noon was it that left the quay the ferry"
    once = told("Ines Calder", other, "Lune Mail", "2031-04-05")
    assert sides(once) == [(("Ines Calder",), ()), (("Jan Holm",), ("Ines Calder",))]
    again = told("Ines Calder", other, "Lune Post", "2031-04-06")
    assert sides(once, again) == [((), ("Ines Calder",)), (("Jan Holm",), ("Ines Calder",))]


def test_two_documents_of_one_speaker_are_one_origin_of_a_claim() -> None:
    found = next(c for c in brief().claims or () if c.side.gist.words[0].text == SAILED)
    assert (len(found.side.documents), found.side.origins) == (2, ("Ines Calder",))
    assert [member.words[0].text for member in found.against] == [NEVER]
    assert found.silent == (4, 5)


def test_the_outlets_own_voice_has_no_speaker_and_adds_no_origin() -> None:
    found = next(c for c in brief().claims or () if c.side.own_voice)
    assert found.side.own_voice == len(PILE)
    assert found.side.origins == ()
    assert {member.statement for member in found.side.members} == {None}


def test_figures_are_laid_out_by_day_and_a_later_toll_is_no_conflict() -> None:
    made = brief()
    (deaths,) = (s for s in made.series or () if s.counts == "deaths")
    assert [(f.day, f.words.text) for f in deaths.figures] == [("2031-04-02", "three"), ("2031-04-04", "nine")]
    assert [f.member.speaker for f in deaths.figures] == ["Mara Quist", "Mara Quist"]
    assert [c.kind for c in made.conflicts or ()] == [Clash.DENIAL]
    assert [c.kind for c in made.apart or ()] == [Clash.SUPERSEDED]


def test_all_words_that_are_shown_stand_in_their_document() -> None:
    made = brief()
    texts = [one.document.text for one in PILE]
    views = [m for c in made.conflicts or () for side in c.sides for m in side.members]
    views += [m for c in made.claims or () for m in c.side.members]
    views += [f.member for s in made.series or () for f in s.figures]
    assert len(views) > 10
    for view in views:
        for words in view.words:
            assert words.span.of(texts[view.document - 1]) == words.text


def test_the_page_shows_them_and_nothing_hostile_becomes_markup() -> None:
    page = html.render(brief())
    assert 'id="conflicts"' in page
    assert 'id="claims"' in page
    assert 'id="figures"' in page
    assert NEVER in page
    assert EVIL not in page


def test_counts_of_others_are_listed_apart_on_the_page_and_hang_on_no_conflict() -> None:
    words = "two officers were killed on the quay when the ferry burned"
    pile = (*PILE, told(f"Pell {EVIL}", words, "Lune Mail", "2031-04-04"))
    made = build(pile, (), "ferry", accounts=accounts(pile, toy))
    assert [c.kind for c in made.conflicts or ()] == [Clash.DENIAL]
    assert [c.kind for c in made.apart or ()] == [Clash.SUPERSEDED, Clash.SCOPE]
    page = html.render(made)
    assert "Figures that count other people or another place: 1, no conflict" in page
    assert "Where accounts clash <span" in page
    assert EVIL not in page
    shown = str(conflict((made.apart or ())[-1], made))
    assert "'two' (officers)" in shown
    assert "no conflict" in shown


def test_a_brief_that_nobody_asked_for_accounts_says_nothing_of_them() -> None:
    page = html.render(build(PILE, (), "ferry"))
    assert 'id="conflicts"' not in page
    assert 'href="#claims"' not in page


def test_the_first_screen_tells_what_is_agreed_what_clashes_which_figures_and_what_is_missing() -> None:
    first = overview(brief())
    assert first
    assert [number for number, _ in first.clashing] == [1]
    assert first.clashing[0][1].kind is Clash.DENIAL
    (deaths,) = (main for main in first.figures if main.series.counts == "deaths")
    assert deaths.day == "2031-04-04"
    assert [figure.words.text for figure in deaths.latest] == ["nine"]
    assert deaths.lowest and deaths.highest
    assert (deaths.lowest.words.text, deaths.highest.words.text) == ("three", "nine")
    assert ("5 documents without an author", "documents") in first.missing
    page = html.render(brief())
    for heading in ("What is agreed", "What clashes", "Which figures", "What is missing"):
        assert page.index(heading) < page.index("Most to say")
    assert page.index("What is agreed") < page.index("<dt>Documents</dt>")


def test_what_several_independent_origins_bring_is_agreed_unless_something_is_held_against_it() -> None:
    agreed = build(AGREEING, (), "quay", accounts=accounts(AGREEING, toy))
    first = overview(agreed)
    assert first
    assert [len(one.side.origins) for one in first.agreed] == [2]
    contested = (*AGREEING, told("Jan Holm", NEVER, "Evening Star", "2031-04-03"))
    first = overview(build(contested, (), "quay", accounts=accounts(contested, toy)))
    assert first
    assert first.agreed == ()
    assert first.all_clashing == 1


def test_one_speaker_in_many_documents_is_not_agreement() -> None:
    first = overview(build(PILE[:2], (), "ferry", accounts=accounts(PILE[:2], toy)))
    assert first
    assert first.agreed == ()


def test_a_document_that_is_silent_on_a_clash_is_shown_with_what_it_did_report() -> None:
    made = brief()
    (clash,) = (c for c in made.conflicts or () if c.kind is Clash.DENIAL)
    did = reported(made)
    texts = [one.document.text for one in PILE]
    for number in clash.silent:
        assert did[number].document == number
        for words in did[number].words:
            assert words.span.of(texts[number - 1]) == words.text
    assert "Found on no side: 2 documents: what they do report" in html.render(made)


def test_words_on_the_first_screen_are_cut_at_their_end_only_and_said_to_be() -> None:
    for one in brief().claims or ():
        whole = one.side.gist.words
        kept, cut = clipped(whole, 20)
        assert cut == (sum(len(words.text) for words in whole) > 20)
        assert all(whole[0].text.startswith(words.text) and len(words.text) <= 20 for words in kept)


def test_stances_are_listed_only_where_they_differ() -> None:
    side = next(c.side for c in brief().claims or () if len(c.side.members) > 1)
    assert by_stance(side) == {}
    doubting = replace(side.members[0], stance=Stance.POSSIBLE, id="other")
    assert list(by_stance(replace(side, members=(*side.members, doubting)))) == ["asserted", "possible"]


def test_a_later_and_higher_figure_marks_the_earlier_one_as_replaced() -> None:
    (deaths,) = (s for s in brief().series or () if s.counts == "deaths")
    assert [(f.words.text, f.replaced) for f in deaths.figures] == [("three", True), ("nine", False)]


def test_members_of_a_side_know_the_origin_that_they_count_for() -> None:
    (clash,) = (c for c in brief().conflicts or () if c.kind is Clash.DENIAL)
    for side in clash.sides:
        assert {member.origin for member in side.members} == set(side.origins)


def test_the_terminal_shows_the_clash_and_the_lists_every_side() -> None:
    made = brief()
    console = Console(width=100, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    terminal.render(made, console)
    shown = console.export_text()
    headings = [
        "What is agreed",
        "What clashes",
        "Which figures",
        "What is missing",
        "5 documents from",
        "Voices with most",
    ]
    assert sorted(headings, key=shown.index) == headings
    assert max(map(len, shown.splitlines())) <= 100
    assert "one denies what the other says" in shown
    (clash,), (superseded,) = made.conflicts or (), made.apart or ()
    assert "found on no side: 2 documents" in str(conflict(clash, made))
    assert "no conflict" in str(conflict(superseded, made))
    assert any("1 independent origin (Ines Calder)" in str(claim(one, made)) for one in made.claims or ())
    assert "2031-04-02  three (people)" in str(series(next(s for s in made.series or () if s.counts == "deaths"), made))
