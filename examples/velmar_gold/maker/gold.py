"""Turn a marked-up Source into its gold: one record for gold.json, one brat file, one entry of speakers.json.

In this order: parts of each attribution from the marks, speaker and stance from the notes, parent from the id, kind
from the quotation marks, route from the notes and the Document's own tail. It checks what it can: that every mark has
a note and every note a mark, that a name stands in the text, that no span crosses a line.
"""

from __future__ import annotations

import re
from typing import Any

from markup import PART, Note, Source

QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»|"[^"]*$|“[^”]*$|^[^"]*"$')
METADATA = (
    *("path", "item", "format", "outlet", "author", "title", "published", "published_inferred", "published_evidence"),
    *("updated", "edited", "language", "address", "republished_from", "original_url", "origin", "origin_url"),
    *("forwarded_from", "reply_to"),
)
Span = dict[str, Any]
Record = dict[str, Any]


def span(source: Source, start: int, end: int) -> Span:
    """A span with its words."""
    words = source.text[start:end]
    if "\n" in words or words != words.strip():
        raise ValueError(f"{source.doc}: {words!r} crosses a line or has spaces about it")
    return {"start": start, "end": end, "text": words}


def kind_of(contents: list[Span]) -> str:
    """direct, indirect or mixed, as the quotation marks tell; an unclosed mark runs to the end of its span."""
    outside = [QUOTED.sub("", c["text"]) for c in contents]
    if not any(QUOTED.search(c["text"]) for c in contents):
        return "indirect"
    return "mixed" if any(re.search(r"\w", o) for o in outside) else "direct"


def parts_of(source: Source) -> dict[str, dict[str, list[Span]]]:
    """{attribution: {part: spans}} in reading order of the attributions."""
    found: dict[str, dict[str, list[Span]]] = {}
    for mark in source.marks:
        if named := PART.fullmatch(mark.tag):
            parts = found.setdefault(named[1], {"s": [], "k": [], "c": []})
            parts[named[2]].append(span(source, mark.start, mark.end))
    for id, parts in found.items():
        for spans in parts.values():
            spans.sort(key=lambda s: s["start"])
        if not parts["c"] or len(parts["s"]) > 1 or len(parts["k"]) > 1:
            raise ValueError(f"{source.doc}: attribution {id} has no content, or two sources or cues")
    return dict(sorted(found.items(), key=lambda item: [int(n) for n in item[0].split(".")]))


def route(source: Source, note: Note, parent: Record | None, pile: Record) -> tuple[list[str], str]:
    """The hops between the speaker and this Document, nearest to the speaker first, and how the text tells them."""
    own = [k for k in note.values.get("via", "").split(",") if k and k != "none"]
    hops = [pile["hops"][k]["name"] for k in own]
    if parent is not None and not own and note.values.get("via") != "none":
        inner = parent["speaker"]
        same = parent["entity"] == source.doc or inner in (None, source.head["outlet"])
        hops = ([] if same or parent["voice"] == note.words[0] else [inner]) + parent["via"]
    elif parent is None and note.values.get("via") != "none":
        hops += [pile["hops"][k]["name"] for k in source.head.get("tail", []) if k not in own]
    basis = "stated" if own else "carried-over" if hops else "none"
    return hops, note.values.get("basis", basis) if hops else "none"


def attribution(source: Source, note: Note, parts: dict[str, list[Span]], parent: Record | None, pile: Record) -> Record:
    """One attribution as gold.json holds it."""
    voice = note.words[0]
    speaker = source.head["speakers"][voice] if voice != "-" else {"name": None, "type": "none"}
    hops, basis = route(source, note, parent, pile)
    shared = voice in pile["entities"]
    id = "a" + note.id
    inner = parent is not None and parent["voice"] == voice and parent["kind"] == "direct"
    continues = note.values.get("cont")
    return {
        "id": id,
        "source": next(iter(parts["s"]), None),
        "cue": next(iter(parts["k"]), None),
        "content": parts["c"],
        "kind": note.values.get("kind", "direct" if inner else kind_of(parts["c"])),
        "type": note.values.get("type", "statement"),
        "speaker": speaker["name"],
        "speaker_type": speaker["type"],
        "speaker_role": speaker.get("role"),
        "voice": voice,
        "entity": None if voice == "-" else voice if shared else f"{source.doc}:{voice}",
        "via": hops,
        "via_basis": basis,
        "parent": parent["id"] if parent else None,
        "modality": note.values.get("stance", "asserted"),
        "uncued": not (parts["s"] or parts["k"]),
        "continues": f"a{continues}" if continues else None,
        "claims": [c for c in note.values.get("claim", "").split(",") if c],
        "note": note.values.get("note"),
    }


def attributions(source: Source, pile: Record) -> list[Record]:
    """All attributions of a Document, nested and uncued ones included, in reading order."""
    parts = parts_of(source)
    notes = {n.id: n for n in source.notes if not n.id.startswith("f")}
    if set(parts) != set(notes):
        raise ValueError(f"{source.doc}: marks and notes differ: {sorted(set(parts) ^ set(notes))}")
    made: dict[str, Record] = {}
    for id in parts:
        outer = id.rpartition(".")[0]
        made[id] = attribution(source, notes[id], parts[id], made[outer] if outer else None, pile)
    for record in made.values():
        if record["parent"]:
            inside(source, record, made[record["parent"][1:]])
    order = sorted(made.values(), key=lambda r: (first(r), r["id"].count(".")))
    return [{k: v for k, v in r.items() if k != "voice"} for r in order]


def first(record: Record) -> int:
    """Where an attribution begins."""
    own = [record["source"], record["cue"], *record["content"]]
    return min(int(s["start"]) for s in own if s)


def inside(source: Source, record: Record, outer: Record) -> None:
    """A nested attribution stands in its parent's content."""
    for part in [record["source"], record["cue"], *record["content"]]:
        if part and not any(c["start"] <= part["start"] and part["end"] <= c["end"] for c in outer["content"]):
            raise ValueError(f"{source.doc}: {record['id']} leaves {outer['id']}: {part['text']!r}")


def number(words: str) -> int | float | str:
    """A figure's value: a number where it is one, else the words (a clock time, a range)."""
    try:
        return float(words) if "." in words else int(words)
    except ValueError:
        return words


def figures(source: Source) -> list[Record]:
    """The figures of a Document."""
    made = []
    marked = {m.tag: m for m in source.tagged("f") if re.fullmatch(r"f\d+", m.tag)}
    for note in (n for n in source.notes if n.id.startswith("f")):
        mark = marked.pop(note.id)
        values, by = note.values, note.values["by"]
        name = source.head["outlet"] + " (narrator)" if by == "outlet" else source.head["speakers"][by]["name"]
        counted = note.words[0]
        persons = counted in ("deaths", "injured", "arrested", "crowd", "population")
        made.append(
            {
                "id": note.id,
                "span": span(source, mark.start, mark.end),
                "kind": counted,
                "value": number(note.words[1]),
                "unit": values.get("unit", "persons" if persons else None),
                "qualifier": values.get("qualifier"),
                "scope": values.get("scope"),
                "date": values.get("date"),
                "said_by": name,
                "attribution": f"a{values['attr']}" if "attr" in values else None,
            }
        )
    if marked:
        raise ValueError(f"{source.doc}: figures without a note: {sorted(marked)}")
    return made


def record(source: Source, pile: Record) -> Record:
    """The Document's record in gold.json."""
    head, text = source.head, source.text
    kept = {k: head.get(k) for k in METADATA}
    if head["format"] == "telegram":
        # the export gives local time, two hours east of Greenwich, and the same instant as seconds since 1970
        kept |= {k: kept[k] + "+02:00" for k in ("published", "edited") if kept[k]}
    events: dict[str, list[Span]] = {}
    for mark in source.tagged("e:"):
        events.setdefault(mark.tag[2:], []).append(span(source, mark.start, mark.end))
    borderline = []
    for item in head.get("borderline", []):
        at = text.index(item["text"])
        borderline.append(span(source, at, at + len(item["text"])) | {"reason": item["reason"]})
    where = {m.tag[2:]: {"start": m.start, "end": m.end, "text": text[m.start : m.end]} for m in source.tagged("m:")}
    evidence = [{"hop": m.tag[2:], **span(source, m.start, m.end)} for m in source.tagged("v:")]
    boiler = [
        {"start": m.start, "end": m.end, "text": text[m.start : m.end], "reason": m.tag[2:].replace("_", " ")}
        for m in source.tagged("b:")
    ]
    return (
        {"doc": source.doc}
        | kept
        | {
            "text_genre": head["genre"],
            "metadata": where,
            "boilerplate": boiler,
            "attributions": attributions(source, pile),
            "hop_evidence": evidence,
            "figures": figures(source),
            "events": [{"id": k, "mentions": v} for k, v in sorted(events.items())],
            "borderline": borderline,
        }
    )


def top_level(document: Record) -> list[Record]:
    """What PolNeAR marks: outermost attributions that have a source or a cue."""
    return [a for a in document["attributions"] if a["parent"] is None and not a["uncued"]]


def standoff(document: Record) -> str:
    """The brat file of a Document's top-level attributions, in the form of the PolNeAR release."""
    lines: list[str] = []
    relations: list[str] = []

    def add(label: str, spans: list[Span]) -> str:
        where = ";".join(f"{s['start']} {s['end']}" for s in spans)
        lines.append(f"T{len(lines) + 1}\t{label} {where}\t{' '.join(s['text'] for s in spans)}\n")
        return f"T{len(lines)}"

    for item in top_level(document):
        source = f" Source:{add('Source', [item['source']])}" if item["source"] else ""
        cue = f" Cue:{add('Cue', [item['cue']])}" if item["cue"] else ""
        content = f" Content:{add('Content', item['content'])}"
        trigger = add("Attribution", [item["cue"] or item["source"]])
        relations.append(f"E{len(relations) + 1}\tAttribution:{trigger}{source}{cue}{content}\n")
    return "".join(lines + relations)


def speakers(source: Source, document: Record) -> Record:
    """The Document's entry in speakers.json; null where the text itself does not name the speaker."""
    listed = []
    for n, item in enumerate(top_level(document)):
        name = item["speaker"]
        at = -1 if name is None else source.text.find(name)
        if at < 0 and name is not None and source.head["format"] != "telegram":
            raise ValueError(f"{source.doc}: {name!r} does not stand in the text")
        found = at >= 0
        listed.append(
            {
                "id": n,
                "speaker": name if found else None,
                "type": item["speaker_type"],
                "anchor": [at, at + len(name)] if found else None,
            }
        )
    return {"doc": source.doc, "speakers": listed}
