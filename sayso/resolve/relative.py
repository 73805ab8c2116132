"""Whom 'who', 'which' and 'that' mean: the noun phrase right before, which is then resolved as any source is."""

from __future__ import annotations

from dataclasses import replace

from sayso.records import EntityType
from sayso.resolve.figure import Figure, named_at
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import ORGANISATION, PERSON, UNCLEAR, Name
from sayso.resolve.nominal import resolve_description
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.reading import Reading
from sayso.resolve.runs import is_capitalised
from sayso.resolve.scene import Answer, Scene, answer_figures

MARKS = frozenset({",", "—", "–", "-", "--", "―"})
DASHES = frozenset({"—", "–", "-", "--", "―"})
LONGEST = 25  # words in the noun phrase
PERSONAL = frozenset({"who", "whom", "whose"})


def resolve_relative(scene: Scene, word: int) -> Answer | None:
    """Whom the relative pronoun at `word` means: a name before it (over one apposition), else the noun phrase before it."""
    reading = scene.reading
    personal = reading.lower[word] in PERSONAL
    if word and reading.lower[word - 1] in ("and", "but"):
        word = next(
            (
                i
                for i in range(word - 2, max(-1, word - 60), -1)
                if reading.sentence[i] == reading.sentence[word] and reading.lower[i] == reading.lower[word]
            ),
            word,
        )
    last = _end_before(scene, _over_aside(reading, word))
    if last > 1 and reading.lower[last] in ("left", "right", "centre", "center") and reading.words[last - 1] == ",":
        last = _end_before(scene, last)  # under a picture: 'Marta Olsen, left, who'
    if last < 0:
        return None
    pair = named_at(scene.cast, last)
    if pair is not None and not personal and _is_told_of(reading, pair):
        return None  # 'the teachings of Buddhism, which'
    if pair is not None and (pair[1].kind == PERSON or not personal) and not (personal and reading.is_possessive(last)):
        return answer_figures(scene, _with_partner(scene, pair[0], pair[1]))
    first = _start_of_phrase(scene, last, personal)
    if first and reading.lower[first - 1] in ("now", "then", "once", "formerly", "currently"):
        first -= 1
    if first >= 2 and reading.words[first - 1] == "," and personal:
        before = named_at(scene.cast, _over_bracket(reading, first - 2))
        if before is not None and before[1].kind == PERSON:
            return answer_figures(scene, (before[1],))
    phrase = parse(reading, scene.cast, [reading.span(first, last)])
    if (
        pair is not None
        and pair[1].kind in (ORGANISATION, UNCLEAR)
        and phrase.form is Form.NOUN
        and not _speaks(phrase.noun)
    ):
        return answer_figures(scene, (pair[1],))  # 'on the radar of the Times, who'
    if phrase.form is Form.NAMES:
        return answer_figures(scene, tuple(figure for _, figure in phrase.names))
    if phrase.form is not Form.NOUN or not phrase.noun[0].isalnum():
        return None
    answer = resolve_description(scene, phrase, -1)
    thing = answer is not None and not answer.figures and answer.type is not EntityType.DOCUMENT
    if thing and not personal and not _is_told(scene, phrase):
        return None  # 'cheese, which', 'at nightly, which'
    if answer is None or not personal or answer.figures:
        return answer
    if answer.type is EntityType.DOCUMENT:
        return None
    return replace(answer, type=EntityType.UNNAMED) if answer.type is EntityType.ORGANISATION else answer


def _is_told_of(reading: Reading, pair: tuple[Name, Figure]) -> bool:
    """Whether a lone word that nothing shows to be anybody's name stands behind 'of' or 'from'."""
    name, figure = pair
    unclear = len(figure.tokens) == 1 and all(n.kind == UNCLEAR and not n.titled for n in figure.names)
    return unclear and name.first > 0 and reading.lower[name.first - 1] in ("of", "from")


