"""Put records into the case and take them out again.

`text[start:end]` is compared with the words each way: a span that leaves its text is refused when it is stored, and one
that no longer gives the words stored beside it raises SpanError when it is read. Only sayso's own findings are written
here. What an analyst decides will stand in tables of its own that name rows by their ids, so it outlives a new reading.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from sayso.errors import CaseError, SpanError
from sayso.ids import content_id
from sayso.records import (
    PARTS,
    Attribution,
    Basis,
    Boilerplate,
    Document,
    Entity,
    EntityType,
    Findings,
    Hop,
    HopKind,
    Kind,
    Metadatum,
    Skipped,
    SkipReason,
    Span,
    Spans,
    Stance,
)
from sayso.store.standing import settle, storable

Record = TypeVar("Record")

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
    """Store one Document with all that was found in it, in the place of an earlier reading. Call it in `transaction`."""
    document = findings.document
    connection.execute(
        "INSERT OR IGNORE INTO methods VALUES (?, ?, ?, ?)", (method.id, method.sayso, method.model, method.settings)
    )
    values = (
        _cleared(connection, document.id),
        document.id,
        storable(document.path),
        storable(document.locator),
        place,
        document.media_type,
        document.text,
        read_at,
        method.id,
    )
    cursor = connection.execute(
        "INSERT INTO documents (number, id, path, locator, place, media_type, text, read_at, method) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
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


def guarded(records: Iterator[Record]) -> Iterator[Record]:
    """The same records. Raises CaseError where they cannot be read: a damaged file, one in use, a word no sayso writes."""
    try:
        yield from records
    except sqlite3.DatabaseError as error:
        raise CaseError(f"the case cannot be read ({error})") from error
    except ValueError as error:
        raise CaseError(f"the case was changed from outside ({error}); read the documents into a new case") from error


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
    routes = _routes(connection, document)
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
            route=routes.get(row["id"], ()),
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


def _cleared(connection: sqlite3.Connection, document: str) -> int | None:
    """Take out a Document and all that was found in it, for a new reading; the number that it keeps, None for a new one.

    Both search tables hold no words of their own, so they must be told the old ones before those go.
    """
    row = connection.execute("SELECT number, text FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        return None
    connection.execute(
        "INSERT INTO document_search (document_search, rowid, text) VALUES ('delete', ?, ?)", (row["number"], row["text"])
    )
    connection.execute(
        "INSERT INTO statement_search (statement_search, rowid, content) SELECT 'delete', w.number, w.content "
        "FROM statement_words AS w JOIN attributions AS a ON a.number = w.number WHERE a.document = ?",
        (document,),
    )
    connection.execute("DELETE FROM documents WHERE id = ?", (document,))  # its other rows go with it (CASCADE)
    return int(row["number"])


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
        _put_route(connection, document, item)
        connection.execute(
            "INSERT INTO statement_search (rowid, content) SELECT number, content FROM statement_words WHERE number = ?",
            (cursor.lastrowid,),
        )


def _put_route(connection: sqlite3.Connection, document: Document, item: Attribution) -> None:
    connection.executemany(
        "INSERT INTO hops VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (item.id, n, storable(hop.name), hop.kind, hop.basis, *_place_and_words(document, hop.span))
            for n, hop in enumerate(item.route)
        ],
    )


def _routes(connection: sqlite3.Connection, document: Document) -> dict[str, tuple[Hop, ...]]:
    routes: dict[str, tuple[Hop, ...]] = {}
    for row in connection.execute(
        "SELECT h.* FROM hops AS h JOIN attributions AS a ON a.id = h.attribution WHERE a.document = ? ORDER BY h.number",
        (document.id,),
    ):
        span = _maybe(document.text, row)
        hop = Hop(name=row["name"], kind=HopKind(row["kind"]), basis=Basis(row["basis"]), span=span)
        routes[row["attribution"]] = (*routes.get(row["attribution"], ()), hop)
    return routes


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
