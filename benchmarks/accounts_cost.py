"""What accounts cost as a pile grows: `python benchmarks/accounts_cost.py [--sizes 5 50 500 2000 10000] [--one-event]`.

The documents are those of ../shared/stories, read and tagged once (not timed here: see `speed.py`), then repeated. In each
repetition the letters of every word that few documents hold are moved on in the alphabet, so that its names and its rarer
words are others, no two stories are copies, and every span still fits. With `--one-event` the names are kept, as if all
documents of a folder and of its repetitions told of one event.

Each size runs in a process of its own and prints seconds of the processor for

- `read`: remarks and figures of each document, the dates of its sentences among them;
- `series`: figures laid out and held against one another;
- `near`: which remarks are worth holding against one another, and how many pairs that gives;
- `linked`: claims (`near` in it), with a stand-in for the model that goes by shared words, `conflicts` of these; `settled`:
  what is told of the pairs before the model is asked. What the model would take is told by the number of pairs that are
  left to it (`asked`) and by how many a second it answers, measured on a sample;
- `pile`: voices, copies and retellings, which the origins of each side are counted from;
- `page`: the view without accounts, and what accounts add to it: origins of all sides, and the timeline;

and the peak resident memory. The view is left out above 2,000 documents, and the page itself is never written.
Times on a shared machine move: quote ratios within one run.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from sayso.accounts import Accounts
from sayso.claims import linked, remarks
from sayso.claims.near import near, telling
from sayso.conflicts import conflicts, ranked
from sayso.figures import clashes, of_others, series, stated
from sayso.pile import Pile, gathered
from sayso.pipeline import run
from sayso.records import Findings, Label, Relation
from sayso.relate import load_relate
from sayso.relate.careful import settled
from sayso.report.view import build

STORIES = Path(__file__).resolve().parent.parent.parent / "shared" / "stories"
SIZES = (5, 50, 500, 2000, 10000)
COMMON = 0.05
"""Share of the documents that hold a word which every repetition keeps."""
VIEW_UP_TO = 2000
"""Documents up to which the view is built: it grows faster than the pile."""
SAMPLE, SPEED_OF = 300, 60
"""Pairs that the model is timed on, and the documents that they are of."""
WORD = re.compile(r"[A-Za-z]+")
T = TypeVar("T")


def tagged() -> list[Findings]:
    """All documents of the stories, with what the tagger finds in them."""
    folders = sorted(path for path in STORIES.iterdir() if path.is_dir())
    found = {f.document.id: f for f in run(folders) if isinstance(f, Findings)}
    return list(found.values())


def pile(base: Sequence[Findings], size: int, one_event: bool) -> Iterator[Findings]:
    """`size` documents: the base, and as many changed repetitions of it as that takes."""
    holders = Counter(word for one in base for word in {w.lower() for w in WORD.findall(one.document.text)})
    kept = {word for word, count in holders.items() if count > COMMON * len(base)}
    for number in range(size):
        turn, place = divmod(number, len(base))

        def moved(match: re.Match[str], turn: int = turn) -> str:
            word = match.group()
            if word.lower() in kept or (one_event and word[0].isupper()):
                return word
            return "".join(chr((ord(c) - (start := 65 if c < "a" else 97) + turn) % 26 + start) for c in word)

        yield base[place] if not turn else repeated(base[place], turn, moved)


def repeated(one: Findings, turn: int, moved: Callable[[re.Match[str]], str]) -> Findings:
    """A document's findings with other words in the same places, and ids of their own."""

    def words(text: str) -> str:
        return WORD.sub(moved, text)

    def other(id: str | None) -> str | None:
        return id and f"{id}/{turn}"

    document = one.document
    told = ("title", "author", "outlet")
    metadata = tuple(replace(m, value=words(m.value)) if m.name in told else m for m in document.metadata)
    return replace(
        one,
        document=replace(document, id=f"{document.id}/{turn}", text=words(document.text), metadata=metadata),
        attributions=tuple(
            replace(
                a,
                id=f"{a.id}/{turn}",
                parent=other(a.parent),
                continues=other(a.continues),
                speaker=other(a.speaker),
                route=tuple(replace(hop, name=words(hop.name)) for hop in a.route),
            )
            for a in one.attributions
        ),
        entities=tuple(replace(e, id=f"{e.id}/{turn}", name=words(e.name)) for e in one.entities),
    )


