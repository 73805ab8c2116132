"""Time across a pile: when it happened, was said and was published, and what follows from these days.

`timeline` lays the accounts of a pile out in time: events by day, who of the pile brought each Claim first, who says other
things at other times, and what a Document could not have known. In order: `clocks.py` (three clocks for each member, each
with its evidence), `events.py`, `reports.py` (first reports), `turns.py` (then and now, and what came later).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.accounts import Accounts
from sayso.chronology.clocks import Clocks, clocks
from sayso.chronology.events import events
from sayso.chronology.reports import first_reports
from sayso.chronology.turns import hindsight, turns
from sayso.records import Claim, Findings, Member, Timeline

__all__ = ["timeline"]


def timeline(findings: Iterable[Findings], accounts: Accounts, voice_of: Mapping[str, str]) -> Timeline:
    """The timeline of these findings and of the accounts that were made of them. `voice_of`: an Entity's id to its Voice's.

    Nothing in it depends on the order of the Documents, but for the ids of the Claims that it names.
    """
    read: Clocks = clocks(findings, _members(accounts))
    found, unplaced = events(accounts.claims, read)
    return Timeline(
        events=found,
        first_reports=first_reports(_of_several(accounts.claims), read),
        turns=turns(accounts, read, voice_of),
        hindsight=hindsight(accounts, read),
        unplaced=unplaced,
    )


def _members(accounts: Accounts) -> list[Member]:
    found = [m for claim in accounts.claims for m in claim.members]
    held = (*accounts.conflicts, *accounts.apart)
    found += [m for conflict in held for side in conflict.sides for m in side.members]
    found += [m for conflict in held for m in conflict.pair]
    found += [m for contrast in accounts.contrasts for m in (contrast.one, contrast.other)]
    return list({m.id: m for m in found}.values())


def _of_several(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if len({m.document for m in claim.members}) > 1]
