"""CSV and TSV with a head row: each row a Document, streamed; the raw bytes of a row are its lines in the file."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from sayso.read.columns import no_text, record_document, text_column
from sayso.read.encoding import LineDecoder, as_utf8
from sayso.read.lines import bounded_lines
from sayso.read.source import Found, Input, Refused, too_large
from sayso.records import SkipReason

DELIMITERS = ",;\t|"


class RowLines:
    """The decoded lines that `csv` takes, and the bytes of those taken since the last row."""

    def __init__(self, item: Input) -> None:
        self._lines = bounded_lines(as_utf8(item), item.limits.max_bytes)
        self._decoder = LineDecoder(item.head)
        self._limits = item.limits
        self._taken: list[bytes] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._size += len(line or b"")
        if line is None or self._size > self._limits.max_bytes:
            detail = "A row does not end, as where a quotation mark is never closed. "
            raise Refused(SkipReason.TOO_LARGE, detail + too_large(self._limits))
        self._taken.append(line)
        return self._decoder.decode(line)

    def taken(self) -> bytes:
        """The bytes of the row just read, without the line end."""
        raw = b"".join(self._taken)
        self._taken, self._size = [], 0
        return raw.rstrip(b"\r\n")


def table(item: Input) -> Iterator[Found]:
    """A Document for each row, a Skipped row for a damaged one. Raises Refused where no column holds text."""
    # The limit of the csv module is one for the whole process; it only ever rises here.
    csv.field_size_limit(max(csv.field_size_limit(), item.limits.max_bytes))
    lines = RowLines(item)
    first = next(lines, "")
    delimiter = max(DELIMITERS, key=first.count)
    head = next(csv.reader([first], delimiter=delimiter), [])
    names = [name.strip() or f"column {place + 1}" for place, name in enumerate(head)]
    if text_column(names, item) is None:
        raise Refused(SkipReason.WRONG_TYPE, no_text("column"))
    lines.taken()
    number = 0
    for row in rows(lines, delimiter):
        raw = lines.taken()
        if not row:
            continue
        number += 1
        place = f"row {number}"
        if isinstance(row, Refused):
            yield item.skipped(row.reason, row.detail, item.at(place))
        else:
            yield record_document(item, dict(zip(names, row, strict=False)), raw, place, "column")
    if not number:
        raise Refused(SkipReason.EMPTY, "The table has a head row and no other.")


def rows(lines: RowLines, delimiter: str) -> Iterator[list[str] | Refused]:
    """The fields of each row, or why it has none; a damaged row does not end the table. Raises Refused (too large)."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(SkipReason.BROKEN, f"This row is no intact CSV ({error}); mend or remove it.")
        except Refused as refused:
            if refused.reason == SkipReason.TOO_LARGE:
                raise
            yield refused
