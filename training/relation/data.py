"""Sets of sentence pairs as one kind of example: which of the four labels are right, and which were on offer.

A set with other labels says less than ours, so an example holds two sets of labels: `right` (a neutral pair is related or
unrelated; one that is not entailed is anything but the same) and `offered` (FEVER's verdicts leave same and contradicts).
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.records import Label

SAME, CONTRADICTS, RELATED, UNRELATED = Label
ALL = frozenset(Label)
ENTAILED = frozenset({SAME})
AGAINST = frozenset({CONTRADICTS})
NEUTRAL = frozenset({RELATED, UNRELATED})
NOT_ENTAILED = ALL - ENTAILED
VERDICTS = frozenset({SAME, CONTRADICTS})
THREE = {"entailment": ENTAILED, "contradiction": AGAINST, "neutral": NEUTRAL, "not_entailment": NOT_ENTAILED}
WORDS = 90
"""Evidence is cut here: FEVER's holds whole paragraphs."""

FILES = {
    "snli_devtest": ("snli_dev.csv", "snli_test.csv"),
    "negation_nli": ("MNLI.txt", "RTE.txt", "SNLI.txt"),
    "breaking_nli": ("data/dataset.jsonl",),
    "conjnli": ("adversarial_train_15k.tsv", "conj_dev.tsv"),
    "fever_dev_nli": ("fever_dev_2way.jsonl",),
    "fever_symmetric": ("symmetric_v0.2/fever_symmetric_dev.jsonl", "symmetric_v0.2/fever_symmetric_test.jsonl"),
    "rte_glue": ("train.tsv", "dev.tsv"),
    "stsb": ("sts-train.csv", "sts-dev.csv", "sts-test.csv"),
}
"""What `inference` reads, by folder."""

FAMILIES = ("claims", "written", "stances", "captions", "one-word", "texts", "evidence", "likeness")
"""Kinds of set: each has its own bias over the labels while it is learnt from, and `claims` has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sentences, the labels that are right, those on offer, and what the pair weighs. `story` groups pairs that must
    not stand on both sides of a split."""

    a: str
    b: str
    right: frozenset[Label]
    offered: frozenset[Label] = ALL
    family: str
    weight: float = 1.0
    story: str = ""


def inference(data: Path, seed: int) -> list[Pair]:
    """What is learnt first: public pairs of inference and likeness, none of them of the claims' stories."""
    rng = random.Random(seed)
    sets = [
        _some(_snli(data / "snli_devtest"), 12000, rng),
        list(_negation(data / "negation_nli")),
        _some(_breaking(data / "breaking_nli/data/dataset.jsonl"), 2000, rng),
        _some(_tsv(data / "conjnli/adversarial_train_15k.tsv", "Premise", "Hypothesis", "Label"), 4000, rng),
        list(_tsv(data / "conjnli/conj_dev.tsv", "Premise", "Hypothesis", "Label")),
        _some(_fever(data / "fever_dev_nli/fever_dev_2way.jsonl"), 8000, rng),
        [
            p
            for name in ("dev", "test")
            for p in _symmetric(data / f"fever_symmetric/symmetric_v0.2/fever_symmetric_{name}.jsonl")
        ],
        [p for name in ("train", "dev") for p in _rte(data / f"rte_glue/{name}.tsv")],
        [p for name in ("train", "dev", "test") for p in _stsb(data / f"stsb/sts-{name}.csv")],
    ]
    return [p for pairs in sets for p in pairs]


def claims(path: Path, weight: float = 1.0) -> list[Pair]:
    """The project's pairs. `written.jsonl` names no stories: each pair is its own."""
    family = "written" if path.stem == "written" else "claims"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Pair(
            a=r["a"],
            b=r["b"],
            right=frozenset({Label(r["label"])}),
            family=family,
            weight=weight,
            story=r.get("story", r["id"]),
        )
        for r in rows
    ]


def _some(pairs: Iterable[Pair], count: int, rng: random.Random) -> list[Pair]:
    found = list(pairs)
    return rng.sample(found, min(count, len(found)))


def _snli(folder: Path) -> Iterator[Pair]:
    for name in ("snli_dev.csv", "snli_test.csv"):
        with open(folder / name, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if right := THREE.get(row["gold_label"]):
                    yield Pair(a=row["sentence1"], b=row["sentence2"], right=right, family="captions")


def _negation(folder: Path) -> Iterator[Pair]:
    for name, family in (("MNLI.txt", "texts"), ("RTE.txt", "texts"), ("SNLI.txt", "captions")):
        lines = (folder / name).read_bytes().decode("cp1252", "replace").splitlines()[1:]
        for line in lines:
            fields = line.split("\t")
            if len(fields) == 4 and (right := THREE.get(fields[3].strip())):
                yield Pair(a=fields[1], b=fields[2], right=right, family=family)


def _breaking(path: Path) -> Iterator[Pair]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Pair(a=row["sentence1"], b=row["sentence2"], right=THREE[row["gold_label"]], family="one-word")


def _tsv(path: Path, a: str, b: str, label: str) -> Iterator[Pair]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if right := THREE.get(row[label] or ""):
                yield Pair(a=row[a], b=row[b], right=right, family="texts")


def _rte(path: Path) -> Iterator[Pair]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            right = ENTAILED if row["label"] in ("0", "entailment") else NOT_ENTAILED
            yield Pair(a=_cut(row["sentence1"]), b=row["sentence2"], right=right, family="texts")


def _fever(path: Path) -> Iterator[Pair]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield _verdict(row["evidence"], row["claim"], row["label"])


def _symmetric(path: Path) -> Iterator[Pair]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield _verdict(row["evidence"], row["claim"], row["gold_label"])


def _verdict(evidence: str, claim: str, verdict: str) -> Pair:
    right = ENTAILED if verdict == "SUPPORTS" else AGAINST
    brackets = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}
    for written, meant in brackets.items():
        evidence, claim = evidence.replace(written, meant), claim.replace(written, meant)
    return Pair(a=_cut(evidence, 40), b=claim, right=right, offered=VERDICTS, family="evidence")


def _stsb(path: Path) -> Iterator[Pair]:
    """Scores from 0 to 5: from 4.2 the same, to 2.8 not, to 1 only loosely related; those between say too little."""
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        score = float(fields[4])
        if score >= 4.2:
            yield Pair(a=fields[5], b=fields[6], right=ENTAILED, family="likeness")
        elif score <= 2.8:
            right = frozenset({UNRELATED}) if score <= 1 else NOT_ENTAILED
            yield Pair(a=fields[5], b=fields[6], right=right, family="likeness")


def _cut(text: str, words: int = WORDS) -> str:
    return " ".join(text.split()[:words])


def fingerprint(*paths: Path) -> str:
    """SHA-256 over the bytes of files in order: which data a model was made from."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
