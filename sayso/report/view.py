"""Build the brief: the view-models (`models.py`) from what was found.

In order (`build`): check every span, number the statements of each document in reading order, put them to their
voices (`voices.py`), cut each running text into paragraphs and marked pieces (`running.py`), choose the statement that
stands for each voice (`characteristic.py`), count, and add what holds across documents (`across.py`).

Nothing here knows the time, a store, HTML or a terminal, so the same findings give the same brief.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from urllib.parse import urlsplit

from sayso.accounts import Accounts
from sayso.chronology import timeline
from sayso.errors import SpanError
from sayso.pile import Pile, gathered
from sayso.records import Attribution, Document, Findings, Skipped, Span, Spans
from sayso.report.accounts import with_accounts
from sayso.report.across import hop_view, of_voice, with_pile
from sayso.report.characteristic import LONGEST, best, columns, excerpt, is_fragment
from sayso.report.marks import Piece, Quotation
from sayso.report.models import Brief, Counts, DocumentView, Excerpt, MetadatumView, ParagraphView, StatementView, VoiceView
from sayso.report.running import context, line_starts, marks_of, marks_of_document, paragraph_at, running
from sayso.report.timeline import with_timeline
from sayso.report.voices import Numbered, Speaking, grouped, outlets

__all__ = [
    "Brief",
    "DocumentView",
    "ParagraphView",
    "StatementView",
    "VoiceView",
    "build",
    "confidence_word",
    "counted",
    "web_link",
]

# The words for a confidence. It is calibrated, so that of the statements called high about nine in ten were read as a
# careful annotator reads them. The words say nothing on what is said.
CONFIDENCE_WORDS = ((0.85, "high"), (0.6, "medium"), (0.0, "low"))
EXPECTED = ("title", "author", "outlet", "published")
DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


def build(
    findings: Iterable[Findings],
    skipped: Iterable[Skipped],
    title: str,
    pile: Pile | None = None,
    accounts: Accounts | None = None,
) -> Brief:
    """The brief of these findings, documents in the order given. `pile` is theirs; by default it is worked out here.
    `accounts` are theirs too; without them the brief says nothing of claims and conflicts.

    Raises SpanError where a span does not lie in its document's text.
    """
    found = tuple(_checked(one) for one in findings)
    numbered = _numbered(found)
    pile = pile or gathered(found, lambda: (one.document for one in found))
    named, unnamed = grouped((one for row in numbered for one in row), pile.voices, pile.voice_of)
    keyed = {f"v{n}": v for n, v in enumerate(named, 1)} | {f"u{n}": v for n, v in enumerate(unnamed, 1)}
    key_of = {one.number: (key, speaking.voice.name) for key, speaking in keyed.items() for one in speaking.said}
    pairs = list(zip(found, numbered, strict=True))
    statements = [view for one, row in pairs for view in _statements(one, row, key_of, pile)]
    documents = [_document(n, one, row, statements) for n, (one, row) in enumerate(pairs, 1)]
    views = [_voice(key, speaking, pile) for key, speaking in keyed.items()]
    refused = tuple(skipped)
    made = Brief(
        title=title,
        counts=_counts(found, views, statements, len(refused)),
        documents=tuple(documents),
        statements=tuple(statements),
        voices=tuple(v for v in views if v.key[0] == "v"),
        unnamed=tuple(v for v in views if v.key[0] == "u"),
        unknown=tuple(s.number for s in statements if s.voice is None),
        skipped=refused,
    )
    of = [one.document for one in found]
    made = with_pile(made, pile, of)
    if accounts is None:
        return made
    made = with_accounts(made, accounts, pile, of)
    return with_timeline(made, timeline(found, accounts, pile.voice_of), of) if accounts.claims else made


def confidence_word(confidence: float) -> str:
    """'high', 'medium' or 'low': how sure sayso is of having read a statement and its source rightly."""
    return next(word for least, word in CONFIDENCE_WORDS if confidence >= least or least == 0.0)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """'1 document', '2,000 documents'."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def web_link(value: str) -> str | None:
    """The value where it is a plain http or https address, else None: nothing else is made a link."""
    if re.search(r"[\s\x00-\x20\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\"<>\\]", value):
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme in ("http", "https") and parts.hostname else None


