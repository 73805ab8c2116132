"""The example that ships: its gold agrees with itself, with the documents, with the sources that made it, and with the
rulers beside the project."""

from __future__ import annotations

import collections
import importlib.metadata
import json
import pathlib
import re
import subprocess
import sys
from typing import Any

import pytest

from sayso.read import read
from sayso.records import Document, EntityType, Kind, Skipped, SkipReason, Stance

EXAMPLES = pathlib.Path(__file__).resolve().parents[1] / "examples"
PILE = EXAMPLES / "velmar"
GOLD = EXAMPLES / "velmar_gold"
FPDF = "2.8.9"  # the release whose bytes the PDF in the pile has

Record = dict[str, Any]


def loaded(name: str) -> Any:
    return json.loads((GOLD / name).read_text(encoding="utf-8"))


DOCUMENTS: list[Record] = loaded("gold.json")
SPEAKERS: dict[str, list[Record]] = {entry["doc"]: entry["speakers"] for entry in loaded("speakers.json")}
ACROSS: Record = loaded("pile.json")
TEXTS = {d["doc"]: (GOLD / "text" / f"{d['doc']}.txt").read_bytes().decode() for d in DOCUMENTS}
ATTRIBUTIONS = {f"{d['doc']}:{a['id']}": a for d in DOCUMENTS for a in d["attributions"]}

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=[d["doc"] for d in DOCUMENTS])


def spans(value: Any) -> list[Record]:
    """Every span in a record, however deep."""
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= set(value) else []
        return own + [s for inner in value.values() for s in spans(inner)]
    return [s for inner in value for s in spans(inner)] if isinstance(value, list) else []


def top_level(document: Record) -> list[Record]:
    return [a for a in document["attributions"] if a["parent"] is None and not a["uncued"]]


