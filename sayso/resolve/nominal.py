"""Whom or what a description means: which of the modules that know people, organisations and groups is asked."""

from __future__ import annotations

from dataclasses import replace

from sayso.records import EntityType
from sayso.resolve.document import resolve_document
from sayso.resolve.figure import Figure, named_at
from sayso.resolve.headword import PREPOSITIONS
from sayso.resolve.holder import is_role, resolve_holder
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import MONTHS_AS_NAMES, ORGANISATION, SURNAMES_TOO
from sayso.resolve.nobody import is_mute
from sayso.resolve.organisation import resolve_organisation
from sayso.resolve.people import resolve_people
from sayso.resolve.phrase import Phrase, is_quantity
from sayso.resolve.scene import Answer, Scene, answer_described, answer_figures

INDEFINITE = frozenset("a an some many most several another any few one two three no every each more".split())
DOING = frozenset("taking leaving holding making having being getting giving doing going coming seeking".split())
PERSONAL_ENDS = ("er", "or", "ist", "ian", "eer", "man", "woman", "ee")


def resolve_description(scene: Scene, phrase: Phrase, own: int) -> Answer | None:
    """Who or what the description means; the description itself where nobody else is found."""
    known = lexicon()
    reading = scene.reading
    noun = phrase.noun
    # 'marta olsen (@molsen)'
    if any(word[0] == "@" for word in reading.words[phrase.head + 1 : phrase.last + 1]):
        words = set(reading.lower[phrase.first : phrase.head + 1])
        body = words & (known.organisation_keywords | known.organisation_names | known.outlets)
        return answer_described(scene, phrase, EntityType.ORGANISATION if body else EntityType.PERSON)
    apposed = phrase.apposed or _told_of(scene, phrase)
    if apposed is not None:
        return answer_figures(scene, (apposed,))
    if is_mute(reading, phrase):
        return None
    spelt = _spelt(scene, phrase) if phrase.determiner == "the" else None
    if spelt is not None:
        return answer_figures(scene, (spelt,))
    if noun in known.papers and phrase.determiner == "the" and _is_paper(scene, phrase):
        return answer_described(scene, phrase, EntityType.ORGANISATION)
    if not phrase.determiner and (
        noun == "public" or (phrase.first < phrase.head and reading.lower[phrase.first] in DOING)
    ):
        return None  # 'has not been seen in public', 'since taking office'
    before = phrase.head - 1
    named = before == phrase.first + 1 and reading.lower[before] in known.papers and reading.words[before][0].isupper()
    if noun in ("newspaper", "paper", "magazine") and phrase.determiner == "the" and named:
        paper = replace(phrase, head=before, last=before, noun=reading.lower[before])
        return answer_described(scene, paper, EntityType.ORGANISATION)  # 'the Independent newspaper'
    if _is_called_site(scene, phrase):
        return answer_described(scene, phrase, EntityType.ORGANISATION)
    if noun in known.documents and noun not in known.roles:
        found = resolve_document(scene, phrase)
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


def _spelt(scene: Scene, phrase: Phrase) -> Figure | None:
    """'The top Velmari medical journal', 'the Office of Salt affairs': the organisation whose whole name it holds."""
    words = scene.reading.lower[phrase.first : phrase.last + 1]
    for figure in scene.cast.figures:
        size = len(figure.tokens)
        if figure.kind == ORGANISATION and size > 1:
            for at in range(len(words) - size + 1):
                holds = at <= phrase.head - phrase.first < at + size
                if holds and words[at : at + size] == figure.tokens:
                    return figure
    return None


def _is_paper(scene: Scene, phrase: Phrase) -> bool:
    """'The Independent', both words in capitals and no more of them."""
    words = scene.reading.words[phrase.first : phrase.last + 1]
    return (
        len(words) >= 2
        and words[1][0].isupper()
        and words[2:3] in ((), (",",), ("newspaper",))
        and phrase.head <= phrase.first + 1
    )


def _is_called_site(scene: Scene, phrase: Phrase) -> bool:
    """'The portal opensquarer', 'Hallen Morning Star': an outlet's noun and its name in small letters, or capitals and a
    word for papers at the end; neither is the person or star that its last word may mean."""
    known = lexicon()
    words, lower = scene.reading.words, scene.reading.lower
    before = phrase.head - 1
    if before < phrase.first:
        return False
    if lower[before] in known.sites and words[phrase.head][0].islower() and words[phrase.head].isalnum():
        return not (is_role(phrase.noun) or phrase.noun in known.role_plurals or _is_plain(phrase.noun))
    capitals = all(words[i][0].isupper() for i in range(phrase.first + bool(phrase.determiner), phrase.head + 1))
    return capitals and phrase.noun in known.papers and lower[before] not in known.determiners | known.demonyms


def _is_plain(noun: str) -> bool:
    """Whether the noun is one that the lexicon knows, and thus nobody's name."""
    known = lexicon()
    return (
        noun in known.organisation_nouns
        or noun in known.organisation_plurals
        or noun in known.documents
        or noun in known.groups
        or noun in known.function
        or noun in known.verbs
        or noun in known.calendar
        or noun in known.mute
    )


def _told_of(scene: Scene, phrase: Phrase) -> Figure | None:
    """'Open Square, [a monitoring group], said': the one whom a source between two commas only tells more of."""
    reading = scene.reading
    at, end = phrase.first - 1, phrase.last + 1
    if at < 1 or reading.words[at] != "," or reading.words[end : end + 1] != (",",):
        return None
    pair = named_at(scene.cast, at - 1)
    if pair is None or (pair[0].first and reading.lower[pair[0].first - 1] in PREPOSITIONS):
        return None
    after = reading.lower[end + 1 : end + 2]
    goes_on = bool(after) and after[0] in lexicon().verbs and reading.sentence[end] == reading.sentence[pair[0].first]
    return pair[1] if goes_on else None


def _opens(scene: Scene, word: int) -> bool:
    """Whether a word that may be a surname ('So', 'May') for once only opens its sentence."""
    return scene.reading.opens[word] and scene.reading.lower[word] not in SURNAMES_TOO | MONTHS_AS_NAMES


def _thing(scene: Scene, phrase: Phrase) -> Answer | None:
    """What is neither people, organisation nor document: as it is described."""
    if phrase.first == phrase.last and scene.reading.words[phrase.head][0].isupper():
        if not scene.reading.opens[phrase.head]:
            return answer_described(scene, phrase, EntityType.PERSON)
        if phrase.noun.endswith(("ing", "ed")):
            return None  # 'Enraged' that opens a sentence is nobody's name
    known = lexicon()
    if (
        phrase.first == phrase.last
        and phrase.noun in known.function | known.verbs
        and (
            scene.reading.words[phrase.head][0].islower() or phrase.noun in known.determiners or _opens(scene, phrase.head)
        )
    ):
        return None  # 'to', 'said', 'But': a source by mistake
    if phrase.first == phrase.last and (phrase.noun in known.things or phrase.noun.endswith("ism")):
        return None
    if is_quantity(phrase.noun):
        return answer_described(scene, phrase, EntityType.GROUP)
    return answer_described(
        scene, phrase, EntityType.DOCUMENT if phrase.determiner in INDEFINITE else EntityType.ORGANISATION
    )
