"""Who speaks where an attribution has a cue but no source, if the words next to the cue tell.

'..., Olsen [said], adding that': the name or 'he' right before an active cue. '[said] Olsen': the name right after a verb
of saying. 'Olsen spoke to workers, [promising] more': the subject of the sentence that the participle hangs on. A passive
cue ('it was reported') tells nobody, and nothing is looked for beyond the sentence.
"""

from __future__ import annotations

from sayso.records import Attribution
from sayso.resolve.antecedent import is_subject
from sayso.resolve.figure import named_at
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import PERSON
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.scene import Answer, Scene

PASSIVE = frozenset("be been being was were is are am".split())
INVERTED = frozenset("said says added adds wrote writes noted argued replied tweeted explained insisted".split())


def unsourced(scene: Scene, attribution: Attribution) -> tuple[Phrase, Answer | None]:
    """The words that name the speaker (Form.NONE for none), or the Answer where it was given before in the sentence."""
    phrase = _beside(scene, attribution)
    if phrase is not None:
        return phrase, None
    found = _by_participle(scene, attribution)
    if isinstance(found, Phrase):
        return found, None
    return Phrase(form=Form.NONE, first=-1, last=-1), found


def _beside(scene: Scene, attribution: Attribution) -> Phrase | None:
    """The name or pronoun beside the cue, taken apart as a source is; None where there is none."""
    words = [i for span in attribution.cue for i in scene.reading.within(span)]
    if not words or PASSIVE & {scene.reading.lower[i] for i in words}:
        return None
    for at, fits in ((words[0] - 1, True), (words[-1] + 1, scene.reading.lower[words[-1]] in INVERTED)):
        if fits and 0 <= at < len(scene.reading.words) and scene.reading.sentence[at] == scene.reading.sentence[words[0]]:
            phrase = _named(scene, at, attribution)
            if phrase is not None:
                return phrase
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


def _by_participle(scene: Scene, attribution: Attribution) -> Answer | Phrase | None:
    """Who '..., promising more' hangs on: who spoke before in the sentence, else its subject."""
    if not attribution.cue:
        return None
    words = scene.reading.within(min(attribution.cue))
    if not words or not scene.reading.lower[words[0]].endswith("ing") or scene.reading.opens[words[0]]:
        return None
    here = scene.sentence(words[0])
    for given in scene.given_before(words[0]):
        if scene.sentence(given.word) == here:
            return given.answer
        break
    people = [name for name, figure in scene.names_before(words[0], 0) if figure.kind == PERSON and is_subject(scene, name)]
    return parse(scene.reading, scene.cast, [scene.reading.span(people[-1].first, people[-1].last)]) if people else None
