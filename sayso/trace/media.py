"""Outlets, agencies and sites as a document's words name them.

A name is an outlet's where its form tells ('The Orsavel Courier', 'ura.ru', 'Radio Sarn'), where the words beside it do
('the newspaper Bild'), where the lexicon has it ('NPR'), or where it is a short form of what this document is, comes
from, or has named in full before ('the Times'). Whether it passed anything on is for `credits.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.records import HopKind, Span
from sayso.trace.lexicon import lexicon
from sayso.trace.names import fold, host, short_of

_WORD = r"[^\W\d_a-zа-яё][\w.&'’-]*"
_NAME = re.compile(
    rf"{_WORD}(?:[ \xa0](?:(?:of|de|della|der|el|al|la|&|and|for)[ \xa0])?(?:{_WORD}|\d{{1,2}}(?![\w:.,]))){{0,6}}"
)
_QUOTE = "\"“”„«»'‘’"
_HOST = re.compile(r"(?:https?://)?(?:www\.)?(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+(?P<end>[a-z]{2,12})(?:/[^\s\"”»)]*)?(?![\w-])")
_CALL_SIGN = re.compile(r"[KW][A-Z]{3}|[KW][A-Z]{2,3}[- ](?:TV|FM|AM)")
_BROADCASTER = re.compile(
    r"(?:Radio|Daily|TV|Télévision|Channel|Kanal|Televisión) (?:[A-Z]\w+|\d+)(?: [A-Z]\w+)*|[A-ZÀ-Ý][\w-]*[- ]?TV\d?"
)
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_TOKEN = re.compile(r"[\w.&'’-]+")
_LONGEST = 160  # code points that an outlet's name with its description may have
_REMEMBERED = 200  # outlets
_BLANKS = re.compile(r"\s+")
_HOLDER = re.compile(r"[A-Z][\w.-]+['’]s?")
_AFTER_NAME = re.compile(r"[\"”»’']?[ \xa0]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """An outlet where it is named. `name` is the fullest that the document gives; `own`: it is the document's outlet."""

    span: Span
    name: str
    kind: HopKind
    own: bool = False


def kind_of(name: str) -> HopKind | None:
    """What a name is by the lexicon or by its form; None where neither tells that it is an outlet or agency."""
    words = lexicon()
    folded = fold(name)
    if folded in words.outlets:
        return words.outlets[folded]
    parts = re.sub(r"['’]s?$", "", name).split()
    parts = parts[1:] if parts and parts[0].lower() == "the" else parts
    if not parts or words.calendar.fullmatch(parts[-1]):
        return None  # 'told The Post Wednesday'
    bare = " ".join(parts)
    if words.agency_endings.fullmatch(bare):
        return HopKind.AGENCY
    lower = bare.lower()
    if len(parts) == 1 and bare[0].isupper() and lower.endswith(words.agency_suffixes) and lower not in words.no_agency:
        return HopKind.AGENCY
    ended = len(parts) > 1 and parts[-1] in words.endings
    ended = ended or (len(parts) > 2 and parts[-2] == "of" and parts[-3] in words.endings)  # 'The Times of Israel'
    if (ended and _NAME.fullmatch(bare)) or _CALL_SIGN.fullmatch(bare) or _BROADCASTER.fullmatch(bare):
        return HopKind.OUTLET
    return HopKind.OUTLET if host(bare) and bare.lower().endswith(host(bare) or "") and _HOST.fullmatch(bare) else None


def _may_begin(words: str) -> bool:
    """Whether an outlet's name can begin so: not 'Meanwhile Fox News', but 'This Day', which the lexicon has."""
    return words.split()[0].lower() not in lexicon().no_beginning or fold(words) in lexicon().outlets


def _is_newsroom(full: str, name: str) -> bool:
    """Whether `full` is `name` with 'News' behind it: 'Fox News', of which 'told Fox' speaks further on."""
    return full.split() in ([*name.split(), "News"], [*name.split(), "News", "Channel"])


def kind_by_noun(name: str) -> HopKind | None:
    """What a name is by the words at its end: 'the Lebanese As-Safir newspaper', 'Nigeria's official news agency'."""
    words = lexicon()
    tails = [name[m.start() :] for m in _TOKEN.finditer(name) if m.start()]
    if any(words.agency_nouns.fullmatch(tail) for tail in tails):
        return HopKind.AGENCY
    return HopKind.OUTLET if any(words.outlet_nouns.fullmatch(tail) for tail in tails) else None


