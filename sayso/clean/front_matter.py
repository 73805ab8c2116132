"""The block of `key: value` lines above a text in Markdown: what it says of title and address, and which lines it is.

Only a block between two lines of '---' (YAML) or '+++' (TOML) that opens the text and holds nothing else counts. Dates,
authors and sources in it are left to those who read such lines anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.clean.lines import Line

_LONGEST = 60
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_ENTRY = re.compile(r"(?P<key>[^\W\d_][\w.-]{0,40})\s*[:=](?:\s+(?P<value>.*))?$")
# An item of a list, a value that goes on, a comment.
_INSIDE = re.compile(r"-\s|#|[\]}\"']")
_KNOWN = frozenset({"title", "date", "author", "authors", "url", "source", "link", "published", "description", "layout"})
_TITLES = ("title",)
_ADDRESSES = ("url", "link", "canonical", "canonical_url", "canonicalurl", "source_url", "original_url", "permalink")
_ADDRESS = re.compile(r"https?://[^\s/]+/\S+", re.IGNORECASE)


def end_of_front_matter(listed: list[Line], text: str) -> int:
    """The place of the first line below the front matter; 0 where the text has none."""
    closing = _FENCES.get(listed[0].words) if listed else None
    if closing is None:
        return 0
    keys: set[str] = set()
    for place in range(1, min(_LONGEST, len(listed))):
        line = listed[place]
        if line.words in closing:
            return place + 1 if keys & _KNOWN else 0
        if entry := _ENTRY.match(line.words):
            keys.add(entry["key"].lower())
        elif not (keys and (_is_indented(line, text) or _INSIDE.match(line.words))):
            return 0
    return 0


def _is_indented(line: Line, text: str) -> bool:
    return line.span.start > 0 and text[line.span.start - 1] in " \t"


def titles(listed: list[Line], end: int) -> Iterator[tuple[int, int, str]]:
    """Place, start in the line, and words of each title that the front matter above `end` gives."""
    return _values(listed, end, _TITLES)


def addresses(listed: list[Line], end: int) -> Iterator[tuple[int, int, str]]:
    """Place, start in the line, and words of each whole address that the front matter above `end` gives."""
    return (found for found in _values(listed, end, _ADDRESSES) if _ADDRESS.fullmatch(found[2]))


def _values(listed: list[Line], end: int, keys: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    for place in range(1, end):
        entry = _ENTRY.match(listed[place].words)
        if entry is None or entry["key"].lower() not in keys or not entry["value"]:
            continue
        value = entry["value"].strip()
        start = entry.start("value")
        if len(value) > 2 and value[0] in "\"'" and value[-1] == value[0]:
            value, start = value[1:-1], start + 1
        if value and value not in ("|", ">"):
            yield place, start, value
