"""Interviews and transcripts: whose words each turn is.

Four layouts are known: labels with a colon ('TAPPER: ...', 'John Smith: ...', 'Q: ... / A: ...', with or without bold
marks), a bold name on a line of its own, dashes ('— Question? / — Answer'), and questions in bold. Each is taken
only where it repeats and alternates as a conversation does; an ordinary article, with a photo credit here and a list of
points there, gives no turn. In order: labelled lines, dashes, bold questions; the first layout that is found is used.

The questions of an unlabelled interview are the outlet's; the answers are the guest's, whose name is looked for in what
stands before the first turn. Nothing else of the article is read.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Literal

from sayso.records import Span, Spans
from sayso.sentences import blocks

Role = Literal["question", "answer", "speaker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says until another does.

    `label` is the name before the words and `cue` the colon or dash, where there are such; `role` is 'speaker' where
    the label names the speaker, else 'question' (the outlet's) or 'answer' (the guest's). `content` is the words, one
    span for each run of paragraphs, without the stop that ends an unquoted one. `guest` is where the text before the
    first turn names the one who answers; None for questions, and where it does not tell.
    """

    role: Role
    content: Spans
    label: Span | None = None
    cue: Span | None = None
    guest: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """The opening of a turn: its paragraph's number, its label and cue, and where its words begin."""

    block: int
    words: Span
    label: Span | None
    cue: Span | None
    role: Role


LABEL = re.compile(
    r"[\"“]?(?P<bold>\*\*|__)?(?P<label>[^\W\d_][\w.’'-]*(?:[ \u00a0][\w.,()’'&/-]+){0,7})"
    r"(?:(?P<colon>:)(?:\*\*|__)?|(?:\*\*|__)(?P<late>:)?)[\"“ \u00a0\t]*(?=\S|\Z)"
)
BOLD = re.compile(r"(\*\*|__)(?P<words>[^*\n]{2,400}?)\1\s*\Z")
DASH = re.compile(r"(?P<dash>[—–-]|--)[ \u00a0]*(?=[^\W_]|[\"“«‘'(])")
QUESTION = re.compile(r"\?[\"”»’')\]*_]*\s*\Z")
STAGE = re.compile(r"[(\[{][^)\]}]*[)\]}.]*|[.…*_\s-]+|[A-Z][A-Z ]+(?:VIDEO|CLIP|CROSSTALK|APPLAUSE|BREAK)[A-Z. ]*")
# Names of persons, loosely: two to five words in capitals. What is no person is told by `data/layout.en.toml`.
NAME = re.compile(
    r"(?<!\w)[A-Z\u0410-\u042f][\w’'-]+"
    r"(?:[ \u00a0](?:[A-Z\u0410-\u042f]\.|[A-Z\u0410-\u042f][\w’-]+|al|bin|de|der|van|von)){1,4}"
)
SECOND_NAME = re.compile(r"(?<!\w)[A-Z\u0410-\u042f][\w.’'-]*[ \u00a0](?=([A-Z\u0410-\u042f][\w’-]*))")
MET = re.compile(
    r"(?:(?:interview|conversation|Q&A)s?(?: [^.\n]{0,40})? (?:with|of)|\b(?:spoke|talked|speaks|talks) (?:to|with))"
    r"(?: [^.\n]{0,60})? \Z",
    re.IGNORECASE,
)
SAYS = r"(?:says?|said|tells|told|comments?|commented|answers?|answered|explains?|explained|believes|talks|sat down)"
MET_US = re.compile(r"(?:\A|[.!?]\s+)(?:She|He) (?:spoke|talked|answered|agreed|sat down|gave)\b[^.\n]{0,60}")
SAID_BEFORE = re.compile(rf"\b{SAYS}\b[^.\n]*\Z")
SAID_AFTER = re.compile(rf",?[^.\n]{{0,80}}? {SAYS}\b")
REPORTS = re.compile(r"\b(?:According to|said that|told reporters|interviewed by|reported)\b")

FEWEST_TURNS = 3  # labelled paragraphs; two could be a pair of quotations set side by side
FEWEST_PAIRS = 2  # questions that an answer follows, for dashes and bold questions
LONGEST_LABEL = 60  # code points
LONGEST_GAP = 4  # paragraphs without a label that may go on with a turn
LONGEST_INTRODUCTION = 3000  # code points before the first turn that are looked through for the guest's name
LEAST_SCORE = 3  # of a guest's name: said to be interviewed, or named twice and in the title, or beside 'says'
LONGEST_SEARCHED = 200_000  # code points that are looked through for a surname's first name
LEAST_SHARE = 0.4  # of the paragraphs from the first to the last turn that must open one


