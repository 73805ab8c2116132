"""From one input to its Documents: the table of readers, and the one place where a library's failure becomes a row."""

from __future__ import annotations

import importlib
import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from sayso.read import sniff
from sayso.read.source import Found, Input, Refused
from sayso.records import SkipReason

# family: (module, function); modules are imported when the first such input comes, so plain text starts fast.
READERS = {
    "text": ("plain", "plain"),
    "markdown": ("plain", "markdown"),
    "page": ("page", "page"),
    "pdf": ("pdf", "pdf"),
    "word": ("word", "word"),
    "json": ("json_records", "json_file"),
    "lines": ("json_records", "json_lines"),
    "table": ("table", "table"),
    "feed": ("feed", "feed"),
}
CONTAINERS = {  # these hand their members back to `documents`
    "mail": ("mail", "mail"),
    "mailbox": ("mail", "mailbox"),
    "saved mail page": ("mail", "saved_page"),
    "warc": ("warc", "warc"),
    "tar": ("archive", "tar_members"),
}
# What damaged files make their libraries raise; by name, for the libraries are imported late. 'error': zlib, struct.
BROKEN_BY = frozenset(
    ("BadZipFile", "BadGzipFile", "ReadError", "LZMAError", "EOFError", "error", "Error", "JSONError",
     "IncompleteJSONError", "XMLSyntaxError", "ArchiveLoadFailed", "UnicodeDecodeError", "NotImplementedError")
)  # fmt: skip


def documents(item: Input, seekable: BinaryIO | None = None) -> Iterator[Found]:
    """Every Document in `item`, and a Skipped row for each part that gives none; never raises for what the input holds.

    `seekable` is the open file where `item` is one on disk: only zip needs it.
    """
    nothing = True
    try:
        for found in parts(item, seekable):
            nothing = False
            yield found
    except Exception as error:  # the one net under every format library
        yield failed(item, error)
        return
    if nothing:
        yield item.skipped(SkipReason.EMPTY, "There is nothing in it.")


def parts(item: Input, seekable: BinaryIO | None) -> Iterator[Found]:
    """What the reader of the input's family gives."""
    family = sniff.family(item)
    if family in READERS:
        return function(READERS[family])(item)
    if family in CONTAINERS:
        return function(CONTAINERS[family])(item, documents)
    if family == "zip":
        return zipped(item, seekable)
    from sayso.read.archive import unpacked

    return unpacked(item, family, documents)


def function(name: tuple[str, str]) -> Callable[..., Iterator[Found]]:
    """The reader that a table names. Libraries that it wakes speak to no one's standard error."""
    reader: Callable[..., Iterator[Found]] = getattr(importlib.import_module(f"sayso.read.{name[0]}"), name[1])
    for library in ("trafilatura", "htmldate", "charset_normalizer", "warcio", "docx", "pypdfium2"):
        log = logging.getLogger(library)
        if not log.handlers:
            log.addHandler(logging.NullHandler())
    return reader


def zipped(item: Input, seekable: BinaryIO | None) -> Iterator[Found]:
    """A zip on disk is read in place, another from memory; a Word file under another name is read as such."""
    import zipfile

    from sayso.read.archive import zip_members

    seekable = seekable or io.BytesIO(item.whole())
    with zipfile.ZipFile(seekable) as archive:
        if "word/document.xml" not in archive.namelist():
            yield from zip_members(item, archive, documents)
            return
    seekable.seek(0)
    yield from function(READERS["word"])(replace(item, stream=cast(io.BufferedReader, seekable)))


def failed(item: Input, error: Exception) -> Found:
    """The Skipped row for what a reader raised."""
    if isinstance(error, Refused):
        return item.skipped(error.reason, error.detail)
    if isinstance(error, RecursionError):
        return item.skipped(SkipReason.BROKEN, "Its parts are nested too deeply to be an article.")
    if isinstance(error, MemoryError):
        return item.skipped(SkipReason.TOO_LARGE, "It does not fit into memory; split it, or lower --max-size.")
    if isinstance(error, PermissionError):
        return item.skipped(SkipReason.NO_PERMISSION, "You may not read it; change its permissions, or copy it.")
    name, cause = type(error).__name__, " ".join(str(error).split())[:200]
    if name in BROKEN_BY or isinstance(error, OSError):
        return item.skipped(SkipReason.BROKEN, f"It is damaged or cut short ({cause or name}); get the file again.")
    detail = f"Its reader gave up ({name}: {cause}); open it elsewhere and save it as text or PDF."
    return item.skipped(SkipReason.FAILED, detail)
