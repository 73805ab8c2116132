"""What the relation model said of pairs of sentences, kept in the case so that it need not be asked again.

No finding stands on these rows: where they are deleted, or cannot be written, the model is asked anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from sayso.errors import CaseError
from sayso.store.rows import transaction


class Chances:
    """The table `chances` of one case, as `relate.remember.Memory`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def recall(self, keys: Iterable[bytes]) -> Mapping[bytes, bytes]:
        """The answers that the case holds."""
        found = {}
        for key in keys:
            row = self._connection.execute("SELECT chances FROM chances WHERE pair = ?", (key,)).fetchone()
            if row is not None:
                found[key] = row["chances"]
        return found

    def keep(self, answers: Mapping[bytes, bytes]) -> None:
        """Keep these, where the case can be written: on a read-only disk the brief is slower and no worse."""
        try:
            with transaction(self._connection):
                self._connection.executemany("INSERT OR REPLACE INTO chances VALUES (?, ?)", answers.items())
        except CaseError:
            return
