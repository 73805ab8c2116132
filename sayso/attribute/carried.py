"""Sentences that carry on a speaker's words without a cue of their own.

In order: what the given attributions cover is marked; then three signs are looked for: a quotation that is a paragraph
of its own after a paragraph that an attribution ends; a sentence that opens with a connective ('Additionally',
'Therefore') or points back ('Revising this system would') in a running summary of one speaker's words; and the first
sentence of a paragraph whose second, attributed, points back to it ('This means ..., she says').

Precision comes first: a plain statement after an attributed one may be the outlet's own, and is left to it. What is
found has no source and no cue, `continues` names the attribution that it goes on from, and its confidence is lower.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.attribute.quotes import Quotation
from sayso.attribute.stance import kind_of, stance_of
from sayso.ids import attribution_id
from sayso.records import Attribution, Document, Kind, Span
from sayso.sentences import blocks

# Share of each rule's findings that were right; see the decision note 0053 for what was read.
SURE_QUOTATION = 0.9
SURE_CONNECTIVE = 0.5
SURE_BACKWARD = 0.6

SHORTEST_RUN = 2  # attributed sentences in a row that make a running summary
FEWEST_WORDS = 6  # in such a quotation: shorter ones are headings, titles and scare quotes
LOOKED_BACK = 8  # attributions of one paragraph among which a direct one is looked for

# A sentence that opens so goes on with what was being said. 'But', 'However' and 'Meanwhile' are not here: the outlet
# sets its own facts against a speaker's with them.
CONNECTIVE = re.compile(
    r"(?:Additionally|In addition|Moreover|Furthermore|Besides|At the same time|Therefore|Thus|Hence|Consequently|"
    r"As a result|For this reason|That is why|That’s why|That's why|For example|For instance|In other words|"
    r"In (?:his|her|their) (?:view|opinion|words)|According to (?:him|her|them)|Otherwise|Secondly|Thirdly|Firstly|"
    r"On the one hand|On the other hand|In particular|Also),? "
)
# 'Revising this system would ...'. A bare 'This would ...' is not here: it is the outlet's comment as often as not.
POINTS_BACK = re.compile(
    r"\w+ing (?:this|these|such|that) (?:[\w’-]+ ){1,12}?(?:would|will|could|can|may|might|should|must|means?)\b"
)
MEANS = re.compile(
    r"\W*(?:This|That|It) (?:means|is why|shows|proves|explains|suggests)\b|\W*(?:Therefore|Thus|Hence|So),? "
)
STATING = re.compile(
    r"sa(?:id|ys?|ying)|stat(?:e[sd]?|ing)|told|tells|add(?:s|ed|ing)?|not(?:es?|ed|ing)|point(?:s|ed|ing)|stress\w*|argu\w+|"
    r"believ\w+|explain\w*|claim\w*|conclud\w+|writ\w+|wrote|continu\w+|according|maintain\w*|insist\w*|emphasi\w+|think\w*|"
    r"thought|remark\w*|observ\w+|underlin\w+|recall\w*|remind\w*|contend\w*|assert\w*"
)
DATED = re.compile(r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|last (?:week|month|year))\b")


@dataclass(frozen=True, slots=True)
class _Page:
    """A text with what is known of it. `taken` and `inside` hold a 1 for each code point in an attribution (or
    skipped), in a quotation; `outer` are the outermost attributions by their ends, `ends` those ends."""

    text: str
    sentences: Sequence[Span]
    quotations: Sequence[Quotation]
    blocks: Sequence[Span]
    starts: Sequence[int]
    outer: Sequence[Attribution]
    ends: Sequence[int]
    taken: bytes
    inside: bytes


@dataclass(frozen=True, slots=True)
class _Found:
    content: Span
    base: Attribution
    sure: float


def carried(
    document: Document,
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    skip: Sequence[Span] = (),
) -> list[Attribution]:
    """The attributions that go on from one of `attributions` with no cue, in order of their places.

    `sentences` and `quotations` are those of the Document's text, in order; `skip` holds spans that are not looked at
    (boilerplate). Nested attributions are not gone on from. No two of what is found overlap.
    """
    page = _page(document.text, sentences, quotations, attributions, skip)
    found: list[Attribution] = []
    for item in sorted([*_alone(page), *_following(page), *_leading(page)], key=lambda item: item.content):
        if found and item.content.start < found[-1].content[-1].end:
            continue
        kind = kind_of((item.content,), quotations, document.text)
        found.append(
            Attribution(
                id=attribution_id(document.id, ((), (), (item.content,))),
                content=(item.content,),
                kind=kind,
                stance=stance_of("", item.content.of(document.text), kind),
                confidence=round(item.sure * item.base.confidence, 4),
                sentence=item.content,
                continues=item.base.id,
            )
        )
    return found


def _page(
    text: str,
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    skip: Sequence[Span],
) -> _Page:
    outer = sorted((a for a in attributions if a.parent is None and (a.source or a.cue)), key=_end)
    paragraphs = blocks(text)
    return _Page(
        text=text,
        sentences=sentences,
        quotations=quotations,
        blocks=paragraphs,
        starts=[block.start for block in paragraphs],
        outer=outer,
        ends=[_end(a) for a in outer],
        taken=_flags(text, [*(s for a in attributions for s in (*a.content, *a.cue, *a.source)), *skip]),
        inside=_flags(text, [quotation.span for quotation in quotations]),
    )


def _flags(text: str, spans: Sequence[Span]) -> bytes:
    flags = bytearray(len(text))
    for span in spans:
        flags[span.start : span.end] = b"\x01" * (span.end - span.start)
    return bytes(flags)


def _end(attribution: Attribution) -> int:
    return max(span.end for span in (*attribution.content, *attribution.cue, *attribution.source))


def _share(page: _Page, flags: bytes, span: Span) -> float:
    """The share of a span's letters and digits that are flagged; 1 where it has none."""
    letters = [
        flag for flag, letter in zip(flags[span.start : span.end], span.of(page.text), strict=True) if letter.isalnum()
    ]
    return sum(letters) / len(letters) if letters else 1.0


