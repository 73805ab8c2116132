"""Ids: tagged content hashes (`b2:` names BLAKE2b, 16 bytes), so the same pile has the same ids on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sayso.records import Spans


def content_id(*parts: str | bytes) -> str:
    """`b2:` and 32 hex digits of BLAKE2b over the parts, each preceded by its length, so that no two lists collide."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"b2:{digest.hexdigest()}"


def attribution_id(document: str, parts: Iterable[Spans]) -> str:
    """The id of an Attribution: its Document's id and its source, cue and content spans, in that order."""
    places = ";".join(",".join(f"{s.start}-{s.end}" for s in spans) for spans in parts)
    return content_id("attribution", document, places)
