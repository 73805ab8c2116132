"""Telegram Desktop's JSON export (`result.json`): each post a Document; forwards, replies and edits kept as metadata.

The export writes text as a string or a list of strings and entities; joined, they are the post as shown. Times are
from the Unix fields, for the others are in the exporter's own unnamed time zone. Posts with no text and service
messages give Skipped rows.
"""

from __future__ import annotations

from typing import Any

from sayso.read.dates import iso
from sayso.read.source import Fact, Found, Input, metadata
from sayso.records import SkipReason

MEDIA = {  # a field that the post has: what to call it
    "media_type": "media",
    "photo": "a photo",
    "file": "a file",
    "location_information": "a place",
    "contact_information": "a contact",
}
EXPORT = "Telegram export, "


def is_post(record: object) -> bool:
    """Whether a member of a list named `messages` is Telegram's."""
    return isinstance(record, dict) and record.get("type") in ("message", "service") and {"id", "date"} <= record.keys()


def post(item: Input, chat: dict[str, Any], record: dict[str, Any], raw: bytes) -> Found:
    """The Document of one post, or why it is none. `chat`: the fields of the export around the messages."""
    name = words(chat.get("name"))
    locator = item.at(f"{name or 'chat ' + words(chat.get('id'))}, message {words(record['id'])}")
    if record["type"] == "service":
        action = words(record.get("action")) or "unnamed"
        return item.skipped(SkipReason.WRONG_TYPE, f"It is a service message ({action}), not a post.", locator)
    text = text_of(record.get("text"))
    if not text.strip():
        text = poll_text(record.get("poll"))
    if not text.strip():
        held = next((label for key, label in MEDIA.items() if record.get(key)), "nothing")
        return item.skipped(SkipReason.EMPTY, f"The post has no text (it holds {held}).", locator)
    return item.document(text, raw, metadata(*facts(chat, record, name)), locator)


def facts(chat: dict[str, Any], record: dict[str, Any], name: str) -> list[Fact]:
    field = "author" if record.get("author") else "from"
    sender = words(record.get(field))
    chat_type = words(chat.get("type")).replace("_", " ") or "chat"
    reply = words(record.get("reply_to_message_id"))
    return [
        ("outlet", name, f"{EXPORT}name of the {chat_type}"),
        ("author", sender if sender != name else None, EXPORT + field),
        ("published", moment(record, "date"), EXPORT + "date"),
        ("edited", moment(record, "edited"), EXPORT + "edited"),
        ("forwarded_from", words(record.get("forwarded_from")), EXPORT + "forwarded_from"),
        ("forwarded_from", words(record.get("saved_from")), EXPORT + "saved_from"),
        ("reply_to", f"message {reply}" if reply else None, EXPORT + "reply_to_message_id"),
    ]


def moment(record: dict[str, Any], key: str) -> str | None:
    """A time of the post: the Unix one in UTC, else the local one as it is written."""
    return iso(words(record.get(f"{key}_unixtime"))) or iso(words(record.get(key)))


def text_of(value: object) -> str:
    """The post's text: strings and the text of entities, joined."""
    if isinstance(value, list):
        return "".join(text_of(one.get("text")) if isinstance(one, dict) else words(one) for one in value)
    return words(value)


def poll_text(poll: object) -> str:
    """A poll's question and answers, a line each."""
    if not isinstance(poll, dict):
        return ""
    answers = poll.get("answers")
    lines = [poll.get("question"), *(answers if isinstance(answers, list) else [])]
    return "\n".join(filter(None, (text_of(one.get("text") if isinstance(one, dict) else one) for one in lines)))


def words(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""
