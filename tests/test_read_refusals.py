"""What gives no Document gives a row with a reason; archives and folders neither escape, loop nor swell."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import random
import socket
import struct
import subprocess
import sys
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_read_formats import PARAGRAPHS, TEXT, mailbox, page, pdf, tarred, word, write, zipped

from sayso.read import Limits, read
from sayso.records import Document, Skipped, SkipReason

R = SkipReason
SMALL = Limits(max_bytes=1 << 20, max_characters=500_000)


def only(path: Path | str, limits: Limits | None = None) -> Skipped:
    found = list(read([path], limits or Limits()))
    assert len(found) == 1 and isinstance(found[0], Skipped), found
    assert found[0].detail.endswith(".") and "\n" not in found[0].detail
    return found[0]


def encrypted_zip() -> bytes:
    """A zip whose member says that it is encrypted."""
    raw = bytearray(zipped({"a.txt": TEXT.encode()}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


REFUSED: dict[str, tuple[bytes | Callable[[], bytes], SkipReason]] = {
    "empty.txt": (b"", R.EMPTY),
    "blank.txt": (b" \r\n\t \xc2\xa0\n", R.EMPTY),
    "mark.txt": (b"\xef\xbb\xbf", R.EMPTY),
    "empty.pdf": (b"", R.EMPTY),
    "scan.pdf": (lambda: pdf(()), R.EMPTY),
    "bare.html": (b"<html><body><script>var a = 1</script></body></html>", R.EMPTY),
    "empty.json": (b"[]", R.EMPTY),
    "blank.jsonl": (b"\n\n", R.EMPTY),
    "head.csv": (b"title,text\n", R.EMPTY),
    "empty.zip": (lambda: zipped({}), R.EMPTY),
    "empty.rss": (b"<rss version='2.0'><channel><title>x</title></channel></rss>", R.EMPTY),
    "blob.txt": (bytes(range(256)) * 8, R.NOT_TEXT),
    "blob": (random.Random(1).randbytes(4000), R.NOT_TEXT),
    "nul.md": (b"text with \x00 in it", R.NOT_TEXT),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", R.WRONG_TYPE),
    "photo.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF", R.WRONG_TYPE),
    "film.mp4": (b"\0\0\0 ftypisom\0\0\2\0", R.WRONG_TYPE),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), R.WRONG_TYPE),
    "sheet.xlsx": (lambda: zipped({"xl/workbook.xml": b"<x/>"}), R.WRONG_TYPE),
    "book.epub": (lambda: zipped({"mimetype": b"x", "META-INF/container.xml": b"<x/>"}), R.WRONG_TYPE),
    "note.rtf": (b"{\\rtf1 hello}", R.WRONG_TYPE),
    "style.css": (b"p { color: red }", R.WRONG_TYPE),
    "map.xml": (b"<?xml version='1.0'?><map><a/></map>", R.WRONG_TYPE),
    "numbers.csv": (b"a,b\n1,2\n", R.WRONG_TYPE),
    "package.json": (b'{"name": "x", "version": 1}', R.WRONG_TYPE),
    "number.json": (b"7", R.WRONG_TYPE),
    "locked.pdf": (lambda: pdf(password="secret"), R.ENCRYPTED),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), R.ENCRYPTED),
    "locked.zip": (encrypted_zip, R.ENCRYPTED),
    "page.pdf": (b"not a PDF at all", R.BROKEN),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj", R.BROKEN),
    "cut.docx": (lambda: word()[:900], R.BROKEN),
    "other.docx": (lambda: zipped({"a.txt": b"x"}), R.BROKEN),
    "cut.zip": (lambda: zipped({"a.txt": TEXT.encode()})[:60], R.BROKEN),
    "text.gz": (b"plain", R.BROKEN),
    "cut.txt.gz": (lambda: gzip.compress(TEXT.encode())[:60], R.BROKEN),
    "cut.json": (b'[{"text": "abc', R.BROKEN),
    "text.mbox": (b"no message starts here\n", R.BROKEN),
    "bare.eml": (b"\nno header", R.BROKEN),
    "bad.rss": (b"<rss><channel><item", R.BROKEN),
    "long.txt": (b"x" * 600_000, R.TOO_LARGE),
    "large.txt": (b"x" * (2 << 20), R.TOO_LARGE),
    "large.csv": (b'text\n"' + b"x\n" * (1 << 20), R.TOO_LARGE),
    "large.jsonl": (b'{"text": "' + b"x" * (2 << 20), R.TOO_LARGE),
    "large.json": (b'{"text": "' + b"x" * (4 << 20), R.TOO_LARGE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_each_refusal_has_its_reason(tmp_path: Path, name: str) -> None:
    data, reason = REFUSED[name]
    skipped = only(write(tmp_path, name, data if isinstance(data, bytes) else data()), SMALL)
    assert skipped.reason == reason, skipped
    assert skipped.path == str(tmp_path / name)


def test_a_limit_can_be_moved(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "said " * 200_000)
    assert only(path, SMALL).reason == R.TOO_LARGE
    (document,) = read([path], Limits(max_characters=2_000_000))
    assert isinstance(document, Document) and len(document.text) == 1_000_000
    long = write(tmp_path, "b.txt", "said " * 1_200_000)
    assert only(long).reason == R.TOO_LARGE and "--max-size" in only(long).detail
    (document,) = read([long], Limits(max_bytes=100_000_000))
    assert isinstance(document, Document)


def test_a_line_of_fifty_megabytes(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"The minister said no. " * (50_000_000 // 22))
    assert only(path).reason == R.TOO_LARGE
    (document,) = read([path], Limits(max_characters=60_000_000))
    assert isinstance(document, Document) and len(document.text) > 49_000_000


def test_missing_and_forbidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert only(tmp_path / "none.txt").reason == R.NOT_FOUND
    assert only("").reason == R.NOT_FOUND
    assert only("a\0b").reason == R.NOT_FOUND
    assert only(tmp_path / ("n" * 300)).reason == R.BROKEN
    path = write(tmp_path, "closed.txt", TEXT)
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read everything: let the system refuse

        def refuse(self: Path, *_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    assert only(path).reason == R.NO_PERMISSION


def test_a_folder_in_a_stable_order_with_its_rows(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/10.txt", "a/9.txt", "c.md", ".hidden.txt", ".git/config", "Ä.txt", "a.txt"):
        write(tmp_path, name, f"{name} said {TEXT}")
    (tmp_path / "empty").mkdir()
    first, second = list(read([tmp_path])), list(read([tmp_path]))
    assert first == second
    assert [Path(one.path).relative_to(tmp_path).as_posix() for one in first] == [
        ".git", ".hidden.txt", "a/10.txt", "a/9.txt", "a/z.txt", "a.txt", "b.txt", "c.md", "Ä.txt",
    ]  # fmt: skip
    assert all(isinstance(one, Skipped) and one.reason == R.WRONG_TYPE for one in first[:2])
    (by_name,) = read([tmp_path / ".hidden.txt"])
    assert isinstance(by_name, Document)
    assert only(tmp_path / "empty").reason == R.EMPTY


def test_duplicates_name_the_first(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.txt", TEXT)
    write(tmp_path, "c.zip", zipped({"d.txt": TEXT.encode()}))
    first, second, third = read([tmp_path])
    assert isinstance(first, Document)
    assert isinstance(second, Skipped) and second.reason == R.DUPLICATE and str(tmp_path / "a.txt") in second.detail
    assert isinstance(third, Skipped) and third.reason == R.DUPLICATE and third.locator == "d.txt"


def test_links_do_not_loop(tmp_path: Path) -> None:
    write(tmp_path, "pile/a.txt", TEXT)
    write(tmp_path, "outside/b.txt", TEXT + " More.")
    (tmp_path / "pile/loop").symlink_to(tmp_path / "pile")
    (tmp_path / "pile/m").symlink_to(tmp_path / "outside")
    (tmp_path / "pile/self").symlink_to("self")
    (tmp_path / "pile/dead").symlink_to("nowhere")
    found = {Path(one.path).relative_to(tmp_path / "pile").as_posix(): one for one in read([tmp_path / "pile"])}
    assert set(found) == {"a.txt", "loop", "m/b.txt", "self", "dead"}
    reasons = {name: one.reason for name, one in found.items() if isinstance(one, Skipped)}
    assert reasons == {"loop": R.DUPLICATE, "self": R.BROKEN, "dead": R.NOT_FOUND}


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_devices_pipes_and_sockets_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        assert [one.reason for one in read([tmp_path]) if isinstance(one, Skipped)] == [R.WRONG_TYPE] * 2
    assert only("/dev/zero").reason == R.WRONG_TYPE


def test_file_names_that_are_no_text(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"\xff\xfe.txt")
    try:
        with open(name, "wb") as out:
            out.write(TEXT.encode())
    except OSError:
        pytest.skip("the file system wants text")
    (document,) = read([tmp_path])
    assert isinstance(document, Document) and document.path.encode("utf-8") and document.text == TEXT


def test_deep_folders(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(100):
        deep = deep / "d"
        deep.mkdir()
    write(deep, "a.txt", TEXT)
    assert len(list(read([tmp_path]))) == 1


def test_archives_write_nothing_and_follow_nothing(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (
            ("link", tarfile.SYMTYPE),
            ("hard", tarfile.LNKTYPE),
            ("dev", tarfile.CHRTYPE),
            ("p", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for name in ("../../up.txt", "/root.txt", ".hidden/x.txt", "P_files/a.txt", "P_files/b.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(name)
            archive.addfile(info, io.BytesIO(name.encode()))
    found = list(read([write(tmp_path / "in", "a.tar", out.getvalue())]))
    assert [one.locator for one in found] == [
        "link", "hard", "dev", "p", "../../up.txt", "/root.txt", ".hidden", "P_files",
    ]  # fmt: skip
    assert [one.text for one in found if isinstance(one, Document)] == ["../../up.txt", "/root.txt"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.tar", "in"]
    linked = zipfile.ZipInfo("link")
    linked.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(linked, "/etc/passwd")
        packed.writestr("__MACOSX/._a.txt", b"\0\5")
        packed.writestr("../up.txt", "up said")
    found = list(read([write(tmp_path / "in", "a.zip", out.getvalue())]))
    assert [(one.locator, isinstance(one, Document)) for one in found] == [
        ("link", False), ("__MACOSX", False), ("../up.txt", True),
    ]  # fmt: skip


def zip_bomb() -> bytes:
    return zipped({f"{n}.txt": b"\0" * (8 << 20) for n in range(6)})


def nested(depth: int) -> bytes:
    raw = zipped({"a.txt": TEXT.encode()})
    for level in range(depth):
        raw = zipped({f"{level}.zip": raw})
    return raw


def quine() -> bytes:
    """A gzip file that unpacks to gzip for ever, as far as a depth limit can see."""
    raw = TEXT.encode()
    for _ in range(40):
        raw = gzip.compress(raw)
    return raw


def lying_zip() -> bytes:
    """A zip whose directory says that its member is tiny."""
    raw = bytearray(zipped({"a.txt": b"x" * (4 << 20)}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.index(mark) + place
        raw[at : at + 4] = struct.pack("<I", 10)
    return bytes(raw)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("bomb.zip", zip_bomb),
        ("bomb.gz", lambda: gzip.compress(b"\0" * (64 << 20))),
        ("bomb.txt.gz", lambda: gzip.compress(b"a" * (64 << 20))),
        ("bomb.bz2", lambda: bz2.compress(b"a" * (64 << 20))),
        ("bomb.jsonl.gz", lambda: gzip.compress(b"x" * (64 << 20))),
        ("bomb.tar.gz", lambda: tarred({f"{n}.txt": bytes(8 << 20) for n in range(6)}, "w:gz")),
        ("deep.zip", lambda: nested(30)),
        ("quine.gz", quine),
        ("lying.zip", lying_zip),
        ("pax.tar", lambda: pax_bomb()),
        ("bomb.docx", lambda: zipped({"word/document.xml": b" " * (64 << 20), "[Content_Types].xml": b"<x/>"})),
    ],
)
def test_bombs_give_rows_and_little_memory(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    path = write(tmp_path, name, make())
    limits = Limits(max_bytes=1 << 20, max_expansion=16 << 20)
    tracemalloc.start()
    found = list(read([path], limits))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found and all(isinstance(one, Skipped) for one in found)
    assert {one.reason for one in found if isinstance(one, Skipped)} <= {R.TOO_LARGE, R.NOT_TEXT, R.BROKEN}
    assert peak < 24 << 20


def pax_bomb() -> bytes:
    """A tar whose first header claims attributes of eight gigabytes."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 8 << 30
    return info.tobuf(tarfile.GNU_FORMAT) + bytes(4 << 20)


