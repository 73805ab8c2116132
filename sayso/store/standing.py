"""Which Document stands where: versions, moves, inputs that give none.

A Document is `held` while its place holds it, as far as is known; one that is not is kept, and left out of what is
shown. It leaves only where its place was read again and holds something else: what merely could not be looked at (no
permission, a server that does not answer) says nothing about it. docs/decisions/0003-ids-and-changed-files.md.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from sayso.records import Document, Skipped, SkipReason

COUNTED = re.compile(r"(?:^|> )[a-z ]+ \d+$")  # the end of a locator that says only how far down a record stands
WINDOW = re.compile(r"(?:^|> )item \d+$")  # a feed shows its newest items: what drops out of it is still an article
TELLS = {SkipReason.EMPTY, SkipReason.NOT_TEXT, SkipReason.WRONG_TYPE, SkipReason.BROKEN, SkipReason.DUPLICATE}
STILL_SHOWN = "What was read from it earlier is still shown."

Met = Callable[[str], bool]  # whether the Document of this id was met in this run


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A Document that the case has: where it stands, by what method it was read, whether its text is the same."""

    id: str
    path: str
    locator: str
    place: str
    held: bool
    method: str
    same_text: bool


def known(connection: sqlite3.Connection, document: Document) -> Known | None:
    """What the case has under this Document's id, as it is now or superseded."""
    row = connection.execute(
        "SELECT id, path, locator, place, held, method, text = ? AS same_text FROM documents WHERE id = ?",
        (document.text, document.id),
    ).fetchone()
    if row is None:
        return None
    return Known(**{**dict(row), "held": bool(row["held"]), "same_text": bool(row["same_text"])})


def settle(connection: sqlite3.Connection, document: Document, *, place: str) -> None:
    """Note that a stored Document stands at `place` now: the version that stood there before is superseded, and kept.

    A record that is only counted ('item 3', 'row 12') takes no other's place here, unless it says that it was edited:
    the other may stand further down now (see `replaced`).
    """
    now = (storable(document.path), storable(document.locator), place)
    was = connection.execute(
        "SELECT path, locator, place, held, superseded_by FROM documents WHERE id = ?", (document.id,)
    ).fetchone()
    if tuple(was) != (*now, 1, None):
        connection.execute(
            "UPDATE documents SET path = ?, locator = ?, place = ?, held = 1, superseded_by = NULL WHERE id = ?",
            (*now, document.id),
        )
    if not COUNTED.search(document.locator) or document.meta("edited"):
        connection.execute(
            "UPDATE documents SET held = 0, superseded_by = ? WHERE held AND place = ? AND locator = ? AND id <> ?",
            (document.id, place, now[1], document.id),
        )
    connection.execute("DELETE FROM skipped WHERE place = ? AND locator = ?", (place, now[1]))


def replaced(connection: sqlite3.Connection, place: str, met: Met) -> None:
    """After all of the file at `place` was read: records of it that it holds no more give way to those in their rows."""
    here = connection.execute("SELECT id, locator FROM documents WHERE held AND place = ?", (place,)).fetchall()
    now = {row["locator"]: row["id"] for row in here if met(row["id"]) and not WINDOW.search(row["locator"])}
    connection.executemany(
        "UPDATE documents SET held = 0, superseded_by = ? WHERE id = ?",
        [(now[row["locator"]], row["id"]) for row in here if row["locator"] in now and not met(row["id"])],
    )


def put_skipped(connection: sqlite3.Connection, skipped: Skipped, *, place: str, met: Met = lambda _: False) -> bool:
    """Store an input that gave no Document; a later reason for the same input takes the place of the earlier one.

    False, and nothing is stored, where the same input gave a Document in this run: a file that was named twice.
    """
    within = _held_within(connection, place, storable(skipped.locator))
    if skipped.reason is SkipReason.DUPLICATE and any(met(row["id"]) and row["exact"] for row in within):
        return False
    earlier = [row for row in within if not met(row["id"]) and not WINDOW.search(row["locator"])]
    if skipped.reason in TELLS and "://" not in place:
        connection.executemany("UPDATE documents SET held = 0 WHERE id = ?", [(row["id"],) for row in earlier])
    elif earlier:
        skipped = replace(skipped, detail=f"{skipped.detail} {STILL_SHOWN}")
    connection.execute(
        "INSERT INTO skipped (path, locator, place, reason, detail) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (place, locator) DO UPDATE SET path = excluded.path, reason = excluded.reason, "
        "detail = excluded.detail "
        "WHERE (path, reason, detail) IS NOT (excluded.path, excluded.reason, excluded.detail)",
        (storable(skipped.path), storable(skipped.locator), place, skipped.reason, storable(skipped.detail)),
    )
    return True


def storable(text: str) -> str:
    """A file name that is no UTF-8 cannot be stored as it is; its odd bytes are written out as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _held_within(connection: sqlite3.Connection, place: str, locator: str) -> list[sqlite3.Row]:
    """The held Documents at a place inside a file, and those inside that place; with no locator all of the file."""
    inside = f"{locator} > " if locator else ""
    return connection.execute(
        "SELECT id, locator, locator = ? AS exact FROM documents "
        "WHERE held AND place = ? AND (locator = ? OR substr(locator, 1, ?) = ?)",
        (locator, place, locator, len(inside), inside),
    ).fetchall()
