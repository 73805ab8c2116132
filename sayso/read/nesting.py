"""HTML nested so deep that libxml2 stops reading it: the same page with its inner elements unwrapped, no word lost.

Some generators open a new element for every line and close none. The outer levels stay as they are, so what the page
says of itself is still found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from html import escape
from html.parser import HTMLParser

KEPT = 300  # levels; libxml2 gives up at 2,048
KEPT_UNSEEN = 1000  # scripts and the like stay elements further down, or their code would be read as text
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)


def shallow(markup: str, blocks: Container[str], unseen: Container[str]) -> str:
    """`markup` with all elements below the first few hundred levels unwrapped; those in `blocks` leave a line break."""
    rebuilt = _Rebuilt(blocks, unseen)
    rebuilt.feed(markup)
    rebuilt.close()
    return "".join(rebuilt.pieces)


class _Rebuilt(HTMLParser):
    def __init__(self, blocks: Container[str], unseen: Container[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._blocks = blocks
        self._unseen = unseen
        self._open: list[tuple[str, bool]] = []  # names, and whether they were kept
        self._names: Counter[str] = Counter()
        self._depth = 0  # of those kept

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = self._depth < (KEPT_UNSEEN if tag in self._unseen else KEPT)
        if kept or tag in VOID:
            told = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
            self.pieces.append(f"<{tag}{told}>")
        elif tag in self._blocks:
            self.pieces.append("<br>")
        if tag not in VOID:
            self._open.append((tag, kept))
            self._names[tag] += 1
            self._depth += kept

    def handle_endtag(self, tag: str) -> None:
        while self._names[tag]:
            name, kept = self._open.pop()
            self._names[name] -= 1
            self._depth -= kept
            if kept:
                self.pieces.append(f"</{name}>")
            elif name in self._blocks:
                self.pieces.append("<br>")
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        is_code = bool(self._open) and self._open[-1][0] in self.CDATA_CONTENT_ELEMENTS
        self.pieces.append(data if is_code else escape(data, quote=False))
