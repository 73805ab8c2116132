"""Who and what a text names: its Figures, each with every place where it stands.

In order: full names of people, and those that name one person put together ('Donald J. Trump', 'Donald Trump');
organisations, short forms and acronyms put to the long one ('CSTO', 'the Peterson Institute'); single words put to the
figure that they can name ('Trump', 'Hillary', a misspelt surname); names inside headlines; roles; gender.

Nothing here looks at who says what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sayso.resolve.body import find_bodies, is_apposed_organisation
from sayso.resolve.figure import Cast, Figure, is_common, tokens_of
from sayso.resolve.gender import gender_of, settle_genders
from sayso.resolve.lexicon import lexicon
from sayso.resolve.likeness import is_same_organisation, is_same_person, is_same_state
from sayso.resolve.names import ORGANISATION, PERSON, PLACE, SURNAMES_TOO, UNCLEAR, Name
from sayso.resolve.reading import Reading, is_cyrillic
from sayso.resolve.roles import roles_of
from sayso.resolve.runs import is_capitalised
from sayso.resolve.surnames import attach_singles, nearest

SPEAKS = frozenset(
    "said says told tells added adds wrote writes argued argues tweeted asked asks explained noted believes thinks "
    "called".split()
)
SPEAKING = frozenset((word,) for word in SPEAKS)
SPOKEN_BY = frozenset("said says added adds wrote writes argued argues noted explained by".split())


def build_cast(reading: Reading, names: Sequence[Name]) -> Cast:
    """The Figures behind `names`, found in the text of `reading`."""
    placed: dict[tuple[str, ...], Figure] = {}
    singles: list[Name] = []
    bodies = find_bodies(reading, names)
    surnames = {tokens_of(reading, n)[-1] for n in names if n.first == n.last and n.kind in (PERSON, UNCLEAR)}
    for name in names:
        tokens = tokens_of(reading, name)
        if not tokens:
            continue
        kind = ORGANISATION if tokens in bodies else _kind(reading, name, tokens, surnames)
        noun = noun_before(reading, name)
        if kind == UNCLEAR and noun in lexicon().organisation_nouns and not _follows_clause(reading, name, tokens):
            kind = ORGANISATION  # 'the newspaper Haaretz'
        if len(tokens) == 1 and (kind in (PERSON, UNCLEAR) or _is_shouted(reading, name)):
            singles.append(name)
            continue
        _place(placed, kind, tokens, name)
    figures = _merged(reading, list(placed.values()))
    attach_singles(reading, figures, singles)
    figures = _spelt_out(reading, figures)
    _attach_headline(reading, figures)
    for number, figure in enumerate(figures):
        figure.number = number
        if _takes_article(reading, figure):
            figure.kind = ORGANISATION
        figure.names.sort(key=lambda n: n.first)
        if figure.kind == PERSON:
            for name in figure.names:
                figure.roles.extend(roles_of(reading, name))
    _share_roles(reading, figures)
    timeline = sorted(((n, f) for f in figures for n in f.names), key=lambda pair: pair[0].first)
    for figure in figures:
        if figure.kind == PERSON:
            figure.gender = gender_of(figure)
    settle_genders(reading, timeline)
    by_word = {i: pair for pair in timeline for i in range(pair[0].first, pair[0].last + 1)}
    return Cast(figures=tuple(figures), timeline=tuple(timeline), by_word=by_word)


def _spelt_out(reading: Reading, figures: list[Figure]) -> list[Figure]:
    """'Centers for Disease Control and Prevention (CDC)': the short form in brackets is the organisation right before,
    though its initials are others."""
    ends = {n.last: f for f in figures if f.kind == ORGANISATION and len(f.tokens) > 1 for n in f.names}
    same: dict[int, Figure] = {}
    for figure in figures:
        for name in figure.names if len(figure.tokens) == 1 else ():
            brackets = reading.words[name.first - 1 : name.first] == ("(",) and reading.words[
                name.last + 1 : name.last + 2
            ] == (")",)
            if brackets and reading.words[name.first].isupper() and name.first - 2 in ends:
                same[id(figure)] = ends[name.first - 2]
    for figure in figures:
        if id(figure) in same:
            same[id(figure)].names.extend(figure.names)
    return [f for f in figures if id(f) not in same]


def _share_roles(reading: Reading, figures: Sequence[Figure]) -> None:
    """'Senators Ann Reed and Marta Olsen': the title of the first is the other's too."""
    places = {name.first: figure for figure in figures if figure.kind == PERSON for name in figure.names}
    for figure in figures:
        for role in [r for r in figure.roles if r.plural]:
            at = reading.at(role.span.end)
            while at in places:
                other = places[at]
                if role not in other.roles:
                    other.roles.append(role)
                at = max(n.last for n in other.names if n.first == at) + 1
                while reading.words[at : at + 1] == ("(",):
                    at = next((i + 1 for i in range(at, min(at + 10, len(reading.words))) if reading.words[i] == ")"), -1)
                while reading.words[at : at + 1] in ((",",), ("and",)):
                    at += 1


