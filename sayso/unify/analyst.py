"""What the analyst decided, on cards: which are one, which are not, names and types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.decisions import Act, Anchor, Decision
from sayso.records import EntityType
from sayso.unify.cards import Card
from sayso.unify.clusters import Clusters

APART = (Act.SPLIT, Act.DISTINCT)


class Anchored:
    """Finds the cards that an anchor means: its name in its document. What no card matches is passed over."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, card in enumerate(cards):
            self.places[card.document, card.name].append(number)

    def cards(self, anchors: Iterable[Anchor]) -> list[int]:
        """Numbers of cards, sorted, each once."""
        return sorted({n for a in anchors for n in self.places.get((a.document, " ".join(a.name.split())), ())})


def decide(clusters: Clusters, anchored: Anchored, decisions: Sequence[Decision]) -> list[tuple[int, int]]:
    """Join and forbid as the analyst said; gives the pairs that were joined.

    The last decision is applied first, so that it prevails: an earlier one that speaks against it finds no way.
    """
    joined = []
    for decision in sorted(decisions, key=lambda d: -d.number):
        ones, others = anchored.cards(decision.subject), anchored.cards(decision.other)
        if decision.act is Act.MERGE:
            every = sorted({*ones, *others})
            joined += [(every[0], n) for n in every[1:] if clusters.join(every[0], n)]
        elif decision.act in APART:
            for one in ones:
                for other in others:
                    clusters.forbid(one, other)
    return joined


def names_and_types(
    anchored: Anchored, decisions: Sequence[Decision], clusters: Clusters
) -> tuple[dict[int, str], dict[int, EntityType]]:
    """For groups (by root) that the analyst named or typed; the last decision prevails.

    A type that is none is passed over.
    """
    names: dict[int, str] = {}
    types: dict[int, EntityType] = {}
    for decision in sorted(decisions, key=lambda d: d.number):
        roots = {clusters.root(n) for n in anchored.cards(decision.subject)}
        if decision.act is Act.RENAME and decision.value.strip():
            names |= dict.fromkeys(roots, decision.value.strip())
        elif decision.act is Act.RETYPE and decision.value in set(EntityType):
            types |= dict.fromkeys(roots, EntityType(decision.value))
    return names, types