def test_the_rest_of_a_bomb_is_not_read(tmp_path: Path) -> None:
    members = {"a.txt": TEXT.encode(), **{f"{n}.txt": bytes(4 << 20) for n in range(40)}}
    found = list(read([write(tmp_path, "a.zip", zipped(members))], Limits(max_bytes=8 << 20, max_expansion=16 << 20)))
    assert isinstance(found[0], Document) and len(found) < 12
    last = found[-1]
    assert isinstance(last, Skipped) and last.reason == R.TOO_LARGE and last.locator == ""


def test_what_packs_well_is_no_bomb(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "The minister said on day %d that nothing happened."}\n' % n for n in range(50_000))
    found = sum(isinstance(one, Document) for one in read([write(tmp_path, "a.jsonl.gz", gzip.compress(lines))]))
    assert found == 50_000


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.json", b"[" * 200_000),
        ("b.json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
        ("c.json", b'[{"text": ' + b"[" * 5000 + b"]" * 5000 + b"}]"),
        ("a.jsonl", b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        ("a.html", b"<html><body>" + b"<div>" * 50_000 + b"deep words" + b"</div>" * 50_000),
        ("b.html", b"<b>" * 50_000 + b"deep words"),
        ("c.html", b"<table><tr><td>" * 5_000 + b"deep words"),
        ("a.xml", b"<rss>" + b"<item>" * 20_000),
        ("b.xml", b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
            b"<!ENTITY a%d '%s'>" % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(12)
        ) + b"]><rss><channel><item><title>&a11;</title></item></channel></rss>"),
        ("a.eml", b"From: a@b\r\nSubject: x\r\n" + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000)
        )),
    ],
)  # fmt: skip
def test_deep_nesting_is_no_crash(tmp_path: Path, name: str, raw: bytes) -> None:
    found = list(read([write(tmp_path, name, raw)]))
    assert found
    assert all(len(one.text) < 1 << 20 for one in found if isinstance(one, Document))


