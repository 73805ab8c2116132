"""Three clocks for each member of a Claim or a Conflict: happened, said, published, each with its evidence.

A time inside a content tells when it happened; one beside the cue, outside the content, when it was said; the Document's
metadatum when it was published. Relative words of a quotation are counted from the day of speaking where that is known; all
others from the day of publication. What a time belongs to is told by the words around it (`lexicon.py`); where they leave a
doubt (two days in one sentence, a clause of its own, 'since', 'the January protests') there is no day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.chronology.lexicon import words
from sayso.records import (
    Attribution,
    Clock,
    Dated,
    Findings,
    Kind,
    Member,
    Moment,
    MomentBasis,
    Span,
    Spans,
)
from sayso.sentences import sentences
from sayso.times import moments

BESIDE, AHEAD = 80, 120
"""Characters that may stand between a cue and its time: behind the cue, and between the head of a sentence and the cue."""
LATE = 24
"""Characters in front of a time in which a noun of saying makes it the time of saying."""
OPENING, CLOSING = "“«„", "”»"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """What was read: `dated` by the member's id, the folded `words` of each member, the `speaker` (an Entity's id) of each,
    and all dates of publication by Document (None where it tells none)."""

    dated: Mapping[str, Dated]
    words: Mapping[str, str]
    speaker: Mapping[str, str]
    published: Mapping[str, str | None]

    def are_alike(self, one: Member, other: Member) -> bool:
        """Whether two members of one Claim plainly tell the same: more than half of the shorter one's longer words and
        numbers, two at least. What the relation model alone holds to be the same may be the same matter only."""
        a, b = _stems(self.words[one.id]), _stems(self.words[other.id])
        return self.words[one.id] == self.words[other.id] or (len(a & b) > 1 and 2 * len(a & b) > min(len(a), len(b)))


def clocks(findings: Iterable[Findings], members: Iterable[Member]) -> Clocks:
    """The clocks of these members, which stand in the Documents of these findings."""
    of: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        of[member.document].append(member)
    dated: dict[str, Dated] = {}
    folded: dict[str, str] = {}
    speaker: dict[str, str] = {}
    published: dict[str, str | None] = {}
    for one in findings:
        document = one.document
        published[document.id] = document.published
        by_id = {a.id: a for a in one.attributions}
        reading = _Reading(one)
        for member in of[document.id]:
            dated[member.id] = reading.of(member)
            folded[member.id] = " ".join(" ".join(s.of(document.text) for s in member.content).casefold().split())
            said = by_id.get(member.attribution or "")
            if said is not None and said.speaker:
                speaker[member.id] = said.speaker
    return Clocks(dated=dated, words=folded, speaker=speaker, published=published)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"\w+", text) if len(word) > 3 or word.isdecimal())


def day_of(published: str | None) -> str | None:
    """The ISO day of an ISO date or date and time; None for what is no whole date."""
    try:
        return date.fromisoformat((published or "")[:10]).isoformat()
    except ValueError:
        return None


def single(moment: Moment | None) -> str | None:
    """The day of a Moment that is one day."""
    return moment.first if moment is not None and moment.first == moment.last else None


class _Reading:
    """The times of one Document, read once."""

    def __init__(self, findings: Findings) -> None:
        self.document = document = findings.document
        self.text = document.text
        self.published = next((m for m in document.metadata if m.name == "published"), None)
        self.places = sentences(document.text)
        self.day = day_of(document.published)
        self.times = moments(document.text, self.day, self.places)
        self.attributions = {a.id: a for a in findings.attributions}
        self.said = _said(self.attributions, self.times, document.text)
        self.of_saying = {m.span for m in self.said.values()}

    def of(self, member: Member) -> Dated:
        item = self.attributions.get(member.attribution or "")
        said = self.said.get(item.id) if item else None
        happened = self._happened(member, item)
        clock = None
        if happened is not None and happened.basis is not MomentBasis.STATED:
            spoken = single(said)
            if item is not None and spoken and spoken != self.day and _is_quoted(item, happened.span, self.text):
                happened, clock = self._counted_anew(happened, spoken), Clock.SAID
            elif happened.basis is MomentBasis.RESOLVED:
                clock = Clock.PUBLISHED
        if happened is not None and happened.basis is not MomentBasis.RESOLVED:
            clock = None
        return Dated(
            member=member,
            sentence=self._sentence(member),
            happened=happened,
            said=said,
            published=self.published,
            counted_from=clock,
        )

    def _sentence(self, member: Member) -> Span:
        """The sentences that the content stands in."""
        hull = Span(min(member.content).start, max(s.end for s in member.content))
        around = [s for s in self.places if s.overlaps(hull)]
        return Span(min([hull.start, *(s.start for s in around)]), max([hull.end, *(s.end for s in around)]))

    def _counted_anew(self, moment: Moment, reference: str) -> Moment:
        around = next((s for s in self.places if s.holds(moment.span)), moment.span)
        return next((m for m in moments(self.text, reference, [around]) if m.span == moment.span), moment)

    def _happened(self, member: Member, item: Attribution | None) -> Moment | None:
        """The one time of the content; None where it has none, or several that are not one."""
        content = _own(member, item)
        inner = [
            s
            for a in self.attributions.values()
            if item is None or a.id != item.id
            for s in a.content
            if any(span.holds(s) and span != s for span in content)
        ]
        kept = [
            m
            for m in self.times
            if m.span not in self.of_saying
            and any(span.holds(m.span) for span in content)
            and not any(s.holds(m.span) for s in inner)
            and self._is_of_the_sentence(m, content)
        ]
        return _one_of(kept) if kept else None

    def _is_of_the_sentence(self, moment: Moment, content: Spans) -> bool:
        """Whether the words around a time leave no doubt that it is the time of what the content tells."""
        lexicon, text = words(), self.text
        around = next((s for s in self.places if s.holds(moment.span)), moment.span)
        begin = max([around.start, *(s.start for s in content if s.holds(moment.span))])
        before, behind = text[begin : moment.span.start], text[moment.span.end : around.end]
        if lexicon.ends("bounds", before) or _is_attribute(before, behind):
            return False
        if lexicon.has("reports", before[-LATE:]) or lexicon.has("sayings", re.split(r"[,;:()—–]", before)[-1]):
            return False
        if lexicon.all_of("heads", before) and lexicon.has("sayings", re.split(r"[,;:]", behind.lstrip(" ,"))[0][:BESIDE]):
            return False
        if lexicon.begins("verbs", behind.lstrip(" ")) and re.search(r"\w", before) and not lexicon.all_of("heads", before):
            return False
        return not _is_of_a_clause(before)


def _own(member: Member, item: Attribution | None) -> Spans:
    """The content without what of its sentence a member may have been given besides ('B said', 'on Friday')."""
    if item is None:
        return member.content
    both = [(a, b) for a in member.content for b in item.content if a.overlaps(b)]
    return tuple(Span(max(a.start, b.start), min(a.end, b.end)) for a, b in both)


def _is_of_a_clause(before: str) -> bool:
    """Whether the words from a sentence's or a content's head to a time end in a clause of their own: 'who burned on', 'the
    tariffs that it raised in', 'the man he replaced in'."""
    lexicon = words()
    parts = re.split(r"[,;:()—–]", before)
    clause = before if len(parts) > 1 and lexicon.all_of("heads", parts[-1]) else parts[-1]
    if _is_of_a_participle(clause):
        return True
    if lexicon.has("clauses", clause) or re.search(r"\w\s+(?:that|что)\s", clause):
        return True
    subject = re.search(r"([^\W\d_]{3,})\s+(?:he|she|they|we|i|you)\s+\w", clause, re.IGNORECASE)
    return subject is not None and not lexicon.all_of("plain", subject[1])


