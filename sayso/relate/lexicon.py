"""The words of `relate_en.toml`, looked up word by word: each class of words with the places where it stands in a sentence.

A phrase is matched whole, a star stands for any ending of a word. A dictionary by first words is used instead of one long
pattern: a sentence asks for some sixty classes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.records import Span

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBER = re.compile(r"No\.?\s?\d")
"""'No. 17' negates nothing."""
SHORTEST = 3
"""Letters before a star at least."""
MASKED = "masked"
NEGATES = "cues.negates", "denial.negates"
"""The classes that a word's ending 'n't' belongs to."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`whole` and `begun`: by a phrase's first word (whole, or how it begins), the phrases and the classes that have them.

    A class is called 'cues.denies', 'acts.coup', 'alike.deal', 'denial.untrue', 'deeds.kill', 'opposites.life.0' or
    'masked'. `classes`: all of them, in order. `longest`: letters of the longest beginning, so that a 'word' of any
    length is looked up as fast.
    `stop`, `telling`, `bodies`: function words, words that speak of saying and knowing, and nouns of bodies.
    """

    whole: Mapping[str, tuple[tuple[Phrase, str], ...]]
    begun: Mapping[str, tuple[tuple[Phrase, str], ...]]
    classes: tuple[str, ...]
    longest: int
    stop: frozenset[str]
    telling: frozenset[str]
    bodies: frozenset[str]

    def find(self, text: str) -> dict[str, tuple[Span, ...]]:
        """The places of each class in a sentence, in order, no two of one class overlapping; those without are left out.

        Cues within a masked phrase ('confirm or deny') are none.
        """
        tokens = list(TOKEN.finditer(text))
        words = ["number" if _NUMBER.match(text, m.start()) else m.group().lower().replace("’", "'") for m in tokens]
        found: dict[str, list[Span]] = {}
        for place, word in enumerate(words):
            for phrase, name in self._candidates(word):
                if len(phrase) <= len(words) - place and all(
                    _is(w, p) for w, p in zip(words[place:], phrase, strict=False)
                ):
                    span = Span(tokens[place].start(), tokens[place + len(phrase) - 1].end())
                    found.setdefault(name, []).append(span)
            if word.endswith("n't"):
                for name in NEGATES:
                    found.setdefault(name, []).append(Span(tokens[place].end() - 3, tokens[place].end()))
        masked = found.pop(MASKED, [])
        for name, spans in found.items():
            kept = [s for s in spans if not (name.startswith(("cues", "denial")) and any(m.holds(s) for m in masked))]
            found[name] = _apart(kept)
        return {name: tuple(spans) for name, spans in found.items() if spans}

    def _candidates(self, word: str) -> Iterator[tuple[Phrase, str]]:
        yield from self.whole.get(word, ())
        for length in range(SHORTEST, min(len(word), self.longest) + 1):
            yield from self.begun.get(word[:length], ())


def _is(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def _apart(spans: list[Span]) -> list[Span]:
    """The longest of those that begin at one place, and none that overlaps the one before it."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


@cache
def lexicon() -> Lexicon:
    """The words, read once."""
    data = tomllib.loads((files("sayso") / "data" / "relate_en.toml").read_text(encoding="utf-8"))
    rows = {MASKED: data["masked"]["phrases"]}
    rows |= {f"cues.{name}": row for name, row in data["cues"].items()}
    for kind in ("acts", "denial", "alike", "deeds", "tied"):
        rows |= {f"{kind}.{name}": row for name, row in data[kind].items()}
    for name, row in data["opposites"].items():
        rows |= {f"opposites.{name}.{side}": words for side, words in enumerate(row.split(" | "))}
    whole: dict[str, list[tuple[Phrase, str]]] = {}
    begun: dict[str, list[tuple[Phrase, str]]] = {}
    for name, row in rows.items():
        for words in row.split("|"):
            phrase = tuple(words.lower().split())
            if phrase:
                table, first = (begun, phrase[0][:-1]) if phrase[0].endswith("*") else (whole, phrase[0])
                table.setdefault(first, []).append((phrase, name))
    return Lexicon(
        whole={first: tuple(phrases) for first, phrases in whole.items()},
        begun={first: tuple(phrases) for first, phrases in begun.items()},
        classes=tuple(rows),
        longest=max(map(len, begun), default=0),
        stop=frozenset(data["grammar"]["stop"].split("|")),
        telling=frozenset(data["grammar"]["telling"].split("|")),
        bodies=frozenset(data["grammar"]["bodies"].split("|")),
    )
