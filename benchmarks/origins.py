"""Origins against gold: `python benchmarks/origins.py [--json] [--errors]`.

Velmar's `pile.json` lists claims with the attributions on each side and the true number of independent origins behind them.
The whole of sayso is run over Velmar's files, each gold attribution is matched with the one that sayso found (as in
`routes.py`), and the origins of those found are counted. `above` must be 0: a count that is too high claims support that is
not there. The true number is that of the origins behind the members that were found, so that a missed attribution is no
error of counting.

`plurals, of those found`: of the plurals with one voice behind them whose attribution was found, how many are told.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from routes import VELMAR, pairs, velmar

from sayso.pile import Pile, gathered

Measures = dict[str, float]


def matched() -> tuple[Pile, dict[str, str]]:
    """The Pile of Velmar, and gold ids ('01-orsavel-courier:a3') with the ids of the attributions found for them."""
    docs = [entry["doc"] for entry in json.loads((VELMAR / "gold.json").read_text(encoding="utf-8"))]
    found, of_gold = [], {}
    for doc, (findings, wanted) in zip(docs, velmar(), strict=True):
        found.append(findings)
        of_gold |= {f"{doc}:{gold}": item.id for gold, item in pairs(wanted, findings.attributions).items()}
    unique = list({f.document.id: f for f in found}.values())
    return gathered(unique, lambda: (f.document for f in unique)), of_gold


def measures(show: bool = False) -> Measures:
    """Counts over the sides of Velmar's claims, in numbers, and the share of plurals told, in points."""
    pile, of_gold = matched()
    gold = json.loads((VELMAR / "pile.json").read_text(encoding="utf-8"))
    sides = above = equal = below = 0
    for claim in gold["claims"]:
        for side in ("for", "against"):
            members = [m for m in claim.get(side, {}).get("members", ()) if m["attribution"] in of_gold]
            if not members:
                continue
            true = len({m["origin"] for m in members if m["origin"] is not None})
            count = pile.origins([of_gold[m["attribution"]] for m in members])
            sides += 1
            above, equal, below = above + (count.count > true), equal + (count.count == true), below + (count.count < true)
            if show and count.count != true:
                print(f"{claim['id']} {side}: {count.count} for {true}: {[o.name for o in count.origins]}, {members}")
    told = {plural.attribution for plural in pile.plurals}
    plurals = [p["attribution"] for p in gold["plurals"] if p["attribution"] in of_gold]
    extra = told - {of_gold[p] for p in plurals}
    if show:
        print("plurals missed:", [p for p in plurals if of_gold[p] not in told])
        print("plurals that are not in the gold:", [p.why for p in pile.plurals if p.attribution in extra])
    return {
        "Velmar: origins, sides of claims": sides,
        "Velmar: origins, counts above the true number": above,
        "Velmar: origins, counts right": round(100 * equal / sides, 1),
        "Velmar: origins, counts below": round(100 * below / sides, 1),
        "Velmar: plurals, of those found": 100 * sum(of_gold[p] in told for p in plurals) / max(1, len(plurals)),
        "Velmar: plurals, not in the gold": len(extra),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    measured = measures(options.errors)
    if options.json:
        print(json.dumps(measured, indent=1))
        return
    print("| measure | value |\n|---|---|")
    for name, value in measured.items():
        print(f"| {name} | {value:g} |")


if __name__ == "__main__":
    main()
