"""Put records into the case and take them out again.

`text[start:end]` is compared with the words each way: a span that leaves its text is refused when it is stored, and one
that no longer gives the words stored beside it raises SpanError when it is read. Only sayso's own findings are written
here. What an analyst decides will stand in tables of its own that name rows by their ids, so it outlives a new reading.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from sayso.errors import CaseError, SpanError
from sayso.records import (
    PARTS,
    Attribution,
    Boilerplate,
    Document,
    Entity,
    EntityType,
    Findings,
    Kind,
    Metadatum,
    Skipped,
    SkipReason,
    Span,
    Spans,
    Stance,
    content_id,
)

Record = TypeVar("Record")

COUNTED = re.compile(r"(?:^|> )[a-z ]+ \d+$")  # the end of a locator that says only how far down a record stands
ENTITY_PARTS = ("name", "role", "mention")


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How rows are made: sayso's version, the model's hash, the settings that change results (JSON)."""

    sayso: str
    model: str
    settings: str

    @property
    def id(self) -> str:
        return content_id("method", self.sayso, self.model, self.settings)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: committed at the end, rolled back where anything is raised, Ctrl-C included."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.OperationalError as error:  # locked, read-only, disk full
        raise CaseError(f"the case cannot be written ({error})") from error


def put(connection: sqlite3.Connection, findings: Findings, *, place: str, read_at: str, method: Method) -> None:
    """Store one Document with all that was found in it. Call it inside `transaction`, for a Document not yet stored."""
    document = findings.document
    connection.execute(
        "INSERT OR IGNORE INTO methods VALUES (?, ?, ?, ?)", (method.id, method.sayso, method.model, method.settings)
    )
    cursor = connection.execute(
        "INSERT INTO documents (id, path, locator, place, media_type, text, read_at, method) VALUES (?,?,?,?,?,?,?,?)",
        (
            document.id,
            storable(document.path),
            storable(document.locator),
            place,
            document.media_type,
            document.text,
            read_at,
            method.id,
        ),
    )
    connection.execute("INSERT INTO document_search (rowid, text) VALUES (?, ?)", (cursor.lastrowid, document.text))
    connection.execute(
        "INSERT INTO raws VALUES (?, ?, ?, ?)",
        (document.id, hashlib.sha256(document.raw).hexdigest(), len(document.raw), zlib.compress(document.raw)),
    )
    _put_marks(connection, findings)
    _put_entities(connection, findings)
    _put_attributions(connection, findings)
    settle(connection, document, place=place)


def settle(connection: sqlite3.Connection, document: Document, *, place: str) -> None:
    """Note that a stored Document stands at `place` now: the version that stood there before is superseded, and kept.

    A record that is only counted ('item 3', 'row 12') takes no other's place, unless it says that it was edited: the
    third item of a feed is another article tomorrow.
    """
    now = (storable(document.path), storable(document.locator), place)
    was = connection.execute(
        "SELECT path, locator, place, superseded_by FROM documents WHERE id = ?", (document.id,)
    ).fetchone()
    if tuple(was) != (*now, None):
        connection.execute(
            "UPDATE documents SET path = ?, locator = ?, place = ?, superseded_by = NULL WHERE id = ?",
            (*now, document.id),
        )
    if not COUNTED.search(document.locator) or document.meta("edited"):
        connection.execute(
            "UPDATE documents SET superseded_by = ? WHERE superseded_by IS NULL AND place = ? AND locator = ? AND id <> ?",
            (document.id, place, now[1], document.id),
        )
    connection.execute("DELETE FROM skipped WHERE place = ? AND locator = ?", (place, now[1]))


def guarded(records: Iterator[Record]) -> Iterator[Record]:
    """The same records. Raises CaseError where SQLite cannot read on: a damaged file, or one in use for too long."""
    try:
        yield from records
    except sqlite3.DatabaseError as error:
        raise CaseError(f"the case cannot be read ({error})") from error


def holds(connection: sqlite3.Connection, document: str) -> bool:
    """Whether the case has the Document of this id, as it is now or superseded."""
    return connection.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone() is not None


