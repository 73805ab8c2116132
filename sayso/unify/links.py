"""What joins two forms: the names, and beside them what their documents share. Undecided pairs become doubts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.unify.blocks import candidates
from sayso.unify.forms import Evidence, Form, conflict, match, united
from sayso.unify.lexicon import census_given, people
from sayso.unify.organisation import BodyName
from sayso.unify.person import SONS, Match, PersonName, given_likeness
from sayso.unify.spelling import Likeness, consonants, cut, likeness, plain, sound

KNOWN = "the only one of that family name in the pile"
LEAST = 4  # letters of a family name that may stand alone
LONG = 8  # letters of a family name that strangers hardly share but for a vowel
MOST_COMPANY = 12  # others of a document that are taken in pairs
WELL_KNOWN = 3  # documents that name somebody in full, so that the family name alone will do
SOUNDS = 3  # consonants that a family name must have at least to sound like another
MOST_SOUNDING = 12  # names of one sound that are held against one another
MOST_PAIRS = 60  # of the parts of two weak forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Cards of one form that are one voice already: the whole of a strong form, a piece of a weak one."""

    form: int
    cards: tuple[int, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two Parts (by number) that may be one; `joins` says whether the evidence is enough;
    `note` what the names and the evidence do not tell."""

    one: int
    other: int
    match: Match
    evidence: Evidence
    joins: bool
    note: str = ""


def bearers(forms: Sequence[Form]) -> dict[str, int]:
    """For every family name (plain), how many given names the pile has with it; forms of one given name are one."""
    given: defaultdict[str, set[object]] = defaultdict(set)
    for form in forms:
        name = form.parsed
        if isinstance(name, PersonName) and name.given and not name.initial:
            word = plain(cut(name.given))
            given[plain(cut(name.family))].add(min(people().given.get(plain(name.given), ()), default=None) or word)
    return {family: len(names) for family, names in given.items()}


def parts_of(forms: Sequence[Form], told: Sequence[Evidence]) -> list[Part]:
    """The pieces of all forms: cards of a weak form hold together by the roles or the company that they share, those of
    a common one are parted only where roles differ."""
    many = bearers(forms)
    found = []
    for number, form in enumerate(forms):
        pieces = [form.cards]
        name = form.parsed
        if form.weak and len(form.cards) > 1:
            if isinstance(name, PersonName):
                keys = [_keys(told[c], company=many.get(plain(cut(name.family)), 0) <= 1) for c in form.cards]
            else:
                keys = [list(combinations(sorted(told[c].company)[:MOST_COMPANY], 2)) for c in form.cards]
            pieces = _pieces(form.cards, keys)
        elif form.common and len(form.cards) > 1:
            pieces = _by_roles(form.cards, told)
        found += [Part(form=number, cards=tuple(p), evidence=united([told[c] for c in p])) for p in pieces]
    return found


def _keys(told: Evidence, company: bool) -> list[object]:
    return [*told.roles, *(told.company if company else ())]


def _by_roles(cards: Sequence[int], told: Sequence[Evidence]) -> list[list[int]]:
    """Cards without a role go with the others where these are one."""
    roled = [c for c in cards if told[c].roles]
    silent = [c for c in cards if not told[c].roles]
    pieces = _pieces(roled, [_keys(told[c], company=True) for c in roled])
    if len(pieces) < 2:
        return [list(cards)]
    return [*pieces, silent] if silent else pieces


def _pieces(cards: Sequence[int], keys: Sequence[Sequence[object]]) -> list[list[int]]:
    """Cards that share a key hold together; linear in the number of keys."""
    first: dict[object, int] = {}
    parent = {card: card for card in cards}

    def root(card: int) -> int:
        while parent[card] != card:
            parent[card] = parent[parent[card]]
            card = parent[card]
        return card

    for card, found in zip(cards, keys, strict=True):
        for key in found:
            one, other = root(first.setdefault(key, card)), root(card)
            parent[max(one, other)] = min(one, other)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for card in cards:
        groups[root(card)].append(card)
    return [groups[card] for card in sorted(groups)]


def links_of(forms: Sequence[Form], parts: Sequence[Part], given: dict[str, set[int]]) -> list[Link]:
    """All links, those that join and those that are doubts, the strongest first; the order of the cards changes nothing.

    `given` maps an acronym to the forms whose documents give it as theirs.
    """
    of_form: defaultdict[int, list[int]] = defaultdict(list)
    for number, part in enumerate(parts):
        of_form[part.form].append(number)
    matched = [(one, other, match(forms[one].parsed, forms[other].parsed)) for one, other in candidates(forms)]
    matched = [found for found in matched if found[2] >= Match.SHORT]
    matched += _misread(forms)
    matched += _sounding_alike(forms, {(one, other) for one, other, _ in matched})
    matched += _by_given_name(forms)
    longs = Counter(n for one, other, found in matched if found is Match.SHORT for n in (one, other))
    many = bearers(forms)
    links = []
    for one, other, found in matched:
        pairs = [(a, b) for a in of_form[one] for b in of_form[other]]
        for a, b in pairs[:MOST_PAIRS]:
            shared = parts[a].evidence.shared(parts[b].evidence)
            sole = _is_sole(forms[one], forms[other], many, max(longs[one], longs[other]))
            if found is Match.OPEN and not shared.level:
                continue
            joins = found > Match.OPEN and _joins(forms[one], forms[other], found, shared, sole)
            note = ""
            if not joins and sole and found is Match.SHORT and _is_well_known((one, a), (other, b), forms, parts):
                joins, note = True, KNOWN
            links.append(Link(one=a, other=b, match=found, evidence=shared, joins=joins, note=note))
    links += _given_by_document(forms, of_form, parts, given)
    links = _undecided(links, forms, parts)
    return sorted(links, key=lambda k: (-k.match, -k.evidence.level, parts[k.one].cards[0], parts[k.other].cards[0]))


def _misread(forms: Sequence[Form]) -> list[tuple[int, int, Match]]:
    """'Boko Haram' read as a person, a blog read as a document: equal names of several words are one misread."""
    others = {f.name.casefold(): n for n, f in enumerate(forms) if _may_be_misread(f)}
    found = []
    for number, form in enumerate(forms):
        other = others.get(form.name.casefold())
        if isinstance(form.parsed, BodyName) and other is not None:
            found.append((min(number, other), max(number, other), Match.SAME))
    return found


def _sounding_alike(forms: Sequence[Form], known: set[tuple[int, int]]) -> list[tuple[int, int, Match]]:
    """'Nohad Machnouk', 'Nouhad Mashnuq': full names of two spellings so far apart that they are no more than a doubt."""
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        name = form.parsed
        if isinstance(name, PersonName) and name.given and not name.initial and not form.common:
            key = sound(name.given), sound(name.family)
            if len(key[0]) > 1 and len(key[1]) >= SOUNDS and len(blocks[key]) < MOST_SOUNDING:
                blocks[key].append(number)
    pairs = (pair for found in blocks.values() for pair in combinations(found, 2))
    return [(*pair, Match.OPEN) for pair in pairs if pair not in known and not _are_two(forms, pair)]


def _by_given_name(forms: Sequence[Form]) -> list[tuple[int, int, Match]]:
    """'Michael' and 'Michael Orel', where no second Michael is named in full: a doubt at most."""
    full: defaultdict[str, list[int]] = defaultdict(list)
    lone: dict[str, int] = {}
    for number, form in enumerate(forms):
        name = form.parsed
        if isinstance(name, PersonName) and name.given and not name.initial:
            full[plain(name.given)].append(number)
        elif isinstance(name, PersonName) and name.lone and plain(name.family) in census_given():
            lone.setdefault(plain(name.family), number)
    sole = ((number, full[word][0]) for word, number in lone.items() if len(full.get(word, ())) == 1)
    return [(min(pair), max(pair), Match.OPEN) for pair in sole]


def _are_two(forms: Sequence[Form], pair: tuple[int, int]) -> bool:
    """Whether two known given names tell two people apart: 'Maria' and 'Mario'."""
    one, other = (forms[n].parsed for n in pair)
    if not isinstance(one, PersonName) or not isinstance(other, PersonName):
        return True
    given = [plain(name.given or "") for name in (one, other)]
    return given[0] != given[1] and all(word in people().given for word in given)


def _may_be_misread(form: Form) -> bool:
    if isinstance(form.parsed, PersonName):
        return not form.parsed.lone
    return isinstance(form.parsed, str) and len(form.name.split()) > 1


def _is_sole(one: Form, other: Form, many: dict[str, int], longs: int) -> bool:
    """Whether no second bearer of the name is in the pile."""
    names = (one.parsed, other.parsed)
    if all(isinstance(n, PersonName) for n in names):
        return all(many.get(plain(cut(n.family)), 0) <= 1 for n in names if isinstance(n, PersonName))
    return longs == 1


def _is_well_known(one: tuple[int, int], other: tuple[int, int], forms: Sequence[Form], parts: Sequence[Part]) -> bool:
    """Whether one is a lone family name and the other the only bearer, named in full by several documents; roles that
    differ speak against it."""
    (short, a), (full, b) = (one, other) if getattr(forms[one[0]].parsed, "lone", False) else (other, one)
    name, whole = forms[short].parsed, forms[full].parsed
    if not isinstance(name, PersonName) or not isinstance(whole, PersonName) or not name.lone or whole.lone:
        return False
    if (
        _is_son(forms[full])
        or forms[full].common
        or likeness(name.family, whole.family) < Likeness.SPELT
        or len(name.family) < LEAST
    ):
        return False
    clash = parts[a].evidence.roles and parts[b].evidence.roles
    return not clash and len(parts[b].cards) >= WELL_KNOWN


def is_misspelt(one: Form, other: Form) -> bool:
    """'Nikita Mendkovich' and 'Nikita Mendekevich': equal given names, long rare family names with equal consonants."""
    a, b = one.parsed, other.parsed
    if (
        one.weak
        or other.weak
        or one.common
        or other.common
        or not isinstance(a, PersonName)
        or not isinstance(b, PersonName)
    ):
        return False
    if "-" in a.family + b.family or given_likeness(str(a.given), str(b.given)) < Likeness.SPELT:
        return False
    return min(len(a.family), len(b.family)) >= LONG and consonants(a.family) == consonants(b.family)


def _joins(one: Form, other: Form, found: Match, shared: Evidence, sole: bool) -> bool:
    if found is Match.SAME and (one.weak or other.weak) and isinstance(one.parsed, BodyName):
        return len(shared.company) > 1
    if found is Match.SAME:
        return not (one.weak or other.weak or one.common or other.common) or shared.level > 0
    if isinstance(one.parsed, PersonName):
        if found is Match.SHORT and (_is_son(one) or _is_son(other)):
            return False
        if found is Match.NEAR and is_misspelt(one, other):
            return True
        if found is Match.SHORT and _is_other_spelling(one, other):
            return shared.level == 2
        return shared.level == 2 or (shared.level == 1 and (sole or found is Match.NEAR))
    return shared.level > 0 and (sole or found is Match.NEAR)


def _is_son(form: Form) -> bool:
    """Whether a name ends with 'Jr.': the family name alone, in another document, mostly means somebody whom all know."""
    return isinstance(form.parsed, PersonName) and form.parsed.suffix in SONS


def _is_other_spelling(one: Form, other: Form) -> bool:
    """Whether a lone family name is only like the other's: 'Mohamud' and 'Mohammed', not 'Baghdadi' and 'al-Baghdadi'."""
    a, b = one.parsed, other.parsed
    if not isinstance(a, PersonName) or not isinstance(b, PersonName):
        return False
    ends = [(n.family, n.family.rpartition("-")[2]) for n in (a, b)]
    return all(likeness(x, y) < Likeness.SPELT for x in ends[0] for y in ends[1])


def _given_by_document(
    forms: Sequence[Form], of_form: dict[int, list[int]], parts: Sequence[Part], given: dict[str, set[int]]
) -> list[Link]:
    """An acronym that a document gives beside a name joins that name, where no other name has it."""
    links = []
    for number, form in enumerate(forms):
        letters = form.parsed.letters if isinstance(form.parsed, BodyName) else None
        longs = sorted(given.get(letters or "", set()) - {number})
        for other in longs:
            why = f"a document gives '{form.name}' beside '{forms[other].name}'"
            for a in of_form[number]:
                shared = parts[a].evidence.shared(parts[of_form[other][0]].evidence)
                links.append(
                    Link(one=a, other=of_form[other][0], match=Match.SAME, evidence=shared, joins=len(longs) == 1, note=why)
                )
    return links


def _undecided(links: Sequence[Link], forms: Sequence[Form], parts: Sequence[Part]) -> list[Link]:
    """A Part that links equally well to two that exclude each other joins neither of them."""
    by_part: defaultdict[int, list[Link]] = defaultdict(list)
    for link in links:
        if link.joins and link.match < Match.SAME:
            by_part[link.one].append(link)
            by_part[link.other].append(link)
    refused: set[tuple[int, int]] = set()
    for number, found in by_part.items():
        best = max(link.evidence.level for link in found)
        ends = [(link, link.other if link.one == number else link.one) for link in found]
        top = [(link, end) for link, end in ends if link.evidence.level == best][:40]
        clash = any(
            conflict(forms[parts[a].form].parsed, forms[parts[b].form].parsed)
            for at, (_, a) in enumerate(top)
            for _, b in top[at + 1 :]
            if parts[a].form != parts[b].form
        )
        if clash:
            refused |= {(link.one, link.other) for link, _ in ends}
    return [
        link
        if (link.one, link.other) not in refused or link.match is Match.SAME
        else Link(one=link.one, other=link.other, match=link.match, evidence=link.evidence, joins=False,
                 note="another name fits as well")
        for link in links
    ]  # fmt: skip
