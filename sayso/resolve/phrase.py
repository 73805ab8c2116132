"""What the words of a source are: a pronoun, a name, several names, or a description; and the parts of it.

A description ('the top Democrat on the committee', 'a report by Politico') is taken apart into determiner, modifiers and
head noun, with the names in it and how they hang on the noun (owner, author, apposition). Nothing is looked up elsewhere
in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sayso.records import Span
from sayso.resolve.figure import Cast, Figure, named_at
from sayso.resolve.headword import PREPOSITIONS, head_of
from sayso.resolve.lexicon import Lexicon, lexicon
from sayso.resolve.names import NUMBERS, PERSON, PLACE, UNCLEAR, Name
from sayso.resolve.reading import POSSESSIVES, Reading, is_cyrillic
from sayso.resolve.roles import is_of_complement

OPENERS = frozenset(
    "according as and but per via while when if because since after before though although whether once until so or".split()
)
CREDITS = frozenset("by from of".split())
TYING = frozenset("of for to with".split())
RELATIVES = frozenset("who whose whom which that".split())
FILLERS = frozenset(
    {"all", "both", "each", "also", "then", "now", "himself", "herself", "themselves", "too", "even", "only"}
)

NOWHERE = Span(0, 0)


class Form(StrEnum):
    """The form of a source's words."""

    NONE = "none"
    PRONOUN = "pronoun"
    NAMES = "names"
    HANDLE = "handle"
    NOUN = "noun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The parts of a source. Numbers are places among the Reading's words; -1 for none.

    `bounds`: from the first to the last code point of the source, which may cut words in scripts that write none apart.
    `names`: the figures that it names as its head. `head`: the head noun. `determiner`: lower case, '' for none.
    `modifiers`: lower-case words before the head. `owner`: the figure in the possessive, before or inside the phrase.
    `author`: the figure behind 'by' or standing as modifier. `apposed`: the person named in apposition.
    """

    form: Form
    first: int
    last: int
    bounds: Span = NOWHERE
    head: int = -1
    noun: str = ""
    determiner: str = ""
    modifiers: frozenset[str] = frozenset()
    names: tuple[tuple[Name, Figure], ...] = ()
    owner: Figure | None = None
    owned_by_pronoun: int = -1
    author: Figure | None = None
    apposed: Figure | None = None
    handle: Span | None = None


def parse(reading: Reading, cast: Cast, spans: Sequence[Span]) -> Phrase:
    """The Phrase of a source given by its spans; Form.NONE where they hold no word."""
    known = lexicon()
    words = _words(reading, spans)
    while words and not reading.words[words[0]][0].isalnum() and reading.words[words[0]][0] != "@":
        words.pop(0)
    while words and (
        (not reading.words[words[-1]][-1].isalnum() and reading.words[words[-1]][-1] != ".")
        or reading.words[words[-1]] in POSSESSIVES
        or reading.words[words[-1]] == "."
    ):
        words.pop()
    while len(words) > 1 and reading.lower[words[-1]] in FILLERS:
        words.pop()
    while len(words) > 1 and reading.lower[words[0]] in PREPOSITIONS | OPENERS and reading.lower[words[1]] != "least":
        words.pop(0)
    words = _unwrapped(reading, words)
    if len(words) > 1 and reading.lower[words[0]] == "that" and _begins(reading, words, known):
        words.pop(0)
    if not words:
        return Phrase(form=Form.NONE, first=-1, last=-1)
    words += _cut_off(reading, cast, words[-1])
    first, last = words[0], words[-1]
    handle = _handle(reading, first, last)
    if handle is not None:
        return Phrase(form=Form.HANDLE, first=first, last=last, handle=handle)
    pronoun = _pronoun(reading, words, known)
    if pronoun >= 0:
        return Phrase(form=Form.PRONOUN, first=first, last=last, head=pronoun, noun=reading.lower[pronoun])
    head = head_of(reading, cast, words, known)
    pair = named_at(cast, head)
    if pair is not None:
        names = _coordinated(reading, cast, pair, words)
        return Phrase(form=Form.NAMES, first=first, last=last, head=head, names=names)
    bounds = Span(min(span.start for span in spans), max(span.end for span in spans))
    return replace(_description(reading, cast, words, head), bounds=bounds)


def _begins(reading: Reading, words: list[int], known: Lexicon) -> bool:
    """'That [a Velmari official]', 'that [tests]': whether a phrase of its own begins after 'that'."""
    after, last = reading.lower[words[1]], reading.lower[words[-1]]
    return after in known.determiners or last.endswith("s") or reading.words[words[1]][0].isupper()


def _unwrapped(reading: Reading, words: list[int]) -> list[int]:
    """'The words of the expert', 'the opinion of Reed': whose they are."""
    start = int(bool(words) and reading.lower[words[0]] == "the")
    if len(words) > start + 2 and reading.lower[words[start]] in SAYINGS and reading.lower[words[start + 1]] == "of":
        return words[start + 2 :]
    return words


def _cut_off(reading: Reading, cast: Cast, last: int) -> list[int]:
    """The name that goes on after a source that ends with its title: 'Mr' [Reed]."""
    known = lexicon()
    pair = cast.by_word.get(last + 1)
    title = reading.lower[last].rstrip(".")
    if pair is None or not pair[0].titled or (title not in known.courtesy and title not in known.short_titles):
        return []
    return list(range(last + 1, pair[0].last + 1))


def _words(reading: Reading, spans: Sequence[Span]) -> list[int]:
    """The words of the spans. Of two that are far apart ('Kennedy' joined 'the liberals') only the first is taken."""
    found: list[int] = []
    for span in sorted(spans):
        words = reading.within(span)
        if found and words and words[0] - found[-1] > 3:
            break
        found += [word for word in words if not found or word > found[-1]]
    return found


def _handle(reading: Reading, first: int, last: int) -> Span | None:
    """'@name', or the author in what is left of a page's markup: 'author="name"'."""
    if reading.words[first][0] == "@" and first == last and len(reading.words[first]) > 1:
        return reading.span(first, first)
    if reading.lower[first] == "author" and last > first and reading.words[first + 1] == "=":
        at = next((i for i in range(first + 2, last + 1) if reading.words[i][0].isalnum()), -1)
        return reading.span(at, at) if at > 0 else None
    return None


