"""Words carried on without a cue: each sign, and what must be left to the outlet."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.carried import carried
from sayso.attribute.quotes import quotations
from sayso.attribute.stance import kind_of
from sayso.records import Attribution, Document, Kind, Span
from sayso.sentences import sentences


def told(text: str, *parts: tuple[str, str, str]) -> list[Attribution]:
    """Attributions by their words: source, cue, content (each the first place in the text after the last content)."""
    found, place = [], 0
    for number, words in enumerate(parts):
        spans = []
        for part in words:
            start = text.index(part, place)
            spans.append(Span(start, start + len(part)))
        place = spans[2].start
        kind = kind_of([spans[2]], quotations(text), text)
        found.append(
            Attribution(
                id=f"a{number}", source=(spans[0],), cue=(spans[1],), content=(spans[2],), kind=kind, confidence=0.8
            )
        )
    return found


def found(text: str, attributions: list[Attribution], skip: tuple[Span, ...] = ()) -> list[tuple[str, str | None]]:
    document = Document(id="d", text=text, path="d.txt")
    result = carried(document, sentences(text), quotations(text), attributions, skip)
    for attribution in result:
        assert not attribution.source
        assert not attribution.cue
        assert 0 < attribution.confidence < 0.8
    return [(a.content[0].of(text), a.continues) for a in result]


STANDING_ALONE = (
    "“We need a harbour,” Marn said.\n\n“It would bring ships, trade and work.\n\n"
    "“And it would bring the sea nearer.”\n\nHe left."
)


def test_quotations_that_stand_alone_go_on() -> None:
    source, cue, content = (Span(21, 25),), (Span(26, 30),), (Span(0, 20),)
    base = Attribution(id="a0", source=source, cue=cue, content=content, kind=Kind.DIRECT, confidence=0.8)
    assert found(STANDING_ALONE, [base]) == [
        ("“It would bring ships, trade and work.", "a0"),
        ("“And it would bring the sea nearer.”", "a0"),
    ]


def test_what_the_outlet_sets_between_ends_it() -> None:
    text = "Marn said that it was late. The town is old.\n\n“It would bring ships, trade and work.”"
    assert found(text, told(text, ("Marn", "said", "that it was late"))) == []


def test_headings_and_boilerplate_do_not_go_on() -> None:
    text = "Marn said that it was late.\n\n“All Bets Are Off”\n\nThe town is old."
    assert found(text, told(text, ("Marn", "said", "that it was late"))) == []
    text = "Marn said that it was late.\n\n“Get our newsletter in your inbox today.”"
    attributions = told(text, ("Marn", "said", "that it was late"))
    assert len(found(text, attributions)) == 1
    assert found(text, attributions, (Span(29, len(text)),)) == []


def test_a_connective_in_a_running_summary() -> None:
    text = (
        "The expert said that the law is new. He stated that it helps nobody. Revising this old law would take years. "
        "Therefore, the council has to act. The town is old."
    )
    attributions = told(text, ("The expert", "said", "that the law is new"), ("He", "stated", "that it helps nobody"))
    assert found(text, attributions) == [
        ("Revising this old law would take years", "a1"),
        ("Therefore, the council has to act", "a1"),
    ]
    assert found(text, attributions[1:]) == []


def test_a_sentence_that_the_next_points_back_to() -> None:
    text = "Title.\n\nThe town is an ally of the port. This means that it cannot fall, Marn says."
    start = text.index("This means")
    attribution = Attribution(
        id="a0",
        content=(Span(start, text.index(", Marn")),),
        source=(Span(len(text) - 10, len(text) - 6),),
        cue=(Span(len(text) - 5, len(text) - 1),),
        confidence=0.8,
    )
    assert found(text, [attribution]) == [("The town is an ally of the port", "a0")]


PIECES = ["“A b c d e f g.”", "He said that it is so.", "Therefore, it is so now, they say.", "\n\n", " "]


@given(st.lists(st.sampled_from(PIECES)))
def test_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    attributions = []
    place = text.find("He said that it is so")
    while place >= 0:
        attributions.append(
            Attribution(
                id=f"a{place}",
                source=(Span(place, place + 2),),
                cue=(Span(place + 3, place + 7),),
                content=(Span(place + 8, place + 21),),
                confidence=0.5,
            )
        )
        place = text.find("He said that it is so", place + 1)
    document = Document(id="d", text=text, path="d.txt")
    result = carried(document, sentences(text), quotations(text), attributions)
    ids = {a.id for a in attributions}
    assert all(a.continues in ids and a.content[0].of(text) for a in result)
    assert all(a.content[0].end <= b.content[0].start for a, b in pairwise(result))
