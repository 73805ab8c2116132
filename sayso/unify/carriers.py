"""What passed words on, named alike in all documents: for summaries; a single route keeps its document's own words.

'Mendekevich' as a hop is the Voice that he is across documents, 'Telegram channel of Mendekevich' that Voice's channel, and
'AFP' and 'Agence France-Presse' are one agency.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sayso.records import EntityType, HopKind, Voice
from sayso.unify.organisation import concept, parse

PASSING = (HopKind.OUTLET, HopKind.AGENCY)
TAILS = frozenset((concept("news"), concept("channel")))
OWNED = re.compile(r"(?P<label>.+? of )(?P<article>(?:the|The) )?(?P<owner>.+)")
Carried = tuple[str, str, HopKind]  # a Document's id, a hop's name there, its kind


def carriers(
    hops: Iterable[Carried], voices: Iterable[Voice], speaking: Mapping[tuple[str, str], str]
) -> dict[Carried, str]:
    """For each hop the name under which it is shown beside those of other documents.

    `speaking`: a Document's id and a name in it to the name of the Voice that it is. What is not known keeps its name.
    """
    told = Counter(hops)
    bodies: dict[tuple[str, ...], str] = {}
    for voice in voices:
        for alias in voice.aliases if voice.type is EntityType.ORGANISATION and voice.named and voice.entities else ():
            bodies.setdefault(_key(alias), voice.name)
    spelt: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for (_, name, kind), times in told.items():
        if kind in PASSING:
            spelt[_key(name)][name] += times
    usual = {key: min(names, key=lambda n: (-names[n], n)) for key, names in spelt.items()}

    def shown(document: str, name: str, kind: HopKind) -> str:
        if kind in PASSING:
            key = _key(name)
            return bodies.get(key) or usual.get(key, name) if key else name
        if kind is HopKind.SPEAKER:
            return speaking.get((document, name), name)
        owned = OWNED.fullmatch(name)
        voice = speaking.get((document, owned["owner"])) if owned else None
        return f"{owned['label']}{voice}" if owned and voice else name

    return {hop: shown(*hop) for hop in told}


def _key(name: str) -> tuple[str, ...]:
    """What an outlet's names share: 'Fox', 'Fox News' and 'Fox News Channel' are one."""
    parsed = parse(name)
    words = list(parsed.words)
    while not parsed.known and len(words) > 1 and words[-1] in TAILS:
        words.pop()
    return parsed.key if len(words) == len(parsed.words) else tuple(sorted(words))
