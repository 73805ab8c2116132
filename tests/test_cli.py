"""The command, as a shell sees it: output, exit codes, pipes, signals. Real stages, real model."""

from __future__ import annotations

import gzip
import json
import os
import pathlib
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import time
from typing import Any

import pytest

from sayso import __version__

ARTICLE = (
    "Nothing happened in Tashvar, minister says\n\n"
    "“Nothing happened in the capital last night,” the interior minister, Anna Kern, told reporters on Monday.\n\n"
    "Kern said that the border would stay open. The opposition denied that it had planned a march.\n"
)


@pytest.fixture
def pile(tmp_path: pathlib.Path) -> pathlib.Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_text("The harbour was closed on Tuesday, officials said. Ships waited outside.\n")
    return folder


def run(*arguments: object, cwd: pathlib.Path, code: int = 0, **more: Any) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "sayso", *map(str, arguments)], cwd=cwd, capture_output=True, encoding="utf-8", **more
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_extract_writes_one_line_a_document_with_spans_into_the_file(pile: pathlib.Path) -> None:
    first, second = rows(run("extract", "pile", cwd=pile.parent).stdout)
    assert (first["doc"], first["path"], first["skipped"]) == ("a", "pile/a.txt", None)
    assert first["text"] == ARTICLE
    assert second["doc"] == "b"
    (direct,) = [a for a in first["attributions"] if a["kind"] == "direct"]
    said = " ".join(ARTICLE[start:end] for start, end in direct["content"])
    assert "Nothing happened in the capital last night" in said
    assert direct["speaker"] == "Anna Kern"
    assert direct["speaker_type"] == "person"
    assert 0 <= direct["confidence"] <= 1
    for key in ("title", "outlet", "published"):
        assert key in first


def test_extract_gives_the_text_of_a_plain_file_as_it_is(tmp_path: pathlib.Path) -> None:
    text = "Заявление\r\n\r\n«Ничего\u00a0не было», — сказал министр.\r\nCafe\u0301 👩‍🚀\r\n"
    (tmp_path / "ж.txt").write_bytes(text.encode())
    (row,) = rows(run("extract", "ж.txt", cwd=tmp_path).stdout)
    assert row["text"] == text


def test_extract_names_no_two_lines_alike(tmp_path: pathlib.Path) -> None:
    for name in ("a/x.txt", "b/x.txt", "b/x.png", "b/empty.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n\0" if name.endswith("png") else f"It is {name}.".encode())
    (tmp_path / "b/empty.txt").write_text("")
    (tmp_path / "feed.jsonl").write_text('{"text": "One thing."}\n{"text": "Another thing."}\n')
    made = rows(run("extract", "a", "b", "feed.jsonl", cwd=tmp_path, code=1).stdout)
    names = [row["doc"] for row in made]
    assert len(set(names)) == len(names) == 6
    assert names[0] == "x"
    assert "b/x.txt" in names
    assert {row["doc"]: row["skipped"] for row in made if row["text"] is None} == {
        "x.png": "not text" if "not text" in str(made) else "wrong type",
        "empty": "empty",
    }
    assert all(row["attributions"] == [] for row in made if row["skipped"])


def test_extract_reads_standard_input_and_writes_a_file(tmp_path: pathlib.Path) -> None:
    done = run("extract", "-", "-o", "out.jsonl", cwd=tmp_path, input=ARTICLE)
    assert done.stdout == ""
    (row,) = rows((tmp_path / "out.jsonl").read_text())
    assert row["doc"] == "stdin"
    assert row["text"] == ARTICLE


def test_brief_ends_with_the_path_of_the_page(pile: pathlib.Path) -> None:
    done = run("brief", "pile", cwd=pile.parent)
    assert done.stdout.splitlines()[-1] == "brief.html"
    assert done.stderr == ""
    assert "Anna Kern" in done.stdout
    page = (pile.parent / "brief.html").read_text()
    assert "Anna Kern" in page
    assert sorted(p.name for p in pile.parent.iterdir()) == ["brief.html", "pile"]


def test_brief_twice_gives_the_same_page(pile: pathlib.Path) -> None:
    pages: list[str] = []
    for name in ("one.html", "two.html"):
        run("brief", ".", "-o", name, "--workers", 1 + len(pages), cwd=pile)
        pages.append((pile / name).read_text())
        (pile / name).unlink()
    assert pages[0] == pages[1]


