"""Whom a pronoun means.

'He' and 'she': every person named or resolved before it is weighed by how far back, whether as a subject, in whose words,
how often, and whether that person spoke last; the gender must fit. 'They' and 'it': the last source or subject that is
plural, or no person. No answer is better than a guess where nothing fits.
"""

from __future__ import annotations

import math
from itertools import pairwise

from sayso.records import EntityType
from sayso.resolve.figure import Figure, is_common, named_at
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import ORGANISATION, PERSON, PLACE, UNCLEAR, Name
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.scene import Answer, Scene, answer_described, answer_figures

# Weights of the reasons for 'he' and 'she', set by hand. Moving any one of them by a third changes at most one answer in
# a hundred (docs/decisions/0040).
FAR = 1.0  # for each sentence between
SUBJECT = 1.2
LAST_SPEAKER = 1.5
OTHER_PARAGRAPH = 0.3
QUOTED = 1.5  # named inside somebody's words while the pronoun stands outside them
OWN_CONTENT = 3.0  # named inside the very words whose source the pronoun is
POSSESSIVE = 0.6  # 'Trump's', 'the Trump campaign'
OFTEN = 0.25  # for each doubling of how often the text names the person
UNKNOWN_GENDER = 1.0
UNNAMED = 0.8  # somebody whom the text only describes
REACH = 12  # sentences
LEAST = -9.0


def resolve_personal(scene: Scene, word: int, gender: str, own: int = -1) -> Answer | None:
    """Whom 'he' (gender 'm') or 'she' ('f') at `word` means. `own`: the number of the attribution whose source it is."""
    here = scene.sentence(word)
    inside = scene.within(word)
    best: dict[str, float] = {}
    people: dict[str, Answer | Figure] = {}

    def weigh(key: str, who: Answer | Figure, score: float) -> None:
        best[key] = max(best.get(key, -99.0), score)
        people[key] = who

    for name, figure in scene.names_before(word, REACH):
        if _can_be(scene, name, figure) and figure.gender in ("?", gender):
            weigh(str(figure.number), figure, _mention_score(scene, name, word, own, inside))
    last = ""
    for given in scene.given_before(word):
        answer, distance = given.answer, here - scene.sentence(given.word)
        if distance > REACH or not _suits(answer, gender):
            continue
        key = str(answer.person.number) if answer.person is not None else answer.name
        last = last or key
        score = SUBJECT - FAR * distance
        if scene.reading.paragraph[given.word] != scene.reading.paragraph[word]:
            score -= OTHER_PARAGRAPH
        weigh(key, answer.person or answer, score - UNNAMED * (answer.person is None))
    ranked = []
    for key, score in best.items():
        who = people[key]
        if isinstance(who, Figure):
            score += OFTEN * math.log2(1 + len(who.names)) - UNKNOWN_GENDER * (who.gender == "?")
        ranked.append((score + LAST_SPEAKER * (key == last), key))
    if not ranked:
        ahead = _ahead(scene, word, gender)
        return answer_figures(scene, (ahead,)) if ahead is not None else None
    score, key = max(ranked)
    who = people[key]
    if score <= LEAST:
        return None
    return answer_figures(scene, (who,)) if isinstance(who, Figure) else who


def _can_be(scene: Scene, name: Name, figure: Figure) -> bool:
    """Whether the figure is a person, or a single name of which nothing tells, as a subject ('Rubio gave ...')."""
    if figure.kind == PERSON:
        return True
    lone = figure.kind == UNCLEAR and len(figure.tokens) == 1 and not is_common(figure.tokens)
    return lone and is_subject(scene, name)


def personal_figure(scene: Scene, word: int, gender: str, own: int = -1) -> Figure | None:
    """The named person whom 'he' or 'she' means; None where it is nobody with a name."""
    answer = resolve_personal(scene, word, gender, own)
    return answer.person if answer is not None else None


def _owner_before(scene: Scene, word: int) -> Figure | None:
    """'Sanders, whose campaign': the person or organisation named right before 'whose'."""
    for at in (word - 1, word - 2):
        pair = scene.cast.by_word.get(at)
        if pair is not None and scene.sentence(at) == scene.sentence(word):
            return pair[1]
    return None


def owner_of(scene: Scene, phrase: Phrase, own: int) -> Figure | None:
    """Whose the thing or person described is: named in the phrase, or the person whom 'his' means."""
    if phrase.owner is not None:
        return phrase.owner
    if phrase.owned_by_pronoun >= 0:
        kind = lexicon().pronouns.get(scene.reading.lower[phrase.owned_by_pronoun])
        if kind == "relative":
            return _owner_before(scene, phrase.owned_by_pronoun)
        if kind in ("male", "female"):
            return personal_figure(scene, phrase.owned_by_pronoun, "m" if kind == "male" else "f", own)
    return None


def _suits(answer: Answer, gender: str) -> bool:
    """Whether 'he' or 'she' can mean the source: one person, named or not, of that gender or of none that is known."""
    if answer.person is not None:
        return answer.person.gender in ("?", gender)
    if answer.type is not EntityType.UNNAMED or answer.figures:
        return False
    return lexicon().roles.get(answer.noun, "?") in ("?", gender)