def folded(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


# --- the gold agrees with its texts


@each_document
def test_every_span_gives_its_words(document: Record) -> None:
    text = TEXTS[document["doc"]]
    found = spans(document)
    assert [s for s in found if text[s["start"] : s["end"]] != s["text"]] == []
    assert all(s["text"] for s in found)


@each_document
def test_attributions_are_well_formed(document: Record) -> None:
    ids = [a["id"] for a in document["attributions"]]
    assert len(ids) == len(set(ids))
    by_id = {a["id"]: a for a in document["attributions"]}
    for a in document["attributions"]:
        assert a["content"] and a["kind"] in set(Kind) and a["modality"] in set(Stance)
        assert a["uncued"] == (a["source"] is None and a["cue"] is None)
        assert a["speaker_type"] in {*EntityType, "none"}
        assert a["continues"] is None or a["continues"] in by_id
        if a["parent"]:
            outer = by_id[a["parent"]]["content"]
            own = [s for s in [a["source"], a["cue"], *a["content"]] if s]
            assert all(any(o["start"] <= s["start"] and s["end"] <= o["end"] for o in outer) for s in own)


@each_document
def test_no_attribution_stands_in_boilerplate(document: Record) -> None:
    for a in document["attributions"]:
        for s in a["content"]:
            assert not any(b["start"] < s["end"] and s["start"] < b["end"] for b in document["boilerplate"])


@each_document
def test_the_brat_file_holds_the_top_level(document: Record) -> None:
    text = TEXTS[document["doc"]]
    lines = (GOLD / "attributions" / f"{document['doc']}_gold.ann").read_text(encoding="utf-8").splitlines()
    parts: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    relations = []
    for line in lines:
        if line.startswith("T"):
            key, where, words = line.split("\t")
            label, _, offsets = where.partition(" ")
            places = [(int(p.split()[0]), int(p.split()[1])) for p in offsets.split(";")]
            assert " ".join(text[s:e] for s, e in places) == words
            parts[key] = (label, places)
        else:
            relations.append(re.findall(r"(Source|Cue|Content):(T\d+)", line))
    expected = [
        [
            (part.title(), [(s["start"], s["end"]) for s in ([a[part]] if isinstance(a[part], dict) else a[part])])
            for part in ("source", "cue", "content")
            if a[part]
        ]
        for a in top_level(document)
    ]
    assert [[parts[key] for _, key in relation] for relation in relations] == expected


@each_document
def test_speakers_follow_the_brat_file(document: Record) -> None:
    text, listed = TEXTS[document["doc"]], SPEAKERS[document["doc"]]
    assert [s["id"] for s in listed] == list(range(len(top_level(document))))
    for speaker, a in zip(listed, top_level(document), strict=True):
        assert speaker["speaker"] in (a["speaker"], None) and speaker["type"] == a["speaker_type"]
        if speaker["speaker"]:
            start, end = speaker["anchor"]
            assert text[start:end] == speaker["speaker"]


@each_document
def test_figures_name_an_attribution_that_holds_them(document: Record) -> None:
    by_id = {a["id"]: a for a in document["attributions"]}
    for figure in document["figures"]:
        if figure["attribution"]:
            a, place = by_id[figure["attribution"]], figure["span"]
            own = [s for s in [a["source"], a["cue"], *a["content"]] if s]
            assert any(s["start"] <= place["start"] and place["end"] <= s["end"] for s in own)


def test_pile_gold_names_what_exists() -> None:
    places = [u[k] for u in ACROSS["copies"]["utterances"] for k in ("copy", "of")]
    places += [m["attribution"] for c in ACROSS["claims"] for side in ("for", "against") for m in c[side]["members"]]
    places += [r["attribution"] for r in ACROSS["routes"]] + [p for e in ACROSS["entities"] for p in e["attributions"]]
    assert {p for p in places if p not in ATTRIBUTIONS} == set()
    assert {c["copy"] for c in ACROSS["copies"]["documents"]} <= set(TEXTS)
    claims = {c["id"] for c in ACROSS["claims"]}
    assert {s["claim"] for c in ACROSS["conflicts"] for s in c["sides"] if "claim" in s} <= claims
    assert all(len(c["sides"]) >= 2 for c in ACROSS["conflicts"])


def test_an_origin_is_a_named_body() -> None:
    bodies = {e["body"] for e in ACROSS["entities"] if e["named"]}
    for claim in ACROSS["claims"]:
        for side in ("for", "against"):
            assert set(claim[side]["origins"]) <= bodies
            assert claim[side]["count"] == len(claim[side]["origins"])


def test_a_copy_adds_no_origin() -> None:
    """Both ends of a copied utterance are one body's, so that counting origins cannot count it twice."""
    body = {e["id"]: e["body"] for e in ACROSS["entities"]}

    def behind(a: Record) -> Any:
        local = (a["entity"] or "").rpartition(":")[2]  # an unnamed voice has its own key in each document
        return body.get(a["entity"], local)

    for u in ACROSS["copies"]["utterances"]:
        copy, original = ATTRIBUTIONS[u["copy"]], ATTRIBUTIONS[u["of"]]
        assert behind(copy) == behind(original) or copy["type"] == "report", u


# --- the documents


def test_the_pile_holds_documents_only() -> None:
    told = {d["path"] for d in DOCUMENTS} | {s["path"] for s in ACROSS["skipped"]}
    assert {p.relative_to(PILE).as_posix() for p in PILE.rglob("*") if p.is_file()} == told
    assert {p.stem for p in (GOLD / "text").iterdir()} == set(TEXTS)


@each_document
def test_a_text_document_is_its_gold_text(document: Record) -> None:
    if document["format"] == "text":
        assert (PILE / document["path"]).read_bytes().decode() == TEXTS[document["doc"]]


def test_the_reader_finds_every_quotation() -> None:
    """Each gold span stands in what sayso reads from the same file, blanks folded, whatever the format."""
    found: dict[str, list[str]] = collections.defaultdict(list)
    skipped = {}
    for item in read([PILE]):
        path = pathlib.Path(item.path).relative_to(PILE).as_posix()
        if isinstance(item, Document):
            found[path].append(folded(item.text))
        elif isinstance(item, Skipped):
            skipped[path, item.locator] = item.reason
    assert skipped["15-district-court-order.txt", ""] == SkipReason.EMPTY
    for document in DOCUMENTS:
        wanted = [folded(s["text"]) for a in document["attributions"] for s in spans(a)]
        best = max(found[document["path"]], key=lambda text: sum(w in text for w in wanted))
        assert [w for w in wanted if w not in best] == [], document["doc"]


# --- the making


def test_the_same_sources_give_the_same_bytes(tmp_path: pathlib.Path) -> None:
    subprocess.run([sys.executable, "-B", str(GOLD / "maker"), str(tmp_path)], check=True, timeout=60)
    made = {p.relative_to(tmp_path): p for p in tmp_path.rglob("*") if p.is_file()}
    kept = {p.relative_to(EXAMPLES) for p in PILE.rglob("*") if p.is_file()}
    for folder in ("text", "attributions"):
        kept |= {p.relative_to(EXAMPLES) for p in (GOLD / folder).iterdir()}
    kept |= {pathlib.Path("velmar_gold") / name for name in ("gold.json", "pile.json", "speakers.json")}
    assert set(made) == kept
    for name, path in made.items():
        if path.suffix != ".pdf" or importlib.metadata.version("fpdf2") == FPDF:
            assert path.read_bytes() == (EXAMPLES / name).read_bytes(), name


# --- what it is worth


def test_the_phenomena_are_there() -> None:
    every = list(ATTRIBUTIONS.values())
    assert sum(len(top_level(d)) for d in DOCUMENTS) >= 120
    assert {a["kind"] for a in every} == set(Kind) and {a["modality"] for a in every} == set(Stance)
    assert sum(a["parent"] is not None for a in every) >= 40
    assert sum(a["uncued"] for a in every) >= 20
    assert sum(len(a["content"]) >= 3 for a in every) >= 2
    assert sum(a["source"] is None and a["cue"] is not None for a in every) >= 5
    assert {d["format"] for d in DOCUMENTS} == {"text", "html", "pdf", "eml", "telegram", "feed"}
    assert {c["kind"].split(",")[0] for c in ACROSS["copies"]["documents"]} == {"reprint", "translation", "retelling"}


def test_one_man_behind_five_outlets() -> None:
    """The claim that travels furthest has one origin."""
    claim = next(c for c in ACROSS["claims"] if c["id"] == "clans")
    outlets = {m["attribution"].partition(":")[0] for m in claim["for"]["members"]}
    assert len(outlets) >= 5 and claim["for"]["origins"] == ["melikan"]


def as_predicted(attributions: list[Record]) -> list[Record]:
    """Gold attributions in the form that `sayso extract` writes."""
    made = []
    for a in attributions:
        parts = {p: [a[p]] if isinstance(a[p], dict) else a[p] or [] for p in ("source", "cue", "content")}
        row: Record = {p: [[s["start"], s["end"]] for s in found] for p, found in parts.items()}
        made.append(row | {"speaker": a["speaker"], "parent": a["parent"]})
    return made


def test_the_rulers_accept_the_gold(shared: pathlib.Path, tmp_path: pathlib.Path) -> None:
    def predicted(name: str, chosen: dict[str, list[Record]]) -> list[str]:
        lines = [json.dumps({"doc": doc, "attributions": as_predicted(found)}) + "\n" for doc, found in chosen.items()]
        (tmp_path / name).write_text("".join(lines), encoding="utf-8")
        return ["--gold", str(GOLD), "--pred", str(tmp_path / name), "--json"]

    everything = predicted("all.jsonl", {d["doc"]: d["attributions"] for d in DOCUMENTS})
    scored = ruled(shared / "score" / "attribution.py", *everything)
    assert scored["attributions"] == {"p": 100.0, "r": 100.0, "f1": 100.0}
    # the other ruler does not leave nested ones out, and one of them has its parent's words
    outer = predicted("outer.jsonl", {d["doc"]: top_level(d) for d in DOCUMENTS})
    scored = ruled(shared / "score" / "speakers.py", *outer, "--speakers", str(GOLD / "speakers.json"))
    assert scored["overall"] == scored["accuracy"] == 100.0 and scored["unknown"] == 0.0


def ruled(script: pathlib.Path, *arguments: str) -> Record:
    done = subprocess.run([sys.executable, str(script), *arguments], check=True, capture_output=True, timeout=60)
    result: Record = json.loads(done.stdout)
    return result
