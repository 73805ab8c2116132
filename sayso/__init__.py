"""sayso reads a pile of articles and shows who says what, in the documents' own words.

    import sayso

    case = sayso.brief("articles/")                       # a Case: read, find, keep
    for s in case.statements(speaker="ministry"):
        print(s.speaker, s.content)

    doc = sayso.read("a.html")                            # one Document
    sayso.extract(doc).attributions                       # what is said in it, at exact offsets

`open` opens a case file; `Settings` says how a pile is read, within which `Limits`. All that is raised on purpose is a
`SaysoError`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

# The package `sayso.read` would take the name of the function when it is first imported, so the function is bound here,
# after it. It imports no library until a file needs one.
from sayso.read import read_one as read

if TYPE_CHECKING:
    from sayso.case import Case as Case
    from sayso.case import brief as brief
    from sayso.case import extract as extract
    from sayso.case import open as open
    from sayso.errors import CaseError as CaseError
    from sayso.errors import InputError as InputError
    from sayso.errors import SaysoError as SaysoError
    from sayso.read import Limits as Limits
    from sayso.records import Attribution as Attribution
    from sayso.records import Document as Document
    from sayso.records import Findings as Findings
    from sayso.records import Skipped as Skipped
    from sayso.records import Span as Span
    from sayso.settings import Settings as Settings
    from sayso.statement import Statement as Statement

__version__ = "0.1.0"

_HOMES = {
    "Attribution": "records",
    "Case": "case",
    "CaseError": "errors",
    "Document": "records",
    "Findings": "records",
    "InputError": "errors",
    "Limits": "read",
    "SaysoError": "errors",
    "Settings": "settings",
    "Skipped": "records",
    "Span": "records",
    "Statement": "statement",
    "brief": "case",
    "extract": "case",
    "open": "case",
}

__all__ = [
    "Attribution",
    "Case",
    "CaseError",
    "Document",
    "Findings",
    "InputError",
    "Limits",
    "SaysoError",
    "Settings",
    "Skipped",
    "Span",
    "Statement",
    "brief",
    "extract",
    "open",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    value = getattr(import_module(f"sayso.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
