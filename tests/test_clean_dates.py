"""Dates: what words mean against the day of publication, and what is not guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.clean import clean, resolve_date
from sayso.clean.dates import date_line
from sayso.records import Document, Metadatum

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


# --- the day of publication without its year

LEAD = (
    "The ministry of water in Port Aster closed two of the five dams on the Lune this week, and the harbour authority "
    "has asked the towns downstream to store drinking water for at least three days."
)
SECOND = "Engineer Dora Lindqvist, who runs the upper station, said the level fell by forty centimetres in one night."


def dated(*head: str, foot: str = "", **known: str) -> Document:
    text = "\n".join(("Port Aster runs short of water", *head, "", LEAD, "", SECOND, "", foot))
    given = tuple(Metadatum(name=name, value=value, where="given") for name, value in known.items())
    return clean(Document(id="b2:0", text=text, path="a.txt", metadata=given))


CAPTURED = "2022-01-09T10:05:00Z"  # a Sunday


@pytest.mark.parametrize(
    ("lines", "day", "words"),
    [
        (("", "Friday"), "2022-01-07", "Friday"),
        (("By Anna Berg", "Published Friday, 10:05 AM"), "2022-01-07", "Friday"),
        (("By Anna Berg | Friday",), "2022-01-07", "Friday"),
        (("Yesterday",), "2022-01-08", "Yesterday"),
        (("Today, 10:05",), "2022-01-09", "Today"),
        (("7 January",), "2022-01-07", "7 January"),
        (("Published: Fri, Jan. 7, 10:05 EST",), "2022-01-07", "Fri, Jan. 7"),
        (("December 30",), "2021-12-30", "December 30"),
    ],
)
def test_day_without_year_is_counted_from_a_known_date(lines: tuple[str, ...], day: str, words: str) -> None:
    document = dated(*lines, captured=CAPTURED)
    [found] = [datum for datum in document.metadata if datum.name == "published"]
    number = 1 + len(lines)
    assert (found.value, found.where) == (day, f"date line, line {number}, '{words}' counted from captured 2022-01-09")
    assert found.span and found.span.of(document.text) == words
    assert any(mark.span.overlaps(found.span) for mark in document.boilerplate)
    assert clean(document) == document


@pytest.mark.parametrize(
    "line",
    [
        *("Today", "Tomorrow", "Sun", "Sunday Morning", "World", "May", "Friday the 13th", "Updated Friday", "11 January"),
        *("Saturday, 7 January", "10 January", "5 arrested", "Weather - Friday", "On Friday the dams closed"),
    ],
)
def test_day_that_is_not_surely_that_of_publication_stays_unknown(line: str) -> None:
    assert dated(line, captured=CAPTURED).published is None


@pytest.mark.parametrize("line", ["Friday", "Published Friday, 10:05", "7 January", "yesterday"])
def test_without_a_known_date_the_day_stays_unknown(line: str) -> None:
    assert dated(line).published is None
    assert dated(line).boilerplate == ()


def test_day_counted_from_an_edit_that_the_text_tells() -> None:
    document = dated("Published Friday, 10:05 AM", "Updated March 12, 2024")
    assert document.published == "2024-03-08"
    assert dated("Friday", foot="This article was updated on 12 March 2024.").published == "2024-03-08"
    assert dated("Published: Friday | Updated 12 March 2024").published == "2024-03-08"


def test_day_is_after_none_of_the_known_dates() -> None:
    assert dated("Friday", captured=CAPTURED, edited="2022-01-05").published == "2021-12-31"
    # captured tells the 8th, edited the 7th, and neither is against the other
    assert dated("yesterday", captured=CAPTURED, edited="2022-01-08").published is None


def test_day_of_a_dateline_and_of_the_foot() -> None:
    line = f"PORT ASTER, Jan. 7 (Reuters) - {LEAD}"
    [found] = [datum for datum in dated(line, captured=CAPTURED).metadata if datum.name == "published"]
    assert (found.value, found.where) == ("2022-01-07", "dateline, line 2, 'Jan. 7' counted from captured 2022-01-09")
    assert dated(foot="Published: Friday, 10:05", captured=CAPTURED).published == "2022-01-07"
    assert dated(foot="Friday", captured=CAPTURED).published is None


def test_entry_of_a_diary_is_no_date_line() -> None:
    assert dated("Friday", foot="Saturday", captured=CAPTURED).published is None
    assert dated("7 January", foot="8 January", captured=CAPTURED).published is None


def test_known_publication_stays() -> None:
    document = dated("Friday", published="2020-01-01", captured=CAPTURED)
    assert [datum.value for datum in document.metadata if datum.name == "published"] == ["2020-01-01"]
    assert dated("Friday", "3 January 2022", captured=CAPTURED).published == "2022-01-03"


@pytest.mark.parametrize(
    ("line", "day"), [("вчера, 10:05", "2022-01-08"), ("Опубликовано: 7 января в 10:05", "2022-01-07")]
)
def test_day_without_year_in_russian(line: str, day: str) -> None:
    body = "Министерство закрыло две плотины и попросило жителей запастись водой на три дня. " * 3
    given = (Metadatum(name="captured", value=CAPTURED, where="given"),)
    text = f"Порт Астер остался без воды\n{line}\n\n{body}"
    assert clean(Document(id="b2:0", text=text, path="a.txt", metadata=given)).published == day
