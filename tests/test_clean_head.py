"""The head of plain text and Markdown: outlets beside authors, labels, front matter, addresses, marks in titles."""

from __future__ import annotations

import pytest

from sayso.clean import clean
from sayso.records import Document

LEAD = (
    "The ministry of water in Port Aster closed two of the five dams on the Lune this week, and the harbour authority "
    "has asked the towns downstream to store drinking water for at least three days."
)
SECOND = "Engineer Dora Lindqvist, who runs the upper station, said the level fell by forty centimetres in one night."
TITLE = "Port Aster runs short of water"


def cleaned(*head: str, foot: str = "") -> Document:
    text = "\n".join((*head, "", LEAD, "", SECOND, foot))
    return clean(Document(id="b2:0", text=text, path="a.md"))


def values(document: Document, name: str) -> list[str]:
    return [datum.value for datum in document.metadata if datum.name == name]


def said(document: Document, name: str) -> list[str]:
    return [datum.span.of(document.text) for datum in document.metadata if datum.name == name and datum.span]


# --- authors and outlets


@pytest.mark.parametrize(
    "lines",
    [
        ("", "By Jane Roe", "The Lune Courier", "March 5, 2024"),
        ("By Jane Roe", "Lune Courier", "March 5, 2024"),
        ("", "Jane Roe", "The Lune Courier", "5 March 2024"),
        ("", "Jane Roe", "Tuesday 5 March 2024", "The Lune Courier"),
        ("", "*By Jane Roe, The Lune Courier, 5 March 2024*"),
        ("By Jane Roe | The Lune Courier | 5 March 2024",),
        ("By Jane Roe, Lune Courier, Tuesday, March 5, 2024",),
        ("By Jane Roe", "The Lune Courier, March 5, 2024"),
    ],
)
def test_outlet_beside_the_author_is_no_author(lines: tuple[str, ...]) -> None:
    document = cleaned(TITLE, *lines)
    assert values(document, "author") == ["Jane Roe"]
    assert document.outlet in ("The Lune Courier", "Lune Courier")
    assert document.published == "2024-03-05"
    assert document.title == TITLE
    assert {mark.reason for mark in document.boilerplate} <= {"byline", "date line"}


def test_outlet_and_moment_on_one_line() -> None:
    document = cleaned(TITLE, "The Lune Courier, March 5, 2024, 10:05 GMT")
    assert (document.outlet, document.published) == ("The Lune Courier", "2024-03-05T10:05+00:00")
    assert said(document, "published") == ["March 5, 2024, 10:05 GMT"]
    assert [mark.reason for mark in document.boilerplate] == ["date line"]


@pytest.mark.parametrize("line", ["Emily Post", "Political Editor", "The Upper River"])
def test_name_below_a_byline_that_may_be_anything_is_nothing(line: str) -> None:
    document = cleaned(TITLE, "By Jane Roe", line, "March 5, 2024")
    assert (values(document, "author"), document.outlet) == (["Jane Roe"], None)


@pytest.mark.parametrize("line", ["By Jane Roe, The Lune Courier, updated 5 March 2024", "By Jane Roe, born 5 March 1954"])
def test_other_day_in_a_byline_is_not_that_of_publication(line: str) -> None:
    assert cleaned(TITLE, line).published is None


def test_newspaper_directly_above_the_headline_is_the_outlet() -> None:
    document = cleaned("The Lune Courier", TITLE, "By Jane Roe, Staff Writer", "5 March 2024")
    assert (document.title, document.outlet, document.author) == (TITLE, "The Lune Courier", "Jane Roe")
    assert document.boilerplate[0].reason == "site logo"


@pytest.mark.parametrize("first", ["Minister Blames The Press", "The Final Report", "The Lune Courier Is Sold"])
def test_headline_above_its_second_line_stays_the_title(first: str) -> None:
    document = cleaned(first, "The council was not told of it", "By Jane Roe")
    assert (document.title, document.outlet) == (first, None)


def test_byline_label_is_no_title() -> None:
    document = cleaned("BYLINE: Jane Roe.", "")
    assert (document.author, document.title) == ("Jane Roe", None)


# --- labels, front matter, addresses


def test_labelled_lines() -> None:
    document = cleaned(
        "Title: Drought",
        "Author: Jane Roe",
        "Source: The Lune Courier",
        "Date: 2024-03-05",
        "URL: https://lune.example/plan",
    )
    assert (document.title, document.author, document.published) == ("Drought", "Jane Roe", "2024-03-05")
    assert document.address == "https://lune.example/plan"
    assert (said(document, "title"), said(document, "address")) == (["Drought"], ["https://lune.example/plan"])
    assert [mark.reason for mark in document.boilerplate] == ["byline", "provenance line", "date line", "provenance line"]


