"""A case: read a pile into it, again and again, and ask what is in it.

`Case.add` reads inputs, leaves out what the case already holds, runs the rest through the pipeline and commits each
Document with all that was found in it, so a run that is stopped loses nothing finished and the same call goes on from
there. What is asked of a case comes out as records whose spans have been checked against the stored text.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypedDict, Unpack

from sayso.accounts import Accounts, accounts, figures
from sayso.adding import Added, Adding
from sayso.chronology import timeline
from sayso.errors import InputError
from sayso.figures import Reading, read
from sayso.journal import Journal
from sayso.matrix import Matrix
from sayso.pile import Pile, gathered
from sayso.pipeline import cores, find, inputs, load_stages
from sayso.records import Document, Findings, Origins, Series, Skipped, Timeline
from sayso.report.matrix import with_matrix
from sayso.report.models import Brief, VoiceView
from sayso.report.view import build
from sayso.settings import Settings
from sayso.statement import Statement
from sayso.store import ask, journal, rows
from sayso.store.chances import Chances
from sayso.store.file import connect
from sayso.weigh import weighed
from sayso.workers import Load, Work

if TYPE_CHECKING:
    import pandas

    from sayso.relate import Relate


class Filters(TypedDict, total=False):
    """What `Case.statements` and its siblings take by name; `sayso.store.ask.Filter` says what each means."""

    speaker: str | None
    document: str | None
    kind: str | None
    stance: str | None
    text: str | None
    min_confidence: float | None
    limit: int | None


class Case:
    """A pile of Documents and all that was found in it: one file, or a temporary one that goes when it is closed."""

    def __init__(self, path: str | Path | None = None, *, create: bool = True) -> None:
        """Open the case file at `path`, or make it. Raises CaseError where it cannot be used."""
        self.path = None if path is None else Path(path)
        self._connection = connect(path, create=create)
        self._gathered: tuple[tuple[int, int], Pile] | None = None

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
        run = Adding(self._connection, self._base, settings, watch)
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

    def view(self, title: str | None = None, accounts: Accounts | None = None, matrix: Matrix | None = None) -> Brief:
        """The brief of this case, as the terminal and the page show it; `title` is the case's name by default.

        With `accounts` it tells of claims and conflicts, with `matrix` of rivals: what the methods of these names give.
        """
        title = title or (self.path.stem if self.path else "brief")
        pile = self.pile()
        made = build(self.findings(), self.skipped(), title, pile, accounts)
        return made if matrix is None else with_matrix(made, matrix, pile, list(self.documents()))

    @property
    def journal(self) -> Journal:
        """The analyst's decisions: merge, split, rename, retype, rate, hypotheses and marks on them, and undo."""
        return Journal(self._connection, self.pile, self.findings)

    def pile(self) -> Pile:
        """What holds across the Documents: voices, copies, retellings, origins. It is worked out anew where the case was
        written to since the last call, here or by another process."""
        state = (self._connection.execute("PRAGMA data_version").fetchone()[0], self._connection.total_changes)
        if self._gathered is None or self._gathered[0] != state:
            self._gathered = state, gathered(self.findings(), self.documents, journal.standing(self._connection))
        return self._gathered[1]

    def accounts(self, model: str | Path | None = None) -> Accounts:
        """What the Documents say alike and against one another, worked out anew at each call; what the model said of a
        pair of sentences is kept in the case.

        `model` is a folder with a relation model of your own (`sayso.relate.load_relate`). Raises ModelError where it
        cannot be loaded.
        """
        return accounts(self.findings(), self._relate(model))

    def figures(self) -> Accounts:
        """The figures of the Documents alone, laid out, and what clashes among them. No model is asked."""
        return figures(self.findings())

    def readings(self, rule: str) -> list[tuple[Series, tuple[Reading, ...]]]:
        """Each series of figures with what a reading rule of others (a name in `sayso.figures.RULES`) points to in it.

        Raises KeyError for a rule that there is not.
        """
        return [(one, read(one, rule)) for one in self.figures().series]

    def timeline(self, accounts: Accounts | None = None) -> Timeline:
        """When what is told happened, was said and was published: events by day, first reports, then and now, and what a
        Document could not have known. `accounts`: what the method of that name gives; by default it is asked here."""
        made = accounts or self.accounts()
        return timeline(self.findings(), made, self.pile().voice_of)

    def matrix(self, model: str | Path | None = None, accounts: Accounts | None = None) -> Matrix | None:
        """What each origin says for or against the hypotheses that the journal puts up; None where there is none.

        With `accounts` (what that method gives) the sides of the strongest conflict are rivals too; `model` is as there.
        """
        conflicts, origins = accounts.conflicts if accounts else None, self.pile().origins
        return weighed(self.findings(), self.journal.decisions(), origins, lambda: self._relate(model), conflicts)

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
        from sayso.display import frame

        return frame(self, what)

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

    def _relate(self, model: str | Path | None) -> Relate:
        from sayso.relate import load_relate

        return load_relate(None if model is None else Path(model), careful=True, memory=Chances(self._connection))

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
