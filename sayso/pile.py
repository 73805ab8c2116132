"""What holds across the Documents of a pile: voices, copies, retellings, and the origins of any group of attributions.

`gathered` runs the stages over a pile (unify, copies, then what needs both) on what was found in each Document and on the
analyst's decisions. Nothing is stored: the same findings and decisions give the same Pile.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sayso.copies import Said, copies, retellings, translations
from sayso.decisions import Act, Anchor, Decision
from sayso.origins import Heard, origins
from sayso.plurals import Asked, plurals
from sayso.records import (
    Attribution,
    Copies,
    CopyKind,
    Derivation,
    Document,
    Doubt,
    Findings,
    HopKind,
    Kind,
    Origins,
    Passage,
    Plural,
    Retelling,
    Span,
    Voice,
)
from sayso.unify import Card, carriers, unify


@dataclass(frozen=True, kw_only=True)
class Pile:
    """`voices` by id, `voice_of` an Entity's Voice, `heard` by the attribution's id, in reading order.

    `ratings`: the analyst's A to F for a source, by the Voice's id. `credits`: his 1 to 6 for a statement, by the
    attribution's id. Neither enters a count. `carriers`: how a hop (its Document's id, name, kind) is named in summaries.
    """

    voices: Mapping[str, Voice]
    voice_of: Mapping[str, str]
    heard: Mapping[str, Heard]
    anchors: Mapping[str, Anchor]
    doubts: tuple[Doubt, ...] = ()
    copies: tuple[Copies, ...] = ()
    translations: tuple[Derivation, ...] = ()
    retellings: tuple[Retelling, ...] = ()
    plurals: tuple[Plural, ...] = ()
    ratings: Mapping[str, str] = field(default_factory=dict)
    credits: Mapping[str, str] = field(default_factory=dict)
    carriers: Mapping[tuple[str, str, HopKind], str] = field(default_factory=dict)

    def way(self, document: str, hops: Iterable[tuple[str, HopKind]]) -> tuple[tuple[str, HopKind], ...]:
        """A route of a Document (id) as it is shown beside those of others: hops under the names of the Voices that they
        are, one name for one outlet, none twice."""
        named = ((self.carriers.get((document, name, kind), name), kind) for name, kind in hops)
        return tuple(dict.fromkeys(named))

    def origins(self, attributions: Iterable[str] | None = None) -> Origins:
        """The independent origins of these attributions (ids), by default of all. Raises KeyError for an unknown id."""
        heard = [self.heard[a] for a in (self.heard if attributions is None else attributions)]
        copied = {n for h in heard for n in self._copied.get(h.document, ())}
        retold = {n for h in heard for n in self._retold.get(h.attribution, ())}
        copies, retellings = [self.copies[n] for n in sorted(copied)], [self.retellings[n] for n in sorted(retold)]
        return origins(heard, self.voices, copies, retellings, self.doubts)

    @cached_property
    def _copied(self) -> Mapping[str, set[int]]:
        """The places of the Copies that hold a Document: a count of few attributions need not walk all of a large pile."""
        out: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(self.copies):
            for passage in group.passages:
                out[passage.document].add(number)
        return out

    @cached_property
    def _retold(self) -> Mapping[str, set[int]]:
        """The places of the Retellings that hold an attribution."""
        out: dict[str, set[int]] = defaultdict(set)
        for number, told in enumerate(self.retellings):
            for attribution in told.attributions:
                out[attribution].add(number)
        return out

    @cached_property
    def retold(self) -> tuple[Retelling, ...]:
        """The retellings in other words: those that one group of copies does not show already in the same words."""
        spans: list[dict[str, list[Span]]] = []
        at: dict[str, list[int]] = {}
        for number, group in enumerate(self.copies):
            spans.append({})
            for passage in group.passages:
                spans[number].setdefault(passage.document, []).append(passage.span)
            for document in spans[number]:
                at.setdefault(document, []).append(number)

        def is_shown(told: Retelling) -> bool:
            heard = [self.heard[a] for a in told.attributions]
            alike = len({" ".join(re.findall(r"\w+", h.words.casefold())) for h in heard}) == 1
            return any(
                (alike or self.copies[n].kind is CopyKind.QUOTATION)
                and all(any(s.overlaps(p) for s in h.content for p in spans[n].get(h.document, ())) for h in heard)
                for n in at.get(heard[0].document, ())
            )

        return tuple(told for told in self.retellings if not is_shown(told))

    @cached_property
    def by_voice(self) -> Mapping[str, tuple[str, ...]]:
        """The attributions of each Voice, in reading order."""
        out: dict[str, list[str]] = {}
        for h in self.heard.values():
            if h.voice is not None:
                out.setdefault(h.voice, []).append(h.attribution)
        return {voice: tuple(those) for voice, those in out.items()}


def gathered(
    findings: Iterable[Findings], documents: Callable[[], Iterable[Document]], decisions: Sequence[Decision] = ()
) -> Pile:
    """The Pile of these findings. `documents` gives the same Documents as a stream, each time anew: texts are not kept."""
    cards: list[Card] = []
    told: list[_Told] = []
    for order, one in enumerate(findings):
        cards += _cards(one, order)
        told += _told(one, order)
    voices, doubts = unify(cards, decisions)
    by_id = {voice.id: voice for voice in voices}
    voice_of = {entity: voice.id for voice in voices for entity in voice.entities}
    heard = {t.attribution.id: t.heard(voice_of) for t in told}
    said = [t.said(voice_of) for t in told if t.attribution.speaker in voice_of]
    repeated = copies(documents(), _quotations(told))
    anchors = {c.entity.id: Anchor(document=c.document, name=c.entity.name) for c in cards}
    return Pile(
        voices=by_id,
        voice_of=voice_of,
        heard=heard,
        anchors=anchors,
        doubts=doubts,
        copies=repeated,
        translations=translations(documents()),
        retellings=retellings(said),
        plurals=plurals([t.asked(voice_of) for t in told], by_id),
        ratings=_ratings(decisions, voice_of, anchors),
        credits={d.statement: d.value for d in decisions if d.act is Act.CREDIT and d.statement},
        carriers=carriers(
            ((t.document, hop.name, hop.kind) for t in told for hop in t.attribution.route),
            voices,
            {(c.document, c.entity.name): by_id[voice_of[c.entity.id]].name for c in cards},
        ),
    )


def spellings(voice: Voice) -> tuple[str, ...]:
    """The aliases that its name does not tell already; of those that differ in capitals alone the most frequent."""
    first: dict[str, str] = {}
    for alias in voice.aliases:
        first.setdefault(alias.casefold(), alias)
    return tuple(alias for folded, alias in first.items() if folded != voice.name.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One attribution on its way into the pile, with what of its Document is needed there."""

    attribution: Attribution
    document: str
    published: str | None
    order: int
    words: str
    source: str
    within: tuple[tuple[str, str | None], ...]

    def heard(self, voice_of: Mapping[str, str]) -> Heard:
        return Heard(
            attribution=self.attribution.id,
            document=self.document,
            voice=voice_of.get(self.attribution.speaker or ""),
            words=self.words,
            content=self.attribution.content,
            within=tuple((a, voice_of.get(entity or "")) for a, entity in self.within),
        )

    def said(self, voice_of: Mapping[str, str]) -> Said:
        return Said(
            attribution=self.attribution.id,
            document=self.document,
            voice=voice_of[self.attribution.speaker or ""],
            words=self.words,
            published=self.published,
            order=self.order,
        )

    def asked(self, voice_of: Mapping[str, str]) -> Asked:
        return Asked(
            attribution=self.attribution.id,
            document=self.document,
            voice=voice_of.get(self.attribution.speaker or ""),
            source=self.source,
            words=self.words,
            tellers=tuple(voice_of.get(entity or "") for _, entity in self.within),
        )


