"""Whether one sentence says that it is not so what the other one says: denial read clause by clause.

What a sentence denies is its core: the words behind 'denied' or 'no truth', the clause of a 'not', what 'is false' is said
of. The other sentence disputes it where it puts most of the core plainly, in clauses that neither deny nor doubt. Words
that name one thing ('truce', 'cease-fire') count as one. It reads English; of other languages it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sayso.records import Clash, Span
from sayso.relate.lexicon import lexicon
from sayso.relate.profile import Profile, Word, profile, stem
from sayso.relate.reason import Reason

HELD = 0.7
"""The share of a core's words that the other sentence has to put plainly."""
LEAST = 2
"""Words of a core, and words that both share, at least; one of them is no name."""
FEWEST = {"refutes": 3, "unsure": 3, "unconfirmed": 3, "untrue": 3, "negates": 4}
"""Words that both have at least, by how it is denied; one fewer where a name is among them."""
DOUBTS = ("unsure", "unconfirmed")
FORWARD = ("refutes", "unsure", "unconfirmed")
"""Cues that deny what stands behind them; the others deny their clause."""
QUOTED = 4
"""Words beside a cue that are quoted with it at most."""
LONGEST = 14
"""Words of a core at most: what is longer denies no one thing."""
SPREAD = 4
"""Words of the other sentence, for each that the core and it share, in which all of these have to stand."""
CUES = tuple(f"denial.{kind}" for kind in (*FEWEST, "rejects", "idle"))
WHOLE = ("refutes", "untrue", "unsure", "unconfirmed")
"""Cues that take back a whole sentence."""
KEPT = 4096

_BREAK = re.compile(
    r"[;:—–()]|,(?=\s)|\.\s|\s-\s|\b(?:but|although|though|while|whereas|despite|because|unless|if|whether)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\b(?!\w*[.?!])")
