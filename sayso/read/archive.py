"""Zip, tar, gzip, bzip2 and xz: members are read as streams and never written to disk, so no path can lead outside.

Links, devices and sparse members are not followed. A budget shared by all layers stops bombs, a depth limit stops
archives that hold themselves. Tar is read in one pass of any length; a zip inside another archive is held in memory,
up to `max_bytes`.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from sayso.read.sniff import BLOCK, looks_like_tar
from sayso.read.source import Budget, Found, Input, Metered, Reader, Refused, opened
from sayso.read.walk import ASSET_ENDINGS, HIDDEN, asset_folders
from sayso.records import SkipReason

ENCRYPTED_FLAG = 0x1
UNIX_LINK = 0o12  # the file type in the upper bits of a zip member's mode
MAX_TAR_HEADER = 1 << 20  # long names and attributes are held in memory by tarfile
ENCRYPTED = "It is encrypted; unpack it with its password and read the files."
UNPACKERS: dict[str, Callable[[BinaryIO], io.BufferedIOBase]] = {
    "gzip": lambda stream: gzip.GzipFile(fileobj=stream),
    "bzip2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
}
MEMBER_ERRORS = (  # what zipfile raises for a member, or passes through from its decompressors
    zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError,
)  # fmt: skip
TAR_SUFFIXES = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}


class BoundedHeader(tarfile.TarInfo):
    """A member whose name or attributes claim more than a mebibyte is no honest header."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> BoundedHeader:
        header = super().frombuf(buf, encoding, errors)
        if not header.isreg() and not header.issparse() and header.size > MAX_TAR_HEADER:
            raise tarfile.ReadError("a header of more than a mebibyte")
        return header


def unpacked(item: Input, kind: str, read: Reader) -> Iterator[Found]:
    """What a single packed file holds: a tar, or one file of any kind (its locator stays empty)."""
    budget = entered(item)
    name = item.name[: -len(item.suffix)] + TAR_SUFFIXES.get(item.suffix, "") if item.suffix else item.name
    stream = UNPACKERS[kind](item.stream)
    inner = opened(io.BufferedReader(Metered(stream, budget)), path=item.path, name=name, limits=item.limits)
    if len(inner.head) >= BLOCK and looks_like_tar(inner.head, "tar"):
        inner = replace(inner, name="archive.tar")
    yield from read(replace(inner, locator=item.locator, facts=item.facts, depth=item.depth + 1, budget=budget))


def zip_members(item: Input, archive: zipfile.ZipFile, read: Reader) -> Iterator[Found]:
    """The members of a zip, in its own order."""
    budget = entered(item)
    members = archive.infolist()
    names = {member.filename for member in members}
    if (office := office_format(names)) is not None:
        raise Refused(SkipReason.WRONG_TYPE, f"It is {office}; save it as .docx, PDF or text.")
    check_count(len(members), item)
    assets, reported = saved_page_folders(names), set[str]()
    for member in members:
        path = member.filename
        if member.is_dir() or any(path.startswith(folder) for folder in assets):
            continue
        place = item.at(path)
        if (hidden := hidden_part(path)) is not None:
            if hidden not in reported:
                reported.add(hidden)
                yield item.skipped(SkipReason.WRONG_TYPE, HIDDEN, item.at(hidden))
        elif member.flag_bits & ENCRYPTED_FLAG:
            yield item.skipped(SkipReason.ENCRYPTED, ENCRYPTED, place)
        elif member.external_attr >> 28 == UNIX_LINK:
            yield item.skipped(SkipReason.WRONG_TYPE, "It is a link, which is not followed.", place)
        else:
            yield from zip_member(item, archive, member, read, budget)
        check_budget(budget)


def zip_member(
    item: Input, archive: zipfile.ZipFile, member: zipfile.ZipInfo, read: Reader, budget: Budget
) -> Iterator[Found]:
    try:
        with archive.open(member) as stream:
            yield from inside(item, cast(io.BufferedIOBase, stream), member.filename, read, budget, metered=True)
    except MEMBER_ERRORS as error:
        yield item.skipped(SkipReason.BROKEN, f"This member cannot be unpacked: {error}.", item.at(member.filename))


