"""JSON and JSON Lines: each object with a text field is a Document; lists of any length are streamed, by ijson.

In a JSON file the objects may stand in a list at the top, in a list under a usual name ('articles', 'messages', ...),
in such a list within an envelope ('response', 'data', ...), or the file is itself one object. A Telegram export is
known by its messages and goes to `telegram.py`. The raw bytes of a line are the line; those of an object in a list are
the object as compact JSON, keys in the file's order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sayso.read.columns import no_text, record_document, text_column
from sayso.read.encoding import LineDecoder, as_utf8
from sayso.read.json_stream import Event, Mended, json_events
from sayso.read.lines import bounded_lines
from sayso.read.source import Found, Input, Refused, too_large
from sayso.read.telegram import is_post, post
from sayso.records import SkipReason

LISTS = frozenset(
    ("articles", "items", "messages", "documents", "docs", "posts", "results", "entries", "stories", "records", "rows",
     "data", "news", "list")
)  # fmt: skip
CHATS = frozenset(("chats", "left_chats"))  # Telegram's export of a whole account
ENVELOPES = frozenset(  # what services wrap around their lists
    ("response", "data", "result", "results", "payload", "query", "hits", "feed", "collection", "_embedded")
)
OBJECT = "an object at the top, its lists of records left out"
MAX_NESTING = 200  # what no record of text needs, and json can still write
MAX_ENVELOPES = 4  # one within another
MAX_FIELDS = 10_000  # of an object that is not streamed

Way = tuple[str, ...]  # the keys that lead to where the parser is
Record = tuple[dict[str, Any], str, Any]  # the object around, the list's name, the member


def json_lines(item: Input) -> Iterator[Found]:
    """A Document for each line."""
    decoder = LineDecoder(item.head)
    for number, line in enumerate(bounded_lines(as_utf8(item), item.limits.max_bytes), start=1):
        place = f"line {number}"
        if line is None:
            yield item.skipped(SkipReason.TOO_LARGE, too_large(item.limits), item.at(place))
            continue
        if not (raw := line.strip()):
            continue
        try:
            record = json.loads(decoder.decode(raw))
        except (ValueError, RecursionError) as error:
            cause = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            yield item.skipped(SkipReason.BROKEN, f"This line is no JSON ({cause}); mend or remove it.", item.at(place))
        except Refused as refused:
            yield item.skipped(refused.reason, refused.detail, item.at(place))
        else:
            yield one_record(item, record, raw, place)


def json_file(item: Input) -> Iterator[Found]:
    """A Document for each object with a text field. ijson's errors on broken JSON pass through."""
    stream = Mended(item)
    events = json_events(stream)
    members = objects = 0
    for around, key, record in values(events, stream):
        if key == OBJECT:
            objects += 1
            if not members or text_column(record, item) is not None:
                yield from object_documents(item, record, f"item {objects}" if objects > 1 else "")
            continue
        members += 1
        if key == "messages" and is_post(record):
            yield post(item, around, record, compact(record))
        else:
            yield one_record(item, record, compact(record), f"item {members}")


def one_record(item: Input, record: object, raw: bytes, place: str) -> Found:
    if not isinstance(record, dict):
        detail = "It is no object with named fields; sayso reads objects with a text field."
        return item.skipped(SkipReason.WRONG_TYPE, detail, item.at(place))
    return record_document(item, record, raw, place, "field")


def object_documents(item: Input, record: dict[str, Any], place: str) -> Iterator[Found]:
    """An object at the top: itself a record, or with records in a list under an unusual name."""
    if text_column(record, item) is not None:
        yield record_document(item, record, compact(record), place, "field")
        return
    found = [one for one in listed(record) if text_column(one, item) is not None]
    for number, member in enumerate(found, start=1):
        yield one_record(item, member, compact(member), f"{place}, item {number}" if place else f"item {number}")
    if not found:
        yield item.skipped(SkipReason.WRONG_TYPE, no_text("field"), item.at(place) if place else None)


def listed(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The objects in the record's lists, under whatever names, and in those of the objects within it."""
    level = [record]
    for _ in range(MAX_ENVELOPES):
        for value in (value for one in level for value in one.values() if isinstance(value, list)):
            yield from (one for one in value if isinstance(one, dict))
        level = [value for one in level for value in one.values() if isinstance(value, dict)]


def compact(record: object) -> bytes:
    """A record as bytes that do not depend on how its file was indented."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def values(events: Iterator[Event], stream: Mended) -> Iterator[Record]:
    """Every record in the file, as it is met; what is around the lists comes last, under the key OBJECT."""
    for event, value in events:
        if event == "start_map":
            around: dict[str, Any] = {}
            yield from members_of(events, around, stream, ())
            yield {}, OBJECT, around
        elif event == "start_array":
            yield from list_members(events, {}, stream, ("",))
        else:
            yield {}, "", value
        stream.mark()


def members_of(events: Iterator[Event], around: dict[str, Any], stream: Mended, way: Way) -> Iterator[Record]:
    """Fill `around` with an object's fields, and yield the members of its lists of records on the way."""
    key = ""
    for event, value in events:
        if event == "end_map":
            return
        if event == "map_key":
            key = value
        elif event == "start_map" and key in CHATS | ENVELOPES and len(way) < MAX_ENVELOPES:
            inner: dict[str, Any] = {}
            yield from members_of(events, inner, stream, (*way, key))
            around[key] = inner
        elif event == "start_array" and key in LISTS:
            yield from list_members(events, around, stream, (*way, key))
        else:
            if len(around) >= MAX_FIELDS:
                raise Refused(SkipReason.WRONG_TYPE, f"It is one object of more than {MAX_FIELDS:,} fields, no article.")
            around[key] = built(events, event, value)


def list_members(events: Iterator[Event], around: dict[str, Any], stream: Mended, way: Way) -> Iterator[Record]:
    """The members of a list of records; those of a list of chats are the chats' own messages."""
    of_chats = len(way) > 1 and way[-2] in CHATS and way[-1] == "list"
    for event, value in events:
        if event == "end_array":
            return
        if of_chats and event == "start_map":
            yield from members_of(events, {}, stream, way)
        else:
            yield around, way[-1], built(events, event, value)
        stream.mark()


def built(events: Iterator[Event], event: str, value: Any) -> Any:
    """The value that begins with `event`; without recursion. Raises Refused where it is nested beyond reason."""
    if event not in ("start_map", "start_array"):
        return value
    root: Any = {} if event == "start_map" else []
    open_values: list[Any] = [root]
    keys: list[str] = [""]
    for inner, scalar in events:
        if inner == "map_key":
            keys[-1] = scalar
            continue
        if inner in ("end_map", "end_array"):
            open_values.pop()
            keys.pop()
            if not open_values:
                break
            continue
        child: Any = {} if inner == "start_map" else [] if inner == "start_array" else scalar
        if isinstance(open_values[-1], dict):
            open_values[-1][keys[-1]] = child
        else:
            open_values[-1].append(child)
        if inner in ("start_map", "start_array"):
            if len(open_values) >= MAX_NESTING:
                raise Refused(SkipReason.BROKEN, f"Its values are nested more than {MAX_NESTING} deep, no article.")
            open_values.append(child)
            keys.append("")
    return root
