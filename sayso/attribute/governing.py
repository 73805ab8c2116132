"""The words that govern a cue from outside it: 'did not <say>', 'declined to <tell>', 'without {tests} <to confirm>'.

The tagger may mark the verb alone. What negates it, refuses it or is still at it stands right before it, with adverbs and
auxiliaries between, or before a source that stands right before it. A mark, a conjunction or any other word ends the
search, so that in 'did not name the man but said' the negation stays with the verb that it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.attribute.cues import cue_lexicon, words_of
from sayso.records import Span

WORD = re.compile(r"\w+(?:[’']\w+)?")
NEXT = re.compile(r"\s+(?:on\s+|about\s+)?(\w+)")
GOES_ON = re.compile(r",\s+(?:has|have|had|is|was|were|are|will|would)\s")
FARTHEST = 8  # words between a cue and what governs it, at most
WINDOW = 120  # code points that are looked at on either side


@dataclass(frozen=True, slots=True)
class Governed:
    """`cue` with the words that govern it from right before, `before` and `after` what else is to be read with it."""

    cue: Span
    before: str = ""
    after: str = ""


def governed(text: str, cue: Span, source: Span | None, within: Span) -> Governed:
    """The cue with what governs it. Nothing is looked at outside `within`: another sentence or part begins there."""
    low = max(within.start, cue.start - WINDOW)
    after = _after(text, cue, within.end)
    if source is not None and low <= source.start and source.end <= cue.start and not text[source.end : cue.start].strip():
        return Governed(cue, _before_source(text, source, low, cue), after)
    if source is not None and source.end <= cue.start:
        low = max(low, source.end)
    start = _start(text, low, cue)
    return Governed(cue if start is None else Span(start, cue.end), after=after)


def _start(text: str, low: int, cue: Span) -> int | None:
    """Where the negation or refusal begins that the words right before a cue lead to; None where they lead to none."""
    lexicon = cue_lexicon()
    lists = lexicon.lists
    words = _backwards(text, low, cue.start)
    to = _first(text, cue) == "to"
    for place, found in enumerate(words[:FARTHEST]):
        word = found.group().lower().replace("’", "'")
        base = lexicon.lemmas.get(word, word)
        to = to or word == "to"
        if word.endswith("n't") or base in lists["negation.words"] or base in ("decline", "refuse"):
            return _with_auxiliaries(words[place:])
        verb = words[place + 1].group().lower() if place + 1 < len(words) else ""
        if to and word == "yet" and verb in lists["governing.auxiliaries"]:
            return _with_auxiliaries(words[place:])
        if to and (base in lists["inquiry.trying"] or base in lists["negation.premature"]):
            return _with_auxiliaries(words[place:])
        if word not in lists["governing.between"] and not word.endswith("ly"):
            return None
    return None


def only_names(cue: str, source: str, content: str) -> bool:
    """'the group that calls itself the State': a name is given, and nothing is said."""
    lexicon = cue_lexicon()
    first = words_of(content[:20])[:1]
    relative = source.lower() in lexicon.lists["governing.relative"]
    return (
        relative
        and lexicon.has(first, "governing.reflexive")
        and lexicon.has(lexicon.bases(words_of(cue)), "governing.naming")
    )


def within_clause(text: str, source: Span, content: Span) -> Span:
    """The content of a relative clause ('a man who says that he fled, has been caught') without the main clause's verb that
    goes on after it."""
    if source.of(text).lower() not in cue_lexicon().lists["governing.relative"] or source.end > content.start:
        return content
    match = GOES_ON.search(text, content.start, content.end)
    return Span(content.start, match.start()) if match and match.start() > content.start else content


def _with_auxiliaries(words: list[re.Match[str]]) -> int:
    """Where the auxiliaries before the first of `words` begin, the words given backwards."""
    auxiliaries = cue_lexicon().lists["governing.auxiliaries"]
    start = words[0].start()
    for found in words[1:4]:
        if found.group().lower() not in auxiliaries:
            break
        start = found.start()
    return start


def _before_source(text: str, source: Span, low: int, cue: Span) -> str:
    """What governs a cue from before its source: 'nor did', 'if', 'without ... to confirm', 'premature for ... to say'."""
    lists = cue_lexicon().lists
    words = [found.group().lower() for found in _backwards(text, low, source.start)]
    verbs = next((place for place, word in enumerate(words) if word not in lists["governing.auxiliaries"]), 0)
    one, two = (*words, "", "")[verbs : verbs + 2]
    first = _first(text, cue)
    if verbs:
        return "not" if one in lists["governing.inverted"] else ""
    if one in lists["governing.lacking"] and (first == "to" or first.endswith("ing")):
        return "premature" if first == "to" else "not"
    if one == "for" and two in lists["negation.premature"] and first == "to":
        return two
    return one if one in lists["inquiry.conditions"] else ""


def _after(text: str, cue: Span, high: int) -> str:
    """'said nothing about', 'commented on neither'."""
    match = NEXT.match(text, cue.end, max(high, cue.end))
    return "not" if match and match[1].lower() in cue_lexicon().lists["governing.after"] else ""


def _first(text: str, cue: Span) -> str:
    match = WORD.search(text, cue.start, cue.end)
    return match.group().lower() if match else ""


def _backwards(text: str, low: int, high: int) -> list[re.Match[str]]:
    """The words that end at `high` with only blanks and quotation marks between them, the last one first."""
    found: list[re.Match[str]] = []
    for match in reversed(list(WORD.finditer(text, low, high))):
        if text[match.end() : high].strip(" \t\r\n“”\"'’‘"):
            break
        found.append(match)
        high = match.start()
    return found
