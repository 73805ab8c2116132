"""The nouns of the hypothesis matrix: frozen values, as those of `records.py`.

Analysis of competing hypotheses (Heuer 1999, Psychology of Intelligence Analysis, chapter 8): columns are rival
explanations, rows what speaks for or against them. Here a row is one independent origin, never one copy. No value says
which hypothesis is true.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.records import Member


class Bearing(StrEnum):
    """How words bear on a Hypothesis. `MIXED`: one origin says both. `NEITHER`: an analyst's word, never the machine's."""

    FOR = "for"
    AGAINST = "against"
    MIXED = "mixed"
    NEITHER = "neither"

    @property
    def opposite(self) -> Bearing:
        """What it is when the source denies the words."""
        return {Bearing.FOR: Bearing.AGAINST, Bearing.AGAINST: Bearing.FOR}.get(self, self)


class Basis(StrEnum):
    """Where a Hypothesis comes from: the analyst's words, a ready set (sayso's words), or one side of a Conflict, which is
    in a Document's words."""

    ANALYST = "analyst"
    READY = "ready"
    PROPOSED = "proposed"


class RowKind(StrEnum):
    """What a Row is. Only an `ORIGIN` counts: of the others the Documents do not tell who is independent of whom."""

    ORIGIN = "origin"
    UNRECORDED = "unrecorded"
    OWN_VOICE = "own voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Wordings that make a sentence bear on a Hypothesis: one of each group must stand in it, near together.

    A wording is words, of which one may end in '*' (any ending) and '...' stands for up to four words. `unless`: wordings
    that must not stand in the sentence.
    """

    bearing: Bearing
    groups: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One of several rival explanations. `id` is a hash of its words, blanks and letter case aside.

    `source`: where a Document says so, for `PROPOSED`. `phrases` decide alone where there are any: no model is asked then.
    `decision`: the number of the analyst's decision that brought it into the case.
    """

    id: str
    text: str
    basis: Basis
    source: Member | None = None
    phrases: tuple[Phrase, ...] = ()
    decision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The analyst's word on how a member bears on a Hypothesis (`hypothesis` is its id). `decision`: its number."""

    hypothesis: str
    member: Member
    bearing: Bearing
    decision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that bear on a Hypothesis. `bearing` is the analyst's where he marked them, else the machine's.

    `machine`: what the machine said, None where it did not find them. `score`: the relation model's, in [0, 1]; None where
    wordings decided, or the analyst alone. `why`: the words that decided, where words did. `mark`: the number of the
    analyst's decision.
    """

    member: Member
    bearing: Bearing
    machine: Bearing | None = None
    score: float | None = None
    why: str = ""
    mark: int | None = None

    @property
    def by_analyst(self) -> bool:
        """Whether a person decided."""
        return self.mark is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one Row says of one Hypothesis (`hypothesis` is its id)."""

    hypothesis: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def bearing(self) -> Bearing | None:
        """For, against, or mixed where both; None where nothing bears on it."""
        told = {e.bearing for e in self.evidence} - {Bearing.NEITHER}
        return Bearing.MIXED if len(told) > 1 else next(iter(told), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One origin, or what cannot be counted as one. `cells` are in the order of the Matrix's hypotheses.

    `voice` is the origin's Voice; `document` the one that an own voice or an unrecorded lineage is of. `attributions` are
    ids; `why` says how they came to be one, or why they do not count. `diagnosticity`, in [0, 1]: see `weigh.readout`.
    """

    id: str
    kind: RowKind
    name: str
    cells: tuple[Cell, ...]
    attributions: tuple[str, ...] = ()
    voice: str | None = None
    document: str | None = None
    why: tuple[str, ...] = ()
    diagnosticity: float = 0.0

    @property
    def counts(self) -> bool:
        """Whether it enters the read-outs."""
        return self.kind is RowKind.ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A Hypothesis counted over origins. `against` is Heuer's inconsistency count; `mixed` origins are in neither count."""

    hypothesis: str
    against: int
    supporting: int
    mixed: int


Ranking = tuple[tuple[str, ...], ...]
"""Ids of hypotheses, those with the fewest origins against them first; equals stand together, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The ranking when one origin (`row` is its Row's id) is left out. Only moves that change it are made."""

    row: str
    ranking: Ranking


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Hypotheses as given (their order says nothing), rows, and the read-outs over those rows that count.

    Rows that tell most hypotheses apart come first. `ranking` is Heuer's, with all origins in; `moves` hold the origins
    without which it would be another.
    """

    hypotheses: tuple[Hypothesis, ...]
    rows: tuple[Row, ...]
    standings: tuple[Standing, ...]
    ranking: Ranking
    moves: tuple[Move, ...]

    @property
    def filled(self) -> int:
        """How many hypotheses have something in their column."""
        having = {c.hypothesis for row in self.rows for c in row.cells if c.bearing is not None}
        return len(having)
