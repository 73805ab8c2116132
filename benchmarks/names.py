"""Names across documents, measured: `python benchmarks/names.py [--json]`.

Pairs of names (name_bench), names of Russian and Ukrainian news with ids across both languages (bsnlp), English people and
organisations in several documents (ecbplus, its test topics), and the named people and organisations of Velmar. Sets that
are not beside the project are left out and said so. `alone`: what the two names join without evidence; `with evidence`:
what they would join where a role or company is shared. Grouping is scored by pairs and by B3, in points.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sayso.records import Entity, EntityType  # noqa: E402
from sayso.unify import Card, organisation, person, unify  # noqa: E402
from sayso.unify.forms import Form, key_of  # noqa: E402
from sayso.unify.links import is_misspelt  # noqa: E402
from sayso.unify.person import Match  # noqa: E402

SETS = ROOT.parent / "shared" / "datasets"
TYPES = {"PER": EntityType.PERSON, "ORG": EntityType.ORGANISATION}
Measures = dict[str, float]
Gold = dict[str, Hashable]


def card(name: str, type: EntityType, document: str, number: int, roles: tuple[str, ...] = ()) -> Card:
    """A card with an id of its own."""
    return Card(entity=Entity(id=f"{document}#{number}", name=name, type=type), document=document, roles=roles)


def points(right: float, found: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 in points."""
    precision = 100 * right / found if found else 100.0
    recall = 100 * right / gold if gold else 100.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def named(prefix: str, values: tuple[float, float, float]) -> Measures:
    return {f"{prefix}, {what}": round(v, 1) for what, v in zip(("precision", "recall", "F1"), values, strict=True)}


def alone(one: str, other: str, type: EntityType) -> Match:
    """What two names tell; SAME also where `unify` would join them as a misspelling."""
    keys = [key_of(card(n, type, "d", i)) for i, n in enumerate((one, other))]
    if keys[0] is None or keys[1] is None:
        return Match.OPEN
    a, b = keys[0][1], keys[1][1]
    if type is EntityType.PERSON:
        if not isinstance(a, person.PersonName) or not isinstance(b, person.PersonName):
            return Match.OPEN
        found = person.compare(a, b)
        return (
            Match.SAME
            if found is Match.NEAR and is_misspelt(Form(name=one, parsed=a), Form(name=other, parsed=b))
            else found
        )
    if not isinstance(a, organisation.BodyName) or not isinstance(b, organisation.BodyName):
        return Match.OPEN
    return organisation.compare(a, b)


def pairs(wrong: list[str]) -> Measures:
    """The pairs of name_bench."""
    measures: Measures = {}
    with (SETS / "name_bench" / "cases.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for label, schemas, type in (
        ("people", {"Person"}, EntityType.PERSON),
        ("bodies", {"Company", "Organization"}, EntityType.ORGANISATION),
    ):
        told = [(r, alone(r["name1"], r["name2"], type), r["is_match"] == "true") for r in rows if r["schema"] in schemas]
        for how, least in (("alone", Match.SAME), ("with evidence", Match.SHORT)):
            right = sum(match >= least and gold for _, match, gold in told)
            found = sum(match >= least for _, match, _ in told)
            measures |= named(f"name_bench {label}, {how}", points(right, found, sum(gold for *_, gold in told)))
        wrong += [f"{label} {m.name}: {r['name1']} | {r['name2']} | {gold}" for r, m, gold in told
                  if (m is Match.SAME and not gold) or (m < Match.SHORT and gold)]  # fmt: skip
    return measures