def _cue(page: _Page, attribution: Attribution) -> str:
    return " ".join(span.of(page.text) for span in attribution.cue)


def _block(page: _Page, place: int) -> int:
    return bisect_right(page.starts, place) - 1


def _alone(page: _Page) -> list[_Found]:
    """Quotations that are a paragraph of their own, straight after a paragraph that an attribution ends."""
    found: list[_Found] = []
    gone_on: dict[int, Attribution] = {}
    for quotation in page.quotations:
        span, number = quotation.span, _block(page, quotation.span.start)
        block = page.blocks[number]
        words = quotation.inner.of(page.text)
        if len(words.split()) < FEWEST_WORDS or (quotation.closed and words.rstrip()[-1:] not in ".!?…,—–-"):
            continue
        if number == 0 or _share(page, page.taken, block) > 0 or _share(page, page.inside, block) < 1:
            continue
        base = gone_on.get(number) or gone_on.get(number - 1) or _last_told(page, page.blocks[number - 1])
        if base is not None and (base.kind is not Kind.INDIRECT or is_stating(_cue(page, base))):
            gone_on[number] = base
            found.append(_Found(span, base, SURE_QUOTATION))
    return found


def _last_told(page: _Page, block: Span) -> Attribution | None:
    """The attribution that a stretch ends with (nothing but marks and spaces follows it there), or a direct one beside
    it: in '“No,” she told a rally, saying that ...' the quotation that follows goes on from the first."""
    place = bisect_right(page.ends, block.end) - 1
    if place < 0 or page.ends[place] <= block.start:
        return None
    if any(map(str.isalnum, page.text[page.ends[place] : block.end])):
        return None
    last = page.outer[place]
    told = [a for a in page.outer[max(place - LOOKED_BACK, 0) : place + 1] if block.holds(a.content[-1])]
    return next((a for a in reversed(told) if a.kind is not Kind.INDIRECT), last)


def _following(page: _Page) -> list[_Found]:
    """Sentences that open with a connective or point back, straight after a running summary of one speaker's words:
    an attributed sentence that another attributed one stands before."""
    found: list[_Found] = []
    base: Attribution | None = None
    run = 0  # attributed sentences in a row, up to and with `before`
    for before, sentence in pairwise(page.sentences):
        if _share(page, page.taken, before) > 0:
            base, run = _last_told(page, before), run + 1
        elif not found or found[-1].content.start != before.start:
            base, run = None, 0
        same_paragraph = _block(page, before.start) == _block(page, sentence.start)
        if (
            base is None
            or run < SHORTEST_RUN
            or not same_paragraph
            or base.kind is Kind.DIRECT
            or not is_stating(_cue(page, base))
        ):
            continue
        opens = CONNECTIVE.match(page.text, sentence.start) or POINTS_BACK.match(page.text, sentence.start, sentence.end)
        if opens and _is_free(page, sentence):
            found.append(_Found(_without_stop(page.text, sentence), base, SURE_CONNECTIVE))
    return found


def is_stating(cue: str) -> bool:
    """Whether a cue tells of saying or thinking: not of a wish, a vote, or what a law bans."""
    return any(STATING.fullmatch(word.strip(":,")) for word in cue.lower().split())


def _leading(page: _Page) -> list[_Found]:
    """The paragraph's first sentence, where the next, attributed, points back to it ('This means ..., she says')."""
    found = []
    begins = {min(s.start for s in a.content): a for a in page.outer if a.kind is not Kind.DIRECT}
    for before, sentence in pairwise(page.sentences):
        number = _block(page, sentence.start)
        base = begins.get(sentence.start)
        if base is None or before.start != page.blocks[number].start or not MEANS.match(page.text, sentence.start):
            continue
        if _is_free(page, before):
            found.append(_Found(_without_stop(page.text, before), base, SURE_BACKWARD))
    return found


def _is_free(page: _Page, sentence: Span) -> bool:
    """A whole statement that no attribution touches, that is not dated like news, and no quotation."""
    words = sentence.of(page.text)
    if len(words.split()) < FEWEST_WORDS or not words.rstrip("\"”’'»)").endswith((".", "!", "…")) or DATED.search(words):
        return False
    return _share(page, page.taken, sentence) == 0 and _share(page, page.inside, sentence) < 1


def _without_stop(text: str, sentence: Span) -> Span:
    words = sentence.of(text)
    return Span(sentence.start, sentence.start + len(words.rstrip(" .")))
