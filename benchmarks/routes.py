"""Routes against gold, by whole runs of sayso: `python benchmarks/routes.py [--json] [--errors]`.

Prints a Markdown table (or one JSON object) of points. A route counts where it has the gold's hops in the gold's order:
their kinds agree and their names mean one after folding (other spellings of one name do, a channel with and without its
own name does). Attributions are aligned by what is said: the characters of two contents overlap by half or more of
their union.

Where the gold records no hop, the right route is the empty one; `that have hops` leaves these out.
`of those found`: over the gold attributions that sayso found; `of all`: over all of them, where one that was not found is
a miss. `hops, precision`: of the hops given for attributions that were found, how many the gold has there.

Gold: the three marked articles beside the project (left out where they are not there), and Velmar, which ships. Velmar is
read from its files, not from the gold's texts, for a feed's and an export's metadata are in the files only.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio, token_set_ratio

from sayso.pipeline import run
from sayso.records import Attribution, Findings, Hop, HopKind
from sayso.trace import trace

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
VELMAR = ROOT / "examples" / "velmar_gold"
OVERLAP = 0.5
ALIKE = 80
"""Of 100, by token_set_ratio."""
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "),
        strict=True,
    )
)
PASSING = {HopKind.OUTLET, HopKind.AGENCY}

Measures = dict[str, float]
Characters = frozenset[int]
Place = Callable[[dict[str, Any]], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gold attribution: the characters of its content and source in the document that sayso read, and its hops."""

    id: str
    content: Characters
    source: Characters
    nested: bool
    hops: tuple[tuple[HopKind | None, str], ...]


def plain(name: str) -> str:
    """Latin letters and blanks: so that a Cyrillic name meets its address."""
    letters = "".join(LATIN.get(c, c) for c in unicodedata.normalize("NFKC", name).casefold())
    folded = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def is_hop(given: Hop, kind: HopKind | None, name: str) -> bool:
    """Whether a hop is the gold's. `kind` None: the gold names an outlet or agency and does not say which."""
    if not (given.kind is kind or (kind is None and given.kind in PASSING)):
        return False
    one, other = plain(given.name), plain(name)
    if given.kind is HopKind.SPEAKER and ratio(one.split()[-1], other.split()[-1]) >= ALIKE:
        return True
    return token_set_ratio(one, other) >= ALIKE


def characters(spans: Sequence[Any]) -> Characters:
    return frozenset(n for span in spans for n in range(span[0], span[1]))


def pairs(wanted: Sequence[Wanted], found: Sequence[Attribution]) -> dict[str, Attribution]:
    """Gold id -> the attribution that says the same; each is used once, the best fitting first."""
    fits = []
    for gold in wanted:
        for number, given in enumerate(found):
            content, source = characters(given.content), characters(given.source)
            share = len(content & gold.content) / max(1, len(content | gold.content))
            if share >= OVERLAP:
                beside = 0.5 * bool(source & gold.source) + 0.25 * ((given.parent is not None) == gold.nested)
                fits.append((-share - beside, gold.id, number))
    out: dict[str, Attribution] = {}
    used: set[int] = set()
    for _, gold_id, number in sorted(fits):
        if gold_id not in out and number not in used:
            out[gold_id] = found[number]
            used.add(number)
    return out


def seeds() -> Iterator[tuple[Findings, list[Wanted]]]:
    """The marked articles, run over their stored texts."""
    found = {Path(f.document.path).name: f for f in run([SEEDS / "text"]) if isinstance(f, Findings)}
    for entry in json.loads((SEEDS / "gold.json").read_text(encoding="utf-8")):
        marked = entry["attributions"]
        outer = {name for a in marked if a["parent"] is None for name in a["via"]}  # no speaker told these
        yield found[entry["doc"]], [wish(a, lambda span: (span["start"], span["end"]), partial_kind(outer)) for a in marked]


def partial_kind(outer: set[str]) -> Callable[[str], HopKind | None]:
    """The kind of a hop of the marked articles, by the form of its name; None for an outlet or agency."""

    def kind(name: str) -> HopKind | None:
        if name not in outer:
            return HopKind.SPEAKER
        if name.startswith("Telegram channel"):
            return HopKind.CHANNEL
        return HopKind.PLATFORM if name == "social media" else None

    return kind