@dataclass(frozen=True, slots=True)
class _Lexicon:
    no_speaker: frozenset[str]
    particles: frozenset[str]
    asking: frozenset[str]
    answering: frozenset[str]
    no_person: frozenset[str]
    afterword: tuple[str, ...]


@cache
def _lexicon() -> _Lexicon:
    raw = tomllib.loads(resources.files("sayso").joinpath("data/layout.en.toml").read_text(encoding="utf-8"))
    words = {key: frozenset(value.split()) for key, value in raw["label"].items()}
    no_person = frozenset(raw["person"]["no_person"].split())
    return _Lexicon(**words, no_person=no_person, afterword=tuple(raw["afterword"]["openings"]))


def turns(text: str, outlet: str | None = None) -> list[Turn]:
    """The turns of an interview or a transcript, in order; none for other texts. Any string is accepted.

    `outlet` is the name of who publishes the text, if known: a label that names it asks the questions.
    """
    paragraphs = blocks(text)
    for layout in (_labelled, _dashes, _bold_questions):
        starts = layout(text, paragraphs)
        if starts:
            guest = _guest(text, Span(0, paragraphs[starts[0].block].start), outlet)
            return [turn for turn in _filled(text, paragraphs, starts, guest, outlet) if turn.content]
    return []


def _labelled(text: str, paragraphs: Sequence[Span]) -> list[_Start]:
    """'TAPPER: ...', 'Q: ...': labels of at least two speakers, one of them twice or more, close to one another."""
    starts = [start for number, block in enumerate(paragraphs) if (start := _label_at(text, block, number))]
    if sum(start.role == "answer" for start in starts) >= FEWEST_TURNS:
        starts = _with_glued_questions(text, paragraphs, starts)
    names = Counter(_surname(text, start) for start in starts)
    names.update(label.split()[0].upper() for s in starts if s.label and " " in (label := s.label.of(text)))
    second_names = frozenset(match[1].upper() for match in SECOND_NAME.finditer(text[:LONGEST_SEARCHED]))
    starts = _dense([s for s in starts if s.role != "speaker" or _is_known(text, s, names, second_names)])
    if starts and starts[0].block == 0 and (len(starts) < 2 or starts[1].block > 1):
        starts = starts[1:]  # a headline: 'Fallin: Trump is ...'
    kept = Counter(_surname(text, start) for start in starts)
    if len(starts) < FEWEST_TURNS or len(kept) < 2 or max(kept.values()) < 2:
        return []
    return starts


def _label_at(text: str, block: Span, number: int) -> _Start | None:
    """The label that a paragraph begins with, if it can name a speaker and words follow it (or its line is bold)."""
    match = LABEL.match(text, block.start, min(block.end, block.start + LONGEST_LABEL + 8))
    if match is None or not is_label(match["label"]):
        return None
    colon = next((group for group in ("colon", "late") if match[group]), None)
    if colon is None and (match["bold"] is None or match.end() < block.end):
        return None
    words = Span(min(match.end("label") if colon is None else match.end(colon), block.end), block.end)
    if colon is not None and not re.search(r"[^\W\d_]{2}", text[words.start : words.end]):
        return None
    return _Start(
        block=number,
        words=words,
        label=Span(*match.span("label")),
        cue=Span(*match.span(colon)) if colon else None,
        role=_role(match["label"]),
    )


def _with_glued_questions(text: str, paragraphs: Sequence[Span], starts: list[_Start]) -> list[_Start]:
    """'QWhat would have happened?' beside 'A: ...': a lost colon, where at least as many stand as answers do."""
    taken = {start.block for start in starts}
    glued = [
        _Start(block=n, words=Span(b.start + 1, b.end), label=Span(b.start, b.start + 1), cue=None, role="question")
        for n, b in enumerate(paragraphs)
        if n not in taken and text[b.start] == "Q" and text[b.start + 1 : b.start + 3].istitle()
    ]
    return sorted([*starts, *glued], key=lambda start: start.block) if len(glued) > 1 else starts