_SHORTENED = re.compile(r"n['’]t\b", re.IGNORECASE)
"""'don't' is read as 'don' and 't'; 'won' of 'won't' is nobody's victory."""
_BY = re.compile(r"\s+by\b")
_BECAUSE = re.compile(r"because\b|due to\b|owing to\b|thanks to\b", re.IGNORECASE)
"""What is not so for a reason may be so for another: 'he has not played because of his back'."""
_THIS = re.compile(
    r"\W*(?:that\s+)?(?:this\s+\w+s\b|(?:this|these|those)\s+(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\b)",
    re.IGNORECASE,
)
"""Words whose subject stands in another clause: of what 'no sign that this grows here' denies it, they do not tell."""
_NOBODY = re.compile(r"\bthere(?:['’]s| is| are| was| were)\s+no\b", re.IGNORECASE)
_STORY = re.compile(
    r"\s+(?:news\s+)?(?:report|story|article|claim|rumou?r|post|site|website|account|page|statement|testimony|information)s?\b"
    r"(?!\s+(?:that|which|claim|say|stat|suggest|alleg|of|about|on|regarding|purport|is|was|are|were)|['’])",
    re.IGNORECASE,
)
"""'The false report comes from a site': that it comes from there is so."""
_WHO = re.compile(r"(?P<whom>\w+)(?:\s+(?:from|of|in|at)\s+\w+)?,?\s+who\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_NO_MORE = re.compile(r"[\W_]*\Z")
REJECTED = 4
"""Words behind 'rejected' in which what is rejected is called a claim."""
_BEEN = re.compile(r"\b(?:been|was|were|is|are|be|being)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:whether|if|unless)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:there|then)\b(?!\s+(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might)\b)"
    r"|\b(?:more|others|rest|ones|those)\s+(?:that|who|which|of|will|would|did|do|are|were|have|had|may)\b",
    re.IGNORECASE,
)
"""A place, a time or a number of others that was told before: what is denied of it is not denied of any other."""


class Core(NamedTuple):
    """What a sentence says is not so: its words (as senses), which of them are names, and of a 'not' the `first` word that
    it negates, and of whom it is told where that is in a relative clause (`whose`: 'a farmer who never went to school');
    `kind` is the class of its cue, `quote` the cue with the words that are denied next to it."""

    quote: Span
    words: frozenset[str]
    names: frozenset[str]
    first: frozenset[str]
    whose: frozenset[str]
    kind: str


def disputed(a: str, b: str) -> Reason | None:
    """The plainest point on which one says that the other's is not so; None where there is none. `strength`: the share of
    the core that the other has."""
    one, other = profile(a), profile(b)
    found = [*_against(one, other, turned=False), *_against(other, one, turned=True)]
    return max(found, key=lambda r: (r.strength, sorted([(r.a.of(a), r.a), (r.b.of(b), r.b)])), default=None)


def denied(text: str) -> tuple[frozenset[str], ...]:
    """The senses of each thing that a sentence denies or doubts."""
    return tuple(core.words for core in _cores(text) if len(core.words) <= LONGEST)


def put(text: str) -> frozenset[str]:
    """The senses that a sentence puts plainly."""
    read = senses(text)
    return frozenset().union(*(read[place] for place in _plain(text)))


def touches(text: str, other: str) -> bool:
    """Whether some of what a sentence denies or doubts, be it little, is put plainly by the other one. Of what it says that
    there is none, and where its doubt is in no word of this lexicon ('downplayed'), all of it tells."""
    plain = put(other)
    if _NOBODY.search(text) or not any(name in _found(one) for one in (text, other) for name in CUES):
        return bool(matter(told(text) & plain, names_of(text) | names_of(other)))
    return any(matter(core.words & plain, core.names | names_of(other)) for core in _cores(text))


def _against(one: Profile, other: Profile, *, turned: bool) -> Iterator[Reason]:
    """Cores of `one` that `other` puts plainly."""
    plain = put(other.text)
    for core in _cores(one.text):
        shared = core.words & plain
        names = core.names | names_of(other.text)
        if (
            len(core.words) > LONGEST
            or len(shared) < _least(core, shared, one.text, other.text)
            or len(shared) < HELD * len(core.words)
            or not matter(shared, names)
        ):
            continue
        if (core.first and not core.first & shared) or (core.whose and not core.whose & plain):
            continue
        if any(len(matter(core.words & own.words, names)) >= LEAST for own in _cores(other.text)):
            continue  # both deny it: 'people allege that we built a door, but we have none'
        if core.kind in DOUBTS and not _is_doubted(core, shared, other.text):
            continue
        if there := _together(other.text, shared):
            spans = (there, core.quote) if turned else (core.quote, there)
            texts = (other.text, one.text) if turned else (one.text, other.text)
            quotes = [span.of(text) for span, text in zip(spans, texts, strict=True)]
            yield Reason(
                clash=Clash.CERTAINTY if core.kind in DOUBTS else Clash.DENIAL,
                a=spans[0],
                b=spans[1],
                why=f"'{quotes[0]}' against '{quotes[1]}'",
                strength=len(shared) / len(core.words),
                unconfirmed=core.kind == "unconfirmed",
            )


def _least(core: Core, shared: frozenset[str], text: str, other: str) -> int:
    """How many words both have at least: fewer where a name is among them, and where all of it is shared and the sentence
    says nothing else or each of the words has others that name the same. Two words without a name ('part of the video')
    tell of too many things, unless each has others that name the same and is only doubted, or the other says no more."""
    are_senses = all(word.startswith("alike.") for word in core.words)
    is_one = are_senses if core.kind == "unsure" else bool(shared & core.names)
    is_one = is_one or len(shared) > LEAST or shared == told(other)
    if shared == core.words and is_one and (are_senses or core.words == told(text)):
        return LEAST
    return FEWEST[core.kind] - bool(core.kind != "unsure" and shared & core.names)


def _is_doubted(core: Core, shared: frozenset[str], other: str) -> bool:
    """Whether all that is doubted is said by the other without a hedge; 'not confirmed' clashes only with 'confirmed'."""
    known = core.kind == "unsure" or bool(_cues(other, "sure"))
    return known and shared == core.words and not _cues(other, "hedged")


def _together(text: str, wanted: frozenset[str]) -> Span | None:
    """The shortest stretch that puts all these senses plainly; None where it takes more than SPREAD words for each. 'Okeke'
    of 'Okeke's aide' is nobody of whom the rest is said."""
    read, words = senses(text), profile(text).words
    order = sorted(read)
    owners = {p for p, n in pairwise(order) if not read[n] & wanted and _POSSESSIVE.match(text, words[p].span.end)}
    best: tuple[int, int] | None = None
    last: dict[str, int] = {}
    for place in (p for p in order if p in _plain(text) and p not in owners):
        last.update(dict.fromkeys(read[place] & wanted, place))
        if len(last) == len(wanted) and (best is None or place - min(last.values()) < best[1] - best[0]):
            best = min(last.values()), place
    if best is None or best[1] - best[0] >= SPREAD * len(wanted):
        return None
    return Span(words[best[0]].span.start, words[best[1]].span.end)


@lru_cache(maxsize=KEPT)
def senses(text: str) -> dict[int, frozenset[str]]:
    """The senses of each word that tells something, by its place among the profile's words: one, or two of a word such as
    'foreign-backed'."""
    read, telling = profile(text), lexicon().telling
    found = _found(text)
    groups = [(span, name) for name, spans in found.items() if name.startswith("alike.") for span in spans]
    out = {}
    for place, word in enumerate(read.words):
        named = frozenset(name for span, name in groups if span.holds(word.span))
        if named:
            out[place] = named
        elif _SHORTENED.match(text, word.span.end - 1):
            continue
        elif not word.stop and word.stem not in telling and word.span.of(text).lower() not in telling:
            out[place] = frozenset((word.stem,))
    return out


def negates(text: str) -> bool:
    """Whether a word of a sentence negates something, be it what another sentence says or not."""
    return bool(_found(text).get("denial.negates"))


def calls_untrue(text: str) -> bool:
    """Whether a sentence calls something false, a hoax or the like."""
    return bool(_cues(text, "untrue"))


def names_of(text: str) -> frozenset[str]:
    """The senses of a sentence that stand in it as names."""
    words = profile(text).words
    return frozenset().union(*(found for place, found in senses(text).items() if words[place].name))


def matter(senses: frozenset[str], names: frozenset[str]) -> frozenset[str]:
    """Those that tell of what is said, not of whom: no names, no nouns of bodies ('department'), no ages and years."""
    return frozenset(sense for sense in senses - names - _bodies() if not sense[:1].isdigit())


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon().bodies)


