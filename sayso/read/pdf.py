"""PDF: the text layer by PDFium, its printed lines joined to paragraphs again; title and author from the file's fields.

A line is taken to go on in the next one when the two are as close as lines of a paragraph are and the first is not
plainly an end. A hyphen at a line's end is dropped where the next line goes on in lower case, unless the document
writes the hyphenated form elsewhere. Running heads and page numbers stay: marking them is `clean`'s work. Scans have
no text layer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from sayso.read.source import Found, Input, Refused, metadata, too_long
from sayso.records import SkipReason

PASSWORD = 4  # FPDF_ERR_PASSWORD
SOFT_HYPHENS = "\ufffe\x02\xad"  # what PDFium puts where a printed line was hyphenated
WIDE_GAP = 1.35  # of the usual line distance: more than that starts a paragraph (body text is set at 1.0, gaps from 1.5)
SHORT_LINE = 0.75  # of the usual width: a line that ends a sentence and is shorter ends its paragraph
ENDS = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
JUNK_TITLE = re.compile(r"^(?:microsoft word\s*-.*|untitled.*|.*\.(?:docx?|indd|qxd|pdf|tex|rtf|odt))$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line: its text, and the height of its baseline on the page (None where unknown)."""

    text: str
    height: float | None


def pdf(item: Input) -> Iterator[Found]:
    """One Document: the text of all pages; a Skipped row for each page that cannot be read."""
    import pypdfium2

    raw = item.whole()
    try:
        book = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD or "password" in str(error).lower():
            raise Refused(SkipReason.ENCRYPTED, "It asks for a password; save a copy without one.") from error
        raise Refused(SkipReason.BROKEN, f"It is no intact PDF ({error}); get the file again.") from error
    try:
        pages: list[list[Line]] = []
        size = 0
        for number in range(len(book)):
            try:
                lines = page_lines(book[number])
            except pypdfium2.PdfiumError:
                detail = "This page cannot be read; the other pages were."
                yield item.skipped(SkipReason.BROKEN, detail, item.at(f"page {number + 1}"))
                continue
            size += sum(len(line.text) for line in lines)
            if size > item.limits.characters():
                raise Refused(SkipReason.TOO_LARGE, too_long(size, item.limits))
            pages.append(lines)
        fields = book.get_metadata_dict()
    finally:
        book.close()
    text = paragraphs(pages)
    if not text.strip():
        raise Refused(SkipReason.EMPTY, "It has no text layer (a scan?); run OCR on it first, for example ocrmypdf.")
    title = fields.get("Title")
    facts = metadata(
        ("title", None if JUNK_TITLE.match((title or "").strip()) else title, "PDF field Title"),
        ("author", fields.get("Author"), "PDF field Author"),
    )
    yield item.document(text, raw, facts, media_type="application/pdf")


def page_lines(page: Any) -> list[Line]:
    """The printed lines of one page, in the order of its content; an empty one where two blocks part."""
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        lines: list[Line] = []
        place = 0
        for line in text.split("\r\n"):
            shown = line.strip()
            index = place + len(line) - len(line.lstrip())
            height = float(text_page.get_charbox(index)[1]) if shown and index < text_page.count_chars() else None
            lines.append(Line(text=shown.replace("\0", ""), height=height))
            place += len(line.encode("utf-16-le")) // 2 + 2  # PDFium counts UTF-16 units
        return lines
    finally:
        text_page.close()
        page.close()


def paragraphs(pages: list[list[Line]]) -> str:
    """The pages' lines as paragraphs, each one line of text, parted by blank lines."""
    lines = [line for page in pages for line in [*page, Line(text="", height=None)] if line.text or line.height is None]
    printed = [line for line in lines if line.text]
    if not printed:
        return ""
    width = sorted(len(line.text) for line in printed)[len(printed) * 4 // 5]
    steps = [a.height - b.height for a, b in pairwise(printed) if a.height and b.height]
    usual = median([step for step in steps if 0 < step < 100] or [0.0])
    words = set(re.findall(r"\w+-\w+", "\n".join(line.text for line in printed)))
    whole: list[str] = []
    last: Line | None = None
    apart = False
    for line in lines:
        if not line.text:
            apart = True
            continue
        if last is not None and goes_on(last, line, usual, width, apart):
            whole[-1] = joined(whole[-1], line.text, words)
        else:
            whole.append(line.text)
        last, apart = line, False
    return "\n\n".join(clean_hyphens(paragraph) for paragraph in whole)


def goes_on(last: Line, line: Line, usual: float, width: int, apart: bool) -> bool:
    """Whether the paragraph of `last` goes on in `line`. `apart`: a page or block ends between them."""
    if last.text[-1] in SOFT_HYPHENS:
        return True
    lower = line.text[0].islower()
    ended = bool(ENDS.search(last.text))
    if apart:
        return lower and not ended
    if last.height is not None and line.height is not None and usual:
        step = last.height - line.height
        if step > WIDE_GAP * usual or step < -usual:  # further down than a line, or up: the next column
            return lower and not ended
    if ended:
        return len(last.text) >= SHORT_LINE * width
    return lower or len(last.text) >= SHORT_LINE * width


def joined(paragraph: str, line: str, words: set[str]) -> str:
    """`paragraph` and the `line` that goes on, with the hyphen of a parted word dropped."""
    if paragraph[-1] in SOFT_HYPHENS + "-\u2010" and line[0].islower():
        before, after = re.search(r"\w*$", paragraph[:-1]), re.match(r"\w*", line)
        if before and after and before[0]:
            kept = f"{before[0]}-{after[0]}" in words
            return paragraph[:-1] + ("-" if kept else "") + line
    return f"{paragraph} {line}"


def clean_hyphens(text: str) -> str:
    """Hyphenation marks of PDFium that parted no word are hyphens."""
    return re.sub(f"[{SOFT_HYPHENS[:2]}]", "-", text)
