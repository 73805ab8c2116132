"""Copies and retellings, measured: `python benchmarks/copies.py [--json] [--sizes 100 1000 10000]`.

Quality on Velmar's gold: pairs of documents that are reprints, retellings in the gold's own attributions and voices.
`--silver` holds the pairs of ../shared/datasets/near_dup_silver (fnc1) against what is found; these were made by lexical
containment and are no human judgement. Cost is measured on piles that repeat and edit the texts of ../shared/stories
(seeded: a word in thirty changed, sentences cut or moved), each size in a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import combinations
from math import log
from pathlib import Path

from sayso.clean import clean
from sayso.copies import Said, copies, retellings, translations
from sayso.read import read
from sayso.records import CopyKind, Document, Passage, Span

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = ROOT / "examples" / "velmar_gold"
Pairs = set[tuple[str, str]]


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def gold_names(documents: list[Document]) -> dict[str, str]:
    """The gold's name of each Document, by its longest line: texts from feeds and exports have titles put before them."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((GOLD / "text").glob("*.txt"))}
    names = {}
    for document in documents:
        lines = sorted(document.text.splitlines(), key=len, reverse=True)
        stem = next(part.split(".")[0] for part in Path(document.path).parts if re.match(r"\d\d-", part))
        fit = [name for name, text in texts.items() if name.startswith(stem) and lines and lines[0].strip() in text]
        names[document.id] = stem if stem in texts else fit[0] if fit else stem
    return names


def velmar_documents() -> tuple[Pairs, Pairs, Pairs, Pairs]:
    """Found and gold pairs of reprints, found and gold pairs of translations."""
    documents = [clean(item) for item in read(ROOT / "examples" / "velmar") if isinstance(item, Document)]
    names = gold_names(documents)
    found = {
        pair(*sorted((names[one.document], names[other.document])))
        for group in copies(documents)
        if group.kind is CopyKind.DOCUMENT
        for one, other in combinations(group.passages, 2)
    }
    turned = {pair(names[told.copy.document], names[told.of.document]) for told in translations(documents)}
    told = json.loads((GOLD / "pile.json").read_text(encoding="utf-8"))["copies"]["documents"]
    models: dict[str, list[str]] = {}
    for row in told:
        if row["kind"].startswith("reprint"):
            models.setdefault(row["of"], []).append(row["copy"])
    gold = {pair(*sorted(two)) for group in models.values() for two in combinations(group, 2)}
    return found, gold, turned, {pair(row["copy"], row["of"]) for row in told if row["kind"] == "translation"}


def velmar_utterances() -> tuple[Pairs, Pairs]:
    """Found pairs of attributions, and the gold's (translations apart); the gold is closed under 'same utterance'."""
    said = []
    for document in json.loads((GOLD / "gold.json").read_text(encoding="utf-8")):
        with open(GOLD / "text" / f"{document['doc']}.txt", encoding="utf-8", newline="") as file:
            text = file.read()
        for order, one in enumerate(document["attributions"]):
            if one["entity"]:
                words = " … ".join(text[part["start"] : part["end"]] for part in one["content"])
                name = f"{document['doc']}:{one['id']}"
                said.append(
                    Said(
                        attribution=name,
                        document=document["doc"],
                        voice=one["entity"],
                        words=words,
                        published=document["published"],
                        order=order,
                    )
                )
    found = {pair(*two) for group in retellings(said) for two in combinations(group.attributions, 2)}
    told = json.loads((GOLD / "pile.json").read_text(encoding="utf-8"))["copies"]["utterances"]
    gold = {pair(row["copy"], row["of"]) for row in told if row["kind"] != "translation"}
    return found, gold


def velmar_quotations() -> tuple[Pairs, Pairs]:
    """Found and gold pairs of attributions whose quotations are the same words, from the gold's own attributions."""
    documents, quotations, owners = [], [], []
    for known in json.loads((GOLD / "gold.json").read_text(encoding="utf-8")):
        with open(GOLD / "text" / f"{known['doc']}.txt", encoding="utf-8", newline="") as file:
            text = file.read()
        documents.append(Document(id=known["doc"], text=text, path=known["doc"]))
        for one in known["attributions"]:
            for part in one["content"] if one["kind"] != "indirect" else ():
                span = Span(part["start"], part["end"])
                quotations.append((Passage(document=known["doc"], span=span), span.of(text)))
                owners.append((known["doc"], span, f"{known['doc']}:{one['id']}"))
    found = set()
    for group in copies(documents, quotations):
        names = {
            name for p in group.passages for place, span, name in owners if place == p.document and span.overlaps(p.span)
        }
        if group.kind is not CopyKind.DOCUMENT:
            found |= {pair(*two) for two in combinations(names, 2)}
    told = json.loads((GOLD / "pile.json").read_text(encoding="utf-8"))["copies"]["utterances"]
    return found, {pair(row["copy"], row["of"]) for row in told if row["kind"].startswith("quotation")}


