"""None at all as a figure of 0: 'nobody was killed', 'no protesters were hurt', 'it ended without casualties'.

A zero is read only where the sentence says that it is so. A report that is not there ('no casualties were reported'), a
wish, a condition, a doubt, or an agent that narrows it ('no one was killed by police') gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sayso.quantities.lexicon import Lexicon, alternatives, lexicon
from sayso.records import Counted, Span

NOUNS = (Counted.DEATHS, Counted.INJURED, Counted.ARRESTED)
"""Of what the lexicon has nouns; no casualties are no deaths."""


class Nothing(NamedTuple):
    """Where a text says that there was none, of what, and of whom."""

    span: Span
    counts: Counted
    scope: Span | None


def nothing(text: str, sentence: Span, language: str) -> Iterator[Nothing]:
    """The zeros of one sentence, in order. `language`: 'en' or 'ru'."""
    words, forms = lexicon(language), _forms(language)
    if sentence.of(text).rstrip(" \n\"'”’)").endswith("?"):
        return
    for match in forms.none.finditer(text, sentence.start, sentence.end):
        if forms.unsaid.search(text, sentence.start, match.start()):
            continue
        yield from _without(match) if match["without"] else _became(match, words)


def _without(match: re.Match[str]) -> Iterator[Nothing]:
    counts = next(counted for counted in NOUNS if match[counted.value])
    yield Nothing(Span(match.start(), match.end(counts.value)), counts, None)


def _became(match: re.Match[str], words: Lexicon) -> Iterator[Nothing]:
    told = [" ".join((match["became"] or match["fell"]).lower().split()), *(match["or"] or "").lower().split()]
    classes = {words.became[word] for word in told if word in words.became}
    counts = Counted.DEATHS if Counted.DEATHS in classes else words.became[told[0]]
    place = match.span("whom") if match["whom"] else match.span("them")
    head = match["whom"].split()[-1].lower() if match["whom"] else ""
    if head and not {head, f"{head}s"} & words.nouns.keys():
        return  # 'no meeting was held'
    yield Nothing(Span(*match.span("who")), counts, None if place == (-1, -1) else Span(*place))


class _Forms(NamedTuple):
    none: re.Pattern[str]
    unsaid: re.Pattern[str]


@cache
def _forms(language: str) -> _Forms:
    words = lexicon(language)
    some = {name: alternatives(row) for name, row in words.none.items()}
    verbs = alternatives(words.grammar.get("verbs", ()))
    whom = rf"(?:{some['no']})\s+(?P<whom>(?:[^\W\d_]+\s+){{0,2}}?[^\W\d_]+)"
    them = rf"(?:{some['of']})\s+(?P<them>(?:[^\W\d_]+\s+){{0,4}}?[^\W\d_]+)"
    who = rf"(?P<who>{them}|{some['who']}|{whom})"
    became = rf"(?:{some['has']})\s+(?P<or>(?:{some['or']})\s+)?(?P<became>{alternatives(words.became)})"
    fell = rf"(?:(?:has|have|had)\s+)?(?P<fell>{verbs})"
    nouns = "|".join(rf"(?P<{c.value}>{some[c.value]})" for c in NOUNS)
    behind = rf"(?=\s*(?:[.,;:!?)”\"]|$)|\s+(?:{some['then']})(?!\w))"
    without = rf"(?P<without>{some['without']})\s+(?:(?:{some['other']})\s+)*(?:{nouns}){behind}"
    narrowed = rf"(?!\w|\s+(?:{some['narrowed']})(?!\w))"
    return _Forms(
        none=re.compile(rf"(?<![\w-])(?:{who}\s+(?:{became}|{fell}){narrowed}|{without})", re.IGNORECASE),
        unsaid=re.compile(rf"(?<![\w-])(?:{some['unsaid']}|\w+n['’]t)(?![\w-])", re.IGNORECASE),
    )
