"""A passage planted in each format that has marks of its own stands in the text of its Document, to the code point."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from strategies import PASSAGES, passages
from test_read_texts import read_back

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
BEFORE, AFTER = "The ministry met on Monday, its press office said.", "Nothing else was said that day in Ostrava."
slow = settings(max_examples=8, deadline=None)


def html_page(paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>{escape(one)}</p>" for one in paragraphs)
    return f"<!doctype html><html><head><meta charset='utf-8'></head><body><article>{body}</article></body></html>".encode()


def word_file(paragraphs: list[str]) -> bytes:
    import docx

    book, out = docx.Document(), io.BytesIO()
    for one in paragraphs:
        book.add_paragraph(one)
    book.save(out)
    return out.getvalue()


def message(paragraphs: list[str]) -> bytes:
    made = EmailMessage(policy=SMTP)  # keeps the line ends that mail has
    made["Subject"], made["From"] = "Мост", "jan@example.org"
    made.set_content("\r\n".join(paragraphs), cte="base64")
    return made.as_bytes()


def feed(paragraphs: list[str]) -> bytes:
    body = escape("".join(f"<p>{escape(one)}</p>" for one in paragraphs))
    item = f"<item><title>x</title><description>{body}</description></item>"
    return f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>".encode()


def web_archive(paragraphs: list[str]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    page = io.BytesIO(html_page(paragraphs))
    writer.write_record(writer.create_warc_record("https://x.example/", "response", payload=page, http_headers=headers))
    return out.getvalue()


def telegram(paragraphs: list[str]) -> bytes:
    pieces = [{"type": "bold", "text": f"{one}\r\n"} if n % 2 else f"{one}\r\n" for n, one in enumerate(paragraphs)]
    post = {"id": 1, "type": "message", "date": "2022-01-05T10:00:00", "text": pieces}
    return json.dumps({"name": "x", "type": "public_channel", "id": 9, "messages": [post]}).encode()


def pdf(paragraphs: list[str]) -> bytes:
    from fpdf import FPDF

    book = FPDF()
    book.add_page()
    book.add_font("DejaVu", fname=str(FONT))
    book.set_font("DejaVu", size=11)
    for one in paragraphs:
        book.multi_cell(0, 6, one)
        book.ln(8)
    return bytes(book.output())


WRITERS: dict[str, Callable[[list[str]], bytes]] = {
    "a.html": html_page,
    "a.docx": word_file,
    "a.eml": message,
    "a.rss": feed,
    "a.warc.gz": web_archive,
    "result.json": telegram,
}


def planted(name: str, raw: bytes, passage: str) -> None:
    (document,) = read_back(name, raw)
    start = document.text.find(passage)
    assert start >= 0, document.text
    end = start + len(passage)
    assert document.text[start:end] == passage
    assert document.text.index(BEFORE) < start and end < document.text.index(AFTER)


@pytest.mark.parametrize("name", WRITERS)
@slow
@given(passage=passages)
@example(passage=" ".join(PASSAGES))
def test_passage(name: str, passage: str) -> None:
    planted(name, WRITERS[name]([BEFORE, passage, AFTER]), passage)


@pytest.mark.parametrize("name", ["a.eml", "result.json"])
@slow
@given(passages, passages)
def test_passage_over_lines(name: str, first: str, second: str) -> None:
    """Formats that keep the line ends of their text."""
    planted(name, WRITERS[name]([BEFORE, f"{first}\r\n{second}", AFTER]), f"{first}\r\n{second}")


@pytest.mark.skipif(not FONT.exists(), reason="the font is not on this machine")
def test_passages_of_a_pdf() -> None:
    """In the scripts of the font."""
    passages = ["Министр заявил: «Ничего не было».", "Сарапшы «Қазақстанға қауіп төніп тұр» деді.", "Ünï said “no”."]
    raw = pdf([BEFORE, *passages, AFTER])
    for passage in passages:
        planted("a.pdf", raw, passage)
