"""Dates as texts give them: a date line below the title, and 'Friday' against the day of publication.

dateparser reads the words of many languages; what it would guess is kept from it. A date line must give day, month and
year. A relative expression must say what it is relative to ('yesterday', 'two days ago', a weekday's name): a bare 'two
days', 'May' or '12' resolves to nothing, and neither does 'last week', which is no one day. dateparser is imported when
the first line that may hold a date is met.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

# A whole date among other words.
STAMP = r"\b(?:\d{1,2} [^\W\d_]{3,10} \d{4}|[^\W\d_]{3,10}\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})\b"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGITS = re.compile(r"[0-9]{3}")  # a year has as many at least
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?!\d*\.\d)|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
# 3/4/2022 is a different day on either side of an ocean.
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](?:19|20)\d\d(?!\d)")
_LABEL = re.compile(
    r"(?:(?:first |originally )?published|posted|created|date(?: (?:created|published))?|issued|filed|"
    r"дата(?: публикации)?|опубликовано|发布时间|发表于|日期|时间|發布時間)\s*(?:on|at)?\s*[:：=]?\s*",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"(?:last ?)?(?:updated|modified|edited|correct(?:ed|ion)|обновлено|更新|(?<=last)mod)\s*(?:on|at)?\s*[:：=]?\s*",
    re.IGNORECASE,
)
_CLUTTER = re.compile(r"\d{1,3} ?min(?:ute)?s? read|\b\d[\d,]* comments?\b|г\.$", re.IGNORECASE)
_PIECES = re.compile(r"\s*[|·•]\s*|\s[—–-]{1,2}\s|\s+by\s+(?=\S)|(?<=\d{4})\s*,\s*(?=[^\W\d_]{3,})", re.IGNORECASE)
_EDIT = re.compile(
    r"\b(?:updated|corrected|amended|edited|revised|modified|обновлено)(?: (?:on|at))?:? "
    rf"(?:\d{{1,2}}[:.]\d\d\S{{0,4}}(?: [A-Z]{{2,4}})?,? (?:on )?)?(?:[^\W\d_]{{6,11}},? )?(?P<date>{STAMP})",
    re.IGNORECASE,
)
# The time of day, and where its clock stands.
_HOUR = re.compile(
    r"(?:\b(?:at|в|um|à) )?(?:\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?|\b\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b\.?)"
    r"(?: ?\(?(?-i:[A-Z]{2,5})\b\)?)?",
    re.IGNORECASE,
)
_LONGEST_OPEN_LINE = 80
_MOST_DAY_WORDS = 4
# A day up to the known date, but less than a year before it: a day just past that date is more likely a slip of clocks.
_LONGEST_BACK = timedelta(days=350)
_LONGEST_DATE_LINE = 120
_LONGEST_DATE = 50

# Words that tie an expression to the day it is said, by language.
_TIED = {
    "en": r"yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening)|\bago$",
    "ru": r"вчера|позавчера|сегодня|завтра|послезавтра|назад$",
    "uk": r"вчора|позавчора|сьогодні|завтра|тому$",
    "kk": r"кеше|бүгін|ертең|бұрын$",
    "ar": r"^(?:أمس|اليوم|غدا|غدًا)$|^(?:منذ|قبل) ",
    "zh": r"昨天|前天|今天|明天|昨日|今日|明日|前$",
    "de": r"gestern|vorgestern|heute|morgen|^vor ",
    "fr": r"hier|avant-hier|aujourd|demain|^il y a ",
    "es": r"ayer|anteayer|hoy|mañana|^hace ",
}
# A weekday alone, with a preposition or a part of the day, is the last such day; 'last Friday' never is today.
_PART_OF_DAY = re.compile(
    r"\s+(?:early |late )?(?:morning|afternoon|evening|night|утром|вечером|днем|днём|ночью)$|^(?:early |late )?(?:on )?"
    r"(?:early |late )?",
    re.IGNORECASE,
)
_LAST = re.compile(r"^(?:last |прошл\w+ |в прошл\w+ |上)", re.IGNORECASE)
_LONGEST_RELATIVE = 40
# Two Wednesdays in two months and years: what falls on the same weekday before both is a weekday's name and no date.
_WEDNESDAYS = (datetime(2024, 5, 15), datetime(2023, 8, 16))


class DateLine(NamedTuple):
    """What a date line tells. `name` is 'published' or 'edited', `value` ISO 8601, `words` the words as they stand."""

    name: str
    value: str
    words: str


def date_line(core: str, language: str | None) -> DateLine | None:
    """The date that a line gives as its whole purpose, beside a byline, a section or a reading time; None in prose.

    Day, month and year must be there. `language` is the text's; English is tried besides.
    """
    if len(core) > _LONGEST_DATE_LINE or not _YEAR.search(core):
        return None
    pieces = [piece for piece in _PIECES.split(_CLUTTER.sub(" ", core)) if piece and piece.strip()]
    if any(len(piece) > _LONGEST_DATE for piece in pieces) or len(pieces) > 5:
        return None
    for piece in pieces:
        name, words = "published", piece.strip(" .,:;()")
        if label := _LABEL.match(words):
            words = words[label.end() :]
        elif label := _EDITED.match(words):
            name, words = "edited", words[label.end() :]
        value = _YEAR.search(words) and full_date(words, language)
        if value:
            return DateLine(name, value, words)
    return None


def edited_on(core: str, language: str | None) -> DateLine | None:
    """The day of 'This article was updated on 9 January 2022 to ...'; dates elsewhere in such a note are others."""
    found = _EDIT.search(core)
    value = found and full_date(found["date"], language)
    return DateLine("edited", value, found["date"]) if found and value else None


class OpenDay(NamedTuple):
    """Words that may name a day without its year. `labelled`: what stands before them says that a date of
    publication is meant; `told`: that does, or a time of day beside them."""

    words: str
    told: bool
    labelled: bool


def open_days(core: str) -> list[OpenDay]:
    """The pieces of a line that may name a day without its year: 'Friday' of 'Published Friday, 10:05 | World'."""
    if not core or len(core) > _LONGEST_OPEN_LINE:
        return []
    found = []
    for piece in _PIECES.split(_CLUTTER.sub(" ", core)):
        words = piece.strip(" .,:;()") if piece else ""
        if _EDITED.match(words) or _YEAR.search(words):
            continue
        label = _LABEL.match(words)
        day = _HOUR.sub(" ", words[label.end() :] if label else words)
        told = bool(label) or len(day) < len(words)
        day = day.strip(" .,:;()")
        if day and len(day.split()) <= _MOST_DAY_WORDS:
            found.append(OpenDay(day, told, bool(label)))
    return found


def resolve_open_day(words: str, known: str, language: str | None) -> str | None:
    """ISO 8601 of 'Friday', 'yesterday' or '7 January' counted back from the `known` date; None where they do not tell."""
    for tried in dict.fromkeys([language or "en", "en"]):
        if day := resolve_date(words, known, tried):
            return day
    base = _moment(known)
    if base is None or not re.search(r"(?<!\d)\d{1,2}(?!\d)", words) or not any(map(str.isalpha, words)):
        return None
    for year in (base.year, base.year - 1):
        value = full_date(f"{year}年{words}" if "月" in words else f"{words} {year}", language)
        if value is None or (found := date.fromisoformat(value[:10])) > base.date():
            continue
        # 'Friday, 7 January' tells the year as well, unless no year fits.
        named = {resolve_date(word, value[:10], language or "en") for word in re.findall(r"[^\W\d_]{3,12}", words)}
        if named <= {None, value[:10]}:
            return value[:10] if base.date() - found <= _LONGEST_BACK else None
    return None


def full_date(words: str, language: str | None) -> str | None:
    """ISO 8601 of words that give day, month and year; with the time of day where they give one. None otherwise."""
    words = words.strip(" .,:;()")
    if not 6 <= len(words) <= _LONGEST_DATE or not _DIGITS.search(words):
        return None
    if words.isascii() and len(re.findall(r"[0-9]+", words)) < 2:
        return None  # a year, and no day
    if (slashed := _SLASHED.search(words)) and max(int(slashed[1]), int(slashed[2])) <= 12:
        return None
    languages = tuple(dict.fromkeys([language or "en", "en"]))
    found = _read(
        words, languages, STRICT_PARSING=True, REQUIRE_PARTS=["day", "month", "year"], RELATIVE_BASE=_WEDNESDAYS[0]
    )
    if found is None or str(found.year) not in words:
        return None
    return found.isoformat(timespec="minutes") if _CLOCK.search(words) else found.date().isoformat()


def resolve_date(words: str, published: str | None, language: str = "en") -> str | None:
    """The day that `words` mean in a text published on `published`, as an ISO 8601 date; None where they do not tell.

    A weekday's name is the last such day up to the day of publication, as news uses it; with 'last', before it. Weeks,
    months and years ago are no one day. Hours ago need a time of day in `published`. Whole dates need no `published`.
    """
    words = words.strip(" .,:;()\"'“”")
    if not words or len(words) > _LONGEST_RELATIVE:
        return None
    if _YEAR.search(words):
        whole = full_date(words, language)
        return whole and whole[:10]
    base = _moment(published)
    if base is None:
        return None
    if language in _TIED and re.search(_TIED[language], words, re.IGNORECASE):
        return _tied(words.lower(), base, language, has_time=published is not None and "T" in published)
    return _weekday(words, base, language)


def _tied(words: str, base: datetime, language: str, has_time: bool) -> str | None:
    # 'this morning' and 'tonight' are today; dateparser knows the words for the day only.
    if re.fullmatch(r"this (?:morning|afternoon|evening)|tonight", words):
        return base.date().isoformat()
    words = re.sub(r"^(?:earlier|late|early|on) ", "", _PART_OF_DAY.sub("", words))
    found = _data(words, (language,), RELATIVE_BASE=base, PARSERS=["relative-time"])
    if found is None or found.date_obj is None or found.period not in ("day", "time"):
        return None
    if found.date_obj.time() != base.time() and not has_time:
        return None
    resolved: date = found.date_obj.date()
    return resolved.isoformat()


def _weekday(words: str, base: datetime, language: str) -> str | None:
    last = _LAST.match(words)
    day = _PART_OF_DAY.sub("", words[last.end() :] if last else words).strip()
    if not day or any(sign.isdigit() for sign in day) or len(day.split()) > 2:
        return None
    if len(day) < 5 and day[0].islower() and day.isascii():
        return None  # 'Sat' is a day, 'sat' and 'sun' seldom are
    weekdays = set()
    for wednesday in _WEDNESDAYS:
        found = _data(day, (language,), RELATIVE_BASE=wednesday, PREFER_DATES_FROM="past", PARSERS=["absolute-time"])
        if found is None or found.date_obj is None or found.period != "day":
            return None
        if not timedelta(0) < wednesday - found.date_obj <= timedelta(days=7):
            return None
        weekdays.add(found.date_obj.weekday())
    if len(weekdays) != 1:
        return None
    back = (base.weekday() - weekdays.pop()) % 7
    if last and back == 0:
        back = 7
    return (base.date() - timedelta(days=back)).isoformat()


def _moment(published: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(published).replace(tzinfo=None) if published else None
    except ValueError:
        return None


def _read(words: str, languages: tuple[str, ...], **settings: Any) -> datetime | None:
    found = _data(words, languages, **settings)
    moment: datetime | None = found.date_obj if found else None
    return moment


def _data(words: str, languages: tuple[str, ...], **settings: Any) -> Any:
    """dateparser's answer; None where it knows none of the languages, or fails, as it does on some odd numerals."""
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    known = [language for language in languages if language in language_order]
    if not known:
        return None
    try:
        return DateDataParser(languages=known, settings=settings).get_date_data(words)
    except (ValueError, OverflowError, TypeError):
        return None
