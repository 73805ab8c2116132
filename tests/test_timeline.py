"""The timeline: three clocks that are never mixed, first reports, then and now, and what came later."""

from __future__ import annotations

import dataclasses
import json
import pathlib
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.accounts import Accounts, accounts
from sayso.case import Case
from sayso.chronology import timeline
from sayso.chronology.reports import is_before, ranks
from sayso.ids import content_id
from sayso.records import (
    Attribution,
    Clash,
    Clock,
    Document,
    Entity,
    EntityType,
    Findings,
    Kind,
    Label,
    Metadatum,
    MomentBasis,
    Precision,
    Relation,
    Span,
    Stance,
    Timeline,
)
from sayso.report import html
from sayso.report.models import Brief
from sayso.report.timeline_models import DatedView, TimeView
from sayso.report.view import build

EVIL = "<script>alert(1)</script>"
SATURDAY = "2031-04-05"
days = st.dates(date(1990, 1, 1), date(2080, 12, 31))


def toy(pairs: Sequence[tuple[str, str]]) -> list[Relation]:
    """Two sentences of mostly the same words say the same, or clash where one has 'never'."""
    out = []
    for a, b in ((set(a.split()), set(b.split())) for a, b in pairs):
        if len(a & b) / len(a | b) < 0.5:
            out.append(Relation(label=Label.RELATED, score=0.9))
        elif ("never" in a) != ("never" in b):
            out.append(Relation(label=Label.CONTRADICTS, score=0.9, kind=Clash.DENIAL, why="'never'"))
        else:
            out.append(Relation(label=Label.SAME, score=0.9))
    return out


def made(text: str, outlet: str, published: str | None) -> Document:
    metadata = [Metadatum(name="outlet", value=outlet, where="line 1")]
    if published is not None:
        metadata.append(Metadatum(name="published", value=published, where="line 2"))
    return Document(id=content_id(text, outlet, published or ""), text=text, path=outlet, metadata=tuple(metadata))


def told(
    sentence: str,
    content: str,
    published: str | None,
    *,
    outlet: str = "Harbour Post",
    speaker: str = "Ines Calder",
    kind: Kind = Kind.INDIRECT,
    cue: str = "said",
) -> Findings:
    """One document of one sentence, in which one person says one thing."""
    document = made(sentence, outlet, published)

    def span(words: str) -> Span:
        start = sentence.index(words)
        return Span(start, start + len(words))

    entity = Entity(id=content_id(document.id, speaker), name=speaker, type=EntityType.PERSON, name_span=span(speaker))
    said = Attribution(
        id=content_id(document.id, "1"),
        content=(span(content),),
        source=(span(speaker),),
        cue=(span(cue),),
        kind=kind,
        sentence=Span(0, len(sentence)),
        speaker=entity.id,
    )
    return Findings(document=document, attributions=(said,), entities=(entity,))


def narrated(sentence: str, published: str | None, outlet: str = "Harbour Post") -> Findings:
    """One document of one sentence in the outlet's own voice."""
    return Findings(document=made(sentence, outlet, published), narration=(Span(0, len(sentence)),))


def laid(*pile: Findings) -> Timeline:
    voice_of = {entity.id: entity.name for one in pile for entity in one.entities}
    return timeline(pile, accounts(pile, toy), voice_of)


def shown(found: Timeline) -> list[tuple[str, str]]:
    return [(event.first, event.last) for event in found.events]


def test_the_three_clocks_of_one_statement_stand_apart() -> None:
    one = told(
        "Ines Calder said on Friday that the old ferry burned on Tuesday.", "the old ferry burned on Tuesday", SATURDAY
    )
    (event,) = laid(one).events
    dated, text = event.gist, one.document.text
    assert dated.happened and dated.said and dated.published
    assert (dated.happened.span.of(text), dated.happened.first) == ("Tuesday", "2031-04-01")
    assert (dated.said.span.of(text), dated.said.first) == ("Friday", "2031-04-04")
    assert (dated.published.value, dated.published.where) == (SATURDAY, "line 2")
    assert dated.counted_from is Clock.PUBLISHED
    assert event.precision is Precision.DAY


