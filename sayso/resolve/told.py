"""Who speaks where the words themselves, or the words behind the cue, tell it more plainly than the source does.

'He said: “My name is Jan Reed ...”': Jan Reed, whomever 'he' may mean. '... in the capital, [Orsavel], said Ida Reed': the
city ends the words that are reported, and who says them is named behind the verb. A paragraph that opens a quotation after
one that closed none goes on with it, whoever is named further down.
"""

from __future__ import annotations

from sayso.records import Attribution
from sayso.resolve.figure import named_at
from sayso.resolve.names import PERSON
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.reading import Reading
from sayso.resolve.scene import Answer, Scene, answer_figures
from sayso.resolve.unsourced import INVERTED

NAMED_BY = (("my", "name", "is"), ("my", "name", "'s"), ("my", "name", "’s"))
INTRODUCED_BY = (("i", "am"), ("i", "'m"), ("i", "’m"))
MARKS = frozenset({"“", '"', "‘", "'", "«", "`"})
DOUBLE = frozenset({"“", '"'})
CLOSED_BY = frozenset({",", ".", "and", ";", "!", "”", '"', "’"})


def names_himself(scene: Scene, attribution: Attribution) -> Answer | None:
    """The person of a quotation that begins 'My name is Jan Reed' or 'I am Jan Reed,'; None for any other."""
    reading = scene.reading
    if not attribution.content:
        return None
    words = list(reading.within(min(attribution.content)))
    while words and reading.words[words[0]] in MARKS:
        words.pop(0)
    for opening in (*NAMED_BY, *INTRODUCED_BY):
        size = len(opening)
        if tuple(reading.lower[i] for i in words[:size]) != opening or len(words) <= size:
            continue
        pair = named_at(scene.cast, words[size])
        if pair is None or pair[1].kind != PERSON or pair[0].first != words[size]:
            return None
        after = reading.words[pair[0].last + 1 : pair[0].last + 2]
        sure = opening in NAMED_BY or (pair[0].last > pair[0].first and bool(after) and after[0] in CLOSED_BY)
        return answer_figures(scene, (pair[1],)) if sure else None
    return None


def behind_comma(scene: Scene, attribution: Attribution, phrase: Phrase) -> Phrase:
    """The person named right behind 'said' where the source is a name that stands between two commas before it, as the end
    of what is reported does; else the same Phrase."""
    reading = scene.reading
    cue = [i for span in attribution.cue for i in reading.within(span)]
    if phrase.form is not Form.NAMES or len(phrase.names) > 1 or not cue:
        return phrase
    name, at = phrase.names[0][0], max(cue) + 1
    if reading.words[name.first - 1 : name.first] != (",",) or reading.words[name.last + 1 : name.last + 2] != (",",):
        return phrase
    pair = named_at(scene.cast, at) if at < len(reading.words) else None
    inverted = reading.lower[at - 1] in INVERTED and reading.sentence[name.first] == scene.sentence(at)
    if pair is None or pair[1].kind != PERSON or not inverted:
        return phrase
    return parse(reading, scene.cast, [reading.span(pair[0].first, pair[0].last)])


def runs_on(scene: Scene, attribution: Attribution) -> Answer | None:
    """Who speaks in the paragraph before, where its quotation is not closed and this content opens the next paragraph with
    a mark, and no source stands in that one; None for any other."""
    reading = scene.reading
    words = list(reading.within(min(attribution.content))) if attribution.content else []
    if not words:
        return None
    at = words[0] if reading.words[words[0]] in DOUBLE else words[0] - 1
    here = reading.paragraph[at]
    if at < 1 or reading.words[at] not in DOUBLE or reading.paragraph[at - 1] == here:
        return None
    if any(reading.paragraph[i] == here for span in attribution.source for i in reading.within(span)):
        return None
    if any(reading.paragraph[i] != here for span in attribution.content for i in reading.within(span)):
        return None  # words of others may have been put to these
    if not _is_open(reading, at - 1):
        return None
    last = next((i for i in range(at - 1, max(-1, at - 4), -1) if reading.words[i][0].isalnum()), at - 1)
    held = [(last_ - first, number) for first, last_, number in scene.contents if first <= last <= last_]
    return scene.answered.get(max(held)[1]) if held else None


def _is_open(reading: Reading, last: int) -> bool:
    """Whether the paragraph that ends with that word has opened a quotation and not closed it."""
    marks = ""
    at = last
    while at >= 0 and reading.paragraph[at] == reading.paragraph[last]:
        marks += reading.words[at] if reading.words[at] in ('"', "“", "”") else ""
        at -= 1
    return marks.count('"') % 2 == 1 or marks.count("“") > marks.count("”")
