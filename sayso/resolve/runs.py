"""Runs of capitalised words, and the small words by which two of them make one name.

'Department' 'of' 'Justice', 'Charles' 'de' 'Gaulle', 'Securities' 'and' 'Exchange Commission'. What a run names is told
by `names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.resolve.lexicon import Lexicon
from sayso.resolve.reading import POSSESSIVES, Reading

# 'Congress on ...', 'the Senate for ...': what follows these is not part of the name
CLOSED_HEADS = frozenset(
    "congress senate house news times post party parliament reuters press journal police pentagon administration "
    "campaign".split()
)
OPEN_HEADS = frozenset(
    "republic kingdom citizens americans veterans friends doctors physicians students mothers workers scholars union "
    "states".split()
)
CHAMBERS = frozenset({"house", "senate"})
ADJECTIVAL = frozenset(
    "era based led backed style born area wide like sponsored dominated linked controlled held occupied owned run only "
    "related appointed leaning inspired made friendly bound produced trained supported allied centric "
    "educated funded".split()
)
# 'Queen's Park', 'St. James's Square': names with a possessive inside
ROYAL = frozenset("queen king prince princess lord bishop abbot".split())
PLACED = frozenset("park cross square gate hall palace street road bay beach bench wharf".split())
# what bodies are for: 'Customs and Border Protection', 'Ministry of Culture and Tourism'
DUTIES = frozenset("affairs enforcement reform protection prevention trade industry tourism culture technology".split())
ARTICLES = frozenset({"The", "A", "An", "THE", "AN"})
CONTRACTED = re.compile(r"n['’]t$", re.IGNORECASE)
LONGEST = 12  # words in a name


def is_capitalised(word: str) -> bool:
    """Whether the word begins with a capital letter ('al-Baghdadi' and '@handle' count, 'I' and 'Don’t' do not)."""
    if word[0].isupper():
        if "-" in word and word.rsplit("-", 1)[1] in ADJECTIVAL:
            return False
        return word != "I" and not (("'" in word or "’" in word) and CONTRACTED.search(word))
    if word[0] == "@":
        return len(word) > 1
    return len(word) > 3 and "-" in word and word.split("-")[1][:1].isupper() and word[0].isalpha()


def runs_of(reading: Reading, known: Lexicon) -> Iterator[tuple[int, int]]:
    """Longest runs of capitalised words with nothing between them, inside one sentence."""
    start = -1
    for i, word in enumerate(reading.words):
        shouted = _is_shouted_verb(reading, i, known)
        if start >= 0 and (
            not is_capitalised(word)
            or shouted
            or reading.sentence[i] != reading.sentence[i - 1]
            or (reading.lower[i] in known.pronouns and reading.lower[i] not in known.particles and not _is_body(reading, i))
        ):
            yield start, i - 1
            start = -1
        named = (
            is_capitalised(word)
            and (reading.lower[i] not in known.pronouns or _is_body(reading, i))
            and word not in ARTICLES
        )
        if start < 0 and named and not shouted:
            start = i
    if start >= 0:
        yield start, len(reading.words) - 1


def _is_body(reading: Reading, word: int) -> bool:
    """'US', 'WHO' in capitals where the words beside it are not."""
    if reading.words[word] not in ("US", "WHO"):
        return False
    beside = reading.words[max(0, word - 1) : word] + reading.words[word + 1 : word + 2]
    return reading.words[word] == "US" or not any(len(w) > 1 and w.isalpha() and w.isupper() for w in beside)


def _is_shouted_verb(reading: Reading, word: int, known: Lexicon) -> bool:
    """'CONGRESS HAS ASKED': a verb or small word in capitals among words in capitals."""
    text, lower = reading.words[word], reading.lower[word]
    if len(text) < 2 or not text.isupper() or lower in ("us", "who", "may", "it"):
        return False
    if lower not in known.verbs and lower not in known.function:
        return False
    others = (reading.words[i] for i in (word - 1, word + 1) if 0 <= i < len(reading.words))
    return any(len(other) > 1 and other.isalpha() and other.isupper() for other in others)


def joined(reading: Reading, runs: list[tuple[int, int]], known: Lexicon) -> Iterator[tuple[int, int]]:
    """Runs joined over 'of', 'for the', 'and', 'de' and suffixes such as ', Jr.' where they make one name."""
    at = 0
    while at < len(runs):
        first, last = runs[at]
        at += 1
        while at < len(runs) and runs[at][1] - first < LONGEST and _joins(reading, (first, last), runs[at], known):
            last = runs[at][1]
            at += 1
        yield first, last


def parted(reading: Reading, runs: Iterable[tuple[int, int]], known: Lexicon) -> Iterator[tuple[int, int]]:
    """Runs cut before the verb of a headline inside them: 'Ann Reed' of 'Ann Reed Found Dead'. What follows the verb is
    kept where it begins with a given name: 'Court Sues Ann Reed'."""
    for first, last in runs:
        start = first
        for i in range(first + 1, last + 1):
            if reading.lower[i] not in known.headline or not reading.words[i][0].isupper():
                continue
            if start < i and (start == first or reading.lower[start] in known.given):
                yield start, i - 1
            start = i + 1
        if start <= last and (start == first or reading.lower[start] in known.given):
            yield start, last


def spelt_out(reading: Reading, known: Lexicon) -> list[tuple[int, int]]:
    """'Democracy for America (DFA)': the words before a bracketed acronym whose initials it is made of."""
    found = []
    for i in range(1, len(reading.words) - 2):
        letters = reading.words[i + 1]
        if reading.words[i] != "(" or reading.words[i + 2] != ")" or not (2 <= len(letters) <= 8 and letters.isupper()):
            continue
        at, rest = i, letters.casefold()
        while at and rest and i - at < LONGEST and reading.sentence[at - 1] == reading.sentence[i]:
            at -= 1
            if reading.lower[at][0] == rest[-1]:
                rest = rest[:-1]
            elif reading.lower[at] not in known.organisation_links and reading.words[at] not in POSSESSIVES:
                break
        if not rest and reading.words[at][0].isupper():
            found.append((at, i - 1))
    return found


def _joins(reading: Reading, left: tuple[int, int], right: tuple[int, int], known: Lexicon) -> bool:
    gap = reading.lower[left[1] + 1 : right[0]]
    if not 1 <= len(gap) <= 2 or reading.sentence[left[1]] != reading.sentence[right[0]]:
        return False
    after = reading.lower[right[0]]
    if gap[0] in ("of", "and") and _spaced(reading, left[0], right[1]) in known.bodies:
        return True  # 'Islamic State of Iraq and the Levant'
    if gap[0] in POSSESSIVES:
        royal = left[0] == left[1] and reading.lower[left[0]] in ROYAL and len(gap) == 1
        return royal and reading.lower[right[1]] in PLACED | known.organisation_keywords
    if gap == (",",):
        return after.rstrip(".") in ("jr", "sr", "inc", "llc") and right[0] == right[1]
    if after in known.calendar or (gap[0] != "the" and gap == ("the",)):
        return False
    before = [w.rstrip(".") for w in reading.lower[left[0] : left[1] + 1]]
    keyword = any(w in known.organisation_keywords for w in before)
    if gap == ("&",):
        return True
    if all(word in known.particles for word in gap):
        return not keyword and before[-1] not in known.roles and after not in known.roles
    if gap == ("and",):
        return _joins_by_and(reading, before, right, known)
    if gap[0] in ("of", "for", "on", "against", "to") and gap[1:] in ((), ("the",), ("a",)):
        head = before[-1]
        if head in known.roles and head not in known.organisation_keywords:
            return False
        if gap[0] == "of" and keyword:
            return True
        return (keyword and head not in CLOSED_HEADS) or (head in OPEN_HEADS and len(before) <= 3)
    return False


def _spaced(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.lower[first : last + 1]).replace("-", " ")


def _joins_by_and(reading: Reading, before: list[str], right: tuple[int, int], known: Lexicon) -> bool:
    """'Securities and Exchange Commission': the second half ends in an organisation's word, the first has none."""
    after = [w.rstrip(".") for w in reading.lower[right[0] : right[1] + 1]]
    papers = known.kinds["paper"]
    if len(before) == len(after) == 1 and before[0] in papers and after[0] in papers:
        return True  # 'Globe and Mail'
    if "of" in before and before[-1].endswith("s") and len(after) == 1 and after[0].endswith("s"):
        return before[-1] not in known.places  # 'Committee of Miners and Inhabitants'
    if {"of", "for"} & set(before) and len(after) <= 2 and after[-1] in DUTIES:
        return True  # 'Centers for Disease Control and Prevention'
    if len(after) < 2 or after[-1] not in known.organisation_keywords | DUTIES:
        return False
    whole = " ".join(before)
    return not (
        (len(before) > 1 and any(w in known.organisation_keywords for w in before[before[0] in CHAMBERS :]))
        or any(w in known.organisation_names or w in CLOSED_HEADS for w in before[before[0] in CHAMBERS :])
        or before[0] in known.given
        or before[0] in known.courtesy
        or whole in known.places
        or after[0] in known.demonyms
        or after[0] in known.given
    )
