"""Figures beside one another: a part of a total, one state for several, a total given again, and what adds up to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from sayso.quantities.lexicon import STATES, Lexicon, language_of, lexicon
from sayso.records import Counted, Quantity, Span

SUM_REACH = 120
"""Characters from a figure to the end of what adds up to it."""
NEXT = 30
"""Characters behind a number in which the noun phrase that it counts tells what became of these."""
_OUT_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its|his|her|their|these|those|our)\s+)?(?:\w+\s+)?", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
UNTOLD = {Counted.PEOPLE, Counted.TROOPS, Counted.OTHER}
BECAME = {Counted(state) for state in STATES}


def together(text: str, found: Sequence[Quantity], sentences: Sequence[Span]) -> list[Quantity]:
    """The figures of a whole text, in order, with what they tell of one another."""
    told = _summed(_joined(text, list(_of_a_crowd(text, list(_restated(text, found)), sentences))))
    return _of_a_whole(text, told)


def as_before(text: str, made: Quantity, earlier: Sequence[Quantity], words: Lexicon) -> Quantity:
    """'238, including 19 officers', '41 were killed, 12 of them children': a part, and of the state that the whole tells.
    'Three were killed and seven others' goes on with the same state only where nothing else is told."""
    if not earlier:
        return made
    last = earlier[-1]
    whole = next((q for q in earlier if q.id == last.part_of), last)
    gap = text[(last.scope or last.span).end : made.span.start]
    behind = text[made.span.end : made.span.end + 24]
    people = made.counts in (Counted.PEOPLE, Counted.TROOPS, Counted.OTHER)
    own = made.counts in BECAME and made.counts is not whole.counts
    part = (
        words.part.search(gap[-40:])
        or words.part.match(behind.lstrip())
        or (last.part_of and not own and gap.strip().lower().endswith("and"))
    )
    between = text[(last.scope or last.span).end : made.span.start].strip().lower()
    if between in words.grammar["and"] and last.counts in BECAME and not part:
        return replace(made, counts=last.counts) if made.counts in (Counted.PEOPLE, Counted.TROOPS) else made
    if part and made.unit is None and whole.unit is None:
        counts = whole.counts if people else made.counts
        return replace(made, counts=counts, part_of=whole.id)
    return made


def _of_a_whole(text: str, found: list[Quantity]) -> list[Quantity]:
    """'They killed 300 out of 400 soldiers', '12 of its 30 miners were arrested': what became of the first number became of
    no more than these, and they are of the kind that the second counts. 'Three of the 40 dead' tells it of both."""
    for place, (one, other) in enumerate(pairwise(found)):
        gap = text[(one.scope or one.span).end : other.span.start]
        if one.unit or other.unit or other.counts not in BECAME or not _OUT_OF.fullmatch(gap):
            continue
        if not _is_told_inside(text[other.span.end : other.span.end + NEXT]):
            counts = other.counts if one.counts in UNTOLD else one.counts
            found[place] = replace(one, counts=counts, scope=one.scope or other.scope)
            found[place + 1] = replace(other, counts=Counted.PEOPLE)
    return found


def _is_told_inside(behind: str) -> bool:
    """Whether a noun phrase says itself what became of those it counts: '40 dead', '12 people killed'; not '40 died'."""
    words = lexicon()
    noun = takewhile(lambda word: word not in words.grammar["auxiliaries"], _WORD.findall(behind.lower())[:3])
    return any(word in words.state and word not in ("die", "dies", "died") for word in noun)


def _restated(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """A bare number that counts what an earlier figure counts: one of the same value, or, where its sentence tells of a
    count ('The ministry admits three.'), the first figure of the sentence before."""
    told: dict[tuple[float | None, float | None], Counted] = {}
    last: Quantity | None = None  # the first figure of the latest sentence that counts what became of people
    for one in found:
        bare = _is_bare(one)
        counts = told.get((one.low, one.high)) if bare else None
        if bare and counts is None and last is not None and _follows(text, last, one):
            counts = last.counts
        if counts is not None:
            one = replace(one, counts=counts)
        if one.counts in BECAME:
            told.setdefault((one.low, one.high), one.counts)
            last = one if last is None or last.sentence != one.sentence else last
        yield one


def _follows(text: str, last: Quantity, one: Quantity) -> bool:
    if last.sentence is None or one.sentence is None or not 0 <= one.sentence.start - last.sentence.end <= 3:
        return False
    words = lexicon(language_of(one.sentence.of(text)))
    ends = words.ends.match(text, one.span.end, one.sentence.end)
    return bool(ends and words.tells.search(text, one.sentence.start, one.span.start))


def _of_a_crowd(text: str, found: Sequence[Quantity], sentences: Sequence[Span]) -> Iterator[Quantity]:
    """'The size of the crowd is in dispute. Police put it at 1,200; the committee claims 10,000.': a bare number of whose
    sentence tells of a count, where a crowd is spoken of up to two sentences before, in the paragraph, and nothing else has
    been counted since."""
    starts = [sentence.start for sentence in sentences]
    since: Span | None = None  # the latest figure that counts something else
    for one in found:
        crowd = _crowd_before(text, one, [sentences[n] for n in _ahead(starts, one)]) if _is_bare(one) else None
        if crowd is not None and (since is None or since.end <= crowd):
            yield replace(one, counts=Counted.PEOPLE)
            continue
        since = one.span
        yield one


def _ahead(starts: Sequence[int], one: Quantity) -> range:
    """The places of the sentence of a figure, and of two before it."""
    place = bisect_right(starts, one.span.start) - 1
    return range(max(0, place - 2), place + 1)


def _crowd_before(text: str, one: Quantity, sentences: Sequence[Span]) -> int | None:
    """The place of the last word for a crowd before a number of whose count its own sentence tells."""
    sentence = sentences[-1]
    words = lexicon(language_of(sentence.of(text)))
    start = max(sentences[0].start, text.rfind("\n", 0, sentence.start) + 1)
    places = [match.start() for match in words.crowd.finditer(text, start, one.span.start)]
    tells = words.tells.search(text, sentence.start, one.span.start)
    return places[-1] if places and tells and words.ends.match(text, one.span.end, sentence.end) else None


def _is_bare(one: Quantity) -> bool:
    return one.counts is Counted.OTHER and one.scope is None and one.unit is None


def _joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """'3 soldiers and 5 civilians dead': the state told behind the last of two counted nouns holds for both."""
    for place in range(len(found) - 1, 0, -1):
        one, other = found[place - 1], found[place]
        told = other.counts in BECAME and other.scope is not None and other.part_of is None
        if told and one.counts in (Counted.PEOPLE, Counted.TROOPS) and one.scope and one.sentence == other.sentence:
            between = text[one.scope.end : other.span.start].strip().lower()
            found[place - 1] = replace(one, counts=other.counts) if between in ("and", "и") else one
    return found


def _summed(found: list[Quantity]) -> list[Quantity]:
    """'14 deaths: 11 civilians and three officers': what adds up to the figure before is its parts, and counts the same."""
    for place, whole in enumerate(found):
        for parts in (found[place + 1 : place + 3], found[place + 1 : place + 4]):
            untold = all(p.counts in UNTOLD and p.unit is None and p.scope and p.low == p.high for p in parts)
            if len(parts) < 2 or whole.counts not in BECAME or not untold or whole.low != whole.high:
                continue
            if sum(p.low or 0.0 for p in parts) == whole.low and parts[-1].span.end - whole.span.end <= SUM_REACH:
                for n, part in enumerate(parts, place + 1):
                    found[n] = replace(part, counts=whole.counts, part_of=whole.id)
                break
    return found
