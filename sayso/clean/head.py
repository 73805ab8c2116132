"""What stands above the article: logo and section, title, byline, date line, and the dateline of its first paragraph.

It reads down from the first line and stops at the second paragraph of prose. Lines that it recognises, the title
aside, get a reason; what it finds becomes metadata with the line it was found in. It guesses no title where the text
opens with prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.clean import front_matter
from sayso.clean.bylines import beside_names, byline_names, is_name, is_person, names
from sayso.clean.dates import STAMP, date_line, edited_on, full_date
from sayso.clean.found import Found
from sayso.clean.lines import Line, is_wrapped
from sayso.clean.outlets import dated_masthead, heads_a_page, is_outlet, masthead, title_case
from sayso.clean.phrases import phrases
from sayso.clean.titles import is_title, plain_words, title_datum
from sayso.records import Metadatum, Span

# The head is at most so many lines that hold something.
_LONGEST_HEAD = 14
_LOGO = re.compile(r"(?P<name>.{2,60}?)\s+(?:logo|логотип)", re.IGNORECASE)
_MOST_MASTHEAD_WORDS = 4
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
# A whole date in a line that is boilerplate anyhow; a picture's or another story's day is not the article's.
_STAMP = re.compile(STAMP)
_UNDATED = frozenset({"photo credit", "photo caption", "related stories", "editor's note"})


@dataclass(slots=True, kw_only=True)
class Head(Found):
    """What was found in the head: metadata, the title's place among the lines, reasons for other lines by place.

    `first`: the place of the first line below the front matter. `end`: of the first line of prose, or of the first that
    the head does not reach. `opened`: a line was met that is the article's, title or not; what follows is no title.
    `headline`: the line that a newspaper's name directly above it makes the title. `undated`: the place and the words of
    a dateline's day without a year.
    """

    first: int = 0
    end: int = 0
    title: int | None = None
    opened: bool = False
    headline: int | None = None
    undated: tuple[int, str] | None = None
    reasons: dict[int, str] = field(default_factory=dict)


def read_head(listed: list[Line], text: str, language: str | None) -> Head:
    """Read the head of a text. `language` helps to read its dates."""
    first = front_matter.end_of_front_matter(listed, text)
    head = Head(first=first, end=min(first + _LONGEST_HEAD, len(listed)))
    if first:
        _read_front_matter(head, listed, language)
    wrapped = is_wrapped(listed)
    prose_seen = 0
    for place in range(first, head.end):
        line = listed[place]
        if prose_seen == 2:
            break
        if line.is_prose and not (head.title is None and place == first and _is_title(listed, place, wrapped)):
            if prose_seen == 0:
                head.end = place
            prose_seen += 1
            _read_dateline(head, listed, place)
            continue
        _read_line(head, listed, place, language, wrapped, before_prose=prose_seen == 0)
    return head


def _read_front_matter(head: Head, listed: list[Line], language: str | None) -> None:
    """Dates and authors are read as in any line, what has a phrase of its own is left to it, the rest is marked whole."""
    for place in range(head.first):
        if place in (0, head.first - 1) or phrases().reason(listed[place], tail=False) is not None:
            continue
        if not _read_date(head, listed, place, language) and not _read_byline(head, listed, place, language):
            head.reasons[place] = "front matter"
    for place, start, words in front_matter.titles(listed, head.first):
        value = plain_words(words)
        # The same words as a heading below are the title that a reader sees.
        below = head.first < len(listed) and _is_title(listed, head.first, wrapped=False)
        if below and title_datum(listed, head.first, wrapped=False).value == value:
            return
        begin = listed[place].span.start + start
        span = Span(begin, begin + len(words))
        head.metadata.append(
            Metadatum(name="title", value=value, where=f"front matter, line {listed[place].number}", span=span)
        )
        head.title = place
        head.reasons.pop(place, None)
        return


def _read_line(head: Head, listed: list[Line], place: int, language: str | None, wrapped: bool, before_prose: bool) -> None:
    if place in head.reasons:
        return
    line = listed[place]
    titled = head.title is not None or head.opened or not before_prose
    if place == head.headline:
        _keep_title(head, listed, place, wrapped=False)
        return
    if not titled and _read_masthead(head, listed, place, wrapped):
        return
    if place > 0 and head.reasons.get(place - 1) in ("site logo", "section label") and _is_section(line):
        head.reasons[place] = "section label"
    elif (reason := phrases().reason(line, tail=False)) is not None or line.is_separator:
        if not _read_date(head, listed, place, language) and reason not in _UNDATED:
            _read_stamp(head, line, language, reason)
    elif not _read_date(head, listed, place, language) and not _read_byline(head, listed, place, language):
        if not titled and _is_title(listed, place, wrapped):
            _keep_title(head, listed, place, wrapped)
        elif (match := _DATELINE.fullmatch(line.words)) is not None:
            _keep_dateline(head, listed, place, match)
            head.reasons[place] = "dateline"
        head.opened = True


def _keep_title(head: Head, listed: list[Line], place: int, wrapped: bool) -> None:
    head.title = place
    head.metadata.append(title_datum(listed, place, wrapped))
    head.opened = True


def _is_title(listed: list[Line], place: int, wrapped: bool) -> bool:
    return not _DATELINE.match(listed[place].words) and is_title(listed, place, wrapped)


def _read_stamp(head: Head, line: Line, language: str | None, reason: str | None) -> None:
    """A date in a line of boilerplate; an update note tells when the text was edited, or nothing."""
    if reason == "update note":
        if edited := edited_on(line.core, language):
            _keep_date(head, line, "edited", edited.value, edited.words)
    elif stamp := _STAMP.search(line.core):
        _keep_date(head, line, "published", full_date(stamp.group(), language), stamp.group())


def _read_masthead(head: Head, listed: list[Line], place: int, wrapped: bool) -> bool:
    """The outlet's name above the headline: 'X logo', a newspaper's name, or capitals over a row of links."""
    line = listed[place]
    if logo := _LOGO.fullmatch(line.core):
        head.reasons[place] = "site logo"
        head.add("outlet", title_case(logo["name"]), "logo", line, logo["name"])
        return True
    if place > head.first:
        return False
    if _stands_on_headline(listed, place, wrapped):
        head.headline = place + 1
    elif not _titles_below(listed, place, wrapped):
        return False
    found = masthead(line.core)
    links = not listed[place + 1].gap_before and len(line.words.split()) <= _MOST_MASTHEAD_WORDS and line.words.isupper()
    if found is None and not links:
        return False
    name = found.name if found else line.core
    head.reasons[place] = "site logo"
    head.add("outlet", title_case(name), "masthead", line, name)
    if found and (day := full_date(found.rest, None)) and not head.has("published"):
        head.add("published", day, "masthead", line, found.rest)
    return True


def _stands_on_headline(listed: list[Line], place: int, wrapped: bool) -> bool:
    """Whether a newspaper's name stands directly on a headline, which a byline or a date below it makes one."""
    block = listed[place : place + 3]
    return (
        len(block) == 3
        and heads_a_page(block[0].core)
        and not block[1].gap_before
        and _is_title(listed, place + 1, wrapped)
        and bool(byline_names(block[2].core) or date_line(block[2].core, None))
    )


