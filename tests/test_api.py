"""The dozen public names, and what the first lines of the package promise."""

from __future__ import annotations

import ast
import pathlib
import subprocess
import sys

import pytest

import sayso

PUBLIC = [
    "Attribution", "Case", "CaseError", "Document", "Findings", "InputError", "Limits", "SaysoError", "Settings",
    "Skipped", "Span", "Statement", "brief", "extract", "open", "read",
]  # fmt: skip

ARTICLE = "“Nothing happened in the capital last night,” the minister, Anna Kern, told reporters on Monday.\n"


def test_the_menu_is_complete_and_sorted() -> None:
    assert sayso.__all__ == PUBLIC == sorted(PUBLIC)
    for name in PUBLIC:
        assert getattr(sayso, name) is not None
        assert getattr(sayso, name).__doc__
    assert set(PUBLIC) <= set(dir(sayso))
    with pytest.raises(AttributeError, match="no_such_name"):
        sayso.no_such_name  # noqa: B018


def test_type_checkers_see_the_same_menu(root: pathlib.Path) -> None:
    tree = ast.parse((root / "sayso" / "__init__.py").read_text(encoding="utf-8"))
    seen = {alias.asname for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen - {None} == set(PUBLIC)
    assert (root / "sayso" / "py.typed").exists()


@pytest.mark.parametrize("first", ["import sayso.read", "from sayso.pipeline import run", "import sayso.cli", "pass"])
def test_read_is_a_function_whatever_was_imported_before(first: str) -> None:
    code = f"{first}\nimport sayso\nassert callable(sayso.read), sayso.read"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_one_document(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    document = sayso.read(tmp_path / "a.txt")
    assert document.text == ARTICLE
    findings = sayso.extract(document)
    assert findings.attributions
    assert any("Nothing happened" in span.of(document.text) for a in findings.attributions for span in a.content)
    with pytest.raises(sayso.InputError):
        sayso.read(tmp_path / "gone.txt")


def test_a_pile(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)
    with sayso.brief(folder, case=tmp_path / "x.sayso") as case:
        (statement, *_) = case.statements(speaker="kern")
        assert statement.speaker == "Anna Kern"
        assert "Nothing happened in the capital last night" in " ".join(statement.content)
        assert "Nothing happened" in str(statement)
    with sayso.open(tmp_path / "x.sayso") as case:
        assert [v.name for v in case.voices()][:1] == ["Anna Kern"]
        assert "Nothing happened" in "".join(s._repr_html_() for s in case.statements())
    with pytest.raises(sayso.CaseError):
        sayso.open(tmp_path / "gone.sayso")


def test_every_error_is_a_sayso_error() -> None:
    from sayso import errors

    kinds = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)]
    assert all(issubclass(kind, sayso.SaysoError) for kind in kinds)
    assert all(kind.__name__ in (errors.__doc__ or "") for kind in kinds)
