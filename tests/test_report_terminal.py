"""The brief in the terminal: what it tells, and that no document can steer the terminal."""

from __future__ import annotations

import dataclasses
import io
import re

from hypothesis import given, settings
from report_pile import REFUSED, ferry, findings, hostile, pile, radio
from rich.console import Console

from sayso.records import Findings
from sayso.report import html, terminal, view


def printed(*found: Findings, width: int = 80, colour: bool = False, path: str | None = "out/brief.html") -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=colour, color_system="truecolor" if colour else None)
    terminal.render(view.build(found, REFUSED, "pile"), console, path)
    return stream.getvalue()


def test_tells_counts_voices_skipped_and_ends_with_the_path_of_the_page() -> None:
    out = printed(ferry(), radio())
    assert "2 documents from 2 outlets, published 2031-04-02 (1 without a date)" in out
    assert "9 statements, 1 voice, 4 unnamed sources and groups" in out
    assert "speaker not told by the text: 1; in the outlets' own voice: 1 sentence" in out
    assert "Ines Calder  Harbour master\n4 statements, 2 documents, 2 outlets\n" in out
    assert '│ "We counted forty-one passengers, and all of them walked ashore," […] "Nobody\n│ was hurt."' in out
    assert "pile/scan.pdf: encrypted. It asks for a password" in out
    assert out.splitlines()[-1] == "out/brief.html"


def test_where_no_document_names_its_outlet_that_is_said_once() -> None:
    bare = [dataclasses.replace(one, document=dataclasses.replace(one.document, metadata=())) for one in (ferry(), radio())]
    out = printed(*bare)
    assert "2 documents, outlets not told\n" in out
    assert "Ines Calder  Harbour master\n4 statements, 2 documents\n" in out
    assert out.count("not told") == 2  # the other one counts statements of unknown speakers
    page = html.render(view.build(bare, (), "pile"))
    assert ">Outlets</th>" not in page


def test_the_path_is_never_broken() -> None:
    path = "a very long folder/" * 12 + "brief.html"
    assert printed(ferry(), width=40, path=path).splitlines()[-1] == path


def test_without_a_page_there_is_no_path() -> None:
    assert "html" not in printed(ferry(), path=None)


def test_square_brackets_in_a_document_are_words_and_no_markup() -> None:
    stream = io.StringIO()
    terminal.render(view.build([ferry()], (), "[red]pile[/red]"), Console(file=stream, width=80), None)
    assert "[red]pile[/red]" in stream.getvalue()


def test_nothing_in_a_document_steers_the_terminal() -> None:
    out = printed(*pile())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", out)
    assert out.encode("utf-8")
    assert "\x1b[31m" not in printed(hostile(), colour=True).replace("\x1b[36m", "")


def test_lines_fit_the_width() -> None:
    for width in (40, 80, 200):
        lines = printed(ferry(), radio(), width=width).splitlines()
        assert all(len(line) <= max(width, 40) for line in lines)


@settings(deadline=None)
@given(findings())
def test_any_findings_can_be_printed(found: Findings) -> None:
    out = printed(found)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", out)