def test_no_word_is_lost_below_deep_nesting(tmp_path: Path) -> None:
    inner = "<p>The minister said no.</p><script>if (a < b) never()</script>After that, rain &lt;b&gt;."
    for name, tag in (("a.html", "div"), ("b.html", "b")):
        for depth in (1000, 3000):
            markup = f"<html><head><title>Deep</title><body>Before.{f'<{tag}>' * depth}{inner}{f'</{tag}>' * depth}<p>Last."
            (document,) = read([write(tmp_path, name, markup)])
            assert isinstance(document, Document) and document.title == "Deep"
            assert document.text.split("\n") == ["Before.", "The minister said no.", "After that, rain <b>.", "Last."]
    (record,) = read([write(tmp_path, "a.jsonl", json.dumps({"html": "<div>" * 3000 + "The minister said no."}))])
    assert isinstance(record, Document) and record.text == "The minister said no."


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes it there")
def test_closed_standard_input_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert only("-").reason == R.NOT_FOUND and "closed" in only("-").detail
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(b"said")))
    stdin.close()
    monkeypatch.setattr("sys.stdin", stdin)
    assert only("-").reason == R.BROKEN


def test_limits_are_named_where_they_can_be_moved(tmp_path: Path) -> None:
    """On the command line there are --max-size and --text-column; the others are Python's."""
    told = {
        only(write(tmp_path, "a.csv", "a,b\n1,2\n")).detail: "--text-column",
        only(write(tmp_path, "a.jsonl", '{"paragraph": "x"}')).detail: "--text-column",
        only(write(tmp_path, "a.txt", "x" * 6_000_000)).detail: "sayso.Limits(max_bytes=..., max_characters=...)",
        only(write(tmp_path, "deep.zip", nested(30))).detail: "sayso.Limits(max_depth=...)",
        only(write(tmp_path, "many.zip", zipped({"a.txt": b"x", "b.txt": b"y"})), Limits(max_members=1)).detail: (
            "sayso.Limits(max_members=...)"
        ),
        only(write(tmp_path, "a.gz", gzip.compress(b"a" * (4 << 20))), SMALL).detail: (
            "sayso.Limits(max_expansion=..., max_ratio=...)"
        ),
    }
    for detail, name in told.items():
        assert name in detail and "(text_columns)" not in detail


