"""What the read stage may take: every bound that a user can move, in one frozen record.

The defaults let through any article, report or export and stop what would fill a laptop's memory or disk.
"""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20
USUAL_BYTES = 64 * MEBIBYTE
USUAL_CHARACTERS = 5_000_000  # longer than 'War and Peace'; the tagger would read for half an hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one `read`.

    `max_bytes`: one document (a file, an archive member, a record); files that hold many documents may be of any size.
    `max_characters`: the text of one document, in code points; None stands for five million, or for `max_bytes` where a
    user raised that, so that one switch is enough.
    `max_depth`: archives within archives (mail with attachments counts as one).
    `max_expansion`: bytes that one archive may unpack to, all its layers together.
    `max_ratio`: unpacked over packed bytes, asked once an archive has unpacked `max_bytes`; prose packs 3 to 10 times,
    repetitive records up to 50.
    `max_members`: members of one archive.
    `text_columns`: names of the column or field that holds the text, asked before the known ones (see `columns.py`).
    `timeout_seconds`: for one address that the user passed.
    """

    max_bytes: int = USUAL_BYTES
    max_characters: int | None = None
    max_depth: int = 4
    max_expansion: int = 16384 * MEBIBYTE
    max_ratio: int = 200
    max_members: int = 200_000
    text_columns: tuple[str, ...] = ()
    timeout_seconds: float = 30.0

    def characters(self) -> int:
        """The longest text of one document, in code points."""
        if self.max_characters is not None:
            return self.max_characters
        return USUAL_CHARACTERS if self.max_bytes <= USUAL_BYTES else max(USUAL_CHARACTERS, self.max_bytes)
