"""Names made short enough for a drawing, which cannot measure its letters: widths are guessed from above.

A unit is a little more than the mean width of a small Latin letter; Chinese characters and emoji take two.
"""

from __future__ import annotations

import re
import unicodedata

# What has no look or turns the writing direction of what follows: a drawing has no element to show it by name in.
UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]")
BREAKS = re.compile(r" |(?<=[\w][-./_])(?=\w)")
JOINER = "\u200d"
MARKS = ("Mn", "Me", "Mc", "Cf")
TONES = range(0x1F3FB, 0x1F400)  # skin colours: they change the emoji before them
FLAGS = range(0x1F1E6, 0x1F200)  # two of them are one flag


def shown(text: str) -> str:
    """The name on one line: white space as single blanks, the replacement character for what cannot be shown."""
    return UNSHOWN.sub("\ufffd", " ".join(text.split())) or "\ufffd"


def fitted(text: str, units: int, lines: int) -> tuple[tuple[str, ...], bool]:
    """The `shown` text in at most `lines` lines of at most `units`, broken at blanks, or after hyphens and dots, where
    there are any; and whether its end was cut off. `units` is 4 or more."""
    out: list[str] = []
    rest = shown(text)
    while rest and len(out) < lines:
        last = len(out) == lines - 1
        here = _reach(rest, units)
        if here < len(rest):
            if last:  # room for the dots
                here = _reach(rest, units - 1)
            else:
                here = max((found.start() for found in BREAKS.finditer(rest, 0, here + 1)), default=0) or here
        out.append(rest[:here].rstrip())
        rest = rest[here:].lstrip()
    return tuple(out), bool(rest)


def _reach(text: str, units: int) -> int:
    """How many code points fit, never ending within what is seen as one character; one character in any case."""
    used, end = 0.0, 0
    for start, stop in _characters(text):
        used += _width(text[start:stop])
        if used > units and end:
            return end
        end = stop
    return end


def _characters(text: str) -> list[tuple[int, int]]:
    """What a reader sees as one character, nearly: a letter with its marks, a joined emoji, a flag."""
    out: list[tuple[int, int]] = []
    for at, letter in enumerate(text):
        before = text[at - 1] if at else ""
        pair = ord(letter) in FLAGS and before != "" and ord(before) in FLAGS and out[-1][1] - out[-1][0] == 1
        goes_on = unicodedata.category(letter) in MARKS or ord(letter) in TONES or before == JOINER or pair
        if at and goes_on:
            out[-1] = (out[-1][0], at + 1)
        else:
            out.append((at, at + 1))
    return out


def _width(character: str) -> float:
    first = character[0]
    if unicodedata.east_asian_width(first) in "WF" or ord(first) >= 0x1F000:
        return 2.0
    return 1.3 if first.isupper() or first in "mwМШЩЖЮшщжюм—@%&" else 0.6 if first in " .,:;'’ilIjtfr()" else 1.0
