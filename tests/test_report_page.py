"""The page as a file: well-formed, the texts intact, everything escaped, links that resolve, colours that read."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from report_pile import REFUSED, arabic, ferry, findings, hostile, pile, radio

from sayso.records import Findings
from sayso.report import html, view

VOID = {"meta", "input", "br", "link", "img", "hr"}
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "tbody": {"tr"}, "thead": {"tr"}, "tr": {"th", "td"}}
PHRASING_ONLY = {"p", "h1", "h2", "h3", "summary", "span", "mark", "bdi", "a"}
BLOCKS = {"p", "div", "ul", "ol", "li", "table", "details", "section", "article", "blockquote", "h1", "h2", "h3", "dl"}


class Page(HTMLParser):
    """A strict reader: every element is closed in order; keeps ids, links and running texts as documents have them."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.links: list[tuple[str, str | None]] = []  # href, id of the element or of the statement around it
        self.texts: list[str] = []
        self.words = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.feed(source)
        self.close()
        self.faults += [f"<{tag}> stays open" for tag, _ in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if len(values) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        parent = self.open[-1][0] if self.open else ""
        if tag not in CHILDREN.get(parent, {tag}) or (parent in PHRASING_ONLY and tag in BLOCKS):
            self.faults.append(f"<{tag}> in <{parent}>")
        if tag == "a" and any(t == "a" for t, _ in self.open):
            self.faults.append("a link in a link")
        self.tags.append((tag, values))
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and values.get("href"):
            around = values.get("id") or next((a["id"] for _, a in reversed(self.open) if a.get("id")), None)
            self.links.append((str(values["href"]), around))
        if tag not in VOID:
            self.open.append((tag, values))
        if "running" in str(values.get("class", "")).split():
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1][0] if self.open else 'nothing'}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        classes = [str(attrs.get("class") or "").split() for _, attrs in self.open]
        if not any(t in ("style", "script") for t, _ in self.open):
            self.words += data
        if any("running" in c for c in classes) and not any("notes" in c for c in classes):
            code = self.open[-1][1].get("data-code")
            self.texts[-1] += chr(int(code[2:], 16)) if code else data


def page_of(*found: Findings) -> Page:
    return Page(html.render(view.build(found, REFUSED, "pile")))


@settings(deadline=None)
@given(findings())
def test_any_spans_over_any_text_give_a_well_formed_page_that_holds_the_text(found: Findings) -> None:
    page = page_of(found)
    assert page.faults == []
    assert page.texts == [found.document.text]
    assert len(page.ids) == len(set(page.ids))
    assert all(href[1:] in page.ids for href, _ in page.links if href.startswith("#"))


def test_the_pile_gives_a_well_formed_page_that_holds_the_texts() -> None:
    page = page_of(*pile())
    assert page.faults == []
    assert page.texts == [found.document.text for found in pile()]


def test_every_id_stands_once_and_every_link_resolves() -> None:
    page = page_of(*pile())
    assert len(page.ids) == len(set(page.ids))
    assert [href for href, _ in page.links if href.startswith("#") and href[1:] not in page.ids] == []


def test_statements_and_their_places_link_to_one_another() -> None:
    page = page_of(*pile())
    brief = view.build(pile(), (), "pile")
    for statement in brief.statements:
        assert (f"#m-{statement.number}", f"s-{statement.number}") in page.links
        assert (f"#s-{statement.number}", f"m-{statement.number}") in page.links


def test_nothing_hostile_becomes_markup() -> None:
    source = html.render(view.build([hostile()], REFUSED, hostile().document.path))
    page = Page(source)
    assert page.faults == []
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert [tag for tag, _ in page.tags].count("style") == 1
    assert not {tag for tag, _ in page.tags} & {"img", "iframe", "object", "embed", "form", "base", "link"}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"]
    outward = [href for href, _ in page.links if not href.startswith("#")]
    assert outward == []
    assert source.encode("utf-8")
    assert "\x00" not in source
    assert "\r" not in source


