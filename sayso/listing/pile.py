"""The rows of a pile (`pile_rows.py`) as lines for a person. Words of documents stand in quotation marks or after a bar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text
from rich.tree import Tree

from sayso.report.terminal import LEFT_OUT, safe
from sayso.report.view import counted

Row = dict[str, Any]
PASSAGES_SHOWN = 6


def voice(row: Row) -> Text:
    """A voice: spellings, why they are one, whom it speaks for, what it may be one with; who is not named in one line."""
    about = [row["type"], *([f"rated {row['rating']}"] if row["rating"] else []), *row["roles"][:2]]
    reach = f"{counted(row['statements'], 'statement')} in {counted(len(row['documents']), 'document')}"
    text = Text.assemble((safe(row["name"]), "bold"), (f"  {safe(', '.join(about))}: {reach}", "dim"))
    if row["aliases"]:
        text.append(f"\n  also: {safe('; '.join(row['aliases']))}")
    if row["body"]:
        text.append(f"\n  speaks for: {safe(row['body'])}")
    for merge in row["merges"]:
        text.append(f"\n  {safe(_merge(merge))}")
    for doubt in row["may_be"]:
        text.append(f"\n  may be '{safe(doubt['name'])}': {safe(doubt['why'])}", style="italic")
    text.append(f"{chr(10) if row['named'] else ''}  {row['id']}", style="dim")
    return text


def _merge(merge: Row) -> str:
    """Why two names are one; two that are written alike need not be told twice."""
    if merge["one"].casefold() == merge["other"].casefold() and not merge["by_analyst"]:
        return f"{merge['why']}, in {counted(len(merge['documents']), 'document')}"
    return f"'{merge['one']}' is '{merge['other']}': {merge['why']}"


def route(row: Row) -> Text:
    """One way from a speaker to a document, each hop with the words that tell of it."""
    hops = [f"{safe(hop['name'])} ({hop['kind']})" for hop in row["hops"]] or ["not recorded"]
    ends = safe(row["outlet"] or _where(row))
    text = Text.assemble((safe(row["speaker"] or "speaker unknown"), "bold"), " → ", " → ".join(hops), f" → {ends}")
    text.append(f"\n  {counted(len(row['statements']), 'statement')}, {safe(_where(row))}", style="dim")
    for hop in row["hops"]:
        if hop["evidence"]:
            words = " ".join(hop["evidence"]["words"].split())
            text.append(f"\n  │ {safe(words)}  [{hop['evidence']['start']}], {hop['basis']}")
        else:
            text.append(f"\n  {safe(hop['name'])}: from the metadata")
    return text


def copies(row: Row) -> Text:
    """One group of copies: where each stands, who took it from whom, and the words that it begins with."""
    passages = row["passages"]
    share = f", {row['share']:.0%} of the words at least" if row["share"] is not None else ""
    text = Text.assemble((f"{row['kind']}, in {counted(len(passages), 'place')}{share}", "bold"))
    if row["why"]:
        text.append(f": {safe(row['why'])}")
    for passage in passages[:PASSAGES_SHOWN]:
        about = ", ".join(filter(None, (passage["outlet"], passage["published"])))
        text.append(f"\n  {safe(_where(passage))} [{passage['start']}, {passage['end']})", style="dim")
        text.append(f"{'  ' + safe(about) if about else ''}", style="dim")
    if len(passages) > PASSAGES_SHOWN:
        text.append(f"\n  and {counted(len(passages) - PASSAGES_SHOWN, 'more place')}", style="dim")
    for taken in row["derivations"][:PASSAGES_SHOWN]:
        text.append(f"\n  {safe(taken['copy'])} took it from {safe(taken['of'])}: {safe(taken['why'])}")
    shown = passages if row["kind"] == "retelling" else passages[:1]
    for passage in shown[:PASSAGES_SHOWN]:
        words = " ".join(passage["words"].split())
        text.append(f"\n  │ {safe(words)}{LEFT_OUT if passage['cut'] else ''}")
    return text


def origins(row: Row) -> Tree:
    """The count as a tree: origins, the steps that lead to each, its statements; then what has no lineage."""
    head = f"{counted(row['count'], 'independent origin')} of {counted(row['statements'], 'statement')} "
    tree = Tree(Text(f"{head}in {counted(row['documents'], 'document')}", style="bold"), guide_style="dim")
    for why in dict.fromkeys(origin["independent"] for origin in row["origins"]):
        tree.add(Text(safe(f"{'each' if row['count'] > 1 else 'it'} is {why}"), style="italic"))
    for origin in row["origins"]:
        rated = f", rated {origin['rating']}" if origin["rating"] else ""
        title = f"  {counted(len(origin['statements']), 'statement')}{rated}"
        branch = tree.add(Text.assemble((safe(origin["name"]), "bold"), (safe(title), "dim")))
        for step in origin["steps"]:
            branch.add(Text(f"{safe(step['why'])} ({counted(len(step['statements']), 'statement')})", style="italic"))
        for said in origin["statements"]:
            branch.add(_statement(said))
    for step in row["unrecorded"]:
        branch = tree.add(Text(f"{safe(step['why'])}: adds nothing", style="italic"))
        for said in step["statements"]:
            branch.add(_statement(said))
    for plural in row["plurals"]:
        tree.add(Text(safe(plural["why"]), style="italic"))
    return tree


def decisions(made: Iterator[tuple[Any, str | None]]) -> Iterator[Text]:
    """The journal, a line a decision."""
    for decision, undone in made:
        names = " | ".join(
            ", ".join(dict.fromkeys(anchor.name for anchor in side)) for side in (decision.subject, decision.other) if side
        )
        words = " ".join(filter(None, (names or decision.statement, decision.value and f"→ {decision.value}")))
        state = f", undone {undone}" if undone else ""
        told = f"{decision.number} {decision.act}: {words} ({decision.at}{state})"
        yield Text(safe(told), style="dim" if undone else "")


def _statement(said: Row) -> Text:
    words = safe(" ".join(LEFT_OUT.join(said["content"]).split()))
    words = words if len(words) <= 160 else words[:157] + "…"
    way = " → ".join([*said["route"], said["outlet"] or _where(said)])
    credit = f", credibility {said['credibility']}" if said["credibility"] else ""
    text = Text.assemble((f"{safe(said['speaker'] or 'speaker unknown')}: ", ""), words)
    return text.append(f"  ({safe(way)}{credit})", style="dim")


def _where(row: Row) -> str:
    return f"{row['path']} ({row['locator']})" if row["locator"] else str(row["path"])