def put_skipped(connection: sqlite3.Connection, skipped: Skipped, *, place: str) -> None:
    """Store an input that gave no Document; a later reason for the same input takes the place of the earlier one."""
    connection.execute(
        "INSERT INTO skipped (path, locator, place, reason, detail) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (place, locator) DO UPDATE SET path = excluded.path, reason = excluded.reason, "
        "detail = excluded.detail "
        "WHERE (path, reason, detail) IS NOT (excluded.path, excluded.reason, excluded.detail)",
        (storable(skipped.path), storable(skipped.locator), place, skipped.reason, storable(skipped.detail)),
    )


def storable(text: str) -> str:
    """A file name that is no UTF-8 cannot be stored as it is; its odd bytes are written out as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def document_of(connection: sqlite3.Connection, row: sqlite3.Row) -> Document:
    """The Document of a row of `documents`, without its raw bytes (`raw_of` gives those)."""
    marks = connection.execute("SELECT * FROM metadata WHERE document = ? ORDER BY number", (row["id"],)).fetchall()
    boilerplate = connection.execute(
        "SELECT * FROM boilerplate WHERE document = ? ORDER BY number", (row["id"],)
    ).fetchall()
    text = row["text"]
    return Document(
        id=row["id"],
        text=text,
        path=row["path"],
        locator=row["locator"],
        media_type=row["media_type"],
        metadata=tuple(Metadatum(name=m["name"], value=m["value"], where=m["found"], span=_maybe(text, m)) for m in marks),
        boilerplate=tuple(Boilerplate(span=Span(b["span_start"], b["span_end"]), reason=b["reason"]) for b in boilerplate),
    )


def findings_of(connection: sqlite3.Connection, document: Document) -> Findings:
    """All that was found in a stored Document.

    Raises SpanError where a stored span does not give the stored words.
    """
    narration = connection.execute("SELECT * FROM narration WHERE document = ? ORDER BY number", (document.id,))
    return Findings(
        document=document,
        attributions=tuple(attributions_of(connection, document)),
        entities=tuple(entities_of(connection, document)),
        narration=tuple(_checked(document.text, row) for row in narration),
    )


def entities_of(connection: sqlite3.Connection, document: Document) -> Iterator[Entity]:
    """The Entities of a stored Document, in the order in which they were stored."""
    spans = _spans_by_owner(
        document.text,
        connection.execute(
            "SELECT s.*, s.entity AS owner FROM entity_spans AS s JOIN entities AS e ON e.id = s.entity "
            "WHERE e.document = ? ORDER BY s.number",
            (document.id,),
        ),
    )
    for row in connection.execute("SELECT * FROM entities WHERE document = ? ORDER BY number", (document.id,)):
        name, roles, mentions = (spans.get((row["id"], part), ()) for part in ENTITY_PARTS)
        yield Entity(
            id=row["id"],
            name=row["name"],
            type=EntityType(row["type"]),
            name_span=name[0] if name else None,
            roles=roles,
            mentions=mentions,
        )


def attributions_of(connection: sqlite3.Connection, document: Document) -> Iterator[Attribution]:
    """The Attributions of a stored Document, in the order in which they were stored."""
    spans = _spans_by_owner(
        document.text,
        connection.execute(
            "SELECT s.*, s.attribution AS owner FROM attribution_spans AS s "
            "JOIN attributions AS a ON a.id = s.attribution WHERE a.document = ? ORDER BY s.number",
            (document.id,),
        ),
    )
    for row in connection.execute("SELECT * FROM attributions WHERE document = ? ORDER BY number", (document.id,)):
        source, cue, content = (spans.get((row["id"], part), ()) for part in PARTS)
        yield Attribution(
            id=row["id"],
            content=content,
            source=source,
            cue=cue,
            kind=Kind(row["kind"]),
            stance=Stance(row["stance"]),
            confidence=row["confidence"],
            sentence=None if row["sentence_start"] is None else Span(row["sentence_start"], row["sentence_end"]),
            parent=row["parent"],
            continues=row["continues"],
            speaker=row["speaker"],
        )


def skipped_of(row: sqlite3.Row) -> Skipped:
    """The Skipped of a row of `skipped`."""
    return Skipped(path=row["path"], locator=row["locator"], reason=SkipReason(row["reason"]), detail=row["detail"])


def raw_of(connection: sqlite3.Connection, document: str) -> bytes:
    """The bytes that a Document was read from, by the Document's id. Raises CaseError where they were changed."""
    row = connection.execute("SELECT * FROM raws WHERE document = ?", (document,)).fetchone()
    if row is None:
        raise CaseError(f"the case holds no document {document}")
    try:
        raw = zlib.decompress(row["bytes"])
    except zlib.error:
        raw = b""
    if hashlib.sha256(raw).hexdigest() != row["sha256"]:
        raise CaseError(f"the stored bytes of document {document} were changed from outside: read it into a new case")
    return raw


