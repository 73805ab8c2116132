"""Expressions of time: their words, the days that they cover, and what stays unknown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import MomentBasis
from sayso.times import expressions, moments

FRIDAY = "2022-01-07"
MONTHS = "January February March April May June July August September October November December".split()
MONTHS_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
days = st.dates(date(1900, 1, 1), date(2089, 12, 31))


def told(text: str, reference: str | None = FRIDAY) -> list[tuple[str, str | None, str | None]]:
    return [(m.span.of(text), m.first, m.last) for m in moments(text, reference)]


@given(days)
def test_a_whole_date_needs_no_reference_in_any_writing(day: date) -> None:
    month, iso = MONTHS[day.month - 1], day.isoformat()
    writings = [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        iso,
        f"{day.day} {MONTHS_RU[day.month - 1]} {day.year}",
    ]
    for writing in writings:
        text = f"Это было {writing}." if MONTHS_RU[day.month - 1] in writing else f"It fell on {writing}."
        for reference in (None, FRIDAY):
            assert told(text, reference) == [(writing, iso, iso)]
    assert {m.basis for m in moments(f"It fell on {writings[0]}.", FRIDAY)} == {MomentBasis.STATED}


@given(days, st.integers(0, 6))
def test_a_weekday_is_the_last_one_before_or_on_the_reference(day: date, weekday: int) -> None:
    (found,) = moments(f"It burned on {WEEKDAYS[weekday]}.", day.isoformat())
    assert found.first == found.last and found.first is not None
    resolved = date.fromisoformat(found.first)
    assert resolved.weekday() == weekday and timedelta(0) <= day - resolved < timedelta(7)
    assert (found.basis, found.reference) == (MomentBasis.RESOLVED, day.isoformat())
    (last,) = moments(f"It burned last {WEEKDAYS[weekday]}.", day.isoformat())
    assert timedelta(0) < day - date.fromisoformat(last.first or "") <= timedelta(7)
    (to_come,) = moments(f"It will open on {WEEKDAYS[weekday]}.", day.isoformat())
    assert timedelta(0) <= date.fromisoformat(to_come.first or "") - day < timedelta(7)


@settings(deadline=None)  # dateparser is imported on the first call
@given(
    st.text(max_size=150),
    st.sampled_from(["on Tuesday ", "5 January 2022 ", "вчера ", "昨天 ", "two days before the vote "]),
)
def test_spans_give_the_words_and_dates_are_in_order(noise: str, planted: str) -> None:
    text = f"{planted}{noise} {planted}"
    for found in moments(text, FRIDAY):
        assert found.span.of(text).strip()
        assert (found.first is None) == (found.last is None) == (found.basis is MomentBasis.UNKNOWN)
        assert found.first is None or found.last is None or found.first <= found.last
        assert (found.reference is not None) == (found.basis is MomentBasis.RESOLVED)


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("It fell yesterday.", "yesterday", "2022-01-06", "2022-01-06"),
        ("It fell last night.", "last night", "2022-01-06", "2022-01-06"),
        ("It fell last Friday.", "last Friday", "2021-12-31", "2021-12-31"),
        ("It fell Friday.", "Friday", "2022-01-07", "2022-01-07"),
        ("It fell over the past two weeks.", "over the past two weeks", "2021-12-24", "2022-01-07"),
        ("It fell in the last four days.", "in the last four days", "2022-01-03", "2022-01-07"),
        ("It fell last week.", "last week", "2021-12-27", "2022-01-02"),
        ("It fell last month.", "last month", "2021-12-01", "2021-12-31"),
        ("It fell this year.", "this year", "2022-01-01", "2022-12-31"),
        ("It fell three days ago.", "three days ago", "2022-01-04", "2022-01-04"),
        ("It fell two months ago.", "two months ago", "2021-11-01", "2021-11-30"),
        ("It fell in early January.", "early January", "2022-01-01", "2022-01-11"),
        ("It fell in March.", "March", "2021-03-01", "2021-03-31"),
        ("It fell on 14 May.", "14 May", "2021-05-14", "2021-05-14"),
        ("It will open on 14 May.", "14 May", "2022-05-14", "2022-05-14"),
        ("It fell on 21 January.", "21 January", "2022-01-21", "2022-01-21"),
        ("It fell on Friday, 14 January.", "Friday, 14 January", "2022-01-14", "2022-01-14"),
        ("It fell last September.", "last September", "2021-09-01", "2021-09-30"),
        ("It fell last March 31.", "last March 31", "2021-03-31", "2021-03-31"),
        ("It will open there next August.", "next August", "2022-08-01", "2022-08-31"),
        ("It fell last January.", "last January", "2021-01-01", "2021-01-31"),
        ("It fell in June last year.", "June last year", "2021-06-01", "2021-06-30"),
        ("It fell in June this year.", "June this year", "2022-06-01", "2022-06-30"),
        ("It fell last summer.", "last summer", "2021-06-01", "2021-08-31"),
        ("It fell between 14 and 21 March.", "14 and 21 March", "2021-03-14", "2021-03-21"),
        ("It fell from March 14 to 21.", "March 14 to 21", "2021-03-14", "2021-03-21"),
        ("It fell on 4-5 January.", "4-5 January", "2022-01-04", "2022-01-05"),
        ("It fell on 4 and 5 January.", "4 and 5 January", "2022-01-04", "2022-01-05"),
        ("It fell on 2 and 5 January.", "2 and 5 January", "2022-01-05", "2022-01-05"),
        ("It fell between 14 March and 21 April.", "14 March and 21 April", "2021-03-14", "2021-04-21"),
        ("It fell from Monday to Thursday.", "Monday to Thursday", "2022-01-03", "2022-01-06"),
        ("The club plans a vigil on Sunday.", "Sunday", "2022-01-09", "2022-01-09"),
        ("Это было с 14 по 21 марта.", "14 по 21 марта", "2021-03-14", "2021-03-21"),
        ("It fell in the spring of 2015.", "spring of 2015", "2015-03-01", "2015-05-31"),
        ("It fell in 2013.", "2013", "2013-01-01", "2013-12-31"),
        ("He said on Tuesday that he will go.", "Tuesday", "2022-01-04", "2022-01-04"),
        ("The vote will be held on Tuesday.", "Tuesday", "2022-01-11", "2022-01-11"),
        ("On Tuesday the court will rule.", "Tuesday", "2022-01-11", "2022-01-11"),
        ("The man, who was held on Tuesday, will speak.", "Tuesday", "2022-01-04", "2022-01-04"),
        ("Это было на прошлой неделе.", "на прошлой неделе", "2021-12-27", "2022-01-02"),
        ("Это было два дня назад.", "два дня назад", "2022-01-05", "2022-01-05"),
    ],
)
def test_what_is_counted_from_the_reference(text: str, words: str, first: str, last: str) -> None:
    assert told(text) == [(words, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "It fell two days before the vote.",
        "It fell three weeks after the coup.",
        "It fell several days ago.",
        "It fell a year ago this month.",
        "It fell on the same day.",
        "It fell on Sunday, 14 January.",
    ],
)
def test_what_has_no_anchor_stays_unknown(text: str) -> None:
    found = moments(text, FRIDAY)[-1]
    assert (found.basis, found.first, found.last, found.reference) == (MomentBasis.UNKNOWN, None, None, None)


@settings(deadline=None)
@given(days, days)
def test_a_stretch_goes_from_its_first_day_to_its_last(one: date, other: date) -> None:
    first, last = sorted((one, other))
    ends = [f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (first, last)]
    text = f"It burned from {ends[0]} to {ends[1]}."
    (found,) = moments(text, FRIDAY)
    assert (found.basis, found.first, found.last) == (MomentBasis.STATED, first.isoformat(), last.isoformat())
    text = f"It burned from {last.year} to {first.year}."
    found = moments(text, FRIDAY)[0]
    assert (found.first is None) == (first.year < last.year)


@pytest.mark.parametrize("words", ["yesterday", "last Friday", "in March", "on 14 May", "this week", "three days ago"])
def test_without_a_reference_nothing_is_guessed(words: str) -> None:
    (found,) = moments(f"It fell {words}.", None)
    assert (found.basis, found.first) == (MomentBasis.UNKNOWN, None)


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "2000 people came.",
        "He sat in the sun.",
        "They last a day.",
        "Prices fall.",
        "See a.example/2015/Feb-26/x.",
        "It is 31 February 2020 years old.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert [e for e in expressions(text) if e.day or e.weekday is not None or e.offset is not None] == []
    assert [m.first for m in moments(text, FRIDAY) if m.basis is MomentBasis.RESOLVED] == []


def test_a_reference_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        moments("It fell yesterday.", "yesterday")
