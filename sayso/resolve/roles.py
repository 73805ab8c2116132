"""What a text says that a person is: the words before and after the name.

Before it: 'White House press secretary' Josh Earnest; 'An attorney for Pagliano', Mark MacDougall. After it: Len Burman,
'head of the centrist Tax Policy Center'; AWR Hawkins is 'the Second Amendment columnist for Breitbart News'. A role is
taken only where its noun is known to name a person; everything that it says is the document's own words.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Span
from sayso.resolve.lexicon import Lexicon, lexicon
from sayso.resolve.names import Name
from sayso.resolve.reading import APOSTROPHES, POSSESSIVES, Reading
from sayso.resolve.runs import is_capitalised

LONGEST_BEFORE = 8  # words: what is longer is seldom one noun phrase
LONGEST_APPOSED = 16
LONGEST_AFTER = 30
CLOSERS = frozenset(';:()[]—–-―“”"«»')
# nouns that say nothing of a person without a word about whose or what
RELATIONS = frozenset(
    "friend partner fan colleague ally member source rival opponent person individual worker figure star".split()
)
RELATIVES = frozenset({"who", "whom", "whose", "which", "that", "когда", "который", "которая"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A span without article or edge punctuation, the nouns in it that name a person, and all its words (lower case).

    `plural`: it belongs to the names that go on after 'and' too ('Senators Ann Reed and Marta Olsen').
    """

    span: Span
    heads: frozenset[str]
    words: frozenset[str]
    plural: bool = False


SAYS = {(word,) for word in "said says added adds told tells wrote writes announced confirmed reported denied".split()}


def roles_of(reading: Reading, name: Name) -> list[Role]:
    """The roles that the words around one place of a person's name give."""
    found = []
    known = lexicon()
    for first, last in (_before(reading, name, known), _after(reading, name, known)):
        while first <= last and reading.lower[first] in known.determiners - known.possessives:
            first += 1
        if first > last:
            continue
        words = [w.rstrip(".") for w in reading.lower[first : last + 1]]
        heads = frozenset(_heads(words[: _noun_end(words)], known))
        if heads and (len(words) > 1 or words[0] not in RELATIONS):
            found.append(
                Role(
                    span=reading.span(first, last),
                    heads=heads,
                    words=frozenset(words),
                    plural=words[-1] in known.role_plurals or words[-1] in ("sens", "reps", "govs", "dels"),
                )
            )
    return found


def _heads(words: list[str], known: Lexicon) -> list[str]:
    heads: list[str] = []
    for word in words:
        if word in known.roles:
            heads.append(word)
        elif word in known.short_titles:
            heads.extend(known.short_titles[word])
        elif word in known.role_plurals:
            heads.append(known.role_plurals[word])
        elif "-" in word and word.rsplit("-", 1)[1] in known.roles:
            heads.append(word.rsplit("-", 1)[1])
    return heads


def _noun_end(words: list[str]) -> int:
    """Where the first noun phrase ends: 'head' in 'head of the committee chairman's office'."""
    for i, word in enumerate(words):
        if i and word in ("of", "for", "at", "in", "to", "with", "on", "from", "by", "under", "based"):
            following = words[i + 1 :]
            if "and" in following and len(following) > 3:
                return len(words)
            return i
    return len(words)


def _before(reading: Reading, name: Name, known: Lexicon) -> tuple[int, int]:
    """The words of the role right before the name, or before a comma that stands before it; (0, -1) for none."""
    last = name.first - 1
    if last < 0 or reading.sentence[last] != reading.sentence[name.first] or (not last and reading.words[0] == ","):
        return 0, -1
    if reading.words[last] == ",":
        return _apposed_before(reading, last - 1, name, known)
    head = reading.lower[last].rstrip(".")
    several = head in known.role_plurals and (
        reading.words[last][0].isupper() or reading.lower[name.last + 1 : name.last + 2] in (("and",), (",",))
    )
    if not (head in known.roles or head in known.short_titles or several):
        return 0, -1
    first = last
    while last - first < LONGEST_BEFORE and _modifies(reading, first - 1, known):
        first -= 1
    while first < last and (reading.words[first] in POSSESSIVES or reading.words[first] in APOSTROPHES):
        first += 1
    return first, last


def _modifies(reading: Reading, word: int, known: Lexicon) -> bool:
    """Whether the word can stand before a role's noun inside one noun phrase."""
    if word < 0 or reading.sentence[word] != reading.sentence[word + 1]:
        return False
    lower, text = reading.lower[word], reading.words[word]
    if text in POSSESSIVES or reading.is_possessive(word):
        return True
    if not text[0].isalnum():
        return False
    if lower in known.function and lower not in ("former", "then"):
        return lower in known.possessives
    if is_capitalised(text):
        return not reading.opens[word] or lower not in known.verbs
    return (
        lower in known.modifiers
        or lower in known.roles
        or lower in known.organisation_nouns
        or lower in known.documents
        or "-" in lower
        or lower.endswith(("al", "ic", "ive", "ary", "ian", "ist", "ous", "can"))
    ) and lower not in known.verbs


