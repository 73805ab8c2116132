"""Floors under the quality and the speed of `resolve`, on marked articles with the sources given."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import time
from typing import Any

import pytest

from sayso.ids import content_id
from sayso.records import Attribution, Document, Findings, Span
from sayso.resolve import resolve


def spans(places: list[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(*place) for place in sorted(places))


def given_sources(shared: pathlib.Path, folder: pathlib.Path, speakers: pathlib.Path) -> list[Findings]:
    """Findings made of the first annotation file of each text that `speakers` marks."""
    sys.path.insert(0, str(shared / "score"))
    try:
        from attribution import read_gold  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    gold = read_gold(folder)
    found = []
    for entry in json.loads(speakers.read_text(encoding="utf-8")):
        text, versions = gold[entry["doc"]]
        attributions = tuple(
            Attribution(id=str(n), content=spans(a["content"]), source=spans(a["source"]), cue=spans(a["cue"]))
            for n, a in enumerate(versions[0])
        )
        document = Document(id=content_id(text), text=text, path=entry["doc"])
        found.append(Findings(document=document, attributions=attributions))
    return found


def scored(shared: pathlib.Path, folder: pathlib.Path, speakers: pathlib.Path, out: pathlib.Path) -> dict[str, Any]:
    with out.open("w", encoding="utf-8") as file:
        for findings in given_sources(shared, folder, speakers):
            resolved = resolve(findings)
            names = {entity.id: entity.name for entity in resolved.entities}
            rows = [{"content": a.content, "speaker": names.get(a.speaker or "")} for a in resolved.attributions]
            file.write(json.dumps({"doc": findings.document.path, "attributions": rows}) + "\n")
    ruler, paths = shared / "score/speakers.py", {"--gold": folder, "--speakers": speakers, "--pred": out}
    command = [sys.executable, str(ruler), "--json", *(str(part) for pair in paths.items() for part in pair)]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result


def test_polnear_dev(shared: pathlib.Path, tmp_path: pathlib.Path) -> None:
    score = scored(shared, shared / "polnear/dev", shared / "speakers/dev.json", tmp_path / "pred.jsonl")
    assert score["accuracy"] >= 92 and score["pronouns"] >= 84 and score["unknown"] <= 3


def test_velmar(root: pathlib.Path, shared: pathlib.Path, tmp_path: pathlib.Path) -> None:
    gold = root / "examples/velmar_gold"
    score = scored(shared, gold, gold / "speakers.json", tmp_path / "pred.jsonl")
    assert score["accuracy"] >= 88 and score["named"] >= 95


def test_it_is_fast(shared: pathlib.Path) -> None:
    articles = given_sources(shared, shared / "polnear/dev", shared / "speakers/dev.json")
    resolve(articles[0])
    start = time.process_time()
    for article in articles:
        resolve(article)
    rate = len(articles) / (time.process_time() - start)
    if rate < 30:  # 100 and more where measured; a busy machine may halve that
        pytest.fail(f"only {rate:.0f} articles a second")
