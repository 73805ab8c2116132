"""What is shown as the same asks for more than the model's word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Label
from sayso.relate.careful import judged

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
