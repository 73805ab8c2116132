"""JSON as services and programs really write it: within envelopes, with NaN, with half characters, with a broken end."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_read_formats import CYRILLIC, TEXT, documents, rows, write
from test_read_texts import read_back

from sayso.records import SkipReason

RECORDS = [{"text": TEXT, "title": "Bridge"}, {"text": CYRILLIC}]


@pytest.mark.parametrize(
    "shape",
    [
        {"response": {"status": "ok", "docs": RECORDS}},
        {"response": {"found": RECORDS}},
        {"answer": {"page": {"hits": RECORDS}, "total": 2}},
        {"data": {"list": RECORDS}},
        {"data": {"articles": RECORDS, "next": None}, "status": "ok"},
    ],
)
def test_records_within_an_envelope(tmp_path: Path, shape: object) -> None:
    found = documents(write(tmp_path, "a.json", json.dumps(shape)))
    assert [(one.text, one.locator) for one in found] == [(TEXT, "item 1"), (CYRILLIC, "item 2")]
    assert rows(tmp_path / "a.json") == []


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_numbers_that_json_does_not_know(tmp_path: Path, name: str) -> None:
    texts = [f'NaN, -Infinity, said number {n}: [NaN] \\ " NaN' for n in range(3)]
    records = [
        {"views": n, "title": math.nan, "text": one} for n, one in zip((math.nan, math.inf, -math.inf), texts, strict=True)
    ]
    raw = json.dumps(records) if name == "a.json" else "\n".join(map(json.dumps, records))
    assert "NaN" in raw and "-Infinity" in raw
    found = documents(write(tmp_path, name, raw))
    assert [one.text for one in found] == texts and {one.title for one in found} == {None}
    assert rows(tmp_path / name) == []


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_half_a_character_becomes_one_sign(tmp_path: Path, name: str) -> None:
    told = r'{"text": "\ud83d cut \udc00, \\ud83d kept, \ud83d\ude00 whole \ud83d\ud83d\ude00"}'
    (document,) = documents(write(tmp_path, name, f"[{told}]" if name == "a.json" else told))
    assert document.text == "\ufffd cut \ufffd, \\ud83d kept, 😀 whole \ufffd😀"


def test_what_stands_before_a_broken_place_is_kept(tmp_path: Path) -> None:
    raw = json.dumps(RECORDS, ensure_ascii=False)[:-1]
    for end in (", {bad}]", ", {'text': 1}]", ", {"):
        path = write(tmp_path, "a.json", raw + end)
        assert [one.text for one in documents(path)] == [TEXT, CYRILLIC]
        assert [one.reason for one in rows(path)] == [SkipReason.BROKEN]


def test_a_damaged_byte_costs_one_character(tmp_path: Path) -> None:
    raw = json.dumps(RECORDS, ensure_ascii=False).encode()
    at = raw.index("заявил".encode())
    found = documents(write(tmp_path, "a.json", raw[:at] + b"\xff" + raw[at + 1 :]))
    assert found[0].text == TEXT and found[1].text.count("\ufffd") == 2 and found[1].text.endswith("деді.")


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from('"\\u{}[],: NaInfityd8e😀ж\n'), max_size=80), st.integers(1, 40), st.booleans())
def test_text_that_looks_like_json_is_not_touched(text: str, chunk: int, escaped: bool) -> None:
    from sayso.read import json_stream

    whole, json_stream.CHUNK = json_stream.CHUNK, chunk  # wherever the file is cut into pieces
    try:
        raw = json.dumps([{"text": f"Said {text}", "n": math.nan, "m": [-math.inf]}], ensure_ascii=escaped)
        (document,) = read_back("a.json", raw.encode())
    finally:
        json_stream.CHUNK = whole
    assert document.text == f"Said {text}" and json.loads(document.raw)["m"] == [None]
