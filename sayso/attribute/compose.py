"""The stage itself: the tagger's answer and the patterns' made into one list of Attributions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.attribute.carried import carried
from sayso.attribute.confidence import LEAST, NESTED, chance, features
from sayso.attribute.encode import Encoded, encode
from sayso.attribute.governing import Governed, governed, only_names, within_clause
from sayso.attribute.hearsay import Parts, is_hearsay, told_of
from sayso.attribute.join import Joined, join
from sayso.attribute.judged import before_verdict
from sayso.attribute.layout import laid_out, layout
from sayso.attribute.narration import narration
from sayso.attribute.nested import nested, without_outer_mark
from sayso.attribute.quotes import Quotation, quotations
from sayso.attribute.signatures import Candidate, signatures, untold
from sayso.attribute.spoken import is_spoken
from sayso.attribute.stance import kind_of, stance_of
from sayso.attribute.tagger import Tagger, without
from sayso.attribute.tags import Run
from sayso.attribute.turns import Turn, turns
from sayso.attribute.unsettled import WH
from sayso.attribute.whole import after_cue, filled, left_out
from sayso.ids import attribution_id
from sayso.records import Attribution, Document, Findings, Kind, Metadatum, Span, Spans, Stance
from sayso.sentences import blocks, sentences

TURN = 0.9
"""Confidence of an interview's turn: the layout is told from articles' with care (decision note 0051)."""
SAME = 0.8
"""Share of a turn that an attribution covers to be the turn itself, found twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A Document's text with what several steps need of it, worked out once."""

    document: Document
    sentences: list[Span]
    starts: list[int]
    paragraphs: list[Span]
    quotations: list[Quotation]

    @property
    def text(self) -> str:
        return self.document.text

    def sentence(self, spans: Sequence[Span]) -> Span:
        """The sentences from the first span's to the last one's."""
        low, high = min(s.start for s in spans), max(s.end for s in spans)
        first = max(bisect_right(self.starts, low) - 1, 0)
        last = max(bisect_right(self.starts, high - 1) - 1, first)
        return Span(min(self.sentences[first].start, low), max(self.sentences[last].end, high))


def attribute(document: Document, tagger: Tagger, include_boilerplate: bool = False) -> Findings:
    """All attributions of a Document, outermost before those inside them, and its narration.

    Boilerplate is not looked at unless `include_boilerplate` says so. Speakers are left for `resolve`.
    """
    found = sentences(document.text)
    page = _Page(
        document=document,
        sentences=found,
        starts=[s.start for s in found],
        paragraphs=blocks(document.text),
        quotations=quotations(document.text),
    )
    skip = () if include_boilerplate else tuple(b.span for b in document.boilerplate)
    told = turns(document.text, document.outlet)
    signed = signatures(document.text, skip, next(iter(_title(document)), None))
    attributions = _with_turns(page, told, _tagged(page, tagger, skip, signed), skip)
    taken = [span for a in attributions for span in a.content]
    attributions += [_attribution(page, (c.source, c.cue, c.content), c.precision) for c in untold(signed, taken)]
    attributions += carried(document, page.sentences, page.quotations, attributions, skip)
    own = narration(document.text, page.sentences, attributions, (*skip, *_title(document)), page.quotations)
    return Findings(document=_with_guest(document, told), attributions=tuple(_ordered(attributions)), narration=own)


def _with_guest(document: Document, told: Sequence[Turn]) -> Document:
    """The Document with the guest of an interview as a Metadatum, where its text names one."""
    guest = next((turn.guest for turn in told if turn.guest), None)
    known = tuple(m for m in document.metadata if m.name != "guest")
    if guest is None:
        return replace(document, metadata=known)
    found = Metadatum(name="guest", value=guest.of(document.text), where="before the first turn", span=guest)
    return replace(document, metadata=(*known, found))


def _title(document: Document) -> Spans:
    return tuple(m.span for m in document.metadata if m.name == "title" and m.span)


