"""The map: laws of its layout over any strands, nothing hostile on the page, and how it stands in Chromium."""

from __future__ import annotations

import base64
import dataclasses
import os
import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_pile import NASTY, pile
from test_report_browser import BINARIES, Browser
from test_report_page import Page, contrast, palettes

from sayso.records import Document, Findings, HopKind
from sayso.report import html, labels, layers, view
from sayso.report.map import MapNode, RouteMap, Strand, drawn
from sayso.report.routes import CARRIERS, OUTLETS, SPEAKERS, WAYS

ATTACK = "</text></svg></title><script>alert(1)</script> \" ' & &amp; <img src=x onerror=alert(2)> \u202e \x00 \ud800"
KINDS = [kind.value for kind in HopKind]
NAMES = ["Ana", "Bo", "Ура.ру", "国家安全委员会发言人", "أحمد العلي", "👩‍👩‍👧", "x" * 300, "two words", " ", ATTACK]
names = st.sampled_from(NAMES)
hops = st.lists(st.tuples(names, st.sampled_from(KINDS)), max_size=8).map(tuple)


@st.composite
def strands(draw: st.DrawFn) -> list[Strand]:
    voices = st.none() | st.sampled_from(["v1", "v2", "u1"])
    one = st.builds(
        Strand,
        speaker=names,
        voice=voices,
        hops=hops,
        outlet=names,
        document=st.integers(1, 6),
        statements=st.integers(1, 900),
        outlet_told=st.booleans(),
    )
    return draw(st.lists(one, max_size=14))


def way(document: int, speaker: str, *hops: tuple[str, str], outlet: str = "", statements: int = 1) -> Strand:
    """A strand of a voice whose key is made of its name."""
    voice = f"v{int.from_bytes(speaker.encode('utf-8', 'replace'))}"
    return Strand(
        speaker=speaker,
        voice=voice,
        hops=hops,
        outlet=outlet or f"file-{document}.txt",
        document=document,
        statements=statements,
        outlet_told=bool(outlet),
    )


def five() -> list[Strand]:
    ledger, wire = ("Telegram channel of Tarvo Melikan", "channel"), ("Halpress", "agency")
    return [
        way(1, "Tarvo Melikan", ledger, wire, outlet="Kelvaray Today", statements=6),
        way(2, "Tarvo Melikan", ledger, outlet="The Orsavel Courier", statements=4),
        way(2, "Hedda Vorsk", ("written statement", "release"), outlet="The Orsavel Courier", statements=2),
        way(3, "Brano Teskari", outlet="Velmar Telegraph Agency", statements=14),
        way(4, "Brano Teskari", ("state television", "outlet"), wire, outlet="The Lakeside Herald", statements=3),
        way(5, "Office of the Special Representative for Children and Armed Conflict", statements=1),
    ]


def fifty() -> list[Strand]:
    rule = random.Random(7)
    first, last = "Ana Boris Chen Eva Farid Greta Ines Mirel".split(), "Vorsk Quist Orlov Radek Melikan".split()
    people = [f"{one} {other}" for one in first for other in last]
    towns, sheets = "Hallen Kelvaray Border Frontier".split(), "Observer Today Wire".split()
    papers = [f"{one} {other}" for one in towns for other in sheets]
    carriers = [("Reuters", "agency"), ("Telegram", "platform"), ("Open Square", "speaker"), ("Border Radio", "outlet")]
    out = []
    for document in range(1, 51):
        paper = rule.choice([*papers, ""])
        for person in rule.sample(people, 4):
            through = rule.sample(carriers, rule.choice([0, 0, 1, 1, 2]))
            out.append(way(document, person, *through, outlet=paper, statements=rule.randint(1, 6)))
    return out


def column(found: RouteMap, number: int) -> list[MapNode]:
    return sorted((node for node in found.nodes if node.column == number), key=lambda node: node.y)


