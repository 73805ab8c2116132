"""Nothing leaves: a whole brief with every door to the network shut, from the first import on."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys

import pytest
from test_read_formats import mail, pdf, warc, word, zipped

SAYSO = "from sayso.cli import main; main()"
SHUT = """
import sys

def watch(event, arguments):
    if event.startswith("socket.") or event in ("urllib.Request", "http.client.connect", "ftplib.connect"):
        raise AssertionError(f"the network was asked for: {event} {arguments}")

sys.addaudithook(watch)
"""


def python(doors: pathlib.Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a Python that shuts the doors as it starts, as do the workers that it starts."""
    doors.mkdir()
    (doors / "sitecustomize.py").write_text(SHUT)
    paths = os.pathsep.join([str(doors), os.environ["PYTHONPATH"]])
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=doors.parent, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_brief_asks_nothing_of_the_network(tmp_path: pathlib.Path, workers: str) -> None:
    (tmp_path / "a.txt").write_text("“Nothing happened,” Anna Kern said. See https://example.org/a for more.\n")
    (tmp_path / "b.html").write_text(
        "<!doctype html><html><head><title>News</title><link rel=stylesheet href='https://example.org/style.css'>"
        "<script src='https://example.org/s.js'></script></head><body><article><p>The border would stay open, the "
        "minister said on Monday, and ships would pass as they had before.</p></article></body></html>"
    )
    (tmp_path / "c.xml").write_text(
        "<?xml version='1.0'?><!DOCTYPE rss SYSTEM 'https://example.org/rss.dtd'><rss version='2.0'><channel>"
        "<title>Feed</title><item><title>News</title><description>The minister said no.</description>"
        "<link>https://example.org/1</link></item></channel></rss>"
    )
    (tmp_path / "d.pdf").write_bytes(pdf())
    (tmp_path / "e.docx").write_bytes(word())
    (tmp_path / "f.eml").write_bytes(mail())
    (tmp_path / "g.warc.gz").write_bytes(warc(compress=True))
    (tmp_path / "h.zip").write_bytes(zipped({"i.txt": b"\xe2\x80\x9cNo,\xe2\x80\x9d Bob Lee said."}))
    outputs = ("--case", "x.sayso", "-o", "brief.html", "--workers", workers)
    done = python(tmp_path / "doors", SAYSO, "brief", *sorted(path.name for path in tmp_path.iterdir()), *outputs)
    assert "network" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "brief.html").exists()


def test_the_doors_are_really_shut(tmp_path: pathlib.Path) -> None:
    done = python(tmp_path / "doors", SAYSO, "brief", "http://127.0.0.1:9/a.html")
    assert "the network was asked for" in done.stderr + done.stdout


def test_the_doors_are_shut_to_workers(tmp_path: pathlib.Path) -> None:
    """These are started anew, by `spawn`."""
    code = (
        "import multiprocessing, socket\n"
        "pool = multiprocessing.get_context('spawn').Pool(1)\n"
        "pool.apply(socket.getaddrinfo, ('localhost', 9))\n"
    )
    assert "the network was asked for" in python(tmp_path / "doors", code).stderr
