"""The subject of a verb that stands at a given word: the phrase right before it, or the one that a second verb shares.

'The mayor [said]', 'A reporter for the Times [found]', 'Order No. 7, signed in May, [allows]': right before. 'Olsen met
him and [grew sure]', 'those who pay and [see]', 'Olsen left early, [promising] more': shared. Only the sentence
is read, and only what stands inside the same quotation as the verb.
"""

from __future__ import annotations

from sayso.resolve.antecedent import is_modifier, is_subject
from sayso.resolve.figure import named_at
from sayso.resolve.headword import PREPOSITIONS
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import Name
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.scene import Scene, before_time

NOMINATIVE = frozenset("he she they we i who".split())
AUXILIARIES = frozenset(
    "has have had is was are were be been do does did will would can could may might shall should must not never also "
    "still often again already now then later once first even just soon always recently repeatedly".split()
)
CONJUNCTIONS = frozenset("and but or yet then".split())
CLAUSE = frozenset(
    "that which when while because if as after before although though since whether until unless whom whose what how why "
    "where so".split()
)
PAST = frozenset(
    "said told wrote thought grew knew found felt saw made took gave began came went held sent put set led met won spoke "
    "drew brought became had has is was kept left let meant read sought taught understood heard".split()
)
ENDS = frozenset({"”", '"', "’", "'", "»"})
LONGEST_ASIDE = 25  # words between two commas, as in 'Olsen, who was born in Oslo in 1950, said'
LONGEST_OPENING = 6  # words that may open a sentence before its subject
LONGEST = 30  # words in a subject


def subject_before(scene: Scene, verb: int) -> Phrase | None:
    """The phrase right before the verb, over adverbs, brackets and one aside between commas; None if it is no subject."""
    reading = scene.reading
    here = reading.sentence[verb]
    last = _over_adverbs(scene, verb - 1)
    if last < 0 or reading.sentence[last] != here:
        return None
    if reading.words[last] == ")":
        while last > 0 and reading.words[last] != "(":
            last -= 1
        last -= 1
    if last > 0 and reading.words[last] == ",":
        opened = next((i for i in range(last - 1, max(-1, last - LONGEST_ASIDE), -1) if reading.words[i] == ","), -1)
        if opened < 1 or reading.sentence[opened] != here or not _opens_aside(scene, opened + 1):
            return None
        last = opened - 1
    if last > 0 and reading.words[last] in ENDS and reading.words[last - 1][0].isalnum():
        last -= 1
    return _phrase_ending(scene, last, verb)


def shared_subject(scene: Scene, verb: int) -> Phrase | None:
    """The subject of the verb before, in the same sentence, which this one shares: the nearest one, looking back."""
    reading = scene.reading
    here, level = reading.sentence[verb], scene.within(verb)
    first = verb
    for i in range(verb - 1, -1, -1):
        if reading.sentence[i] != here:
            break
        if scene.within(i) != level:
            continue
        first = i
        lower = reading.lower[i]
        if lower in NOMINATIVE:
            return parse(reading, scene.cast, [reading.span(i, i)])
        if lower in ("it", "that", "which") and _goes_on_with_verb(scene, i):
            return None  # what does not speak: 'a plan that would cost much and'
        if lower in ("when", "while", "because", "if", "whether"):
            return _phrase_opening(scene, i + 1, verb)
        pair = named_at(scene.cast, i)
        if pair is not None and pair[0].first == i and _is_subject(scene, pair[0]):
            joined = reading.lower[pair[0].last + 1 : pair[0].last + 2] == ("and",)
            other = named_at(scene.cast, pair[0].last + 2) if joined else None
            last = other[0].last if other is not None and other[0].last < verb else pair[0].last
            return parse(reading, scene.cast, [reading.span(i, last)])
    if reading.sentence[first - 1 : first] == (here,):
        return None
    return _phrase_opening(scene, first, verb)


def subject_after(scene: Scene, word: int) -> Phrase | None:
    """'Cursing their fate, [Velmari miners] say': the phrase after the comma that closes what opens the sentence."""
    reading = scene.reading
    here = reading.sentence[word]
    for i in range(word + 1, min(len(reading.words) - 1, word + LONGEST)):
        if reading.sentence[i + 1] != here:
            return None
        if reading.words[i] == ",":
            pair = named_at(scene.cast, i + 1)
            if reading.lower[i + 1] in NOMINATIVE or (pair is not None and not is_modifier(scene, pair[0])):
                return _sole(scene, i + 1)
            return _phrase_opening(scene, i + 1, min(len(reading.words), i + LONGEST))
    return None


def _sole(scene: Scene, word: int) -> Phrase:
    pair = named_at(scene.cast, word)
    first, last = (pair[0].first, pair[0].last) if pair is not None else (word, word)
    return parse(scene.reading, scene.cast, [scene.reading.span(first, last)])


def _over_adverbs(scene: Scene, word: int) -> int:
    """Back over auxiliaries, adverbs and what tells when ('who in 2010 [said]')."""
    reading = scene.reading
    while word >= 0:
        lower = reading.lower[word]
        if lower in AUXILIARIES or (lower.endswith("ly") and named_at(scene.cast, word) is None and not speaks(lower)):
            word -= 1
            continue
        earlier = before_time(reading, max(0, word - 3), word)
        if earlier == word:
            return word
        word = earlier
    return word


