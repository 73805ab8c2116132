"""Where a text says by what road words came: 'told NPR', 'as reported by Ura.ru', 'in his Telegram channel'.

Each Credit is found by the words around it alone; to whose words it belongs is for `beside.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum, auto

from sayso.records import HopKind, Span
from sayso.sentences import sentences
from sayso.trace.lexicon import lexicon
from sayso.trace.media import Media, Medium

_APPOSED = re.compile(
    r"(?:,\s+(?P<comma>[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3}),|\s+(?:called\s+|named\s+)?[\"“«](?P<quoted>[^\"”»\n]{2,40})[\"”»]"
    r"|\s+(?:called\s+|named\s+)?(?P<bare>@?[A-Z][\w'’]*(?:\s[A-Z][\w'’]*){0,3})(?=[\s,.;:]))"
)


class Road(Enum):
    """How a Credit says it. `DIRECT`: to this document's own reporter or to all who were there; no hop."""

    TOLD = auto()
    PASSED = auto()
    CHANNEL = auto()
    PLATFORM = auto()
    RELEASE = auto()
    DIRECT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A place that tells a road. `words`: the whole phrase; `span`: the evidence in it.

    `name`: the outlet's, the channel's own, the platform's; None where only the speaker's name can tell it, with `label`
    ('Telegram channel', 'written statement') and `whose` (as the text has it: 'his', 'Orlova').
    """

    words: Span
    span: Span
    road: Road
    kind: HopKind
    name: str | None = None
    label: str = ""
    whose: str = ""


def credits(text: str, media: Media) -> list[Credit]:
    """All Credits of a text in order. No two share their evidence; a sentence ends what a phrase can reach."""
    found: list[Credit] = []
    for sentence in sentences(text):
        found += _channels(text, sentence) + _platforms(text, sentence) + _releases(text, sentence)
        found += _outlets(text, sentence, media) + _direct(text, sentence)
    kept: list[Credit] = []  # in the order of the text, so that only a neighbour can overlap
    for credit in sorted(found, key=lambda c: (c.road is Road.DIRECT, c.span.start, c.span.start - c.span.end)):
        at = bisect_left(kept, credit.span, key=lambda c: c.span)
        if not any(credit.span.overlaps(other.span) for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, credit)
    return kept


def _channels(text: str, within: Span) -> list[Credit]:
    found = []
    for match in lexicon().channel.finditer(text, *within):
        what = match["own"] or match["noun"]
        label = what if match["own"] else f"{match['platform']} {what}"
        apposed = _APPOSED.match(text, match.end(), within.end)
        name = apposed and next(filter(None, apposed.groups()), None)
        whose = re.sub(r"['’]s?$", "", (match["whose"] or match["holder"] or "").strip())
        if not name and not whose and not re.match(r"(?:the|a|an)\s", match[0]):
            continue
        end = apposed.end(apposed.lastgroup or 0) if apposed and name else match.end()
        found.append(_credit((match.start(), end), Road.CHANNEL, HopKind.CHANNEL, name=name, label=label, whose=whose))
    return found


def _platforms(text: str, within: Span) -> list[Credit]:
    found = []
    for match in lexicon().platform.finditer(text, *within):
        start = match.start("name") if match["name"] else match.start()
        name = " ".join(match["name"].split()) if match["name"] else "Twitter"
        label = "verb" if match["tweet"] and match["tweet"].lower().startswith(("tweet", "retweet")) else ""
        span = (start, match.end())
        found.append(_credit(span, Road.PLATFORM, HopKind.PLATFORM, match.start(), name=name, label=label))
    for match in lexicon().posts.finditer(text, *within):
        found.append(_credit(match.span(), Road.CHANNEL, HopKind.CHANNEL, label="post"))
    return found


def _releases(text: str, within: Span) -> list[Credit]:
    found = []
    for match in lexicon().release.finditer(text, *within):
        form = " ".join(match["form"].lower().split())
        label = "written statement" if "written" in form else form.split()[-1] if "statement" in form else form
        label = label if "release" not in form else " ".join(form.split()[-2:])
        found.append(_credit(match.span("what"), Road.RELEASE, HopKind.RELEASE, match.start(), label=label))
    return found


def _direct(text: str, within: Span) -> list[Credit]:
    matches = lexicon().direct.finditer(text, *within)
    return [_credit(m.span(), Road.DIRECT, HopKind.OUTLET) for m in matches]


def _outlets(text: str, within: Span, media: Media) -> list[Credit]:
    found = []
    for road, pattern in ((Road.TOLD, lexicon().told), (Road.PASSED, lexicon().passed)):
        for match in pattern.finditer(text, *within):
            if lexicon().not_media.match(text, match.end(), within.end):
                continue
            medium = media.forward(match.end(), within.end)
            if medium is not None:
                found.append(_of(medium, road, match.start(), medium.span.end))
    for verb in lexicon().says.finditer(text, *within):
        medium = media.backward(within.start, verb.start())
        if medium is not None:
            found.append(_of(medium, Road.PASSED, medium.span.start, verb.end()))
    for verb in lexicon().says_at_the_end.finditer(text, *within):
        medium = media.backward(within.start, verb.start())
        if medium is not None and re.search(r"[,\"”»’]\s+(?:the\s+|The\s+)?$", text[within.start : medium.span.start]):
            found.append(_of(medium, Road.PASSED, medium.span.start, verb.end()))
    return found


def _of(medium: Medium, road: Road, start: int, end: int) -> Credit:
    """An own outlet is no hop, but it says that no other road holds."""
    if medium.own:
        return Credit(words=Span(start, end), span=medium.span, road=Road.DIRECT, kind=HopKind.OUTLET)
    return Credit(words=Span(start, end), span=medium.span, road=road, kind=medium.kind, name=medium.name)


def _credit(span: tuple[int, int], road: Road, kind: HopKind, begins: int | None = None, **told: str | None) -> Credit:
    """`begins`: where the phrase begins, if before the evidence; `told`: name, label and whose."""
    start, end = span
    return Credit(
        words=Span(start if begins is None else begins, end),
        span=Span(start, end),
        road=road,
        kind=kind,
        name=told.get("name"),
        label=told.get("label") or "",
        whose=told.get("whose") or "",
    )
