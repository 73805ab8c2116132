"""Which remarks bear on a Hypothesis, and how.

A Hypothesis with wordings is decided by them, and each answer quotes the words that decided. Any other is held by the
relation model against the remarks that a cheap sift leaves: those that share two of its words or more, at most `MOST` of
them, so that cost grows with the pile for the sift and not at all for the model.

Precision goes before recall; what the thresholds rest on is in docs/decisions/0150-matrix.md. A `contradicts` of the model
is taken only as a denial, where one side negates, the other does not, and both share half of the Hypothesis's words: asked
whether the plan of a coup and a sentence on protests clash, the model says yes, and an analyst no.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from sayso.claims import Relate, Remark, is_negated
from sayso.matrix import Bearing, Evidence, Hypothesis
from sayso.records import Clash, Label, Relation
from sayso.weigh.phrases import is_of_another, puts_forward, refuted, said_of, terms, told_by

SURE = 0.7
"""The least score of a `same` or `contradicts` that fills a cell."""
VERY_SURE, MOST_WORDS = 0.9, 0.7
"""From this score on a `same` may share few words with a Hypothesis; below it, it must share this share (of 1) of those
that are no names. The model takes two sentences on one man for the same: asked whether he was wounded, it named his wife's
arrest."""
SHARED = 2
"""Words that a remark must share with a Hypothesis (one, where that has only one)."""
MOST = 48
"""Different wordings that the model is asked about for one Hypothesis: two seconds or so on two cores."""

Groups = Mapping[tuple[str, bool], Sequence[Remark]]


def bearings(
    hypotheses: Sequence[Hypothesis], remarks: Sequence[Remark], relate: Relate | None
) -> dict[str, tuple[Evidence, ...]]:
    """The evidence on each Hypothesis, by its id. Remarks with the same words are asked about once."""
    groups: dict[tuple[str, bool], list[Remark]] = defaultdict(list)
    for remark in remarks:
        if puts_forward(remark.words):
            groups[remark.words, remark.is_denied].append(remark)
    told = {h.id: _by_phrases(h, groups) for h in hypotheses if h.phrases}
    asked = [h for h in hypotheses if not h.phrases]
    return told | (_by_model(asked, groups, relate) if relate is not None else {h.id: () for h in asked})


def _by_phrases(hypothesis: Hypothesis, groups: Groups) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for (words, is_denied), remarks in sorted(groups.items()):
        told = {p.bearing: why for p in reversed(hypothesis.phrases) if (why := told_by(p, words)) is not None}
        if len(told) == 1:  # a sentence that is met by both is for a reader to judge
            ((bearing, why),) = told.items()
            found += _evidence(remarks, bearing.opposite if is_denied else bearing, None, why)
    return tuple(found)


def _by_model(hypotheses: Sequence[Hypothesis], groups: Groups, relate: Relate) -> dict[str, tuple[Evidence, ...]]:
    wordings = sorted({words for words, _ in groups})
    holding = {words: terms(words) for words in wordings}
    holders = Counter(term for found in holding.values() for term in found)
    sifted = {h.id: _sifted(h, holding, holders) for h in hypotheses}
    pairs = [(h.text, words) for h in hypotheses for words in sifted[h.id]]
    relations = dict(zip(pairs, relate(pairs), strict=True)) if pairs else {}
    out: dict[str, tuple[Evidence, ...]] = {}
    for h in hypotheses:
        found: list[Evidence] = []
        for words in sifted[h.id]:
            relation = relations[h.text, words]
            if (told := _told(h.text, words, relation)) is None:
                continue
            bearing, why = told
            for is_denied in (False, True):
                those = groups.get((words, is_denied), ())
                found += _evidence(those, bearing.opposite if is_denied else bearing, relation.score, why)
        out[h.id] = tuple(found)
    return out


def _sifted(hypothesis: Hypothesis, holding: Mapping[str, frozenset[str]], holders: Mapping[str, int]) -> list[str]:
    """The wordings that share most with a Hypothesis, words that few others have counting more."""
    wanted = terms(hypothesis.text)
    least = min(SHARED, len(wanted))
    shared = {words: wanted & found for words, found in holding.items() if len(wanted & found) >= max(least, 1)}
    weight = {words: sum(log(1 + len(holding) / holders[t]) for t in sorted(found)) for words, found in shared.items()}
    return sorted(sorted(weight, key=lambda words: (-weight[words], words))[:MOST])


def _told(hypothesis: str, words: str, relation: Relation) -> tuple[Bearing, str] | None:
    """What a Relation makes of the words; None where it is not sure."""
    if relation.score < SURE:
        return None
    alike = is_negated(hypothesis) is is_negated(words)
    if relation.label is Label.SAME:
        if is_of_another(hypothesis, words) or (relation.score < VERY_SURE and said_of(hypothesis, words) < MOST_WORDS):
            return None
        untrue = refuted(words)
        if untrue is not None and refuted(hypothesis) is None:
            return Bearing.AGAINST, f"'{untrue}'"
        return (Bearing.FOR, "") if alike else None
    wanted = terms(hypothesis)
    on_one_thing = 2 * len(wanted & terms(words)) >= max(len(wanted), 2 * SHARED)
    if relation.label is Label.CONTRADICTS and relation.kind is Clash.DENIAL and not alike and on_one_thing:
        return Bearing.AGAINST, relation.why
    return None


def _evidence(remarks: Sequence[Remark], bearing: Bearing, score: float | None, why: str) -> list[Evidence]:
    return [Evidence(member=r.member, bearing=bearing, machine=bearing, score=score, why=why) for r in remarks]
