"""The accounts of a pile: which Claims its Documents make, which Figures they state, and which of these clash.

`accounts` runs the stages link and contrast over what was found in each Document. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.claims import Relate, Remark, linked, remarks
from sayso.conflicts import conflicts, ranked
from sayso.figures import clashes, series, stated
from sayso.records import Claim, Clash, Conflict, Figure, Findings, Member, Series, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """`claims` in reading order of their gists, those of one member too. `conflicts`: those on which most Documents hang
    first, what is only superseded after all others. `series`: figures about the same thing."""

    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    series: tuple[Series, ...]


def accounts(findings: Iterable[Findings], relate: Relate) -> Accounts:
    """What the Documents say alike and against one another. `relate` says what each pair of sentences is to each other."""
    told: list[Remark] = []
    counted: list[Figure] = []
    for one in findings:
        told += remarks(one)
        counted += stated(one)
    links = linked(told, relate)
    laid = series(counted)
    of_claims = _without_figures(conflicts(links), laid)
    return Accounts(claims=links.claims, conflicts=ranked([*of_claims, *clashes(laid)]), series=laid)


def figures(findings: Iterable[Findings]) -> Accounts:
    """The figures alone, and the conflicts among them: no model is asked."""
    laid = series(figure for one in findings for figure in stated(one))
    return Accounts(claims=(), conflicts=ranked(clashes(laid)), series=laid)


def _without_figures(found: Iterable[Conflict], laid: Sequence[Series]) -> Iterator[Conflict]:
    """Conflicts but those on figures that stand in a series: there their times and scopes are known, and say more."""
    places: dict[str, list[Spans]] = {}
    for one in laid:
        for figure in one.figures:
            places.setdefault(figure.member.document, []).append(figure.member.content)
    for conflict in found:
        is_on_figures = conflict.kind in (Clash.FIGURE, Clash.SUPERSEDED)
        if not (is_on_figures and all(_is_told(member, places) for member in conflict.pair)):
            yield conflict


def _is_told(member: Member, places: Mapping[str, Sequence[Spans]]) -> bool:
    told = places.get(member.document, ())
    return any(one.overlaps(other) for content in told for one in content for other in member.content)