def is_label(label: str) -> bool:
    """Whether words before a colon are written like a name: all but particles with a capital, none of a caption."""
    lexicon, words = _lexicon(), label.replace(",", " ").split()
    if not words or words[0].lower().strip(".") in lexicon.no_speaker or words[-1].lower().strip(".") in lexicon.no_speaker:
        return False
    outside = re.sub(r"\([^)]*\)?|,.*", " ", label).split()
    return bool(outside) and all(word[0].isupper() or word.lower() in lexicon.particles for word in outside)


def _role(label: str) -> Role:
    word = label.strip(". ").lower()
    if word in _lexicon().asking:
        return "question"
    return "answer" if word in _lexicon().answering else "speaker"


def _surname(text: str, start: _Start) -> str:
    """The last word of a label's name, in capitals: 'JAKE TAPPER', 'Tapper' and 'Mr. Tapper (CNN)' are one."""
    label = start.label.of(text) if start.label else ""
    words = re.sub(r"\([^)]*\)?|,.*", " ", label).split()
    return words[-1].strip(".").upper() if words else ""


def _is_known(text: str, start: _Start, names: Counter[str], second_names: frozenset[str]) -> bool:
    """All capitals, a repeated name of several words, or a surname that the text gives a first name."""
    label = start.label.of(text) if start.label else ""
    surname = _surname(text, start)
    if len(label) > 1 and label.upper() == label:
        return True
    return (" " in label and names[surname] > 1) or surname in second_names


def _dense(starts: list[_Start]) -> list[_Start]:
    """The longest run of turns with no wide gap between them, if they are most of what stands there."""
    runs: list[list[_Start]] = []
    for start in starts:
        if runs and start.block - runs[-1][-1].block <= LONGEST_GAP:
            runs[-1].append(start)
        else:
            runs.append([start])
    best = max(runs, key=len, default=[])
    if not best or len(best) < LEAST_SHARE * (best[-1].block - best[0].block + 1):
        return []
    return best


def _dashes(text: str, paragraphs: Sequence[Span]) -> list[_Start]:
    """'— Question? / — Answer': lines that open with a dash, questions and other lines in turn.

    Where every question stands at an even place among them, the lines at the other even places are the interviewer's too
    ('— He expects a second attempt. / — I do not').
    """
    starts: list[_Start] = []
    for number, block in enumerate(paragraphs):
        match = DASH.match(text, block.start, block.end)
        if match is None:
            continue
        asks = QUESTION.search(text, max(block.start, block.end - 12), block.end) is not None
        role: Role = "question" if asks and (not starts or starts[-1].role == "answer") else "answer"
        cue = Span(*match.span("dash"))
        starts.append(_Start(block=number, words=Span(match.end(), block.end), label=None, cue=cue, role=role))
    dense = _dense(starts)
    closings = (Span(max(s.words.start, s.words.end - 12), s.words.end) for s in dense)
    asked = [place for place, closing in enumerate(closings) if QUESTION.search(text, closing.start, closing.end)]
    if len(asked) >= FEWEST_PAIRS and len(dense) % 2 == 0 and all(place % 2 == 0 for place in asked):
        return [replace(s, role="answer" if place % 2 else "question") for place, s in enumerate(dense)]
    return _conversation(dense)


def _bold_questions(text: str, paragraphs: Sequence[Span]) -> list[_Start]:
    """Questions in bold (`**`), each with an answer in the paragraphs that follow."""
    starts: list[_Start] = []
    for number, block in enumerate(paragraphs):
        match = BOLD.match(text, block.start, block.end)
        if match is not None and QUESTION.search(match["words"]):
            words = Span(*match.span("words"))
            starts.append(_Start(block=number, words=words, label=None, cue=None, role="question"))
        elif starts and match is None and starts[-1].role == "question":
            starts.append(_Start(block=number, words=block, label=None, cue=None, role="answer"))
    return _conversation(starts)


def _conversation(starts: list[_Start]) -> list[_Start]:
    """The turns, from the first question on, if enough answers follow questions and questions are no rare thing."""
    while starts and starts[0].role != "question":
        starts = starts[1:]
    pairs = sum(one.role == "question" and two.role == "answer" for one, two in pairwise(starts))
    return starts if pairs >= FEWEST_PAIRS and 5 * pairs >= 2 * len(starts) - 1 else []


