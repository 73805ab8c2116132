"""Which one person a description means: 'the senator', 'his attorney', 'Member of House panel', 'the front-runner'.

In order: whoever has that role in the text (after the description only from a headline or the first sentences, or where
an owner is told); an unnamed person introduced before ('a young woman', 'the woman'); where the description is definite
and nothing speaks against it, who spoke last or was last named; the description itself.
"""

from __future__ import annotations

from itertools import permutations

from sayso.records import EntityType
from sayso.resolve.antecedent import is_subject, owner_of
from sayso.resolve.figure import Figure
from sayso.resolve.gender import pronoun_ahead
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import PERSON, PLACE
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.reading import POSSESSIVES
from sayso.resolve.roles import RELATIONS
from sayso.resolve.scene import AHEAD, LEAD, Answer, Scene, answer_described, answer_figures

NEAR = 3  # sentences back in which a person named as a subject may be meant by 'the expert'
PARTIES = frozenset({"republican", "democratic", "democrat", "gop"})
RUNNING = frozenset("candidate nominee contender hopeful front-runner frontrunner".split())
NOT_RUNNING = ("judge", "spokesman", "lawyer", "expert", "officer", "journalist")  # and what means the same
HEARD = ("according", "to")
RESTRICTING = frozenset("who that whose in at with on from behind to not".split())


def is_role(noun: str) -> bool:
    """Whether the noun names one person by what he or she is."""
    known = lexicon()
    return (
        noun in known.roles
        or noun in known.short_titles
        or noun.endswith("-year-old")
        or ("-" in noun and noun.rsplit("-", 1)[1] in known.roles)
    )


def _heads(noun: str) -> frozenset[str]:
    known = lexicon()
    if noun in known.short_titles:
        return frozenset(known.short_titles[noun])
    if "-" in noun and noun not in known.roles:
        noun = noun.rsplit("-", 1)[1]
    return frozenset({noun})


def resolve_holder(scene: Scene, phrase: Phrase, own: int) -> Answer | None:
    """Whom a description of one person means; the description itself where that is nobody named."""
    heads = _heads(phrase.noun)
    owner = owner_of(scene, phrase, own)
    owned = phrase.owner is not None or phrase.owned_by_pronoun >= 0
    definite = phrase.determiner in ("the", "this", "that") or (not phrase.determiner and not owned)
    lead = scene.is_lead(phrase.first)
    pointed = phrase.determiner in ("the", "this", "that") and not owned and not _is_restricted(scene, phrase)
    gender = _gender(scene, phrase, heads)
    at, introduced = _introduced(scene, phrase) if pointed else (-1, None)
    if definite or owned or lead:
        found = (_of_campaign(scene, phrase) if pointed else None) or _by_role(scene, phrase, heads, owner, gender)
        loose = introduced is not None or _is_office(scene, phrase)
        later = introduced is not None and found is not None and _is_last_before(found, at, phrase.first)
        if found is not None and (not loose or heads & found.heads) and not later:
            return answer_figures(scene, (found,))
    if introduced is not None:
        return introduced
    if pointed and not _is_office(scene, phrase):
        salient = _salient(scene, phrase, gender)
        if salient is not None:
            return answer_figures(scene, (salient,))
    if lead and not phrase.determiner and is_headline(scene, phrase.first):
        speaker = first_speaker(scene, phrase.first)
        if speaker is not None:
            return answer_figures(scene, (speaker,))
    return answer_described(scene, phrase, EntityType.UNNAMED)


def _is_restricted(scene: Scene, phrase: Phrase) -> bool:
    """Whether a clause without a comma or a word before the noun says which one is meant: 'the man who shot him', 'the
    agency's director', 'the Reed supporter' are nobody named before."""
    reading = scene.reading
    after = phrase.head + 1
    if after <= phrase.last and (reading.lower[after] in RESTRICTING or reading.lower[after].endswith("ing")):
        return True
    rest = reading.words[after : phrase.last + 1]
    if rest[:1] == ("of",) and any(word[0].isupper() or word in ("each", "every") for word in rest):
        return True  # 'the head of the Harbour Club' is not who spoke last, unless the text says that she heads it
    if rest[:1] == ("of",) and phrase.noun in lexicon().kin:
        return True
    if any(reading.words[i] in POSSESSIVES for i in range(phrase.first, phrase.head)):
        return True
    author = phrase.author
    return author is not None and author.kind != PLACE and not PARTIES & set(author.tokens)


