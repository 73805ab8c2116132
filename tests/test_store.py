"""The case file: what goes in comes out, spans are checked both ways, and strange files are refused."""

from __future__ import annotations

import dataclasses
import pathlib
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
import strategies
from hypothesis import given, settings

from sayso.errors import CaseError, SpanError
from sayso.ids import attribution_id, content_id
from sayso.records import Attribution, Document, Findings, Skipped, SkipReason, Span
from sayso.store import ask, rows, standing
from sayso.store.file import APPLICATION_ID, MIGRATIONS, connect, version

METHOD = rows.Method(sayso="0", model="none", settings="{}")


def put(connection: sqlite3.Connection, found: Findings, place: str = "a.txt") -> None:
    with rows.transaction(connection):
        rows.put(connection, found, place=place, read_at="2026-01-01T00:00:00+00:00", method=METHOD)


def document(text: str, path: str = "a.txt", locator: str = "") -> Document:
    raw = text.encode()
    return Document(id=content_id("document", raw), text=text, path=path, locator=locator, raw=raw)


def said(text: str, *content: Span, path: str = "a.txt") -> Findings:
    made = document(text, path)
    spans = content or (Span(0, len(text)),)
    return Findings(document=made, attributions=(Attribution(id=attribution_id(made.id, ((), (), spans)), content=spans),))


def stored(connection: sqlite3.Connection) -> list[Findings]:
    documents = [rows.document_of(connection, r) for r in connection.execute(*ask.documents(ask.Filter()))]
    return [rows.findings_of(connection, d) for d in documents]


def searched(connection: sqlite3.Connection, text: str) -> int:
    return len(connection.execute(*ask.statements(ask.Filter(text=text))).fetchall())


@settings(deadline=None)
@given(strategies.findings())
def test_what_is_stored_comes_out_as_it_went_in(found: Findings) -> None:
    connection = connect(None, create=True)
    put(connection, found)
    (back,) = stored(connection)
    assert back == dataclasses.replace(found, document=dataclasses.replace(found.document, raw=b""))
    assert rows.raw_of(connection, found.document.id) == found.document.raw
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


@pytest.mark.parametrize("span", [Span(0, 0), Span(3, 2), Span(-1, 2), Span(0, 7), Span(6, 7)])
def test_a_span_that_leaves_the_text_is_not_stored(span: Span) -> None:
    connection = connect(None, create=True)
    with pytest.raises(SpanError):
        put(connection, said("six...", span))
    assert connection.execute("SELECT count(*) FROM documents").fetchone()[0] == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents SET text = 'no such words at all'",
        "UPDATE attribution_spans SET span_start = span_start + 1",
        "UPDATE attribution_spans SET words = 'what nobody said'",
        "UPDATE attribution_spans SET span_end = 4000",
    ],
)
def test_a_case_changed_from_outside_is_not_quoted(change: str) -> None:
    connection = connect(None, create=True)
    put(connection, said("nothing happened here", Span(0, 7)))
    connection.execute(change)
    with pytest.raises(SpanError, match="changed from outside"):
        stored(connection)


def test_changed_raw_bytes_are_not_given_out() -> None:
    connection = connect(None, create=True)
    found = said("words")
    put(connection, found)
    connection.execute("UPDATE raws SET bytes = x'00'")
    with pytest.raises(CaseError, match="changed from outside"):
        rows.raw_of(connection, found.document.id)


def test_a_changed_file_supersedes_and_a_file_changed_back_is_current_again() -> None:
    connection = connect(None, create=True)
    old, new = said("old words"), said("new words")
    put(connection, old)
    put(connection, new)
    assert [f.document.text for f in stored(connection)] == ["new words"]
    assert connection.execute("SELECT count(*) FROM documents").fetchone()[0] == 2
    with rows.transaction(connection):
        standing.settle(connection, old.document, place="a.txt")
    assert [f.document.text for f in stored(connection)] == ["old words"]


def test_records_that_move_within_a_file_supersede_nothing_that_is_still_there() -> None:
    connection = connect(None, create=True)
    first, second, new = (document(t, "feed.xml", f"item {n}") for t, n in (("one", 1), ("two", 2), ("new", 1)))
    for each in (first, second):
        put(connection, Findings(document=each), "feed.xml")
    put(connection, Findings(document=new), "feed.xml")
    for each, n in ((first, 2), (second, 3)):
        with rows.transaction(connection):
            standing.settle(connection, dataclasses.replace(each, locator=f"item {n}"), place="feed.xml")
    assert {f.document.text for f in stored(connection)} == {"one", "two", "new"}


