"""Which lines of a text are not the article.

In this order: lines of rules and stars, and lines that match a phrase of the data files; headings of link lists and
the links below them; below the last paragraph of prose what only counts there (a note on the author, entries of link
lists); captions and pull quotes (`layout.py`); short lines between two of one newsletter box. Only whole lines are
marked: a line that a sentence runs through, or that reports speech, is left to the article, unless it stands there
twice. It does not know titles, bylines and dates: `head.py` finds those and hands them in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from sayso.clean import layout
from sayso.clean.lines import LONGEST_PHRASE, Line
from sayso.clean.phrases import Phrases, phrases
from sayso.records import Boilerplate, Span

# A list of links after a heading is at most this long; what is longer is more likely the article.
_LONGEST_LIST = 15
# A headline in a list of links is at most this long.
_LONGEST_LINK = 160
# Between two lines of one box, at most so many unrecognised short lines belong to it.
_BOX_GAP = 1
# So far up the tail is looked at: longer lists of links below an article are rare, and the work stays linear.
_LONGEST_TAIL = 200
_MOST_NOTES_TRIED = 5
_BOXES = frozenset({"newsletter box", "comment form", "share line", "cookie notice"})

_NOT_NAMES = re.compile(
    r"The|An?|He|She|It|They|We|I|Th(?:is|at|ese|ose|ere)|His|Her|Their|Its|Our|My|In|On|At|As|But|And|If|Wh(?:at|o)|Here|"
    r"One|Some|Many|Most|Every|No|Not|So"
)
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def reasons_by_line(listed: list[Line], known: Mapping[int, str], title: int | None) -> dict[int, str]:
    """The reason for each line that is boilerplate, by its place in `listed`.

    `known` gives reasons already found, `title` the line of the title, which is never boilerplate.
    """
    table = phrases()
    reasons = dict(known)
    for place, line in enumerate(listed):
        if place != title and place not in reasons and not _carries_on(listed, place):
            if line.is_separator:
                reasons[place] = "separator"
            elif (reason := table.reason(line, tail=False)) is not None:
                reasons[place] = reason
    _mark_lists(listed, reasons, table, title)
    _mark_tail(listed, reasons, table, title)
    for place in layout.captions(listed, reasons, title):
        if not table.speech.search(listed[place].words):
            reasons[place] = "photo caption"
    for place in layout.repeats(listed, reasons, title):
        reasons[place] = "repeated words"
    _fill_boxes(listed, reasons, title)
    return reasons


def _carries_on(listed: list[Line], place: int) -> bool:
    """Whether this line goes on with a sentence of the line above (text of fixed width)."""
    line = listed[place]
    if place == 0 or line.gap_before or not line.words[0].islower():
        return False
    above = listed[place - 1]
    return len(above.words) >= 40 and not above.ends_sentence


def _looks_like_link(line: Line) -> bool:
    """Whether a line under a 'Related' heading reads as a headline: short, no sentence that ends in a full stop."""
    if len(line.words) > _LONGEST_LINK or line.words[-1] in ":;,":
        return False
    return not line.words.endswith((".", ".”", '."', "。", ".'", ".’")) or len(line.words) < 30


def _mark_lists(listed: list[Line], reasons: dict[int, str], table: Phrases, title: int | None) -> None:
    for place, line in enumerate(listed):
        if place == title or (reason := table.heads_list(line)) is None:
            continue
        reasons[place] = reason
        for below in range(place + 1, min(place + 1 + _LONGEST_LIST, len(listed))):
            if below == title or not _looks_like_link(listed[below]):
                break
            reasons.setdefault(below, reason)


def _mark_tail(listed: list[Line], reasons: dict[int, str], table: Phrases, title: int | None) -> None:
    """Walk up from the last line to the last paragraph of prose, marking what only counts down there."""
    ends: list[int] = []
    notes_tried = 0
    place = len(listed) - 1
    while place > max(0, len(listed) - _LONGEST_TAIL) and place != title:
        line = listed[place]
        entry = table.ends_entry(line)
        if entry is not None:
            ends.append(place)
        elif place not in reasons:
            reason = table.reason(line, tail=True)
            if reason is None and notes_tried < _MOST_NOTES_TRIED and (match := table.note_on_author.match(line.words)):
                notes_tried += 1
                if _is_note_on_author(listed, place, match["name"], table):
                    reason = "author bio"
            if reason is not None:
                reasons[place] = reason
            elif line.is_prose and not _inside_entry(listed, place, ends):
                break
        place -= 1
    if len(ends) >= 2:
        _mark_entries(listed, reasons, ends[::-1], first=place + 1)


def _inside_entry(listed: list[Line], place: int, ends: list[int]) -> bool:
    """Whether a line stands close above the end of an entry, where a headline's second line may be as long as prose."""
    return bool(ends) and ends[-1] - place <= 3 and len(listed[place].words) <= 220


def _mark_entries(listed: list[Line], reasons: dict[int, str], ends: list[int], first: int) -> None:
    """Mark from the entry of the first end to the last end; the first entry is as long as the longest of the others."""
    length = min(max(lower - upper for upper, lower in pairwise(ends)), 6)
    start = max(first, ends[0] - length + 1)
    for place in range(start, ends[-1] + 1):
        if reasons.get(place, "separator") in ("separator", "byline", "date line"):
            reasons[place] = "related stories"
    if start > first and reasons.get(start - 1) == "separator":
        reasons[start - 1] = "related stories"


def _is_note_on_author(listed: list[Line], place: int, subject: str, table: Phrases) -> bool:
    """Whether a paragraph in the tail tells who wrote the article: it opens with a name that no prose above holds."""
    line = listed[place]
    name = subject_name(subject)
    if name is None or not 30 <= len(line.words) <= LONGEST_PHRASE or table.speech.search(line.words):
        return False
    last = name.split()[-1]
    named = re.compile(rf"\b{re.escape(last)}\b")
    return not any(named.search(above.words) for above in listed[:place] if above.is_prose)


def subject_name(words: str) -> str | None:
    """The name that opens a sentence: up to the comma, one to five words, each with a capital."""
    name = re.sub(r"^(?:Rep|Sen|Dr|Gov|Prof|Gen|Mr|Mrs|Ms)\. ", "", words.split(",")[0].strip())
    parts = name.split()
    if not 1 <= len(parts) <= 5 or not all(_NAME_WORD.fullmatch(part) and part[0].isupper() for part in parts):
        return None
    return None if _NOT_NAMES.fullmatch(parts[0]) else name


def _fill_boxes(listed: list[Line], reasons: dict[int, str], title: int | None) -> None:
    for place in range(1, len(listed) - _BOX_GAP):
        reason = reasons.get(place - 1)
        if reason not in _BOXES or reasons.get(place + _BOX_GAP) != reason or place in reasons or place == title:
            continue
        if len(listed[place].words) <= _LONGEST_LINK:
            reasons[place] = reason


def spans(listed: list[Line], reasons: Mapping[int, str]) -> tuple[Boilerplate, ...]:
    """One span for each run of neighbouring lines with one reason; sorted and disjoint."""
    joined: list[Boilerplate] = []
    before = -2
    for place in sorted(reasons):
        span, reason = listed[place].span, reasons[place]
        if place == before + 1 and joined[-1].reason == reason:
            span = Span(joined.pop().span.start, span.end)
        joined.append(Boilerplate(span=span, reason=reason))
        before = place
    return tuple(joined)