def _pronoun(reading: Reading, words: list[int], known: Lexicon) -> int:
    """The place of the pronoun that the phrase is; -1 for no pronoun. 'His eyes' stand for him, 'many of them' for them."""
    lower = [reading.lower[i] for i in words]
    if len(words) == 1:
        return words[0] if lower[0] in known.pronouns and reading.words[words[0]] not in ("IT", "US", "WHO") else -1
    if len(words) <= 3 and lower[-2:-1] == ["of"] and lower[-1] in known.pronouns:
        return words[-1]
    if lower[0] in known.possessives and len(words) <= 3 and lower[-1] in BODY:
        return words[0]
    if lower[0] in known.pronouns and known.pronouns[lower[0]] in ("male", "female", "first") and lower[1] == ",":
        return words[0]
    if reading.words[words[-1]] in ("US", "WHO", "IT"):
        return -1  # 'the US'
    if all(w in known.pronouns or w in known.determiners or w in ("not", "almost", "nearly", "so") for w in lower):
        return words[-1] if lower[-1] in known.pronouns else -1
    return -1


LEADS = frozenset("chief head commander chairman".split())
QUANTITIES = frozenset(
    "one two three some many several most few both all none number group couple majority handful dozens hundreds thousands "
    "scores lot percent half third plenty rest series array range".split()
)
ADJECTIVES = ("al", "ic", "ary", "ish", "ese", "ian")  # 'the head of the club, international political scientist Ann Reed'
SAYINGS = frozenset("words opinion view account admission".split())
BODY = frozenset("eyes mind heart words view opinion mouth lips voice own point position remarks comments answer".split())


