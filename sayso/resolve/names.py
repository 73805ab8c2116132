"""Where a text names people, organisations and places, found by capitals and the words about them.

In order: runs of capitalised words within a sentence; runs joined by the small words inside names ('Department of
Justice', 'Charles de Gaulle'); words cut from the front that are capitalised only because a sentence begins; titles and
roles cut from the name that follows them ('Ohio Party Chairman David Pepper'). What kind of thing a name names is a first
guess here; `cast` decides it over the whole text.

A sentence whose words are all capitalised, as headlines are, tells nothing by its capitals: there only a given name and
the word after it are taken, and `cast` looks for the names that the body uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.resolve.lexicon import Lexicon, lexicon
from sayso.resolve.reading import POSSESSIVES, Reading, is_cyrillic
from sayso.resolve.runs import LONGEST, PLACED, joined, parted, runs_of, spelt_out

PERSON, ORGANISATION, PLACE, UNCLEAR = "person", "organisation", "place", "unclear"

REGIONS = frozenset(
    "city county island islands street avenue river valley beach bay coast peninsula province district hill".split()
)
PLACE_OPENERS = frozenset("san santa los las fort mount lake cape north south east west port".split())
SPOKEN = frozenset((word,) for word in "said says reported reports wrote writes quoted quotes cited cites".split())
NUMBERS = frozenset(
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred hundreds thousands dozens multiple numerous various".split()
)
OPENERS = frozenset("In On At As For With After Before When While But And The".split())
# roles that are surnames too: 'Mr. King', but 'Mr. Speaker'
NAMESAKES = frozenset("king prince pope bishop dean hunter judge priest major friend painter star guard fellow".split())
SURNAMES_TOO = frozenset("nor so may will an".split())
"""Small words that end people's names: 'Abdi Mohamed Nor', 'Hwang So'."""
MONTHS_AS_NAMES = frozenset({"may", "march", "august", "june", "april"})
DEPARTMENTS = frozenset(
    "state defense defence commerce labor labour education energy justice treasury agriculture transportation interior "
    "health finance war".split()
)
JOINED = re.compile(r"[A-Z][a-z]{3,}[A-Z]")  # 'BuzzFeed', but not 'DuVernay' or 'MacDougall'
ADDRESS = re.compile(r"[^\W\d_]\.[a-z]{2,}$")
HEADLINE_SHARE = 0.9  # of the words of four letters or more that are no function words; running sentences stay below


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One place where a name stands: words `first` to `last`, both included, without titles.

    `gender`: 'm', 'f' or '?' as the title tells. `lead`: the first word of the titles and modifiers before it.
    `sure`: whether capitals alone would not explain it (not at a sentence's beginning, not in a headline).
    """

    first: int
    last: int
    kind: str
    gender: str = "?"
    titled: bool = False
    lead: int = -1
    sure: bool = True


def find_names(reading: Reading) -> list[Name]:
    """All names of the text in order; names do not overlap."""
    known = lexicon()
    headline = _headline_sentences(reading)
    common = _common_words(reading, headline)
    found: list[Name] = []
    runs: list[tuple[int, int]] = []
    for first, last in runs_of(reading, known):
        if reading.sentence[first] in headline:
            found.extend(_in_headline(reading, first, last, known, common))
        else:
            runs.append((first, last))
    spelt, told = spelt_out(reading, known), set[tuple[int, int]]()
    for first, last in parted(reading, joined(reading, runs, known), known):
        long = next((s for s in spelt if s[0] <= last and first <= s[1]), None)
        if long is not None:
            if long not in told:
                told.add(long)
                found.append(Name(first=long[0], last=long[1], kind=ORGANISATION, lead=long[0]))
            first = max(first, long[1] + 1)
            if first > last:
                continue
        found.extend(_analysed(reading, first, last, known, common))
    return sorted(found, key=lambda name: name.first)


def _headline_sentences(reading: Reading) -> frozenset[int]:
    """Sentences in title case or in capitals."""
    shouted = {s for w, s in zip(reading.words, reading.sentence, strict=True) if len(w) >= 4 and w.isupper()}
    small = lexicon().function - {"say", "says", "said"}
    total: dict[int, int] = {}
    high: dict[int, int] = {}
    for word, lower, sentence in zip(reading.words, reading.lower, reading.sentence, strict=True):
        if len(word) >= 4 and word[0].isalpha() and lower not in small:
            total[sentence] = total.get(sentence, 0) + 1
            high[sentence] = high.get(sentence, 0) + word[0].isupper()
        if word[0].islower():
            shouted.discard(sentence)
    return frozenset(s for s, n in total.items() if n >= 4 and high[s] >= HEADLINE_SHARE * n) | shouted


def _common_words(reading: Reading, headline: frozenset[int]) -> frozenset[str]:
    """Words that the text also writes in lower case."""
    return frozenset(
        w for w, s in zip(reading.words, reading.sentence, strict=True) if w[0].islower() and s not in headline
    )


def _in_headline(reading: Reading, first: int, last: int, known: Lexicon, common: frozenset[str]) -> Iterator[Name]:
    """A given name and the word after it."""
    i = first
    while i < last:
        is_given = reading.lower[i] in known.given and reading.lower[i] not in known.organisation_names
        if is_given and not _plain(reading, i + 1, known, common):
            end = i + 1
            if len(reading.words[end]) == 2 and reading.words[end][1] == "." and end < last:
                end += 1
            yield Name(first=i, last=end, kind=PERSON, sure=False)
            i = end
        i += 1


def _plain(reading: Reading, word: int, known: Lexicon, common: frozenset[str]) -> bool:
    """Whether the word is an everyday one that only happens to be capitalised."""
    lower = reading.lower[word]
    return lower in common or lower in known.function or lower in known.verbs or lower in known.calendar


def _analysed(reading: Reading, first: int, last: int, known: Lexicon, common: frozenset[str]) -> Iterator[Name]:
    """The names in one run of capitalised words; none in one too long to be a name."""
    if last - first > 2 * LONGEST:
        return
    sure = not _opens_clause(reading, first)
    while first <= last and _cut_from_front(reading, first, last, known, common):
        first += 1
        sure = True
    while last >= first and _cut_from_end(reading, first, last, known):
        last -= 1
    if first > last:
        return
    last = _before_verb(reading, first, last, known)
    after_role = _person_after_role(reading, first, last, known)
    if after_role > first:
        yield Name(first=after_role, last=last, kind=PERSON, titled=True, lead=first - 2)
        return
    title = _last_title(reading, first, last, known)
    if title < 0:
        split = _person_after_organisation(reading, first, last, known)
        if split > first:
            yield Name(first=first, last=split - 1, kind=ORGANISATION, lead=first, sure=sure)
            first, sure = split, True
        start = first
        if last - first >= 2 and _is_origin(reading.lower[first], known):
            start += reading.lower[first + 1] in known.given
        elif last - first >= 3 and reading.lower[last - 1] in known.given and kind_of(reading, first, last) == UNCLEAR:
            start = last - 1  # 'Ku Klux Klan Grand Wizard David Duke'
        elif _follows_of(reading, first, last, known):
            start = last - 1  # 'the mayor of Springfield Ann Reed'
        yield Name(first=start, last=last, kind=kind_of(reading, start, last), lead=first, sure=sure or last > start)
        return
    if (
        title > first
        and kind_of(reading, first, title - 1) in (ORGANISATION, PLACE)
        and _is_whole(reading, title - 1, known)
    ):
        yield from _analysed(reading, first, title - 1, known, common)
    short = reading.lower[title].rstrip(".")
    gender = known.courtesy.get(short) or known.roles.get(short, "?")
    if title < last and kind_of(reading, title + 1, last) == ORGANISATION and last == title + 1:
        yield Name(first=last, last=last, kind=ORGANISATION, lead=last)
    elif short == "st" and title < last and kind_of(reading, title + 1, last) == ORGANISATION:
        yield Name(first=first, last=last, kind=ORGANISATION, lead=first)  # 'St. Anna Hospital'
    elif title < last:
        yield Name(first=title + 1, last=last, kind=PERSON, gender=gender, titled=True, lead=first)


def _opens_clause(reading: Reading, word: int) -> bool:
    """Whether the word opens a sentence, or what stands behind a colon."""
    return reading.opens[word] or (word > 0 and reading.words[word - 1] == ":")


def _before_verb(reading: Reading, first: int, last: int, known: Lexicon) -> int:
    """The last word of a person's name where a headline goes on with a verb: 'Jan Reed Gives A Poor Man'."""
    if not _is_given(reading, first, known):
        return last
    return next((i - 1 for i in range(first + 2, last) if reading.lower[i] in known.verbs - known.given.keys()), last)


def _follows_of(reading: Reading, first: int, last: int, known: Lexicon) -> bool:
    """Whether a place and a person's two names stand behind 'of' ('the mayor of Springfield Ann Reed')."""
    if last - first != 2 or not first or reading.lower[first - 1] not in ("of", "for"):
        return False
    place, given = reading.lower[first], reading.lower[last - 1]
    return given in known.given and place not in known.given and not _is_keyworded(reading, first, last, known)


def _is_surname(reading: Reading, first: int, last: int, known: Lexicon) -> bool:
    """'Theresa May', 'Mrs. May': a month's name right after a given name or a courtesy title."""
    before = reading.lower[last - 1].rstrip(".") if last > first else ""
    return reading.lower[last] in MONTHS_AS_NAMES and (before in known.given or before in known.courtesy)


def _is_origin(word: str, known: Lexicon) -> bool:
    """'Russian', 'Massachusetts', 'Israeli-Canadian'."""
    return word in known.places or all(part in known.demonyms for part in word.split("-"))


def _is_whole(reading: Reading, last: int, known: Lexicon) -> bool:
    """Whether a name may end here: 'Supreme Court' Justice, but not 'Senate Majority' Leader."""
    word = reading.lower[last]
    return word in known.organisation_keywords or word in known.organisation_names or word in known.places


def _person_after_role(reading: Reading, first: int, last: int, known: Lexicon) -> int:
    """'Secretary of State Jon Husted': where the person's name begins, given 'State Jon Husted'; -1 where it is not so."""
    if first < 2 or reading.lower[first - 1] not in ("of", "for") or reading.lower[first - 2] not in known.roles:
        return -1
    if last == first + 1 and reading.lower[first] in DEPARTMENTS:
        return last  # 'Secretary of State Reed'
    named = next((i for i in range(first + 1, last) if reading.lower[i] in known.given), -1)
    if named < 0 and last - first >= 2 and kind_of(reading, first, last) == UNCLEAR:
        return last - 1  # 'Minister of Public Order Branno Teskary'
    return named


def _person_after_organisation(reading: Reading, first: int, last: int, known: Lexicon) -> int:
    """Where a person's full name begins right after an organisation's: 'House Newt Gingrich'; -1 for nowhere."""
    if is_cyrillic(reading.words[first]) and last - first >= 3 and reading.lower[first] in known.organisation_keywords:
        return last - 1  # 'МИД Ташвара Селин Аркаты'
    for i in range(first + 1, last):
        before, here = reading.lower[i - 1], reading.lower[i]
        if before in known.organisation_keywords and here in known.given and kind_of(reading, i, last) == PERSON:
            return i
    return -1


def _cut_from_end(reading: Reading, first: int, last: int, known: Lexicon) -> bool:
    """Whether the last word is no part of the name: a day, or 'In' that begins a sentence whose stop before it is lost."""
    if reading.lower[last] in known.calendar:
        return not _is_surname(reading, first, last, known)
    if last > first and _is_given(reading, first, known) and reading.lower[last] in known.function - SURNAMES_TOO:
        return True  # the show 'Larry Reed Now'
    return last > first and reading.words[last] in OPENERS and reading.words[last + 1 : last + 2] != (".",)


def _cut_from_front(reading: Reading, first: int, last: int, known: Lexicon, common: frozenset[str]) -> bool:
    lower = reading.lower[first]
    if reading.words[first].islower() and lower in known.organisation_links and first < last:
        return True  # 'of Reed' that is left of 'Friends of Reed'
    if lower in known.calendar and not (first < last and lower in known.given):
        return True
    american = reading.words[first] == "US" and first < last and kind_of(reading, first + 1, last) == ORGANISATION
    if lower in known.doubts or american:
        return True  # 'US State Department' is the 'State Department'
    if first == last:
        return (
            (lower in known.function and reading.words[first] not in ("US", "WHO"))
            or lower in known.things
            or (lower.endswith("ism") and len(lower) >= 7)
            or lower.split("-")[0] in NUMBERS
            or (reading.opens[first] and lower in common and lower not in known.given)
            or (_opens_clause(reading, first) and lower in known.modifiers - known.organisation_nouns - known.given.keys())
        )
    if lower.split("-")[0] in NUMBERS:
        return True
    if lower in known.function or lower == "pac":
        # 'the One America News Network' keeps its 'One', a clause that begins after a quotation mark loses its 'But'
        return lower == "pac" or not first or reading.opens[first] or not reading.words[first - 1][0].isalnum()
    if not reading.opens[first] or lower in known.given or kind_of(reading, first, min(first + 1, last)) == PLACE:
        return False  # 'New York City' opens a sentence as it is
    if kind_of(reading, first, last) == ORGANISATION and " ".join(reading.lower[first : last + 1]) in known.bodies:
        return False
    if (
        last - first >= 2
        and known.given.get(reading.lower[first + 1], "?") != "?"
        and not reading.words[first].endswith(".")
    ):
        return kind_of(reading, first + 1, last) == PERSON and lower not in known.roles
    return (lower in common and not _is_keyworded(reading, first, last, known)) or lower in known.verbs


def _is_keyworded(reading: Reading, first: int, last: int, known: Lexicon) -> bool:
    """Whether the run's last word makes it an organisation: 'Defense Department' though 'defense' is a word too."""
    return reading.lower[last] in known.organisation_keywords or reading.lower[first] in known.roles


def _last_title(reading: Reading, first: int, last: int, known: Lexicon) -> int:
    """The last title or role word that has a person's name after it; -1 where there is none."""
    for i in range(min(last, first + LONGEST), first - 1, -1):
        lower = reading.lower[i].rstrip(".")
        dotted = reading.words[i].endswith(".")
        shouted = lower in ("mp", "ceo", "cfo", "coo", "da") and reading.words[i].isupper()
        titled = (dotted or shouted or lower in ("mr", "mrs", "ms", "miss")) and (
            lower in known.short_titles or lower in known.courtesy
        )
        if not (titled or lower in known.roles or lower in known.courtesy or (lower in known.role_plurals and i == first)):
            continue
        if reading.is_possessive(i) or (lower in known.courtesy and i > first and _is_called(reading, i - 1, known)):
            continue  # 'Queen's Park', 'Hassan Sheikh Mohamud'
        if i == last:
            # a title with no name after it: 'the President', 'Attorney General'; a lone courtesy title is no name either
            if first == last:
                return i
            continue
        rest = [w.rstrip(".") for w in reading.lower[i + 1 : last + 1]]
        if rest[0] in known.suffixes or rest[0] in known.role_plurals or rest[0] in known.groups:
            continue
        if len(rest) == 2 and rest[1] in known.roles and rest[1] not in NAMESAKES and _describes(rest[0], known):
            continue  # 'Deputy Official Spokesman'
        if len(rest) == 1 and rest[0] in known.roles and not ((titled or lower in known.courtesy) and rest[0] in NAMESAKES):
            continue
        if lower in known.given and not titled and i == first and rest[0] not in known.given:
            continue
        if any(w in known.organisation_keywords for w in rest) and not (titled or rest[0] in known.given):
            continue
        if "of" in rest or "for" in rest:
            named = next((k for k, w in enumerate(rest) if w in known.given and k > 1), -1)
            return i + named if named > 0 else -1
        return i
    return -1


def _may_be_outlet(reading: Reading, first: int, last: int, known: Lexicon) -> bool:
    """Whether what reads as an outlet's name is no given name, and no word that only opens a sentence ('Focus on ...')."""
    if first == last and reading.lower[first] in known.given:
        return False
    return first < last or not reading.opens[first] or reading.lower[last + 1 : last + 2] in SPOKEN


def _describes(word: str, known: Lexicon) -> bool:
    return word in known.roles or word in known.modifiers or word in known.demonyms


def _is_given(reading: Reading, word: int, known: Lexicon) -> bool:
    """Whether the word is a given name and no title."""
    lower = reading.lower[word]
    return lower in known.given and lower not in known.courtesy and lower not in known.roles


def _is_called(reading: Reading, word: int, known: Lexicon) -> bool:
    """Whether the word is a given name and no country: 'Hassan' Sheikh Mohamud, but not 'Jordan' King Abdullah."""
    return _is_given(reading, word, known) and reading.lower[word] not in known.countries


def kind_of(reading: Reading, first: int, last: int) -> str:
    """A first guess at what the words `first` to `last` name."""
    known = lexicon()
    words = [w.rstrip(".") for w in reading.lower[first : last + 1]]
    if " ".join(reading.lower[first : last + 1]) in known.places or " ".join(words) in known.places:
        return PLACE
    if len(words) > 1 and (words[-1] in known.groups or words[-1] in known.role_plurals):
        return ORGANISATION if {"of", "for"} & set(words) else UNCLEAR  # 'Virginia Democrats', 'Committee Republicans'
    parts = {*words, *(part for w in words[1:] for part in re.split(r"[-/]", w))}  # 'Associated Press-Ipsos'
    if any(w in known.organisation_keywords or w in known.organisation_names for w in parts):
        return ORGANISATION
    whole = " ".join(words)
    if whole in known.bodies or (whole in known.outlets and _may_be_outlet(reading, first, last, known)):
        return ORGANISATION
    if first < last and words[0] in known.outlets and reading.words[first].isupper():
        return ORGANISATION  # 'CBC Ottawa'
    if first < last and words[-1] in PLACED and any(w in POSSESSIVES for w in words):
        return PLACE  # 'Queen's Park'
    if len(words) == 1:
        word = reading.words[first]
        letters = word.replace(".", "").replace("-", "")
        if any(part.casefold() in known.organisation_names for part in word.split("/")):
            return ORGANISATION  # 'Reuters/Ipsos'
        if ADDRESS.search(word) or JOINED.match(word):
            return ORGANISATION  # 'Ura.ru', 'BuzzFeed'
        return ORGANISATION if len(letters) > 1 and letters.isupper() and letters.isalpha() else UNCLEAR
    if "for" in words or "of" in words or "and" in words or ADDRESS.search(reading.words[last]):
        return ORGANISATION
    if words[0] in known.given and len(words) <= 5 and words[-1] not in REGIONS:
        return PERSON
    if words[-1] in REGIONS or (words[0] in PLACE_OPENERS and len(words) <= 3):
        return PLACE
    return UNCLEAR
