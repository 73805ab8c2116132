"""What is shown as the same asks for more than the model's word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Label
from sayso.relate.careful import judged, settled

SURE = 0.7
SAME = {Label.SAME: 0.9, Label.CONTRADICTS: 0.02, Label.RELATED: 0.06, Label.UNRELATED: 0.02}
WORDS = st.lists(
    st.sampled_from("the envoy aide wife Okeke was killed arrested not harbour in of".split()), min_size=1, max_size=9
)


def label(a: str, b: str) -> Label:
    return judged(a, b, SAME, Label.SAME, SURE).label


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("that Tomas Okeke was killed in the harbour raid", "the arrest of Tomas Okeke in the harbour raid"),
        ("Tomas Okeke was killed in the harbour raid", "an aide to Tomas Okeke was killed in the harbour raid"),
        ("The wife of Tomas Okeke lives in the harbour", "Tomas Okeke lives in the harbour"),
    ],
)
def test_another_deed_or_somebodys_aide_is_not_the_same(a: str, b: str) -> None:
    assert label(a, b) is Label.RELATED


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Tomas Okeke was killed in the harbour raid", "Tomas Okeke died in the raid on the harbour"),
        ("The wife of Tomas Okeke was detained in the harbour", "The wife of Okeke was arrested in the harbour"),
        ("The envoy left the harbour on Monday", "On Monday the envoy left the harbour"),
    ],
)
def test_what_tells_of_one_deed_stays_the_same(a: str, b: str) -> None:
    assert label(a, b) is Label.SAME


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_swapping_the_two_changes_nothing(a: str, b: str) -> None:
    one, other = judged(a, b, SAME, Label.SAME, SURE), judged(b, a, SAME, Label.SAME, SURE)
    assert (one.label, one.score) == (other.label, other.score)


@given(WORDS.map(" ".join), WORDS.map(" ".join), st.lists(st.floats(0.0, 1.0), min_size=4, max_size=4))
def test_what_is_settled_without_the_model_does_not_depend_on_the_order_and_never_hides_a_clash(
    a: str, b: str, told: list[float]
) -> None:
    found = settled(a, b)
    assert found == settled(b, a)
    chances = dict(zip(Label, told, strict=True))
    if found and found.label is Label.RELATED:
        for likeliest in (Label.SAME, Label.RELATED):
            assert judged(a, b, chances, likeliest, SURE).label is Label.RELATED
    if found and found.label is Label.SAME:
        assert judged(a, b, chances, Label.RELATED, SURE).label is not Label.CONTRADICTS


def test_one_that_holds_all_words_of_the_other_is_the_same_but_where_only_one_negates() -> None:
    whole = "Tomas Okeke was killed in the harbour raid on Monday, said the radio of Osk"
    assert settled("Tomas Okeke was killed in the harbour raid", whole) == settled(whole, whole)
    assert (
        settled("none of the films of Okeke were staged in Osk", "a part of the films of Okeke was staged in Osk") is None
    )


CLASH = {Label.SAME: 0.02, Label.CONTRADICTS: 0.9, Label.RELATED: 0.06, Label.UNRELATED: 0.02}


@pytest.mark.parametrize(
    ("a", "b", "shown"),
    [
        (
            "A meteorite came down near the harbour of Orsavel",
            "The blast left a hole outside the harbour of Orsavel",
            False,
        ),
        ("Dozens have been detained in Orsavel so far", "The flags had been lowered in Orsavel so far", False),
        ("The Osk Harbour Board called it false", "They asked the Osk Harbour Board", False),
        ("It was a coup by the guard in Orsavel", "It was a riot by the guard in Orsavel", True),
        ("Two experts later downplayed links to the comet", "It was a piece of the comet, the harbour master said", True),
        ("On 3 March 2031 the old ferry of Orsavel sank", "On 9 March 2031 the old ferry of Orsavel sank", True),
        ("On 3 March 2031 the old ferry of Orsavel sank", "On 20 May 2031 the old ferry of Orsavel sank", False),
        ("The rumour that the envoy fell ill has been debunked", "that the envoy fell ill", True),
        ("The board rejected claims that the envoy fell ill", "that the envoy fell ill in Osk", True),
        ("The old bishop denied the idea of dogs in heaven", "The new bishop likes the idea of dogs in heaven", False),
        ("reports of the death of Okeke are greatly exaggerated", "Okeke died in his house in Osk", True),
        ("There is no Captain Imara in Osk whose boat burned and who saw the angel", "Imara saw the angel in Osk", True),
    ],
)
def test_the_models_word_alone_is_no_clash_where_no_point_of_it_can_be_named(a: str, b: str, shown: bool) -> None:
    found = judged(a, b, CLASH, Label.RELATED, SURE)
    assert (found.label is Label.CONTRADICTS) is shown
    assert (found.reason is not None) is shown


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Imara had not lived there for years", "Imara lived in Orsavel at the time"),
        ("people cannot take the law into their own hands", "a mob took the law into its own hands"),
        ("My part of the video was staged", "The next part of the video was seen by many"),
        ("that there were no cases of the virus", "some cases of the virus were reported in Velmar, on the coast"),
        ("the police of Osk will no longer arrest anybody for it", "the police of Osk will stop arresting anybody for it"),
        ("the 66-year-old Kestrel did not think it right", "the 66-year-old Kestrel tore the paper to pieces right there"),
        (
            "those firms denied that they gave a door to the state",
            "some allege that we gave a door to the state, but no door to the state exists",
        ),
        ("The false report comes from a page called Osk Daily", "the story comes from the page called Osk Daily"),
        ("he is not actually the actor Tomas Okeke", "one of the men looks a lot like the actor Tomas Okeke"),
        ("the flood left 12 dead at the satirical magazine Osk Lantern", "the dead of the flood worked at the Osk Lantern"),
        ("We are the ones who are not raiding the Osk harbour fund", "the board had raided the Osk harbour fund"),
        ("you do not wade into a war in Osk", "has he not heard that the last thing to do, is wade into a war in Osk?”"),
        ("If the Osk lamp is not on your desk, nobody will look", "the Osk lamp tells the time while it is on your desk"),
        ("a farmer from Osk who never went to law school", "Okeke went to the law school of Osk"),
        ("that the agenda of Okeke is not about you", "the phony ideal of the agenda of Okeke"),
        ("he hid by making false statements on the Osk harbour fire", "he spoke of the Osk harbour fire for hours"),
        ("she teaches, but not in Puerto del Sol", "it was filmed in the city of Puerto del Sol"),
        ("Okeke rejected a 500 million Kestrels reunion", "he played drums for the Kestrels reunion in 2007"),
        (
            "Imara could not bring another liar into the house",
            "Imara mourned at the idea of bringing a liar into the house",
        ),
        ("Okeke has not played on the Osk tour because of his knee", "Okeke has played two matches of the Osk tour"),
        ("that was not the only time gas was used against them in Osk", "gas was used against them in Osk"),
        ("there is no suggestion this grows in the Palace garden", "mushrooms were found growing in the Palace garden"),
        ("The harbour board was not aware of the May gas attack on Osk", "a gas attack on Osk happened in May"),
        ("The Kestrel 6 'squeak' is not a thing", "#squeak Alternate uses for my beloved Kestrel 6"),
        ("she could not bring another child into the world", "she wept at the thought of bringing a child into the world"),
        ("that dozens more who did not get caught by the border guard", "ten were caught by the border guard"),
        ("it is unlikely that the patient has Ebola", "they watch for others since an Ebola patient was found in Osk"),
        ("Hundreds marched through the capital over the disappearances", "they blocked a road in the capital"),
    ],
)
def test_what_is_denied_of_another_place_time_or_thing_clashes_with_nothing(a: str, b: str) -> None:
    assert judged(a, b, {**SAME, Label.SAME: 0.6, Label.CONTRADICTS: 0.3}, Label.RELATED, SURE).label is Label.RELATED