def numbers(path: str) -> list[float]:
    return [float(value) for value in re.findall(r"-?\d+(?:\.\d+)?", path)]


@given(strands(), st.randoms())
def test_the_order_of_strands_changes_nothing(some: list[Strand], rule: random.Random) -> None:
    mixed = list(some)
    rule.shuffle(mixed)
    assert drawn(mixed) == drawn(some)


@given(strands())
def test_nodes_lie_apart_and_within_the_box(some: list[Strand]) -> None:
    found = drawn(some)
    for node in found.nodes:
        assert node.x >= 0
        assert node.x + node.width <= found.width
        assert node.y >= 0
        assert node.y + node.height <= found.height
        assert all(node.y <= y <= node.y + node.height for y in node.baselines[: len(node.label)])
    for number in range(found.columns):
        here = column(found, number)
        assert {node.x for node in here} == {here[0].x}
        for upper, lower in pairwise(here):
            assert upper.y + upper.height < lower.y
    for left, right in pairwise(range(found.columns)):
        assert column(found, left)[0].x + column(found, left)[0].width < column(found, right)[0].x


@given(strands())
def test_lines_run_from_left_to_right_within_the_box(some: list[Strand]) -> None:
    found = drawn(some)
    for edge in found.edges:
        values = numbers(edge.path)
        assert all(0 <= value <= max(found.width, found.height) for value in values)
        assert values[0] < values[-2] <= found.width
        assert not re.search(r"\d\.\d\d|e-|nan|inf", edge.path)
    by_id = {node.id: node for node in found.nodes}
    assert all(by_id[edge.source].column < by_id[edge.target].column for edge in found.edges)
    for node in found.nodes:  # the lines of a node find room at its side
        for side in ("source", "target"):
            beside = [edge.thickness for edge in found.edges if getattr(edge, side) == node.id]
            assert sum(beside) <= node.height + 0.1 * len(beside)


@given(strands())
def test_the_weights_add_up(some: list[Strand]) -> None:
    found = drawn(some)
    coming, leaving = Counter[str](), Counter[str]()
    for edge in found.edges:
        leaving[edge.source] += edge.weight
        coming[edge.target] += edge.weight
    for node in found.nodes:
        told = [coming[node.id]] if node.column == found.columns - 1 else [leaving[node.id]]
        told += [coming[node.id]] if 0 < node.column < found.columns - 1 else []
        assert set(told) == {node.statements}
    whole = sum(row.statements for row in found.rows if row.drawn)
    assert sum(node.statements for node in found.nodes if node.column == 0) == whole


@given(strands())
def test_the_table_holds_every_strand(some: list[Strand]) -> None:
    found = drawn(some)
    assert sum(row.statements for row in found.rows) == sum(one.statements for one in some)
    assert [row.number for row in found.rows] == list(range(1, len(found.rows) + 1))
    for one in some:
        (row,) = [
            row
            for row in found.rows
            if (row.hops, row.outlet, row.outlet_told) == (one.hops, one.outlet, one.outlet_told)
            and (row.voice == one.voice if one.voice else row.voice is None and row.speaker == one.speaker)
            and one.document in row.documents
        ]
        assert row.statements >= one.statements


@given(strands())
def test_each_line_is_drawn_as_its_row_tells(some: list[Strand]) -> None:
    found = drawn(some)
    by_id = {node.id: node for node in found.nodes}
    for row in found.rows:
        edges = [edge for edge in found.edges if edge.route == row.number]
        assert bool(edges) is row.drawn
        if not row.drawn:
            continue
        assert all(one.target == other.source for one, other in pairwise(edges))
        stops = [by_id[edges[0].source], *(by_id[edge.target] for edge in edges)]
        assert [(node.name, node.kind) for node in stops[1:-1]] == list(row.hops)
        assert (stops[0].name, stops[-1].name) == (row.speaker, row.outlet)
        assert {edge.speaker for edge in edges} == {stops[0].id}