def quality() -> dict[str, float]:
    """Shares of 1. Precision of retellings is not among them: the gold does not list every pair inside reprints."""
    found, gold, turned, translated = velmar_documents()
    retold, told = velmar_utterances()
    quoted, quotes = velmar_quotations()
    return {
        "Velmar: copies, documents, precision": points(found & gold, found),
        "Velmar: copies, documents, recall": points(found & gold, gold),
        "Velmar: copies, translations, precision": points(turned & translated, turned),
        "Velmar: copies, translations, recall": points(turned & translated, translated),
        "Velmar: copies, utterances as retellings, recall": points(retold & told, told),
        "Velmar: copies, quotations, recall": points(quoted & quotes, quotes),
        "Velmar: copies, utterances either way, recall": points((retold | quoted) & told, told),
    }


def points(right: Pairs, of: Pairs) -> float:
    return round(100 * share(len(right), len(of)), 1)


def silver() -> dict[str, float]:
    """Of the silver's fnc1 pairs in train_bodies.csv, the share that is in one group of whole documents."""
    csv.field_size_limit(10**8)
    with open(SHARED / "datasets" / "fnc1" / "train_bodies.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    documents = [Document(id=row["Body ID"], text=row["articleBody"], path=row["Body ID"]) for row in rows]
    found = {
        pair(one.document, other.document)
        for group in copies(documents)
        if group.kind is CopyKind.DOCUMENT
        for one, other in combinations(group.passages, 2)
    }
    listed: dict[tuple[str, str], float] = {}
    with open(SHARED / "datasets" / "near_dup_silver" / "pairs.tsv", encoding="utf-8") as file:
        for line in file:
            name, containment, _, one, other = line.rstrip("\n").split("\t")
            if name == "fnc1" and one.startswith("train:") and other.startswith("train:"):
                listed[pair(one[6:], other[6:])] = float(containment)
    answer = {"copies.fnc1.pairs": float(len(found))}
    answer["copies.fnc1.pairs_in_silver"] = share(len(found & set(listed)), len(found))
    for low, high in ((0.8, 1.1), (0.5, 0.8), (0.3, 0.5), (0.1, 0.3)):
        band = {key for key, value in listed.items() if low <= value < high}
        answer[f"copies.fnc1.found_of_containment_{low}"] = share(len(band & found), len(band))
    return answer


def edited(size: int) -> Iterator[Document]:
    """`size` documents: the stories' texts over and over, each time edited anew."""
    chance = random.Random(11)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(SHARED.glob("stories/*/*.txt"))]
    pool = sorted({word for text in texts for word in text.split()})
    for number in range(size):
        pieces = re.split(r"(?<=[.!?])\s+|\n+", texts[number % len(texts)])
        pieces = pieces[: chance.randint(max(1, len(pieces) // 2), len(pieces))] if number >= len(texts) else pieces
        if chance.random() < 0.5:
            pieces.append(" ".join(chance.choices(pool, k=chance.randint(10, 60))) + ".")
        words = " ".join(pieces).split()
        if chance.random() < 0.8:  # the rest are unaltered but for what was cut
            words = [chance.choice(pool) if chance.random() < 1 / 30 else word for word in words]
        yield Document(id=f"{number:06}", text=" ".join(words), path=str(number))


def peak_mib() -> float:
    """Peak resident memory of this process. Not `ru_maxrss` where Linux tells better: a child inherits its parent's."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))):
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def cost(size: int) -> dict[str, float]:
    """Seconds, and MiB of the whole process, for one pile."""
    began = time.monotonic()
    groups = copies(edited(size))
    return {
        "seconds": time.monotonic() - began,
        "mib": peak_mib(),
        "groups": float(len(groups)),
        "passages": float(sum(len(group.passages) for group in groups)),
    }


def costs(sizes: list[int]) -> dict[str, float]:
    """The cost of each size, and the exponent of growth from each to the next."""
    measured: dict[str, float] = {}
    before: tuple[int, float] | None = None
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], check=True, capture_output=True, text=True, cwd=ROOT
        )
        for name, value in json.loads(done.stdout).items():
            measured[f"copies.cost.{size}.{name}"] = value
        seconds = measured[f"copies.cost.{size}.seconds"]
        if before is not None:
            measured[f"copies.cost.{size}.growth"] = log(seconds / before[1]) / log(size / before[0])
        before = size, seconds
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one object, measure to value")
    parser.add_argument("--silver", action="store_true", help="also hold the pairs of near_dup_silver against the result")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000], help="documents; none for quality alone")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(cost(args.one)))
        return
    measured = quality() | (silver() if args.silver else {}) | costs(args.sizes)
    if args.json:
        print(json.dumps(measured, indent=1))
        return
    print("| measure | value |\n|---|---|")
    for name, value in measured.items():
        print(f"| {name} | {value:.3f} |")


if __name__ == "__main__":
    main()
