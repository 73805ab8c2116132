"""Lines of a terminal: a document's words made safe to print, and wrapped behind a bar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDEST = 92  # columns: wider lines are hard to read on
# Control characters, direction overrides and isolates, line separators, halves of surrogate pairs.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LEFT_OUT = " […] "


def safe(text: str) -> str:
    """The text on one line, with characters that could steer the terminal shown by name."""
    folded = re.sub(r"[ \t\r\n\v\f\x85\u2028\u2029]+", " ", text)
    return UNSAFE.sub(lambda found: f"<U+{ord(found[0]):04X}>", folded)


def print_wrapped(text: Text, console: Console, prefix: Text) -> None:
    """Wrap to at most `WIDEST` columns, each line behind `prefix`; the prefix is never taken for the document's."""
    for line in text.wrap(console, max(20, min(console.width, WIDEST) - len(prefix))):
        line.rstrip()
        console.print(prefix + line, highlight=False, no_wrap=True, overflow="ignore", crop=False)
