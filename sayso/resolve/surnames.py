"""Names of one word: whom of the people named in full they mean.

A word goes to the one whose surname it is, else first name; a misspelt surname to the one that it is like. Where two
people share the name, `nearest` decides place by place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sayso.resolve.figure import Figure, tokens_of
from sayso.resolve.gender import gender_ahead, gender_of
from sayso.resolve.lexicon import lexicon
from sayso.resolve.likeness import is_like, is_same_state
from sayso.resolve.names import ORGANISATION, PERSON, UNCLEAR, Name
from sayso.resolve.reading import Reading
from sayso.resolve.roles import roles_of

WHERE = frozenset((word,) for word in "in at near across around outside".split())
SONS = frozenset({"jr", "junior", "ii", "iii"})
DERIVED = ("ing", "ly", "ed", "ness")
"""How words end that open a sentence more often than they are names."""


def attach_singles(reading: Reading, figures: list[Figure], singles: list[Name]) -> None:
    """Each single word to the figure that it can name, or to a new figure."""
    people: defaultdict[str, list[Figure]] = defaultdict(list)
    others: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        table = people if figure.kind == PERSON else others
        for token in {figure.tokens[0], figure.tokens[-1], *figure.tokens[1:-1]}:
            if len(token) >= 2 and token not in lexicon().particles:
                table[token].append(figure)
    alone: defaultdict[str, list[Name]] = defaultdict(list)
    usual = _usual_genders(reading, singles, people)
    quoted = _quoted(reading)
    # a family calls its own by the first name; only what the text itself calls somebody counts
    counts = Counter(tokens_of(reading, name)[0] for name in singles if not quoted[name.first])
    begun: dict[str, int] = {}
    for name in singles:
        begun.setdefault(tokens_of(reading, name)[0], name.first)
    for name in singles:
        tokens = tokens_of(reading, name)
        found = [f for f in _candidates(tokens[0], people, counts) if not _is_son(reading, f, begun[tokens[0]])]
        if found:
            (found[0] if len(found) == 1 else nearest(found, name, reading, usual[tokens[0]])).names.append(name)
        elif (other := _organisation_called(reading, name, others)) is not None and not name.titled:
            other.names.append(name)
        else:
            alone[tokens[0]].append(name)
    _place_alone(reading, figures, alone, people)


def _is_son(reading: Reading, figure: Figure, begun: int) -> bool:
    """Whether somebody is a 'Jr.' whom the text names only after the bare surname: that is another's, whom all know."""
    words = reading.lower[figure.full.first : figure.full.last + 1]
    return begun < figure.full.first and words[-1].rstrip(".") in SONS


def _quoted(reading: Reading) -> list[bool]:
    """For each word whether it stands inside double quotation marks, each paragraph for itself."""
    found, inside, paragraph = [], False, -1
    for word, here in zip(reading.words, reading.paragraph, strict=True):
        inside = inside and here == paragraph
        paragraph = here
        inside = True if word in ("“", "«") else False if word in ("”", "»") else inside != (word == '"')
        found.append(inside)
    return found


def _organisation_called(reading: Reading, name: Name, others: dict[str, list[Figure]]) -> Figure | None:
    """The one organisation or state whose name the word begins, or is but for 'Republic of'.

    A body's own short name ('ESPN') has a fuller form only where what follows tells no more of it ('ESPN Networks'); any
    other word ('Patriot') where the text has told the longer name ('Patriot Coal') before, or that is plainly a body's.
    """
    known = lexicon()
    token = tokens_of(reading, name)[0]
    if token in known.demonyms:
        return None  # 'an Iraqi paper' is not 'Iraqi News'
    found = others.get(token, [])
    states = [f for f in found if is_same_state((token,), f.tokens)]
    if len(states) == 1:
        return states[0]
    if len(found) != 1 or found[0].tokens[0] != token or reading.lower[name.first - 1 : name.first] in WHERE:
        return None
    long = found[0]
    if (
        len(long.tokens) == 1
        or long.tokens[-1] in known.tails
        or (long.tokens[1:2] and long.tokens[1] in known.organisation_links)
    ):
        return long
    if name.kind == ORGANISATION:
        return None
    told = min(n.first for n in long.names) < name.first
    return long if told or long.tokens[-1] in known.organisation_keywords else None


