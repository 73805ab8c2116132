"""What a source's words may name that is nobody: a year, a telescope, words in capitals that are a headline."""

from __future__ import annotations

from sayso.resolve.figure import Figure
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import PLACE, UNCLEAR, Name
from sayso.resolve.phrase import Phrase
from sayso.resolve.reading import Reading

DATELINE = frozenset((mark,) for mark in ("—", "–", "―", "-", "--", "("))


def is_mute(reading: Reading, phrase: Phrase) -> bool:
    """Whether the head of a description says nothing: 'the year', 'the club's telescopes', 'the internet Saturday'."""
    known = lexicon()
    if phrase.noun in known.calendar and phrase.first < phrase.head:
        before = reading.lower[phrase.head - 1]
        return before in known.mute | known.things
    return phrase.noun in known.mute or (phrase.noun in known.things and reading.words[phrase.head] == "Internet")


def is_dateline(reading: Reading, name: Name, figure: Figure) -> bool:
    """Whether a place only says where a paragraph was written: 'HALLEN — ...', 'Hallen (Halpress) - ...'."""
    opens = name.first == 0 or reading.paragraph[name.first - 1] != reading.paragraph[name.first]
    after = reading.words[name.last + 1 : name.last + 2]
    dated = after == ("(",) and bool(lexicon().calendar.intersection(reading.lower[name.last + 2 : name.last + 3]))
    return opens and ((figure.kind == PLACE and after in DATELINE) or (dated and reading.words[name.first].isupper()))


def is_shouted(reading: Reading, figure: Figure) -> bool:
    """Whether a name of several words, which nothing shows to be anybody's, stands in capitals wherever it stands."""
    known = lexicon()
    if figure.kind != UNCLEAR or len(figure.tokens) < 2 or known.given.keys() & set(figure.tokens):
        return False
    words = [reading.words[i] for n in figure.names if n.last > n.first for i in range(n.first, n.last + 1)]
    return all(w.isupper() for w in words) and any(len(w) > 4 for w in words)
