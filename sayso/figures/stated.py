"""The Quantities of one Document that may stand in a series: what they count, who states them, and for when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sayso.figures.around import is_given_up
from sayso.figures.scope import is_withdrawn
from sayso.quantities import quantities
from sayso.records import Attribution, Counted, Figure, Findings, Member, Moment, Quantity, Span, Stance
from sayso.sentences import sentences
from sayso.times import moments

COUNTED = frozenset(
    (
        Counted.DEATHS,
        Counted.INJURED,
        Counted.ARRESTED,
        Counted.MISSING,
        Counted.HOSTAGES,
        Counted.DISPLACED,
        Counted.TROOPS,
        Counted.PEOPLE,
        Counted.VOTES,
        Counted.MONEY,
        Counted.SHARE,
        Counted.CHANCE,
    )
)
"""What is laid out: a distance or an age is told of too many things for two of them to be held against one another."""
LONG_AGO = 60
"""Days before the Document's date from which a figure is of another event: 'in 2011', told as background."""
SINGLE = frozenset(("one", "a", "an"))
"""Words of a single person: 'one man' tells of him, and counts nothing that another may count otherwise."""
_AS_OF = re.compile(r"\b(?:by|as of|until|till|up to)\b\W*(?:[\w:.]+\W+(?:on\W+)?)?\Z", re.IGNORECASE)
_NOT_STATED = frozenset((Stance.DENIED, Stance.WANTED, Stance.ASKED, Stance.PREDICTED))


def stated(findings: Findings) -> Iterator[Figure]:
    """The figures of one Document, in reading order; those in boilerplate, denied, wished for, foretold or taken
    back left out, and single persons."""
    document = findings.document
    skipped = [b.span for b in document.boilerplate]
    places = sentences(document.text)
    published = document.published
    counted = [
        quantity
        for quantity in quantities(document.text, places, document.id)
        if quantity.counts in COUNTED
        and not any(quantity.span.overlaps(span) for span in skipped)
        and not _is_single(quantity, document.text)
        and not _is_taken_back(quantity, document.text)
    ]
    told = dict.fromkeys(quantity.sentence for quantity in counted if quantity.sentence is not None)
    times = moments(document.text, published and published[:10], list(told))
    for quantity in counted:
        said = _innermost(quantity, findings.attributions)
        if said is None or said.stance not in _NOT_STATED:
            yield Figure(
                quantity=quantity,
                member=_member(quantity, said, document.id),
                words=quantity.span.of(document.text),
                sentence=(quantity.sentence or quantity.span).of(document.text),
                scope=quantity.scope.of(document.text) if quantity.scope else "",
                day=_as_of(quantity, times, document.text) or (published[:10] if published else None),
                background=_background(quantity, times, published),
                source=_source(said, findings) if said else (),
            )


def _is_single(quantity: Quantity, text: str) -> bool:
    return quantity.counts is Counted.PEOPLE and quantity.span.of(text).casefold() in SINGLE


def _is_taken_back(quantity: Quantity, text: str) -> bool:
    """Whether its sentence is a correction, does not hold it ('not better than even'), or only thinks of it."""
    around = quantity.sentence or quantity.span
    return is_withdrawn(around.of(text)) or is_given_up(around.of(text), quantity.span.start - around.start)


def _innermost(quantity: Quantity, attributions: Sequence[Attribution]) -> Attribution | None:
    holding = [a for a in attributions if any(span.holds(quantity.span) for span in a.content)]
    return min(holding, key=lambda a: sum(s.end - s.start for s in a.content), default=None)


def _source(said: Attribution, findings: Findings) -> tuple[str, ...]:
    """The source as written, with the name and the roles of the Entity behind it."""
    text = findings.document.text
    speaker = next((e for e in findings.entities if e.id == said.speaker), None)
    named = (speaker.name, *(span.of(text) for span in speaker.roles)) if speaker else ()
    words = (" ".join(" ".join(span.of(text) for span in said.source).split()), *(" ".join(w.split()) for w in named))
    return tuple(dict.fromkeys(word for word in words if word))


def _member(quantity: Quantity, said: Attribution | None, document: str) -> Member:
    around = quantity.sentence or quantity.span
    within = [_common(span, around) for span in said.content if span.overlaps(around)] if said else []
    return Member(
        id=quantity.id,
        document=document,
        content=tuple(within) or (around,),
        attribution=said.id if said else None,
        stance=said.stance if said else Stance.ASSERTED,
    )


def _common(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def _as_of(quantity: Quantity, times: Sequence[Moment], text: str) -> str | None:
    """The day up to which the sentence counts: 'by Friday morning', 'as of 18 March'."""
    for moment in times:
        if moment.last is None or quantity.sentence is None or not quantity.sentence.holds(moment.span):
            continue
        if _AS_OF.search(text[quantity.sentence.start : moment.span.start]):
            return moment.last
    return None


def _background(quantity: Quantity, times: Sequence[Moment], published: str | None) -> str | None:
    """The year that the sentence gives the figure for, where that is long before the Document's date."""
    for moment in times:
        if moment.last is None or quantity.sentence is None or not quantity.sentence.holds(moment.span):
            continue
        if published is None or (date.fromisoformat(published[:10]) - date.fromisoformat(moment.last)).days > LONG_AGO:
            return moment.last[:4]
    return None