def test_brief_to_standard_output_is_the_page_alone(pile: pathlib.Path) -> None:
    done = run("brief", "pile", "-o", "-", cwd=pile.parent)
    assert done.stdout.lstrip().lower().startswith("<!doctype html>")
    assert "Anna Kern" in done.stderr


def test_a_case_is_kept_and_shown(pile: pathlib.Path) -> None:
    home = pile.parent
    run("brief", "pile", "--case", "x.sayso", cwd=home)
    assert run("add", "x.sayso", "pile", cwd=home).stdout == "0 new, 2 unchanged, 0 skipped\n"
    assert "Anna Kern" in run("show", "x.sayso", cwd=home).stdout
    documents = rows(run("show", "x.sayso", "documents", "--json", cwd=home).stdout)
    assert [d["path"] for d in documents] == ["pile/a.txt", "pile/b.txt"]
    voices = rows(run("show", "x.sayso", "voices", "--json", "--speaker", "kern", cwd=home).stdout)
    assert [v["name"] for v in voices] == ["Anna Kern"]
    kern = rows(run("show", "x.sayso", "statements", "--json", "--speaker", "KERN", cwd=home).stdout)
    assert kern
    assert {s["speaker"] for s in kern} == {"Anna Kern"}
    for statement in kern:
        words = [ARTICLE[start:end] for start, end in statement["spans"]["content"]]
        assert words == statement["content"]
    found = run("show", "x.sayso", "statements", "--text", "border", "--min-confidence", "0", "--limit", "1", cwd=home)
    assert "the border would stay open" in found.stdout
    assert "Anna Kern" in run("show", "x.sayso", "voices", cwd=home).stdout
    assert "pile/a.txt" in run("show", "x.sayso", "documents", cwd=home).stdout
    assert run("show", "x.sayso", "skipped", cwd=home).stdout == ""


def test_exit_codes_tell_what_happened(pile: pathlib.Path) -> None:
    home = pile.parent
    (home / "empty").mkdir()
    (home / "empty" / "nothing.txt").write_text("")
    run("extract", "pile", cwd=home)
    run("extract", "pile", "empty", cwd=home, code=1)
    run("brief", "pile", "gone.txt", cwd=home, code=1)
    for arguments in (
        ["extract", "empty"],
        ["extract", "gone.txt"],
        ["brief", "empty"],
        ["add", "y.sayso", "gone.txt"],
        ["brief"],
        ["brief", "pile", "--no-such-option"],
        ["brief", "pile", "--workers", "0"],
        ["brief", "pile", "--max-size", "huge"],
        ["brief", "pile", "--case", "pile/a.txt"],
        ["brief", "pile", "--case", "no/such/folder/x.sayso"],
        ["brief", "pile", "-o", "no/such/folder/x.html"],
        ["brief", "pile/a.txt", "-o", "pile/a.txt"],
        ["show", "gone.sayso"],
        ["show", "pile/a.txt"],
        ["show", "y.sayso", "skipped", "--stance", "denied"],
        ["show", "y.sayso", "statements", "--stance", "sung"],
    ):
        done = run(*arguments, cwd=home, code=2)
        assert done.stderr.strip(), arguments
    assert (pile / "a.txt").read_text() == ARTICLE


def test_a_limit_can_be_moved(pile: pathlib.Path) -> None:
    (row, _) = rows(run("extract", "pile", "--max-size", "100", cwd=pile.parent, code=1).stdout)
    assert row["skipped"] == "too large"
    run("extract", "pile", "--max-size", "1KB", cwd=pile.parent)


