"""Who 'I' is: the speaker in whose words it stands, else the author of the text, where the text tells.

The author is told by a byline ('By Jane Roe'), by the name under a letter, or by a line at the end that says who the
author is ('Charlotte Meehan is playwright-in-residence at ...'), else by the Document's metadata; 'we' is then its outlet.
"""

from __future__ import annotations

from itertools import islice

from sayso.records import EntityType, Metadatum
from sayso.resolve.names import PERSON, UNCLEAR
from sayso.resolve.scene import Answer, Scene, answer_figures

SIGNATURES = 200  # names looked ahead for one that stands alone under a letter
FIRST_PLURAL = frozenset("we us our ours ourselves мы нам нас нами наш наша наши".split())


def find_author(scene: Scene, word: int) -> Answer | None:
    """Whom 'I' at `word` means; None where the text does not tell."""
    number = scene.within(word)
    if number in scene.answered:
        return scene.answered[number]
    if scene.reading.lower[word] in FIRST_PLURAL and scene.outlet is not None:
        return _told(scene.outlet, EntityType.ORGANISATION)
    found = _signed(scene, word) or _byline(scene) or _described_at_end(scene)
    if found is None and scene.author is not None:
        return _told(scene.author, EntityType.PERSON)
    return found


def _told(fact: Metadatum, kind: EntityType) -> Answer:
    """The author or outlet that the Document's metadata name."""
    return Answer(name=fact.value, type=kind, span=fact.span)


def _signed(scene: Scene, word: int) -> Answer | None:
    """The next paragraph that is a person's name and nothing else."""
    reading = scene.reading
    for name, figure in islice(scene.names_after(word), SIGNATURES):
        if figure.kind not in (PERSON, UNCLEAR):
            continue
        alone = name.first == 0 or reading.paragraph[name.first - 1] != reading.paragraph[name.first]
        after = name.last + 1
        while after < len(reading.words) and reading.paragraph[after] == reading.paragraph[name.last]:
            if reading.words[after][0].isalnum():
                alone = False
                break
            after += 1
        if alone and (name.last > name.first or reading.words[name.first][0] == "@"):
            return answer_figures(scene, (figure,))
    return None


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
