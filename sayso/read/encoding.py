"""Bytes to text: nothing cut, no line end changed; only an encoding mark (BOM) at the very start is dropped.

In order: a BOM; UTF-8; UTF-8 with a few damaged bytes; the encoding that a header or the page declares; UTF-16
without a BOM; a guess by charset-normalizer among the encodings in which news is found.
"""

from __future__ import annotations

import codecs
import io
import re

from sayso.read.source import HEAD, Input, Refused
from sayso.records import SkipReason

BOMS = (  # the longer first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The guesser confuses rare code pages with common ones on short texts, so only those in use for news are offered.
GUESSES = [
    "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "koi8_u", "cp866",
    "kz1048", "iso8859_2", "iso8859_15", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "tis_620",
]  # fmt: skip
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
NOT_TEXT = "Its bytes are not text in any encoding that sayso knows; if it is text, save it as UTF-8."


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text that `raw` holds. Raises Refused (not text)."""
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return checked(raw[len(mark) :].decode(encoding, "replace"))
    if b"\0" in raw[:HEAD]:
        return checked(raw.decode(utf16_without_mark(raw)))
    try:
        return checked(raw.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if mostly_utf8(raw):
        return checked(raw.decode("utf-8", "replace"))
    if declared and (text := decoded_as(raw, declared)) is not None:
        return checked(text)
    return checked(raw.decode(guessed(raw), "replace"))


def decoded_as(raw: bytes, encoding: str) -> str | None:
    """`raw` strictly in `encoding`, or None where it is not, or no such text encoding exists."""
    try:
        return raw.decode(encoding)
    except (LookupError, ValueError):
        return None


def checked(text: str) -> str:
    """`text`, if it reads like text. Raises Refused where it holds NUL or many control characters."""
    sample = text[:HEAD]
    if "\0" in text or len(CONTROL.findall(sample)) > 1 + len(sample) // 50:
        raise Refused(SkipReason.NOT_TEXT, NOT_TEXT)
    return text


def mostly_utf8(raw: bytes) -> bool:
    """Whether damaged bytes are rare among the multi-byte characters: a flipped bit, a cut end, one foreign sign.

    Text in a legacy encoding has next to no valid multi-byte sequence.
    """
    sample = raw[: 16 * HEAD]
    text = sample.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if b"\0" in sample:
        return False
    return sum(1 for character in text if character > "\x7f") - damaged >= 10 * damaged


def guessed(raw: bytes) -> str:
    """The encoding that fits `raw` best. Raises Refused (not text)."""
    import charset_normalizer  # lazily: most files are UTF-8

    sample = raw[: 4 * HEAD]
    if len(CONTROL.findall(sample.decode("latin-1"))) > 1 + len(sample) // 50:
        raise Refused(SkipReason.NOT_TEXT, NOT_TEXT)
    found = charset_normalizer.from_bytes(sample, cp_isolation=GUESSES)
    best = found.best()
    if best is None:
        raise Refused(SkipReason.NOT_TEXT, NOT_TEXT)
    tied = [one.encoding for one in found if (one.chaos, one.coherence) == (best.chaos, best.coherence)]
    if "cp1254" in tied and looks_turkish(sample.decode("cp1252", "replace")):
        return "cp1254"
    return min(tied, key=GUESSES.index)


def looks_turkish(text: str) -> bool:
    """Whether text read as cp1252 has the letters that cp1254 reads as the Turkish ones, and none else of Icelandic."""
    return bool(re.search("[ðýþÐÝÞ]", text)) and not re.search("[áæéóúÁÆÉÓÚ]", text)


def utf16_without_mark(raw: bytes) -> str:
    """The byte order of UTF-16 text without a BOM, told by the zeros of its spaces. Raises Refused (not text)."""
    sample = raw[:HEAD]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if 10 * zeros.count(0) > len(zeros) and decoded_as(raw, encoding) is not None:
            return encoding
    raise Refused(SkipReason.NOT_TEXT, NOT_TEXT)


class LineDecoder:
    """Decodes one record at a time: UTF-8, or else one legacy encoding, guessed once, for the whole file."""

    def __init__(self, head: bytes) -> None:
        self._head = head
        self._legacy: str | None = None

    def decode(self, raw: bytes) -> str:
        """The text of one record. Raises Refused (not text)."""
        try:
            return checked(raw.decode("utf-8"))
        except UnicodeDecodeError:
            if mostly_utf8(raw):
                return checked(raw.decode("utf-8", "replace"))
            if self._legacy is None:
                self._legacy = guessed(raw + b"\n" + self._head)
            return checked(raw.decode(self._legacy, "replace"))


class Transcoded(io.RawIOBase):
    """A byte stream in another encoding, given as UTF-8."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._left:
            self._left = self._text.read(HEAD).encode("utf-8", "replace")
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def as_utf8(item: Input, guess: bool = False) -> io.BufferedReader:
    """The stream of `item` in UTF-8 and without its BOM; a file in a legacy encoding too where `guess` is set."""
    for mark, encoding in BOMS:
        if item.head.startswith(mark):
            item.stream.read(len(mark))
            return item.stream if encoding == "utf-8" else io.BufferedReader(Transcoded(item.stream, encoding))
    if guess:
        try:
            codecs.getincrementaldecoder("utf-8")().decode(item.head)
        except UnicodeDecodeError:
            if not mostly_utf8(item.head):
                return io.BufferedReader(Transcoded(item.stream, guessed(item.head)))
    return item.stream
