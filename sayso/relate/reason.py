"""Why two reported sentences are held to clash: the nouns of explicit comparison."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Clash, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One point on which two sentences differ. `a` and `b`: the words of each side that tell so, spans into each sentence.

    `why` quotes both. `strength`, in [0, 1]: how plainly the two speak of the same thing (the share of the shorter
    sentence's content words that the other has, or 1 where the wording is the same but for this point). `unconfirmed`: the
    one only lacks the confirmation that the other speaks of, which may have come later.
    """

    clash: Clash
    a: Span
    b: Span
    why: str
    strength: float
    unconfirmed: bool = False