FRONT = (
    "---",
    'title: "Port Aster: runs dry"',
    "date: 2024-03-05",
    "author: Jane Roe",
    "tags:",
    "  - water",
    "url: https://lune.example/plan",
    "---",
)


def test_front_matter() -> None:
    document = cleaned(*FRONT)
    assert (document.title, document.author, document.published) == ("Port Aster: runs dry", "Jane Roe", "2024-03-05")
    assert (document.address, said(document, "title")) == ("https://lune.example/plan", ["Port Aster: runs dry"])
    marked = "".join(mark.span.of(document.text) for mark in document.boilerplate)
    assert all(line.strip() in marked for line in FRONT if "title" not in line)
    assert LEAD not in marked


def test_heading_that_repeats_the_front_matter_is_the_title() -> None:
    document = cleaned(*FRONT, "", "# Port Aster: runs dry")
    [title] = [datum for datum in document.metadata if datum.name == "title"]
    assert (title.value, title.where) == ("Port Aster: runs dry", "line 10")
    assert any(FRONT[1] in mark.span.of(document.text) for mark in document.boilerplate)


def test_heading_below_front_matter_without_a_title() -> None:
    assert cleaned("---", "date: 2024-03-05", "---", "", "# Drought").title == "Drought"


def test_front_matter_of_toml() -> None:
    document = cleaned("+++", 'title = "Port Aster runs dry"', "date = 2024-03-05", "draft = false", "+++")
    assert (document.title, document.published) == ("Port Aster runs dry", "2024-03-05")


def test_rules_around_a_headline_are_no_front_matter() -> None:
    document = cleaned("---", "Water: none is left in town", "---")
    assert document.title == "Water: none is left in town"
    assert [mark.reason for mark in document.boilerplate] == ["separator", "separator"]


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        (("https://lune.example/news/plan?id=3",), "https://lune.example/news/plan?id=3"),
        (("By Jane Roe", "<https://lune.example/1>"), "https://lune.example/1"),
        (("https://lune.example/1", "https://lune.example/2"), None),
        (("https://lune.example/",), None),
        (("https://t.co/AbCd1234",), None),
        (("https://lune.example/dam.jpg",), None),
        (("https://lune.example/1", "Original: asterpost.example/41"), "asterpost.example/41"),
    ],
)
def test_address_alone_on_a_line_of_the_head(lines: tuple[str, ...], address: str | None) -> None:
    assert cleaned(TITLE, *lines).address == address


def test_address_below_the_article_may_be_any_page() -> None:
    assert cleaned(TITLE, foot="\nhttps://lune.example/other").address is None
    assert cleaned(TITLE, foot="\nURL: https://lune.example/plan").address == "https://lune.example/plan"


# --- marks of Markdown in titles


@pytest.mark.parametrize(
    ("line", "value", "words"),
    [
        ("# Town \\*budget\\* is ready", "Town *budget* is ready", "Town \\*budget\\* is ready"),
        ("# The **real** plan for `town`", "The real plan for town", "The **real** plan for `town`"),
        ("# [Plan is ready](https://a.example/b)", "Plan is ready", "Plan is ready"),
        ("**Plan** is ready for **town**", "Plan is ready for town", "**Plan** is ready for **town**"),
        ("*Plan is ready for town*", "Plan is ready for town", "Plan is ready for town"),
        ("## Plan is ready for town ##", "Plan is ready for town", "Plan is ready for town"),
        ("What the f*** is snake_case_here", "What the f*** is snake_case_here", "What the f*** is snake_case_here"),
    ],
)
def test_title_without_marks_of_markdown(line: str, value: str, words: str) -> None:
    document = cleaned(line)
    assert (document.title, said(document, "title")) == (value, [words])


# --- edited


def test_update_note_tells_when_the_text_was_edited_and_not_when_it_was_published() -> None:
    note = "This article was updated on 9 January 2022 to say that the dam broke on 3 January 2022."
    assert values(cleaned(TITLE, foot=f"\n{note}"), "edited") == ["2022-01-09"]
    above = cleaned(TITLE, note)
    assert (above.published, values(above, "edited")) == (None, ["2022-01-09"])
    corrected = cleaned(TITLE, "Correction: 3 January 2022")
    assert (corrected.published, values(corrected, "edited")) == (None, ["2022-01-03"])
