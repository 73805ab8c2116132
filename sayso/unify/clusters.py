"""Groups that grow by links and never join what must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Clusters:
    """A union-find over 0..size-1 with cannot-links, which hold for whole groups and so stop indirect joining too."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))
        self.members = {i: [i] for i in range(size)}
        self.apart: defaultdict[int, set[int]] = defaultdict(set)

    def root(self, item: int) -> int:
        """The item that stands for the group."""
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def forbid(self, one: int, other: int) -> None:
        """The groups of the two shall never join; where they are one already, nothing can be done."""
        a, b = self.root(one), self.root(other)
        if a != b:
            self.apart[a].add(b)
            self.apart[b].add(a)

    def forbidden(self, one: int, other: int) -> bool:
        """Whether a cannot-link stands between the two groups."""
        return self.root(other) in self.apart.get(self.root(one), ())

    def join(self, one: int, other: int) -> bool:
        """Make one group of two; False where a cannot-link stands between them or they were one."""
        a, b = self.root(one), self.root(other)
        if a == b or b in self.apart.get(a, ()):
            return False
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        self.parent[b] = a
        self.members[a].extend(self.members.pop(b))
        for far in self.apart.pop(b, set()):
            self.apart[far].discard(b)
            self.apart[far].add(a)
            self.apart[a].add(far)
        return True

    def groups(self) -> Iterable[list[int]]:
        """All groups."""
        return self.members.values()
