"""Sources that only pass for somebody: 'a fake BBC page', 'a CNN impostor site', 'a man posing as Ann Reed'.

The thing is not the one that it imitates, so nobody of the name in its words speaks: it is called as the text calls it.
A site that the text only says to be false keeps its own name: 'the fake news site Open Square'.
"""

from __future__ import annotations

from sayso.records import EntityType
from sayso.resolve.figure import named_at
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import PERSON
from sayso.resolve.phrase import Form, Phrase
from sayso.resolve.scene import Answer, Scene, answer_described

SOMEBODY = frozenset("someone somebody anyone anybody one".split())


def find_imitation(scene: Scene, phrase: Phrase) -> Answer | None:
    """The description itself, where it says that somebody or something passes for another; None where it does not."""
    if phrase.form not in (Form.NOUN, Form.NAMES) or not _imitates(scene, phrase):
        return None
    known = lexicon()
    noun = scene.reading.lower[phrase.head]
    if phrase.form is Form.NOUN and noun in known.documents and noun not in known.organisation_nouns:
        return answer_described(scene, phrase, EntityType.DOCUMENT)
    words = scene.reading.lower[phrase.first : phrase.head + 1]
    person = any(word in known.roles or word in SOMEBODY for word in words)
    return answer_described(scene, phrase, EntityType.UNNAMED if person else EntityType.ORGANISATION)


def _imitates(scene: Scene, phrase: Phrase) -> bool:
    """Whether a word for imitation stands right before the name of another or between it and the noun, or a clause such as
    'posing as' before it."""
    known = lexicon()
    lower = scene.reading.lower
    named = [i for i in range(phrase.first, phrase.last + 1) if named_at(scene.cast, i) is not None]
    if not named:
        return False
    clause = next((i for i in range(phrase.first + 1, phrase.last) if lower[i] in known.imitating), -1)
    if clause > 0 and any(clause < i <= clause + 6 for i in named) and lower[clause + 1] != ",":
        return True
    if phrase.form is Form.NAMES:
        name = phrase.names[0][0]
        return phrase.names[0][1].kind != PERSON and name.first > phrase.first and lower[name.first - 1] in known.imitations
    inside = [i for i in named if i <= phrase.head]
    if not inside:
        return lower[phrase.head] in known.imitations and lower[phrase.head + 1 : phrase.head + 2] == ("of",)
    if lower[inside[0] - 1] in known.imitations and inside[0] > phrase.first:
        return True
    return any(lower[i] in known.imitations for i in range(inside[0], phrase.head + 1))
