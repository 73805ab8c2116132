"""Figures that count other people or another place: listed apart, and no conflict."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.accounts import Accounts, figures
from sayso.figures import clashes, of_others, series, stated
from sayso.figures.around import where
from sayso.figures.scope import scope_of
from sayso.records import Clash, Conflict, Document, Figure, Findings, Metadatum

SQUARE = "on the square in Kelvaray, the ministry said."
PEOPLE = f"At least 26 people were killed in the riot {SQUARE}"
OFFICERS = f"Nineteen officers were killed in the riot {SQUARE}"
PROVINCE = "The agency said 216 people had been detained in Sarn Province."
COUNTRY = "The group also said 340 people had been detained across the country."


def findings(*texts: str, day: str = "2031-05-02") -> list[Findings]:
    """Each text is a Document of its own."""
    metadata = (Metadatum(name="published", value=day, where="line 1"),)
    return [
        Findings(document=Document(id=f"{n}", text=text, path="d", metadata=metadata), attributions=())
        for n, text in enumerate(texts)
    ]


def laid(*texts: str) -> tuple[Conflict, ...]:
    counted = [figure for one in findings(*texts) for figure in stated(one)]
    return of_others(series(counted), counted)


def test_counts_of_others_are_listed_apart_and_are_no_conflict() -> None:
    made: Accounts = figures(findings(PEOPLE, OFFICERS))
    assert made.conflicts == ()
    (found,) = made.apart
    assert found.kind is Clash.SCOPE
    assert found.why.startswith("'At least 26' (people) and 'Nineteen' (officers) count others by their words")
    assert [[m.document for m in side.members] for side in found.sides] == [["0"], ["1"]]


def test_one_number_of_others_is_listed_where_both_are_known() -> None:
    (found,) = laid(PEOPLE, OFFICERS, OFFICERS.replace("officers", "protesters"))
    assert sorted(len(side.members) for side in found.sides) == [1, 1, 1]
    assert laid(OFFICERS, OFFICERS.replace("officers", "bodies")) == ()  # the total is no other


def test_counts_of_two_places_are_listed_though_no_series_holds_both() -> None:
    texts = PROVINCE, f"{PROVINCE} Nothing else is known.", COUNTRY, "We know of 340 people detained across Velmar."
    (found,) = laid(*texts)
    assert [{m.document for m in side.members} for side in found.sides] == [{"0", "1"}, {"2", "3"}]
    assert found.why.startswith("'216' (people, Sarn Province) and '340' (people, the country)")


def test_a_month_with_an_article_is_no_place() -> None:
    texts = [f"Six people were killed in the {name} attack." for name in ("September", "Sarvo")]
    assert [where(figure) for figure in all_figures(texts)] == [None, "the sarvo"]


def test_what_is_of_another_event_or_of_one_account_is_not_listed() -> None:
    assert laid(COUNTRY, "The quake left 216 people detained in Sarn Province without a roof, an inquiry found.") == ()
    assert laid(f"{PEOPLE} Nineteen officers were among the dead of the riot on the square in Kelvaray.") == ()
    prices = "The flat in Kelvaray sold for $3 million.", "The flat in Sarn sold for $5 million."
    assert laid(*prices) == ()


WORDED = st.lists(
    st.tuples(
        st.sampled_from(["Three", "Nine", "At least 11"]),
        st.sampled_from(["people", "officers", "protesters", "reporters", "acrobats"]),
        st.sampled_from(["in Kelvaray", "in Sarn Province", "that night"]),
    ),
    min_size=2,
    max_size=7,
)


def all_figures(texts: Sequence[str]) -> list[Figure]:
    return [figure for one in findings(*texts) for figure in stated(one)]


@settings(deadline=None)  # the first example reads the lexicons
@given(WORDED, st.randoms())
def test_sides_are_of_one_scope_each_and_no_order_changes_them(rows: list[tuple[str, str, str]], dice: object) -> None:
    texts = [f"{n} {who} were killed in the riot on the square {where}." for n, who, where in rows]
    counted = all_figures(texts)
    found = of_others(series(counted), counted)
    scope = {f.member.id: scope_of(f.scope) for f in counted}
    for one in found:
        of_side = [{scope[m.id] for m in side.members} for side in one.sides]
        assert all(len(scopes) == 1 for scopes in of_side)
        members = [m.id for side in one.sides for m in side.members]
        assert len(one.sides) > 1
        assert len(members) == len(set(members))
        assert all(sum(m.id in {n.id for n in side.members} for side in one.sides) == 1 for m in one.pair)
        assert not any({m.id for m in one.pair} <= {m.id for m in side.members} for side in one.sides)
    shuffled = list(counted)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    again = of_others(series(shuffled), shuffled)
    assert {c.id: [frozenset(m.id for m in s.members) for s in c.sides] for c in again} == {
        c.id: [frozenset(m.id for m in s.members) for s in c.sides] for c in found
    }


@settings(deadline=None)
@given(WORDED)
def test_what_is_listed_apart_as_of_others_does_not_clash(rows: list[tuple[str, str, str]]) -> None:
    """A part above its total clashes; of all else that is told of others nothing does."""
    texts = [f"{n} {who} were killed in the riot on the square {where}." for n, who, where in rows]
    counted = all_figures(texts)
    laid_out = series(counted)
    at_odds = {frozenset(m.id for m in c.pair) for c in clashes(laid_out) if "above the total" not in c.why}
    assert all(frozenset(m.id for m in c.pair) not in at_odds for c in of_others(laid_out, counted))