def _over_aside(reading: Reading, word: int) -> int:
    """'95 officers -- most of them retired -- who': the first dash of two where the second stands before the pronoun."""
    at = word - 1
    if at < 1 or reading.words[at] not in DASHES:
        return word
    while at and reading.words[at - 1] in DASHES:
        at -= 1
    for i in range(at - 1, max(0, at - LONGEST), -1):
        if reading.sentence[i] != reading.sentence[word]:
            break
        if reading.words[i] in DASHES:
            while reading.words[i - 1] in DASHES:
                i -= 1
            return i
    return word


def _over_bracket(reading: Reading, word: int) -> int:
    """The word before the bracket that closes at `word`, as in 'Reed (D-Mont.)'; else `word` itself."""
    if reading.words[word] != ")":
        return word
    return next((i - 1 for i in range(word, max(0, word - 8), -1) if reading.words[i] == "("), word)


def _end_before(scene: Scene, word: int) -> int:
    """The last word of what stands before, without marks, brackets and 'most of', 'some of'; -1 where nothing does."""
    reading = scene.reading
    here = reading.sentence[word]
    last = word - 1
    while last >= 0 and reading.sentence[last] == here:
        if reading.words[last] == ")":
            while last > 0 and reading.words[last] != "(":
                last -= 1
        elif reading.lower[last] == "of" and last and reading.lower[last - 1] in lexicon().determiners | {"half"}:
            last -= 1
        elif reading.words[last][0].isalnum():
            return last
        last -= 1
    return -1


def _start_of_phrase(scene: Scene, last: int, personal: bool) -> int:
    """Walks back over adjectives, nouns and 'of'; over other prepositions too while the noun found so far is no person."""
    reading = scene.reading
    known = lexicon()
    here = reading.sentence[last]
    first = last
    while first > 0 and reading.sentence[first - 1] == here and last - first < LONGEST:
        before = reading.lower[first - 1]
        if not reading.words[first - 1][0].isalnum() and not reading.words[first - 1].startswith(("'", "’")):
            break
        if before == "of" or before in known.determiners:
            first -= 1
            if before in known.determiners and _is_whole(reading, first, last, personal):
                break
            continue
        if before in ("in", "at", "from", "on", "for") and personal and not _is_people(reading.lower[last]):
            first -= 1
            continue
        if before == "and" and _is_people(reading.lower[first]) and first >= 2 and _is_people(reading.lower[first - 2]):
            first -= 1
            continue
        if before in known.function or (before in known.verbs and not is_capitalised(reading.words[first - 1])):
            break
        first -= 1
    return first


def _is_whole(reading: Reading, first: int, last: int, personal: bool) -> bool:
    """Whether the phrase that begins with a determiner at `first` needs nothing more before it."""
    before = reading.lower[first - 1] if first else ""
    if before == "of" or before in lexicon().determiners:
        return False
    return not personal or _is_people(reading.lower[last]) or before not in ("in", "at", "from", "on", "for")


def _speaks(noun: str) -> bool:
    known = lexicon()
    return _is_people(noun) or noun in known.organisation_nouns or noun in known.organisation_plurals


def _is_told(scene: Scene, phrase: Phrase) -> bool:
    """Whether the antecedent of 'which' is people, a body, an outlet or a document."""
    known = lexicon()
    words = set(scene.reading.lower[phrase.first : phrase.head + 1])
    media = known.organisation_keywords | known.papers | {"tv", "radio", "television", "media", "press"}
    return _speaks(phrase.noun) or phrase.noun in known.documents or phrase.noun.endswith("s") or bool(words & media)


def _is_people(word: str) -> bool:
    known = lexicon()
    return word in known.roles or word in known.role_plurals or word in known.groups


def _with_partner(scene: Scene, name: Name, figure: Figure) -> tuple[Figure, ...]:
    """'Tyresha McClenney and Bryan Anderson, who saw ...': both."""
    reading = scene.reading
    if name.first >= 2 and reading.lower[name.first - 1] == "and":
        pair = named_at(scene.cast, name.first - 2)
        if pair is not None and pair[1].kind == figure.kind == PERSON and pair[1] is not figure:
            return (pair[1], figure)
    return (figure,)
