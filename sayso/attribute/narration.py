"""Checkable sentences in the outlet's own voice: narration.

In order, a sentence is kept if no attribution's content or cue and no skipped span touches it, it cannot be a speaker's
words still (an undated one right after words that were retold), it is no quotation, it is a whole statement (its end
mark, enough words, no question, no call to the reader), its paragraph is not what the page examines ('Claim: ...', what
follows a paragraph that ends with a colon), no word in it tells of somebody's words ('claimed'), its first finite verb
states (no 'would', no 'may'), and it names something that can be looked up: a number, a date, a proper name.

Words are looked at, not grammar; verbs are told for English, and sentences in other scripts need a number or a name only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from sayso.attribute.carried import CONNECTIVE, DATED, is_stating
from sayso.attribute.quotes import Quotation, quotations
from sayso.records import Attribution, Kind, Span, Spans
from sayso.sentences import blocks

FEWEST_WORDS = 5
QUOTED_SHARE = 0.5  # of a sentence's length, from which it is a quotation rather than a statement with a quoted word

STATES = re.compile(
    r"(?P<modal>would|could|may|might|should|must|can|cannot|can[’']t|let[’']s)"
    r"|is|are|was|were|has|have|had|does|did|do|will|isn[’']t|aren[’']t|wasn[’']t|weren[’']t|hasn[’']t|haven[’']t|won[’']t"
    r"|[a-z]{2,}(?:ed|ied)"
    r"|took|came|went|made|began|held|fell|rose|left|won|lost|gave|told|saw|met|led|ran|sent|shot|struck|put|kept|got|grew|"
    r"became|brought|bought|built|caught|chose|drew|drove|fought|found|flew|heard|hit|knew|paid|read|said|set|sold|"
    r"spent|spoke|stood|stole|swore|taught|threw|thought|understood|wore|wrote|broke|cut|fled|hung|laid|sat|sank|shut|"
    r"says?|goes|remains?|includes?|continues?|becomes?|means?|makes?|takes?|comes?|shows?|holds?|lives?"
)
PAST = re.compile(
    r"was|were|had|did|wasn[’']t|weren[’']t|[a-z]{2,}ed|took|came|went|made|began|held|fell|rose|left|won|lost|gave|told|saw|"
    r"met|led|ran|sent|shot|struck|kept|got|grew|became|brought|bought|built|caught|chose|drew|drove|fought|found|flew|"
    r"heard|knew|paid|said|sold|spent|spoke|stood|stole|taught|threw|thought|wore|wrote|broke|fled|hung|laid|sat|sank"
)
SUBJECT = re.compile(r"[A-Z][\w’'-]*|he|she|it|who|which|that")
THIRD_PERSON = re.compile(r"[a-z]{2,}[^s\W]s")
WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,:]*")
CHECKABLE = re.compile(
    r"\d|(?<=[\w,;] )[“\"‘(]?[^\W\d_a-z]\w*[a-z]"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?)\b"
)
ENDS = re.compile(r"[.!…。！][\"”’»)\]]*\Z")
TO_THE_READER = re.compile(
    r"\W*(?:if|perhaps|maybe|whether|please|click|read|see|watch|follow|sign|subscribe|share|download|listen|join|thanks|"
    r"tell|get|visit|check|send|scroll|let)\b|.*\b(?:I|I’m|I'm|my|your|you|we’ll|we'll)\b",
    re.IGNORECASE | re.DOTALL,
)
# Words that tell of somebody's words: a sentence with one in it that belongs to no attribution is one that was missed.
TELLS = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|claim(?:s|ed|ing)|confirm(?:s|ed)|announc(?:es|ed)|alleg(?:es|ed|edly)|insist(?:s|ed)|"
    r"tweeted|according to|den(?:ies|ied)|accus(?:es|ed)|argu(?:es|ed)|believ(?:es|ed)|warn(?:s|ed)|reported(?:ly)?)\b",
    re.IGNORECASE,
)
LATIN = re.compile(r"[A-Za-z]")
# What a page examines and does not say itself: 'Claim: ...', and what stands behind 'Example:' or behind a paragraph that
# ends with a colon.
EXAMINED = re.compile(r"\W*(?:claim|rumou?r|myth|example)s?\s*:", re.IGNORECASE)
EXAMPLE = re.compile(r"\W*examples?\s*:", re.IGNORECASE)


def narration(
    text: str,
    sentences: Sequence[Span],
    attributions: Sequence[Attribution],
    skip: Sequence[Span] = (),
    quoted: Sequence[Quotation] | None = None,
) -> Spans:
    """The sentences of `text` that state something checkable in the outlet's own voice, in order.

    `sentences` are those of the text; `skip` holds spans that are not looked at (boilerplate, the title); `quoted` are
    the text's quotations, where they are known already.
    """
    told = _marked(text, [s for a in attributions for s in (*a.content, *a.cue)])
    left_out = _marked(text, skip)
    retold = _marked(text, [s for a in attributions if _retells(text, a) for s in (*a.content, *a.cue)])
    inside = _marked(text, [q.span for q in (quotations(text) if quoted is None else quoted)])
    parts = blocks(text)
    starts, exhibits = [part.start for part in parts], _exhibits(text, parts)
    found, still_told, paragraph = [], False, -1
    for sentence in sentences:
        start, end = sentence
        before, paragraph = paragraph, bisect_right(starts, start)
        if paragraph != before:
            still_told = still_told and CONNECTIVE.match(text, start) is not None
        if any(told[start:end]) or any(left_out[start:end]) or paragraph - 1 in exhibits:
            still_told = any(retold[start:end])
            continue
        still_told = still_told and is_undated(sentence.of(text))
        if not still_told and sum(inside[start:end]) < QUOTED_SHARE * (end - start) and is_checkable(sentence.of(text)):
            found.append(sentence)
    return tuple(found)


def _exhibits(text: str, parts: Sequence[Span]) -> frozenset[int]:
    """The numbers of the paragraphs that hold somebody else's words, shown to be spoken of."""
    shown = {n for n, part in enumerate(parts) if EXAMINED.match(text, part.start)}
    for n, (before, _) in enumerate(pairwise(parts), start=1):
        if before.of(text).endswith(":") or EXAMPLE.match(text, before.start):
            shown.add(n)
    return frozenset(shown)


