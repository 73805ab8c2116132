"""Records as plain rows for JSON and data frames: one form for the command, the Python API and the scorers.

docs/extract-format.md explains every key of a line of `sayso extract`; tests compare the two.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import PurePath
from typing import Any, TypedDict

from sayso.records import Attribution, Document, Entity, Findings, Hop, Skipped, SkipReason, Span, Spans
from sayso.report.models import Brief, VoiceView
from sayso.statement import Statement

Row = Mapping[str, Any]

DIGITS = 4  # of a confidence: its calibration carries no more


class StatementRow(TypedDict):
    """One statement, as `statement_row` gives it; the names are also the columns of its data frame, in this order."""

    speaker: str | None
    speaker_type: str | None
    content: list[str]
    source: list[str]
    cue: list[str]
    kind: str
    stance: str
    confidence: float
    path: str
    locator: str
    title: str | None
    outlet: str | None
    published: str | None
    spans: dict[str, list[list[int]]]
    id: str
    document: str
    parent: str | None
    continues: str | None
    route: list[str]


class DocumentRow(TypedDict):
    """One Document without its text, as `document_row` gives it."""

    id: str
    path: str
    locator: str
    media_type: str
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None
    address: str | None
    characters: int


class SkippedRow(TypedDict):
    """One input that gave no Document, as `skipped_row` gives it."""

    path: str
    locator: str
    reason: str
    detail: str


class VoiceRow(TypedDict):
    """One voice, as `voice_row` gives it."""

    name: str
    type: str
    roles: list[str]
    statements: int
    documents: int
    outlets: list[str]
    told_by_others: int
    aliases: list[str]
    body: str | None
    stances: dict[str, int]
    characteristic: list[str]


def line(row: Row) -> str:
    """One line of JSON. A file name that is no UTF-8 comes out in escapes, so every line can be written as UTF-8."""
    text = json.dumps(row, ensure_ascii=False, separators=(", ", ": "))
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


class Names:
    """A name for each line of one output, by which no two lines are the same.

    It is the file's stem; for a record inside a file the stem and the place inside it ('feed#item 3'). Where that name
    was given already, it is the path as the user named it, and then the path with a number. An input that is no text at
    all ('photo.png') goes by its whole file name, so that it never takes the name of the article beside it.
    """

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, item: Document | Skipped) -> str:
        """The name of this item's line. Call it once an item, in input order."""
        path = PurePath(item.path)
        inside = f"#{item.locator}" if item.locator else ""
        no_text = isinstance(item, Skipped) and item.reason in (SkipReason.WRONG_TYPE, SkipReason.NOT_TEXT)
        stem = "stdin" if item.path == "-" else (path.name if no_text else path.stem) or item.path
        name = stem + inside
        if name in self._given:
            name = item.path + inside
        number = 1
        while name in self._given:
            number += 1
            name = f"{item.path}{inside} ({number})"
        self._given.add(name)
        return name


def extract_row(outcome: Findings | Skipped, names: Names) -> Row:
    """One line of `sayso extract`."""
    if isinstance(outcome, Skipped):
        nothing: Row = {"text": None, "title": None, "outlet": None, "published": None, "attributions": []}
        row = {"doc": names.of(outcome), "path": outcome.path, "locator": outcome.locator, **nothing}
        return {**row, "skipped": str(outcome.reason), "detail": outcome.detail}
    document = outcome.document
    entities = {entity.id: entity for entity in outcome.entities}
    return {
        "doc": names.of(document),
        "path": document.path,
        "locator": document.locator,
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "metadata": [
            {"name": m.name, "value": m.value, "where": m.where, "span": _pair(m.span)} for m in document.metadata
        ],
        "boilerplate": [{"span": list(b.span), "reason": b.reason} for b in document.boilerplate],
        "attributions": [_attribution_row(a, entities.get(a.speaker or "")) for a in outcome.attributions],
        "entities": [_entity_row(entity) for entity in outcome.entities],
        "narration": _pairs(outcome.narration),
        "skipped": None,
        "detail": None,
    }


def statement_row(statement: Statement) -> StatementRow:
    """One statement with the words themselves, for `show --json` and data frames."""
    item, document = statement.attribution, statement.document
    return {
        "speaker": statement.speaker,
        "speaker_type": str(statement.entity.type) if statement.entity else None,
        "content": list(statement.content),
        "source": list(statement.source),
        "cue": list(statement.cue),
        "kind": str(item.kind),
        "stance": str(item.stance),
        "confidence": round(item.confidence, DIGITS),
        "path": document.path,
        "locator": document.locator,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "spans": {"source": _pairs(item.source), "cue": _pairs(item.cue), "content": _pairs(item.content)},
        "id": item.id,
        "document": document.id,
        "parent": item.parent,
        "continues": item.continues,
        "route": [hop.name for hop in item.route],
    }


def document_row(document: Document) -> DocumentRow:
    """One Document without its text."""
    return {
        "id": document.id,
        "path": document.path,
        "locator": document.locator,
        "media_type": document.media_type,
        "title": document.title,
        "author": document.author,
        "outlet": document.outlet,
        "published": document.published,
        "address": document.address,
        "characters": len(document.text),
    }


def skipped_row(skipped: Skipped) -> SkippedRow:
    """One input that gave no Document."""
    return {
        "path": skipped.path,
        "locator": skipped.locator,
        "reason": str(skipped.reason),
        "detail": skipped.detail,
    }


def voice_row(voice: VoiceView) -> VoiceRow:
    """One voice, with the words that stand for it."""
    return {
        "name": voice.name,
        "type": str(voice.type),
        "roles": list(voice.roles),
        "statements": len(voice.statements),
        "documents": len(voice.documents),
        "outlets": list(voice.outlets),
        "told_by_others": voice.told_by_others,
        "aliases": list(voice.aliases),
        "body": voice.body,
        "stances": {str(stance): count for stance, count in voice.stances},
        "characteristic": stretches(voice),
    }


def brief_row(brief: Brief) -> Row:
    """What `sayso show` shows of a case: the counts, all voices, what was skipped."""
    return {
        "title": brief.title,
        "counts": asdict(brief.counts),
        "voices": [voice_row(voice) for voice in (*brief.voices, *brief.unnamed)],
        "skipped": [skipped_row(skipped) for skipped in brief.skipped],
    }


def stretches(voice: VoiceView) -> list[str]:
    """The words that stand for a voice: one string for each unbroken stretch."""
    return ["".join(piece.text for piece in stretch) for stretch in voice.characteristic.stretches]


def _attribution_row(item: Attribution, speaker: Entity | None) -> Row:
    return {
        "id": item.id,
        "source": _pairs(item.source),
        "cue": _pairs(item.cue),
        "content": _pairs(item.content),
        "kind": str(item.kind),
        "stance": str(item.stance),
        "speaker": speaker.name if speaker else None,
        "speaker_type": str(speaker.type) if speaker else None,
        "entity": item.speaker,
        "confidence": round(item.confidence, DIGITS),
        "sentence": _pair(item.sentence),
        "parent": item.parent,
        "continues": item.continues,
        "route": [_hop_row(hop) for hop in item.route],
    }


def _hop_row(hop: Hop) -> Row:
    return {"name": hop.name, "kind": str(hop.kind), "basis": str(hop.basis), "span": _pair(hop.span)}


def _entity_row(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": str(entity.type),
        "name_span": _pair(entity.name_span),
        "roles": _pairs(entity.roles),
        "mentions": _pairs(entity.mentions),
    }


def _pair(span: Span | None) -> list[int] | None:
    return list(span) if span else None


def _pairs(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]
