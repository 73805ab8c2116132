"""Render a brief as one HTML file that needs nothing else.

In order: the style and script files are read and their hashes put into a content security policy that lets nothing else
run or load, the running texts are turned into nested elements, the templates are filled. What the templates show of a
document goes through `words` (text) or autoescape (attributes).

In the running text every text node is the document's: numbers, labels and reasons are attributes that the style sheet
shows, so that what is copied from the page is what the document says. The clock is not read: one brief, one page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from sayso.report.accounts import KINDS
from sayso.report.charts.figures import reading
from sayso.report.charts.ink import INSTALL
from sayso.report.charts.page import charts_of
from sayso.report.labels import shown
from sayso.report.marks import Mark, Part, Piece
from sayso.report.models import Brief, ParagraphView
from sayso.report.overview import best_of, by_stance, clipped, overview, reported
from sayso.report.view import counted

if TYPE_CHECKING:
    from jinja2 import Environment

STYLES = ("report.css", "map.css", "timeline.css", "matrix.css")
# Documents above which the page opens with its documents closed, and prints only what the reader has opened.
MANY_DOCUMENTS = 12
# Control characters, line and paragraph separators, overrides of the writing direction, halves of surrogate pairs:
# shown by name. CR is written as a reference since a parser takes a raw one for LF.
ODD = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff]")
LANGUAGE_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
# What HTML cannot hold, even as a reference.
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def render(brief: Brief) -> str:
    """The page. Its only links out of itself are http and https addresses that documents name as their own."""
    style, script = "".join(map(_asset, STYLES)), _asset("report.js")
    return (
        _environment()
        .get_template("brief.html")
        .render(
            brief=brief,
            style=Markup(style),  # noqa: S704  our own file, not input
            script=Markup(script),  # noqa: S704
            policy=policy(style, script),
            many=brief.counts.documents > MANY_DOCUMENTS,
            marked=_marker(brief),
            placed=_placed(brief),
            statements_of=lambda numbers: [brief.statements[number - 1] for number in numbers],
            kinds=KINDS,
            best_of=best_of,
            overview=overview(brief),
            charts=charts_of(brief),
            reported=reported(brief) if brief.conflicts is not None else {},
        )
    )


def policy(style: str, script: str) -> str:
    """The content security policy: this style and this script, and nothing from anywhere else."""
    return (
        f"default-src 'none'; style-src {_hash_source(style)}; script-src {_hash_source(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def words(text: str) -> Markup:
    """A document's words, escaped; characters that cannot be seen are wrapped in an element that shows their names."""
    if not ODD.search(text):
        return escape(text)
    out, at = [], 0
    for found in ODD.finditer(text):
        out += [escape(text[at : found.start()]), _odd(found[0])]
        at = found.end()
    return Markup("").join([*out, escape(text[at:])])


def hidden(text: str) -> Markup:
    """Line breaks and blank lines: kept in the page, laid out by the paragraphs around them."""
    return Markup('<span class="break">{}</span>').format(words(text)) if text else Markup("")


def boxes(paragraphs: Sequence[ParagraphView]) -> list[tuple[str | None, list[ParagraphView]]]:
    """Neighbouring paragraphs with one reason to be boilerplate go together; (None, paragraphs) is the article."""
    return [(reason, list(group)) for reason, group in groupby(paragraphs, key=lambda p: p.boilerplate)]


def plain(text: str) -> str:
    """Text that UTF-8 and HTML can hold; the replacement character for what they cannot."""
    return UNWRITABLE.sub("\ufffd", text)


def marked(row: Iterable[Piece], opening: Callable[[Mark], str]) -> Markup:
    """The pieces as nested elements: what two neighbouring stacks share stays open, the rest is closed and opened.

    `opening` gives the start tag of a mark, with everything in it escaped.
    """
    out: list[str] = []
    stack: tuple[Mark, ...] = ()
    for piece in row:
        shared = 0
        for one, other in zip(stack, piece.marks, strict=False):
            if one is not other:
                break
            shared += 1
        out += [_closing(mark) for mark in reversed(stack[shared:])]
        out += [opening(mark) for mark in piece.marks[shared:]]
        out.append(words(piece.text))
        stack = piece.marks
    out += [_closing(mark) for mark in reversed(stack)]
    return Markup("".join(out))  # noqa: S704  tags of ours and escaped words


def _marker(brief: Brief) -> Callable[..., Markup]:
    """`marked` for one page: the first element of a mark carries its number, link and label, the others go on."""
    seen: set[int] = set()

    def opening(mark: Mark) -> str:
        first = id(mark) not in seen
        seen.add(id(mark))
        more = "" if first else " more"
        if mark.part is Part.BOILERPLATE:
            return f'<span class="boilerplate{more}" data-label="{_attribute(mark.label)}">'
        if mark.part is Part.NARRATION:
            return f'<span class="narration{more}">'
        if mark.part is not Part.CONTENT:
            return f'<span class="{mark.part.value}{more}" data-n="{mark.number}">'
        tag = f'<mark class="content d{min(mark.depth, 3)}{more}" data-n="{mark.number}">'
        return tag + _lead(brief, mark) if first and mark.leads else tag

    def in_context(mark: Mark) -> str:
        return '<mark class="content">' if mark.part is Part.CONTENT else f'<span class="{mark.part.value}">'

    def marker(row: Iterable[Piece], linked: bool = True) -> Markup:
        return marked(row, opening if linked else in_context)

    return marker


def _lead(brief: Brief, mark: Mark) -> str:
    number = mark.number or 1
    statement = brief.statements[number - 1]
    label = f"Statement {number}: {statement.speaker or 'speaker not told'}, {statement.kind}, {statement.stance}"
    label = _attribute(label)
    return f'<a class="ref" id="m-{number}" href="#s-{number}" data-n="{number}" aria-label="{label}"></a>'


def _closing(mark: Mark) -> str:
    return "</mark>" if mark.part is Part.CONTENT else "</span>"


def _attribute(text: str) -> str:
    return str(escape(plain(text)))


def _placed(brief: Brief) -> frozenset[int]:
    """The statements whose content can be seen in the running text; one of nothing but line breaks cannot."""
    return frozenset(
        mark.number
        for document in brief.documents
        for paragraph in document.paragraphs
        for piece in paragraph.pieces
        for mark in piece.marks
        if mark.leads and mark.number
    )


def _odd(character: str) -> Markup:
    if character == "\r":
        return Markup("&#13;")
    shown = "\ufffd" if UNWRITABLE.match(character) else character
    return Markup('<bdi class="odd" data-code="U+{}">{}</bdi>').format(f"{ord(character):04X}", shown)


def _hash_source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return files("sayso.report").joinpath(name).read_text("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sayso.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: plain(value) if type(value) is str else value,
    )
    environment.filters |= {"words": words, "hidden": hidden, "boxes": boxes, "shown": shown}
    environment.tests |= {"language_tag": lambda tag: bool(LANGUAGE_TAG.fullmatch(tag))}
    environment.globals |= {
        "counted": counted,
        "clipped": clipped,
        "by_stance": by_stance,
        "reading": reading,
        "install": INSTALL,
    }
    return environment
