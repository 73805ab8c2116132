"""How far a road reaches that is told once: the same voice's other words in the document.

Neighbouring attributions of one voice are a run. What is told in a run holds for all of it from there on, and for what
comes before it in the run; what is told for a headline's voice holds for the headline. From run to run only an outlet or
a channel is carried on: a statement in writing and a post on a platform are over when somebody else speaks. Words to the
document's own reporter, or to all, end what was carried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sayso.records import Attribution, Basis, Hop, HopKind, Span, Stance

LASTING = (HopKind.OUTLET, HopKind.AGENCY, HopKind.CHANNEL)
Roads = Mapping[str, tuple[Hop, ...] | None]


def carried(
    ordered: Sequence[Attribution], told: Roads, voices: Mapping[str, str], title: Span | None
) -> dict[str, tuple[Hop, ...]]:
    """Attribution id -> its hops, told or carried over. `told` has () for words said directly, no key where nothing is."""
    found: dict[str, tuple[Hop, ...]] = {}
    standing: dict[str, tuple[Hop, ...]] = {}  # what holds for a voice after its last run
    first: dict[str, tuple[Hop, ...]] = {}  # what its first words came by
    for run in _runs([a for a in ordered if not _within(a, title)], voices):
        voice = voices.get(run[0].id)
        own = next((told[a.id] for a in run if told.get(a.id) is not None), None)
        holds = standing.get(voice or "", ())
        if own is not None and (voice not in standing or not own):
            holds = lasting(over(own))  # nothing was told before, so that what is told now reaches back in its run
        for attribution in run:
            here = told.get(attribution.id)
            if here is not None:
                found[attribution.id], holds = here, over(here)
            elif voice is not None:
                found[attribution.id] = holds
        if voice is not None:
            standing[voice] = lasting(holds)
            first.setdefault(voice, lasting(found[run[0].id]))
    for attribution in ordered:
        if _within(attribution, title):
            here = told.get(attribution.id)
            found[attribution.id] = here if here is not None else first.get(voices.get(attribution.id, ""), ())
    return found


def panel(
    ordered: Sequence[Attribution],
    routes: Mapping[str, tuple[Hop, ...]],
    voices: Mapping[str, str],
    asks: Callable[[Attribution], bool],
) -> dict[str, tuple[Hop, ...]]:
    """Answers to an author who asked others in an article elsewhere came through that article too."""
    found: dict[str, tuple[Hop, ...]] = {}
    holds: tuple[Hop, ...] = ()
    asker = None
    for attribution in ordered:
        route = routes.get(attribution.id, ())
        if route and voices.get(attribution.id) != asker:
            holds = ()
        if route and attribution.stance is Stance.ASKED and asks(attribution):
            holds, asker = lasting(over(route)), voices.get(attribution.id)
        elif holds and not route:
            found[attribution.id] = holds
    return found


def over(hops: Sequence[Hop]) -> tuple[Hop, ...]:
    """The same hops for words that stand elsewhere."""
    return tuple(replace(h, basis=Basis.CARRIED_OVER) if h.basis is Basis.STATED else h for h in hops)


def lasting(hops: Sequence[Hop]) -> tuple[Hop, ...]:
    """Those that may hold for words further off."""
    return tuple(h for h in hops if h.kind in LASTING)


def _runs(ordered: Sequence[Attribution], voices: Mapping[str, str]) -> list[list[Attribution]]:
    found: list[list[Attribution]] = []
    for attribution in ordered:
        voice = voices.get(attribution.id)
        if found and voice is not None and voices.get(found[-1][-1].id) == voice:
            found[-1].append(attribution)
        else:
            found.append([attribution])
    return found


def _within(attribution: Attribution, title: Span | None) -> bool:
    return title is not None and bool(attribution.content) and all(title.holds(s) for s in attribution.content)
