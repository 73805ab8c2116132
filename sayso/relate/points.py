"""The points on which two reported sentences differ, each with the words of both sides.

Precision goes before recall: a point is told only where the two plainly speak of one thing, by the share of words that they
have in common. The thresholds were set on the training pairs (not on dev), where each kind was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.records import Clash, Span
from sayso.relate.figures import figure_pairs, time_pairs, told
from sayso.relate.opposed import negations, opposites, other_acts
from sayso.relate.profile import Profile, Word, profile
from sayso.relate.reason import Reason
from sayso.relate.wording import aligned, held, stretch, swaps


class Bounds(NamedTuple):
    """How much two sentences must have in common before a point is told.

    `shared`: the share of the shorter one's words that the other has, for figures and dates. `negated`: the
    share of the words behind a negation that the other says without one. `denied`: the stems that a denial and what it
    denies share (two are enough where they are half of the shorter one). `alike`: the share of words in the same order
    from which names in the same place, and opposites, are told.
    """

    shared: float
    negated: float
    denied: int
    alike: float


STRICT = Bounds(shared=0.4, negated=0.8, denied=3, alike=0.7)
LOOSE = Bounds(shared=0.1, negated=0.5, denied=1, alike=0.4)
OPPOSED = {
    "life": Clash.DENIAL,
    "truth": Clash.DENIAL,
    **dict.fromkeys(("order", "north", "east", "side"), Clash.WHERE_WHEN),
}
LONGEST_CORE = 12
"""Words of what is denied that are quoted at most."""
PLAIN = ("untrue", "denies", "doubts", "rumours")


def clashes(a: str, b: str, *, known: bool = False) -> tuple[Reason, ...]:
    """The points, the strongest first. With `a` and `b` exchanged, the same points with their spans exchanged.

    `known`: that the two clash is known from elsewhere, and the question is on what: where nothing is told by the strict
    bounds, looser ones are tried. `Clash.SUPERSEDED` marks a count that a later one may have replaced: no conflict.
    """
    one, other = profile(a), profile(b)
    if not one.words or not other.words:
        return ()
    return _points(one, other, STRICT) or (_points(one, other, LOOSE) if known else ())


def _points(one: Profile, other: Profile, bounds: Bounds) -> tuple[Reason, ...]:
    shared = held(one.stems, other.stems)
    found = [*_denials(one, other, shared, bounds), *_swapped(one, other, bounds)]
    if shared >= bounds.shared:
        found += [*_figures(one, other, shared), *_dates(one, other, shared)]
    order = list(Clash)

    def rank(reason: Reason) -> tuple[object, ...]:
        quoted = sorted([(reason.a, reason.a.of(one.text)), (reason.b, reason.b.of(other.text))])
        return -reason.strength, order.index(reason.clash), quoted

    return tuple(sorted(found, key=rank))


def _reason(clash: Clash, spans: tuple[Span, Span], one: Profile, other: Profile, strength: float) -> Reason:
    a, b = spans
    return Reason(clash=clash, a=a, b=b, why=f"'{a.of(one.text)}' against '{b.of(other.text)}'", strength=strength)


def _figures(one: Profile, other: Profile, shared: float) -> Iterator[Reason]:
    for pair in figure_pairs(one, other):
        if pair.verdict != "same":
            kind = Clash.SUPERSEDED if pair.verdict == "superseded" else Clash.FIGURE
            why = f"'{told(pair.a, one)}' against '{told(pair.b, other)}'"
            yield Reason(clash=kind, a=pair.a.span, b=pair.b.span, why=why, strength=shared)


def _dates(one: Profile, other: Profile, shared: float) -> Iterator[Reason]:
    for x, y, same in time_pairs(one, other):
        if not same:
            yield _reason(Clash.WHERE_WHEN, (x.span, y.span), one, other, shared)


def _denials(one: Profile, other: Profile, shared: float, bounds: Bounds) -> Iterator[Reason]:
    """One side calls it untrue or denies it and the other puts it plainly; or negates what the other says."""
    together = len(one.stems & other.stems)
    one_thing = together >= bounds.denied or (together > 1 and shared >= 0.5)
    for x, y, turned in ((one, other, False), (other, one, True)):
        spans = None
        if not y.has(*PLAIN) and (cues := x.cues["untrue"] or x.cues["denies"]) and one_thing:
            spans, kind = (cues[0] if x.cues["untrue"] else _with_object(x, cues[0]), _core(y, x)), Clash.DENIAL
        elif not y.scopes and (best := max(negations(x, y), default=None)) and best[0] >= bounds.negated:
            doubted = any(cue == best[1] for cue in x.cues["doubts"])
            spans, kind = (_with_object(x, best[1]), _core(y, x)), Clash.CERTAINTY if doubted else Clash.DENIAL
        if spans:
            yield _reason(kind, spans[::-1] if turned else spans, one, other, shared)


def _with_object(sentence: Profile, cue: Span) -> Span:
    """A negation with the next three content words: 'not the wife of the leader'."""
    behind = [w for w in sentence.words if w.span.start >= cue.end and not w.stop][:3]
    return Span(cue.start, behind[-1].span.end) if behind else cue


def _core(sentence: Profile, other: Profile) -> Span:
    """The words of a sentence that hold most of what the other one says too, `LONGEST_CORE` at most, without others at
    their ends; its first words where the two share none."""
    words = sentence.words
    shared = [not w.stop and w.stem in other.stems for w in words]
    starts = range(max(1, len(words) - LONGEST_CORE + 1))
    start = max(starts, key=lambda n: (sum(shared[n : n + LONGEST_CORE]), -n))
    window = range(start, min(len(words), start + LONGEST_CORE))
    held_there = [n for n in window if shared[n]] or list(window)
    return stretch(words[held_there[0] : held_there[-1] + 1])


def _swapped(one: Profile, other: Profile, bounds: Bounds) -> Iterator[Reason]:
    alike = aligned(one, other)
    if alike < bounds.alike:
        return
    for name, here, there in opposites(one, other):
        yield _reason(OPPOSED.get(name, Clash.WHAT), (here, there), one, other, alike)
    if spans := other_acts(one, other):
        yield _reason(Clash.WHAT, spans, one, other, alike)
    for swap in swaps(one, other):
        named = all(any(w.name for w in side) for side in swap)
        if named and not {w.stem for w in swap.a} & {w.stem for w in swap.b}:
            are_places = _is_place(swap.a, one) and _is_place(swap.b, other)
            are_times = _is_time(swap.a, one) and _is_time(swap.b, other)
            kind = Clash.WHERE_WHEN if are_places or are_times else Clash.WHO
            yield _reason(kind, (stretch(swap.a), stretch(swap.b)), one, other, alike)


def _is_time(words: tuple[Word, ...], sentence: Profile) -> bool:
    """Whether a date is told by some of these words: 'Thursday' and 'November' are written as names are."""
    return any(time.span.overlaps(word.span) for time in sentence.times for word in words)


def _is_place(words: tuple[Word, ...], sentence: Profile) -> bool:
    """Whether names follow 'in', 'at', 'near', 'outside'."""
    return bool(
        re.search(r"\b(?:in|at|near|outside|inside|from|to|of)\s+(?:the\s+)?$", sentence.text[: words[0].span.start])
    )
