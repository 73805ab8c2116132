"""One input on its way to becoming Documents: where it is, its bytes, and how it is refused.

A reader takes an `Input` and yields Documents and Skipped rows; it raises `Refused` where the input as a whole gives
nothing. Nothing here knows a format.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from sayso.ids import content_id
from sayso.read.limits import Limits
from sayso.records import Document, Metadatum, Skipped, SkipReason

HEAD = 1 << 16  # bytes looked at before a format is chosen; encodings are guessed from as many
CHUNK = 1 << 18
RAISE = "raise the limit to read it (--max-size, in Python sayso.Limits(max_bytes=..., max_characters=...))"
HALF_CHARACTERS = re.compile("[\ud800-\udfff]")

Found = Document | Skipped
Fact = tuple[str, str | None, str]  # name, value, where it was found


class Refused(Exception):
    """An input that gives no Document; the dispatcher makes it a Skipped row. Never leaves the read stage."""

    def __init__(self, reason: SkipReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Budget:
    """What one archive may still unpack, shared by all its layers."""

    def __init__(self, limits: Limits, packed: int | None) -> None:
        self.limits = limits
        self.packed = packed  # bytes of the outermost archive; None where unknown (standard input)
        self.spent = 0
        self.exhausted = False

    def spend(self, count: int) -> None:
        """Count `count` unpacked bytes. Raises Refused where the archive expands without reason."""
        self.spent += count
        limits = self.limits
        allowed = limits.max_expansion
        if self.packed is not None:
            allowed = min(allowed, max(limits.max_bytes, self.packed * limits.max_ratio))
        if self.spent > allowed:
            self.exhausted = True
            raise Refused(
                SkipReason.TOO_LARGE,
                f"The archive unpacks to more than {allowed:,} bytes, as an archive bomb does; "
                "if you trust it, raise --max-expansion (in Python sayso.Limits(max_expansion=..., max_ratio=...)).",
            )


class Metered(io.RawIOBase):
    """A stream of unpacked bytes that are counted against a Budget."""

    def __init__(self, stream: BinaryIO | io.BufferedIOBase, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


class Rejoined(io.RawIOBase):
    """A stream whose head was already taken: the head again, then the rest."""

    def __init__(self, head: bytes, stream: BinaryIO | io.BufferedIOBase) -> None:
        self._head = memoryview(head)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._head:
            data = self._stream.read(len(buffer))
            buffer[: len(data)] = data
            return len(data)
        size = min(len(buffer), len(self._head))
        buffer[:size] = self._head[:size]
        self._head = self._head[size:]
        return size


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file, archive member, attachment or standard input, open at its first byte.

    `path` and `locator` as in Document; `name` gives the suffix; `head` holds the first bytes, which `stream` gives
    again; `facts` are known from outside (the address that a page was fetched from); `charset` is what a mail or web
    header says; `budget` is that of the archive it stands in, or would open.
    """

    path: str
    name: str
    stream: io.BufferedReader
    limits: Limits
    locator: str = ""
    head: bytes = field(default=b"", repr=False)
    depth: int = 0
    budget: Budget | None = None
    facts: tuple[Metadatum, ...] = ()
    charset: str | None = None

    @property
    def suffix(self) -> str:
        """The last suffix of the name in lower case, with its dot; '' where there is none."""
        stem, dot, last = self.name.rpartition(".")
        return f".{last.lower()}" if dot and stem else ""

    def at(self, place: str) -> str:
        """The locator of a place inside this input."""
        return f"{self.locator} > {place}" if self.locator else place

    def whole(self) -> bytes:
        """All bytes. Raises Refused where they are more than `max_bytes`."""
        chunks: list[bytes] = []
        size = 0
        while chunk := self.stream.read(CHUNK):
            size += len(chunk)
            if size > self.limits.max_bytes:
                raise Refused(SkipReason.TOO_LARGE, too_large(self.limits))
            chunks.append(chunk)
        return b"".join(chunks)

    def skipped(self, reason: SkipReason, detail: str, locator: str | None = None) -> Skipped:
        """This input, or the place `locator` names, as a Skipped row."""
        place = self.locator if locator is None else locator
        return Skipped(path=self.path, locator=storable(place), reason=reason, detail=storable(detail))

    def document(
        self,
        text: str,
        raw: bytes,
        facts: tuple[Metadatum, ...],
        locator: str | None = None,
        media_type: str = "text/plain",
    ) -> Found:
        """A Document of this input, or the Skipped row that says why its text is none."""
        if not text.strip("\ufeff \t\r\n\f\v\xa0"):
            return self.skipped(SkipReason.EMPTY, "There is no text in it.", locator)
        if len(text) > self.limits.characters():
            return self.skipped(SkipReason.TOO_LARGE, too_long(len(text), self.limits), locator)
        return Document(
            id=content_id("document", raw),
            text=storable(text),
            path=self.path,
            locator=storable(self.locator if locator is None else locator),
            media_type=media_type,
            raw=raw,
            metadata=self.facts + facts,
        )


Reader = Callable[[Input], Iterator[Found]]


def opened(stream: BinaryIO | io.BufferedIOBase, *, path: str, name: str, limits: Limits) -> Input:
    """An Input over any readable stream, with its head looked at."""
    head = b""
    while len(head) < HEAD and (more := stream.read(HEAD - len(head))):
        head += more
    whole: Any = io.BufferedReader(Rejoined(head, stream), CHUNK)
    return Input(path=path, name=name, stream=whole, head=head, limits=limits)


def too_large(limits: Limits) -> str:
    """The sentence for a document over `max_bytes`."""
    return f"It has more than {limits.max_bytes:,} bytes; {RAISE}."


def too_long(size: int, limits: Limits) -> str:
    """The sentence for a text over `max_characters`."""
    return f"Its text has {size:,} characters, more than {limits.characters():,}; split it, or {RAISE}."


def storable(text: str) -> str:
    """`text` with U+FFFD for each lone surrogate (of JSON escapes, of undecodable file names): UTF-8 cannot hold them."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return HALF_CHARACTERS.sub("\ufffd", text)
    return text


def metadata(*facts: Fact) -> tuple[Metadatum, ...]:
    """The facts that have a value, as Metadata, white space folded."""
    kept = ((name, " ".join(storable(value).split()), where) for name, value, where in facts if value)
    return tuple(Metadatum(name=name, value=value, where=where) for name, value, where in kept if value)
