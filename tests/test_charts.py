"""The charts: well-formed, the same each time, nothing hostile in them, and no number or name that the table has not."""

from __future__ import annotations

import pathlib
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_report_accounts import EVIL, brief, told, toy
from test_report_browser import Browser, browser  # noqa: F401  the fixture
from test_report_page import Page, contrast, palettes

from sayso.accounts import accounts
from sayso.records import Span
from sayso.report import html
from sayso.report.account_models import FigureView, MemberView, SeriesView
from sayso.report.charts import figures, ink
from sayso.report.charts.days import words_of
from sayso.report.charts.figures import FigureChart, FigureMark, figure_chart, reading
from sayso.report.charts.letters import letters_of
from sayso.report.charts.page import PageCharts, charts_of
from sayso.report.marks import Quotation
from sayso.report.models import Brief
from sayso.report.view import build

NUMBERS = st.one_of(st.none(), st.integers(0, 10_000_000).map(float), st.floats(0.01, 1e9, allow_nan=False))
DAYS = st.one_of(st.none(), st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 1, 1)).map(str))


def drawings(charts: PageCharts) -> list[str]:
    drawn = [charts.sides, charts.events, *charts.figures]
    return [str(one.svg) for one in drawn if one and one.svg]


def words_in(svg: str) -> list[str]:
    """What the drawing shows, the name and description for screen readers and the words at a pointer aside."""
    return [(text.text or "") + "".join(c.tail or "" for c in text) for text in ElementTree.fromstring(svg).iter("text")]


def figure(low: float | None, high: float | None, day: str | None, of: MemberView, scope: str = "") -> FigureView:
    words = Quotation(span=Span(0, 1), text="x")
    return FigureView(words=words, scope=scope, day=day, low=low, high=high, member=of)


@st.composite
def series_of(draw: st.DrawFn) -> SeriesView:
    members = [f.member for s in brief().series or () for f in s.figures]
    ranges = st.tuples(NUMBERS, NUMBERS).map(lambda ends: ends if None in ends else tuple(sorted(ends)))  # type: ignore[type-var]
    made = [
        figure(*draw(ranges), draw(DAYS), draw(st.sampled_from(members)), draw(st.sampled_from(["", "officers"])))
        for _ in range(draw(st.integers(1, 12)))
    ]
    return SeriesView(id="s", counts="deaths", unit=None, figures=tuple(made))


def chart_of(series: SeriesView, made: Brief) -> FigureChart | None:
    return figure_chart(series, made, letters_of(made, (f.member for f in series.figures)))


def test_a_series_and_the_sides_are_drawn() -> None:
    charts = charts_of(brief())
    assert charts.sides
    assert len(drawings(charts)) >= 2
    assert not charts.missing


def test_the_same_brief_gives_the_same_drawings() -> None:
    assert drawings(charts_of(brief())) == drawings(charts_of(brief()))


def test_drawings_are_well_formed_images_with_a_name_and_a_description_that_load_nothing() -> None:
    for svg in drawings(charts_of(brief())):
        root = ElementTree.fromstring(svg)
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-labelledby"] == root[0].attrib["id"]
        assert root[0].tag == "title" and root[0].text
        assert root[1].tag == "desc" and root[1].text
        for element in root.iter():
            assert element.tag in {"svg", "g", "path", "line", "rect", "text", "title", "desc", "tspan"}, element.tag
            # a style would be forbidden by the page's policy, and shown without
            assert not set(element.attrib) & {"style", "href", "src", "onclick", "onload"}
            assert not any("://" in value or "url(" in value for value in element.attrib.values())


def test_colours_are_variables_of_the_page_so_that_dark_mode_reaches_them() -> None:
    for svg in drawings(charts_of(brief())):
        colours = re.findall(r'\b(?:fill|stroke)="([^"]*)"', svg)
        assert {c for c in colours if c != "none" and not c.startswith("var(--")} == set()


def test_a_hostile_name_stays_words() -> None:
    made = brief()
    whole = "".join(drawings(charts_of(made)))
    assert "<script" not in whole
    assert "Radio &lt;script&gt;alert(1)&lt;/script&gt;" in whole
    assert EVIL not in html.render(made)


@settings(deadline=None, max_examples=15)
@given(st.text(min_size=1, max_size=40))
def test_any_outlet_can_be_drawn(name: str) -> None:
    made = brief()
    documents = tuple(replace(d, outlet=name, name=name) for d in made.documents)
    for svg in drawings(charts_of(replace(made, documents=documents))):
        ElementTree.fromstring(svg)


