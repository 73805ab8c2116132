"""Names that name nobody: carriers of words ('a video uploaded by fans', 'the latest hoax') and mere descriptions.

A story, a post, a test is written by somebody who is not told, so it is no voice. An article in an outlet that is named is
that outlet. And what a mention says of the one that it names: 'the lawyer who chairs the Orel Committee'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sayso.records import EntityType
from sayso.unify.lexicon import bodies, census_given, people, states, things
from sayso.unify.organisation import concept, parse
from sayso.unify.spelling import DAYS, plain, words_of

IN_OUTLET = r"(?:articles?|reports?|story|stories|piece|op-ed|editorial|column|dispatch|interview)"
NAME = r"(?P<name>(?:[Tt]he\s+)?[A-Z][\w.&/-]*(?:\s+(?:of|and|de|&)\s+[A-Z][\w.&/-]*|\s+[A-Z][\w.&/-]*){0,5})"
PUBLISHED = re.compile(
    rf"\b{IN_OUTLET}\s+(?:published\s+|broadcast\s+|carried\s+)?(?:by|(?:in|from)(?=\s+[Tt]he\s))\s+{NAME}"
)
HEADS = re.compile(r"\b(?:who|which|that)\s+(?:now\s+)?(?:chairs|heads|leads|runs|directs|represents)\s+([^,;()]{2,80})")
OWNED = re.compile(rf"(?:[Tt]he\s+)?{NAME}['’]s?\s+(?:[a-z-]+\s+){{0,2}}(?P<thing>[a-z-]+)")
RELATIVE = re.compile(r"\s(?:who|whom|whose|which|that)\s")
LONGEST = 100  # code points of what stands beside a name


@lru_cache(maxsize=1 << 14)
def outlet_of(name: str) -> str | None:
    """The outlet that a name says it stands in: 'The Orel Post' of 'An article in The Orel Post in May'."""
    match = PUBLISHED.search(name)
    return match["name"] if match else None


@lru_cache(maxsize=1 << 14)
def owner_of(name: str) -> tuple[str, EntityType] | None:
    """Whose a carrier is, by its name alone: 'Commissioner Orel' of "Commissioner Orel's log", and what he is."""
    match = OWNED.fullmatch(name)
    if match is None or match["thing"].casefold() not in things().carriers or match["name"].casefold() in DAYS:
        return None  # 'Thursday's report'
    owner = match["name"]
    words = [word.casefold() for word in owner.split()]
    known = parse(owner).known or words_of(owner) in states().names
    is_body = known or words[-1] in bodies().plain
    return owner, EntityType.ORGANISATION if is_body else EntityType.PERSON


@lru_cache(maxsize=1 << 14)
def titled_person(name: str) -> str | None:
    """The person whose post before his name made a body of him: 'Ida Orel' of 'Velmari PM Ida Orel'."""
    words = name.split()
    folded = [word.casefold().rstrip(".") for word in words]
    folded = folded[1:] if folded[:1] == ["the"] else folded
    words = words[-len(folded) :]
    last = max((at for at, word in enumerate(folded) if word in people().titles or word == "pm"), default=-1)
    rest = words[last + 1 :]
    before = [w for at, w in enumerate(words[: max(last, 0)]) if folded[at] not in people().titles]
    if not 0 <= last <= 3 or not 2 <= len(rest) <= 4 or plain(rest[0].casefold()) not in census_given():
        return None
    if not all(words_of(word) in states().names for word in before):
        return None
    if concept(rest[-1].casefold()) in bodies().plain | states().civil:
        return None  # 'Sheikh Daniel Orel Foundation'
    return " ".join(rest) if all(word[:1].isupper() or "-" in word for word in rest) else None


@lru_cache(maxsize=1 << 14)
def is_nobody(name: str, type: EntityType) -> bool:
    """Whether a name is a carrier's or a description's, and not that of a person or a body."""
    words = name.split()
    if len(words) == 1:
        return _is_common(words[0], type)
    if type is EntityType.PERSON:
        return False
    known = things()
    first = words[0].casefold()
    if words[0] in known.complements:
        return True
    size = _head(words)
    head = words[size - 1].strip("\"“”'‘’,.")
    if any(c.isupper() for c in head) and not (size == 1 and head.casefold() in known.carriers):
        return False
    if head.casefold() in known.carriers:
        return True
    before = [w for w in words[first in known.articles | known.some : size - 1] if w[:1].isupper()]
    if first in known.some:
        return head not in known.studies or not before
    if head.casefold() in bodies().plain:
        return False
    owned = any(re.search(r"['’]s?$", w) for w in words[: size - 1])
    if (owned or first in known.articles or type is EntityType.DOCUMENT) and head.isascii() and not _is_somebody(head):
        return head not in known.studies  # 'Orel's puppy', but 'Orel's family'
    if owned:
        return False
    foreign = all(words_of(w) in states().names for w in before if w is not words[0])
    return foreign and (
        size < len(words) or (head.isascii() and bool(before) and not _is_somebody(head) and _is_state(words))
    )


def _is_state(words: Sequence[str]) -> bool:
    """Whether all words before the last are a state's or a people's: 'Velmari jihadi'."""
    return words_of(" ".join(words[:-1])) in states().names


def _is_somebody(head: str) -> bool:
    """Whether a noun in small letters is one for people, a body or an outlet."""
    known = things()
    return concept(head.casefold()) in bodies().plain or bool({head.casefold()} & (known.heads | known.outlets))


def _head(words: Sequence[str]) -> int:
    """How many words come before the first that begins a complement: 'in', 'released', 'who'."""
    known = things()
    ends = (at for at, word in enumerate(words) if at and word.strip(",") in known.complements)
    return next(ends, len(words))


def _is_common(word: str, type: EntityType) -> bool:
    """'There', 'Items', and a people's name alone: 'American', 'Britons'. The state itself is somebody."""
    folded = word.casefold()
    if folded in things().no_names:
        return True
    state = states().names.get(words_of(word))
    if state is None or word.isupper() or type is EntityType.PERSON:
        return False
    return folded.endswith(things().peoples) and words_of(word) != words_of(states().shown[state])


def beside(name: str, mentions: Sequence[str]) -> Iterator[str]:
    """What mentions say of the person that they name, as a role may be put: what stands right before or after the name,
    and what he heads."""
    for mention in mentions:
        before, found, after = mention.partition(name)
        if not found:
            continue
        for match in HEADS.finditer(after):
            yield f"head of {match[1]}"
        pieces = (before.rstrip(" ,").rpartition(", ")[2], RELATIVE.split(after.lstrip(" ,").partition(",")[0])[0])
        yield from (piece for piece in pieces if 3 < len(piece) <= LONGEST and _is_post(piece))


def _is_post(words: str) -> bool:
    return bool(things().posts.intersection(words_of(words))) and not RELATIVE.search(f" {words} ")


def kinds_of(name: str, mentions: Sequence[str]) -> Iterator[str]:
    """The words by which mentions say that a body is an outlet: 'Kurdish news site' of 'the Kurdish news site Orel'."""
    for mention in mentions:
        at = mention.find(name)
        if at < 0:
            continue
        words = mention[:at].strip(" ,\"“'‘").split() or mention[at + len(name) :].strip(" ,\"”'’").split()
        if 0 < len(words) <= 6 and any(kind == words[-1].casefold() for kind in things().outlets):
            yield " ".join(words[1:] if words[0].casefold() in ("the", "a", "an") and len(words) > 1 else words)