@pytest.mark.parametrize(
    ("sentence", "content", "kind", "day", "clock"),
    [
        ('"The old ferry burned here yesterday," Ines Calder said on Wednesday.', "The old ferry burned here yesterday",
         Kind.DIRECT, "2031-04-01", Clock.SAID),
        ('"The old ferry burned here yesterday," Ines Calder said.', "The old ferry burned here yesterday",
         Kind.DIRECT, "2031-04-04", Clock.PUBLISHED),
        ("Ines Calder said on Wednesday that the old ferry burned yesterday.", "the old ferry burned yesterday",
         Kind.INDIRECT, "2031-04-04", Clock.PUBLISHED),
        ('Ines Calder said on Wednesday the old ferry "was burned down yesterday" there.',
         'the old ferry "was burned down yesterday" there', Kind.MIXED, "2031-04-01", Clock.SAID),
    ],
)  # fmt: skip
def test_the_words_of_a_quotation_are_counted_from_the_day_of_speaking(
    sentence: str, content: str, kind: Kind, day: str, clock: Clock
) -> None:
    (event,) = laid(told(sentence, content, SATURDAY, kind=kind)).events
    assert (event.first, event.gist.counted_from) == (day, clock)
    assert event.gist.happened is not None
    assert event.gist.happened.reference == ("2031-04-02" if clock is Clock.SAID else SATURDAY)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ines Calder told reporters in Lune on Friday that the old ferry had burned.", "Friday"),
        ("On Friday, the captain Ines Calder said that the old ferry had burned.", "Friday"),
        ("Ines Calder on Friday said that the old ferry had burned.", "Friday"),
        ("Ines Calder, who was freed on Friday, said that the old ferry had burned.", None),
        ("Ines Calder said of the fire since Friday that the old ferry had burned.", None),
        ("In a year when strikes began on Friday, Ines Calder said that the old ferry had burned.", None),
    ],
)
def test_the_time_beside_the_cue_tells_when_it_was_said(sentence: str, words: str | None) -> None:
    cue = "told" if "told" in sentence else "said"
    claim = "that the old ferry had burned"
    one = told(sentence, claim, SATURDAY, cue=cue)
    again = told(sentence, claim, SATURDAY, cue=cue, outlet="Lune Herald")
    pile = (one, again)
    found = accounts(pile, toy)
    from sayso.chronology.clocks import clocks

    read = clocks(pile, [m for c in found.claims for m in c.members])
    said = {d.said and d.said.span.of(sentence) for d in read.dated.values()}
    assert said == {words}
    assert all(d.happened is None for d in read.dated.values())


@pytest.mark.parametrize(
    "sentence",
    [
        "The January protests burned a ferry at the old quay.",
        "The ferry has stood burned at the old quay since Friday.",
        "The captain, who burned the ferry on Friday, has left the old quay.",
        "The old quay raised the tolls that the town council approved in January.",
        "The town has freed the old captains arrested six months ago.",
        "The council met on Monday and burned the old ferry on Friday.",
        "The night was another night like Friday at the old quay.",
        "The man held on Monday was taken to the old quay.",
        "Tuesday's fire at the old quay was an accident.",
        "In a statement issued on Friday the old town council blamed the captain.",
        "The captain announced on Friday a new ferry for the old quay.",
        "The ferry burned at the old quay two days before the vote.",
    ],
)
def test_a_time_that_may_belong_to_something_else_gives_no_event(sentence: str) -> None:
    assert laid(narrated(sentence, SATURDAY)).events == ()


@pytest.mark.parametrize(
    ("sentence", "first", "last", "precision"),
    [
        ("The ferry burned at the old quay on Friday.", "2031-04-04", "2031-04-04", Precision.DAY),
        ("On Friday night the ferry burned at the old quay.", "2031-04-04", "2031-04-04", Precision.DAY),
        ("The ferry burned on the night of 2 April at the old quay.", "2031-04-02", "2031-04-02", Precision.DAY),
        ("Between 28 and 31 March the ferry burned four times.", "2031-03-28", "2031-03-31", Precision.DAYS),
        ("In March the ferry burned at the old quay.", "2031-03-01", "2031-03-31", Precision.MONTH),
        ("In 2031 the ferry burned at the old quay.", "2031-01-01", "2031-12-31", Precision.YEAR),
    ],
)
def test_events_have_days_and_how_near_they_are(sentence: str, first: str, last: str, precision: Precision) -> None:
    (event,) = laid(narrated(sentence, SATURDAY)).events
    assert (event.first, event.last, event.precision, event.background) == (first, last, precision, False)


