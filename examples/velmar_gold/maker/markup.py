"""Read one marked-up source file: a TOML header, a text with marks in it, and a note on each attribution and figure.

    +++
    path = "01-orsavel-courier.txt"        header, TOML; [speakers] gives each voice the fullest name that the text uses
    +++
    {1s|Mirel Sandovar} {1k|said} {1c|{f5|at least 11} had died}.
    +++
    1 sandovar claim=+roof_first           notes: id, voice ("-": nobody), then key=value; "_" stands for a space
    f5 deaths 11 qualifier=at_least        figures: id, what they count, value, then key=value

A mark is `{TAGS|words}`; marks nest and never cross. Tags: `7s`, `7k`, `7c` are source, cue and content of attribution
7 (`7.1` stands inside 7), `f5` a figure, `e:shooting` mentions an event, `v:ledger` is evidence of a hop, `b:reason`
is boilerplate, `m:title` is where a metadatum stands, `h:h2` is an HTML element. Offsets are counted here, never typed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OPENING = re.compile(r"\{([^|{}\n]+)\|")
PART = re.compile(r"(\d+(?:\.\d+)*)([skc])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One tag on the words `[start, end)`, in code points of the text without marks."""

    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a note says about an attribution or a figure: its id, the words after it, and its key=value pairs."""

    id: str
    words: tuple[str, ...]
    values: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One Document as written: its header, its text, its marks and its notes."""

    doc: str
    head: dict[str, Any]
    text: str
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]

    def spans(self, tag: str) -> list[tuple[int, int]]:
        """Where a tag stands, in reading order."""
        return sorted((m.start, m.end) for m in self.marks if m.tag == tag)

    def tagged(self, prefix: str) -> list[Mark]:
        """All marks whose tag starts with `prefix`, in reading order."""
        return sorted((m for m in self.marks if m.tag.startswith(prefix)), key=lambda m: (m.start, -m.end))


def parse(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and the marks. ValueError where a mark is left open or closes nothing."""
    text: list[str] = []
    open_marks: list[tuple[str, int]] = []
    marks: list[Mark] = []
    at = length = 0
    while at < len(marked):
        if opening := OPENING.match(marked, at):
            open_marks.append((opening[1], length))
            at = opening.end()
            continue
        if marked[at] == "{":
            raise ValueError(f"a mark without tags: {marked[at : at + 40]!r}")
        if marked[at] == "}":
            if not open_marks:
                raise ValueError(f"nothing to close after {marked[max(0, at - 40) : at]!r}")
            tags, start = open_marks.pop()
            if start == length:
                raise ValueError(f"mark {tags!r} holds no words")
            marks += [Mark(tag=tag, start=start, end=length) for tag in tags.split()]
        else:
            text.append(marked[at])
            length += 1
        at += 1
    if open_marks:
        raise ValueError(f"mark {open_marks[-1][0]!r} is never closed")
    return "".join(text), tuple(marks)


def read_note(line: str) -> Note:
    """One line of notes."""
    words, values = [], {}
    for word in line.split():
        key, equals, value = word.partition("=")
        if equals:
            values[key] = value.replace("_", " ") if key in ("qualifier", "scope", "note", "unit") else value
        else:
            words.append(word)
    return Note(id=words[0], words=tuple(words[1:]), values=values)


def read_source(path: Path) -> Source:
    """One source file. ValueError, naming the file, where it is not well formed."""
    try:
        before, header, body, notes = re.split(r"^\+\+\+\n", path.read_text(encoding="utf-8"), maxsplit=3, flags=re.M)
        head = tomllib.loads(header)
        # a text file ends with a line end; a main text that was cut out of a page, a post or an item does not
        marked = body if head["format"] == "text" else body.removesuffix("\n")
        if head["format"] in ("html", "feed"):
            marked = marked.replace("\n\n", "\n")
        if head.get("line_end") == "crlf":
            marked = marked.replace("\n", "\r\n")
        text, marks = parse(marked)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    if before:
        raise ValueError(f"{path.name}: words before the header")
    listed = tuple(read_note(line) for line in notes.splitlines() if line.strip())
    return Source(doc=path.stem, head=head, text=text, marks=marks, notes=listed)
