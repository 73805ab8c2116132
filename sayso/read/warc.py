"""WARC, by warcio: each response that is a page, a text, a PDF or a feed is read as such; one row counts the rest.

warcio tells of damage on standard error; that is caught here, and where it concerns a page the page is refused, for
what could be unpacked of it may be half of a sentence.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import Any

from sayso.read.source import CHUNK, Found, Input, Reader, Refused, metadata, opened, too_large
from sayso.records import SkipReason

SUFFIX_OF = {  # media types that hold articles
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
}
UNCOUNTED = ("request", "warcinfo", "metadata")  # these never hold a page
DAMAGED = "The web archive is damaged here, and what follows was not read; get the file again."

NO_TYPE = "This record does not say what it is, as where a web archive is cut or damaged; get the file again."


def warc(item: Input, read: Reader) -> Iterator[Found]:
    """What the responses of a web archive give."""
    from warcio.archiveiterator import ArchiveIterator

    passed: Counter[str] = Counter()
    number = 0
    records = iter(ArchiveIterator(item.stream))
    while True:
        place = f"record {number + 1}"
        try:
            with redirect_stderr(io.StringIO()):
                record = next(records, None)
        except Refused:
            raise
        except Exception:  # warcio raises what its parts happen to raise, and cannot go on
            yield item.skipped(SkipReason.BROKEN, DAMAGED, item.at(place))
            break
        if record is None:
            break
        number += 1
        if record.rec_type is None:
            yield item.skipped(SkipReason.BROKEN, NO_TYPE, item.at(place))
        elif (kind := passed_over(record)) is not None:
            passed[kind] += 1
        else:
            yield from response(item, record, place, read)
    if others := {kind: count for kind, count in sorted(passed.items()) if kind not in UNCOUNTED}:
        listed = ", ".join(f"{kind}: {count}" for kind, count in others.items())
        total = sum(others.values())
        detail = f"{total} {'record holds' if total == 1 else 'records hold'} no article ({listed})."
        yield item.skipped(SkipReason.WRONG_TYPE, detail, item.at("other records"))


def passed_over(record: Any) -> str | None:
    """Why a record is not read: its type, its status or its media type; None where it is to be read."""
    if record.rec_type not in ("response", "resource"):
        return str(record.rec_type)
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return f"HTTP status {status}"
    kind = media_type(record)
    return None if kind in SUFFIX_OF else kind or "no media type"


def response(item: Input, record: Any, place: str, read: Reader) -> Iterator[Found]:
    """The Document of one response. Its bytes are those of the page, transfer and content encodings undone."""
    complaint = io.StringIO()
    with redirect_stderr(complaint):
        raw = content(record, item.limits.max_bytes)
    if raw is None:
        yield item.skipped(SkipReason.TOO_LARGE, too_large(item.limits), item.at(place))
        return
    if complaint.getvalue().strip():
        detail = "Its content encoding is damaged; get the page again."
        yield item.skipped(SkipReason.BROKEN, detail, item.at(place))
        return
    headers = record.rec_headers
    facts = metadata(
        ("address", headers.get_header("WARC-Target-URI"), "WARC-Target-URI"),
        ("captured", headers.get_header("WARC-Date"), "WARC-Date"),
    )
    inner = opened(io.BytesIO(raw), path=item.path, name="page" + SUFFIX_OF[media_type(record)], limits=item.limits)
    charset = content_type(record).partition("charset=")[2].strip("\"' ").split(";")[0] or None
    inner = replace(inner, locator=item.at(place), facts=facts, charset=charset, depth=item.depth + 1)
    yield from read(replace(inner, budget=item.budget))


def content(record: Any, limit: int) -> bytes | None:
    """The bytes of a response; None where they are more than `limit`."""
    stream = record.content_stream()
    data = bytearray()
    while chunk := stream.read(CHUNK):
        data += chunk
        if len(data) > limit:
            return None
    return bytes(data)


def content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")


def media_type(record: Any) -> str:
    return content_type(record).partition(";")[0].strip().lower()
