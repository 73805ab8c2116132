"""What a Claim can be made of: the content of an attribution, or a checkable sentence in the outlet's own voice."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from sayso.ids import content_id
from sayso.records import Attribution, Document, Findings, Kind, Member, Span, Spans, Stance
from sayso.sentences import sentences

FEWEST_WORDS = 5
"""Words of a remark: 'a coup' alone cannot be held against another."""
MOST_WORDS = 90
"""Words of a remark: what is longer is no sentence but a list."""

_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_VERDICT = re.compile(r"\s+(?:is|are|was|were)\s+(?:[a-z]+ly\s+)?[\"'“‘]?([a-z]+(?: [a-z]+)?)[.,\"'”’]*\s*$", re.IGNORECASE)
_AND_THAT = re.compile(r",?\s+and\s+(that\s)")
_LAST_TIME = re.compile(r"\b(?:last|first|next|only)\s+time\s+\Z", re.IGNORECASE)
BEFORE = 20
"""Characters before a content in which that stands."""
_UNSAID = frozenset((Stance.DENIED, Stance.ASKED, Stance.WANTED))
_STATED = frozenset((Stance.ASSERTED, Stance.POSSIBLE, Stance.DENIED, Stance.PREDICTED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A possible member of a Claim. `words`: what is held against other remarks, blanks folded.

    These are the content's own where it `is_clause`; 'a truce with the rebels' says nothing alone, and is compared, and
    shown, with its source and its cue: 'the minister announced a truce with the rebels', and no more of the sentence.
    `speaker`: the id of who says it within the Document; None where that is not known, or the outlet says it itself.
    """

    member: Member
    words: str
    is_clause: bool = True
    speaker: str | None = None

    @property
    def is_denied(self) -> bool:
        """Whether its words are denied by its source. What is compared with its cue holds the denial itself."""
        return self.is_clause and self.member.stance is Stance.DENIED


def remarks(findings: Findings) -> Iterator[Remark]:
    """The remarks of one Document in reading order, a sentence each. What is only wanted or asked is none."""
    document = findings.document
    relays = _relays(findings.attributions, document.text)
    by_id = {a.id: a for a in findings.attributions}
    told = [
        a
        for a in findings.attributions
        if a.stance in _STATED
        and a.id not in relays
        and not _is_silent(a, document.text)
        and not _is_left_open(a, by_id, document.text)
        and not _is_last_time(a, document.text)
    ]
    found = [(member, _saying(a), a.speaker) for a in told for member in _said(a, document)]
    own = (*findings.narration, *_judging(findings))
    found += [(_narrated(span, document), span, None) for span in own]
    ordered = sorted(found, key=lambda one: (one[0].content[0], one[0].id))
    made = [_made(member, saying, speaker, document.text) for member, saying, speaker in ordered]
    yield from _once(r for r in made if FEWEST_WORDS <= len(_WORD.findall(r.words)) <= MOST_WORDS)


def _judging(findings: Findings) -> Iterator[Span]:
    """Sentences in which the outlet calls untrue what it has somebody say: 'A report that says the dam fell is fake.' That
    is its own word, though an attribution stands in the sentence, and denies what the report says."""
    text = findings.document.text
    seen: set[Span] = set()
    for item in findings.attributions:
        end = max((span.end for span in item.content), default=0)
        if item.sentence is None or item.parent is not None or item.sentence in seen:
            continue
        verdict = _judged().match(text, end, item.sentence.end)
        taken = (span for other in findings.attributions for span in other.content if span.overlaps(item.sentence))
        if verdict and not any(span.start <= verdict.start() < span.end for span in taken):
            seen.add(item.sentence)
            yield item.sentence


@cache
def _judged() -> re.Pattern[str]:
    """A verdict right behind a content: ' is a total fake', ' was not true'."""
    words = sorted(_lexicon()["verdicts"] | _lexicon()["judged"], key=lambda word: (-len(word), word))
    between = r"(?:(?:[a-z]+ly|a|an|the|all|total|pure|just)\s+)*"
    return re.compile(
        rf"\s+(?:is|are|was|were|proved|proves|turned out to be)\s+{between}[\"“'‘]?(?:{'|'.join(words)})\b", re.IGNORECASE
    )


def _saying(item: Attribution) -> Span:
    """The words from an attribution's first part to its last: who says it, and what; none before or behind these.

    Where nobody says it ('the bodies are believed to be theirs'), from where the sentence begins, which tells of whom.
    """
    parts = (*item.source, *item.cue, *item.content)
    start = min(span.start for span in parts)
    return Span(start if item.source or not item.sentence else item.sentence.start, max(span.end for span in parts))


def _made(member: Member, saying: Span, speaker: str | None, text: str) -> Remark:
    words = _folded(member.content, text)
    if is_clause(words):
        return Remark(member=member, words=words, speaker=speaker)
    whole = replace(member, content=(saying,))
    return Remark(member=whole, words=_folded(whole.content, text), is_clause=False, speaker=speaker)


def _once(found: Iterable[Remark]) -> Iterator[Remark]:
    """Without the sayings in which the same speaker's own words are a remark too, or that stood there before."""
    those = list(found)
    told: dict[str | None, list[Span]] = defaultdict(list)
    for remark in those:
        if remark.is_clause and remark.member.attribution:
            told[remark.speaker] += remark.member.content
    seen = set()
    for remark in those:
        key = remark.speaker, remark.member.content
        if not remark.is_clause and remark.member.attribution:
            if key in seen or any(span.holds(part) for part in told[remark.speaker] for span in remark.member.content):
                continue
            seen.add(key)
        yield remark


