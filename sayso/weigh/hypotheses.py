"""Where Hypotheses come from: the analyst, a ready set, or the sides of the strongest Conflict.

The ready set `coup` follows the types of coups of the Cline Center (Peyton, Bajjalieh, Shalmon, Martin, Bonaguro and Soto
2023, Cline Center Coup d'Etat Project Dataset, v2.1.2): military, dissident, rebel, palace, foreign, auto, resign, popular,
counter, other; an event is a conspiracy, an attempt or a realized coup. Its ten types are six columns here, for words in
the news seldom part them further. The sentences are sayso's labels and no quotations.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.claims import Remark
from sayso.decisions import Act, Decision
from sayso.errors import InputError
from sayso.ids import content_id
from sayso.matrix import Basis, Bearing, Evidence, Hypothesis, Phrase
from sayso.records import Clash, Conflict, Member, Side, Stance
from sayso.weigh.phrases import terms

READY = ("coup",)
"""The names of the ready sets."""
NO_RIVALS = (Clash.FIGURE,)
"""Conflicts whose sides are no rival explanations: figures stand in their series."""
LOOKED_AT = 10
"""Conflicts, the strongest first, of which one is proposed."""
SHARED = 2
"""Words that a member must share with the one that stands for its side."""
FEWEST, MOST = 2, 6
"""Sides of a Conflict that are proposed: one explanation has no rival, and more than six columns nobody reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Rival hypotheses in the Documents' words, and what is known to bear on each, by its id."""

    hypotheses: tuple[Hypothesis, ...]
    evidence: Mapping[str, tuple[Evidence, ...]]


def hypothesis_id(text: str) -> str:
    """The id of the Hypothesis with these words, blanks and letter case aside."""
    return content_id("hypothesis", " ".join(text.split()).casefold())


def hypothesis(text: str, decision: int | None = None) -> Hypothesis:
    """The analyst's own."""
    folded = " ".join(text.split())
    return Hypothesis(id=hypothesis_id(folded), text=folded, basis=Basis.ANALYST, decision=decision)


def ready(name: str) -> tuple[Hypothesis, ...]:
    """A ready set. Raises InputError for a name that none has."""
    if name not in READY:
        raise InputError(f"there is no ready set {name!r}; there is: {', '.join(READY)}")
    return _ready()[name]


def held(decisions: Iterable[Decision]) -> tuple[Hypothesis, ...]:
    """The hypotheses that the journal's decisions put up, each once, in the order of deciding."""
    found: dict[str, Hypothesis] = {}
    for decision in decisions:
        if decision.act is Act.HYPOTHESIS:
            made = hypothesis(decision.value, decision.number)
            found.setdefault(made.id, made)
        elif decision.act is Act.READY and decision.value in READY:
            for one in ready(decision.value):
                found.setdefault(one.id, replace(one, decision=decision.number))
    return tuple(found.values())


def proposed(conflicts: Sequence[Conflict], remarks: Iterable[Remark]) -> Iterator[Proposal]:
    """The sides of each of the first Conflicts as rivals: each in the words of its gist, with the members of each side for
    it, and those of the other sides against it. Conflicts whose sides explain nothing are left out."""
    words = {remark.member.id: remark.words for remark in remarks}
    for told in conflicts[:LOOKED_AT]:
        best = [_best(side, told) for side in told.sides]
        is_fit = told.kind not in NO_RIVALS and FEWEST <= len(best) <= MOST and all(m.id in words for m in best)
        if not is_fit:
            continue
        made = [Hypothesis(id=hypothesis_id(words[m.id]), text=words[m.id], basis=Basis.PROPOSED, source=m) for m in best]
        if len({h.id for h in made}) == len(made):  # else one wording stands on two sides, denied on one of them
            denied = [member.stance is Stance.DENIED for member in best]
            kept = [_on_its_words(side, h.text, words) for side, h in zip(told.sides, made, strict=True)]
            evidence = {h.id: _sides(kept, n, denied[n]) for n, h in enumerate(made)}
            yield Proposal(hypotheses=tuple(made), evidence=evidence)


def _best(side: Side, conflict: Conflict) -> Member:
    """The member that tells the clash best, where it is on this side; else the side's gist."""
    held_here = {member.id for member in side.members}
    return next((member for member in conflict.pair if member.id in held_here), side.gist)


def _on_its_words(side: Side, text: str, words: Mapping[str, str]) -> list[Member]:
    """The members of a side that share words with the one that stands for it: a side is put together of Claims that clash
    with the same, and these need not say the same."""
    wanted = terms(text)
    least = min(SHARED, len(wanted))
    return [m for m in side.members if m.id in words and len(wanted & terms(words[m.id])) >= least]


def _sides(sides: Sequence[Sequence[Member]], place: int, is_denied: bool) -> tuple[Evidence, ...]:
    """What a Conflict tells of one side's words. Where that side denies them, who is on it speaks against them."""
    found = []
    for number, members in enumerate(sides):
        # two sides that both clash with the first one need not clash with each other
        if number == place or 0 in (place, number):
            bearing = Bearing.FOR if (number == place) is not is_denied else Bearing.AGAINST
            why = "on this side of the conflict" if number == place else "on another side of the conflict"
            found += [Evidence(member=m, bearing=bearing, machine=bearing, why=why) for m in members]
    return tuple(found)


@cache
def _ready() -> dict[str, tuple[Hypothesis, ...]]:
    told = tomllib.loads(files("sayso.data").joinpath("hypotheses_en.toml").read_text(encoding="utf-8"))
    return {name: tuple(_hypothesis(row, told["words"]) for row in told[name]["hypotheses"]) for name in READY}


def _hypothesis(row: Mapping[str, Any], words: Mapping[str, Sequence[str]]) -> Hypothesis:
    phrases = [
        Phrase(
            bearing=bearing,
            groups=tuple(_group(group, words) for group in rule["near"]),
            unless=tuple(w for group in rule.get("unless", ()) for w in _group([group], words)),
        )
        for bearing in (Bearing.FOR, Bearing.AGAINST)
        for rule in row.get(bearing.value, ())
    ]
    text = row["sentence"]
    return Hypothesis(id=hypothesis_id(text), text=text, basis=Basis.READY, phrases=tuple(phrases))


def _group(group: Sequence[str], words: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Wordings; '@coup' stands for the list of that name."""
    return tuple(w for one in group for w in (words[one[1:]] if one.startswith("@") else (one,)))
