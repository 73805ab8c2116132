"""Which line is the title, and the words of a title without a label ('Title: ...') and without marks of Markdown.

It looks at one line and the lines below it; where in a text a title may stand is `head.py`'s to know.
"""

from __future__ import annotations

import re

from sayso.clean.lines import Line
from sayso.records import Metadatum, Span

_LONGEST_TITLE = 180
_MOST_TITLE_WORDS = 22
_LABEL = re.compile(r"[*_]{0,2}(?:title|headline|заголовок|标题|標題)\s*[:：]\s*[*_]{0,2}\s*(?=\S)", re.IGNORECASE)
_FIRST_HEADING = re.compile(r"#\s+(?=\S)")
_HASHES = re.compile(r"^#{1,6}\s+|\s#+$")
# One pair of marks around the whole: '**Plan is ready**'.
_AROUND = re.compile(r"(?P<mark>\*\*|__|\*|_)(?=\S)(?P<inside>.+)(?<=\S)(?P=mark)")
_LINK = re.compile(r"!?\[([^\[\]]+)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"(?<![\w\\*_`])(\*\*|__|[*_`])(?=[^\s*_`])(.+?)(?<=[^\s*_`\\])\1(?![\w*_`])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TITLE_CASE_SHARE = 0.6
_SMALL_WORDS = re.compile(
    r"an?|and|as|at|but|by|for|from|if|in|into|is|its?|nor|off?|on|or|over|per|so|than|that|the|to|up|via|vs|with|your"
)
# What a lead has and a headline, even one with a full stop, rarely: a day, a verb in the past, an article to open it.
_LEAD_SIGNS = re.compile(
    r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today)\b|"
    r"\b(?:said|told|was|were|had|has been|have been|announced|reported|according to)\b|"
    r"^(?:The|A|An|It|There|This|In|On|I|We|You|He|She|They|Let[’']s)\b(?![^:]*: )",
)


def title_datum(listed: list[Line], place: int, wrapped: bool) -> Metadatum:
    """The title that starts on this line; its span holds the words as they stand, marks inside them too."""
    first = listed[place]
    alone = not wrapped or is_first_heading(first) or _LABEL.match(first.words)
    last = first if alone else listed[end_of_block(listed, place)]
    if last is first:
        value, span = plain_title(first)
    else:
        block = listed[place : end_of_block(listed, place) + 1]
        value, span = " ".join(line.words for line in block), Span(first.span.start, last.span.end)
    return Metadatum(name="title", value=value, where=f"line {first.number}", span=span)


def plain_title(line: Line, start: int = 0) -> tuple[str, Span]:
    """The words of a title from `start` in the line, less label, Markdown marks and a lone full stop; where they are."""
    words = line.words[start:]
    words = words[:-1] if _ends_in_lone_full_stop(words) else words
    if label := _LABEL.match(words):
        words = words[label.end() :]
    words = _HASHES.sub("", words).strip(" ;")
    # '**a** and **b**' has no pair around the whole; a mark without its fellow is no part of the title either.
    while (match := _AROUND.fullmatch(words)) and match["mark"] not in match["inside"]:
        words = match["inside"]
    words = _without_lone_mark(words)
    value = plain_words(words) or line.words
    shown = value if value in line.words else words or line.words
    begin = line.span.start + line.words.rindex(shown)
    return value, Span(begin, begin + len(shown))


def plain_words(words: str) -> str:
    """Words without inline marks of Markdown: emphasis, code, links, and backslashes before a sign."""
    words = _LINK.sub(r"\1", words)
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", words)).strip()


def _without_lone_mark(words: str) -> str:
    for mark in ("**", "__"):
        if words.count(mark) == 1:
            words = words.removeprefix(mark).removesuffix(mark).strip()
    return words


def is_first_heading(line: Line) -> bool:
    """Whether Markdown says that this is the heading of the whole: '# Plan is ready'."""
    return _FIRST_HEADING.match(line.words) is not None and len(line.words) <= _LONGEST_TITLE


def is_title(listed: list[Line], place: int, wrapped: bool) -> bool:
    """Whether this line reads as the headline of what follows, or says that it is."""
    line, below = listed[place], listed[place + 1 : place + 9]
    words = line.words
    if below and (is_first_heading(line) or (_LABEL.match(words) and len(words) <= _LONGEST_TITLE)):
        return True
    if not 4 <= len(words) <= _LONGEST_TITLE or len(words.split()) > _MOST_TITLE_WORDS or not any(map(str.isalpha, words)):
        return False
    if len(words.split()) < 3 and len(words) < 20 and words.isascii():
        return False
    if words[0].islower() or words.endswith((":", ",", "—", "-", "–", "|")):
        return False
    if not any(under.is_prose for under in below):
        return False
    if wrapped and not below[0].gap_before:
        end = end_of_block(listed, place)
        block = listed[place : end + 1]
        return (
            len(block) <= 3
            and sum(len(part.words) for part in block) <= _LONGEST_TITLE
            and not block[-1].words.endswith(".")
        )
    if line.ends_sentence and line.words.rstrip("\"'”’»)]").endswith((".", "。")):
        return below[0].gap_before and _is_headline_sentence(words, below[0])
    # A standfirst or a lead that lost its full stop has a day, a past tense, an article to open it: two of these tell.
    return len(_LEAD_SIGNS.findall(words)) < 2


def _is_headline_sentence(words: str, below: Line) -> bool:
    """Whether a sentence with a full stop is a headline: title case, or short and without a lead's signs."""
    if len(words) > 140 or re.search(r"[^\W\d_]{3,}[.!?] [A-Z“\"]", words):
        return False
    weighty = [part for part in re.findall(r"[^\W\d_][\w'’.-]*", words)[1:] if not _SMALL_WORDS.fullmatch(part.lower())]
    capitals = sum(part[0].isupper() for part in weighty)
    if weighty and capitals >= _TITLE_CASE_SHARE * len(weighty) and len(weighty) >= 3:
        return True
    return len(words) <= 100 and not _LEAD_SIGNS.search(words) and len(below.words) > len(words)


def _ends_in_lone_full_stop(words: str) -> bool:
    return words.endswith(".") and not words.endswith("..") and not re.search(r"\b[A-Z]\.$|\. ", words)


def end_of_block(listed: list[Line], place: int) -> int:
    """The last line of the block that starts at `place`."""
    end = place
    while end + 1 < len(listed) and not listed[end + 1].gap_before:
        end += 1
    return end
