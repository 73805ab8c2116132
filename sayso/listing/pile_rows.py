"""What the commands on a pile show, as plain rows: one dict a voice, route, group of copies; one for a count of origins.

The terminal (`pile.py`) and `--json` give the same rows. Words in them are `text[start:end]` of their Documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.pile import Pile, spellings
from sayso.records import (
    Attribution,
    Copies,
    Document,
    Findings,
    Hop,
    Origins,
    Passage,
    Span,
    Voice,
)

Row = dict[str, Any]
LONGEST = 300  # code points of a passage that a row shows


@dataclass(frozen=True, kw_only=True)
class Read:
    """A Pile with the Documents that it was made of and what was found in them, by id."""

    pile: Pile
    documents: Mapping[str, Document]
    attributions: Mapping[str, Attribution]


def read(pile: Pile, findings: Iterable[Findings]) -> Read:
    """Keep what rows need."""
    documents, attributions = {}, {}
    for one in findings:
        documents[one.document.id] = one.document
        attributions.update({a.id: a for a in one.attributions})
    return Read(pile=pile, documents=documents, attributions=attributions)


def voices(made: Read) -> Iterator[Row]:
    """Each voice with its spellings, why they are one, whom it speaks for, and what it may be one with."""
    doubts: dict[str, list[Row]] = {}
    for doubt in made.pile.doubts:
        for one, other in ((doubt.one, doubt.other), (doubt.other, doubt.one)):
            doubts.setdefault(one, []).append({"voice": other, "name": made.pile.voices[other].name, "why": doubt.why})
    for voice in _by_statements(made.pile):
        if not voice.entities:
            continue  # a body that only roles name is shown with those who speak for it
        said = made.pile.by_voice.get(voice.id, ())
        yield {
            "id": voice.id,
            "name": voice.name,
            "type": str(voice.type),
            "named": voice.named,
            "aliases": list(spellings(voice)),
            "roles": list(voice.roles),
            "body": _name_of(made, voice.body),
            "rating": made.pile.ratings.get(voice.id),
            "statements": len(said),
            "documents": _paths(made, [made.pile.heard[a].document for a in said]),
            "merges": [_merge(made, voice, n) for n in range(len(voice.merges))],
            "may_be": doubts.get(voice.id, []),
        }


def routes(made: Read) -> Iterator[Row]:
    """Each way that a voice's words came to a Document: its hops with their evidence, and the statements that took it."""
    ways: dict[tuple[Any, ...], list[Attribution]] = {}
    for attribution, heard in made.pile.heard.items():
        item = made.attributions[attribution]
        key = (heard.voice, heard.document, tuple((h.name, h.kind) for h in item.route))
        ways.setdefault(key, []).append(item)
    for (voice, document, _), items in ways.items():
        source = made.documents[document]
        yield {
            "speaker": made.pile.voices[voice].name if voice else None,
            "voice": voice,
            "hops": [_hop(hop, source) for hop in items[0].route],
            "outlet": source.outlet,
            "document": document,
            **_place(source),
            "statements": [item.id for item in items],
        }


def copies(made: Read) -> Iterator[Row]:
    """Groups of copies, translations that say so, and retellings."""
    for group in made.pile.copies:
        yield _copies(made, group)
    for derived in made.pile.translations:
        row: Row = {"kind": "translation", "share": None, "why": derived.why}
        ends = [_passage(made, derived.of), _passage(made, derived.copy)]
        yield {**row, "passages": ends, "derivations": [_derivation(made, derived.copy, derived.of, derived.why)]}
    for told in made.pile.retold:
        ends = [_passage(made, _content(made, attribution)) for attribution in told.attributions]
        yield {"kind": "retelling", "share": None, "why": told.why, "passages": ends, "derivations": []}