def test_outward_links_are_web_addresses_that_tell_nobody_where_they_were_followed() -> None:
    page = page_of(ferry())
    outward = [attrs for tag, attrs in page.tags if tag == "a" and not str(attrs["href"]).startswith("#")]
    assert [a["href"] for a in outward] == ["https://harbour.example/ferry?a=1&b=2"]
    assert all({"noreferrer", "noopener"} <= set(str(a["rel"]).split()) for a in outward)
    assert all(urlsplit(str(a["href"])).scheme in ("http", "https") for a in outward)


def test_the_policy_allows_this_style_and_script_and_nothing_else() -> None:
    source = html.render(view.build(pile(), (), "pile"))
    policy = next(a["content"] for t, a in Page(source).tags if a.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy).split(";"))
    assert rules["default-src"] == "'none'"
    assert set(rules) == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    for tag in ("style", "script"):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", source)


def test_the_same_brief_gives_the_same_bytes() -> None:
    pages = {html.render(view.build(pile(), REFUSED, "pile")) for _ in range(3)}
    assert len(pages) == 1


def test_direction_overrides_are_shown_by_name_and_cannot_turn_what_follows() -> None:
    source = html.render(view.build([hostile()], (), "pile"))
    assert '<bdi class="odd" data-code="U+202E">\u202e</bdi>' in source
    bare = re.sub(r'<bdi class="odd"[^>]*>.</bdi>', "", source)
    assert "\u202e" not in re.sub(r'="[^"]*"', "", bare)


def test_texts_of_any_direction_are_laid_out_by_their_own_letters() -> None:
    page = page_of(arabic())
    (around,) = [attrs for tag, attrs in page.tags if tag == "p" and "dir" in attrs]
    assert around["dir"] == "auto"
    assert [attrs for tag, attrs in page.tags if tag == "blockquote" and attrs.get("dir") != "auto"] == []


def test_what_the_text_does_not_tell_is_said_so() -> None:
    words = page_of(ferry(), radio()).words
    assert "Speaker not told by the text" in words
    assert "date not told" in words
    assert "Unnamed sources and groups" in words


def test_the_page_without_anything_found_says_so() -> None:
    page = page_of()
    assert page.faults == []
    assert "No document could be read." in page.words
    assert "It asks for a password" in page.words


def test_left_out_words_are_marked_in_text_that_can_be_copied() -> None:
    assert 'and all of them walked ashore,"[…]"Nobody was hurt."' in page_of(ferry()).words


def test_the_page_prints_no_verdict() -> None:
    page = page_of(ferry(), radio())
    own = page.words + " ".join(str(a.get(n)) for _, a in page.tags for n in ("aria-label", "title", "data-label"))
    verdicts = r"\b(true|false|fake|lies?|liar|verified|debunked|misleading|correct|wrong|credible)\b"
    assert not re.search(verdicts, own, re.IGNORECASE)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palettes() -> list[tuple[str, dict[str, str]]]:
    """The colours of the style sheet by name: light, dark, print."""
    style = Path(html.__file__).with_name("report.css").read_text("utf-8")
    roots = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colours = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", root)) for root in roots]
    return list(zip(("light", "dark", "print"), colours, strict=True))


@pytest.mark.parametrize(("mode", "colours"), palettes())
def test_colours_have_the_contrast_that_reading_needs(mode: str, colours: dict[str, str]) -> None:
    text_on = {
        "paper": ("ink", "soft", "link", "source", "cue"),
        "card": ("ink", "soft", "link", "source", "cue"),
        "content": ("ink", "source", "cue", "soft"),
        "inner": ("ink", "source", "cue"),
        "target": ("ink",),
    }
    whole = palettes()[0][1] | colours  # print takes over what it does not name
    weak = [(a, b) for b, names in text_on.items() for a in names if contrast(whole[a], whole[b]) < 4.5]
    lines = ("bracket", "edge", "focus", "bar")
    weak += [(a, b) for a in lines for b in ("paper", "card") if contrast(whole[a], whole[b]) < 3]
    assert weak == [], mode
