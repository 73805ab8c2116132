"""Which forms are worth comparing: those that share a key, never all pairs.

A key that very many forms share ('f:' of Kim) is walked in sorted order, each form beside its next neighbours, so that the
cost stays near-linear; spellings far apart in such a block are not found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from sayso.unify.forms import Form
from sayso.unify.lexicon import bodies
from sayso.unify.organisation import BodyName
from sayso.unify.person import PersonName
from sayso.unify.spelling import plain, skeleton

LARGEST = 80  # forms of one block that are all compared
NEIGHBOURS = 12


def candidates(forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of forms, the smaller first, each once."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        for key in set(_keys(form)):
            blocks[key].append(number)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        found = blocks[key]
        if len(found) <= LARGEST:
            pairs: Iterator[tuple[int, int]] = combinations(found, 2)
        else:
            ordered = sorted(found, key=lambda n: (_sorting(forms[n]), n))
            pairs = ((one, other) for at, one in enumerate(ordered) for other in ordered[at + 1 : at + 1 + NEIGHBOURS])
        for one, other in pairs:
            pair = (min(one, other), max(one, other))
            if pair not in seen:
                seen.add(pair)
                yield pair


def _sorting(form: Form) -> str:
    name = form.parsed
    if isinstance(name, PersonName):
        return " ".join((skeleton(name.given or ""), plain(name.family)))
    return " ".join(name.key) if isinstance(name, BodyName) else name


def _keys(form: Form) -> Iterator[str]:
    name = form.parsed
    if isinstance(name, PersonName):
        yield from _person_keys(name)
    elif isinstance(name, BodyName):
        yield from _body_keys(name)


def _person_keys(name: PersonName) -> Iterator[str]:
    parts = [p for p in name.family.rstrip("~").split("-") if len(p) > 1] or [name.family]
    mark = "~" if name.family.endswith("~") else ""
    for part in {*parts, name.family.rstrip("~")}:
        yield f"f:{skeleton(part + mark)}"
    if name.given and len(name.middle) == 1:
        yield "p:" + " ".join(sorted((skeleton(name.middle[0]), skeleton(name.given))))  # of two family names the first
    if name.given:
        yield "p:" + " ".join(sorted((skeleton(name.family), skeleton(name.given))))
        yield f"d:{plain(name.given)} {plain(name.family)[:3]}"


def _body_keys(name: BodyName) -> Iterator[str]:
    yield "k:" + " ".join(name.key)
    if name.letters:
        yield f"a:{name.letters}"
    for letters in name.initials:
        if len(letters) >= 2:
            yield f"a:{letters}"
    for word in name.own:
        yield f"w:{skeleton(word)}"
    general = sorted(set(name.words) & bodies().plain)
    if len(general) >= 2:
        yield from (f"g:{one} {other}" for one, other in combinations(general[:4], 2))
