"""The head of a source's words: the noun or name that says who speaks ('director' in 'the director of the bank')."""

from __future__ import annotations

from sayso.resolve.figure import Cast, named_at
from sayso.resolve.lexicon import Lexicon
from sayso.resolve.names import PERSON, UNCLEAR
from sayso.resolve.reading import Reading, is_cyrillic

PREPOSITIONS = frozenset(
    "of at in for from with on by to about under over against among between near inside within".split()
)
# adjectives that stand behind the noun: 'people close to him'
BEHIND = frozenset(
    "familiar close loyal critical opposed aware present responsible sympathetic knowledgeable privy".split()
)
BREAKS = frozenset(
    {",", "(", ";", ":", "—", "–", "-", "“", '"', "[", "who", "which", "that", "whose", "whom", "including", "like"}
    | set("across outside behind around along through during after before since".split())
)


def head_of(reading: Reading, cast: Cast, words: list[int], known: Lexicon) -> int:
    """The head word: the last before a preposition, relative, bracket or comma that stands outside a name."""
    if is_cyrillic(reading.words[words[0]]):
        return _russian_head(reading, cast, words, known)
    head = words[0]
    skipped = 0
    for n, i in enumerate(words):
        lower = reading.lower[i]
        if n and reading.words[i] == "(" and _goes_on_behind(reading, words[n + 1 :], known):
            skipped = 3
        if skipped:
            skipped -= 1
            continue
        pair = named_at(cast, i)
        if pair is not None:
            head = i
            continue
        if n and not _is_noun(lower, known) and reading.words[i][0].isupper() and _ends_person(cast, words[n - 1]):
            break  # 'Elizabeth Warren Hammers ...': the verb of a headline
        quoted = reading.words[i] in ("“", '"') and head == words[0] and reading.lower[head] in known.determiners
        if quoted:
            continue  # 'the “No Way” ad'
        if n and lower in ("a", "an") and _ends_person(cast, words[n - 1]):
            break  # 'Ann Reed an adviser to ...'
        if n and (lower in PREPOSITIONS or lower in BREAKS or reading.words[i] in BREAKS):
            if lower in ("-", "–") and n + 1 < len(words) and reading.starts[words[n + 1]] == reading.ends[i]:
                continue
            break
        if n and lower in ("i", "we", "he", "she", "they", "you") and named_at(cast, head) is None:
            break  # 'all the experts I asked'
        if lower == "and" and _joins_modifiers(reading, cast, words[n + 1 :], known):
            continue
        if n and lower in ("and", "or", "&") and (named_at(cast, head) is not None or lower == "or"):
            break
        if n > 1 and lower in known.verbs and not _is_adjective(reading, i, words[n + 1 :], known):
            break
        if n and lower == "as" and _ends_person(cast, words[n - 1]):
            break  # 'said Ann Reed as her dog ran off'
        if lower.endswith("ing") and i == words[-1] and named_at(cast, words[n - 1]) and not _is_noun(lower, known):
            break  # 'Velmar investigating', of a headline
        if (
            n
            and head == words[n - 1]
            and named_at(cast, head) is None
            and (lower.endswith("ing") or lower.endswith("ed"))
            and lower not in known.roles
            and _is_noun(reading.lower[head], known)
        ):
            break
        if n and _follows_noun(reading, words[n - 1], i, words[n + 1 :], known):
            break
        if reading.words[i][0].isalnum():
            head = i
    return head


def _is_adjective(reading: Reading, word: int, rest: list[int], known: Lexicon) -> bool:
    """Whether a word that may be a verb is none: 'several unconfirmed [reports]', 'the band's [lead] singer'."""
    if not rest:
        return reading.lower[word] in known.documents
    return reading.lower[word] in known.roles and reading.lower[rest[0]] in known.roles


def _goes_on_behind(reading: Reading, rest: list[int], known: Lexicon) -> bool:
    """'Velmar Defence Forces (VDF) [soldier Marta Olsen]': a bracket of one word and a role's noun right behind it; and
    'the (Velmari) ministry'."""
    if len(rest) < 3 or reading.words[rest[1]] != ")":
        return False
    return reading.lower[rest[2]] in known.roles or reading.lower[rest[0] - 2] in known.determiners


def _follows_noun(reading: Reading, before: int, word: int, rest: list[int], known: Lexicon) -> bool:
    """'People [familiar] with the case', 'relatives [there]', 'the expert [comments] for ...': no noun of the phrase."""
    lower, noun = reading.lower[word], reading.lower[before]
    if not (_is_noun(noun, known) or noun in ("those", "others", "relatives", "one")):
        return False
    following = reading.lower[rest[0]] if rest else ""
    if lower in BEHIND and following in PREPOSITIONS:
        return True
    if lower in ("here", "there", "abroad", "outside", "across"):
        return True
    return noun in known.roles and lower in ("comments", "remarks", "notes") and following in ("for", "to", "on", "in")


def _joins_modifiers(reading: Reading, cast: Cast, rest: list[int], known: Lexicon) -> bool:
    """'White House and [Pentagon spokesmen]': a name and a plural noun for people right after it."""
    if len(rest) > 1 and reading.lower[rest[0]] in known.demonyms and reading.lower[rest[1]] in known.role_plurals:
        return True  # 'US and Yemeni officials'
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
