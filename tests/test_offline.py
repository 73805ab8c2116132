"""Nothing leaves: a whole brief with every door to the network shut, from the first import on."""

from __future__ import annotations

import pathlib
import subprocess
import sys

SHUT = """
import sys

def watch(event, arguments):
    if event.startswith("socket.") or event in ("urllib.Request", "http.client.connect", "ftplib.connect"):
        raise AssertionError(f"the network was asked for: {event} {arguments}")

sys.addaudithook(watch)
from sayso.cli import main
sys.argv = ["sayso", *sys.argv[1:]]
main()
"""


def test_a_brief_asks_nothing_of_the_network(tmp_path: pathlib.Path) -> None:
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
    done = subprocess.run(
        [sys.executable, "-c", SHUT, "brief", ".", "--case", "x.sayso", "-o", "brief.html"],
        cwd=tmp_path, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert "network" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "brief.html").exists()


def test_the_doors_are_really_shut(tmp_path: pathlib.Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHUT, "brief", "http://127.0.0.1:9/a.html"],
        cwd=tmp_path, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert "the network was asked for" in done.stderr + done.stdout
