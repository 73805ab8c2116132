"""What a matrix comes to, over origins and never over copies: counts, diagnosticity, and what hangs on one origin.

- The inconsistency count is Heuer's (1999, chapter 8, step 5): for each hypothesis, how many rows speak against it. What
  speaks for it is told and does not enter, since the same words may speak for its rivals too. A row that says both is
  neutral: so the ACH tools rate evidence that can be read in two ways (Good, Shrager, Stefik, Pirolli and Card, ACH 1.1).
- Diagnosticity (Heuer's word) is measured as Open Synthesis does: the standard deviation of a row over all hypotheses, with
  +1 for, -1 against, 0 for mixed and for nothing. 0: it bears on all alike and tells nothing; 1: it parts them evenly.
- Sensitivity (Heuer's step 6) leaves out one origin at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import pstdev

from sayso.matrix import Bearing, Cell, Hypothesis, Move, Ranking, Row, Standing

VALUE = {Bearing.FOR: 1, Bearing.AGAINST: -1}


def diagnosticity(cells: Sequence[Cell]) -> float:
    """How well a row tells the hypotheses apart, in [0, 1]."""
    return pstdev(VALUE.get(cell.bearing, 0) if cell.bearing else 0 for cell in cells) if cells else 0.0


def standings(hypotheses: Sequence[Hypothesis], rows: Sequence[Row]) -> tuple[Standing, ...]:
    """The counts of each Hypothesis, in their order."""
    return tuple(_standing(h, [cell.bearing for cell in _column(h, rows)]) for h in hypotheses)


def ranking(hypotheses: Sequence[Hypothesis], rows: Sequence[Row]) -> Ranking:
    """The hypotheses by how many origins speak against them, the fewest first."""
    against = {s.hypothesis: s.against for s in standings(hypotheses, rows)}
    return tuple(tuple(h for h, n in against.items() if n == count) for count in sorted(set(against.values())))


def moves(hypotheses: Sequence[Hypothesis], rows: Sequence[Row]) -> tuple[Move, ...]:
    """The origins without which the ranking would be another, in the order of their rows."""
    whole = ranking(hypotheses, rows)
    made = (Move(row=row.id, ranking=ranking(hypotheses, [r for r in rows if r is not row])) for row in rows if row.counts)
    return tuple(move for move in made if move.ranking != whole)


def _standing(hypothesis: Hypothesis, told: Sequence[Bearing | None]) -> Standing:
    counted = Counter(told)
    return Standing(
        hypothesis=hypothesis.id,
        against=counted[Bearing.AGAINST],
        supporting=counted[Bearing.FOR],
        mixed=counted[Bearing.MIXED],
    )


def _column(hypothesis: Hypothesis, rows: Sequence[Row]) -> Iterator[Cell]:
    return (cell for row in rows if row.counts for cell in row.cells if cell.hypothesis == hypothesis.id)
