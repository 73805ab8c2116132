"""Word (.docx): paragraphs, tables, text boxes and notes in reading order; title and author from the file's fields.

python-docx opens the package; the words are gathered from the XML, for its `paragraph.text` leaves out inserted text
under track changes, content controls and text boxes. Deleted text stays out. Headers and footers are not read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from sayso.read.source import RAISE, Found, Input, Refused, metadata
from sayso.records import SkipReason

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same text box once more
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
LEFT_OUT = (f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", FALLBACK)  # deleted words, and properties (tab stops)
NOTES = ("/word/footnotes.xml", "/word/endnotes.xml")


def word(item: Input) -> Iterator[Found]:
    """One Document: the text of a Word file."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    raw = item.whole()
    check_expansion(item, raw)
    try:
        document = docx.Document(io.BytesIO(raw))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        detail = "It is no intact Word file; open it in Word or LibreOffice and save it again."
        raise Refused(SkipReason.BROKEN, detail) from error
    lines = list(texts(document.element.body))
    for part in sorted(document.part.package.iter_parts(), key=lambda part: str(part.partname)):
        if str(part.partname) in NOTES:
            from lxml import etree

            notes = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            lines.extend(line for line in texts(notes) if line.strip())
    properties = document.core_properties
    facts = metadata(
        ("title", properties.title, "Word property title"),
        ("author", None if properties.author == "python-docx" else properties.author, "Word property author"),
    )
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    yield item.document("\n".join(lines), raw, facts, media_type=media_type)


def check_expansion(item: Input, raw: bytes) -> None:
    """Raises Refused where the package would unpack beyond reason (zipfile never gives more than it declares)."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        unpacked = sum(member.file_size for member in package.infolist())
    if unpacked > 4 * item.limits.max_bytes:
        detail = f"Unpacked, it has {unpacked:,} bytes; if you trust it, {RAISE}."
        raise Refused(SkipReason.TOO_LARGE, detail)


def texts(root: Any) -> Iterator[str]:
    """The text of each paragraph under `root`, in document order; a text box's follow the one that holds it."""
    for paragraph in root.iter(f"{W}p"):
        if not any(above.tag in LEFT_OUT for above in paragraph.iterancestors()):
            yield paragraph_text(paragraph)


def paragraph_text(paragraph: Any) -> str:
    """The words of one paragraph, without those of paragraphs nested in its text boxes and without deleted ones."""
    pieces: list[str] = []
    waiting = [iter(paragraph)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == f"{W}t":
            pieces.append(child.text or "")
        elif child.tag in SIGNS:
            pieces.append(SIGNS[child.tag])
        elif child.tag not in LEFT_OUT and child.tag != f"{W}p":
            waiting.append(iter(child))
    return "".join(pieces)
