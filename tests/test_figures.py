"""Figures laid out: what is about the same thing, what clashes, what was only superseded, what is of another scope."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Sequence
from itertools import combinations

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.case import Case
from sayso.cli import accounts as cli_accounts
from sayso.figures import RULES, clashes, contrast, read, series, stated
from sayso.figures.one_thing import named
from sayso.figures.rules import is_official
from sayso.figures.scope import TOTAL, scope_of
from sayso.figures.series import Wording, is_one
from sayso.records import (
    Attribution,
    Boilerplate,
    Clash,
    Conflict,
    Counted,
    Document,
    Figure,
    Findings,
    Metadatum,
    Series,
    Span,
    Stance,
)
from sayso.shared_words import LETTERS, SharedWords


def findings(text: str, day: str | None = None, *items: Attribution, boilerplate: Sequence[Span] = ()) -> Findings:
    document = Document(
        id=f"{day}:{text}",
        text=text,
        path="d",
        metadata=(Metadatum(name="published", value=day, where="line 1"),) if day else (),
        boilerplate=tuple(Boilerplate(span=span, reason="newsletter") for span in boilerplate),
    )
    return Findings(document=document, attributions=items)


def laid(*those: Findings) -> tuple[Series, ...]:
    return series(figure for one in those for figure in stated(one))


def kinds(*those: Findings) -> list[Clash]:
    return [conflict.kind for conflict in clashes(laid(*those))]


THREE = "Three people were killed in the shooting on the square in Kelvaray, the ministry said."
NINE = "Nine people were killed in the shooting on the square in Kelvaray, the ministry said."


def test_the_figures_of_one_event_are_one_series_by_day() -> None:
    (found,) = laid(findings(NINE, "2024-03-16"), findings(THREE, "2024-03-15"), findings(NINE))
    assert found.counts is Counted.DEATHS
    assert [f.day for f in found.figures] == ["2024-03-15", "2024-03-16", None]
    assert [f.words for f in found.figures] == ["Three", "Nine", "Nine"]


def test_a_later_higher_toll_supersedes() -> None:
    assert kinds(findings(THREE, "2024-03-15"), findings(NINE, "2024-03-16")) == [Clash.SUPERSEDED]


def test_two_values_of_one_day_clash() -> None:
    (found,) = clashes(laid(findings(THREE, "2024-03-15"), findings(NINE, "2024-03-15T12:00")))
    assert found.kind is Clash.FIGURE
    assert [len(side.members) for side in found.sides] == [1, 1]
    assert "'Three'" in found.why
    assert "'Nine'" in found.why


def test_a_copy_of_a_later_day_does_not_count_again() -> None:
    copied, higher = findings(f"{THREE} More.", "2024-03-16"), findings(NINE, "2024-03-16")
    assert kinds(findings(THREE, "2024-03-15"), copied, higher) == [Clash.SUPERSEDED]
    assert kinds(copied, higher) == [Clash.FIGURE]


def test_what_one_body_puts_higher_later_is_superseded_however_it_is_told() -> None:
    """The two sentences share too little to be held against each other by their words alone."""
    last = "It now admits 88 people injured by the volleys at the square, as the ministry puts it without giving any names."
    first = official("On the square in Kelvaray 41 people were injured, the ministry said.", "2024-03-15", "the ministry")
    (found,) = clashes(laid(first, official(last, "2024-03-16", "the ministry"), findings(f"{last} More.", "2024-03-17")))
    assert found.kind is Clash.SUPERSEDED
    days = [{m.document[:10] for m in side.members} for side in found.sides]
    assert days == [{"2024-03-15"}, {"2024-03-16", "2024-03-17"}]
    assert clashes(laid(first, findings(last, "2024-03-16"), findings(f"{last} More.", "2024-03-17"))) == ()


def test_a_later_lower_toll_clashes() -> None:
    assert kinds(findings(NINE, "2024-03-15"), findings(THREE, "2024-03-18")) == [Clash.FIGURE]


def test_without_dates_a_toll_may_have_been_superseded() -> None:
    assert kinds(findings(THREE), findings(NINE)) == [Clash.SUPERSEDED]


@pytest.mark.parametrize(
    "other",
    [
        "At least three people were killed in the shooting on the square in Kelvaray.",
        "Nine officers were killed in the shooting on the square in Kelvaray, the ministry said.",
        "Nine people were killed in the shooting on the square in Kelvaray in 2011.",
        "Nine people were injured in the shooting on the square in Kelvaray, the ministry said.",
        "A flood drowned nine people, killed in their sleep far from there.",
    ],
    ids=["vague", "a scope of its own", "long ago", "another count", "another event"],
)
def test_what_can_both_hold_is_no_clash(other: str) -> None:
    assert kinds(findings(f"{THREE[:5]}{THREE[5:]}", "2024-03-15"), findings(other, "2024-03-16")) == []


def test_a_part_above_its_total_clashes() -> None:
    part = "At least 11 protesters were killed in the shooting on the square in Kelvaray, the ministry said."
    (found,) = clashes(laid(findings(THREE, "2024-03-15"), findings(part, "2024-03-15")))
    assert "a part cannot be above the total" in found.why


def test_three_counts_are_one_conflict_with_three_sides() -> None:
    texts = [f"{n} people were killed in the shooting on the square in Kelvaray." for n in ("Three", "Seven", "Nine")]
    (found,) = clashes(laid(*(findings(text, "2024-03-15") for text in texts)))
    assert len(found.sides) == 3


def test_the_day_up_to_which_the_sentence_counts() -> None:
    text = "By 14 March 2024 three people were killed in the shooting on the square in Kelvaray."
    (found,) = stated(findings(text, "2024-03-20"))
    assert found.day == "2024-03-14"


def test_who_states_it_is_the_innermost_source_and_what_is_denied_is_not_stated() -> None:
    whole = Attribution(id="1", content=(Span(0, len(THREE)),))
    inner = Attribution(id="2", content=(Span(0, 72),), parent="1")
    (found,) = stated(findings(THREE, None, whole, inner))
    assert found.member.attribution == "2"
    denied = Attribution(id="3", content=(Span(0, 72),), stance=Stance.DENIED)
    assert list(stated(findings(THREE, None, denied))) == []


def test_a_count_that_ends_the_next_sentence_is_of_the_same_thing() -> None:
    text = f"{NINE} The committee acknowledges 14."
    said = (
        Attribution(id="1", content=(Span(0, 72),)),
        Attribution(id="2", content=(Span(len(NINE) + 1, len(text)),)),
    )
    assert kinds(findings(text, "2024-03-15", *said)) == [Clash.FIGURE]


def test_values_that_clash_are_not_superseded_elsewhere() -> None:
    those = (
        findings(THREE, "2024-03-15"),
        findings(NINE, "2024-03-15T12:00"),
        findings(NINE),
        findings(f"So, {NINE}", "2024-03-17"),
    )
    (found,) = clashes(laid(*those))
    assert found.kind is Clash.FIGURE
    assert sorted(len(side.members) for side in found.sides) == [1, 2]


def test_a_single_person_is_no_figure_but_one_dead_is() -> None:
    assert list(stated(findings("We met one man at the gate and one officer."))) == []
    assert [f.words for f in stated(findings("One man was killed at the gate."))] == ["One"]


@pytest.mark.parametrize(
    "text",
    [
        "I first wrote 98 injured.",
        "Correction: 98 people were injured.",
        "An earlier version of this page said 98 were injured.",
    ],
)
def test_what_is_taken_back_is_not_stated(text: str) -> None:
    assert list(stated(findings(text))) == []
    assert [f.words for f in stated(findings("By mistake 98 people were injured."))] == ["98"]


def test_boilerplate_states_nothing() -> None:
    assert list(stated(findings(THREE, None, boilerplate=[Span(0, len(THREE))]))) == []


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("people", TOTAL),
        ("", TOTAL),
        ("security force members", "forces"),
        ("of the protesters", "protesters"),
        ("dogs", "dogs"),
    ],
)
def test_scope(words: str, scope: str) -> None:
    assert scope_of(words) == scope


TEXTS = st.lists(
    st.tuples(
        st.sampled_from(["Three", "At least nine", "11", "Dozens of"]),
        st.sampled_from(["people", "officers", "protesters"]),
        st.sampled_from([None, "2024-03-15", "2024-03-16"]),
    ),
    max_size=6,
)


def made(row: tuple[str, str, str | None], number: int) -> Findings:
    return findings(f"{row[0]} {row[1]} were killed on the square in Kelvaray, said source {number}.", row[2])


def sides(conflicts: Sequence[Conflict]) -> set[frozenset[frozenset[str]]]:
    return {frozenset(frozenset(m.id for m in side.members) for side in c.sides) for c in conflicts}


@settings(deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_order_changes_nothing(rows: list[tuple[str, str, str | None]], chance: object) -> None:
    those = [made(row, number) for number, row in enumerate(rows)]
    mixed = those.copy()
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert laid(*those) == laid(*mixed)
    assert sides(clashes(laid(*those))) == sides(clashes(laid(*mixed)))


@settings(deadline=None)
@given(TEXTS)
def test_every_number_that_is_shown_stands_in_its_text(rows: list[tuple[str, str, str | None]]) -> None:
    those = [made(row, number) for number, row in enumerate(rows)]
    texts = {one.document.id: one.document.text for one in those}
    for found in laid(*those):
        for figure in found.figures:
            text = texts[figure.member.document]
            assert figure.quantity.span.of(text) == figure.words
            assert any(span.holds(figure.quantity.span) for span in figure.member.content)


def test_nobody_against_some_clashes() -> None:
    nobody = "Nobody was killed in the shooting on the square in Kelvaray, the governor said."
    some = "At least three people were killed in the shooting on the square in Kelvaray."
    (found,) = clashes(laid(findings(nobody, "2024-03-15"), findings(some, "2024-03-15")))
    assert found.kind is Clash.FIGURE
    assert "'Nobody'" in found.why and "'At least three'" in found.why
    assert kinds(findings(nobody, "2024-03-15"), findings(some, "2024-03-16")) == [Clash.SUPERSEDED]


def test_a_sentence_that_is_copied_does_not_clash_with_itself() -> None:
    grown = "Nine people were killed, up from three killed in the shooting on the square in Kelvaray."
    assert kinds(findings(grown, "2024-03-15"), findings(f"{grown} It rained.", "2024-03-15")) == []


def test_two_sources_of_one_sentence_clash() -> None:
    text = "Three people were killed, the ministry said; nine people were killed, doctors said."

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    told = [
        Attribution(id="1", content=(span("Three people were killed"),), source=(span("the ministry"),)),
        Attribution(id="2", content=(span("nine people were killed"),), source=(span("doctors"),)),
    ]
    assert kinds(findings(text, "2024-03-15", *told)) == [Clash.FIGURE]
    assert kinds(findings(text, "2024-03-15", told[0])) == []


def official(text: str, day: str | None, source: str) -> Findings:
    place = text.index(source)
    said = Attribution(id=f"{day}{text}", content=(Span(0, place),), source=(Span(place, place + len(source)),))
    return findings(text, day, said)


EVENT = "people were killed in the shooting on the square in Kelvaray"
THREE_OFFICIAL = official(f"Three {EVENT}, the interior ministry said.", "2024-03-15", "the interior ministry")
NINE_OFFICIAL = official(f"Nine {EVENT}, the interior ministry said.", "2024-03-16", "the interior ministry")
TWELVE = official(f"At least 12 {EVENT}, activists said.", "2024-03-17", "activists")
UNDATED = official(f"Two {EVENT}, police said.", None, "police")


def told_by(rule: str, *those: Findings) -> list[tuple[str, list[str], int]]:
    (one,) = laid(*those)
    return [(r.scope, [f.words for f in r.figures], len(r.undecided)) for r in read(one, rule)]


@pytest.mark.parametrize(
    ("rule", "words", "undecided"),
    [
        ("latest-official", ["Nine"], 1),
        ("most-conservative", ["Two"], 0),
        ("most-recent", ["At least 12"], 1),
        ("lowest-and-highest", ["Two", "At least 12"], 0),
    ],
)
def test_a_reading_rule_points_to_stated_figures(rule: str, words: list[str], undecided: int) -> None:
    assert told_by(rule, THREE_OFFICIAL, NINE_OFFICIAL, TWELVE, UNDATED) == [(TOTAL, words, undecided)]


def test_unknown_is_an_answer_of_a_rule() -> None:
    assert told_by("latest-official", TWELVE, findings(f"Nine {EVENT}.", "2024-03-15")) == [(TOTAL, [], 1)]
    assert told_by("most-recent", UNDATED, findings(f"Nine {EVENT}.")) == [(TOTAL, [], 1)]
    without_least = [findings(f"Up to {n} {EVENT}.", "2024-03-15") for n in (30, 40)]
    assert told_by("most-conservative", *without_least) == [(TOTAL, [], 1)]


def test_of_several_sources_of_the_last_day_the_majority_is_read_and_else_the_lowest() -> None:
    nine = [findings(f"Nine {EVENT}, said {who}.", "2024-03-17") for who in ("a doctor", "a priest")]
    assert told_by("most-recent", THREE_OFFICIAL, TWELVE, *nine) == [(TOTAL, ["Nine", "Nine"], 0)]
    assert told_by("most-recent", THREE_OFFICIAL, TWELVE, nine[0]) == [(TOTAL, ["Nine"], 0)]


def test_officials_who_differ_are_both_read() -> None:
    police = official(f"Seven {EVENT}, police said.", "2024-03-16", "police")
    ((_, words, undecided),) = told_by("latest-official", NINE_OFFICIAL, police)
    assert (sorted(words), undecided) == (["Nine", "Seven"], 1)


def test_scopes_and_parts_are_read_apart() -> None:
    whole = findings(f"Nine {EVENT}, including two officers.", "2024-03-15")
    protesters = findings("At least 11 protesters were killed in the shooting on the square in Kelvaray.", "2024-03-15")
    told = told_by("most-conservative", whole, protesters)
    assert [scope for scope, _, _ in told] == [TOTAL, "protesters", "forces, as a part"]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (("the interior ministry",), True),
        (("He", "Anna Orlen", "police spokesman"), True),
        (("the regional governor",), True),
        (("a former minister",), False),
        (("the police union",), False),
        (("a military source",), False),
        (("activists",), False),
        ((), False),
    ],
)
def test_who_is_official(source: tuple[str, ...], wanted: bool) -> None:
    assert is_official(source) is wanted


@settings(deadline=None)
@given(st.sampled_from(sorted(RULES)), TEXTS, st.randoms(use_true_random=False))
def test_a_rule_reads_only_what_is_stated_in_whatever_order(
    rule: str, rows: list[tuple[str, str, str | None]], chance: object
) -> None:
    those = [made(row, number) for number, row in enumerate(rows)]
    mixed = those.copy()
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    for one, other in zip(laid(*those), laid(*mixed), strict=True):
        readings = read(one, rule)
        assert readings == read(other, rule)
        assert all(figure in one.figures for reading in readings for figure in reading.figures)
        assert all(reading.figures or reading.undecided for reading in readings)


@pytest.fixture(scope="module")
def shooting(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A case of two short texts."""
    folder = tmp_path_factory.mktemp("shooting")
    (folder / "a.txt").write_text(f"Three {EVENT}, the interior ministry said.\n")
    (folder / "b.txt").write_text(f"At least 12 {EVENT}, an activist said.\n")
    with Case(folder / "shooting.sayso") as case:
        case.add(folder / "a.txt", folder / "b.txt")
    return folder / "shooting.sayso"