def promote(reading: Reading, cast: Cast, speakers: Sequence[Figure]) -> None:
    """Makes people of figures that speak and that nothing showed to be anything else ('Magee', never named in full)."""
    changed = {f.number: f for f in speakers if f.kind == UNCLEAR}.values()
    for figure in changed:
        if any(_is_the(reading, name) for name in figure.names):
            figure.kind = ORGANISATION  # 'The Hill reported'
            continue
        figure.kind = PERSON
        for name in figure.names:
            figure.roles.extend(roles_of(reading, name))
        figure.gender = gender_of(figure)
    if changed:
        settle_genders(reading, cast.timeline)


def _is_the(reading: Reading, name: Name) -> bool:
    """Whether 'the' and a name of one word are a whole noun phrase: a verb or comma stands right after."""
    if name.last > name.first or not name.first or reading.lower[name.first - 1] != "the":
        return False
    after = reading.lower[name.last + 1 : name.last + 2]
    return not after or after[0] in lexicon().verbs or after[0] in (",", ".", "reported", "reports")


def _is_shouted(reading: Reading, name: Name) -> bool:
    """Whether a word in capitals may be a surname ('PENCE:' in a transcript) rather than an acronym."""
    word = reading.words[name.first]
    return len(word) >= 4 and word.isalpha() and word.isupper()


def _place(figures: dict[tuple[str, ...], Figure], kind: str, tokens: tuple[str, ...], name: Name) -> None:
    """Adds the name to the figure with the same words, or as a new figure."""
    figure = figures.get(tokens)
    if figure is None:
        figures[tokens] = Figure(number=0, kind=kind, tokens=tokens, full=name, names=[name])
        return
    figure.names.append(name)
    if figure.kind == UNCLEAR:
        figure.kind = kind


def _merged(reading: Reading, figures: list[Figure]) -> list[Figure]:
    """Figures that are one, put together under the longest name."""
    given = lexicon().given
    families = {f.tokens[-1] for f in figures if len(f.tokens) > 1 and f.tokens[0] in given}
    figures = [_opened(reading, f, families) for f in figures]
    by_length = sorted(figures, key=lambda f: (-len(f.tokens), -sum(map(len, f.tokens)), f.full.first))
    kept: list[Figure] = []
    shelves: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in by_length:
        near = {id(k): k for key in _keys(figure.tokens) for k in shelves[key]}.values()
        home = [k for k in near if _is_same(figure, k)]
        lone = len(figure.tokens) == 1 and figure.names[0].last == figure.names[0].first
        if not home and lone and "." not in reading.words[figure.full.first]:  # 'the U.N.' is nobody called 'Un'
            home = [k for k in near if k.kind == PERSON and k.tokens[-1] == figure.tokens[0]]
        if home and (len(home) == 1 or figure.kind == PERSON):
            target = home[0] if len(home) == 1 else nearest(home, figure.full, reading)
            target.names.extend(figure.names)
            if target.kind == UNCLEAR:
                target.kind = figure.kind
        else:
            kept.append(figure)
            for key in _keys(figure.tokens):
                shelves[key].append(figure)
    for figure in kept:
        figure.names.sort(key=lambda n: n.first)
        figure.full = _fullest(reading, figure)
    return sorted(kept, key=lambda f: f.names[0].first)


