"""The head of a source's words: the noun or name that says who speaks ('director' in 'the director of the bank')."""

from __future__ import annotations

from sayso.resolve.figure import Cast, named_at
from sayso.resolve.lexicon import Lexicon
from sayso.resolve.names import PERSON, UNCLEAR
from sayso.resolve.reading import Reading, is_cyrillic

PREPOSITIONS = frozenset(
    "of at in for from with on by to about under over against among between near inside within".split()
)
BREAKS = frozenset(
    {",", "(", ";", ":", "—", "–", "-", "“", '"', "[", "who", "which", "that", "whose", "whom", "including", "like"}
)


def head_of(reading: Reading, cast: Cast, words: list[int], known: Lexicon) -> int:
    """The head word: the last before a preposition, relative, bracket or comma that stands outside a name."""
    if is_cyrillic(reading.words[words[0]]):
        return _russian_head(reading, cast, words, known)
    head = words[0]
    for n, i in enumerate(words):
        lower = reading.lower[i]
        pair = named_at(cast, i)
        if pair is not None:
            head = i
            continue
        if n and not _is_noun(lower, known) and reading.words[i][0].isupper() and _ends_person(cast, words[n - 1]):
            break  # 'Elizabeth Warren Hammers ...': the verb of a headline
        if n and (lower in PREPOSITIONS or lower in BREAKS or reading.words[i] in BREAKS):
            if lower in ("-", "–") and n + 1 < len(words) and reading.starts[words[n + 1]] == reading.ends[i]:
                continue
            break
        if n and lower in ("i", "we", "he", "she", "they", "you") and named_at(cast, head) is None:
            break  # 'all the experts I asked'
        if lower == "and" and _joins_modifiers(reading, cast, words[n + 1 :], known):
            continue
        if reading.words[i] in ("“", '"') and head == words[0] and reading.lower[head] in known.determiners:
            continue  # 'the “No Way” ad'
        if n and lower in ("and", "or", "&") and (named_at(cast, head) is not None or lower == "or"):
            break
        if n and lower in known.verbs and n > 1:
            break
        if (
            n
            and head == words[n - 1]
            and named_at(cast, head) is None
            and (lower.endswith("ing") or lower.endswith("ed"))
            and lower not in known.roles
            and _is_noun(reading.lower[head], known)
        ):
            break
        if reading.words[i][0].isalnum():
            head = i
    return head


def _joins_modifiers(reading: Reading, cast: Cast, rest: list[int], known: Lexicon) -> bool:
    """'White House and [Pentagon spokesmen]': a name and a plural noun for people right after it."""
    pair = named_at(cast, rest[0]) if rest else None
    if pair is None or pair[0].last + 1 not in rest:
        return False
    after = reading.lower[pair[0].last + 1]
    return after in known.role_plurals or after in known.groups


def _is_noun(word: str, known: Lexicon) -> bool:
    return (
        word in known.roles
        or word in known.role_plurals
        or word in known.groups
        or word in known.organisation_nouns
        or word in known.organisation_plurals
        or word in known.documents
    )


def _russian_head(reading: Reading, cast: Cast, words: list[int], known: Lexicon) -> int:
    """A person's name at the end; else the first noun, which the genitives after it only describe; else a name."""
    region = []
    for i in words:
        if reading.words[i] in BREAKS:
            break
        region.append(i)
    region = region or words
    last = named_at(cast, region[-1])
    if last is not None and last[1].kind in (PERSON, UNCLEAR) and (len(region) == 1 or last[0].last > last[0].first):
        return region[-1]
    noun = next((i for i in region if _is_noun(reading.lower[i], known)), -1)
    return noun if noun >= 0 else next((i for i in region if named_at(cast, i) is not None), region[-1])


def _ends_person(cast: Cast, word: int) -> bool:
    pair = named_at(cast, word)
    return pair is not None and pair[1].kind == PERSON
