"""What is known while the sources of one text are resolved, in the order in which they stand.

`Scene` holds the text's words and figures and the answers given so far; `Answer` says who one source is. The rules that
find answers are in `antecedent` (pronouns) and `nominal` (descriptions).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from sayso.records import EntityType, Metadatum, Span
from sayso.resolve.figure import Cast, Figure
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import ORGANISATION, PERSON, PLACE, Name
from sayso.resolve.phrase import Phrase
from sayso.resolve.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Who one source is. `name` is the document's words; `span` one place of them, None for several figures together.

    `figures`: whom the text names; none where it only describes. `noun`: the head of the description, '' for names.
    """

    name: str
    type: EntityType
    span: Span | None
    figures: tuple[Figure, ...] = ()
    noun: str = ""

    @property
    def is_plural(self) -> bool:
        """Whether 'they' can mean it."""
        return len(self.figures) > 1 or self.type in (EntityType.GROUP, EntityType.ORGANISATION)

    @property
    def person(self) -> Figure | None:
        """The one person that it is, None for all else."""
        return self.figures[0] if len(self.figures) == 1 and self.figures[0].kind == PERSON else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An Answer at its place: the source's first word (or the content's, where there is no source)."""

    word: int
    answer: Answer
    first_person: bool = False
    """Whether the source was 'I' or 'we', whom 'he', 'they' or 'it' beside it does not mean."""


@dataclass(slots=True, kw_only=True)
class Scene:
    """The working state of one text. `contents`: first and last word of each content, and its attribution's number.
    `cue_ends`: attribution number -> the last word of its cue."""

    reading: Reading
    cast: Cast
    contents: tuple[tuple[int, int, int], ...]
    cue_ends: dict[int, int] = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)
    firsts: list[int] = field(init=False)
    """The first word of each name in the cast's timeline."""
    answered: dict[int, Answer] = field(default_factory=dict)
    """Attribution number -> who its source is."""
    author: Metadatum | None = None
    outlet: Metadatum | None = None
    guest: Metadatum | None = None

    def within(self, word: int) -> int:
        """The number of the attribution whose content holds the word; -1 for none. The innermost where several do."""
        at = bisect_right(self.contents, (word, 10**9, 10**9)) - 1
        while at >= 0:
            first, last, number = self.contents[at]
            if first <= word <= last:
                return number
            if word - first > LONGEST_CONTENT:
                break
            at -= 1
        return -1

    def __post_init__(self) -> None:
        self.firsts = [name.first for name, _ in self.cast.timeline]

    def given_before(self, word: int) -> Iterator[Given]:
        """The answers given for sources before the word, the last first, at most `MEMORY` of them."""
        return islice((given for given in reversed(self.given) if given.word < word), MEMORY)

    def names_before(self, word: int, sentences: int) -> Iterator[tuple[Name, Figure]]:
        """Names that begin before the word, at most so many sentences back, the last first."""
        here = self.sentence(word)
        for at in range(bisect_left(self.firsts, word) - 1, -1, -1):
            name, figure = self.cast.timeline[at]
            if here - self.sentence(name.last) > sentences:
                return
            yield name, figure

    def names_after(self, word: int) -> Iterator[tuple[Name, Figure]]:
        """Names that begin after the word, in order."""
        return islice(iter(self.cast.timeline), bisect_right(self.firsts, word), None)

    def is_lead(self, word: int) -> bool:
        """Whether the word stands in the first sentences, where a description may come before the name."""
        return self.sentence(word) < LEAD

    def sentence(self, word: int) -> int:
        """The number of the word's sentence."""
        return self.reading.sentence[min(max(word, 0), len(self.reading.words) - 1)]


MEMORY = 400  # answers looked back for: a text with more between a source and what it means is no article
LEAD = 3  # sentences at the beginning of a text in which a description may stand for somebody named later
AHEAD = 8  # sentences looked ahead from there
ARABIC = frozenset({"al", "el"})
PARTICLES = ARABIC | frozenset("de del da van von der den bin ibn".split())
TIMES = frozenset("week month year night day morning afternoon evening summer spring fall autumn winter weekend".split())
JOINING = frozenset({"and", "or", "as"})
TRAILING = JOINING | frozenset("of on at in for from with by to about".split())
LONGEST_CONTENT = 1500  # words looked back for the content that holds a word


