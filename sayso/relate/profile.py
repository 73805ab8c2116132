"""What one sentence says that can be compared: its words, names, figures, times and cues. Made once a sentence and kept.

Words are compared by a plain stem: endings of English nouns and verbs are cut, so 'denied' meets 'denies'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sayso.quantities import quantities
from sayso.records import Quantity, Span
from sayso.relate.lexicon import Lexicon, lexicon
from sayso.times import Expression, expressions

WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:-[^\W\d_]+)*")
SCOPE = 6
"""Content words behind a negation that it may negate."""
KEPT = 4096
"""Sentences whose profile is kept."""


CUES = tuple(name.removeprefix("cues.") for name in lexicon().classes if name.startswith("cues."))
OPPOSITES = tuple(dict.fromkeys(name[:-2] for name in lexicon().classes if name.startswith("opposites.")))


class Word:
    """One word of a sentence: its place, its stem, and whether it stands as a name."""

    __slots__ = ("name", "span", "stem", "stop")

    def __init__(self, span: Span, stem: str, name: bool, stop: bool) -> None:
        self.span, self.stem, self.name, self.stop = span, stem, name, stop


@dataclass(frozen=True, slots=True)
class Profile:
    """One sentence, read. `content`: stems of words that are neither function words, names, nor numbers; `cues`: by
    class, where they stand; `negated`: stems that stand right behind a negation; `scopes`: each negation or denial with the
    stems of the words behind it."""

    text: str
    words: tuple[Word, ...]
    content: frozenset[str]
    names: frozenset[str]
    stems: frozenset[str]
    figures: tuple[Quantity, ...]
    times: tuple[Expression, ...]
    cues: Mapping[str, tuple[Span, ...]]
    opposites: Mapping[str, tuple[tuple[Span, ...], tuple[Span, ...]]]
    acts: Mapping[str, tuple[Span, ...]]
    negated: Mapping[str, Span]
    scopes: tuple[tuple[Span, tuple[str, ...]], ...]
    headline: bool

    def has(self, *classes: str) -> bool:
        """Whether a cue of any of these classes stands in the sentence."""
        return any(self.cues[name] for name in classes)


@lru_cache(maxsize=KEPT)
def stem(word: str) -> str:
    """A word without its usual English endings, in lower case."""
    word = word.lower()
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    for ending in ("ingly", "edly", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):
            word = word[: -len(ending)]
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] == "e" else word


@lru_cache(maxsize=KEPT)
def profile(text: str) -> Profile:
    """Reads one sentence. An empty one has nothing."""
    words = lexicon()
    found = _words(text, words)
    told = words.find(text)
    cues = {name: told.get(f"cues.{name}", ()) for name in CUES}
    whole = [Span(0, len(text))]
    figures = quantities(text, whole)
    return Profile(
        text=text,
        words=found,
        content=frozenset(w.stem for w in found if not w.stop and not w.name and not w.stem[0].isdigit()),
        names=frozenset(w.stem for w in found if w.name and not w.stop),
        stems=frozenset(w.stem for w in found if not w.stop),
        figures=figures,
        times=tuple(expressions(text)),
        cues=cues,
        opposites={n: sides for n in OPPOSITES if any(sides := (told.get(f"{n}.0", ()), told.get(f"{n}.1", ())))},
        acts={name: spans for name, spans in told.items() if name.startswith("acts.")},
        negated=_negated(found, cues),
        scopes=_scopes(found, cues),
        headline=_is_headline(text),
    )


def _words(text: str, words: Lexicon) -> tuple[Word, ...]:
    headline = _is_headline(text)
    found = []
    for number, match in enumerate(WORD.finditer(text)):
        written = match.group()
        stop = written.lower() in words.stop
        before = text[: match.start()].rstrip(" \"'“”‘’([")
        opens = number == 0 or before[-1:] in (".", "!", "?", ":")
        name = (
            written[0].isupper() and not stop and not headline and (not opens or (written.isupper() and len(written) > 1))
        )
        found.append(Word(Span(*match.span()), stem(written), name, stop))
    # the first word is a name where the next one is ('Hong Kong is'), or where it comes again inside the sentence
    for place, word in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if (
            not word.name
            and not word.stop
            and not headline
            and word.span.of(text)[0].isupper()
            and following
            and following.name
        ):
            word.name = True
    return tuple(found)


def _is_headline(text: str) -> bool:
    long = [m.group() for m in WORD.finditer(text) if len(m.group()) > 3 and not m.group()[0].isdigit()]
    return len(long) >= 3 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)


def _scopes(found: tuple[Word, ...], cues: Mapping[str, tuple[Span, ...]]) -> tuple[tuple[Span, tuple[str, ...]], ...]:
    """Each cue of `negates`, `denies` and `doubts` with the stems of up to six content words behind it."""
    out = []
    for cue in (*cues["negates"], *cues["denies"], *cues["doubts"]):
        behind = tuple(w.stem for w in found if w.span.start >= cue.end and not w.stop)[:SCOPE]
        if len(behind) > 1:
            out.append((cue, behind))
    return tuple(out)


def _negated(found: tuple[Word, ...], cues: Mapping[str, tuple[Span, ...]]) -> dict[str, Span]:
    """Stems of the content words that follow a negation within four of them, with the negation's place."""
    out: dict[str, Span] = {}
    for cue in (*cues["negates"], *cues["denies"]):
        behind = [w for w in found if w.span.start >= cue.end and not w.stop][:4]
        for word in behind:
            if word.span.start - cue.end <= 45:
                out.setdefault(word.stem, cue)
    return out
