"""Which family of formats an input belongs to: by its first bytes where they tell, else by its suffix.

Binary formats have signatures, and those win over a wrong suffix. Among text formats the suffix wins, for a .txt file
may well begin with '[' or '<'; a file of unknown suffix and standard input are judged by their first lines.
"""

from __future__ import annotations

import re
import tarfile

from sayso.read.source import Input, Refused
from sayso.records import SkipReason

BLOCK = 512  # bytes of one tar header

SIGNATURES = (
    (0, b"%PDF-", "pdf"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
)
# Signatures of what holds no article text; those of letters only are believed only where a NUL byte follows.
FOREIGN = (
    (0, b"\x89PNG", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (0, b"BM", "a BMP image"),
    (0, b"\x00\x00\x01\x00", "an icon"),
    (4, b"ftyp", "a video, audio or HEIC file"),
    (0, b"\x1aE\xdf\xa3", "a video"),
    (8, b"AVI ", "a video"),
    (8, b"WAVE", "a sound file"),
    (0, b"ID3", "a sound file"),
    (0, b"OggS", "a sound file"),
    (0, b"fLaC", "a sound file"),
    (0, b"\xff\xfb", "a sound file"),
    (0, b"SQLite format 3", "an SQLite database"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it, or pack it as zip"),
    (0, b"Rar!\x1a", "a RAR archive; unpack it, or pack it as zip"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it, or pack it as zip"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a program"),
    (0, b"{\\rtf", "an RTF file; save it as .docx or .txt"),
    (0, b"wOF", "a font"),
    (0, b"PAR1", "a Parquet file; save it as CSV or JSON Lines"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones behind a password

SUFFIXES = {
    "text": (".txt", ".text", ".log", ".srt", ".vtt"),
    "markdown": (".md", ".markdown", ".mdown"),
    "page": (".html", ".htm", ".xhtml", ".shtml"),
    "saved mail page": (".mht", ".mhtml"),
    "mail": (".eml",),
    "mailbox": (".mbox", ".mbx"),
    "json": (".json",),
    "lines": (".jsonl", ".ndjson", ".jsonlines"),
    "table": (".csv", ".tsv"),
    "feed": (".rss", ".atom"),
    "warc": (".warc",),
    "pdf": (".pdf",),
    "word": (".docx",),
    "zip": (".zip",),
    "tar": (".tar",),
    "gzip": (".gz", ".tgz"),
    "bzip2": (".bz2", ".tbz", ".tbz2"),
    "xz": (".xz", ".txz"),
}
FAMILY_OF = {suffix: family for family, suffixes in SUFFIXES.items() for suffix in suffixes}
BINARY = {"pdf", "word", "zip", "tar", "gzip", "bzip2", "xz"}
CODE = {
    ".css": "a style sheet", ".js": "a script", ".mjs": "a script", ".map": "a source map", ".svg": "a drawing",
    ".xsl": "a style sheet", ".xsd": "a schema", ".dtd": "a schema",
}  # fmt: skip
HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
MAIL_FIELD = re.compile(
    rb"^(From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type):[ \t]",
    re.I | re.M,
)
MAILBOX = re.compile(rb"From \S+.*\d{4}\r?\n[\w-]+:")
JSON = re.compile(rb'\s*(?:\{\s*"|\[\s*\{\s*")')


def family(item: Input) -> str:
    """The family's name. Raises Refused where the input is empty or of a type that holds no article text."""
    head = item.head
    if not head:
        raise Refused(SkipReason.EMPTY, "It has no bytes.")
    named = FAMILY_OF.get(item.suffix)
    binary = by_signature(head)
    if head.startswith(OLE):
        if item.suffix == ".docx":
            raise Refused(SkipReason.ENCRYPTED, "It is a Word file behind a password; save it without one.")
        detail = "It is an old Office file (.doc, .xls, .ppt, .msg); save it as .docx or PDF."
        raise Refused(SkipReason.WRONG_TYPE, detail)
    if binary == "zip" and named == "word":
        return "word"
    if binary:
        return binary
    if (label := foreign(head)) is not None:
        raise Refused(SkipReason.WRONG_TYPE, f"It is {label}." if ";" not in label else f"It is {label} to read it.")
    if looks_like_tar(head, named):
        return "tar"
    if named in BINARY:
        raise Refused(SkipReason.BROKEN, f"It is named {item.suffix} but does not begin like such a file.")
    if item.suffix in CODE:
        detail = f"It is {CODE[item.suffix]} by its name; rename it .txt to read it as text."
        raise Refused(SkipReason.WRONG_TYPE, detail)
    if item.suffix == ".xml":
        return xml(head)
    return named or by_content(head)


def by_signature(head: bytes) -> str | None:
    for place, mark, name in SIGNATURES:
        if head.startswith(mark, place) and (name != "bzip2" or head[4:10] in (b"1AY&SY", b"\x17rE8P\x90")):
            return name
    # The format allows junk before the mark, and mail gateways put it there; text that speaks of '%PDF-' has no NUL.
    return "pdf" if b"%PDF-" in head[:1024] and b"\0" in head else None


def foreign(head: bytes) -> str | None:
    for place, mark, label in FOREIGN:
        if head.startswith(mark, place) and (not mark.isascii() or b"\0" in head[:4096] or mark.startswith(b"{")):
            return label
    return None


def looks_like_tar(head: bytes, named: str | None) -> bool:
    """Whether a file's first bytes are a tar header; old tars have no mark of their own, so the name must say it."""
    if head[257:262] != b"ustar" and named != "tar":
        return False
    try:
        tarfile.TarInfo.frombuf(head[:BLOCK], "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True


def xml(head: bytes) -> str:
    if FEED.search(head[:4096]):
        return "feed"
    if HTML.match(head):
        return "page"
    raise Refused(SkipReason.WRONG_TYPE, "It is XML but no feed (RSS, Atom) and no page; save it as text or HTML.")


def by_content(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf")
    if start.startswith(b"WARC/"):
        return "warc"
    if MAILBOX.match(start):
        return "mailbox"
    if HTML.match(start):
        return "page"
    if start.lstrip().startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and FEED.search(start[:4096]):
        return "feed"
    if JSON.match(start):
        return "lines" if re.match(rb"\s*\{[^\n]*\}\r?\n\s*\{", start) else "json"
    top = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    if MAIL_FIELD.match(start) and len({name.lower() for name in MAIL_FIELD.findall(top)}) >= 3:
        return "mail"
    return "text"
