"""Saved pages and sayso's own: pictures and scripts give no row, anything that could be an article gives one."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_read_formats import TEXT, page, tarred, write, zipped

from sayso.read import read
from sayso.records import Document, Skipped, SkipReason

FRAMED = page(head="<script src='./news%20one_files/f.txt'></script><link href='news one_files/embed.html'>")
ASSETS = {
    "style.css": b"p {}",
    "logo.png": b"\x89PNG\r\n\x1a\n\0",
    "gtm.js.download": b"var a",
    "f.txt": b"advertisement()",
    "embed.html": b"<html><body><p>Buy now, the advertiser said.<iframe src='inner.html'></body></html>",
    "inner.html": b"<html><body><p>More, the advertiser said.</body></html>",
}


def pile(extra: dict[str, bytes]) -> dict[str, bytes]:
    folder = {f"news one_files/{name}": data for name, data in (ASSETS | extra).items()}
    return {"news one.html": FRAMED, **folder}


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_what_a_saved_page_names_gives_no_row(tmp_path: Path, kind: str) -> None:
    (document,) = found(tmp_path, kind, pile({}))
    assert isinstance(document, Document)


@pytest.mark.parametrize("kind", ["folder", "zip", "tar"])
@pytest.mark.parametrize("name", ["a.txt", "b.html", "notes", "sub/report.pdf"])
def test_what_could_be_an_article_is_told(tmp_path: Path, kind: str, name: str) -> None:
    (row,) = (one for one in found(tmp_path, kind, pile({name: TEXT.encode()})) if isinstance(one, Skipped))
    assert (row.locator or Path(row.path).name) == "news one_files" and row.reason == SkipReason.WRONG_TYPE
    assert name in row.detail or kind == "tar"


def test_pictures_in_a_tar_give_no_row_where_their_page_is(tmp_path: Path) -> None:
    pictures = {"b_files/logo.png": ASSETS["logo.png"], "b_files/style.css": b"p {}"}
    (document,) = found(tmp_path / "1", "tar", {**pictures, "b.html": FRAMED})
    assert isinstance(document, Document)
    (row,) = found(tmp_path / "2", "tar", pictures)
    assert isinstance(row, Skipped) and row.locator == "b_files"


def test_a_file_named_like_such_a_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path, "news.html", page())
    write(tmp_path, "news_files", TEXT)
    assert [Path(one.path).name for one in read([tmp_path])] == ["news.html", "news_files"]


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_sayso_does_not_read_its_own_pages(tmp_path: Path, kind: str) -> None:
    brief = page(head='<meta name="generator" content="sayso">')
    (row,) = found(tmp_path, kind, {"brief.html": brief})
    assert isinstance(row, Skipped) and row.reason == SkipReason.WRONG_TYPE and "sayso wrote" in row.detail
    (other,) = found(tmp_path / "other", kind, {"a.html": page(head='<meta name="generator" content="WordPress">')})
    assert isinstance(other, Document)


def test_the_mark_is_that_of_the_page_that_a_brief_writes(root: Path) -> None:
    template = (root / "sayso/report/templates/brief.html").read_text(encoding="utf-8")
    assert '<meta name="generator" content="sayso">' in template


def found(folder: Path, kind: str, files: dict[str, bytes]) -> list[Document | Skipped]:
    if kind == "folder":
        for name, data in files.items():
            write(folder / "in", name, data)
        return list(read([folder / "in"]))
    packed = zipped(files) if kind == "zip" else tarred(files)
    return list(read([write(folder, f"a.{kind}", packed)]))
