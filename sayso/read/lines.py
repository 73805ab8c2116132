"""Lines of a stream of any size, each no longer than a limit: what JSON Lines, CSV and mailboxes are read by."""

from __future__ import annotations

import io
from collections.abc import Iterator

from sayso.read.source import CHUNK


def bounded_lines(stream: io.BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Each line with its end; None for a line of more than `limit` bytes, which is read past and dropped."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(CHUNK)
        yield None