def _is_office(scene: Scene, phrase: Phrase) -> bool:
    """'The Prime Minister', in capitals: whoever holds that office, not whoever spoke last."""
    words = scene.reading.words[phrase.first : phrase.head + 1]
    known = lexicon()
    if phrase.noun in PARTIES or phrase.modifiers & (known.places | known.demonyms):
        return False  # 'the Oregon Senator'
    return len(words) == 3 and all(word[0].isupper() for word in words[1:])


def _is_last_before(figure: Figure, introduced: int, word: int) -> bool:
    """Whether somebody without a name was introduced after the last place that names the figure: 'a police official said
    ... the official said' goes on from him, though the text has told of an official with a name."""
    return max((n.first for n in figure.names if n.first < word), default=word) < introduced


def _introduced(scene: Scene, phrase: Phrase) -> tuple[int, Answer | None]:
    """'The woman' after 'a young woman': the earlier words, if they are a source or stand in the last sentences, and the
    place of the source, -1 where they are none; (-1, None) for nobody."""
    reading = scene.reading
    here = scene.sentence(phrase.first)
    for given in scene.given_before(phrase.first):
        if given.answer.noun == phrase.noun and given.answer.type is EntityType.UNNAMED:
            return given.word, given.answer
    for i in range(phrase.first - 1, -1, -1):
        if here - reading.sentence[i] > 4:
            break
        if reading.lower[i] != phrase.noun:
            continue
        for first in range(i - 1, max(-1, i - 6), -1):
            lower = reading.lower[first]
            if lower in ("a", "an"):
                earlier = parse(reading, scene.cast, [reading.span(first, i)])
                if earlier.form is Form.NOUN and earlier.noun == phrase.noun:
                    return -1, answer_described(scene, earlier, EntityType.UNNAMED)
            if not lower[0].isalnum() or lower in lexicon().function:
                break
    return -1, None


def _gender(scene: Scene, phrase: Phrase, heads: frozenset[str]) -> str:
    """What the noun tells, or the 'his' or 'her' that follows: 'The candidate has lost [his] temper'."""
    known = lexicon()
    told = next((known.roles[h] for h in heads if known.roles.get(h, "?") != "?"), "?")
    if told != "?":
        return told
    return pronoun_ahead(scene.reading, phrase.last)


def _of_campaign(scene: Scene, phrase: Phrase) -> Figure | None:
    """'Reed's campaign said the candidate would win': the person before, in the same sentence."""
    if phrase.noun not in RUNNING or phrase.modifiers:
        return None
    here = scene.sentence(phrase.first)
    for name, figure in scene.names_before(phrase.first, 0):
        after = name.last + 1 + scene.reading.is_possessive(name.last)
        if scene.sentence(name.first) == here and figure.kind == PERSON and scene.reading.lower[after] == "campaign":
            return figure
    return None


def _by_role(scene: Scene, phrase: Phrase, heads: frozenset[str], owner: Figure | None, gender: str) -> Figure | None:
    """The person whose roles fit best: by noun, by the words about it, by nearness."""
    known = lexicon()
    lead = scene.is_lead(phrase.first)
    if heads <= RELATIONS:
        return None
    alike = frozenset(other for head in heads for other in known.synonyms.get(head, ()))
    here = scene.sentence(phrase.first)
    indefinite = phrase.determiner in ("a", "an")
    best: tuple[float, int] | None = None
    people = {f.number: f for f in scene.cast.figures if f.kind == PERSON and f.roles and f is not owner}
    for figure in people.values():
        exact = bool(heads & figure.heads)
        if not exact and ((indefinite and phrase.noun == "official") or not alike & figure.heads):
            continue
        if "?" not in (gender, figure.gender) and gender != figure.gender:
            continue
        if phrase.noun in PARTIES and phrase.modifiers & known.places - figure.profile:
            continue  # 'the Oregon Republican' is none of whom the text does not say 'Oregon'
        before = figure.names[0].first < phrase.first
        if not before and not lead and not (phrase.owner is not None or owner is not None):
            continue
        if not before and scene.sentence(figure.names[0].first) - here > AHEAD:
            continue
        fit = phrase.modifiers & figure.profile
        score = 2.0 * exact + 1.5 * len(fit) - 0.1 * min(abs(here - scene.sentence(n.first)) for n in figure.names)
        if owner is not None:
            if not set(owner.tokens) & figure.profile and not _is_owned(figure):
                continue
            score += 1.0
        another = indefinite and (before or "second" in phrase.modifiers)
        if another or _contradicts(phrase, figure):
            continue
        if best is None or (score, -figure.number) > best:
            best = (score, -figure.number)
    if best is None or (not phrase.determiner and not lead and best[0] < 0):
        return None
    return people[-best[1]]


