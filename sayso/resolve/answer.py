"""One source's words -> who it is: names as they stand, pronouns and descriptions by the modules that know them.

Several that speak together ('my siblings and I', 'Mr. Trump and his aides') are resolved one by one and joined.
"""

from __future__ import annotations

from sayso.records import EntityType
from sayso.resolve.antecedent import resolve_all, resolve_it, resolve_personal, resolve_they
from sayso.resolve.author import find_author
from sayso.resolve.figure import Figure
from sayso.resolve.imitation import find_imitation
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import ORGANISATION, PERSON, UNCLEAR
from sayso.resolve.nobody import is_dateline, is_shouted
from sayso.resolve.nominal import resolve_description
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.relative import resolve_relative
from sayso.resolve.scene import Answer, Scene, answer_described, answer_figures

CAPITALS = frozenset({"US", "WHO", "IT"})  # names, though pronouns in small letters
LONGEST_JOINT = 60  # words


def find_answer(scene: Scene, phrase: Phrase, own: int, parent: Answer | None) -> Answer | None:
    """Who the source is; None where the text does not tell.

    `own` is the number of the attribution whose source it is, `parent` the speaker of the one that it stands inside.
    """
    answer = _joint(scene, phrase, own, parent) or _single(scene, phrase, own, parent)
    if answer is None or (answer.name not in CAPITALS and answer.name.casefold() in lexicon().pronouns):
        return None
    return answer


def _single(scene: Scene, phrase: Phrase, own: int, parent: Answer | None) -> Answer | None:
    imitation = find_imitation(scene, phrase)
    if imitation is not None:
        return imitation
    if phrase.form is Form.NAMES:
        family = _family(scene, phrase)
        if family:
            return answer_figures(scene, family)
        named = tuple(
            figure
            for name, figure in phrase.names
            if not is_shouted(scene.reading, figure) and not is_dateline(scene.reading, name, figure)
        )
        plain = len(named) == 1 and all(n.kind == UNCLEAR for n in named[0].names) and not named[0].roles
        if plain and scene.reading.lower[phrase.first] in ("a", "an"):
            return answer_described(scene, phrase, EntityType.UNNAMED)  # 'a tired Wood Ranger' is one of them
        return answer_figures(scene, named) if named else None
    if phrase.form is Form.HANDLE and phrase.handle is not None:
        return Answer(name=phrase.handle.of(scene.reading.text), type=EntityType.PERSON, span=phrase.handle)
    if phrase.form is Form.PRONOUN:
        return _pronoun(scene, phrase, own, parent)
    return resolve_description(scene, phrase, own)


def _family(scene: Scene, phrase: Phrase) -> tuple[Figure, ...]:
    """'The Clintons': the two people of that surname, where the text names just two."""
    tokens = phrase.names[0][1].tokens
    if len(phrase.names) > 1 or len(tokens) > 1 or not tokens[0].endswith("s"):
        return ()
    people = tuple(f for f in scene.cast.figures if f.kind == PERSON and f.tokens[-1] == tokens[0][:-1])
    return people if len(people) == 2 else ()


def _pronoun(scene: Scene, phrase: Phrase, own: int, parent: Answer | None) -> Answer | None:
    kind = lexicon().pronouns[phrase.noun]
    word = phrase.head
    if kind in ("male", "female"):
        return resolve_personal(scene, word, kind[0], own)
    if kind in ("first", "first_plural"):
        return parent if parent is not None else find_author(scene, word)
    if kind == "relative" and (word == 0 or scene.sentence(word - 1) == scene.sentence(word)):
        return resolve_relative(scene, word)
    if phrase.noun in ("both", "each", "either", "neither") or (phrase.noun == "two" and phrase.first < phrase.last):
        return resolve_all(scene, word) or resolve_they(scene, word, own)
    if kind == "plural":
        return resolve_they(scene, word, own)
    if kind == "neuter":
        return resolve_it(scene, word, own)
    return None


def _joint(scene: Scene, phrase: Phrase, own: int, parent: Answer | None) -> Answer | None:
    """Two halves about an 'and', of which one is a name or a pronoun and the other a description of its own."""
    reading = scene.reading
    first = phrase.first + (reading.lower[phrase.first] == "both")
    at = next(
        (i for i in range(first + 1, phrase.last) if reading.lower[i] in ("and", "&") and i not in scene.cast.by_word),
        -1,
    )
    if at < 0 or phrase.last - first > LONGEST_JOINT or any(reading.words[i] in (",", "(") for i in range(first, at)):
        return None
    halves = [parse(reading, scene.cast, [reading.span(a, b)]) for a, b in ((first, at - 1), (at + 1, phrase.last))]
    if not any(_is_somebody(half) or half.author is not None for half in halves) or not all(
        _is_somebody(h) or h.determiner or reading.words[h.first].isdigit() for h in halves
    ):
        return None
    if all(half.form is Form.NAMES for half in halves):
        return None
    if halves[1].form is Form.NAMES and not halves[1].determiner and reading.words[at + 1][0].islower():
        return None  # 'his wife and current nominee Hillary Clinton' is one person
    answers = [find_answer(scene, half, own, parent) for half in halves]
    known = [a for a in answers if a is not None]
    if len(known) < 2 or known[0].name == known[1].name:
        return known[0] if known else None
    return Answer(name=" & ".join(a.name for a in known), type=EntityType.GROUP, span=None)


def _is_somebody(phrase: Phrase) -> bool:
    if phrase.form is Form.PRONOUN:
        return lexicon().pronouns[phrase.noun] in ("male", "female", "first", "plural")
    return phrase.form is Form.NAMES and phrase.names[0][1].kind in (PERSON, ORGANISATION)
