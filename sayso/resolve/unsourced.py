"""Who speaks where an attribution has a cue but no source, if the words next to the cue tell.

'..., Olsen [said], adding that': what stands right before an active cue. '[said] Olsen', '[— Ann Reed]': the name right
after a verb of saying or a dash. 'Olsen met him and [promised] more', 'Olsen spoke to workers, [promising] more':
the subject that the verb shares. 'Olsen refused [to say]': whoever refused. A passive cue ('it was reported') tells nobody
unless 'by' or 'in' does ('as stated in Reed's column'), and nothing is looked for beyond the sentence.
"""

from __future__ import annotations

from sayso.records import Attribution
from sayso.resolve.figure import named_at
from sayso.resolve.headword import PREPOSITIONS
from sayso.resolve.lexicon import lexicon
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.scene import Answer, Scene
from sayso.resolve.subject import CONJUNCTIONS, PAST, shared_subject, speaks, subject_after, subject_before

PASSIVE = frozenset("be been being was were is are am".split())
INVERTED = frozenset("said says added adds wrote writes noted argued replied tweeted explained insisted".split())
DASHES = frozenset({"—", "–", "―", "-", "--"})
# after these a participle belongs to the clause's subject; after 'for' or 'of' it may be anybody's
BEFORE_PARTICIPLE = frozenset(", by while when after before without in against despite and but".split())
CUE_NOUNS = frozenset(
    "questions concerns fears doubts complaints suggestions allegations accusations claims charges calls plans".split()
)
LONGEST = 12  # words behind 'as stated in'


def unsourced(scene: Scene, attribution: Attribution) -> tuple[Phrase, Answer | None]:
    """The words that name the speaker (Form.NONE for none), or the Answer where it was given before in the sentence."""
    nobody = Phrase(form=Form.NONE, first=-1, last=-1)
    cue = [i for span in sorted(attribution.cue) for i in scene.reading.within(span)]
    if not cue:
        return nobody, None
    if PASSIVE & {scene.reading.lower[i] for i in cue}:
        return nobody, None
    lower = scene.reading.lower[cue[0]]
    if lower == "to":
        return _by_infinitive(scene, cue[0])
    found, answer = _found(scene, cue, attribution)
    if found.first >= 0 and any(span.start <= scene.reading.starts[found.first] < span.end for span in attribution.content):
        return nobody, None  # 'no matter how much [the people] would like it': who stands in the words does not say them
    return found, answer


def _found(scene: Scene, cue: list[int], attribution: Attribution) -> tuple[Phrase, Answer | None]:
    nobody = Phrase(form=Form.NONE, first=-1, last=-1)
    lower = scene.reading.lower[cue[0]]
    found = _stated_in(scene, cue) or _signed(scene, cue) or _beside(scene, cue, attribution)
    if found is None and lower.endswith("ing") and len(lower) > 4 and lower != "according":
        return _by_participle(scene, cue[0])
    return found or _by_verb(scene, cue[0]) or nobody, None


def _beside(scene: Scene, cue: list[int], attribution: Attribution) -> Phrase | None:
    """The name or pronoun beside the cue, taken apart as a source is; None where there is none."""
    reading = scene.reading
    for at, fits in ((cue[0] - 1, True), (cue[-1] + 1, reading.lower[cue[-1]] in INVERTED)):
        if fits and 0 <= at < len(reading.words) and reading.sentence[at] == reading.sentence[cue[0]]:
            phrase = _named(scene, at, attribution)
            if phrase is not None:
                # 'a reporter for the Lakeside Times [found]' is not the paper
                return (subject_before(scene, cue[0]) if at < cue[0] else None) or phrase
    return None


def _named(scene: Scene, at: int, attribution: Attribution) -> Phrase | None:
    reading = scene.reading
    if any(span.start <= reading.starts[at] < span.end for span in attribution.content):
        return None
    pair = named_at(scene.cast, at)
    if pair is not None:
        return parse(reading, scene.cast, [reading.span(pair[0].first, pair[0].last)])
    if lexicon().pronouns.get(reading.lower[at]) in ("male", "female", "plural"):
        return parse(reading, scene.cast, [reading.span(at, at)])
    return None


def _signed(scene: Scene, cue: list[int]) -> Phrase | None:
    """'“...” — Ann Reed': the name after a dash that is the cue, or inside the cue with it."""
    reading = scene.reading
    if reading.words[cue[0]] not in DASHES:
        return None
    at = cue[1] if len(cue) > 1 else cue[0] + 1
    pair = named_at(scene.cast, at) if at < len(reading.words) else None
    return parse(reading, scene.cast, [reading.span(pair[0].first, pair[0].last)]) if pair is not None else None


