"""Which parts of a text stand in quotation marks, for any of the usual marks, also where marks are missing.

In order: every mark is found and told to open, to close, or to do either; each paragraph is read by itself with a
state of one open quotation; what is left open at a paragraph's end goes on in the next one only where that one takes
it up (an opening mark at its start, or a closing mark before any opening one); otherwise it is ended where the sentence
or the paragraph ends, so that one missing mark never swallows the rest of a document.

Quotations are the outermost ones; a quotation inside a quotation is not listed. Titles and scare quotes look the same
as speech and are listed. Who speaks is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.records import Span
from sayso.sentences import blocks

MARKS = re.compile(
    r"(?P<open>``|[„‟「『])"
    r"|(?P<close>[」』])"
    r"|(?P<curly>[“”«»‹›])"
    r"|(?P<straight>[\"＂]|'')"
    r"|(?P<single_open>(?<![\w'’])['‘‚](?=[\w“\"‘…\[(«£$€¥¡¿#@]))"
    r"|(?P<single_close>(?<=[\w.,!?…;:)\]”\"»%*—–-])['’](?!\w))"
)
# Words that are written with an apostrophe in front: 'em, '90s, 'tis. They open nothing.
CLIPPED = re.compile(
    r"['‘](?:\d\d(?:s|\b)|(?:em|tis|twas|til|till|cause|cuz|bout|round|n|murica|merica|neath|er|im|ve|re|s)\b)",
    re.IGNORECASE,
)
POSSESSED = re.compile(r"\s+[^\W\d_A-Z]")
SENTENCE_END = re.compile(r"[.!?…](?=\s)")

LONGEST_SINGLE = 3000  # code points between single marks; beyond, two apostrophes were taken for a pair
LONGEST_UNCLOSED = 2000  # code points that a quotation with no closing mark may hold in one paragraph

OUTSIDE, INSIDE, MARK = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One stretch of text in quotation marks, within one paragraph.

    `span` has the marks, `inner` has not (both are never empty). `continued`: it goes on from the paragraph before,
    which was left open. `closed`: it has its closing mark.
    """

    span: Span
    inner: Span
    continued: bool = False
    closed: bool = True


class _Mark(NamedTuple):
    start: int
    end: int
    character: str  # empty where a quotation runs on with no mark of its own
    place: str  # what the neighbouring characters say it is: 'open', 'close' or 'either'
    single: bool


class _Open(NamedTuple):
    mark: _Mark
    continued: bool


_Paragraph = tuple[Span, list[_Mark]]


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations of `text`, in order, none overlapping. Any string is accepted, in linear time."""
    paragraphs = _paragraphs(text)
    found: list[Quotation] = []
    going_on: _Mark | None = None
    for number, (block, marks) in enumerate(paragraphs):
        more, left_open = _read(text, block, marks, going_on)
        found.extend(more)
        going_on = None
        if left_open is not None:
            following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            if following is not None and _takes_up(following, left_open.mark):
                going_on, end = left_open.mark, block.end
            elif left_open.mark.single and not left_open.continued:
                continue  # an apostrophe after all
            else:
                end = _unclosed_end(text, block.start, left_open.mark, block.end)
            found.extend(_quotation(left_open, end, end))
    return found


def quote_state(text: str) -> bytes:
    """One byte per code point of `text`: 0 outside quotations, 1 inside one, 2 a mark that opens or closes one."""
    return state_of(len(text), quotations(text))


def state_of(length: int, found: Sequence[Quotation]) -> bytes:
    """`quote_state` of a text of `length` code points whose quotations are known already."""
    state = bytearray(length)
    for quotation in found:
        (start, end), (first, last) = quotation.span, quotation.inner
        state[start:end] = bytes([MARK]) * (end - start)
        state[first:last] = bytes([INSIDE]) * (last - first)
    return bytes(state)


def _paragraphs(text: str) -> list[_Paragraph]:
    marks, place, found = _marks(text), 0, []
    for block in blocks(text):
        while place < len(marks) and marks[place].start < block.start:
            place += 1
        first = place
        while place < len(marks) and marks[place].end <= block.end:
            place += 1
        found.append((block, marks[first:place]))
    return found


def _marks(text: str) -> list[_Mark]:
    found = []
    for match in MARKS.finditer(text):
        group, (start, end) = match.lastgroup or "", match.span()
        if group == "single_open" and CLIPPED.match(text, start):
            continue
        found.append(_Mark(start, end, match.group(), _place(text, start, end, group), group.startswith("single")))
    return found


def _place(text: str, start: int, end: int, group: str) -> str:
    if group in ("open", "single_open"):
        return "open"
    if group in ("close", "single_close"):
        return "close"
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opening = (before.isspace() or before in "([{") and not after.isspace()
    closing = not before.isspace() and not after.isalnum()
    if opening == closing:
        return "either"
    return "open" if opening else "close"


def _closes(mark: _Mark, current: _Mark) -> bool:
    """Whether a double mark closes the quotation that `current` opened (no: it opens another)."""
    if mark.character == "“":
        return current.character == "„" or mark.place == "close"
    if mark.character in "«‹":
        return current.character in "»›"
    if mark.character in "»›" and current.character in "»›":
        return mark.place != "open"
    if mark.character in "”»›":
        return True
    return mark.place != "open"


def _opens(mark: _Mark) -> bool:
    """Whether a double mark, with no quotation open, opens one."""
    if mark.character in "“«‹":
        return True
    if mark.character in "”»›":
        return mark.place == "open"
    return mark.place != "close"


def _read(text: str, block: Span, marks: list[_Mark], going_on: _Mark | None) -> tuple[list[Quotation], _Open | None]:
    """One paragraph's quotations, and the one that it leaves open. `going_on` opened one that goes on here."""
    found: list[Quotation] = []
    surplus = _surplus(marks)
    current: _Open | None = None
    depth = place = 0
    if going_on is not None:
        begins = bool(marks) and marks[0].start == block.start and marks[0].single == going_on.single
        mark = marks[0] if begins else _Mark(block.start, block.start, "", "open", going_on.single)
        current, place = _Open(mark, True), int(begins)
    while place < len(marks):
        mark = marks[place]
        if current is None and mark.single:
            partner = _partner(text, marks, place) if mark.place == "open" else None
            if partner is not None:
                found.extend(_quotation(_Open(mark, False), marks[partner].start, marks[partner].end))
                place = partner
            elif mark.place == "open" and mark.start == block.start:
                current = _Open(mark, False)
        elif current is None:
            current = _Open(mark, False) if _opens(mark) else None
        elif current.mark.single:
            if mark.single and mark.place == "close" and not _possessive(text, mark):
                found.extend(_quotation(current, mark.start, mark.end))
                current = None
        elif not mark.single:
            if _closes(mark, current.mark):
                if depth:
                    depth -= 1
                else:
                    found.extend(_quotation(current, mark.start, mark.end))
                    current = None
            elif surplus[place] > 0:
                depth += 1
            else:
                end = _unclosed_end(text, block.start, current.mark, mark.start)
                found.extend(_quotation(current, end, end))
                current = _Open(mark, False)
        place += 1
    return found, current