def _checked(findings: Findings) -> Findings:
    document = findings.document
    spans: list[Span] = [*findings.narration, *(b.span for b in document.boilerplate)]
    spans += [m.span for m in document.metadata if m.span]
    for a in findings.attributions:
        spans += [*a.content, *a.source, *a.cue, *([a.sentence] if a.sentence else [])]
        spans += [hop.span for hop in a.route if hop.span]
        if not a.content:
            raise SpanError(f"{document.path}: the attribution {a.id} has no content; add the document again")
    for entity in findings.entities:
        spans += entity.roles
    try:
        for span in spans:
            span.of(document.text)
    except ValueError as error:
        raise SpanError(f"{document.path}: {error}; add the document again") from error
    return findings


def _numbered(found: Sequence[Findings]) -> list[list[Numbered]]:
    out: list[list[Numbered]] = []
    number = 0
    for place, one in enumerate(found, 1):
        entities = {e.id: e for e in one.entities}
        row = []
        for attribution in sorted(one.attributions, key=_reading_order):
            number += 1
            speaker = entities.get(attribution.speaker) if attribution.speaker else None
            row.append(
                Numbered(number=number, place=place, document=one.document, attribution=attribution, speaker=speaker)
            )
        out.append(row)
    return out


def _reading_order(attribution: Attribution) -> tuple[int, int, str]:
    return min(attribution.content).start, -max(s.end for s in attribution.content), attribution.id


def _quotations(spans: Iterable[Span], text: str) -> tuple[Quotation, ...]:
    return tuple(Quotation(span=span, text=span.of(text)) for span in sorted(set(spans)))


def _depth(attribution: Attribution, by_id: Mapping[str, Attribution]) -> int:
    seen = {attribution.id}
    parent = attribution.parent or ""
    while parent in by_id and parent not in seen:
        seen.add(parent)
        parent = by_id[parent].parent or ""
    return len(seen) - 1


def _statements(
    findings: Findings, row: Sequence[Numbered], key_of: Mapping[int, tuple[str, str]], pile: Pile
) -> list[StatementView]:
    plurals = {plural.attribution: plural.why for plural in pile.plurals}
    text = findings.document.text
    starts = line_starts(text)
    by_id = {one.attribution.id: one.attribution for one in row}
    number_of = {one.attribution.id: one.number for one in row}
    children: dict[int, list[int]] = {}
    for one in row:
        if one.attribution.parent in number_of:
            children.setdefault(number_of[one.attribution.parent], []).append(one.number)
    views = []
    for one in row:
        a = one.attribution
        voice, speaker = key_of.get(one.number, (None, None))
        views.append(
            StatementView(
                number=one.number,
                id=a.id,
                document=one.place,
                voice=voice,
                speaker=speaker,
                source=_quotations(a.source, text),
                cue=_quotations(a.cue, text),
                content=_quotations(a.content, text),
                kind=a.kind,
                stance=a.stance,
                confidence=a.confidence,
                confidence_word=confidence_word(a.confidence),
                context=context(text, a, one.number),
                paragraph=paragraph_at(starts, min(a.content).start),
                depth=_depth(a, by_id),
                parent=number_of.get(a.parent) if a.parent else None,
                children=tuple(children.get(one.number, ())),
                continues=number_of.get(a.continues) if a.continues else None,
                route=tuple(hop_view(hop, text) for hop in a.route),
                plural=plurals.get(a.id),
                credibility=pile.credits.get(a.id),
            )
        )
    return views