def test_the_command_names_the_rule_and_changes_nothing_without_one(shooting: pathlib.Path) -> None:
    def told(*options: str) -> str:
        result = CliRunner().invoke(cli_accounts.figures, [str(shooting), *options])
        assert result.exit_code == 0, result.output
        return result.output

    plain = told()
    assert "read by" not in plain
    assert "readings" not in json.loads(told("--json"))
    for rule in RULES:
        shown = told("--rule", rule)
        assert shown.startswith(plain.rstrip())
        assert f"read by {rule}: " in shown
        (row,) = [json.loads(line) for line in told("--rule", rule, "--json").splitlines()]
        assert {reading["rule"] for reading in row["readings"]} == {rule}
        assert all(figure in row["figures"] for reading in row["readings"] for figure in reading["figures"])
    wrong = CliRunner().invoke(cli_accounts.figures, [str(shooting), "--rule", "mean"])
    assert wrong.exit_code == 2
    assert all(rule in wrong.output for rule in RULES)
    option = next(p for p in cli_accounts.figures.params if p.name == "rule")
    assert all(rule in (getattr(option, "help", None) or "") for rule in RULES)


def test_the_case_reads_by_a_rule(shooting: pathlib.Path) -> None:
    with Case(shooting, create=False) as case:
        ((found, (reading,)),) = case.readings("most-conservative")
    assert [f.words for f in reading.figures] == ["Three"]
    assert set(reading.figures) <= set(found.figures)


