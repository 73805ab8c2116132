"""What holds across the Documents: voices, routes, copies, claims, conflicts, figures that moved, origins.

`pile.toml` is written by hand and names things by key; here the keys become records with spans and members, and what it
states as a count is checked against the count that follows from the members.
"""

from __future__ import annotations

import re
from typing import Any

Record = dict[str, Any]


def attribution_at(documents: dict[str, Record], place: str) -> Record:
    """`01-orsavel-courier:a3` -> that attribution. KeyError where there is none."""
    doc, _, id = place.partition(":")
    return next(a for a in documents[doc]["attributions"] if a["id"] == id)


def figure_at(documents: dict[str, Record], place: str) -> Record:
    """`01-orsavel-courier:f3` -> that figure, with its Document."""
    doc, _, id = place.partition(":")
    found = next((f for f in documents[doc]["figures"] if f["id"] == id), None)
    if found is None:
        raise ValueError(f"no figure {place}")
    kept = ("kind", "value", "qualifier", "scope", "date", "said_by")
    return {"doc": doc, "figure": id} | {k: found[k] for k in kept} | {"text": found["span"]["text"]}


def entities(pile: Record, documents: dict[str, Record], texts: dict[str, str]) -> list[Record]:
    """Each voice that the documents share or name, with its aliases and where each stands."""
    made = []
    for key, entity in pile["entities"].items():
        aliases = []
        for alias in [entity["name"], *entity.get("aliases", [])]:
            where = [d for d, text in texts.items() if re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text)]
            if not where:
                raise ValueError(f"entity {key}: {alias!r} stands in no document")
            aliases.append({"text": alias, "docs": where})
        said = [f"{d}:{a['id']}" for d, r in documents.items() for a in r["attributions"] if a["entity"] == key]
        made.append(
            {
                "id": key,
                "name": entity["name"],
                "type": entity["type"],
                "aliases": aliases,
                "body": entity.get("body", key),
                "named": entity.get("named", True),
                "not_same": entity.get("not_same", []),
                "attributions": said,
            }
        )
    return made


def body_of(pile: Record, entity: str | None) -> str | None:
    """The body that a voice speaks for: one man, or the ministry behind its spokesmen; None where nobody names it."""
    known = pile["entities"].get(entity or "")
    return None if known is None or not known.get("named", True) else known.get("body", entity)


def claims(pile: Record, documents: dict[str, Record]) -> list[Record]:
    """Each claim with who stands where, and how many independent origins each side has."""
    made = []
    for key, claim in pile["claims"].items():
        sides: dict[str, list[Record]] = {"+": [], "-": []}
        for doc, record in documents.items():
            for item in record["attributions"]:
                for stand in (s for s in item["claims"] if s[1:] == key):
                    origin = body_of(pile, item["entity"])
                    member = {"attribution": f"{doc}:{item['id']}", "entity": item["entity"], "origin": origin}
                    sides[stand[0]].append(member)
        counted = {s: sorted({m["origin"] for m in members if m["origin"]}) for s, members in sides.items()}
        expected = {"+": claim["origins_for"], "-": claim["origins_against"]}
        if {s: len(o) for s, o in counted.items()} != expected:
            raise ValueError(f"claim {key}: origins {counted}, the pile file says {expected}")
        row: Record = {"id": key, "about": claim["about"]}
        for name, stand in (("for", "+"), ("against", "-")):
            unrecorded = [m["attribution"] for m in sides[stand] if m["origin"] is None]
            row[name] = {"members": sides[stand], "origins": counted[stand], "count": len(counted[stand])}
            row[name]["lineage_not_recorded"] = unrecorded
        made.append(row)
    return made


