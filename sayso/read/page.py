"""A web page, live or saved: the main text by trafilatura, the raw bytes kept, its facts with where they stood.

Settings were measured on the 181 pages of the article extraction benchmark (docs/decisions/0011-main-text.md).
Cutting duplicates is off: it works through a cache of the whole process and would make one page's text depend on
another's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from sayso.read.blocks import block_text, tree_of
from sayso.read.encoding import decode
from sayso.read.page_facts import page_facts
from sayso.read.source import Found, Input, Refused
from sayso.records import Metadatum, SkipReason

DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})""", re.I)
# The 181 pages of the benchmark are at most 51 deep and have under 2,000 elements; pages beyond these bounds are given
# whole. At the bounds a page took two to eight seconds.
MAX_DEPTH = 250
MAX_ELEMENTS = 30_000
STAND_INS = (0x13000, 0x13430)  # Egyptian hieroglyphs: printable, and hardly on any page
ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}  # as browsers read them


def page(item: Input) -> Iterator[Found]:
    """One Document: the main text of a page."""
    raw = item.whole()
    yield page_document(item, raw, decode(raw, item.charset or declared(raw)))


def declared(raw: bytes) -> str | None:
    """The encoding that the page itself declares."""
    found = DECLARED.search(raw, 0, 4096)
    name = found[1].decode("ascii").lower() if found else None
    return ALIASES.get(name, name) if name else None


def page_document(
    item: Input, raw: bytes, markup: str, facts: tuple[Metadatum, ...] = (), locator: str | None = None
) -> Found:
    """The Document of a page that was decoded to `markup`. Raises Refused where the page has no text at all."""
    tree = tree_of(markup)
    if tree is None:
        raise Refused(SkipReason.EMPTY, "The page has no text.")
    if written_by_sayso(tree):
        raise Refused(SkipReason.WRONG_TYPE, "It is a page that sayso wrote about other documents, not an article.")
    article = like_an_article(tree)
    found = page_facts(tree, markup, infer=article)
    text = main_text(tree) if article else block_text(tree)
    return item.document(text, raw, facts + found, locator, "text/html")


def written_by_sayso(tree: html.HtmlElement) -> bool:
    """Whether the page is a brief: its quotations are those of the documents, and would count twice."""
    return any(
        meta.get("name", "").lower() == "generator" and meta.get("content", "").strip().lower() == "sayso"
        for meta in tree.iterfind(".//meta[@content]")
    )


def like_an_article(tree: html.HtmlElement) -> bool:
    """Whether the page is small and flat enough for trafilatura, whose time grows faster than such measures do."""
    depth = size = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        size += event == "start"
        if depth > MAX_DEPTH or size > MAX_ELEMENTS:
            return False
    return True


def main_text(tree: html.HtmlElement) -> str:
    """The article's text, paragraphs as lines; all visible text where no article is found on the page."""
    import trafilatura  # lazily: half a second

    signs = hide_signs(tree)
    found: Any = trafilatura.bare_extraction(
        tree, fast=True, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    text = str(found.text) if found is not None and found.text else block_text(tree)
    return text.translate({ord(stand_in): sign for sign, stand_in in signs.items()})


def hide_signs(tree: html.HtmlElement) -> dict[str, str]:
    """Put stand-ins for the signs within words that trafilatura would drop or fold, and give the stand-in for each.

    Joiners make Persian words and emoji what they are, and a space that does not break is another sign than a space.
    """
    seen = set("".join(text for text in tree.itertext() if not text.isascii()))
    signs = sorted(sign for sign in seen if sign > "\x7f" and (sign.isspace() or not sign.isprintable()))
    free = (sign for sign in map(chr, range(*STAND_INS)) if sign not in seen)
    stand_ins = dict(zip(signs, free, strict=False))
    if not stand_ins:
        return {}
    within = re.compile(rf"(?<=\S)[{re.escape(''.join(stand_ins))}]+(?=\S)")

    def hidden(text: str | None) -> str | None:
        return within.sub(lambda found: "".join(stand_ins[sign] for sign in found[0]), text) if text else text

    for element in tree.iter(etree.Element):
        element.text, element.tail = hidden(element.text), hidden(element.tail)
    return stand_ins
