"""A case: read a pile into it, again and again, and ask what is in it.

`Case.add` reads inputs, leaves out what the case already holds, runs the rest through the pipeline and commits each
Document with all that was found in it, so a run that is stopped loses nothing finished and the same call goes on from
there. What is asked of a case comes out as records whose spans have been checked against the stored text.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypedDict, Unpack

from sayso.accounts import Accounts, accounts, figures
from sayso.errors import InputError, MissingExtraError
from sayso.journal import Journal
from sayso.pile import Pile, gathered
from sayso.pipeline import cores, find, inputs, load_stages, model_id
from sayso.records import Document, Findings, Origins, Skipped, SkipReason
from sayso.report.models import Brief, VoiceView
from sayso.report.view import build
from sayso.settings import Settings
from sayso.statement import Statement
from sayso.store import ask, journal, rows, standing
from sayso.store.chances import Chances
from sayso.store.file import connect
from sayso.workers import Load, Work

if TYPE_CHECKING:
    import pandas


class Filters(TypedDict, total=False):
    """What `Case.statements` and its siblings take by name; `sayso.store.ask.Filter` says what each means."""

    speaker: str | None
    document: str | None
    kind: str | None
    stance: str | None
    text: str | None
    min_confidence: float | None
    limit: int | None


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


class Case:
    """A pile of Documents and all that was found in it: one file, or a temporary one that goes when it is closed."""

    def __init__(self, path: str | Path | None = None, *, create: bool = True) -> None:
        """Open the case file at `path`, or make it. Raises CaseError where it cannot be used."""
        self.path = None if path is None else Path(path)
        self._connection = connect(path, create=create)

    def add(
        self,
        *paths: str | Path,
        settings: Settings | None = None,
        watch: Callable[[Added], None] | None = None,
        ignore: Iterable[str | Path] = (),
        load: Load | None = None,
    ) -> Added:
        """Read files, folders, archives, addresses, or '-' into the case; only what is new or changed is worked on.

        What was read by another model, version of sayso or setting is worked on again.

        `watch` is called after each input with the count so far; `ignore` names files that are no inputs though they
        lie in a folder that is read (the case itself never is one); `load` is as in `pipeline.find`. What cannot be
        read becomes a Skipped row. Raises CaseError where the case cannot be written.
        """
        settings = settings or Settings()
        run = _Run(self._connection, self._base, settings, watch)
        own = (*ignore, self.path) if self.path else tuple(ignore)
        for outcome in find(run.unknown(inputs(paths, settings, own)), settings, load):
            run.keep(outcome)
        run.finish()
        return run.added

    def documents(self, **filters: Unpack[Filters]) -> Iterator[Document]:
        """The Documents in the order in which they were read, without raw bytes; `document`, `text`, `limit` filter.

        A Document whose file has since changed is kept in the case and left out here.
        """
        found = self._asked(ask.documents(ask.Filter(**filters)))
        return rows.guarded(rows.document_of(self._connection, row) for row in found)

    def findings(self) -> Iterator[Findings]:
        """All that was found, Document by Document. Raises SpanError where the case was changed from outside."""
        return rows.guarded(rows.findings_of(self._connection, document) for document in self.documents())

    def statements(self, **filters: Unpack[Filters]) -> Iterator[Statement]:
        """Who says what, in reading order; see `Filter` for what can be asked. Raises SpanError as `findings` does."""
        return rows.guarded(self._statements(ask.statements(ask.Filter(**filters))))

    def voices(self, speaker: str | None = None, limit: int | None = None) -> tuple[VoiceView, ...]:
        """Who speaks, over all Documents: named voices, those with most to say first, then unnamed ones and groups."""
        made = self.view()
        wanted = (speaker or "").casefold()
        return tuple(v for v in (*made.voices, *made.unnamed) if wanted in v.name.casefold())[:limit]

    def view(self, title: str | None = None, accounts: Accounts | None = None) -> Brief:
        """The brief of this case, as the terminal and the page show it; `title` is the case's name by default.

        It tells of claims and conflicts where `accounts` is given: what the method of that name gives.
        """
        title = title or (self.path.stem if self.path else "brief")
        return build(self.findings(), self.skipped(), title, self.pile(), accounts)

    @property
    def journal(self) -> Journal:
        """The analyst's decisions: merge, split, rename, retype, rate, and undo."""
        return Journal(self._connection, self.pile)

    def pile(self) -> Pile:
        """What holds across the Documents: voices, copies, retellings, origins. It is worked out anew at each call."""
        return gathered(self.findings(), self.documents, journal.standing(self._connection))

    def accounts(self, model: str | Path | None = None) -> Accounts:
        """What the Documents say alike and against one another, worked out anew at each call; what the model said of a
        pair of sentences is kept in the case.

        `model` is a folder with a relation model of your own (`sayso.relate.load_relate`). Raises ModelError where it
        cannot be loaded.
        """
        from sayso.relate import load_relate

        return accounts(
            self.findings(),
            load_relate(None if model is None else Path(model), careful=True, memory=Chances(self._connection)),
        )

    def figures(self) -> Accounts:
        """The figures of the Documents alone, laid out, and what clashes among them. No model is asked."""
        return figures(self.findings())

    def origins(self, **filters: Unpack[Filters]) -> Origins:
        """The independent origins of the statements that the filters ask for, by default of all."""
        asked = self._asked(ask.statements(ask.Filter(**filters)))
        return self.pile().origins([row["attribution"] for row in rows.guarded(asked)])

    def skipped(self, **filters: Unpack[Filters]) -> list[Skipped]:
        """The inputs that gave no Document, and why; `document` (part of the path) and `limit` filter."""
        found = self._asked(ask.skipped(ask.Filter(**filters)))
        return list(rows.guarded(rows.skipped_of(row) for row in found))

    def raw(self, document: str) -> bytes:
        """The bytes that a Document was read from, by its id. Raises CaseError where they are absent or changed."""
        return rows.raw_of(self._connection, document)

    def frame(self, what: str = "statements") -> pandas.DataFrame:
        """`documents`, `statements`, `voices` or `skipped` as a pandas data frame. Needs the extra `frames`."""
        from sayso import export

        tables: dict[str, tuple[type, Callable[[], Iterator[export.Row]]]] = {
            "documents": (export.DocumentRow, lambda: map(export.document_row, self.documents())),
            "statements": (export.StatementRow, lambda: map(export.statement_row, self.statements())),
            "voices": (export.VoiceRow, lambda: map(export.voice_row, self.voices())),
            "skipped": (export.SkippedRow, lambda: map(export.skipped_row, self.skipped())),
        }
        if what not in tables:
            raise InputError(f"a frame is one of {', '.join(tables)}; not {what!r}")
        try:
            from pandas import DataFrame
        except ImportError as error:
            raise MissingExtraError("frames", "a data frame") from error
        row, made = tables[what]
        return DataFrame(list(made()), columns=list(row.__annotations__))

    def close(self) -> None:
        """Let go of the file; a temporary case is gone."""
        self._connection.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Case({str(self.path)!r})" if self.path else "Case()"

    def _repr_html_(self) -> str:
        from sayso.display import case_html

        return case_html(self)

    @property
    def _base(self) -> str:
        """What places are told from: a case and its articles can be moved together."""
        return os.path.dirname(os.path.abspath(self.path)) if self.path else os.getcwd()

    def _asked(self, query: ask.Query) -> Iterator[sqlite3.Row]:
        # no `yield from`: left half read, it would close the cursor after the case is closed, and complain
        for row in self._connection.execute(*query):  # noqa: UP028
            yield row

    def _statements(self, query: ask.Query) -> Iterator[Statement]:
        found: dict[str, Statement] = {}
        current = None
        for row in self._asked(query):
            if row["document"] != current:
                current = row["document"]
                found = {s.attribution.id: s for s in self._statements_of(current)}
            yield found[row["attribution"]]

    def _statements_of(self, document: str) -> Iterator[Statement]:
        row = self._connection.execute("SELECT * FROM documents WHERE id = ?", (document,)).fetchone()
        findings = rows.findings_of(self._connection, rows.document_of(self._connection, row))
        entities = {e.id: e for e in findings.entities}
        for item in findings.attributions:
            entity = entities.get(item.speaker) if item.speaker else None
            yield Statement(attribution=item, document=findings.document, entity=entity)


class _Run:
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


def brief(*paths: str | Path, case: str | Path | None = None, settings: Settings | None = None) -> Case:
    """Read a pile and give the Case that holds what was found: in the file `case`, or in a temporary one."""
    made = Case(case)
    made.add(*paths, settings=settings)
    return made


def open(path: str | Path) -> Case:
    """The case in the file at `path`. Raises CaseError where there is none."""
    return Case(path, create=False)


def extract(document: Document, settings: Settings | None = None) -> Findings:
    """All that is found in one Document. Raises InputError where a stage fails on it."""
    outcome = _work(bool(settings and settings.include_boilerplate))(document)
    if isinstance(outcome, Skipped):
        raise InputError(f"{outcome.path}: {outcome.detail}")
    return outcome


@cache
def _work(include_boilerplate: bool) -> Work:
    return load_stages(include_boilerplate=include_boilerplate, threads=cores())


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
