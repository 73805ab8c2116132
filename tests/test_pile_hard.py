"""Piles that are hard: no outlet, credits in a circle, a thousand copies, odd names; and laws across documents."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.case import Case
from sayso.pile import Pile, gathered
from sayso.records import (
    Attribution,
    Basis,
    Document,
    Entity,
    EntityType,
    Findings,
    Hop,
    HopKind,
    Kind,
    Metadatum,
    Origins,
    Span,
)
from sayso.report import view

WORDS = "The bridge will stay closed until spring because two of its piers are cracked"


def told(key: str, name: str, words: str = WORDS, outlet: str = "", type: EntityType = EntityType.PERSON) -> Findings:
    """A document of one statement, as if it had been read."""
    text = f"{name} said: {words}. Report {key}."
    start = len(f"{name} said: ")
    metadata = (Metadatum(name="outlet", value=outlet, where="test"),) if outlet else ()
    who = Span(0, len(name))
    return Findings(
        document=Document(id=key, text=text, path=key, metadata=metadata),
        entities=(Entity(id=f"{key}:e", name=name, type=type, name_span=who, mentions=(who,)),),
        attributions=(
            Attribution(id=f"{key}:a", content=(Span(start, start + len(words)),), source=(who,), speaker=f"{key}:e"),
        ),
    )


def pile(*found: Findings) -> Pile:
    return gathered(found, lambda: (f.document for f in found))


def shape(counted: Origins) -> set[frozenset[str]]:
    return {frozenset(origin.attributions) for origin in counted.origins}


def texts(folder: Path, *written: str) -> Sequence[Path]:
    paths = []
    for number, text in enumerate(written):
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def test_a_thousand_copies_of_one_text_are_one_origin_in_a_few_seconds() -> None:
    found = [told(f"d{n:04}", "Jan Holm") for n in range(1000)]
    began = time.process_time()
    made = pile(*found)
    assert made.origins().count == 1
    assert time.process_time() - began < 20
    assert len(made.voices) == 1


def test_documents_without_outlet_or_date_are_copies_without_a_direction(tmp_path: Path) -> None:
    story = f"“{WORDS},” Jan Holm said on Monday. The ferry does not run while there is ice on the river.\n"
    paths = texts(tmp_path, story, story + "More was not known by the evening in the town.\n")
    with Case() as case:
        case.add(*paths)
        groups = case.pile().copies
        assert groups and not any(group.derivations for group in groups)
        assert case.origins().count == 1
        assert not any(s.attribution.route for s in case.statements())


@pytest.mark.parametrize("outlets", [("Orla Herald", "Kent Courier"), ("Orla Herald", "Orla Herald")])
def test_credits_in_a_circle_and_to_oneself_direct_nothing(tmp_path: Path, outlets: tuple[str, str]) -> None:
    paths = []
    for number, (own, other) in enumerate((outlets, outlets[::-1])):
        head = f"<title>Bridge</title><meta property='og:site_name' content='{own}'>"
        body = (
            f"<p>“{WORDS},” Jan Holm said, as reported by the {other}.</p><p>The ferry does not run while there is ice.</p>"
        )
        paths.append(tmp_path / f"{number}.html")
        end = f"<p>Original: {other}</p><p>{number}</p></article></body></html>"
        paths[-1].write_text(f"<html lang='en'><head>{head}</head><body><article>{body}{end}", encoding="utf-8")
    with Case() as case:
        case.add(*paths)
        made = case.pile()
        assert len({h.document for h in made.heard.values()}) == 2
        assert not [d for group in made.copies for d in group.derivations]
        assert made.origins().count == 1
        own = {s.document.outlet for s in case.statements()}
        for statement in case.statements():
            assert statement.document.outlet not in {hop.name for hop in statement.attribution.route}
        assert own == set(outlets)


def test_a_retelling_in_the_same_words_is_shown_once_as_a_quotation() -> None:
    def quoted(found: Findings) -> Findings:
        return replace(found, attributions=tuple(replace(a, kind=Kind.DIRECT) for a in found.attributions))

    same = pile(*(quoted(told(f"d{n}", "Jan Holm")) for n in range(2)))
    assert same.retellings and not same.retold
    other = "Because two piers of it are cracked, the bridge is to stay closed until the spring"
    assert pile(told("d1", "Jan Holm"), told("d2", "Jan Holm", other)).retold


def through(found: Findings, *hops: tuple[str, HopKind]) -> Findings:
    route = tuple(Hop(name=name, kind=kind, basis=Basis.METADATA) for name, kind in hops)
    return replace(found, attributions=tuple(replace(a, route=route) for a in found.attributions))


def test_summaries_name_one_agency_and_one_man_once_and_routes_keep_the_documents_words() -> None:
    found = [
        through(told("d1", "Jan Holm"), ("AFP", HopKind.AGENCY)),
        through(told("d0", "Jan Holm"), ("AFP", HopKind.AGENCY)),
        through(told("d2", "Jan Holm"), ("Agence France-Presse", HopKind.AGENCY), ("AFP", HopKind.AGENCY)),
        through(told("d3", "Jan Holm"), ("Telegram channel of J. Holm", HopKind.CHANNEL)),
        told("d4", "Jan Holm"),
    ]
    brief = view.build(found, (), "pile")
    (card,) = brief.voices
    assert [way for way, _ in card.routes if way and way[0][1] == "agency"] == [(("AFP", "agency"),)]
    assert {hop.name for s in brief.statements for hop in s.route} >= {"AFP", "Agence France-Presse"}
    assert brief.map is not None and len({row.hops for row in brief.map.rows}) == 3


def test_names_of_one_letter_never_join_and_never_fail() -> None:
    made = pile(*(told(f"d{n}", name) for n, name in enumerate(["K", "K", "k", "Q", "и", "王", "X Y", "é"])))
    assert all(len(voice.entities) <= 2 for voice in made.voices.values())
    assert made.voice_of["d0:e"] != made.voice_of["d3:e"]


def test_one_name_in_three_scripts_is_one_voice_and_another_mans_is_not() -> None:
    made = pile(
        told("d1", "Vladimir Prokhvatilov"), told("d2", "Владимир Прохватилов"), told("d3", "Володимир Прохватілов")
    )
    assert len({made.voice_of[f"d{n}:e"] for n in (1, 2)}) == 1
    assert made.origins().count == 1
    two = pile(told("d1", "Nikita Orel"), told("d2", "Никита Орёл"), told("d3", "Edda Orel", "No such thing was ever said"))
    assert len(two.voices) == 2


NAMES = ["Jan Holm", "Holm", "Tarvo Melikan", "Melikan", "Edda Melikan", "Foreign Ministry", "Orla Police", "critics"]


@st.composite
def piles(draw: st.DrawFn) -> list[Findings]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        name = draw(st.sampled_from(NAMES))
        type = EntityType.ORGANISATION if name.endswith(("Ministry", "Police")) else EntityType.PERSON
        type = EntityType.GROUP if name == "critics" else type
        words = draw(st.sampled_from([WORDS, "No bridge was ever closed in this town by anybody", "It may open on Friday"]))
        found.append(told(f"d{number}", name, words, draw(st.sampled_from(["", "Orla Herald"])), type))
    return found


@settings(max_examples=60, deadline=None)
@given(piles(), st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_voice_doubt_or_count(found: list[Findings], mixer: random.Random) -> None:
    mixed = found[:]
    mixer.shuffle(mixed)
    one, other = pile(*found), pile(*mixed)
    assert set(one.voices) == set(other.voices) and set(one.doubts) == set(other.doubts)
    assert shape(one.origins()) == shape(other.origins())
    assert set(one.plurals) == set(other.plurals)


@settings(max_examples=60, deadline=None)
@given(piles(), st.data())
def test_an_exact_copy_never_adds_an_origin(found: list[Findings], data: st.DataObject) -> None:
    model = data.draw(st.sampled_from(found))
    name = model.entities[0].name
    words = model.attributions[0].content[0].of(model.document.text)
    copy = told("copy", name, words, type=model.entities[0].type)
    assert pile(*found, copy).origins().count <= max(pile(*found).origins().count, 1 if name != "critics" else 0)


def test_every_decision_is_undone_and_the_case_file_gives_what_it_gave(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    stories = (f"“{WORDS},” Jan Holm said on Monday.\n", "The bridge is open, Edda Holm told reporters on Tuesday.\n")
    with Case(path) as case:
        case.add(*texts(tmp_path, *stories))
        before = case.pile()
        statement = next(case.statements()).attribution.id
        case.journal.merge("Jan Holm", "Edda Holm")
        case.journal.rename("Jan Holm", "J. Holm")
        case.journal.rate("J. Holm", "C")
        case.journal.credit(statement, "2")
        changed = case.pile()
        assert len(changed.voices) == len(before.voices) - 1 and changed.origins().count == 1
        for _ in range(4):
            case.journal.undo()
    with Case(path) as case:
        after = case.pile()
        assert after == before
        assert after.origins() == before.origins() and after.origins().count == 2
