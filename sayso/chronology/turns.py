"""Then and now: one Voice that says other things at other times; and what a Document could not have known.

Both rest on what the stages contrast and figures hold to clash or to have been superseded: nothing is compared here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from sayso.accounts import Accounts
from sayso.chronology.clocks import Clocks, day_of, single
from sayso.chronology.events import reading
from sayso.ids import content_id
from sayso.records import Clash, Clock, Conflict, Dated, Hindsight, Member, Quantity, Side, Turn

Voiced = Mapping[str, Sequence[Dated]]


def turns(accounts: Accounts, read: Clocks, voice_of: Mapping[str, str]) -> tuple[Turn, ...]:
    """Each two things that one Voice says otherwise on two days, once for the same words, by the later day.

    Words that a Voice is given in many Documents count from the first day that they have: a reprint is no return to them.
    """
    values = _values(accounts)
    found: dict[tuple[str, frozenset[str]], Turn] = {}
    for sides, kind, why in _against(accounts, read):
        one, other = (_by_voice(side, read, voice_of) for side in sides)
        for voice in one.keys() & other.keys():
            for first, second in product(one[voice], other[voice]):
                turn = _turn(first, second, voice)
                if turn is None or not _are_apart(first.member, second.member, values):
                    continue
                key = voice, frozenset(read.words[d.member.id] for d in (first, second))
                if key not in found or _when(turn) < _when(found[key]):
                    found[key] = replace(turn, kind=kind, why=why)
    return tuple(sorted(found.values(), key=lambda t: (t.days[1], t.days[0], t.id)))


def _when(turn: Turn) -> tuple[str, str, str]:
    return turn.days[0], turn.days[1], turn.id


def _against(accounts: Accounts, read: Clocks) -> Iterator[tuple[tuple[Sequence[Member], Sequence[Member]], Clash, str]]:
    """Members against members, with the kind of the clash and why: those of the same words as the two of a contrast, and
    the sides of conflicts of figures."""
    alike: dict[tuple[str, str], list[Member]] = defaultdict(list)
    claim_of = {m.id: claim.id for claim in accounts.claims for m in claim.members}
    for claim in accounts.claims:
        for member in claim.members:
            alike[claim.id, read.words[member.id]].append(member)
    for contrast in accounts.contrasts:
        one, other = (alike[claim_of.get(m.id, ""), read.words[m.id]] or [m] for m in (contrast.one, contrast.other))
        yield (one, other), contrast.relation.kind or Clash.OTHER, contrast.relation.why
    for conflict in _moving(accounts):
        if not any(side.claims for side in conflict.sides):  # figures: their sides are values
            for first, second in combinations(conflict.sides, 2):
                yield (first.members, second.members), conflict.kind, ""


def _moving(accounts: Accounts) -> Iterator[Conflict]:
    """The conflicts, and figures that a later one may have replaced; who counts others says nothing else of the same."""
    yield from accounts.conflicts
    yield from (one for one in accounts.apart if one.kind is not Clash.SCOPE)


def _by_voice(members: Iterable[Member], read: Clocks, voice_of: Mapping[str, str]) -> Voiced:
    """By Voice, of the same words the first that tells when they were said, and the first by publication."""
    kept: dict[tuple[str, str, Clock], Dated] = {}
    for dated in sorted((read.dated[m.id] for m in members), key=reading):
        voice = voice_of.get(read.speaker.get(dated.member.id, ""))
        if voice is None:
            continue
        for clock, day in ((Clock.SAID, single(dated.said)), (Clock.PUBLISHED, _published(dated))):
            place = voice, read.words[dated.member.id], clock
            if day and (place not in kept or (clock is Clock.SAID and day < (single(kept[place].said) or ""))):
                kept[place] = dated
    found: dict[str, list[Dated]] = defaultdict(list)
    for (voice, _, _), dated in kept.items():
        if dated not in found[voice]:
            found[voice].append(dated)
    return found


def _values(accounts: Accounts) -> Mapping[str, Quantity]:
    return {f.member.id: f.quantity for one in accounts.series for f in one.figures}


def _are_apart(one: Member, other: Member, values: Mapping[str, Quantity]) -> bool:
    """Whether two members are no figures, or figures that share no value: not all sides of one quarrel clash with each
    other ('at least 10', 'ten')."""
    a, b = values.get(one.id), values.get(other.id)
    if a is None or b is None:
        return True
    return _is_above(a, b) or _is_above(b, a)


def _is_above(one: Quantity, other: Quantity) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


def _turn(one: Dated, other: Dated, voice: str) -> Turn | None:
    told = _days(one, other)
    if told is None:
        return None
    clock, days = told
    if days[0] > days[1]:
        one, other, days = other, one, (days[1], days[0])
    return Turn(
        id=content_id("turn", one.member.id, other.member.id),
        voice=voice,
        earlier=one,
        later=other,
        clock=clock,
        days=days,
        kind=Clash.OTHER,
        why="",
    )


def _days(one: Dated, other: Dated) -> tuple[Clock, tuple[str, str]] | None:
    """Two days of one clock, that of saying where both are known; None where they are one day or not known."""
    said = single(one.said), single(other.said)
    published = _published(one), _published(other)
    for clock, (first, second) in ((Clock.SAID, said), (Clock.PUBLISHED, published)):
        if first and second:
            return (clock, (first, second)) if first != second else None
    return None


def _published(dated: Dated) -> str | None:
    return day_of(dated.published.value) if dated.published else None


def hindsight(accounts: Accounts, read: Clocks) -> tuple[Hindsight, ...]:
    """For each Document and each side that it does not bring of a Conflict it has part in: what came after it.

    In order of the Documents' dates. Only what is dated on both hands is told.
    """
    values = _values(accounts)
    found: dict[tuple[str, str], Hindsight] = {}
    for conflict in _moving(accounts):
        for here, there in combinations(conflict.sides, 2):
            for mine, theirs in ((here, there), (there, here)):
                for one in _unknowing(mine, theirs, conflict.kind, read):
                    if _are_apart(one.own.member, one.later.member, values):
                        found.setdefault((one.own.member.id, one.later.member.id), one)
    return tuple(sorted(found.values(), key=lambda h: (_published(h.own) or "", h.own.member.document, h.day, h.id)))


def _unknowing(mine: Side, theirs: Side, kind: Clash, read: Clocks) -> Iterator[Hindsight]:
    later = sorted((read.dated[m.id] for m in theirs.members), key=reading)
    brought = {d.member.document for d in later}
    own: dict[str, Dated] = {}
    for dated in sorted((read.dated[m.id] for m in mine.members if _is_sure(m, mine, read)), key=reading):
        if dated.member.document not in brought and _published(dated):
            own.setdefault(dated.member.document, dated)
    for dated in own.values():
        told = _after(_published(dated) or "", later)
        if told is not None:
            yield Hindsight(
                id=content_id("hindsight", dated.member.id, told[0].member.id),
                own=dated,
                later=told[0],
                clock=told[1],
                day=told[2],
                kind=kind,
            )


def _is_sure(member: Member, side: Side, read: Clocks) -> bool:
    """Whether it plainly tells what its side stands for; a figure is on the side of its own value."""
    return not side.claims or read.are_alike(side.gist, member)


def _after(published: str, later: Sequence[Dated]) -> tuple[Dated, Clock, str] | None:
    """Whether all of these came after this day: by the event's own day, else by the first Document that brings it."""
    happened = [day for d in later if (day := single(d.happened)) and day > published]
    if later and len(happened) == len(later):
        return later[0], Clock.HAPPENED, happened[0]
    days = [_published(d) for d in later]
    if None in days or min(day or "" for day in days) <= published:
        return None
    return later[0], Clock.PUBLISHED, days[0] or ""
