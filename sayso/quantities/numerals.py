"""Numbers as texts write them: digits in groupings, words, magnitudes, ranges, vague words. No hedges, no meaning.

Digits are read here, number words by text2num (English) or by a table (Russian). What is no figure is left out: ordinals,
years, dates, times of day, numbers that are part of a name, an address, a telephone number or a version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.quantities.lexicon import Lexicon
from sayso.quantities.no_figure import goes_on, in_a_date, in_a_list, is_name_or_year, of_parents, part_of_a_word
from sayso.quantities.tokens import BLANKS, Token, mostly_capitals
from sayso.records import Counted, Span

SHORT = re.compile(r"(?P<magnitude>k|m|mn|mln|bn|bln|tn)(?!\w)", re.IGNORECASE)
SHORT_VALUE = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12}
DASH = re.compile(r"\s?[-–—]\s?")
JOINED = re.compile(r"\s+(?:to|or|and|и|до|или)\s+", re.IGNORECASE)


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


def numerals(text: str, within: Span, found: Sequence[Token], words: Lexicon) -> list[Numeral]:
    """The numbers of one sentence, in order; no two overlap. `found`: its tokens."""
    vague = list(_vague(text, within, found, words))
    taken = [numeral.span for numeral in vague]
    spelt = [n for n in _spelt(found, words) if not any(n.span.overlaps(t) for t in taken)]
    digits = [n for n in _digits(text, found, words, within) if not any(n.span.overlaps(t) for t in taken)]
    ordered = sorted(n for n in (*vague, *spelt, *digits) if not of_parents(text[within.start : n.span.start], words))
    return _ranges(text, _magnified(text, ordered, words), words)


def _vague(text: str, within: Span, tokens: Sequence[Token], words: Lexicon) -> Iterator[Numeral]:
    shouted = mostly_capitals(tokens)
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
        if in_a_list(text, token, within) or re.search(r"/\d+[-–]$", text[max(0, token.start - 8) : token.start]):
            continue
        if any(b in token.words for b in BLANKS) and before[-2:-1].isdigit() and before[-1:] in BLANKS:
            continue  # '0300 999 999' is a telephone number
        sign = next((s for s in words.currency_signs if _stands_before(s, text, token.start)), None)
        if (sign is None and part_of_a_word(before, after)) or goes_on(after) or in_a_date(text, token, within):
            continue
        value = value_of(token.words, magnified=_has_magnitude(after, words))
        if _is_misprint(token.words, sign, words):
            continue
        if value is None or (sign is None and is_name_or_year(text, found, place, value, words, shouted)):
            continue
        end, start = token.end, token.start
        if (short := SHORT.match(after)) and (
            sign or short["magnitude"].lower() != "m" or _is_counted(found, place, words)
        ):
            value *= SHORT_VALUE[short["magnitude"].lower()]
            end += short.end()
        elif not (sign or words.unit.match(after) or _has_magnitude(after, words)) and re.match(r"(?!pc\b)[^\W\d_]", after):
            continue
        if sign:
            start = text.rindex(sign, 0, token.start)
        yield Numeral(Span(start, end), value, value, sign=words.currency_signs[sign] if sign else None)


def _is_misprint(digits: str, sign: str | None, words: Lexicon) -> bool:
    """'$10,00' in English: a comma before two digits is neither a group nor, but in prices in euros, a decimal mark."""
    return not words.numerals and sign != "€" and bool(re.fullmatch(r"\d+,\d\d", digits))


def value_of(digits: str, magnified: bool = False) -> float | None:
    """The value of digits with their groupings; None where the groupings fit nothing.

    '2,500', '2.500' and '2 500' are 2500: three digits after a mark are a group, unless a magnitude follows ('2.500
    million') or a zero stands before it. '12,50,000' is grouped as in India: 1,250,000.
    """
    plain = re.sub(rf"[{BLANKS}'’]", "", digits)
    if re.fullmatch(r"\d{1,2}(?:,\d\d)+,\d{3}", plain):
        return float(plain.replace(",", ""))
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


def _stands_before(sign: str, text: str, place: int) -> bool:
    """Whether a currency's sign or code ('$', 'Rs', 'EUR') stands before a number, as a word of its own."""
    ahead = text[max(0, place - len(sign) - 2) : place].rstrip()
    return ahead.endswith(sign) and not (sign[0].isalpha() and ahead[: -len(sign)][-1:].isalpha())


def _is_counted(found: Sequence[Token], place: int, words: Lexicon) -> bool:
    """'1.5m voters' and '20m euros' against '20m deep': a counted noun or a currency follows the letter."""
    following = found[place + 2].words.lower() if place + 2 < len(found) else ""
    unit = words.units.get(following)
    return following in words.nouns or (unit is not None and unit[0] is Counted.MONEY)


def _has_magnitude(after: str, words: Lexicon) -> bool:
    match = re.match(r"[\s-]?([^\W\d_]+)", after)
    return match is not None and match[1].lower() in words.magnitudes


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


def _ranges(text: str, ordered: Sequence[Numeral], words: Lexicon) -> list[Numeral]:
    """'three to five', '20-30', 'two or three', 'between 20 and 30'. A dash from more to less is a score, and no figure."""
    out: list[Numeral] = []
    for numeral in ordered:
        last = out[-1] if out else None
        between = text[last.span.end : numeral.span.start] if last else ""
        if between.startswith("%") and text[numeral.span.end : numeral.span.end + 1] == "%":
            between = between[1:]  # '20%-30%'
        if last is None or not _may_join(last, numeral, between):
            out.append(numeral)
            continue
        before = text[max(0, last.span.start - 9) : last.span.start].lower()
        opened = re.search(r"\bbetween\s+$|\bмежду\s+$", before)
        if DASH.fullmatch(between):
            out.pop()
            if last.low < numeral.low:
                out.append(_range(text, last, numeral, words))
            continue
        if JOINED.fullmatch(between) and last.low < numeral.low and _ranged(between, bool(opened), before, last, numeral):
            out[-1] = _range(text, last, numeral, words)
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
        return bool(re.search(r"(?:^|[.,;:(])\s*from\s+$", before))  # 'rose from 26 to 238' tells two figures
    return word in ("to", "до") or numeral.low <= 2 * last.low + 2


def _range(text: str, one: Numeral, other: Numeral, words: Lexicon) -> Numeral:
    """'2-3 million' is two to three million, 'two to three hundred' two to three times a hundred."""
    ends = re.search(r"(?:^|[\W\d_])([^\W\d_]+)$", other.span.of(text))
    name = ends[1].lower() if ends else ""
    times = words.magnitudes.get(name) or SHORT_VALUE.get(name, 1.0)
    low = one.low * times if one.low < other.low / times and one.low * times < other.low else one.low
    return Numeral(Span(one.span.start, other.span.end), low, other.high, share=other.share, sign=one.sign or other.sign)
