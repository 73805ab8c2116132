"""Mail: EML files, mailboxes (mbox, streamed message by message), and pages saved as mail (MHTML).

The standard library's `email` reads a message; its plain part is the text, unchanged, and an HTML part only where
there is no plain one. Attachments are read as files inside the message. `mailbox` is not used: it wants a file to
seek in, and a mailbox in an archive or on standard input is none.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message

from sayso.read.blocks import fragment_text
from sayso.read.dates import iso
from sayso.read.encoding import decode
from sayso.read.lines import bounded_lines
from sayso.read.source import Found, Input, Reader, Refused, metadata, opened, too_large
from sayso.records import Metadatum, SkipReason

FROM_LINE = re.compile(rb"From \S+.*\d{4}")
QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)  # mailboxes quote lines that would look like the start of a message
MAX_PARTS = 1000
WORDS = ("text/plain", "text/html")
SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")


@dataclass(slots=True)
class Parts:
    """What a message holds: its words, what is attached to it, and whether more is in it than was looked at."""

    body: list[Message] = field(default_factory=list)
    attached: list[Message] = field(default_factory=list)
    more: bool = False


def mail(item: Input, read: Reader) -> Iterator[Found]:
    """The Document of one message, and what its attachments give."""
    raw = item.whole()
    yield from message_documents(item, raw, item.locator, read)


def mailbox(item: Input, read: Reader) -> Iterator[Found]:
    """A Document for each message, and what its attachments give."""
    limit = item.limits.max_bytes
    for number, raw in enumerate(messages(item, limit), start=1):
        place = item.at(f"message {number}")
        if raw is None:
            yield item.skipped(SkipReason.TOO_LARGE, too_large(item.limits), place)
            continue
        try:
            yield from message_documents(item, raw, place, read, QUOTED_FROM.sub(rb"\1", raw))
        except Refused as refused:
            yield item.skipped(refused.reason, refused.detail, place)


def messages(item: Input, limit: int) -> Iterator[bytes | None]:
    """The bytes of each message without its 'From ' line; None for one over `limit`."""
    lines: list[bytes] = []
    size, blank, started = 0, True, False
    for line in bounded_lines(item.stream, limit):
        if line is not None and blank and FROM_LINE.match(line):
            if started:
                yield None if size > limit else b"".join(lines)
            lines, size, started = [], 0, True
        else:
            size += limit + 1 if line is None else len(line)
            if size <= limit:
                lines.append(line or b"")
            else:
                lines.clear()
        blank = line is not None and not line.strip()
    if started:
        yield None if size > limit else b"".join(lines)
    else:
        raise Refused(SkipReason.BROKEN, "It is named as a mailbox but no line in it starts a message ('From ...').")


def message_documents(item: Input, raw: bytes, place: str, read: Reader, unquoted: bytes | None = None) -> Iterator[Found]:
    """The Document of a message and what its attachments give. `unquoted`: `raw` without a mailbox's quote marks."""
    message = message_from_bytes(raw if unquoted is None else unquoted)
    if not message.keys():
        raise Refused(SkipReason.BROKEN, "It has no mail header; rename it .txt to read it as text.")
    found = parts(message)
    words = body_text(found.body)
    if words.strip() or not found.attached:  # a message without words of its own is what is attached to it
        yield item.document(words, raw, facts(message), place, "message/rfc822")
    for number, part in enumerate(found.attached, start=1):
        yield from attachment(item, part, number, place, read)
    if found.more:
        detail = f"It has more than {MAX_PARTS:,} parts, and the rest was not read; save its attachments to read them."
        yield item.skipped(SkipReason.TOO_LARGE, detail, place)


def attachment(item: Input, part: Message, number: int, place: str, read: Reader) -> Iterator[Found]:
    """What one attached file gives."""
    name = header_text(part.get_filename()) or f"attachment {number}"
    locator = f"{place} > {name}" if place else name
    if part.get_content_maintype() == "multipart":
        yield item.skipped(SkipReason.BROKEN, "This part of the message is cut or damaged; get it again.", locator)
        return
    if item.depth >= item.limits.max_depth:
        detail = f"It is nested more than {item.limits.max_depth} deep; save it by itself to read it."
        yield item.skipped(SkipReason.TOO_LARGE, detail, locator)
        return
    inside = opened(io.BytesIO(payload(part)), path=item.path, name=file_name(part, name), limits=item.limits)
    inside = replace(inside, locator=locator, depth=item.depth + 1, budget=item.budget, charset=charset(part))
    yield from read(inside)


