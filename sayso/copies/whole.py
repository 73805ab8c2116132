"""Documents that are copies of one another as wholes: a reprint, a cut reprint, a reprint with additions.

A document is held against the fullest ones that share sentences with it, and joins the one that holds the largest share
of its words. Two documents that a third one holds in different places (a round-up) are not copies of each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from sayso.copies.stars import Ints

_SHARE = 0.5  # of a document's words that lie in sentences of the fuller one
_LEAST_WORDS = 8  # below this two equal texts are a greeting or a heading
_HELD_AGAINST = 8  # of the fuller documents, those that share most sentences
_ANCHORS = 16  # kept for a sentence that many documents have


@dataclass(frozen=True, slots=True)
class Bodies:
    """Documents as rows of sentences: document d has the sentences `begins[d]` to `begins[d + 1]`, in the order of the
    text; each has a number (the head of its class) and a count of words."""

    begins: list[int]
    heads: Ints
    words: list[float]
    is_held: Callable[[int, int], bool]

    def row(self, document: int) -> list[int]:
        """The sentences' numbers."""
        return list(self.heads[self.begins[document] : self.begins[document + 1]].tolist())

    def weight(self, document: int) -> list[float]:
        """The sentences' words."""
        return self.words[self.begins[document] : self.begins[document + 1]]


@dataclass(slots=True)
class Whole:
    """Copies of one document: for each document the first and the last of its sentences that it shares (positions in its
    row, both included). `fullest` are the documents with the most words, equal to one another."""

    fullest: list[int]
    reach: dict[int, tuple[int, int]] = field(default_factory=dict)


def wholes(bodies: Bodies, keys: list[int]) -> list[Whole]:
    """Groups of at least two documents. `keys`: for each sentence the hash of its words."""
    alike: dict[bytes, list[int]] = defaultdict(list)
    for document in range(len(bodies.begins) - 1):
        row = keys[bodies.begins[document] : bodies.begins[document + 1]]
        if sum(bodies.weight(document)) >= _LEAST_WORDS:
            alike[blake2b(np.array(row, dtype=np.uint64).tobytes(), digest_size=16).digest()].append(document)
    order = sorted(alike, key=lambda key: (-sum(bodies.weight(alike[key][0])), key))
    sets = [alike[key] for key in order]
    held = anchored(bodies, [documents[0] for documents in sets])
    members: dict[int, list[int]] = defaultdict(list)
    for number, anchor in enumerate(held):
        if anchor != number:
            members[anchor].append(number)
    found: list[Whole] = []
    for anchor, documents in enumerate(sets):
        if members[anchor]:
            found.extend(parts(bodies, documents, [sets[number] for number in members[anchor]]))
        elif len(documents) > 1 and held[anchor] == anchor:
            last = len(bodies.row(documents[0])) - 1
            found.append(Whole(documents, dict.fromkeys(documents, (0, last))))
    return found


def anchored(bodies: Bodies, documents: list[int]) -> list[int]:
    """For each document, fullest first, the place of the one that holds it, or its own."""
    shared = Counter(head for document in documents for head in set(bodies.row(document)))
    anchors: dict[int, list[int]] = defaultdict(list)
    held = []
    for number, document in enumerate(documents):
        row, weight = bodies.row(document), bodies.weight(document)
        votes: Counter[int] = Counter()
        for head, words in zip(row, weight, strict=True):
            for anchor in anchors.get(head, ()):
                votes[anchor] += int(2 * words)
        best, most = number, max(_LEAST_WORDS, _SHARE * sum(weight))
        for anchor, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_HELD_AGAINST]:
            there = set(bodies.row(documents[anchor]))
            words = sum(words for head, words in zip(row, weight, strict=True) if head in there)
            better = words > most or (words == most and best == number)
            if better and bodies.is_held(document, documents[anchor]):
                best, most = anchor, words
        held.append(best)
        if best == number:
            for head in set(row):
                if shared[head] > 1 and len(anchors[head]) < _ANCHORS:
                    anchors[head].append(number)
    return held


def parts(bodies: Bodies, fullest: list[int], members: list[list[int]]) -> Iterator[Whole]:
    """One Whole where all members have sentences in common with one another, by way of others or not; else one for each
    such part, and one for the fullest where there are several of them. Of a fullest one that members hold little of, only
    that part is a copy: an exact copy of the fullest adds a group and widens none."""
    row = bodies.row(fullest[0])
    there = set(row)
    leader = {head: head for head in there}

    def lead(head: int) -> int:
        while leader[head] != head:
            leader[head] = head = leader[leader[head]]
        return head

    for documents in members:
        common = [head for head in bodies.row(documents[0]) if head in there]
        for head in common:
            leader[lead(head)] = lead(common[0])
    made: dict[int, Whole] = {}
    for documents in members:
        places = [place for place, head in enumerate(bodies.row(documents[0])) if head in there]
        part = made.setdefault(lead(bodies.row(documents[0])[places[0]]), Whole(fullest))
        part.reach.update(dict.fromkeys(documents, (places[0], places[-1])))
    several = len(made) > 1
    held = {head for documents in members for head in bodies.row(documents[0])}
    most = 2 * sum(words for head, words in zip(row, bodies.weight(fullest[0]), strict=True) if head in held)
    several = several or most < sum(bodies.weight(fullest[0]))  # a long text that cites a short one
    for leading, part in made.items():
        places = [place for place, head in enumerate(row) if not several or (head in held and lead(head) == leading)]
        part.reach.update(dict.fromkeys(fullest, (places[0], places[-1])))
        yield part
    if several and len(fullest) > 1:
        yield Whole(fullest, dict.fromkeys(fullest, (0, len(row) - 1)))
