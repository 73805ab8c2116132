"""Which organisation a description means: 'the agency', 'House panel', 'her campaign', 'the company'.

In order: a person's campaign or administration as the text names it; the nearest organisation whose name shows it to be
of that kind (after the description only in a text's first sentences); an earlier description with the same noun; for a
business, the organisation that spoke last; the description itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, takewhile

from sayso.records import EntityType
from sayso.resolve.antecedent import is_subject, owner_of, personal_figure
from sayso.resolve.cast import noun_before
from sayso.resolve.figure import Figure
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import ORGANISATION, PERSON, PLACE, UNCLEAR
from sayso.resolve.people import described_before
from sayso.resolve.phrase import Phrase
from sayso.resolve.reading import APOSTROPHES, POSSESSIVES
from sayso.resolve.scene import AHEAD, Answer, Scene, answer_described, answer_figures

ARMED = frozenset("terrorist terror militant extremist rebel armed jihadist islamist insurgent".split())
STATES = frozenset("government ministry parliament army military police court".split())
PRESS = frozenset("paper newspaper outlet portal magazine".split())
FAR = 3000  # words, sentences or names looked back over
OWNED = frozenset("campaign administration team office camp company foundation".split())
BUSINESSES = frozenset(
    "company airline firm group organisation organization giant retailer maker bank carrier broadcaster charity nonprofit "
    "agency outlet newspaper paper portal network manufacturer startup automaker lender insurer publisher supplier "
    "developer".split()
)
# words in the names of bodies that no one calls a company, an agency or a group
OFFICIAL = frozenset(
    "department ministry party committee court congress house senate government parliament police commission bureau "
    "army".split()
)


def resolve_organisation(scene: Scene, phrase: Phrase) -> Answer | None:
    """Which organisation a description means; the description itself where that is none named."""
    owner = owner_of(scene, phrase, -1)
    if owner is not None and phrase.noun in OWNED:
        found = _owned_organisation(scene, phrase, owner)
        if found is not None:
            return found
    if phrase.noun == "panel" and phrase.owner is not None and phrase.owner.kind == ORGANISATION:
        return answer_figures(scene, (phrase.owner,))
    definite = phrase.determiner in ("the", "this", "that")
    lead = scene.is_lead(phrase.first)
    whose = phrase.author is not None and phrase.author.kind == PERSON  # 'the Reed campaign'
    simple = phrase.last == phrase.head and not whose and not _names_another(scene, phrase)
    if (definite and simple) or (lead and phrase.determiner in ("", "a", "an")):
        figure = _organisation_of_kind(scene, phrase, lead)
        if figure is not None:
            figure.kind = ORGANISATION
            return answer_figures(scene, (figure,))
    if definite and simple and not phrase.modifiers and phrase.noun in OWNED:
        found = _last_owned(scene, phrase)
        if found is not None:
            return found
    if definite and simple and not phrase.modifiers:
        found = described_before(scene, phrase)
        if found is not None:
            return found
        last = _last_organisation(scene, phrase)
        if last is not None:
            return answer_figures(scene, (last,))
        place = _last_place(scene, phrase)
        if place is not None:
            return answer_figures(scene, (place,))
    plural = phrase.noun in lexicon().organisation_plurals
    return answer_described(scene, phrase, EntityType.GROUP if plural else EntityType.ORGANISATION)


def _names_another(scene: Scene, phrase: Phrase) -> bool:
    """'The Velmari As-Safran newspaper': a name before the noun, so that it is none of those named before."""
    words = scene.reading.words[phrase.first + 1 : phrase.head]
    return any("-" in word and word[0].isupper() and word.lower() not in lexicon().demonyms for word in words)


def _owned_organisation(scene: Scene, phrase: Phrase, owner: Figure) -> Answer | None:
    """'Her campaign': the words by which the text names the campaign of that person, the fullest first.

    Where it never does, the person's name and the noun put together, with no place.
    """
    reading = scene.reading
    best: tuple[int, int, int] | None = None
    for name in owner.names:
        after = name.last + 1
        if reading.is_possessive(name.last):
            after += 1
        if after < len(reading.words) and reading.lower[after] == phrase.noun:
            size = name.last - name.first
            if best is None or size > best[0]:
                best = (size, name.first, after)
    if best is None:
        if phrase.owned_by_pronoun < 0:
            return None
        label = f"{answer_figures(scene, (owner,)).name}’s {phrase.noun}"
        return Answer(name=label, type=EntityType.ORGANISATION, span=None, noun=phrase.noun)
    span = reading.span(best[1], best[2])
    return Answer(name=span.of(reading.text), type=EntityType.ORGANISATION, span=span, noun=phrase.noun)


def _last_organisation(scene: Scene, phrase: Phrase) -> Figure | None:
    """'The company', 'the airline': the organisation that spoke last, or was the subject of this or the last sentence."""
    if phrase.noun not in BUSINESSES:
        return None
    known = lexicon()
    here = scene.sentence(phrase.first)

    def fits(figure: Figure) -> bool:
        if phrase.noun in PRESS and not is_press(scene, figure):
            return False  # 'the newspaper' is not the band that the text names
        barred = OFFICIAL | (known.organisation_keywords - known.kinds["paper"] if phrase.noun in PRESS else frozenset())
        return figure.kind == ORGANISATION and not set(figure.tokens) & barred

    for given in scene.given_before(phrase.first):
        figures = given.answer.figures
        if here - scene.sentence(given.word) <= 4 and len(figures) == 1 and fits(figures[0]):
            return figures[0]
    for name, figure in scene.names_before(phrase.first, 1):
        if fits(figure) and is_subject(scene, name):
            return figure
    return None


def is_press(scene: Scene, figure: Figure) -> bool:
    """Whether the name shows an organisation to be an outlet, or the text says so: 'the Velmari newspaper al Sabah'."""
    known = lexicon()
    tokens = figure.tokens
    if set(tokens) & known.kinds["paper"] or tokens[-1] in known.papers or " ".join(tokens) in known.outlets:
        return True
    return any("." in token for token in tokens) or any(
        noun_before(scene.reading, name) in known.sites
        or set(scene.reading.lower[name.last + 1 : name.last + 2]) & known.sites
        for name in figure.names
    )


def _last_place(scene: Scene, phrase: Phrase) -> Figure | None:
    """'The state', 'the country': the last place of that kind named in this sentence or the one before."""
    known = lexicon()
    places = known.states if phrase.noun == "state" else known.countries if phrase.noun in ("country", "nation") else ()
    for name, figure in scene.names_before(phrase.first, 1):
        if " ".join(scene.reading.lower[name.first : name.last + 1]) in places and figure.kind == PLACE:
            return figure
    return None


def _last_owned(scene: Scene, phrase: Phrase) -> Answer | None:
    """'The campaign': that of the person whose campaign the text spoke of last."""
    reading = scene.reading
    for i in range(phrase.first - 1, max(0, phrase.first - FAR), -1):
        if reading.lower[i] != phrase.noun:
            continue
        kind = lexicon().pronouns.get(reading.lower[i - 1], "")
        if reading.lower[i - 1] in lexicon().possessives and kind in ("male", "female"):
            owner = personal_figure(scene, i - 1, kind[0])
        else:
            at = i - 2 if reading.lower[i - 1] in POSSESSIVES | APOSTROPHES else i - 1
            pair = scene.cast.by_word.get(at)
            owner = pair[1] if pair is not None else None
        if owner is not None:
            return _owned_organisation(scene, phrase, owner)
    return None


def _organisation_of_kind(scene: Scene, phrase: Phrase, lead: bool) -> Figure | None:
    """The organisation whose name holds the noun or a word of the same kind: the nearest before, or after a lead."""
    known = lexicon()
    kinds = known.kinds.get(phrase.noun, frozenset()) | {phrase.noun}

    def fits(figure: Figure) -> bool:
        return figure.kind in (ORGANISATION, UNCLEAR) and _is_of_kind(figure, kinds, phrase)

    for _, figure in islice(scene.names_before(phrase.first, FAR), FAR):
        if fits(figure):
            return figure
    if not lead:
        return None
    near = takewhile(
        lambda pair: scene.sentence(pair[0].first) - scene.sentence(phrase.first) <= AHEAD, scene.names_after(phrase.last)
    )
    return next((figure for _, figure in near if fits(figure)), None)


def _is_of_kind(figure: Figure, kinds: Iterable[str], phrase: Phrase) -> bool:
    words = set(figure.tokens)
    if not words & set(kinds):
        return False
    known = lexicon()
    origins = phrase.modifiers & known.demonyms
    if origins and not origins & words and phrase.noun in STATES:
        return False  # 'the Velmari government' is not the 'Lower Region Government'
    if ARMED & phrase.modifiers and not ARMED & words:
        return False  # 'the terrorist group' is not the 'Reed Intelligence Group'
    if "news" in phrase.modifiers:
        return bool(words & {"news", "press", "agency"}) or " ".join(figure.tokens) in lexicon().outlets
    named = {w for w in phrase.modifiers if w[0].isalpha()} - {"federal", "state", "national", "top", "new", "local"}
    if named & {"house", "senate", "supreme", "district", "appeals", "justice", "state", "police"}:
        return bool(named & words)
    return True
