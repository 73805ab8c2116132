"""The commands claims, conflicts, figures and compare, over a real case and the model that ships."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys

import pytest

from sayso.case import Case
from sayso.records import APART, Clash, Label
from sayso.relate import load_relate

PARTS = ("01-orsavel-courier.txt", "02-kelvaray-today.html", "03-lakeside-herald.txt", "11-public-order-report.pdf")


@pytest.fixture(scope="module")
def velmar(root: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A case of four documents of the example."""
    path = tmp_path_factory.mktemp("case") / "velmar.sayso"
    with Case(path) as case:
        case.add(*(root / "examples" / "velmar" / part for part in PARTS))
    return path


def run(*arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False)


def texts(case_file: pathlib.Path) -> dict[str, str]:
    with Case(case_file, create=False) as case:
        return {document.path: document.text for document in case.documents()}


def test_figures_are_laid_out_without_a_model_and_stand_in_their_texts(velmar: pathlib.Path) -> None:
    shown, lines = run("figures", velmar), run("figures", velmar, "--json")
    assert (shown.returncode, lines.returncode) == (0, 0)
    rows = [json.loads(line) for line in lines.stdout.splitlines()]
    deaths = next(row for row in rows if row["counts"] == "deaths")
    assert {figure["words"]["text"] for figure in deaths["figures"]} >= {"at least 11", "seven"}
    assert "deaths: " in shown.stdout
    some = run("figures", velmar, "--of", "no such words", "--json")
    assert (some.returncode, some.stdout) == (0, "")


def test_claims_are_told_by_several_documents(velmar: pathlib.Path) -> None:
    lines = run("claims", velmar, "--json")
    assert lines.returncode == 0
    rows = [json.loads(line) for line in lines.stdout.splitlines()]
    assert rows
    for row in rows:
        assert len(row["side"]["documents"]) > 1
        assert row["side"]["gist"]["id"] in {member["id"] for member in row["side"]["members"]}
    assert "independent origin" in run("claims", velmar).stdout


def test_conflicts_have_two_sides_and_the_figures_among_them_are_told(velmar: pathlib.Path) -> None:
    lines = run("conflicts", velmar, "--json")
    assert lines.returncode == 0
    rows = [json.loads(line) for line in lines.stdout.splitlines()]
    assert all(len(row["sides"]) > 1 for row in rows)
    told = [row["why"] for row in rows if row["kind"] == Clash.FIGURE]
    assert any("'at least 11'" in why for why in told)
    apart = [row["kind"] in APART for row in rows]
    assert Clash.SCOPE in {row["kind"] for row in rows}
    assert apart == sorted(apart)
    assert "side 1" in run("conflicts", velmar).stdout


@pytest.mark.parametrize("command", ["claims", "conflicts", "figures", "timeline"])
def test_that_nothing_was_found_is_said(command: str, velmar: pathlib.Path, tmp_path: pathlib.Path) -> None:
    (tmp_path / "one.txt").write_text("The harbour lay still, and nobody spoke of anything.\n", encoding="utf-8")
    case = tmp_path / "one.sayso"
    run("brief", tmp_path / "one.txt", "--case", case, "-o", tmp_path / "one.html")
    none = run(command, case)
    assert (none.returncode, none.stdout) == (0, "")
    assert "was found in 1 document\n" in none.stderr
    assert run(command, case, "--json").stderr == ""
    assert "was found" not in run(command, velmar).stderr


def test_compare_says_what_two_sentences_are(tmp_path: pathlib.Path) -> None:
    done = run("compare", "Exactly 26 people died in Almaty on Friday.", "Exactly 238 people died in Almaty on Friday.")
    assert done.returncode == 0
    assert done.stdout.split(",")[0].split()[0] in set(Label)
    odd = run("compare", "one \udcff word", "another word")
    assert (odd.returncode, odd.stderr) == (0, "")


def test_compare_streams_lines_in_order_and_names_the_bad_ones(tmp_path: pathlib.Path) -> None:
    good = [
        {"id": "x", "a": "The talks failed on Monday.", "b": "The talks failed on Monday."},
        {"id": 7, "a": "Rain fell on the town.", "b": "He denied that the order was given."},
    ]
    lines = [
        json.dumps(good[0]),
        "not json",
        json.dumps({"id": "half", "a": "One sentence."}),
        "",
        json.dumps(good[1]),
        "[]",
    ]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run("compare", "--jsonl", tmp_path / "pairs.jsonl", "-o", tmp_path / "out.jsonl")
    assert done.returncode == 2
    assert "3 of the lines" in done.stderr
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["x", None, "half", 7, None]
    assert rows[0]["label"] == "same"
    assert set(rows[0]) == {"id", "label", "kind", "score", "why"}
    assert ["error" in row for row in rows] == [False, True, True, False, True]


def test_bytes_that_are_no_text_and_half_characters_are_rows_with_a_reason(tmp_path: pathlib.Path) -> None:
    half = json.dumps({"id": 1, "a": "one \ud800 word", "b": "another word"})
    (tmp_path / "pairs.jsonl").write_bytes(b"\xff\xfe\x00 bad\n" + half.encode() + b"\n")
    done = run("compare", "--jsonl", tmp_path / "pairs.jsonl")
    assert "Traceback" not in done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == [None, 1]
    assert all("error" in row for row in rows)
    assert done.returncode == 2


@pytest.mark.parametrize("arguments", [(), ("only one",), ("one", "two", "three")])
def test_compare_takes_two_sentences_or_a_file(arguments: tuple[str, ...]) -> None:
    done = run("compare", *arguments)
    assert done.returncode == 2
    assert "compare takes two sentences" in done.stderr


def test_a_folder_without_a_model_says_what_it_must_hold(velmar: pathlib.Path, tmp_path: pathlib.Path) -> None:
    done = run("conflicts", velmar, "--model", tmp_path)
    assert done.returncode == 2
    assert "labels.json" in done.stderr


def test_swapping_the_sides_changes_nothing() -> None:
    pairs = [
        ("The ministry denied that any order was given.", "An order was given, the committee said."),
        ("At least 26 people died.", "The toll rose to 238."),
        ("Шахтёры вышли на площадь.", "The miners went to the square."),
    ]
    relate = load_relate(threads=1)
    one, other = relate(pairs), relate([(b, a) for a, b in pairs])
    assert [(r.label, r.score, r.kind) for r in one] == [(r.label, r.score, r.kind) for r in other]


def test_careful_answers_contradict_less_often() -> None:
    pairs = [("The deal is signed.", "There is no deal."), ("Nobody was hurt.", "Three people were hurt.")]
    told, careful = load_relate(threads=1)(pairs), load_relate(threads=1, careful=True)(pairs)
    for one, other in zip(told, careful, strict=True):
        assert one.label is Label.CONTRADICTS or other.label is not Label.CONTRADICTS
    assert load_relate()([]) == []
