"""Attributions inside attributions: 'A says that B denied C'.

The corpus marks outermost attributions only, so the model is asked again: each content that holds the word of a cue is
read as a text of its own, out of its quotation marks. What is found there stands inside that content, one level deep.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sayso.attribute.decode import decode_all
from sayso.attribute.encode import Encoded, Ints
from sayso.attribute.join import Joined, join
from sayso.attribute.stance import is_cue
from sayso.attribute.tagger import Tagger, plain
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
        (owner, run) for owner, run in pieces if run.last - run.first + 1 >= SHORTEST and _holds_cue(text, encoded, run)
    ]
    parts = [plain(encoded, run.first, run.last + 1) for _, run in places]
    tagged = tagger.tag_encoded(parts)
    chances = decode_all([part.scores for part in tagged], tagger.steps)
    found = []
    for (owner, run), part, runs in zip(places, tagged, chances, strict=True):
        joined = join(part, tagger.steps, sentence_of[run.first : run.last + 1].tolist(), runs)
        found += [(owner, _shifted(inner, run.first)) for inner in joined if _is_within(inner, run)]
    return found


def without_outer_mark(span: Span, text: str) -> Span:
    """A nested content without the mark that closes the quotation around it, and the stop before that."""
    words = span.of(text)
    closes = words[-1] in "”»" and not any(mark in words for mark in "“«")
    if closes or (words[-1] == '"' and words.count('"') % 2):
        words = words[:-1].rstrip(".,") or words
    return Span(span.start, span.start + len(words))


def _is_within(inner: Joined, run: Run) -> bool:
    """Whether it is an attribution of its own, and not the outer one found again."""
    covered = sum(r.last - r.first + 1 for r in inner.contents)
    return inner.cue is not None and covered <= LARGEST_SHARE * (run.last - run.first + 1)


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
    """Whether a word may be a cue: one that stands in small letters, as 'States' of a name does not, or comes first."""
    here = slice(run.first, run.last + 1)
    words = [text[s:e] for s, e in zip(encoded.starts[here].tolist(), encoded.ends[here].tolist(), strict=True)]
    return any(is_cue(word) for n, word in enumerate(words) if word.islower() or not n)
