"""Make the Velmar pile and its gold from the marked-up sources.

    python examples/velmar_gold/maker [FOLDER]

writes FOLDER/velmar (the documents) and FOLDER/velmar_gold (text/, attributions/, speakers.json, gold.json, pile.json);
FOLDER is `examples` unless told. It needs fpdf2 for the one PDF and gives the same bytes every time.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import formats
import gold
import pile
from markup import Source, read_source

HERE = Path(__file__).resolve().parent.parent
EMPTY = "15-district-court-order.txt"


def documents(sources: list[Source], hops: dict[str, Any]) -> dict[str, bytes]:
    """{path in the pile: bytes}"""
    made: dict[str, bytes] = {EMPTY: b""}
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(source.head["path"], []).append(source)
    return made | {path: in_format(group, hops) for path, group in groups.items()}


def in_format(group: list[Source], hops: dict[str, Any]) -> bytes:
    """One file of the pile: one Document, or the posts of an export, or the items of a feed."""
    one = group[0]
    match one.head["format"]:
        case "text":
            return one.text.encode()
        case "html":
            return formats.page(one, hops, HERE / "pages")
        case "eml":
            return formats.mail(one)
        case "pdf":
            return formats.pdf(one)
        case "telegram":
            return formats.export(group)
        case "feed":
            return formats.feed(group)
        case other:
            raise ValueError(f"{one.doc}: no such format: {other}")


def write(path: Path, data: bytes) -> None:
    """Write a file, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def as_json(value: Any) -> bytes:
    """JSON as the gold files hold it."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def main(folder: Path) -> None:
    """Make everything under `folder`. ValueError, naming the file, where a source is wrong."""
    sources = [read_source(path) for path in sorted((HERE / "source").glob("*.txt"))]
    shared = tomllib.loads((HERE / "pile.toml").read_text(encoding="utf-8"))
    for path, data in documents(sources, shared["hops"]).items():
        write(folder / "velmar" / path, data)
    out = folder / "velmar_gold"
    records = {source.doc: gold.record(source, shared) for source in sources}
    for source in sources:
        write(out / "text" / f"{source.doc}.txt", source.text.encode())
        write(out / "attributions" / f"{source.doc}_gold.ann", gold.standoff(records[source.doc]).encode())
    write(out / "speakers.json", as_json([gold.speakers(source, records[source.doc]) for source in sources]))
    write(out / "gold.json", as_json(list(records.values())))
    write(out / "pile.json", as_json(pile.assemble(shared, records, {s.doc: s.text for s in sources})))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent)