def _is_subject(scene: Scene, name: Name) -> bool:
    """Whether the name is a subject by its place, or right after 'that' or what opens a sentence ('On Monday, [Reed]')."""
    reading = scene.reading
    if is_subject(scene, name):
        return not _is_object(scene, name.first)
    before = name.first - 1
    if is_modifier(scene, name) or before < 1:
        return False
    if reading.lower[before] in ("that", "because", "if", "when", "while", "although"):
        return True
    first = before
    while first and reading.sentence[first - 1] == reading.sentence[before] and before - first < LONGEST_OPENING:
        first -= 1
    return reading.words[before] == "," and reading.opens[first] and reading.lower[first] in PREPOSITIONS


def _is_object(scene: Scene, word: int) -> bool:
    """Whether a name near the front of its sentence stands behind a verb: 'They checked [the Herald]'."""
    reading = scene.reading
    for i in range(word - 1, max(-1, word - 5), -1):
        lower = reading.lower[i]
        if reading.sentence[i] != reading.sentence[word] or not lower[0].isalnum() or lower in CLAUSE:
            return False
        if lower in NOMINATIVE or (named_at(scene.cast, i) is None and (_is_verb(lower) or lower.endswith("ed"))):
            return True
    return False


def _goes_on_with_verb(scene: Scene, word: int) -> bool:
    """Whether 'it', 'that' or 'which' is a subject: what follows looks like a verb, what stands before does not."""
    reading = scene.reading
    before, after = reading.lower[word - 1] if word else "", reading.lower[word + 1]
    if named_at(scene.cast, word + 1) is not None or after in lexicon().determiners or after in lexicon().pronouns:
        return False
    is_verb = _is_verb(after) or after.endswith(("s", "ed"))
    return is_verb and (reading.lower[word] == "it" or not (_is_verb(before) or before.endswith("ed")))


def _opens_aside(scene: Scene, word: int) -> bool:
    """Whether what stands after a comma only tells more of the phrase before it."""
    reading = scene.reading
    lower = reading.lower[word]
    return (
        lower in ("who", "which", "whose", "a", "an", "the", "now", "then", "including")
        or lower in lexicon().roles
        or (lower.endswith(("ed", "ing")) and len(lower) > 4)
    )


def _phrase_ending(scene: Scene, last: int, verb: int) -> Phrase | None:
    """The subject whose last word is `last`, if it is somebody or something that can speak."""
    reading = scene.reading
    here, level = reading.sentence[verb], scene.within(verb)
    if last < 0 or reading.sentence[last] != here or scene.within(last) != level:
        return None
    if reading.lower[last] in NOMINATIVE:
        return parse(reading, scene.cast, [reading.span(last, last)])
    first = last + 1
    while first > 0 and last - first < LONGEST and reading.sentence[first - 1] == here and scene.within(first - 1) == level:
        lower = reading.lower[first - 1]
        pair = named_at(scene.cast, first - 1)
        if pair is not None:
            first = min(first - 1, pair[0].first)
            continue
        if not (lower[0].isalnum() or lower.startswith(("'", "’"))) or lower in CLAUSE | CONJUNCTIONS | NOMINATIVE:
            break
        if _is_verb(lower) and first <= last:
            break
        first -= 1
        if lower in lexicon().determiners and (not first or reading.lower[first - 1] not in PREPOSITIONS | {"of"}):
            break
    while first <= last and reading.lower[first] in PREPOSITIONS | {"of"}:
        return None  # 'In Oslo on Monday': no subject
    if first > last or (first and reading.sentence[first - 1] == here and _governs(reading.lower[first - 1])):
        return None
    return _speaking(scene, first, last)


def _governs(word: str) -> bool:
    """Whether what follows the word is its object, not a subject."""
    return word in PREPOSITIONS or _is_verb(word) or (word.endswith(("ing", "ed")) and len(word) > 4)


def _phrase_opening(scene: Scene, first: int, end: int) -> Phrase | None:
    """The subject that begins at `first` and ends before the first verb."""
    reading = scene.reading
    while first < end and not reading.words[first][0].isalnum():
        first += 1
    if first >= end or reading.lower[first] in PREPOSITIONS | CLAUSE:
        return None
    last = first
    while last + 1 < end and not _opens_verb(scene, last + 1) and reading.words[last + 1] not in (",", "(", "—", "–"):
        last += 1
    return _speaking(scene, first, last) if last + 1 < end else None


def _opens_verb(scene: Scene, word: int) -> bool:
    """Whether a verb begins there: a known one, or one in '-ed' right after who may speak ('officials [concurred]')."""
    lower = scene.reading.lower
    if _is_verb(lower[word]):
        return True
    return lower[word].endswith("ed") and lower[word + 1 : word + 2] != ("by",) and speaks(lower[word - 1])


def _speaking(scene: Scene, first: int, last: int) -> Phrase | None:
    phrase = parse(scene.reading, scene.cast, [scene.reading.span(first, last)])
    if phrase.form is Form.NAMES:
        return phrase
    if phrase.form is Form.PRONOUN:
        return phrase if phrase.noun in NOMINATIVE else None
    return phrase if phrase.form is Form.NOUN and speaks(phrase.noun) else None


def speaks(noun: str) -> bool:
    """Whether the noun names people, an organisation or a document."""
    known = lexicon()
    return (
        noun in known.roles
        or noun in known.role_plurals
        or noun in known.groups
        or noun in known.organisation_nouns
        or noun in known.organisation_plurals
        or noun in known.documents
        or (noun.endswith("s") and noun[:-1] in known.demonyms)
    )


def _is_verb(word: str) -> bool:
    return word in lexicon().verbs or word in AUXILIARIES or word in PAST