def classes(text: str, kind: str) -> frozenset[str]:
    """The classes of this kind ('deeds', 'tied') that a sentence has words of."""
    return frozenset(name for name in _found(text) if name.startswith(f"{kind}."))


def told(text: str) -> frozenset[str]:
    """All senses of a sentence."""
    return frozenset().union(*senses(text).values())


def _clauses(text: str) -> list[Span]:
    bounds = [0, *(m.start() for m in _BREAK.finditer(text)), len(text)]
    return [Span(s, e) for s, e in pairwise(bounds) if s < e]


@lru_cache(maxsize=KEPT)
def _found(text: str) -> dict[str, tuple[Span, ...]]:
    return lexicon().find(text)


@lru_cache(maxsize=KEPT)
def _cues(text: str, kind: str) -> tuple[Span, ...]:
    found = _found(text)
    idle = found.get("denial.idle", ())
    cues = (*found.get(f"denial.{kind}", ()), *(_rejected(text) if kind == "refutes" else ()))
    return tuple(cue for cue in sorted(cues) if not any(one.holds(cue) for one in idle))


def _rejected(text: str) -> Iterator[Span]:
    """'Rejected' before a claim: who rejects an offer does not say that something is not so."""
    found = _found(text)
    claimed = found.get("denial.claimed", ())
    for cue in found.get("denial.rejects", ()):
        behind = [word.span for word in profile(text).words if word.span.start >= cue.end][:REJECTED]
        if any(word.overlaps(one) for word in behind for one in claimed):
            yield cue


@lru_cache(maxsize=KEPT)
def _cores(text: str) -> tuple[Core, ...]:
    out: list[Core] = []
    taken: list[Span] = []
    for kind in FEWEST:
        for cue in _cues(text, kind):
            if not any(cue.overlaps(other) for other in taken):
                taken.append(cue)
                out += _core(text, kind, cue)
    return tuple(out)


