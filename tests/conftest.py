"""Fixtures that every test may ask for, and the rule that CI may not skip for want of data that lies there."""

from __future__ import annotations

import os
import pathlib
from typing import Any

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
WANT_OF_SHARED = "needs ../shared, which does not lie beside this checkout"

# commands that tests start find this sayso and the tests' stand-ins, from whatever folder they run in
os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "tests")])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--need-shared-where-present",
        action="store_true",
        help="fail where ../shared lies beside the checkout and a test was skipped for want of it",
    )


@pytest.fixture(scope="session")
def root() -> pathlib.Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> pathlib.Path:
    """../shared: marked and unmarked articles that are not part of the project. Skips where they are absent."""
    if not SHARED.is_dir():
        pytest.skip(WANT_OF_SHARED)
    return SHARED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    wrongly = _skipped_for_want(terminalreporter)
    if wrongly and config.getoption("--need-shared-where-present") and SHARED.is_dir():
        line = f"{len(wrongly)} tests were skipped for want of ../shared, which is there:"
        terminalreporter.write_line(line, red=True)
        for report in wrongly:
            terminalreporter.write_line(f"  {report.nodeid}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    asked = session.config.getoption("--need-shared-where-present") and SHARED.is_dir()
    if asked and reporter is not None and _skipped_for_want(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _skipped_for_want(reporter: Any) -> list[pytest.TestReport]:
    reports = reporter.stats.get("skipped", [])
    return [r for r in reports if isinstance(r.longrepr, tuple) and "../shared" in r.longrepr[2]]
