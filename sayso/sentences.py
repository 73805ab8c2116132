"""Where the sentences of a text begin and end.

In order: the text is cut into blocks (a paragraph, a heading, a list item: what stands between line breaks, with the
lines of a hard-wrapped paragraph taken together), quotation marks and brackets in a copy of each block are made plain
so that sentences inside a quotation are found too, the `sentencex` library cuts the copy, and pieces that are no
sentence (a lone closing mark, 'he asked' after '“Why?”') are given back to their neighbour.

It does not judge headings, boilerplate or language; `sentencex` is told 'ru' where most letters are Cyrillic (initials
and abbreviations), 'en' everywhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

import sentencex  # type: ignore[import-untyped]

from sayso.records import Span

LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
NEWLINES = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
NEWLINE_TO_SPACE = str.maketrans(dict.fromkeys("\r\n\v\f\x85\u2028\u2029", " "))

# Marks that open become a space, marks that close after a full stop become one closing mark: `sentencex` otherwise
# takes a quotation or a bracket as one unbreakable unit, and needs time that grows with the square of their number.
OPENS = re.compile(r"[“„‟«‹「『《‚‘(（](?!\s)|(?<![^\s(（\[—–\"-])[\"'](?=\S)")
CLOSES = re.compile(r"(?<=[.!?…。！？؟,])[”“\"»›」』》’')）]{1,3}")
BEFORE_INITIALS = re.compile(r"(?<=\w)[-–&/](?=[A-Z]\.)")  # '(D-N.Y.)': the library knows 'N.Y.', not 'D-N.Y.'
TITLED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|St|Prof|Rev|Sgt|Capt|Adm|Amb|Supt)|\W[A-Z])\.\s*\Z")
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # `sentencex` takes no string that UTF-8 cannot hold
PLAIN = str.maketrans({"\ue000": "”", "\ue001": " ", "'": "’", "`": " "}) | SURROGATES
OTHERS = re.compile(r"[“”„‟\"«»‹›「」『』《》‚‘()（）]")

NO_WORD = re.compile(r"[\W_]*")
NUMBERED = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z])[.)]\s*")
ENDS_QUOTED = re.compile(r"[.!?…][”\"»’')\]]+\s*\Z")
ENDS_OPEN = re.compile(r"(?:[!?…]|\.\.)\s*\Z")
LOWER = re.compile(r"[\W\d_]*[^\W\d_]")

WRAP_WIDEST = 100  # columns; mail and plain-text files are wrapped at 65 to 80, some at 100
WRAP_NARROWEST = 40  # below this a run of short lines is a list, a poem or an address
WRAP_SHARE = 0.7  # of the lines in a run that must be as full as they could be (the rest end paragraphs)


def sentences(text: str) -> list[Span]:
    """The sentences of `text`, in order, as spans without surrounding space; together they hold every non-space word.

    No span crosses a blank line, or a line break that is not a hard wrap. Any string is accepted; none raises.
    """
    found: list[Span] = []
    for block in blocks(text):
        found.extend(_in_block(text, block))
    return found


def blocks(text: str) -> list[Span]:
    """Paragraphs, headings and list items: runs of text that no sentence leaves, without surrounding space."""
    lines: list[Span] = []
    for match in LINE.finditer(text):
        words = match.group()
        stripped = words.strip()
        if stripped:
            start = match.start() + len(words) - len(words.lstrip())
            lines.append(Span(start, start + len(stripped)))
    found: list[Span] = []
    for run in _runs(text, lines):
        found.extend(_unwrapped(text, run))
    return found


def _runs(text: str, lines: list[Span]) -> list[list[Span]]:
    """Lines grouped by the blank lines between them."""
    runs: list[list[Span]] = []
    for line in lines:
        if runs and len(NEWLINES.findall(text, runs[-1][-1].end, line.start)) < 2:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _unwrapped(text: str, run: list[Span]) -> list[Span]:
    """Joins the lines of hard-wrapped paragraphs; other lines stay by themselves.

    A run is hard-wrapped where most lines are full (the next line's first word would not have fitted into the longest
    line's width) and lines go on in lower case more often than chance would have it in a list of headings.
    """
    width = max(line.end - line.start for line in run)
    if len(run) < 2 or not WRAP_NARROWEST <= width <= WRAP_WIDEST:
        return run
    full = [_first_word(text, after) + line.end - line.start + 1 > width for line, after in pairwise(run)]
    lower = sum(text[line.start].islower() for line in run[1:])
    if sum(full) < WRAP_SHARE * len(full) or 4 * lower < len(full):
        return run
    joined = [run[0]]
    for line, is_full in zip(run[1:], full, strict=True):
        if is_full:
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _first_word(text: str, line: Span) -> int:
    end = text.find(" ", line.start, line.end)
    return (end if end >= 0 else line.end) - line.start


def _in_block(text: str, block: Span) -> list[Span]:
    words = text[block.start : block.end]
    marked = OPENS.sub("\ue001", words.translate(NEWLINE_TO_SPACE).replace("''", '""'))
    closed = CLOSES.sub(lambda marks: "\ue000" * len(marks[0]), marked)
    plain = BEFORE_INITIALS.sub(" ", OTHERS.sub(" ", closed)).translate(PLAIN)
    cuts = []
    for piece in sentencex.get_sentence_boundaries(_language(words), plain):
        cut = piece["start_index"]
        while cut > 0 and marked[cut - 1] == "\ue001":
            cut -= 1
        while 0 < cut < len(closed) and closed[cut] == "\ue000":
            cut += 1
        cuts.append(cut)
    starts = [0]
    for cut in cuts:
        if cut > starts[-1] and cut < len(words) and not _goes_on(words, starts[-1], cut, cuts):
            starts.append(cut)
    starts.append(len(words))
    found = []
    for start, end in pairwise(starts):
        piece = words[start:end]
        begin = block.start + start + len(piece) - len(piece.lstrip())
        stripped = piece.strip()
        if stripped:
            found.append(Span(begin, begin + len(stripped)))
    return found


def _goes_on(words: str, start: int, cut: int, cuts: list[int]) -> bool:
    """Whether what follows `cut` belongs to the sentence before it, that begins at `start`."""
    place = bisect_left(cuts, cut) + 1
    following = words[cut : cuts[place] if place < len(cuts) else len(words)][:80]
    before = words[max(start, cut - 12) : cut]
    if (
        NO_WORD.fullmatch(following)
        or following.lstrip()[:1] in ",;:)"
        or (cut - start < 8 and NUMBERED.fullmatch(words[start:cut]))
    ):
        return True
    if TITLED.search(before):
        return True
    if not (ENDS_QUOTED.search(before) or ENDS_OPEN.search(before)):
        return False
    letter = LOWER.match(following)
    return letter is not None and letter.group()[-1].islower()


def _language(words: str) -> str:
    sample = words[:400]
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in sample)
    return "ru" if 2 * cyrillic > len(sample) else "en"
