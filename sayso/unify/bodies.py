"""For whom a voice speaks: the organisation, state or person that its roles or its own name tell.

This is used to fail closed when independence is counted, so it is generous: a body's name inside a role is enough. But it
is also shown, so that roles of the past, doubtful ones ('alleged envoy') and those of who only watches a body tell nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.records import EntityType
from sayso.unify import person
from sayso.unify.cards import hedged
from sayso.unify.lexicon import bodies, states, things
from sayso.unify.organisation import IN_BRACKETS, BodyName, concept, parse
from sayso.unify.spelling import is_common_stem, is_name, words_of
from sayso.unify.states import is_subject, state_key, state_of_role

AT_WORK = re.compile(r"\b(?:of|for|at|from)\b\s+(?:the\s+)?", re.IGNORECASE)
BEFORE = re.compile(r"\b(?:of|for|at|from|with|to)\b\s+(?:the\s+|a\s+|an\s+)?", re.IGNORECASE)
LONGEST = 9  # words of a body's name inside a role
Key = tuple[str, ...]


def keys_in(role: str) -> list[Key]:
    """Names of bodies that may stand in a role, as sorted words, the longest first: 'Public Order Minister' holds
    (ministry, order, public)."""
    known = bodies()
    found: list[Key] = []
    for text in (*[m[1] for m in IN_BRACKETS.finditer(role)], IN_BRACKETS.sub(" ", role)):
        raw = [w for w in words_of(text) if w.rstrip("~") not in known.small]
        for size in range(min(LONGEST, len(raw)), 0, -1):
            for at in range(len(raw) - size + 1):
                piece = raw[at : at + size]
                listed = known.same.get(tuple(piece))
                found.append((f"={listed}",) if listed else tuple(sorted(_bare(piece))))
    return found


def _bare(words: Sequence[str]) -> list[str]:
    return list(parse(" ".join(w.rstrip("~") for w in words)).words) if not any(w.endswith("~") for w in words) else [
        concept(w) for w in words
    ]  # fmt: skip


def named_in(role: str) -> str | None:
    """The words of a role that name a body: 'Center for Border Studies' of 'head of the Center for Border Studies'.

    None where no capital tells a name. The words are the role's own.
    """
    role = role.strip(" .,;")
    match = BEFORE.search(role)
    if match:
        tail = re.split(r",|\s+(?:in|who|which|and)\s", role[match.end() :])[0].strip(" .,;")
        return tail if is_name(tail) and len(tail) > 2 and parse(tail).key else None
    return None


def find_bodies(
    names: Sequence[Iterable[str]], roles: Sequence[Sequence[str]], types: Sequence[EntityType]
) -> list[int | None]:
    """For each voice the number of the voice that it speaks for. Every chain ends: circles are cut where they close."""
    index: defaultdict[Key, set[int]] = defaultdict(set)
    stems: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    parsed: list[list[BodyName]] = []
    for number, (spelt, type) in enumerate(zip(names, types, strict=True)):
        bodies_of = [parse(name) for name in spelt if is_name(name)] if type is EntityType.ORGANISATION else []
        parsed.append(bodies_of)
        for name in bodies_of:
            if name.key and not (len(name.words) == 1 and name.weak):
                index[name.key].add(number)
            if len(name.words) > 2 and name.own:
                for head in ("department", "ministry"):  # 'Homeland Security Secretary'
                    if head in name.words:
                        index[tuple(sorted(w for w in name.words if w != head))].add(number)
            if len(name.words) == 1 and name.own and not name.letters and not name.known:
                stems[name.words[0][:5]].append((name.words[0], number))
    found: list[int | None] = []
    people = _family_names(names, types)
    for number, said in enumerate(roles):
        present = [role for role in said if is_present(role) and not is_private(role)]
        body = _from_roles(number, present, index)
        if body is None:
            body = _from_posts(number, present, stems)
        if body is None:
            body = _shorter(number, parsed[number], index)
        if body is None and parsed[number]:
            body = _holder(number, parsed[number], stems)
        if body is None:
            body = _from_people(number, list(names[number]), present, types[number], people)
        found.append(body)
    return _without_circles(found)


def is_present(role: str) -> bool:
    """Whether somebody has the role now and beyond doubt: 'former envoy' and 'alleged envoy' speak for nobody."""
    known = bodies()
    words = {part for w in words_of(role) for part in (w, w.partition("-")[0])}
    return not words & known.past and not words & known.hedges and not hedged(role)


def is_private(role: str) -> bool:
    """Whether a role says where somebody belongs and not whose voice he is: 'a student at Orel College'."""
    head = words_of(re.split(r",|\b(?:of|for|at|from|in|with)\b", role, maxsplit=1)[0])
    return bool(head) and head[-1] in bodies().private


def worked_for(role: str) -> str:
    """The role without what its holder only watches: '' of 'Boko Haram expert', 'Border Centre' of 'expert at the Border
    Centre on Chad'; other roles whole."""
    if not bodies().watchers.intersection(words_of(role)):
        return role
    match = AT_WORK.search(role)
    tail = re.split(r"\bon\b|\bwith\b|\bcovering\b", role[match.end() :])[0] if match else ""
    return tail if is_name(tail.split(" ")[0]) else ""