def conflicts(pile: Record, documents: dict[str, Record]) -> list[Record]:
    """Each conflict with its sides: claims, attributions or figures."""
    made = []
    for item in pile["conflicts"]:
        sides = []
        for side in item["sides"]:
            if side[0] in "+-":
                sides.append({"claim": side[1:], "stand": "for" if side[0] == "+" else "against"})
                if side[1:] not in pile["claims"]:
                    raise ValueError(f"conflict {item['id']}: no claim {side[1:]}")
            elif re.search(r":f\d+$", side):
                sides.append(figure_at(documents, side))
            else:
                said = attribution_at(documents, side)
                sides.append({"attribution": side, "speaker": said["speaker"], "text": said["content"][0]["text"]})
        made.append({"id": item["id"], "kind": item["kind"], "why": item["why"], "sides": sides})
    return made


def routes(documents: dict[str, Record], pile: Record) -> list[Record]:
    """Every attribution that reached its Document through other hands, with the words that say so."""
    names = {hop["name"]: key for key, hop in pile["hops"].items()}
    made = []
    for doc, record in documents.items():
        evidence: dict[str, list[list[int]]] = {}
        for found in record["hop_evidence"]:
            evidence.setdefault(found["hop"], []).append([found["start"], found["end"]])
        for item in record["attributions"]:
            keys = [(name, names.get(name)) for name in item["via"]]
            hops = [{"name": name, "hop": key, "evidence": evidence.get(key or "", [])} for name, key in keys]
            if hops and item["via_basis"] == "stated" and not hops[0]["evidence"] and item["parent"] is None:
                raise ValueError(f"{doc}: {item['id']} says that its route is stated, but no words are marked for it")
            if hops:
                row = {"attribution": f"{doc}:{item['id']}", "speaker": item["speaker"], "hops": hops}
                made.append(row | {"outlet": record["outlet"], "basis": item["via_basis"]})
    return made


def copies(pile: Record, documents: dict[str, Record]) -> Record:
    """Copies of whole documents, and of single utterances."""
    utterances = []
    for item in pile["utterances"]:
        for place in (item["copy"], item["of"]):
            attribution_at(documents, place)
        utterances.append(item)
    # the translation follows its original attribution by attribution
    pair = pile["parallel"]
    for theirs in documents[pair["of"]]["attributions"]:
        place = f"{pair['copy']}:{theirs['id']}"
        attribution_at(documents, place)
        utterances.append({"copy": place, "of": f"{pair['of']}:{theirs['id']}", "kind": "translation"})
    for item in pile["documents"]:
        for doc in [item["copy"], *([item["of"]] if item["of"] in documents else [])]:
            documents[doc]
    return {"documents": pile["documents"], "utterances": utterances}


def assemble(pile: Record, documents: dict[str, Record], texts: dict[str, str]) -> Record:
    """All of pile.json."""
    events = []
    for key, event in pile["events"].items():
        mentions = [d for d, r in documents.items() if any(e["id"] == key for e in r["events"])]
        if not mentions:
            raise ValueError(f"event {key} is mentioned nowhere")
        events.append({"id": key} | event | {"docs": mentions})
    hops = [{"id": k} | {n: v for n, v in h.items() if n != "address"} for k, h in pile["hops"].items()]
    return {
        "entities": entities(pile, documents, texts),
        "hops": hops,
        "routes": routes(documents, pile),
        "copies": copies(pile, documents),
        "claims": claims(pile, documents),
        "conflicts": conflicts(pile, documents),
        "superseded": [series(documents, item) for item in pile["superseded"]],
        "different_scope": [series(documents, item) for item in pile["different_scope"]],
        "plurals": [plural(documents, item) for item in pile["plurals"]],
        "skipped": pile["skipped"],
        "events": events,
    }


def plural(documents: dict[str, Record], item: Record) -> Record:
    """A plural source ('experts') that stands for fewer voices."""
    return item | {"text": attribution_at(documents, item["attribution"])["source"]["text"]}


def series(documents: dict[str, Record], item: Record) -> Record:
    """Figures that belong side by side, with the reason."""
    return {"id": item["id"], "why": item["why"], "figures": [figure_at(documents, f) for f in item["figures"]]}
