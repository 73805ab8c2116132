"""The quality gate's own judgement: what it lets pass, what it does not, and that no floor falls unseen."""

from __future__ import annotations

import importlib.util
import json
import pathlib
import subprocess
import sys
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

PATH = pathlib.Path(__file__).resolve().parents[1] / "benchmarks" / "quality.py"


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality", PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


quality = loaded()
SOURCE, UNKNOWN = "PolNeAR dev: source, F1", "PolNeAR dev: speakers, unknown"

names = st.sampled_from([SOURCE, "Velmar: attributions, recall", UNKNOWN])
points = st.floats(0, 100).map(lambda value: round(value, 2))
tables = st.dictionaries(names, points)


def pinned(**floors: float) -> dict[str, Any]:
    """Floors for SOURCE and UNKNOWN, with today's exams."""
    kept = {name: floors[key] for name, key in ((SOURCE, "source"), (UNKNOWN, "unknown")) if key in floors}
    return {"floors": kept, "exams": dict(quality.exams())}


def test_what_holds_passes() -> None:
    assert quality.failures({SOURCE: 80.0, UNKNOWN: 5.0}, pinned(source=80.0, unknown=5.0)) == []


@pytest.mark.parametrize(
    ("measured", "floors"),
    [
        ({SOURCE: 79.9, UNKNOWN: 5.0}, {"source": 80.0, "unknown": 5.0}),
        ({SOURCE: 80.0, UNKNOWN: 5.1}, {"source": 80.0, "unknown": 5.0}),  # of this one, less is better
        ({SOURCE: 80.0}, {"source": 80.0, "unknown": 5.0}),  # not measured
        ({SOURCE: 80.0, UNKNOWN: 5.0}, {"source": 80.0}),  # measured, and nothing holds it
        ({SOURCE: 80.0}, {}),
        ({}, {"source": 80.0}),
    ],
)
def test_what_does_not_hold_is_told_by_name(measured: dict[str, float], floors: dict[str, float]) -> None:
    (line,) = quality.failures(measured, pinned(**floors))
    assert line.startswith((SOURCE, UNKNOWN))


def test_an_exam_that_was_changed_fails() -> None:
    table = pinned(source=80.0)
    (name, *_) = table["exams"]
    table["exams"][name] = "0" * 64
    assert quality.failures({SOURCE: 80.0}, table) == [f"{name}: the exam has changed (--update)"]
    del table["exams"][name]
    assert len(quality.failures({SOURCE: 80.0}, table)) == 1


@given(tables, tables)
def test_no_floor_falls_without_a_word(measured: dict[str, float], floors: dict[str, float]) -> None:
    measured = {**floors, **measured}
    try:
        new = quality.raised(measured, floors, lower=False)
    except SystemExit as refusal:
        assert any(name in str(refusal) for name in floors)
        assert any(quality.is_below(name, measured[name], floor) for name, floor in floors.items())
        return
    for name, floor in floors.items():
        assert not quality.is_below(name, new[name], floor)
    for name, value in measured.items():
        assert not quality.is_below(name, value, new[name]), "what was measured must pass its own floor"


@given(tables)
def test_a_regression_that_is_allowed_sets_floors_just_below(measured: dict[str, float]) -> None:
    new = quality.raised(measured, dict.fromkeys(measured, 50.0), lower=True)
    for name, value in measured.items():
        assert abs(new[name] - value) <= quality.MARGIN + 0.051
        assert not quality.is_below(name, value, new[name])


def test_a_crash_is_no_measure(tmp_path: pathlib.Path) -> None:
    with pytest.raises(SystemExit, match="exited with 2"):
        quality.extracted(tmp_path / "gone", tmp_path / "out.jsonl")


def test_a_document_that_was_skipped_counts_as_nothing_found(shared: pathlib.Path, tmp_path: pathlib.Path) -> None:
    gold = tmp_path / "gold"
    for folder in ("text", "attributions"):
        (gold / folder).mkdir(parents=True)
    text = "Anna Kern said that nothing happened. Nobody was hurt, said Jan Moor."
    marks = (
        "T1\tSource 0 9\tAnna Kern\nT2\tCue 10 14\tsaid\nT3\tContent 15 36\tthat nothing happened\n"
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    )
    for name in ("a", "b"):
        (gold / "text" / f"{name}.txt").write_text(text)
        (gold / "attributions" / f"{name}_gold.ann").write_text(marks)
    found = {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 36]], "speaker": "Anna Kern", "parent": None}
    lines = [{"doc": "a", "attributions": [found]}, {"doc": "b", "attributions": [], "skipped": "failed"}]
    (tmp_path / "out.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    rows = quality.ruler("attribution.py", "--gold", gold, "--pred", tmp_path / "out.jsonl")
    assert (rows["attributions"]["p"], rows["attributions"]["r"]) == (100.0, 50.0)


def test_without_the_rulers_the_gate_says_what_it_needs(tmp_path: pathlib.Path) -> None:
    copy = tmp_path / "project" / "benchmarks" / "quality.py"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(PATH.read_bytes())
    done = subprocess.run([sys.executable, str(copy), "--check"], capture_output=True, encoding="utf-8")
    assert done.returncode != 0
    assert "the rulers are not there" in done.stderr
