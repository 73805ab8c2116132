"""The letters and colours by which the charts name a source: one letter a name in the whole brief.

In order (`letters_of`): the names of those who state the figures and of the origins behind the sides of conflicts are
counted; the one met most often is A and has the first colour. A source that the text does not tell has no letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from sayso.report.account_models import MemberView
from sayso.report.models import Brief

UNTOLD = "?"
UNTOLD_WORDS = "speaker not told, or lineage not recorded"


@dataclass(frozen=True, slots=True)
class Source:
    """Who stands behind a mark: `letter`, `name` and `rank` (from 0, None where it is not told)."""

    letter: str
    name: str
    rank: int | None


NOBODY = Source(UNTOLD, UNTOLD_WORDS, None)


def letters_of(brief: Brief, figures: Iterable[MemberView]) -> Mapping[str, Source]:
    """The source of each name: of those who state `figures`, and of the origins on the sides of the brief's conflicts."""
    met = Counter(name for member in figures if (name := stated_by(member, brief)))
    for conflict in brief.conflicts or ():
        for side in conflict.sides:
            met.update(member.origin for member in side.members if member.origin)
            met.update(name for member in side.members if member.statement is None and (name := stated_by(member, brief)))
    ordered = sorted(met, key=lambda name: (-met[name], name))
    return {name: Source(_letter(rank), name, rank) for rank, name in enumerate(ordered)}


def stated_by(member: MemberView, brief: Brief) -> str | None:
    """Who says so: the speaker, the outlet where it speaks in its own voice, None where the text does not tell."""
    if member.statement is not None:
        return member.speaker
    document = brief.documents[member.document - 1]
    return f"{document.outlet or document.name}, in its own voice"


def _letter(rank: int) -> str:
    return ascii_uppercase[rank] if rank < len(ascii_uppercase) else str(rank + 1)
