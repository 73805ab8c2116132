"""Findings for the tests of the report: a small pile written for them, and any findings over any text (Hypothesis)."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from sayso.ids import attribution_id, content_id
from sayso.records import (
    Attribution,
    Boilerplate,
    Document,
    Entity,
    EntityType,
    Findings,
    Kind,
    Metadatum,
    Skipped,
    SkipReason,
    Span,
    Stance,
)

FERRY = """The Ferry That Did Not Sail

Subscribe to the Harbour Letter

Harbour master Ines Calder said on Monday that "the ferry never left the quay". She added that \
the crew denied seeing a second ship.\r
"We counted forty-one passengers, and all of them walked ashore," Calder said. "Nobody was hurt."

A senior official said the log was missing. Critics called the delay a disgrace. \
It was reported that the captain had resigned.

Rain fell all night.
"""
RADIO = """Calder: no ship was lost

INES CALDER told the radio that no ship was lost, and that she "would say so again". \
The ministry said it would look into the log.
"""


def span(text: str, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


Words = Sequence[str | Span]  # a string stands for the first place in the text that holds it


def said(
    document: Document, source: Words, cue: Words, content: Words, speaker: Entity | None, **more: object
) -> Attribution:
    parts = [tuple(span(document.text, p) if isinstance(p, str) else p for p in part) for part in (source, cue, content)]
    return Attribution(
        id=attribution_id(document.id, parts),
        source=parts[0],
        cue=parts[1],
        content=parts[2],
        speaker=speaker.id if speaker else None,
        **more,  # type: ignore[arg-type]
    )


def entity(document: Document, name: str, type_: EntityType, *roles: Span) -> Entity:
    return Entity(id=content_id(document.id, name, type_), name=name, type=type_, roles=roles)


def ferry() -> Findings:
    """A named voice with nested, discontinuous, direct and mixed statements; unnamed, group and unknown ones."""
    text = FERRY
    document = Document(
        id=content_id(text),
        text=text,
        path="pile/ferry.txt",
        metadata=(
            Metadatum(name="title", value="The Ferry That Did Not Sail", where="line 1", span=Span(0, 27)),
            Metadatum(name="outlet", value="Harbour Post", where="meta property og:site_name"),
            Metadatum(name="published", value="2031-04-02", where="meta name date"),
            Metadatum(name="address", value="https://harbour.example/ferry?a=1&b=2", where="link rel canonical"),
        ),
        boilerplate=(Boilerplate(span=span(text, "Subscribe to the Harbour Letter"), reason="newsletter box"),),
    )
    calder = entity(document, "Ines Calder", EntityType.PERSON, span(text, "Harbour master"))
    crew = entity(document, "the crew", EntityType.GROUP)
    official = entity(document, "A senior official", EntityType.UNNAMED)
    critics = entity(document, "Critics", EntityType.GROUP)
    monday = said(
        document,
        ["Harbour master Ines Calder"],
        ["said on Monday"],
        ['that "the ferry never left the quay"'],
        calder,
        kind=Kind.MIXED,
        confidence=0.7,
        sentence=span(text, 'Harbour master Ines Calder said on Monday that "the ferry never left the quay".'),
    )
    added = said(
        document,
        ["She"],
        ["added"],
        ["that the crew denied seeing a second ship"],
        calder,
        confidence=0.9,
        sentence=span(text, "She added that the crew denied seeing a second ship."),
    )
    denied = said(
        document,
        ["the crew"],
        ["denied"],
        ["seeing a second ship"],
        crew,
        confidence=0.5,
        stance=Stance.DENIED,
        parent=added.id,
        sentence=added.sentence,
    )
    counted = said(
        document,
        [span(text, "Calder", 1)],
        [span(text, "said", 1)],
        [
            '"We counted forty-one passengers, and all of them walked ashore,"',
            '"Nobody was hurt."',
        ],
        calder,
        kind=Kind.DIRECT,
        confidence=0.95,
        sentence=Span(text.index('"We counted'), text.index("A senior") - 2),
    )
    log = said(document, ["A senior official"], [span(text, "said", 2)], ["the log was missing"], official)
    delay = said(document, ["Critics"], ["called"], ["the delay a disgrace"], critics)
    resigned = said(document, [], ["It was reported"], ["that the captain had resigned"], None, confidence=0.6)
    return Findings(
        document=document,
        attributions=(log, monday, denied, added, counted, delay, resigned),
        entities=(calder, crew, official, critics),
        narration=(span(text, "Rain fell all night."),),
    )


def radio() -> Findings:
    """A second document in which the same voice stands in capitals, and a description that is no name."""
    text = RADIO
    document = Document(
        id=content_id(text),
        text=text,
        path="pile/radio.txt",
        metadata=(Metadatum(name="outlet", value="Radio Quay", where="file name"),),
    )
    calder = entity(document, "INES CALDER", EntityType.PERSON)
    ministry = entity(document, "the ministry", EntityType.ORGANISATION)
    told = said(document, ["INES CALDER"], ["told the radio"], ["that no ship was lost"], calder)
    look = said(document, ["The ministry"], ["said"], ["it would look into the log"], ministry)
    return Findings(document=document, attributions=(told, look), entities=(calder, ministry))


def hostile() -> Findings:
    """A document that tries to leave its place on the page, in every field that is shown."""
    attack = "</p></style></script><script>alert(1)</script> ]]> <!-- \" ' & &amp; <img src=x onerror=alert(2)>"
    text = f"First\r\nHe said: {attack}\rnul \x00 bell \x07 escape \x1b[31m over \u202e sdrawkcab \x85 half \ud800\u2028."
    document = Document(
        id=content_id(text),
        text=text,
        path=f"pile/{attack}.txt",
        locator=attack,
        media_type=attack,
        metadata=(
            Metadatum(name="title", value=attack + "\x00\u202e", where=attack),
            Metadatum(name="outlet", value=attack, where=attack),
            Metadatum(name="published", value=attack, where=attack),
            Metadatum(name="language", value='en" onload="alert(3)', where=attack),
            Metadatum(name="address", value="javascript:alert(4)", where=attack),
            Metadatum(name="address", value='https://x.example/"onmouseover="alert(5)', where=attack),
            Metadatum(name="address", value=" https://x.example/", where=attack),
            Metadatum(name=attack, value="data:text/html,<script>alert(6)</script>", where=attack),
        ),
        boilerplate=(Boilerplate(span=Span(0, 5), reason=attack), Boilerplate(span=span(text, "bell"), reason=attack)),
    )
    eve = entity(document, attack, EntityType.PERSON, span(text, attack))
    group = entity(document, attack, EntityType.GROUP)
    return Findings(
        document=document,
        attributions=(
            said(document, ["He"], ["said:"], [span(text, attack)], eve, confidence=0.9),
            said(document, [], ["nul"], ["\x00 bell \x07 escape \x1b[31m"], eve),
            said(document, [], ["over"], ["\u202e sdrawkcab \x85 half \ud800"], group),
        ),
        entities=(eve, group),
    )


def arabic() -> Findings:
    text = 'قال الوزير أحمد العلي إن "الوضع تحت السيطرة" في العاصمة.\n'
    document = Document(id=content_id(text), text=text, path="pile/ar.txt")
    ali = entity(document, "أحمد العلي", EntityType.PERSON, span(text, "الوزير"))
    quoted = said(document, ["الوزير أحمد العلي"], ["قال"], ['"الوضع تحت السيطرة"'], ali)
    return Findings(document=document, attributions=(quoted,), entities=(ali,))


def pile() -> list[Findings]:
    return [ferry(), radio(), hostile(), arabic()]


REFUSED = (
    Skipped(path="pile/scan.pdf", reason=SkipReason.ENCRYPTED, detail="It asks for a password."),
    Skipped(path="pile/all.zip", locator="<b>x</b>.txt", reason=SkipReason.EMPTY, detail="There is no text in it."),
)

NASTY = st.sampled_from(
    [
        *("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\t", "\x00", "\x1b", "\u202e", "\u2067"),
        *("<", ">", "&", '"', "'", "</p>", "]]>", "&amp;", "<script>", " ", "  ", "\u00a0", "\ufeff", "\ufffe"),
        *("He said", "Word.", "é", "e\u0301", "字", "。", "ع", "👩‍👩‍👧", "🇰🇿", "ﬁ", "x", "\ud800", "\udfff"),
    ]
)
texts = st.lists(NASTY, min_size=1, max_size=25).map("".join)


@st.composite
def findings(draw: st.DrawFn) -> Findings:
    """Any spans in any roles over any text: overlapping, nested, equal, across line breaks, over nothing but breaks."""
    text = draw(texts)
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)).map(
        lambda pair: Span(pair[0], min(len(text), pair[0] + pair[1]))
    )
    some = st.lists(spans, max_size=2)
    document = Document(
        id=content_id(text),
        text=text,
        path=draw(st.sampled_from(["a.txt", "pile/b <i>.txt", "x\x00y"])),
        boilerplate=tuple(Boilerplate(span=s, reason=draw(texts)) for s in draw(some)),
        metadata=tuple(Metadatum(name="title", value=s.of(text), where="line 1", span=s) for s in draw(some)),
    )
    entities = tuple(
        entity(document, draw(texts), draw(st.sampled_from(EntityType)), *draw(some))
        for _ in range(draw(st.integers(0, 3)))
    )
    attributions: list[Attribution] = []
    for _ in range(draw(st.integers(0, 5))):
        attributions.append(
            said(
                document,
                draw(some),
                draw(some),
                draw(st.lists(spans, min_size=1, max_size=3)),
                draw(st.sampled_from([None, *entities])),
                kind=draw(st.sampled_from(Kind)),
                stance=draw(st.sampled_from(Stance)),
                confidence=draw(st.floats(0, 1)),
                sentence=draw(st.none() | spans),
                parent=draw(st.sampled_from([None, "b2:gone", *(a.id for a in attributions)])),
            )
        )
    unique = tuple({a.id: a for a in attributions}.values())
    return Findings(document=document, attributions=unique, entities=entities, narration=tuple(draw(some)))