def _cards(findings: Findings, order: int) -> Iterator[Card]:
    document = findings.document
    for entity in findings.entities:
        roles = tuple(" ".join(span.of(document.text).split()) for span in entity.roles)
        mentions = dict.fromkeys(" ".join(span.of(document.text).split()) for span in entity.mentions)
        yield Card(
            entity=entity,
            document=document.id,
            roles=roles,
            aliases=tuple(mentions),
            outlet=document.outlet,
            published=document.published,
            order=order,
        )


def _told(findings: Findings, order: int) -> Iterator[_Told]:
    document = findings.document
    by_id = {a.id: a for a in findings.attributions}
    for item in sorted(findings.attributions, key=lambda a: (min(a.content).start, a.id)):
        yield _Told(
            attribution=item,
            document=document.id,
            published=document.published,
            order=order,
            words=" ".join(span.of(document.text) for span in item.content),
            source=" ".join(span.of(document.text) for span in item.source),
            within=tuple(_within(item, by_id)),
        )


def _within(item: Attribution, by_id: Mapping[str, Attribution]) -> Iterator[tuple[str, str | None]]:
    """The attributions that this one stands inside, the nearest first, with the Entities that speak there."""
    seen = {item.id}
    while (above := by_id.get(item.parent or "")) is not None and above.id not in seen:
        yield above.id, above.speaker
        seen.add(above.id)
        item = above


def _quotations(told: Iterable[_Told]) -> Iterator[tuple[Passage, str]]:
    for one in told:
        if one.attribution.kind is not Kind.INDIRECT:
            for span in one.attribution.content:
                yield Passage(document=one.document, span=span), one.words


def _ratings(decisions: Iterable[Decision], voice_of: Mapping[str, str], anchors: Mapping[str, Anchor]) -> dict[str, str]:
    entity_at = {anchor: entity for entity, anchor in anchors.items()}
    out: dict[str, str] = {}
    for decision in decisions:
        if decision.act is Act.RATE:
            for voice in {voice_of[entity_at[anchor]] for anchor in decision.subject if anchor in entity_at}:
                out[voice] = decision.value
    return out