def _coordinated(
    reading: Reading, cast: Cast, pair: tuple[Name, Figure], words: list[int]
) -> tuple[tuple[Name, Figure], ...]:
    """The name and those joined to it by commas and 'and'; brackets after a name are stepped over."""
    joined = [pair]
    inside = set(words)
    at = pair[0].last + 1
    pending: list[tuple[Name, Figure]] = []
    while at in inside:
        word = reading.lower[at]
        if word == "(":
            while at in inside and reading.words[at] != ")":
                at += 1
            at += 1
            continue
        if word not in (",", "and", "&"):
            break
        is_and = word != ","
        at += 1
        if at in inside and reading.lower[at] in ("and", "&"):
            is_and = True
            at += 1
        following = _name_from(reading, cast, at, inside)
        if following is None and not is_and:
            at = _after_apposition(reading, at, inside)
            is_and = True
            following = _name_from(reading, cast, at, inside)
        if following is None or (
            PERSON in (pair[1].kind, following[1].kind) and PLACE in (pair[1].kind, following[1].kind)
        ):
            break
        pending.append(following)
        if is_and:
            joined += pending
            pending = []
        at = following[0].last + 1
    return tuple({figure.number: (name, figure) for name, figure in reversed(joined)}.values())[::-1]


def _after_apposition(reading: Reading, at: int, inside: set[int]) -> int:
    """'Lee Epstein, a law professor, and Kevin Quinn': where the name after ', and' begins; `at` where there is none."""
    for i in range(at, at + 25):
        if i not in inside:
            return at
        if reading.words[i] == "," and reading.lower[i + 1 : i + 2] == ("and",):
            return i + 2
    return at


def _name_from(reading: Reading, cast: Cast, at: int, inside: set[int]) -> tuple[Name, Figure] | None:
    """The name that begins at `at`, after titles, 'the' and role nouns."""
    known = lexicon()
    for i in range(at, at + 6):
        if i not in inside:
            return None
        pair = named_at(cast, i)
        if pair is not None and (
            pair[0].last + 1 not in inside
            or reading.lower[pair[0].last + 1] in (",", "and", "(", "&", "of", "at", "from", "who")
        ):
            return pair
        lower = reading.lower[i].rstrip(".")
        if pair is None and not (
            lower in known.roles
            or lower in known.short_titles
            or lower in known.courtesy
            or lower in known.modifiers
            or lower.endswith(ADJECTIVES)
            or lower in known.organisation_nouns
            or lower == "the"
            or reading.words[i][0].isupper()
        ):
            return None
    return None


def _description(reading: Reading, cast: Cast, words: list[int], head: int) -> Phrase:
    known = lexicon()
    first, last = words[0], words[-1]
    lower = reading.lower[first]
    if is_quantity(reading.lower[head]) and head + 1 in words and reading.lower[head + 1] == "of":
        rest = [i for i in words if i > head + 1]
        if rest:
            head = head_of(reading, cast, rest, known)
            lower = reading.lower[head] if lower != "one" and named_at(cast, head) is not None else "some"
    determiner = lower if lower in known.determiners else ""
    if not determiner and is_cyrillic(reading.words[first]):
        determiner = "the"  # Russian has no article, and what a newspaper calls 'эксперт' it has mostly named before
    owner, owned, author = None, -1, None
    if lower in known.possessives:
        owned = first
    for i in words:
        if i > head:
            break
        pair = named_at(cast, i)
        if pair is not None and pair[0].last == i:
            if reading.is_possessive(i):
                owner = pair[1]
                determiner = determiner or "his"
            elif (
                i < head
                and pair[1].kind != PLACE
                and not (i + 1 < head and reading.lower[i + 1] in known.organisation_nouns | known.roles.keys())
            ):
                author = pair[1]
    credited = ""
    for n, i in enumerate(words[:-1]):
        if i > head and reading.lower[i] in RELATIVES:
            break  # 'a report by Reed, whose sums were checked by Hart'
        if i >= head and reading.lower[i] in CREDITS:
            pair = named_at(cast, head_of(reading, cast, words[n + 1 :], known))
            if pair is not None:
                by = reading.lower[i]  # 'a translation from Velmari by Reed' is Reed's
                if (
                    by in ("by", "from")
                    and (not credited or (by, credited) == ("by", "from"))
                    and not _is_relayed(reading, i)
                ):
                    author, credited = pair[1], by
                elif owner is None and author is None and reading.lower[i] == "of":
                    owner = pair[1]
    return Phrase(
        form=Form.NOUN,
        first=first,
        last=last,
        head=head,
        noun=reading.lower[head].rstrip("."),
        determiner=determiner,
        modifiers=frozenset(reading.lower[i] for i in words if i < head and reading.lower[i] not in known.determiners),
        owner=owner,
        owned_by_pronoun=owned,
        author=author,
        apposed=_apposed(reading, cast, words, head),
    )