def tar_members(item: Input, read: Reader) -> Iterator[Found]:
    """The members of a tar, in its own order, in one pass."""
    budget = entered(item)
    reported: set[str] = set()
    count = 0
    with tarfile.open(fileobj=item.stream, mode="r|", tarinfo=BoundedHeader) as archive:
        for member in archive:
            archive.members = []  # type: ignore[attr-defined] # tarfile would keep them all
            count += 1
            check_count(count, item)
            place = item.at(member.name)
            if member.isdir():
                continue
            if (part := hidden_part(member.name) or asset_part(member.name)) is not None:
                if part not in reported:
                    reported.add(part)
                    detail = HIDDEN if hidden_part(part) else "It holds the pictures and scripts of a saved page."
                    yield item.skipped(SkipReason.WRONG_TYPE, detail, item.at(part))
            elif not member.isreg() or member.issparse():
                yield item.skipped(SkipReason.WRONG_TYPE, "It is a link or device, which is not followed.", place)
            elif (stream := archive.extractfile(member)) is not None:
                yield from inside(item, cast(io.BufferedIOBase, stream), member.name, read, budget, metered=False)
            check_budget(budget)
    if not count:
        raise Refused(SkipReason.EMPTY, "The archive holds no files.")


def inside(
    item: Input, stream: io.BufferedIOBase, name: str, read: Reader, budget: Budget, *, metered: bool
) -> Iterator[Found]:
    """What one member gives."""
    source = io.BufferedReader(Metered(stream, budget)) if metered else stream
    try:
        inner = opened(source, path=item.path, name=PurePosixPath(name).name, limits=item.limits)
    except Refused as refused:
        yield item.skipped(refused.reason, refused.detail, item.at(name))
        return
    yield from read(replace(inner, locator=item.at(name), depth=item.depth + 1, budget=budget))


def entered(item: Input) -> Budget:
    """The budget to count against. Raises Refused where archives are nested too deeply."""
    if item.depth >= item.limits.max_depth:
        detail = f"Archives are nested more than {item.limits.max_depth} deep (max_depth); unpack it yourself."
        raise Refused(SkipReason.TOO_LARGE, detail)
    return item.budget or Budget(item.limits, None)


def check_budget(budget: Budget) -> None:
    """Stop the whole archive once one member broke the budget."""
    if budget.exhausted:
        raise Refused(SkipReason.TOO_LARGE, "The rest of the archive was not read: it unpacks beyond its limit.")


def check_count(count: int, item: Input) -> None:
    if count > item.limits.max_members:
        detail = f"The archive has more than {item.limits.max_members:,} members (max_members); unpack it yourself."
        raise Refused(SkipReason.TOO_LARGE, detail)


def hidden_part(path: str) -> str | None:
    """The path down to its first hidden part, or None. `__MACOSX` is what macOS puts beside the files."""
    parts = path.split("/")
    for index, part in enumerate(parts):
        if (part.startswith(".") and part not in (".", "..")) or part == "__MACOSX":
            return "/".join(parts[: index + 1])
    return None


def asset_part(path: str) -> str | None:
    """The path down to a saved page's folder: a tar is read in one pass, so the page itself may come later."""
    parts = path.split("/")[:-1]
    for index, part in enumerate(parts):
        if part.endswith(ASSET_ENDINGS[0]):
            return "/".join(parts[: index + 1])
    return None


def saved_page_folders(names: set[str]) -> set[str]:
    """The folders in a zip, each with its closing '/', that hold the assets of a saved page beside them."""
    entries: dict[str, set[str]] = {}
    for name in names:
        parts = name.split("/")
        for depth, part in enumerate(parts[:12]):
            entries.setdefault("/".join(parts[:depth]), set()).add(part)
    found = ((folder, asset) for folder, members in entries.items() for asset in asset_folders(members))
    return {f"{folder}/{asset}/" if folder else f"{asset}/" for folder, asset in found}


def office_format(names: set[str]) -> str | None:
    """What else a zip may be."""
    if "mimetype" in names and "META-INF/container.xml" in names:
        return "an e-book (EPUB)"
    if "mimetype" in names and "content.xml" in names:
        return "an OpenDocument file"
    if "xl/workbook.xml" in names:
        return "an Excel workbook; a sheet with a text column can be saved as CSV, otherwise"
    if "ppt/presentation.xml" in names:
        return "a PowerPoint file"
    return None
