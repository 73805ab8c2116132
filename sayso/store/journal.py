"""The analyst's journal in the case: decisions are added, taken back, and read in their order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sayso.decisions import Act, Anchor, Decision
from sayso.records import Span

SIDES = ("subject", "other")


def put(connection: sqlite3.Connection, decision: Decision) -> Decision:
    """Add one decision; it comes back with its number. Call it in `rows.transaction`."""
    cursor = connection.execute(
        "INSERT INTO decisions (act, value, statement, decided_at, hypothesis) VALUES (?, ?, ?, ?, ?)",
        (decision.act, decision.value, decision.statement, decision.at, decision.hypothesis),
    )
    number = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO marked VALUES (?, ?, ?, ?, ?)",
        [(number, n, decision.document, span.start, span.end) for n, span in enumerate(decision.spans)],
    )
    for side, anchors in zip(SIDES, (decision.subject, decision.other), strict=True):
        connection.executemany(
            "INSERT INTO anchors VALUES (?, ?, ?, ?, ?)",
            [(number, side, n, anchor.document, anchor.name) for n, anchor in enumerate(anchors)],
        )
    return _decision(connection, connection.execute("SELECT * FROM decisions WHERE number = ?", (number,)).fetchone())


def take_back(connection: sqlite3.Connection, at: str, number: int | None = None) -> Decision | None:
    """Undo the decision of this number, or the last one that stands. None where there is none. Call it in a transaction."""
    row = connection.execute(
        "SELECT * FROM decisions WHERE undone_at IS NULL AND number = coalesce(?, number) ORDER BY number DESC LIMIT 1",
        (number,),
    ).fetchone()
    if row is None:
        return None
    connection.execute("UPDATE decisions SET undone_at = ? WHERE number = ?", (at, row["number"]))
    return _decision(connection, row)


def standing(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """The decisions that stand, in their order."""
    found = connection.execute("SELECT * FROM decisions WHERE undone_at IS NULL ORDER BY number").fetchall()
    return tuple(_decision(connection, row) for row in found)


def written(connection: sqlite3.Connection) -> Iterator[tuple[Decision, str | None]]:
    """Every decision with the time at which it was undone, None for one that stands."""
    for row in connection.execute("SELECT * FROM decisions ORDER BY number").fetchall():
        yield _decision(connection, row), row["undone_at"]


def _decision(connection: sqlite3.Connection, row: sqlite3.Row) -> Decision:
    sides: dict[str, list[Anchor]] = {side: [] for side in SIDES}
    for anchor in connection.execute("SELECT * FROM anchors WHERE decision = ? ORDER BY number", (row["number"],)):
        sides[anchor["side"]].append(Anchor(document=anchor["document"], name=anchor["name"]))
    places = connection.execute("SELECT * FROM marked WHERE decision = ? ORDER BY number", (row["number"],)).fetchall()
    return Decision(
        number=row["number"],
        act=Act(row["act"]),
        subject=tuple(sides["subject"]),
        other=tuple(sides["other"]),
        value=row["value"],
        statement=row["statement"],
        at=row["decided_at"],
        hypothesis=row["hypothesis"],
        document=places[0]["document"] if places else None,
        spans=tuple(Span(place["span_start"], place["span_end"]) for place in places),
    )
