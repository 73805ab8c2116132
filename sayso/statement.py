"""One thing that somebody says, with what is needed to show it: what a case gives when it is asked who says what."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Attribution, Document, Entity, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One Attribution with the Document that it stands in and the Entity that speaks, None where unknown."""

    attribution: Attribution
    document: Document
    entity: Entity | None

    @property
    def speaker(self) -> str | None:
        """The speaker's fullest name in the Document."""
        return self.entity.name if self.entity else None

    @property
    def content(self) -> tuple[str, ...]:
        """What is said, in the Document's words: one string for each unbroken piece."""
        return self._words(self.attribution.content)

    @property
    def source(self) -> tuple[str, ...]:
        """Who is named as saying it, in the Document's words."""
        return self._words(self.attribution.source)

    @property
    def cue(self) -> tuple[str, ...]:
        """The words that tell that it is said."""
        return self._words(self.attribution.cue)

    def __str__(self) -> str:
        return f"{self.speaker or 'unknown'}: {' … '.join(self.content)}"

    def _repr_html_(self) -> str:
        from sayso.display import statement_html

        return statement_html(self)

    def _words(self, spans: Spans) -> tuple[str, ...]:
        return tuple(span.of(self.document.text) for span in spans)
