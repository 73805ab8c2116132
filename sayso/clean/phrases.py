"""The phrases of boilerplate: read once from `sayso/data/boilerplate_*.toml`, one file a language, and compiled.

All languages are tried on every text: a Russian page that republishes an English one has boilerplate of both. Nothing
here knows where in a text a line stands; `boilerplate.py` does.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.clean.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One reason and the one regular expression of all its patterns. `tail`: only below the last paragraph of prose.

    `speech`: the line may hold words of saying. `raw`: matched with the brackets and marks around the line. `colon`:
    the line may end in a colon.
    """

    reason: str
    pattern: re.Pattern[str]
    tail: bool = False
    speech: bool = False
    raw: bool = False
    colon: bool = True

    def fits(self, line: Line) -> bool:
        """Whether the whole line matches."""
        if not self.colon and line.words.endswith((":", "：")):
            return False
        return self.pattern.fullmatch(line.words if self.raw else line.core) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """All that the data files hold. `verbs` and `roles` tell a note on the author."""

    rules: tuple[Rule, ...]
    headings: tuple[Rule, ...]
    entries: tuple[Rule, ...]
    speech: re.Pattern[str]
    note_on_author: re.Pattern[str]

    def reason(self, line: Line, tail: bool) -> str | None:
        """What this line is, or None where no phrase fits. Lines that report speech fit only rules that allow it."""
        if not line.core or _opens_quotation(line.words):
            return None
        reports: bool | None = None
        for rule in self.rules:
            if rule.tail > tail or not rule.fits(line):
                continue
            if reports is None:
                reports = self.speech.search(line.words) is not None
            if rule.speech or not reports:
                return rule.reason
        return None

    def heads_list(self, line: Line) -> str | None:
        """The reason for the lines below, where this line is the heading of a list of links."""
        return next((rule.reason for rule in self.headings if line.core and rule.fits(line)), None)

    def ends_entry(self, line: Line) -> str | None:
        """The reason for the lines above, where this line closes an entry of a list of links."""
        return next((rule.reason for rule in self.entries if line.core and rule.fits(line)), None)


def _opens_quotation(words: str) -> bool:
    """Whether a paragraph starts with a quotation mark that it does not close: somebody goes on speaking."""
    return words[0] in '"“«„' and not any(mark in words[1:] for mark in '"”»“')


@cache
def phrases() -> Phrases:
    """The phrases of all languages."""
    tables = [
        tomllib.loads(entry.read_text("utf-8"))
        for entry in sorted(files("sayso").joinpath("data").iterdir(), key=lambda entry: entry.name)
        if entry.name.startswith("boilerplate_")
    ]
    notes = [table["bio"] for table in tables if "bio" in table]
    verbs, roles = ("|".join(note[part] for note in notes) for part in ("verbs", "roles"))
    return Phrases(
        rules=_rules(tables, "line"),
        headings=_rules(tables, "list"),
        entries=_rules(tables, "entry"),
        speech=_compile(["|".join(table["speech"].replace("\n", "") for table in tables)]),
        note_on_author=re.compile(
            rf"(?P<name>[^.!?\"“”]{{3,80}}?),? (?:who )?(?:{verbs})\b[^\"“”]{{0,200}}?\b(?:{roles})\b",
        ),
    )


def _rules(tables: list[dict[str, Any]], kind: str) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            reason=rule["reason"],
            pattern=_compile(rule["patterns"]),
            tail=rule.get("where") == "tail",
            speech=rule.get("speech", False),
            raw=rule.get("raw", False),
            colon=rule.get("colon", True),
        )
        for table in tables
        for rule in table.get(kind, ())
    )


def _compile(patterns: list[str]) -> re.Pattern[str]:
    spaced = (pattern.replace(" ", r"\s") for pattern in patterns)
    return re.compile("|".join(f"(?:{pattern})" for pattern in spaced), re.IGNORECASE)