def _titles_below(listed: list[Line], first: int, wrapped: bool) -> bool:
    """Whether a headline stands between the first line and the first paragraph, set off by a gap."""
    for place, line in enumerate(listed[first + 1 : first + 6], start=first + 1):
        if line.is_prose:
            return False
        if line.gap_before and not byline_names(line.core) and date_line(line.core, None) is None:
            return _is_title(listed, place, wrapped) and phrases().reason(line, tail=False) is None
    return False


def _is_section(line: Line) -> bool:
    return not line.gap_before and len(line.words.split()) <= _SECTION_WORDS and not line.ends_sentence


def _read_date(head: Head, listed: list[Line], place: int, language: str | None) -> bool:
    line = listed[place]
    found = date_line(line.core, language)
    if found is None:
        return _read_dated_masthead(head, listed, place, language)
    _keep_date(head, line, found.name, found.value, found.words)
    head.reasons[place] = "date line"
    by = re.search(r"(?:^|\s|\|)by\s+", line.core, re.IGNORECASE)
    for name in names(line.core[by.end() :]) if by else []:
        head.add("author", name, "byline", line)
    if by and (beside := beside_names(line.core[by.end() :], language)).outlet:
        _keep_outlet(head, line, beside.outlet, "byline")
    if head.title is not None:
        _read_around_date(head, listed, place)
    return True


