"""What stands above the article: logo and section, title, byline, date line, and the dateline of its first paragraph.

It reads down from the first line and stops at the second paragraph of prose. Lines that it recognises, the title
aside, get a reason; what it finds becomes metadata with the line it was found in. It guesses no title where the text
opens with prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.clean.bylines import byline_names, is_name, names
from sayso.clean.dates import date_line, full_date
from sayso.clean.found import Found
from sayso.clean.lines import Line, is_wrapped
from sayso.clean.phrases import phrases
from sayso.records import Metadatum, Span

# The head is at most so many lines that hold something.
_LONGEST_HEAD = 14
_LONGEST_TITLE = 180
_MOST_TITLE_WORDS = 22
_LOGO = re.compile(r"(?P<name>.{2,60}?)\s+(?:logo|логотип)", re.IGNORECASE)
# What the name of a newspaper, agency or site ends in, where it stands above the headline: 'The Lune Courier'.
_MASTHEAD = re.compile(
    r"(?P<name>(?:[^\W\d_a-zа-я][\w.'’-]*\s+){1,4}?"
    r"(?i:Agency|Bulletin|Chronicle|Courier|Daily|Digest|Express|Gazette|Globe|Guardian|Herald|Independent|Insider|Journal|"
    r"Ledger|Magazine|Mail|Mirror|Monitor|News|Observer|Post|Press|Record|Register|Report|Review|Sentinel|Standard|Star|"
    r"Sun|Telegraph|Times|Today|Tribune|Weekly|Wire|Новости|Газета|Вестник|Правда|Известия|Ведомости))"
    r"(?P<rest>(?: [-–—|] |, ?).{2,80})?"
)
_MOST_MASTHEAD_WORDS = 4
# Marks of Markdown around a heading.
_HEADING_MARKS = re.compile(r"^(?:#{1,6}\s+|\*\*|__)|(?:\*\*|__|\s#+)$")
_SECTION_WORDS = 5
_DESK = re.compile(r"from the desk of\s+", re.IGNORECASE)
_WIRES = (
    "Reuters|AP|Associated Press|AFP|UPI|EFE|EPA|TASS|ITAR-TASS|Interfax|Xinhua|RIA Novosti|Sputnik|Bloomberg|ANSA|dpa|"
    "ANI|PTI|IANS|Anadolu|AA|Ukrinform|Kyodo|Yonhap|CNN|CNS News|ТАСС|РИА Новости|Интерфакс|"
    # Call letters: a station of radio or television that filed the report.
    r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?(?: ?-?\d{1,2})?"
)
# 'WASHINGTON, June 10 (UPI) —', 'KYIV, Jan. 3, 2024 (Reuters) -'
_DATELINE = re.compile(
    r"[(]?(?P<place>[^\W\d_][\w.,'’ /-]{1,60}?)?,? ?"
    r"(?P<date>[^\W\d_]{3,9}\.? \d{1,2}(?:, ?\d{4})?|\d{1,2} [^\W\d_]{3,9}\.?(?: \d{4})?)?,? ?"
    rf"\((?P<wire>{_WIRES})\)\s*[-–—:.]{{1,2}}"
)
# A whole date among other words, looked for only in lines that are boilerplate anyhow.
_STAMP = re.compile(
    r"\b(?:\d{1,2} [^\W\d_]{3,10} \d{4}|[^\W\d_]{3,10}\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})\b"
)
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


@dataclass(slots=True, kw_only=True)
class Head(Found):
    """What was found in the head: metadata, the title's place among the lines, reasons for other lines by place.

    `opened`: a line was met that is the article's, title or not; what follows is no title.
    """

    title: int | None = None
    opened: bool = False
    reasons: dict[int, str] = field(default_factory=dict)


def read_head(listed: list[Line], language: str | None) -> Head:
    """Read the head of a text. `language` helps to read its dates."""
    head = Head()
    wrapped = is_wrapped(listed)
    prose_seen = 0
    for place, line in enumerate(listed[:_LONGEST_HEAD]):
        if prose_seen == 2:
            break
        if line.is_prose and not (head.title is None and place == 0 and _is_title(listed, place, wrapped)):
            prose_seen += 1
            _read_dateline(head, line)
            continue
        _read_line(head, listed, place, language, wrapped, before_prose=prose_seen == 0)
    return head


def _read_line(
    head: Head, listed: list[Line], place: int, language: str | None, wrapped: bool, before_prose: bool
) -> None:
    line = listed[place]
    if head.title is None and before_prose and not head.opened and _read_masthead(head, listed, place, wrapped):
        return
    if place > 0 and head.reasons.get(place - 1) in ("site logo", "section label") and _is_section(line):
        head.reasons[place] = "section label"
    elif phrases().reason(line, tail=False) is not None or line.is_separator:
        # 'Updated Jan. 3, 2024' is an update note and tells a date.
        if not _read_date(head, listed, place, language) and (stamp := _STAMP.search(line.core)):
            _keep_date(head, line, "published", full_date(stamp.group(), language), stamp.group())
    elif not _read_date(head, listed, place, language) and not _read_byline(head, listed, place):
        if before_prose and not head.opened and _is_title(listed, place, wrapped):
            _keep_title(head, listed, place, wrapped)
        elif (match := _DATELINE.fullmatch(line.words)) is not None:
            _keep_dateline(head, line, match)
            head.reasons[place] = "dateline"
        head.opened = True


def _read_masthead(head: Head, listed: list[Line], place: int, wrapped: bool) -> bool:
    """The outlet's name above the headline: 'X logo', a newspaper's name, or capitals over a row of links."""
    line = listed[place]
    if logo := _LOGO.fullmatch(line.core):
        head.reasons[place] = "site logo"
        head.add("outlet", _title_case(logo["name"]), "logo", line, logo["name"])
        return True
    if place > 0 or not _titles_below(listed, wrapped):
        return False
    masthead = _MASTHEAD.fullmatch(line.core)
    links = not listed[1].gap_before and len(line.words.split()) <= _MOST_MASTHEAD_WORDS and line.words.isupper()
    if masthead is None and not links:
        return False
    name = masthead["name"] if masthead else line.core
    head.reasons[place] = "site logo"
    head.add("outlet", _title_case(name), "masthead", line, name)
    rest = (masthead["rest"] or "").strip(" ,-–—|") if masthead else ""
    if (day := full_date(rest, None)) and not head.has("published"):
        head.add("published", day, "masthead", line, rest)
    return True


def _titles_below(listed: list[Line], wrapped: bool) -> bool:
    """Whether a headline stands between the first line and the first paragraph, set off by a gap."""
    for place, line in enumerate(listed[1:6], start=1):
        if line.is_prose:
            return False
        if line.gap_before and not byline_names(line.core) and date_line(line.core, None) is None:
            return _is_title(listed, place, wrapped) and phrases().reason(line, tail=False) is None
    return False


def _is_section(line: Line) -> bool:
    return not line.gap_before and len(line.words.split()) <= _SECTION_WORDS and not line.ends_sentence


def _title_case(name: str) -> str:
    """'EURASIAN STAR' as 'Eurasian Star', 'BBC' and 'BBC News' as they stand."""
    parts = [part.capitalize() if part.isupper() and len(part) > 3 else part for part in name.split()]
    small = {"THE": "The", "OF": "of", "AND": "and", "FOR": "for", "ON": "on", "IN": "in"}
    return " ".join(small.get(part, part) for part in parts)


def _read_date(head: Head, listed: list[Line], place: int, language: str | None) -> bool:
    line = listed[place]
    found = date_line(line.core, language)
    if found is None:
        return False
    _keep_date(head, line, found.name, found.value, found.words)
    head.reasons[place] = "date line"
    by = re.search(r"(?:^|\s|\|)by\s+", line.core, re.IGNORECASE)
    for name in names(line.core[by.end() :]) if by else []:
        head.add("author", name, "byline", line)
    above = place - 1
    # Blogs put the author's name alone on the line above the date, below the title; others below the date.
    if head.title is not None and above > head.title and above not in head.reasons and not line.gap_before:
        _read_bare_name(head, listed, above, "line above the date")
    elif head.title is not None and place + 1 < len(listed) and not listed[place + 1].gap_before:
        _read_bare_name(head, listed, place + 1, "line below the date")
    return True


def _keep_date(head: Head, line: Line, name: str, value: str | None, words: str) -> None:
    if value is not None and not head.has(name):
        head.add(name, value, "date line", line, words)


def _read_bare_name(head: Head, listed: list[Line], place: int, what: str) -> None:
    if is_name(listed[place].core) and not listed[place].ends_sentence:
        head.reasons[place] = "byline"
        head.add("author", listed[place].core, what, listed[place])


def _read_byline(head: Head, listed: list[Line], place: int) -> bool:
    """Keep the authors that a byline names. 'From the desk of X' is one too, but stays: it says who speaks."""
    line = listed[place]
    desk = _DESK.match(line.core)
    found = names(line.core[desk.end() :]) if desk else byline_names(line.core)
    for name in found:
        head.add("author", name, "byline", line)
    if found and not desk:
        head.reasons[place] = "byline"
    return bool(found)


def _read_dateline(head: Head, line: Line) -> None:
    if (match := _DATELINE.match(line.words[:200])) is not None:
        _keep_dateline(head, line, match)


def _keep_dateline(head: Head, line: Line, match: re.Match[str]) -> None:
    if not head.has("origin"):
        span = Span(line.span.start + match.start("wire"), line.span.start + match.end("wire"))
        where = f"dateline, line {line.number}"
        head.metadata.append(Metadatum(name="origin", value=match["wire"], where=where, span=span))
    day = match["date"] and full_date(match["date"], None)
    if day and not head.has("published"):
        head.add("published", day, "dateline", line, match["date"])


def _keep_title(head: Head, listed: list[Line], place: int, wrapped: bool) -> None:
    first = listed[place]
    last = listed[_end_of_block(listed, place)] if wrapped else first
    if last is first:
        value = first.words[:-1] if _ends_in_lone_full_stop(first.words) else first.words
        value = _HEADING_MARKS.sub("", _HEADING_MARKS.sub("", value)).rstrip(" ;") or first.words
        start = first.span.start + first.words.index(value)
        span = Span(start, start + len(value))
    else:
        block = listed[place : _end_of_block(listed, place) + 1]
        value, span = " ".join(line.words for line in block), Span(first.span.start, last.span.end)
    head.title = place
    head.metadata.append(Metadatum(name="title", value=value, where=f"line {first.number}", span=span))


def _ends_in_lone_full_stop(words: str) -> bool:
    return words.endswith(".") and not words.endswith("..") and not re.search(r"\b[A-Z]\.$|\. ", words)


def _end_of_block(listed: list[Line], place: int) -> int:
    """The last line of the block that starts at `place`."""
    end = place
    while end + 1 < len(listed) and not listed[end + 1].gap_before:
        end += 1
    return end


def _is_title(listed: list[Line], place: int, wrapped: bool) -> bool:
    """Whether this line reads as the headline of what follows."""
    line, below = listed[place], listed[place + 1 : place + 9]
    words = line.words
    if (
        not 4 <= len(words) <= _LONGEST_TITLE
        or len(words.split()) > _MOST_TITLE_WORDS
        or not any(map(str.isalpha, words))
    ):
        return False
    if len(words.split()) < 3 and len(words) < 20 and words.isascii():
        return False
    if words[0].islower() or words.endswith((":", ",", "—", "-", "–", "|")) or _DATELINE.match(words):
        return False
    if not any(under.is_prose for under in below):
        return False
    if wrapped and not below[0].gap_before:
        end = _end_of_block(listed, place)
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
