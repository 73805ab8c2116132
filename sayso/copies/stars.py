"""Units that are the same words or nearly, found without comparing each with each.

Units with the same words are one class. Classes that agree in one of sixteen MinHash values (rensa) are candidates; the
few fullest of those that agree are the only ones that the others are held against, so a thousand variants cost a
thousand comparisons. A candidate counts when the fuller one's shingles hold enough of the other's: containment, so that
a sentence that was cut is found. Each class belongs to one head, the fullest one like it: likeness is not handed on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.copies.pile import Units

_SIGNATURE = 16  # values: finds two classes that share a fifth of their shingles 97 times in 100
_SEED = 1
_BLOCK = 20_000  # classes whose signatures are made at a time
_FULLEST = 2  # of those that agree in a value, how many the others are held against

Ints = npt.NDArray[np.int64]
IsNear = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Classes:
    """`of[i]`: the class of unit i. `unit[c]`: one unit of class c. Classes are numbered by fullness, the fullest first,
    and by the hash of their words, so that the order of the pile does not matter. `head[c]`: the class that c is near."""

    of: Ints
    unit: Ints
    head: Ints


def classes(units: Units, is_near: IsNear, *, exhaustive: bool = False) -> Classes:
    """Group units. `is_near(shared, size)`: whether a class of `size` shingles that shares `shared` counts.

    `exhaustive`: every shingle makes candidates, not sixteen values: for short units inside long ones.
    """
    if not len(units):
        nothing = np.zeros(0, dtype=np.int64)
        return Classes(nothing, nothing, nothing)
    keys, first, of = np.unique(np.array(units.key, dtype=np.uint64), return_index=True, return_inverse=True)
    offsets = np.array(units.offsets, dtype=np.int64)
    sizes = (offsets[1:] - offsets[:-1])[first]
    order = np.lexsort((keys, -sizes))
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    unit = first[order]
    columns = by_shingle(units, unit) if exhaustive else by_signature(units, unit)
    pairs = [pairs_of_equals(members, values) for members, values in columns]
    return Classes(place[of], unit, heads(units, unit, np.unique(np.concatenate(pairs)), is_near))


def by_signature(units: Units, unit: Ints) -> Iterator[tuple[Ints, npt.NDArray[np.uint32]]]:
    """Sixteen columns of MinHash values, each over all classes."""
    from rensa import RMinHash  # type: ignore[import-untyped]

    made = []
    for start in range(0, len(unit), _BLOCK):
        rows = [units.shingles(number) for number in unit[start : start + _BLOCK].tolist()]
        ends = np.cumsum([0, *map(len, rows)]).astype(np.uint64)
        flat = np.concatenate(rows).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)  # rensa wants 64 well-mixed bits
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, ends, _SIGNATURE, _SEED)
        made.append(np.array(matrix.to_rows(), dtype=np.uint32))
    signatures = np.concatenate(made)
    for column in range(_SIGNATURE):
        yield np.arange(len(unit)), signatures[:, column]


def by_shingle(units: Units, unit: Ints) -> Iterator[tuple[Ints, npt.NDArray[np.uint32]]]:
    """One column: every shingle of every class."""
    rows = [units.shingles(number) for number in unit.tolist()]
    yield np.repeat(np.arange(len(unit)), [len(row) for row in rows]), np.concatenate(rows)


def pairs_of_equals(members: Ints, values: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint64]:
    """(member, fuller member) packed in 64 bits, for members that have a value in common; the smaller number is fuller."""
    order = np.lexsort((members, values))
    members, values = members[order].astype(np.uint64), values[order]
    begins = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
    lengths = np.diff(np.concatenate([begins, [len(values)]]))
    made = []
    for offset in range(_FULLEST):
        long = lengths > offset
        fuller = np.repeat(members[(begins + offset)[long]], lengths[long])
        fuller_of = members[np.repeat(long, lengths)]
        pairs = (fuller_of << np.uint64(32)) | fuller
        made.append(np.unique(pairs[fuller_of > fuller]))
    return np.concatenate(made)


def heads(units: Units, unit: Ints, pairs: npt.NDArray[np.uint64], is_near: IsNear) -> Ints:
    """The head of each class: itself, or the head that holds the largest share of it. Pairs ascend by member."""
    head = np.arange(len(unit))
    members, fuller = (pairs >> np.uint64(32)).tolist(), (pairs & np.uint64(0xFFFFFFFF)).tolist()
    place = 0
    while place < len(members):
        member = members[place]
        candidates = set()
        while place < len(members) and members[place] == member:
            candidates.add(int(head[fuller[place]]))
            place += 1
        own = set(units.shingles(int(unit[member])).tolist())
        best = 0
        for candidate in sorted(candidates):
            shared = len(own.intersection(units.shingles(int(unit[candidate])).tolist()))
            if shared > best and is_near(shared, len(own)):
                best, head[member] = shared, candidate
    return head
