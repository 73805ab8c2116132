"""Reading oracles: a known text written into each format, and read back from it, with its metadata and its places."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.ids import content_id
from sayso.read import Limits, read, read_one
from sayso.records import Document, Skipped, SkipReason

PARAGRAPHS = (
    "The bridge over the Orla was closed on Monday after engineers found cracks in its piers, the ministry said.",
    "“Nobody will cross it before spring,” said Marta Veld, who heads the road office of the north.",
    "Residents of Ostrava, who have waited for repairs since 2019, said that they had not been told of the decision.",
)
TEXT = "\n\n".join(PARAGRAPHS)
CYRILLIC = "Министр заявил: «Ничего не было». Сарапшы «Қазақстанға қауіп төніп тұр» деді."


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def documents(*paths: Path, limits: Limits | None = None) -> list[Document]:
    return [one for one in read(paths, limits or Limits()) if isinstance(one, Document)]


def rows(*paths: Path | str, limits: Limits | None = None) -> list[Skipped]:
    return [one for one in read(paths, limits or Limits()) if isinstance(one, Skipped)]


def facts(document: Document) -> dict[str, str]:
    return {m.name: m.value for m in reversed(document.metadata)}


def page(paragraphs: tuple[str, ...] = PARAGRAPHS, head: str = "") -> bytes:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{menu}"
        f"<article><h1>Bridge closed</h1>{body}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def pdf(paragraphs: tuple[str, ...] = PARAGRAPHS, password: str = "") -> bytes:
    from fpdf import FPDF

    book = FPDF()
    book.set_title("Bridge closed")
    book.set_author("Jan Holm")
    book.add_page()
    book.set_font("Helvetica", size=12)
    for one in paragraphs:
        book.multi_cell(0, 6, one.replace("“", '"').replace("”", '"'))
        book.ln(6)
    if password:
        book.set_encryption(owner_password="owner", user_password=password)
    return bytes(book.output())


def word(paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    import docx

    book = docx.Document()
    book.core_properties.title, book.core_properties.author = "Bridge closed", "Jan Holm"
    for one in paragraphs:
        book.add_paragraph(one)
    table = book.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Piers", "two"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mail(text: str = TEXT, subject: str = "Bridge closed") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "Jan Holm <jan@example.org>", "desk@example.org"
    message["Date"] = "Wed, 05 Jan 2022 10:00:00 +0600"
    message["In-Reply-To"] = "<1@example.org>"
    message.set_content(text, cte="base64")
    message.add_alternative(page().decode(), subtype="html")
    return message.as_bytes()


def mailbox(count: int = 3) -> bytes:
    messages = [mail(f"{TEXT}\n>From the north, number {n}", f"Number {n}") for n in range(count)]
    return b"\n".join(b"From jan@example.org Wed Jan  5 10:00:00 2022\n" + one for one in messages)


def rss() -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Orla News</title>
<link>https://orla.example/</link><language>en</language>
<item><title>Bridge &amp; piers</title><link>https://orla.example/1</link>
<pubDate>Wed, 05 Jan 2022 10:00:00 +0600</pubDate><source url="https://agency.example/">Velmar Agency</source>
<description>Short.</description><content:encoded><![CDATA[<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>]]></content:encoded>
</item><item><title>Only a headline: ministry says no</title><link>https://orla.example/2</link></item>
</channel></rss>""".encode()