def _document(
    number: int, findings: Findings, row: Sequence[Numbered], statements: Sequence[StatementView]
) -> DocumentView:
    document = findings.document
    mine = [statements[one.number - 1] for one in row]
    marks = marks_of_document(findings)
    begins: dict[int, list[int]] = {}
    for one, view in zip(row, mine, strict=True):
        marks += marks_of(one.attribution, one.number, view.depth)
        begins.setdefault(view.paragraph, []).append(view.number)
    leading, paragraphs = running(findings, marks, begins)
    starts = [p.span.start for p in paragraphs]
    who = Counter((s.voice, s.speaker) for s in mine if s.voice and s.speaker)
    return DocumentView(
        number=number,
        id=document.id,
        name=document.title or PurePath(document.path).name or document.path,
        titled=bool(document.title),
        path=document.path,
        locator=document.locator,
        media_type=document.media_type,
        outlet=document.outlet,
        author=document.author,
        published=document.published,
        language=document.meta("language"),
        metadata=tuple(
            MetadatumView(
                name=m.name,
                value=m.value,
                where=m.where,
                link=web_link(m.value),
                paragraph=paragraph_at(starts, m.span.start) if m.span and starts else None,
            )
            for m in document.metadata
        ),
        leading=leading,
        paragraphs=paragraphs,
        statements=tuple(s.number for s in mine),
        voices=tuple((key, name, n) for (key, name), n in who.most_common() if key and name),
        unknown=tuple(s.number for s in mine if s.voice is None),
        narration=len(findings.narration),
        boilerplate=tuple(dict.fromkeys(b.reason for b in document.boilerplate)),
        missing=tuple(name for name in EXPECTED if not document.meta(name)),
    )


def _voice(key: str, speaking: Speaking, pile: Pile) -> VoiceView:
    voice, said = speaking.voice, speaking.said
    places = {one.place: one.document for one in said}
    names, without = outlets(list(places.values()))
    chosen = said[best([(one.attribution, one.document.text) for one in said], voice.name)]
    view = VoiceView(
        key=key,
        name=voice.name,
        type=voice.type,
        roles=voice.roles,
        statements=tuple(one.number for one in said),
        documents=tuple(places),
        outlets=names,
        without_outlet=without,
        told_by_others=sum(one.attribution.parent is not None for one in said),
        stances=tuple(Counter(one.attribution.stance for one in said).most_common()),
        characteristic=_excerpt(chosen),
    )
    return of_voice(view, voice, pile, (one.attribution for one in said))


def _excerpt(chosen: Numbered) -> Excerpt:
    text, content = chosen.document.text, sorted(set(chosen.attribution.content))
    spans, cut = excerpt(content, text)
    stretches: tuple[tuple[Piece, ...], ...] = tuple((Piece(span=span, text=span.of(text)),) for span in spans)
    if is_fragment(content, text):
        sentence = context(text, chosen.attribution, chosen.number)
        if sum(columns(piece.text) for row in sentence for piece in row) <= LONGEST:
            stretches, cut = sentence, False
    return Excerpt(statement=chosen.number, stretches=stretches, cut=cut)


def _counts(
    found: Sequence[Findings], voices: Sequence[VoiceView], statements: Sequence[StatementView], skipped: int
) -> Counts:
    documents: list[Document] = [one.document for one in found]
    names, without = outlets(documents)
    dates = sorted(m[0] for d in documents if d.published and (m := DATE.match(d.published)))
    narrated: list[Spans] = [one.narration for one in found]
    unnamed = [v for v in voices if v.key[0] == "u"]
    return Counts(
        documents=len(documents),
        outlets=len(names),
        without_outlet=without,
        attributions=len(statements),
        voices=len(voices) - len(unnamed),
        unnamed=len(unnamed),
        unnamed_statements=sum(len(v.statements) for v in unnamed),
        unknown_statements=sum(s.voice is None for s in statements),
        narration=sum(map(len, narrated)),
        skipped=skipped,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        undated=len(documents) - len(dates),
    )
