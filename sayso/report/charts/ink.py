"""A Vega specification becomes an SVG element for the page. The one place that knows the charting library.

In order: the library draws (`vl_convert`, Vega), its SVG is parsed and rid of what the page has no use for (fonts, roles,
empty frames, digits beyond a tenth of a pixel), the labels of marks become titles, which browsers show at a pointer, and
the whole gets a name and a description. Colours are variables of the page's style sheet, set as attributes, so that dark
mode and print reach them and the content security policy has nothing to forbid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup

from sayso.report.labels import shown

Spec = Mapping[str, Any]

INSTALL = "pip install 'sayso[charts]'"
SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
# Characters that XML has no place for and `shown` lets by.
NO_XML = re.compile("[\ufffe\uffff]")
UNWANTED = ("role", "aria-roledescription", "aria-hidden", "pointer-events", "font-family", "stroke-miterlimit", "version")
FRAMES = ("background", "foreground")
HUES = 5  # sources with a colour of their own; the style sheet has the colours


@cache
def available() -> bool:
    """Whether the charting library is installed."""
    return find_spec("vl_convert") is not None


def drawn(spec: Spec, name: str, about: str, key: str) -> Markup:
    """The SVG element. `name` and `about` are what a screen reader says; `key` makes their ids unique in the page.

    Raises ImportError where the library is not installed.
    """
    from vl_convert import vega_to_svg

    whole = {"$schema": "https://vega.github.io/schema/vega/v5.json", "autosize": "none", "background": None, **spec}
    # It draws our own specification: no entity or document type can be in it.
    root = ElementTree.fromstring(vega_to_svg(whole))  # noqa: S314
    _tidy(root)
    root.attrib = {
        "class": "drawing",
        **{side: root.attrib[side] for side in ("width", "height", "viewBox")},
        "role": "img",
        "aria-labelledby": f"{key}-name",
        "aria-describedby": f"{key}-about",
    }
    for place, (tag, text) in enumerate((("title", name), ("desc", about))):
        element = ElementTree.Element(tag, {"id": f"{key}-{'name' if tag == 'title' else 'about'}"})
        element.text = label(text)
        root.insert(place, element)
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704  serialised, so escaped


def label(text: str) -> str:
    """The text on one line, without what a drawing cannot hold."""
    return NO_XML.sub("\ufffd", shown(text))


def hue(rank: int | None) -> str:
    """The colour of the source with this rank, from 0; grey beyond the first few and where the source is not told."""
    return f"var(--c{rank + 1})" if rank is not None and rank < HUES else "var(--c0)"


def pins(rows: Sequence[Mapping[str, Any]], radius: float = 9.0) -> list[dict[str, Any]]:
    """Discs with a letter in each: a hollow one for what is hedged, a square for what has `square`, a tint for `pale`.

    A row has `x`, `y`, `letter`, `hue`, `hollow`, `square`, `pale` and `told`, the words shown at a pointer.
    """
    discs = [
        {
            **row,
            "fill": "var(--card)" if row["hollow"] else row["hue"],
            "ink": "var(--ink)" if row["pale"] else row["hue"] if row["hollow"] else "var(--card)",
            "shape": "square" if row["square"] else "circle",
            "strength": 0.3 if row["pale"] else 1.0,
        }
        for row in rows
    ]
    size = [(2 * radius) ** 2 * 0.86]
    return [
        shape("symbol", discs, x="x", y="y", size=size, shape="shape", fill="fill", stroke="hue", strokeWidth=[2],
              opacity="strength", description="told"),
        shape("text", discs, x="x", y="y", dy=[0.5], text="letter", fill="ink", fontSize=[11], fontWeight=[600],
              align=["center"], baseline=["middle"], aria=[False]),
    ]  # fmt: skip


def shape(kind: str, rows: Sequence[Mapping[str, Any]], **channels: Any) -> dict[str, Any]:
    """A Vega mark of `rows`, each of which becomes one shape. A channel is a field's name, a value in a list of one, or
    what Vega takes."""

    def channel(told: Any) -> Any:
        return {"value": told[0]} if isinstance(told, list) else {"field": told} if isinstance(told, str) else told

    return {"type": kind, "values": rows, "encode": {"enter": {name: channel(told) for name, told in channels.items()}}}


def spec_of(size: tuple[float, float], shapes: Sequence[Mapping[str, Any]], **more: Any) -> Spec:
    """A specification of these shapes, in px from the upper left corner, those first given at the back. `more`: the room
    around them (`padding`), `scales`, `axes`."""
    return {
        "width": size[0],
        "height": size[1],
        "padding": 0,
        **more,
        "data": [{"name": f"d{n}", "values": one["values"]} for n, one in enumerate(shapes)],
        "marks": [
            {"type": one["type"], "from": {"data": f"d{n}"}, "encode": one["encode"]} for n, one in enumerate(shapes)
        ],
    }


def _tidy(element: ElementTree.Element) -> None:
    element.tag = element.tag.removeprefix(SVG)
    for name in UNWANTED:
        element.attrib.pop(name, None)
    told = element.attrib.pop("aria-label", None)
    element.attrib.pop("class", None)
    if element.attrib.get("opacity") == "1":
        del element.attrib["opacity"]
    for name in ("transform", "d", "x2", "y2", "width", "height"):
        if name in element.attrib:
            element.attrib[name] = NUMBER.sub(_rounded, element.attrib[name])
    for child in list(element):
        if child.attrib.get("class") in FRAMES:
            element.remove(child)
            continue
        _tidy(child)
    if told and element.tag != "g":
        title = ElementTree.Element("title")
        title.text = told
        element.insert(0, title)


def _rounded(found: re.Match[str]) -> str:
    return f"{round(float(found[0]), 1):.10g}"
