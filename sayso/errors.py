"""What sayso raises.

    SaysoError                  every error below; a command prints its message and exits 2
    ├── InputError              nothing could be read from what was passed (a missing path, an unknown option value)
    ├── CaseError               the case file cannot be used (not a case, newer than this sayso, locked, read-only)
    │   └── SpanError           a stored span does not give the stored words: the case was changed from outside
    ├── ModelError              the shipped model cannot be loaded (a broken install)
    └── MissingExtraError       an optional library is needed; the message names the extra to install

One bad input file is never an error: it becomes a `Skipped` row (see `records.py`). Each message says what to do next.
"""


class SaysoError(Exception):
    """The root: catch this to catch all that sayso raises on purpose."""


class InputError(SaysoError):
    """Nothing could be read from what was passed."""


class CaseError(SaysoError):
    """The case file cannot be used."""


class SpanError(CaseError):
    """A stored span does not give the stored words."""


class ModelError(SaysoError):
    """The shipped model cannot be loaded."""


class MissingExtraError(SaysoError):
    """An optional library is needed."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs an extra: pip install 'sayso[{extra}]'")
