"""The ways that words took from a speaker to an outlet, as rows: what the map draws and its table holds.

Strands that take the same way are one row (`rows_of`); `chosen` says which rows a drawing has room for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

# What the drawing holds at most, so that it stays within a page; the table holds everything.
SPEAKERS, CARRIERS, OUTLETS, WAYS, HOPS = 20, 24, 24, 200, 6

Part = tuple[Any, ...]  # of a way: its speaker, a hop, its outlet, the whole
Place = tuple[str, ...]  # what a stop is known by: ('voice', 'v3', ''), ('outlet', name, ''), ('document', name, '7')


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """What one document says on one speaker's word by one way.

    `speaker`: the name shown. `voice`: key of its card ('v3'), None where it has none. `hops`: (name, HopKind's value),
    the one nearest the speaker first, empty where none is recorded. `outlet`: its name or, where the document tells
    none (`outlet_told` is False), the document's. `document`: its number. `statements`: 1 or more.
    """

    speaker: str
    voice: str | None
    hops: tuple[tuple[str, str], ...]
    outlet: str
    document: int
    statements: int
    outlet_told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """One route: all strands of one speaker that took the same way to the same outlet. `number` counts from 1.

    `through`: the hops in words; 'not recorded' where there are none. `drawn`: whether the drawing has it.
    """

    number: int
    speaker: str
    voice: str | None
    hops: tuple[tuple[str, str], ...]
    through: str
    outlet: str
    outlet_told: bool
    documents: tuple[int, ...]
    statements: int
    drawn: bool = False

    @property
    def start(self) -> Place:
        """What its speaker is known by: the voice's key, or the name where it has none."""
        return ("voice", self.voice, "") if self.voice else ("voice", "", self.speaker)

    @property
    def end(self) -> Place:
        """What its outlet is known by: the name or, where it is not told, the one document."""
        return ("outlet", self.outlet, "") if self.outlet_told else ("document", self.outlet, str(self.documents[0]))


def statements(number: int) -> str:
    """'1 statement', '2,000 statements'."""
    return f"{number:,} {'statement' if number == 1 else 'statements'}"


def rows_of(strands: Iterable[Strand]) -> list[MapRow]:
    """One row a route: speakers with most statements first, then their most frequent routes; any order of strands
    gives the same rows.

    Raises ValueError where a strand has no statement.
    """
    names: dict[str, str] = {}
    alike: dict[tuple[Place, tuple[tuple[str, str], ...], Place], list[Strand]] = {}
    total = Counter[Place]()
    for one in strands:
        if one.statements < 1:
            raise ValueError(f"the strand of {one.speaker!r} in document {one.document} has no statement")
        speaker = ("voice", one.voice, "") if one.voice else ("voice", "", one.speaker)
        outlet = ("outlet", one.outlet, "") if one.outlet_told else ("document", one.outlet, str(one.document))
        if one.voice:
            names[one.voice] = min(one.speaker, names.get(one.voice, one.speaker))
        alike.setdefault((speaker, one.hops, outlet), []).append(one)
        total[speaker] += one.statements
    sums = {key: sum(one.statements for one in group) for key, group in alike.items()}
    keys = sorted(alike, key=lambda k: (-total[k[0]], names.get(k[0][1], k[0][2]), k[0], -sums[k], k[1], k[2]))
    return [
        MapRow(
            number=number,
            speaker=names.get(key[0][1], key[0][2]),
            voice=key[0][1] or None,
            hops=key[1],
            through=", then ".join(f"{name} ({kind})" for name, kind in key[1]) or "not recorded",
            outlet=key[2][1],
            outlet_told=key[2][0] == "outlet",
            documents=tuple(sorted({one.document for one in alike[key]})),
            statements=sums[key],
        )
        for number, key in enumerate(keys, 1)
    ]


def chosen(rows: Sequence[MapRow]) -> tuple[set[int], str | None]:
    """Numbers of the rows to draw, and a sentence on what is left out (None where nothing is).

    Left out are ways of many steps, then of speakers, carriers, outlets and ways all but those with most statements.
    """
    kept = [row for row in rows if len(row.hops) <= HOPS]
    limits = [f"ways of at most {HOPS} steps"] if len(kept) < len(rows) else []
    sorts: tuple[tuple[int, str, Callable[[MapRow], Iterable[Part]]], ...] = (
        (SPEAKERS, "speakers", lambda row: [row.start]),
        (CARRIERS, "channels, agencies and others that pass words on", lambda row: set(row.hops)),
        (OUTLETS, "outlets", lambda row: [row.end]),
        (WAYS, "ways", lambda row: [(row.start, row.hops, row.end)]),
    )
    for most, word, parts in sorts:
        weight = Counter[Part]()
        for row in kept:
            weight.update(dict.fromkeys(parts(row), row.statements))
        if len(weight) > most:
            best = set(sorted(weight, key=lambda part: (-weight[part], part))[:most])
            kept = [row for row in kept if best.issuperset(parts(row))]
            limits.append(f"the {most} of {len(weight):,} {word} with most statements")
    numbers = {row.number for row in kept}
    if not limits:
        return numbers, None
    shown, every = sum(row.statements for row in kept), sum(row.statements for row in rows)
    told = f"The drawing keeps to {'; '.join(limits)}. It shows {shown:,} of {statements(every)}"
    return numbers, f"{told}, and its numbers count these; the table has all."
