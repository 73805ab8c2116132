"""The lines of a text, as the clean stage looks at them: where each stands and what shape it has.

A line is what lies between two line ends, without the whitespace around it; lines with nothing in them are not listed
but remembered as a gap before the next. Nothing here knows a phrase of any language. Linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from sayso.records import Span

# What `str.splitlines` splits at, less the information separators (\x1c-\x1e), which some exports hold inside lines.
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")

SENTENCE_ENDS = ".!?…。！？؟।"
_CLOSERS = "\"'”’»)]"
_EDGES = " \t[](){}<>|*•·»«‹›–—-_=~\"“”'‘’.:…!,;?►▶👉"
_UNSEEN = "\ufeff\u200b\u200e\u200f"
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

# A paragraph of prose, as against a heading, a link or a label: about two lines of a newspaper column on a screen.
PROSE_LENGTH = 140
_PROSE_WITH_FULL_STOP = 70
# Longer lines are paragraphs: no phrase of boilerplate is looked for in them, which also bounds the work per line.
LONGEST_PHRASE = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line with something in it.

    `number` counts from 1 and counts empty lines too, as an editor does. `core` is the words without the brackets,
    bullets and marks around them, with plain apostrophes and single spaces; empty for a line longer than
    `LONGEST_PHRASE`.
    """

    number: int
    span: Span
    words: str
    core: str
    gap_before: bool

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends in a sentence's mark, looking through closing quotation marks and brackets."""
        return self.words.rstrip(_CLOSERS).endswith(tuple(SENTENCE_ENDS))

    @property
    def is_prose(self) -> bool:
        """Whether this looks like a paragraph of running text. Chinese says as much in a third of the signs."""
        length = len(self.words)
        if length < PROSE_LENGTH and _HAN_OR_KANA.search(self.words):
            length *= 3
        return length >= PROSE_LENGTH or (length >= _PROSE_WITH_FULL_STOP and self.ends_sentence)

    @property
    def is_separator(self) -> bool:
        """Whether there is no letter, digit or picture in it: a rule, a row of stars, a lone dash."""
        return len(self.words) <= LONGEST_PHRASE and not any(sign.isalnum() or ord(sign) > 0x2FFF for sign in self.words)


def lines(text: str) -> list[Line]:
    """All lines of the text that hold more than whitespace, in order."""
    found: list[Line] = []
    number, seen_to, previous_number = 1, 0, 0
    for match in _LINE.finditer(text):
        number += sum(1 for _ in _LINE_END.finditer(text, seen_to, match.start()))
        seen_to = match.end()
        words = match.group().strip().strip(_UNSEEN).strip()
        if not words:
            continue
        start = match.start() + match.group().index(words)
        found.append(
            Line(
                number=number,
                span=Span(start, start + len(words)),
                words=words,
                core=_core(words) if len(words) <= LONGEST_PHRASE else "",
                gap_before=bool(found) and number - previous_number > 1,
            )
        )
        previous_number = number
    return found


def _core(words: str) -> str:
    words = " ".join(words.split()).replace("’", "'")
    if words[:3].lower() == "(c)":
        words = "©" + words[3:]
    return words.strip(_EDGES)


def is_wrapped(listed: list[Line]) -> bool:
    """Whether line ends fall inside sentences, as in text taken from a page of fixed width.

    True where, of the lines that have a neighbour below without a gap, two in three break off without a sentence's mark
    at a length that a page gives (40 to 120).
    """
    pairs = [upper for upper, lower in pairwise(listed) if not lower.gap_before]
    if len(pairs) < 6:
        return False
    broken = sum(1 for line in pairs if 40 <= len(line.words) <= 120 and not line.ends_sentence)
    return broken * 3 >= len(pairs) * 2
