"""Whom a document credits: its metadata, a label ('Original: ...'), a dateline, 'contributed to this report'.

Names and addresses are kept as keys that two spellings share; which document of a pile a key means is asked of `Library`.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.records import Document, Span

_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<host>(?:[\w-]+\.)+[^\W\d_]{2,})(?::\d+)?(?P<path>/[^\s?#]*)?(?:[?#]\S*)?", re.I
)
_DATELINE = re.compile(r"^[ \t]*[^\W\d_a-zа-я][^\n\r(]{1,80}\((?P<name>[^()\n\r]{2,40})\)\s*[-–—―]", re.M)
_HEAD = 1500  # characters in which a dateline may stand
_NAMES = 120  # characters before 'contributed to this report'
_NAME = re.compile(r"(?:the\s+)?(?P<name>[A-ZА-ЯЁ][^,;]{1,60}?)\s*(?:,|;|\band\b|$)", re.S)


@dataclass(frozen=True, slots=True)
class Credit:
    """What a document names as its model: an outlet's key, an address' host and its host with path; '' where not told.

    `why` is for a reader, with the document's own words. `binding`: it says that the text is another's, even where that
    other is not in the pile; an author's name says so only where it is the name of an outlet of the pile.
    """

    name: str
    host: str
    address: str
    why: str
    binding: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """What is kept of a document: `outlet` and `host` are keys, `addresses` are its own; '' and None are unknown."""

    id: str
    outlet: str
    host: str
    addresses: tuple[str, ...]
    published: str | None
    language: str | None
    whole: Span | None
    credits: tuple[Credit, ...]


@cache
def words() -> dict[str, Any]:
    """The word lists, read once."""
    return tomllib.loads(files("sayso.data").joinpath("copies.toml").read_text("utf-8"))


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in sorted(words()["labels"], key=len, reverse=True))
    marked = rf"^[ \t>*_(\[]*(?P<label>{labels})[ \t]*[:：][ \t*_]*(?P<name>[^\n\r]{{2,200}}?)[ \t)\]*_.]*\r?$"
    return re.compile(marked, re.I | re.M)


@cache
def _contributed() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, words()["contributed"]))
    return re.compile(rf"\b(?:{phrases})\b", re.I)


def name_key(name: str) -> str:
    """Letters and digits of a name, romanised, without case and article: two spellings of one outlet share it."""
    folded = re.sub(r"^(?:the|газета|журнал)\s+", "", name.strip().casefold())
    table: dict[str, str] = words()["romanised"]
    return "".join(table.get(letter, letter) for letter in folded if letter.isalnum())


def address_keys(address: str) -> tuple[str, str]:
    """Host, and host with path, of an address; two empty strings where it is none."""
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        return "", ""
    host = match["host"].casefold()
    path = (match["path"] or "").rstrip("/")
    return host, host + path if path else ""


def credit(named: str, why: str) -> Credit:
    """A credit that names an address or an outlet."""
    host, address = address_keys(named)
    return Credit("" if host else name_key(named), host, address, why)


def told(document: Document) -> Iterator[Credit]:
    """The credits of a document, metadata first."""
    origins = {address_keys(m.value)[0] for m in document.metadata if m.name == "origin"} - {""}
    own = site_name(address_keys(document.address or "")[0])
    for m in document.metadata:
        host = address_keys(m.value)[0] if m.name == "address" else ""
        elsewhere = "canonical" in m.where and own and host and site_name(host) != own
        if m.name in ("origin", "forwarded_from") or host in origins or elsewhere:
            yield credit(m.value, f"{m.where}: {m.value}")
        elif m.name == "author" and document.outlet and document.outlet != m.value:
            yield Credit(name_key(m.value), "", "", f"{m.where}: {m.value}", binding=False)
    for match in _label().finditer(document.text):
        yield credit(match["name"], f"'{match.group().strip()}'")
    for match in _DATELINE.finditer(document.text[:_HEAD]):
        yield Credit(name_key(match["name"]), "", "", f"dateline '({match['name']})'")
    for match in _contributed().finditer(document.text):
        before = re.split(r"[.\n\r()]", document.text[max(0, match.start() - _NAMES) : match.start()])[-1].strip()
        for name in _NAME.finditer(before):
            if name["name"].casefold() not in words()["own"]:
                yield Credit(name_key(name["name"]), "", "", f"'{before} {match.group()}'")


def facts(document: Document) -> Facts:
    """What the search for models needs of a document; its text is not kept."""
    credits = [c for c in dict.fromkeys(told(document)) if c.name or c.host]
    credited = {c.address for c in credits if c.address}
    addresses = [address_keys(m.value) for m in document.metadata if m.name == "address"]
    own = [(host, address) for host, address in addresses if address not in credited or not address]
    outlet = name_key(document.outlet or "")
    filled = document.text.strip()
    start = document.text.find(filled) if filled else 0
    return Facts(
        id=document.id,
        outlet=outlet,
        host=own[0][0] if own else "",
        addresses=tuple(address for _, address in own if address),
        published=document.published,
        language=(document.meta("language") or "").split("-")[0].casefold() or None,
        whole=Span(start, start + len(filled)) if filled else None,
        credits=tuple(c for c in credits if not (c.name and c.name == outlet)),
    )


def site_name(host: str) -> str:
    """The part of a host that tells the outlet, as a name's key: 'zarya-tashvara' of 'www.zarya-tashvara.example'."""
    labels = host.split(".")
    return name_key(labels[-2]) if len(labels) > 1 else ""


class Library:
    """Documents by what a credit may say of them. Every answer is a set of places in the list it was made of."""

    def __init__(self, documents: Iterable[Facts]) -> None:
        self._addresses: dict[str, set[int]] = defaultdict(set)
        self._hosts: dict[str, set[int]] = defaultdict(set)
        self._names: dict[str, set[int]] = defaultdict(set)
        for place, document in enumerate(documents):
            for address in document.addresses:
                self._addresses[address].add(place)
            if document.host:
                self._hosts[document.host].add(place)
            if document.outlet:
                self._names[document.outlet].add(place)

    def meant(self, credit: Credit) -> set[int]:
        """Those at the credited address; else, where the pile lacks it, those of the credited site or outlet.

        The caller must not change the set.
        """
        if credit.address and credit.address in self._addresses:
            return self._addresses[credit.address]
        if credit.host:
            return self._hosts.get(credit.host) or self._names.get(site_name(credit.host), set())
        return self._names.get(credit.name, set())
