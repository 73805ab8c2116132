"""RSS and Atom files, by feedparser: each item a Document; the item's own `source` is kept as its origin.

The text is the item's full content, else its summary, else its title (many feeds give no more). The raw bytes are the
item as it stands in the file where items can be told apart there, else its fields as JSON.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from sayso.read.blocks import LOOKS_LIKE_HTML, fragment_text
from sayso.read.dates import iso
from sayso.read.source import Fact, Found, Input, Refused, metadata
from sayso.records import SkipReason

ITEM_TAG = re.compile(rb"<(/?)(?:item|entry)(?=[\s>])[^>]*>", re.I)
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
FIELDS = ("id", "title", "link", "published", "updated", "author", "summary")


def feed(item: Input) -> Iterator[Found]:
    """A Document for each item. Raises Refused where the file has no item."""
    import feedparser

    raw = item.whole()
    parsed = feedparser.parse(io.BytesIO(raw))
    if not parsed.entries:
        if parsed.bozo:
            cause = one_line(parsed.bozo_exception)
            raise Refused(SkipReason.BROKEN, f"It is no intact feed ({cause}); get the file again.")
        raise Refused(SkipReason.EMPTY, "The feed has no items.")
    pieces = item_bytes(raw)
    exact = len(pieces) == len(parsed.entries)
    for number, entry in enumerate(parsed.entries, start=1):
        record = pieces[number - 1] if exact else fields(entry)
        text = text_of(entry)
        yield item.document(text, record, metadata(*facts(parsed.feed, entry)), item.at(f"item {number}"))


def item_bytes(raw: bytes) -> list[bytes]:
    """The items as they stand in the file, where their marks pair up."""
    pieces: list[bytes] = []
    start: int | None = None
    for tag in ITEM_TAG.finditer(raw):
        if not tag[1] and start is None:
            start = tag.start()
        elif tag[1] and start is not None:
            pieces.append(raw[start : tag.end()])
            start = None
    return pieces


def text_of(entry: Any) -> str:
    """The fullest text that the item has."""
    contents = [part for part in entry.get("content", []) if part.get("value")]
    parts = [*contents, entry.get("summary_detail") or {"value": entry.get("summary", "")}]
    texts = [shown(part.get("value") or "", part.get("type") or "") for part in parts]
    return max(texts, key=len).strip() or shown(entry.get("title") or "", "text/html")


def shown(value: str, media_type: str) -> str:
    """A value as text: feeds say 'plain' and send HTML, or the reverse."""
    if LOOKS_LIKE_HTML.search(value) or ("html" in media_type and re.search(r"[<&]", value)):
        return fragment_text(value)
    return value


def facts(channel: Any, entry: Any) -> Iterator[Fact]:
    source = entry.get("source") or {}
    yield "title", shown(entry.get("title") or "", "text/html"), "feed item title"
    yield "author", entry.get("author"), "feed item author"
    yield "outlet", channel.get("title"), "feed title"
    published = iso(dict.get(entry, "published"))  # feedparser's own get would give the update instead, and warn
    yield "published", published, "feed item publication date"
    if published is None:
        yield "published", iso(dict.get(entry, "updated")), "feed item update date"
    link = entry.get("link") or ""
    # feedparser gives an item's id where there is no link; any text may be an id
    yield "address", link if ADDRESS.match(link) else None, "feed item link"
    yield "language", entry.get("language") or channel.get("language"), "feed language"
    yield "origin", source.get("title") or source.get("value"), "feed item source"
    yield "origin", source.get("href") or source.get("link"), "feed item source, address"


def fields(entry: Any) -> bytes:
    """The item's fields as bytes, for a feed so broken that its items cannot be cut out."""
    kept = {name: str(dict.get(entry, name)) for name in FIELDS if dict.get(entry, name)}
    kept["content"] = "\n".join(str(part.get("value", "")) for part in entry.get("content", []))
    return json.dumps(kept, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def one_line(error: object) -> str:
    return " ".join(str(error).split())[:120]