def _core(text: str, kind: str, cue: Span) -> Iterator[Core]:
    """What the cue denies: the words behind it in its clause, or all words of its clause. None where these are too few."""
    words, sense = profile(text).words, senses(text)
    clause = next(c for c in _clauses(text) if c.start <= cue.start < c.end)
    inside = [p for p in sense if clause.holds(words[p].span) and not cue.overlaps(words[p].span)]
    behind = [p for p in inside if words[p].span.start >= cue.end]
    if kind in FORWARD:
        is_passive = _BY.match(text, cue.end) or (not behind and _BEEN.search(text[: cue.start]))
        inside = [p for p in inside if p not in behind] if is_passive else behind
    found = frozenset().union(*(sense[p] for p in inside))
    if len(found) >= LEAST and not _is_open(text, kind, cue, clause):
        beside = [words[p].span for p in (behind[:QUOTED] or inside[-QUOTED:])]
        quote = Span(min(cue.start, beside[0].start), max(cue.end, beside[-1].end))
        names = frozenset().union(*(sense[p] for p in inside if words[p].name))
        first = sense[behind[0]] if kind == "negates" and behind else frozenset()
        yield Core(quote=quote, words=found, names=names, first=first, whose=_whose(text, cue), kind=kind)


def _whose(text: str, cue: Span) -> frozenset[str]:
    """The senses of whom a 'not' in a relative clause is told of; empty elsewhere."""
    found = _WHO.search(text[: cue.start])
    if found is None:
        return frozenset()
    words, span = profile(text).words, Span(found.start("whom"), found.end("whom"))
    return frozenset().union(*(sense for place, sense in senses(text).items() if span.holds(words[place].span)))


def _is_open(text: str, kind: str, cue: Span, clause: Span) -> bool:
    """Whether what a clause denies is not told by its own words: it speaks of a place or a thing told before, of a story
    whose content it does not tell, is a condition ('if it is not on your wrist'), or denies a reason."""
    words = clause.of(text)
    if _ELSEWHERE.search(words) or _THIS.match(text, cue.end) or _OPEN.match(words.lstrip(" ,\"'“‘")):
        return True
    if kind == "untrue" and _STORY.match(text, cue.end):
        return True
    if kind == "negates" and _NO_MORE.match(text[cue.end : clause.end]) is None and not _says_what(text, cue, clause):
        return True
    return kind == "negates" and bool(_BECAUSE.search(text, cue.end, clause.end) or _BECAUSE.match(text, clause.end))


def _says_what(text: str, cue: Span, clause: Span) -> bool:
    """Whether a word that tells something follows a 'not' in its clause, or 'no' is said of what follows: 'is not about
    you' negates nothing that another could put."""
    behind = Span(cue.end, clause.end)
    words = profile(text).words
    return any(behind.holds(words[place].span) for place in senses(text))


@lru_cache(maxsize=KEPT)
def _plain(text: str) -> frozenset[int]:
    """The places of the words that a sentence puts plainly: none of a question, nor of a clause that denies, doubts or
    leaves open; none at all where the whole is called untrue or denied."""
    if text.rstrip(" \n\"'”’»)").endswith("?") or any(_cues(text, kind) for kind in WHOLE):
        return frozenset()
    read = profile(text)
    found = _found(text)  # idle negations too: 'may not' puts nothing plainly
    against = [cue for kind in ("negates", "wished", "ends") for cue in found.get(f"denial.{kind}", ())]
    clauses = [
        clause
        for clause in _clauses(text)
        if not any(clause.start <= cue.start < clause.end for cue in against) and not _OPEN.match(clause.of(text))
    ]
    words = read.words
    return frozenset(
        p for p in senses(text) if not _is_tag(text, words[p]) and any(clause.holds(words[p].span) for clause in clauses)
    )


def _is_tag(text: str, word: Word) -> bool:
    """Whether a word only tags what is said ('#hairgate'); a name that is tagged ('#Iraq') is a name."""
    return text[: word.span.start].endswith("#") and text[word.span.start].islower()