@dataclass(slots=True)
class Media:
    """The outlets of one document: its own names, those that it comes from, and those that its text names in full."""

    text: str
    own: tuple[str, ...] = ()
    origins: tuple[tuple[str, HopKind], ...] = ()
    named: list[tuple[int, str, HopKind]] = field(default_factory=list)

    def read(self) -> Media:
        """Note each full name in the text, in order, so that 'the Times' and 'the agency' can be told later on."""
        for match in _NAME.finditer(self.text):
            for begin, end in _pieces(match[0], whole=False):
                words = match[0][begin:end]
                kind = None if words.split()[0].lower() in lexicon().no_beginning else kind_of(words)
                if kind is not None and not self.is_own(words):
                    self.named.append((match.start() + begin, _tidy(words), kind))
                    break
        return self

    def is_own(self, name: str) -> bool:
        """Whether `name` is this document's outlet, or a short form of it."""
        return any(short_of(name, own) for own in self.own)

    def forward(self, start: int, end: int) -> Medium | None:
        """The outlet named at `start`, with the words before its name that describe it."""
        text, words = self.text, lexicon()
        place, described, sure = start, None, False
        while place < end and self._known_at(place, end) is None:
            generic = words.generic.match(text, place, end)
            noun = words.agency_nouns.match(text, place, end) or words.outlet_nouns.match(text, place, end)
            token = _TOKEN.match(text, place, end)
            step = None
            if generic or noun:
                described = generic or noun
                step = described
                sure = step is not None and words.titled.search(step[0]) is not None
            elif token and (token[0] in words.descriptions or _HOLDER.fullmatch(token[0])):
                step = token
            following = _BLANKS.match(text, step.end(), end) if step else None
            if following is None:
                break
            place = following.end()
        medium = self._named_at(place, end, described if sure else None)
        if medium is not None:
            begin = start if text[start : medium.span.start].strip() else medium.span.start
            return Medium(span=Span(begin, medium.span.end), name=medium.name, kind=medium.kind, own=medium.own)
        return self._described(start, described)

    def backward(self, start: int, end: int) -> Medium | None:
        """The outlet whose name ends at `end`, no further back than `start`."""
        start = max(start, end - _LONGEST)
        head = self.text[start:end]
        for match in reversed(list(_NAME.finditer(head))):
            if match.end() != len(head):
                break
            for begin, stop in _pieces(match[0], whole=False):
                if stop == len(match[0]) and _may_begin(match[0][begin:]):
                    medium = self._judged(start + match.start() + begin, match[0][begin:stop])
                    if medium is not None:
                        return medium
        address = next((m for m in _HOST.finditer(head) if m.end() == len(head)), None)
        if address:
            return self._address(start + address.start(), address)
        return self._before_noun(start, end)

    def _before_noun(self, start: int, end: int) -> Medium | None:
        """'This Day newspaper', where the name alone tells; else 'state television' under these words."""
        for noun in lexicon().outlet_nouns.finditer(self.text, start, end):
            if noun.end() == end and noun.start() > start:
                named = self.backward(start, start + len(self.text[start : noun.start()].rstrip()))
                if named is not None:
                    return Medium(span=Span(named.span.start, end), name=named.name, kind=named.kind, own=named.own)
        for generic in lexicon().generic.finditer(self.text, start, end):
            if generic.end() == end:
                return self._described(generic.start(), generic)
        return None

    def _known_at(self, start: int, end: int) -> Medium | None:
        """The outlet whose name stands here by itself, in quotation marks or not."""
        begin = start + (start < end and self.text[start] in _QUOTE)
        address = _HOST.match(self.text, begin, end)
        if address:
            return self._address(begin, address)
        match = _NAME.match(self.text, begin, end)
        for first, last in _pieces(match[0], whole=True) if match else ():
            medium = self._judged(begin, match[0][:last]) if match and first == 0 else None
            if medium is not None:
                return medium
        return None

    def _named_at(self, start: int, end: int, described: re.Match[str] | None) -> Medium | None:
        """The same, or a name that only the words around it make an outlet's: 'the daily Yeni Kent', 'Bild newspaper'."""
        known = self._known_at(start, end)
        text, opened = self.text, start < end and self.text[start] in _QUOTE
        begin = start + opened
        match = _NAME.match(text, begin, end)
        if known is not None or match is None:
            return known
        rest = _AFTER_NAME.match(text, match.end(), end)
        words = lexicon()
        stop = rest.end() if rest else end
        beside = words.agency_nouns.match(text, stop, end) or words.outlet_nouns.match(text, stop, end)
        if not (beside or described) or words.calendar.match(match[0]):
            return None
        name = match[0] if beside or opened else " ".join(match[0].split()[:3])
        told = beside or described
        agency = told is not None and words.agency_nouns.search(told[0])
        stop = beside.end() if beside else begin + len(name)
        kind = HopKind.AGENCY if agency else HopKind.OUTLET
        return Medium(span=Span(begin, stop), name=_tidy(name), kind=kind, own=self.is_own(name))

    def _judged(self, start: int, words: str) -> Medium | None:
        """These words as an outlet's name: own, origin, named before, or by its form and the lexicon."""
        span, name = Span(start, start + len(words.rstrip(".'’"))), _tidy(words)
        if self.is_own(name):
            return Medium(span=span, name=name, kind=HopKind.OUTLET, own=True)
        for full, kind in self.origins:
            if short_of(name, full):
                return Medium(span=span, name=full, kind=kind)
        kind_by_form = kind_of(name)
        if fold(name) not in lexicon().outlets and (kind_by_form is None or len(name.split()) == 1):
            earlier = next(((full, kind) for full, kind in self._earlier(start) if short_of(name, full)), None)
            if earlier:
                return Medium(span=span, name=earlier[0], kind=earlier[1])
        elif newsroom := next((pair for pair in self._earlier(start) if _is_newsroom(pair[0], name)), None):
            return Medium(span=span, name=newsroom[0], kind=newsroom[1])
        article = self.text[max(0, start - 4) : start].lower() == "the "
        beside = re.compile(r"\s+([A-Z]\w+)").match(self.text, span.end)
        held = words.endswith(_POSSESSIVE)  # 'Fox News Channel's Greta Orel': the name ends there
        alone = beside is None or held or lexicon().calendar.fullmatch(beside[1]) is not None
        if not alone and name.split()[-1] in lexicon().not_alone and fold(name) not in lexicon().outlets:
            return None  # 'Pentagon Press Secretary'
        if kind_by_form is None and article and alone and name in lexicon().endings and name not in lexicon().not_alone:
            kind_by_form, name = HopKind.OUTLET, f"The {name}"
        return Medium(span=span, name=name, kind=kind_by_form) if kind_by_form else None

    def _address(self, start: int, address: re.Match[str]) -> Medium | None:
        name = address[0].rstrip(".,;/")
        origin = next(((full, kind) for full, kind in self.origins if short_of(name, full)), None)
        full, kind = origin or (host(name) or name, HopKind.OUTLET)
        shown = full if origin or "/" in name else name
        return Medium(span=Span(start, start + len(name)), name=shown, kind=kind, own=self.is_own(name))

    def _described(self, start: int, described: re.Match[str] | None) -> Medium | None:
        """'state television' under these words; 'the newspaper' as the last one named, which may be the own one."""
        if described is None:
            return None
        words = " ".join(self.text[start : described.end()].split())
        bare, article = re.sub(r"^(?:the|an?)\s+", "", words, flags=re.IGNORECASE), words.lower().startswith("the ")
        kind = HopKind.AGENCY if lexicon().agency_nouns.search(described[0]) else HopKind.OUTLET
        span = Span(start, described.end())
        if lexicon().generic.fullmatch(described[0]) or (words[:1] in "aA" and " " in bare):
            return Medium(span=span, name=bare, kind=kind)
        earlier = next((full for full, known in self._earlier(start) if known is kind), None)
        if article and bare == described[0] and earlier:
            return Medium(span=span, name=earlier, kind=kind)
        return None

    def _earlier(self, place: int) -> Iterable[tuple[str, HopKind]]:
        """Outlets that were named in full before this place, the last one first, as far back as a reader remembers."""
        count = bisect_left(self.named, (place,))
        for _, name, kind in reversed(self.named[max(0, count - _REMEMBERED) : count]):
            yield name, kind


def _pieces(words: str, whole: bool) -> Iterable[tuple[int, int]]:
    """Runs of whole words of a name, the longest first; not `whole`: only those that reach one of its ends."""
    places = [m.span() for m in re.finditer(r"[^ \xa0]+", words)]
    count = len(places)
    for size in range(count, 0, -1):
        for first in range(count - size + 1):
            if whole or first == 0 or first + size == count:
                yield places[first][0], places[first + size - 1][1]


def _tidy(name: str) -> str:
    return re.sub(r"['’]s?$", "", " ".join(name.split())).strip(" .,") or name