def _put_marks(connection: sqlite3.Connection, findings: Findings) -> None:
    document = findings.document
    connection.executemany(
        "INSERT INTO metadata VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (document.id, n, m.name, storable(m.value), storable(m.where), *_place_and_words(document, m.span))
            for n, m in enumerate(document.metadata)
        ],
    )
    connection.executemany(
        "INSERT INTO boilerplate VALUES (?, ?, ?, ?, ?)",
        [(document.id, n, *_place_and_words(document, b.span)[:2], b.reason) for n, b in enumerate(document.boilerplate)],
    )
    connection.executemany(
        "INSERT INTO narration VALUES (?, ?, ?, ?, ?)",
        [(document.id, n, *_place_and_words(document, span)) for n, span in enumerate(findings.narration)],
    )


def _put_entities(connection: sqlite3.Connection, findings: Findings) -> None:
    document = findings.document
    for entity in findings.entities:
        connection.execute(
            "INSERT INTO entities (id, document, name, type) VALUES (?, ?, ?, ?)",
            (entity.id, document.id, entity.name, entity.type),
        )
        named = () if entity.name_span is None else (entity.name_span,)
        connection.executemany(
            "INSERT INTO entity_spans VALUES (?, ?, ?, ?, ?, ?)",
            _span_rows(document, entity.id, ENTITY_PARTS, (named, entity.roles, entity.mentions)),
        )


def _put_attributions(connection: sqlite3.Connection, findings: Findings) -> None:
    document = findings.document
    for item in findings.attributions:
        sentence = _place_and_words(document, item.sentence)[:2]
        cursor = connection.execute(
            "INSERT INTO attributions (id, document, kind, stance, confidence, sentence_start, sentence_end, "
            "parent, continues, speaker) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                item.id,
                document.id,
                item.kind,
                item.stance,
                item.confidence,
                *sentence,
                item.parent,
                item.continues,
                item.speaker,
            ),
        )
        connection.executemany(
            "INSERT INTO attribution_spans VALUES (?, ?, ?, ?, ?, ?)",
            _span_rows(document, item.id, PARTS, (item.source, item.cue, item.content)),
        )
        connection.execute(
            "INSERT INTO statement_search (rowid, content) SELECT number, content FROM statement_words WHERE number = ?",
            (cursor.lastrowid,),
        )


def _span_rows(document: Document, owner: str, parts: Sequence[str], spans: Sequence[Spans]) -> list[tuple[object, ...]]:
    return [
        (owner, part, n, *_place_and_words(document, span))
        for part, those in zip(parts, spans, strict=True)
        for n, span in enumerate(those)
    ]


def _place_and_words(document: Document, span: Span | None) -> tuple[int | None, int | None, str | None]:
    if span is None:
        return None, None, None
    try:
        return span.start, span.end, span.of(document.text)
    except ValueError as error:
        raise SpanError(f"{document.path} {document.locator}: {error}") from error


def _spans_by_owner(text: str, rows: sqlite3.Cursor) -> dict[tuple[str, str], Spans]:
    spans: dict[tuple[str, str], Spans] = {}
    for row in rows:
        key = (row["owner"], row["part"])
        spans[key] = (*spans.get(key, ()), _checked(text, row))
    return spans


def _maybe(text: str, row: sqlite3.Row) -> Span | None:
    return None if row["span_start"] is None else _checked(text, row)


def _checked(text: str, row: sqlite3.Row) -> Span:
    span = Span(row["span_start"], row["span_end"])
    if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != row["words"]:
        raise SpanError(
            f"the case was changed from outside: its text at [{span.start}, {span.end}) is not {row['words']!r}; "
            "read the documents into a new case"
        )
    return span
