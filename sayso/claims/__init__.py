"""Claims: which contents and sentences of a pile say the same thing, or deny it, and which clash.

`linked` takes remarks in reading order and a function that relates pairs of sentences, and gives the Claims and the pairs
that clash. Each remark is held against the few that share its rarest words, never against all, so cost grows with the
pile and not with its square.
"""

from __future__ import annotations

from sayso.claims.link import Contrast, Links, Relate, linked
from sayso.claims.remark import Remark, is_negated, remarks

__all__ = ["Contrast", "Links", "Relate", "Remark", "is_negated", "linked", "remarks"]