@settings(max_examples=40, deadline=None)
@given(days, st.integers(-400, 400))
def test_clocks_do_not_mix_when_the_publication_moves(day: date, shift: int) -> None:
    """A stated day never moves; a counted one only with what it is counted from."""
    moved = (day + timedelta(shift)).isoformat()
    for published in (day.isoformat(), moved):
        (stated,) = laid(narrated("The ferry burned at the old quay on 5 January 2022.", published)).events
        assert (stated.first, stated.gist.happened and stated.gist.happened.basis) == ("2022-01-05", MomentBasis.STATED)
        (counted,) = laid(narrated("The ferry burned at the old quay three days ago.", published)).events
        assert counted.first == (date.fromisoformat(published) - timedelta(3)).isoformat()
        quoted = f'"The ferry burned here three days ago," Ines Calder said on {day.day} {day:%B} {day.year}.'
        (spoken,) = laid(told(quoted, "The ferry burned here three days ago", published, kind=Kind.DIRECT)).events
        assert spoken.first == (day - timedelta(3)).isoformat()


def test_without_a_date_nothing_is_counted_and_it_is_told_how_much() -> None:
    found = laid(narrated("The ferry burned at the old quay on Friday.", None))
    assert (found.events, found.unplaced) == ((), 1)


def test_what_is_long_before_the_pile_is_background_and_stretches_come_before_their_days() -> None:
    found = laid(
        narrated("The old quay was built by convicts in 1840.", "2031-04-02"),
        narrated("The ferry burned at the old quay on Friday.", SATURDAY),
        narrated("In April fog stood over the whole bay.", SATURDAY),
    )
    assert [(e.first, e.background) for e in found.events] == [
        ("1840-01-01", True), ("2031-04-01", False), ("2031-04-04", False),
    ]  # fmt: skip


BURNED = "the old ferry burned at the quay on Tuesday"
PILE = (
    told(f"Ines Calder said that {BURNED}.", BURNED, "2031-04-02", outlet="Harbour Post"),
    told(f"Ines Calder said that {BURNED}.", BURNED, "2031-04-02", outlet=f"Radio {EVIL}"),
    told(f"Ines Calder said that {BURNED}.", BURNED, "2031-04-04", outlet="Lune Herald"),
    told(f"Ines Calder said that {BURNED}.", BURNED, None, outlet="Undated Gazette"),
    told(
        "Ines Calder said that the old ferry never burned at the quay on Tuesday.",
        "the old ferry never burned at the quay on Tuesday",
        SATURDAY,
        outlet="Evening Star",
    ),
    told("Mara Quist said that three people were killed in the fire.", "three people were killed in the fire", "2031-04-02",
         outlet="Lune Courier", speaker="Mara Quist"),
    told("Mara Quist said on Friday that nine people were killed in the fire.", "nine people were killed in the fire",
         SATURDAY, outlet="Lune Courier", speaker="Mara Quist"),
    narrated("The quay was built in 1840 by convicts from the islands.", SATURDAY, outlet="Bay Almanac"),
)  # fmt: skip
OUTLET = {one.document.id: one.document.outlet for one in PILE}


def outlets(members: Sequence[Any]) -> list[str | None]:
    return sorted(OUTLET[m.document] or "" for m in members)


def test_one_claim_on_one_day_in_several_documents_is_one_event() -> None:
    event = next(e for e in laid(*PILE).events if len(e.members) == 3)
    assert (event.first, outlets([d.member for d in event.members])) == (
        "2031-04-01", ["Harbour Post", "Lune Herald", f"Radio {EVIL}"],
    )  # fmt: skip
    assert OUTLET[event.gist.member.document] in ("Harbour Post", f"Radio {EVIL}")


