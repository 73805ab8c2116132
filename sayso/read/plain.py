"""Plain text and Markdown: the file's text as decoded, nothing cut, line ends kept; `clean` finds what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.read.encoding import decode
from sayso.read.source import Found, Input


def plain(item: Input) -> Iterator[Found]:
    """One Document: the text of a plain-text file."""
    raw = item.whole()
    yield item.document(decode(raw, item.charset), raw, ())


def markdown(item: Input) -> Iterator[Found]:
    """One Document: the text of a Markdown file with its marks."""
    raw = item.whole()
    yield item.document(decode(raw, item.charset), raw, (), media_type="text/markdown")
