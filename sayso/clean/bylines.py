"""Names of authors in the lines that give them: 'By Anna Berg and Tom Lee', 'Автор: ...', '作者：...'.

Only forms that name somebody outright count; a line that merely starts with 'By' does not. Nothing here decides where
in a text a byline may stand.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.clean.dates import STAMP, full_date
from sayso.clean.outlets import is_outlet

_AND = re.compile(r"\s*(?:,|;|&|/| and | with | и | und | et | y |、|，)\s*(?:and |& |и )?")
_OPENING = re.compile(
    r"(?:(?:posted|written|published|reported|interview(?:ed)?|story|words|text|analysis|opinion|commentary) by\b|by\b|"
    r"(?:authors?|writer|reporter|byline|interview) ?:|(?:автор|авторы|текст|автор статьи) ?:|"
    r"(?:作者|记者|文|撰文) ?[:：/])"
    r"\s*(?::\s*)?",
    re.IGNORECASE,
)
# What may follow the names in a byline: where, for whom, when.
_AFTER = re.compile(
    r",? (?:in|for|at|of|from|on) |,? (?:published|updated|posted|contributor|staff|special to|correspondent|reporter|"
    r"editor|columnist|senior|chief|political|associated press)\b| [-–—|] |\s*[|·•(]|,? \d|,? @|\s\S+@|(?<=\w{3})\.\s",
    re.IGNORECASE,
)
_PARTICLES = re.compile(r"de|da|del|della|di|du|la|le|van|von|der|den|ten|al|el|bin|ibn|ben|abu|y|e|dos|das|zu|af|av")
_NO_NAMES = re.compile(
    r"the|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|land|sea|air|his|her|their|its|th(?:is|at|ese|ose)|our|your|my|how|why|what|when|where",
    re.IGNORECASE,
)
# Words of an outlet's or a page's name, none of a person's.
_HOUSE_WORDS = re.compile(
    r"\b(?:the|news|times|post|daily|today|magazine|tv|radio|press|media|politics|tech|sports|world|online|network|"
    r"journal|reports?|channel|weekly|review|page|facebook|twitter|blog|team|staff|desk|app|"
    r"editor|correspondent|reporter|writer|columnist|contributor)\b",
    re.IGNORECASE,
)
_WIRES = re.compile(r"AFP|AP|Reuters|UPI|EFE|TASS|Interfax|Xinhua|Bloomberg|ANI|PTI|IANS")
_CAPITALISED = re.compile(r"[^\W\d_][\w'.’-]*$")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff·]{2,12}$")
_LONGEST_BYLINE = 200
_BESIDE = re.compile(r"\s*[,|·•;]\s*|\s[–—-]{1,2}\s")
# A date is the byline's only where it is a part of its own: 'born 5 March 1954' is none.
_DATED = re.compile(
    rf"(?:[,|·•(]|\s[–—-]{{1,2}}\s)\s*(?:(?:published|posted)(?: on)?:? )?"
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}[.,]{{0,2}} )?(?P<date>{STAMP})",
    re.IGNORECASE,
)


class Beside(NamedTuple):
    """What stands beside the authors: an outlet's name, a date in ISO 8601 and the words that say it."""

    outlet: str | None
    published: str | None
    words: str


def byline_names(core: str) -> list[str]:
    """The authors that a line names as its whole purpose; empty where it is no byline."""
    if len(core) > _LONGEST_BYLINE or (opening := _OPENING.match(core)) is None:
        return []
    return names(core[opening.end() :])


def names(words: str) -> list[str]:
    """The names that open `words`, where what follows them is only a place, a post, an outlet or a date.

    A name is two to four words with capitals (particles aside), a wire's name, or two to twelve Han signs.
    """
    after = _AFTER.search(words)
    listed = (words[: after.start()] if after else words).strip(" .,:;*")
    found: list[str] = []
    for place, part in enumerate(_AND.split(listed)):
        name = part.strip(" .,:;*")
        if found and (name.startswith("The ") or is_outlet(name)):
            break  # 'Anna Berg, The Lune Courier'
        if is_name(name):
            found.append(_proper_case(name))
        elif place > 0 and found and name and len(name.split()) <= 4 and "," in listed and name[0].isupper():
            break  # an outlet or a post after the name: 'Anna Berg, Reuters'
        else:
            return []
    return found


def beside_names(core: str, language: str | None) -> Beside:
    """The outlet and the date that a byline gives after its authors: 'By Anna Berg, The Lune Courier, 5 March 2024'."""
    outlet = next((part for part in _BESIDE.split(core)[1:] if is_outlet(part)), None)
    if (stamp := _DATED.search(core)) is None:
        return Beside(outlet, None, "")
    for words in (core[stamp.start("date") :], stamp["date"]):
        if day := full_date(words, language):
            return Beside(outlet, day, words)
    return Beside(outlet, None, "")


def is_name(words: str) -> bool:
    """Whether this can be an author's name."""
    if _WIRES.fullmatch(words) or _HAN_NAME.match(words):
        return True
    parts = words.split()
    if not 2 <= len(parts) <= 4 or len(words) > 60:
        return False
    # 'The Week UK' signs as an author does.
    if any(_NO_NAMES.fullmatch(part) for part in parts[parts[0] == "The" :]):
        return False
    return all(_CAPITALISED.match(part) and (part[0].isupper() or _PARTICLES.fullmatch(part)) for part in parts)


def is_person(words: str) -> bool:
    """Whether this can be a person's name and is not plainly that of an outlet."""
    return is_name(words) and not _WIRES.fullmatch(words) and not _HOUSE_WORDS.search(words)


def _proper_case(name: str) -> str:
    """'JOHN MACLEAN' as 'John Maclean'; anything else as it stands."""
    if name.isupper() and " " in name:
        return " ".join(part.capitalize() if len(part) > 2 else part for part in name.split())
    return name