def test_ties_are_ties_and_a_document_without_a_date_is_never_first() -> None:
    report = next(r for r in laid(*PILE).first_reports if len(r.first) > 1)
    assert (report.published, outlets(report.first)) == ("2031-04-02", ["Harbour Post", f"Radio {EVIL}"])
    assert outlets(report.later) == ["Lune Herald"]
    assert [OUTLET[d] for d in report.undated] == ["Undated Gazette"]


@pytest.mark.parametrize(
    ("dates", "published", "first"),
    [
        (("2031-04-02T09:00", "2031-04-02T08:00"), "2031-04-02T08:00", 1),
        (("2031-04-02T09:00+03:00", "2031-04-02T08:00+00:00"), "2031-04-02T09:00+03:00", 1),
        (("2031-04-02T09:00", "2031-04-02"), "2031-04-02", 2),
        (("2031-04-02T09:00", "2031-04-02T11:00+02:00"), "2031-04-02", 2),
        (("2031-04-02T09:00", "2031-04-02T09:00"), "2031-04-02T09:00", 2),
    ],
)
def test_the_time_of_day_counts_only_where_both_tell_it(dates: tuple[str, str], published: str, first: int) -> None:
    pile = [told(f"Ines Calder said that {BURNED}.", BURNED, when, outlet=f"Paper {n}") for n, when in enumerate(dates)]
    (report,) = laid(*pile).first_reports
    assert (report.published, len(report.first)) == (published, first)


def test_of_three_on_one_day_only_those_that_cannot_be_put_in_order_tie() -> None:
    dates = ("2031-04-02T14:05+02:00", "2031-04-02T11:20", "2031-04-02T14:40+02:00")
    pile = [told(f"Ines Calder said that {BURNED}.", BURNED, when, outlet=f"Paper {n}") for n, when in enumerate(dates)]
    (report,) = laid(*pile).first_reports
    first, second, third = (one.document.id for one in pile)
    assert (report.published, {m.document for m in report.first}) == ("2031-04-02", {first, second})
    assert [m.document for m in report.later] == [third]


DAYS = st.datetimes(datetime(2031, 4, 1), datetime(2031, 4, 4), timezones=st.none())


@given(DAYS, DAYS, st.sampled_from(["", "Z", "+14:00", "-11:00"]))
def test_no_date_is_before_one_that_is_before_it(one: datetime, other: datetime, offset: str) -> None:
    first, second = one.isoformat() + offset, other.isoformat()
    for a, b in ((first, second), (first, second + offset), (first[:10], second), (first[:10], second[:10])):
        assert not (is_before(a, b) and is_before(b, a))
        assert ranks({"a": a, "b": b}) == {"a": int(is_before(b, a)), "b": int(is_before(a, b))}


def stripped(found: Timeline) -> dict[str, Any]:
    """Without the ids of Claims, whose gist is the first in reading order."""
    row = dataclasses.asdict(found)
    for part in ("events", "first_reports"):
        for one in row[part]:
            del one["claim"]
    return row


@settings(max_examples=25, deadline=None)
@given(st.permutations(PILE))
def test_the_order_of_documents_changes_nothing(pile: list[Findings]) -> None:
    assert stripped(laid(*pile)) == stripped(laid(*PILE))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2), st.one_of(st.none(), st.dates(date(2031, 3, 1), date(2031, 5, 1))))
def test_a_copy_changes_a_first_report_only_by_its_own_date(which: int, day: date | None) -> None:
    published = day.isoformat() if day else None
    copy = told(f"Ines Calder said that {BURNED}.", BURNED, published, outlet="Copy of it")
    before = next(r for r in laid(*PILE).first_reports if r.undated)
    after = next(r for r in laid(*PILE, copy).first_reports if r.undated)
    id_ = copy.document.id
    if published is None:
        assert (after.first, after.later, set(after.undated)) == (before.first, before.later, {*before.undated, id_})
    elif published < before.published:
        assert [m.document for m in after.first] == [id_]
    elif published == before.published:
        assert {m.document for m in after.first} == {id_, *(m.document for m in before.first)}
    else:
        assert after.first == before.first
        assert {m.document for m in after.later} == {id_, *(m.document for m in before.later)}


