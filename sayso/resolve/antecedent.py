"""Whom a pronoun means.

'He' and 'she': every person named or resolved before it is weighed by how far back, whether as a subject, in whose words,
how often, and whether that person spoke last; the gender must fit. 'They' and 'it': the last source or subject that is
plural, or no person. No answer is better than a guess where nothing fits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from sayso.records import EntityType
from sayso.resolve.figure import Figure, is_common, named_at
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import ORGANISATION, PERSON, PLACE, UNCLEAR, Name
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.reading import Reading
from sayso.resolve.roles import roles_of
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
INTRODUCED = 2.5  # the last named, in full and with a role, for the first time: 'It worries Ann Reed, head of ...'
OFTEN = 0.25  # for each doubling of how often the text names the person
UNKNOWN_GENDER = 1.0
UNNAMED = 0.8  # somebody whom the text only describes
QUOTES = frozenset({"“", '"', "«", "'", "‘"})
IMPERSONAL = frozenset("said claimed reported thought believed alleged understood rumoured rumored feared hoped".split())
INVERTING = frozenset("should would could can will did does do".split())
LONGEST_QUESTION = 30  # words
REACH = 12  # sentences
LEAST = -9.0
# before a name that only tells where or against whom, and that 'it' does not mean
WHERE = frozenset(
    (word,)
    for word in "in at near across from inside within throughout outside around against into toward towards over".split()
)


def resolve_personal(scene: Scene, word: int, gender: str, own: int = -1) -> Answer | None:
    """Whom 'he' (gender 'm') or 'she' ('f') at `word` means. `own`: the number of the attribution whose source it is."""
    announced = _announced(scene, word, gender)
    if announced is not None:
        return answer_figures(scene, (announced,))
    inside = scene.within(word)
    best: dict[str, float] = {}
    people: dict[str, Answer | Figure] = {}
    selves = {_key(g.answer) for g in scene.given_before(word) if g.first_person and scene.within(g.word) == inside}

    def weigh(key: str, who: Answer | Figure, score: float) -> None:
        if key not in selves:
            best[key] = max(best.get(key, -99.0), score)
            people[key] = who

    nearest = True
    for name, figure in scene.names_before(word, REACH):
        if _can_be(scene, name, figure) and figure.gender in ("?", gender):
            score = _mention_score(scene, name, word, own, inside)
            weigh(str(figure.number), figure, score + INTRODUCED * (nearest and _is_introduced(scene, name, figure, word)))
        nearest = nearest and (figure.kind != PERSON or scene.within(name.first) != inside)
    described = _described_subject(scene, word, gender)
    if described is not None:
        at, woman_or_man = described
        weigh(woman_or_man.name, woman_or_man, SUBJECT - UNNAMED - FAR * (scene.sentence(word) - scene.sentence(at)))
    last = _weigh_speakers(scene, word, gender, weigh)
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


def _announced(scene: Scene, word: int, gender: str) -> Figure | None:
    """'In her speech on Monday, Ann Reed said': the person after the comma, if known to be of that gender."""
    reading = scene.reading
    if reading.lower[word] not in lexicon().possessives or word < 1 or not reading.opens[word - 1]:
        return None
    if reading.lower[word - 1] not in ("in", "during", "for", "with", "despite", "after", "before", "on", "at"):
        return None
    for name, figure in scene.names_after(word):
        if scene.sentence(name.first) != scene.sentence(word):
            return None
        if reading.words[name.first - 1] == "," and figure.kind == PERSON:
            return figure if figure.gender == gender and not is_modifier(scene, name) else None
    return None


def _weigh_speakers(scene: Scene, word: int, gender: str, weigh: Callable[[str, Answer | Figure, float], None]) -> str:
    """Weighs who spoke before as well; returns the key of the last one that fits, '' for nobody."""
    here = scene.sentence(word)
    last = ""
    for given in scene.given_before(word):
        answer, distance = given.answer, here - scene.sentence(given.word)
        if distance > REACH or not _suits(answer, gender):
            continue
        key = _key(answer)
        last = last or key
        score = SUBJECT - FAR * distance
        if scene.reading.paragraph[given.word] != scene.reading.paragraph[word]:
            score -= OTHER_PARAGRAPH
        weigh(key, answer.person or answer, score - UNNAMED * (answer.person is None))
    return last


def _key(answer: Answer) -> str:
    return str(answer.person.number) if answer.person is not None else answer.name


def _is_introduced(scene: Scene, name: Name, figure: Figure, word: int) -> bool:
    """'It worries Ann Reed, head of the club. / “...,” she said': whether the text names a person for the first time, in
    full and with a role, right before the paragraph in which the pronoun closes a quotation."""
    reading = scene.reading
    if figure.names[0] is not name or name.last == name.first or not roles_of(reading, name):
        return False
    first = word
    while first and reading.paragraph[first - 1] == reading.paragraph[word]:
        first -= 1
    if name.last >= first or reading.sentence[first - 1] != reading.sentence[name.last]:
        return False
    return reading.words[first] in QUOTES


def _described_subject(scene: Scene, word: int, gender: str) -> tuple[int, Answer] | None:
    """'My mother is old, but [she] says': a noun of that gender, with no name, that opens this sentence or the last."""
    reading = scene.reading
    known = lexicon()
    here = scene.sentence(word)
    for i in range(word - 1, -1, -1):
        if here - reading.sentence[i] > 1:
            return None
        if reading.lower[i] not in known.determiners or not reading.opens[i]:
            continue
        for noun in range(i + 1, min(i + 4, word)):
            lower = reading.lower[noun]
            if named_at(scene.cast, noun) is not None or not lower[0].isalpha():
                break
            if known.roles.get(lower) == gender and named_at(scene.cast, noun + 1) is None:
                phrase = parse(reading, scene.cast, [reading.span(i, noun)])
                return (i, answer_described(scene, phrase, EntityType.UNNAMED)) if phrase.form is Form.NOUN else None
    return None


def _acts(reading: Reading, name: Name) -> bool:
    """Whether a verb, an adverb or what is told of the bearer stands right after the name: 'Rubio gave', 'Rubio, who'."""
    after = reading.lower[name.last + 1 : name.last + 3]
    if not after or reading.is_possessive(name.last):
        return bool(after)
    if after[0] in (",", "(", "and"):
        return True
    return after[0] in lexicon().verbs or (after[0].endswith(("ed", "ly", "s")) and len(after[0]) > 3)


def _can_be(scene: Scene, name: Name, figure: Figure) -> bool:
    """Whether the figure is a person, or a single name of which nothing tells, as a subject ('Rubio gave ...')."""
    if figure.kind == PERSON:
        return True
    lone = figure.kind == UNCLEAR and len(figure.tokens) == 1 and not is_common(figure.tokens)
    lone = lone and not any(c.isdigit() for c in figure.tokens[0])
    return lone and is_subject(scene, name) and any(_acts(scene.reading, n) for n in figure.names)


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
    if before in INVERTING and _is_asked(scene, name.last):
        return not is_modifier(scene, name)  # 'how should Velmar answer?'
    return after in known.verbs or before in ("said", "says") or (after.endswith("ed") and len(after) > 4)


def _is_asked(scene: Scene, word: int) -> bool:
    """Whether the word's sentence ends in a question mark."""
    words = scene.reading.words
    for i in range(word + 1, min(len(words), word + LONGEST_QUESTION)):
        if scene.reading.sentence[i] != scene.reading.sentence[word]:
            return False
        if words[i] == "?":
            return True
    return False


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
        if given.answer.is_plural and not given.first_person and here - scene.sentence(given.word) <= 3:
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
        plural = lower in known.role_plurals or lower in known.groups
        plural = plural or (lower in known.organisation_plurals and _is_near_front(reading, i))
        if plural and named_at(scene.cast, i) is None:
            found.setdefault(reading.sentence[i], i)
    if not found:
        return None
    last = found[max(found)]
    first = last
    while first > start and reading.sentence[first - 1] == reading.sentence[last] and _describes(reading.lower[first - 1]):
        first -= 1
    phrase = parse(reading, scene.cast, [reading.span(first, last)])
    return answer_described(scene, phrase, EntityType.GROUP) if phrase.form is Form.NOUN else None