def _usual_genders(reading: Reading, singles: list[Name], people: dict[str, list[Figure]]) -> defaultdict[str, str]:
    """For surnames that people of both genders share: the gender of most pronouns right after the bare surname."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for name in singles:
        token = tokens_of(reading, name)[0]
        if len(people.get(token, ())) > 1 and not name.titled:
            told[token].append(gender_ahead(reading, name))
    usual: defaultdict[str, str] = defaultdict(lambda: "?")
    for token, genders in told.items():
        for gender, other in (("m", "f"), ("f", "m")):
            if genders.count(gender) >= 2 and genders.count(gender) >= 3 * genders.count(other):
                usual[token] = gender
    return usual


def _candidates(token: str, people: dict[str, list[Figure]], counts: Counter[str]) -> list[Figure]:
    """People whose surname it is; else whose first name, else any word of whose name.

    Whom the text calls by the first name, it does not call by the surname that somebody else has too.
    """
    found = people.get(token, [])
    if len(found) > 1:
        formal = [f for f in found if counts[f.tokens[0]] < 3 or 2 * counts[f.tokens[0]] < counts[token]]
        found = formal or found
    for place in (-1, 0):
        first = [f for f in found if f.tokens[place] == token]
        if first:
            return first
    return found


def _place_alone(
    reading: Reading, figures: list[Figure], alone: dict[str, list[Name]], people: dict[str, list[Figure]]
) -> None:
    """Single words that name nobody yet: a misspelt surname, or somebody whom the text never names in full."""
    known = lexicon()
    surnames = {f.tokens[-1]: f for token in people for f in people[token]}
    for token, names in alone.items():
        plain = token in known.demonyms or token in known.places or token in known.function or token in known.groups
        if not plain and token not in known.roles and token not in known.role_plurals:
            like = [f for surname, f in surnames.items() if is_like(token, surname)]
            if len(like) == 1:
                like[0].names.extend(names)
                continue
        titled = any(n.titled for n in names)
        if not titled and all(not n.sure for n in names) and _is_only_a_word(reading, token, names):
            continue
        body = token in known.organisation_names  # 'ISIS', though Isis is a given name too
        kind = PERSON if titled or (not plain and not body and token in known.given) else names[0].kind
        figures.append(Figure(number=0, kind=kind, tokens=(token,), full=names[0], names=list(names)))


def _is_only_a_word(reading: Reading, token: str, names: Sequence[Name]) -> bool:
    """'Realizing it was late, he ...': whether a word that only ever opens sentences is nobody's name, as nothing about it
    shows that it is one: it is no given name, no verb goes on from it and it owns nothing."""
    known = lexicon()
    if token in known.organisation_names:
        return False
    if token in known.function | known.verbs or token.endswith("s"):
        return True
    if token in known.given or token[0] == "@" or any(n.kind != UNCLEAR for n in names):
        return False
    derived = token.endswith(DERIVED)
    for name in names:
        after = reading.lower[name.last + 1 : name.last + 2]
        verb = bool(after) and after[0] in known.verbs and not (derived and after[0] in known.documents)
        if reading.is_possessive(name.last) or not after or verb:
            return False  # but 'Unconfirmed reports'
        goes_on = after[0] not in known.function and after[0][0].isalnum() and not after[0].endswith("ing")
        if not derived and goes_on and (len(names) > 1 or after[0].endswith(("ed", "s"))):
            return False  # 'Rubio gave'
        if not derived and after[0] in (",", "(", "-", "–", "—", "and", ":"):
            return False  # 'Rubio, who' and 'Rubio and Cruz'
    return True


def nearest(figures: Sequence[Figure], name: Name, reading: Reading, usual: str = "?") -> Figure:
    """Which of several figures that share a surname (or a first name) the bare name means.

    The one whose role stands before the name; the one that a title's gender allows, or the 'he' or 'she' that goes on right
    after (`usual`: what such pronouns tell over the whole text); the one already introduced; the one named in full in the
    same sentence or the one before where no other was; then the one that the text introduces first, which is whom
    newspapers go on to call by the surname alone.
    """
    fitting = list(figures)
    heads = {head for role in roles_of(reading, name) for head in role.heads} if name.titled else set()
    if heads:
        called = [
            f for f in fitting if any(heads & r.heads for n in f.names if n.last > n.first for r in roles_of(reading, n))
        ]
        fitting = called or fitting
    for gender in (name.gender, gender_ahead(reading, name), usual):
        if gender != "?":
            fitting = [f for f in fitting if gender_of(f) in ("?", gender)] or fitting
            break
    fitting = [f for f in fitting if f.names[0].first < name.first] or fitting
    fitting = _told_apart(reading, name, fitting)
    if len(fitting) == 1:
        return fitting[0]
    here = reading.sentence[name.first]

    def full_before(figure: Figure) -> int:
        places = [reading.sentence[n.last] for n in figure.names if n.last < name.first and n.last > n.first]
        return here - max(places) if places else 10**6

    close = [f for f in fitting if full_before(f) <= 1] or [f for f in fitting if _in_last_paragraph(reading, name, f)]
    if len(close) == 1:
        return close[0]
    return min(fitting, key=lambda f: f.names[0].first)


def _in_last_paragraph(reading: Reading, name: Name, figure: Figure) -> bool:
    """Whether the paragraph before names the figure in full, with a verb right after: a long quotation may stand between
    the two names."""
    here = reading.paragraph[name.first]
    near = [n for n in figure.names if n.first < n.last < name.first and here - reading.paragraph[n.last] == 1]
    after = [reading.lower[n.last + 1] for n in near]
    return any(word in lexicon().verbs or (word.endswith("ed") and len(word) > 4) for word in after)


def _told_apart(reading: Reading, name: Name, figures: list[Figure]) -> list[Figure]:
    """'Melikan, who heads the Centre for Border Studies': those whose roles share names with what follows the comma."""
    at = name.last + 1
    if len(figures) < 2 or reading.lower[at : at + 1] != (",",):
        return figures
    end = min(at + 15, len(reading.words))
    told = {
        reading.lower[i]
        for i in range(at, end)
        if reading.words[i][0].isupper() and reading.sentence[i] == reading.sentence[name.last]
    }
    shared = {f.number: len(told & {w for n in f.names for r in roles_of(reading, n) for w in r.words}) for f in figures}
    best = max(shared.values())
    return [f for f in figures if shared[f.number] == best] if best >= 2 else figures
