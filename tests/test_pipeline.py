"""The pipeline: input order, bounded memory, one bad document costs only itself, here and in worker processes."""

from __future__ import annotations

import functools
import os
import pathlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from sayso import pipeline
from sayso.errors import InputError, ModelError
from sayso.ids import attribution_id, content_id
from sayso.records import Attribution, Document, Findings, Skipped, SkipReason, Span
from sayso.settings import Settings
from sayso.workers import AHEAD, Outcome, Work


def document(text: str) -> Document:
    return Document(id=content_id("document", text), text=text, path=f"{text[:8]}.txt", raw=text.encode())


def first_word(made: Document) -> Findings:
    """A stand-in for the stages: the first word is said. Some documents are bad for it, each in its own way."""
    if made.text.startswith("bad"):
        raise ValueError("no good")
    if made.text.startswith("killer"):
        os.kill(os.getpid(), signal.SIGKILL)
    content = (Span(0, made.text.find(" ")),)
    said = Attribution(id=attribution_id(made.id, ((), (), content)), content=content)
    return Findings(document=made, attributions=(said,))


def load() -> Work:
    return functools.partial(pipeline.understand, (("attribute", first_word),))


def load_broken() -> Work:
    raise ModelError("the model is not there")


def load_that_tells_its_process(folder: str) -> Work:
    (pathlib.Path(folder) / str(os.getpid())).touch()
    return load()


def texts(outcomes: Iterator[Outcome]) -> list[str]:
    return [o.path if isinstance(o, Skipped) else o.document.text for o in outcomes]


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    state = pathlib.Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z"


@pytest.mark.parametrize("workers", [1, 2])
def test_outcomes_come_in_input_order_and_whole(workers: int) -> None:
    missing = Skipped(path="gone.txt", reason=SkipReason.NOT_FOUND, detail="there is no such file")
    items = [document(f"word{n} and more") for n in range(20)]
    outcomes = list(pipeline.find([*items[:7], missing, *items[7:]], Settings(workers=workers), load))
    assert outcomes[7] == missing
    assert [o.document for o in outcomes if isinstance(o, Findings)] == items
    assert all(len(o.attributions) == 1 for o in outcomes if isinstance(o, Findings))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_a_stage_fails_on_is_skipped_and_the_rest_go_on(workers: int) -> None:
    items = [document("one and"), document("bad one"), document("two and")]
    good, bad, other = pipeline.find(items, Settings(workers=workers), load)
    assert isinstance(good, Findings)
    assert isinstance(other, Findings)
    assert isinstance(bad, Skipped)
    assert bad.reason is SkipReason.FAILED
    assert "'attribute'" in bad.detail
    assert "no good" in bad.detail


def test_a_document_that_kills_its_worker_is_skipped_and_the_rest_go_on() -> None:
    items = [document(t) for t in ("one and", "two and", "killer one", "three and", "four and", "killer two", "five and")]
    outcomes = list(pipeline.find(items, Settings(workers=2), load))
    assert [isinstance(o, Skipped) for o in outcomes] == [False, False, True, False, False, True, False]
    assert texts(iter(outcomes))[0] == "one and"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_broken_install_stops_the_run(workers: int) -> None:
    with pytest.raises(ModelError):
        list(pipeline.find([document("one and")], Settings(workers=workers), load_broken))


@pytest.mark.parametrize("workers", [1, 2])
def test_memory_is_bounded_however_long_the_pile(workers: int) -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield document(f"word{taken} and more")

    outcomes = pipeline.find(endless(), Settings(workers=workers), load)
    for given in range(1, 30):
        next(outcomes)
        assert taken - given <= AHEAD * workers


def test_no_model_is_loaded_where_there_is_no_document() -> None:
    missing = Skipped(path="gone.txt", reason=SkipReason.NOT_FOUND, detail="there is no such file")
    assert list(pipeline.find([missing], None, load_broken)) == [missing]


def test_half_a_character_is_no_text() -> None:
    outcome = pipeline.understand((), Document(id="b2:0", text="half \ud83d", path="a.json"))
    assert isinstance(outcome, Skipped)
    assert outcome.reason is SkipReason.NOT_TEXT


@pytest.mark.parametrize("workers", [0, -1, 257])
def test_settings_refuse_what_cannot_be(workers: int) -> None:
    with pytest.raises(InputError, match="workers"):
        Settings(workers=workers)


def test_the_stages_are_modules_in_this_order(root: pathlib.Path) -> None:
    assert pipeline.STAGES == ("read", "clean", "attribute", "resolve", "trace")
    for stage in pipeline.STAGES:
        assert (root / "sayso" / f"{stage}.py").exists() or (root / "sayso" / stage / "__init__.py").exists()


@pytest.mark.skipif(not pathlib.Path("/proc").exists(), reason="looks at processes through /proc")
def test_workers_end_with_a_process_that_was_killed(tmp_path: pathlib.Path) -> None:
    script = (
        "import functools, itertools, sys, test_pipeline as t\n"
        "from sayso import pipeline\n"
        "if __name__ == '__main__':\n"
        "    load = functools.partial(t.load_that_tells_its_process, sys.argv[1])\n"
        "    endless = (t.document(f'word{n} and') for n in itertools.count())\n"
        "    for outcome in pipeline.find(endless, t.Settings(workers=2), load): pass\n"
    )
    program = tmp_path / "endless.py"
    program.write_text(script)
    told = tmp_path / "told"
    told.mkdir()
    running = subprocess.Popen([sys.executable, str(program), str(told)])
    try:
        deadline = time.monotonic() + 60
        while len(list(told.iterdir())) < 2 and time.monotonic() < deadline and running.poll() is None:
            time.sleep(0.05)
        workers = [int(p.name) for p in told.iterdir()]
    finally:
        running.kill()
        running.wait()
    assert workers
    while not all(map(gone, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert all(map(gone, workers))
