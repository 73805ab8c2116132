"""A case through its Python face: read a pile into it, again, changed, killed; ask it."""

from __future__ import annotations

import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from test_pipeline import load

import sayso
from sayso import export
from sayso.case import Added, Case
from sayso.records import SkipReason
from sayso.store import rows

TABLES = ("methods", "documents", "raws", "metadata", "boilerplate", "narration", "entities", "entity_spans",
          "attributions", "attribution_spans", "skipped")  # fmt: skip

ADDS_SLOWLY = """
import sys, time
from sayso.case import Case
from test_pipeline import load

def slowly():
    work = load()
    def understand(document):
        time.sleep(0.02)
        return work(document)
    return understand

Case(sys.argv[1]).add(sys.argv[2], load=slowly)
"""


@pytest.fixture
def pile(tmp_path: pathlib.Path) -> pathlib.Path:
    """Three documents and two inputs that are none."""
    folder = tmp_path / "pile"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("Nothing happened here, the ministry said.\n")
    (folder / "b.txt").write_bytes("Министр заявил, что ничего не было.\r\n".encode())
    (folder / "deep" / "c.txt").write_text("A third one, on another matter.\n")
    (folder / "empty.txt").write_text("")
    (folder / "same.txt").write_text("Nothing happened here, the ministry said.\n")
    return folder


def dump(path: pathlib.Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a case but the times at which documents were read."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TEMP TABLE d AS SELECT * FROM documents")
        connection.execute("ALTER TABLE d DROP COLUMN read_at")
        tables = ["d" if table == "documents" else table for table in TABLES]
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in tables}


def count(path: pathlib.Path) -> int:
    try:
        with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_a_pile_is_read_and_what_gave_no_document_is_listed(pile: pathlib.Path) -> None:
    with Case() as case:
        assert case.add(pile, load=load) == Added(new=3, skipped=2)
        assert [pathlib.Path(d.path).name for d in case.documents()] == ["a.txt", "b.txt", "c.txt"]
        assert {(pathlib.Path(s.path).name, s.reason) for s in case.skipped()} == {
            ("empty.txt", SkipReason.EMPTY),
            ("same.txt", SkipReason.DUPLICATE),
        }
        assert [s.content for s in case.statements()] == [("Nothing",), ("Министр",), ("A",)]
        (russian,) = case.documents(text="заявил")
        assert case.raw(russian.id) == (pile / "b.txt").read_bytes()


