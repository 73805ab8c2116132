"""What a source's words may name that is nobody: a year, a telescope, words in capitals that are a headline."""

from __future__ import annotations

from sayso.resolve.figure import Figure
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import UNCLEAR
from sayso.resolve.phrase import Phrase
from sayso.resolve.reading import Reading


def is_mute(reading: Reading, phrase: Phrase) -> bool:
    """Whether the head of a description says nothing: 'the year', 'the club's telescopes', 'the internet Saturday'."""
    known = lexicon()
    if phrase.noun in known.calendar and phrase.first < phrase.head:
        before = reading.lower[phrase.head - 1]
        return before in known.mute | known.things
    return phrase.noun in known.mute or (phrase.noun in known.things and reading.words[phrase.head] == "Internet")


def is_shouted(reading: Reading, figure: Figure) -> bool:
    """Whether a name of several words, which nothing shows to be anybody's, stands in capitals wherever it stands."""
    known = lexicon()
    if figure.kind != UNCLEAR or len(figure.tokens) < 2 or known.given.keys() & set(figure.tokens):
        return False
    words = [reading.words[i] for n in figure.names if n.last > n.first for i in range(n.first, n.last + 1)]
    return all(w.isupper() for w in words) and any(len(w) > 4 for w in words)
