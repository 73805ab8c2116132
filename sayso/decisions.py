"""What an analyst decided: the nouns of the journal that a case keeps. The machine's findings stay apart from these.

A decision names Entities by `Anchor`s, so that it holds when documents are added and when all is run again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.records import Span


class Act(StrEnum):
    """What an analyst decided. `DISTINCT`: not the same, though alike. `RATE` rates a source, `CREDIT` a statement.

    `HYPOTHESIS` puts up one rival explanation, `READY` a ready set of them; `MARK` says how words bear on one.
    """

    MERGE = "merge"
    SPLIT = "split"
    DISTINCT = "distinct"
    RENAME = "rename"
    RETYPE = "retype"
    RATE = "rate"
    CREDIT = "credit"
    HYPOTHESIS = "hypothesis"
    READY = "ready"
    MARK = "mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """An Entity as an analyst meets it: its name in one Document. It holds when the Document is read anew."""

    document: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the analyst's journal; `number` counts from 1, later ones prevail over earlier ones.

    MERGE: all of `subject` and `other` are one voice. SPLIT and DISTINCT: none of `subject` is one with any of `other`.
    RENAME, RETYPE, RATE: the voice that holds `subject` has this name, type or rating (A to F) in `value`. CREDIT: the
    statement whose id is in `statement` has the credibility in `value` (1 to 6). HYPOTHESIS: the explanation in `value`.
    READY: the set of this name. MARK: the words at `spans` of `document` (ids), those of `statement` where it has an
    attribution, are for, against or neither (`value`) of the Hypothesis whose words are in `hypothesis`. `at` is ISO 8601.
    """

    number: int
    act: Act
    subject: tuple[Anchor, ...] = ()
    other: tuple[Anchor, ...] = ()
    value: str = ""
    statement: str | None = None
    at: str = ""
    hypothesis: str | None = None
    document: str | None = None
    spans: tuple[Span, ...] = ()