def velmar() -> Iterator[tuple[Findings, list[Wanted]]]:
    """The invented pile, run over its files."""
    pile = json.loads((VELMAR / "pile.json").read_text(encoding="utf-8"))
    kinds = {hop["name"]: HopKind(hop["kind"]) for hop in pile["hops"]}
    found = [f for f in run([VELMAR.parent / "velmar"]) if isinstance(f, Findings)]
    for entry in json.loads((VELMAR / "gold.json").read_text(encoding="utf-8")):
        text = (VELMAR / "text" / f"{entry['doc']}.txt").open(encoding="utf-8", newline="").read()
        mine = [f for f in found if f.document.path.endswith(entry["path"])]
        best = max(mine, key=lambda f: SequenceMatcher(None, f.document.text, text, autojunk=False).quick_ratio())
        where = places(text, best.document.text)
        yield best, [wish(a, where, lambda name: kinds.get(name, HopKind.SPEAKER)) for a in entry["attributions"]]


def places(gold: str, text: str) -> Place:
    """From a gold span to the place of its words in the text that the reader gave, blanks left out of account."""
    solid = [n for n, c in enumerate(text) if not c.isspace()]
    squeezed = "".join(text[n] for n in solid)

    def place(span: dict[str, Any]) -> tuple[int, int]:
        words = "".join(gold[span["start"] : span["end"]].split())
        near = len("".join(gold[: span["start"]].split()))
        at = [n for n in range(len(squeezed)) if squeezed.startswith(words, n)]
        if not words or not at:
            return (0, 0)
        start = min(at, key=lambda n: abs(n - near))
        return (solid[start], solid[start + len(words) - 1] + 1)

    return place


def wish(entry: dict[str, Any], where: Place, kind: Callable[[str], HopKind | None]) -> Wanted:
    return Wanted(
        id=entry["id"],
        content=characters([where(span) for span in entry["content"]]),
        source=characters([where(entry["source"])] if entry["source"] else []),
        nested=entry["parent"] is not None,
        hops=tuple((kind(name), name) for name in entry["via"]),
    )


def score(name: str, documents: Iterator[tuple[Findings, list[Wanted]]], show: bool) -> Measures:
    """The measures of one pile, in points."""
    total = found = right = given = given_right = told = with_hops = with_hops_right = 0
    for findings, wanted in documents:
        findings = trace(findings)
        aligned = pairs(wanted, findings.attributions)
        total += len(wanted)
        for gold in wanted:
            told += len(gold.hops)
            if gold.id not in aligned:
                continue
            route = aligned[gold.id].route
            same = len(route) == len(gold.hops) and all(is_hop(h, *g) for h, g in zip(route, gold.hops, strict=True))
            found, right, given = found + 1, right + same, given + len(route)
            with_hops, with_hops_right = with_hops + bool(gold.hops), with_hops_right + (same and bool(gold.hops))
            given_right += sum(any(is_hop(h, *g) for g in gold.hops) for h in route)
            if show and not same:
                where = f"{findings.document.path} {findings.document.locator} {gold.id}"
                print(f"{where}: {[h.name for h in route]}, gold {[n for _, n in gold.hops]}")
    return {
        f"{name}: routes, of those found": 100 * right / max(1, found),
        f"{name}: routes that have hops, of those found": 100 * with_hops_right / max(1, with_hops),
        f"{name}: routes, of all": 100 * right / max(1, total),
        f"{name}: hops, precision": 100 * given_right / max(1, given),
        f"{name}: hops, recall of all": 100 * given_right / max(1, told),
    }


def measures(show: bool = False) -> Measures:
    """Every measure in points (0 to 100)."""
    out: Measures = {}
    if SEEDS.is_dir():
        out |= score("marked articles", seeds(), show)
    return out | score("Velmar", velmar(), show)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one object of measures and points")
    parser.add_argument("--errors", action="store_true", help="each route that differs from the gold, first")
    args = parser.parse_args()
    measured = measures(args.errors)
    if args.json:
        print(json.dumps({name: round(value, 1) for name, value in measured.items()}, indent=1))
        return
    print("| measure | points |\n|---|---|")
    for name, value in measured.items():
        print(f"| {name} | {value:.1f} |")


if __name__ == "__main__":
    main()
