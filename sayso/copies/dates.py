"""Which of two dates is later, where both are known well enough to tell."""

from __future__ import annotations

import re
from datetime import date, datetime

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def day(published: str | None) -> str | None:
    """The date without a time of day, as far as it is given ('2024', '2024-03', '2024-03-15'); None where it is no date."""
    match = _DATE.match(published or "")
    return match.group() if match else None


def is_later(one: str | None, other: str | None) -> bool:
    """Whether `one` is surely later than `other`: both dates are known and differ where both are told.

    Times of day count where both have one, and either both or neither has a zone. Any strings are accepted.
    """
    first, second = day(one), day(other)
    if first is None or second is None or one is None or other is None:
        return False
    try:
        a, b = datetime.fromisoformat(one), datetime.fromisoformat(other)
        if "T" in one and "T" in other and (a.tzinfo is None) == (b.tzinfo is None):
            return a > b
    except ValueError:
        pass
    shared = min(len(first), len(second))
    return first[:shared] > second[:shared]


def days_apart(one: str | None, other: str | None) -> int | None:
    """Days between two dates; None where either is unknown or not told to the day."""
    try:
        return abs((date.fromisoformat(day(one) or "") - date.fromisoformat(day(other) or "")).days)
    except ValueError:
        return None