def _keys(tokens: tuple[str, ...]) -> set[str]:
    """What two names that are one have at least one of in common: a word, initials, the beginning of a Russian word."""
    links = lexicon().organisation_links
    keys = {*tokens, "".join(t[0] for t in tokens), "".join(t[0] for t in tokens if t not in links)}
    return keys | {t[:3] for t in tokens if is_cyrillic(t)}


def _opened(reading: Reading, figure: Figure, families: set[str]) -> Figure:
    """'Understated Perez ...' that opens a sentence is 'Perez' with a capital before it, if there is a Tom Perez."""
    first, last = figure.tokens[0], figure.tokens[-1]
    if len(figure.tokens) != 2 or first in lexicon().given or not all(reading.opens[n.first] for n in figure.names):
        return figure
    if last not in families:
        return figure
    names = [replace(n, first=n.last, lead=n.last) for n in figure.names]
    return Figure(number=0, kind=UNCLEAR, tokens=(last,), full=names[0], names=names)


def _fullest(reading: Reading, figure: Figure) -> Name:
    """The place with the longest name; the first such whose words stand on one line and, in Russian, in the nominative."""
    given = lexicon().given
    full = [n for n in figure.names if n.last > n.first and given.get(reading.lower[n.first], "?") != "?"]
    spelt = {tokens_of(reading, n) for n in figure.names if n.last > n.first and not n.titled}

    def rank(name: Name) -> tuple[bool, int, bool, int]:
        words = reading.text[reading.starts[name.first] : reading.ends[name.last]]
        size, begins = name.last - name.first, reading.lower[name.first]
        # 'Crooked Ann Reed' is no fuller name than 'Ann Reed'
        loose = begins not in given and len(begins.rstrip(".")) > 1 and any(n.last - n.first < size for n in full)
        # nor 'PR Marta Olsen' than 'Marta Olsen', whom the text calls so too
        loose = loose or (_is_acronym(reading.words[name.first]) and tokens_of(reading, name)[1:] in spelt)
        # and 'Israeli-Canadian Gill Reed' is 'Gill Reed'
        loose = loose or (_is_from(begins) and any(0 < n.last - n.first < size for n in figure.names))
        return not loose, size, "\n" not in words, -len(words) if is_cyrillic(words) else 0

    return max(figure.names, key=rank)


def _is_acronym(word: str) -> bool:
    """'PR', 'CEN', but no initial."""
    return len(word) > 1 and word.isalpha() and word.isupper()


def _is_from(word: str) -> bool:
    """'Russian', 'Israeli-Canadian'."""
    return all(part in lexicon().demonyms for part in word.split("-"))


def _is_same(short: Figure, long: Figure) -> bool:
    if PERSON in (short.kind, long.kind):
        return {short.kind, long.kind} <= {PERSON, UNCLEAR} and is_same_person(short.tokens, long.tokens)
    if PLACE in (short.kind, long.kind):
        return is_same_state(short.tokens, long.tokens)
    return is_same_organisation(short.tokens, long.tokens)


def _attach_headline(reading: Reading, figures: list[Figure]) -> None:
    """Names of figures that stand where `names` did not look: in headlines and at the beginning of sentences."""
    covered = {i for f in figures for n in f.names for i in range(n.first, n.last + 1)}
    table: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind != PLACE:
            table[figure.tokens[-1]].append(figure)
            if len(figure.tokens) > 1:
                table[figure.tokens[0]].append(figure)
    i = 0
    while i < len(reading.words):
        token = reading.lower[i].replace(".", "")
        several = token in lexicon().function and len(table.get(token, ())) > 1  # 'So' of whom two may be
        if i in covered or token not in table or several or not is_capitalised(reading.words[i]):
            i += 1
            continue
        last = i
        best: list[Figure] = []
        for figure in table[token]:
            size = _matches(reading, i, figure)
            if size and i + size - 1 > last:
                best, last = [figure], i + size - 1
            elif size and i + size - 1 == last:
                best.append(figure)
        if best and not covered & set(range(i, last + 1)):
            name = Name(first=i, last=last, kind=best[0].kind, sure=False)
            (best[0] if len(best) == 1 else nearest(best, name, reading)).names.append(name)
        i = last + 1


