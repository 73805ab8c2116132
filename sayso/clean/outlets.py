"""Names of newspapers, agencies and sites, told by the noun that they end in: 'The Lune Courier'.

Nothing here decides where in a text such a name counts; `head.py` does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.clean.dates import full_date

# No family name is one of these: 'Lune Courier' is an outlet wherever a byline ends in it.
_SURE_NOUNS = (
    "Bulletin|Chronicle|Courier|Digest|Express|Gazette|Guardian|Herald|Independent|Journal|Ledger|Magazine|News|Observer|"
    "Sentinel|Telegraph|Times|Tribune|Weekly|Новости|Газета|Вестник|Правда|Известия|Ведомости"
)
_OTHER_NOUNS = (
    "Agency|Daily|Globe|Insider|Mail|Mirror|Monitor|Post|Press|Record|Register|Report|Review|Standard|Star|Sun|Today|Wire"
)
_NAMED = r"(?P<name>(?:[^\W\d_a-zа-я][\w.'’-]*\s+){1,4}?(?i:%s))"
_REST = r"(?P<rest>(?: [-–—|] |, ?).{2,80})?"
_MASTHEAD = re.compile(_NAMED % f"{_SURE_NOUNS}|{_OTHER_NOUNS}" + _REST)
_SURE = re.compile(_NAMED % _SURE_NOUNS)
_SURE_WITH_ARTICLE = re.compile(rf"(?i:The)\s(?:[^\W\d_a-z][\w.'’-]*\s){{1,2}}(?i:{_SURE_NOUNS})")


class Masthead(NamedTuple):
    """An outlet's name and what stands beside it, a date or a motto; '' where nothing does."""

    name: str
    rest: str


def masthead(core: str) -> Masthead | None:
    """The line as an outlet's name with what follows it; None where it does not end in a newspaper's noun."""
    match = _MASTHEAD.fullmatch(core)
    return Masthead(match["name"], (match["rest"] or "").strip(" ,-–—|")) if match else None


def is_outlet(words: str) -> bool:
    """Whether these words, beside or below a byline, name an outlet and not one more author: 'Emily Post' is neither."""
    found = masthead(words)
    return found is not None and not found.rest and (words.lower().startswith("the ") or bool(_SURE.fullmatch(words)))


def heads_a_page(core: str) -> bool:
    """Whether a line is so plainly a newspaper's name that it may stand directly above a headline: 'The Lune Courier'."""
    return _SURE_WITH_ARTICLE.fullmatch(core) is not None


def dated_masthead(core: str, language: str | None) -> tuple[Masthead, str] | None:
    """'The Lune Courier, March 5, 2024, 10:05 GMT': the name, and the date in ISO 8601."""
    found = masthead(core)
    day = full_date(found.rest, language) if found and found.rest else None
    return (found, day) if found and day else None


def title_case(name: str) -> str:
    """'EURASIAN STAR' as 'Eurasian Star', 'BBC' and 'BBC News' as they stand."""
    parts = [part.capitalize() if part.isupper() and len(part) > 3 else part for part in name.split()]
    small = {"THE": "The", "OF": "of", "AND": "and", "FOR": "for", "ON": "on", "IN": "in"}
    return " ".join(small.get(part, part) for part in parts)
