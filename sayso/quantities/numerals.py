"""Numbers as texts write them: digits in groupings, words, magnitudes, ranges, vague words. No hedges, no meaning.

Digits are read here, number words by text2num (English) or by a table (Russian). What is no figure is left out: ordinals,
years, dates, times of day, numbers that are part of a name, an address, a telephone number or a version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.quantities.lexicon import Lexicon
from sayso.records import Span

BLANKS = "\u0020\u00a0\u2009\u202f"
TOKEN = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:[{BLANKS}'’]\d{{3}})+(?![\d])|\d{{1,3}}(?:[.,]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<sign>[^\w\s]|_)"
)
GLUED = re.compile(r"(?:st|nd|rd|th|s|'s|’s)(?![\w])", re.IGNORECASE)
SHORT = re.compile(r"(?P<magnitude>k|m|mn|mln|bn|bln|tn)(?!\w)", re.IGNORECASE)
SHORT_VALUE = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12}
DASH = re.compile(r"\s?[-–—]\s?")
JOINED = re.compile(r"\s+(?:to|or|and|и|до|или)\s+", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?!\d)")
DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}/\d{1,2}(?![\d/])")
YEARS = (1000, 2199)


class Numeral(NamedTuple):
    """A number and its words: `low` equals `high` for an exact one. `vague`: 'dozens', 'several'. `share`: in per cent.

    `sign` is a currency's code where its sign is glued to the number.
    """

    span: Span
    low: float
    high: float | None
    vague: bool = False
    share: bool = False
    sign: str | None = None


class Token(NamedTuple):
    """A word, a run of digits or a mark, with its place in the text."""

    words: str
    start: int
    end: int
    kind: str

    def text(self) -> str:
        """What text2num reads."""
        return self.words

    def nt_separated(self, previous: Token) -> bool:
        """text2num asks; nothing but marks separates words here."""
        return False

    def not_a_number_part(self) -> bool:
        """text2num asks; digits are read by this module."""
        return self.kind == "digits"


def tokens(text: str, within: Span) -> list[Token]:
    """The tokens of a stretch of text, in order, with their places in the whole text."""
    return [
        Token(match.group(), match.start(), match.end(), match.lastgroup or "")
        for match in TOKEN.finditer(text, within.start, within.end)
    ]


def numerals(text: str, within: Span, words: Lexicon) -> list[Numeral]:
    """The numbers of one sentence, in order; no two overlap."""
    found = tokens(text, within)
    vague = list(_vague(text, within, words))
    taken = [numeral.span for numeral in vague]
    spelt = [n for n in _spelt(found, words) if not any(n.span.overlaps(t) for t in taken)]
    digits = [n for n in _digits(text, found, words, within) if not any(n.span.overlaps(t) for t in taken)]
    ordered = sorted([*vague, *spelt, *digits])
    return _ranges(text, _magnified(text, ordered, words))


def _vague(text: str, within: Span, words: Lexicon) -> Iterator[Numeral]:
    shouted = mostly_capitals(tokens(text, within))
    for match in words.vague.finditer(text, within.start, within.end):
        if match.group()[0].isupper() and match.start() > within.start and not shouted:
            opens = re.search(r"[^\w\s,]\s*$", text[: match.start()])
            if not opens:
                continue  # a name: 'Mega Millions'
        found = words.ranges[" ".join(match.group().lower().split())]
        yield Numeral(Span(*match.span()), found.low, found.high, vague=found.low != found.high)
    for match in words.chances.finditer(text, within.start, within.end):
        found = words.ranges[" ".join(match.group().lower().split())]
        yield Numeral(Span(*match.span()), found.low, found.high, vague=True, share=True)
    for match in words.fraction.finditer(text, within.start, within.end):
        followed = re.match(r"\s+of\s|\s+(?:the|all)\s", text[match.end() : match.end() + 6], re.IGNORECASE)
        before = text[max(within.start, match.start() - 20) : match.start()]
        if followed or any(pattern.search(before) for name, pattern in words.hedges if name != "only"):
            value = words.fractions[" ".join(match.group().lower().split())]
            yield Numeral(Span(*match.span()), value, value, share=True)
    for match in re.finditer(r"(?<!\w)(\w+) (?:in|out of) (?:every )?(\w+)(?!\w)", text[within.start : within.end]):
        parts = [_plain(match[1], words), _plain(match[2], words)]
        if parts[0] and parts[1] and parts[0] < parts[1] <= 100 and parts[1] not in (31, 30):
            share = 100 * parts[0] / parts[1]
            yield Numeral(Span(within.start + match.start(), within.start + match.end()), share, share, share=True)


def _plain(word: str, words: Lexicon) -> float | None:
    if word.isdecimal():
        return float(word)
    small = "zero one two three four five six seven eight nine ten".split()
    return float(small.index(word.lower())) if word.lower() in small else None


def _spelt(found: Sequence[Token], words: Lexicon) -> Iterator[Numeral]:
    """Numbers in words. Ordinals are none; 'one' is judged by what it counts, elsewhere."""
    if words.numerals:
        yield from _by_table(found, words)
        return
    from text_to_num import find_numbers

    for one in find_numbers(list(found), "en", threshold=0.0):
        if (
            one.is_ordinal
            or (not one.value and _is_no_zero(found, one.start))
            or any(found[n].kind == "digits" for n in range(one.start, one.end))
        ):
            continue
        run = [t.words.lower() for t in found[one.start : one.end]]
        if all(word in words.magnitudes or word in ("hundreds", "thousands", "millions", "billions") for word in run):
            continue  # a magnitude alone goes with the digits before it
        yield Numeral(Span(found[one.start].start, found[one.end - 1].end), float(one.value), float(one.value))


def _is_no_zero(found: Sequence[Token], place: int) -> bool:
    """'o' and 'oh' are read as zero, and 'zero-sum' counts nothing."""
    glued = place + 1 < len(found) and found[place + 1].words == "-"
    return found[place].words.lower() != "zero" or glued


def _by_table(found: Sequence[Token], words: Lexicon) -> Iterator[Numeral]:
    """Runs of number words, added up: hundreds and tens add, a thousand multiplies what stands before it."""
    place = 0
    while place < len(found):
        total = part = 0.0
        end = place
        while end < len(found) and (value := words.numerals.get(found[end].words.lower())) is not None:
            if value >= 1000:
                total, part = total + (part or 1) * value, 0.0
            elif part and value >= 10 ** (len(str(int(part))) - len(str(int(part)).rstrip("0"))):
                break
            else:
                part += value
            end += 1
        if end > place:
            yield Numeral(Span(found[place].start, found[end - 1].end), total + part, total + part)
        place = max(end, place + 1)


def _digits(text: str, found: Sequence[Token], words: Lexicon, within: Span) -> Iterator[Numeral]:
    shouted = mostly_capitals(found)
    for place, token in enumerate(found):
        if token.kind != "digits":
            continue
        before, after = text[max(0, token.start - 4) : token.start], text[token.end : token.end + 12]
        if _in_a_list(text, token, within) or re.search(r"/\d+[-–]$", text[max(0, token.start - 8) : token.start]):
            continue
        if any(b in token.words for b in BLANKS) and before[-2:-1].isdigit() and before[-1:] in BLANKS:
            continue  # '0300 999 999' is a telephone number
        if _part_of_a_word(before, after) or _in_a_date(text, token, within):
            continue
        sign = next(
            (s for s in words.currency_signs if text[max(0, token.start - 4) : token.start].rstrip().endswith(s)), None
        )
        value = value_of(token.words, magnified=_has_magnitude(after, words))
        if value is None or (sign is None and _is_name_or_year(text, found, place, value, words, shouted)):
            continue
        end, start = token.end, token.start
        if (short := SHORT.match(after)) and (
            sign or short["magnitude"].lower() != "m" or _counts_noun(found, place, words)
        ):
            value *= SHORT_VALUE[short["magnitude"].lower()]
            end += short.end()
        elif not sign and re.match(r"[^\W\d_]", after) and not (words.unit.match(after) or _has_magnitude(after, words)):
            continue
        if sign:
            start = text.rindex(sign, 0, token.start)
        yield Numeral(Span(start, end), value, value, sign=words.currency_signs[sign] if sign else None)


def value_of(digits: str, magnified: bool = False) -> float | None:
    """The value of digits with their groupings; None where the groupings fit nothing.

    '2,500', '2.500' and '2 500' are 2500: three digits after a mark are a group, unless a magnitude follows ('2.500
    million') or a zero stands before it.
    """
    plain = re.sub(rf"[{BLANKS}'’]", "", digits)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return float(plain)
    groups = re.split(r"[.,]", plain)
    grouped = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3 and not groups[0].startswith("0")
    if grouped and len(set(marks)) == 1 and not (magnified and len(marks) == 1):
        return float("".join(groups))
    if len(marks) == 1:
        return float(f"{groups[0]}.{groups[1]}")
    if marks[-1] not in marks[:-1] and all(len(group) == 3 for group in groups[1:-1]):
        return float("".join(groups[:-1]) + "." + groups[-1])
    return None


def _counts_noun(found: Sequence[Token], place: int, words: Lexicon) -> bool:
    """'1.5m voters' against '20m deep': a counted noun follows the letter."""
    return place + 2 < len(found) and found[place + 2].words.lower() in words.nouns


def _in_a_list(text: str, token: Token, within: Span) -> bool:
    """'1. Purpose', '2) A win': a number that begins its sentence and is followed by a mark and a blank."""
    begins = not text[within.start : token.start].strip(" \t#*([")
    return begins and bool(re.match(r"[.)](?:\s|$)", text[token.end : token.end + 2]))


def _has_magnitude(after: str, words: Lexicon) -> bool:
    match = re.match(r"[\s-]?([^\W\d_]+)", after)
    return match is not None and match[1].lower() in words.magnitudes


def _part_of_a_word(before: str, after: str) -> bool:
    """'G20', 'MiG-23', '40th', '1990s', '0300 999 999', '2.0.1', '#5'."""
    if re.search(r"[^\W\d_]-?$|[#@/\\]$|\d[.,:]$|\w_$", before) and not re.search(r"(?:US|HK|[CA])$", before):
        return not re.search(r"(?:^|[\s(])(?:US|RM|Rs)\.?$", before)
    if before.rstrip().endswith("[") and after.lstrip().startswith("]"):
        return True  # a note: '[3]'
    return bool(GLUED.match(after) or re.match(r"[.,:]\d|_|/\d", after))


def _in_a_date(text: str, token: Token, within: Span) -> bool:
    start = max(within.start, token.start - 10)
    return any(
        start + m.start() <= token.start and token.end <= start + m.end()
        for pattern in (DATE, CLOCK)
        for m in pattern.finditer(text[start : token.end + 10])
        if pattern is not CLOCK or ":" in m.group()
    )


def mostly_capitals(found: Sequence[Token]) -> bool:
    """Whether capitals tell nothing here: a headline in title case, or a text in capitals."""
    long = [t.words for t in found if t.kind == "word" and len(t.words) > 3]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= 0.7 * len(long)


def _is_name_or_year(text: str, found: Sequence[Token], place: int, value: float, words: Lexicon, shouted: bool) -> bool:
    token = found[place]
    before = found[place - 1] if place else None
    after = found[place + 1] if place + 1 < len(found) else None
    following = after.words.lower() if after and after.kind == "word" else ""
    preceding = before.words.lower() if before and before.kind == "word" else ""
    if before and before.words == "." and place > 1:
        preceding = found[place - 2].words.lower()
    if preceding in words.names_before or (preceding in words.months and value <= 31) or words.times.match(text, token.end):
        return True
    if value <= 31 and (following in words.months or _to_a_date(found, place, words)):
        return True
    counted = following in words.nouns or following in words.state or bool(words.unit.match(text, token.end))
    counted = counted or following in words.magnitudes or text[token.end : token.end + 1] == "%"
    if token.words.isdecimal() and len(token.words) == 4 and YEARS[0] <= value <= YEARS[1]:
        return (
            not counted
            or following in ("года", "год", "году", "г")
            or preceding in ("in", "since", "by", "until", "of", "late", "early")
        )
    if counted:
        return False
    if after and after.words[0].isupper() and not shouted:
        later = [t.words.lower() for t in found[place + 1 : place + 5]]
        if any(word in words.names_after for word in later):
            return True
    named = before is not None and before.kind == "word" and before.words[0].isupper() and not shouted and place > 1
    if named and before is not None and text[before.end : token.start] == " " and not _hedged(before.words, words):
        return True
    return token.words.isdecimal() and ((token.words.startswith("0") and len(token.words) > 1) or len(token.words) > 9)


def _to_a_date(found: Sequence[Token], place: int, words: Lexicon) -> bool:
    """'15 and 16 March', '14-15 March'."""
    ahead = [t.words.lower() for t in found[max(0, place - 4) : place] if t.words != "."]
    joins = ("and", "to", "or", "-", "–", "и", "по")
    if len(ahead) > 2 and ahead[-1] in joins and ahead[-2].isdecimal() and ahead[-3] in words.months:
        return True  # 'Feb. 9 and 16'
    behind = [t.words.lower() for t in found[place + 1 : place + 4]]
    return len(behind) == 3 and behind[0] in joins and behind[1].isdecimal() and behind[2] in words.months


def _hedged(word: str, words: Lexicon) -> bool:
    return any(pattern.search(f" {word} ") for _, pattern in words.hedges)


def _magnified(text: str, ordered: Sequence[Numeral], words: Lexicon) -> list[Numeral]:
    """'19 million', '2.5 billion', 'twelve hundred' where text2num did not join them, and 'several million'."""
    out = []
    for numeral in ordered:
        match = re.compile(r"[\s-]?([^\W\d_]+)(?!\w)").match(text, numeral.span.end)
        times = words.magnitudes.get(match[1].lower()) if match else None
        if match and times and not numeral.share and numeral.high is not None and numeral.low < 1000:
            span = Span(numeral.span.start, match.end())
            numeral = numeral._replace(span=span, low=numeral.low * times, high=numeral.high * times)
        out.append(numeral)
    return [n for place, n in enumerate(out) if not (place and out[place - 1].span.overlaps(n.span))]


def _ranges(text: str, ordered: Sequence[Numeral]) -> list[Numeral]:
    """'three to five', '20-30', 'two or three', 'between 20 and 30'. A dash from more to less is a score, and no figure."""
    out: list[Numeral] = []
    for numeral in ordered:
        last = out[-1] if out else None
        between = text[last.span.end : numeral.span.start] if last else ""
        if last is None or not _may_join(last, numeral, between):
            out.append(numeral)
            continue
        before = text[max(0, last.span.start - 9) : last.span.start].lower()
        opened = re.search(r"\bbetween\s+$|\bмежду\s+$", before)
        if DASH.fullmatch(between):
            out.pop()
            if last.low < numeral.low:
                out.append(_range(last, numeral))
            continue
        if JOINED.fullmatch(between) and last.low < numeral.low and _ranged(between, bool(opened), before, last, numeral):
            out[-1] = _range(last, numeral)
            continue
        out.append(numeral)
    return out


def _may_join(last: Numeral, numeral: Numeral, between: str) -> bool:
    """Whether both are exact, and of one currency where the first has a sign ('$1-2 million')."""
    exact = last.low == last.high and numeral.low == numeral.high
    return exact and (not last.sign or numeral.sign == last.sign or between.strip() in ("-", "–"))


def _ranged(between: str, opened: bool, before: str, last: Numeral, numeral: Numeral) -> bool:
    word = between.strip().lower()
    if word in ("and", "и"):
        return opened
    if re.search(r"\b(?:from|с|со)\s+$", before):
        return False  # 'rose from 26 to 238' tells two figures
    return word in ("to", "до") or numeral.low <= 2 * last.low + 2


def _range(one: Numeral, other: Numeral) -> Numeral:
    """'2-3 million' is two to three million."""
    low = one.low
    if other.low >= 1000 and low < 1000 and other.low / 10 ** (len(str(int(other.low))) - 1) >= 1 and low <= 999:
        for times in (1e9, 1e6, 1e3):
            if other.low >= times and other.low / times > low:
                low *= times
                break
    return Numeral(Span(one.span.start, other.span.end), low, other.high, share=other.share, sign=one.sign or other.sign)