def _matches(reading: Reading, word: int, figure: Figure) -> int:
    """How many words from `word` on name the figure: all of its name, or a person's surname alone; 0 for none."""
    size = len(figure.tokens)
    here = tuple(w.replace(".", "") for w in reading.lower[word : word + size])
    if here == figure.tokens and (size > 1 or figure.kind != UNCLEAR or not reading.opens[word]):
        return size
    if here[0] in lexicon().calendar and not _is_subject_of(reading, word):
        return 0
    if here[0] in lexicon().function and reading.lower[word + 1 : word + 2] not in SPEAKING:
        return 0  # 'Nor did he'; but 'Nor said'

    return int(figure.kind == PERSON and figure.tokens[-1] == here[0])


def _is_subject_of(reading: Reading, word: int) -> bool:
    """Whether 'May' has a verb, or a possessive ending, right after and is thus no month."""
    return reading.is_possessive(word) or (reading.lower[word + 1 : word + 2] or ("",))[0] in lexicon().verbs


def _follows_clause(reading: Reading, name: Name, tokens: tuple[str, ...]) -> bool:
    """'At the wish of the website, Marta returned': whether a comma and a given name stand behind the noun."""
    return name.first > 0 and reading.words[name.first - 1] == "," and tokens[0] in lexicon().given


def noun_before(reading: Reading, name: Name) -> str:
    """The word before a name, over 'al'; the noun of a paper or site also over a comma: 'a newspaper, al Sabah', that of
    any body where several words follow it: 'the drug cartel, Los Reyes'."""
    nouns = lexicon().sites | (lexicon().organisation_nouns if name.last > name.first else frozenset())
    at = name.first - 1
    if at > 0 and reading.lower[at] in ("al", "el"):
        at -= 1
    if at > 0 and reading.words[at] == "," and reading.lower[at - 1] in nouns:
        at -= 1
    return reading.lower[at] if at >= 0 else ""


def _kind(reading: Reading, name: Name, tokens: tuple[str, ...], surnames: set[str]) -> str:
    """The guess of `names`, made firmer by what stands about this place."""
    known = lexicon()
    if name.titled and len(tokens) <= 5:
        return PERSON
    on_site = noun_before(reading, name) in known.sites and tokens[0] not in known.given
    if name.kind == UNCLEAR and (on_site or is_apposed_organisation(reading, name)):
        return ORGANISATION  # 'the blog Open Square'
    if name.kind != UNCLEAR or len(tokens) == 1:
        return name.kind
    if tokens[0] in known.countries - known.given.keys():
        return UNCLEAR  # 'USA Swimming'
    if len(tokens) > 4 or tokens[0] in known.demonyms or tokens[-1] in known.demonyms:
        return UNCLEAR
    before = reading.lower[name.first - 1] if name.first else ""
    after = reading.lower[name.last + 1] if name.last + 1 < len(reading.words) else ""
    if before in ("the", "a", "an") or tokens[-1] in known.function - SURNAMES_TOO or is_common(tokens):
        return UNCLEAR
    if tokens[-1] in surnames and tokens[0] not in surnames:
        return PERSON
    if before in known.roles or before in SPOKEN_BY or after in SPEAKS or roles_of(reading, name):
        return PERSON
    if after == "," and reading.lower[name.last + 2 : name.last + 3] in (("who",), ("whose",)):
        return PERSON
    return UNCLEAR


def _is_office(tokens: tuple[str, ...]) -> bool:
    """'Prime Minister', 'Oregon Attorney General': a role's noun behind nothing but such nouns, modifiers and places; not
    'Hollywood Reporter', nor 'Oregon Observer'."""
    known = lexicon()
    if tokens[-1] in known.kinds["paper"] | {"observer"}:
        return False
    return all(t in known.roles or t in known.modifiers or t in known.places or t in known.demonyms for t in tokens)


def _takes_article(reading: Reading, figure: Figure) -> bool:
    """Whether a name of several words that no title or given name shows to be a person's has 'the' before it."""
    if figure.kind not in (PERSON, UNCLEAR) or len(figure.tokens) == 1 or figure.tokens[0] in lexicon().given:
        return False
    office = figure.tokens[-1] in lexicon().roles and _is_office(figure.tokens)
    if office or any(n.titled for n in figure.names):
        return False  # 'the Oregon Republican', 'the Prime Minister' are somebody
    return any(n.first and n.last > n.first and reading.lower[n.first - 1] == "the" for n in figure.names)
