"""What holds across the documents of a real pile, and the analyst's hand on it: by the Python face and the commands."""

from __future__ import annotations

import json
import pathlib
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from sayso.case import Case
from sayso.errors import InputError
from sayso.records import CopyKind, HopKind

PARTS = ("01-orsavel-courier.txt", "02-kelvaray-today.html", "03-lakeside-herald.txt", "05-hallen-observer.html")


@pytest.fixture(scope="module")
def velmar(root: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A case of four documents of the example."""
    path = tmp_path_factory.mktemp("case") / "velmar.sayso"
    with Case(path) as case:
        case.add(*(root / "examples" / "velmar" / part for part in PARTS))
    return path


@pytest.fixture
def case(velmar: pathlib.Path, tmp_path: pathlib.Path) -> Iterator[Case]:
    copy = tmp_path / "copy.sayso"
    shutil.copy(velmar, copy)
    with Case(copy) as made:
        yield made


def names(case: Case) -> set[str]:
    return {voice.name for voice in case.pile().voices.values()}


def test_one_man_in_four_documents_is_one_voice_and_his_namesake_another(case: Case) -> None:
    pile = case.pile()
    (tarvo,) = [v for v in pile.voices.values() if v.name == "Tarvo Melikan"]
    assert len({pile.heard[a].document for a in pile.by_voice[tarvo.id]}) >= 3
    assert any(v.name == "Edda Melikan" for v in pile.voices.values())


def test_a_route_comes_out_of_the_case_as_it_was_found(case: Case) -> None:
    hops = [hop for s in case.statements(document="kelvaray") for hop in s.attribution.route]
    assert any(hop.kind is HopKind.AGENCY and hop.name == "Halpress" for hop in hops)
    texts = {d.path: d.text for d in case.documents()}
    for statement in case.statements():
        for hop in statement.attribution.route:
            assert hop.span is None or hop.span.of(texts[statement.document.path])


def test_reprints_of_one_agency_report_share_their_text(case: Case) -> None:
    paths = {d.id: pathlib.PurePath(d.path).name for d in case.documents()}
    shared = [
        {paths[p.document] for p in group.passages} for group in case.pile().copies if group.kind is not CopyKind.QUOTATION
    ]
    assert {"02-kelvaray-today.html", "03-lakeside-herald.txt"} in shared


def test_origins_are_fewer_than_statements_and_each_is_accounted_for(case: Case) -> None:
    found = case.origins(document="courier")
    asked = {s.attribution.id for s in case.statements(document="courier")}
    told = [a for o in found.origins for a in o.attributions] + [a for s in found.unrecorded for a in s.attributions]
    assert sorted(told) == sorted(asked)
    assert 0 < found.count < len(asked)


def test_what_was_decided_is_undone_and_all_is_as_before(case: Case) -> None:
    before = case.pile().voices
    case.journal.merge("Tarvo Melikan", "Edda Melikan")
    merged = case.pile()
    assert any(m.by_analyst for v in merged.voices.values() for m in v.merges)
    assert len(merged.voices) == len(before) - 1
    case.journal.undo()
    assert case.pile().voices == before
    assert [undone is not None for _, undone in case.journal.written()] == [True]


def test_a_decision_survives_adding_documents_and_running_again(case: Case, root: pathlib.Path) -> None:
    case.journal.rename("Tarvo Melikan", "T. Melikan")
    case.journal.rate("Mirel Sandovar", "b")
    case.add(root / "examples" / "velmar" / "13-open-square.md")
    assert "T. Melikan" in names(case)
    pile = case.pile()
    (rated,) = pile.ratings
    assert (pile.voices[rated].name, pile.ratings[rated]) == ("Mirel Sandovar", "B")


def test_a_rating_enters_no_count(case: Case) -> None:
    before = case.origins()
    case.journal.rate("Tarvo Melikan", "F")
    statement = next(case.statements(speaker="Tarvo")).attribution.id
    case.journal.credit(statement, "5")
    assert case.origins() == before
    assert case.pile().credits == {statement: "5"}


def test_a_split_spelling_stays_apart(case: Case) -> None:
    pile = case.pile()
    (tarvo,) = [v for v in pile.voices.values() if v.name == "Tarvo Melikan"]
    document = pile.anchors[tarvo.entities[0]].document
    case.journal.split("Tarvo Melikan", "Tarvo Melikan", document)
    assert sum(v.name == "Tarvo Melikan" for v in case.pile().voices.values()) == 2
    with pytest.raises(InputError, match="2 voices go by"):
        case.journal.rename("Tarvo Melikan", "X")


def test_retyping_makes_a_voice_unnamed_and_its_words_without_lineage(case: Case) -> None:
    case.journal.retype("Tarvo Melikan", "unnamed")
    assert all(o.name != "Tarvo Melikan" for o in case.origins().origins)


@pytest.mark.parametrize(
    ("act", "given", "message"),
    [
        ("merge", ("Nobody Known", "Tarvo Melikan"), "no voice 'Nobody Known'"),
        ("merge", ("Tarvo Melikan", "tarvo  melikan"), "one voice already"),
        ("retype", ("Tarvo Melikan", "bird"), "a type is one of person"),
        ("rate", ("Tarvo Melikan", "G"), "a letter from A to F"),
        ("credit", ("b2:0", "3"), "no statement 'b2:0'"),
        ("rename", ("Tarvo Melikan", "  "), "needs a name"),
        ("split", ("Tarvo Melikan", "Somebody"), "not spelt so"),
    ],
)
def test_what_cannot_be_decided_is_said(case: Case, act: str, given: tuple[str, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        getattr(case.journal, act)(*given)
    with pytest.raises(InputError, match="no decision to undo"):
        case.journal.undo()


def run(*arguments: str | pathlib.Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "sayso", *map(str, arguments)], capture_output=True, text=True)


def test_the_commands_show_voices_routes_copies_and_origins(velmar: pathlib.Path) -> None:
    for command in ("voices", "routes", "copies"):
        shown, lines = run(command, velmar), run(command, velmar, "--json")
        assert shown.returncode == lines.returncode == 0, shown.stderr + lines.stderr
        rows = [json.loads(line) for line in lines.stdout.splitlines()]
        assert rows and shown.stdout.strip()
    tree = run("origins", velmar, "--of", "coup")
    assert "independent origin" in tree.stdout and "lineage not recorded" in tree.stdout
    row = json.loads(run("origins", velmar, "--of", "coup", "--json").stdout)
    assert row["count"] == len(row["origins"])


def test_no_line_is_broken_where_there_is_no_terminal(velmar: pathlib.Path) -> None:
    tree, row = run("origins", velmar).stdout, json.loads(run("origins", velmar, "--json").stdout)
    assert row["count"] > 1
    for origin in row["origins"]:
        assert all(any(step["why"] in line for line in tree.splitlines()) for step in origin["steps"])
    assert tree.count(row["origins"][0]["independent"]) == 1
    assert not any(line != line.rstrip() for line in tree.splitlines())


def test_rows_of_voices_say_nothing_twice(velmar: pathlib.Path) -> None:
    rows = [json.loads(line) for line in run("voices", velmar, "--json").stdout.splitlines()]
    assert all(row["statements"] for row in rows)
    for row in rows:
        assert len({a.casefold() for a in (row["name"], *row["aliases"])}) == 1 + len(row["aliases"])
    shown = run("voices", velmar).stdout
    assert "'Tarvo Melikan' is 'Tarvo Melikan'" not in shown and "the same full name, 'Tarvo Melikan', in " in shown


def test_the_command_decide_writes_the_journal(velmar: pathlib.Path, tmp_path: pathlib.Path) -> None:
    copy = tmp_path / "c.sayso"
    shutil.copy(velmar, copy)
    assert run("decide", copy, "distinct", "Tarvo Melikan", "Edda Melikan").returncode == 0
    assert "1 distinct: Tarvo Melikan | Edda Melikan" in run("decide", copy, "log").stdout
    assert run("decide", copy, "undo", "1").returncode == 0
    assert "undone" in run("decide", copy, "log").stdout
    assert "see sayso decide --help" in run("decide", copy, "merge", "One").stderr
    assert run("decide", copy, "undo", "x").returncode == 2


def test_documents_in_another_order_give_the_same_voices_and_counts(root: pathlib.Path) -> None:
    paths = [root / "examples" / "velmar" / part for part in PARTS]
    found = []
    for order in (paths, paths[::-1]):
        with Case() as case:
            case.add(*order)
            pile = case.pile()
            found.append(
                (set(pile.voices), {o.voice: set(o.attributions) for o in pile.origins().origins}, set(pile.doubts))
            )
    assert found[0] == found[1]
