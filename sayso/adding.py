"""One `add` under way: what was met, what the case holds already, and what was done with each input."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sayso.pipeline import inputs, model_id
from sayso.records import Document, Findings, Skipped, SkipReason
from sayso.settings import Settings
from sayso.store import rows, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one `add` did, in numbers of inputs.

    `unchanged` were in the case already and were not worked on; `reworked` were, but as another model, version of sayso
    or setting reads them.
    """

    new: int = 0
    unchanged: int = 0
    skipped: int = 0
    reworked: int = 0

    @property
    def read(self) -> int:
        """How many inputs gave a Document."""
        return self.new + self.unchanged + self.reworked


class Adding:
    """One `add` under way: what was met, and what was done with it."""

    def __init__(
        self, connection: sqlite3.Connection, base: str, settings: Settings, watch: Callable[[Added], None] | None
    ) -> None:
        self.added = Added()
        self._connection = connection
        self._base = base
        self._settings = settings
        self._watch = watch
        self._met: set[bytes] = set()  # the ids of all Documents met
        self._files: set[str] = set()  # the places that gave more than one Document
        self._content: dict[str, set[str]] = {}  # what a file met before holds now: place to ids

    def unknown(self, items: Iterable[Document | Skipped]) -> Iterator[Document | Skipped]:
        """The items that must be worked on; those that the case holds are noted where they stand now."""
        for item in items:
            if isinstance(item, Skipped):
                yield item
                continue
            self._met.add(_key(item.id))
            known = standing.known(self._connection, item)
            if known is not None and self._is_elsewhere(known, _place(item, self._base)):
                yield _duplicate(item, known)
            elif known is not None and self._is_read(known):
                with rows.transaction(self._connection):
                    self._settle(item)
            else:
                yield item

    def keep(self, outcome: Findings | Skipped) -> None:
        """Commit one outcome."""
        place = _place(outcome, self._base)
        with rows.transaction(self._connection):
            if isinstance(outcome, Skipped):
                stored = standing.put_skipped(self._connection, outcome, place=place, met=self._is_met)
                return self._count(skipped=1) if stored else self._count(unchanged=1)
            document = outcome.document
            known = standing.known(self._connection, document)
            if known is not None and self._is_read(known):  # by another process, a moment ago
                return self._settle(document)
            rows.put(self._connection, outcome, place=place, read_at=_now(), method=_method(self._settings))
        if document.locator:
            self._files.add(place)
        return self._count(new=1) if known is None else self._count(reworked=1)

    def finish(self) -> None:
        """What can be told only when all was read: which records their files no longer hold."""
        for place in sorted(self._files):
            with rows.transaction(self._connection):
                standing.replaced(self._connection, place, self._is_met)

    def _settle(self, document: Document) -> None:
        place = _place(document, self._base)
        if document.locator:
            self._files.add(place)
        standing.settle(self._connection, document, place=place)
        self._count(unchanged=1)

    def _is_met(self, document: str) -> bool:
        return _key(document) in self._met

    def _is_read(self, known: standing.Known) -> bool:
        return known.same_text and known.method == _method(self._settings).id

    def _is_elsewhere(self, known: standing.Known, place: str) -> bool:
        """Whether a Document met at `place` is a copy: the file that the case has it from still holds it."""
        if not known.held or known.place in (place, "-"):
            return False
        if "://" in known.place:  # to look would be to use the network
            return True
        if known.place not in self._content:
            file = os.path.join(self._base, known.place)
            found = inputs([file], self._settings) if os.path.exists(file) else ()
            self._content[known.place] = {item.id for item in found if isinstance(item, Document)}
        return known.id in self._content[known.place]

    def _count(self, new: int = 0, unchanged: int = 0, skipped: int = 0, reworked: int = 0) -> None:
        was = self.added
        self.added = Added(
            new=was.new + new,
            unchanged=was.unchanged + unchanged,
            skipped=was.skipped + skipped,
            reworked=was.reworked + reworked,
        )
        if self._watch:
            self._watch(self.added)


@cache
def _method(settings: Settings) -> rows.Method:
    from sayso import __version__

    return rows.Method(sayso=__version__, model=model_id(), settings=settings.as_stored)


def _place(item: Document | Findings | Skipped, base: str) -> str:
    """Where an input lies, told from the case's folder; '-' and addresses stand for themselves."""
    path = item.document.path if isinstance(item, Findings) else item.path
    if path == "-" or "://" in path:
        return standing.storable(path)
    try:
        return standing.storable(Path(os.path.relpath(path, base)).as_posix())
    except ValueError:  # another drive
        return standing.storable(Path(os.path.abspath(path)).as_posix())


def _key(document: str) -> bytes:
    """An id in a form of which millions fit into memory."""
    return bytes.fromhex(document.partition(":")[2])


def _duplicate(document: Document, known: standing.Known) -> Skipped:
    stands = f"{known.path} > {known.locator}" if known.locator else known.path
    detail = f"It has the same bytes as {stands}, which was read before."
    return Skipped(path=document.path, locator=document.locator, reason=SkipReason.DUPLICATE, detail=detail)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