def _is_near_front(reading: Reading, word: int) -> bool:
    return any(reading.opens[i] for i in range(max(0, word - 3), word + 1))


def _describes(word: str) -> bool:
    known = lexicon()
    if word in known.determiners:
        return True
    return word[0].isalnum() and word not in known.verbs and word not in known.function


def resolve_it(scene: Scene, word: int, own: int) -> Answer | None:
    """The last source that is no person; else the last organisation that was a subject. Nobody in 'it is claimed'."""
    here = scene.sentence(word)
    following = scene.reading.lower[word + 1 : word + 4]
    verb = next((w for w in following if w not in ("has", "had", "been", "also", "now", "being")), "")
    if verb in ("is", "was") or "been" in following:
        said = next((w for w in following if w in IMPERSONAL), "")
        if said:
            return None
    for given in scene.given_before(word):
        thing = given.answer.type in (EntityType.ORGANISATION, EntityType.DOCUMENT)
        if thing and not given.first_person and here - scene.sentence(given.word) <= 2:
            return given.answer
    for name, figure in scene.names_before(word, 1):
        if figure.kind not in (ORGANISATION, PLACE) or scene.reading.lower[name.first - 1 : name.first] in WHERE:
            continue  # 'people in Velmar shared the video after it ...'
        if scene.sentence(name.first) == here or is_subject(scene, name):
            return answer_figures(scene, (figure,))
    return None


def resolve_all(scene: Scene, word: int) -> Answer | None:
    """'Both', 'each': the last two or more who spoke or stand together."""
    for given in scene.given_before(word):
        if len(given.answer.figures) > 1:
            return given.answer
    return None