def _marked(text: str, spans: Sequence[Span]) -> bytes:
    flags = bytearray(len(text))
    for start, end in spans:
        flags[start:end] = b"\x01" * (end - start)
    return bytes(flags)


def _retells(text: str, attribution: Attribution) -> bool:
    """Whether it gives in the document's phrasing what somebody said or thinks."""
    cue = " ".join(span.of(text) for span in attribution.cue)
    return attribution.kind is not Kind.DIRECT and bool(attribution.source) and is_stating(cue)


def is_undated(sentence: str) -> bool:
    """Whether a sentence speaks of how things are, at no time: no figure, no weekday, no verb in the past."""
    if re.search(r"\d", sentence) or DATED.search(sentence):
        return False
    verb = next((word for word in WORD.findall(sentence[:400])[1:] if STATES.fullmatch(word)), "")
    return PAST.fullmatch(verb) is None


def is_checkable(sentence: str) -> bool:
    """Whether a sentence states something that can be looked up. Any string is accepted."""
    if not ENDS.search(sentence) or TO_THE_READER.match(sentence[:400]) or not CHECKABLE.search(sentence):
        return False
    if TELLS.search(sentence):
        return False
    if not LATIN.search(sentence):
        return True
    words = WORD.findall(sentence[:2000])
    if len(words) < FEWEST_WORDS:
        return False
    third_person = False  # 'Israel imports', unless a verb follows ('Chinese troops could')
    for before, word in pairwise(words):
        if verb := STATES.fullmatch(word):
            return verb["modal"] is None
        if third_person:
            return True
        third_person = bool(SUBJECT.fullmatch(before) and THIRD_PERSON.fullmatch(word))
    return third_person
