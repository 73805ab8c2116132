"""The text of a piece of HTML that is all content (a feed item, a mail body, a field of an export): nothing left out.

Whole web pages, where most of the text is not the article, go through `page.py` instead.
"""

from __future__ import annotations

import re

from lxml import etree, html

from sayso.read.nesting import shallow

BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
     "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
     "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul")
)  # fmt: skip
UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "title", "meta", "link", "object", "svg"))
SPACE = re.compile(r"[ \t\r\n\f]+")
LOOKS_LIKE_HTML = re.compile(r"</(?:p|div|span|a|li|b|strong|em|i|h\d)\s*>|<(?:p|br|div|img)\b[^<>]*>", re.I)


def tree_of(markup: str) -> html.HtmlElement | None:
    """The parsed page or fragment, comments left out; None where nothing is in it."""
    tree, whole = parsed(markup)
    return tree if whole else parsed(shallow(markup, BLOCKS, UNSEEN))[0]


def parsed(markup: str) -> tuple[html.HtmlElement | None, bool]:
    """The tree, and whether the parser read to the end: it stops where elements are nested too deeply for it."""
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.LxmlError, ValueError):
        tree = None
    return tree, not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def fragment_text(markup: str) -> str:
    """The visible text of `markup`, one line for each block, white space folded as a browser folds it."""
    tree = tree_of(markup)
    return "" if tree is None else block_text(tree)


def block_text(tree: html.HtmlElement) -> str:
    """The visible text under `tree`, one line for each block."""
    pieces: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            unseen += tag in UNSEEN
            if tag in BLOCKS or tag == "br":
                pieces.append("\n")
            text = element.text
        else:
            unseen -= tag in UNSEEN
            if tag in BLOCKS:
                pieces.append("\n")
            elif tag in ("td", "th"):
                pieces.append(" ")
            text = element.tail
        if text and not unseen:
            pieces.append(SPACE.sub(" ", text))
    lines = (SPACE.sub(" ", line).strip(" ") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
