"""Claims, conflicts and figures as they are shown: words, who stands where, how many origins, and nothing hostile."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from sayso.account_listing import claim, conflict, series
from sayso.accounts import accounts
from sayso.ids import content_id
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
)
from sayso.report import html, terminal
from sayso.report.models import Brief
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


def brief() -> Brief:
    return build(PILE, (), "ferry", accounts=accounts(PILE, toy))


def test_a_conflict_has_its_sides_with_their_words_documents_and_origins() -> None:
    (clash,) = (c for c in brief().conflicts or () if c.kind is Clash.DENIAL)
    assert [[member.words[0].text for member in side.members] for side in clash.sides] == [[SAILED, SAILED], [NEVER]]
    assert [side.origins for side in clash.sides] == [("Ines Calder",), ("Jan Holm",)]
    assert [side.documents for side in clash.sides] == [(1, 2), (3,)]
    assert clash.silent == (4, 5)
    assert clash.why == "'never'"


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
    assert [c.kind for c in made.conflicts or ()] == [Clash.DENIAL, Clash.SUPERSEDED]


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


def test_a_brief_that_nobody_asked_for_accounts_says_nothing_of_them() -> None:
    page = html.render(build(PILE, (), "ferry"))
    assert 'id="conflicts"' not in page
    assert 'href="#claims"' not in page


def test_the_terminal_shows_the_clash_and_the_lists_every_side() -> None:
    made = brief()
    console = Console(width=100, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    terminal.render(made, console)
    shown = console.export_text()
    assert "Where accounts clash" in shown
    assert "one denies what the other says" in shown
    (clash, superseded) = made.conflicts or ()
    assert "on neither side: 2 documents" in str(conflict(clash, made))
    assert "no conflict" in str(conflict(superseded, made))
    assert any("1 independent origin (Ines Calder)" in str(claim(one, made)) for one in made.claims or ())
    assert "2031-04-02  three (people)" in str(series(next(s for s in made.series or () if s.counts == "deaths"), made))
