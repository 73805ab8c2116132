"""Lines that only the layout of a page explains: pull quotes, and captions that lost their pictures.

A pull quote says again what a paragraph near it says. A caption stands among paragraphs that end in a full stop and
ends in none, and a page that sets one so sets others so. Both look at the shape of a text only, know no language, and
leave alone what reports speech, a post, a list, a heading, or text of fixed width. `boilerplate.py` gives the reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sayso.clean.lines import Line

# So many lines up and down a pull quote is looked for, which keeps the work linear.
_NEAR = 25
_SHORTEST_REPEAT, _LONGEST_REPEAT = 40, 400
_FEWEST_WORDS = 7
_FEW_REPEATS, _MOST_REPEATED = 2, 0.25
_QUOTATION_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"'})
_EDGES = " \"'.!?…,:;|*–—-"

_SHORTEST_CAPTION, _LONGEST_CAPTION = 60, 300
_FEWEST_CAPTION_WORDS = 10
# Captions come in twos and threes; a longer run of such lines is a list.
_LONGEST_RUN = 3
_FEWEST_CAPTIONS = 2
_FEWEST_PARAGRAPHS = 5
_WHOLE_SHARE = 0.75
# A post, a credit, a table's row or a link: not a caption's sentence.
_NO_CAPTION = re.compile(r"[@#|{}<>=]|https?:|www\.|\.com\b|^[\"'“‘«„]|\t| {3}|^(?:But|And)\b")


def repeats(listed: list[Line], known: Mapping[int, str], title: int | None) -> list[int]:
    """The places of lines whose words all stand in a line near by that is longer, or the same and earlier.

    Where a good part of a text repeats itself it is a song, a log or a test, and none of it is a pull quote.
    """
    found = list(_repeats(listed, known, title))
    return found if len(found) <= max(_FEW_REPEATS, _MOST_REPEATED * len(listed)) else []


def _repeats(listed: list[Line], known: Mapping[int, str], title: int | None) -> Iterator[int]:
    folded = [_folded(line) for line in listed]
    for place, line in enumerate(listed):
        words = folded[place]
        if place in known or place == title or not _SHORTEST_REPEAT <= len(line.words) <= _LONGEST_REPEAT:
            continue
        if (len(words.split()) < _FEWEST_WORDS and line.words.isascii()) or _is_signed(listed, place):
            continue
        for other in range(max(0, place - _NEAR), min(len(listed), place + _NEAR + 1)):
            if other in known or other in (place, title) or len(folded[other]) < len(words):
                continue
            if words in folded[other] and (len(folded[other]) > len(words) or other < place):
                yield place
                break


def _is_signed(listed: list[Line], place: int) -> bool:
    """Whether a line signs a post ('— Anna Berg (@berg)') or stands above one that does: each post has its own."""
    return any(line.words.startswith(("—", "–", "-")) for line in listed[place : place + 2])


def _folded(line: Line) -> str:
    if len(line.words) > 5000:
        return ""
    return " ".join(line.words.translate(_QUOTATION_MARKS).casefold().split()).strip(_EDGES)


def captions(listed: list[Line], known: Mapping[int, str], title: int | None) -> list[int]:
    """The places of lines that read as captions, where the text has several and its paragraphs else end in a mark."""
    body = [line for place, line in enumerate(listed) if place not in known and len(line.words) >= _SHORTEST_CAPTION]
    whole = sum(line.ends_sentence for line in body)
    if whole < _FEWEST_PARAGRAPHS or whole < _WHOLE_SHARE * len(body):
        return []
    found: list[int] = []
    run: list[int] = []
    opened = False
    for place, line in enumerate(listed):
        if opened and place not in known and place != title and _reads_as_caption(listed, place):
            run.append(place)
            continue
        # A post's signature stands below it; the last line of a text may be a sentence that was cut off.
        if len(run) <= _LONGEST_RUN and not line.words.startswith(("—", "–", "-")):
            found += run
        run = []
        opened = opened or (line.is_prose and line.ends_sentence)
    return found if len(found) >= _FEWEST_CAPTIONS else []


def _reads_as_caption(listed: list[Line], place: int) -> bool:
    line = listed[place]
    below = listed[place + 1] if place + 1 < len(listed) else None
    return (
        _SHORTEST_CAPTION <= len(line.words) <= _LONGEST_CAPTION
        and len(line.words.split()) >= _FEWEST_CAPTION_WORDS
        and line.words[0].isupper()
        and (line.words[-1].isalnum() or (line.words[-1] == ")" and not line.ends_sentence))
        and line.gap_before
        and below is not None
        and below.gap_before
        and not below.words[0].islower()
        and _NO_CAPTION.search(line.words) is None
        and not _in_title_case(line.words)
    )


def _in_title_case(words: str) -> bool:
    """Whether most longer words have a capital, as in the headline of a link."""
    weighty = [part for part in words.split()[1:] if len(part) > 3]
    return sum(part[0].isupper() for part in weighty) > 0.6 * len(weighty)