def test_output_that_nobody_reads_ends_quietly(pile: pathlib.Path) -> None:
    for number in range(60):
        (pile / f"{number}.txt").write_text(f"{number}. {ARTICLE}" * 20)
    running = subprocess.Popen(
        [sys.executable, "-m", "sayso", "extract", "pile"],
        cwd=pile.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait() == 141


def test_ctrl_c_leaves_a_case_that_the_same_command_completes(pile: pathlib.Path) -> None:
    home, case = pile.parent, pile.parent / "x.sayso"
    for number in range(300):
        (pile / f"{number}.txt").write_text(f"{number}. {ARTICLE}")
    running = subprocess.Popen([sys.executable, "-m", "sayso", "add", "x.sayso", "pile"], cwd=home, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not count(case) and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate()
    assert running.returncode == 130
    assert b"Traceback" not in errors
    kept = count(case)
    assert 0 < kept < 302
    assert run("add", "x.sayso", "pile", cwd=home).stdout == f"{302 - kept} new, {kept} unchanged, 0 skipped\n"


def test_colour_only_where_a_terminal_wants_it(pile: pathlib.Path) -> None:
    home = pile.parent
    run("add", "x.sayso", "pile", cwd=home)
    command = [sys.executable, "-m", "sayso", "show", "x.sayso", "voices"]
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")} | {"TERM": "xterm-256color"}
    assert "\x1b[" in on_a_terminal(command, home, plain)
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", on_a_terminal(command, home, {**plain, "NO_COLOR": "1"}))
    assert "\x1b[" not in run("show", "x.sayso", "voices", cwd=home).stdout


def test_nothing_in_a_document_steers_the_terminal(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text("“Nothing \x1b[31mhappened\x07 at all here,” Anna Kern said on Monday.\n")
    run("add", "x.sayso", "a.txt", cwd=tmp_path)
    shown = run("show", "x.sayso", "statements", cwd=tmp_path).stdout + run("show", "x.sayso", cwd=tmp_path).stdout
    assert "happened" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_progress_is_shown_on_a_terminal_only(pile: pathlib.Path) -> None:
    command = [sys.executable, "-m", "sayso", "add", "x.sayso", "pile"]
    assert "2 read" in on_a_terminal(command, pile.parent, {**os.environ, "TERM": "xterm-256color"})
    assert run("add", "y.sayso", "pile", cwd=pile.parent).stderr == ""


def test_version_and_help(tmp_path: pathlib.Path) -> None:
    assert run("--version", cwd=tmp_path).stdout == f"sayso {__version__}\n"
    told = run("--help", cwd=tmp_path).stdout
    for word in ("brief", "add", "show", "extract", "completion", "Exit codes", "sayso brief articles/"):
        assert word in told


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shell: str, tmp_path: pathlib.Path) -> None:
    assert "_SAYSO_COMPLETE" in run("completion", shell, cwd=tmp_path).stdout


def count(case: pathlib.Path) -> int:
    try:
        with sqlite3.connect(f"{case.as_uri()}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def on_a_terminal(command: list[str], cwd: pathlib.Path, environment: dict[str, str]) -> str:
    """What a program writes where its output is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=cwd, stdout=theirs, stderr=theirs, env=environment):
        os.close(theirs)
        told = b""
        try:
            while more := os.read(ours, 65536):
                told += more
        except OSError:  # how a terminal ends on Linux
            pass
    os.close(ours)
    return told.decode("utf-8", "replace")


def test_an_output_never_costs_an_article_or_a_case(pile: pathlib.Path) -> None:
    home = pile.parent
    from sayso.case import Case

    Case(home / "c.sayso").close()
    (home / "link").symlink_to(pile)
    (pile / "page.html").write_text("<p>An article.</p>")
    kept = {path: path.read_bytes() for path in (home / "c.sayso", pile / "a.txt", pile / "page.html")}
    for arguments in (
        ["brief", "pile", "--case", "c.sayso", "-o", "c.sayso"],
        ["brief", "pile", "--case", "n.sayso", "-o", "n.sayso"],
        ["extract", "pile", "-o", "c.sayso"],
        ["brief", "pile", "-o", "pile/page.html"],
        ["extract", "pile", "-o", "pile/a.txt"],
        ["extract", "pile", "-o", "link/a.txt"],
        ["extract", "link/a.txt", "-o", "pile/a.txt"],
        ["extract", "pile", "-o", "pile"],
        ["brief", "pile", "-o", ""],
    ):
        assert "-o" in run(*arguments, cwd=home, code=2).stderr
    assert {path: path.read_bytes() for path in kept} == kept


def test_what_sayso_wrote_is_written_over(pile: pathlib.Path) -> None:
    for _ in range(2):
        run("brief", "pile", "-o", "pile/brief.html", cwd=pile.parent)
        run("extract", "pile/a.txt", "-o", "lines.jsonl", cwd=pile.parent)


def test_a_brief_of_nothing_leaves_the_last_page_alone(pile: pathlib.Path) -> None:
    page = pile.parent / "brief.html"
    page.write_text('<!doctype html><meta name="generator" content="sayso">the last one')
    done = run("brief", "typo", cwd=pile.parent, code=2)
    assert "the last one" in page.read_text()
    assert "no such file" in done.stderr
    assert done.stdout == ""


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_in_one_line(pile: pathlib.Path) -> None:
    for arguments in (["--version"], ["show", "--help"], ["extract", "pile/a.txt"], ["brief", "pile/a.txt", "-o", "-"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "sayso", *arguments], cwd=pile.parent, stdout=full, stderr=subprocess.PIPE
            )
        last = done.stderr.decode().splitlines()[-1]
        assert (done.returncode, last.startswith("sayso: standard output cannot be used")) == (2, True), arguments
        assert b"Traceback" not in done.stderr
        assert b"Exception" not in done.stderr


def test_a_place_that_the_system_refuses_is_told_in_one_line(pile: pathlib.Path) -> None:
    long = "x" * 300  # refused to everybody, root too, as a folder without permission is to most
    for arguments in (["brief", "pile/a.txt", "-o", f"{long}.html"], ["add", f"{long}.sayso", "pile"], ["show", long]):
        assert "too long" in run(*arguments, cwd=pile.parent, code=2).stderr


def test_a_case_changed_from_outside_ends_in_one_line(pile: pathlib.Path) -> None:
    home = pile.parent
    run("add", "x.sayso", "pile", cwd=home)
    for change, what in (
        ("UPDATE attributions SET kind = 'sung'", "statements"),
        ("UPDATE documents SET text = 'other words'", "documents"),
    ):
        with sqlite3.connect(home / "x.sayso") as connection:
            connection.execute(change)
        for shown in ([], [what]) if what == "statements" else ([],):
            done = run("show", "x.sayso", *shown, cwd=home, code=2)
            assert len(done.stderr.splitlines()) == 1
            assert "changed from outside" in done.stderr


def test_two_runs_on_one_case_do_not_disturb_each_other(pile: pathlib.Path) -> None:
    for number in range(4):
        (pile / f"{number}.txt").write_text(f"{number}. {ARTICLE}")
    command = [sys.executable, "-m", "sayso", "add", "x.sayso", "pile"]
    runs = [subprocess.Popen(command, cwd=pile.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    told = [running.communicate() for running in runs]
    assert [running.returncode for running in runs] == [0, 0], told
    assert sum(int(out.split()[0]) for out, _ in told) == 6


def test_lines_on_a_terminal_are_lines_alone(pile: pathlib.Path) -> None:
    command = [sys.executable, "-m", "sayso", "extract", "pile"]
    shown = on_a_terminal(command, pile.parent, {**os.environ, "TERM": "xterm-256color"})
    assert [row["doc"] for row in rows(shown)] == ["a", "b"]


def test_a_whole_case_is_shown_as_json_and_counts_one_as_one(pile: pathlib.Path) -> None:
    run("add", "x.sayso", "pile/b.txt", cwd=pile.parent)
    (row,) = rows(run("show", "x.sayso", "--json", cwd=pile.parent).stdout)
    assert row["counts"]["documents"] == 1
    assert row["skipped"] == []
    assert [voice["documents"] for voice in row["voices"]] == [1]
    assert "1 statement in 1 document\n" in run("show", "x.sayso", "voices", cwd=pile.parent).stdout


def test_the_text_column_and_the_expansion_can_be_named(tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.csv").write_text('words,date\n"Nothing happened, the minister said.",2024-03-05\n')
    run("extract", "t.csv", cwd=tmp_path, code=2)
    (row,) = rows(run("extract", "t.csv", "--text-column", "words", cwd=tmp_path).stdout)
    assert row["text"] == "Nothing happened, the minister said."
    packed = gzip.compress(b"Nothing happened.\n" * 1000)
    (tmp_path / "a.txt.gz").write_bytes(packed)
    for size in ("10KB", "1MB"):
        (row,) = rows(
            run("extract", "a.txt.gz", "--max-expansion", size, cwd=tmp_path, code=2 if size == "10KB" else 0).stdout
        )
        assert (row["skipped"] == "too large") is (size == "10KB")
