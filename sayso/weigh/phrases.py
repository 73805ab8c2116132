"""Wordings in a sentence: those of a Phrase, and those that refute what stands beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from sayso.claims import is_negated
from sayso.matrix import Bearing, Phrase
from sayso.records import Span

WITHIN = 18
"""Words from the first of a phrase's words to the last, at most: what stands farther apart is another clause's."""
LEAD = 3
"""Words before a phrase in which a negation makes it doubtful."""
GAP = 4
"""Words that '...' in a wording stands for, at most."""
MOST_PLACES = 6
"""Places of one group that are looked at, so that no sentence costs more than a few thousand steps."""

NEAR = 6
"""Words before a name in which 'of' or 'to' makes it somebody else's: titles and first names stand between."""

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]*")
_SUBJECT = re.compile(
    r"(?:(?:The|A|An) )?(?!(?:The|A|An)\b)(?P<name>[A-ZÀ-ÖØ-Þ][\w-]*(?: (?:al-|el-)?[A-ZÀ-ÖØ-Þ][\w-]*)*)(?!['’\w-])"
)
_WHETHER = re.compile(r"(?:\W*\w+){0,2}?\W*\b(?:whether|if)\b", re.IGNORECASE)


def told_by(phrase: Phrase, sentence: str) -> str | None:
    """The words of the sentence that meet the phrase, in order, as a reason; None where it is not met.

    A phrase that speaks for a Hypothesis is not met under a negation, nor where the sentence calls something untrue:
    whether that is what the phrase tells of, only a reader can tell. A wording may hold its own negation ('no coup'), and
    one that speaks against does.
    """
    begun = _beginnings(sentence)
    if any(begun.isdisjoint(_openings(group)) for group in phrase.groups):
        return None
    if phrase.unless and _pattern(phrase.unless).search(sentence):
        return None
    if phrase.bearing is Bearing.FOR and refuted(sentence) is not None:
        return None
    places = [[Span(*m.span()) for m in _pattern(group).finditer(sentence)][:MOST_PLACES] for group in phrase.groups]
    if not all(places):
        return None
    best = min(product(*places), key=lambda spans: (_stretch(spans), spans))
    stretch = Span(*_stretch(best)[1:])
    if len(_WORD.findall(stretch.of(sentence))) > WITHIN:
        return None
    own = is_negated(" ".join(span.of(sentence) for span in best))
    if phrase.bearing is Bearing.FOR and not own and is_negated(_with_lead(stretch, sentence)):
        return None
    kept = [span for span in sorted(set(best)) if not any(o != span and o.holds(span) for o in best)]
    return " + ".join(f"'{span.of(sentence)}'" for span in kept)


def refuted(sentence: str) -> str | None:
    """The words by which the sentence calls what it tells of untrue; None where it does not."""
    found = _pattern(_lexicon()["refuting"]).search(sentence)
    return found[0] if found else None


def terms(text: str) -> frozenset[str]:
    """The beginnings of its words, small words aside: what a sentence must share with a Hypothesis to be looked at."""
    small = _small()
    return frozenset(w[:5] for w in _WORD.findall(text.casefold()) if len(w) > 2 and w not in small)


def puts_forward(words: str) -> bool:
    """Whether something is said to be so: a question, and what begins with 'whether', says nothing."""
    return not words.rstrip("\"'”’)» ").endswith("?") and not _WHETHER.match(words)


def said_of(hypothesis: str, words: str) -> float:
    """The share (of 1) of a Hypothesis's words, names aside, that the sentence has too; 1 where it has none but names."""
    subject = _SUBJECT.match(hypothesis)
    # one word with a capital at the very beginning may be no name
    rest = hypothesis[subject.end() :] if subject and " " in subject["name"] else hypothesis[:1].casefold() + hypothesis[1:]
    plain = terms(_NAME.sub(" ", rest))
    return len(plain & terms(words)) / len(plain) if plain else 1.0


def is_of_another(hypothesis: str, words: str) -> bool:
    """Whether a Hypothesis begins with a name and the sentence has that name only as somebody else's: 'an aide to X',
    'the wife of the leader X', 'X's brother'."""
    subject = _SUBJECT.match(hypothesis)
    if subject is None:
        return False
    last = re.escape(re.split(r"[ -]", subject["name"])[-1])
    places = [Span(*m.span()) for m in re.finditer(rf"(?<!\w){last}(?!\w)", words)]
    befores = [words[earlier : place.start] for earlier, place in zip([0, *(p.end for p in places)], places, strict=False)]
    return bool(places) and all(map(_is_owner, befores, (words[place.end :] for place in places)))


def _is_owner(before: str, behind: str) -> bool:
    """Whether a name between these words is only whose something is."""
    near = {word.casefold() for word in _WORD.findall(before)[-NEAR:]}
    return re.match(r"['’]s\b", behind) is not None or bool({"of", "to"} & near)


def _stretch(spans: Iterable[Span]) -> tuple[int, int, int]:
    """Length, start and end of what holds all of them."""
    those = list(spans)
    start, end = min(s.start for s in those), max(s.end for s in those)
    return end - start, start, end


def _with_lead(stretch: Span, sentence: str) -> str:
    before = list(_WORD.finditer(sentence, 0, stretch.start))[-LEAD:]
    return sentence[before[0].start() if before else stretch.start : stretch.end]


@lru_cache(maxsize=8)
def _beginnings(sentence: str) -> frozenset[str]:
    """The first one, two and three letters of each word: nine in ten phrases are ruled out by these, at little cost."""
    return frozenset(word[:size] for word in _WORD.findall(sentence.casefold()) for size in (1, 2, 3))


@lru_cache(maxsize=512)
def _openings(wordings: Sequence[str]) -> frozenset[str]:
    """The first three letters of each wording's first word, fewer where it has fewer."""
    firsts = (re.match(r"\W*(\w+)", wording.casefold()) for wording in wordings)
    return frozenset(first[1][:3] for first in firsts if first)


@lru_cache(maxsize=512)
def _pattern(wordings: Sequence[str]) -> re.Pattern[str]:
    made = "|".join(_as_pattern(w) for w in sorted(wordings, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{made})(?!\w)", re.IGNORECASE)


def _as_pattern(wording: str) -> str:
    parts = []
    for part in wording.split():
        parts.append(rf"(?:\w+\W+){{0,{GAP}}}?" if part == "..." else re.escape(part).replace(r"\*", r"\w*") + r"\W+")
    return re.sub(r"\\W\+$", "", "".join(parts))


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    told = tomllib.loads(files("sayso.data").joinpath("hypotheses_en.toml").read_text(encoding="utf-8"))
    return {name: tuple(told["sifting"][name]) for name in ("refuting", "small")}


@cache
def _small() -> frozenset[str]:
    return frozenset(_lexicon()["small"])
