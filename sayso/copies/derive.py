"""Who took a passage from whom: credits first, then dates; where neither tells, nobody.

One passage has at most one model. Documents that credit one another in a circle have no derivation among them. One that
credits somebody is directed by its credits alone: its date says nothing about whom it copied.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.copies.credits import Credit, Facts, Library
from sayso.copies.dates import day, is_later
from sayso.records import Derivation, Passage


def derivations(passages: Sequence[Passage], documents: Sequence[Facts]) -> tuple[Derivation, ...]:
    """At most one for each passage but one, sorted as the passages are. `documents[i]` is that of `passages[i]`."""
    models = credited(documents)
    root = earliest(documents)
    if root is not None:
        above = {root}
        place = root
        while place in models and models[place][0] not in above:
            place = models[place][0]
            above.add(place)
        for copy, document in enumerate(documents):
            free = copy not in above and not any(credit.binding for credit in document.credits)
            if free and copy not in models and is_later(document.published, documents[root].published):
                why = f"published {document.published}, the other {documents[root].published}"
                models[copy] = root, why
    return tuple(Derivation(copy=passages[copy], of=passages[of], why=why) for copy, (of, why) in sorted(models.items()))


def credited(documents: Sequence[Facts]) -> dict[int, tuple[int, str]]:
    """For each document that credits another one of these: which, and the words that tell; circles left out."""
    library = Library(documents)
    choices: dict[int, tuple[int, str]] = {}
    for place, document in enumerate(documents):
        for credit in sorted(document.credits, key=lambda c: (not c.address, not c.host)):
            of = chosen(library.meant(credit), place, credit, documents)
            if of is not None:
                choices[place] = of, credit.why
                break
    circle = circling({copy: of for copy, (of, _) in choices.items()})
    return {copy: choice for copy, choice in choices.items() if copy not in circle}


def chosen(meant: set[int], place: int, credit: Credit, documents: Sequence[Facts]) -> int | None:
    """Of the documents that a credit may mean: not oneself, not one's own outlet, none surely later; the earliest."""
    own = documents[place]
    best: int | None = None
    for other in sorted(meant) if len(meant) < len(documents) else ():
        there = documents[other]
        if other == place or (own.outlet and there.outlet == own.outlet) or is_later(there.published, own.published):
            continue
        if best is None or is_later(documents[best].published, there.published):
            best = other
    return best


def circling(models: dict[int, int]) -> set[int]:
    """The members of circles in a map that gives each at most one model."""
    found: set[int] = set()
    done: set[int] = set()
    for start in models:
        path: dict[int, None] = {}
        place = start
        while place in models and place not in done and place not in path:
            path[place] = None
            place = models[place]
        if place in path:
            walked = list(path)
            found.update(walked[walked.index(place) :])
        done.update(path)
    return found


def earliest(documents: Sequence[Facts]) -> int | None:
    """The place of the one document that is surely earlier than all others that are dated; None where there is none."""
    best: int | None = None
    for place, document in enumerate(documents):
        if day(document.published) and (best is None or is_later(documents[best].published, document.published)):
            best = place
    if best is None or any(
        place != best and day(document.published) and not is_later(document.published, documents[best].published)
        for place, document in enumerate(documents)
    ):
        return None
    return best
