"""Whom a plural description means: 'the senators', 'the two presidents', 'the researchers', 'Experts' in a headline.

In order: the few named people who have that role; those who spoke together before; an earlier description with the same
noun or one that means the same; the description itself.
"""

from __future__ import annotations

from sayso.records import EntityType
from sayso.resolve.figure import Figure
from sayso.resolve.holder import first_speaker, is_headline
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import PERSON
from sayso.resolve.phrase import Phrase
from sayso.resolve.scene import Answer, Scene, answer_described, answer_figures

NUMBERS = {"two": 2, "three": 3, "four": 4}


def resolve_people(scene: Scene, phrase: Phrase) -> Answer | None:
    """Whom a description of several people means; the description itself where that is nobody told before."""
    known = lexicon()
    singular = known.role_plurals.get(phrase.noun, "")
    definite = phrase.determiner in ("the", "both", "these", "those")
    simple = phrase.last == phrase.head
    before = scene.reading.lower[phrase.first : phrase.head]
    number = next((n for word, n in NUMBERS.items() if word in before), 0)
    # sources are nobody whom the text names
    if definite and singular and singular != "source" and (simple or number):
        people = _with_role(scene, singular, phrase)
        if 2 <= len(people) <= 3 or len(people) > number > 0:
            return answer_figures(scene, tuple(people[-number:]))
        named = _named_before(scene, phrase, number, singular)
        if named:
            return answer_figures(scene, tuple(named))
        joint = _joint(scene, singular, phrase)
        if joint is not None:
            return joint
    if definite and simple:
        found = described_before(scene, phrase)
        if found is not None:
            return found
    if (
        not phrase.determiner
        and is_headline(scene, phrase.first)
        and scene.reading.words[phrase.first][0].isupper()
        and simple
        and singular in known.synonyms.get("expert", ())
    ):
        speaker = first_speaker(scene, phrase.first, known.synonyms["expert"] | {"head", "director"})
        if speaker is not None:
            return answer_figures(scene, (speaker,))
    one = scene.reading.lower[phrase.first] == "one" and scene.reading.lower[phrase.first + 1] == "of"
    return answer_described(scene, phrase, EntityType.UNNAMED if one else EntityType.GROUP)


def _with_role(scene: Scene, singular: str, phrase: Phrase) -> list[Figure]:
    """All people before whom the text gives this role."""
    alike = {singular} | set(lexicon().synonyms.get(singular, ()))
    before = [f for f in scene.cast.figures if f.kind == PERSON and f.names[0].first < phrase.first]
    exact = [f for f in before if singular in f.heads]
    return exact if len(exact) >= 2 else [f for f in before if alike & f.heads]


def _named_before(scene: Scene, phrase: Phrase, number: int, singular: str) -> list[Figure]:
    """'The two presidents': all people of the sentence before, where it names just so many and one has the role."""
    here = scene.sentence(phrase.first)
    pairs = [(n, f) for n, f in scene.names_before(phrase.first, 1) if f.kind == PERSON]
    if any(scene.sentence(name.first) == here for name, _ in pairs):
        return []
    people = list({figure.number: figure for _, figure in reversed(pairs)}.values())
    return people if number and len(people) == number and any(singular in f.heads for f in people) else []


def _joint(scene: Scene, singular: str, phrase: Phrase) -> Answer | None:
    """Several people who spoke together before, if one of them has the role or the text gives none of them any."""
    alike = {singular} | set(lexicon().synonyms.get(singular, ()))
    for given in scene.given_before(phrase.first):
        people = [f for f in given.answer.figures if f.kind == PERSON]
        if len(people) > 1:
            fits = any(alike & f.heads for f in people) or not (phrase.modifiers or any(f.heads for f in people))
            return given.answer if fits else None
    return None


def described_before(scene: Scene, phrase: Phrase) -> Answer | None:
    """An earlier source described with the same noun, or with one that means the same."""
    known = lexicon()
    singular = known.role_plurals.get(phrase.noun, phrase.noun)
    alike = {singular} | set(known.synonyms.get(singular, ()))
    plural = phrase.noun in known.role_plurals or phrase.noun in known.groups
    loose: Answer | None = None
    for given in scene.given_before(phrase.first):
        answer = given.answer
        if answer.figures or (plural and answer.type is EntityType.UNNAMED):
            continue
        if answer.noun == phrase.noun:
            return answer if len(answer.name) > len(phrase.noun) + 4 else None
        if known.role_plurals.get(answer.noun, answer.noun) in alike and loose is None:
            loose = answer
    return loose
