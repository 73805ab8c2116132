"""Where a command writes: standard output, or a file that may be written without loss.

A name after -o is easily mistyped into that of an article or a case, and a folder that is read may lead anywhere by a
link. So there is one rule for all: what exists and is not sayso's own page or lines is never written over.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sayso.errors import InputError

HEAD = 4096  # bytes of a file, which tell whether sayso wrote it
OWN_PAGE = re.compile(rb"""\A\s*<!doctype html>.*<meta name="generator" content="sayso">""", re.I | re.S)
OWN_LINES = re.compile(rb"""\A\{\s*"doc":\s*"(?:[^"\\]|\\.)*",\s*"path":\s*\"""")


def check(output: str, inputs: Iterable[str], case: str | None = None) -> None:
    """Raise InputError where `output` must not be written: an input, the case, or a file that is not sayso's own."""
    if not output:
        raise InputError("name a file after -o, or - for standard output")
    real = os.path.realpath(output)
    if real in {os.path.realpath(path) for path in inputs}:
        raise InputError(f"{output} is an input: name another file after -o")
    if case is not None and real == os.path.realpath(case):
        raise InputError(f"{output} is the case: name another file after -o")
    if os.path.isdir(real):
        raise InputError(f"{output} is a folder: name a file in it after -o")
    if os.path.isfile(real) and not _is_own(real):
        raise InputError(f"{output} exists and was not written by sayso: name another file after -o, or move it away")


@contextmanager
def opened(output: str) -> Iterator[IO[str]]:
    """A file to write lines to. Raises InputError where the system does not let it be written."""
    try:
        with Path(output).open("w", encoding="utf-8", newline="\n") as file:
            yield file
    except OSError as error:
        raise InputError(_unwritten(output, error)) from error


def write(output: str, page: str) -> None:
    """A file whole or not at all. Raises InputError where the system does not let it be written."""
    path = Path(output)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(page, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise InputError(_unwritten(output, error)) from error


def _is_own(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            head = file.read(HEAD)
    except OSError:  # it cannot be read: writing will tell whether it can be written
        return False
    return not head.strip() or bool(OWN_PAGE.search(head) or OWN_LINES.search(head))


def _unwritten(output: str, error: OSError) -> str:
    return f"{output} cannot be written ({error.strerror}): name a file elsewhere after -o"
