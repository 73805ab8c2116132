"""Claims, conflicts and figures against gold: `python benchmarks/accounts.py [--json] [--show]`.

Velmar's `pile.json` lists claims with the attributions for and against each, and conflicts with their sides. The whole of
sayso is run over Velmar's files, and each gold attribution is matched with the one that sayso found (as in `routes.py`).

`claims, pairs`: of two matched attributions on one side of one gold claim, how many are in one found Claim (recall); of two
in one found Claim that both stand on sides of the gold, how many stand on one side (precision). `conflicts, of the gold`:
those of which a found Conflict has members of two of its sides on two sides of its own; figures count by their Document and
number. `conflicts, on sides of the gold`: of the found pairs whose two members stand in the gold's claims, the share that
stands on opposite sides. `listed apart`: of the gold's figures that were superseded or are of another scope, those that are
shown as such.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from routes import VELMAR, pairs, velmar

from sayso.accounts import Accounts, accounts
from sayso.records import Clash, Conflict, Findings
from sayso.relate import load_relate

Measures = dict[str, float]
Names = dict[str, str]
Sides = dict[tuple[str, str], set[str]]


def found() -> tuple[list[Findings], dict[str, str], dict[str, str]]:
    """Velmar's findings, gold ids of attributions with the ids of those found, and gold documents with ids of Documents."""
    docs = [entry["doc"] for entry in json.loads((VELMAR / "gold.json").read_text(encoding="utf-8"))]
    findings, of_gold, document_of = [], {}, {}
    for doc, (one, wanted) in zip(docs, velmar(), strict=True):
        findings.append(one)
        document_of[doc] = one.document.id
        of_gold |= {f"{doc}:{gold}": item.id for gold, item in pairs(wanted, one.attributions).items()}
    return list({f.document.id: f for f in findings}.values()), of_gold, document_of


def sides_of(gold: dict[str, Any], of_gold: dict[str, str]) -> Sides:
    """The found attributions on each side ('coup', 'for') of each claim."""
    sides: Sides = {}
    for claim in gold["claims"]:
        for stand in ("for", "against"):
            members = claim.get(stand, {}).get("members", ())
            sides[claim["id"], stand] = {of_gold[m["attribution"]] for m in members if m["attribution"] in of_gold}
    return sides


def claims(made: Accounts, sides: Sides) -> Measures:
    """Pairs of attributions in one Claim, in points."""
    together = {
        frozenset((a, b))
        for claim in made.claims
        for a, b in combinations(sorted({m.attribution for m in claim.members if m.attribution}), 2)
    }
    gold = {frozenset(pair) for those in sides.values() for pair in combinations(sorted(those), 2)}
    marked = set().union(*sides.values())
    judged = {pair for pair in together if pair <= marked}
    right = judged & gold
    return {
        "Velmar: claims, pairs, precision": points(len(right), len(judged)),
        "Velmar: claims, pairs, recall": points(len(right), len(gold)),
    }


def conflicts(made: Accounts, gold: dict[str, Any], sides: Sides, names: tuple[Names, Names], show: bool) -> Measures:
    """Gold conflicts that are told, and found pairs that are right by the gold."""
    of_gold, document_of = names
    told = 0
    for conflict in gold["conflicts"]:
        wanted = [wanted_side(side, made, sides, of_gold, document_of) for side in conflict["sides"]]
        hit = any(is_told(wanted, candidate) for candidate in made.conflicts)
        told += hit
        if show:
            print("told  " if hit else "missed", conflict["kind"], "|", conflict["why"])
    marked = set().union(*sides.values())
    opposite = {
        frozenset((a, b))
        for conflict in gold["conflicts"]
        if all("claim" in s for s in conflict["sides"])
        for one, other in combinations([sides[s["claim"], s["stand"]] for s in conflict["sides"]], 2)
        for a in one
        for b in other
    }
    judged = [{m.attribution or m.id for m in c.pair} for c in made.conflicts]
    judged = [pair for pair in judged if pair <= marked]
    out = {"Velmar: conflicts, of the gold": points(told, len(gold["conflicts"]))}
    if judged:
        right = sum(frozenset(pair) in opposite for pair in judged)
        out |= {"Velmar: conflicts, on sides of the gold, right": points(right, len(judged))}
    return out


def apart(made: Accounts, gold: dict[str, Any], document_of: Names, show: bool) -> Measures:
    """What the gold holds for superseded, or of another scope, that is listed apart as such: two figures on two sides."""
    kinds = {"superseded": Clash.SUPERSEDED, "different_scope": Clash.SCOPE}
    told = []
    for name, kind in kinds.items():
        for one in gold[name]:
            wanted = [figure(made, stated, document_of) for stated in one["figures"]]
            told.append(any(is_told(wanted, candidate) for candidate in made.apart if candidate.kind is kind))
            if show:
                print("told  " if told[-1] else "missed", kind, "|", one["why"])
    return {"Velmar: listed apart, of the gold": points(sum(told), len(told))}


def wanted_side(side: dict[str, Any], made: Accounts, sides: Sides, of_gold: Names, document_of: Names) -> set[str]:
    """The found members that stand for one side of a gold conflict: a claim's, an attribution, or a figure."""
    if "claim" in side:
        return sides[side["claim"], side["stand"]]
    if "attribution" in side:
        return {of_gold[side["attribution"]]} if side["attribution"] in of_gold else set()
    return figure(made, side, document_of)


def figure(made: Accounts, side: dict[str, Any], document_of: dict[str, str]) -> set[str]:
    """The ids of the members that state a figure of the gold: those of its Document whose words hold its own."""
    words = set(re.findall(r"\w+", side["text"].casefold()))
    return {
        f.member.id
        for series in made.series
        for f in series.figures
        if f.member.document == document_of.get(side["doc"]) and set(re.findall(r"\w+", f.words.casefold())) <= words
    }


def is_told(wanted: list[set[str]], conflict: Conflict) -> bool:
    """Whether two of the wanted sides are on two sides of the conflict."""
    held = [{i for m in side.members for i in (m.id, m.attribution)} for side in conflict.sides]
    return any(
        (a & one and b & other) or (a & other and b & one)
        for a, b in combinations(wanted, 2)
        for one, other in combinations(held, 2)
    )


def points(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 100.0


def texts(findings: list[Findings]) -> dict[str, str]:
    return {f.document.id: f.document.text for f in findings}


def shown(made: Accounts, findings: list[Findings]) -> Iterator[str]:
    """The found conflicts, to be read."""
    known = texts(findings)
    for conflict in made.conflicts:
        yield f"{conflict.kind} {conflict.score:.2f} {conflict.why}"
        for member in conflict.pair:
            yield "    " + " ".join(" ".join(s.of(known[member.document]) for s in member.content).split())


def measures(show: bool = False) -> Measures:
    findings, of_gold, document_of = found()
    gold = json.loads((VELMAR / "pile.json").read_text(encoding="utf-8"))
    made = accounts(findings, load_relate(careful=True))
    sides = sides_of(gold, of_gold)
    if show:
        print(*shown(made, findings), sep="\n")
    return (
        claims(made, sides)
        | conflicts(made, gold, sides, (of_gold, document_of), show)
        | apart(made, gold, document_of, show)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="also print the conflicts found and the gold ones, to be read")
    options = parser.parse_args()
    measured = measures(options.show)
    if options.json:
        print(json.dumps(measured, indent=1))
        return
    print("| measure | value |\n|---|---|")
    for name, value in measured.items():
        print(f"| {name} | {value:g} |")


if __name__ == "__main__":
    main()
