"""What `retellings` takes: one statement of a voice, in one document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement: `attribution` and `document` are ids, `voice` a Voice's id, `words` the content's words.

    `published`: the document's date (ISO 8601), None where unknown. `order`: its place among the document's statements.
    """

    attribution: str
    document: str
    voice: str
    words: str
    published: str | None
    order: int