def is_quantity(word: str) -> bool:
    """Whether a word, in lower case, says how many."""
    return word in QUANTITIES or word.isdigit() or word.split("-")[0] in NUMBERS


def _is_relayed(reading: Reading, by: int) -> bool:
    """'published by', 'pored over by': who passes a document on is not who speaks in it."""
    if reading.lower[by - 1] in ("through", "over", "up", "down"):
        return True
    return reading.lower[by - 1] in (
        "reported",
        "cited",
        "published",
        "obtained",
        "seen",
        "reviewed",
        "released",
        "aired",
        "led",
        "run",
        "shared",
    )


def _person_at_end(reading: Reading, cast: Cast, words: list[int], head: int) -> Figure | None:
    """'Former secretary of state Hillary Clinton': a name at the end with no preposition or second role right before it."""
    known = lexicon()
    pair = named_at(cast, words[-1])
    if pair is None or any(reading.words[i] == "," for i in words):
        return None
    before = pair[0].first - 1
    lower = reading.lower[before]
    if pair[1].kind != PERSON and (pair[1].kind != UNCLEAR or lower != "named"):
        return None
    if before <= head or lower in known.function or not lower[0].isalnum():
        return None
    nouns = known.organisation_nouns
    tied = reading.lower[head] in known.ties and reading.lower[head + 1] in TYING
    if tied and (reading.lower[head] in known.kin or not (reading.words[before][0].isupper() or lower in nouns)):
        return None  # 'the sister of photographer Ann Reed', 'a lawyer for singer Ann Reed'
    ranked = reading.lower[head] in LEADS and lower.rstrip(".") in known.synonyms.get("general", ())
    if lower.rstrip(".") in known.roles and not ranked:
        return None  # 'an aide of President Reed', but 'Chief of Defence Staff General Reed'
    return None if lower.rstrip(".") in known.courtesy or lower.rstrip(".") in known.short_titles else pair[1]


def _apposed(reading: Reading, cast: Cast, words: list[int], head: int) -> Figure | None:
    """'An attorney for Pagliano, Mark MacDougall'; 'Professor of ..., a member of ..., Nurlan Munbaev': the last wins."""
    known = lexicon()
    noun = reading.lower[head].rstrip(".")
    if reading.lower[words[0]] == "one":
        noun = known.role_plurals.get(noun, noun)  # 'one of the lawyers, Ann Reed'
    if not (noun in known.roles or noun in known.short_titles or noun in known.organisation_nouns):
        return None
    found = _person_at_end(reading, cast, words, head)
    inside = set(words)
    for i in words:
        if i > head and reading.words[i] in (",", ":", "—", "–"):
            pair = _name_from(reading, cast, i + 1, inside)
            if pair is not None and (pair[1].kind == PERSON) == (noun not in known.organisation_nouns):
                told = [reading.lower[w] for w in range(head, i)]
                bare = noun in known.kin and named_at(cast, i - 1) is None
                found = found if bare and is_of_complement(noun, told, pair[1].gender, known) else pair[1]
    return found
