"""Stage 4, resolve: who each source is, within one Document.

In order: the text's words (`reading`), the names in it (`names`), the people and organisations behind them (`cast`);
then every attribution from the first to the last: its source is taken apart (`phrase`), a pronoun is given its antecedent
(`antecedent`), a description the one who fits it (`nominal`); at last one Entity for each speaker.

An attribution that `continues` another has its speaker; one with a cue and no source has whom the words beside its cue
name (`unsourced`), mostly nobody; one with neither is a turn of an interview: the outlet asks and the guest answers. It
reads one Document at a time: that two Documents mean the same person is for a later stage.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from dataclasses import replace

from sayso.ids import content_id
from sayso.records import Attribution, Entity, EntityType, Findings, Span
from sayso.resolve.answer import find_answer
from sayso.resolve.cast import build_cast, promote
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import find_names
from sayso.resolve.nobody import is_shouted
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.reading import read
from sayso.resolve.scene import Answer, Given, Scene, type_of
from sayso.resolve.told import behind_comma, names_himself, runs_on
from sayso.resolve.turn import find_turn, is_turn
from sayso.resolve.unsourced import unsourced
from sayso.sentences import sentences

__all__ = ["resolve"]


def resolve(findings: Findings) -> Findings:
    """The same Findings with `entities`, and each Attribution's `speaker` (None where the text does not tell).

    Nothing else is changed; what an earlier run resolved is resolved anew.
    """
    if not findings.attributions:
        return replace(findings, entities=())
    text = findings.document.text
    reading = read(text, sentences(text))
    cast = build_cast(reading, find_names(reading))
    contents, cue_ends = _contents(findings, reading.within), _cue_ends(findings, reading.within)
    scene = Scene(reading=reading, cast=cast, contents=contents, cue_ends=cue_ends)
    facts = {fact.name: fact for fact in reversed(findings.document.metadata)}
    scene.author, scene.outlet, scene.guest = facts.get("author"), facts.get("outlet"), facts.get("guest")
    answers = _answers(findings, scene)
    return _recorded(findings, scene, answers)


def _contents(findings: Findings, within: Callable[[Span], range]) -> tuple[tuple[int, int, int], ...]:
    found = []
    for number, attribution in enumerate(_ordered(findings)):
        for span in attribution.content:
            words = within(span)
            if words:
                found.append((words[0], words[-1], number))
    return tuple(sorted(found))


def _cue_ends(findings: Findings, within: Callable[[Span], range]) -> dict[int, int]:
    ends = ((n, [w for span in a.cue for w in within(span)]) for n, a in enumerate(_ordered(findings)))
    return {number: max(words) for number, words in ends if words}


def _order(attribution: Attribution) -> tuple[bool, int, int, str]:
    """Outermost ones first, so that 'I' inside somebody's words finds who that is; then as they stand in the text."""
    spans = attribution.source or attribution.cue or attribution.content
    places = (min(s.start for s in spans), max(s.end for s in spans)) if spans else (0, 0)
    return attribution.parent is not None, *places, attribution.id


def _ordered(findings: Findings) -> list[Attribution]:
    """The attributions as they are resolved; their places in this list are their numbers."""
    return sorted(findings.attributions, key=_order)


def _answers(findings: Findings, scene: Scene) -> dict[str, Answer]:
    """Attribution id -> Answer, for those that the text answers."""
    found: dict[str, Answer] = {}
    ordered = _ordered(findings)
    numbers = {a.id: n for n, a in enumerate(ordered)}
    phrases = {a.id: parse(scene.reading, scene.cast, a.source) for a in findings.attributions}
    named = [figure for phrase in phrases.values() for _, figure in phrase.names]
    speaking = [f for f in named if type_of(f) is EntityType.PERSON and not is_shouted(scene.reading, f)]
    promote(scene.reading, scene.cast, speaking)
    carried = {a.id: a for a in findings.attributions if a.continues in numbers and not a.source}
    for attribution in ordered:
        if attribution.id in carried:
            continue
        number, parent = numbers[attribution.id], found.get(attribution.parent or "")
        phrase = behind_comma(scene, attribution, phrases[attribution.id])
        answer = _told_by_words(scene, attribution, phrase) if parent is None else None
        if answer is None and is_turn(scene, attribution):
            phrase, answer = find_turn(scene, attribution)
        elif answer is None and phrase.form is Form.NONE:
            phrase, answer = unsourced(scene, attribution)
        if answer is None and phrase.form is not Form.NONE:
            answer = find_answer(scene, phrase, number, parent)
        if answer is not None:
            found[attribution.id] = scene.answered[number] = answer
            word = phrase.first if phrase.first >= 0 else scene.reading.at(_order(attribution)[1])
            mine = lexicon().pronouns.get(phrase.noun) in ("first", "first_plural")
            insort(scene.given, Given(word=word, answer=answer, first_person=mine), key=lambda given: given.word)
    for attribution in carried.values():
        origin, seen = attribution, set()
        while origin.id in carried and origin.id not in seen:
            seen.add(origin.id)
            origin = ordered[numbers[origin.continues or ""]]
        if origin.id in found:
            found[attribution.id] = found[origin.id]
    return found


def _told_by_words(scene: Scene, attribution: Attribution, phrase: Phrase) -> Answer | None:
    """Who speaks where the words that are said tell it more plainly than the source."""
    himself = names_himself(scene, attribution) if phrase.form is Form.PRONOUN else None
    return himself or runs_on(scene, attribution)


def _recorded(findings: Findings, scene: Scene, answers: dict[str, Answer]) -> Findings:
    """Entities in the order in which they first speak, and the attributions with their ids."""
    entities: dict[str, Entity] = {}
    attributions = []
    for attribution in findings.attributions:
        answer = answers.get(attribution.id)
        if answer is None:
            attributions.append(replace(attribution, speaker=None))
            continue
        entity_id = content_id("entity", findings.document.id, answer.name, answer.type.value)
        attributions.append(replace(attribution, speaker=entity_id))
        known = entities.get(entity_id)
        mentions = set(known.mentions if known else ()) | set(attribution.source)
        entities[entity_id] = Entity(
            id=entity_id,
            name=answer.name,
            type=answer.type,
            name_span=answer.span,
            roles=_roles(answer),
            mentions=tuple(sorted(mentions)),
        )
    return replace(findings, attributions=tuple(attributions), entities=tuple(entities.values()))


def _roles(answer: Answer) -> tuple[Span, ...]:
    """The roles of one person, each once, in the order of the text; bare titles ('Sen.') are left out."""
    if answer.person is None:
        return ()
    spans: dict[frozenset[str], Span] = {}
    for role in answer.person.roles:
        if len(role.words) > 1 or next(iter(role.words)) not in lexicon().short_titles:
            spans.setdefault(role.words, role.span)
    return tuple(sorted(set(spans.values())))
