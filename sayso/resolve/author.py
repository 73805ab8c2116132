"""Who 'I' is: the speaker in whose words it stands, else the author of the text, where the text tells.

The author is told by a byline ('By Jane Roe'), by the name under a letter, or by a line at the end that says who the
author is ('Charlotte Meehan is playwright-in-residence at ...'), else by the Document's metadata; 'we' is then its outlet.
"""

from __future__ import annotations

from itertools import islice

from sayso.records import EntityType, Metadatum
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import ORGANISATION, PERSON, UNCLEAR
from sayso.resolve.reading import Reading
from sayso.resolve.scene import Answer, Scene, answer_figures

MENTIONS = 1  # whom the text names elsewhere too signs nothing: a line with the name alone stands under a picture
SIGNATURES = 200  # names looked ahead for one that stands alone under a letter
LONGEST_CREDIT = 20  # words
CREDIT_LINES = 4  # paragraphs at the top in which a line may say whose text it is
FIRST_SINGULAR = frozenset("i me my mine myself я меня мне мой моя".split())
FIRST_PLURAL = frozenset("we us our ours ourselves мы нам нас нами наш наша наши".split())


def find_author(scene: Scene, word: int) -> Answer | None:
    """Whom 'I' at `word` means; None where the text does not tell."""
    number = scene.within(word)
    if number in scene.answered:
        return scene.answered[number]
    if scene.reading.lower[word] in FIRST_PLURAL and scene.outlet is not None:
        return told(scene.outlet, EntityType.ORGANISATION)
    if scene.reading.lower[word] in FIRST_PLURAL:
        body = _credited(scene)
        if body is not None:
            return body
    found = _signed(scene, word) or _byline(scene) or _described_at_end(scene)
    if found is None and scene.author is not None:
        return told(scene.author, EntityType.PERSON)
    return found


def told(fact: Metadatum, kind: EntityType) -> Answer:
    """The Answer that a fact of the Document's metadata gives: its author, its outlet."""
    return Answer(name=fact.value, type=kind, span=fact.span)


def _signed(scene: Scene, word: int) -> Answer | None:
    """The next paragraph that is a person's name and nothing else."""
    reading = scene.reading
    for name, figure in islice(scene.names_after(word), SIGNATURES):
        if figure.kind not in (PERSON, UNCLEAR) or len(figure.names) > MENTIONS:
            continue
        alone = name.first == 0 or reading.paragraph[name.first - 1] != reading.paragraph[name.first]
        after = name.last + 1
        while after < len(reading.words) and reading.paragraph[after] == reading.paragraph[name.last]:
            if reading.words[after][0].isalnum():
                alone = False
                break
            after += 1
        if alone and (name.last > name.first or reading.words[name.first][0] == "@"):
            if reading.lower[word] in FIRST_PLURAL and not FIRST_SINGULAR & set(_letter(scene, word, name.first)):
                return None  # who signs alone and never says 'I' is not meant by the 'we' of the paper
            return answer_figures(scene, (figure,))
    return None


def _credited(scene: Scene) -> Answer | None:
    """'Open Square monitoring group, Oslo, 22 March 2024': the organisation that begins a line with a date at the top."""
    reading = scene.reading
    for name, figure in scene.cast.timeline:
        line = reading.paragraph[name.first]
        if line > CREDIT_LINES:
            return None
        before = range(max(0, name.first - 3), name.first)
        opens = not any(reading.paragraph[i] == line and reading.words[i][0].isalnum() for i in before)
        if figure.kind == ORGANISATION and opens and _is_dated(reading, name.last + 1):
            return answer_figures(scene, (figure,))
    return None


def _is_dated(reading: Reading, word: int) -> bool:
    """Whether what follows in the line and sentence has a date and no verb."""
    if word >= len(reading.words):
        return False
    rest = range(word, min(len(reading.words), word + LONGEST_CREDIT))
    place = reading.sentence[word], reading.paragraph[word]
    here = [i for i in rest if (reading.sentence[i], reading.paragraph[i]) == place]
    months = [i for i in here if reading.lower[i] in lexicon().calendar]
    dated = any(reading.words[k].isdigit() for i in months for k in (i - 1, i + 1) if k in here)
    return dated and not any(reading.lower[i] in lexicon().verbs for i in here)


def _letter(scene: Scene, word: int, signature: int) -> tuple[str, ...]:
    """The words of the paragraph of `word` and all after it up to the signature."""
    reading = scene.reading
    while word and reading.paragraph[word - 1] == reading.paragraph[word]:
        word -= 1
    return reading.lower[word:signature]


def _byline(scene: Scene) -> Answer | None:
    """'By Jane Roe' or 'From the desk of Jane Roe' at the beginning of one of the first lines."""
    reading = scene.reading
    for name, figure in scene.cast.timeline:
        if reading.paragraph[name.first] > 6:
            return None
        start = name.first
        while start and reading.paragraph[start - 1] == reading.paragraph[name.first]:
            start -= 1
        if figure.kind in (PERSON, UNCLEAR) and reading.lower[start : name.first] in (
            ("by",),
            ("from", "the", "desk", "of"),
        ):
            return answer_figures(scene, (figure,))
    return None


def _described_at_end(scene: Scene) -> Answer | None:
    """'Jane Roe is a ...' or 'Jane Roe, a ..., is': the first words of the last paragraph."""
    reading = scene.reading
    if not reading.words:
        return None
    end = reading.paragraph[-1]
    for name, figure in scene.cast.timeline:
        if figure.kind != PERSON or reading.paragraph[name.first] < end - 1 or name.last == name.first:
            continue
        starts = name.first == 0 or reading.paragraph[name.first - 1] != reading.paragraph[name.first]
        after = reading.lower[name.last + 1] if name.last + 1 < len(reading.words) else ""
        if starts and after in ("is", "was", ",", "writes", "teaches"):
            return answer_figures(scene, (figure,))
    return None
