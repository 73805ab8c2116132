"""Which document a description means: 'a report by Politico', 'the study', 'the film'.

A document stands for its author where the phrase names one ('a report by Politico', 'Davis' commentary'); else for the
document that was a source before, or that the text gives a title ('her film “Salt”') or introduces ('a study of wages').
"""

from __future__ import annotations

from dataclasses import replace

from sayso.records import EntityType
from sayso.resolve.antecedent import owner_of
from sayso.resolve.figure import Figure
from sayso.resolve.headword import PREPOSITIONS
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import ORGANISATION, PERSON
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.scene import Answer, Scene, answer_described, answer_figures

# nouns for what tells of an inquiry: 'the report' may be 'a study' told before
REPORTS = frozenset(
    "report study survey analysis research paper poll review investigation audit findings finding article story".split()
)
# works that have titles, and the nouns that may stand for one another
WORKS = (
    frozenset({"film", "movie", "documentary", "feature"}),
    frozenset({"book", "novel", "memoir", "biography"}),
    frozenset({"song", "single", "track"}),
    frozenset({"play", "musical"}),
)
# what only keeps somebody's words or deeds: 'Reed's log' is not Reed who speaks, nor 'a transcript by the Post' the Post
RECORDS = frozenset(
    "transcript transcripts log logs record records minutes database data ledger ledgers email emails e-mails tape tapes "
    "footage video videos photo photos photographs files".split()
)
RELAYED = frozenset("transcript transcripts email emails e-mails".split())
OPENING, CLOSING = frozenset({"“", '"', "‘", "«"}), frozenset({"”", '"', "’", "»"})
LONGEST_TITLE = 8  # words
FAR = 3000  # words looked back over
LONGEST = 20  # words behind the noun that still describe it
PARTICIPLE_BEFORE = frozenset("by on in at for this last with from to earlier".split())


def resolve_document(scene: Scene, phrase: Phrase) -> Answer | None:
    """A document's author where the phrase names one; else the document told before that 'the report' means."""
    author = phrase.author if phrase.noun not in RELAYED and not _is_platform(phrase.author) else None
    if (
        author is None
        and phrase.noun not in RECORDS
        and phrase.owner is not None
        and phrase.owner.kind in (PERSON, ORGANISATION)
        and not _is_platform(phrase.owner)
        and _precedes(scene, phrase)
    ):
        author = phrase.owner
    if author is None and phrase.owned_by_pronoun >= 0 and phrase.owned_by_pronoun == phrase.first:
        author = owner_of(scene, phrase, -1)
        if author is None:
            return None
    if author is not None:
        return replace(answer_figures(scene, (author,)), noun=phrase.noun)
    if phrase.determiner in ("the", "this", "that") and phrase.last == phrase.head:
        for given in scene.given_before(phrase.first):
            answer = given.answer
            if answer.noun and (answer.noun == phrase.noun or {answer.noun, phrase.noun} <= REPORTS):
                return answer
        return _title(scene, phrase) or _introduced(scene, phrase)
    return None


def _is_platform(figure: Figure | None) -> bool:
    """Whether it is a site where anybody may write: Facebook says nothing on 'a Facebook page'."""
    return figure is not None and len(figure.tokens) == 1 and figure.tokens[0] in lexicon().platforms


def _precedes(scene: Scene, phrase: Phrase) -> bool:
    """Whether the owner stands before the noun ('Davis' commentary'), not behind 'of'."""
    return phrase.owner is not None and any(phrase.first <= n.first < phrase.head for n in phrase.owner.names)


def _title(scene: Scene, phrase: Phrase) -> Answer | None:
    """'Her film “Salt”', '“Salt”, a film by Reed': the title of the work that was named last before."""
    reading = scene.reading
    alike = next((works for works in WORKS if phrase.noun in works), frozenset())
    for i in range(phrase.first - 1, max(0, phrase.first - FAR) if alike else phrase.first, -1):
        if reading.lower[i] not in alike:
            continue
        at = i + 1 + (reading.words[i + 1 : i + 2] == (",",))
        if reading.words[at] in OPENING:
            return _quoted(scene, at, phrase)
        for comma in range(i - 1, max(1, i - 6), -1):
            if reading.words[comma] == "," and reading.words[comma - 1] in CLOSING:
                return _quoted(scene, _opening(scene, comma - 1), phrase)
            if reading.words[comma] in CLOSING and reading.words[comma - 1] == ",":
                return _quoted(scene, _opening(scene, comma), phrase)
            if not reading.words[comma][0].isalnum():
                break
    return None