def _stated_in(scene: Scene, cue: list[int]) -> Phrase | None:
    """'As stated in Reed's column', 'as noted by Reed', 'according to Reed': what stands behind up to the comma."""
    reading = scene.reading
    if reading.lower[cue[0]] == "according" and reading.lower[cue[-1]] == "to":
        return _up_to_comma(scene, cue[-1])
    at = cue[-1] + 1
    if not reading.lower[cue[-1]].endswith("ed") or reading.lower[at : at + 1] not in (("in",), ("by",)):
        return None
    if "as" not in (reading.lower[cue[0]], reading.lower[cue[0] - 1]):
        return None
    return _up_to_comma(scene, at)


def _up_to_comma(scene: Scene, at: int) -> Phrase | None:
    reading = scene.reading
    last = at
    while last + 1 < len(reading.words) and last - at < LONGEST and reading.words[last + 1] not in (",", ".", ";", "("):
        last += 1
    phrase = parse(reading, scene.cast, [reading.span(at + 1, last)]) if last > at else None
    return phrase if phrase is not None and (phrase.form is not Form.NOUN or speaks(phrase.noun)) else None


def _by_verb(scene: Scene, verb: int) -> Phrase | None:
    """The subject of a verb: right before it, or before the 'and' that joins it to another verb."""
    reading = scene.reading
    lower = reading.lower[verb]
    known = lexicon()
    if lower in known.determiners or lower in PREPOSITIONS or not lower[0].isalnum() or verb == 0:
        return None
    before = reading.lower[verb - 1]
    if before not in CONJUNCTIONS:
        return subject_before(scene, verb)
    if lower in CUE_NOUNS and reading.lower[verb + 1 : verb + 2] and reading.lower[verb + 1] in PREPOSITIONS:
        return None  # 'and questions about'
    finite = lower in PAST or lower.endswith(("s", "ed"))
    if not finite and not _is_bare(scene, verb):
        return None
    return shared_subject(scene, verb) if lower not in known.documents or lower in known.verbs else None


def _is_bare(scene: Scene, verb: int) -> bool:
    """Whether a verb without an ending may go on from one: 'those who pay and [see]', 'refuses to come or [explain]'."""
    reading = scene.reading
    for i in range(verb - 2, -1, -1):
        if reading.sentence[i] != reading.sentence[verb]:
            return False
        if reading.lower[i] == "who":
            return True
        if reading.lower[i] == "to":
            before = reading.lower[i - 1] if i else ""
            return before in lexicon().verbs or before.endswith(("es", "ed"))
    return False


def _by_participle(scene: Scene, word: int) -> tuple[Phrase, Answer | None]:
    """Who '..., promising more' hangs on: who spoke before in the sentence, else its subject, before or after."""
    reading = scene.reading
    nobody = Phrase(form=Form.NONE, first=-1, last=-1)
    here = scene.sentence(word)
    if reading.opens[word] or (word and reading.opens[word - 1] and reading.lower[word - 1] in BEFORE_PARTICIPLE):
        return subject_after(scene, word) or nobody, None
    before = reading.lower[word - 1] if word else ""
    if before not in BEFORE_PARTICIPLE:
        return nobody, None
    level = scene.within(word)
    for given in scene.given_before(word):
        if scene.sentence(given.word) == here and scene.within(given.word) == level:
            return nobody, given.answer
        break
    phrase = shared_subject(scene, word)
    return phrase or nobody, None if phrase is not None else scene.answered.get(level)


def _by_infinitive(scene: Scene, word: int) -> tuple[Phrase, Answer | None]:
    """'Olsen refused [to say]': who spoke by the verb right before; else that verb's subject. Not 'asked Olsen to say'."""
    nobody = Phrase(form=Form.NONE, first=-1, last=-1)
    reading = scene.reading
    verb = word - 1
    if verb < 0 or reading.sentence[verb] != reading.sentence[word]:
        return nobody, None
    for first, _, number in scene.contents:
        if first == word and scene.cue_ends.get(number) == verb:
            return nobody, scene.answered.get(number)
    lower = reading.lower[verb]
    phrase = _by_verb(scene, verb)
    sure = lower in lexicon().verbs or lower.endswith(("ed", "ing"))
    if phrase is None or not (sure or (lower.endswith("s") and phrase.form in (Form.NAMES, Form.PRONOUN))):
        return nobody, None
    return phrase, None
