"""Two reported sentences: same, contradicts, related or unrelated.

What is typed and exact (figures, dates, names, negation) is compared point by point (`exact.py`), the rest is the model's
(`model.py`), and a small regression over both decides (`decide.py`).
"""

from __future__ import annotations

from sayso.relate.answer import Relate, load_relate

__all__ = ["Relate", "load_relate"]
