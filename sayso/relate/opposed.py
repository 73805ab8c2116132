"""Where two sentences are opposed: what one negates and the other says, opposites, and other kinds of act."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.records import Span
from sayso.relate.profile import Profile, stem

ROOT = 5
"""Letters of two stems that must agree for two forms of a word ('suspended', 'suspension')."""


def negations(one: Profile, other: Profile) -> list[tuple[float, Span]]:
    """Each negation of `one` with the share (of 1) of the words behind it that `other` says without negating them."""
    said = {w.stem[:ROOT] for w in other.words if not w.stop}
    negated = {s[:ROOT] for _, scope in other.scopes for s in scope}
    return [
        (sum(s[:ROOT] in said - negated for s in scope) / len(scope), cue) for cue, scope in one.scopes if len(scope) > 2
    ]


def negated_held(one: Profile, other: Profile) -> float:
    """The largest share of what one sentence negates that the other says plainly; 0 where it negates nothing."""
    return max((share for share, _ in negations(one, other)), default=0.0)


def negated_shared(one: Profile, other: Profile) -> int:
    """How many stems right behind a negation of one side the other has, outside any negation of its own."""
    pairs = ((one, other), (other, one))
    return sum(s in y.stems and s not in y.negated and s not in y.names for x, y in pairs for s in x.negated)


def opposites(one: Profile, other: Profile) -> Iterator[tuple[str, Span, Span]]:
    """Opposites of which each sentence has one side only, unless just one of the two negates it."""
    for name, (left, right) in one.opposites.items():
        theirs_left, theirs_right = other.opposites.get(name, ((), ()))
        for mine, mine_not, theirs, theirs_not in (
            (left, right, theirs_right, theirs_left),
            (right, left, theirs_left, theirs_right),
        ):
            if mine and theirs and not mine_not and not theirs_not:
                negated = [_is_negated(p, s) for p, s in ((one, mine[0]), (other, theirs[0]))]
                if negated[0] == negated[1]:
                    yield name.removeprefix("opposites."), mine[0], theirs[0]


def _is_negated(sentence: Profile, span: Span) -> bool:
    return any(stem(w) in sentence.negated for w in span.of(sentence.text).split())


def other_acts(one: Profile, other: Profile) -> tuple[Span, Span] | None:
    """The words for the act, where the two sentences call it by different kinds only."""
    if not one.acts or not other.acts or set(one.acts) & set(other.acts):
        return None
    return min(s[0] for s in one.acts.values()), min(s[0] for s in other.acts.values())
