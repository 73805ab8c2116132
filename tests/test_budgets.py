"""Limits that keep the house small: lines, parameters, names, and words about every public thing."""

from __future__ import annotations

import ast
import pathlib
from collections.abc import Iterator

import pytest

LINES_OF_A_MODULE = 400
LINES_OF_THE_NOUNS = 700  # all nouns stand in one file, and have no code to lose one's way in
LINES_OF_A_FUNCTION = 60
PARAMETERS = 6
DRAWERS = {"utils", "util", "misc", "helpers", "helper", "common", "manager", "core", "base"}

ROOT = pathlib.Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "sayso").rglob("*.py"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many there are to know, `self` and `cls` aside."""
    told = function.args
    names = [a.arg for a in (*told.posonlyargs, *told.args, *told.kwonlyargs)]
    names += [a.arg for a in (told.vararg, told.kwarg) if a]
    return len([name for name in names if name not in ("self", "cls")])


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_keeps_its_budget(path: pathlib.Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert len(source.splitlines()) <= (LINES_OF_THE_NOUNS if path.name == "records.py" else LINES_OF_A_MODULE)
    assert path.stem not in DRAWERS
    assert "manager" not in path.stem.lower()
    assert source == "" or ast.get_docstring(tree), "a module says what it does"
    for function in functions(tree):
        assert (function.end_lineno or 0) - function.lineno + 1 <= LINES_OF_A_FUNCTION, function.name
        assert parameters(function) <= PARAMETERS, function.name


def test_what_one_module_takes_from_another_says_what_it_is() -> None:
    taken: dict[str, set[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sayso."):
                taken.setdefault(str(node.module), set()).update(alias.name for alias in node.names)
    silent = []
    for path in MODULES:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in taken.get(module, ()):
                silent += [] if ast.get_docstring(node) else [f"{module}.{node.name}"]
    assert silent == []