def _is_of_a_participle(clause: str) -> bool:
    """Whether the last verb before the time belongs to a noun ('has freed the girls kidnapped six months ago')."""
    lexicon = words()
    found = re.findall(r"[^\W_]+", clause.casefold())
    pasts = [n for n, word in enumerate(found) if n and _is_past(word) and found[n - 1] not in lexicon.sets["determiners"]]
    last = max(pasts, default=0)
    if last < 2 or lexicon.has("joins", found[last - 1]) or found[last - 1].isdecimal() or found[last - 1].endswith("ly"):
        return False
    return any(n < last - 1 for n in pasts) or any(w == "to" or w in lexicon.sets["verbs"] for w in found[: last - 1])


def _is_past(word: str) -> bool:
    return (len(word) > 4 and word.endswith("ed")) or word in words().sets["participles"]


def _one_of(found: Sequence[Moment]) -> Moment | None:
    """The narrowest, where all others cover it."""
    known = [m for m in found if m.first is not None]
    if len(known) < len(found):
        return found[0] if len(found) == 1 else None
    best = min(known, key=lambda m: (_length(m), m.span))
    is_one = all((m.first or "") <= (best.first or "") and (best.last or "") <= (m.last or "") for m in known)
    return best if is_one else None


def _length(moment: Moment) -> int:
    return (date.fromisoformat(moment.last or "") - date.fromisoformat(moment.first or "")).days