def grouping(prefix: str, pile: Sequence[Card], gold: Gold, wrong: list[str]) -> Measures:
    """Pairs and B3 of `unify` over the whole pile, for those of its cards that `gold` has: an entity's id to whom it is."""
    cards = [c for c in pile if c.entity.id in gold]
    voices, doubts = unify(pile)
    voices = tuple(replace(v, entities=tuple(e for e in v.entities if e in gold)) for v in voices)
    names = {c.entity.id: c.name for c in cards}
    right = found = 0
    b3 = [0.0, 0.0]
    sizes = Counter(gold.values())
    for voice in voices:
        inside = Counter(gold[e] for e in voice.entities)
        found += len(voice.entities) * (len(voice.entities) - 1) // 2
        right += sum(n * (n - 1) // 2 for n in inside.values())
        b3[0] += sum(n * n for n in inside.values()) / max(1, len(voice.entities))
        b3[1] += sum(n * n / sizes[who] for who, n in inside.items())
        if len(inside) > 1:
            wrong.append(f"{prefix}: {sorted({(names[e], str(gold[e])) for e in voice.entities})}")
    total = sum(n * (n - 1) // 2 for n in sizes.values())
    measures = named(f"{prefix}, pairs", points(right, found, total))
    measures |= named(f"{prefix}, B3", points_of(b3[0] / len(cards), b3[1] / len(cards)))
    return measures | {f"{prefix}, cards": len(cards), f"{prefix}, doubts": len(doubts)}


def points_of(precision: float, recall: float) -> tuple[float, float, float]:
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def slavic(wrong: list[str]) -> Measures:
    """bsnlp, Russian and Ukrainian, all topics in one pile; an entity's name is its fullest base form in the document."""
    rows: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for path in sorted((SETS / "bsnlp").glob("*/annotated/*/*.out")):
        for line in path.read_text(encoding="utf-8-sig").splitlines()[1:]:
            parts = [p.strip() for p in line.split("\t")]
            if len(parts) == 4 and parts[2] in TYPES and parts[1]:
                rows[f"{path.parts[-4]}/{path.stem}", parts[2], parts[3]].add(parts[1])
    measures: Measures = {}
    cards: list[Card] = []
    gold: dict[str, tuple[str, str]] = {}
    for number, ((document, kind, who), names) in enumerate(sorted(rows.items())):
        one = card(min(names, key=lambda n: (-len(n.split()), -len(n), n)), TYPES[kind], document, number)
        cards.append(one)
        gold[one.entity.id] = (kind, who)
    for kind in TYPES:
        measures |= grouping(f"bsnlp ru+uk {kind}", cards, gold_of(gold, kind), wrong)
    return measures


def gold_of(gold: dict[str, tuple[str, str]], kind: str) -> Gold:
    """Only those of one kind."""
    return {entity: who for entity, who in gold.items() if who[0] == kind}


def english(wrong: list[str]) -> Measures:
    """ecbplus, its test topics, all in one pile: proper names of people and organisations."""
    test = set(json.loads((SETS / "ecbplus" / "train_val_test_split.json").read_text())["test"])
    names: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for line in (SETS / "ecbplus" / "ecbplus.jsonl").open(encoding="utf-8"):
        document = json.loads(line)
        if int(document["topic"]) not in test:
            continue
        words = {number: word for number, _, word in document["tokens"]}
        for mention in document["mentions"]:
            kind = mention["type"].removeprefix("HUMAN_PART_")
            said = " ".join(words[n] for n in mention["tok"]).replace(" '", "'").replace(" .", ".")
            proper = [w for w in said.split() if w[:1].isalpha()]
            if kind in TYPES and "cluster" in mention and proper and all(w[:1].isupper() or w == "of" for w in proper):
                names[document["doc"], kind, f"{document['topic']} {mention['cluster']}"].add(said)
    measures: Measures = {}
    cards: list[Card] = []
    gold: dict[str, tuple[str, str]] = {}
    for number, ((document_id, kind, who), said_names) in enumerate(sorted(names.items())):
        cards.append(card(min(said_names, key=lambda n: (-len(n.split()), -len(n), n)), TYPES[kind], document_id, number))
        gold[cards[-1].entity.id] = (kind, who)
    for kind in TYPES:
        measures |= grouping(f"ecbplus test {kind}", cards, gold_of(gold, kind), wrong)
    return measures


def velmar(wrong: list[str]) -> Measures:
    """Named people and organisations of Velmar: for each document its fullest gold alias; wrong merges must be 0."""
    pile = json.loads((ROOT / "examples" / "velmar_gold" / "pile.json").read_text(encoding="utf-8"))
    cards: list[Card] = []
    gold: Gold = {}
    for entity in pile["entities"]:
        if entity["named"] and entity["type"] in ("person", "organisation"):
            fullest: dict[str, str] = {}
            for alias in entity["aliases"]:
                for document in alias["docs"]:
                    fullest[document] = max(
                        fullest.get(document, ""), alias["text"], key=lambda n: (len(n.split()), len(n), n)
                    )
            for document, name in fullest.items():
                one = card(name, EntityType(entity["type"]), document, len(cards))
                cards.append(one)
                gold[one.entity.id] = entity["id"]
    measures = grouping("Velmar", cards, gold, wrong)
    voices, _ = unify(cards)
    measures["Velmar, wrong merges"] = sum(len({gold[e] for e in v.entities}) - 1 for v in voices)
    apart = Counter(who for v in voices for who in {gold[e] for e in v.entities})
    measures["Velmar, missed merges"] = sum(n - 1 for n in apart.values())
    return measures


def cost(wrong: list[str]) -> Measures:
    """Time and memory for 10,000 and 100,000 cards made by varying names."""
    measures: Measures = {}
    for size in (10_000, 100_000):
        cards = list(varied(size))
        before = time.process_time()
        voices, _ = unify(cards)
        measures[f"cost, seconds for {size} cards"] = round(time.process_time() - before, 1)
        measures[f"cost, voices of {size} cards"] = len(voices)
    measures["cost, peak MiB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return measures


def varied(size: int) -> Iterable[Card]:
    """Cards of made-up people and bodies: four to a document, some misspelt, some short."""
    import random

    rng = random.Random(7)
    syllables = [a + b for a in "b d f g k l m n p r s t v z sh ch".split() for b in "a e i o u ar en ov".split()]
    given = "Anna Boris Carl Daria Edgar Fatima Gleb Helen Igor Julia Kamil Laura Marat Nina Oleg Pavel".split()
    people = [f"{rng.choice(given)} {''.join(rng.choices(syllables, k=3)).title()}" for _ in range(size // 8)]
    places = ["".join(rng.choices(syllables, k=3)).title() for _ in range(size // 80 + 2)]
    roles = ("minister", "analyst", "head of the {} Institute", "spokesman of the Ministry of Health of {}")
    for number in range(size):
        document = f"d{number // 4}"
        if number % 4 == 3:
            name = f"{rng.choice(('Ministry of Health of', 'University of', 'Bank of'))} {rng.choice(places)}"
            yield card(name, EntityType.ORGANISATION, document, number)
            continue
        name = rng.choice(people)
        chance = rng.random()
        if chance < 0.1:
            name = name.split()[1]
        elif chance < 0.2:
            at = rng.randrange(len(name) - 3, len(name))
            name = name[:at] + rng.choice("aeiou") + name[at + 1 :]
        yield card(name, EntityType.PERSON, document, number, (rng.choice(roles).format(rng.choice(places)),))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print {measure: value}")
    parser.add_argument("--wrong", action="store_true", help="print what went wrong, to read")
    parser.add_argument("--no-cost", action="store_true", help="leave out time and memory")
    options = parser.parse_args()
    measures: Measures = {}
    wrong: list[str] = []
    sets: list[tuple[str, Callable[[list[str]], Measures]]] = [
        ("name_bench", pairs),
        ("bsnlp", slavic),
        ("ecbplus", english),
    ]
    for name, measure in sets:
        if (SETS / name).is_dir():
            measures |= measure(wrong)
        else:
            print(f"{name}: not beside the project, left out", file=sys.stderr)
    measures |= velmar(wrong)
    if not options.no_cost:
        measures |= cost(wrong)
    if options.json:
        print(json.dumps(measures, indent=2))
    else:
        print("| measure | value |\n|---|---|")
        print("\n".join(f"| {name} | {value} |" for name, value in measures.items()))
    if options.wrong:
        print("\n".join(wrong))


if __name__ == "__main__":
    main()
