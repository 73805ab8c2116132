"""Roads that a file's metadata tell, from the file to the route: a canonical link, a feed's source, a forwarded post."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.case import Case
from sayso.records import Basis, HopKind

SAID = (
    "The bridge over the Orla will stay closed until spring, Jan Holm said on Monday.",
    "“We found cracks in two of the piers and cannot let anybody cross,” Jan Holm said. He is the district's engineer.",
    "The closure cuts the two halves of the town off from one another, and the ferry does not run while there is ice.",
)


def page(head: str) -> str:
    body = "".join(f"<p>{one}</p>" for one in SAID)
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Bridge closed</title>{head}</head>"
        f"<body><article><h1>Bridge closed</h1>{body}</article></body></html>"
    )


def hops(path: Path) -> set[tuple[str, HopKind, Basis]]:
    """What the words of all statements of a file came through."""
    with Case() as case:
        case.add(path)
        routes = [statement.attribution.route for statement in case.statements()]
    assert routes
    return {(hop.name, hop.kind, hop.basis) for route in routes for hop in route}


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_canonical_link_to_another_site_is_a_hop(tmp_path: Path) -> None:
    head = (
        "<meta property='og:site_name' content='Orla Today'><meta property='og:url' content='https://orla.example/1'>"
        "<link rel='canonical' href='https://www.kentpress.example/bridge'>"
    )
    assert hops(written(tmp_path, "a.html", page(head))) == {("kentpress.example", HopKind.OUTLET, Basis.METADATA)}


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("https://m.orla.example/1", "https://www.orla.example/1"),
        ("https://web.archive.org/web/2022/https://orla.example/1", "https://orla.example/1"),
        ("https://orla-example.cdn.ampproject.org/c/s/1", "https://orla.example/1"),
        ("https://news.orla.co.uk/1", "https://orla.co.uk/1"),
        ("https://orla.example/1", "/1"),
    ],
)
def test_a_canonical_link_to_the_page_itself_is_none(tmp_path: Path, address: str, canonical: str) -> None:
    head = f"<meta property='og:url' content='{address}'><link rel='canonical' href='{canonical}'>"
    assert hops(written(tmp_path, "a.html", page(head))) == set()


def test_a_canonical_link_tells_which_page_is_the_copy(tmp_path: Path) -> None:
    own = "<link rel='canonical' href='https://kentpress.example/bridge'>"
    taken = f"<meta property='og:url' content='https://orla.example/1'>{own}"
    paths = written(tmp_path, "original.html", page(own)), written(tmp_path, "reprint.html", page(taken))
    with Case() as case:
        case.add(*paths)
        names = {d.id: Path(d.path).name for d in case.documents()}
        found = [(names[d.copy.document], names[d.of.document], d.why) for g in case.pile().copies for d in g.derivations]
        assert case.origins().count == 1
    assert ("reprint.html", "original.html") in {pair[:2] for pair in found}
    assert not any(pair[:2] == ("original.html", "reprint.html") for pair in found)
    assert any("link rel canonical" in why for _, _, why in found)


def test_a_feed_items_source_is_a_hop(tmp_path: Path) -> None:
    feed = (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Orla Today</title>"
        "<link>https://orla.example/</link><item><title>Bridge closed</title><link>https://orla.example/1</link>"
        f"<source url='https://kentpress.example/rss'>Kentpress</source><description>{' '.join(SAID)}</description>"
        "</item></channel></rss>"
    )
    assert hops(written(tmp_path, "a.xml", feed)) == {("Kentpress", HopKind.AGENCY, Basis.METADATA)}


def test_a_forwarded_post_came_through_the_channel_that_wrote_it(tmp_path: Path) -> None:
    message = {"id": 2, "type": "message", "date": "2022-01-05T16:00:00", "from": "Orla Watch", "text": " ".join(SAID)}
    export = {"name": "Orla Watch", "type": "public_channel", "id": 9, "messages": [message]}
    assert hops(written(tmp_path, "own.json", json.dumps(export))) == set()
    message["forwarded_from"] = "Velmar Live"
    told = {("Telegram channel of Velmar Live", HopKind.CHANNEL, Basis.METADATA)}
    assert hops(written(tmp_path, "forwarded.json", json.dumps(export))) == told