def _surplus(marks: list[_Mark]) -> list[int]:
    """How many more double marks close than open, from each place to the paragraph's end: two open ones can nest only
    where there are marks enough to close both."""
    total, found = 0, []
    for mark in reversed(marks):
        if not mark.single:
            total += 1 if mark.place == "close" else -1 if mark.place == "open" else 0
        found.append(total)
    return found[::-1]


def _partner(text: str, marks: list[_Mark], place: int) -> int | None:
    """The single mark that closes the one at `place`: not a plural's apostrophe, unless there is no other."""
    doubles, possessive = 0, None
    for number in range(place + 1, len(marks)):
        mark = marks[number]
        if not mark.single:
            doubles += 1
            continue
        if mark.place == "open" or mark.start - marks[place].start > LONGEST_SINGLE:
            break
        if doubles % 2:
            continue
        if not _possessive(text, mark):
            return number
        possessive = number if possessive is None else possessive
    return possessive


def _possessive(text: str, mark: _Mark) -> bool:
    """'the boys' club': an s before the mark, a word in lower case after it."""
    return text[mark.start - 1] in "sS" and POSSESSED.match(text, mark.end) is not None


def _takes_up(following: _Paragraph, mark: _Mark) -> bool:
    """Whether the next paragraph goes on with a quotation that `mark` opened and nothing closed."""
    block, marks = following
    first = next((m for m in marks if m.single == mark.single), None)
    if first is None:
        return False
    if first.start == block.start:
        return first.place == "open" if first.single else _opens(first)
    return not first.single and not _opens(first) and first.place == "close"


def _unclosed_end(text: str, block_start: int, mark: _Mark, limit: int) -> int:
    """Where a quotation without a closing mark is taken to end, at most at `limit`: with its sentence; one that begins
    a paragraph or follows a colon or comma, at the limit."""
    limit = min(limit, mark.end + LONGEST_UNCLOSED)
    before = text[max(block_start, mark.start - 3) : mark.start].rstrip()
    if mark.start != block_start and not before.endswith((":", ",")):
        sentence_end = SENTENCE_END.search(text, mark.end, limit)
        limit = sentence_end.end() if sentence_end else limit
    return mark.end + len(text[mark.end : limit].rstrip())


def _quotation(opened: _Open, close_start: int, close_end: int) -> list[Quotation]:
    """The quotation as a list of one; of none where nothing stands between the marks."""
    mark, continued = opened
    if close_start <= mark.end:
        return []
    closed = close_end > close_start
    span, inner = Span(mark.start, close_end), Span(mark.end, close_start)
    return [Quotation(span=span, inner=inner, continued=continued, closed=closed)]
