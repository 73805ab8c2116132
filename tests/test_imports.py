"""Imports run one way, and nothing heavy is imported before it is needed."""

from __future__ import annotations

import ast
import pathlib
import resource
import subprocess
import sys

import pytest

NOUNS = {"records", "errors", "ids", "decisions", "matrix"}
STAGES = {"read", "clean", "attribute", "resolve", "trace"}
OF_A_PILE = {"unify", "copies", "origins", "plurals"}
# what each module or package of sayso may import of sayso, itself aside
ALLOWED = {
    "errors": set(),
    "records": set(),
    "ids": {"records"},
    "decisions": {"records"},
    "matrix": {"records"},
    "sentences": NOUNS,
    "wordpieces": set(),
    "shared_words": set(),
    "quantities": {*NOUNS, "sentences"},
    "times": {*NOUNS, "sentences"},
    "relate": {*NOUNS, "quantities", "times", "wordpieces"},
    **{stage: {*NOUNS, "sentences"} for stage in STAGES},
    "attribute": {*NOUNS, "sentences", "wordpieces"},
    **{stage: {*NOUNS, "sentences"} for stage in OF_A_PILE},
    "settings": {*NOUNS, "read"},
    "workers": NOUNS,
    "pipeline": {*NOUNS, *STAGES, "settings", "workers"},
    "statement": {*NOUNS, "display"},
    "store": NOUNS,
    "pile": {*NOUNS, *OF_A_PILE},
    "claims": {*NOUNS, "sentences", "shared_words", "relate"},
    "conflicts": {*NOUNS, "claims"},
    "figures": {*NOUNS, "sentences", "quantities", "times", "shared_words"},
    "accounts": {*NOUNS, "claims", "conflicts", "figures"},
    "chronology": {*NOUNS, "sentences", "times", "figures", "accounts"},
    "report": {*NOUNS, "sentences", "pile", "figures", "accounts", "chronology"},
    "weigh": {*NOUNS, "claims"},
    "journal": {*NOUNS, "pile", "store", "weigh"},
    "export": {*NOUNS, "statement", "report"},
    "adding": {*NOUNS, "pipeline", "settings", "store", ""},
    "case": {
        *NOUNS,
        "adding",
        "pipeline",
        "settings",
        "workers",
        "statement",
        "store",
        "pile",
        "accounts",
        "chronology",
        "figures",
        "relate",
        "journal",
        "weigh",
        "report",
        "export",
        "display",
        "",
    },
    "display": {*NOUNS, "statement", "case", "report", "export"},
    "listing": {*NOUNS, "statement", "pile", "export", "report", "case"},
    "output": NOUNS,
    "cli": {
        *NOUNS,
        "adding",
        "case",
        "settings",
        "read",
        "pipeline",
        "journal",
        "relate",
        "export",
        "listing",
        "output",
        "report",
        "",
    },
    "__main__": {"cli"},
    "": {*NOUNS, "read", "case", "settings", "statement"},
}
HEAVY = (
    "charset_normalizer", "dateparser", "docx", "feedparser", "jinja2", "lxml", "numpy", "onnxruntime", "pandas",
    "pypdf", "pypdfium2", "rich", "text_to_num", "tokenizers", "trafilatura", "vl_convert",
    "warcio",
)  # fmt: skip


def imports(path: pathlib.Path) -> set[str]:
    """The modules and packages of sayso that a file imports, lazily or not; '' is the package's own face."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names = [node.module or ""] if node.module != "sayso" else [f"sayso.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            assert package != "training", f"{path} imports training"
            if package == "sayso":
                top = rest.partition(".")[0]
                found.add(top if top in ALLOWED else "")
    return found


def home(path: pathlib.Path, package: pathlib.Path) -> str:
    inside = path.relative_to(package)
    return "" if inside.name == "__init__.py" and len(inside.parts) == 1 else inside.parts[0].removesuffix(".py")


def test_imports_run_one_way(root: pathlib.Path) -> None:
    package = root / "sayso"
    wrong = []
    for path in sorted(package.rglob("*.py")):
        here = home(path, package)
        assert here in ALLOWED, f"{path} has no place in the order of imports: give it one in this test"
        wrong += [f"{path.relative_to(root)} imports sayso.{name}" for name in imports(path) - ALLOWED[here] - {here}]
    assert wrong == []


def test_the_order_has_no_circle_but_through_what_a_function_needs() -> None:
    # `case` and `statement` ask `display` for their notebook form; `display` knows them as types only
    order = ["errors", "records", "ids", "decisions", "matrix", "sentences", "wordpieces", "shared_words",
             "quantities", "times", "relate", *sorted(STAGES | OF_A_PILE), "settings", "workers", "pipeline",
             "statement", "store", "pile", "claims", "conflicts", "figures", "accounts", "chronology", "weigh",
             "report", "journal", "export", "case", "display", "listing", "output", "cli",
             "__main__"]  # fmt: skip
    for place, name in enumerate(order):
        later = ALLOWED[name] & set(order[place:])
        assert later == ({"display"} if name in ("case", "statement") else set()), name


@pytest.mark.parametrize("code", ["import sayso", "import sayso; sayso.Case; sayso.brief", "import sayso.cli"])
def test_nothing_heavy_is_imported_before_it_is_needed(code: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    assert sorted(set(HEAVY) & set(told.stdout.split())) == []


def test_import_is_fast() -> None:
    def seconds(code: str) -> float:
        """Of the processor, so that a busy machine does not count."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    bare = min(seconds("pass") for _ in range(5))
    assert min(seconds("import sayso") for _ in range(5)) - bare < 0.2