def parts(message: Message) -> Parts:
    """The parts that are the message's words, and those attached to it; other forms of the same words are neither."""
    found = Parts()
    waiting: list[tuple[Message, bool]] = [(message, False)]  # and whether other parts say the same
    for _ in range(MAX_PARTS):
        if not waiting:
            break
        part, said_elsewhere = waiting.pop()
        content = part.get_payload()
        kind, disposition = part.get_content_type(), str(part.get("Content-Disposition", "")).strip().lower()
        attached = disposition.startswith("attachment") or (part.get_filename() is not None and part is not message)
        if part.get_content_maintype() == "multipart" and isinstance(content, list):
            inner = [one for one in content if isinstance(one, Message)]
            same = kind == "multipart/alternative" and any(one.get_content_type() in WORDS for one in inner)
            waiting.extend((one, same) for one in reversed(inner))
        elif not attached and kind in WORDS:
            found.body.append(part)
        elif kind not in SIGNATURES and (attached or not said_elsewhere):
            found.attached.append(part)
    found.more = bool(waiting)
    shown = b"".join(payload(part) for part in found.body if part.get_content_type() == "text/html")
    found.attached = [part for part in found.attached if not is_shown(part, shown)]
    return found


def is_shown(part: Message, markup: bytes) -> bool:
    """Whether a part is a picture in the running text of the message's HTML."""
    name = str(part.get("Content-ID", "")).strip().strip("<>")
    return part.get_content_maintype() == "image" and name != "" and f"cid:{name}".encode("utf-8", "replace") in markup


def body_text(body: list[Message]) -> str:
    """The plain parts joined, or the HTML parts where no plain one has words."""
    plain = [part_text(part) for part in body if part.get_content_type() == "text/plain"]
    if any(text.strip() for text in plain):
        return "\n".join(plain)
    return "\n".join(fragment_text(part_text(part)) for part in body if part.get_content_type() == "text/html")


def part_text(part: Message) -> str:
    return decode(payload(part), charset(part))


def payload(part: Message) -> bytes:
    """A part's bytes, its transfer encoding undone; an attached message as it would stand in a file."""
    content = part.get_payload()
    if isinstance(content, list):
        return b"\n".join(one.as_bytes() for one in content if isinstance(one, Message))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def charset(part: Message) -> str | None:
    found = part.get_content_charset()
    return found if found not in (None, "us-ascii") else None


def file_name(part: Message, name: str) -> str:
    """A name whose suffix tells the kind, for attachments that have none."""
    known = {"message/rfc822": ".eml", "text/html": ".html", "application/pdf": ".pdf", "text/csv": ".csv"}
    suffix = known.get(part.get_content_type(), "")
    return name if not suffix or name.lower().endswith(suffix) else name + suffix


def facts(message: Message) -> tuple[Metadatum, ...]:
    return metadata(
        ("title", header_text(message.get("Subject")), "mail header Subject"),
        ("author", header_text(message.get("From")), "mail header From"),
        ("published", iso(header_text(message.get("Date"))), "mail header Date"),
        ("reply_to", header_text(message.get("In-Reply-To")), "mail header In-Reply-To"),
        ("outlet", header_text(message.get("List-Id")), "mail header List-Id"),
        ("address", header_text(message.get("Archived-At")).strip("<>"), "mail header Archived-At"),
    )


def header_text(value: object) -> str:
    """A header as words, encoded ones decoded; as it stands where its encoding is broken."""
    if value is None:
        return ""
    try:
        return str(make_header(decode_header(str(value))))
    except (ValueError, LookupError, AttributeError, TypeError):
        return str(value)


def saved_page(item: Input, read: Reader) -> Iterator[Found]:
    """The page of an MHTML file: its first HTML part, with the address it was saved from."""
    from sayso.read.page import declared, page_document

    raw = item.whole()
    message = message_from_bytes(raw)
    part = next((one for one in message.walk() if one.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if part is None:
        raise Refused(SkipReason.EMPTY, "No page is in this web archive.")
    markup = payload(part)
    address = header_text(message.get("Snapshot-Content-Location")) or header_text(part.get("Content-Location"))
    known = metadata(("address", address, "address that the page was saved from"))
    yield page_document(item, raw, decode(markup, charset(part) or declared(markup)), known)