def origins(made: Read, found: Origins) -> Row:
    """A count of origins as a tree: each origin with the steps that lead to it, and what has no lineage."""
    counted = {a for origin in found.origins for a in origin.attributions}
    asked = counted | {a for step in found.unrecorded for a in step.attributions}
    return {
        "count": found.count,
        "statements": len(asked),
        "documents": len({made.pile.heard[a].document for a in asked}),
        "origins": [
            {
                "name": origin.name,
                "voice": origin.voice,
                "rating": made.pile.ratings.get(origin.voice),
                "statements": [_statement(made, a) for a in origin.attributions],
                "steps": [{"why": step.why, "statements": list(step.attributions)} for step in origin.steps],
                "independent": origin.independent,
            }
            for origin in found.origins
        ],
        "unrecorded": [
            {"why": step.why, "statements": [_statement(made, a) for a in step.attributions]} for step in found.unrecorded
        ],
        "plurals": [
            {
                "why": plural.why,
                "name": made.pile.voices[plural.voice].name,
                "statement": _statement(made, plural.attribution),
            }
            for plural in made.pile.plurals
            if plural.attribution in asked
        ],
    }


def _name_of(made: Read, voice: str | None) -> str | None:
    return made.pile.voices[voice].name if voice is not None and voice in made.pile.voices else None


def _by_statements(pile: Pile) -> list[Voice]:
    first = {voice: n for n, voice in enumerate(pile.by_voice)}
    return sorted(
        pile.voices.values(), key=lambda v: (not v.named, -len(pile.by_voice.get(v.id, ())), first.get(v.id, 0), v.id)
    )


def _merge(made: Read, voice: Voice, number: int) -> Row:
    merge = voice.merges[number]
    return {
        "one": merge.one,
        "other": merge.other,
        "why": merge.why,
        "documents": _paths(made, merge.documents),
        "by_analyst": merge.by_analyst,
    }


def _hop(hop: Hop, document: Document) -> Row:
    evidence = None
    if hop.span is not None:
        evidence = {"start": hop.span.start, "end": hop.span.end, "words": hop.span.of(document.text)}
    return {"name": hop.name, "kind": str(hop.kind), "basis": str(hop.basis), "evidence": evidence}


def _copies(made: Read, group: Copies) -> Row:
    return {
        "kind": str(group.kind),
        "share": round(group.share, 3),
        "why": None,
        "passages": [_passage(made, passage) for passage in group.passages],
        "derivations": [_derivation(made, d.copy, d.of, d.why) for d in group.derivations],
    }


def _derivation(made: Read, copy: Passage, of: Passage, why: str) -> Row:
    return {"copy": _name(made, copy.document), "of": _name(made, of.document), "why": why}


def _passage(made: Read, passage: Passage) -> Row:
    document = made.documents[passage.document]
    words = passage.span.of(document.text)
    return {
        "document": passage.document,
        **_place(document),
        "outlet": document.outlet,
        "published": document.published,
        "start": passage.span.start,
        "end": passage.span.end,
        "words": words[:LONGEST],
        "cut": len(words) > LONGEST,
    }


def _statement(made: Read, attribution: str) -> Row:
    heard = made.pile.heard[attribution]
    document = made.documents[heard.document]
    item = made.attributions[attribution]
    return {
        "id": attribution,
        "speaker": made.pile.voices[heard.voice].name if heard.voice else None,
        "content": [span.of(document.text) for span in item.content],
        "route": [hop.name for hop in item.route],
        **_place(document),
        "outlet": document.outlet,
        "credibility": made.pile.credits.get(attribution),
    }


def _content(made: Read, attribution: str) -> Passage:
    heard = made.pile.heard[attribution]
    return Passage(document=heard.document, span=Span(min(heard.content).start, max(heard.content).end))


def _place(document: Document) -> Row:
    return {"path": document.path, "locator": document.locator, "title": document.title}


def _name(made: Read, document: str) -> str:
    source = made.documents[document]
    return f"{source.path} ({source.locator})" if source.locator else source.path


def _paths(made: Read, documents: Iterable[str]) -> list[str]:
    return [_name(made, d) for d in dict.fromkeys(documents) if d in made.documents]