def _ordered(attributions: list[Attribution]) -> list[Attribution]:
    """By place; the longer content first, so that an attribution stands before those inside it. Each id once."""
    unique = {a.id: a for a in reversed(attributions)}
    return sorted(unique.values(), key=lambda a: (a.content[0].start, -a.content[-1].end, a.parent is not None, a.id))


def _with_turns(page: _Page, told: Sequence[Turn], tagged: list[Attribution], skip: Spans) -> list[Attribution]:
    """The turns of an interview as attributions of their own; what the tagger found in one stands inside it."""
    spoken = [_turn(page, turn) for turn in told]
    spoken = [t for t in spoken if not any(s.overlaps(c) for s in skip for c in t.content)]
    if not spoken:
        return tagged
    kept = []
    for attribution in tagged:
        around = next((t for t in spoken if attribution.parent is None and _inside(attribution, t)), None)
        if around is None:
            kept.append(attribution)
        elif _size(attribution.content) < SAME * _size(around.content):
            kept.append(replace(attribution, parent=around.id))
    known = {a.id for a in kept} | {t.id for t in spoken}
    return [*spoken, *(a for a in kept if a.parent is None or a.parent in known)]


def _turn(page: _Page, turn: Turn) -> Attribution:
    """A turn with a label has a source and a cue. One without has neither: `resolve` knows that an outlet asks its
    questions and that the guest, a Metadatum of the Document, answers them."""
    source: Spans = (turn.label,) if turn.label else ()
    cue: Spans = (turn.cue,) if turn.label and turn.cue else ()
    made = _attribution(page, (source, cue, turn.content), TURN)
    return replace(made, kind=Kind.DIRECT, stance=Stance.ASKED if turn.role == "question" else made.stance)


def _inside(inner: Attribution, outer: Attribution) -> bool:
    return all(any(o.holds(i) for o in outer.content) for i in inner.content)


def _size(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)


def _tagged(page: _Page, tagger: Tagger, skip: Sequence[Span], signed: Sequence[Candidate]) -> list[Attribution]:
    """What the model finds: outermost attributions and those one level inside them."""
    encoded = without(encode(page.text), skip)
    if not len(encoded.starts):
        return []
    after = [span for c in signed if c.source[0].start > c.content[0].start for span in c.content]
    places = layout(page.text, encoded, page.paragraphs, page.sentences, page.quotations, after)
    joined = join(tagger.tag_encoded([encoded])[0], tagger.steps, places.sentence.tolist())
    outer, free = laid_out(joined, places)
    outermost = [(joined, _made(page, encoded, joined, tagger, None)) for joined in outer]
    kept = [(joined, made) for joined, made in outermost if made is not None and made.confidence >= LEAST]
    pieces = [(made, run) for joined, made in kept for run in joined.contents]
    found = [made for _, made in kept]
    for parent, inner in nested(page.text, encoded, [*pieces, *((None, run) for run in free)], tagger, places.sentence):
        made = _made(page, encoded, inner, tagger, parent)
        if made is not None and (parent is None or _inside(made, parent)):  # a parent may have been cut short
            found.append(made)
    return [a for a in found if a.confidence >= LEAST]


def _made(page: _Page, encoded: Encoded, joined: Joined, tagger: Tagger, parent: Attribution | None) -> Attribution | None:
    """The Attribution of what was joined; None where nothing is said in it, or nothing of it is whole."""

    def span(run: Run) -> Span:
        return Span(int(encoded.starts[run.first]), int(encoded.ends[run.last]))

    source: Spans = (span(joined.source),) if joined.source else ()
    if [s.of(page.text).lower() for s in source] in (["the"], ["a"], ["an"]):
        source = ()  # half a phrase names nobody
    cue: Spans = (span(joined.cue),) if joined.cue else ()
    content = tuple(span(run) for run in joined.contents)
    if parent is not None:
        content = tuple(without_outer_mark(s, page.text) for s in content)
    if source and len(content) == 1:
        content = (within_clause(page.text, source[0], content[0]),)
    parts = _said(page, (source, cue, content), parent)
    if parts is None or only_names(*(" ".join(s.of(page.text) for s in parts[n]) for n in (1, 0, 2))):
        return None
    seen = features(joined.evidence, shared=joined.shared, pieces=len(content))
    sure = chance(seen, tagger.settings["confidence"])
    if parent is not None:
        sure = min(sure, parent.confidence) * NESTED
    return _attribution(page, parts, sure, parent)


