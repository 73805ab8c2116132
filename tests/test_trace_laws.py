"""Laws of `trace` over any text and any attributions: evidence lies in the text, nothing else changes, it ends."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Attribution, Basis, Document, Entity, EntityType, Findings, HopKind, Metadatum, Span, Stance
from sayso.trace import trace

PIECES = """told|said|asked experts|the|a|NPR|Reuters|Lune.ru|The Lune Times|the Times|the newspaper|his Telegram channel|
her Facebook page|on Twitter|in a statement|tweeted|as reported by|reported|according to|in an interview with|
state television|reporters|(Kentpress) -|Vera|Orlova's|,|.|"|“|»|канал|в телеграм-канале|Radio|News|’s|of|TV|
/|😀|\u2028""".split("|")
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=1, max_size=60).map(" ".join)
NAMES = st.sampled_from(["Vera Orlova", "Reuters", "Lune.ru", "The Lune Times", "x", "the", "ведомство", "😀", "'s"])


@st.composite
def anything(draw: st.DrawFn) -> Findings:
    text = draw(TEXTS)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] != pair[1])
    spans = st.lists(ends.map(lambda pair: Span(min(pair), max(pair))), max_size=2).map(tuple)
    ids = [str(n) for n in range(draw(st.integers(0, 6)))]
    entities = tuple(
        Entity(id=f"e{n}", name=draw(NAMES), type=draw(st.sampled_from(EntityType)), mentions=draw(spans)) for n in range(3)
    )
    speakers = st.sampled_from([None, "nobody", *(e.id for e in entities)])
    attributions = tuple(
        Attribution(
            id=name,
            content=draw(spans),
            source=draw(spans),
            cue=draw(spans),
            sentence=draw(st.none() | ends.map(lambda pair: Span(min(pair), max(pair)))),
            parent=draw(st.sampled_from([None, *ids])),
            speaker=draw(speakers),
            stance=draw(st.sampled_from(Stance)),
        )
        for name in ids
    )
    kinds = st.sampled_from(["outlet", "origin", "author", "address", "forwarded_from", "title"])
    metadata = draw(
        st.lists(st.builds(Metadatum, name=kinds, value=NAMES, where=st.just("link rel canonical")), max_size=4)
    )
    document = Document(id="d", text=text, path="d", metadata=tuple(metadata))
    return Findings(document=document, attributions=attributions, entities=entities)


@given(anything())
def test_laws_of_routes(found: Findings) -> None:
    traced = trace(found)
    assert trace(traced) == traced
    assert replace(traced, attributions=()) == replace(found, attributions=())
    assert tuple(replace(a, route=()) for a in traced.attributions) == found.attributions
    own = {m.value for m in found.document.metadata if m.name == "outlet"}
    for attribution in traced.attributions:
        assert len({(hop.kind, hop.name) for hop in attribution.route}) == len(attribution.route)
        for hop in attribution.route:
            assert hop.name
            assert hop.span is not None or hop.basis is Basis.METADATA
            assert hop.span is None or hop.span.of(found.document.text)
            assert hop.kind is HopKind.SPEAKER or hop.name not in own
