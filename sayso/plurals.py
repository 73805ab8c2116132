"""Plurals that promise more than the Document brings: 'Experts say' where one expert speaks.

A source such as 'Experts' is checked against the named people who speak in its Document. One voice is behind it where
exactly one of them is described by such a word ('analyst'), or, for words such as 'critics' that nobody is described by,
where exactly one of them says the same. Where the Document does not show who is meant, nothing is said.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.records import EntityType, Plural, Voice

SHARED = 0.5
"""The share of the plural's words of four letters and more that one voice's statement must hold to say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One Attribution as this check sees it: `source` and `words` are those of its source and content.

    `tellers`: the Voices of the attributions that it stands inside. What they tell of others is no word of their own.
    """

    attribution: str
    document: str
    voice: str | None
    source: str
    words: str
    tellers: tuple[str | None, ...] = ()


def plurals(said: Sequence[Asked], voices: Mapping[str, Voice]) -> tuple[Plural, ...]:
    """The plurals behind which one voice stands, in the order given. `voices` by id, all that `said` names among them."""
    speaking: dict[str, list[Asked]] = {}
    for one in said:
        if one.voice is not None and voices[one.voice].named and voices[one.voice].type is EntityType.PERSON:
            speaking.setdefault(one.document, []).append(one)
    found = ((one, _behind(one, speaking.get(one.document, []), voices)) for one in said)
    return tuple(
        Plural(attribution=one.attribution, voice=behind[0], why=behind[1]) for one, behind in found if behind is not None
    )


def _behind(one: Asked, speaking: Sequence[Asked], voices: Mapping[str, Voice]) -> tuple[str, str] | None:
    singular = _singular(one.source)
    if singular is None:
        return None
    if one.voice is not None and voices[one.voice].named:  # the Document itself shows who is meant
        return one.voice, f"'{one.source}' stands for '{voices[one.voice].name}' alone"
    called = {
        s.voice for s in speaking if s.voice and singular.pattern and any(map(singular.search, voices[s.voice].roles))
    }
    if len(called) == 1:
        voice = called.pop() or ""
        return voice, f"'{one.source}': of the named people who speak here, only '{voices[voice].name}' is described so"
    # an analyst who is asked about 'some analysts' repeats their words and denies them: where a description could tell who
    # is meant, only a description does
    # nor is he meant whose words stand inside those of 'some people': they tell of him
    own = [s for s in speaking if s.voice not in one.tellers and not _tells(one, s)] if not singular.pattern else []
    alike = {s.voice for s in own if s.voice and _says_the_same(one.words, s.words)}
    if len(alike) == 1:
        voice = alike.pop() or ""
        return voice, f"'{one.source}': of the named people who speak here, only '{voices[voice].name}' says so"
    return None


def _tells(one: Asked, other: Asked) -> bool:
    return one.voice is not None and one.voice in other.tellers


def _singular(source: str) -> re.Pattern[str] | None:
    """The words that describe one of those whom a plural promises; None where the source is no such plural."""
    return next((one for many, one in _classes() if many.fullmatch(source.strip().strip("\"'“”‘’"))), None)


def _says_the_same(asked: str, words: str) -> bool:
    wanted = set(_long_words(asked))
    return bool(wanted) and len(wanted & set(_long_words(words))) >= SHARED * len(wanted)


def _long_words(text: str) -> Iterator[str]:
    return (word for word in re.findall(r"\w+", text.casefold()) if len(word) >= 4)


@cache
def _classes() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    data = tomllib.loads((files("sayso") / "data" / "plurals_en.toml").read_text(encoding="utf-8"))
    opening = data["opening"]["words"]
    return tuple(
        (
            re.compile(rf"(?:(?:{opening})\s+)*(?:{row['many']})", re.IGNORECASE),
            re.compile(rf"\b(?:{row['one']})\b" if row["one"] else "", re.IGNORECASE),
        )
        for row in data["plural"]
    )
