"""Saved pages: a browser puts a page's pictures, scripts and frames into a folder beside it, named after the page.

Those are no articles, and nobody wants a row for each. But the folder is not read, so a document that somebody put
there must be told: whatever is no picture or script by its name, and is named neither by the page nor by its frames.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

ASSET_ENDINGS = ("_files", ".files", "_fichiers", "_archivos", "_bestanden", "-Dateien")  # as browsers name them
PAGE_ENDINGS = (".html", ".htm", ".xhtml")
NO_ARTICLE = frozenset(
    (".css", ".js", ".mjs", ".map", ".download", ".png", ".jpg", ".jpeg", ".jfif", ".gif", ".webp", ".avif", ".svg", ".ico",
     ".bmp", ".cur", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp4", ".webm", ".m4s", ".mp3", ".ogg", ".m3u8", ".swf")
)  # fmt: skip
LOOKED_AT = 16 << 20  # bytes of a page in which its files' names are looked for
LISTED = 3


def asset_folders(entries: Iterable[str]) -> dict[str, str]:
    """The names among `entries` that hold the pictures and scripts of a saved page beside them, each with that page."""
    names = set(entries)
    pages = {name[: -len(end)]: name for name in sorted(names) for end in PAGE_ENDINGS if name.lower().endswith(end)}
    found = ((stem + ending, page) for stem, page in pages.items() for ending in ASSET_ENDINGS)
    return {folder: page for folder, page in found if folder in names}


def could_be_article(name: str) -> bool:
    """Whether a file in such a folder is neither hidden nor a picture, style sheet, script, font, sound or film by name."""
    last = PurePosixPath(name).name
    return not last.startswith(".") and PurePosixPath(last).suffix.lower() not in NO_ARTICLE


def strangers(files: Collection[str], page: str, read: Callable[[str], bytes]) -> list[str]:
    """The `files` of a saved page's folder that could be articles and that neither the page nor its frames name.

    `read` gives the first bytes of a file or of the `page`, as these are named here.
    """
    left = sorted(name for name in files if could_be_article(name))
    waiting = [page] if left else []
    while waiting and left:
        markup = read(waiting.pop())
        told = [name for name in left if is_named(PurePosixPath(name).name, markup)]
        left = [name for name in left if name not in told]
        waiting.extend(name for name in told if name.lower().endswith(PAGE_ENDINGS))
    return left


def is_named(name: str, markup: bytes) -> bool:
    """Whether a page names a file, in one of the ways in which pages write names."""
    return any(os.fsencode(form) in markup for form in {name, escape(name), quote(os.fsencode(name))})


def not_read(page: str, names: list[str]) -> str:
    """The sentence for a folder of the saved `page` in which `names` could be articles."""
    listed = ", ".join(names[:LISTED]) + (f" and {len(names) - LISTED} more" if len(names) > LISTED else "")
    return f"It was taken for the pictures and scripts of {page} and not read, but it also holds {listed}; move that out."
