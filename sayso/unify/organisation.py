"""Names of bodies: their words without order, small words and legal forms, and how far two can be one body's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.unify.lexicon import bodies, states
from sayso.unify.person import Match
from sayso.unify.spelling import Likeness, cut, is_common_stem, likeness, plain, words_of

IN_BRACKETS = re.compile(r"\(([^()]{2,60})\)")
STATES = frozenset({"republic", "kingdom", "commonwealth", "sultanate"})
SPACED = re.compile(r"\b([A-Z])\.\s+(?=[A-Z]\.)")  # 'U. S.'
ACRONYM = re.compile(r"[^\W\d_]{2,7}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyName:
    """`words` in the order of the name, each an English concept ('ministry') or a plain word; `known`: a body of the list.

    `legal` are legal forms; `letters` the name where it is an acronym; `initials` two ways to abbreviate it.
    """

    words: tuple[str, ...]
    legal: frozenset[str] = frozenset()
    known: str | None = None
    letters: str | None = None
    initials: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, ...]:
        """What two names of one body share, whatever their order; empty where nothing is left."""
        return (f"={self.known}",) if self.known else tuple(sorted(self.words))

    @property
    def own(self) -> tuple[str, ...]:
        """The words that not every state's bodies share."""
        return tuple(w for w in self.words if w not in bodies().plain)

    @property
    def weak(self) -> bool:
        """Whether the name alone does not tell whose body it is: 'Health Ministry', 'Police'; three words do."""
        return not self.known and not self.own and len(self.words) < 3


@lru_cache(maxsize=1 << 16)
def concept(word: str) -> str:
    """The English word that a word of any language stands for, or the word in plain letters without its case ending."""
    known = bodies()
    bare = word.rstrip("~")
    if bare in known.concepts:
        return known.concepts[bare]
    if word.endswith("~"):
        folded = plain(bare)
        for stem, meant in known.stems:
            if folded.startswith(stem):
                return meant
        return cut(word)
    return plain(bare) if bare.isalpha() or "-" in bare else bare


@lru_cache(maxsize=1 << 16)
def parse(name: str) -> BodyName:
    """The name's parts. What stands in brackets is left to `in_brackets`."""
    known = bodies()
    outside = IN_BRACKETS.sub(lambda m: " " if m[1].strip().isupper() else f" {m[1]} ", name).strip() or name
    outside = SPACED.sub(r"\1.", outside)
    for phrase, short in known.legal_phrases:
        outside = phrase.sub(f" {short} ", outside)
    raw = words_of(outside)
    while len(raw) > 1 and raw[0] in ("the", "a", "an"):
        raw = raw[1:]
    listed = known.same.get(raw)
    bare = [w.rstrip("~") for w in raw]
    content = _without_kind([w for w in raw if w.rstrip("~") not in known.small] or list(raw))
    kept = [w for w in content if w.rstrip("~") not in known.legal] or list(content)
    legal = frozenset(known.legal[w.rstrip("~")] for w in content if w not in kept) - {""}
    listed = listed or known.same.get(tuple(kept))
    words = tuple(concept(w) for w in kept)
    if len(words) > 1 and not listed:
        words = _of_state(kept, _state_bare(words))
    outside_word = outside.removeprefix("the ").removeprefix("The ").replace(".", "").strip()
    letters = bare[-1] if len(raw) == 1 and ACRONYM.fullmatch(outside_word) and outside_word.isupper() else None
    initials = frozenset(_initials(bare, content)) if len(content) > 1 else frozenset()
    return BodyName(words=words, legal=legal, known=listed, letters=letters, initials=initials)


def _of_state(raw: Sequence[str], words: tuple[str, ...]) -> tuple[str, ...]:
    """'Yemeni' is 'Yemen' beside a word of government: of airlines and banks it tells one from another."""
    known = states()
    if not known.government.intersection(words) or known.civil.intersection(words):
        return words
    told = {concept(word): key for word in raw if (key := known.names.get((word,)))}
    return tuple(told.get(word, word) for word in words)


