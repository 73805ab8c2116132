"""Why two names are one, or may be: a sentence fragment in which names and roles are the documents' own words."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.unify.cards import Card
from sayso.unify.forms import Evidence, Form
from sayso.unify.links import Link, Part
from sayso.unify.organisation import role_words
from sayso.unify.person import Match, untitled


def reason(link: Link, forms: Sequence[Form], parts: Sequence[Part], cards: Sequence[Card]) -> str:
    """How the names are alike and what else the documents share."""
    one, other = forms[parts[link.one].form].name, forms[parts[link.other].form].name
    if one.casefold() == other.casefold():
        kind = f"the same name, '{one}'"
    elif link.note.startswith("a document gives"):
        return link.note if link.joins else f"{link.note}, and another name as well"
    elif _is_listed(link, forms, parts):
        kind = f"'{one}' and '{other}' are two names of one body"
    elif link.match is Match.SAME:
        kind = f"'{one}' and '{other}' are spellings of one name"
    elif link.match is Match.OPEN and len(untitled(one).split()) != len(untitled(other).split()):
        short, long = sorted((one, other), key=lambda name: (len(untitled(name).split()), name))
        kind = f"'{short}' may be the given name of '{long}'"
    elif link.match is Match.OPEN:
        kind = f"'{one}' and '{other}' sound alike"
    elif link.match is Match.NEAR:
        kind = f"'{one}' and '{other}' are alike"
    else:
        short, long = sorted((one, other), key=lambda name: (len(untitled(name).split()), len(name), name))
        kind = f"'{short}' may be short for '{long}'"
    told = also(link.evidence, parts[link.one].cards, parts[link.other].cards, cards)
    if not told and (not link.joins or link.match < Match.SAME):
        told = "and differ in vowels alone" if link.joins else "and nothing else tells"
    if link.joins and link.note:
        return f"{kind}, {link.note}"
    end = f", but {link.note}" if link.note else ""
    return kind + (f", {told}" if told else "") + end


def _is_listed(link: Link, forms: Sequence[Form], parts: Sequence[Part]) -> bool:
    known = [getattr(forms[parts[n].form].parsed, "known", None) for n in (link.one, link.other)]
    return known[0] is not None and known[0] == known[1]


def also(shared: Evidence, ones: Sequence[int], others: Sequence[int], cards: Sequence[Card]) -> str:
    """What is shared beside the name, empty where nothing is."""
    if shared.roles:
        first, second = _role(shared, ones, cards), _role(shared, others, cards)
        same = first.casefold() == second.casefold()
        return f"both with the role '{first}'" if same else f"with the roles '{first}' and '{second}'"
    if shared.company:
        names = sorted(shared.company, key=lambda name: (-len(name.split()), name))[:2]
        return "in documents that both bring " + " and ".join(f"'{name}'" for name in names)
    return ""


def _role(shared: Evidence, numbers: Sequence[int], cards: Sequence[Card]) -> str:
    """The role that shares most."""
    roles = {role for number in numbers for role in cards[number].roles}
    return min(roles, key=lambda role: (-len(role_words((role,)) & shared.roles), len(role), role))
