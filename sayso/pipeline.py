"""The stages in their order, and a pile of inputs run through them.

`read` opens the inputs; each Document then goes through `clean`, `attribute`, `resolve` and `trace`, alone and without
memory of the others. A Document on which a stage fails becomes a Skipped row that names the stage, and the rest go on.
Nothing is stored here: see `case.py`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.errors import SaysoError
from sayso.read import read
from sayso.records import Document, Findings, Skipped, SkipReason
from sayso.settings import Settings
from sayso.workers import Load, Outcome, Work, mapped

STAGES = ("read", "clean", "attribute", "resolve", "trace")

Steps = Sequence[tuple[str, Callable[[Any], Any]]]


def run(paths: Iterable[str | Path], settings: Settings | None = None, own: Iterable[str | Path] = ()) -> Iterator[Outcome]:
    """Findings or Skipped for each Document of the inputs, in input order, in memory that does not grow with the pile.

    `own` names files that are no inputs though they may lie in a folder that is read: what sayso writes itself.
    """
    settings = settings or Settings()
    return find(inputs(paths, settings, own), settings)


def inputs(paths: Iterable[str | Path], settings: Settings, own: Iterable[str | Path] = ()) -> Iterator[Document | Skipped]:
    """The first stage alone."""
    written = {os.path.realpath(path) for path in own}  # by whatever link or spelling it is met
    for item in read(paths, settings.limits):
        if os.path.realpath(item.path).removesuffix("-journal") not in written:  # SQLite's journal lies beside a case
            yield item


def find(
    items: Iterable[Document | Skipped], settings: Settings | None = None, load: Load | None = None
) -> Iterator[Outcome]:
    """Run Documents through the stages after `read`; Skipped items keep their place.

    `load` gives the function that is run on each Document, and is called at the first one; by default that is
    `understand` with the shipped model. It must pickle where `settings.workers` is above 1. Raises ModelError for a
    broken install.
    """
    settings = settings or Settings()
    threads = 1 if settings.workers > 1 else cores()
    default = partial(load_stages, include_boilerplate=settings.include_boilerplate, threads=threads)
    return mapped(load or default, items, settings.workers)


def load_stages(*, include_boilerplate: bool, threads: int) -> Work:
    """The function from a Document to its Findings. Loads the model, which lives as long as the function."""
    # here, not at the top: `import sayso` and `sayso --help` must not wait for a model's libraries
    from sayso.attribute import attribute, load_tagger
    from sayso.clean import clean
    from sayso.resolve import resolve
    from sayso.trace import trace

    tagger = load_tagger(threads)
    find_attributions = partial(attribute, tagger=tagger, include_boilerplate=include_boilerplate)
    return partial(understand, tuple(zip(STAGES[1:], (clean, find_attributions, resolve, trace), strict=True)))


def understand(steps: Steps, document: Document) -> Findings | Skipped:
    """One Document through `steps`, pairs of a stage's name and its function, the last of which gives Findings."""
    value: Any = document
    try:
        document.text.encode("utf-8")
    except UnicodeEncodeError:
        return _failed(document, SkipReason.NOT_TEXT, "its text holds half a character (a lone surrogate)")
    for stage, step in steps:
        try:
            value = step(value)
        except SaysoError:
            raise  # a broken install fails on every document alike
        except Exception as error:
            what = f"the stage '{stage}' failed on it ({type(error).__name__}: {error}); please report this"
            return _failed(document, SkipReason.FAILED, what)
    assert isinstance(value, Findings)  # noqa: S101 - for the type checker
    return value


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def model_id() -> str:
    """A hash of the shipped models' bytes: what a case names as the maker of its rows."""
    digest = blake2b(digest_size=16)
    for model in sorted((f for f in (files("sayso") / "models").iterdir() if f.is_file()), key=lambda f: f.name):
        digest.update(model.name.encode())
        digest.update(model.read_bytes())
    return f"b2:{digest.hexdigest()}"


def _failed(document: Document, reason: SkipReason, detail: str) -> Skipped:
    return Skipped(path=document.path, locator=document.locator, reason=reason, detail=detail)
