"""Stage 2, clean: what in a Document is not the article, and what the text says about itself.

`clean` marks boilerplate and adds title, author, outlet, date, address, origin and language where the text tells them
and the reader did not. It never changes the text, takes nothing away that a reader gave, and knows nothing of the
network. The same Document gives the same result, and cleaning twice changes nothing more.
"""

from __future__ import annotations

import dataclasses

from sayso.clean.boilerplate import reasons_by_line, spans
from sayso.clean.dates import resolve_date
from sayso.clean.foot import read_foot
from sayso.clean.head import read_head
from sayso.clean.language import language_of
from sayso.clean.lines import lines
from sayso.clean.publication import day_of_publication
from sayso.records import Boilerplate, Document, Metadatum

__all__ = ["clean", "resolve_date"]


def clean(document: Document) -> Document:
    """The Document with boilerplate spans (sorted, disjoint, never the title) and the metadata that its text tells.

    Metadata that the Document has stay as they are, and no second value is added for a name that has one.
    """
    language = document.meta("language") or language_of(document.text)
    listed = lines(document.text)
    head = read_head(listed, document.text, language)
    title = head.title
    if document.title is not None:
        given = document.title.strip()
        title = next((place for place, line in enumerate(listed[:10]) if line.words == given), title)
        head.reasons.pop(title if title is not None else -1, None)
    reasons = reasons_by_line(listed, head.reasons, title)
    found = [*head.metadata, *read_foot(head, listed, reasons)]
    day = day_of_publication(head, listed, reasons, (*document.metadata, *found), language)
    if day is not None:
        found.append(day)
    if language is not None:
        found.append(Metadatum(name="language", value=language, where="letters of the text"))
    return dataclasses.replace(
        document,
        metadata=document.metadata + _new(found, document.metadata),
        boilerplate=_merged(document.boilerplate, spans(listed, reasons)),
    )


def _new(found: list[Metadatum], known: tuple[Metadatum, ...]) -> tuple[Metadatum, ...]:
    """What was found under names that are not known, each value once."""
    names = {metadatum.name for metadatum in known}
    kept: dict[tuple[str, str], Metadatum] = {}
    for metadatum in found:
        if metadatum.name not in names:
            kept.setdefault((metadatum.name, metadatum.value), metadatum)
    return tuple(kept.values())


def _merged(known: tuple[Boilerplate, ...], found: tuple[Boilerplate, ...]) -> tuple[Boilerplate, ...]:
    """Both, sorted; what was known stands where the two overlap."""
    merged = list(known)
    ends = sorted(known, key=lambda mark: mark.span)
    place = 0
    for mark in found:
        while place < len(ends) and ends[place].span.end <= mark.span.start:
            place += 1
        if place == len(ends) or not ends[place].span.overlaps(mark.span):
            merged.append(mark)
    return tuple(sorted(merged, key=lambda mark: mark.span))