def is_clause(words: str) -> bool:
    """Whether something is said to be so: there is a finite verb, by a list of them and by ending. Words that are not in
    Latin letters are taken for a clause."""
    finite, endings = _lexicon()["finite"], tuple(_lexicon()["endings"])
    found = [word.replace("’", "'") for word in _LATIN.findall(words.casefold())]
    if len(found) < FEWEST_WORDS - 1:
        return not found and len(_WORD.findall(words)) >= FEWEST_WORDS
    return any(word in finite or (place and word.endswith(endings)) for place, word in enumerate(found))


def is_negated(words: str) -> bool:
    """Whether a word of negation or denial stands in it."""
    found = [word.replace("’", "'") for word in _LATIN.findall(words.casefold())]
    return any(word in _lexicon()["negations"] or word.endswith("n't") for word in found)


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    told = tomllib.loads(files("sayso.data").joinpath("claims_en.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in told.items()}


def _folded(content: Spans, text: str) -> str:
    return " ".join(" ".join(span.of(text) for span in content).split())


def _is_left_open(item: Attribution, by_id: Mapping[str, Attribution], text: str) -> bool:
    """Whether that somebody says it is itself only denied, asked or wanted, or not said by anybody: 'she denied that the
    mayor had said so', 'no one can say they knew'."""
    around = by_id.get(item.parent or "")
    while around is not None:
        words = " ".join(span.of(text) for span in (*around.source, *around.cue))
        is_question = around.stance is Stance.ASKED and around.kind is Kind.DIRECT  # it may name what was said
        if (around.stance in _UNSAID and not is_question) or (around.stance is Stance.POSSIBLE and is_negated(words)):
            return True
        around = by_id.get(around.parent or "")
    return False


def _is_last_time(item: Attribution, text: str) -> bool:
    """'The last time [he was seen in public] was in May' does not say that he was seen."""
    start = item.content[0].start if item.content else 0
    return bool(_LAST_TIME.search(text, max(0, start - BEFORE), start))


def _is_silent(item: Attribution, text: str) -> bool:
    """Whether the source only keeps silent about the content: 'would not confirm', 'declined' with 'to comment on it'."""
    cue = _latin(item.cue, text)
    begun = _latin(item.content[:1], text)[:2]
    told = {*cue, *(begun[1:] if begun[:1] == ["to"] else ())}
    withheld = _lexicon()["withheld"] & set(cue) or any(word.endswith("n't") for word in cue)
    return bool(withheld) and bool(_lexicon()["untold"] & told)


def _latin(spans: Spans, text: str) -> list[str]:
    return [word.replace("’", "'") for span in spans for word in _LATIN.findall(span.of(text).casefold())]


def _said(item: Attribution, document: Document) -> Iterator[Member]:
    told = _sentences(_without_verdict(item, document.text), document.text)
    for content in (part for sentence in told for part in _parts(sentence, document.text)):
        whole = content == item.content
        places = (f"{span.start}-{span.end}" for span in content)
        yield Member(
            id=item.id if whole else content_id("remark", item.id, *places),
            document=document.id,
            content=content,
            attribution=item.id,
            stance=item.stance,
        )


def _parts(content: Spans, text: str) -> Iterator[Spans]:
    """'that it fell and that nobody was hurt' is two, where each part is a clause."""
    *before, last = content
    place = next((m for m in _AND_THAT.finditer(last.of(text))), None)
    if place:
        one, other = Span(last.start, last.start + place.start()), Span(last.start + place.start(1), last.end)
        if all(is_clause(part.of(text)) for part in (one, other)):
            yield (*before, one)
            yield from _parts((other,), text)
            return
    yield content


def _without_verdict(item: Attribution, text: str) -> Spans:
    """A content without what its teller says of it: in 'the claim of the mayor that it fell is false' the mayor says no
    more than 'that it fell'."""
    cues = {word for span in item.cue for word in _LATIN.findall(span.of(text).casefold())}
    if not item.content or not cues & _lexicon()["put"]:
        return item.content
    last = item.content[-1]
    verdict = next((m for m in _VERDICT.finditer(last.of(text)) if m[1].casefold() in _lexicon()["verdicts"]), None)
    if verdict is None:
        return item.content
    return (*item.content[:-1], Span(last.start, last.start + verdict.start()))


def _sentences(content: Spans, text: str) -> Iterator[Spans]:
    """The sentences of a content. One that goes on after the cue ('"It", he said, "is over."') stays whole."""
    pieces = [Span(span.start + s.start, span.start + s.end) for span in content for s in sentences(span.of(text))]
    begun: list[Span] = []
    for piece in pieces:
        first = next((sign for sign in piece.of(text) if sign.isalnum()), "")
        if begun and not first.islower():
            yield tuple(begun)
            begun = []
        begun.append(piece)
    if begun:
        yield tuple(begun)


def _narrated(span: Span, document: Document) -> Member:
    return Member(id=content_id("n", document.id, str(span.start), str(span.end)), document=document.id, content=(span,))


def _relays(items: Sequence[Attribution], text: str) -> set[str]:
    """Attributions whose content is hardly more than 'B says C': what it holds is the inner one's to say. 'What B says is
    fake' is more."""
    size = {a.id: sum(span.end - span.start for span in a.content) for a in items}
    end = {a.id: max((span.end for span in a.content), default=0) for a in items}
    return {
        a.parent
        for a in items
        if a.parent in size and 2 * size[a.id] > size[a.parent] and not _judged().match(text, end[a.id], end[a.parent])
    }