def _is_owned(figure: Figure) -> bool:
    """Whether a role of the person has 'his' or 'her' in it."""
    return any(w in lexicon().possessives for role in figure.roles for w in role.words)


def _contradicts(phrase: Phrase, figure: Figure) -> bool:
    """'The former president' is not the president in office, 'the vice president' not the president, and one of
    another country is not meant at all."""
    known = lexicon()
    places = phrase.modifiers & known.places
    if places and not places & figure.profile and figure.profile & known.places:
        return True
    demonyms = phrase.modifiers & known.demonyms - PARTIES
    if demonyms and not demonyms & figure.profile and (figure.profile & lexicon().demonyms or phrase.noun in figure.heads):
        return True
    for word in ("vice", "deputy"):
        if (word in phrase.modifiers) != (word in figure.profile) and "president" in figure.heads | {phrase.noun}:
            return True
    return "former" in phrase.modifiers and "former" not in figure.profile and "president" in figure.heads


def is_headline(scene: Scene, word: int) -> bool:
    """Whether it stands in the first two sentences: where a description has no article there, they are a headline."""
    return scene.sentence(word) <= 1


def _salient(scene: Scene, phrase: Phrase, gender: str) -> Figure | None:
    """Whom a definite description means when no role fits: who spoke last, else who was named last.

    Not the one named first in the same sentence, who would be 'he' there: in 'Trump attacked Clinton after the front-runner
    had said' the other one is meant. But the comma in 'As Trump spoke, the front-runner said' allows it. And nobody whose
    country the description contradicts.
    """
    known = lexicon()
    word = phrase.first
    here = scene.sentence(word)
    near = [(name, figure) for name, figure in scene.names_before(word, NEAR) if figure.kind == PERSON]
    same = [
        figure
        for name, figure in near
        if scene.sentence(name.first) == here and scene.within(name.first) in (-1, scene.within(word))
    ]  # in '... the daughter of Abu Tarik, the minister said' he is spoken of
    alike = _heads(phrase.noun) | known.synonyms.get(phrase.noun, frozenset())
    barred = same[-1:] if scene.reading.words[word - 1] != "," else []
    heard = [f for n, f in near if scene.sentence(n.first) == here and scene.reading.lower[n.first - 2 : n.first] == HEARD]
    barred = barred or heard  # 'according to Reed, the editor said': not Reed

    def fits(figure: Figure) -> bool:
        suits = "?" in (gender, figure.gender) or gender == figure.gender
        if phrase.noun in RUNNING and any(known.synonyms.get(other, frozenset()) & figure.heads for other in NOT_RUNNING):
            return False
        if (phrase.noun in known.counterparts or "staff" in phrase.modifiers) and not alike & figure.heads:
            return False
        if phrase.modifiers & known.demonyms - figure.profile and not alike & figure.heads:
            return False  # 'the Velmari official' is not somebody's sister
        return suits and figure not in barred and not _contradicts(phrase, figure)

    for figure in same if barred else reversed(same):
        if fits(figure):
            return figure
    for given in scene.given_before(word):
        person = given.answer.person
        if here - scene.sentence(given.word) > 4:
            break
        if person is not None and _has_other_calling(phrase.noun, person):
            return None  # 'the actor' is not the detective who spoke last, and who it is is open
        if person is not None and fits(person):
            return person
    return next((figure for name, figure in near if fits(figure) and is_subject(scene, name)), None)


def _has_other_calling(noun: str, figure: Figure) -> bool:
    heads = figure.heads
    pairs = permutations(lexicon().callings, 2)
    return any(noun in one and heads & other and not heads & one for one, other in pairs)


def first_speaker(scene: Scene, word: int, heads: frozenset[str] = frozenset()) -> Figure | None:
    """The first person who has a role (one of `heads`, where given) and is named in the sentences after a headline."""
    here = scene.sentence(word)
    plain = None
    for name, figure in scene.names_after(word):
        if scene.sentence(name.first) - here > LEAD:
            break
        if figure.kind == PERSON:
            if figure.roles and (not heads or heads & figure.heads):
                return figure
            first = figure.names[0] is name and scene.sentence(name.first) > here
            if heads and not figure.roles and plain is None and first:
                plain = figure
    return plain
