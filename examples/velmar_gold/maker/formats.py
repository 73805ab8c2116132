"""Write the Documents in the formats in which they would reach an analyst.

Text and Markdown are the marked-up text without its marks. HTML is a page of `pages/` with the paragraphs put in. The
mail, the PDF, the Telegram export and the feed are made here. Every byte is a function of the sources: no clock, no
locale, no compression that differs between builds of zlib.
"""

from __future__ import annotations

import html
import json
import quopri
import re
import string
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from markup import Mark, Source

BLOCKS = {"h1": ("<h1>", "</h1>"), "h2": ("<h2>", "</h2>"), "cite": ('<p class="credit">', "</p>")}
BLOCKS["pullquote"] = ('<blockquote class="pull"><p>', "</p></blockquote>")
FEED_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>Frontier Wire</title>
<link>https://frontier-wire.example/</link>
<description>Headlines from the upland republics</description>
<language>en</language>
<lastBuildDate>Fri, 22 Mar 2024 11:05:00 +0200</lastBuildDate>
"""
MAIL_HEAD = """Return-Path: <press@mfa.tashvar.example>
Received: from relay.mfa.tashvar.example by mx.courier.example; {date}
Message-ID: <20240315123000.0412@mfa.tashvar.example>
Date: {date}
From: "Press Service, MFA of Tashvar" <press@mfa.tashvar.example>
To: newsdesk@courier.example
Subject: {title}
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