def test_every_word_in_a_chart_of_figures_is_in_the_table_beneath() -> None:
    made = brief()
    charts = charts_of(made)
    page = html.render(made)
    part = Page(page[page.index('<section id="figures"') : page.index("<section", page.index('<section id="figures"') + 9)])
    for one in charts.figures:
        if one is None:
            continue
        axis = {f"{tick:,.10g}" for tick in figures.ticks(one.chart)}
        dates = {word for day, _, _ in one.chart.days for word in words_of(day)}
        for word in words_in(str(one.svg)):
            assert word in axis or word in dates or word in part.words, word


def test_every_figure_of_the_table_has_a_mark() -> None:
    made = brief()
    for series in made.series or ():
        chart = chart_of(series, made)
        if chart:
            marked = sorted(place for mark in chart.marks for place in mark.figures)
            assert marked == list(range(len(series.figures)))


def test_every_side_and_origin_in_the_chart_is_in_the_table_beneath() -> None:
    made = brief()
    page = html.render(made)
    table = Page(page[page.index('aria-label="Table of the sides by outlet"') : page.index('id="conflict-1"')]).words
    charts = charts_of(made)
    assert charts.sides
    shown = words_in(str(charts.sides.svg))
    assert {"1a", "1b"} <= set(shown)
    for word in shown:
        assert word.rstrip("…") in table, word


def test_copies_of_one_origin_share_a_letter() -> None:
    charts = charts_of(brief())
    assert charts.sides
    letters = {
        (row.name, one.side): [s.letter for s in one.sources] for row in charts.sides.chart.rows for one in row.standing
    }
    assert letters[("Harbour Post", "1a")] == letters[(f"Radio {EVIL}", "1a")]
    assert letters[("Harbour Post", "1a")] != letters[("Evening Star", "1b")]


def test_an_open_range_is_hollow_and_ends_in_an_arrow() -> None:
    made = brief()
    member = next(f.member for s in made.series or () for f in s.figures)
    days = ("2031-04-02", "2031-04-04")

    def drawn(low: float | None, high: float | None) -> str:
        rows = tuple(figure(low, high, day, member) for day in days)
        chart = chart_of(SeriesView(id="s", counts="deaths", unit=None, figures=rows), made)
        assert chart
        return str(figures.drawing(chart, "Deaths", "key"))

    triangle = re.compile(r'<path transform="[^"]*(rotate\(\d+\))?[^"]*" d="M[^"]*Z" fill="var\(--c1\)" stroke')
    assert 'fill="var(--card)" stroke="var(--c1)"' in drawn(26, None)
    assert triangle.search(drawn(26, None))
    assert "≥ 26" in drawn(26, None)
    assert "≤ 26" in drawn(None, 26)
    assert 'fill="var(--card)" stroke="var(--c1)"' not in drawn(26, 26)
    assert drawn(26, 30) != drawn(26, None)


def test_a_later_toll_does_not_hide_the_earlier_one() -> None:
    made = brief()
    (deaths,) = (s for s in made.series or () if s.counts == "deaths")
    chart = chart_of(deaths, made)
    assert chart
    assert [(mark.day, mark.said, mark.earlier) for mark in chart.marks] == [
        ("2031-04-02", "3", True),
        ("2031-04-04", "9", False),
    ]
    assert "<polyline" not in str(figures.drawing(chart, "Deaths", "k"))


def level_apart(one: FigureMark, other: FigureMark, chart: FigureChart) -> bool:
    reaches = [figures.reach_of(mark, chart.bounds, chart.by_tens) for mark in (one, other)]
    return reaches[0][1] <= reaches[1][0] or reaches[1][1] <= reaches[0][0]


@settings(deadline=None, max_examples=60)
@given(series_of())
def test_marks_lie_on_no_other_and_inside_the_scale(series: SeriesView) -> None:
    made = brief()
    chart = chart_of(series, made)
    if chart is None:
        return
    low, high = chart.bounds
    for mark in chart.marks:
        for end in (mark.low, mark.high):
            assert end is None or low <= end <= high
    for day, _, width in chart.days:
        there = [mark for mark in chart.marks if mark.day == day]
        for n, one in enumerate(there):
            assert one.x + figures.width_of(one) <= width + 0.1
            for other in there[:n]:
                beside = one.x >= other.x + figures.width_of(other) or other.x >= one.x + figures.width_of(one)
                assert beside or level_apart(one, other, chart)
    for before, here in zip(chart.days, chart.days[1:], strict=False):
        assert here[1] >= before[1] + before[2]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(11, 11, "11"), (11, None, "≥ 11"), (None, 20, "≤ 20"), (8, 10, "8 to 10"), (2500, 2500, "2,500"), (0.5, 0.5, "0.5")],
)
def test_a_value_is_written_as_it_is_read(low: float | None, high: float | None, words: str) -> None:
    member = next(f.member for s in brief().series or () for f in s.figures)
    assert reading(figure(low, high, None, member)) == words