MEASURE = """
import sys, tracemalloc
from sayso.read import Limits, read
tracemalloc.start()
count = sum(1 for _ in read([sys.argv[1]], Limits()))
print(count, tracemalloc.get_traced_memory()[1])
"""


def peak_of(path: Path) -> tuple[int, int]:
    """Documents read and the most bytes held, in a process of its own: when Python collects garbage depends on all that ran
    before."""
    done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
    count, peak = map(int, done.stdout.split())
    return count, peak


def record_json(n: int) -> str:
    return json.dumps({"text": f"{n} {TEXT}"})


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.mbox", "a.tar.gz"])
def test_memory_does_not_grow_with_the_pile(tmp_path: Path, name: str) -> None:
    def raw(count: int) -> bytes:
        if name == "a.jsonl":
            return "\n".join(map(record_json, range(count))).encode()
        if name == "a.json":
            return ("[" + ",".join(map(record_json, range(count))) + "]").encode()
        if name == "a.csv":
            return ("id,text\n" + "".join(f'{n},"{n} {TEXT}"\n' for n in range(count))).encode()
        if name == "a.mbox":
            return mailbox(count)
        return tarred({f"{n}.txt": f"{n} {TEXT}".encode() for n in range(count)}, "w:gz")

    small, large = (40, 400) if name == "a.mbox" else (150, 1500)
    few, first = peak_of(write(tmp_path / "1", name, raw(small)))
    many, second = peak_of(write(tmp_path / "2", name, raw(large)))
    assert (few, many) == (small, large)
    assert second < first + 400 * (large - small) + (1 << 20)  # the ids of the Documents seen


