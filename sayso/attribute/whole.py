"""Quotations stay whole: no content leaves out words from the midst of one pair of quotation marks.

The tagger may take words inside a quotation for a cue or a source and cut the content there, which can turn round what was
said. A hole inside a quotation is filled where nothing of the attribution itself stands in it. Where its own cue or source
does, a nested attribution keeps what the cue introduces after it (what comes before is its parent's), or is none; an
outermost one gives up that cue or source: a wrong name is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from sayso.attribute.quotes import Quotation
from sayso.records import Span, Spans

WORD = re.compile(r"\w+(?:[’']\w+)?")
MARKS = "”\"'’»"
CLOSING = f" \t\r\n{MARKS}"
MOST, MOST_BETWEEN_COMMAS = 1, 8
"""Words beside the cue and the source that may stand with them in the midst of a sentence."""


def left_out(content: Spans, own: Spans, quotations: Sequence[Quotation], text: str) -> Spans:
    """The stretches between the spans of a content, in order, that hold words and lie inside a quotation.

    A stretch wholly inside one is no hole where it is the attribution's `own` cue and source, put in between ('The dam, he
    said, held', 'They are said to be safe'). One that is only partly inside, at the end of a quotation or the beginning of
    the next, is one where none of its own parts is in it. `quotations` are in order and do not overlap.
    """
    holes = []
    for one, other in pairwise(sorted(content)):
        first = bisect_right(quotations, one.start, key=lambda quotation: quotation.inner.end)
        last = bisect_left(quotations, other.end, key=lambda quotation: quotation.inner.start)
        for quotation in quotations[first:last]:
            hole = Span(max(one.end, quotation.inner.start), min(other.start, quotation.inner.end))
            touched = quotation.inner.overlaps(one) or quotation.inner.overlaps(other)
            if not touched or hole.start >= hole.end or not any(map(str.isalnum, hole.of(text))):
                continue
            inside = [span for span in own if hole.overlaps(span)]
            partly = hole != (one.end, other.start)
            if not inside or not (partly or _is_put_in(hole, inside, text)):
                holes.append(hole)
    return tuple(holes)


def _is_put_in(hole: Span, own: Sequence[Span], text: str) -> bool:
    """Whether nothing stands in a hole but its own cue and source, with a few words more between commas ('he said on
    Friday'), in the midst of a sentence."""
    last = text[max(hole.start - 4, 0) : hole.start].rstrip(CLOSING)[-1:]
    lead = hole.of(text)
    before = last + lead.lstrip(CLOSING)[:1]
    closed = any(mark in text[max(hole.start - 1, 0) : hole.start] + lead[:2] for mark in MARKS)
    if any(mark in before for mark in ".…;") or (last in ("?", "!") and not closed):
        return False
    more = len(WORD.findall(hole.of(text))) - sum(
        len(WORD.findall(text, max(s.start, hole.start), min(s.end, hole.end))) for s in own
    )
    return more <= (MOST_BETWEEN_COMMAS if any(mark in before for mark in ",?!—–-") else MOST)


def filled(content: Spans, holes: Spans) -> Spans:
    """The content with the holes filled; spans that then touch, but for blanks, are one."""
    out: list[Span] = []
    for span in sorted((*content, *holes)):
        if out and span.start <= out[-1].end + 1:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def after_cue(content: Spans, own: Spans, holes: Spans, sentence: Span, text: str) -> Spans:
    """The spans of a content that follow the last hole which its `own` cue or source is in; none where it is not plain that
    they are what the cue introduces: they follow it at once, or share its `sentence` and what comes before the hole does
    not."""
    inside = [hole.end for hole in holes if any(hole.overlaps(span) for span in own)]
    if not inside:
        return ()
    later = tuple(span for span in content if span.start >= max(inside))
    earlier = [span for span in content if span.start < max(inside)]
    if not later or later[-1].start >= sentence.end:
        return ()
    ends = max((span.end for span in own if span.end <= later[0].start), default=0)
    at_once = not any(map(str.isalnum, text[ends : later[0].start]))
    return later if at_once or all(span.end <= sentence.start for span in earlier) else ()