def test_a_carrier_is_one_node_wherever_it_stands_in_a_route() -> None:
    found = drawn([way(1, "Ana", ("A", "channel"), ("B", "outlet"), outlet="C"), way(2, "Bo", ("B", "outlet"), outlet="C")])
    assert [(n.name, n.column, n.statements) for n in found.nodes if 0 < n.column < 3] == [("A", 1, 1), ("B", 2, 2)]
    assert found.repeated == ()


def test_credits_in_a_circle_are_drawn_and_told() -> None:
    one, other = ("A", "outlet"), ("B", "outlet")
    found = drawn([way(1, "Ana", one, other, outlet="C", statements=5), way(2, "Ana", other, one, outlet="D")])
    between = sorted((n.column, n.name) for n in found.nodes if 0 < n.column < 3)
    assert between == [(1, "A"), (1, "B"), (2, "A"), (2, "B")]
    assert found.repeated == ("A", "B")
    itself = drawn([way(1, "Ana", one, one, outlet="A")])
    assert [n.name for n in itself.nodes] == ["Ana", "A", "A", "A"]


def test_two_voices_of_one_name_stay_two_and_documents_without_outlet_stay_apart() -> None:
    some = [
        Strand(speaker="Ana", voice="v1", hops=(), outlet="a.txt", document=1, statements=1, outlet_told=False),
        Strand(speaker="Ana", voice="v2", hops=(), outlet="a.txt", document=2, statements=1, outlet_told=False),
    ]
    found = drawn(some)
    assert [(n.kind, n.link) for n in found.nodes] == [
        ("voice", "#v1"), ("voice", "#v2"), ("document", "#d-1"), ("document", "#d-2"),
    ]  # fmt: skip


def test_a_large_pile_is_drawn_in_part_and_the_table_has_all() -> None:
    some = [way(n, f"P{n % 61}", (f"C{n % 47}", "channel"), outlet=f"O{n % 53}") for n in range(1, 3000)]
    found = drawn(some)
    sizes = Counter(min(node.column, 2) for node in found.nodes)
    assert sizes[0] <= SPEAKERS
    assert sizes[1] <= CARRIERS
    assert sizes[2] <= OUTLETS
    assert sum(row.drawn for row in found.rows) <= WAYS
    assert found.height < 1600
    assert sum(row.statements for row in found.rows) == 2999
    assert found.left_out is not None
    assert f"the {SPEAKERS} of 61 speakers with most statements" in found.left_out
    assert f"{sum(row.statements for row in found.rows if row.drawn):,} of 2,999 statements" in found.left_out
    assert drawn(five()).left_out is None


def test_a_strand_without_a_statement_is_refused() -> None:
    with pytest.raises(ValueError, match="document 3 has no statement"):
        drawn([way(3, "Ana", outlet="A", statements=0)])


def test_nothing_gives_an_empty_map_that_says_so() -> None:
    found = drawn([])
    assert (found.columns, found.nodes, found.edges, found.rows) == (0, (), (), ())
    assert "There is nothing to draw" in page_of([]).words


columns_and_links = st.lists(st.integers(1, 6), min_size=2, max_size=4).flatmap(
    lambda sizes: st.tuples(
        st.just([[100 * n + m for m in range(size)] for n, size in enumerate(sizes)]),
        st.lists(
            st.integers(0, len(sizes) - 2).flatmap(
                lambda n: st.tuples(
                    st.integers(0, sizes[n] - 1).map(lambda m: 100 * n + m),
                    st.integers(0, sizes[n + 1] - 1).map(lambda m: 100 * (n + 1) + m),
                    st.floats(0.5, 9),
                )
            ),
            max_size=20,
        ),
    )
)