class StandIn:
    """Relates sentences by the words that they share, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        self.asked += pairs
        return [self.relation(*pair) for pair in pairs]

    @staticmethod
    def relation(one: str, other: str) -> Relation:
        a, b = telling(one), telling(other)
        shared = len(a & b) / max(1, len(a | b))
        if shared < 0.5:
            return Relation(label=Label.RELATED, score=0.5)
        negated = (" not " in one) != (" not " in other)
        return Relation(label=Label.CONTRADICTS if negated else Label.SAME, score=shared)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of the processor, and what the work gives."""
    before = time.process_time()
    made = work()
    return time.process_time() - before, made


def measured(found: list[Findings]) -> dict[str, Any]:
    """One row of the table."""
    row: dict[str, Any] = {"documents": len(found)}
    row["read"], (told, counted) = timed(
        lambda: ([r for f in found for r in remarks(f)], [g for f in found for g in stated(f)])
    )
    row |= {"remarks": len(told), "figures": len(counted)}
    row["series"], laid = timed(lambda: series(counted))
    row["clashes"], quarrels = timed(lambda: [*clashes(laid), *of_others(laid, counted)])
    row["largest series"] = max((len(s.figures) for s in laid), default=0)
    row["near"], candidates = timed(lambda: near([r.words for r in told]))
    row["candidates"] = len(candidates)
    row["pile"], gathering = timed(lambda: gathered(found, lambda: (f.document for f in found)))
    relate = StandIn()
    row["linked"], links = timed(lambda: linked(told, relate))
    row["settled"], left = timed(lambda: sum(settled(*pair) is None for pair in relate.asked))
    row |= {"pairs": len(relate.asked), "asked": left, "contrasts": len(links.contrasts)}
    row["conflicts"], clashing = timed(lambda: ranked([*conflicts(links), *quarrels]))
    if len(found) <= VIEW_UP_TO:
        row |= told_on_a_page(found, Accounts(claims=links.claims, conflicts=clashing, series=laid), gathering)
    row["MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return row


def told_on_a_page(found: list[Findings], made: Accounts, gathering: Pile) -> dict[str, Any]:
    """The measures of the view."""
    page, _ = timed(lambda: build(found, (), "cost", gathering))
    whole, _ = timed(lambda: build(found, (), "cost", gathering, made))
    return {"page": page, "accounts on it": whole - page}


def speed(found: Sequence[Findings]) -> float:
    """Pairs a second by the clock that the shipped model and the explicit comparison answer, on some of these."""
    relate, counting = load_relate(), StandIn()
    linked([r for f in found for r in remarks(f)], counting)
    some = counting.asked[:: max(1, len(counting.asked) // SAMPLE)][:SAMPLE]
    relate(some[:8])
    began = time.monotonic()
    relate(some)
    return len(some) / (time.monotonic() - began)


COLUMNS = (
    "documents", "remarks", "figures", "read", "series", "clashes", "near", "pile", "linked", "pairs", "settled",
    "asked", "conflicts", "page", "accounts on it", "MiB",
)  # fmt: skip


def shown(row: dict[str, Any]) -> str:
    """A line of the table; what was not measured as a dash."""
    values = [row.get(column) for column in COLUMNS]
    cells = ["-" if v is None else f"{v:.2f}" if isinstance(v, float) and v < 100 else f"{v:.0f}" for v in values]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--one-event", action="store_true", help="keep names in all repetitions")
    parser.add_argument("--json", action="store_true", help="one object a size")
    parser.add_argument("--base", type=Path, help="where the tagged documents are kept from run to run (a pickle)")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        base = pickle.loads(options.base.read_bytes())
        if not options.one:
            print(f"{speed(base[:SPEED_OF]):.1f} pairs a second, by the clock")
            return
        print(json.dumps(measured(list(pile(base, options.one, options.one_event)))))
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = options.base or Path(folder) / "base.pickle"
        if not kept.exists():
            kept.write_bytes(pickle.dumps(tagged()))
        if not options.json:
            print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS), flush=True)
        for size in (*options.sizes, 0):
            command = [sys.executable, __file__, "--one", str(size), "--base", str(kept)]
            command += ["--one-event"] * options.one_event
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            print(done.stdout.strip() if options.json or not size else shown(json.loads(done.stdout)), flush=True)


if __name__ == "__main__":
    main()