def _filled(
    text: str, paragraphs: Sequence[Span], starts: list[_Start], guest: Span | None, outlet: str | None
) -> list[Turn]:
    """The turns with the paragraphs that go on with them, and who says each."""
    found = []
    for place, start in enumerate(starts):
        last = starts[place + 1].block if place + 1 < len(starts) else None
        parts = [start.words, *_carried_on(text, paragraphs, start, last, guest)]
        content = _content(text, parts)
        role = start.role
        if role == "speaker" and outlet and start.label and start.label.of(text).casefold() in outlet.casefold():
            role = "question"
        answers = guest if role == "answer" else None
        found.append(Turn(role=role, content=content, label=start.label, cue=start.cue, guest=answers))
    return found


def _carried_on(text: str, paragraphs: Sequence[Span], start: _Start, before: int | None, guest: Span | None) -> list[Span]:
    """The paragraphs after a turn's first that are still its own. `before` is the next turn's; None for the last turn,
    that only an unlabelled answer goes on from, and only as far as nothing else seems to begin: a guest does not speak
    of herself by her name."""
    surname = guest.of(text).split()[-1] if guest else None
    if before is not None:
        between = list(paragraphs[start.block + 1 : before])
        return [] if any(_is_afterword(text, block) for block in between[1:]) else between
    found: list[Span] = []
    for block in paragraphs[start.block + 1 : start.block + 1 + LONGEST_GAP]:
        ends = text[block.end - 1] in '.!?…”"»'
        if start.role != "answer" or start.label or not ends or _is_afterword(text, block):
            break
        if surname and surname in block.of(text):
            break
        found.append(block)
    return found


def _is_afterword(text: str, block: Span) -> bool:
    """Whether a paragraph begins something else: a reference, a note, a report of what others said."""
    opens = text.startswith(_lexicon().afterword, block.start, block.end)
    return opens or REPORTS.search(text, block.start, min(block.end, block.start + 400)) is not None


def _content(text: str, parts: list[Span]) -> Spans:
    """The turn's words: paragraphs joined, stage directions left out, no space and no unquoted full stop at the end."""
    found: list[Span] = []
    joins = False
    for part in parts:
        words = text[part.start : part.end]
        start = part.start + len(words) - len(words.lstrip(" \u00a0\t*_"))
        end = part.start + len(words.rstrip(" \u00a0\t*_"))
        if start >= end or STAGE.fullmatch(text, start, end):
            joins = False
            continue
        if joins:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
        joins = True
    if found and not text[found[-1].start : found[-1].end].endswith((". . .", "...")):
        words = found[-1].of(text)
        found[-1] = Span(found[-1].start, found[-1].start + len(words.rstrip(" .\u00a0")))
    return tuple(span for span in found if span.start < span.end)


def _guest(text: str, introduction: Span, outlet: str | None) -> Span | None:
    """The name of who answers, from what stands before the first turn; None where it does not say.

    Names are weighed: each time one stands there, in the title, after 'interview with', beside 'says', or before 'She spoke
    to us'. The outlet's own name is nobody's.
    """
    start = max(introduction.start, introduction.end - LONGEST_INTRODUCTION)
    title_end = text.find("\n", 0, introduction.end)
    met_us = [match.start() for match in MET_US.finditer(text, start, introduction.end)]
    scores, spans = Counter[str](), dict[str, Span]()
    for match in NAME.finditer(text, start, introduction.end):
        if _is_no_person(match.group(), outlet):
            continue
        before, after = text[max(start, match.start() - 200) : match.start()], text[match.end() : match.end() + 100]
        key = " ".join(match.group().split()[-2:]).casefold()
        spans[key] = Span(*match.span())
        scores[key] += 1 + (match.start() < title_end)
        scores[key] += 3 * (bool(MET.search(before)) and not MET_US.search(before))
        scores[key] += 2 * bool(SAID_AFTER.match(after) or (after[:1] in ".,;:\n" and SAID_BEFORE.search(before)))
        if met_us and match.start() < met_us[0] and "\n" not in text[match.end() : met_us[0]]:
            scores[key] += 3  # the first one named in the paragraph: its subject
            met_us = []
    best = max(scores.values(), default=0)
    return next((spans[key] for key in reversed(spans) if scores[key] == best), None) if best >= LEAST_SCORE else None


def _is_no_person(name: str, outlet: str | None) -> bool:
    """Whether words in capitals hold one that no person's name has, or are the outlet's."""
    words = [re.sub(r"[’']s?\Z", "", word.lower()) for word in name.split()]
    own = (outlet or "").casefold()
    return any(word in _lexicon().no_person for word in words) or bool(own and name.casefold() in own)