def test_reading_is_lazy(tmp_path: Path) -> None:
    def endless() -> Iterator[Path]:
        number = 0
        while True:
            number += 1
            yield write(tmp_path, f"{number}.txt", f"{number} {PARAGRAPHS[0]}")

    stream = read(endless())
    assert [Path(next(stream).path).name for _ in range(3)] == ["1.txt", "2.txt", "3.txt"]


def test_plain_text_imports_no_format_library(tmp_path: Path) -> None:
    import subprocess

    path = write(tmp_path, "a.txt", TEXT)
    code = (
        "import sys; from sayso.read import read; list(read([sys.argv[1]]));"
        "heavy = {'trafilatura', 'lxml', 'docx', 'pypdfium2', 'feedparser', 'warcio', 'ijson', 'urllib3',"
        " 'charset_normalizer', 'dateparser'}; print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]" and not done.stderr


def test_libraries_say_nothing_on_standard_error(tmp_path: Path) -> None:
    import subprocess

    write(tmp_path, "a.html", page()[:200])
    write(tmp_path, "b.pdf", pdf()[:700])
    write(tmp_path, "c.txt", "Министр заявил".encode("cp1251"))
    write(tmp_path, "d.warc", b"WARC/1.0\r\nbroken")
    code = "import sys; from sayso.read import read; print(len(list(read([sys.argv[1]]))))"
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert int(done.stdout) >= 4 and not done.stderr


def test_zlib_streams_cut_within_a_member(tmp_path: Path) -> None:
    raw = zipped({"a.txt": TEXT.encode(), "b.txt": b"second said"})
    damaged = raw[:60] + b"\xff\xff\xff" + raw[63:]  # the member's data begin at byte 35
    found = {one.locator: one for one in read([write(tmp_path, "a.zip", damaged)])}
    assert isinstance(found["a.txt"], Skipped) and found["a.txt"].reason == R.BROKEN
    assert isinstance(found["b.txt"], Document)
