"""Figures: values in every writing, what they count, hedges, parts of totals, and numbers that are no figures."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.quantities import hedge_class, quantities
from sayso.records import Counted, Quantity, Span

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int) -> str:
    """English words for 0 to 999,999."""
    if number >= 1000:
        rest = f" {in_words(number % 1000)}" if number % 1000 else ""
        return f"{in_words(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    return UNITS[number]


def only(text: str) -> Quantity:
    found = quantities(text)
    assert len(found) == 1, found
    return found[0]


def words(text: str, span: Span | None) -> str | None:
    return span.of(text) if span else None


@given(st.integers(2, 999_999))
def test_a_number_reads_the_same_in_digits_groupings_and_words(number: int) -> None:
    writings = {str(number), f"{number:,}", in_words(number)}
    if number >= 1000:
        writings |= {f"{number:,}".replace(",", mark) for mark in (".", "\u00a0", "\u202f", " ", "'")}
    for writing in writings:
        found = only(f"They counted {writing} people in the square.")
        assert (found.low, found.high, found.counts) == (number, number, Counted.PEOPLE), writing


@given(st.integers(1, 999), st.sampled_from([("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("bn", 1e9)]))
def test_magnitudes_multiply(number: int, magnitude: tuple[str, float]) -> None:
    word, times = magnitude
    assert only(f"It cost ${number} {word}.").low == number * times
    assert only(f"It cost ${number}.5 {word}.").low == pytest.approx((number + 0.5) * times)


@given(st.text(max_size=120), st.sampled_from(["At least 26 people died. ", "Не менее 11 убитых. ", "共有3人 ", "قتل 12 "]))
def test_spans_lie_in_the_text_and_give_its_words(noise: str, told: str) -> None:
    text = told + noise + " " + told
    for found in quantities(text):
        assert found.span.of(text)
        assert found.sentence is not None and found.sentence.holds(found.span)
        for part in (found.hedge, found.scope):
            assert part is None or part.of(text)
        assert found.low is None or found.high is None or found.low <= found.high


@given(st.integers(2, 900), st.integers(1, 90))
def test_a_range_covers_both_ends(low: int, more: int) -> None:
    high = low + more
    for text in (
        f"{low} to {low + 1} people died.",
        f"Between {low} and {high} people died.",
        f"Some {low}-{high} people died.",
    ):
        found = only(text)
        assert found.low is not None and found.high is not None and found.low <= low < found.high
        assert found.counts is Counted.DEATHS


def test_the_same_text_has_the_same_ids() -> None:
    text = "Three men died and five were hurt."
    assert [q.id for q in quantities(text, document="d")] == [q.id for q in quantities(text, document="d")]
    assert {q.id for q in quantities(text, document="d")}.isdisjoint(q.id for q in quantities(text, document="e"))


@pytest.mark.parametrize(
    ("text", "low", "high", "kind"),
    [
        ("At least 26 people died.", 26, None, "at_least"),
        ("More than 2,500 people came.", 2500, None, "more"),
        ("Up to 40 people came.", None, 40, "at_most"),
        ("Fewer than 40 people came.", None, 40, "less"),
        ("About 100 people came.", 90, 110, "about"),
        ("Nearly 100 people came.", 90, 100, "nearly"),
        ("100 people or more", 100, 100, None),
        ("100 or more people came.", 100, None, "at_least"),
        ("Exactly 100 people came.", 100, 100, None),
        ("Не менее 11 человек погибли.", 11, None, "at_least"),
        ("No more than 40 people came.", None, 40, "at_most"),
        ("Not more than 40 people came.", None, 40, "at_most"),
        ("Not fewer than 40 people came.", 40, None, "at_least"),
    ],
)
def test_hedges_widen_the_range(text: str, low: float | None, high: float | None, kind: str | None) -> None:
    found = only(text)
    assert (found.low, found.high) == (low, high)
    assert (hedge_class(found.hedge.of(text)) if found.hedge else None) == kind


def test_vague_numbers_are_ranges_that_say_so() -> None:
    text = "Dozens of people were hurt and hundreds of thousands marched."
    dozens, crowd = quantities(text)
    assert (dozens.low, dozens.high, words(text, dozens.hedge)) == (20, 199, "Dozens")
    assert (crowd.low, crowd.high) == (200_000, 1_999_999)


@pytest.mark.parametrize(
    ("text", "counts", "scope"),
    [
        ("At least 26 protesters were killed.", Counted.DEATHS, "protesters"),
        ("18 dead border guards lay there.", Counted.DEATHS, "border guards"),
        ("The blast killed at least 12 people.", Counted.DEATHS, "people"),
        ("The death toll has risen to 72.", Counted.DEATHS, None),
        ("The murder of six priests shook the town.", Counted.DEATHS, "priests"),
        ("Two policemen and a clerk were killed.", Counted.DEATHS, "policemen"),
        ("Six monks, all of them old, were shot dead.", Counted.DEATHS, "monks"),
        ("41 injured", Counted.INJURED, None),
        ("Police detained 216 people.", Counted.ARRESTED, "people"),
        ("Gunmen kidnapped 40 pupils.", Counted.HOSTAGES, "pupils"),
        ("Some 2,500 peacekeepers landed.", Counted.TROOPS, "peacekeepers"),
        ("He won by 312 votes.", Counted.VOTES, "votes"),
        ("A city of 310,000.", Counted.PEOPLE, None),
        ("28 bundles were dropped.", Counted.OTHER, "bundles"),
        ("Tens of people were killed.", Counted.DEATHS, "people"),
        ("Погибли двадцать пять человек.", Counted.DEATHS, "человек"),
        ("88 раненых", Counted.INJURED, None),
    ],
)
def test_what_a_figure_counts(text: str, counts: Counted, scope: str | None) -> None:
    found = quantities(text)[0]
    assert (found.counts, words(text, found.scope)) == (counts, scope)


@pytest.mark.parametrize(
    ("text", "counts", "unit", "value"),
    [
        ("a fine of $4 billion", Counted.MONEY, "USD", 4e9),
        ("a fine of 5 million roubles", Counted.MONEY, "RUB", 5e6),
        ("it costs €1.5m", Counted.MONEY, "EUR", 1.5e6),
        ("58 per cent agreed", Counted.SHARE, "%", 58),
        ("one in four agreed", Counted.SHARE, "%", 25),
        ("the odds are one in four", Counted.CHANCE, "%", 25),
        ("two-thirds of the members agreed", Counted.SHARE, "%", 66.7),
        ("the hole is 39 feet wide", Counted.DISTANCE, "feet", 39),
        ("it cost $7million", Counted.MONEY, "USD", 7e6),
        ("it lasted six days", Counted.DURATION, "days", 6),
        ("a 40-year-old man", Counted.AGE, "years", 40),
        ("Ms Okeke, 29, agreed", Counted.AGE, "years", 29),
        ("2,5 млн рублей", Counted.MONEY, "RUB", 2.5e6),
        ("it cost 20m euros", Counted.MONEY, "EUR", 2e7),
        ("it cost EUR 20 million", Counted.MONEY, "EUR", 2e7),
        ("it cost USD20m", Counted.MONEY, "USD", 2e7),
        ("it cost Rs 3 crore", Counted.MONEY, "INR", 3e7),
        ("it cost Rs. 12,50,000", Counted.MONEY, "INR", 1_250_000),
        ("20pc agreed", Counted.SHARE, "%", 20),
    ],
)
def test_measures_money_shares_and_ages(text: str, counts: Counted, unit: str, value: float) -> None:
    found = only(text)
    assert (found.counts, found.unit, found.low, found.high) == (counts, unit, value, value)


@pytest.mark.parametrize(
    "text",
    [
        "Six gunmen killed 12 people.",
        "Two shots that killed the boy were heard.",
        "Seven gunmen had attacked the jail and held it.",
    ],
)
def test_who_does_it_is_not_who_suffers_it(text: str) -> None:
    assert quantities(text)[0].counts in (Counted.TROOPS, Counted.OTHER)


def test_one_class_for_each_of_several_figures() -> None:
    told = [(q.low, q.counts) for q in quantities("Three were killed, seven others were hurt and 12 are missing.")]
    assert told == [(3, Counted.DEATHS), (7, Counted.INJURED), (12, Counted.MISSING)]


def test_a_part_knows_its_total() -> None:
    total, part, other = quantities("23 people were killed, including nine officers, and five detained.")
    assert part.part_of == total.id and part.counts is Counted.DEATHS
    assert other.part_of is None and other.counts is Counted.ARRESTED
    total, men, women = quantities("There were 14 deaths: 11 men and three women.")
    assert men.part_of == women.part_of == total.id


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("The shells killed 30 out of 400 soldiers at Osk.", Counted.DEATHS, Counted.TROOPS),
        ("Three of 40 passengers died on the ferry.", Counted.DEATHS, Counted.PEOPLE),
        ("Some 12 of its 30 miners were arrested.", Counted.ARRESTED, Counted.PEOPLE),
        ("Three of the 40 dead were officers.", Counted.OTHER, Counted.DEATHS),
    ],
)
def test_what_became_of_a_part_did_not_become_of_the_whole(text: str, part: Counted, whole: Counted) -> None:
    one, other = quantities(text)
    assert (one.counts, other.counts) == (part, whole)


def test_a_name_in_capitals_is_no_verb() -> None:
    assert only("IS have killed 300 Tashvaran soldiers.").counts is Counted.DEATHS


def test_a_change_tells_two_figures_and_a_doubling_none() -> None:
    assert [q.low for q in quantities("The death toll rose from 26 to 238.")] == [26, 238]
    assert quantities("Arrests have doubled.") == ()


def test_a_bare_number_counts_what_the_sentence_before_counts() -> None:
    told = quantities("The group says 23 people died. The ministry admits 14.")
    assert [q.counts for q in told] == [Counted.DEATHS, Counted.DEATHS]


@pytest.mark.parametrize(
    "text",
    [
        "Flight 370 vanished.",
        "The G20 met.",
        "She bought an iPhone 6.",
        "It fell in 2014.",
        "It fell on 14 March at 22:15.",
        "It fell on January 5, 2022.",
        "Between 14 and 21 March it fell.",
        "They met at 9 pm.",
        "It was the third time, the 21st century, the 1990s.",
        "He lives at 12 Harbour Street.",
        "1. Purpose of this note",
        "Order No. 17 is forged.",
        "Call 0300 555 123.",
        "Version 2.0.1 is out.",
        "They won 3-1.",
        "One of them said no one knew.",
        "It is said so.[3]",
        "It is a zero-sum game.",
        "Testing ran between Feb. 9 and 16.",
        "They met on 14, 15 and 16 March.",
        "It rained on March 14, 15 and 16.",
        "From 14 through 21 March it rained.",
        "Between the 14th and the 21st of March it rained.",
        "It was shut between 9 and 11 a.m.",
        "The accounts of 2014-15 are lost.",
        "Между 14 и 21 марта шёл дождь.",
        "Haines, a father of two, was taken hostage.",
        "The mother of 3 was freed.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert quantities(text) == ()


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = quantities(text)
    assert list(found) == sorted(found, key=lambda q: q.span)
    assert all(not a.span.overlaps(b.span) for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1,00,000 people came.", 100_000, 100_000),
        ("12,50,000 people came.", 1_250_000, 1_250_000),
        ("Two lakh people came.", 200_000, 200_000),
        ("From 200 to 300 people came.", 200, 300),
        ("Two to three hundred people came.", 200, 300),
        ("Between two and three thousand people came.", 2000, 3000),
        ("Between 9 and 11 may have come.", 9, 11),
        ("20%-30% of them came.", 20, 30),
        ("A score of people came.", 20, 20),
        ("Some two dozen people came.", 21.6, 26.4),
    ],
)
def test_groupings_and_ranges(text: str, low: float, high: float) -> None:
    found = only(text)
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize("text", ["On 5 May, 12 people died.", "On May 5, 12 people died."])
def test_a_count_behind_a_date_is_a_count(text: str) -> None:
    assert (only(text).low, only(text).counts) == (12, Counted.DEATHS)


@pytest.mark.parametrize(
    ("text", "words_of_it", "counts", "scope"),
    [
        ("Nobody was killed in the fire.", "Nobody", Counted.DEATHS, None),
        ("No one has died, police said.", "No one", Counted.DEATHS, None),
        ("No one was killed or injured.", "No one", Counted.DEATHS, None),
        ("No one was hurt.", "No one", Counted.INJURED, None),
        ("No protesters were killed.", "No protesters", Counted.DEATHS, "protesters"),
        ("Not a single guard was hurt.", "Not a single guard", Counted.INJURED, "guard"),
        ("None of the hostages was killed.", "None of the hostages", Counted.DEATHS, "the hostages"),
        ("There were no casualties.", "no casualties", Counted.DEATHS, None),
        ("The siege ended without casualties.", "without casualties", Counted.DEATHS, None),
        ("Police made no arrests.", "no arrests", Counted.ARRESTED, None),
        ("Zero deaths were counted.", "Zero", Counted.DEATHS, None),
        ("Никто не погиб.", "Никто", Counted.DEATHS, None),
        ("Обошлось без жертв.", "без жертв", Counted.DEATHS, None),
    ],
)
def test_none_at_all_is_a_figure_of_zero(text: str, words_of_it: str, counts: Counted, scope: str | None) -> None:
    found = only(text)
    assert (found.low, found.high, found.counts) == (0, 0, counts)
    assert (words(text, found.span), words(text, found.scope)) == (words_of_it, scope)


@pytest.mark.parametrize(
    "text",
    [
        "No casualties were reported.",
        "There were no immediate reports of casualties.",
        "No deaths have been confirmed.",
        "Nobody knows who was killed.",
        "They hope to end the siege without casualties.",
        "If nobody is hurt they go on.",
        "It is not true that nobody was killed.",
        "Was nobody killed?",
        "No one was killed by police.",
        "No meeting was held.",
        "No death penalty was asked for.",
        "No arrest warrant exists.",
    ],
)
def test_what_is_not_known_or_only_wished_is_no_zero(text: str) -> None:
    assert quantities(text) == ()


def test_a_bare_number_counts_the_crowd_that_is_spoken_of() -> None:
    told = quantities(
        "The size of the crowd is in doubt. Police put it at 1,200; the club claims 9,000. Our count is 5,000 at its peak."
    )
    assert [(q.low, q.counts) for q in told] == [(n, Counted.PEOPLE) for n in (1200, 9000, 5000)]
    told = quantities("The crowd was loud. Twelve people were hurt. The doctor reported 14.")
    assert [q.counts for q in told] == [Counted.INJURED, Counted.INJURED]
    assert quantities("The crowd was loud. He scored 3.")[0].counts is Counted.OTHER
    assert quantities("The crowd was loud.\n\nThe club claims 300.")[0].counts is Counted.OTHER


def test_both_ends_of_a_rise_count_the_same() -> None:
    told = quantities("The number of dead doubled from 12 to 24.")
    assert [(q.low, q.counts) for q in told] == [(12, Counted.DEATHS), (24, Counted.DEATHS)]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("She was told about the ten guards.", 10),
        ("He was informed about nine dead.", 9),
        ("Asked her about 12 wounded, he left.", 12),
        ("About 20 people died.", 18),
        ("They saw about 20 guards.", 18),
    ],
)
def test_about_after_a_verb_of_telling_is_no_hedge(text: str, low: float) -> None:
    found = only(text)
    assert found.low == low
    assert (found.hedge is None) == (low != 18)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The senator claimed 10 suspects had been caught.", Counted.ARRESTED),
        ("At least 10 fighters have been caught at the bridge.", Counted.ARRESTED),
        ("Guards have caught ten fighters.", Counted.ARRESTED),
        ("Ten fishermen were caught in the crossfire.", Counted.OTHER),
        ("Guards said 30 fighters did not get caught.", Counted.TROOPS),
        ("They caught 12 fish.", Counted.OTHER),
        ("He claimed that four men crossed the river.", Counted.PEOPLE),
        ("The attack claimed 12 lives.", Counted.DEATHS),
        ("The attack claimed the lives of 12 men.", Counted.DEATHS),
        ("With every rebel whom we kill from the air, that is three rebels less.", Counted.TROOPS),
    ],
)
def test_who_is_caught_is_arrested_and_who_is_said_to_be_there_is_not_dead(text: str, counts: Counted) -> None:
    assert only(text).counts is counts


@pytest.mark.parametrize("text", ["He passed his $10,00 goal.", "They sold 10,00 tickets."])
def test_a_group_of_two_digits_is_no_number(text: str) -> None:
    assert quantities(text) == ()


def test_a_decimal_comma_is_read_in_euros_and_in_russian() -> None:
    assert [q.low for q in quantities("It cost €10,50 there.")] == [10.5]
    assert [q.low for q in quantities("Она стоит 10,50 рублей.")] == [10.5]


@pytest.mark.parametrize(
    ("text", "low", "hedged"),
    [
        ("He ran over two soldiers near the gate.", 2, False),
        ("They handed over 12 prisoners.", 12, False),
        ("She won over 200 votes.", 200, True),
        ("Over 20 people died.", 20, True),
    ],
)
def test_over_that_goes_with_a_verb_is_no_hedge(text: str, low: float, hedged: bool) -> None:
    found = only(text)
    assert (found.low, found.hedge is not None) == (low, hedged)


@pytest.mark.parametrize(
    "text",
    [
        "Two fatal shots hit him.",
        "An autopsy found six gunshot wounds.",
        "Raiders slaughtered people in three villages.",
        "Several blogs reported that the singer had been captured.",
        "The dead were buried in six graves.",
        "Before their capture they made three bombing attacks.",
        "Rebels captured several cities.",
        "He had eight wounds, but two may have been old wounds.",
    ],
)
def test_nobody_kills_hurts_or_arrests_a_thing(text: str) -> None:
    assert {q.counts for q in quantities(text)} == {Counted.OTHER}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Militants hold 40 nurses captive.", Counted.HOSTAGES),
        ("The arrest may help the release of 13 nuns held by Islamic militants.", Counted.HOSTAGES),
        ("The 219 girls kidnapped six months ago are free.", Counted.HOSTAGES),
        ("The gang came back, capturing 40 women.", Counted.HOSTAGES),
        ("Police captured 40 women.", Counted.ARRESTED),
        ("Some 30 suspects were held by police.", Counted.ARRESTED),
        ("They burned the corpses of five of their fighters.", Counted.DEATHS),
        ("None of the bodies is of the 43 pupils who went missing.", Counted.MISSING),
        ("He told how 17 of the missing youths were seized and killed.", Counted.DEATHS),
        ("Hundreds of teachers and relatives of the missing marched.", Counted.PEOPLE),
        ("Hundreds of protesters from the school of the missing boys marched.", Counted.PEOPLE),
        ("Several officials reported that the mayor had been killed.", Counted.PEOPLE),
        ("In a city of 1.2 million people, no known injuries were caused.", Counted.PEOPLE),
        ("They shot every man and boy over 15.", Counted.AGE),
        ("Orla Venn, 20 was killed at the gate.", Counted.AGE),
        ("In Tarvel, 20 were killed.", Counted.DEATHS),
        ("Six part-time officers were killed.", Counted.DEATHS),
        ("Two planes are missing.", Counted.MISSING),
        ("In a home of 400 people, several were injured.", Counted.PEOPLE),
        ("I left home at 15.", Counted.OTHER),
    ],
)
def test_what_became_of_those_counted(text: str, counts: Counted) -> None:
    assert quantities(text)[0].counts is counts


def test_one_state_does_not_reach_over_another() -> None:
    told = quantities("Six were killed, 25 wounded and dozens of students rounded up by police.")
    assert [q.counts for q in told] == [Counted.DEATHS, Counted.INJURED, Counted.ARRESTED]