# The plain way, with the square of the pile, as an oracle for what goes by shared words.

WORDED = st.lists(
    st.tuples(
        st.sampled_from(["Three", "At least nine", "11", "Nobody was", "Dozens of"]),
        st.sampled_from(["people", "officers", "soldiers"]),
        st.sampled_from(["on the square", "at the bridge", "near the old mill in the valley"]),
        st.sampled_from([None, "2024-03-15", "2024-03-16"]),
    ),
    max_size=7,
)


def plain_pairs(figures: Sequence[Figure], words: SharedWords, place: dict[str, int]) -> list[tuple[Figure, Figure, Clash]]:
    held = []
    for one, other in combinations(figures, 2):
        least = contrast.LEAST_OF_ONE_DAY if contrast._same_day(one, other) else contrast.LEAST
        alike = words.likeness(place[one.sentence], place[other.sentence]) >= least
        verdict = contrast._verdict(one, other)
        if alike and verdict and not contrast._is_one_account(one, other):
            held.append((one, other, verdict[0]))
    return held


@settings(deadline=None)  # the first example reads the lexicons
@given(WORDED)
def test_clashes_are_those_that_comparing_all_pairs_finds(rows: list[tuple[str, str, str, str | None]]) -> None:
    those = [
        findings(f"{n} {'killed' if n == 'Nobody was' else f'{who} were killed'} {where}, said number {i}.", day)
        for i, (n, who, where, day) in enumerate(rows)
    ]
    found = laid(*those)
    sentences = sorted({f.sentence for one in found for f in one.figures})
    words, place = SharedWords(sentences, LETTERS), {s: n for n, s in enumerate(sentences)}
    wanted: dict[Clash, set[str]] = {}
    dated = [contrast._first_told(one.figures) for one in found]
    for one in dated:
        pairs = plain_pairs(one, words, place)
        at_odds = {frozenset(map(contrast._value, pair[:2])) for pair in pairs if pair[2] is Clash.FIGURE}
        for a, b, kind in pairs:
            if kind is Clash.SUPERSEDED and {*map(contrast._value, (a, b))} in at_odds:
                if contrast._dated(a, b):
                    continue
                kind = Clash.FIGURE
            wanted.setdefault(kind, set()).update((a.quantity.id, b.quantity.id))
        replaced = {contrast._value(f) for f in one if f.quantity.id in wanted.get(Clash.SUPERSEDED, ())}
        same = {f.quantity.id for f in one if f.day and contrast._value(f) in replaced}
        wanted.update({Clash.SUPERSEDED: wanted[Clash.SUPERSEDED] | same} if same else {})
    got: dict[Clash, set[str]] = {}
    for conflict in clashes(found):
        got.setdefault(conflict.kind, set()).update(m.id for side in conflict.sides for m in side.members)
        pair = tuple(m.id for m in conflict.pair)
        assert any(pair == (a.quantity.id, b.quantity.id) for one in dated for a, b, _ in plain_pairs(one, words, place))
    assert got == wanted


@settings(deadline=None)  # the first example reads the lexicons
@given(WORDED)
def test_series_are_those_that_comparing_all_pairs_finds(rows: list[tuple[str, str, str, str | None]]) -> None:
    those = [findings(f"{n} {who} were killed {where}, said {i}.", day) for i, (n, who, where, day) in enumerate(rows)]
    figures = [figure for one in those for figure in stated(one)]
    words = Wording(figures)
    group = {f.quantity.id: {f.quantity.id} for f in figures}
    for one, other in combinations(figures, 2):
        together = one.sentence == other.sentence or is_one(named(one), named(other), words)
        if one.quantity.counts is other.quantity.counts and together:
            merged = group[one.quantity.id] | group[other.quantity.id]
            group |= dict.fromkeys(merged, merged)
    wanted = {frozenset(ids) for ids in group.values() if len(ids) > 1}
    assert {frozenset(f.quantity.id for f in one.figures) for one in laid(*those)} == wanted
