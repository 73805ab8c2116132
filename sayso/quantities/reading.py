"""The figures of a text, sentence by sentence: each number with its hedge, its unit, and what it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.ids import content_id
from sayso.quantities.counted import Reading, read_count, read_unit
from sayso.quantities.lexicon import Lexicon, language_of, lexicon
from sayso.quantities.none import nothing
from sayso.quantities.numerals import Numeral, numerals
from sayso.quantities.together import as_before, together
from sayso.quantities.tokens import tokens
from sayso.records import Counted, Quantity, Span
from sayso.sentences import sentences

ABOUT = 0.1
"""How far 'about' reaches to both sides, as a share of the number; by one at least."""
BEFORE = 30
"""Characters beside a number in which its hedge is looked for."""
ONES = frozenset("one ones один одна одно одного одной".split())


def quantities(text: str, within: Sequence[Span] | None = None, document: str = "") -> tuple[Quantity, ...]:
    """The figures of a text, in order. `within`: its sentences where they are known; `document`: its id, for the ids."""
    found: list[Quantity] = []
    places = sentences(text) if within is None else within
    for sentence in places:
        if sentence.start == sentence.end:
            continue
        language = language_of(sentence.of(text))
        numbers = _in_sentence(text, sentence, lexicon(language), document)
        none = _none(text, sentence, language, document)
        zeros = [zero for zero in none if not any(zero.span.overlaps(one.span) for one in numbers)]
        found.extend(sorted([*numbers, *zeros], key=lambda quantity: quantity.span))
    return tuple(together(text, found, places))


def hedge_class(hedge: str) -> str | None:
    """What a hedge does: 'at_least', 'more', 'at_most', 'less', 'nearly' or 'about'; None for 'dozens' and other words."""
    for language in ("en", "ru"):
        words = lexicon(language)
        for name, pattern in words.hedges:
            if pattern.match(f"{hedge} "):
                return name
        for name, pattern in words.hedges_after:
            if pattern.match(f" {hedge}"):
                return name
    return None


def _none(text: str, sentence: Span, language: str, document: str) -> Iterator[Quantity]:
    for one in nothing(text, sentence, language):
        place = f"{one.span.start}-{one.span.end}"
        yield Quantity(
            id=content_id("quantity", document, place),
            span=one.span,
            low=0.0,
            high=0.0,
            counts=one.counts,
            scope=one.scope,
            sentence=sentence,
        )


def _in_sentence(text: str, sentence: Span, words: Lexicon, document: str) -> list[Quantity]:
    found = tokens(text, sentence)
    starts = [t.start for t in found]
    numbers = numerals(text, sentence, found, words)
    places = [bisect_left(starts, n.span.start) for n in numbers] + [len(found)]
    out: list[Quantity] = []
    for index, numeral in enumerate(numbers):
        told = _hedged(text, sentence, numeral, words)
        after = bisect_left(starts, told.end)
        reading = read_unit(text, numeral._replace(span=Span(numeral.span.start, told.end)), words)
        if reading is None:
            reading = read_count(found, bisect_left(starts, told.start), after, places[index + 1], words)
        if _is_no_figure(text, found[after].words if after < len(found) else "", numeral, reading):
            continue
        span = Span(told.start, max(told.end, reading.end))
        made = Quantity(
            id=content_id("quantity", document, f"{span.start}-{span.end}"),
            span=span,
            low=told.low,
            high=told.high,
            counts=reading.counts,
            unit=reading.unit,
            hedge=told.hedge,
            scope=reading.scope,
            sentence=sentence,
        )
        out.append(as_before(text, made, out, words))
    return out


class _Hedged(NamedTuple):
    """A number with its hedge: the range as the hedge widens it, and where the words begin and end."""

    hedge: Span | None
    low: float | None
    high: float | None
    start: int
    end: int


def _hedged(text: str, sentence: Span, numeral: Numeral, words: Lexicon) -> _Hedged:
    place = numeral.span
    before = text[max(sentence.start, place.start - BEFORE) : place.start]
    found = [
        (match, name)
        for name, pattern in words.hedges
        if name != "only" and (match := pattern.search(before)) and not _is_preposition(before, match, words)
    ]
    if found:
        match, name = min(found, key=lambda pair: pair[0].start())  # 'not more than' holds 'more than'
        start = place.start - len(before) + match.start()
        hedge = Span(start, start + len(match.group().rstrip()))
        return _Hedged(hedge, *_widened(name, numeral.low, numeral.high), start, place.end)
    after = text[place.end : min(sentence.end, place.end + BEFORE)]
    for name, pattern in words.hedges_after:
        if match := pattern.match(after):
            start = place.end + len(match.group()) - len(match.group().lstrip())
            end = place.end + match.end()
            return _Hedged(Span(start, end), *_widened(name, numeral.low, numeral.high), place.start, end)
    return _Hedged(place if numeral.vague else None, numeral.low, numeral.high, place.start, place.end)


def _is_preposition(before: str, match: re.Match[str], words: Lexicon) -> bool:
    """'about' that tells of what is spoken: 'told about nine dead', 'asked him about 12 wounded', 'about the ten'; and
    'over' that goes with a verb: 'ran over two soldiers'."""
    hedge = match.group().split()
    ahead = re.findall(r"[^\W\d_]+", before[: match.start()].lower())
    if hedge[0].lower() == "over":
        return bool(ahead and ahead[-1] in words.grammar.get("over", ()))
    if hedge[0].lower() != "about":
        return False
    if ahead and ahead[-1] in words.grammar.get("asked", ()):
        ahead.pop()
    return len(hedge) > 1 or bool(ahead and ahead[-1] in words.grammar.get("about", ()))


def _widened(name: str, low: float, high: float | None) -> tuple[float | None, float | None]:
    reach = max(1.0, ABOUT * low)
    if name in ("at_least", "more"):
        return low, None
    if name in ("at_most", "less"):
        return None, high
    if name == "nearly":
        return max(0.0, low - reach), high
    return max(0.0, low - reach), None if high is None else high + max(1.0, ABOUT * high)


def _is_no_figure(text: str, following: str, numeral: Numeral, reading: Reading) -> bool:
    """'one' that is a pronoun ('one of them', 'one says'), not a count."""
    if numeral.span.of(text).lower() not in ONES:
        return False
    untold = reading.counts is Counted.OTHER or (reading.scope is None and reading.unit is None)
    return untold or following in ("of", "day", "из")
