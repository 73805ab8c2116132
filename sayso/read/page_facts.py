"""What a page says of itself: title, author, outlet, publication date, original address, language; each with its place.

In order of trust: structured data (JSON-LD), meta properties, elements; then what trafilatura and htmldate find in
the running page, for author and date only. The first place that has a fact wins. Unknown stays unknown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

from sayso.read.dates import iso
from sayso.read.source import Fact, metadata
from sayso.records import Metadatum

ARTICLE_TYPES = re.compile(r"Article|Posting|Report|NewsItem|Interview|WebPage|VideoObject")
SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)", re.I)
BY = re.compile(r"^\s*(?:by|written by)\s+", re.I)
TITLES = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title")
AUTHORS = ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author", "citation_author")
OUTLETS = (
    "og:site_name",
    "publisher",
    "dc.publisher",
    "citation_publisher",
    "application-name",
    "apple-mobile-web-app-title",
)
DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "publish-date", "dc.date.issued", "dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date",
    "citation_publication_date",
)  # fmt: skip
CANONICAL = "link rel canonical"
HOST = re.compile(r"https?://([^/?#:]+)", re.I)
SECOND_LEVEL = frozenset(("co", "com", "org", "net", "ac", "gov", "edu"))
LATEST = "2100-01-01"  # htmldate would else ask the clock


def page_facts(tree: HtmlElement, markup: str, *, infer: bool = True) -> tuple[Metadatum, ...]:
    """The facts of a page, the best for each name, and a canonical address elsewhere as a second address.

    `infer`: also search the running page, which takes time.
    """
    best: dict[str, Fact] = {}
    addresses: list[Fact] = []
    for name, value, where in stated(tree, markup):
        if name == "published":
            value = iso(value)
        elif name == "author":
            value = BY.sub("", value or "", count=1)
        if name == "address":
            addresses.append((name, value, where))
        if value and value.strip() and name not in best:
            best[name] = (name, value, where)
    for name, value, where in inferred(tree, best) if infer else ():
        best[name] = (name, value, where)
    own, canonical = elsewhere(addresses) or (best.get("address"), None)
    if own:
        best["address"] = own
    return metadata(*(best[name] for name in sorted(best)), *([canonical] if canonical else []))


def elsewhere(addresses: Iterable[Fact]) -> tuple[Fact, ...]:
    """The page's own address and its canonical one, where this lies on another site: the page says that its text is theirs.

    Empty where it is the page's own. An archive's or a cache's copy, whose address holds the other, is the page itself.
    """
    told = [fact for fact in addresses if site(fact[1])]
    canonical = next((fact for fact in told if fact[2] == CANONICAL), None)
    own = next((fact for fact in told if fact[2] != CANONICAL), None)
    if canonical is None or own is None or site(own[1]) == site(canonical[1]):
        return ()
    there = host(canonical[1]).removeprefix("www.")
    return () if any(mark in str(own[1]) for mark in (there, there.replace(".", "-"))) else (own, canonical)


def host(address: str | None) -> str:
    """The host of an address in small letters, empty where it is none."""
    found = HOST.match((address or "").strip())
    return found[1].lower() if found else ""


def site(address: str | None) -> str:
    """What tells one site from another: 'orla' of 'https://www.orla.co.uk/1' and of 'https://m.orla.example'."""
    labels = host(address).split(".")[:-1]
    if len(labels) > 1 and labels[-1] in SECOND_LEVEL:
        labels.pop()
    return labels[-1] if labels else ""


def stated(tree: HtmlElement, markup: str) -> Iterator[Fact]:
    """Facts that the page marks as such, the most trusted first."""
    saved = SAVED_FROM.search(markup, 0, 4096)
    yield "address", saved[1] if saved else None, "comment of the saved page"
    for item in structured(tree):
        yield from article_facts(item)
    metas = {**meta_values(tree, "itemprop"), **meta_values(tree, "name"), **meta_values(tree, "property")}
    for name, keys in (("title", TITLES), ("author", AUTHORS), ("outlet", OUTLETS), ("published", DATES)):
        for key in keys:
            value, kind = metas.get(key, (None, ""))
            if name != "author" or not (value or "").startswith("http"):  # Facebook wants a profile there
                yield name, value, f"meta {kind} {key}"
    yield from elements(tree)
    yield "address", metas.get("og:url", (None, ""))[0], "meta property og:url"
    yield "language", (metas.get("og:locale", (None, ""))[0] or "").replace("_", "-"), "meta property og:locale"


def elements(tree: HtmlElement) -> Iterator[Fact]:
    headings = tree.findall(".//h1")
    if len(headings) == 1:
        yield "title", headings[0].text_content(), "h1 element"
    yield "title", tree.findtext(".//title"), "title element"
    yield "author", first(node.text_content() for node in tree.iterfind(".//*[@rel='author']")), "link rel author"
    for node in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield "published", node.get("datetime") or node.text_content(), "element itemprop datePublished"
    for node in tree.iterfind(".//time[@datetime]"):
        yield "published", node.get("datetime"), "time element"
    yield "address", first(node.get("href") for node in tree.iterfind(".//link[@rel='canonical']")), CANONICAL
    yield "language", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"), "html lang"


def inferred(tree: HtmlElement, best: dict[str, Fact]) -> Iterator[Fact]:
    """Author and date from the running page, where the page marks none."""
    if "author" not in best:
        from trafilatura.metadata import extract_author

        if author := extract_author(tree):
            yield "author", author, "byline found by trafilatura"
    if "published" not in best:
        from htmldate import find_date

        date = find_date(tree, extensive_search=False, original_date=True, max_date=LATEST)
        if date:
            yield "published", date, "date found by htmldate"


def meta_values(tree: HtmlElement, kind: str) -> dict[str, tuple[str | None, str]]:
    """Content by lower-case name, of the meta elements with the attribute `kind`; the first of a name."""
    values: dict[str, tuple[str | None, str]] = {}
    for node in tree.iterfind(f".//meta[@{kind}]"):
        if node.get("content"):
            values.setdefault(node.get(kind, "").strip().lower(), (node.get("content"), kind))
    return values


def structured(tree: HtmlElement) -> list[dict[str, Any]]:
    """The JSON-LD objects of the page that describe an article, those of an article type before those of a page."""
    found: list[dict[str, Any]] = []
    for node in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            waiting: list[Any] = [json.loads(node.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting.extend(one)
            elif isinstance(one, dict):
                waiting.extend([one["@graph"]] if "@graph" in one else [])
                if ARTICLE_TYPES.search(str(one.get("@type", ""))):
                    found.append(one)
    return sorted(found, key=lambda one: "WebPage" in str(one.get("@type")))


def article_facts(item: dict[str, Any]) -> Iterator[Fact]:
    where = f"JSON-LD {plain(item.get('@type'))} "
    yield "title", plain(item.get("headline")), where + "headline"
    yield "author", plain(item.get("author")), where + "author"
    yield "outlet", plain(item.get("publisher")), where + "publisher"
    yield "published", plain(item.get("datePublished")), where + "datePublished"
    address = item.get("url") or item.get("mainEntityOfPage")
    address = address.get("@id") if isinstance(address, dict) else address
    if isinstance(address, str) and address.startswith("http"):
        yield "address", address, where + "url"
    yield "language", plain(item.get("inLanguage")), where + "inLanguage"


def plain(value: object) -> str:
    """A JSON-LD value as words: a string, a thing's name, or several joined."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return plain(value.get("name"))
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(word for word in (plain(one) for one in value[:20]) if word))
    return ""


def first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value and value.strip()), None)