def _said(page: _Page, parts: Parts, parent: Attribution | None) -> Parts | None:
    """The parts without what the text itself adds to them; None where nobody says anything, or no part is whole."""
    source, cue, content = parts
    if cue:
        sentence = page.sentence(cue)
        if not is_spoken(page.text, parts, sentence):
            return None
        around = [s.start for s in (parent.content if parent else ()) if s.holds(cue[0])]
        within = Span(max([sentence.start, *around]), sentence.end)
        content = before_verdict(page.text, parts, within, page.quotations)
    if parent is not None:
        content = _within(content, parent.content)
    parts = told_of(page.text, (source, cue, content))
    if parent is not None and is_hearsay(page.text, parts):
        return None
    return _whole(page, parts, nested=parent is not None)


def _within(content: Spans, around: Spans) -> Spans:
    """The content without what goes on behind the end of the content around it, which was cut there."""
    ends = [next((o.end for o in around if o.start <= s.start < o.end), s.end) for s in content]
    return tuple(Span(s.start, min(s.end, end)) for s, end in zip(content, ends, strict=True))


def _whole(page: _Page, parts: Parts, *, nested: bool) -> Parts | None:
    """The parts with no hole in a quotation of their content; None where a nested one cannot be made whole."""
    source, cue, content = parts
    content = tuple(s for s in content if any(map(str.isalnum, s.of(page.text)))) or content
    own = (*source, *cue)
    holes = left_out(content, own, page.quotations, page.text) if len(content) > 1 else ()
    if not holes:
        return source, cue, content
    clear = [tuple(s for s in spans if not any(s.overlaps(hole) for hole in holes)) for spans in (source, cue)]
    if not nested or (clear[0], clear[1]) == (source, cue):
        return clear[0], clear[1], filled(content, holes)
    later = after_cue(content, own, holes, page.sentence(cue or source), page.text)
    return (source, cue, later) if later else None


def _governed(page: _Page, parts: Parts, parent: Attribution | None) -> Governed | None:
    """The cue with what governs it from its own sentence, outside the other parts and inside the parent's content."""
    source, cue, content = parts
    if len(cue) != 1:
        return None
    sentence = page.sentence(cue)
    around = [s.start for s in (parent.content if parent else ()) if s.holds(cue[0])]
    before = [s.end for s in (*content, *source[:-1]) if s.end <= cue[0].start]
    after = [s.start for s in (*content, *source) if s.start >= cue[0].end]
    within = Span(max([sentence.start, *around, *before]), min([sentence.end, *after]))
    return governed(page.text, cue[0], source[-1] if source else None, within)


def _attribution(page: _Page, parts: Parts, confidence: float, parent: Attribution | None = None) -> Attribution:
    """An Attribution of three parts (source, cue, content), with its kind, stance and sentence worked out."""
    text = page.text
    rule = _governed(page, parts, parent)
    source, cue, content = parts = (parts[0], (rule.cue,), parts[2]) if rule else parts
    # what stands inside a quotation is direct or not by marks of its own, of which the outermost-only list has none
    quoted = () if parent and parent.kind is Kind.DIRECT else page.quotations
    kind = kind_of(content, quoted, text)
    words = [" ".join(s.of(text) for s in spans) for spans in (cue, content, source)]
    if len(content) > 1 and content[0].of(text).lower() in WH:
        words[1] = " ".join(s.of(text) for s in content[1:])  # 'the plan which he says is dead' asks nothing
    if rule:
        words[0] = f"{rule.before} {words[0]} {rule.after}"
    return Attribution(
        id=attribution_id(page.document.id, parts),
        source=source,
        cue=cue,
        content=content,
        kind=kind,
        stance=stance_of(words[0], words[1], kind, words[2]),
        confidence=round(confidence, 4),
        sentence=page.sentence([s for spans in parts for s in spans]),
        parent=parent.id if parent else None,
    )
