"""The analyst's hand on a case: merge, split, rename, retype, 'not the same', ratings, hypotheses, marks, and undo.

Each call adds one Decision to the journal that the case keeps; nothing that sayso found is changed. A decision names what
it is about by a name in a Document, so it holds when documents are added and when the case is read anew. Voices are told
by name (any spelling that the case holds, letter case aside) or by id.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from sayso.decisions import Act, Anchor, Decision
from sayso.errors import InputError
from sayso.matrix import Bearing, Hypothesis
from sayso.pile import Pile
from sayso.records import EntityType, Findings, Voice
from sayso.store import journal
from sayso.store.rows import transaction
from sayso.weigh import held, place, ready

BEARINGS = (Bearing.FOR, Bearing.AGAINST, Bearing.NEITHER)
RELIABILITY = "ABCDEF"
CREDIBILITY = "123456"


class Journal:
    """The journal of one case. `pile` gives the Pile as it stands, `findings` what was found in each Document."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        pile: Callable[[], Pile],
        findings: Callable[[], Iterable[Findings]] = tuple,
    ) -> None:
        self._connection = connection
        self._pile = pile
        self._findings = findings

    def merge(self, one: str, other: str) -> Decision:
        """The two are one voice. Raises InputError where a name is unknown or stands for several voices."""
        return self._pair(Act.MERGE, one, other)

    def distinct(self, one: str, other: str) -> Decision:
        """The two are not the same, however alike their names are. Raises as `merge` does."""
        return self._pair(Act.DISTINCT, one, other)

    def split(self, voice: str, name: str, document: str | None = None) -> Decision:
        """Take the spelling `name` out of a voice, in all Documents or in the one of this id; it is a voice of its own.

        Raises InputError where the voice has no such name there, or nothing else.
        """
        pile = self._pile()
        here = self._anchors(pile, voice)
        out = [a for a in here if a.name.casefold() == name.casefold() and document in (None, a.document)]
        rest = [a for a in here if a not in out]
        if not out or not rest:
            which = "is not spelt so there" if not out else "has no other name or document: there is nothing to split"
            raise InputError(f"{voice!r} {which}; see its spellings with: sayso voices CASE --speaker {voice!r}")
        return self._put(Act.SPLIT, out, rest)

    def rename(self, voice: str, name: str) -> Decision:
        """Show the voice by this name. Raises InputError for an empty one, and as `merge` does."""
        if not name.strip():
            raise InputError("a voice needs a name")
        return self._put(Act.RENAME, self._anchors(self._pile(), voice), value=" ".join(name.split()))

    def retype(self, voice: str, type: str) -> Decision:
        """Make the voice a person, organisation, group, unnamed or document. Raises InputError for another word."""
        if type not in set(EntityType):
            raise InputError(f"a type is one of {', '.join(EntityType)}; not {type!r}")
        return self._put(Act.RETYPE, self._anchors(self._pile(), voice), value=type)

    def rate(self, voice: str, rating: str) -> Decision:
        """Rate a source's reliability, A to F, once for all that it says. Raises InputError for another letter."""
        if rating.upper() not in set(RELIABILITY):
            raise InputError(f"reliability is a letter from A to F; not {rating!r}")
        return self._put(Act.RATE, self._anchors(self._pile(), voice), value=rating.upper())

    def credit(self, statement: str, credibility: str) -> Decision:
        """Rate one statement's credibility, 1 to 6, by the id of its attribution. Raises InputError for another."""
        if credibility not in set(CREDIBILITY):
            raise InputError(f"credibility is a number from 1 to 6; not {credibility!r}")
        known = self._connection.execute("SELECT id FROM attributions WHERE id = ?", (statement,)).fetchone()
        if known is None:
            raise InputError(
                f"the case has no statement {statement!r}; see the ids with: sayso show CASE statements --json"
            )
        return self._put(Act.CREDIT, (), value=credibility, statement=statement)

    def hypothesis(self, text: str) -> Decision:
        """Put up one rival explanation, in your words; one that stands already is given back. Raises InputError for an
        empty one."""
        words = " ".join(text.split())
        if not words:
            raise InputError("a hypothesis needs words")
        one = next((d for d in self.decisions() if d.act is Act.HYPOTHESIS and _folded(d.value) == _folded(words)), None)
        return one or self._keep(Decision(number=0, act=Act.HYPOTHESIS, value=words, at=_now()))

    def ready(self, name: str) -> Decision:
        """Put up a ready set of hypotheses, such as 'coup'. Raises InputError for a name that none has."""
        ready(name)
        one = next((d for d in self.decisions() if d.act is Act.READY and d.value == name), None)
        return one or self._keep(Decision(number=0, act=Act.READY, value=name, at=_now()))

    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """Those that stand, in the order in which they were put up: number 1 is the first."""
        return held(self.decisions())

    def mark(self, words: str, hypothesis: str | int, bearing: str) -> Decision:
        """Say how words bear on a hypothesis: for, against or neither. It is shown beside what sayso says, and counted.

        `words` is the id of a statement, or of a member as the matrix shows it; they need not be among what sayso found.
        `hypothesis` is its number, or its words. Raises InputError for an id, a hypothesis or a word that is unknown.
        """
        if bearing not in BEARINGS:
            raise InputError(f"words are {', '.join(BEARINGS)}; not {bearing!r}")
        wanted = self._hypothesis(hypothesis)
        member = place(self._findings(), words)
        if member is None:
            raise InputError(f"the case has no words with the id {words!r}; see the ids with: sayso matrix CASE")
        return self._keep(
            Decision(
                number=0,
                act=Act.MARK,
                value=bearing,
                statement=member.attribution,
                hypothesis=wanted.text,
                document=member.document,
                spans=member.content,
                at=_now(),
            )
        )

    def undo(self, number: int | None = None) -> Decision:
        """Take back the decision of this number, by default the last one that stands. Raises InputError without one."""
        with transaction(self._connection):
            undone = journal.take_back(self._connection, _now(), number)
        if undone is None:
            raise InputError("there is no such decision to undo" if number else "there is no decision to undo")
        return undone

    def decisions(self) -> tuple[Decision, ...]:
        """Those that stand, in their order."""
        return journal.standing(self._connection)

    def written(self) -> Iterator[tuple[Decision, str | None]]:
        """All that was ever decided, each with the time at which it was undone, None for what stands."""
        return journal.written(self._connection)

    def _pair(self, act: Act, one: str, other: str) -> Decision:
        pile = self._pile()
        subject, rest = self._anchors(pile, one), self._anchors(pile, other)
        if subject == rest:
            raise InputError(f"{one!r} and {other!r} are one voice already; to part them use: split")
        return self._put(act, subject, rest)

    def _anchors(self, pile: Pile, name: str) -> tuple[Anchor, ...]:
        voice = found(pile.voices.values(), name)
        return tuple(sorted({pile.anchors[e] for e in voice.entities}, key=lambda a: (a.document, a.name)))

    def _put(
        self,
        act: Act,
        subject: Iterable[Anchor],
        other: Iterable[Anchor] = (),
        value: str = "",
        statement: str | None = None,
    ) -> Decision:
        return self._keep(
            Decision(
                number=0, act=act, subject=tuple(subject), other=tuple(other), value=value, statement=statement, at=_now()
            )
        )

    def _hypothesis(self, wanted: str | int) -> Hypothesis:
        told = self.hypotheses()
        if str(wanted).isdecimal():
            found = told[int(wanted) - 1 : int(wanted)] if int(wanted) else ()
        else:
            found = tuple(h for h in told if _folded(h.text) == _folded(str(wanted)))
        if not found:
            raise InputError(
                f"the case holds no hypothesis {str(wanted)!r}; see their numbers with: sayso matrix CASE; "
                "put one up with: sayso matrix CASE --hypothesis WORDS"
            )
        return found[0]

    def _keep(self, decision: Decision) -> Decision:
        with transaction(self._connection):
            return journal.put(self._connection, decision)


def found(voices: Iterable[Voice], name: str) -> Voice:
    """The one Voice of this id or this spelling. Raises InputError where there is none or where there are several."""
    wanted = _folded(name)
    having = [v for v in voices if v.id == name or wanted in map(_folded, (v.name, *v.aliases))]
    exact = [v for v in having if v.id == name] or having
    if len(exact) == 1:
        return exact[0]
    if not exact:
        raise InputError(f"the case has no voice {name!r}; see them with: sayso voices CASE")
    which = "; ".join(f"{v.id} ({v.name}{', ' + v.roles[0] if v.roles else ''})" for v in exact[:5])
    raise InputError(f"{len(exact)} voices go by {name!r}: name one by its id: {which}")


def _folded(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip().casefold()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
