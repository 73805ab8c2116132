"""Documents that say that they are a translation of another one in the pile."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.copies.credits import Facts, Library
from sayso.copies.dates import is_later
from sayso.copies.derive import circling
from sayso.records import Derivation, Passage


def translated(documents: Sequence[Facts]) -> tuple[Derivation, ...]:
    """One Derivation for each such document, sorted by its id; a document that comes twice counts once."""
    documents = sorted({document.id: document for document in documents}.values(), key=lambda document: document.id)
    library = Library(documents)
    found: dict[int, tuple[int, str]] = {}
    for place, document in enumerate(documents):
        for credit in sorted(document.credits, key=lambda c: (not c.address, not c.host)):
            meant = [other for other in library.meant(credit) if original(document, documents[other])]
            if len(meant) == 1:
                found[place] = meant[0], credit.why
                break
    circle = circling({copy: of for copy, (of, _) in found.items()})
    made = []
    for copy, (of, why) in sorted(found.items()):
        ours, theirs = documents[copy], documents[of]
        if copy not in circle and ours.whole is not None and theirs.whole is not None:
            copy_of, model = Passage(document=ours.id, span=ours.whole), Passage(document=theirs.id, span=theirs.whole)
            made.append(Derivation(copy=copy_of, of=model, why=why))
    return tuple(made)


def original(document: Facts, other: Facts) -> bool:
    """Whether `other` may be what `document` was translated from: in another language and not surely later."""
    return (
        document.language is not None
        and other.language is not None
        and document.language != other.language
        and not is_later(other.published, document.published)
    )
