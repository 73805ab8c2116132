"""Digits that are no figure: dates, years, times, ordinals, parts of names and addresses, notes, numbers of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.quantities.lexicon import Lexicon
from sayso.quantities.tokens import Token
from sayso.records import Span

GLUED = re.compile(r"(?:st|nd|rd|th|s|'s|’s)(?![\w])", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?!\d)")
DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}/\d{1,2}(?![\d/])")
YEARS = (1000, 2199)
JOINING = frozenset(("and", "to", "or", "-", "–", ",", "through", "и", "по"))
LONGEST_ROW = 8
"""Tokens between a day and the month that its row leads to, at most."""


def in_a_list(text: str, token: Token, within: Span) -> bool:
    """'1. Purpose', '2) A win': a number that begins its sentence and is followed by a mark and a blank."""
    begins = not text[within.start : token.start].strip(" \t#*([")
    return begins and bool(re.match(r"[.)](?:\s|$)", text[token.end : token.end + 2]))


def part_of_a_word(before: str, after: str) -> bool:
    """'G20', 'MiG-23', '0300 999 999', '2.0.1', '#5', a note: '[3]', the end of '2014-15'."""
    if before.rstrip().endswith("[") and after.lstrip().startswith("]"):
        return True
    return bool(re.search(r"[^\W\d_]-?$|[#@/\\]$|\d[.,:]$|\w_$", before))


def of_parents(before: str, words: Lexicon) -> bool:
    """'A father of two': his children are none of those whom a story counts."""
    *_, last, of = ["", "", *before.lower().split()]
    return of == "of" and last in words.grammar.get("parents", ())


def goes_on(after: str) -> bool:
    """'40th', '1990s', '2.0.1'."""
    return bool(GLUED.match(after) or re.match(r"[.,:]\d|_|/\d", after))


def in_a_date(text: str, token: Token, within: Span) -> bool:
    """Whether digits are part of a date or a time of day: \'14/3/2024\', \'22:15\'."""
    start = max(within.start, token.start - 10)
    return any(
        start + m.start() <= token.start and token.end <= start + m.end()
        for pattern in (DATE, CLOCK)
        for m in pattern.finditer(text[start : token.end + 10])
        if pattern is not CLOCK or ":" in m.group()
    )


def is_name_or_year(text: str, found: Sequence[Token], place: int, value: float, words: Lexicon, shouted: bool) -> bool:
    """Whether a number is a part of a name ('Flight 370'), an address, a date, a time, or a year."""
    token = found[place]
    before = found[place - 1] if place else None
    after = found[place + 1] if place + 1 < len(found) else None
    following = after.words.lower() if after and after.kind == "word" else ""
    preceding = before.words.lower() if before and before.kind == "word" else ""
    if before and before.words == "." and place > 1:
        preceding = found[place - 2].words.lower()
    if preceding in words.names_before or (preceding in words.months and value <= 31) or words.times.match(text, token.end):
        return True
    if value <= 31 and ((after and _is_month(after, words)) or _in_a_row(found, place, words, text)):
        return True
    if re.search(r"(?<!\d)(?:1\d|20)\d\d[-–/]$", text[max(0, token.start - 6) : token.start]) and len(token.words) == 2:
        return True  # '2014-15'
    counted = following in words.nouns or following in words.state or bool(words.unit.match(text, token.end))
    counted = counted or following in words.magnitudes or text[token.end : token.end + 1] == "%"
    if token.words.isdecimal() and len(token.words) == 4 and YEARS[0] <= value <= YEARS[1]:
        return (
            not counted
            or following in ("года", "год", "году", "г")
            or preceding in ("in", "since", "by", "until", "of", "late", "early")
        )
    if counted:
        return False
    if after and after.words[0].isupper() and not shouted:
        later = [t.words.lower() for t in found[place + 1 : place + 5]]
        if any(word in words.names_after for word in later):
            return True
    named = before is not None and before.kind == "word" and before.words[0].isupper() and not shouted and place > 1
    if named and before is not None and text[before.end : token.start] == " " and not _hedged(before.words, words):
        return True
    return token.words.isdecimal() and ((token.words.startswith("0") and len(token.words) > 1) or len(token.words) > 9)


def _in_a_row(found: Sequence[Token], place: int, words: Lexicon, text: str) -> bool:
    """Whether days or hours that stand in a row with this one lead to a month or a time: '14, 15 and 16 March', 'between 14
    and 21 March', 'Feb. 9 and 16', '9 to 11 a.m.'. 'On 5 May, 12 people' is no row."""
    for step in (1, -1):
        n, joins = place + step, 0
        while 0 <= n < len(found) and abs(n - place) <= LONGEST_ROW:
            word = found[n].words.lower()
            if joins and _is_month(found[n], words):
                return True
            if joins and word.isdecimal() and float(word) <= 31:
                if step > 0 and words.times.match(text, found[n].end):
                    return True
            elif word in JOINING:
                if step < 0 and word == "," and n == place - 1 and not _joins(found, place + 1):
                    break
                joins += 1
            elif word not in ("the", ".", "of", "th", "st", "nd", "rd"):
                break
            n += step
    return False


def _joins(found: Sequence[Token], place: int) -> bool:
    return place < len(found) and found[place].words.lower() in JOINING


def _is_month(token: Token, words: Lexicon) -> bool:
    """'may' and 'march' are months where they are written as names."""
    lower = token.words.lower()
    return lower in words.months and (lower not in ("may", "march") or token.words[0].isupper())


def _hedged(word: str, words: Lexicon) -> bool:
    return any(pattern.search(f" {word} ") for _, pattern in words.hedges)
