"""Mail: every part is the message's words, or read as a file inside it, or a row says why not."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from test_read_formats import PARAGRAPHS, TEXT, documents, pdf, rows, write

from sayso.read import read
from sayso.records import Document, Skipped, SkipReason

PNG = b"\x89PNG\r\n\x1a\n\0"


def message(text: str = TEXT) -> EmailMessage:
    made = EmailMessage()
    made["Subject"], made["From"] = "Bridge closed", "jan@example.org"
    if text:
        made.set_content(text)
    return made


def told(path: Path) -> list[tuple[str, str]]:
    """Locator, and how the text begins or why there is none."""
    return [(one.locator, one.text[:10] if isinstance(one, Document) else str(one.reason)) for one in read([path])]


def test_inline_parts_with_a_name_are_attachments(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(pdf(), maintype="application", subtype="pdf", filename="x.pdf", disposition="inline")
    made.add_attachment("The mayor said no.", filename="notes.txt", disposition="inline")
    made.add_attachment("Rain, said the note.", filename="named.txt")
    made.add_attachment(PNG, maintype="image", subtype="png", disposition="inline")
    found = list(read([write(tmp_path, "a.eml", made.as_bytes())]))
    assert isinstance(found[0], Document) and found[0].text.strip() == TEXT
    assert told(tmp_path / "a.eml")[1:] == [
        ("x.pdf", PARAGRAPHS[0][:10]), ("notes.txt", "The mayor "), ("named.txt", "Rain, said"),
        ("attachment 4", "wrong type"),
    ]  # fmt: skip


def test_a_message_that_is_a_file(tmp_path: Path) -> None:
    made = message("")
    made.set_content(pdf(), maintype="application", subtype="pdf", disposition="inline")
    assert told(write(tmp_path, "a.eml", made.as_bytes())) == [("attachment 1", PARAGRAPHS[0][:10])]
    named = message()
    named.set_param("name", "mail.txt")
    (document,) = documents(write(tmp_path, "b.eml", named.as_bytes()))
    assert document.title == "Bridge closed" and document.locator == ""


def test_what_belongs_to_the_message_gives_no_row(tmp_path: Path) -> None:
    made = message()
    made.add_alternative("<p>Shown: <img src='cid:one@x'></p>", subtype="html")
    made.add_alternative("BEGIN:VCALENDAR", subtype="calendar")
    made.get_payload()[1].add_related(PNG, maintype="image", subtype="png", cid="<one@x>", filename="logo.png")
    made.make_mixed()
    made.add_attachment(b"-----BEGIN PGP SIGNATURE-----", maintype="application", subtype="pgp-signature", filename="s.asc")
    made.add_attachment(PNG, maintype="image", subtype="png", cid="<two@x>", filename="scan.png", disposition="inline")
    assert [place for place, _ in told(write(tmp_path, "a.eml", made.as_bytes()))] == ["", "scan.png"]


def test_many_parts_and_damaged_ones_are_told(tmp_path: Path) -> None:
    head = b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nThe mayor said %d.\r\n"
    many = write(tmp_path, "a.eml", head + b"".join(part % n for n in range(1100)) + b"--b--\r\n")
    found = list(read([many]))
    assert isinstance(found[0], Document) and "said 900." in found[0].text
    assert [one.reason for one in found if isinstance(one, Skipped)] == [SkipReason.TOO_LARGE]
    (lost,) = rows(write(tmp_path, "b.eml", head + b"no boundary is here, said the mayor\r\n"))
    assert lost.reason == SkipReason.BROKEN


def test_quote_marks_are_those_of_mailboxes_only(tmp_path: Path) -> None:
    raw = message("Jan wrote:\n\n>From the north they came, he said.\n").as_bytes()
    (mail,) = documents(write(tmp_path, "a.eml", raw))
    assert ">From the north" in mail.text
    (posted,) = documents(write(tmp_path, "a.mbox", b"From jan@example.org Wed Jan  5 10:00:00 2022\n" + raw))
    assert "\nFrom the north" in posted.text and ">From the north" in posted.raw.decode()
