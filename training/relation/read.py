"""Natural pairs that were read for this project: labels in `read.csv`, sentences in the FNC-1 bodies that it points to.

All are sentences of the stories of `claims/train.jsonl`; no body that holds a sentence of `dev.jsonl` is among them. The
first 1,050 pairs (ids in m) were chosen by shared words and cues of denial, doubt, figures and time, the 684 others (n) for
what an earlier model took for contradictions, three in twelve at random. Each was labelled by one annotator, by reading.
"""

from __future__ import annotations

import csv
from pathlib import Path

from sayso.records import Label
from training.relation.data import Pair

LABELS = Path(__file__).with_name("read.csv")
"""`id, story, body_a, start_a, end_a, body_b, start_b, end_b, label, kind`: spans are code points into the bodies."""


def read(fnc1: Path) -> list[Pair]:
    """The pairs, by the bodies in `fnc1/train_bodies.csv`. Raises KeyError where a body is not there."""
    csv.field_size_limit(10**9)
    with open(fnc1 / "train_bodies.csv", encoding="utf-8", newline="") as file:
        bodies = {row["Body ID"]: row["articleBody"] for row in csv.DictReader(file)}
    with open(LABELS, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Pair(
            a=_words(bodies[row["body_a"]], row["start_a"], row["end_a"]),
            b=_words(bodies[row["body_b"]], row["start_b"], row["end_b"]),
            right=frozenset({Label(row["label"])}),
            family="claims",
            story=row["story"],
        )
        for row in rows
    ]


def _words(body: str, start: str, end: str) -> str:
    return " ".join(body[int(start) : int(end)].split())
