"""Open, create and migrate a case file.

The journal is a rollback journal, not a write-ahead log: between two commits a case is exactly one file, which can be
copied and mailed. `MIGRATIONS` is a numbered list; each runs in one transaction together with the record that it ran.
"""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sayso.errors import CaseError

APPLICATION_ID = 0x5361536F  # 'SaSo', as `file` and SQLite tools show it
WAIT_SECONDS = 10.0  # for another process that writes to the same case


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step from a form of the case file to the next. `name` is also that of its file in `migrations/`."""

    number: int
    name: str

    @property
    def script(self) -> str:
        """The SQL of this step."""
        return (files("sayso.store") / "migrations" / f"{self.number:04}_{self.name}.sql").read_text(encoding="utf-8")


MIGRATIONS = (
    Migration(number=1, name="case"),
    Migration(number=2, name="routes_and_decisions"),
    Migration(number=3, name="chances"),
    Migration(number=4, name="matrix"),
)


def connect(path: str | Path | None, *, create: bool) -> sqlite3.Connection:
    """The case at `path`, brought to the newest form; with None a temporary one that goes when it is closed.

    Raises CaseError where the file is absent (and `create` is false), no case, newer than this sayso, or not usable.
    """
    if path is None:
        # an empty name: SQLite keeps the database in memory and moves it to an unnamed file when it grows
        connection = sqlite3.connect("", isolation_level=None)
        connection.execute("PRAGMA synchronous = OFF")
        return _ready(connection, "the temporary case")
    place = Path(path)
    new = not _size(place)
    if new and not create:
        raise CaseError(f"{place}: there is no such case; make one with: sayso add {place} PATH...")
    address = f"{place.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    try:
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=WAIT_SECONDS)
    except sqlite3.Error as error:
        raise CaseError(f"{place}: the case cannot be opened ({error})") from error
    try:
        if not new:
            _refuse_what_is_no_case(connection, place)
        return _ready(connection, str(place))
    except BaseException:
        connection.close()
        raise


def version(connection: sqlite3.Connection) -> int:
    """The number of the newest migration that ran, 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _size(place: Path) -> int:
    """0 where nothing is there."""
    try:
        found = place.stat()
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError as error:
        raise CaseError(
            f"{place}: the case cannot be opened ({error.strerror}); name another, or ask for access"
        ) from error
    if stat.S_ISDIR(found.st_mode):
        raise CaseError(f"{place} is a folder; a case is one file, such as {place / 'case.sayso'}")
    return found.st_size


def _refuse_what_is_no_case(connection: sqlite3.Connection, place: Path) -> None:
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        # none at all: another process was stopped while it made the case, and SQLite has just undone its work
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise CaseError(f"{place}: the case is in use or cannot be read ({error})") from error
        raise CaseError(f"{place} is not a case: it is no SQLite file") from error
    if pages and application != APPLICATION_ID:
        raise CaseError(f"{place} is not a case: it is another program's SQLite file")


def _ready(connection: sqlite3.Connection, name: str) -> sqlite3.Connection:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")  # a case may come from a stranger
    connection.create_function("casefold", 1, lambda text: (text or "").casefold(), deterministic=True)
    if _form(connection, name) < len(MIGRATIONS):
        _migrate(connection, name)
    return connection


def _form(connection: sqlite3.Connection, name: str) -> int:
    form = version(connection)
    if form > len(MIGRATIONS):
        raise CaseError(f"{name} was made by a newer sayso (form {form}, known up to {len(MIGRATIONS)}): update sayso")
    return form


def _migrate(connection: sqlite3.Connection, name: str) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # asked again inside the lock: another process may have brought the case here meanwhile
            for step in MIGRATIONS[_form(connection, name) :]:
                _run(connection, step)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise CaseError(f"{name}: the case cannot be brought to this sayso's form ({error})") from error


def _run(connection: sqlite3.Connection, step: Migration) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")
    statement = ""  # one by one, for `executescript` would end the transaction
    for line in step.script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
    connection.execute("INSERT INTO migrations (number, name) VALUES (?, ?)", (step.number, step.name))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {step.number}")
