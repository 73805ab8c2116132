"""Clean on any text: valid spans, nothing changed, the same twice, time that grows with the text and no faster."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.clean import clean
from sayso.records import Document

PIECES = [
    "Related",
    "Sign up for our newsletter",
    "By Tom Vale Published",
    "By Tom Vale",
    "-",
    "* * *",
    "Leave a Reply",
    "Home",
    "Original: a.example/b",
    "3 May 2023",
    "Updated at 10:30",
    "LUNE LOGO",
    "© 2023 Lune",
    "Photo: AP",
    "#a #b",
    "(c) 2020 X",
    "Dora Lind is a professor in Port Aster.",
    "“Nobody asked us,” the mayor said.",
    "Читайте также",
    "作者：张三",
    "أخبار",
    "A long line of prose that goes on about the river and the dams until it is long enough to count as a paragraph.",
    "WASHINGTON (AP) — The dam broke.",
    "👉 Follow us on Telegram",
    "e\u0301 combining",
    "\u00a0",
    "\ufeffBOM",
]
ENDS = ["\n", "\r\n", "\n\n", "\r", "\u2028", "\x0b", " \n \n", "\x85"]

texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.tuples(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), st.sampled_from(ENDS)), max_size=30).map(
        lambda parts: "".join(words + end for words, end in parts)
    ),
)


def document(text: str) -> Document:
    return Document(id="b2:0", text=text, path="a.txt")


@settings(deadline=None)
@given(texts)
def test_marks_are_valid_and_the_text_is_untouched(text: str) -> None:
    cleaned = clean(document(text))
    assert cleaned.text == text
    end = 0
    for mark in cleaned.boilerplate:
        words = mark.span.of(text)
        assert words == words.strip()
        assert mark.reason
        assert mark.span.start >= end
        end = mark.span.end
    for datum in cleaned.metadata:
        assert datum.value
        assert datum.where
        if datum.span is not None:
            assert datum.span.of(text)
    title = next((datum.span for datum in cleaned.metadata if datum.name == "title"), None)
    assert title is None or not any(mark.span.overlaps(title) for mark in cleaned.boilerplate)


@settings(deadline=None)
@given(texts)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(document(text))
    assert clean(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "word " * 1_000_000,
        "a" * 5_000_000,
        "A line of it\n" * 50_000,
        "".join(f"-\nHeadline {number}\nBy John Smith Published\n" for number in range(10_000)),
        "Related\n" * 50_000,
        ("The views " + "is a " * 60 + "\n") * 1_000,
        "\r\n" * 2_000_000,
    ],
    ids=["one line", "one word", "short lines", "entries", "headings", "near misses", "no lines"],
)
def test_hostile_text_takes_no_more_than_its_length(text: str) -> None:
    clean(document("A few words to load what is loaded once, on Friday."))
    start = time.process_time()
    clean(document(text))
    assert time.process_time() - start < 15  # a quadratic walk over any of these takes minutes


def test_seed_articles(shared: Path) -> None:
    """All boilerplate that the annotator marked and nothing else, and the metadata that the texts tell."""
    for gold in json.loads((shared / "seeds" / "gold.json").read_text("utf-8")):
        with open(shared / "seeds" / "text" / gold["doc"], encoding="utf-8", newline="") as file:
            cleaned = clean(document(file.read()))
        expected = {place for mark in gold["boilerplate"] for place in range(mark["start"], mark["end"])}
        found = {place for mark in cleaned.boilerplate for place in range(*mark.span)}
        assert not {place for place in expected ^ found if not cleaned.text[place].isspace()}
        assert cleaned.title == gold["title"]
        assert cleaned.author == gold["author"]
        assert (cleaned.address or "") == (gold["original_url"] or "")
        assert (cleaned.outlet is None) == (gold["outlet"] is None)


def test_attributed_words_are_not_marked(shared: Path) -> None:
    """On PolNeAR dev, no code point of any content stands in boilerplate (0 when last measured)."""
    hits = 0
    for path in sorted((shared / "polnear" / "dev" / "text").glob("*.txt")):
        with open(path, encoding="utf-8", newline="") as file:
            cleaned = clean(document(file.read()))
        marked = {place for mark in cleaned.boilerplate for place in range(*mark.span)}
        for marks in (shared / "polnear" / "dev" / "attributions").glob(f"{path.stem}*.ann"):
            for line in marks.read_text("utf-8").splitlines():
                fields = line.split("\t")
                if len(fields) > 1 and fields[1].startswith("Content "):
                    for piece in fields[1].removeprefix("Content ").split(";"):
                        start, end = map(int, piece.split())
                        hits += len(marked.intersection(range(start, end)))
    assert hits == 0
