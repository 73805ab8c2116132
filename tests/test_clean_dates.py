"""Dates: what words mean against the day of publication, and what is not guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.clean import resolve_date
from sayso.clean.dates import date_line

FRIDAY = "2022-11-18"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Friday", "2022-11-18"),
        ("on Thursday", "2022-11-17"),
        ("last Friday", "2022-11-11"),
        ("late on Saturday", "2022-11-12"),
        ("Tuesday night", "2022-11-15"),
        ("yesterday", "2022-11-17"),
        ("the day before yesterday", "2022-11-16"),
        ("two days ago", "2022-11-16"),
        ("this morning", "2022-11-18"),
        ("tomorrow", "2022-11-19"),
        ("November 3, 2021", "2021-11-03"),
    ],
)
def test_resolved(words: str, expected: str) -> None:
    assert resolve_date(words, FRIDAY) == expected


@pytest.mark.parametrize(
    "words",
    [
        *("", "a", "two", "12", "two days", "an hour", "in 2 days", "May", "sun", "March 3", "the 10th", "now", "2022"),
        *("next Friday", "every Friday", "Good Friday", "Friday the 13th", "last week", "two weeks ago", "2 hours ago"),
        *("3/4/2022", "a day earlier", "Christmas", "x" * 5000),
    ],
)
def test_not_guessed(words: str) -> None:
    assert resolve_date(words, FRIDAY) is None


@pytest.mark.parametrize("published", [None, "", "Friday", "2022", "not a date"])
def test_needs_a_day_of_publication(published: str | None) -> None:
    assert resolve_date("Friday", published) is None


def test_hours_need_a_time_of_day() -> None:
    assert resolve_date("2 hours ago", "2022-11-18T01:00") == "2022-11-17"


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("вчера", "ru", "2022-11-17"),
        ("в пятницу", "ru", "2022-11-18"),
        ("два дня назад", "ru", "2022-11-16"),
        ("два дня", "ru", None),
        ("昨天", "zh", "2022-11-17"),
        ("星期五", "zh", "2022-11-18"),
        ("أمس", "ar", "2022-11-17"),
        ("Friday", "xx", None),
    ],
)
def test_other_languages(words: str, language: str, expected: str | None) -> None:
    assert resolve_date(words, FRIDAY, language) == expected


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_weekday_is_the_last_one_up_to_publication(published: date, weekday: int) -> None:
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    resolved = resolve_date(names[weekday], published.isoformat())
    assert resolved is not None
    found = date.fromisoformat(resolved)
    assert found.weekday() == weekday
    assert timedelta(0) <= published - found < timedelta(days=7)


@given(st.text(max_size=60), st.sampled_from(["en", "ru", "zh", "ar"]))
def test_any_words_give_a_date_or_nothing(words: str, language: str) -> None:
    resolved = resolve_date(words, FRIDAY, language)
    assert resolved is None or date.fromisoformat(resolved)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("November 18, 2022", "published", "2022-11-18"),
        ("Saturday 23 August 2014", "published", "2014-08-23"),
        ("February 4th, 2015 | by Anna Berg", "published", "2015-02-04"),
        ("Date created : 2014-09-14", "published", "2014-09-14"),
        ("3 min readNov 18, 2022", "published", "2022-11-18"),
        ("Updated Dec. 31, 2014 11:30 a.m. EST", "edited", "2014-12-31T11:30-05:00"),
        ("18.11.2022 14:05", "published", "2022-11-18T14:05"),
    ],
)
def test_date_line(line: str, name: str, value: str) -> None:
    found = date_line(line, "en")
    assert found is not None
    assert (found.name, found.value) == (name, value)


@pytest.mark.parametrize(
    "line",
    [
        "In 2014 about 12 people died in May",
        "Unrest: January 6, 2022",
        "2022 was a hard year",
        "May 2022",
        "03/04/2022",
    ],
)
def test_no_date_line(line: str) -> None:
    assert date_line(line, "en") is None