def _initials(bare: Sequence[str], content: Sequence[str]) -> Iterator[str]:
    """With and without small words; without what stands before 'Department', as in 'Texas Department of Public Safety'."""
    yield "".join(w[0] for w in bare)
    yield "".join(w[0] for w in content)
    head = next((at for at, w in enumerate(content) if concept(w) in ("department", "ministry")), 0)
    if 0 < head < len(content) - 1:
        yield "".join(w[0] for w in content[head:])


def _without_kind(words: list[str]) -> list[str]:
    """'Reuters news agency' is 'Reuters', 'the Islamic State militant group' 'Islamic State'."""
    known = bodies()
    for kind in known.kinds:
        size = len(kind)
        before = words[:-size]
        if tuple(words[-size:]) == kind and any(concept(w) not in known.plain for w in before):
            return before
    return words


def in_brackets(name: str) -> tuple[str, ...]:
    """Short forms that the name itself brings: 'National Security Committee (KNB)'."""
    return tuple(m[1].strip() for m in IN_BRACKETS.finditer(name) if m[1].strip().isupper())


def _state_bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """'Republic of Velmar' is 'Velmar', 'foreign affairs ministry' is 'foreign ministry'."""
    found = [w for w in words if w not in STATES]
    if not found or found == ["united"]:
        found = list(words)
    if "ministry" in found and ("foreign" in found or "internal" in found):
        found = [w for w in found if w != "affairs"]
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def compare(one: BodyName, other: BodyName) -> Match:
    """What two names alone tell; the order of the two does not matter."""
    if one.known and other.known:
        return Match.SAME if one.known == other.known else Match.APART
    if one.legal and other.legal and one.legal != other.legal and one.key == other.key:
        return Match.NEAR
    if one.key == other.key or (len(one.words) != len(other.words) and "".join(one.words) == "".join(other.words)):
        return Match.SAME  # 'Goodwill', 'Good Will'
    if len(one.words) == len(other.words):
        return _aligned(one, other)
    if (one.letters and one.letters in other.initials) or (other.letters and other.letters in one.initials):
        return Match.SHORT
    return _contained(one, other)


def _aligned(one: BodyName, other: BodyName) -> Match:
    """Names of as many words: those left over when equal words are taken away must be spellings of one another."""
    left = sorted((Counter(one.words) - Counter(other.words)).elements())
    right = sorted((Counter(other.words) - Counter(one.words)).elements())
    if any(w.isdigit() for w in (*left, *right)) or len(left) > 2:
        return Match.OPEN
    worst = Likeness.EQUAL
    for word in left:
        best, mate = max(((_word_likeness(word, w), w) for w in right), default=(Likeness.NO, ""))
        if best is Likeness.NO:
            return Match.OPEN
        right.remove(mate)
        worst = min(worst, best)
    return Match.NEAR if len(one.words) > 1 or len(one.words[0]) >= 7 else Match.OPEN


def _word_likeness(one: str, other: str) -> Likeness:
    found = likeness(one, other)
    if found is Likeness.NO and is_common_stem(one, other):
        return Likeness.NEAR
    return Likeness.NO if {one, other} <= bodies().plain else found


def _contained(one: BodyName, other: BodyName) -> Match:
    """'Ministry of Public Order' in 'Velmari Ministry of Public Order': as much as the shorter name says."""
    short, long = sorted((one, other), key=lambda name: len(name.words))
    heads = (set(short.words) & bodies().plain) - {"party", "union"}  # 'Social Democratic Party' is another party
    if len(short.words) < 2 or not heads or Counter(short.words) - Counter(long.words):
        return Match.OPEN
    return Match.SHORT if len(long.words) - len(short.words) <= 2 else Match.OPEN


def role_words(roles: Iterable[str]) -> frozenset[str]:
    """The words of roles that tell whose man somebody is: no small words, none that many offices share."""
    known = bodies()
    found = set()
    for role in roles:
        for word in words_of(role):
            bare = word.rstrip("~")
            if bare in known.small or len(bare) < 3 or (bare in known.roles and bare not in known.offices):
                continue
            if word.endswith("~") and plain(bare).startswith(known.role_stems):
                continue
            found.add(concept(word))
    return frozenset(found)
