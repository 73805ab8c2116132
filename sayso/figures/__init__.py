"""Figures about the same thing, laid out over time by who states them, and which of them cannot both hold.

`stated` reads the Quantities of one Document; `series` puts those of a pile together that count the same; `clashes` tells
which values of a series are at odds, which were only superseded; `of_others` which count other people or another place. A
series is never flattened to one number; `read` points to the figures that a reading rule of others would write down.
"""

from __future__ import annotations

from sayso.figures.contrast import clashes
from sayso.figures.others import of_others
from sayso.figures.rules import RULES, Reading, read
from sayso.figures.scope import TOTAL
from sayso.figures.series import series
from sayso.figures.stated import stated

__all__ = ["RULES", "TOTAL", "Reading", "clashes", "of_others", "read", "series", "stated"]