def test_then_and_now_puts_the_earlier_first_by_one_clock() -> None:
    found = {(t.kind, t.voice): t for t in laid(*PILE).turns}
    turn = found[Clash.DENIAL, "Ines Calder"]
    assert (turn.clock, turn.days) == (Clock.PUBLISHED, ("2031-04-02", SATURDAY))
    assert OUTLET[turn.later.member.document] == "Evening Star"
    figure = found[Clash.SUPERSEDED, "Mara Quist"]
    assert (figure.clock, figure.days) == (Clock.PUBLISHED, ("2031-04-02", SATURDAY))  # one tells no day of saying
    assert len(laid(*PILE).turns) == 2


def test_a_reprint_is_no_return_to_what_was_said_before() -> None:
    reprint = told(f"Ines Calder said that {BURNED}.", BURNED, "2031-04-09", outlet="Late Reprint")
    assert [t for t in laid(*PILE, reprint).turns if t.kind is Clash.DENIAL] == [
        t for t in laid(*PILE).turns if t.kind is Clash.DENIAL
    ]


def test_two_speakers_or_one_day_are_no_then_and_now() -> None:
    never = BURNED.replace("ferry burned", "ferry never burned")
    one = told(f"Ines Calder said that {BURNED}.", BURNED, SATURDAY)
    for other in (
        told(f"Jan Holm said that {never}.", never, "2031-04-02", outlet="B", speaker="Jan Holm"),
        told(f"Ines Calder said that {never}.", never, SATURDAY, outlet="B"),
        told(f"Ines Calder said that {never}.", never, None, outlet="B"),
    ):
        assert laid(one, other).turns == ()


def test_a_document_could_not_have_known_what_came_after_it() -> None:
    found = laid(*PILE).hindsight
    told_of = {(OUTLET[h.own.member.document], h.day, h.kind) for h in found}
    assert ("Lune Courier", SATURDAY, Clash.SUPERSEDED) in told_of
    assert {o for o, day, kind in told_of if kind is Clash.DENIAL and day == SATURDAY} == {
        "Harbour Post", f"Radio {EVIL}", "Lune Herald",
    }  # fmt: skip
    assert "Undated Gazette" not in {o for o, *_ in told_of}
    for one in found:
        assert one.own.published is not None
        assert one.own.published.value < one.day


def test_an_event_after_the_publication_could_not_have_been_known() -> None:
    never, again = "the old ferry was never sent to Lune", "the old ferry was sent to Lune on 3 April 2031"
    early = told(f"Ines Calder said that {never}.", never, "2031-04-01")
    late = told(f"Jan Holm said that {again}.", again, None, outlet="B", speaker="Jan Holm")
    (one,) = laid(early, late).hindsight
    assert (one.clock, one.day) == (Clock.HAPPENED, "2031-04-03")


def brief(*pile: Findings) -> Brief:
    return build(pile, (), "ferry", accounts=accounts(pile, toy))


def dated_views(made: Brief) -> list[DatedView]:
    found = made.timeline
    assert found is not None
    views = [d for e in (*found.events, *found.background) for d in (e.gist, *e.members)]
    views += [d for t in found.turns for d in (t.earlier, t.later)]
    return views + [h.later for h in found.hindsight]


def test_every_time_that_is_shown_is_words_of_the_text_or_a_named_metadatum() -> None:
    made = brief(*PILE)
    views = dated_views(made)
    assert len(views) > 5
    for view in views:
        text = PILE[view.member.document - 1].document.text
        for time in (view.happened, view.said, view.published):
            if isinstance(time, TimeView):
                assert time.words is not None or time.where
                assert time.words is None or time.words.span.of(text) == time.words.text
        assert view.sentence.span.of(text) == view.sentence.text


