"""From what the user names to single files, in a stable order: paths as given, each folder's entries sorted by name.

Hidden entries (a name that begins with a dot) are not read, and each gives one Skipped row, so nothing vanishes
unseen. The `_files` folder of a saved page is part of that page: it gives no row, unless something in it could be an
article (`saved`). Links are followed; a folder is entered once.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.read.saved import LOOKED_AT, asset_folders, not_read, strangers
from sayso.read.source import storable
from sayso.records import Skipped, SkipReason

HIDDEN = "Its name begins with a dot, so it counts as hidden; pass it by name to read it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One file: `path` as the user names it, `real` to open; that is None for standard input and addresses."""

    path: str
    real: Path | None = None


def places(paths: Iterable[str | Path]) -> Iterator[Place | Skipped]:
    """Every file that `paths` lead to, and a Skipped row for each entry that is none."""
    entered: dict[tuple[int, int], str] = {}
    for path in paths:
        name = os.fspath(path)
        if name == "-" or is_address(name):
            yield Place(path=name)
        elif not name or "\0" in name:
            yield Skipped(path=storable(name), reason=SkipReason.NOT_FOUND, detail="It is no path.")
        else:
            yield from below(name, entered)


def is_address(name: str) -> bool:
    """Whether the user passed a web address; no other way leads to the network."""
    return name.lower().startswith(("http://", "https://"))


def below(top: str, entered: dict[tuple[int, int], str]) -> Iterator[Place | Skipped]:
    """`top` itself, or all files under it; without recursion, so depth costs no stack."""
    waiting: list[str] = [top]
    while waiting:
        name = waiting.pop()
        shown = visible(name)
        try:
            status = Path(name).stat()
            if stat.S_ISDIR(status.st_mode):
                key = (status.st_dev, status.st_ino)
                if key in entered:
                    detail = f"It is the same folder as {entered[key]}, which was read already."
                    yield Skipped(path=shown, reason=SkipReason.DUPLICATE, detail=detail)
                    continue
                entered[key] = shown
                entries = sorted(os.listdir(name))
            elif stat.S_ISREG(status.st_mode) or name.startswith(("/dev/fd/", "/proc/self/fd/")):
                yield Place(path=shown, real=Path(name))
                continue
            else:
                detail = "It is a device, pipe or socket, not a file."
                yield Skipped(path=shown, reason=SkipReason.WRONG_TYPE, detail=detail)
                continue
        except (OSError, ValueError) as error:
            yield cannot_open(shown, error)
            continue
        if not entries and name == top:
            yield Skipped(path=shown, reason=SkipReason.EMPTY, detail="The folder holds no files.")
        yield from hidden_rows(name, entries)
        assets = {
            folder: page for folder, page in asset_folders(entries).items() if os.path.isdir(os.path.join(name, folder))
        }
        for folder, page in assets.items():
            yield from stranger_rows(os.path.join(name, folder), os.path.join(name, page))
        waiting.extend(os.path.join(name, e) for e in reversed(entries) if e[0] != "." and e not in assets)


def hidden_rows(folder: str, entries: list[str]) -> Iterator[Skipped]:
    for entry in entries:
        if entry[0] == ".":
            yield Skipped(path=visible(os.path.join(folder, entry)), reason=SkipReason.WRONG_TYPE, detail=HIDDEN)


def stranger_rows(folder: str, page: str) -> Iterator[Skipped]:
    """One row for a saved page's folder in which something could be an article."""
    names = [os.path.join(above, name) for above, _, inside in os.walk(folder) for name in inside]
    found = [visible(os.path.relpath(name, folder)) for name in strangers(names, page, beginning)]
    if found:
        detail = not_read(visible(os.path.basename(page)), found)
        yield Skipped(path=visible(folder), reason=SkipReason.WRONG_TYPE, detail=detail)


def beginning(name: str) -> bytes:
    """The first bytes of a page; none where it cannot be read, which its own row tells."""
    try:
        if os.path.isfile(name):  # a pipe of that name would never end
            with open(name, "rb") as page:
                return page.read(LOOKED_AT)
    except OSError:
        pass
    return b""


def visible(name: str) -> str:
    """A path that any store can hold: undecodable bytes of a file name shown as `\\xff`."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    return name


def cannot_open(path: str, error: Exception) -> Skipped:
    """The Skipped row for a file or folder that the system does not give."""
    if isinstance(error, PermissionError):
        reason, detail = SkipReason.NO_PERMISSION, "You may not read it; change its permissions, or copy it."
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        reason, detail = SkipReason.NOT_FOUND, "There is no such file or folder; check the spelling."
    else:
        cause = getattr(error, "strerror", None) or str(error)
        reason, detail = SkipReason.BROKEN, f"The system cannot open it: {cause}."
    return Skipped(path=path, reason=reason, detail=detail)
