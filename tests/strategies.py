"""Hypothesis builders: texts in many scripts with spans planted in them, and the records over those."""

from __future__ import annotations

from hypothesis import strategies as st

from sayso.ids import attribution_id, content_id
from sayso.records import (
    PARTS,
    Attribution,
    Boilerplate,
    Document,
    Entity,
    EntityType,
    Findings,
    Kind,
    Metadatum,
    Span,
    Spans,
    Stance,
)

SCRIPTS = (
    "The ministry said: “Nothing happened.”",
    "Министр заявил: «Ничего не было».",
    "Сарапшы «Қазақстанға қауіп төніп тұр» деді.",
    "部长说：“什么都没有发生。”",
    "قال الوزير: «لم يحدث شيء».",
    "👩‍🚀 said 🇰🇿 e\u0301te\u0301 a\u0308",
    "line one\r\nline two\r\n\r\nline\u00a0three",
    "\ufeffnul \x00 and tab \t end",
)

texts = st.lists(
    st.one_of(st.sampled_from(SCRIPTS), st.text(st.characters(exclude_categories=["Cs"]), min_size=1)),
    min_size=1,
    max_size=4,
).map(" ".join)

# one line each, with words and a full stop, as an article's paragraph has
PASSAGES = (
    "The ministry said: “Nothing happened,” & <nothing> else.",
    "Министр заявил: «Ничего не было», и ушёл.",
    "Сарапшы «Қазақстанға қауіп төніп тұр» деді, ұлттық әңгіме.",
    "部长说：“什么都没有发生。”",
    "قال الوزير: «لم يحدث شيء». ٢٠٢٢",
    "She said 👩‍🚀 and 🇰🇿 and 😀 were there.",
    "Combined: e\u0301te\u0301 a\u0308 n\u0303, he said.",
    "Not\u00a0to\u00a0be\u00a0parted, said Jan\u202fHolm.",
)
passages = st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=3).map(" ".join)


@st.composite
def spans_of(draw: st.DrawFn, text: str) -> Span:
    """One non-empty span of `text`."""
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, min(len(text), start + 80))))


def many(text: str, least: int = 0) -> st.SearchStrategy[Spans]:
    """A few distinct spans in reading order."""
    return st.lists(spans_of(text), min_size=least, max_size=3, unique=True).map(lambda s: tuple(sorted(s)))


def documents() -> st.SearchStrategy[Document]:
    """Documents with metadata and boilerplate."""
    return texts.flatmap(_documents_of)


@st.composite
def _documents_of(draw: st.DrawFn, text: str) -> Document:
    marks = draw(many(text))
    raw = text.encode()
    return Document(
        id=content_id("document", raw),
        text=text,
        path=draw(st.sampled_from(("a.txt", "b/ж.txt", "feed.xml"))),
        locator=draw(st.sampled_from(("", "item 3"))),
        raw=raw,
        metadata=tuple(
            Metadatum(name=draw(st.sampled_from(("title", "outlet"))), value=m.of(text), where="line 1", span=m)
            for m in marks
        ),
        boilerplate=tuple(Boilerplate(span=s, reason="byline") for s in draw(many(text))),
    )


@st.composite
def findings(draw: st.DrawFn) -> Findings:
    """Findings whose ids, parents and speakers fit together."""
    document = draw(documents())
    text = document.text
    entities = tuple(
        Entity(
            id=content_id("entity", document.id, str(n)),
            name=span.of(text),
            type=draw(st.sampled_from(EntityType)),
            name_span=span,
            roles=draw(many(text)),
            mentions=draw(many(text)),
        )
        for n, span in enumerate(draw(many(text)))
    )
    attributions: dict[str, Attribution] = {}
    for _ in range(draw(st.integers(0, 3))):
        parts = {part: draw(many(text, least=part == "content")) for part in PARTS}
        made = attribution_id(document.id, (parts[p] for p in PARTS))
        earlier = st.none() | st.sampled_from(sorted(attributions)) if attributions else st.none()
        attributions[made] = Attribution(
            id=made,
            source=parts["source"],
            cue=parts["cue"],
            content=parts["content"],
            kind=draw(st.sampled_from(Kind)),
            stance=draw(st.sampled_from(Stance)),
            confidence=draw(st.floats(0, 1)),
            sentence=draw(st.none() | spans_of(text)),
            parent=attributions[made].parent if made in attributions else draw(earlier),
            speaker=draw(st.none() | st.sampled_from([e.id for e in entities]) if entities else st.none()),
        )
    return Findings(
        document=document, attributions=tuple(attributions.values()), entities=entities, narration=draw(many(text))
    )
