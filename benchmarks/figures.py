"""How well figures are read: their value, what they count, and their hedge, on three sets of marked figures.

    python benchmarks/figures.py           # a table
    python benchmarks/figures.py --json    # {measure: points}
    python benchmarks/figures.py --errors  # each gold figure that was not read as marked, first

Points are shares of 100. Sets: the nine figures of the marked articles and the 1,110 counts of victims of MUC-3/4 beside
the project (left out where they are not there), and Velmar's figures, which ship and were read for tuning.

- marked articles, Velmar: a gold figure is found where a Quantity lies on its words and has its value (of a hedged one: its
  stated end). `counted right`: it also has the gold's class. `hedge`: of those found, the hedge is there exactly where the
  gold has one. `precision`: of the Quantities in a marked document, those on a gold figure; other figures are in the texts
  too (ages and counts that the annotator left out), so it is a lower bound. Clock times are no Quantities and left out.
- MUC-3/4: the templates give number, description and effect of the victims. Of the numbers of two and more, `stated` are
  those that the text writes in digits or words within 60 characters before the description. `read`: a Quantity of that
  value has the description's head in its scope, or right behind it ('12 injured'). `deaths and injuries`: of those with one
  effect, death or injury, the Quantity has that class; `of those classed` leaves out Quantities that have another class.
  Documents whose number is a multiple of three are measured; the others were read to find mistakes. MUC marks terrorist
  incidents only, so precision cannot be told. Its hard wraps are taken out first.
- re3d, test sentences: of the spans marked as a Quantity, those that a Quantity overlaps. Military counts only are marked.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.quantities import quantities
from sayso.records import Quantity, Span

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
MUC = ROOT.parent / "shared" / "datasets" / "muc34" / "muc34_dev.jsonl"
RE3D = ROOT.parent / "shared" / "datasets" / "re3d" / "CONLL-format" / "data" / "test" / "re3d-test.conll"
VELMAR = ROOT / "examples" / "velmar_gold"
CLASSES = {"deaths_security_forces": "deaths", "population": "people", "crowd": "people", "weapons": "other"}
CLOCK = "time"
BEFORE = 60
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

Measures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Marked:
    """A gold figure."""

    span: Span
    kind: str
    value: float
    hedged: bool


def marked(entry: dict[str, Any]) -> list[Marked]:
    return [
        Marked(
            Span(f["span"]["start"], f["span"]["end"]),
            CLASSES.get(f["kind"], f["kind"]),
            float(f["value"]),
            bool(f["qualifier"]),
        )
        for f in entry["figures"]
        if f["kind"] != CLOCK
    ]


def articles(folder: Path) -> Iterator[tuple[str, str, list[Marked]]]:
    """Name, text and figures of each marked document."""
    for entry in json.loads((folder / "gold.json").read_text(encoding="utf-8")):
        name = entry["doc"] if entry["doc"].endswith(".txt") else f"{entry['doc']}.txt"
        yield name, (folder / "text" / name).open(encoding="utf-8", newline="").read(), marked(entry)


def has_value(found: Quantity, value: float) -> bool:
    """Whether a gold value is the Quantity's: its stated end, or within its range for 'about' and 'dozens'. Chances are
    marked as shares of 1."""
    scale = 100.0 if found.unit == "%" and value <= 1 else 1.0
    ends = [end for end in (found.low, found.high) if end is not None]
    return any(abs(end - scale * value) < 1e-6 for end in ends) or (len(ends) == 2 and ends[0] <= scale * value <= ends[1])


def on_articles(name: str, documents: Iterable[tuple[str, str, list[Marked]]], show: bool) -> Measures:
    """The measures of one set of marked documents."""
    total = found = counted = hedges = given = on_gold = 0
    for document, text, gold in documents:
        read = quantities(text)
        given += len(read) if gold else 0
        on_gold += sum(any(q.span.overlaps(m.span) for m in gold) for q in read)
        for wanted in gold:
            here = [q for q in read if q.span.overlaps(wanted.span) and has_value(q, wanted.value)]
            best = max(here, key=lambda q: q.counts.value == wanted.kind, default=None)
            total += 1
            found += best is not None
            right = best is not None and best.counts.value == wanted.kind
            counted += right
            hedges += best is not None and bool(best.hedge) == wanted.hedged
            if show and not right:
                told = [(q.span.of(text), q.low, q.high, q.counts.value) for q in read if q.span.overlaps(wanted.span)]
                print(f"{document}: {wanted.span.of(text)!r} {wanted.kind} {wanted.value}: {told}")
    return {
        f"{name}: figures found": 100 * found / max(1, total),
        f"{name}: found and counted right": 100 * counted / max(1, total),
        f"{name}: hedge right, of those found": 100 * hedges / max(1, found),
        f"{name}: precision (lower bound)": 100 * on_gold / max(1, given),
    }


@dataclass(frozen=True, slots=True)
class Victims:
    """One row of a template: the number, its descriptions, and the effect ('deaths', 'injured' or None)."""

    number: int
    descriptions: tuple[str, ...]
    effect: str | None


def victims(templates: Sequence[dict[str, list[str]]]) -> Iterator[Victims]:
    seen = set()
    for template in templates:
        effects: dict[str, set[str]] = {}
        for row in template.get("HUM TGT: EFFECT OF INCIDENT", []):
            effect, _, described = row.partition(":")
            for words in re.findall(r'"([^"]+)"', described):
                effects.setdefault(words, set()).add(effect.strip())
        for row in template.get("HUM TGT: NUMBER", []):
            number, _, described = row.partition(":")
            words = tuple(re.findall(r'"([^"]+)"', described))
            digits = re.fullmatch(r"\s*~?(\d+)-?\s*", number)
            if not digits or int(digits[1]) < 2 or not words:
                continue
            told = {e for w in words for e in effects.get(w, set())}
            effect = {"DEATH": "deaths", "INJURY": "injured"}.get(told.pop()) if len(told) == 1 else None
            if (digits[1], words) not in seen:
                seen.add((digits[1], words))
                yield Victims(int(digits[1]), words, effect)


def written(number: int) -> str:
    """A pattern of a number in digits or English words."""
    forms = [str(number), f"{number:,}"]
    if number < 20:
        forms.append(UNITS[number])
    elif number < 100:
        forms.append(TENS[number // 10 - 2] + (f"[- ]{UNITS[number % 10]}" if number % 10 else ""))
    return rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)"


def is_stated(text: str, wanted: Victims) -> bool:
    """Whether the text has the number within `BEFORE` characters before one of the descriptions."""
    for description in wanted.descriptions:
        form = r"\s+".join(map(re.escape, description.split()))
        for match in re.finditer(form, text):
            if re.search(written(wanted.number), text[max(0, match.start() - BEFORE) : match.end()], re.IGNORECASE):
                return True
    return False


def head(words: str) -> str:
    """The last word before 'of', 'who' and the like."""
    return re.split(r"\s+(?:OF|WHO|FROM|IN|AT|THAT)\s+", words, flags=re.IGNORECASE)[0].split()[-1].lower()


def on_muc(show: bool, kept: bool = True) -> Measures:
    """The measures on MUC-3/4. `kept`: on the third kept aside, else on the rest."""
    all_ = stated = read = known = right = classed = 0
    for line in MUC.open(encoding="utf-8"):
        document = json.loads(line)
        if (int(document["id"][-4:]) % 3 == 0) is not kept or not (gold := list(victims(document["templates"]))):
            continue
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", document["text"])  # capitals, wrapped: no line break tells anything
        found = quantities(text)
        for wanted in gold:

            def near(q: Quantity, text: str = text) -> str:
                return text[q.span.start : q.scope.end if q.scope else q.span.end + 20].lower()

            heads = {head(words) for words in wanted.descriptions}
            here = [
                q for q in found
                if has_value(q, wanted.number)
                and heads & set(re.findall(r"\w+", near(q)))
            ]  # fmt: skip
            is_there = is_stated(text, wanted)
            all_, stated, read = all_ + 1, stated + is_there, read + (is_there and bool(here))
            if show and is_there and not here:
                others = [(q.span.of(text), q.scope and q.scope.of(text)) for q in found if has_value(q, wanted.number)]
                print(f"{document['id']}: {wanted.number} {wanted.descriptions[0][:60]!r}: {others}")
            if here and wanted.effect:
                classes = {q.counts.value for q in here}
                known, right = known + 1, right + (wanted.effect in classes)
                classed += bool(classes & {"deaths", "injured"})
                if show and wanted.effect not in classes:
                    told = [" ".join(q.sentence.of(text).split()) for q in here if q.sentence]
                    print(f"{document['id']}: {wanted.number} {wanted.effect} not {classes}: {told}")
    return {
        "MUC-3/4: counts that are stated, of all": 100 * stated / max(1, all_),
        "MUC-3/4: counts read, of those stated": 100 * read / max(1, stated),
        "MUC-3/4: deaths and injuries, of those read": 100 * right / max(1, known),
        "MUC-3/4: deaths and injuries, of those classed": 100 * right / max(1, classed),
    }


def on_re3d() -> Measures:
    """Of the spans that are marked as a Quantity, those that one of ours overlaps; words are set apart by blanks there."""
    total = found = 0
    for sentence in RE3D.read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [line.split() for line in sentence.splitlines() if line.strip()]
        text, places, gold = " ".join(row[0] for row in rows), [0], list[list[int]]()
        for row in rows:
            places.append(places[-1] + len(row[0]) + 1)
        for number, row in enumerate(rows):
            if row[-1] == "B-Quantity":
                gold.append([places[number], places[number + 1] - 1])
            elif row[-1] == "I-Quantity" and gold:
                gold[-1][1] = places[number + 1] - 1
        read = quantities(text, [Span(0, len(text))]) if text else ()
        total += len(gold)
        found += sum(any(q.span.overlaps(Span(*span)) for q in read) for span in gold)
    return {"re3d test: quantities found": 100 * found / max(1, total)}


def measures(show: bool = False) -> Measures:
    """Every measure in points (0 to 100)."""
    out: Measures = {}
    if SEEDS.is_dir():
        out |= on_articles("marked articles", articles(SEEDS), show)
    if MUC.is_file():
        out |= on_muc(show)
    if RE3D.is_file():
        out |= on_re3d()
    return out | on_articles("Velmar", articles(VELMAR), show)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one object of measures and points")
    parser.add_argument("--errors", action="store_true", help="each gold figure that was not read as marked, first")
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
