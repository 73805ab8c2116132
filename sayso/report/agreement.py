"""Which claims may be shown as agreed: two independent origins plainly say it, each itself; nothing is held against it.

A count of origins is a count of those that nothing shows to be one. Here more is asked, for 'agreed' is read as a finding:
an outlet or a report passes words on, the same sentence under two names is one sentence read in two ways, and who is
named in the words of any place may only be quoted there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from sayso.records import Stance
from sayso.report.account_models import ClaimView, MemberView

PUT_SO = frozenset({Stance.ASSERTED, Stance.PREDICTED})
ALIKE, SHARED = 0.6, 4
"""The share of the telling words of the one that has fewer which the other has too, and how many that are at least."""
COPIED = 0.6
"""The share of the pairs of neighbouring words of two remarks from which they are one sentence, not two statements."""
_WORD = re.compile(r"\w+")
_STEM, _TELLING = 5, 4  # letters
_PASSES_ON = frozenset(
    (
        "account agency article articles book broadcast channel document film footage image letter log magazine media news "
        "newspaper paper poll post press release report reports statement station story study survey television tweet video"
    ).split()
)


def is_agreed(claim: ClaimView, contested: Mapping[int, Sequence[MemberView]], outlets: frozenset[str]) -> bool:
    """Whether a claim may be called agreed. `contested`: the members of all conflicts, by document; `outlets`: the names of
    the pile's outlets, casefolded."""
    members = claim.side.members
    if claim.against or any(m.stance not in PUT_SO for m in members):
        return False
    if any(_overlap(m, other) for m in members for other in contested.get(m.document, ())):
        return False
    told = set().union(*(_words(m) for m in members))
    own = [m for m in members if m.origin and not _passes_on(m.origin, outlets) and not _names(m) & told]
    return any(_agree(one, other) for one, other in combinations(own, 2))


def _agree(one: MemberView, other: MemberView) -> bool:
    if one.origin == other.origin or one.document == other.document:
        return False
    if len(_pairs(one) & _pairs(other)) >= COPIED * len(_pairs(one) | _pairs(other)):
        return False
    a, b = _words(one), _words(other)
    telling, others = ({w for w in words if len(w) >= _TELLING or w.isdigit()} for words in (a, b))
    shared = telling & others
    return len(shared) >= SHARED and len(shared) >= ALIKE * min(len(telling), len(others))


def _passes_on(origin: str, outlets: frozenset[str]) -> bool:
    words = _WORD.findall(origin.casefold())
    return origin.casefold() in outlets or not _PASSES_ON.isdisjoint(words)


def _names(member: MemberView) -> set[str]:
    """What its origin and its speaker are called by."""
    told = f"{member.origin or ''} {member.speaker or ''}".casefold()
    return {word[:_STEM] for word in _WORD.findall(told) if len(word) >= _TELLING}


def _words(member: MemberView) -> set[str]:
    return {word[:_STEM] for one in member.words for word in _WORD.findall(one.text.casefold())}


def _pairs(member: MemberView) -> set[tuple[str, str]]:
    words = [word for one in member.words for word in _WORD.findall(one.text.casefold())]
    return set(pairwise(words)) or {("", word) for word in words}


def _overlap(one: MemberView, other: MemberView) -> bool:
    return any(a.span.overlaps(b.span) for a in one.words for b in other.words)
