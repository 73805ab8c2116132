"""Malformed input by the hundred: each format cut, flipped and mixed gives Documents or rows, never an error."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_read_formats import SAMPLES, write

from sayso.read import Limits, read
from sayso.records import Document, Skipped

LIMITS = Limits(max_bytes=4 << 20, max_expansion=32 << 20)
CUTS = 6
FLIPS = 14


def damaged(raw: bytes, seed: int) -> Iterator[bytes]:
    """Versions of `raw`: cut at several places, with a few bytes changed, removed, doubled or overwritten."""
    chance = random.Random(seed)
    for cut in range(1, CUTS + 1):
        yield raw[: len(raw) * cut // (CUTS + 1)]
    for _ in range(FLIPS):
        changed = bytearray(raw)
        for _ in range(chance.choice((1, 3, 20))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        start = chance.randrange(len(changed))
        size = chance.choice((0, 1, 16, 300))
        if chance.random() < 0.5:
            del changed[start : start + size]
        else:
            changed[start:start] = changed[start : start + size]
        yield bytes(changed)


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_files_never_raise(tmp_path: Path, name: str) -> None:
    for number, raw in enumerate(damaged(SAMPLES[name](), len(name))):
        found = list(read([write(tmp_path / str(number), name, raw)], LIMITS))
        assert found, f"nothing at all from version {number}"
        for one in found:
            check(one)


@pytest.mark.parametrize("name", SAMPLES)
def test_contents_under_another_name_never_raise(tmp_path: Path, name: str) -> None:
    raw = SAMPLES[name]()
    for number, other in enumerate(SAMPLES):
        for one in read([write(tmp_path / str(number), other, raw)], LIMITS):
            check(one)


@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=1, max_size=300), st.sampled_from(sorted(SAMPLES)), st.integers(0, 40))
def test_any_bytes_never_raise(tmp_path_factory: pytest.TempPathFactory, raw: bytes, name: str, kept: int) -> None:
    folder = tmp_path_factory.mktemp("any")
    for one in read([write(folder, name, SAMPLES[name]()[:kept] + raw)], LIMITS):
        check(one)


def check(one: Document | Skipped) -> None:
    one.path.encode()
    one.locator.encode()
    if isinstance(one, Document):
        assert one.text.strip() and one.text.encode()
        assert all(m.value.encode() and m.where for m in one.metadata)
    else:
        assert one.detail.encode() and "\n" not in one.detail
