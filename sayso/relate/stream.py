"""Pairs as JSON lines: one answer a line, in order, in memory that does not grow with the file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sayso.relate.answer import Relate

AT_ONCE = 256
"""Lines that are read before the first is answered."""


def compared(lines: Iterable[str], relate: Relate) -> Iterator[dict[str, Any]]:
    """`{"id", "label", "kind", "score", "why"}` for each `{"id", "a", "b"}`; `{"id", "error"}` without a pair."""
    told = (line for line in lines if line.strip())
    while rows := [_read(line) for line in islice(told, AT_ONCE)]:
        answers = iter(relate([(row["a"], row["b"]) for row in rows if "error" not in row]))
        for row in rows:
            if "error" in row:
                yield row
                continue
            found = next(answers)
            kind = found.kind and str(found.kind)
            yield {
                "id": row["id"],
                "label": str(found.label),
                "kind": kind,
                "score": round(found.score, 4),
                "why": found.why,
            }


def _read(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        return {"id": None, "error": f"not JSON ({error})"}
    if not isinstance(row, dict):
        return {"id": None, "error": "not an object with id, a and b"}
    if not all(isinstance(row.get(side), str) for side in "ab"):
        return {"id": row.get("id"), "error": "a and b must be sentences"}
    if any("\ud800" <= sign <= "\udfff" for sign in row["a"] + row["b"]):
        return {"id": row.get("id"), "error": "a or b holds half a character (a lone surrogate)"}
    return {"id": row.get("id"), "a": row["a"], "b": row["b"]}
