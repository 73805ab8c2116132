"""What each stage of training reads, what it holds out, and what the pairs weigh."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from training.relation.data import AGAINST, FILES, Pair, claims, fingerprint, inference
from training.relation.read import LABELS, read
from training.relation.stances import stances

HELD = 600
"""Pairs of the inference stage that are held out, to see that it learns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Pairs to learn from, sets held out by name, and the SHA-256 of the files."""

    train: list[Pair]
    held: dict[str, list[Pair]]
    hashes: dict[str, str]


def group(story: str, count: int) -> int:
    """Which of `count` groups a story is in, whatever else there is."""
    return int(hashlib.sha256(story.encode()).hexdigest(), 16) % count


def chosen(stage: str, data: Path, folder: Path, seed: int, without: str | None) -> Split:
    if stage == "inference":
        pairs = inference(data, seed)
        random.Random(0).shuffle(pairs)
        hashes = {f"sha256 of {d}": fingerprint(*(data / d / name for name in names)) for d, names in FILES.items()}
        return Split(train=pairs[HELD:], held={"inference": pairs[:HELD]}, hashes=hashes)
    files = [folder / f"{name}.jsonl" for name in ("train", "written", "dev")]
    train, written, dev = (claims(path) for path in files)
    train += read(data / "fnc1")
    mined, story_of = stances(data / "fnc1", train, written, dev)
    written = [replace(p, story=story_of.get(p.a) or story_of.get(p.b) or p.story) for p in written]
    train = [replace(p, story=story_of.get(p.a) or story_of.get(p.b) or p.story) for p in train]
    held = {"dev": dev}
    if without:
        n, count = map(int, without.split("/"))
        held["fold"] = [p for p in train if group(p.story, count) == n]
        train, written, mined = ([p for p in ps if group(p.story, count) != n] for ps in (train, written, mined))
    hashes = {f"sha256 of {path.name}": fingerprint(path) for path in files}
    hashes[f"sha256 of {LABELS.name}"] = fingerprint(LABELS)
    hashes["sha256 of fnc1"] = fingerprint(data / "fnc1/train_bodies.csv", data / "fnc1/train_stances.csv")
    return Split(train=train + written + mined, held=held, hashes=hashes)


class Holds(Protocol):
    """What holds a pair, as a frozen dataclass."""

    @property
    def pair(self) -> Pair: ...


Example = TypeVar("Example", bound=Holds)


def weighed(examples: Sequence[Example], contradicts: float) -> list[Example]:
    """Examples with what a pair that contradicts weighs, in the sets of the claims' kind."""
    ours = ("claims", "written", "stances")
    return [
        replace(e, pair=replace(e.pair, weight=contradicts)) if e.pair.right == AGAINST and e.pair.family in ours else e
        for e in examples
    ]
