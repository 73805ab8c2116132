"""Statements of one voice that report the same utterance in other words: told by the content words that they share.

Within a voice each statement is held against the few fuller ones that share most of its content words, never against
all: ten thousand statements of one voice cost some hundred thousand comparisons. Words are compared by their first five
letters, which takes forms of one word together in the languages that inflect at the end.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from sayso.copies.credits import words
from sayso.copies.dates import day, days_apart
from sayso.copies.said import Said
from sayso.records import Retelling
from sayso.sentences import sentences

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_STEM = 5  # letters
_SHORTEST = 4  # letters of a content word, names aside
_NEAR_DAYS = 3
_SHARE_NEAR, _SHARE_UNDATED, _SHARE_FAR = 0.5, 0.6, 0.8  # of the shorter statement's content words
_LEAST_SHARED = 4  # content words, a figure counting for two
_HEADS_OF_A_WORD = 8
_HELD_AGAINST = 5
_PAIRED = 8  # of a statement's rarest words


@dataclass(slots=True)
class Told:
    """A statement by its content: `terms` maps a word's stem to the word as it stands there; `parts` holds the stems of
    each sentence and whether it is negated; `open`: it tells a question ('whether a pier sank')."""

    said: Said
    terms: dict[str, str]
    figures: frozenset[str]
    parts: list[tuple[set[str], bool]]
    open: bool = False

    def turned(self, shared: set[str]) -> bool:
        """Whether a sentence that holds at least two of the shared words is negated."""
        return any(turned for stems, turned in self.parts if len(stems & shared) > 1)


@dataclass(slots=True)
class Utterance:
    """Statements like the fullest one, and the words that each shares with it."""

    head: Told
    others: list[tuple[Told, list[str]]] = field(default_factory=list)


def retold(said: Sequence[Said]) -> tuple[Retelling, ...]:
    """Retellings of at least two statements in two documents, sorted by their attributions."""
    voices: dict[str, list[Told]] = defaultdict(list)
    for one in {said_once.attribution: said_once for said_once in said}.values():
        voices[one.voice].append(read(one))
    found = [retelling(told) for voice in voices.values() for told in utterances(voice) if told.others]
    return tuple(sorted(found, key=lambda group: group.attributions))


def read(said: Said) -> Told:
    """The content words and figures of a statement, and which of its sentences are negated."""
    negations = set(words()["negations"])
    terms: dict[str, str] = {}
    parts = []
    for span in sentences(said.words):
        found = list(_WORD.finditer(span.of(said.words)))
        here = content([match.group() for match in found])
        unspaced = [match.group() for match in found if _UNSPACED.search(match.group())]
        turned = any(match.group().casefold() in negations for match in found) or any(
            mark in word for word in unspaced for mark in negations if _UNSPACED.search(mark)
        )
        parts.append((set(here), turned))
        terms = here | terms
    first = _WORD.search(said.words)
    opens = first is not None and first.group().casefold() in words()["open"]
    return Told(said, terms, frozenset(term for term in terms if term[0].isdigit()), parts, opens)


def content(found: Sequence[str]) -> dict[str, str]:
    """Stems of the words that say something, with the word itself; of an unspaced script every two characters."""
    common = set(words()["common"])
    terms: dict[str, str] = {}
    for word in found:
        folded = word.casefold()
        if _UNSPACED.search(word):
            terms.update((one + two, one + two) for one, two in pairwise(word))
        elif word[0].isdigit():
            terms.setdefault(folded, word)
        elif folded not in common and (len(word) >= _SHORTEST or (word.isupper() and len(word) > 1)):
            terms.setdefault(folded[:_STEM], word)
    return terms


def utterances(voice: Sequence[Told]) -> list[Utterance]:
    """Group one voice's statements around the fullest of each group."""
    order = sorted(voice, key=lambda told: (-len(told.terms), told.said.document, told.said.order, told.said.attribution))
    heads: dict[str | tuple[str, str], list[int]] = defaultdict(list)
    found: list[Utterance] = []
    frequent = Counter(term for told in order for term in told.terms)
    for told in order:
        rare = sorted((term for term in told.terms if frequent[term] > 1), key=lambda term: (frequent[term], term))
        # pairs tell statements apart where a voice uses every word often
        keys: list[str | tuple[str, str]] = [*rare, *combinations(rare[:_PAIRED], 2)]
        votes = Counter(head for key in keys for head in heads.get(key, ()))
        likely = sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_HELD_AGAINST]
        matches = [(head, shared) for head, _ in likely if (shared := same(told, found[head].head)) is not None]
        if matches:
            head, shared = max(matches, key=lambda match: (len(match[1]), -match[0]))
            found[head].others.append((told, shared))
            continue
        for key in keys:
            if len(heads[key]) < _HEADS_OF_A_WORD:
                heads[key].append(len(found))
        found.append(Utterance(told))
    return found


def same(told: Told, fuller: Told) -> list[str] | None:
    """The content words in common, as `fuller` has them, where the two report one utterance; else None."""
    if told.said.document == fuller.said.document or told.open != fuller.open:
        return None
    if told.figures and fuller.figures and not told.figures & fuller.figures:
        return None
    shared = [term for term in told.terms if term in fuller.terms]
    if told.turned(set(shared)) != fuller.turned(set(shared)):
        return None
    weight = len(shared) + len(told.figures & fuller.figures)
    apart = days_apart(told.said.published, fuller.said.published)
    least = _SHARE_UNDATED if apart is None else _SHARE_NEAR if apart <= _NEAR_DAYS else _SHARE_FAR
    if told.terms.keys() == fuller.terms.keys() and len(shared) > 1 and apart is not None and apart <= _NEAR_DAYS:
        return [fuller.terms[term] for term in shared]  # short, but word for word
    if weight < _LEAST_SHARED or len(shared) < least * len(told.terms):
        return None
    return [fuller.terms[term] for term in shared]


def retelling(group: Utterance) -> Retelling:
    """The record, with the words in common of the pair that has fewest."""
    members = [group.head, *(told for told, _ in group.others)]
    fewest = min((shared for _, shared in group.others), key=lambda shared: (len(shared), shared))
    days = sorted({date for told in members if (date := day(told.said.published)) is not None})
    when = " to ".join(days[:1] + days[1:][-1:])
    if any(day(told.said.published) is None for told in members):
        when = f"{when}, not every date recorded" if when else "dates not recorded"
    told = ", ".join(fewest)
    shared = f"{len(fewest)} content words in common ({told})"
    if len(members) > 2:
        shared = f"each has at least {len(fewest)} content words in common with the fullest (that with fewest: {told})"
    why = f"one voice, same content: {shared}; {when}"
    return Retelling(attributions=tuple(sorted(told.said.attribution for told in members)), why=why)
