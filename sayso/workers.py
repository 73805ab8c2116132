"""Map one function over a stream, here or in worker processes: results in input order, memory bounded.

`load` is called once a process and gives the function, so that each process has a model of its own. Items already
Skipped pass through in their place. A worker that dies (out of memory, a crash in a library) costs the one Document
that it dies of twice. What is not done here: retries of failures that the function itself reports.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from sayso.records import Document, Findings, Skipped, SkipReason

Outcome = Findings | Skipped
Work = Callable[[Document], Outcome]
Load = Callable[[], Work]

_Pending = deque[tuple[Document | Skipped, Future[Outcome]]]

AHEAD = 4  # documents a worker that are read but not yet given out: enough to keep it busy, few enough to hold


def mapped(load: Load, items: Iterable[Document | Skipped], workers: int = 1) -> Iterator[Outcome]:
    """Each item's outcome, in input order. `load` must pickle where `workers` is above 1.

    Raises what `load` or its function raises.
    """
    return _here(load, items) if workers == 1 else _Pool(load, workers).mapped(items)


def _here(load: Load, items: Iterable[Document | Skipped]) -> Iterator[Outcome]:
    work: Work | None = None
    for item in items:
        if isinstance(item, Skipped):
            yield item
            continue
        work = work or load()  # not before there is a document to work on
        yield work(item)


class _Pool:
    """A process pool that is started at the first Document and started anew when a worker dies."""

    def __init__(self, load: Load, workers: int) -> None:
        self._load = load
        self._workers = workers
        self._executor: ProcessPoolExecutor | None = None

    def mapped(self, items: Iterable[Document | Skipped]) -> Iterator[Outcome]:
        pending: _Pending = deque()
        try:
            for item in items:
                pending.append(self._begun(item))
                if len(pending) >= AHEAD * self._workers:
                    yield self._next(pending)
            while pending:
                yield self._next(pending)
        finally:
            self._stop()

    def _next(self, pending: _Pending) -> Outcome:
        item, future = pending.popleft()
        if isinstance(item, Skipped):
            return item
        try:
            return _whole(future.result(), item)
        except BrokenProcessPool:
            outcome = self._alone(item)
            for _ in range(len(pending)):  # those that went down with it begin again
                other, its = pending.popleft()
                pending.append((other, its) if _finished(its) else self._begun(other))
            return outcome

    def _alone(self, document: Document) -> Outcome:
        """A worker died with several Documents under way: this one runs by itself, to tell whether it is the cause."""
        self._stop()
        try:
            return _whole(self._submit(document).result(), document)
        except BrokenProcessPool:
            self._stop()
            detail = "the worker process died on this document, out of memory perhaps; try it alone, or a smaller part"
            return Skipped(path=document.path, locator=document.locator, reason=SkipReason.FAILED, detail=detail)

    def _begun(self, item: Document | Skipped) -> tuple[Document | Skipped, Future[Outcome]]:
        if isinstance(item, Document):
            return item, self._submit(item)
        passed: Future[Outcome] = Future()
        passed.set_result(item)
        return item, passed

    def _submit(self, document: Document) -> Future[Outcome]:
        try:
            return self._pool().submit(_work, document)
        except BrokenProcessPool:
            broken: Future[Outcome] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken  # found again, and mended, when its turn comes

    def _pool(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # spawn, not fork: a forked copy of a model's thread pool hangs
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self._workers, context, _begin, (self._load,))
        return self._executor

    def _stop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None


def _finished(future: Future[Outcome]) -> bool:
    return future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool)


def _whole(outcome: Outcome, document: Document) -> Outcome:
    """The raw bytes do not travel back from the worker."""
    if isinstance(outcome, Skipped):
        return outcome
    return replace(outcome, document=replace(outcome.document, raw=document.raw))


class _Kept:
    """What a worker process keeps between Documents; in the process that started it both stay None."""

    load: Load | None = None
    work: Work | None = None


def _begin(load: Load) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the first process answers it
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _Kept.load = load


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent.join()
    os._exit(1)


def _work(document: Document) -> Outcome:
    if _Kept.work is None:
        if _Kept.load is None:
            raise RuntimeError("this process was not started as a worker")
        _Kept.work = _Kept.load()
    outcome = _Kept.work(document)
    if isinstance(outcome, Skipped):
        return outcome
    return replace(outcome, document=replace(outcome.document, raw=b""))