def _apposed_before(reading: Reading, last: int, name: Name, known: Lexicon) -> tuple[int, int]:
    """'An attorney for Pagliano, Mark MacDougall,': a noun phrase, a comma, the name, and a mark that closes it."""
    after = name.last + 1
    if (
        after < len(reading.words)
        and reading.words[after] not in (",", ".", "(", ";", "—", "–")
        and reading.paragraph[after] == reading.paragraph[name.last]
    ):
        return 0, -1
    first = last
    while first > 0 and last - first < LONGEST_APPOSED and reading.sentence[first - 1] == reading.sentence[last]:
        if reading.words[first - 1] in CLOSERS or reading.words[first - 1] in ",.":
            break
        if reading.lower[first - 1] in known.verbs or reading.lower[first - 1] in RELATIVES:
            break
        first -= 1
    starts = [i for i in range(last, first - 1, -1) if reading.lower[i] in known.determiners or reading.is_possessive(i)]
    for start in starts or [last if reading.lower[last] in known.roles else first]:
        while start > first and is_capitalised(reading.words[start - 1]) and reading.is_possessive(start):
            start -= 1
        words = [w.rstrip(".") for w in reading.lower[start : last + 1]]
        noun = words[max(0, _noun_end(words) - 1)]
        if _heads([noun], known) and noun not in known.role_plurals:
            own = start + max(0, _noun_end(words) - 1)
            kin = start - 2 if start - 2 >= first and reading.lower[start - 1] in ("of", "to") else own
            if reading.lower[kin] not in known.kin:
                return start, last
            told = known.given.get(reading.lower[name.first], "?")
            if is_of_complement(reading.lower[kin], list(reading.lower[kin : last + 1]), told, known):
                hers = known.roles.get(reading.lower[kin], "?")
                differs = "?" not in (told, hers) and told != hers
                return (start, last) if kin < start and differs else (0, -1)
            if kin == own:
                return start, last
    return 0, -1


def is_of_complement(kin: str, words: list[str], gender: str, known: Lexicon) -> bool:
    """'The sister of the photographer, [Jan Reed]': whether the name behind the comma may be not hers but his, whose sister
    she is. `words`: the phrase up to the comma, lower case; `gender`: the named person's. Genders tell; where they do not,
    it may be."""
    if len(words) < 3 or words[-1] == kin or not {"of", "to"} & set(words):
        return False
    told, other = known.roles.get(kin, "?"), known.roles.get(words[-1], "?")
    if "?" not in (told, gender) and told != gender:
        return True
    return "?" in (other, gender) or other == gender


def _after(reading: Reading, name: Name, known: Lexicon) -> tuple[int, int]:
    """The words of the role after ', ' or ' is the ' up to where its noun phrase ends; (0, -1) for none."""
    i = name.last + 1
    total = len(reading.words)
    if i < total and reading.words[i] == "(":
        while i < total and reading.words[i] != ")" and i - name.last < 10:
            i += 1
        i += 1
    if i >= total or reading.sentence[i] != reading.sentence[name.last]:
        return 0, -1
    copula = reading.lower[i] in ("is", "was", "—", "–", "-")
    if not copula and reading.words[i] != ",":
        return 0, -1
    first = i + 1
    if copula and (first >= total or reading.lower[first] not in ("the", "a", "an")):
        return 0, -1
    last = _phrase_end(reading, first, known)
    words = [w.rstrip(".") for w in reading.lower[first : last + 1]]
    if not words or not _opens_role(words, known):
        return 0, -1
    if not copula and words[0] in known.determiners and reading.lower[last + 1 : last + 2] in SAYS:
        return 0, -1  # '... of Abu Tarik, the interior minister says': who says so is not Abu Tarik
    return first, last


def _opens_role(words: list[str], known: Lexicon) -> bool:
    """Whether the phrase's own noun (not one behind a preposition) names a person."""
    if (
        words[0] in known.function
        and words[0] not in known.determiners
        and words[0] not in ("now", "then", "former", "once")
    ):
        return False
    end = min(_noun_end(words), 8)
    nouns = words[:end]
    if any(w in known.verbs for w in nouns[:-1]):
        return False
    return bool(_heads(nouns[-1:], known)) or (len(nouns) < len(words) and bool(_heads(nouns, known)))


def _phrase_end(reading: Reading, first: int, known: Lexicon) -> int:
    """The last word of the noun phrase that begins at `first`."""
    last = first - 1
    for i in range(first, min(len(reading.words), first + LONGEST_AFTER)):
        word, lower = reading.words[i], reading.lower[i]
        if reading.sentence[i] != reading.sentence[first] or word in CLOSERS or word in ",.!?…" or lower in RELATIVES:
            break
        if lower in known.verbs and not is_capitalised(word):
            break
        last = i
    while last >= first and reading.lower[last] in ("and", "or", "as", "but", "of", "in", "for", "who", "at"):
        last -= 1
    return last