"""


def html_body(source: Source, hops: dict[str, Any]) -> str:
    """The main text as HTML: one element a line, inline marks inside."""
    inline: dict[str, Callable[[Mark], tuple[str, str]]] = {
        "h:strong": lambda m: ("<strong>", "</strong>"),
        "h:em": lambda m: ("<em>", "</em>"),
        "v:": lambda m: (f'<a href="{hops[m.tag[2:]]["address"]}">', "</a>"),
    }
    marks = [*source.tagged("h:"), *source.tagged("v:")]
    lines, at = [], 0
    for line in source.text.split("\n"):
        end = at + len(line)
        here = [m for m in marks if at <= m.start and m.end <= end]
        block = next((BLOCKS[m.tag[2:]] for m in here if m.tag[2:] in BLOCKS), ("<p>", "</p>"))
        opened: dict[int, str] = {}
        closed: dict[int, str] = {}
        for mark in here:
            wrap = inline.get(mark.tag) or (inline["v:"] if mark.tag.startswith("v:") else None)
            if wrap:
                before, after = wrap(mark)
                opened[mark.start] = opened.get(mark.start, "") + before
                closed[mark.end] = after + closed.get(mark.end, "")
        out = "".join(
            closed.get(i, "") + opened.get(i, "") + html.escape(source.text[i], quote=False) for i in range(at, end)
        )
        lines.append(block[0] + out + closed.get(end, "") + block[1])
        at = end + 1
    return "\n".join(lines)


def page(source: Source, hops: dict[str, Any], pages: Path) -> bytes:
    """A whole HTML page."""
    template = string.Template((pages / f"{source.doc}.html").read_text(encoding="utf-8"))
    title = html.escape(source.head["title"])
    # boilerplate at the end of the main text (a credit line) stays in it; the page's own frame is in the template
    filled = template.substitute(body=html_body(source, hops), title=title, address=source.head["address"])
    return filled.encode()


def mail(source: Source) -> bytes:
    """A message with CRLF line ends and a quoted-printable body."""
    date = format_datetime(datetime.fromisoformat(source.head["published"]))
    head = MAIL_HEAD.format(date=date, title=source.head["title"]).replace("\n", "\r\n").encode()
    body = quopri.encodestring((source.text + "\n").encode()).replace(b"\n", b"\r\n")
    return head + body


def pdf(source: Source) -> bytes:
    """The report as an uncompressed PDF on A4, Helvetica, with fixed dates."""
    from fpdf import FPDF
    from fpdf.enums import XPos, YPos

    document = FPDF(format="A4")
    document.set_compression(False)
    document.set_creation_date(datetime(2024, 3, 19, 15, 0, tzinfo=UTC))
    document.set_producer("sayso example")
    document.set_title(source.head["title"])
    document.set_author(source.head["outlet"])
    document.set_auto_page_break(False)
    document.set_margins(25, 22, 25)
    document.add_page()
    blocks = source.text.split("\n\n")
    for block in blocks[:-1]:
        heading = block == source.head["title"]
        letterhead, numbered = block == blocks[0], re.match(r"\d+\. ", block) is not None
        document.set_font("Helvetica", "B" if heading or numbered or letterhead else "", 15 if heading else 10.5)
        document.multi_cell(
            0,
            7 if heading else 5.2,
            block,
            align="C" if letterhead else "L",
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        document.ln(1.5 if numbered else 4.5)
    document.set_y(-18)
    document.set_font("Helvetica", "", 8)
    document.cell(0, 8, blocks[-1], align="C")
    return bytes(document.output())


def unix(moment: str) -> str:
    """Seconds since 1970 of a local time two hours east of Greenwich, as Telegram Desktop writes it."""
    return str(int(datetime.fromisoformat(moment + "+02:00").timestamp()))


def export(posts: list[Source]) -> bytes:
    """`result.json` as Telegram Desktop writes it for a public channel."""
    created = {"id": 1, "type": "service", "date": "2021-09-02T10:00:00", "date_unixtime": unix("2021-09-02T10:00:00")}
    created |= {"actor": "Melikan's Ledger", "actor_id": "channel1480000017", "action": "create_channel"}
    messages: list[dict[str, Any]] = [created | {"title": "Melikan's Ledger", "text": "", "text_entities": []}]
    for post in posts:
        head = post.head
        message: dict[str, Any] = {"id": int(head["item"]), "type": "message", "date": head["published"]}
        message["date_unixtime"] = unix(head["published"])
        if "edited" in head:
            message |= {"edited": head["edited"], "edited_unixtime": unix(head["edited"])}
        message |= {"from": "Melikan's Ledger", "from_id": "channel1480000017"}
        if "forwarded_from" in head:
            message["forwarded_from"] = head["forwarded_from"]
        if "reply_to" in head:
            message["reply_to_message_id"] = int(head["reply_to"])
        message |= pieces(post)
        messages.append(message)
    whole = {"name": "Melikan's Ledger", "type": "public_channel", "id": 1480000017, "messages": messages}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def pieces(post: Source) -> dict[str, Any]:
    """The text of a post: a string, or a list where a part of it is set apart."""
    if "bold" not in post.head:
        return {"text": post.text, "text_entities": [{"type": "plain", "text": post.text}]}
    before, bold, after = post.text.partition(post.head["bold"])
    parts = [("plain", before), ("bold", bold), ("plain", after)]
    entities = [{"type": kind, "text": text} for kind, text in parts if text]
    return {"text": [e["text"] if e["type"] == "plain" else e for e in entities], "text_entities": entities}


def feed(items: list[Source]) -> bytes:
    """An RSS 2.0 feed, newest item first, each with the outlet that it came from."""
    parts = [FEED_HEAD]
    for item in sorted(items, key=lambda s: s.head["published"], reverse=True):
        head = item.head
        date = format_datetime(datetime.fromisoformat(head["published"]))
        body = "\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in item.text.split("\n"))
        first = re.split(r"(?<=[.])\s", item.text)[0]
        parts.append(
            f"<item>\n<title>{html.escape(head['title'], quote=False)}</title>\n<link>{head['address']}</link>\n"
            f'<guid isPermaLink="false">{head["item"]}</guid>\n<pubDate>{date}</pubDate>\n'
            f'<source url="{head["origin_url"]}">{html.escape(head["origin"])}</source>\n'
            f"<description>{html.escape(first, quote=False)}</description>\n"
            f"<content:encoded><![CDATA[{body}]]></content:encoded>\n</item>\n"
        )
    return "".join([*parts, "</channel>\n</rss>\n"]).encode()
