"""Which unknown names are an organisation's or a country's, as the text shows: 'Open Square, a monitoring group', 'Tashvar
says it had no part', 'Tashvar's foreign ministry', '..., Halpress reported.'

Asked only of names that nothing shows to be a person's: no given name, no title, no role, no 'he', 'she' or 'who', no
fuller name in the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.resolve.figure import tokens_of
from sayso.resolve.gender import gender_ahead
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import UNCLEAR, Name
from sayso.resolve.reading import POSSESSIVES, Reading
from sayso.resolve.roles import roles_of

# nouns before which a person's name does not stand ('the Reed campaign', 'the Reed administration' are a person's)
BODIES = frozenset(
    "group organisation organization agency company firm ngo network coalition movement charity collective foundation "
    "newspaper outlet channel monitors activists volunteers".split()
)
STATE = frozenset(
    "government president parliament army ministry minister border authorities embassy capital people troops military "
    "ambassador economy citizens delegation prime foreign defence defense interior central state national".split()
)
INSIDE = frozenset("in across inside within throughout into".split())
TRUSTED = frozenset("faith trust trusts confidence belief believe believes believed interest interested".split())
# 'it was', 'it seems': no 'it' of somebody who acts
IMPERSONAL = frozenset("is was 's ’s be seems seemed takes took rains rained makes remains appears may might".split())
NEAR = 9  # words after a name in which 'it' tells of it
CLOSES = frozenset({",", ".", "that", "which", "of", "in", "for"}) | frozenset(
    "run led set based founded formed created backed funded known linked".split()
)


def find_bodies(reading: Reading, names: Sequence[Name]) -> frozenset[tuple[str, ...]]:
    """The names, as `tokens_of` gives them, that the text shows to be no person's."""
    places: defaultdict[tuple[str, ...], list[Name]] = defaultdict(list)
    inside: set[str] = set()
    for name in names:
        tokens = tokens_of(reading, name)
        if tokens:
            places[tokens].append(name)
            if len(tokens) > 1 and name.kind != UNCLEAR:
                inside |= set(tokens)
    return frozenset(
        tokens
        for tokens, found in places.items()
        if _is_open(reading, tokens, found, places, inside) and any(_shows_body(reading, name) for name in found)
    )


def _is_open(
    reading: Reading,
    tokens: tuple[str, ...],
    found: list[Name],
    places: dict[tuple[str, ...], list[Name]],
    inside: set[str],
) -> bool:
    """Whether nothing shows the name to be a person's, or anything else already."""
    known = lexicon()
    if len(tokens) == 1 and tokens[0] in known.demonyms:
        return False  # 'an Iraqi paper'
    if tokens[0] in known.given or len(tokens) > 3 or any(n.kind != UNCLEAR or n.titled for n in found):
        return False
    if (len(tokens) == 1 and tokens[0] in inside) or (len(tokens) > 1 and tokens[-1:] in places):
        return False
    for name in found:
        after = reading.lower[name.last + 1 : name.last + 3]
        if gender_ahead(reading, name) != "?" or "who" in after or roles_of(reading, name):
            return False
    return True


def _shows_body(reading: Reading, name: Name) -> bool:
    before = reading.lower[name.first - 1] if name.first else ""
    after = reading.lower[name.last + 1 : name.last + 4]
    if is_apposed_organisation(reading, name) or _is_it(reading, name):
        return True
    if name.last > name.first:
        return bool(BODIES & set(after[:2])) and (before == "the" or bool(set(after[:2]) & lexicon().organisation_nouns))
    if before in INSIDE:
        return not reading.is_possessive(name.last) and reading.lower[name.first - 2 : name.first - 1] not in {
            (word,) for word in TRUSTED
        }
    if reading.is_possessive(name.last):
        return bool(STATE & set(after[1:2]))
    return before == "," and after[:1] in (("reported",), ("reports",)) and after[1:2] in ((".",), (",",), ("on",))


def _is_it(reading: Reading, name: Name) -> bool:
    """'Tashvar says it had no part', 'Open Square counts its dead': the next pronoun after the name as a subject."""
    if reading.is_possessive(name.last):
        return False
    for i in range(name.last + 2, min(name.last + NEAR, len(reading.words) - 1)):
        if reading.sentence[i] != reading.sentence[name.last] or reading.words[i][0].isupper():
            return False
        if reading.lower[i] in ("its", "itself"):
            return True
        if reading.lower[i] == "it":
            before, after = reading.lower[i - 1], reading.lower[i + 1 : i + 3]
            acts = before in ("says", "said", "that", "as", "denies", "denied", "if", "when", "because", "while")
            return acts and not IMPERSONAL & set(after) and "been" not in after and len(after) == 2
    return False


def is_apposed_organisation(reading: Reading, name: Name) -> bool:
    """'Open Square, a monitoring group', 'Rim Bet, Velmar's security service': an organisation's noun behind the comma."""
    known = lexicon()
    at = name.last + 1
    if reading.lower[at : at + 1] != (",",) or at + 2 >= len(reading.words):
        return False
    if reading.lower[at + 1] not in ("a", "an", "the") and not reading.is_possessive(at + 1):
        return False
    for i in range(at + 2, min(at + 8, len(reading.words))):
        lower = reading.lower[i]
        if lower in known.function or not (lower[0].isalnum() or (lower in POSSESSIVES and i == at + 2)):
            return False
        following = reading.lower[i + 1] if i + 1 < len(reading.words) else ""
        if lower in known.organisation_nouns and following in CLOSES:
            return True
        if lower in known.roles and following not in known.organisation_nouns:
            return False  # 'a group leader', but 'an activist group'
    return False
