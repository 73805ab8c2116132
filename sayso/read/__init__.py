"""Stage 1, read: files, folders, archives, feeds, exports, standard input and addresses to Documents.

`read` walks what the user names (`walk`), judges each file (`sniff`), hands it to the reader of its format
(`dispatch`) and drops what it has met before. Each input that gives no Document gives a Skipped row with a reason.
Nothing is written to disk, nothing is fetched but an address that the user passed, and memory does not grow with the
pile: only the ids of the Documents seen are kept, to tell duplicates. Finding title and date in plain text is the
`clean` stage's work.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sayso.errors import InputError
from sayso.read.dispatch import documents
from sayso.read.limits import Limits
from sayso.read.source import Budget, Found, opened
from sayso.read.walk import Place, cannot_open, places
from sayso.records import Document, Skipped, SkipReason

__all__ = ["Limits", "read", "read_one"]

DEFAULTS = Limits()


def read(paths: Iterable[str | Path] | str | Path, limits: Limits = DEFAULTS) -> Iterator[Document | Skipped]:
    """Every Document under `paths`, and a Skipped row for each input that gives none, in an order that never changes.

    `paths`: files, folders, archives, "-" (standard input), http and https addresses. Paths are taken in the order
    given, a folder's entries sorted by name, an archive's members in its own order. Nothing is raised for what an input
    holds.
    """
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    seen: dict[bytes, str] = {}
    for place in places(paths):
        if isinstance(place, Skipped):
            yield place
            continue
        for found in read_place(place, limits):
            yield found if isinstance(found, Skipped) else first_or_duplicate(found, seen)


def read_one(path: str | Path, limits: Limits = DEFAULTS) -> Document:
    """The one Document that `path` holds.

    Raises InputError where it holds none (with the reason) or several (a folder, a feed, a table: use `read`).
    """
    found: list[Document] = []
    skipped: list[Skipped] = []
    for one in read([path], limits):
        if isinstance(one, Skipped):
            skipped.append(one)
        else:
            found.append(one)
        if len(found) > 1:
            raise InputError(f"{path} holds more than one document; read them all with sayso.brief({str(path)!r})")
    if not found:
        why = f"{skipped[0].reason}. {skipped[0].detail}" if skipped else "the folder holds no files"
        raise InputError(f"{path}: {why}")
    return found[0]


def read_place(place: Place, limits: Limits) -> Iterator[Found]:
    """What one file, standard input or address gives."""
    if place.path == "-" and place.real is None:
        yield from read_standard_input(limits)
    elif place.real is None:
        from sayso.read.web import fetched  # the one door to the network, opened only by an address as an argument

        yield from fetched(place.path, limits, documents)
    else:
        yield from read_file(place.path, place.real, limits)


def read_standard_input(limits: Limits) -> Iterator[Found]:
    if sys.stdin is None:  # so Python finds it where it was closed before the start
        detail = "Standard input is closed; pipe a document into it, or name a file."
        yield Skipped(path="-", reason=SkipReason.NOT_FOUND, detail=detail)
        return
    try:
        item = opened(sys.stdin.buffer, path="-", name="-", limits=limits)
    except (OSError, ValueError) as error:  # ValueError: closed since
        yield cannot_open("-", error)
        return
    yield from documents(item)


def read_file(path: str, real: Path, limits: Limits) -> Iterator[Found]:
    try:
        stream = real.open("rb")
        packed = os.fstat(stream.fileno()).st_size
    except OSError as error:
        yield cannot_open(path, error)
        return
    with stream:
        try:
            item = opened(stream, path=path, name=real.name, limits=limits)
        except OSError as error:
            yield cannot_open(path, error)
            return
        yield from documents(replace(item, budget=Budget(limits, packed)), stream if stream.seekable() else None)


def first_or_duplicate(document: Document, seen: dict[bytes, str]) -> Found:
    """`document`, or a Skipped row where the same bytes were read before in this run."""
    key = bytes.fromhex(document.id.partition(":")[2])
    place = f"{document.path} > {document.locator}" if document.locator else document.path
    if key not in seen:
        seen[key] = place
        return document
    detail = f"It has the same bytes as {seen[key]}, which was read before."
    return Skipped(path=document.path, locator=document.locator, reason=SkipReason.DUPLICATE, detail=detail)
