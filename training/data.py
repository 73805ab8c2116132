"""PolNeAR as arrays: one `Example` per annotator's version of a text, with a tag and a link target for each word."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.attribute.encode import Encoded, Ints, encode
from sayso.attribute.tags import TAGS
from sayso.records import PARTS

NO_LINK = -1
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
"""A second look for texts with curly marks: the same length, so that the offsets hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """`tags` and `links` count words; a link is the word index of the cue's first word, NO_LINK where there is none."""

    name: str
    encoded: Encoded
    straight: Encoded
    tags: Ints
    links: Ints


Parts = dict[str, list[tuple[int, int]]]


def read_text(path: Path) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def read_annotations(path: Path) -> list[Parts]:
    """One annotator's brat file: [{source, cue, content: [(start, end), ...]}, ...]."""
    spans: dict[str, list[tuple[int, int]]] = {}
    relations = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if found := re.match(r"(T\d+)\t(\w+) ([\d ;]+)\t", line):
            spans[found[1]] = [(int(a), int(b)) for a, b in (p.split() for p in found[3].split(";"))]
        elif found := re.match(r"E\d+\tAttribution(?:-no-source)?:\S+(.*)", line):
            relations.append(re.findall(r"(Source|Cue|Content)\d*:(T\d+)", found[1]))
    out = []
    for relation in relations:
        parts: Parts = {p: [] for p in PARTS}
        for part, key in relation:
            parts[part.lower()] += spans[key]
        out.append(parts)
    return out


def label(encoded: Encoded, attributions: list[Parts]) -> tuple[Ints, Ints]:
    """Tags and links. Where spans of several attributions meet, the shorter one is kept: it lies within the longer."""
    tags = np.zeros(len(encoded.starts), np.int64)
    links = np.full(len(encoded.starts), NO_LINK, np.int64)
    pieces = [(e - s, part, s, e, k) for k, a in enumerate(attributions) for part in PARTS for s, e in a[part]]
    owner: list[tuple[str, int, int] | None] = [None] * len(encoded.starts)
    for n, (_, part, start, end, k) in enumerate(sorted(pieces, key=lambda p: -p[0])):
        first = int(np.searchsorted(encoded.ends, start, side="right"))
        last = int(np.searchsorted(encoded.starts, end, side="left"))
        owner[first:last] = [(part, n, k)] * (last - first)
    for i, mine in enumerate(owner):
        if mine is None:
            continue
        opens = i == 0 or owner[i - 1] != mine
        closes = i + 1 == len(owner) or owner[i + 1] != mine
        edge = "S" if opens and closes else "B" if opens else "E" if closes else "I"
        tags[i] = TAGS.index(f"{edge}-{mine[0]}")
        if cue := attributions[mine[2]]["cue"]:
            links[i] = int(np.searchsorted(encoded.ends, min(cue)[0], side="right"))
    return tags, links


def read_split(folder: Path) -> list[Example]:
    """Every annotator's version of every text of a split, sorted by file name."""
    examples = []
    for ann in sorted(folder.glob("attributions/*.ann")):
        text = read_text(folder / "text" / f"{ann.stem.rsplit('_', 1)[0]}.txt")
        encoded = encode(text)
        straight = encode(text.translate(STRAIGHT))
        if len(straight.starts) != len(encoded.starts):
            straight = encoded
        tags, links = label(encoded, read_annotations(ann))
        examples.append(Example(name=ann.stem, encoded=encoded, straight=straight, tags=tags, links=links))
    return examples


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of a folder's files, in order: which data a model was made from."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