def _opening(scene: Scene, closing: int) -> int:
    """Where the quotation that closes there opens; -1 where it is longer than a title."""
    words = scene.reading.words
    return next((i for i in range(closing - 1, max(-1, closing - LONGEST_TITLE - 3), -1) if words[i] in OPENING), -1)


def _quoted(scene: Scene, opening: int, phrase: Phrase) -> Answer | None:
    """The title that begins after the quotation mark at `opening`."""
    reading = scene.reading
    if opening < 0:
        return None
    furthest = min(len(reading.words), opening + LONGEST_TITLE + 3)
    end = next((i for i in range(opening + 1, furthest) if reading.words[i] in CLOSING), -1)
    while end > opening and reading.words[end - 1] in (",", ".", "!"):
        end -= 1
    first = opening + 1
    if end <= first or not (reading.words[first][0].isupper() or reading.words[first][0].isdigit()):
        return None
    span = reading.span(first, end - 1)
    words = span.of(reading.text)
    line = " ".join(words.split())
    return Answer(name=line, type=EntityType.DOCUMENT, span=span if line == words else None, noun=phrase.noun)


def _introduced(scene: Scene, phrase: Phrase) -> Answer | None:
    """'A long study of wages shows ... The study': the words by which the text first speaks of it, or its author."""
    reading = scene.reading
    known = lexicon()
    if phrase.noun not in known.documents:
        return None
    nouns = REPORTS if phrase.noun in REPORTS else {phrase.noun}
    found = None
    for i in range(phrase.first - 1, max(0, phrase.first - FAR), -1):
        if reading.lower[i] not in nouns or (reading.lower[i] != phrase.noun and found is not None):
            continue
        first = _article_before(scene, i)
        if first >= 0 and (found is None or reading.lower[i] == phrase.noun):
            found = first, i
            if reading.lower[i] == phrase.noun:
                break
    if found is None:
        return None
    first, noun = found
    earlier = parse(reading, scene.cast, [reading.span(first, _end_of_phrase(scene, noun))])
    if earlier.form is not Form.NOUN or earlier.head != noun:
        return None
    answer = resolve_document(scene, earlier)
    if answer is None and earlier.last - earlier.first < 2:
        return None  # 'a statement' tells no more than 'the statement'
    return answer or answer_described(scene, earlier, EntityType.DOCUMENT)


def _article_before(scene: Scene, noun: int) -> int:
    """The 'a' or 'an' of the noun phrase; -1 where it has none."""
    reading = scene.reading
    for i in range(noun - 1, max(-1, noun - 7), -1):
        lower = reading.lower[i]
        if lower in ("a", "an"):
            return i
        if not lower[0].isalnum() or lower in lexicon().function:
            return -1
    return -1


def _end_of_phrase(scene: Scene, noun: int) -> int:
    """The last word that still describes the noun: before a comma, a relative or the verb."""
    reading = scene.reading
    known = lexicon()
    last = noun
    for i in range(noun + 1, min(len(reading.words) - 1, noun + LONGEST)):
        lower, after = reading.lower[i], reading.lower[i + 1]
        if reading.sentence[i] != reading.sentence[noun] or not lower[0].isalnum():
            break
        participle = lower == "being" or reading.lower[i - 1] == "being"
        participle = participle or (lower.endswith("ed") and after in PARTICIPLE_BEFORE)
        ends = lower in known.verbs or lower.endswith("ing") or lower in ("that", "which", "who", "and", "but")
        if ends and not participle:
            break
        last = i
    while last > noun and reading.lower[last] in PREPOSITIONS:
        last -= 1
    return last
