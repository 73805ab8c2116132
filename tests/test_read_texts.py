"""What was written is what is read, to the code point: texts in many scripts, encodings and formats."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_read_formats import tarred, zipped

from sayso.read import Limits, read, read_one
from sayso.records import Document

SCRIPTS = (
    "The ministry said: “Nothing happened.”",
    "Министр заявил: «Ничего не было».",
    "Сарапшы «Қазақстанға қауіп төніп тұр» деді, ұлттық әңгіме.",
    "部长说：“什么都没有发生。”",
    "قال الوزير: «لم يحدث شيء». ‏٢٠٢٢",
    "👩‍🚀 said 🇰🇿 e\u0301te\u0301 a\u0308 ﬁ",
    "line one\r\nline two\r\n\r\nline\u00a0three\rmac\u2028line\u0085next",
    "tab \t \"quoted\", comma; semicolon | pipe \\ 'single'",
    "<not html> & [not json] {either}",
)
printable = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)
texts = (
    st.lists(st.one_of(st.sampled_from(SCRIPTS), printable), min_size=1, max_size=5)
    .map("\n".join)
    .map(lambda text: "Said " + text)
)
quick = settings(max_examples=60, deadline=None)


def read_back(name: str, raw: bytes, limits: Limits | None = None) -> list[Document]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        found = list(read([path], limits or Limits()))
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


@quick
@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]), st.sampled_from(["a.txt", "a.md", "a"]))
def test_text(text: str, encoding: str, name: str) -> None:
    (document,) = read_back(name, text.encode(encoding))
    assert document.text == text and document.raw == text.encode(encoding)


@quick
@given(st.lists(texts, min_size=1, max_size=4, unique=True), st.booleans(), st.sampled_from([None, 2]))
def test_json(values: list[str], escaped: bool, indent: int | None) -> None:
    raw = json.dumps([{"title": one[:9], "text": one} for one in values], ensure_ascii=escaped, indent=indent)
    assert [one.text for one in read_back("a.json", raw.encode())] == values


@quick
@given(st.lists(texts, min_size=1, max_size=4, unique=True), st.booleans())
def test_json_lines(values: list[str], escaped: bool) -> None:
    raw = "\n".join(json.dumps({"text": one}, ensure_ascii=escaped) for one in values)
    assert [one.text for one in read_back("a.jsonl", raw.encode())] == values


@quick
@given(st.lists(texts, min_size=1, max_size=4, unique=True), st.sampled_from([",", ";", "\t"]))
def test_table(values: list[str], delimiter: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["title", "text"], *([one[:9], one] for one in values)])
    assert [one.text for one in read_back("a.csv", out.getvalue().encode())] == values


@quick
@given(st.lists(texts, min_size=1, max_size=4, unique=True), st.booleans())
def test_archive(values: list[str], tar: bool) -> None:
    members = {f"папка/{n} {n}.txt": one.encode() for n, one in enumerate(values)}
    found = read_back("a.tar" if tar else "a.zip", tarred(members) if tar else zipped(members))
    assert [(one.locator, one.text) for one in found] == list(zip(members, values, strict=True))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1251",
            "Министр иностранных дел заявил в среду, что переговоры продолжатся, несмотря на разногласия сторон.",
        ),
        (
            "koi8-r",
            "Министр иностранных дел заявил в среду, что переговоры продолжатся, несмотря на разногласия сторон.",
        ),
        (
            "cp866",
            "Министр иностранных дел заявил в среду, что переговоры продолжатся, несмотря на разногласия сторон.",
        ),
        (
            "cp1252",
            "Le ministre a déclaré : « Rien n’est décidé », a précisé l’Élysée, où l’on espère un accord très tôt.",
        ),
        ("cp1252", "The minister’s spokesman said: “Nothing was decided” — and that it’s over."),
        (
            "cp1250",
            "Ministr řekl, že příští týden přijede do Žďáru; žádné další podrobnosti však úřad nesdělil, uvedla ČTK.",
        ),
        (
            "cp1253",
            "Ο υπουργός δήλωσε την Τετάρτη ότι οι διαπραγματεύσεις θα συνεχιστούν παρά τις διαφωνίες των πλευρών.",
        ),
        (
            "cp1254",
            "Bakan çarşamba günü yaptığı açıklamada görüşmelerin süreceğini, arada güçlü bağ olduğunu söyledi.",
        ),
        ("cp1256", "قال الوزير يوم الأربعاء إن المفاوضات ستستمر رغم الخلافات بين الأطراف وإن شيئا لم يتقرر بعد."),
        ("gb18030", "外交部长星期三表示，尽管各方存在分歧，谈判仍将继续，目前还没有作出任何决定。"),
        ("big5", "外交部長星期三表示，儘管各方存在分歧，談判仍將繼續，目前還沒有作出任何決定。"),
        (
            "shift_jis",
            "外務大臣は水曜日、各国の意見の違いにもかかわらず交渉は続くと述べ、まだ何も決まっていないと語った。",
        ),
        (
            "euc_kr",
            "외교부 장관은 수요일 각국의 이견에도 불구하고 협상은 계속될 것이며 아무것도 결정되지 않았다고 말했다.",
        ),
    ],
)
def test_legacy_encodings_are_found(tmp_path: Path, encoding: str, text: str) -> None:
    raw = "\r\n".join([text] * 3).encode(encoding)
    (tmp_path / "a.txt").write_bytes(raw)
    assert read_one(tmp_path / "a.txt").text == raw.decode(encoding)


def test_a_byte_order_mark_at_the_start_only_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeff\ufeffone \ufefftwo".encode())
    assert read_one(tmp_path / "a.txt").text == "\ufeffone \ufefftwo"


def test_a_damaged_byte_does_not_turn_utf8_into_another_encoding(tmp_path: Path) -> None:
    raw = ("Министр заявил, что ничего не было. " * 20).encode()
    (tmp_path / "a.txt").write_bytes(raw[:101] + b"\xff" + raw[102:-1])
    text = read_one(tmp_path / "a.txt").text
    assert text.count("Министр") >= 18 and 1 <= text.count("\ufffd") <= 4


def test_utf16_without_a_mark(tmp_path: Path) -> None:
    text = "The minister said that nothing had been decided yet."
    for number, encoding in enumerate(("utf-16-le", "utf-16-be")):
        (tmp_path / f"{number}.txt").write_bytes(text.encode(encoding))
        assert read_one(tmp_path / f"{number}.txt").text == text


def test_lone_surrogates_of_json_can_be_stored(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "cut \\ud83d emoji", "title": "\\udc00"}')
    document = read_one(tmp_path / "a.jsonl")
    assert document.text.encode("utf-8").decode().startswith("cut ") and document.title
    (tmp_path / "b.json").write_text('[{"text": "cut \\ud83d emoji"}]')
    assert all(one.text.encode() for one in read([tmp_path / "b.json"]) if isinstance(one, Document))
