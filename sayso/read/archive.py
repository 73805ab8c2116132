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
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from sayso.read.saved import ASSET_ENDINGS, LOOKED_AT, PAGE_ENDINGS, asset_folders, could_be_article, not_read, strangers
from sayso.read.sniff import BLOCK, looks_like_tar
from sayso.read.source import Budget, Found, Input, Metered, Reader, Refused, opened
from sayso.read.walk import HIDDEN
from sayso.records import SkipReason

ENCRYPTED_FLAG = 0x1
UNIX_LINK = 0o12  # the file type in the upper bits of a zip member's mode
MAX_TAR_HEADER = 1 << 20  # long names and attributes are held in memory by tarfile
FOLDER_IN_TAR = "It was taken for the pictures and scripts of a saved page and not read; unpack the archive to read it."
UNPACK = "unpack it yourself or, in Python, raise"
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


class AssetFolders:
    """The folders named like those of saved pages in a tar, which is read in one pass: the page itself may come later."""

    def __init__(self) -> None:
        self._folders: dict[str, None] = {}
        self._pages: set[str] = set()

    def met(self, path: str) -> str | None:
        """The outermost such folder that the member at `path` lies in."""
        parts = path.split("/")
        for index, part in enumerate(parts[:-1]):
            if part.endswith(ASSET_ENDINGS[0]):
                folder = "/".join(parts[: index + 1])
                self._folders[folder] = None
                return folder
        stem, dot, end = path.rpartition(".")
        if (dot + end).lower() in PAGE_ENDINGS:
            self._pages.add(stem)
        return None

    def without_page(self) -> list[str]:
        """The folders beside which no page stands, in the order in which they were met."""
        return [folder for folder in self._folders if folder.removesuffix(ASSET_ENDINGS[0]) not in self._pages]


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
    yield from stranger_rows(item, archive, assets, budget)
    for member in members:
        path = member.filename
        if member.is_dir() or asset_folder_of(path, assets) is not None:
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
    folders = AssetFolders()
    count = 0
    with tarfile.open(fileobj=item.stream, mode="r|", tarinfo=BoundedHeader) as archive:
        for member in archive:
            archive.members = []  # type: ignore[attr-defined] # tarfile would keep them all
            count += 1
            check_count(count, item)
            place = item.at(member.name)
            if member.isdir():
                continue
            if (part := hidden_part(member.name)) is not None:
                if part not in reported:
                    reported.add(part)
                    yield item.skipped(SkipReason.WRONG_TYPE, HIDDEN, item.at(part))
            elif (part := folders.met(member.name)) is not None:
                if part not in reported and could_be_article(member.name):
                    reported.add(part)
                    yield item.skipped(SkipReason.WRONG_TYPE, FOLDER_IN_TAR, item.at(part))
            elif not member.isreg() or member.issparse():
                yield item.skipped(SkipReason.WRONG_TYPE, "It is a link or device, which is not followed.", place)
            elif (stream := archive.extractfile(member)) is not None:
                yield from inside(item, cast(io.BufferedIOBase, stream), member.name, read, budget, metered=False)
            check_budget(budget)
    for part in folders.without_page():
        if part not in reported:
            yield item.skipped(SkipReason.WRONG_TYPE, FOLDER_IN_TAR, item.at(part))
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
        detail = f"Archives are nested more than {item.limits.max_depth} deep; {UNPACK} sayso.Limits(max_depth=...)."
        raise Refused(SkipReason.TOO_LARGE, detail)
    return item.budget or Budget(item.limits, None)


def check_budget(budget: Budget) -> None:
    """Stop the whole archive once one member broke the budget."""
    if budget.exhausted:
        raise Refused(SkipReason.TOO_LARGE, "The rest of the archive was not read: it unpacks beyond its limit.")


def check_count(count: int, item: Input) -> None:
    if count > item.limits.max_members:
        detail = f"The archive has more than {item.limits.max_members:,} members; {UNPACK} sayso.Limits(max_members=...)."
        raise Refused(SkipReason.TOO_LARGE, detail)


def hidden_part(path: str) -> str | None:
    """The path down to its first hidden part, or None. `__MACOSX` is what macOS puts beside the files."""
    parts = path.split("/")
    for index, part in enumerate(parts):
        if (part.startswith(".") and part not in (".", "..")) or part == "__MACOSX":
            return "/".join(parts[: index + 1])
    return None


def saved_page_folders(names: set[str]) -> dict[str, str]:
    """The folders in a zip, each with its closing '/', that hold the assets of a saved page beside them, and that page."""
    entries: dict[str, set[str]] = {}
    for name in names:
        parts = name.split("/")
        for depth, part in enumerate(parts[:12]):
            entries.setdefault("/".join(parts[:depth]), set()).add(part)
    found: dict[str, str] = {}
    for above, members in entries.items():
        start = f"{above}/" if above else ""
        found |= {f"{start}{folder}/": start + page for folder, page in asset_folders(members).items()}
    return found


def asset_folder_of(path: str, assets: Collection[str]) -> str | None:
    """The outermost of the folders `assets`, each with its closing '/', that `path` lies in."""
    parts = path.split("/")[:-1]
    return next((f for depth in range(len(parts)) if (f := "/".join(parts[: depth + 1]) + "/") in assets), None)


def stranger_rows(item: Input, archive: zipfile.ZipFile, assets: dict[str, str], budget: Budget) -> Iterator[Found]:
    """One row for each saved page's folder in a zip in which something could be an article."""

    def beginning(name: str) -> bytes:
        try:
            with archive.open(name) as stream:
                return io.BufferedReader(Metered(cast(io.BufferedIOBase, stream), budget)).read(LOOKED_AT)
        except (*MEMBER_ERRORS, KeyError):  # the member's own row tells
            return b""

    files: dict[str, list[str]] = {}
    for member in archive.infolist():
        if not member.is_dir() and (folder := asset_folder_of(member.filename, assets)) is not None:
            files.setdefault(folder, []).append(member.filename)
    for folder, names in files.items():
        page = assets[folder]
        if found := strangers(names, page, beginning):
            inside = [name.removeprefix(folder) for name in found]
            yield item.skipped(SkipReason.WRONG_TYPE, not_read(page, inside), item.at(folder.rstrip("/")))


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
