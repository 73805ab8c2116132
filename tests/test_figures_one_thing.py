"""What counts one thing: which figures stand in one series, and which are held against one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.figures import clashes, series, stated
from sayso.figures.one_thing import NEVER, least_likeness, named
from sayso.records import Clash, Counted, Document, Figure, Findings, Metadatum
from sayso.relate.figures import figure_pairs
from sayso.relate.profile import profile


def told(*texts: str, day: str = "2031-05-02") -> list[Figure]:
    """The figures of texts, each a Document of its own."""
    return [
        figure
        for number, text in enumerate(texts)
        for figure in stated(
            Findings(
                document=Document(
                    id=f"{number}",
                    text=text,
                    path="d",
                    metadata=(Metadatum(name="published", value=day, where="line 1"),) if day else (),
                )
            )
        )
    ]


def test_sums_and_counts_that_are_worlds_apart_are_of_two_things() -> None:
    near = "The guru of Orsavel has persuaded 400 followers to move to the harbour."
    assert kinds(near, near.replace("400", "3,000")) == [Clash.FIGURE]
    assert kinds(near, near.replace("400", "50 million")) == []
    wall = "The harbour board of Orsavel will spend $2 billion on the new wall."
    assert kinds(wall, wall.replace("$2", "$3")) == [Clash.FIGURE]
    assert kinds(wall, wall.replace("$2", "$8")) == []


def test_some_of_the_guards_are_not_all_of_them() -> None:
    five = "The harbour of Orsavel will be guarded by a team of five guards of the Kestrel company."
    four = "Four guards of the Kestrel company will guard the harbour of Orsavel."
    assert kinds(five, four) == [Clash.FIGURE]
    assert kinds(five, four.replace("Four guards", "Four of the guards")) == []
    killed = "Four of the guards of the Kestrel company were killed in the harbour of Orsavel."
    assert kinds(killed, killed.replace("Four", "Five")) == [Clash.FIGURE]


def groups(*texts: str) -> list[list[str]]:
    return sorted(sorted(f.words for f in one.figures) for one in series(told(*texts)))


def kinds(*texts: str, day: str = "2031-05-02") -> list[Clash]:
    return [conflict.kind for conflict in clashes(series(told(*texts, day=day)))]


RAID = "were killed in the raid on the market of Tolvane, the governor said."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"Fourteen people {RAID}", "A ferry sank and drowned thirty people, killed in the cold off the market town."),
        ("Rebels killed nine people in Orsk on Monday, witnesses said.", "Rebels killed five people in Belau on Monday."),
        ("Guards held five bakers hostage there, a nurse said.", "The governor said four cooks were held hostage there."),
        ("She was one of 40 women freed in the swap for the nuns.", "She was freed in the swap for 13 nuns in spring."),
        (
            "Staff left the cause of death blank in four cases at the Sarvo hospital.",
            "The Sarvo hospital told of six deaths.",
        ),
    ],
    ids=["another event", "another place", "other people", "another noun", "cases and persons"],
)
def test_different_things_are_no_series(one: str, other: str) -> None:
    assert groups(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"Fourteen people {RAID}", "The governor of Tolvane put the dead of the raid at 16 people."),
        ("The group holds 219 girls of the school hostage.", "Talks on the 219 kidnapped pupils go on in the north."),
        ("Some 340 people were detained across the country.", "We know of 340 detained in Orsavel."),
        ("The arrest of 22 officers in the Iskal inquiry.", "The Iskal inquiry led to 22 policemen being arrested."),
    ],
    ids=["one event", "one rare value", "one value, a place in other words", "near words"],
)
def test_one_thing_is_a_series(one: str, other: str) -> None:
    assert len(groups(one, other)) == 1


def test_a_part_and_the_sides_of_one_event_stand_with_the_whole() -> None:
    text = "At least 26 protesters were killed in Tolvane, and 18 soldiers died there."
    other = "In all 240 people died in the riots, including 19 soldiers."
    assert groups(text) == [["18", "At least 26"]]
    assert groups(other) == [["19", "240"]]
    assert groups("Raiders beheaded three tailors and two weavers.") == []
    assert groups("Some 25 rebels were killed at the dam and five soldiers died elsewhere.") == []


def test_two_tolls_of_one_document_are_of_one_event() -> None:
    text = (
        "At least three people were killed and 41 injured when shots rang out over Kelmar late at night. "
        "The mayor slept. The chief of Kelmar Hospital says that she saw seven bodies and treated 64 wounded."
    )
    assert groups(text) == [["41", "64"], ["At least three", "seven"]]
    assert kinds(text) == []  # one account, as nobody is named
    assert groups(text.replace("Kelmar Hospital", "Ostrava Hospital")) == []


def test_a_document_that_gives_a_number_again_means_the_same() -> None:
    text = "Three dead in Kelmar.\n\nIt was cold. At least three people were killed as shots rang out over the river bank."
    assert groups(text) == [["At least three", "Three"]]
    assert groups(text.replace("At least three people", "Three other people")) == []
    assert groups("One dead in Kelmar.\n\nIt was cold. One man was killed as shots rang out over the river bank.") == []


def test_the_next_sentence_of_a_paragraph_goes_on_with_the_event() -> None:
    first = "The ministry put the number of dead at three."
    assert groups(f"{first} A committee said 11 protesters had been killed.") == [["11", "three"]]
    assert groups(f"{first} Separately, a flood killed 11 people.") == []
    assert groups(f"{first} Another 11 people were killed at sea.") == []


@pytest.mark.parametrize(
    "more",
    [
        "Three other guards",
        "Three more guards",
        "Another three guards",
        "Three additional guards",
        "A further three guards",
    ],
)
def test_an_addition_neither_clashes_nor_supersedes(more: str) -> None:
    four, place = "Four guards were killed in the raid on Tolvane prison.", "were killed in the raid on Tolvane prison."
    assert kinds(four, f"{more} {place}") == []
    assert kinds(four, f"{more} {place}", day="") == []
    assert kinds(four, f"Three guards {place}") == [Clash.FIGURE]
    assert kinds(four, f"More than five guards {place}") == [Clash.FIGURE]


def test_another_place_is_no_later_count() -> None:
    one = "The agency said 216 people had been detained in Sarvo Province since the vote."
    other = "The agency said 340 people had been detained across the country since the vote."
    assert groups(one, other) == []
    assert kinds(one, other) == kinds(one, other, day="") == []
    assert kinds(one, other.replace("across the country", "in Sarvo Province")) == [Clash.FIGURE]
    assert kinds(one, other.replace("across the country", "in May")) == [Clash.FIGURE]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The odds of a second flood are one in four, not better than even.", ["one in four"]),
        ("It was no longer 14 dead but 16 dead.", ["16"]),
        ("He spoke of 16 dead rather than 14 dead.", ["16"]),
        ("I could have killed two people.", []),
        ("Not more than 14 people died.", ["Not more than 14"]),
        ("It is not true; 14 people died.", ["14"]),
    ],
)
def test_what_its_own_sentence_gives_up_is_not_stated(text: str, words: list[str]) -> None:
    assert [f.words for f in told(text)] == words


def test_a_figure_that_its_author_gives_up_does_not_clash_with_the_new_one() -> None:
    before = "I said that the odds of a second flood were better than even."
    after = "He now says that the odds of a second flood are one in four, not better than even."
    assert kinds(before, after) == []
    assert kinds(before, after.replace(", not better than even", "")) == [Clash.FIGURE]


def test_two_prices_of_one_thing_clash() -> None:
    one = "The steel model of the Orla bicycle will start at $500, a dealer says."
    other = "The steel model of the Orla bicycle will start at $700, a dealer says."
    assert kinds(one, other) == [Clash.FIGURE]
    assert kinds(one, other.replace("$700", "$505")) == []


@pytest.mark.parametrize(
    "other",
    [
        "The leather bag of the Orla bicycle will start at $90, a dealer says.",
        "The steel model of the Orla bicycle starts at $900, the bronze one at $4,000.",
        "Steel is sold at $700 per ton, a dealer of the Orla bicycle says.",
        "That is a $150 premium over the steel model of the Orla bicycle.",
        "She gave $20 for an apple.",
    ],
    ids=["another thing", "several prices", "its material", "an addition", "nothing alike"],
)
def test_prices_of_different_things_clash_with_nothing(other: str) -> None:
    assert kinds("The steel model of the Orla bicycle will start at $500, a dealer says.", other) == []


def test_shares_of_a_sentence_are_of_different_things() -> None:
    assert groups("Some 55 percent of the straps are of leather and 35 percent of steel.") == []


def test_what_does_not_grow_is_not_superseded() -> None:
    early = told("Some 300 troops stood at the bridge of Tolvane, a clerk said.", day="2031-05-02")
    late = told("x", "Some 900 troops stood at the bridge of Tolvane, a clerk said.", day="2031-05-03")
    assert clashes(series([*early, *late])) == ()
    same = told("x", "Some 900 troops stood at the bridge of Tolvane, a clerk said.", day="2031-05-02")
    assert [conflict.kind for conflict in clashes(series([*early, *same]))] == [Clash.FIGURE]


COUNTS = st.sampled_from(
    [
        "Three people were killed in Tolvane.",
        "Three other guards were killed.",
        "Dozens of guards were killed in Tolvane.",
        "At least 30 people were killed in Orsk.",
        "Up to 33 guards were killed.",
        "The cause of death was blank in four cases.",
        "Nobody was killed.",
    ]
)


@given(COUNTS, COUNTS)
def test_whether_two_are_one_thing_has_no_order(one: str, other: str) -> None:
    first, second = (named(told(text)[0]) for text in (one, other))
    assert least_likeness(first, second) == least_likeness(second, first)
    assert least_likeness(first, first) < NEVER


@pytest.mark.parametrize(
    ("one", "other", "verdicts"),
    [
        ("He fired one or two shots.", "He fired several shots.", []),
        ("At least 3 shots were fired.", "7 shots were fired.", ["clash"]),
        ("At least 3 people died.", "7 people died.", ["superseded"]),
        ("17 protesters were killed.", "Hundreds of protesters marched.", []),
    ],
)
def test_only_what_grows_is_superseded(one: str, other: str, verdicts: list[str]) -> None:
    assert [pair.verdict for pair in figure_pairs(profile(one), profile(other))] == verdicts


def test_the_counted_are_told_by_the_figures_themselves() -> None:
    (one,) = told("The group holds 219 girls of the school hostage.")
    assert one.quantity.counts is Counted.HOSTAGES


SEVEN = "Seven girls of the Orsavel school fell pregnant on the trip to the coast, the mayor said."
TRIP = "28 girls of the Orsavel school went on the trip to the coast, the mayor said."


def test_two_values_that_one_account_states_side_by_side_clash_nowhere() -> None:
    """Who tells one of the two alone means what that account means."""
    assert kinds(SEVEN, TRIP) == [Clash.FIGURE]
    assert kinds(f"{SEVEN}\n\n{TRIP}", SEVEN, TRIP) == []


def test_a_sum_in_brackets_behind_the_same_one_in_another_currency_is_no_second_account() -> None:
    plain = "Okeke left the $1 million villa in Orsavel of his father last year."
    assert kinds(plain, "Okeke left the $1.78 million villa in Orsavel of his father last year.") == [Clash.FIGURE]
    assert kinds(plain, "Okeke left the £1 million ($1.78m) villa in Orsavel of his father last year.") == []
