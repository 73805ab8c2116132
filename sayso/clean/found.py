"""What a reader of lines gathers: metadata, each with the line and the words that say it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.clean.lines import Line
from sayso.records import Metadatum, Span


@dataclass(slots=True, kw_only=True)
class Found:
    """A growing list of metadata."""

    metadata: list[Metadatum] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether anything was found under this name."""
        return any(metadatum.name == name for metadatum in self.metadata)

    def add(self, name: str, value: str, what: str, line: Line, words: str | None = None) -> None:
        """Keep a metadatum; its span is where `words` (the value, where not given) stand in the line, or the line.

        `what` is the kind of line, for `where`: 'byline', 'date line'.
        """
        words = words or value
        place = _plain(line.words).find(_plain(words))
        span = line.span if place < 0 else Span(line.span.start + place, line.span.start + place + len(words))
        self.metadata.append(Metadatum(name=name, value=value, where=f"{what}, line {line.number}", span=span))


def _plain(words: str) -> str:
    """The words in a form in which a line and its core agree, sign for sign."""
    return "".join(
        sign.lower() if len(sign.lower()) == 1 else sign for sign in words.replace("’", "'").replace("\xa0", " ")
    )