def _family_names(names: Sequence[Iterable[str]], types: Sequence[EntityType]) -> dict[str, set[int]]:
    """Family names to the people that bear them with a given name beside it; no 'Jr.', whom the family name alone does not
    mean."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, (spelt, type) in enumerate(zip(names, types, strict=True)):
        for name in spelt if type is EntityType.PERSON else ():
            parsed = person.parse(name)
            if parsed and parsed.given and not parsed.initial and parsed.suffix not in person.SONS:
                found[parsed.family].add(number)
    return found


def _from_people(
    number: int, names: Sequence[str], roles: Sequence[str], type: EntityType, people: dict[str, set[int]]
) -> int | None:
    """Whose man somebody is: 'Orel's spokesman', 'secretary to President Vask'; whose office or administration it is."""
    wanted = bodies().staff if type is EntityType.PERSON else bodies().household
    found: set[int] = set()
    for words in map(words_of, roles if type is EntityType.PERSON else names if type is EntityType.ORGANISATION else ()):
        if wanted.intersection(words):
            for word in words:
                found |= people.get(word, set()) - {number}
    return found.pop() if len(found) == 1 else None


def _from_roles(number: int, roles: Sequence[str], index: dict[Key, set[int]]) -> int | None:
    """The voice whose name is longest in a role; where two have that name, the one that more documents bring."""
    best: tuple[int, set[int]] = (0, set())
    for role in roles:
        posts = bodies().roles.union(bodies().offices).intersection(words_of(role))
        rest = worked_for(role)
        watching = rest != role
        for key in keys_in(role):
            if len(key) == 1 and not posts:
                continue  # 'U.S. citizen' speaks for himself
            if state_key(key) and state_of_role(role) is None:
                continue  # 'BBC Nigeria analyst'
            if watching and is_subject(key) and key not in keys_in(rest):
                continue  # 'Boko Haram expert'
            others = index.get(key, set()) - {number}
            if others and len(key) > best[0]:
                best = (len(key), others)
    return min(best[1], default=None)


def _from_posts(number: int, roles: Sequence[str], stems: dict[str, list[tuple[str, int]]]) -> int | None:
    """The state of 'Kazakh President': a people's name beside a post."""
    found = set()
    for role in roles:
        words = [concept(w) for w in words_of(role)]
        if bodies().offices.intersection(words) or "ministry" in words:
            for word in words:
                found |= {n for state, n in stems.get(word[:5], ()) if n != number and is_common_stem(state, word)}
    return found.pop() if len(found) == 1 else None


def _shorter(number: int, names: Sequence[BodyName], index: dict[Key, set[int]]) -> int | None:
    """The body whose name is this one less a word: 'Velmari Ministry of Public Order' and 'Ministry of Public Order'."""
    found: set[int] = set()
    for name in names:
        for left_out in range(len(name.key)) if len(name.key) > 2 else ():
            rest = (*name.key[:left_out], *name.key[left_out + 1 :])
            if len(rest) > 2 or not bodies().plain.issuperset(rest):  # 'Foreign Office' may be another state's
                found |= index.get(rest, set()) - {number}
    return min(found, default=None)


def _holder(number: int, names: Sequence[BodyName], stems: dict[str, list[tuple[str, int]]]) -> int | None:
    """The state whose name stands in a body's: 'Velmari Ministry of Public Order', 'Tashvar's foreign ministry'."""
    found = set()
    for name in names:
        for word in name.own if len(name.words) > 1 and not name.known else ():
            for state, holder in stems.get(word[:5], ()):
                if _is_private(name) and state_key((state,)):
                    continue
                if holder != number and (state == word or is_common_stem(state, word)):
                    found.add(holder)
    return found.pop() if len(found) == 1 else None


def _is_private(name: BodyName) -> bool:
    """'Orel Radio' is no state's because of the state in its name; its 'official news agency' is."""
    words = set(name.words)
    return bool(words & (things().outlets | states().civil)) and not words & {"state", "official", "government"}


def _without_circles(found: list[int | None]) -> list[int | None]:
    """The same, but where following bodies comes back, the voice with the least number of the circle speaks for itself."""
    for start in range(len(found)):
        seen: list[int] = []
        at: int | None = start
        while at is not None and at not in seen:
            seen.append(at)
            at = found[at]
        if at is not None:
            found[min(seen[seen.index(at) :])] = None
    return found
