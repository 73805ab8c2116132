"""Which documents, paragraphs and quotations of a pile are the same words, who took them from whom, and what was retold.

A stage over a whole pile: plain functions from records to records. Whatever order the documents come in, the answer is
the same. `copies` reads the documents once, as a stream, and keeps hashes of their words, never their texts.

What is heavy (numpy, rensa) is imported when `copies` is first called.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.copies.said import Said
from sayso.records import Copies, Derivation, Document, Passage, Retelling

__all__ = ["Said", "copies", "retellings", "translations"]


def copies(documents: Iterable[Document], quotations: Iterable[tuple[Passage, str]] = ()) -> tuple[Copies, ...]:
    """Groups of passages that are the same words or nearly: whole documents, then paragraphs, then quotations.

    `quotations` are contents of direct and mixed attributions, each with its words (`text[span]` of its Document); those
    of documents that are not in the pile are left out. A group holds each document once, sorted by id; of n passages at
    most n - 1 have a Derivation. A document that holds two unrelated others is in a group with each of them. A sentence
    that overlaps boilerplate belongs to no passage. Documents that come twice (same id) count once.
    """
    from sayso.copies.pile import Pile
    from sayso.copies.search import groups

    pile = Pile()
    for document in documents:
        pile.add(document)
    for passage, words in quotations:
        pile.quote(passage, words)
    return groups(pile)


def translations(documents: Iterable[Document]) -> tuple[Derivation, ...]:
    """Documents whose credit names exactly one other document of the pile, in another language, whole text for whole text.

    By the original's address, else by an outlet of which the pile has one document in another language that is not
    dated later. Documents without a language are left out: unknown is not 'another'.
    """
    from sayso.copies.credits import facts
    from sayso.copies.translated import translated

    return translated([facts(document) for document in documents])


def retellings(said: Sequence[Said]) -> tuple[Retelling, ...]:
    """Statements of one voice that report one utterance in several documents: the same content words, names and figures.

    Conservative: in doubt they stay apart. Statements in different languages are not compared. Each attribution is in
    at most one Retelling.
    """
    from sayso.copies.retold import retold

    return retold(said)
