"""A date as a file states it, as ISO 8601; no date is guessed, and nothing is asked of the clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Month names are looked for in these; asking all of dateparser's two hundred takes seconds once.
LANGUAGES = [
    "en", "ru", "uk", "kk", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "cs", "bg", "sr", "hr", "ro", "el", "tr",
    "ar", "fa", "he", "hi", "zh", "ja", "ko", "id", "vi",
]  # fmt: skip
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
AMBIGUOUS = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")  # 05/06/2014: the fifth of June or the sixth of May
YEAR = re.compile(r"(?<!\d)(1[89]|20)\d\d(?!\d)")


def iso(value: str | None) -> str | None:
    """`value` as an ISO 8601 date, or date and time where it gives one; None where it names no certain day."""
    if not value or not (value := value.strip()) or len(value) > 100:
        return None
    if DAY.fullmatch(value):
        return value if valid(value) else None
    for parse in (from_iso, from_mail, from_seconds, from_words):
        try:
            if found := parse(value):
                return found
        except (ValueError, OverflowError, TypeError, IndexError, OSError):
            continue
    return None


def valid(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def from_iso(value: str) -> str | None:
    if not re.match(r"\d{4}-?\d\d-?\d\d", value) or (value.isdigit() and len(value) != 8):
        return None
    moment = datetime.fromisoformat(value)
    return moment.isoformat(timespec="seconds") if re.search(r"\d:?\d\d", value[8:]) else moment.date().isoformat()


def from_mail(value: str) -> str | None:
    return parsedate_to_datetime(value).isoformat(timespec="seconds")


def from_seconds(value: str) -> str | None:
    """Unix time in seconds or milliseconds, from 1990 to 2100."""
    if not re.fullmatch(r"\d{9,13}(\.\d+)?", value):
        return None
    seconds = float(value)
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if 631152000 <= seconds < 4102444800 else None


def from_words(value: str) -> str | None:
    """'5 January 2022', 'Jan. 5, 2022 10:00', '5 января 2022', '25.12.2021'; not '05/06/2014', not 'yesterday'."""
    if not YEAR.search(value) or len(re.findall(r"\d+", value)) < 2:  # a year and a day at least
        return None
    if (numbers := AMBIGUOUS.match(value)) and "." not in numbers[0] and max(map(int, numbers.group(1, 2))) <= 12:
        return None
    import dateparser  # lazily: heavy, and most files give ISO dates

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "DATE_ORDER": "DMY" if "." in value else "MDY"}
    moment: datetime | None = dateparser.parse(value, languages=LANGUAGES, settings=settings)
    if moment is None:
        return None
    return moment.isoformat(timespec="seconds") if re.search(r"\d:\d\d", value) else moment.date().isoformat()