def test_the_same_pile_again_changes_no_byte_of_the_case(pile: pathlib.Path, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "x.sayso"
    with Case(file) as case:
        case.add(pile, load=load)
    before = file.read_bytes()
    with Case(file) as case:
        assert case.add(pile, load=load) == Added(unchanged=3, skipped=2)
    assert file.read_bytes() == before


def test_the_same_pile_gives_the_same_rows_in_another_place(pile: pathlib.Path, tmp_path: pathlib.Path) -> None:
    dumps = []
    for name in ("here", "there"):
        home = tmp_path / name
        shutil.copytree(pile, home / "pile")
        subprocess.run(
            [sys.executable, "-c", "import sys\nfrom sayso.case import Case\nfrom test_pipeline import load\n"
             "Case('x.sayso').add('pile', load=load)"],
            cwd=home, check=True,
        )  # fmt: skip
        dumps.append(dump(home / "x.sayso"))
    assert dumps[0] == dumps[1]


def test_workers_make_the_same_case(pile: pathlib.Path, tmp_path: pathlib.Path) -> None:
    for workers in (1, 2):
        with Case(tmp_path / f"{workers}.sayso") as case:
            case.add(pile, settings=sayso.Settings(workers=workers), load=load)
    assert dump(tmp_path / "1.sayso") == dump(tmp_path / "2.sayso")


def test_only_a_changed_document_is_worked_on_and_the_earlier_one_is_kept(pile: pathlib.Path) -> None:
    with Case() as case:
        case.add(pile, load=load)
        (old,) = case.documents(document="deep/c.txt")
        (pile / "deep" / "c.txt").write_text("Updated: a third one.\n")
        assert case.add(pile, load=load) == Added(new=1, unchanged=2, skipped=2)
        assert [d.text for d in case.documents(document="deep/c.txt")] == ["Updated: a third one.\n"]
        assert "A" not in [c for s in case.statements() for c in s.content]
        assert case.raw(old.id) == b"A third one, on another matter.\n"


def test_a_pile_that_has_moved_is_known_again(pile: pathlib.Path) -> None:
    with Case() as case:
        case.add(pile, load=load)
        moved = pile.rename(pile.with_name("moved"))
        assert case.add(moved, load=load) == Added(unchanged=3, skipped=2)
        assert all("moved" in d.path for d in case.documents())


def test_the_case_and_the_page_beside_the_articles_are_no_inputs(pile: pathlib.Path) -> None:
    page = pile / "brief.html"
    page.write_text("<p>An earlier brief, which is not an article.</p>")
    with Case(pile / "x.sayso") as case:
        case.add(pile, ignore=[page], load=load)
        names = {pathlib.Path(i.path).name for i in [*case.documents()]}
        names |= {pathlib.Path(i.path).name for i in case.skipped()}
    assert names == {"a.txt", "b.txt", "c.txt", "empty.txt", "same.txt"}


def test_a_killed_run_is_resumed_by_the_same_call_and_loses_nothing(tmp_path: pathlib.Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for number in range(40):
        (pile / f"{number:02}.txt").write_text(f"Word{number} was said here.\n")
    file, whole = tmp_path / "killed.sayso", tmp_path / "whole.sayso"
    running = subprocess.Popen([sys.executable, "-c", ADDS_SLOWLY, str(file), str(pile)])
    deadline = time.monotonic() + 60
    while count(file) < 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()
    kept = count(file)
    assert 5 <= kept < 40
    with Case(file) as case:
        assert case.add(pile, load=load) == Added(new=40 - kept, unchanged=kept)
    with Case(whole) as case:
        case.add(pile, load=load)
    assert dump(file) == dump(whole)


def test_statements_are_filtered(pile: pathlib.Path) -> None:
    with Case() as case:
        case.add(pile, load=load)
        assert len(list(case.statements(limit=2))) == 2
        assert len(list(case.statements(document="b.txt"))) == 1
        assert len(list(case.statements(text="nothing"))) == 1
        assert list(case.statements(speaker="ministry")) == []
        assert list(case.statements(min_confidence=0.5)) == []
        assert list(case.statements(kind="direct")) == []
        for wrong in ({"kind": "shouted"}, {"stance": "sung"}, {"min_confidence": 2.0}, {"limit": -1}, {"text": "!"}):
            with pytest.raises(sayso.InputError):
                list(case.statements(**wrong))


def test_a_data_frame_has_a_row_a_statement(pile: pathlib.Path) -> None:
    pytest.importorskip("pandas")
    with Case() as case:
        case.add(pile, load=load)
        assert list(case.frame("statements")["content"]) == [["Nothing"], ["Министр"], ["A"]]
        assert len(case.frame("documents")) == 3
        assert len(case.frame("skipped")) == 2
        with pytest.raises(sayso.InputError, match="frame"):
            case.frame("opinions")


def test_a_data_frame_of_nothing_has_its_columns(pile: pathlib.Path) -> None:
    pytest.importorskip("pandas")
    with Case() as empty, Case() as case:
        case.add(pile, load=load)
        for what in ("documents", "statements", "skipped"):
            made = {"documents": export.document_row, "statements": export.statement_row, "skipped": export.skipped_row}
            first = next(iter(getattr(case, what)()))
            assert list(empty.frame(what).columns) == list(made[what](first)) == list(case.frame(what).columns)
        assert "characteristic" in empty.frame("voices").columns


def test_another_setting_or_model_reads_again(pile: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = sayso.Settings(include_boilerplate=True)
    with Case() as case:
        case.add(pile, load=load)
        before = [d.path for d in case.documents()]
        assert case.add(pile, settings=both, load=load) == Added(reworked=3, skipped=2)
        assert case.add(pile, settings=both, load=load) == Added(unchanged=3, skipped=2)
        assert [d.path for d in case.documents()] == before
        assert [s.content for s in case.statements()] == [("Nothing",), ("Министр",), ("A",)]
        assert len(list(case.statements(text="nothing"))) == 1
        monkeypatch.setattr("sayso.adding._method", lambda _: rows.Method(sayso="0", model="a new one", settings="{}"))
        assert case.add(pile, settings=both, load=load) == Added(reworked=3, skipped=2)


def test_another_text_column_reads_again(tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.csv").write_text("summary,words\nShort it is.,Long words are here.\n")
    named = sayso.Settings(limits=sayso.Limits(text_columns=("words",)))
    with Case() as case:
        case.add(tmp_path / "t.csv", load=load)
        assert case.add(tmp_path / "t.csv", settings=named, load=load) == Added(reworked=1)
        assert [d.text for d in case.documents()] == ["Long words are here."]
        assert list(case.documents(text="short")) == []


def test_a_copy_met_later_is_a_duplicate_and_the_original_stays(pile: pathlib.Path, tmp_path: pathlib.Path) -> None:
    copy = tmp_path / "copy.txt"
    shutil.copy(pile / "b.txt", copy)
    with Case() as case:
        case.add(pile, load=load)
        for _ in range(2):
            assert case.add(copy, load=load) == Added(skipped=1)
        assert [d.path for d in case.documents(document="b.txt")] == [str(pile / "b.txt")]
        (row,) = case.skipped(document="copy.txt")
        assert row.reason is SkipReason.DUPLICATE
        assert "b.txt" in row.detail
        (pile / "b.txt").write_text("Other words stand here.\n")
        assert case.add(copy, pile, load=load) == Added(new=1, unchanged=3, skipped=2)
        assert {pathlib.Path(d.path).name for d in case.documents()} == {"a.txt", "b.txt", "c.txt", "copy.txt"}
        assert case.skipped(document="copy.txt") == []


def test_a_file_that_is_named_twice_is_no_duplicate_of_itself(pile: pathlib.Path) -> None:
    with Case() as case:
        assert case.add(pile / "a.txt", pile / "a.txt", load=load) == Added(new=1, unchanged=1)
        assert len(list(case.documents())) == 1
        assert case.skipped() == []


@pytest.mark.parametrize("now", ["", "\x00\x01\x02" * 400])
def test_what_holds_nothing_any_more_is_not_shown_and_comes_back(pile: pathlib.Path, now: str) -> None:
    was = (pile / "a.txt").read_text()
    (pile / "same.txt").unlink()
    with Case() as case:
        case.add(pile, load=load)
        (pile / "a.txt").write_text(now)
        assert case.add(pile, load=load) == Added(unchanged=2, skipped=2)
        assert list(case.documents(document="a.txt")) == []
        assert len(case.skipped(document="a.txt")) == 1
        (pile / "a.txt").write_text(was)
        assert case.add(pile, load=load) == Added(unchanged=3, skipped=1)
        assert [d.text for d in case.documents(document="a.txt")] == [was]


def test_what_could_not_be_looked_at_is_still_shown(pile: pathlib.Path) -> None:
    small = sayso.Settings(limits=sayso.Limits(max_bytes=10))
    with Case() as case:
        case.add(pile / "a.txt", load=load)
        case.add(pile / "a.txt", settings=small, load=load)
        assert len(list(case.documents())) == 1
        (row,) = case.skipped()
        assert "still shown" in row.detail


def test_an_edited_row_takes_the_place_of_what_its_table_no_longer_holds(tmp_path: pathlib.Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("text\nFirst it was.\nSecond it was.\n")
    with Case() as case:
        case.add(table, load=load)
        table.write_text("text\nA new one on top.\nFirst it was.\nSecond it is now.\n")
        assert case.add(table, load=load) == Added(new=2, unchanged=1)
        assert {d.text for d in case.documents()} == {"A new one on top.", "First it was.", "Second it is now."}
        table.write_text("text\nA new one on top.\nFirst it is.\nSecond it is now.\n")
        case.add(table, load=load)
        assert [d.locator for d in case.documents(text="first")] == ["row 2"]


def test_a_notebook_shows_a_case_and_its_statements_escaped(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text("<script>alert(1)</script> he said.\n")
    with Case() as case:
        case.add(tmp_path, load=load)
        shown = case._repr_html_() + "".join(s._repr_html_() for s in case.statements())
    assert "<script>" not in shown
    assert "1 document (1 shown), 0 inputs skipped" in shown
    assert "&lt;script&gt;" in shown
