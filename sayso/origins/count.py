"""The count of origins: disjoint sets of attributions, and why each two sets are one.

It fails closed: what cannot be shown to be apart is one, and what nobody names adds nothing. In order:

1. An attribution whose speaker is unknown or only described has no recorded lineage.
2. Attributions of one voice are one, and so are those of voices that speak for one body.
3. The same words, copied or retold or cut twice out of one sentence, are one, whoever is named as their speaker.
4. Who only passes on what another in the group says is no origin of it.
5. Who is known only on another's word is one with him.
6. Outlets carry words: beside anybody else they add nothing, and among themselves they are one.

A Hop that is an outlet, an agency or a channel makes no origin: it carries words. Reasons are sayso's sentences; the names
in them are the documents'.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.origins.carriers import carries, fold, owner_untold, speaks_for_somebody
from sayso.origins.wording import overlapping, same_words
from sayso.records import Copies, CopyKind, Doubt, EntityType, Origin, Origins, Retelling, Spans, Step, Voice

MOST = 0.5  # of the outer content's code points: with less, the teller says something of his own


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One Attribution as counting sees it. `voice` is a Voice's id, None where the text does not tell the speaker.

    `words` are its content's words. `within` holds, the nearest first, the id and the Voice of each attribution that it
    stands inside: whoever tells it.
    """

    attribution: str
    document: str
    voice: str | None
    words: str = ""
    content: Spans = ()
    within: tuple[tuple[str, str | None], ...] = ()


def origins(
    group: Iterable[Heard],
    voices: Mapping[str, Voice],
    copies: Sequence[Copies] = (),
    retellings: Sequence[Retelling] = (),
    doubts: Sequence[Doubt] = (),
) -> Origins:
    """The independent origins of a group of attributions, those with most attributions first.

    `voices` by id, among them every body that one of them speaks for. `doubts`: Voices that may be one are not counted
    apart. The order of the group changes nothing. Raises KeyError where an attribution names a Voice that is not among
    `voices`.
    """
    count = _Count(group, voices)
    count.join_voices()
    count.join_copies(copies)
    count.join_retellings(retellings)
    count.join_relays()
    count.join_hearsay()
    count.join_wording()
    count.join_doubts(doubts)
    count.join_companions()
    count.join_carriers()
    return count.result()


def root(voice: str, voices: Mapping[str, Voice]) -> str:
    """The body at the top of those that a Voice speaks for; its own id where it speaks for none. Circles are one body."""
    seen = [voice]
    while (body := voices[seen[-1]].body) is not None and body in voices:
        if body in seen:
            return min(seen[seen.index(body) :])
        seen.append(body)
    return seen[-1]


@dataclass(frozen=True, slots=True)
class _Link:
    """Why the set that holds `one` and the set that holds `other` are one."""

    one: str
    other: str
    why: str


