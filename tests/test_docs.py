"""What the documents say is what the code does. `python tests/test_docs.py` writes docs/cli.md anew."""

from __future__ import annotations

import json
import pathlib
import re
import shlex
import subprocess
import sys
from typing import Any

import click
import pytest

from sayso import export
from sayso.cli import group as cli
from sayso.records import SkipReason
from sayso.store.file import connect

ROOT = pathlib.Path(__file__).resolve().parents[1]


def help_page() -> str:
    """docs/cli.md, from the commands themselves."""
    parts = [
        "# The command\n\nMade from `sayso --help` by `python tests/test_docs.py`; a test compares the two.\n"
        "Results go to standard output, all else to standard error. Progress is shown on a terminal only, and\n"
        "NO_COLOR is honoured.\n"
    ]
    width: dict[str, Any] = {"terminal_width": 100, "max_content_width": 100}
    top = click.Context(cli.sayso, info_name="sayso", **width, **cli.sayso.context_settings)
    parts.append(f"```\n{cli.sayso.get_help(top)}\n```\n")
    for name in cli.sayso.list_commands(top):
        command = cli.sayso.commands[name]
        context = click.Context(command, info_name=name, parent=top, **width)
        parts.append(f"## sayso {name}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def tables(page: str) -> dict[str, list[str]]:
    """Heading, and the first column of the table under it."""
    found: dict[str, list[str]] = {}
    for section in re.split(r"^## ", page, flags=re.M)[1:]:
        heading, _, body = section.partition("\n")
        found[heading] = re.findall(r"^\| ([^|]+?) \|", body, flags=re.M)[1:]
    return found


def test_the_case_file_is_documented_whole() -> None:
    connection = connect(None, create=True)
    schema = {}
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"):
        if not re.search(r"_search_|^sqlite_", name):
            schema[name] = [row["name"] for row in connection.execute(f"PRAGMA table_info({name})")]
    documented = tables((ROOT / "docs" / "case-file.md").read_text(encoding="utf-8"))
    assert documented == schema


def test_the_questions_in_the_case_file_page_can_be_asked() -> None:
    connection = connect(None, create=True)
    (questions,) = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "case-file.md").read_text(encoding="utf-8"), re.S)
    for question in filter(str.strip, questions.split(";")):
        connection.execute(question).fetchall()


def test_the_help_page_is_the_help() -> None:
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == help_page()


def test_the_lines_of_extract_are_documented_whole(tmp_path: pathlib.Path) -> None:
    from sayso.pipeline import run

    (tmp_path / "a.txt").write_text("“Nothing happened in the capital,” the minister, Anna Kern, told reporters.\n")
    (tmp_path / "empty.txt").write_text("")
    names = export.Names()
    made, skipped = (json.loads(export.line(export.extract_row(o, names))) for o in run([tmp_path]))
    page = (ROOT / "docs" / "extract-format.md").read_text(encoding="utf-8")
    documented = {k: [key for cell in v for key in re.findall(r"`(\w+)`", cell)] for k, v in tables(page).items()}
    assert documented["A document"] == list(made)
    assert made["attributions"]
    assert documented["An attribution"] == list(made["attributions"][0])
    assert made["entities"]
    assert documented["An entity"] == list(made["entities"][0])
    assert skipped["skipped"] == "empty"
    assert set(skipped) <= set(made)
    for reason in SkipReason:
        assert f"`{reason}`" in page


@pytest.mark.parametrize("name", ["README.md", "docs/cli.md"])
def test_commands_that_are_shown_exist(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    for block in re.findall(r"```(?:console|sh|bash)?\n(.*?)```", page, re.S):
        for line in re.findall(r"^ *(?:\$ )?(sayso [a-z].*)$", block, re.M):
            words = shlex.split(re.split(r"\s{3,}|[|>#]", line)[0])
            command = cli.sayso.commands.get(words[1])
            if command is None:
                assert "PATH" in line or words[1] not in ("brief", "add"), line
                continue
            known = {option for p in command.params for option in p.opts} | {"--help", "-h"}
            assert {w for w in words[2:] if w.startswith("-") and w != "-"} <= known, line


def test_the_python_of_the_readme_runs(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("“Nothing happened,” the minister, Anna Kern, told reporters.\n")
    (tmp_path / "a.html").write_text("<html><body><p>“Nothing happened,” Anna Kern told reporters.</p></body></html>")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert blocks
    for block in blocks:
        exec(block, {})


def test_the_output_in_the_readme_is_what_comes_out(tmp_path: pathlib.Path) -> None:
    """Line for line, but for the figures: 8-bit arithmetic differs a little from one processor to another."""

    def lines(text: str) -> str:
        return "\n" + re.sub(r"\d+", "0", text.replace("\r", "")) + "\n"

    command = [sys.executable, "-m", "sayso", "brief", "examples/velmar", "-o", str(tmp_path / "brief.html")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    assert done.returncode == 1, "one input of the example is skipped"
    (shown,) = re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    place, printed = 0, lines(done.stdout)
    for part in re.split(r"^…$", shown, flags=re.M):
        place = printed.find(lines(part.strip("\n")), place)
        assert place >= 0, part


def test_the_readme_names_pages_that_are_there() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#:]+)\)", page):
        assert (ROOT / link).exists(), link


def test_every_decision_says_what_was_refused() -> None:
    notes = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert notes
    for note in notes:
        text = note.read_text(encoding="utf-8")
        assert text.startswith("# "), note.name
        assert re.search(r"refus|not taken|rejected|instead|rather than", text, re.I), note.name


if __name__ == "__main__":
    sys.stdout.write(help_page())
