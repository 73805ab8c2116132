"""A text as `resolve` reads it: its words in order, and which sentence and paragraph each stands in.

A word is a run of letters and digits with what binds inside it ('Kassym-Jomart', 'O’Brien', 'Ura.ru', 'U.S.', 'Sen.',
'J.', '@handle'), an ending such as '’s' or '’ll', or one mark of punctuation. It knows no names and no grammar.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from sayso.records import Span
from sayso.resolve.lexicon import lexicon

# a letter of a word, or a mark that combines with one: 'é' may be two code points
_LETTER = r"[\w\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]"
NEWLINES = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
POSSESSIVES = frozenset({"'s", "’s", "'S", "’S"})
APOSTROPHES = frozenset({"'", "’"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The words of one text as parallel tuples; `sentence[i]` and `paragraph[i]` count from 0."""

    text: str
    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence: tuple[int, ...]
    paragraph: tuple[int, ...]
    opens: tuple[bool, ...]
    """Whether the word is the first of its sentence (leading marks aside)."""

    def at(self, place: int) -> int:
        """The first word that ends after the code point `place`; the number of words where there is none."""
        return bisect_right(self.ends, place)

    def before(self, place: int) -> int:
        """How many words begin before the code point `place`."""
        return bisect_left(self.starts, place)

    def within(self, span: Span) -> range:
        """The words that overlap `span`."""
        return range(self.at(span.start), self.before(span.end))

    def span(self, first: int, last: int) -> Span:
        """From the start of word `first` to the end of word `last`."""
        return Span(self.starts[first], self.ends[last])

    def is_possessive(self, word: int) -> bool:
        """Whether a possessive ending follows `word`: 'Trump’s', 'Davis’ '."""
        following = word + 1
        if following >= len(self.words) or self.starts[following] != self.ends[word]:
            return False
        if self.words[following] in POSSESSIVES:
            return True
        return (
            self.words[following] in APOSTROPHES
            and self.lower[word].endswith(("s", "x", "z"))
            and following + 1 < len(self.words)
            and self.starts[following + 1] == self.ends[following] + 1
            and self.words[following + 1][0].isalpha()
        )


@cache
def _pattern() -> re.Pattern[str]:
    known = lexicon()
    short = sorted(
        {w for w in (*known.short_titles, *known.courtesy, "jr", "sr", "inc", "corp", "co", "st", "no") if len(w) <= 6},
        key=len,
        reverse=True,
    )
    abbreviated = "|".join(w.capitalize() for w in short)
    return re.compile(
        r"(?:[^\W\d_]\.){2,}"  # U.S.
        rf"|\b(?:{abbreviated})\.(?=\s|,)"  # Sen.
        r"|\b[^\W\d_]\.(?=[\s\u00a0]*[^\W\d_])"  # J.
        rf"|[@#]{_LETTER}+"
        r"|['’](?:[sSdm]|ll|re|ve)\b"
        rf"|{_LETTER}+(?:(?:['’‘ʼ`\-\u2010\u2011&/](?!(?:[sSdm]|ll|re|ve)\b)|\.(?=[a-z]{{2}})){_LETTER}+)*"
        r"|[^\w\s]"
    )


def _folded(word: str) -> str:
    """Lower case, a plain apostrophe, and the nominative of Russian nouns that the lexicon knows."""
    lower = word.lower()
    if lower.isascii():
        return lower
    lower = normalize("NFC", lower)
    return lexicon().lemmas.get(lower, lower).replace("’", "'")


def is_cyrillic(word: str) -> bool:
    """Whether the word begins in Cyrillic."""
    return "\u0400" <= word[0] <= "\u04ff"


def _goes_on(text: str, before: Span, after: Span) -> bool:
    """Whether a sentence was cut inside a bracket such as '(D-N.J.)'."""
    opened = text.rfind("(", max(before.start, before.end - 12), before.end)
    return text[after.start] in ",;)" or (opened >= 0 and text.find(")", opened, before.end) < 0)


def read(text: str, sentences: Sequence[Span]) -> Reading:
    """The Reading of `text`, whose sentences are given in order."""
    spans = [(m.start(), m.end()) for m in _pattern().finditer(text)]
    words = tuple([text[a:b] for a, b in spans])
    starts = tuple([a for a, _ in spans])
    breaks = [m.start() for m in NEWLINES.finditer(text)]
    begins = [s.start for n, s in enumerate(sentences) if n == 0 or not _goes_on(text, sentences[n - 1], s)]
    sentence, paragraph, opens = [], [], []
    here = para = 0
    fresh = True
    for word, start in zip(words, starts, strict=True):
        while here + 1 < len(begins) and begins[here + 1] <= start:
            here += 1
            fresh = True
        while para < len(breaks) and breaks[para] < start:
            para += 1
        sentence.append(here)
        paragraph.append(para)
        is_word = word[0].isalnum() or word[0] in "@#"
        opens.append(fresh and is_word)
        fresh = fresh and not is_word
    return Reading(
        text=text,
        words=words,
        lower=tuple([_folded(w) for w in words]),
        starts=starts,
        ends=tuple([b for _, b in spans]),
        sentence=tuple(sentence),
        paragraph=tuple(paragraph),
        opens=tuple(opens),
    )
