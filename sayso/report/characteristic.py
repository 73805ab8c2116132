"""Choose the one statement that stands for a voice, and cut it where it is too long to show whole.

In order: each statement gets a score (`score`), the best one wins, ties go to the earlier one. A quotation is cut at
the end of a sentence, else between words, never inside a character that is written with several code points; the view
says that it was cut and the renderer shows that in its own voice.

It does not judge what is said: the score knows form only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sayso.records import Attribution, Kind, Span

# Columns of a terminal, where a Chinese character takes two. Below the first a statement tells little ("it"), above the
# second it is no longer read at a glance; chosen by reading the briefs of the five seed articles and 24 of PolNeAR.
INFORMATIVE = (60, 280)
LONGEST = 300

BONUS_OF_KIND = {Kind.DIRECT: 0.20, Kind.MIXED: 0.10, Kind.INDIRECT: 0.0}
SENTENCE_END = re.compile(r"[.!?…。！？؟।](?:[\"'”’»」』)\]]*)(?=\s|$)|[。！？](?=.)", re.DOTALL)
SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))  # two of them make a flag
OPENING = "\"'“‘«„‹「『([-–— \t\r\n"


def score(attribution: Attribution, text: str, name: str) -> float:
    """How well one statement stands for the voice of this name, by form: the confidence, and what is added or taken off."""
    words = " ".join(span.of(text) for span in attribution.content)
    width = columns(words)
    points = attribution.confidence + BONUS_OF_KIND[attribution.kind]
    if width < INFORMATIVE[0]:
        points -= 0.8 * (1 - width / INFORMATIVE[0])
    elif width > INFORMATIVE[1]:
        points -= min(0.3, (width - INFORMATIVE[1]) / 2000)
    points += 0.15 if begins_as_sentence(words) else 0.0
    points -= 0.15 * (len(attribution.content) - 1)
    points -= 0.15 if attribution.parent else 0.0  # told by somebody else
    points -= 0.20 if attribution.continues else 0.0  # nothing at the words says whose they are
    points -= 0.0 if is_turn(attribution) or is_named(attribution, text, name) else 0.25  # 'he' may be somebody else
    points -= 0.15 if any(len(span.of(text).splitlines()) > 1 for span in attribution.content) else 0.0
    return points


def best(attributions: Sequence[tuple[Attribution, str]], name: str) -> int:
    """The index of the statement, with the text that it stands in, that stands for all of the voice of this name."""
    return max(range(len(attributions)), key=lambda i: (round(score(*attributions[i], name), 3), -i))


def is_turn(attribution: Attribution) -> bool:
    """Whether it is an interview's turn that no name stands before: the layout says whose it is."""
    return not (attribution.source or attribution.cue or attribution.continues)


def is_named(attribution: Attribution, text: str, name: str) -> bool:
    """Whether the source holds a word of the name, its ending aside, for some languages decline names."""
    source = " ".join(span.of(text) for span in attribution.source).casefold()
    words = [word.strip("\"'“”‘’«»().,") for word in name.casefold().split()]
    weighty = [word for word in words if len(word) > 3] or words
    return any(word[: max(3, len(word) - 2)] in source for word in weighty if word)


def excerpt(spans: Sequence[Span], text: str) -> tuple[tuple[Span, ...], bool]:
    """The spans as far as they fit into `LONGEST` columns, and whether anything was left out at the end."""
    room, kept = LONGEST, list[Span]()
    for span in spans:
        words = span.of(text)
        if columns(words) <= room:
            kept.append(span)
            room -= columns(words)
            continue
        end = cut(words, room)
        if end:
            kept.append(Span(span.start, span.start + end))
        return tuple(kept), True
    return tuple(kept), False


def cut(words: str, room: int) -> int:
    """Where to end `words` so that they take at most `room` columns; 0 where there is no good place."""
    limit = used = 0
    for limit, character in enumerate(words):  # noqa: B007  the index is wanted after the loop
        used += columns(character)
        if used > room:
            break
    ends = [m.end() for m in SENTENCE_END.finditer(words, 0, limit)]
    if ends and ends[-1] >= limit // 3:
        return ends[-1]
    spaces = [m.start() for m in re.finditer(r"\s+", words[:limit])]
    if spaces and spaces[-1] >= limit // 2:
        return spaces[-1]
    while limit and _holds_on(words, limit):
        limit -= 1
    return limit if limit > 20 else 0


def columns(words: str) -> int:
    """The width in terminal columns: two for wide characters, none for marks that sit on another."""
    if words.isascii():
        return len(words)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in words)
    return len(words) + wide - sum(unicodedata.combining(c) > 0 for c in words)


def begins_as_sentence(words: str) -> bool:
    """Whether the first letter is no small letter: a fragment ('to throw out the rules') begins with one."""
    first = words.lstrip(OPENING)[:1]
    return bool(first) and not first.islower()


def is_fragment(spans: Sequence[Span], text: str) -> bool:
    """Whether the content says little without its sentence: it is short, or begins with a small letter."""
    words = " ".join(span.of(text) for span in spans)
    return columns(words) < INFORMATIVE[0] or not begins_as_sentence(words)


def _holds_on(words: str, at: int) -> bool:
    """Whether the character at `at` belongs to the one before it: a combining mark, a joiner, the half of a flag."""
    left, right = words[at - 1], words[at : at + 1]
    if not right:
        return False
    if unicodedata.category(right).startswith("M") or "\u200d" in (left, right) or right in SKIN_TONES:
        return True
    before = words[:at]
    return right in FLAG_LETTERS and (len(before) - len(before.rstrip(FLAG_LETTERS))) % 2 == 1