def test_figures_far_apart_are_drawn_by_tens_and_the_page_says_so() -> None:
    pile = (
        told("Mara Quist", "three people were killed on the quay when the ferry burned", "Lune Courier", "2031-04-02"),
        told("Mara Quist", "900 people were killed on the quay when the ferry burned", "Lune Herald", "2031-04-04"),
    )
    made = build(pile, (), "ferry", accounts=accounts(pile, toy))
    (one,) = (c for c in charts_of(made).figures if c)
    assert one.chart.by_tens
    assert figures.ticks(one.chart) == (1, 10, 100, 1000)
    assert "ten times the one below" in html.render(made)


DATED = (
    told("Ines Calder", "the ferry burned at the quay on 1 April 2031", "Harbour Post", "2031-04-02"),
    told("Jan Holm", "the mayor will open the new bridge on 9 April 2031", "Evening Star", "2031-04-03"),
)


def test_an_event_stands_on_its_day_and_its_documents_on_theirs() -> None:
    made = build(DATED, (), "ferry", accounts=accounts(DATED, toy))
    charts = charts_of(made)
    assert charts.events
    rows = charts.events.chart.rows
    assert [(row.first, row.last, row.published) for row in rows] == [
        ("2031-04-01", "2031-04-01", (("2031-04-02", (1,)),)),
        ("2031-04-09", "2031-04-09", (("2031-04-03", (2,)),)),
    ]
    x = {day: left for day, left, _ in charts.events.chart.days}
    assert sorted(x, key=lambda day: x[day]) == sorted(x)
    page = html.render(made)
    table = Page(page[page.index('aria-label="Table of the timeline"') : page.index('<ol class="events">')]).words
    dates = {word for day, _, _ in charts.events.chart.days for word in words_of(day)}
    for word in words_in(str(charts.events.svg)):
        assert word.rstrip("…") in table or word in dates, word


def test_without_the_library_the_page_says_what_to_install_and_shows_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.report.charts.page.available", lambda: False)
    page = html.render(brief())
    assert "Charts are left out" in page
    assert "sayso[charts]" in page
    assert 'class="drawing"' not in page
    assert 'aria-label="Table of the sides by outlet"' in page
    assert Page(page).faults == []


def test_the_library_is_named_in_one_place() -> None:
    package = pathlib.Path(html.__file__).parents[1]
    assert [p.name for p in package.rglob("*.py") if "vl_convert" in p.read_text("utf-8")] == ["ink.py"]
    assert ink.available()


def mixed(colour: str, ground: str, share: float) -> str:
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


@pytest.mark.parametrize(("mode", "colours"), palettes())
def test_letters_can_be_read_on_and_off_their_discs(mode: str, colours: dict[str, str]) -> None:
    hues = [colours[f"c{n}"] for n in range(ink.HUES + 1)]
    assert [hue for hue in hues if contrast(hue, colours["card"]) < 4.5 or contrast(hue, colours["paper"]) < 4.5] == []
    pale = [mixed(hue, colours[ground], 0.3) for hue in hues for ground in ("card", "paper")]
    assert [hue for hue in pale if contrast(colours["ink"], hue) < 4.5] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_seen_and_nothing_is_blocked(browser: Browser, tmp_path: pathlib.Path, scheme: str) -> None:  # noqa: F811
    path = tmp_path / "brief.html"
    path.write_text(html.render(brief()), "utf-8", newline="")
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(path, script=False)
    seen = browser.run(
        "[...document.querySelectorAll('svg.drawing')].map(svg => [svg.getBoundingClientRect().width > 100,"
        "svg.checkVisibility(), getComputedStyle(svg.querySelector('text')).fill])"
    )
    assert len(seen) == len(drawings(charts_of(brief())))
    assert all(wide and visible for wide, visible, _ in seen)
    light = {"rgb(28, 30, 34)", "rgb(86, 90, 98)"}  # --ink and --soft
    assert all((fill in light) == (scheme == "light") for _, _, fill in seen)
    assert browser.complaints() == []
    browser.call("Emulation.setEmulatedMedia", features=[])


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_charts_are_no_wider_than_the_window(browser: Browser, tmp_path: pathlib.Path, width: int) -> None:  # noqa: F811
    path = tmp_path / "brief.html"
    path.write_text(html.render(brief()), "utf-8", newline="")
    browser.open(path, width=width)
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert browser.run("document.documentElement.scrollWidth") <= width