@given(columns_and_links)
def test_ordering_keeps_the_items_and_never_adds_a_crossing(given_: tuple[list[list[int]], list[layers.Link]]) -> None:
    columns, links = given_
    place = {item: at for row in columns for at, item in enumerate(row)}
    slow = sum(
        (place[a] - place[c]) * (place[b] - place[d]) < 0
        for (a, b, _), (c, d, _) in combinations(links, 2)
        if a // 100 == c // 100
    )
    assert layers.crossings(columns, links) == slow
    sorted_ = layers.ordered(columns, links)
    assert [sorted(row) for row in sorted_] == columns
    assert layers.crossings(sorted_, links) <= slow


SCRAPS = NASTY | st.sampled_from(["Office of ", "国家安全", "zarya-tashvara.example", "👍🏽"])


@given(st.lists(SCRAPS, max_size=30).map("".join))
def test_labels_keep_to_their_lines_and_cut_no_character_in_two(text: str) -> None:
    lines, cut = labels.fitted(text, 10, 2)
    whole = labels.shown(text)
    assert 1 <= len(lines) <= 2
    assert not labels.UNSHOWN.search("".join(lines))
    kept = "".join(lines).replace(" ", "")
    assert whole.replace(" ", "").startswith(kept)
    assert cut == (kept != whole.replace(" ", ""))
    for line in lines[1:]:
        assert not re.match("[\u0300-\u036f\u200d\ufe0f\U0001f3fb-\U0001f3ff]", line)


def test_labels_break_where_a_reader_would() -> None:
    assert labels.fitted("Telegram channel of T. Melikan", 17, 2) == (("Telegram channel", "of T. Melikan"), False)
    assert labels.fitted("zarya-tashvara.example", 16, 2) == (("zarya-tashvara.", "example"), False)
    assert labels.fitted("Office of the Special Representative", 12, 2)[1] is True


def page_of(some: Sequence[Strand], documents: int = 4) -> Page:
    return Page(source_of(some, documents))


def source_of(some: Sequence[Strand], documents: int = 4) -> str:
    more = [Findings(document=Document(id=f"x{n}", text=f"Text {n}.", path=f"{n}.txt")) for n in range(4, documents)]
    return html.render(replace(view.build([*pile(), *more], (), "pile"), map=drawn(some)))


@settings(deadline=None)
@given(strands())
def test_any_map_gives_a_well_formed_page(some: list[Strand]) -> None:
    source = source_of([replace(one, voice=one.voice and "v1", document=one.document % 4 + 1) for one in some])
    page = Page(source)
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    assert [href for href, _ in page.links if href.startswith("#") and href[1:] not in page.ids] == []
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not {tag for tag, _ in page.tags} & {"img", "iframe", "object", "embed", "foreignobject", "image", "use"}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"]
    assert source.encode("utf-8")
    assert "\x00" not in source


def test_the_page_has_no_map_where_none_is_made() -> None:
    page = Page(html.render(dataclasses.replace(view.build(pile(), (), "pile"), map=None)))
    assert "map" not in page.ids


def test_drawing_and_table_tell_the_same() -> None:
    page = page_of(five(), 5)
    assert page.faults == []
    for words in ("Tarvo Melikan", "Halpress", "agency · 9", "outlet not told", "not recorded", "The Lakeside Herald"):
        assert words in page.words
    svg = next(attrs for tag, attrs in page.tags if tag == "svg" and "role" in attrs)
    assert {svg["aria-labelledby"], svg["aria-describedby"]} <= set(page.ids)
    assert "for 15 statements no step is recorded" in page.words


def test_colours_of_the_map_have_the_contrast_that_reading_needs() -> None:
    style = Path(html.__file__).with_name("map.css").read_text("utf-8")
    hues = [dict(re.findall(r"--(m\d): (#[0-9a-f]{6})", block)) for block in re.findall(r"\{[^{}]*--m0[^{}]*\}", style)]
    assert len(hues) == 3
    for (mode, colours), own in zip(palettes(), hues, strict=True):
        assert len(own) == 6
        weak = [(name, mode) for name, hue in own.items() if contrast(hue, colours["card"]) < 4.5]
        weak += [(name, mode) for name, hue in own.items() if contrast(hue, colours["paper"]) < 3]
        assert weak == []


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    binary = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BINARIES)), None)
    if binary is None:
        pytest.skip("needs Chromium, which is not installed here")
    started = Browser(binary, tmp_path_factory.mktemp("profile"))
    yield started
    started.close()


