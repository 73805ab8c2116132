"""Group the speakers of all documents into voices.

A voice is one speaker as it is shown. Two Entities are one voice only where both are of the same type (person,
organisation, document) and have equal full names, letter case and a leading article aside; a name of several words is
one voice too where one document takes it for a person and another for an organisation. Unnamed sources and groups
never merge across documents, nor does a description that holds no name ('The ministry', 'a report'): another document
may mean another one, and it stands with the unnamed sources. An unknown speaker is no voice.

Wrong merges are worse than missed ones here: a person can merge by hand later, and sees two cards until then.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.records import Attribution, Document, Entity, EntityType

UNNAMED = (EntityType.GROUP, EntityType.UNNAMED)
ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
# A capital on one of these is the sentence's: 'The hospital', 'One report'.
OPENERS = frozenset(
    "the a an this that these those his her its their our my your some many most several few one two three another "
    "other any all both no each every such today's".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """An Attribution with its number in the brief, its document's number and its speaker, if the text tells one."""

    number: int
    place: int
    document: Document
    attribution: Attribution
    speaker: Entity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The statements of one speaker, in reading order, and all Entities behind them."""

    said: list[Numbered] = field(default_factory=list)

    @property
    def type(self) -> EntityType:
        """The type that most statements have; the first one where several have as many."""
        return Counter(one.speaker.type for one in self.said if one.speaker).most_common(1)[0][0]

    @property
    def named(self) -> bool:
        return self.type not in UNNAMED and is_name(self.name, self.type)

    @property
    def name(self) -> str:
        """The spelling that most statements have; the first one where several have as many."""
        return Counter(one.speaker.name for one in self.said if one.speaker).most_common(1)[0][0]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles in the documents' words, each once; a role that is the name is none.

        The one that most documents give comes first, for one document alone may be misread; else reading order.
        """
        name = self.name.casefold()
        seen: dict[str, str] = {}
        places: dict[str, set[int]] = {}
        for one in self.said:
            for span in one.speaker.roles if one.speaker else ():
                words = " ".join(span.of(one.document.text).split())
                seen.setdefault(words.casefold(), words)
                places.setdefault(words.casefold(), set()).add(one.place)
        ordered = sorted(seen, key=lambda folded: -len(places[folded]))
        return tuple(seen[folded] for folded in ordered if folded != name)


def grouped(statements: Iterable[Numbered]) -> tuple[list[Voice], list[Voice]]:
    """The named voices, those with most to say first, and the unnamed ones in reading order."""
    voices: dict[tuple[str, ...], Voice] = {}
    for one in statements:
        if one.speaker is not None:
            voices.setdefault(identity(one.speaker, one.place), Voice()).said.append(one)
    named = sorted((v for v in voices.values() if v.named), key=most_to_say)
    return named, [v for v in voices.values() if not v.named]


def identity(entity: Entity, place: int) -> tuple[str, ...]:
    """What two Entities must share to be one voice; `place` is the number of the document."""
    if entity.type in UNNAMED:
        return (str(place), entity.id)
    name = " ".join(unicodedata.normalize("NFC", entity.name).split())
    scope = "" if is_name(name, entity.type) else str(place)
    bare = ARTICLE.sub("", name, count=1) if ARTICLE.match(name) else name
    # 'Washington' may be a person and a government; 'Boko Haram' read as a person is the organisation misread.
    alike = entity.type is not EntityType.DOCUMENT and len(bare.split()) > 1
    return (scope, "" if alike else entity.type, bare.casefold())


def is_name(name: str, type: EntityType | None = None) -> bool:
    """Whether some word begins with a capital, or the script has no capitals; else it describes ('the ministry').

    The capital of an article or the like that opens it does not count, nor, for a document, that of any first word
    ('Earlier reports', 'Iraqi media reports').
    """
    words = [w.lstrip("\"'“‘«([") for w in name.split()]
    if not any(c.islower() for c in name):
        return True
    if words and (type is EntityType.DOCUMENT or words[0].casefold().replace("’", "'") in OPENERS):
        words = words[1:]
    return any(w[:1].isupper() for w in words)


def most_to_say(voice: Voice) -> tuple[int, int, int, int]:
    """More statements first, then more documents, then more words; then the one that the pile names first."""
    length = sum(span.end - span.start for one in voice.said for span in one.attribution.content)
    return -len(voice.said), -len({one.place for one in voice.said}), -length, voice.said[0].number


def outlets(documents: Sequence[Document]) -> tuple[tuple[str, ...], int]:
    """The distinct outlets, letter case aside, in order, and how many of the documents name none."""
    seen: dict[str, str] = {}
    for document in documents:
        if document.outlet:
            seen.setdefault(document.outlet.casefold(), document.outlet)
    return tuple(seen.values()), sum(not document.outlet for document in documents)
