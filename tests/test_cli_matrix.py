"""The commands matrix and mark, and the page's section: over real cases, with hostile words."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys

import pytest

from sayso.case import Case
from sayso.report import html

EVIL = "<script>alert(1)</script>"
ARTICLE = f"""Who was behind the night in Orsavel?

Mirel Sandovar said on Friday that there was a failed coup attempt in the capital. She said that the intelligence services \
of the west were behind the events.

Jan Holm {EVIL} told the radio that it was not a coup. "It was a power struggle {EVIL} at the very top," Holm said.

A coup by the president was prepared abroad, with officers who planned it.
"""


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def case_file(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "night.txt").write_text(ARTICLE, encoding="utf-8")
    with Case(tmp_path / "night.sayso") as case:
        case.add(tmp_path / "night.txt")
    return tmp_path / "night.sayso"


def test_the_matrix_is_filled_marked_and_undone(case_file: pathlib.Path) -> None:
    done = run("matrix", case_file, "--ready", "coup", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    view = json.loads(done.stdout)
    assert [h["number"] for h in view["hypotheses"]] == [1, 2, 3, 4, 5, 6]
    found = [(c["hypothesis"], e) for row in view["rows"] for c in row["cells"] for e in c["evidence"]]
    assert {(n, e["bearing"]) for n, e in found} >= {(2, "for"), (6, "against"), (6, "for"), (5, "for")}
    number, evidence = next((n, e) for n, e in found if n == 2 and e["member"]["statement"])

    marked = run("mark", case_file, evidence["member"]["id"], "against", "--hypothesis", number)
    assert marked.returncode == 0
    assert "mark: against" in marked.stdout
    shown = run("matrix", case_file)
    assert "marked by you (decision 2; sayso: for)" in shown.stdout
    assert "do not make it true" in shown.stdout
    assert run("decide", case_file, "undo").returncode == 0
    assert json.loads(run("matrix", case_file, "--json").stdout) == view


def test_a_case_without_hypotheses_says_how_to_put_one_up(case_file: pathlib.Path) -> None:
    done = run("matrix", case_file)
    assert (done.returncode, done.stdout) == (0, "")
    assert "--hypothesis" in done.stderr
    assert run("matrix", case_file, "--ready", "election").returncode == 2
    assert run("mark", case_file, "b2:0", "for", "--hypothesis", "1").returncode == 2
    assert run("mark", case_file, "b2:0", "true", "--hypothesis", "1").returncode == 2


def test_all_words_in_the_view_stand_in_their_document(case_file: pathlib.Path) -> None:
    with Case(case_file) as case:
        case.journal.ready("coup")
        matrix = case.matrix()
        brief = case.view(matrix=matrix)
        texts = [document.text for document in case.documents()]
    assert brief.matrix is not None
    members = [e.member for row in brief.matrix.rows for cell in row.cells for e in cell.evidence]
    assert members
    for member in members:
        for words in member.words:
            assert words.span.of(texts[member.document - 1]) == words.text


def test_the_page_has_a_table_and_nothing_hostile_becomes_markup(case_file: pathlib.Path) -> None:
    with Case(case_file) as case:
        case.journal.hypothesis(f"It was {EVIL} & nobody <b>knew</b>")
        case.journal.ready("coup")
        page = html.render(case.view(matrix=case.matrix()))
    assert EVIL not in page
    assert "<b>knew" not in page
    assert 'id="matrix"' in page
    assert 'href="#matrix"' in page
    start = page.index('<table class="matrix">')
    table = page[start : page.index("</table>", start)]
    assert table.count('<th scope="col">') == 8
    assert table.count('<th scope="row">') >= 4
    assert "<details>" in table
    assert 'href="#s-' in table
    assert "do not make it true" in page


def test_a_page_without_hypotheses_has_no_matrix(case_file: pathlib.Path) -> None:
    with Case(case_file) as case:
        page = html.render(case.view(matrix=case.matrix()))
    assert 'id="matrix"' not in page


def test_the_brief_shows_the_hypotheses_that_its_case_holds(case_file: pathlib.Path, tmp_path: pathlib.Path) -> None:
    run("matrix", case_file, "--ready", "coup")
    done = run("brief", tmp_path / "night.txt", "--case", case_file, "-o", tmp_path / "brief.html")
    assert done.returncode == 0
    assert 'id="matrix"' in (tmp_path / "brief.html").read_text(encoding="utf-8")
