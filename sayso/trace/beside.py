"""Which Credit belongs to whose words: those beside an attribution, outside of what is said.

A Credit inside somebody's words belongs to what stands inside these words and not to them: 'He said the minister had told
NPR that ...' is no interview of his.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from sayso.records import Attribution, Entity, Findings, Span
from sayso.sentences import sentences
from sayso.trace.credits import Credit, Road
from sayso.trace.lexicon import lexicon
from sayso.trace.names import same

_FAR = 10**9
_NEAR = 30  # code points between a platform and whoever speaks there
_REACH = 600  # code points: what is called a sentence and runs on for longer is a list or a page without full stops
_ARTICLE = len("the ")
_BUCKET = 1000  # code points; so that a long document costs no more than its length


class Cast:
    """The attributions of one document by id, with their speakers and who stands inside whose words."""

    def __init__(self, findings: Findings) -> None:
        self.text = findings.document.text
        self.by_id: Mapping[str, Attribution] = {a.id: a for a in findings.attributions}
        self.entities: Mapping[str, Entity] = {e.id: e for e in findings.entities}
        self._frames = _frames(self.text, findings.attributions)
        self._framed = _buckets((a, (frame,)) for a in self.by_id.values() if (frame := self.frame(a)))
        self._said = _buckets((a, a.content) for a in self.by_id.values())

    def framed(self, span: Span) -> list[Attribution]:
        """Those in whose sentences the span lies."""
        return [a for a in self._framed.get(span.start // _BUCKET, ()) if (frame := self.frame(a)) and frame.holds(span)]

    def holders(self, span: Span) -> list[Attribution]:
        """Those whose words hold any of the span."""
        near = self._said.get(span.start // _BUCKET, ())
        return [a for a in near if any(s.overlaps(span) for s in a.content)]

    def speaker(self, attribution: Attribution) -> Entity | None:
        """The Entity that speaks, None where the text does not tell."""
        return self.entities.get(attribution.speaker or "")

    def parent(self, attribution: Attribution) -> Attribution | None:
        """Whose words it stands in; None for the outermost, and where the parents run in a circle."""
        seen, above = {attribution.id}, self.by_id.get(attribution.parent or "")
        step = above
        while step is not None:
            if step.id in seen:
                return None
            seen.add(step.id)
            step = self.by_id.get(step.parent or "")
        return above

    def ancestors(self, attribution: Attribution) -> list[Attribution]:
        """From the next one outwards."""
        found = []
        step = self.parent(attribution)
        while step is not None:
            found.append(step)
            step = self.parent(step)
        return found

    def frame(self, attribution: Attribution) -> Span | None:
        """The sentences that it stands in, as far as a phrase can belong to it."""
        return self._frames.get(attribution.id)


def _frames(text: str, attributions: Iterable[Attribution]) -> dict[str, Span]:
    found, all_sentences = {}, sentences(text)
    ends = [s.end for s in all_sentences]
    for attribution in attributions:
        parts = (*attribution.source, *attribution.cue, *attribution.content)
        beside = (*attribution.source, *attribution.cue) or attribution.content
        frame = attribution.sentence
        if frame is None and beside:
            first, last = min(s.start for s in beside), max(s.end for s in beside)
            touched = all_sentences[bisect_right(ends, first) : bisect_left(ends, last) + 1]
            frame = Span(touched[0].start, touched[-1].end) if touched else None
        if frame is not None and parts:
            near = Span(min(s.start for s in parts) - _REACH, max(s.end for s in parts) + _REACH)
            found[attribution.id] = Span(max(frame.start, near.start), min(frame.end, near.end))
    return {name: frame for name, frame in found.items() if frame.start < frame.end}


def _buckets(pairs: Iterable[tuple[Attribution, Sequence[Span]]]) -> dict[int, list[Attribution]]:
    found: dict[int, list[Attribution]] = {}
    for attribution, spans in pairs:
        for number in sorted({n for s in spans for n in range(s.start // _BUCKET, s.end // _BUCKET + 1)}):
            found.setdefault(number, []).append(attribution)
    return found


def place(attribution: Attribution) -> int:
    """Where it begins."""
    return min((s.start for s in (*attribution.source, *attribution.cue, *attribution.content)), default=0)


def beside(cast: Cast, credits: Sequence[Credit]) -> dict[str, list[Credit]]:
    """Attribution id -> the Credits that stand beside it, in the order of the text."""
    found: dict[str, list[Credit]] = {}
    for credit in credits:
        for attribution in _belongs(cast, credit):
            found.setdefault(attribution.id, []).append(credit)
    return found


def _belongs(cast: Cast, credit: Credit) -> list[Attribution]:
    near = [a for a in cast.framed(credit.span) if _may_hold(cast, credit, a)]
    holders = cast.holders(credit.span)
    fitting = []
    for attribution in near:
        above = {a.id for a in cast.ancestors(attribution)}
        inner = not attribution.parent or any(h.id == attribution.parent for h in holders)
        if inner and all(h.id in above or _same_words(h, attribution) for h in holders):
            fitting.append(attribution)
    cued = [a for a in fitting if any(s.overlaps(credit.words) for s in a.cue)]
    if cued:
        speakers = {a.speaker for a in cued}
        return [a for a in fitting if a in cued or (a.speaker and a.speaker in speakers)]
    if credit.road is Road.PASSED or len({a.speaker for a in fitting}) < 2:
        return fitting
    nearest = min(fitting, key=lambda a: _distance(credit.words, a))
    return [a for a in fitting if a is nearest or (a.speaker and a.speaker == nearest.speaker)]


def _may_hold(cast: Cast, credit: Credit, attribution: Attribution) -> bool:
    if any(s.overlaps(credit.span) for s in attribution.content):
        return False
    if credit.road is Road.PLATFORM and not _on_platform(cast, credit, attribution):
        return False
    if any(s.overlaps(credit.span) and s.start >= credit.span.start - _ARTICLE for s in attribution.source):
        return credit.road is Road.CHANNEL and bool(credit.whose)  # else the outlet or platform itself speaks
    return not (credit.road is Road.PASSED and _speaks(cast, credit, attribution))


def _on_platform(cast: Cast, credit: Credit, attribution: Attribution) -> bool:
    """Whether it was said there, and not something else in the sentence seen there.

    'tweeted' is the cue itself. 'On Twitter' opens the sentence or stands close to who says or to how it is said, with no
    comma between. In 'denied the assertion, made on social networks,' the assertion was made there, not the denial.
    """
    if credit.label == "verb":
        return any(s.overlaps(credit.words) for s in attribution.cue)
    text, words = cast.text, credit.words
    if any(s.end < words.start and lexicon().about.fullmatch(text, s.end, words.start) for s in attribution.content):
        return False
    frame = cast.frame(attribution)
    if frame is not None and words.start - frame.start < 3:
        return True
    parts = (*attribution.source, *attribution.cue) or attribution.content
    if not attribution.source:
        parts = (*parts, *attribution.content)
    gaps = [text[s.end : words.start] if s.end <= words.start else text[words.end : s.start] for s in parts]
    return any(len(gap) <= _NEAR and not re.search(r"[,;:.]\s*\w", gap) for gap in gaps) or any(
        s.overlaps(words) for s in parts
    )


def _speaks(cast: Cast, credit: Credit, attribution: Attribution) -> bool:
    """'Ura.ru reported': whoever speaks is no hop of his own words, even where he was not found."""
    speaker = cast.speaker(attribution)
    if speaker is None and not attribution.source:
        return any(s.overlaps(credit.words) for s in attribution.cue)
    return speaker is not None and credit.name is not None and same(speaker.name, credit.name)


def _same_words(one: Attribution, other: Attribution) -> bool:
    return bool(one.content) and one.content == other.content


def _distance(words: Span, attribution: Attribution) -> int:
    parts = (*attribution.cue, *attribution.source) or attribution.content
    return min((max(words.start - s.end, s.start - words.end, 0) for s in parts), default=_FAR)
