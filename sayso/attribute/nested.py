"""Attributions inside attributions: 'A says that B denied C'.

The corpus marks outermost attributions only, so the model is asked again: each content that holds the word of a cue is
read as a text of its own, out of its quotation marks. What is found there stands inside that content, one level deep.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sayso.attribute.encode import Encoded, Ints
from sayso.attribute.join import Joined, join
from sayso.attribute.stance import is_cue
from sayso.attribute.tagger import Tagged, Tagger, plain
from sayso.attribute.tags import Run
from sayso.records import Span

Owner = TypeVar("Owner")

SHORTEST = 5
"""Words of a content that is looked into: 'he said no' holds nobody else's words."""
LARGEST_SHARE = 0.9
"""Of the outer content: what a nested one may cover and still be something else than the outer one found again."""


def nested(
    text: str, encoded: Encoded, pieces: Iterable[tuple[Owner, Run]], tagger: Tagger, sentence_of: Ints
) -> list[tuple[Owner, Joined]]:
    """What is found inside pieces of contents, each with its piece's owner, in words of `encoded`."""
    places = [
        (owner, run)
        for owner, run in pieces
        if run.last - run.first + 1 >= SHORTEST and _holds_cue(text, encoded, run)
    ]
    parts = [plain(encoded, run.first, run.last + 1) for _, run in places]
    found = []
    for (owner, run), tagged in zip(places, tagger.tag_encoded(parts), strict=True):
        for inner in _inside(tagged, run, tagger, sentence_of):
            found.append((owner, inner))
    return found


def without_outer_mark(span: Span, text: str) -> Span:
    """A nested content without the mark that closes the quotation around it, and the stop before that."""
    words = span.of(text)
    closes = words[-1] in "”»" and not any(mark in words for mark in "“«")
    if closes or (words[-1] == '"' and words.count('"') % 2):
        words = words[:-1].rstrip(".,") or words
    return Span(span.start, span.start + len(words))


def _inside(tagged: Tagged, run: Run, tagger: Tagger, sentence_of: Ints) -> list[Joined]:
    size = run.last - run.first + 1
    found = []
    for inner in join(tagged, tagger.steps, sentence_of[run.first : run.last + 1].tolist()):
        covered = sum(r.last - r.first + 1 for r in inner.contents)
        if inner.cue is None or covered > LARGEST_SHARE * size:
            continue
        found.append(_shifted(inner, run.first))
    return found


def _shifted(joined: Joined, by: int) -> Joined:
    def moved(run: Run | None) -> Run | None:
        return run and Run(run.part, run.first + by, run.last + by)

    return Joined(
        cue=moved(joined.cue),
        source=moved(joined.source),
        contents=[Run(r.part, r.first + by, r.last + by) for r in joined.contents],
        shared=joined.shared,
        evidence=joined.evidence,
    )


def _holds_cue(text: str, encoded: Encoded, run: Run) -> bool:
    words = zip(encoded.starts[run.first : run.last + 1], encoded.ends[run.first : run.last + 1], strict=True)
    return any(is_cue(text[s:e].lower()) for s, e in words)
