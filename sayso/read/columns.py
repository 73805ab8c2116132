"""One record of a table or export (a row, a JSON object) to a Document: which field is the text, which are metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import isfinite

from sayso.read.blocks import LOOKS_LIKE_HTML, fragment_text
from sayso.read.dates import iso
from sayso.read.source import Found, Input, metadata
from sayso.records import Metadatum, SkipReason

# Names are compared in lower case without signs between words: 'Article Body', 'article_body', 'articleBody' are one.
TEXTS = (
    "text", "articlebody", "fulltext", "maintext", "body", "bodytext", "content", "contenttext", "contenthtml",
    "article", "articletext", "story", "storytext", "post", "posttext", "message", "tweet", "transcript", "plaintext",
    "html", "description", "summary", "текст", "содержание",
)  # fmt: skip
FACTS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "heading", "header", "subject", "заголовок", "название"),
    "author": ("author", "authors", "byline", "writer", "creator", "journalist", "автор"),
    "outlet": (
        "outlet", "source", "publisher", "publication", "newspaper", "sitename", "site", "website", "media",
        "mediaoutlet", "channel", "sourcename", "medianame", "источник", "сми",
    ),
    "published": (
        "published", "date", "publisheddate", "publishdate", "publicationdate", "publishedat", "pubdate",
        "datepublished", "datetime", "timestamp", "createdat", "created", "time", "дата",
    ),
    "address": ("url", "link", "address", "permalink", "canonicalurl", "sourceurl", "articleurl", "webpage", "ссылка"),
    "language": ("language", "lang", "inlanguage", "язык"),
    "origin": ("origin", "originalsource"),
}  # fmt: skip


def plain_name(name: str) -> str:
    """A field's name as it is compared."""
    return re.sub(r"[\W_]+", "", name).lower()


def text_column(names: Iterable[str], item: Input) -> str | None:
    """The name among `names` that holds the text: one that the user gave, else the best known one."""
    known = {plain_name(name): name for name in reversed(list(names))}
    wanted = (*(plain_name(name) for name in item.limits.text_columns), *TEXTS)
    return next((known[name] for name in wanted if name in known), None)


def record_document(item: Input, record: Mapping[str, object], raw: bytes, locator: str, kind: str) -> Found:
    """The Document of one record, or the Skipped row that says why there is none. `kind`: 'column' or 'field'."""
    filled = [name for name, value in record.items() if words(value).strip()]
    name = text_column(filled, item) or text_column(record, item)
    if name is None:
        return item.skipped(SkipReason.WRONG_TYPE, no_text(kind), item.at(locator))
    text = words(record[name])
    markup = "html" in plain_name(name) or "rendered" in record_keys(record[name]) or LOOKS_LIKE_HTML.search(text)
    return item.document(fragment_text(text) if markup else text, raw, facts(record, name, kind), item.at(locator))


def facts(record: Mapping[str, object], text_name: str, kind: str) -> tuple[Metadatum, ...]:
    """The metadata among a record's other fields, each with the field it came from."""
    known = {plain_name(name): name for name in reversed(list(record)) if name != text_name}
    found = []
    for fact, names in FACTS.items():
        for name in names:
            value = words(record[known[name]]).strip() if name in known else ""
            value = (iso(value) or "") if fact == "published" else value
            if value and len(value) < 2000:
                found.append((fact, value, f"{kind} '{known[name]}'"))
                break
    return metadata(*found)


def words(value: object, depth: int = 0) -> str:
    """A field's value as words: a string, a number, a thing's name, several joined."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or depth > 3:
        return ""
    if isinstance(value, int | float):
        return str(value) if isfinite(value) else ""  # pandas writes NaN where there is nothing
    if isinstance(value, list):
        return ", ".join(word for word in (words(one, depth + 1) for one in value[:100]) if word)
    if isinstance(value, dict):
        inner = next((key for key in ("rendered", "name", "title", "value") if key in value), None)
        return words(value[inner], depth + 1) if inner else ""
    return ""


def record_keys(value: object) -> Iterable[str]:
    return value.keys() if isinstance(value, dict) else ()


def no_text(kind: str) -> str:
    """The sentence for a record or table without a text column."""
    return f"No {kind} is named text, body, content or article; name the one that holds the text with --text-column."
