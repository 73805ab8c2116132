"""Which values of a series are at odds: same scope, same time, no number in common; or a part above its total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain, combinations, product
from typing import NamedTuple

from sayso.figures.around import are_apart, given_up, is_added, is_converted, is_some_of, where
from sayso.figures.following import following, is_bare_end, tolls
from sayso.figures.join import joined
from sayso.figures.one_thing import MEASURED
from sayso.figures.scope import TOTAL, scope_of
from sayso.ids import content_id
from sayso.quantities import quantities
from sayso.records import Clash, Conflict, Counted, Figure, Member, Series, Side
from sayso.shared_words import LETTERS, STEM, SharedWords

GROWING = frozenset(
    (
        Counted.DEATHS,
        Counted.INJURED,
        Counted.ARRESTED,
        Counted.MISSING,
        Counted.HOSTAGES,
        Counted.DISPLACED,
    )
)
"""Counts that rise while they are made: a later and higher one replaces an earlier one."""
SURE, LESS_SURE = 0.8, 0.6
"""Scores: of figures with known times, and without. Not calibrated: too few marked ones to do so."""
ROUNDED = 0.02
"""How far two sums of money or two shares may be apart and still be one that is rounded, as a share of the larger."""
FAR_SUMS, FAR_COUNTS = 3.0, 20.0
"""How many times the one of two sums, or of two counts of what does not grow, may be the other and be of one thing: counts
of a crowd by its friends and by the police differ by ten times and more, prices of a thing seldom by three."""
LEAST, LEAST_OF_ONE_DAY = 0.25, 0.05
"""Likeness of two sentences from which their figures are held against each other; counts of one day need less."""

BODY = 4
"""Letters of a word that may name a body, at least."""


def clashes(found: Sequence[Series]) -> tuple[Conflict, ...]:
    """The Conflicts in all series of a pile: values at odds as sides; those that were only superseded apart."""
    sentences = sorted({f.sentence for one in found for f in one.figures})
    words = SharedWords(sentences, LETTERS)
    place = {sentence: number for number, sentence in enumerate(sentences)}
    out = []
    several = _several(found)
    placed = _placed([f for one in found for f in one.figures], place)
    for one in found:
        comparable = _first_told([f for f in one.figures if (f.sentence, f.quantity.unit) not in several])
        against = chain(_held(comparable, words, place, placed), _counted_on(comparable))
        held = _agreed(comparable, _of_one_thing(comparable, against))
        for kind in (Clash.FIGURE, Clash.SUPERSEDED):
            those = [quarrel for quarrel in held if quarrel.kind is kind]
            out += [_conflict(kind, comparable, group) for group in _connected(comparable, those)]
    return tuple(out)


def _first_told(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, each with the first day that its sentence has: what is copied on a later day was not counted then."""
    days: dict[str, str] = {}
    for figure in figures:
        if figure.day is not None:
            days[figure.sentence] = min(figure.day, days.get(figure.sentence, figure.day))
    return [replace(f, day=days[f.sentence]) if f.day is not None else f for f in figures]


def _several(found: Sequence[Series]) -> frozenset[tuple[str, str | None]]:
    """Sentences with several sums of money in one unit, or several shares: these are of several things, and nobody can tell
    which of them another sentence disputes."""
    values: dict[tuple[str, str | None], set[tuple[float | None, float | None]]] = {}
    for sentence in {f.sentence for one in found if one.counts in MEASURED for f in one.figures}:
        for quantity in quantities(sentence):
            if quantity.counts in MEASURED:
                values.setdefault((sentence, quantity.unit), set()).add((quantity.low, quantity.high))
    return frozenset(key for key, those in values.items() if len(those) > 1)


Value = tuple[float | None, float | None, str]
Sort = tuple[str | None, float | None, float | None, str, bool, bool, str | None]


class Quarrel(NamedTuple):
    """Figures of two sentences of which those of one value clash with those of another; places in their series."""

    kind: Clash
    pair: tuple[int, int]
    members: frozenset[int]