def _mention_score(scene: Scene, name: Name, word: int, own: int, inside: int) -> float:
    reading = scene.reading
    score = -FAR * (scene.sentence(word) - scene.sentence(name.last))
    if reading.paragraph[name.last] != reading.paragraph[word]:
        score -= OTHER_PARAGRAPH
    if is_subject(scene, name):
        score += SUBJECT
    if is_modifier(scene, name):
        score -= POSSESSIVE
    holder = scene.within(name.first)
    if holder >= 0 and holder == own:
        score -= OWN_CONTENT
    elif holder >= 0 and holder != inside:
        score -= QUOTED
    return score


def is_subject(scene: Scene, name: Name) -> bool:
    """Whether the name looks like its clause's subject: near the front of the sentence, or with a verb right after."""
    reading = scene.reading
    known = lexicon()
    before = reading.lower[name.first - 1] if name.first else ""
    if before in ("to", "of", "for", "with", "by", "against", "from", "about", "on", "at", "in", "and", "than"):
        return False
    start = name.lead if 0 <= name.lead < name.first else name.first
    back = start
    while back > 0 and reading.sentence[back - 1] == reading.sentence[start] and start - back < 4:
        back -= 1
    if back == 0 or reading.sentence[back - 1] != reading.sentence[start]:
        return not is_modifier(scene, name)
    after = reading.lower[name.last + 1] if name.last + 1 < len(reading.words) else ""
    return after in known.verbs or before in ("said", "says") or (after.endswith("ed") and len(after) > 4)


def is_modifier(scene: Scene, name: Name) -> bool:
    """Whether the name only tells whose or which: 'Trump’s', 'the Trump campaign'."""
    reading = scene.reading
    known = lexicon()
    if reading.is_possessive(name.last):
        return True
    after = reading.lower[name.last + 1] if name.last + 1 < len(reading.words) else ""
    return (
        after in known.organisation_nouns or after in known.roles or after in known.role_plurals or after in known.documents
    ) and after not in known.verbs


def _ahead(scene: Scene, word: int, gender: str) -> Figure | None:
    """'In her speech, Clinton ...': the first person named later in the same sentence."""
    here = scene.sentence(word)
    for name, figure in scene.names_after(word):
        if scene.sentence(name.first) != here:
            return None
        if figure.kind == PERSON and figure.gender in ("?", gender):
            return figure
    return None


def resolve_they(scene: Scene, word: int, own: int) -> Answer | None:
    """The last source that is several people or an organisation, or two people named together since; else the subject of
    this sentence or the last one, if it is a plural noun for people."""
    here = scene.sentence(word)
    pair = _pair(scene, word)
    for given in scene.given_before(word):
        if given.answer.is_plural and here - scene.sentence(given.word) <= 3:
            if pair is not None and pair[0] > given.word:
                break
            return given.answer
    return pair[1] if pair is not None else _plural_noun(scene, word)


def _pair(scene: Scene, word: int) -> tuple[int, Answer] | None:
    """'Perez and Castro are together again': two people joined by 'and' as a subject of this or the last sentence."""
    reading = scene.reading
    for (other, two), (name, one) in pairwise(scene.names_before(word, 1)):
        if one.kind != PERSON or two.kind != PERSON or one is two:
            continue
        between = reading.lower[name.last + 1 : other.first]
        if between[:1] == ("and",) and len(between) <= 3 and is_subject(scene, name):
            return name.first, answer_figures(scene, (one, two))
    return None


def _plural_noun(scene: Scene, word: int) -> Answer | None:
    """The first plural noun for people in this sentence, else in the one before, as it is described there."""
    reading = scene.reading
    known = lexicon()
    here = scene.sentence(word)
    start = word
    while start and here - reading.sentence[start - 1] <= 1:
        start -= 1
    found: dict[int, int] = {}
    for i in range(start, word):
        lower = reading.lower[i]
        if (lower in known.role_plurals or lower in known.groups) and named_at(scene.cast, i) is None:
            found.setdefault(reading.sentence[i], i)
    if not found:
        return None
    last = found[max(found)]
    first = last
    while first > start and reading.sentence[first - 1] == reading.sentence[last] and _describes(reading.lower[first - 1]):
        first -= 1
    phrase = parse(reading, scene.cast, [reading.span(first, last)])
    return answer_described(scene, phrase, EntityType.GROUP) if phrase.form is Form.NOUN else None


def _describes(word: str) -> bool:
    known = lexicon()
    if word in known.determiners:
        return True
    return word[0].isalnum() and word not in known.verbs and word not in known.function


def resolve_it(scene: Scene, word: int, own: int) -> Answer | None:
    """The last source that is no person; else the last organisation that was a subject."""
    here = scene.sentence(word)
    for given in scene.given_before(word):
        thing = given.answer.type in (EntityType.ORGANISATION, EntityType.DOCUMENT)
        if thing and here - scene.sentence(given.word) <= 2:
            return given.answer
    for name, figure in scene.names_before(word, 1):
        if figure.kind not in (ORGANISATION, PLACE):
            continue
        if scene.sentence(name.first) == here or is_subject(scene, name):
            return answer_figures(scene, (figure,))
    return None


def resolve_all(scene: Scene, word: int) -> Answer | None:
    """'Both', 'each': the last two or more who spoke or stand together."""
    for given in scene.given_before(word):
        if len(given.answer.figures) > 1:
            return given.answer
    return None