def opened(browser: Browser, folder: Path, some: Sequence[Strand], width: int = 1280, script: bool = True) -> None:
    path = folder / "brief.html"
    path.write_text(source_of(some, 50), "utf-8", newline="")
    browser.open(path, width=width, script=script)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("some", [five(), fifty()], ids=["5", "50"])
def test_the_map_scrolls_in_its_own_box_and_no_name_leaves_it(
    browser: Browser, tmp_path: Path, some: list[Strand], width: int
) -> None:
    opened(browser, tmp_path, some, width=width)
    assert browser.complaints() == []
    browser.run("document.querySelector('.map-table').open = true")
    assert browser.run("document.documentElement.scrollWidth") <= width
    box, whole = browser.run("(e => [e.clientWidth, e.scrollWidth])(document.querySelector('.map'))")
    assert (whole > box) is (width < 1280)
    outside = browser.run(
        "(() => { const svg = document.querySelector('.map svg'), w = svg.viewBox.baseVal.width;"
        "return [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()])"
        ".filter(([_, b]) => b.x < 0 || b.x + b.width > w).map(([t, _]) => t) })()"
    )
    assert outside == []
    wide = browser.run(
        "[...document.querySelectorAll('.map .carrier')].filter(g => g.getBBox().width > 152.5).map(g => g.textContent)"
    )
    assert wide == []
    assert browser.run("parseFloat(getComputedStyle(document.querySelector('.map .name')).fontSize)") >= 12


@pytest.mark.browser
def test_keys_reach_every_link_of_the_map_and_lift_the_lines(browser: Browser, tmp_path: Path) -> None:
    opened(browser, tmp_path, five())
    wanted = browser.run("[...document.querySelectorAll('.map a')].map(a => a.getAttribute('href'))")
    browser.run("document.querySelector('.map').focus()")
    reached = []
    for _ in wanted:
        browser.press("Tab", 9)
        told = "(e => [e.getAttribute('href'), getComputedStyle(e).outlineStyle])(document.activeElement)"
        reached.append(browser.run(told))
        if len(reached) == 1:
            opacities = browser.run(
                "[...document.querySelectorAll('.map .route path')].map(p => +getComputedStyle(p).strokeOpacity)"
            )
    assert reached == [[href, "solid"] for href in wanted]
    assert set(opacities) == {0.85, 0.1}


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_the_table_is_printed_whole(browser: Browser, tmp_path: Path, script: bool) -> None:
    from pypdfium2 import PdfDocument

    opened(browser, tmp_path, fifty(), script=script)
    printed = base64.b64decode(browser.call("Page.printToPDF", printBackground=False)["data"])
    words = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in PdfDocument(printed)).split())
    told = words.count("not recorded") - words.casefold().count("lineage not recorded")
    assert told == sum(not row.hops for row in drawn(fifty()).rows)


@pytest.mark.browser
def test_hostile_names_stay_names(browser: Browser, tmp_path: Path) -> None:
    some = [way(1, ATTACK, (ATTACK, "channel"), (ATTACK, "outlet"), outlet=ATTACK), way(2, "أحمد العلي", outlet="國" * 90)]
    opened(browser, tmp_path, some)
    assert browser.complaints() == []
    assert browser.run("document.querySelectorAll('.map svg').length") == 1
    assert browser.run("document.querySelectorAll('#map img, #map script').length") == 0
    assert browser.run("document.querySelector('#map tbody th').textContent").startswith("</text></svg>")
