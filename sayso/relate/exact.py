"""Two reported sentences compared point by point, by what is typed and can be told: figures, dates, names, negation, cues.

`features(a, b)` gives numbers for a model, each in [0, 1]; swapping the two changes nothing. `clashes(a, b)` gives the
points on which they differ, each with the words of both sides. A clash found here is a reason and no verdict: whether the
two speak of the same thing is for the model (or the reader) to say; `Reason.strength` tells how much wording they share.
"""

from __future__ import annotations

from sayso.relate.figures import figure_pairs, time_pairs
from sayso.relate.opposed import negated_held, negated_shared, opposites
from sayso.relate.points import clashes
from sayso.relate.profile import Profile, profile
from sayso.relate.reason import Reason
from sayso.relate.wording import aligned, held, names_turned, runs, share, swaps

__all__ = ["FEATURES", "Reason", "clashes", "features"]

CUES = ("untrue", "denies", "negates", "doubts", "reports", "confirms", "rumours", "tells", "changes")


def features(a: str, b: str) -> dict[str, float]:
    """Named numbers in [0, 1] about two sentences, the same in the other order. Any two strings are accepted."""
    one, other = profile(a), profile(b)
    out = _overlap(one, other)
    out |= _typed(one, other)
    out |= _cues(one, other)
    out |= _places(one, other, out["aligned"])
    shared = out["words_held"]
    for name in (
        "untrue_one",
        "denies_one",
        "negates_one",
        "doubts_one",
        "negated_shared",
        "figure_clash",
        "opposite",
        "act_differs",
    ):
        out[f"{name}_x_words"] = out[name] * shared
    return out


def _overlap(one: Profile, other: Profile) -> dict[str, float]:
    lengths = sorted((len(one.words), len(other.words)))
    found = names_found(one, other), names_found(other, one)
    stems = {w.stem for w in one.words}, {w.stem for w in other.words}
    shorter, longer = sorted((one.text.casefold(), other.text.casefold()), key=len)
    numbers = [{w.stem for w in p.words if w.stem[:1].isdigit()} for p in (one, other)]
    return {
        "words_shared": share(one.stems, other.stems),
        "words_held": held(one.stems, other.stems),
        "content_shared": share(one.content, other.content),
        "content_held": held(one.content, other.content),
        "all_words_shared": share(*stems),
        "runs_shared": share(runs(one), runs(other)),
        "aligned": aligned(one, other),
        "names_least": min(found),
        "names_most": max(found),
        "names_none": float(not one.names or not other.names),
        "numbers_shared": share(*numbers),
        "numbers_none": float(not numbers[0] or not numbers[1]),
        "numbers_differ": float(bool(numbers[0] and numbers[1]) and not (numbers[0] & numbers[1])),
        "length_ratio": lengths[0] / lengths[1] if lengths[1] else 0.0,
        "length_least": min(1.0, lengths[0] / 40),
        "length_most": min(1.0, lengths[1] / 40),
        "inside": float(bool(shorter.strip()) and shorter.strip(" .\"'“”") in longer),
        "headline_one": float(one.headline != other.headline),
        "headline_both": float(one.headline and other.headline),
        "question_one": float(one.text.rstrip().endswith("?") != other.text.rstrip().endswith("?")),
    }


def names_found(one: Profile, other: Profile) -> float:
    """The share of one sentence's names that stand anywhere in the other; 0 where it has none."""
    return len(one.names & other.stems) / len(one.names) if one.names else 0.0


def _typed(one: Profile, other: Profile) -> dict[str, float]:
    pairs = [pair.verdict for pair in figure_pairs(one, other)]
    times = [same for _, _, same in time_pairs(one, other)]
    return {
        "figure_same": float("same" in pairs),
        "figure_clash": float("clash" in pairs),
        "figure_superseded": float("superseded" in pairs),
        "figures_one": float(bool(one.figures) != bool(other.figures)),
        "figures_none": float(not one.figures and not other.figures),
        "time_same": float(True in times),
        "time_clash": float(False in times),
    }


def _cues(one: Profile, other: Profile) -> dict[str, float]:
    out = {}
    for cue in CUES:
        has = bool(one.cues[cue]), bool(other.cues[cue])
        out[f"{cue}_one"], out[f"{cue}_both"] = float(has[0] != has[1]), float(all(has))
    against = [p.has("untrue", "denies", "negates", "doubts") for p in (one, other)]
    strong = [p.has("untrue", "denies") for p in (one, other)]
    out["against_one"], out["against_both"] = float(against[0] != against[1]), float(all(against))
    out["strong_one"], out["strong_both"] = float(strong[0] != strong[1]), float(all(strong))
    plain = [not p.has("untrue", "denies", "doubts", "rumours") for p in (one, other)]
    out["untrue_plain"] = float((one.has("untrue") and plain[1]) or (other.has("untrue") and plain[0]))
    out["denies_plain"] = float((one.has("denies") and plain[1]) or (other.has("denies") and plain[0]))
    out["doubts_plain"] = float((one.has("doubts") and plain[1]) or (other.has("doubts") and plain[0]))
    out["negated_held"] = max(negated_held(one, other), negated_held(other, one))
    out["negated_both"] = float(bool(one.scopes) and bool(other.scopes))
    out["denied_report"] = float(_either(one, other, ("untrue", "denies"), ("reports", "tells", "rumours")))
    out["doubted_fact"] = float(_either(one, other, ("doubts", "reports"), ("confirms",)))
    out["negated_shared"] = min(1.0, negated_shared(one, other) / 3)
    out["opposite"] = min(1.0, len(list(opposites(one, other))) / 2)
    acts = [set(one.acts), set(other.acts)]
    out["act_same"] = float(bool(acts[0] & acts[1]))
    out["act_differs"] = float(bool(acts[0] and acts[1]) and not acts[0] & acts[1])
    return out


def _either(one: Profile, other: Profile, here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """Whether one side has a cue of `here` that the other lacks, and that other one of `there`."""
    return any(x.has(*here) and not y.has(*here) and y.has(*there) for x, y in ((one, other), (other, one)))


def _places(one: Profile, other: Profile, alike: float) -> dict[str, float]:
    """What stands where the other has something else: told only where the wording is alike."""
    names = numbers = content = 0
    for swap in swaps(one, other):
        sides = [swap.a, swap.b]
        names += all(any(w.name for w in side) for side in sides)
        numbers += all(any(w.stem[:1].isdigit() for w in side) for side in sides)
        content += all(any(not w.stop for w in side) for side in sides)
    return {
        "swap_names": min(1.0, names / 2) * alike,
        "swap_numbers": min(1.0, numbers / 2) * alike,
        "swap_one": alike * float(content == 1),
        "names_turned": float(names_turned(one, other)) * alike,
    }


FEATURES = tuple(features("", ""))
"""The names of the features, in their order."""
