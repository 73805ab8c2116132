"""What a case is asked: filters, and the SQL that answers them."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from sayso.errors import InputError
from sayso.records import Kind, Stance

# Scripts that set no spaces between words (Thai, Lao, Burmese, Khmer, Japanese, Chinese): the full-text index holds
# whole sentences of them as one word, so words in them are looked for as they are.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows are wanted; None asks for nothing.

    `speaker`: part of the speaker's name. `document`: part of the path, of the place inside it or of the title, or a
    whole id. `kind`, `stance`: their words, as in `Kind` and `Stance`. `text`: words that all occur, "in quotes" for a
    phrase, wor* for a beginning; case and accents do not count. `min_confidence`: from 0 to 1. `limit`: at most so many
    rows. Raises InputError for a value that no row can have.
    """

    speaker: str | None = None
    document: str | None = None
    kind: str | None = None
    stance: str | None = None
    text: str | None = None
    min_confidence: float | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        for name, known in (("kind", Kind), ("stance", Stance)):
            value = getattr(self, name)
            if value is not None and value not in set(known):
                raise InputError(f"{name} is one of {', '.join(known)}; not {value!r}")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise InputError(f"min_confidence is a number from 0 to 1; not {self.min_confidence}")
        if self.limit is not None and self.limit < 0:
            raise InputError(f"limit is a number from 0 up; not {self.limit}")
        if self.text is not None and not _terms(self.text):
            raise InputError("text must hold a word to look for")

    @property
    def given(self) -> frozenset[str]:
        """The names of the filters that were set."""
        return frozenset(f.name for f in fields(self) if getattr(self, f.name) is not None)


Query = tuple[str, list[object]]


def documents(where: Filter) -> Query:
    """Rows of `documents`, those that their places hold only, in the order in which they were read."""
    sql = "SELECT d.* FROM documents AS d WHERE d.held"
    clauses, values = _about_the_document(where)
    if where.text is not None:
        clause, value = _text(where.text, "document_search", "d.number", "d.text")
        clauses, values = [*clauses, clause], [*values, *value]
    return _closed(sql, clauses, values, "d.number", where.limit)


def statements(where: Filter) -> Query:
    """`(document, attribution)` ids in reading order."""
    sql = (
        "SELECT d.id AS document, a.id AS attribution FROM attributions AS a JOIN documents AS d ON d.id = a.document "
        "LEFT JOIN entities AS e ON e.id = a.speaker WHERE d.held"
    )
    clauses, values = _about_the_document(where)
    for clause, value in (
        ("instr(casefold(e.name), ?) > 0", where.speaker and where.speaker.casefold()),
        ("a.kind = ?", where.kind),
        ("a.stance = ?", where.stance),
        ("a.confidence >= ?", where.min_confidence),
    ):
        if value is not None:
            clauses.append(clause)
            values.append(value)
    if where.text is not None:
        words = "(SELECT content FROM statement_words WHERE number = a.number)"
        clause, found = _text(where.text, "statement_search", "a.number", words)
        clauses, values = [*clauses, clause], [*values, *found]
    return _closed(sql, clauses, values, "d.number, a.number", where.limit)


def skipped(where: Filter) -> Query:
    """Rows of `skipped`, in the order in which they were met."""
    clauses: list[str] = []
    values: list[object] = []
    if where.document is not None:
        clauses.append("instr(casefold(path || ' ' || locator), ?) > 0")
        values.append(where.document.casefold())
    return _closed("SELECT * FROM skipped WHERE TRUE", clauses, values, "number", where.limit)


def _about_the_document(where: Filter) -> tuple[list[str], list[object]]:
    if where.document is None:
        return [], []
    title = "(SELECT value FROM metadata AS m WHERE m.document = d.id AND m.name = 'title' ORDER BY m.number LIMIT 1)"
    clause = f"(d.id = ? OR instr(casefold(d.path || ' ' || d.locator || ' ' || coalesce({title}, '')), ?) > 0)"
    return [clause], [where.document, where.document.casefold()]


def _closed(sql: str, clauses: list[str], values: list[object], order: str, limit: int | None) -> Query:
    sql = " AND ".join([sql, *clauses]) + f" ORDER BY {order}"
    return (sql, values) if limit is None else (f"{sql} LIMIT ?", [*values, limit])


def _text(asked: str, index: str, number: str, words: str) -> Query:
    terms = _terms(asked)
    if any(UNSPACED.search(term) for term in terms):
        plain = [term.rstrip("*").strip('"').casefold() for term in terms]
        return " AND ".join([f"instr(casefold({words}), ?) > 0"] * len(plain)), list(plain)
    query = " ".join(terms)
    return f"{number} IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)", [query]  # noqa: S608 - names of ours


def _terms(asked: str) -> list[str]:
    """Each phrase or word as FTS5 quotes it, so that nothing in it is taken for an operator."""
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', asked):
        words, star = (phrase, "") if phrase else (word.rstrip("*"), "*" * word.endswith("*"))
        if re.search(r"\w", words):
            terms.append(f'"{words}"{star}')
    return terms
