"""Put the statements of a brief to their voices, as `pile.py` tells them, in the order in which they are shown.

Named voices come first, those with most to say before the others. Who is only described ('critics', 'a report') follows in
reading order, each in its own document. An unknown speaker is no voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.records import Attribution, Document, Entity, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """An Attribution with its number in the brief, its document's number and its speaker, if the text tells one."""

    number: int
    place: int
    document: Document
    attribution: Attribution
    speaker: Entity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """A Voice with its statements, in reading order."""

    voice: Voice
    said: list[Numbered] = field(default_factory=list)


def grouped(
    statements: Iterable[Numbered], voices: Mapping[str, Voice], voice_of: Mapping[str, str]
) -> tuple[list[Speaking], list[Speaking]]:
    """The named voices, those with most to say first, and the unnamed ones in reading order."""
    speaking: dict[str, Speaking] = {}
    for one in statements:
        if one.speaker is not None:
            voice = voices[voice_of[one.speaker.id]]
            speaking.setdefault(voice.id, Speaking(voice=voice)).said.append(one)
    named = sorted((s for s in speaking.values() if s.voice.named), key=most_to_say)
    return named, [s for s in speaking.values() if not s.voice.named]


def most_to_say(speaking: Speaking) -> tuple[int, int, int, int]:
    """More statements first, then more documents, then more words; then the one that the pile names first."""
    length = sum(span.end - span.start for one in speaking.said for span in one.attribution.content)
    return -len(speaking.said), -len({one.place for one in speaking.said}), -length, speaking.said[0].number


def outlets(documents: Sequence[Document]) -> tuple[tuple[str, ...], int]:
    """The distinct outlets, letter case aside, in order, and how many of the documents name none."""
    seen: dict[str, str] = {}
    for document in documents:
        if document.outlet:
            seen.setdefault(document.outlet.casefold(), document.outlet)
    return tuple(seen.values()), sum(not document.outlet for document in documents)
