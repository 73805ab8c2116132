"""What holds across the documents of a brief, as view-models: routes, spellings, shared passages, origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.pile import Pile, spellings
from sayso.records import Attribution, Document, Hop, Merge, Origins, Passage, Step, Voice
from sayso.report.map import RouteMap, Strand, drawn
from sayso.report.marks import Quotation
from sayso.report.models import Brief, DocumentView, HopView, OriginsView, OriginView, ShareView, StatementView, VoiceView
from sayso.report.running import line_starts, paragraph_at

NO_SPEAKER = "speaker not told"


def hop_view(hop: Hop, text: str) -> HopView:
    """A Hop with the words that tell of it."""
    evidence = None if hop.span is None else Quotation(span=hop.span, text=hop.span.of(text))
    return HopView(name=hop.name, kind=hop.kind, basis=hop.basis, evidence=evidence)


def with_pile(brief: Brief, pile: Pile, documents: Sequence[Document]) -> Brief:
    """The brief with what the Pile tells: origins, the map, and what each document shares. `documents` in its order."""
    number_of = {s.id: s.number for s in brief.statements}
    counted = _origins_view(pile.origins(), pile, number_of, _keys(brief, pile))
    shares = _shares(pile, documents)
    views = []
    for view, document in zip(brief.documents, documents, strict=True):
        mine = [brief.statements[n - 1].id for n in view.statements]
        views.append(replace(view, shares=tuple(shares.get(document.id, ())), origins=pile.origins(mine).count))
    return replace(brief, documents=tuple(views), origins=counted, map=_map(brief.statements, views, pile))


def of_voice(view: VoiceView, voice: Voice, pile: Pile, said: Iterable[Attribution]) -> VoiceView:
    """The voice's card with its spellings, routes and doubts."""
    routes = Counter(_way(pile, item.id, item.route) for item in said)
    doubts = [(d.other if d.one == voice.id else d.one, d.why) for d in pile.doubts if voice.id in (d.one, d.other)]
    return replace(
        view,
        aliases=spellings(voice),
        merges=tuple(_merge(merge) for merge in voice.merges),
        may_be=tuple((pile.voices[other].name, why) for other, why in doubts),
        body=pile.voices[voice.body].name if voice.body and voice.body in pile.voices else None,
        routes=tuple(routes.most_common()),
        rating=pile.ratings.get(voice.id),
    )


def _way(pile: Pile, attribution: str, route: Iterable[Hop | HopView]) -> tuple[tuple[str, str], ...]:
    """A route with the names that its hops have across documents."""
    way = pile.way(pile.heard[attribution].document, ((hop.name, hop.kind) for hop in route))
    return tuple((name, kind.value) for name, kind in way)


def _merge(merge: Merge) -> str:
    if merge.one.casefold() == merge.other.casefold() and not merge.by_analyst:  # 'Orel' is 'Orel' says nothing
        return f"{merge.why}, in {len(merge.documents):,} documents"
    return f"‘{merge.one}’ is ‘{merge.other}’: {merge.why}"


def _keys(brief: Brief, pile: Pile) -> Mapping[str, str]:
    """The key of the card of each Voice that speaks."""
    keys: dict[str, str] = {}
    for statement in brief.statements:
        voice = pile.heard[statement.id].voice
        if voice is not None and statement.voice is not None:
            keys[voice] = statement.voice
    return keys


def _origins_view(found: Origins, pile: Pile, number_of: Mapping[str, int], keys: Mapping[str, str]) -> OriginsView:
    def steps(those: Iterable[Step]) -> tuple[tuple[str, tuple[int, ...]], ...]:
        return tuple((step.why, tuple(sorted(number_of[a] for a in step.attributions))) for step in those)

    return OriginsView(
        origins=tuple(
            OriginView(
                name=origin.name,
                voice=keys.get(origin.voice),
                statements=tuple(sorted(number_of[a] for a in origin.attributions)),
                steps=steps(origin.steps),
                independent=origin.independent,
                rating=pile.ratings.get(origin.voice),
            )
            for origin in found.origins
        ),
        unrecorded=steps(found.unrecorded),
    )


def _map(statements: Iterable[StatementView], documents: Sequence[DocumentView], pile: Pile) -> RouteMap:
    ways: Counter[tuple[str, str | None, tuple[tuple[str, str], ...], int]] = Counter()
    for s in statements:
        ways[s.speaker or NO_SPEAKER, s.voice, _way(pile, s.id, s.route), s.document] += 1
    strands = []
    for (speaker, voice, hops, number), count in ways.items():
        document = documents[number - 1]
        strands.append(
            Strand(
                speaker=speaker,
                voice=voice,
                hops=hops,
                outlet=document.outlet or document.name,
                document=number,
                statements=count,
                outlet_told=bool(document.outlet),
            )
        )
    return drawn(strands)


def _shares(pile: Pile, documents: Sequence[Document]) -> dict[str, list[ShareView]]:
    number_of = {document.id: n for n, document in enumerate(documents, 1)}
    by_id = {document.id: document for document in documents}
    starts = {document.id: line_starts(document.text) for document in documents}
    out: dict[str, list[ShareView]] = {}

    def share(kind: str, passages: Sequence[Passage], why: Mapping[str, list[str]]) -> None:
        for passage in passages:
            others = sorted({number_of[p.document] for p in passages if p.document != passage.document})
            words = Quotation(span=passage.span, text=passage.span.of(by_id[passage.document].text))
            view = ShareView(
                kind=kind,
                others=tuple(others),
                words=words,
                paragraph=paragraph_at(starts[passage.document], passage.span.start),
                why=tuple(why.get(passage.document, ())),
            )
            out.setdefault(passage.document, []).append(view)

    for group in pile.copies:
        why: dict[str, list[str]] = {}
        for taken in group.derivations:
            why.setdefault(taken.copy.document, []).append(f"taken from {number_of[taken.of.document]}: {taken.why}")
            why.setdefault(taken.of.document, []).append(f"taken over by {number_of[taken.copy.document]}: {taken.why}")
        share(str(group.kind), group.passages, why)
    for taken in pile.translations:
        told = f"translated from {number_of[taken.of.document]}: {taken.why}"
        share("translation", (taken.copy, taken.of), {taken.copy.document: [told]})
    for retold in pile.retold:
        passages = [Passage(document=pile.heard[a].document, span=min(pile.heard[a].content)) for a in retold.attributions]
        share("retelling", passages, {p.document: [retold.why] for p in passages})
    return out
