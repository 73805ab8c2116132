"""The lexicon of English cues (`data/cues.en.toml`), read once: base forms, classes of stance, and what governs a cue.

Every form of a word (says, said, saying) is made here from its base form; irregular ones are listed in the data.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from sayso.records import Stance

TOKEN = re.compile(r"\w+(?:[’']\w+)?|[.?!;:,]")
ORDER = (Stance.ASKED, Stance.PREDICTED, Stance.DENIED, Stance.WANTED, Stance.POSSIBLE)
"""A word of two classes is of the last of these."""
SECTIONS = (
    *("negation", "silence", "inquiry", "governing", "evidence", "plain"),
    *("hearsay", "contrast", "verdict", "falsely", "question"),
)
"""Of the data file: lists that are kept as they are, by section and name."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Base forms by form, stances by base form and by phrase (tuples of base forms, longest first), phrases that a negation
    only stresses, and the other lists of the data file by section and name ('silence.words')."""

    lemmas: dict[str, str]
    words: dict[str, Stance]
    phrases: tuple[tuple[tuple[str, ...], Stance], ...]
    affirming: tuple[tuple[str, ...], ...]
    lists: dict[str, frozenset[str]]

    def bases(self, words: Iterable[str]) -> list[str]:
        """The base form of each word; a word that is not known is its own."""
        return [self.lemmas.get(word, word) for word in words]

    def has(self, bases: Iterable[str], name: str) -> bool:
        """Whether one of the base forms is in the list of that name."""
        return not self.lists[name].isdisjoint(bases)


def words_of(text: str) -> list[str]:
    """The words in small letters, without their marks; 'won't' is 'will', 'not'."""
    found: list[str] = []
    for word in TOKEN.findall(text.lower().replace("’", "'")):
        if word.endswith("n't"):
            found += [{"wo": "will", "ca": "can", "sha": "shall"}.get(word[:-3], word[:-3]), "not"]
        elif word.endswith("'ll"):
            found += [word[:-3], "will"]
        elif word[-1].isalnum():
            found.append(word)
    return found


@cache
def cue_lexicon() -> Lexicon:
    """The data file, read once in a process."""
    raw = tomllib.loads(resources.files("sayso").joinpath("data/cues.en.toml").read_text(encoding="utf-8"))
    irregular: dict[str, list[str]] = raw["irregular"]
    doubling = frozenset(raw["spelling"]["doubling"])
    words: dict[str, Stance] = {}
    phrases: dict[tuple[str, ...], Stance] = {}
    for stance in reversed(Stance):
        words.update(dict.fromkeys(raw[stance.value]["words"], stance))
        phrases.update({tuple(phrase.split()): stance for phrase in raw[stance.value]["phrases"]})
    for stance in ORDER:
        words.update(dict.fromkeys(raw[stance.value]["words"], stance))
    lists = _lists(raw)
    affirming = tuple(tuple(phrase.split()) for phrase in raw["negation"]["affirming"])
    bases = {*words, *irregular, *(base for phrase in phrases for base in phrase), "warn", "caution"}
    bases |= lists["negation.words"] | lists["negation.deniable"] | lists["negation.unsaid"] | lists["silence.refusing"]
    bases |= {word for phrase in affirming for word in phrase}
    bases |= lists["inquiry.words"] | lists["inquiry.checking"] | lists["inquiry.trying"] | lists["inquiry.finding"]
    lemmas = {form: base for base in sorted(bases) for form in _forms(base, base in doubling)}
    lemmas.update({form: base for base, forms in irregular.items() for form in forms})
    return Lexicon(
        lemmas=lemmas,
        words=words,
        phrases=tuple(sorted(phrases.items(), key=lambda pair: (-len(pair[0]), pair[0]))),
        affirming=affirming,
        lists=lists,
    )


def _lists(raw: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {f"{section}.{name}": frozenset(words) for section in SECTIONS for name, words in raw[section].items()}


def _forms(base: str, doubles: bool) -> list[str]:
    """The regular forms of an English verb or noun: base, -s, -ed, -ing."""
    stem = base + base[-1] if doubles else base
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    ending = "es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return [base, base + ending, stem + "ed", stem + "ing"]
