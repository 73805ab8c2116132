"""The bytes of a JSON file on their way to the parser: measured, and mended where writers break the rules of JSON.

Python and pandas write NaN and Infinity, which JSON does not know: they become null. Escapes that name half a
character become U+FFFD, for no text can hold them, and damaged bytes become U+FFFD as everywhere. The parser stops at
anything else that is no JSON; what it told before that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sayso.read.encoding import as_utf8
from sayso.read.source import CHUNK, Input, Refused, too_large
from sayso.records import SkipReason

Event = tuple[str, Any]

# Up to the last character that stands in no escape, number or name: nothing that is mended reaches over it. One of several
# bytes is whole where another character begins after it.
WHOLE = re.compile(rb'(?s).*(?:[^\\"\w+\x80-\xff-]|[\x80-\xff](?=[\x00-\x7f\xc0-\xff]))')
SUSPECTS = (b"NaN", b"Infinity", b"\\ud", b"\\uD")
TOKENS = re.compile(
    rb"""(?s)\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"""  # both halves of a character: kept
    rb"""|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\.|"|NaN|-?Infinity"""
)
HALF = len(rb"\ud83d")


class Mended:
    """A JSON file as UTF-8 that a strict parser reads.

    It counts, so that one endless record is refused before it fills the memory.
    """

    def __init__(self, item: Input) -> None:
        self._stream = as_utf8(item, guess=True)
        self._limits = item.limits
        self._read = 0
        self._mark = 0
        self._left = b""
        self._in_string = False

    def __iter__(self) -> Iterator[bytes]:
        """The mended bytes, piece by piece."""
        while data := self._stream.read(CHUNK):
            self._read += len(data)
            if self._read - self._mark > self._limits.max_bytes + CHUNK:
                raise Refused(SkipReason.TOO_LARGE, too_large(self._limits))
            data = self._left + data
            whole = WHOLE.match(data)
            cut = whole.end() if whole else 0
            self._left = data[cut:]
            yield self._mend(data[:cut])
        yield self._mend(self._left)

    def mark(self) -> None:
        """A record ends here."""
        self._mark = self._read

    def _mend(self, data: bytes) -> bytes:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            data = data.decode("utf-8", "replace").encode()
        if any(suspect in data for suspect in SUSPECTS) or b"\\\\" in data:
            return TOKENS.sub(self._mended, data)
        if (data.count(b'"') - data.count(b'\\"')) % 2:
            self._in_string = not self._in_string
        return data

    def _mended(self, token: re.Match[bytes]) -> bytes:
        found = token[0]
        if found == b'"':
            self._in_string = not self._in_string
        elif found.startswith(b"\\"):
            return rb"\ufffd" if len(found) == HALF else found
        elif not self._in_string:
            return b"null"
        return found


def json_events(stream: Mended) -> Iterator[Event]:
    """What the parser meets in `stream`. Raises ijson's error on what is no JSON, after all that stands before it."""
    import ijson

    events: Any = ijson.sendable_list()
    parser: Any = ijson.basic_parse_coro(events, use_float=True, multiple_values=True)
    for data in stream:
        if not data:
            continue
        try:
            parser.send(data)
        except Exception:
            yield from events
            raise
        yield from events
        del events[:]
    parser.close()
    yield from events