class _Count:
    """Disjoint sets of attributions (Tarjan 1975), with the reasons for which they were joined."""

    def __init__(self, group: Iterable[Heard], voices: Mapping[str, Voice]) -> None:
        self.heard = {h.attribution: h for h in sorted(group, key=lambda h: h.attribution)}
        self.voices = voices
        self._above = {attribution: attribution for attribution in self.heard}
        self._links: list[_Link] = []
        self._relays = self._find_relays()
        self._carrying: dict[str, bool] = {}
        self._carried: set[str] = set()
        self._apart = {self._root(h) for h in self.heard.values() if not h.within}

    def join_voices(self) -> None:
        """One voice, or voices of one body."""
        first: dict[str, Heard] = {}
        for h in self._named():
            body = self._root(h)
            if h.attribution in self._relays or body is None:
                continue
            other = first.setdefault(body, h)
            if other is h:
                continue
            same = other.voice == h.voice
            why = f"another utterance of {self._name(h)}" if same else self._one_side(h, other, body)
            self._join(other.attribution, h.attribution, why)

    def join_doubts(self, doubts: Sequence[Doubt]) -> None:
        """Voices that may be one. A short name that may be either of two longer ones goes with one, and joins not both."""
        first: dict[str, str] = {}
        for h in self._named():
            if h.attribution not in self._relays:
                first.setdefault(h.voice or "", h.attribution)
        pairs = sorted((d for d in doubts if d.one in first and d.other in first), key=lambda d: (d.one, d.other))
        lengths = {voice: len(self.voices[voice].name.split()) for voice in first}
        alike = {voice: voice for voice in first}
        for doubt in pairs:
            if lengths[doubt.one] == lengths[doubt.other]:
                self._join_doubt(doubt, first)
                one, other = sorted((_head(alike, doubt.one), _head(alike, doubt.other)))
                alike[other] = one
        longer: dict[str, list[Doubt]] = {}
        for doubt in pairs:
            if lengths[doubt.one] != lengths[doubt.other]:
                short = min(doubt.one, doubt.other, key=lambda voice: lengths[voice])
                longer.setdefault(_head(alike, short), []).append(doubt)
        for either in longer.values():
            if all(self._set(first[doubt.one]) != self._set(first[doubt.other]) for doubt in either):
                self._join_doubt(either[0], first)

    def _join_doubt(self, doubt: Doubt, first: Mapping[str, str]) -> None:
        names = f"'{self.voices[doubt.one].name}' and '{self.voices[doubt.other].name}'"
        self._join(first[doubt.one], first[doubt.other], f"{names} may be one voice: {doubt.why}")

    def join_copies(self, copies: Sequence[Copies]) -> None:
        """The same words in copies of one passage."""
        by_document: dict[str, list[Heard]] = {}
        for h in self.heard.values():
            by_document.setdefault(h.document, []).append(h)
        for group in copies:
            same: dict[str, str] = {}
            for passage in group.passages:
                for h in by_document.get(passage.document, ()):
                    if not any(passage.span.overlaps(piece) for piece in h.content):
                        continue
                    # a copied document holds the words of several speakers: only equal ones are one
                    words = "" if group.kind is CopyKind.QUOTATION else " ".join(re.findall(r"\w+", h.words.casefold()))
                    other = same.setdefault(words, h.attribution)
                    self._join(other, h.attribution, f"the same words, in copies of one {group.kind}")

    def join_wording(self) -> None:
        """One stretch of a document told as two, and long runs of equal words in two documents. What stands inside another
        attribution is left to `join_relays` and `join_hearsay`."""
        nested = {frozenset((h.attribution, outer)) for h in self.heard.values() for outer, _ in h.within}
        those = [(h.attribution, h.document, h.content) for h in self._named()]
        for one, other in overlapping(those, MOST):
            if frozenset((one, other)) not in nested:
                self._join(one, other, "the same words of one document, told as two attributions")
        for one, other in same_words((h.attribution, h.words) for h in self.heard.values()):
            if frozenset((one, other)) not in nested:
                self._join(one, other, "the same run of words: one utterance, or one text behind both")

    def join_companions(self) -> None:
        """Who speaks for a body that his role does not name, with a body of his document; 'X & Y' with X or else with Y;
        'Police', whoever's they are, with the police of some town."""
        bodies: dict[str, str] = {}
        by_head: dict[str, str] = {}
        by_name: dict[str, str] = {}
        for h in self._named():
            voice = self.voices[h.voice or ""]
            for name in (voice.name, *voice.aliases, self.voices[self._root(h) or ""].name):
                by_name.setdefault(fold(name), h.attribution)
            if voice.type is EntityType.ORGANISATION and not self._carries(h):
                bodies.setdefault(h.document, h.attribution)
            if (
                voice.type is EntityType.ORGANISATION
                and not self._carries(h)
                and not owner_untold(voice)
                and fold(voice.name)
            ):
                by_head.setdefault(fold(voice.name).split()[-1], h.attribution)
        for h in self._named():
            voice = self.voices[h.voice or ""]
            part = next((by_name[p] for p in map(fold, voice.name.split(" & ")) if p in by_name), None)
            if " & " in voice.name and part is not None:
                self._join(part, h.attribution, f"{self._name(self.heard[part])} is one of those that speak together here")
            alike = by_head.get(fold(voice.name).split()[-1]) if owner_untold(voice) else None
            if alike is not None:
                self._join(
                    alike, h.attribution, f"{self._name(h)} may be {self._name(self.heard[alike])}: whose is not told"
                )
            alone = voice.type is EntityType.PERSON and self._root(h) == h.voice and speaks_for_somebody(voice)
            if alone and (body := bodies.get(h.document)) is not None:
                self._join(body, h.attribution, f"{self._name(h)} may speak for {self._name(self.heard[body])}")

    def join_carriers(self) -> None:
        """Outlets that nobody else in the group is behind: nothing shows that two have it from two sources."""
        counted = [h for h in self.heard.values() if self._is_origin(h)]
        first_hand = {self._set(h.attribution) for h in counted if not self._carries(h)}
        if first_hand:
            self._carried = {self._set(h.attribution) for h in counted} - first_hand
            return
        for other in counted[1:]:
            names = f"{self._name(counted[0])} and {self._name(other)}"
            self._join(counted[0].attribution, other.attribution, f"{names} carry it, and nothing shows two sources")

    def join_retellings(self, retellings: Sequence[Retelling]) -> None:
        """One utterance in other words."""
        for told in retellings:
            present = sorted(a for a in told.attributions if a in self.heard)
            for other in present[1:]:
                self._join(present[0], other, f"one utterance, retold: {told.why}")

    def join_relays(self) -> None:
        """Who only passes on what another says."""
        for outer, inner in self._relays.items():
            why = f"{self._name(self.heard[outer])} passes on what {self._name(self.heard[inner])} says"
            self._join(inner, outer, why)

    def join_hearsay(self) -> None:
        """Who is quoted only inside what one other says: one with him, and with all others whom he quotes."""
        tellers = {self._root(h): h.attribution for h in reversed(list(self._named())) if not h.within}
        for h in self._named():
            if not self._is_hearsay(h):
                continue
            teller = h.within[-1][1]
            if teller is not None and self.voices[teller].named:
                why = f"{self._name(h)} is known here only on the word of '{self.voices[teller].name}'"
                self._join(tellers.setdefault(root(teller, self.voices), h.attribution), h.attribution, why)

    def result(self) -> Origins:
        members: dict[str, list[Heard]] = {}
        for h in self.heard.values():
            members.setdefault(self._set(h.attribution), []).append(h)
        links: dict[str, list[_Link]] = {}
        for link in self._links:
            links.setdefault(self._set(link.one), []).append(link)
        found, nowhere = [], []
        for key, those in members.items():
            counted = [h for h in those if self._is_origin(h)]
            if key not in self._carried and any(not self._is_thing(h) for h in counted):
                found.append(self._origin(links.get(key, ()), those, counted))
            else:
                nowhere += those
        found.sort(key=lambda origin: (-len(origin.attributions), origin.name, origin.voice))
        why = _independence(len(found))
        return Origins(
            origins=tuple(replace(origin, independent=why) for origin in found),
            unrecorded=_steps((self._no_lineage(h), h.attribution) for h in nowhere),
        )

    def _origin(self, links: Sequence[_Link], those: Sequence[Heard], counted: Sequence[Heard]) -> Origin:
        bodies = Counter(self._root(h) for h in counted)
        most = max(bodies.values())
        voice = min(body for body, number in bodies.items() if number == most and body is not None)
        return Origin(
            name=self.voices[voice].name,
            voice=voice,
            attributions=tuple(h.attribution for h in those),
            steps=_steps((link.why, link.other) for link in links),
            independent="",
        )

    def _one_side(self, h: Heard, other: Heard, body: str) -> str:
        """Why two voices are one side: in a sentence that names the body once."""
        name = f"'{self.voices[body].name}'"
        if h.voice == body:
            return f"{self._name(other)} speaks for {name}, which speaks itself"
        if other.voice == body:
            return f"{self._name(h)} speaks for {name}"
        return f"{self._name(h)} and {self._name(other)} speak for one body, {name}"

    def _find_relays(self) -> dict[str, str]:
        """Attributions that say little but what somebody else says inside them, with that inner one."""
        relays: dict[str, str] = {}
        for inner in self.heard.values():
            for outer, teller in inner.within:
                if outer in relays or outer not in self.heard:
                    continue
                himself = teller is not None and root(teller, self.voices) == self._root(inner)
                if not himself and _covers(inner.content, self.heard[outer].content):
                    relays[outer] = inner.attribution
        return relays

    def _is_origin(self, h: Heard) -> bool:
        """Whether it shows where words come from: a named speaker's own, or told by somebody who is named."""
        if h.attribution in self._relays or h.voice is None or not self.voices[h.voice].named:
            return False
        teller = h.within[-1][1] if h.within else h.voice
        return not self._is_hearsay(h) or (teller is not None and self.voices[teller].named)

    def _is_hearsay(self, h: Heard) -> bool:
        """Whether nobody of this body speaks in the group but inside another's words."""
        return bool(h.within) and self._root(h) not in self._apart and not self._tells_itself(h)

    def _tells_itself(self, h: Heard) -> bool:
        teller = h.within[-1][1]
        return teller is not None and root(teller, self.voices) == self._root(h)

    def _no_lineage(self, h: Heard) -> str:
        if h.voice is None:
            return "lineage not recorded: the text does not tell who says it"
        if not self.voices[h.voice].named:
            return f"lineage not recorded: {self._name(h)} names nobody"
        if self._is_thing(h):
            return f"lineage not recorded: whose words {self._name(h)} holds is not told"
        if h.attribution in self._relays:
            said = self._name(self.heard[self._relays[h.attribution]])
            return f"lineage not recorded: {self._name(h)} only passes on what is said by {said}"
        if self._set(h.attribution) in self._carried:
            return f"lineage not recorded: {self._name(h)} carries it, as outlets do, beside others who say it themselves"
        return f"lineage not recorded: {self._name(h)} is known here only on the word of somebody who is not named"

    def _named(self) -> Iterator[Heard]:
        return (h for h in self.heard.values() if h.voice is not None and self.voices[h.voice].named)

    def _root(self, h: Heard) -> str | None:
        return None if h.voice is None else root(h.voice, self.voices)

    def _carries(self, h: Heard) -> bool:
        """Whether its voice, or the body at the top, is an outlet or reports for one."""
        if h.voice is None:
            return False
        if h.voice not in self._carrying:
            self._carrying[h.voice] = any(carries(self.voices[voice]) for voice in {h.voice, root(h.voice, self.voices)})
        return self._carrying[h.voice]

    def _is_thing(self, h: Heard) -> bool:
        return h.voice is not None and self.voices[h.voice].type is EntityType.DOCUMENT

    def _name(self, h: Heard) -> str:
        return "somebody" if h.voice is None else f"'{self.voices[h.voice].name}'"

    def _set(self, member: str) -> str:
        return _head(self._above, member)

    def _join(self, one: str, other: str, why: str) -> None:
        low, high = sorted((self._set(one), self._set(other)))
        if low != high:
            self._above[high] = low
            self._links.append(_Link(one, other, why))


def _head(above: dict[str, str], member: str) -> str:
    """The member that stands for its set; shortens the way there."""
    while above[member] != member:
        above[member] = above[above[member]]
        member = above[member]
    return member


def _covers(inner: Spans, outer: Spans) -> bool:
    """Whether the inner content fills at least MOST of the outer one."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in inner for b in outer)
    return shared >= MOST * sum(piece.end - piece.start for piece in outer)


def _steps(reasons: Iterable[tuple[str, str]]) -> tuple[Step, ...]:
    """Reasons, each once, with the attributions that they hold for."""
    by_reason: dict[str, list[str]] = {}
    for why, attribution in reasons:
        by_reason.setdefault(why, []).append(attribution)
    return tuple(Step(why=why, attributions=tuple(those)) for why, those in by_reason.items())


def _independence(count: int) -> str:
    if count == 1:
        return "the only origin that the documents show"
    return (
        "named, of a body of its own, heard not only through another origin; no copy or retelling that is known joins it "
        "to another"
    )
