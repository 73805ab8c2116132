"""Metadata in lines that are boilerplate: original address and origin, the outlet, and authors named only at the end.

It reads the lines that `boilerplate.py` marked and marks none itself, except a byline below the article. It does not
decide between what it and the head found: the caller keeps the head's author where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.clean import front_matter
from sayso.clean.boilerplate import subject_name
from sayso.clean.bylines import byline_names, is_person, names
from sayso.clean.dates import date_line, edited_on
from sayso.clean.found import Found
from sayso.clean.head import Head
from sayso.clean.lines import Line
from sayso.records import Metadatum

# Bylines and dates below the article stand in its last lines.
_FOOT = 12
_DATED = re.compile(
    r"(?:first |originally )?(?:published|posted|created|updated|date|дата|опубликовано|发布时间)\b", re.IGNORECASE
)
_URL = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:/[^\s<>\"“”]*)?", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"[<(\[*_]{0,2}(?P<address>https?://[^\s/<>]+/[^\s<>]*[^\s<>\])*_])[>)\]*_]{0,2}", re.IGNORECASE)
_ADDRESS_LINE = re.compile(
    r"[*_]{0,2}(?:url|permalink|web address|article (?:url|link))\s*[:：]\s*[*_]{0,2}\s*<?(?P<address>https?://[^\s/<>]+/[^\s<>]+)>?",
    re.IGNORECASE,
)
# Pictures, films, posts and shortened links, which a page shows and is not.
_NOT_ARTICLES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|mp4|mp3|pdf)(?:[?#]|$)|"
    r"//(?:www\.|m\.)?(?:t\.co|pic\.twitter\.com|twitter\.com|x\.com|bit\.ly|tinyurl\.com|youtu\.be|youtube\.com|"
    r"instagram\.com|facebook\.com|t\.me)/",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"(?:original|sources?|источник|оригинал|первоисточник|来源|來源|原文|转载自|转自|本文转自|文章来源|稿源)"
    r"[^:：]{0,30}[:：]\s*(?P<named>.{2,120})|"
    r"(?:.{0,60}\b(?:originally|first) (?:published|appeared|posted) (?:by|on|in|at) |republished from |"
    r"reprinted (?:from|courtesy of) |translated from |via:? )(?:the )?(?P<told>.{2,80})",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))[\s©,]*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s*)?(?:by )?"
    r"(?P<name>.{2,60}?)(?:[.,|;]|\s+(?:all rights|inc|llc|ltd)\b|$)",
    re.IGNORECASE,
)
_SUBSCRIBE = re.compile(
    r"(?i:subscribe to|sign up for) (?P<name>(?:[A-Z][\w&.-]*)(?: [A-Z][\w&.-]*){0,4})"
    r"(?:(?:'s)? (?i:free )?(?i:newsletters?))?"
)
_NOT_OUTLETS = re.compile(
    r"\b(?:newsletter|newsletters|podcast|channel|our|best|articles?|blog|email|updates|today)\b", re.IGNORECASE
)
_NO_ORIGIN = re.compile(
    r":|^(?:twitter|facebook|youtube|instagram|google|wikipedia|author|staff|various|own)$", re.IGNORECASE
)
_FOLLOW = re.compile(
    r"follow (?P<name>(?-i:[A-Z])[\w'.-]+(?: (?-i:[A-Z])[\w'.-]+){1,3}) on (?:twitter|x|facebook|instagram|bluesky)\b",
    re.IGNORECASE,
)
# 'To reach Anna Berg, call 555-0100 or send email to ...'
_REACH = re.compile(r"\bto reach (?P<name>[^,.]{3,60}), (?:call|phone|e-?mail|send|write)\b", re.IGNORECASE)
_REPORTING = re.compile(r"(?:reporting|story|words|text|written|writing) by (?P<names>[^;()]{3,120})", re.IGNORECASE)


def read_foot(head: Head, listed: list[Line], reasons: dict[int, str]) -> list[Metadatum]:
    """What the boilerplate tells and the head did not. Bylines below the article are added to `reasons`."""
    foot = Found()
    for place, line in enumerate(listed):
        if (reader := _READERS.get(reasons.get(place, ""))) is not None:
            reader(foot, line)
    _read_dates(foot, listed, reasons)
    if not foot.has("address"):
        _read_address(foot, head, listed, reasons)
    if not head.has("author"):
        _read_authors(foot, listed, reasons)
    return [metadatum for metadatum in foot.metadata if not head.has(metadatum.name)]


def _read_dates(foot: Found, listed: list[Line], reasons: dict[int, str]) -> None:
    """Dates below the article that say what they are: 'Published: 3 May 2022'."""
    for place in range(max(0, len(listed) - _FOOT), len(listed)):
        core = listed[place].core
        if place not in reasons and _DATED.match(core) and (found := date_line(core, None)) is not None:
            foot.add(found.name, found.value, "date line", listed[place], found.words)
            reasons[place] = "date line"


def _read_edit(foot: Found, line: Line) -> None:
    if (found := edited_on(line.core, None)) is not None and not foot.has("edited"):
        foot.add("edited", found.value, "update note", line, found.words)


def _read_address(foot: Found, head: Head, listed: list[Line], reasons: dict[int, str]) -> None:
    """The address that front matter, a label, or a line of its own in the head gives, if it is the only one there."""
    told = [(listed[place], words, "front matter") for place, _, words in front_matter.addresses(listed, head.first)] or [
        (listed[place], match["address"], "address line")
        for place in sorted(reasons)
        if (place < head.end or place >= len(listed) - _FOOT)
        and (match := _ADDRESS_LINE.fullmatch(listed[place].words)) is not None
    ]
    above = next(
        (place for place in range(head.first, head.end) if place != head.title and listed[place].ends_sentence), head.end
    )
    told = told or [
        (listed[place], match["address"], "address line")
        for place in range(head.first, above)
        if reasons.get(place) == "page furniture"
        and (match := _BARE_ADDRESS.fullmatch(listed[place].words)) is not None
        and not _NOT_ARTICLES.search(match["address"])
    ]
    if len({words for _, words, _ in told}) == 1:
        line, words, what = told[0]
        foot.add("address", words, what, line)


def _read_provenance(foot: Found, line: Line) -> None:
    match = _ORIGIN.match(line.core)
    if match is None:
        return
    named = (match["named"] or match["told"]).strip(" .,:;()[]")
    address = _URL.match(named)
    if address and address.group() == named:
        value = address.group().rstrip(".,;")
        if "/" in value.removeprefix("http://").removeprefix("https://").rstrip("/") and not foot.has("address"):
            foot.add("address", value, "provenance line", line)
        host = re.sub(r"^(?:https?://)?(?:www\.)?", "", value, flags=re.IGNORECASE).split("/")[0]
        foot.add("origin", host, "provenance line", line)
        return
    for name in re.split(r",\s+|\s+and\s+|\s*[/;]\s*", re.split(r"\s+[-–—|]\s+|\s+\(|\s+on \w+ \d|\.\s", named)[0]):
        if 2 <= len(name) <= 50 and len(name.split()) <= 6 and not name[0].islower() and not _NO_ORIGIN.search(name):
            foot.add("origin", name, "provenance line", line)


def _read_wire(foot: Found, line: Line) -> None:
    words = re.sub(r"^[a-zA-Z]{2,4}(?:/[a-zA-Z]{2,4})+\s*\(", "", line.core)  # the initials of a desk: 'ab/cd (AP, AFP)'
    for name in re.split(r"\s*[,/&+]\s*|\s+and\s+|\s+with\s+", words):
        if name and name.lower() not in ("agencies", "wires"):
            foot.add("origin", name, "agency credit", line)


def _read_copyright(foot: Found, line: Line) -> None:
    match = _COPYRIGHT.search(line.core)
    if match and not foot.has("outlet"):
        name = re.sub(r"\s*(?:19|20)\d\d$", "", match["name"].strip(" .,-–—|"))
        if len(name.split()) <= 5 and name[:1].isupper() and not name.lower().startswith(("all rights", "the author")):
            foot.add("outlet", name, "copyright line", line)


def _read_newsletter(foot: Found, line: Line) -> None:
    match = _SUBSCRIBE.fullmatch(line.core)
    if match and not foot.has("outlet") and not _NOT_OUTLETS.search(match["name"]):
        foot.add("outlet", match["name"].removesuffix("'s"), "newsletter box", line)


_READERS: dict[str, Callable[[Found, Line], None]] = {
    "provenance line": _read_provenance,
    "agency credit": _read_wire,
    "copyright line": _read_copyright,
    "newsletter box": _read_newsletter,
    "update note": _read_edit,
}


def _read_authors(foot: Found, listed: list[Line], reasons: dict[int, str]) -> None:
    """Authors from what says it most plainly: a byline below, then 'Reporting by', 'Follow X on Twitter', the bio."""
    tries: list[tuple[str, str, Callable[[str], list[str]]]] = [
        ("credit line", "byline", byline_names),
        ("credit line", "credit line", _reporters),
        ("share line", "follow line", _followed),
        ("contact line", "follow line", _followed),
        ("author bio", "author bio", _subject),
    ]
    for place in range(max(0, len(listed) - _FOOT), len(listed)):
        found = byline_names(listed[place].core) if place not in reasons else []
        for name in found:
            foot.add("author", name, "byline", listed[place])
            reasons[place] = "byline"
    for reason, what, read in tries:
        if foot.has("author"):
            return
        for place in sorted(place for place, given in reasons.items() if given == reason):
            for name in read(listed[place].core):
                foot.add("author", name, what, listed[place])
            if reason == "author bio" and not foot.has("author"):
                _add_by_first_name(foot, listed, place, reasons)


def _reporters(core: str) -> list[str]:
    match = _REPORTING.match(core)
    return [name for name in names(match["names"]) if is_person(name)] if match else []


def _followed(core: str) -> list[str]:
    match = _FOLLOW.search(core)
    if match is None:
        return [match["name"] for match in _REACH.finditer(core) if is_person(match["name"])]
    return [match["name"]] if is_person(match["name"]) else []


def _add_by_first_name(foot: Found, listed: list[Line], bio: int, reasons: dict[int, str]) -> None:
    """'Peter covers politics' with 'By Peter Weber' below other articles of the page: the one full name that fits."""
    first = listed[bio].words.split()[0]
    full = {
        name: place
        for place, reason in reasons.items()
        if reason == "related stories"
        for name in byline_names(listed[place].core)
        if name.split()[0] == first
    }
    if len(full) == 1:
        [(name, place)] = full.items()
        foot.add("author", name, f"author bio, line {listed[bio].number}, and byline", listed[place])


def _subject(core: str) -> list[str]:
    verb = re.search(
        r" (?:is|was|has|works|covers|writes|edits|reports|teaches|studies|serves|joined|hosts|chairs|leads)\b", core
    )
    name = subject_name(core[: verb.start()]) if verb else None
    return [name] if name and is_person(name) else []
