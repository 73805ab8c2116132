"""Two reported sentences point by point: the laws of the features, and what is told as a clash and what is not."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Clash, Label
from sayso.relate.careful import judged
from sayso.relate.disputed import disputed
from sayso.relate.exact import FEATURES, clashes, features
from sayso.relate.figures import figure_pairs
from sayso.relate.lexicon import lexicon
from sayso.relate.profile import profile

SAID = [
    "At least 26 people were killed in the fire at Tolva, officials said.",
    "The fire at Tolva killed 238 people, including 19 officers, officials said on Tuesday.",
    "The ministry denied on Friday that anybody was killed in the fire at Tolva.",
    "The story about the fire at Tolva is a hoax.",
    "Министр заявил, что погибли 26 человек.",
    "“There is no evidence of a coup,” Ms Okeke, 29, told reporters in March 2014.",
    "火灾造成26人死亡。",
    "",
]
sentences = st.one_of(
    st.sampled_from(SAID), st.text(max_size=150), st.builds("{} {}".format, st.sampled_from(SAID), st.text(max_size=30))
)


@settings(deadline=None)  # the lexicon is read on the first call
@given(sentences, sentences)
def test_swapping_changes_nothing(a: str, b: str) -> None:
    assert features(a, b) == features(b, a)
    assert [(r.clash, r.a, r.b, r.strength) for r in clashes(a, b)] == [
        (r.clash, r.b, r.a, r.strength) for r in clashes(b, a)
    ]


@given(sentences, sentences)
def test_features_have_fixed_names_and_lie_between_0_and_1(a: str, b: str) -> None:
    told = features(a, b)
    assert tuple(told) == FEATURES
    assert all(0.0 <= value <= 1.0 for value in told.values())


@given(sentences, sentences)
def test_a_reason_quotes_both_sides(a: str, b: str) -> None:
    for reason in clashes(a, b):
        assert reason.a.of(a) in reason.why and reason.b.of(b) in reason.why
        assert 0.0 <= reason.strength <= 1.0


@given(sentences, sentences)
def test_what_is_known_to_clash_has_at_least_the_strict_reasons(a: str, b: str) -> None:
    strict, known = clashes(a, b), clashes(a, b, known=True)
    assert known == strict or (strict == () and known)
    assert [(r.clash, r.a, r.b) for r in known] == [(r.clash, r.b, r.a) for r in clashes(b, a, known=True)]


def test_on_what_two_clash_is_told_from_less_where_it_is_known_that_they_do() -> None:
    a, b = "The dam at Osk was opened by the army, a farmer said.", "There are no dams near Osk; it is a false claim."
    assert clashes(a, b) == ()
    assert clashes(a, b, known=True)[0].clash is Clash.DENIAL


@given(sentences)
def test_a_sentence_does_not_clash_with_itself(a: str) -> None:
    assert clashes(a, a) == ()


def verdicts(a: str, b: str) -> list[str]:
    return [pair.verdict for pair in figure_pairs(profile(a), profile(b))]


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("At least 3 people died.", "7 people died.", "superseded"),
        ("Dozens of people died.", "238 people died.", "superseded"),
        ("Over 200 girls were kidnapped.", "219 girls were kidnapped.", "same"),
        ("Three people died.", "The crash killed 3 people.", "same"),
        ("More than 18,000 marchers came.", "200,000 marchers came.", "clash"),
        ("27 bundles were dropped.", "They dropped 28 bundles.", "clash"),
        ("The hole is 39 feet wide.", "The hole is 12 metres wide.", "same"),
        ("It cost $10 million.", "It cost $25 million.", "clash"),
        ("Ms Okeke, 29, won.", "Ms Okeke, 36, won.", "clash"),
    ],
)
def test_figures_for_the_same_thing(a: str, b: str, verdict: str) -> None:
    assert verdicts(a, b) == verdicts(b, a) == [verdict]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("11 protesters were killed.", "Three officers were killed."),
        ("Nine people were killed.", "88 people were injured."),
        ("The hole is 39 feet wide.", "The hole is 16 feet deep."),
        ("Ms Okeke, 29, won.", "Mr Lund, 36, lost."),
        ("It cost $10 million.", "It weighs 10 tons."),
        ("238 people died, including 19 officers.", "19 people were injured."),
    ],
)
def test_figures_for_other_things_do_not_meet(a: str, b: str) -> None:
    assert verdicts(a, b) == []


@pytest.mark.parametrize(
    ("a", "b", "clash", "quoted"),
    [
        ("27 crates were dropped over Osk.", "28 crates were dropped over Osk.", Clash.FIGURE, "28 crates"),
        ("At least 26 people died in the riot at Osk.", "238 people died in the riot at Osk.", Clash.SUPERSEDED, "238"),
        ("The ferry to Osk sank in March 2013.", "The ferry to Osk sank in May 2014.", Clash.WHERE_WHEN, "May 2014"),
        ("The mayor of Osk took bribes.", "The mayor of Osk denied taking bribes.", Clash.DENIAL, "denied"),
        ("The mayor of Osk was arrested.", "The story of the mayor's arrest in Osk is a hoax.", Clash.DENIAL, "hoax"),
        ("The army has closed the Osk bridge.", "The army has not closed the Osk bridge.", Clash.DENIAL, "not"),
        ("The singer was found dead in Osk.", "The singer was found alive in Osk.", Clash.DENIAL, "alive"),
        ("The new king is played by Karl Lund.", "The new king is played by Ada Okeke.", Clash.WHO, "Ada Okeke"),
        ("What happened at Osk was a coup.", "What happened at Osk was a protest.", Clash.WHAT, "protest"),
    ],
)  # fmt: skip
def test_what_clashes_says_why(a: str, b: str, clash: Clash, quoted: str) -> None:
    found = [reason for reason in clashes(a, b) if reason.clash is clash]
    assert found, clashes(a, b)
    assert quoted in found[0].why and " against " in found[0].why


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Over 200 girls were kidnapped near Osk.", "219 girls were kidnapped near Osk."),
        ("The story of the arrest is a hoax.", "The arrest was a hoax, police said."),
        ("The bridge at Osk was closed.", "A white falcon was sold to a collector."),
        ("The minister did not resign.", "The minister has not resigned."),
        ("The Osk weekly ranked it No. 248 of all songs.", "The Osk weekly ranked it among the best songs."),
    ],
)
def test_what_does_not_clash(a: str, b: str) -> None:
    assert clashes(a, b) == ()


@settings(deadline=None)
@given(sentences, sentences)
def test_who_disputes_whom_does_not_depend_on_the_order(a: str, b: str) -> None:
    one, other = disputed(a, b), disputed(b, a)
    assert (one is None) == (other is None)
    if one and other:
        assert (one.clash, one.a, one.b, one.strength) == (other.clash, other.b, other.a, other.strength)
        assert one.a.of(a) in one.why and one.b.of(b) in one.why


@pytest.mark.parametrize(
    ("denies", "says", "clash", "quoted"),
    [
        ("There is no truth in the rumour that Okeke was killed.", "Okeke died on Monday.", Clash.DENIAL, "no truth"),
        ("The rebels have not agreed to a truce in Osk.", "The rebels in Osk agreed a truce.", Clash.DENIAL, "not agreed"),
        ("The claim that pirates took the ferry to Osk is a hoax.", "Pirates took the ferry to Osk.", Clash.DENIAL, "hoax"),
        ("Diplomats saw no evidence of foreign involvement.", "A foreign-backed coup began.", Clash.CERTAINTY, "evidence"),
        ("The army could not confirm the death of Okeke.", "We confirmed that Okeke is dead.", Clash.CERTAINTY, "confirm"),
        ("Owls don’t nest in chimneys.", "an owl nests in one of the chimneys of Osk", Clash.DENIAL, "n’t nest"),
        ("No West interferes in Osk.", "The United States is preparing a coup in Osk.", Clash.DENIAL, "No West interferes"),
    ],
)  # fmt: skip
def test_who_disputes_what(denies: str, says: str, clash: Clash, quoted: str) -> None:
    found = disputed(denies, says)
    assert found and found.clash is clash
    assert quoted in found.why and " against " in found.why


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The army could not confirm the death of Okeke.", "Okeke died on Monday."),  # a report and no knowledge of it
        ("Okeke was found not far from where Lund killed a guard.", "Lund killed a guard."),
        ("The attacks on Osk may not have been by the rebels.", "There will be no more attacks on Osk by the rebels."),
        ("Okeke has not been seen in public in Osk.", "Okeke has been missing from the public eye in Osk."),
        ("The rebels have not agreed to a truce in Osk.", "Have the rebels agreed to a truce in Osk?"),
        ("The claim that pirates took the ferry to Osk is a hoax.", "The ferry to Osk taken by pirates is a false story."),
        ("Пираты не захватывали паром.", "Пираты захватили паром."),  # it reads English
    ],
)
def test_what_is_no_dispute(a: str, b: str) -> None:
    assert disputed(a, b) is None


def test_a_word_of_any_length_is_looked_up_as_fast() -> None:
    word = "x" * 200_000
    start = process_time()
    assert lexicon().find(word) == {}
    assert process_time() - start < 1.0


CHANCES = {Label.SAME: 0.6, Label.CONTRADICTS: 0.05, Label.RELATED: 0.3, Label.UNRELATED: 0.05}
TRUCE, NO_TRUCE = "The rebels in Osk agreed a cease-fire.", "The rebels have not agreed to a truce in Osk."


@pytest.mark.parametrize(
    ("a", "b", "chances", "label"),
    [
        (TRUCE, NO_TRUCE, CHANCES, Label.CONTRADICTS),  # the model overlooks the 'not'
        (TRUCE, NO_TRUCE, {**CHANCES, Label.SAME: 0.1, Label.CONTRADICTS: 0.04, Label.RELATED: 0.81}, Label.RELATED),
        (TRUCE, NO_TRUCE, {**CHANCES, Label.SAME: 0.1, Label.CONTRADICTS: 0.3, Label.RELATED: 0.55}, Label.CONTRADICTS),
        (TRUCE, "In Osk a truce was agreed by the rebels on Monday.", CHANCES, Label.SAME),
        (TRUCE, "It is not clear how.", CHANCES, Label.RELATED),
    ],
)
def test_what_is_judged(a: str, b: str, chances: dict[Label, float], label: Label) -> None:
    assert judged(a, b, chances, Label.SAME if chances[Label.SAME] > 0.5 else Label.RELATED, sure=0.7).label is label
