"""Whom a text names: the Figure behind its Names, and the Cast of them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import ORGANISATION, SURNAMES_TOO, UNCLEAR, Name
from sayso.resolve.reading import Reading
from sayso.resolve.roles import Role


@dataclass(slots=True, kw_only=True, eq=False)
class Figure:
    """One person, organisation or place of the text. `tokens`: its fullest name's words, casefolded, without suffixes."""

    number: int
    kind: str
    tokens: tuple[str, ...]
    full: Name
    gender: str = "?"
    names: list[Name] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)

    @property
    def heads(self) -> frozenset[str]:
        """All nouns by which the text calls this person."""
        return frozenset(head for role in self.roles for head in role.heads)

    @property
    def profile(self) -> frozenset[str]:
        """All words of its roles."""
        return frozenset(word for role in self.roles for word in role.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """All Figures of one text; `timeline`: (name, figure) in the order of the text."""

    figures: tuple[Figure, ...]
    timeline: tuple[tuple[Name, Figure], ...]
    by_word: dict[int, tuple[Name, Figure]]
    """By each word that a name covers."""


def tokens_of(reading: Reading, name: Name) -> tuple[str, ...]:
    """The name's words, casefolded, without punctuation and suffixes such as 'Jr.'."""
    known = lexicon()
    words = [w.replace(".", "") if len(w) <= 8 else w for w in reading.lower[name.first : name.last + 1]]
    kept = [w for w in words if w[0].isalnum() or w[0] in "@#"] if all(words) else [w for w in words if w]
    while len(kept) > 1 and kept[-1] in known.suffixes:
        kept.pop()
    return tuple(kept)


def named_at(cast: Cast, word: int) -> tuple[Name, Figure] | None:
    """The name that stands there, unless it is a common noun that happens to have a capital ('Democrats', 'Mexicans')."""
    pair = cast.by_word.get(word)
    if pair is None or (pair[1].kind == UNCLEAR and is_common(pair[1].tokens)):
        return None
    if pair[1].kind == ORGANISATION and len(pair[1].tokens) == 1 and pair[1].tokens[0] in lexicon().organisation_nouns:
        return None  # 'Office' alone, as in 'the Coroner's Office'
    return pair


def is_common(tokens: Sequence[str]) -> bool:
    """Whether the words are a capitalised noun for people at large, not anybody's name."""
    known = lexicon()
    last = tokens[-1]
    return (
        last in known.groups
        or last in known.role_plurals
        or last in known.roles
        or last in known.demonyms
        or (last.endswith("s") and last[:-1] in known.demonyms)
        or last in known.documents
        or (last in known.function and not (last in SURNAMES_TOO and len(tokens) > 1))
        or (len(tokens) == 1 and (last in known.organisation_nouns or last in known.organisation_plurals))
    )