def _read_around_date(head: Head, listed: list[Line], place: int) -> None:
    """Blogs put the author's name alone on the line above the date, below the title; others below the date.

    Between the author and the date the outlet's name may stand, or below the date.
    """
    title, above = head.title or 0, place - 1
    below = place + 1 if place + 1 < len(listed) and not listed[place + 1].gap_before else None
    if above > title and above not in head.reasons and not listed[place].gap_before:
        _read_bare_name(head, listed, above, "line above the date")
        is_byline_above = above - 1 > title and above - 1 not in head.reasons and not listed[above].gap_before
        if is_outlet(listed[above].core) and is_byline_above and is_person(listed[above - 1].core):
            _read_bare_name(head, listed, above - 1, "line above the date")
        if below is not None and is_outlet(listed[below].core):
            _read_bare_name(head, listed, below, "line below the date")
    elif below is not None:
        _read_bare_name(head, listed, below, "line below the date")


def _read_dated_masthead(head: Head, listed: list[Line], place: int, language: str | None) -> bool:
    """'The Lune Courier, March 5, 2024' below the title."""
    line = listed[place]
    if head.title is None or (found := dated_masthead(line.core, language)) is None:
        return False
    name, day = found
    _keep_outlet(head, line, name.name, "date line")
    _keep_date(head, line, "published", day, name.rest)
    head.reasons[place] = "date line"
    return True


def _keep_date(head: Head, line: Line, name: str, value: str | None, words: str) -> None:
    if value is not None and not head.has(name):
        head.add(name, value, "date line", line, words)


def _keep_outlet(head: Head, line: Line, words: str | None, what: str) -> None:
    if words and not head.has("outlet"):
        head.add("outlet", title_case(words), what, line, words)


def _read_bare_name(head: Head, listed: list[Line], place: int, what: str) -> None:
    """The author's name alone on a line; or the outlet's, as below a byline, which names nobody twice."""
    line = listed[place]
    if line.ends_sentence or place in head.reasons:
        return
    if is_outlet(line.core):
        head.reasons[place] = "byline"
        _keep_outlet(head, line, line.core, what)
    elif is_person(line.core) if head.has("author") else is_name(line.core):
        head.reasons[place] = "byline"
        head.add("author", line.core, what, line)


def _read_byline(head: Head, listed: list[Line], place: int, language: str | None) -> bool:
    """Keep the authors that a byline names. 'From the desk of X' is one too, but stays: it says who speaks."""
    line = listed[place]
    desk = _DESK.match(line.core)
    found = names(line.core[desk.end() :]) if desk else byline_names(line.core)
    for name in found:
        head.add("author", name, "byline", line)
    if found and not desk:
        head.reasons[place] = "byline"
        beside = beside_names(line.core, language)
        _keep_outlet(head, line, beside.outlet, "byline")
        _keep_date(head, line, "published", beside.published, beside.words)
        below = listed[place + 1] if place + 1 < len(listed) else None
        if head.title is not None and below and not below.gap_before and is_outlet(below.core):
            head.reasons[place + 1] = "byline"
            _keep_outlet(head, below, below.core, "line below the byline")
    return bool(found)


def _read_dateline(head: Head, listed: list[Line], place: int) -> None:
    if (match := _DATELINE.match(listed[place].words[:200])) is not None:
        _keep_dateline(head, listed, place, match)


def _keep_dateline(head: Head, listed: list[Line], place: int, match: re.Match[str]) -> None:
    line = listed[place]
    if not head.has("origin"):
        span = Span(line.span.start + match.start("wire"), line.span.start + match.end("wire"))
        where = f"dateline, line {line.number}"
        head.metadata.append(Metadatum(name="origin", value=match["wire"], where=where, span=span))
    day = match["date"] and full_date(match["date"], None)
    if day and not head.has("published"):
        head.add("published", day, "dateline", line, match["date"])
    elif match["date"] and not day and head.undated is None:
        head.undated = (place, match["date"])
