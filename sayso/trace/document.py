"""What a document is and where it comes from: its own names, and the outlets that all its words passed through.

An origin is told by metadata (a feed's source element, a forward, an 'Original:' line, a canonical address elsewhere, an
agency as author) or by the text (a dateline in brackets). Where several are named and nothing says which words came
from which, none is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.records import Basis, Document, Hop, HopKind, Span
from sayso.sentences import blocks
from sayso.trace.lexicon import lexicon
from sayso.trace.media import kind_of
from sayso.trace.names import host, same, site

_DATELINE_BLOCKS = 12
_HEAD_CHARACTERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`own`: the names that this document has for its outlet; `hops`: what all its words came through, in order."""

    own: tuple[str, ...]
    hops: tuple[Hop, ...]


def standing(document: Document) -> Standing:
    """The document's own names and its origin. An origin that is the document itself is none."""
    told = _origins(document)
    addresses = [m for m in document.metadata if m.name == "address"]
    away = {host(hop.name) or site(hop.name) for hop in told}
    own = [m.value for m in document.metadata if m.name == "outlet"]
    own += [m.value for m in addresses[:1] if host(m.value) not in away and "provenance" not in m.where]
    away_hops = [hop for hop in told if not any(same(hop.name, name) for name in own)]
    distinct: list[Hop] = []
    for hop in away_hops:
        if not any(same(hop.name, known.name) for known in distinct):
            distinct.append(hop)
    channels = [hop for hop in distinct if hop.kind is HopKind.CHANNEL]
    others = [hop for hop in distinct if hop.kind is not HopKind.CHANNEL]
    return Standing(own=tuple(own), hops=(*channels[:1], *(others if len(others) == 1 else ())))


def _origins(document: Document) -> list[Hop]:
    """Each origin that is told, the best told first."""
    wire = _dateline(document)
    found = [wire] if wire else []
    for fact in document.metadata:
        if fact.name == "origin" and not (host(fact.value) and "address" in fact.where):
            basis = Basis.METADATA if fact.span is None else Basis.CARRIED_OVER
            agency = "agency" in fact.where or "dateline" in fact.where
            told = kind_of(fact.value) or (HopKind.AGENCY if agency else HopKind.OUTLET)
            found.append(Hop(name=fact.value, kind=told, basis=basis, span=fact.span))
        elif fact.name == "forwarded_from":
            name = f"Telegram channel of {fact.value}" if "Telegram" in fact.where else fact.value
            found.append(Hop(name=name, kind=HopKind.CHANNEL, basis=Basis.METADATA))
        elif fact.name == "author" and (kind := kind_of(fact.value)) is not None:
            basis = Basis.METADATA if fact.span is None else Basis.CARRIED_OVER
            found.append(Hop(name=fact.value, kind=kind, basis=basis, span=fact.span))
    return found + _canonical(document)


def _canonical(document: Document) -> list[Hop]:
    """An address that the page calls its model and that lies on another site than the page's own."""
    addresses = [m for m in document.metadata if m.name == "address"]
    first = host(addresses[0].value) if addresses else None
    away = [m for m in addresses[1:] if "canonical" in m.where and site(m.value) != site(first or "")]
    return [
        Hop(name=host(m.value) or m.value, kind=HopKind.OUTLET, basis=Basis.METADATA)
        for m in away
        if first and host(m.value)
    ]


def _dateline(document: Document) -> Hop | None:
    """'KELVARAY, March 15 (Halpress) - ': what stands in the brackets, if it can be an agency's name."""
    for block in blocks(document.text)[:_DATELINE_BLOCKS]:
        words = document.text[block.start : min(block.end, block.start + _HEAD_CHARACTERS)]
        match = lexicon().dateline.match(words)
        if match is not None and not re.search(r"\d", match["wire"]):
            wire = match["wire"].split()
            kind = kind_of(match["wire"]) or kind_of(wire[0]) or HopKind.AGENCY  # 'CBS DC' is CBS's
            span = Span(block.start + match.start("wire"), block.start + match.end("wire"))
            return Hop(name=match["wire"], kind=kind, basis=Basis.CARRIED_OVER, span=span)
    return None