def _is_attribute(before: str, behind: str) -> bool:
    """'the January protests', 'Tuesday’s vote', 'the events of 2011': a time that belongs to a noun."""
    lexicon = words()
    if re.match(r"['’]s\b|-", behind):
        return True
    if re.search(r"\b(?:of)\s+$", before, re.IGNORECASE):
        return not re.search(rf"\b(?:{'|'.join(sorted(lexicon.sets['parts']))})\s+of\s+$", before, re.IGNORECASE)
    nearest = re.match(r",?\s+([^\W\d_]+)", behind)
    is_noun = bool(nearest) and not lexicon.begins("plain", behind.lstrip(" ,"))
    return is_noun and lexicon.ends(
        "determiners", re.sub(r"[^\W\d_]+\s*$", "", before) if _is_adjective(before) else before
    )


def _is_adjective(before: str) -> bool:
    """Whether the last word may stand between a determiner and its noun: 'its original 8 October report'."""
    last = re.search(r"([^\W\d_]+)\s*$", before)
    lexicon = words()
    known = ("determiners", "plain", "heads", "verbs", "joins")
    return last is not None and not any(last[1].casefold() in lexicon.sets[name] for name in known)


def _is_quoted(item: Attribution, span: Span, text: str) -> bool:
    """Whether these words of a content are the speaker's own."""
    if item.kind is Kind.DIRECT:
        return True
    if item.kind is Kind.INDIRECT:
        return False
    start = item.sentence.start if item.sentence else min(item.content).start
    before = text[start : span.start]
    opened = sum(before.count(sign) for sign in OPENING) - sum(before.count(sign) for sign in CLOSING)
    return opened > 0 or before.count('"') % 2 == 1


def _said(items: Mapping[str, Attribution], times: Sequence[Moment], text: str) -> dict[str, Moment]:
    """When each was said, by the attribution's id: the time beside its cue, or beside that of the one it goes on from."""
    beside = {a.id: found for a in items.values() if (found := _beside(a, items, times, text)) is not None}
    out = dict(beside)
    for item in items.values():
        seen = {item.id}
        at: Attribution | None = item
        while at is not None and not at.cue and at.id not in beside and at.continues not in seen:
            seen.add(at.continues or "")
            at = items.get(at.continues or "")
        if at is not None and at.id in beside:
            out.setdefault(item.id, beside[at.id])
    return out


def _beside(item: Attribution, items: Mapping[str, Attribution], times: Sequence[Moment], text: str) -> Moment | None:
    if item.sentence is None or not item.cue:
        return None
    cue = Span(min(item.cue).start, max(s.end for s in item.cue))
    others = [s for a in items.values() if a.id != item.id for s in a.content if not s.holds(cue)]
    near: list[tuple[int, Moment]] = []
    for moment in times:
        if not item.sentence.holds(moment.span) or any(s.overlaps(moment.span) for s in (*item.content, *others)):
            continue
        away = _distance(cue, moment.span, item.sentence, text)
        if away is not None:
            near.append((away, moment))
    return min(near, key=lambda pair: (pair[0], pair[1].span), default=(0, None))[1]


def _distance(cue: Span, time: Span, sentence: Span, text: str) -> int | None:
    """Characters between a cue and its time; None where the time is another's."""
    lexicon = words()
    before, behind = text[sentence.start : time.start], text[time.end : sentence.end]
    if lexicon.ends("bounds", before) or _is_attribute(before, behind):
        return None
    if time.start >= cue.end:
        gap = text[cue.end : time.start]
        is_near = len(gap) <= BESIDE and not re.search(r"[.;:!?,\"“”«»()]", gap) and not lexicon.has("between", gap)
        return len(gap) if is_near else None
    if cue.start < time.end:
        return None
    gap = text[time.end : cue.start]
    if re.fullmatch(r"\s*(?:also\s+|again\s+|then\s+)?", gap):
        return 0 if re.search(r"\b(?:on|во?)\s+$", before, re.IGNORECASE) and not _is_of_a_clause(before) else None
    is_head = lexicon.all_of("heads", before) and len(gap) <= AHEAD
    return len(gap) if is_head and not re.search(r"[.;:!?\"“”«»]", gap) and not lexicon.has("clauses", gap) else None
