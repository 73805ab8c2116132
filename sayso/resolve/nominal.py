"""Whom or what a description means: which of the modules that know people, organisations and groups is asked.

A document stands for its author where the phrase names one ('a report by Politico', 'Davis' commentary'); else for the
document that was a source before ('the report'); else for itself.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.records import EntityType
from sayso.resolve.antecedent import owner_of
from sayso.resolve.holder import is_role, resolve_holder
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import ORGANISATION, PERSON
from sayso.resolve.organisation import resolve_organisation
from sayso.resolve.people import resolve_people
from sayso.resolve.phrase import Phrase
from sayso.resolve.scene import Answer, Scene, answer_described, answer_figures

# nouns for what tells of an inquiry: 'the report' may be 'a study' told before
REPORTS = frozenset(
    "report study survey analysis research paper poll review investigation audit findings finding article story".split()
)
INDEFINITE = frozenset("a an some many most several another any few one two three no every each more".split())
PERSONAL_ENDS = ("er", "or", "ist", "ian", "eer", "man", "woman", "ee")


def resolve_description(scene: Scene, phrase: Phrase, own: int) -> Answer | None:
    """Who or what the description means; the description itself where nobody else is found."""
    known = lexicon()
    noun = phrase.noun
    if phrase.apposed is not None:
        return answer_figures(scene, (phrase.apposed,))
    if noun in known.documents and noun not in known.roles:
        found = _document(scene, phrase)
        if found is not None:
            return found
        if noun not in known.organisation_nouns:
            return answer_described(scene, phrase, EntityType.DOCUMENT)
    if is_role(noun):
        return resolve_holder(scene, phrase, own)
    if noun in known.role_plurals or noun in known.groups:
        return resolve_people(scene, phrase)
    if noun in known.organisation_nouns or noun in known.organisation_plurals:
        return resolve_organisation(scene, phrase)
    if known.pronouns.get(noun) in ("indefinite", "demonstrative"):
        one = noun in ("someone", "somebody", "anyone", "anybody", "one")
        return answer_described(scene, phrase, EntityType.UNNAMED if one else EntityType.GROUP)
    if noun.endswith(PERSONAL_ENDS) and phrase.determiner and noun not in known.organisation_names:
        return resolve_holder(scene, phrase, own)
    if noun.endswith("s") and not noun.endswith("ss"):
        return answer_described(scene, phrase, EntityType.GROUP)
    return _thing(scene, phrase)


def _document(scene: Scene, phrase: Phrase) -> Answer | None:
    """A document's author where the phrase names one; else the document that was a source before."""
    author = phrase.author if phrase.noun != "transcript" else None
    if (
        author is None
        and phrase.owner is not None
        and phrase.owner.kind in (PERSON, ORGANISATION)
        and _precedes(scene, phrase)
    ):
        author = phrase.owner
    if author is None and phrase.owned_by_pronoun >= 0 and phrase.owned_by_pronoun == phrase.first:
        author = owner_of(scene, phrase, -1)
        if author is None:
            return None
    if author is not None:
        return replace(answer_figures(scene, (author,)), noun=phrase.noun)
    if phrase.determiner in ("the", "this", "that") and phrase.last == phrase.head:
        for given in scene.given_before(phrase.first):
            answer = given.answer
            if answer.noun and (answer.noun == phrase.noun or {answer.noun, phrase.noun} <= REPORTS):
                return answer
    return None


def _precedes(scene: Scene, phrase: Phrase) -> bool:
    """Whether the owner stands before the noun ('Davis' commentary'), not behind 'of'."""
    return phrase.owner is not None and any(phrase.first <= n.first < phrase.head for n in phrase.owner.names)


def _thing(scene: Scene, phrase: Phrase) -> Answer:
    """What is neither people, organisation nor document: as it is described."""
    if phrase.first == phrase.last and scene.reading.words[phrase.head][0].isupper():
        return answer_described(scene, phrase, EntityType.PERSON)
    return answer_described(
        scene, phrase, EntityType.DOCUMENT if phrase.determiner in INDEFINITE else EntityType.ORGANISATION
    )
