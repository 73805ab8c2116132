"""What holds of `resolve` for any text and any spans."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Attribution, Document, Findings, Span
from sayso.resolve import resolve

PRONOUNS = set(
    "he him his she her hers they them their it its i me my we us our you who whom which that this these those someone "
    "nobody everyone some many others both each one none himself herself themselves он она они оно его её кто".split()
)
WORDS = """
Ann Reed|Mr. Hart|Sen. Marta Olsen|the Port Authority|Ministry of Health|(CDO)|O'Brien's|al-Baghdadi|he|She|they|who|which
I|we|it|his|the senator|the agency|A report by|and|,|.|:|“|”|'|said|told|according to|the|a|of|for|Russian|Democrats
two of them|U.S.|D-N.J.|J. R.|VAN DE|@handle|author="x"|Тарво Меликан|эксперта|министр|он|部长说|الوزير|🙂|e\u0301|12|both
her campaign|Olsens|the Olsens|refused|to|promising|In|the study|a study of wages|released|the film|film “Salt”|-- who --
the state|Oregon|The candidate|as stated in|Republic of Velmar|Velmar|My mother|Mrs. May|the two senators|?|should|Experts
President|'s|’|-|—|most of whom|head of the Club|Committee of Miners|and Inhabitants
"""
PIECES = st.sampled_from([*WORDS.strip().replace("\n", "|").split("|"), "\n", "\n\n", "\r\n", "\xa0"])
TEXTS = st.one_of(st.lists(PIECES, min_size=1, max_size=60).map(" ".join), st.text(min_size=1, max_size=300))


@st.composite
def findings(draw: st.DrawFn) -> Findings:
    """A text with attributions anywhere in it, some nested, some that go on from others or from nowhere."""
    text = draw(TEXTS)
    place = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 40)).map(
        lambda pair: Span(pair[0], min(len(text), pair[0] + pair[1]))
    )
    many = st.lists(place, max_size=3, unique=True).map(lambda spans: tuple(sorted(spans)))
    total = draw(st.integers(0, 8))
    other = st.one_of(st.none(), st.sampled_from([str(n) for n in range(10)]))
    return Findings(
        document=Document(id="d", text=text, path="t"),
        attributions=tuple(
            Attribution(
                id=str(n), content=draw(many), source=draw(many), cue=draw(many), parent=draw(other), continues=draw(other)
            )
            for n in range(total)
        ),
    )


@settings(max_examples=400, deadline=None)
@given(findings())
def test_any_text_and_any_spans(found: Findings) -> None:
    resolved = resolve(found)
    text = found.document.text
    by_id = {entity.id: entity for entity in resolved.entities}
    assert len(by_id) == len(resolved.entities)
    for before, after in zip(found.attributions, resolved.attributions, strict=True):
        assert replace(after, speaker=None) == before
        assert after.speaker is None or after.speaker in by_id
    for entity in resolved.entities:
        assert entity.name.strip() == entity.name != ""
        assert entity.name.casefold() not in PRONOUNS or entity.name in ("US", "IT", "WHO")
        assert entity.name_span is None or entity.name_span.of(text) == entity.name
        assert all(role.of(text) for role in entity.roles)
        assert all(mention.of(text) for mention in entity.mentions)
        assert any(a.speaker == entity.id for a in resolved.attributions)


@settings(max_examples=150, deadline=None)
@given(findings())
def test_again_gives_the_same(found: Findings) -> None:
    once = resolve(found)
    assert resolve(found) == once
    assert resolve(once) == once


@settings(max_examples=100, deadline=None)
@given(findings(), st.randoms(use_true_random=False))
def test_the_order_of_attributions_does_not_matter(found: Findings, chance: random.Random) -> None:
    shuffled = list(found.attributions)
    chance.shuffle(shuffled)
    one = {a.id: a.speaker for a in resolve(found).attributions}
    other = {a.id: a.speaker for a in resolve(replace(found, attributions=tuple(shuffled))).attributions}
    assert one == other