def test_an_item_that_drops_off_a_feed_is_kept() -> None:
    connection = connect(None, create=True)
    put(connection, Findings(document=document("yesterday", "feed.xml", "item 1")), "feed.xml")
    put(connection, Findings(document=document("today", "feed.xml", "item 1")), "feed.xml")
    assert {f.document.text for f in stored(connection)} == {"yesterday", "today"}


def test_an_input_that_can_be_read_now_is_no_longer_skipped() -> None:
    connection = connect(None, create=True)
    with rows.transaction(connection):
        standing.put_skipped(
            connection, Skipped(path="a.txt", reason=SkipReason.NO_PERMISSION, detail="not yours"), place="a.txt"
        )
    put(connection, said("words"))
    assert connection.execute(*ask.skipped(ask.Filter())).fetchall() == []


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        ("uranium", 1),
        ("URANIUM café", 1),
        ("cafe", 1),
        ('"law was revised"', 1),
        ('"revised law"', 0),
        ("uran*", 1),
        ("uran", 0),
        ("restrictions", 0),
        ("don't", 1),
        ("OR AND NOT ( ) * : ^ - uranium", 0),
        ('"uranium', 1),
    ],
)
def test_text_search_takes_words_and_phrases_and_no_operators(asked: str, hits: int) -> None:
    connection = connect(None, create=True)
    text = "Restrictions. The uranium law was revised, don't ask the Café."
    put(connection, said(text, Span(14, len(text))))
    assert searched(connection, asked) == hits


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("什么都没有发生。", "没有"),
        ("МИНИСТР ЗАЯВИЛ", "заявил"),
        ("لم يحدث شيء", "يحدث"),
    ],
)
def test_text_search_in_other_scripts(text: str, asked: str) -> None:
    connection = connect(None, create=True)
    put(connection, said(text))
    assert searched(connection, asked) == 1


def test_a_case_is_one_file_that_says_what_it_is(tmp_path: pathlib.Path) -> None:
    connection = connect(tmp_path / "x.sayso", create=True)
    put(connection, said("words"))
    assert [p.name for p in tmp_path.iterdir()] == ["x.sayso"]
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert version(connection) == len(MIGRATIONS)
    assert [tuple(r) for r in connection.execute("SELECT number, name FROM migrations")] == [
        (m.number, m.name) for m in MIGRATIONS
    ]
    assert [m.number for m in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_migration_that_fails_leaves_nothing(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.sayso"
    broken = MIGRATIONS[0].script + "\nCREATE TABLE documents (x);"
    monkeypatch.setattr("sayso.store.file.Migration.script", property(lambda _: broken))
    with pytest.raises(CaseError, match="cannot be brought"):
        connect(path, create=True)
    monkeypatch.undo()
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    connect(path, create=True).close()


def test_one_case_may_be_made_by_many_at_once(tmp_path: pathlib.Path) -> None:
    def make(_: int) -> int:
        connection = connect(tmp_path / "x.sayso", create=True)
        form = version(connection)
        connection.close()
        return form

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(make, range(16))) == [len(MIGRATIONS)] * 16


def test_files_that_are_no_case_are_refused(tmp_path: pathlib.Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("not a database, but long enough to be taken for one" * 50)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE t (x)")
    newer = tmp_path / "newer.sayso"
    connection = connect(newer, create=True)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    for path, why in ((text, "no SQLite"), (other, "another program"), (newer, "newer sayso"), (tmp_path, "a folder")):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(CaseError, match=why):
            connect(path, create=True)
        assert not path.is_file() or path.read_bytes() == before
    with pytest.raises(CaseError, match="no such case"):
        connect(tmp_path / "absent.sayso", create=False)
    with pytest.raises(CaseError, match="cannot be opened"):
        connect(tmp_path / "no" / "folder" / "x.sayso", create=True)


def test_file_names_that_are_no_utf8_are_stored_with_their_bytes_written_out() -> None:
    connection = connect(None, create=True)
    made = dataclasses.replace(document("words"), path="caf\udce9.txt")
    put(connection, Findings(document=made), standing.storable("caf\udce9.txt"))
    assert stored(connection)[0].document.path == "caf\\udce9.txt"
