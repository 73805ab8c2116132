"""Stage 5, trace: through which hands each statement came to its Document, within one Document.

In order: what the document is and where it comes from (`document`), the outlets that its text names (`media`), the
phrases that tell a road (`credits`), whose words each belongs to (`beside`) and what hop it is (`told`), how far it
reaches (`carry`); then, for what stands inside somebody's words, that speaker and his own route. At the end of each route
comes what the whole document came through. What the text does not tell is left out: an empty route means that none is
recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.records import Attribution, Basis, Entity, EntityType, Findings, Hop, HopKind
from sayso.trace.beside import Cast, place
from sayso.trace.carry import carried, over, panel
from sayso.trace.credits import Credit, credits
from sayso.trace.document import Standing, standing
from sayso.trace.lexicon import lexicon
from sayso.trace.media import Media, kind_by_noun, kind_of
from sayso.trace.names import fold, same
from sayso.trace.told import Told

__all__ = ["trace"]


def trace(findings: Findings) -> Findings:
    """The same Findings with each Attribution's `route`: hops from the speaker to the Document, nearest the speaker first.

    Nothing else is changed; a route of an earlier run is told anew.
    """
    if not findings.attributions:
        return findings
    text = findings.document.text
    world = standing(findings.document)
    origins = tuple((hop.name, hop.kind) for hop in world.hops)
    media = Media(text=text, own=world.own, origins=origins).read()
    cast = Cast(findings)
    return replace(findings, attributions=tuple(_Routes(findings, cast, world, credits(text, media)).all()))


class _Routes:
    """The routes of one document's attributions."""

    def __init__(self, findings: Findings, cast: Cast, world: Standing, found: Sequence[Credit]) -> None:
        self.findings, self.cast, self.world = findings, cast, world
        self.authors = tuple(m.value for m in findings.document.metadata if m.name == "author" and not kind_of(m.value))
        self.told = Told(findings, cast, found)

    def all(self) -> list[Attribution]:
        """Every Attribution, in its place, with its route."""
        told = self.told.all()
        free = sorted((a for a in self.findings.attributions if self._is_outermost(a)), key=lambda a: (place(a), a.id))
        for attribution in free:  # words that an outlet passes on may be followed by more of the same voice
            above = self.cast.parent(attribution)
            outer = tuple(self._speaker(attribution, above)) if above is not None else ()
            if outer:
                told.setdefault(attribution.id, outer)
        title = next((m.span for m in self.findings.document.metadata if m.name == "title"), None)
        routes = carried(free, told, self.told.voices, title)
        routes |= panel(free, routes, self.told.voices, self._asks)
        routes = told | routes
        done: dict[str, tuple[Hop, ...]] = {}
        return [replace(a, route=self._whole(a, routes, done)) for a in self.findings.attributions]

    def _whole(
        self,
        attribution: Attribution,
        routes: Mapping[str, tuple[Hop, ...]],
        done: dict[str, tuple[Hop, ...]],
    ) -> tuple[Hop, ...]:
        """Its own hops, then who told it and how that came here, then what the whole document came through."""
        chain = [attribution, *self.cast.ancestors(attribution)]
        for step in reversed(chain):  # outermost first, so that depth costs no recursion
            if step.id in done:
                continue
            above = self.cast.parent(step)
            hops = [*routes.get(step.id, ())]
            if above is not None:
                hops += self._speaker(step, above)
                hops += [self._seen_from(step, hop) for hop in done[above.id]]
            done[step.id] = self._clean(step, [*hops, *self.world.hops])
        return done[attribution.id]

    def _clean(self, attribution: Attribution, hops: Sequence[Hop]) -> tuple[Hop, ...]:
        """No hop twice, none that is the speaker himself, none that is this document."""
        speaker = self.cast.speaker(attribution)
        kept: list[Hop] = []
        for hop in hops:
            if hop.kind is not HopKind.SPEAKER and any(same(hop.name, own) for own in self.world.own):
                continue
            if speaker and _is_he(speaker.name, hop):
                continue
            if not any((k.kind is hop.kind and k.name == hop.name) or _one_outlet(k, hop) for k in kept):
                kept.append(hop)
        return tuple(kept)

    def _speaker(self, attribution: Attribution, above: Attribution) -> list[Hop]:
        """Who told what another had said, as a hop."""
        outer, inner = self.cast.speaker(above), self.cast.speaker(attribution)
        if outer is None or outer == inner or self._is_own(outer.name):
            return []
        basis, span = Basis.STATED, above.source[0] if above.source else None
        if span is None:
            basis, span = Basis.CARRIED_OVER, outer.name_span or next(iter(outer.mentions), None)
        if span is None:
            basis = Basis.METADATA
        return [Hop(name=outer.name, kind=_kind(outer) or HopKind.SPEAKER, basis=basis, span=span)]

    def _is_outermost(self, attribution: Attribution) -> bool:
        """Whether nobody tells it but outlets and the document itself."""
        return all(
            (speaker := self.cast.speaker(a)) is None
            or self._is_own(speaker.name)
            or (speaker.type is not EntityType.PERSON and kind_of(speaker.name) is not None)
            for a in self.cast.ancestors(attribution)
        )

    def _is_own(self, name: str) -> bool:
        return any(same(name, own) for own in (*self.world.own, *self.authors))

    def _seen_from(self, attribution: Attribution, hop: Hop) -> Hop:
        frame = self.cast.frame(attribution)
        beside_it = hop.span is not None and frame is not None and frame.holds(hop.span)
        return hop if beside_it else over([hop])[0]

    def _asks(self, attribution: Attribution) -> bool:
        frame = self.cast.frame(attribution)
        return frame is not None and lexicon().panel.search(frame.of(self.cast.text)) is not None


def _kind(teller: Entity) -> HopKind | None:
    """What kind of outlet a teller is, None where he is none; of what is read as a person only what the lexicon has."""
    if teller.type is EntityType.PERSON:
        return lexicon().outlets.get(fold(teller.name))
    return kind_of(teller.name) or kind_by_noun(teller.name) if teller.type is EntityType.ORGANISATION else None


def _is_he(speaker: str, hop: Hop) -> bool:
    """Whether a hop is the speaker himself; his channel, platform or statement is not."""
    if hop.kind in (HopKind.OUTLET, HopKind.AGENCY):
        return same(speaker, hop.name)
    return hop.kind in (HopKind.SPEAKER, HopKind.CHANNEL) and fold(speaker) == fold(hop.name)


def _one_outlet(one: Hop, other: Hop) -> bool:
    passing = (HopKind.OUTLET, HopKind.AGENCY)
    return one.kind in passing and other.kind in passing and same(one.name, other.name)
