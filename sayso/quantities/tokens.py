"""Words, runs of digits and marks of a text, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.records import Span

BLANKS = "\u0020\u00a0\u2009\u202f"
TOKEN = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:[{BLANKS}'’]\d{{3}})+(?![\d])|\d{{1,2}}(?:,\d\d)+,\d{{3}}(?!\d)|\d{{1,3}}(?:[.,]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<sign>[^\w\s]|_)"
)


class Token(NamedTuple):
    """A word, a run of digits or a mark, with its place in the text."""

    words: str
    start: int
    end: int
    kind: str

    def text(self) -> str:
        """What text2num reads."""
        return self.words

    def nt_separated(self, previous: Token) -> bool:
        """text2num asks; nothing but marks separates words here."""
        return False

    def not_a_number_part(self) -> bool:
        """text2num asks; digits are read by this module."""
        return self.kind == "digits"


def tokens(text: str, within: Span) -> list[Token]:
    """The tokens of a stretch of text, in order, with their places in the whole text."""
    return [
        Token(match.group(), match.start(), match.end(), match.lastgroup or "")
        for match in TOKEN.finditer(text, within.start, within.end)
    ]


def mostly_capitals(found: Sequence[Token]) -> bool:
    """Whether capitals tell nothing here: a headline in title case, or a text in capitals."""
    long = [t.words for t in found if t.kind == "word" and len(t.words) > 3]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= 0.7 * len(long)