def answer_figures(scene: Scene, figures: tuple[Figure, ...]) -> Answer:
    """The Answer that names these figures, in full."""
    names = [_full_name(scene.reading, f) for f in figures]
    if len(figures) == 1:
        name, span = names[0]
        return Answer(name=name, type=type_of(figures[0]), span=span, figures=figures)
    types = {type_of(f) for f in figures}
    joint = types.pop() if len(types) == 1 else EntityType.GROUP
    return Answer(name=" & ".join(name for name, _ in names), type=joint, span=None, figures=figures)


def _full_name(reading: Reading, figure: Figure) -> tuple[str, Span | None]:
    """The fullest name, on one line, and where it stands; no place where line breaks cut every one."""
    first = figure.full.first
    if first == figure.full.last and figure.kind != PLACE:
        particles = PARTICLES if figure.kind == PERSON else ARABIC
        while first and reading.lower[first - 1] in particles and reading.sentence[first - 1] == reading.sentence[first]:
            first -= 1  # 'Mayor de Brugge', 'al Qaeda'
    span = reading.span(first, figure.full.last)
    words = span.of(reading.text)
    if words.isupper() and len(words) > 5:
        other = next(
            (
                n
                for n in figure.names
                if n.last - n.first == figure.full.last - figure.full.first and not reading.words[n.last].isupper()
            ),
            None,
        )
        if other is not None:
            span = reading.span(other.first, other.last)
            words = span.of(reading.text)
    line = " ".join(words.split())
    return line, span if line == words else None


def type_of(figure: Figure) -> EntityType:
    """What a named figure is. A place that speaks is its government, and what no rule knows is a person unless it looks
    like an acronym or a title."""
    if figure.kind == PERSON:
        return EntityType.PERSON
    if figure.kind in (ORGANISATION, PLACE):
        return EntityType.ORGANISATION
    known = lexicon()
    if len(figure.tokens) == 1 and figure.tokens[0].startswith("al-"):
        return EntityType.ORGANISATION
    if len(figure.tokens) == 1 and figure.tokens[0][0] == "@":
        return EntityType.PERSON
    if len(figure.tokens) == 1 and figure.tokens[0] not in known.function:
        return EntityType.PERSON if not any(c.isdigit() for c in figure.tokens[0]) else EntityType.ORGANISATION
    if figure.tokens[-1] in known.organisation_plurals or "and" in figure.tokens:
        return EntityType.ORGANISATION
    return (
        EntityType.PERSON
        if 2 <= len(figure.tokens) <= 4 and figure.tokens[0] not in known.demonyms | (known.countries - known.given.keys())
        else EntityType.ORGANISATION
    )


def before_time(reading: Reading, head: int, last: int) -> int:
    """'A panel in 2001', 'the agency on Monday', 'officials last week': the last word without what only tells when."""
    known = lexicon()
    lower = reading.lower
    if last - head >= 2 and not lower[last - 2].endswith("ed"):
        year = lower[last].isdigit() and len(lower[last]) == 4
        if lower[last - 1] in ("in", "on", "by", "since") and (year or lower[last] in known.calendar):
            return last - 2
        if lower[last - 1] in ("last", "this") and lower[last] in TIMES:
            return last - 2
    bare = last > head and lower[last] in known.calendar and lower[last] != "may"
    if bare and not lower[last - 1].endswith("ed") and lower[last - 1] not in ("in", "on", "by", "since", "of"):
        return last - 1
    return last


def answer_described(scene: Scene, phrase: Phrase, type_: EntityType) -> Answer:
    """The Answer that gives the document's own description: the phrase up to its first comma or bracket."""
    reading = scene.reading
    last = phrase.last
    for i in range(phrase.head + 1, phrase.last + 1):
        if (
            reading.words[i] in (",", "(", ";", ":", "—", "–", "―", "“", '"')
            or reading.sentence[i] != reading.sentence[phrase.head]
        ):
            last = i - 1
            break
    loose = TRAILING if last < phrase.last else JOINING  # 'The story on “news” site Reed'
    while last > phrase.head and (not reading.words[last][-1].isalnum() or reading.lower[last] in loose):
        last -= 1
    last = before_time(reading, phrase.head, last)
    whole = reading.span(phrase.first, max(last, phrase.head))
    span = Span(max(whole.start, phrase.bounds.start), min(whole.end, phrase.bounds.end))
    if span.start >= span.end:
        span = whole
    words = span.of(reading.text)
    line = " ".join(words.split())
    return Answer(name=line, type=type_, span=span if line == words else None, noun=phrase.noun)