def test_the_page_shows_the_lists_and_nothing_hostile_becomes_markup() -> None:
    page = html.render(brief(*PILE))
    for part in ("timeline", "events", "first-reports", "turns", "hindsight"):
        assert f'id="{part}"' in page
    assert EVIL not in page
    assert "counted from publication, 2031-04-02" in page
    assert "1 long before the story" in page
    assert "First in this pile" in page
    assert 'id="timeline"' not in html.render(build(PILE, (), "ferry"))


def test_other_days_of_one_claim_are_shown_beside_it_and_are_no_conflict() -> None:
    pile = (
        narrated("The old ferry burned down at the quay on Tuesday.", SATURDAY, outlet="A"),
        narrated("The old ferry burned down at the quay on Wednesday.", SATURDAY, outlet="B"),
    )
    found = laid(*pile)
    assert [e.elsewhere for e in found.events] == [(found.events[1].id,), (found.events[0].id,)]
    made = brief(*pile)
    assert made.conflicts == ()
    assert "Also put on" in html.render(made)


def test_one_expression_places_one_event_and_a_stance_is_kept() -> None:
    one = told("Ines Calder said that the old ferry burned on Tuesday.", "the old ferry burned on Tuesday", SATURDAY)
    (said,) = one.attributions
    doubted = dataclasses.replace(
        one,
        attributions=(dataclasses.replace(said, stance=Stance.POSSIBLE),),
        narration=(Span(0, len(one.document.text)),),
    )
    (event,) = laid(doubted).events
    assert [d.member.stance for d in event.members] == [Stance.POSSIBLE]


def test_a_time_in_what_is_said_is_no_time_of_saying_though_the_whole_sentence_is_compared() -> None:
    told_of = "the burning of the ferry on Tuesday"
    one = told(f"Ines Calder announced on Friday {told_of}.", told_of, SATURDAY, cue="announced")
    (event,) = laid(one).events
    assert (event.first, event.gist.said and event.gist.said.first) == ("2031-04-01", "2031-04-04")


def test_nothing_gives_nothing() -> None:
    assert timeline((), Accounts(claims=(), conflicts=(), series=()), {}) == Timeline()


def test_a_seed_article_is_read_with_the_day_it_foretells(shared: pathlib.Path, tmp_path: pathlib.Path) -> None:
    files = sorted((shared / "seeds" / "text").glob("001_*"))
    with Case(tmp_path / "seed.sayso") as case:
        case.add(*files)
        found = case.timeline()
    event = next(e for e in found.events if e.first == "2022-11-20")
    assert (event.precision, event.gist.counted_from) == (Precision.DAY, Clock.PUBLISHED)
    assert event.gist.published is not None
    assert event.gist.published.value[:10] < event.first


def test_the_command_lists_what_the_case_tells_of_time(root: pathlib.Path, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "velmar.sayso"
    parts = ("01-orsavel-courier.txt", "02-kelvaray-today.html", "03-lakeside-herald.txt")
    with Case(path) as case:
        case.add(*(root / "examples" / "velmar" / part for part in parts))
        texts = [document.text for document in case.documents()]
    lines = run("timeline", path, "--json")
    assert lines.returncode == 0, lines.stderr
    rows = [json.loads(line) for line in lines.stdout.splitlines()]
    assert {row["what"] for row in rows} >= {"event", "first report"}
    events = [row for row in rows if row["what"] == "event"]
    assert [(e["first"], e["last"]) for e in events] == sorted((e["first"], e["last"]) for e in events)
    assert "2024-03-14" in {e["first"] for e in events}
    for event in events:
        for dated in event["members"]:
            words = dated["happened"]["words"]
            start, end = words["span"]
            assert texts[dated["member"]["document"] - 1][start:end] == words["text"]
    shown_lines = run("timeline", path).stdout
    assert "What is put on which day" in shown_lines
    assert "counted from the day it was published, 2024-03-15" in shown_lines
    some = run("timeline", path, "--of", "tariffs", "--document", "lakeside", "--json")
    assert [json.loads(line)["what"] for line in some.stdout.splitlines()] == ["event", "first report"]
    none = run("timeline", path, "--of", "no such words")
    assert (none.returncode, none.stdout) == (0, "")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