def atom() -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Orla Atom</title>
<entry><title>Bridge</title><id>urn:1</id><link href="https://orla.example/a"/><updated>2022-01-05T10:00:00Z</updated>
<author><name>Jan Holm</name></author><source><title>Velmar Agency</title><id>urn:s</id></source>
<content type="html">&lt;p&gt;{PARAGRAPHS[0]}&lt;/p&gt;</content></entry></feed>""".encode()


def telegram() -> bytes:
    messages = [
        {"id": 1, "type": "service", "date": "2022-01-05T09:00:00", "action": "create_channel", "text": ""},
        {
            "id": 2, "type": "message", "date": "2022-01-05T16:00:00", "date_unixtime": "1641376800",
            "edited": "2022-01-05T17:00:00", "edited_unixtime": "1641380400", "from": "Orla Watch",
            "forwarded_from": "Velmar Live", "reply_to_message_id": 1,
            "text": ["The ministry ", {"type": "bold", "text": "denied"}, " it. ", {"type": "link", "text": "orla.ex"}],
        },
        {"id": 3, "type": "message", "date": "2022-01-05T17:00:00", "photo": "photos/1.jpg", "text": ""},
        {"id": 4, "type": "message", "date": "2022-01-05T18:00:00", "author": "Editor", "text": CYRILLIC},
    ]  # fmt: skip
    export = {"name": "Orla Watch", "type": "public_channel", "id": 9, "messages": messages}
    return json.dumps(export, ensure_ascii=False, indent=1).encode()


def warc(compress: bool = False) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compress)

    def response(address: str, kind: str, body: bytes, status: str = "200 OK") -> None:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(record)

    response("https://orla.example/1", "text/html; charset=utf-8", page())
    response("https://orla.example/logo.png", "image/png", b"\x89PNG\r\n\x1a\n\0\0")
    response("https://orla.example/2", "text/plain", TEXT.encode())
    response("https://orla.example/3", "text/html", b"gone", "404 Not Found")
    return out.getvalue()


def table(delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["id", "Headline", "Body", "URL", "pub_date", "Source"])
    writer.writerow([1, "Bridge closed", TEXT, "https://orla.example/1", "2022-01-05", "Orla News"])
    writer.writerow([2, "", CYRILLIC, "", "05/06/2022", ""])
    writer.writerow([3, "nothing", "", "", "", ""])
    return out.getvalue().encode()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


SAMPLES: dict[str, Callable[[], bytes]] = {
    "a.txt": TEXT.encode,
    "a.md": lambda: f"# Bridge\n\n{TEXT}".encode(),
    "a.html": page,
    "a.pdf": pdf,
    "a.docx": word,
    "a.eml": mail,
    "a.mbox": mailbox,
    "a.json": lambda: json.dumps([{"text": TEXT, "title": "Bridge"}, {"text": CYRILLIC}]).encode(),
    "a.jsonl": lambda: "\n".join(json.dumps({"text": one}) for one in PARAGRAPHS).encode(),
    "a.csv": table,
    "a.rss": rss,
    "a.atom": atom,
    "result.json": telegram,
    "a.warc": warc,
    "a.warc.gz": lambda: warc(compress=True),
    "a.zip": lambda: zipped({"a.txt": TEXT.encode(), "b/c.html": page()}),
    "a.tar": lambda: tarred({"a.txt": TEXT.encode(), "b/c.html": page()}),
    "a.tar.gz": lambda: tarred({"a.txt": TEXT.encode(), "b/c.html": page()}, "w:gz"),
    "a.tar.xz": lambda: tarred({"a.txt": TEXT.encode()}, "w:xz"),
    "a.txt.gz": lambda: gzip.compress(TEXT.encode()),
    "a.txt.bz2": lambda: bz2.compress(TEXT.encode()),
    "a.txt.xz": lambda: lzma.compress(TEXT.encode()),
}


def test_plain_text_is_the_file_as_decoded(tmp_path: Path) -> None:
    raw = "\n\n Title\r\nBody\u00a0text\rmac \n\n\n".encode()
    document = read_one(write(tmp_path, "a.txt", raw))
    assert document.text == raw.decode() and document.raw == raw
    assert document.id == content_id("document", raw)
    assert (document.path, document.locator, document.media_type) == (str(tmp_path / "a.txt"), "", "text/plain")


@pytest.mark.parametrize("name", ["a", "notes.unknown", "README", "a.log"])
def test_text_of_an_unknown_suffix_is_plain_text(tmp_path: Path, name: str) -> None:
    assert read_one(write(tmp_path, name, TEXT)).text == TEXT


def test_markdown_keeps_its_marks(tmp_path: Path) -> None:
    document = read_one(write(tmp_path, "a.md", f"# Bridge\n\n*{TEXT}*"))
    assert document.text == f"# Bridge\n\n*{TEXT}*" and document.media_type == "text/markdown"


def test_page_gives_main_text_and_facts(tmp_path: Path) -> None:
    head = (
        "<title>Bridge closed - Orla</title><meta property='og:site_name' content='Orla News'>"
        "<meta property='og:title' content='Bridge closed'><meta name='author' content='By Jan Holm'>"
        "<meta property='article:published_time' content='2022-01-05T10:00:00+06:00'>"
        "<link rel='canonical' href='https://orla.example/1'>"
    )
    raw = page(head=head)
    document = read_one(write(tmp_path, "a.html", raw))
    assert document.raw == raw and document.media_type == "text/html"
    assert all(one in document.text.split("\n") for one in PARAGRAPHS)
    assert "All rights" not in document.text and "Sport" not in document.text
    assert facts(document) == {
        "title": "Bridge closed", "author": "Jan Holm", "outlet": "Orla News", "published": "2022-01-05T10:00:00+06:00",
        "address": "https://orla.example/1", "language": "en",
    }  # fmt: skip
    where = {m.name: m.where for m in document.metadata}
    assert where["title"] == "meta property og:title" and where["address"] == "link rel canonical"


def test_structured_data_of_a_page(tmp_path: Path) -> None:
    told = {
        "@graph": [
            {"@type": "WebPage", "headline": "Page"},
            {
                "@type": ["NewsArticle"], "headline": "Bridge closed", "datePublished": "2022-01-05",
                "author": [{"name": "Jan Holm"}, {"name": "Ana Ruiz"}], "publisher": {"name": "Orla News"},
            },
        ]
    }  # fmt: skip
    document = read_one(
        write(tmp_path, "a.html", page(head=f"<script type='application/ld+json'>{json.dumps(told)}</script>"))
    )
    assert (document.title, document.author, document.outlet) == ("Bridge closed", "Jan Holm, Ana Ruiz", "Orla News")
    assert document.published == "2022-01-05"


def test_page_without_an_article_gives_all_its_text(tmp_path: Path) -> None:
    assert "Closed." in read_one(write(tmp_path, "a.html", "<html><body><div>Closed.</div></body></html>")).text


def test_one_page_does_not_change_the_next(tmp_path: Path) -> None:
    names = [write(tmp_path, f"{n}.html", page(head=f"<title>{n}</title>")) for n in range(5)]
    assert len({one.text for one in documents(*names)}) == 1


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "koi8-r", "utf-8"])
def test_page_in_the_encoding_that_it_declares(tmp_path: Path, encoding: str) -> None:
    text = "Министр заявил в среду, что моста больше нет, и назвал это решением правительства. " * 4
    raw = page((text,)).decode().replace("charset='utf-8'", f"charset='{encoding}'").encode(encoding)
    assert text.strip() in read_one(write(tmp_path, "a.html", raw)).text


def test_saved_page_is_one_document_without_its_folder(tmp_path: Path) -> None:
    mark = b"<!-- saved from url=(0022)https://orla.example/1 -->"
    write(tmp_path, "Bridge.html", page().replace(b"<html", mark + b"<html", 1))
    write(tmp_path, "Bridge_files/style.css", "p {}")
    write(tmp_path, "other_files/a.txt", TEXT)
    found = list(read([tmp_path]))
    assert [Path(one.path).name for one in found] == ["Bridge.html", "a.txt"]
    assert isinstance(found[0], Document) and found[0].address == "https://orla.example/1"
    packed = zipped({"Bridge.html": page(), "Bridge_files/a.css": b"no", "x/B.htm": page(), "x/B_files/a.js": b"no"})
    assert {one.locator for one in read([write(tmp_path / "zip", "a.zip", packed)])} == {"Bridge.html", "x/B.htm"}


def test_page_saved_as_mail(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://orla.example/1"
    message.set_content(page().decode(), subtype="html", cte="quoted-printable")
    document = read_one(write(tmp_path, "a.mhtml", message.as_bytes()))
    assert PARAGRAPHS[1] in document.text and document.address == "https://orla.example/1"


def test_pdf_gives_paragraphs_as_lines(tmp_path: Path) -> None:
    document = read_one(write(tmp_path, "a.pdf", pdf()))
    assert document.text == TEXT.replace("“", '"').replace("”", '"')
    assert (document.title, document.author) == ("Bridge closed", "Jan Holm")


def test_pdf_over_two_pages_joins_what_goes_on(tmp_path: Path) -> None:
    long = tuple(f"Paragraph {n} says that {PARAGRAPHS[0][4:]}" for n in range(40))
    text = read_one(write(tmp_path, "a.pdf", pdf(long))).text
    assert text.split("\n\n") == list(long)


def test_word_gives_paragraphs_tables_and_inserted_text(tmp_path: Path) -> None:
    from docx.oxml import parse_xml

    document = read_one(write(tmp_path, "a.docx", word()))
    assert document.text.split("\n")[:3] == list(PARAGRAPHS) and "Piers" in document.text
    assert (document.title, document.author) == ("Bridge closed", "Jan Holm")
    import docx

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    book = docx.Document()
    paragraph = book.add_paragraph("He said ")
    paragraph._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>never</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {space}><w:r><w:delText>always</w:delText></w:r></w:del>"))
    path = tmp_path / "tracked.docx"
    book.save(str(path))
    assert read_one(path).text == "He said never"


def test_mail_gives_its_plain_part_and_headers(tmp_path: Path) -> None:
    document = read_one(write(tmp_path, "a.eml", mail(subject="Мост закрыт")))
    assert document.text.strip() == TEXT
    assert facts(document) == {
        "title": "Мост закрыт", "author": "Jan Holm <jan@example.org>", "published": "2022-01-05T10:00:00+06:00",
        "reply_to": "<1@example.org>",
    }  # fmt: skip


def test_mail_attachments_are_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "See attached", "jan@example.org"
    message.set_content("See the report.")
    message.add_attachment(pdf(), maintype="application", subtype="pdf", filename="report.pdf")
    message.add_attachment(b"\x89PNG\r\n\x1a\n\0", maintype="image", subtype="png", filename="a.png")
    found = list(read([write(tmp_path, "a.eml", message.as_bytes())]))
    assert [one.locator for one in found] == ["", "report.pdf", "a.png"]
    assert isinstance(found[1], Document) and "bridge over the Orla" in found[1].text
    assert isinstance(found[2], Skipped) and found[2].reason == SkipReason.WRONG_TYPE


def test_mailbox_gives_each_message(tmp_path: Path) -> None:
    found = documents(write(tmp_path, "a.mbox", mailbox()))
    assert [one.title for one in found] == ["Number 0", "Number 1", "Number 2"]
    assert [one.locator for one in found] == ["message 1", "message 2", "message 3"]


@pytest.mark.parametrize(
    "shape",
    [
        lambda records: records,
        lambda records: {"status": "ok", "articles": records},
        lambda records: {"found": records, "total": 2},
        lambda records: {"data": {"x": 1}, "items": records},
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_shapes(tmp_path: Path, shape: Callable[[object], object], encoding: str) -> None:
    records = [
        {"title": "Bridge", "text": TEXT, "url": "https://orla.example/1", "date": "2022-01-05", "authors": ["A", "B"]},
        {"body": CYRILLIC, "source": {"name": "Orla News"}},
    ]
    raw = json.dumps(shape(records), ensure_ascii=False).encode(encoding)
    found = documents(write(tmp_path, "a.json", raw))
    assert [one.text for one in found] == [TEXT, CYRILLIC]
    assert [one.locator for one in found] == ["item 1", "item 2"]
    assert facts(found[0]) == {
        "title": "Bridge", "address": "https://orla.example/1", "published": "2022-01-05", "author": "A, B",
    }  # fmt: skip
    assert found[1].outlet == "Orla News"
    assert json.loads(found[0].raw) == records[0]


def test_one_object_is_one_document(tmp_path: Path) -> None:
    document = read_one(write(tmp_path, "a.json", json.dumps({"tags": [{"name": "x"}], "content": TEXT, "lang": "en"})))
    assert document.text == TEXT and document.locator == "" and document.meta("language") == "en"


def test_json_with_html_in_it(tmp_path: Path) -> None:
    post = {"title": {"rendered": "Bridge"}, "content": {"rendered": f"<p>{PARAGRAPHS[0]}</p>\n<p>{PARAGRAPHS[1]}</p>"}}
    document = read_one(write(tmp_path, "a.json", json.dumps([post])))
    assert document.text == f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}" and document.title == "Bridge"


def test_json_lines_and_the_column_that_the_user_names(tmp_path: Path) -> None:
    lines = [json.dumps({"text": "short", "paragraph": TEXT}), "", "{broken", json.dumps({"paragraph": CYRILLIC}), "7"]
    path = write(tmp_path, "a.jsonl", "\r\n".join(lines))
    found = list(read([path], Limits(text_columns=("Paragraph",))))
    assert [(one.text if isinstance(one, Document) else str(one.reason)) for one in found] == [
        TEXT, "broken", CYRILLIC, "wrong type",
    ]  # fmt: skip
    assert [one.locator for one in found] == ["line 1", "line 3", "line 4", "line 5"]
    assert isinstance(found[0], Document) and found[0].raw == lines[0].encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_table_rows(tmp_path: Path, delimiter: str) -> None:
    raw = table(delimiter)
    found = list(read([write(tmp_path, "a.csv", raw)]))
    assert [one.locator for one in found] == ["row 1", "row 2", "row 3"]
    first, second, third = found
    assert isinstance(first, Document) and first.text == TEXT and first.raw in raw
    assert facts(first) == {
        "title": "Bridge closed", "outlet": "Orla News", "published": "2022-01-05", "address": "https://orla.example/1",
    }  # fmt: skip
    assert {m.where for m in first.metadata} == {
        "column 'Headline'",
        "column 'Source'",
        "column 'pub_date'",
        "column 'URL'",
    }
    assert isinstance(second, Document) and second.text == CYRILLIC and second.published is None
    assert isinstance(third, Skipped) and third.reason == SkipReason.EMPTY


def test_table_in_a_legacy_encoding(tmp_path: Path) -> None:
    text = "Министр заявил, что моста больше нет."
    raw = f"заголовок;текст\r\nМост;{text}\r\n".encode("cp1251")
    document = read_one(write(tmp_path, "a.csv", raw))
    assert document.text == text and document.title == "Мост"


def test_a_damaged_row_does_not_end_the_table(tmp_path: Path) -> None:
    raw = b"title,text\nA,first said\nB,bad \x00 byte\nC,third said\n"
    found = list(read([write(tmp_path, "a.csv", raw)]))
    assert [(one.locator, isinstance(one, Document)) for one in found] == [
        ("row 1", True), ("row 2", False), ("row 3", True),
    ]  # fmt: skip


def test_feeds(tmp_path: Path) -> None:
    full, headline = documents(write(tmp_path, "a.xml", rss()))
    assert full.text == f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}" and full.raw.startswith(b"<item>") and full.raw in rss()
    assert facts(full) == {
        "title": "Bridge & piers", "outlet": "Orla News", "published": "2022-01-05T10:00:00+06:00", "language": "en",
        "address": "https://orla.example/1", "origin": "Velmar Agency",
    }  # fmt: skip
    assert [m.value for m in full.metadata if m.name == "origin"] == ["Velmar Agency", "https://agency.example/"]
    assert headline.text == "Only a headline: ministry says no"
    entry = read_one(write(tmp_path, "b.atom", atom()))
    assert entry.text == PARAGRAPHS[0] and entry.meta("origin") == "Velmar Agency" and entry.author == "Jan Holm"
    assert entry.published == "2022-01-05T10:00:00+00:00" and entry.outlet == "Orla Atom"


def test_the_id_of_a_feed_item_is_no_address(tmp_path: Path) -> None:
    bare = atom().replace(b'<link href="https://orla.example/a"/>', b"")
    for name, told in ((b"1", None), (b"https://orla.example/a", "https://orla.example/a")):
        document = read_one(write(tmp_path, "a.atom", bare.replace(b"urn:1", name)))
        assert document.text == PARAGRAPHS[0] and document.address == told


def test_telegram_export(tmp_path: Path) -> None:
    service, post, photo, last = read([write(tmp_path, "result.json", telegram())])
    assert isinstance(service, Skipped) and service.reason == SkipReason.WRONG_TYPE and "service" in service.detail
    assert isinstance(photo, Skipped) and photo.reason == SkipReason.EMPTY and "photo" in photo.detail
    assert isinstance(post, Document) and post.text == "The ministry denied it. orla.ex"
    assert facts(post) == {
        "outlet": "Orla Watch", "published": "2022-01-05T10:00:00+00:00", "edited": "2022-01-05T11:00:00+00:00",
        "forwarded_from": "Velmar Live", "reply_to": "message 1",
    }  # fmt: skip
    assert post.locator == "Orla Watch, message 2"
    assert isinstance(last, Document) and last.text == CYRILLIC and last.author == "Editor"
    assert last.published == "2022-01-05T18:00:00"


def test_telegram_export_of_an_account(tmp_path: Path) -> None:
    one = json.loads(telegram())
    whole = {"about": "x", "chats": {"about": "y", "list": [one, {**one, "name": "Second"}]}}
    found = documents(write(tmp_path, "result.json", json.dumps(whole)))
    assert [one.outlet for one in found] == ["Orla Watch", "Orla Watch"]  # the second chat's posts are the same bytes
    assert [one.locator for one in rows(tmp_path / "result.json") if one.reason == SkipReason.DUPLICATE] == [
        "Second, message 2", "Second, message 4",
    ]  # fmt: skip


@pytest.mark.parametrize("compress", [False, True])
def test_web_archive(tmp_path: Path, compress: bool) -> None:
    found = list(read([write(tmp_path, "a.warc.gz" if compress else "a.warc", warc(compress))]))
    kept = [one for one in found if isinstance(one, Document)]
    assert [one.address for one in kept] == ["https://orla.example/1", "https://orla.example/2"]
    assert kept[0].raw == page() and PARAGRAPHS[2] in kept[0].text and kept[1].text == TEXT
    (rest,) = (one for one in found if isinstance(one, Skipped))
    assert rest.detail == "2 records hold no article (HTTP status 404: 1, image/png: 1)."


def test_a_web_archive_counts_one_record_as_one(tmp_path: Path) -> None:
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    writer.write_record(writer.create_warc_record("https://orla.example/1", "revisit", payload=io.BytesIO(b"")))
    (rest,) = rows(write(tmp_path, "a.warc", out.getvalue()))
    assert rest.detail == "1 record holds no article (revisit: 1)."
    broken = rows(write(tmp_path, "b.warc", b"WARC/1.0\r\nbroken"))
    assert [one.reason for one in broken] == [SkipReason.BROKEN] and "None" not in broken[0].detail


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tar.xz"])
def test_archives(tmp_path: Path, name: str) -> None:
    members = {
        "a.txt": TEXT.encode(),
        "b/c.docx": word(),
        "b/d.jsonl": SAMPLES["a.jsonl"](),
        "e.zip": zipped({"f.html": page()}),
    }
    mode = {"tgz": "w:gz", "tar": "w"}.get(name.partition(".")[2], "w:" + name.rpartition(".")[2])
    raw = zipped(members) if name == "a.zip" else tarred(members, mode)
    found = list(read([write(tmp_path, name, raw)]))
    assert all(isinstance(one, Document) for one in found)
    assert [one.locator for one in found] == [
        "a.txt", "b/c.docx", "b/d.jsonl > line 1", "b/d.jsonl > line 2", "b/d.jsonl > line 3", "e.zip > f.html",
    ]  # fmt: skip


def test_a_packed_file_is_the_file(tmp_path: Path) -> None:
    for suffix, pack in ((".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)):
        document = read_one(write(tmp_path, "a.txt" + suffix, pack(TEXT.encode())))
        assert document.text == TEXT and document.locator == "" and document.raw == TEXT.encode()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for raw in (TEXT.encode(), page(), SAMPLES["a.zip"](), warc(compress=True), telegram(), mail(), pdf()):
        stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(raw)))
        monkeypatch.setattr("sys.stdin", stdin)
        found = list(read(["-"]))
        assert found[0].path == "-" and any(isinstance(one, Document) for one in found)


def test_read_one_says_why_not(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not found"):
        read_one(tmp_path / "none.txt")
    with pytest.raises(InputError, match="more than one"):
        read_one(write(tmp_path, "a.jsonl", SAMPLES["a.jsonl"]()))


def test_every_document_says_where_it_is_from(tmp_path: Path) -> None:
    for name, make in SAMPLES.items():
        for one in documents(write(tmp_path, name, make())):
            assert one.path == str(tmp_path / name) and one.raw and one.id == content_id("document", one.raw)
            assert all(m.value and m.where for m in one.metadata)


def test_an_address_is_fetched_only_as_an_argument(tmp_path: Path) -> None:
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(404 if "none" in self.path else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page())

        def log_message(self, *_: object) -> None: ...

    try:
        server = HTTPServer(("127.0.0.1", 0), Handler)
    except OSError:
        pytest.skip("no loopback socket here")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        base = f"http://127.0.0.1:{server.server_port}"
        document, missing, large = (
            *read([f"{base}/1", f"{base}/none"]),
            *read([f"{base}/2"], Limits(max_bytes=100)),
        )
    finally:
        server.shutdown()
        server.server_close()
    assert isinstance(document, Document) and PARAGRAPHS[0] in document.text
    assert [(m.value, m.where) for m in document.metadata if m.name == "address"] == [(f"{base}/1", "fetched from URL")]
    assert isinstance(missing, Skipped) and missing.reason == SkipReason.NOT_FOUND
    assert isinstance(large, Skipped) and large.reason == SkipReason.TOO_LARGE
    (closed,) = rows("http://127.0.0.1:1/closed")
    assert closed.reason == SkipReason.FAILED and "cannot be reached" in closed.detail and "Pool" not in closed.detail
