"""Quality, by the rulers, through `sayso extract`: `python benchmarks/quality.py [--check | --update]`.

Prints every measure as a Markdown table. `--check` fails where one falls below its floor in `floors.json`; `--update`
raises the floors to what was measured less MARGIN, and refuses to lower one unless `--allow-regression` is given too.
The exam is pinned: where the hash of a gold folder is not the one in `floors.json`, the check fails and says so.

What holds across documents (routes, names, copies, origins, figures, claims, conflicts) is measured by the scripts beside
this one and kept here too.

Gold: PolNeAR dev and the three marked articles beside the project (left out, and said so, where they are not there) and
the Velmar example, which ships. A document that sayso could not read counts as one in which it found nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCORE = SHARED / "score"
FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.3
"""Points of F1 that 8-bit arithmetic may differ by from one processor to another."""

ACROSS = (
    ("routes.py",),
    ("names.py", "--no-cost"),
    ("copies.py", "--sizes"),
    ("origins.py",),
    ("figures.py",),
    ("accounts.py",),
)
"""What holds across documents: each prints {measure: value} with `--json`."""
SIZES = ("cards", "doubts", "sides of claims")
"""How such a measure ends that says how much there was, not how well it went."""
LOW = ("unknown", "wrong merges", "missed merges", "above the true number", "counts below", "not in the gold")
"""How the measures end of which less is better."""

Measures = dict[str, float]


def extracted(texts: Path, out: Path) -> None:
    """`sayso extract` over a folder of texts. Exit code 1 says that something was skipped; that is scored, not hidden."""
    command = [sys.executable, "-m", "sayso", "extract", str(texts), "-o", str(out)]
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} exited with {done.returncode}")


def ruler(script: str, *arguments: str | Path) -> dict[str, dict[str, float]]:
    command = [sys.executable, str(SCORE / script), "--json", *map(str, arguments)]
    result: dict[str, dict[str, float]] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return result


def f1(name: str, rows: dict[str, dict[str, float]]) -> Measures:
    return {f"{name}: {row}, F1": values["f1"] for row, values in rows.items()}


def polnear(folder: Path) -> Measures:
    """PolNeAR dev: spans and attributions, then speakers of the attributions found."""
    pred, gold = folder / "polnear.jsonl", SHARED / "polnear" / "dev"
    extracted(gold / "text", pred)
    tokens = SHARED / "polnear" / "dev.tokens.jsonl"
    out = f1("PolNeAR dev", ruler("attribution.py", "--gold", gold, "--pred", pred, "--tokens", tokens))
    speakers = SHARED / "speakers" / "dev.json"
    rows = ruler("speakers.py", "--gold", gold, "--speakers", speakers, "--pred", pred)
    names = {"accuracy": "accuracy", "pronouns": "resolved by context", "precision": "precision", "unknown": "unknown"}
    return out | {f"PolNeAR dev: speakers, {label}": float(rows[key]) for key, label in names.items()}  # type: ignore[arg-type]


def marked(name: str, gold: Path, pred: Path) -> Measures:
    """A gold folder with attributions and speakers: recall and F1 of attributions, accuracy of speakers."""
    rows = ruler("attribution.py", "--gold", gold, "--pred", pred)
    out = f1(name, rows) | {f"{name}: attributions, recall": rows["attributions"]["r"]}
    speakers = ruler("speakers.py", "--gold", gold, "--speakers", gold / "speakers.json", "--pred", pred)
    # accuracy is over the attributions found: where more are found, it can fall while more speakers are right
    labels = ("accuracy", "overall")
    return out | {f"{name}: speakers, {label}": float(speakers[label]) for label in labels}  # type: ignore[arg-type]


def relations(folder: Path) -> Measures:
    """`sayso compare` over the marked pairs of dev."""
    gold, pred = SHARED / "claims" / "dev.jsonl", folder / "claims.jsonl"
    subprocess.run([sys.executable, "-m", "sayso", "compare", "--jsonl", str(gold), "-o", str(pred)], check=True)
    rows = ruler("claims.py", "--gold", gold, "--pred", pred)
    return {
        "claims dev: macro F1": float(rows["macro_f1"]),  # type: ignore[arg-type]
        "claims dev: same, F1": rows["same"]["f1"],
        "claims dev: contradicts, F1": rows["contradicts"]["f1"],
    }


def measures() -> Measures:
    """Every measure in points (0 to 100); for `unknown`, lower is better."""
    out: Measures = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out |= polnear(folder)
        for label, gold in (("marked articles", SHARED / "seeds"), ("Velmar", ROOT / "examples" / "velmar_gold")):
            pred = folder / f"{label}.jsonl"
            extracted(gold / "text", pred)
            out |= marked(label, gold, pred)
        out |= relations(folder)
    for script, *arguments in ACROSS:
        command = [sys.executable, str(Path(__file__).with_name(script)), "--json", *arguments]
        found: Measures = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        out |= {name: value for name, value in found.items() if not name.endswith(SIZES)}
    return out


def exams() -> Iterator[tuple[str, str]]:
    """Name and SHA-256 of each gold folder."""
    sets = [SHARED / "datasets" / name for name in ("name_bench", "bsnlp", "ecbplus", "muc34", "re3d")]
    marked = (
        SHARED / "polnear" / "dev",
        SHARED / "seeds",
        SHARED / "speakers",
        SHARED / "claims",
        ROOT / "examples" / "velmar_gold",
    )
    for gold in (*marked, *sets):
        digest = hashlib.sha256()
        for path in sorted(p for p in gold.rglob("*") if p.is_file()):
            digest.update(str(path.relative_to(gold)).encode() + b"\0" + path.read_bytes())
        yield f"{gold.parent.name}/{gold.name}", digest.hexdigest()


def is_below(name: str, value: float, floor: float) -> bool:
    return value > floor if name.endswith(LOW) else value < floor


def failures(measured: Measures, pinned: dict[str, Measures | dict[str, str]]) -> list[str]:
    """One line for each measure below its floor, each floor without a measure, each exam that was changed."""
    floors, out = pinned["floors"], []
    for name, floor in floors.items():
        if name not in measured:
            out.append(f"{name}: has a floor but was not measured")
        elif is_below(name, measured[name], float(floor)):
            out.append(f"{name}: {measured[name]:.1f}, floor {float(floor):.1f}")
    out += [f"{name}: measured but has no floor (--update)" for name in measured if name not in floors]
    return out + [f"{name}: the exam has changed (--update)" for name, h in exams() if pinned["exams"].get(name) != h]


def raised(measured: Measures, floors: Measures, lower: bool) -> Measures:
    """New floors. Raises SystemExit where one would fall and `lower` is not set."""
    new = {n: round(v + MARGIN if n.endswith(LOW) else v - MARGIN, 1) for n, v in measured.items()}
    new |= {n: floors[n] for n, v in new.items() if n in floors and is_below(n, v, floors[n])}
    falls = [n for n in new if is_below(n, measured[n], new[n])]
    if falls and not lower:
        raise SystemExit("these would fall, which needs --allow-regression: " + "; ".join(falls))
    new |= {n: round(measured[n] + MARGIN if n.endswith(LOW) else measured[n] - MARGIN, 1) for n in falls}
    return new


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    args = parser.parse_args()
    if not SCORE.is_dir():
        raise SystemExit(f"the rulers are not there: {SCORE}. The gate needs the shared folder beside the project")
    measured = measures()
    print("| measure | points |\n|---|---|")
    for name, value in measured.items():
        print(f"| {name} | {value:.1f} |")
    pinned = json.loads(FLOORS.read_text()) if FLOORS.exists() else {"floors": {}, "exams": {}}
    if args.update:
        floors = raised(measured, pinned["floors"], args.allow_regression)
        FLOORS.write_text(json.dumps({"floors": floors, "exams": dict(exams())}, indent=1, sort_keys=True) + "\n")
    elif args.check and (wrong := failures(measured, pinned)):
        raise SystemExit("below the floor:\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()
