"""What hop each Credit is, once it is known whose words stand beside it.

A channel has its own name where the text gives one, else its owner's; 'a post' is on the channel that the text has told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Attribution, Basis, Entity, EntityType, Findings, Hop
from sayso.trace.beside import Cast, beside, place
from sayso.trace.carry import over
from sayso.trace.credits import Credit, Road
from sayso.trace.lexicon import lexicon
from sayso.trace.names import fold, same


class Told:
    """The hops that stand beside the attributions of one document. `voices`: attribution id -> the id of whoever speaks."""

    def __init__(self, findings: Findings, cast: Cast, found: Sequence[Credit]) -> None:
        self.findings, self.cast, self.credits = findings, cast, found
        self.near = beside(cast, found)
        self.people = {fold(e.name): e.id for e in findings.entities if e.type is EntityType.PERSON}
        self.voices = {a.id: voice for a in findings.attributions if (voice := self._voice(a)) is not None}
        self.posts: dict[str, Hop] = {}  # a voice's channel, once the text has told of it

    def all(self) -> dict[str, tuple[Hop, ...]]:
        """Attribution id -> its hops; () where the words were said directly; no key where nothing tells."""
        told = {}
        waiting = sorted(self._known_channels(), key=lambda pair: pair[1].words, reverse=True)
        for attribution in sorted(self.findings.attributions, key=place):
            while waiting and waiting[-1][1].span.start < place(attribution):
                owner, credit = waiting.pop()
                self.posts[owner.id] = self._channel(owner.id, credit)
            hops = self._beside(attribution)
            if hops is not None:
                told[attribution.id] = hops
        return told

    def _voice(self, attribution: Attribution) -> str | None:
        """The speaker's id. A channel does not speak: where one is taken for the speaker, who is named beside it does."""
        speaker = self.cast.speaker(attribution)
        if speaker is None or speaker.type is EntityType.PERSON:
            return attribution.speaker if speaker else None
        names = [c.name for c in self.near.get(attribution.id, ()) if c.road is Road.CHANNEL and c.name]
        if any(same(speaker.name, name) for name in names):
            words = fold(" ".join(s.of(self.cast.text) for s in attribution.source))
            return next((i for name, i in self.people.items() if f" {name} " in f" {words} "), speaker.id)
        return speaker.id

    def _beside(self, attribution: Attribution) -> tuple[Hop, ...] | None:
        """What stands beside it: () where it was said directly, None where nothing tells."""
        found: list[Hop] = []
        near = self.near.get(attribution.id, ())
        for credit in sorted(near, key=lambda c: (c.road is Road.PASSED, c.span)):
            hop = self._hop(attribution, credit)
            if hop is not None:
                found.append(hop)
        if found:
            return tuple(found)
        if any(c.road is Road.DIRECT for c in near):
            return ()
        known = self.posts.get(self.voices.get(attribution.id, ""))
        cue = " ".join(s.of(self.cast.text) for s in attribution.cue).casefold().strip(" :,").split()
        return over([known]) if known and lexicon().writes & set(cue) else None

    def _hop(self, attribution: Attribution, credit: Credit) -> Hop | None:
        voice = self.voices.get(attribution.id)
        speaker = self.cast.entities.get(voice or "")
        who = speaker.name if speaker else None
        if credit.road is Road.DIRECT:
            return None
        if credit.road is Road.CHANNEL and credit.label == "post":
            known = self.posts.get(voice or "")
            return replace(known, span=credit.span, basis=Basis.STATED) if known else None
        if credit.road is Road.CHANNEL and who and fold(who).endswith(fold(credit.label.split()[-1])):
            return None  # 'according to the museum's website': it speaks for itself
        if credit.road is Road.CHANNEL:
            return self._channel(voice, credit)
        if credit.road is Road.RELEASE:
            who = re.sub(r"^(?:A|a|An|an)\s+", "", self._body(attribution) or who or "")
            return self._stated(credit, f"{credit.label} of {who}" if who else credit.label)
        return self._stated(credit, credit.name or "")

    def _channel(self, voice: str | None, credit: Credit) -> Hop:
        """The channel by its own name, else by its owner's."""
        name, who = credit.name, self.cast.entities.get(voice or "")
        if name and (fold(name) in self.people or (who and same(name, who.name))):
            name = None
        if name is None:
            owner = self._owner(voice, credit)
            name = f"{credit.label} of {owner}" if owner else credit.label
        hop = self._stated(credit, name)
        if voice is not None:
            self.posts[voice] = hop
        return hop

    def _owner(self, voice: str | None, credit: Credit) -> str | None:
        """Whose channel it is, as far as 'his', 'its' or a name tells: 'Friends of Orlova wrote on her page' does not."""
        who = self.cast.entities.get(voice or "")
        if credit.whose in lexicon().possessives:
            fits = who and (who.type is EntityType.PERSON or credit.whose not in lexicon().of_one)
            return who.name if who and fits else None
        known = who and who.type in (EntityType.PERSON, EntityType.ORGANISATION) and same(credit.whose, who.name)
        return who.name if who and known else credit.whose or None

    def _known_channels(self) -> list[tuple[Entity, Credit]]:
        """'Orlova, whose Telegram channel has ...': channels that the text tells of where nothing is said."""
        found = []
        used = {c.span for credits in self.near.values() for c in credits}
        for credit in self.credits:
            if credit.road is Road.CHANNEL and credit.label != "post" and credit.whose and credit.span not in used:
                before = self.cast.text[max(0, credit.words.start - 60) : credit.words.start]
                owners = [e for e in self.findings.entities if re.search(rf"{re.escape(e.name)},?\s+\Z", before)]
                found += [(e, credit) for e in owners[:1] if e.type is EntityType.PERSON]
        return found

    def _body(self, attribution: Attribution) -> str | None:
        """For whom a nameless-bodied 'spokeswoman X' speaks: the organisation that spoke just before."""
        words = attribution.source[0].of(self.cast.text).split() if attribution.source else []
        if not words or words[0].lower() not in lexicon().spokespeople:
            return None
        before = [a for a in self.findings.attributions if place(a) < place(attribution) and a.parent is None]
        last = self.cast.speaker(max(before, key=place)) if before else None
        return last.name if last and last.type is EntityType.ORGANISATION else None

    def _stated(self, credit: Credit, name: str) -> Hop:
        return Hop(name=name, kind=credit.kind, basis=Basis.STATED, span=credit.span)