def _held(
    figures: Sequence[Figure], words: SharedWords, place: Mapping[str, int], placed: AbstractSet[tuple[int, int]]
) -> Iterator[Quarrel]:
    """What is held against one another: figures whose sentences share words, all of one sort in a sentence at once."""
    sorts: dict[int, dict[Sort, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, figure in enumerate(figures):
        sorts[place[figure.sentence]][_sort(figure)].append(number)
    here = sorted(pair for pair in placed if sorts.keys() >= {*pair})
    near = dict.fromkeys(chain(words.pairs(list(sorts), LEAST_OF_ONE_DAY), here))
    for one, other in chain(((p, p) for p in sorts), near):
        likeness = words.likeness(one, other)
        held = combinations(sorts[one].values(), 2) if one == other else product(sorts[one].values(), sorts[other].values())
        for those, others in held:
            first, second = figures[min(those[0], others[0])], figures[max(those[0], others[0])]
            enough = (one, other) in placed or likeness >= LEAST_OF_ONE_DAY
            if enough if _same_day(first, second) else likeness >= LEAST:
                verdict = _verdict(first, second)
                if verdict is not None and (pairs := list(_across(figures, those, others))):
                    yield Quarrel(verdict[0], min(pairs), frozenset(number for pair in pairs for number in pair))


def _counted_on(figures: Sequence[Figure]) -> Iterator[Quarrel]:
    """What one body, by a word of its name, counted on one day and put higher on a later one, however few words the two
    sentences share: the ministry's 41 injured, and its 88."""
    told: dict[str, dict[Sort, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, figure in enumerate(figures):
        for word in _body(figure) if figure.day else ():
            told[word][_sort(figure)].append(number)
    for sorts in told.values():
        for those, others in combinations(sorts.values(), 2):
            pair = min(those[0], others[0]), max(those[0], others[0])
            verdict = _verdict(*(figures[number] for number in pair))
            if verdict is not None and verdict[0] is Clash.SUPERSEDED:
                yield Quarrel(Clash.SUPERSEDED, pair, frozenset((*those, *others)))


def _body(figure: Figure) -> set[str]:
    """The telling words of who states a figure, by their beginnings."""
    return {word[:STEM] for word in LETTERS.findall(" ".join(figure.source).casefold()) if len(word) >= BODY}


def _placed(figures: Sequence[Figure], place: Mapping[str, int]) -> frozenset[tuple[int, int]]:
    """Places of sentences that count one thing by where they stand, however few words they share: a sentence that ends with
    a bare count ('The ministry acknowledges 14.') and the one before it, and two tolls of a Document. Lower places
    first."""
    bare = {f.quantity.id for f in figures if is_bare_end(f)}
    of = {f.quantity.id: place[f.sentence] for f in figures}
    pairs = [*(pair for pair in following(figures) if pair[1] in bare), *tolls(figures)]
    ordered = {(min(of[one], of[other]), max(of[one], of[other])) for one, other in pairs}
    return frozenset((one, other) for one, other in ordered if one != other)


def _of_one_thing(figures: Sequence[Figure], quarrels: Iterable[Quarrel]) -> list[Quarrel]:
    """Without the clashes of two values that one account somewhere states side by side ('seven of the girls', and further
    down '28 girls went on the trip'): it counts two things, and so does who tells one of them alone."""
    accounts: dict[tuple[str, str | None], set[Value]] = defaultdict(set)
    for figure in figures:
        accounts[figure.member.document, figure.member.attribution].add(_value(figure))
    together = {frozenset(pair) for values in accounts.values() for pair in combinations(values, 2)}
    return [
        quarrel
        for quarrel in quarrels
        if quarrel.kind is not Clash.FIGURE or frozenset(_value(figures[n]) for n in quarrel.pair) not in together
    ]


def _agreed(figures: Sequence[Figure], quarrels: Sequence[Quarrel]) -> list[Quarrel]:
    """Two values that clash anywhere are not superseded elsewhere: what has no date goes with the clash, what a later
    count replaced is left out."""

    def values(quarrel: Quarrel) -> frozenset[Value]:
        return frozenset(_value(figures[number]) for number in quarrel.pair)

    at_odds = {values(quarrel) for quarrel in quarrels if quarrel.kind is Clash.FIGURE}
    out = []
    for quarrel in quarrels:
        if quarrel.kind is Clash.FIGURE or values(quarrel) not in at_odds:
            out.append(quarrel)
        elif not _dated(*(figures[number] for number in quarrel.pair)):
            out.append(quarrel._replace(kind=Clash.FIGURE))
    return out


def _sort(figure: Figure) -> Sort:
    """What a verdict depends on."""
    return figure.day, *_value(figure), _is_part(figure), is_added(figure), where(figure)


def _across(figures: Sequence[Figure], those: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    """For each figure of two sorts the first one of the other sort that another account states, as a pair in order."""
    for here, there in ((those, others), (others, those)):
        for one in here:
            other = next((o for o in there if not _is_one_account(figures[one], figures[o])), None)
            if other is not None:
                yield min(one, other), max(one, other)


def _is_one_account(one: Figure, other: Figure) -> bool:
    """Whether one account states both: it does not contradict itself, it counts two things. That is one source in one
    Document, and one sentence wherever it is copied to, but where the sentence itself names two sources ('three, says the
    ministry; nine, say the doctors')."""
    is_one_document = one.member.document == other.member.document
    if one.sentence == other.sentence:
        return not (is_one_document and _names_two_sources(one, other))
    return is_one_document and one.member.attribution == other.member.attribution


def _names_two_sources(one: Figure, other: Figure) -> bool:
    """Whether two figures of a sentence have a source each, and neither stands in what the other's source says."""
    apart = not any(
        span.holds(figure.quantity.span)
        for member, figure in ((one.member, other), (other.member, one))
        for span in member.content
    )
    return apart and bool(one.source and other.source) and set(one.source).isdisjoint(other.source)


def _verdict(one: Figure, other: Figure) -> tuple[Clash, str] | None:
    """How two figures of one series clash, and why; None where both may hold. `one` is no later than `other`."""
    verdict = _at_odds(one, other)
    return None if verdict is None or _are_of_two_things(one, other) else verdict


def _at_odds(one: Figure, other: Figure) -> tuple[Clash, str] | None:
    """What their values, days and scopes say. Of what does not grow (a crowd, troops, a price) a later and higher figure
    replaces none, and may be as right on its day as the earlier one on its own: nothing is told of the two."""
    a, b = scope_of(one.scope), scope_of(other.scope)
    told = f"'{_words(one)}' against '{_words(other)}'"
    if a != b:
        part, total = (one, other) if b == TOTAL else (other, one)
        if TOTAL in (a, b) and _is_above(part, total) and _same_day(one, other) and not _is_part(total):
            return Clash.FIGURE, f"{told}: a part cannot be above the total"
        return None
    if _is_part(one) != _is_part(other) or not (_is_above(one, other) or _is_above(other, one)) or _is_rounded(one, other):
        return None
    if one.quantity.counts not in GROWING:
        if _are_far(one, other):
            return None
        moved = _dated(one, other) and not _same_day(one, other) and _is_above(other, one)
        return None if moved else (Clash.FIGURE, told)
    if _same_day(one, other):
        return Clash.FIGURE, told
    if not _dated(one, other):
        return Clash.SUPERSEDED, f"{told}: one may have replaced the other; no dates tell which is later"
    if _is_above(other, one):
        return Clash.SUPERSEDED, f"{told}: a later count may have replaced an earlier one"
    return Clash.FIGURE, f"{told}: the later one is lower"


def _are_of_two_things(one: Figure, other: Figure) -> bool:
    """Whether nothing can be at odds: one adds to another count, both tell a place and not the same, or who states the one
    gives the other up ('one in four, not better than even')."""
    if any(is_added(f) or is_converted(f) for f in (one, other)) or are_apart(where(one), where(other)):
        return True
    return any((b.quantity.low, b.quantity.high) in given_up(a.sentence) for a, b in ((one, other), (other, one)))


def _words(figure: Figure) -> str:
    return " ".join(figure.words.split())


def _is_part(figure: Figure) -> bool:
    """Whether it is of a whole that may be larger: 'two of them', and 'four of the guards', but that 'four of the guards
    were killed' tells all who were."""
    return figure.quantity.part_of is not None or (figure.quantity.counts not in GROWING and is_some_of(figure))


def _same_day(one: Figure, other: Figure) -> bool:
    return one.day is not None and one.day == other.day


def _dated(one: Figure, other: Figure) -> bool:
    return one.day is not None and other.day is not None


def _is_above(one: Figure, other: Figure) -> bool:
    """Whether every value of `one` lies above every value of `other`."""
    low, high = one.quantity.low, other.quantity.high
    return low is not None and high is not None and low > high


def _is_rounded(one: Figure, other: Figure) -> bool:
    """Whether two sums or shares differ by no more than who rounds them: '$349' and '$350'."""
    values = [v for f in (one, other) for v in (f.quantity.low, f.quantity.high) if v is not None]
    return one.quantity.counts in MEASURED and max(values) - min(values) <= ROUNDED * max(values)


def _are_far(one: Figure, other: Figure) -> bool:
    """Whether two counts or sums are so far from one another that they are of two things: '400 followers' of a man who has
    50 million of them, $8 billion and $1.4 billion of a budget."""
    low, high = sorted((one, other), key=lambda f: f.quantity.low or 0.0)
    most = FAR_SUMS if one.quantity.counts in MEASURED else FAR_COUNTS
    return (high.quantity.low or 0.0) > most * max(low.quantity.high or 0.0, 1.0)


def _connected(figures: Sequence[Figure], quarrels: Sequence[Quarrel]) -> list[list[Quarrel]]:
    """Those that share a value go together: three counts of one crowd are one quarrel, in however many Documents."""
    values = [(_value(figures[q.pair[0]]), _value(figures[q.pair[1]])) for q in quarrels]
    groups = joined(dict.fromkeys(chain.from_iterable(values)), values)
    number = {value: n for n, group in enumerate(groups) for value in group}
    out: list[list[Quarrel]] = [[] for _ in groups]
    for quarrel, (value, _) in zip(quarrels, values, strict=True):
        out[number[value]].append(quarrel)
    return out


def _value(figure: Figure) -> Value:
    return figure.quantity.low, figure.quantity.high, scope_of(figure.scope)


def _conflict(kind: Clash, figures: Sequence[Figure], quarrels: Sequence[Quarrel]) -> Conflict:
    """Its sides are the values, those of most places first, superseded ones by day; the pair that stands for it is the
    first one of its kind in the series."""
    members = sorted({number for quarrel in quarrels for number in quarrel.members})
    if kind is Clash.SUPERSEDED:  # who else of the series states one of the values is on its side
        held = {_value(figures[n]) for n in members}
        members = sorted({*members, *(n for n, f in enumerate(figures) if f.day and _value(f) in held)})
    values: dict[Value, list[Figure]] = {}
    for figure in sorted((figures[n] for n in members), key=lambda f: (f.day or "", f.member.document, f.member.content)):
        values.setdefault(_value(figure), []).append(figure)
    ordered = values.values() if kind is Clash.SUPERSEDED else sorted(values.values(), key=lambda t: -len(t))
    sides = tuple(_side([f.member for f in those]) for those in ordered)
    pairs = sorted(quarrel.pair for quarrel in quarrels)
    told = [(pair, verdict) for pair in pairs if (verdict := _verdict(*(figures[n] for n in pair)))]
    pair, verdict = next(((p, v) for p, v in told if v[0] is kind), told[0])
    one, other = (figures[number] for number in pair)
    return Conflict(
        id=content_id("figures", kind, *sorted(figures[n].quantity.id for n in members)),
        kind=kind,
        sides=sides,
        pair=(one.member, other.member),
        why=verdict[1],
        score=SURE if _dated(one, other) else LESS_SURE,
    )


def _side(members: Sequence[Member]) -> Side:
    return Side(gist=members[0], claims=(), members=tuple(members))
