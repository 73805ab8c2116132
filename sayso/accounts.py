"""The accounts of a pile: which Claims its Documents make, which Figures they state, and which of these clash.

`accounts` runs the stages link and contrast over what was found in each Document. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.claims import Contrast, Relate, Remark, linked, remarks
from sayso.conflicts import conflicts, ranked
from sayso.figures import clashes, of_others, series, stated
from sayso.records import APART, Claim, Clash, Conflict, Figure, Findings, Member, Series, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """`claims` in reading order of their gists, those of one member too. `conflicts`: those on which most Documents hang
    first. `apart`: what looks like a conflict and is none, figures that a later one may have replaced, then figures that
    count others. `series`: figures about the same thing. `contrasts`: the pairs of members that the conflicts of claims,
    and what is apart of them, are made of."""

    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    series: tuple[Series, ...]
    apart: tuple[Conflict, ...] = ()
    contrasts: tuple[Contrast, ...] = ()


def accounts(findings: Iterable[Findings], relate: Relate) -> Accounts:
    """What the Documents say alike and against one another. `relate` says what each pair of sentences is to each other."""
    told: list[Remark] = []
    counted: list[Figure] = []
    for one in findings:
        told += remarks(one)
        counted += stated(one)
    links = linked(told, relate)
    laid = series(counted)
    places = _places(laid)
    found = [c for c in conflicts(links) if not _is_on_figures(c.kind, c.pair, places)]
    found += [*clashes(laid), *of_others(laid, counted)]
    kept = [c for c in links.contrasts if not _is_on_figures(c.relation.kind, (c.one, c.other), places)]
    return _parted(found, Accounts(claims=links.claims, conflicts=(), series=laid, contrasts=tuple(kept)))


def figures(findings: Iterable[Findings]) -> Accounts:
    """The figures alone, and the conflicts among them: no model is asked."""
    counted = [figure for one in findings for figure in stated(one)]
    laid = series(counted)
    found = [*clashes(laid), *of_others(laid, counted)]
    return _parted(found, Accounts(claims=(), conflicts=(), series=laid))


def _parted(found: Iterable[Conflict], made: Accounts) -> Accounts:
    """These accounts with what was found: conflicts, and what only looks like one."""
    ordered = ranked(found)
    told, apart = (tuple(c for c in ordered if (c.kind in APART) is is_apart) for is_apart in (False, True))
    return replace(made, conflicts=told, apart=apart)


def _places(laid: Sequence[Series]) -> Mapping[str, Sequence[Spans]]:
    """Where the figures of series are stated, by Document."""
    places: dict[str, list[Spans]] = {}
    for one in laid:
        for figure in one.figures:
            places.setdefault(figure.member.document, []).append(figure.member.content)
    return places


def _is_on_figures(kind: Clash | None, pair: tuple[Member, Member], places: Mapping[str, Sequence[Spans]]) -> bool:
    """Whether a clash is on figures that stand in a series: there their times and scopes are known, and say more."""
    return kind in (Clash.FIGURE, Clash.SUPERSEDED) and all(_is_told(member, places) for member in pair)


def _is_told(member: Member, places: Mapping[str, Sequence[Spans]]) -> bool:
    told = places.get(member.document, ())
    return any(one.overlaps(other) for content in told for one in content for other in member.content)
