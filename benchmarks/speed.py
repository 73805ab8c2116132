"""Speed and memory of `sayso extract` and of a cold `sayso brief`: `python benchmarks/speed.py [--sizes 100 1000 10000]`.

Piles are made by repeating the texts of ../shared/stories and ../shared/polnear, each with a line of its own at the end so
that no two are the same. Prints a Markdown table: documents and words a second, and the peak resident memory of the
largest process. Times on a shared machine move; the ratios within one run are what to quote.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SEEDS = SHARED / "seeds" / "text"
MEASURE = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
)


def texts() -> list[str]:
    paths = [*sorted(SHARED.glob("stories/*/*.txt")), *sorted(SHARED.glob("polnear/*/text/*.txt"))]
    return [path.read_text(encoding="utf-8", errors="replace") for path in paths]


def make_pile(folder: Path, size: int) -> int:
    """Write `size` texts, in sub-folders of 1,000; returns the number of words."""
    words = 0
    for number, text in enumerate(islice(cycle(texts()), size)):
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        words += len(text.split())
        (place / f"{number:06}.txt").write_text(f"{text}\n\nNumber {number}.\n", encoding="utf-8")
    return words


def timed(*arguments: str | Path) -> tuple[float, float]:
    """Seconds, and MiB of the largest process, of one sayso command."""
    command = [sys.executable, "-c", MEASURE, sys.executable, "-m", "sayso", *map(str, arguments)]
    began = time.monotonic()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    seconds = time.monotonic() - began
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return seconds, int(done.stdout.split()[-1]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds, memory = timed("brief", SEEDS, "-o", folder / "brief.html")
        print(f"cold `sayso brief` on {len(list(SEEDS.iterdir()))} articles: {seconds:.1f} s, {memory:.0f} MiB\n")
        print("| documents | words | workers | documents a second | articles of 780 words a second | peak MiB |")
        print("|---|---|---|---|---|---|")
        for size in args.sizes:
            pile = folder / str(size)
            words = make_pile(pile, size)
            for workers in args.workers:
                seconds, memory = timed("extract", pile, "-o", folder / "out.jsonl", "--workers", str(workers))
                rate, articles = size / seconds, words / 780 / seconds
                print(f"| {size} | {words} | {workers} | {rate:.1f} | {articles:.1f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
