"""The commands that hold accounts against one another: claims, conflicts, compare."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from sayso.cli.pile import CASE, DOCUMENT, JSON
from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.report.account_models import MemberView
    from sayso.report.models import Brief

MODEL = click.option(
    "--model",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Another relation model: a folder with model.onnx, tokenizer.json and labels.json.",
)
OF = click.option("--of", "text", metavar="WORDS", help="Only where some words of it hold these, whatever their case.")


def listed(function: Callable[..., None]) -> click.Command:
    """A command that lists some of what a case's accounts hold: about some words, of one document, by another model."""
    for option in (JSON, MODEL, DOCUMENT, OF, CASE):
        function = option(function)
    return click.command()(function)


@listed
def claims(case_file: str, text: str | None, document: str | None, model: Path | None, as_json: bool) -> None:
    """Show what two documents of CASE or more say alike: in whose words, on whose word, and what clashes with it.

    \b
    sayso claims story.sayso
    sayso claims story.sayso --of ceasefire --json
    """
    from sayso.listing import accounts as listing

    with _accounts(case_file, model) as brief:
        rows = (c for c in brief.claims or () if is_about(brief, c.side.members, text, document))
        _show(rows, brief, listing.claim, None if as_json else "claim of two documents or more")


@listed
def conflicts(case_file: str, text: str | None, document: str | None, model: Path | None, as_json: bool) -> None:
    """Show where the accounts of CASE cannot all hold as put: each side in its own words, with its independent origins.

    Those on which most documents hang come first. Last come figures that are no conflict, each marked so: those that a
    later one may have replaced, and those that count other people or another place.

    \b
    sayso conflicts story.sayso
    sayso conflicts story.sayso --of ceasefire --json
    """
    from sayso.listing import accounts as listing

    with _accounts(case_file, model) as brief:
        rows = (
            c
            for c in (*(brief.conflicts or ()), *(brief.apart or ()))
            if is_about(brief, [m for side in c.sides for m in side.members], text, document)
        )
        _show(rows, brief, listing.conflict, None if as_json else "conflict")


@click.command()
@CASE
@OF
@DOCUMENT
@click.option(
    "--rule",
    metavar="NAME",
    help="Also show what a rule of others reads: latest-official, most-conservative, most-recent, lowest-and-highest.",
)
@JSON
def figures(case_file: str, text: str | None, document: str | None, rule: str | None, as_json: bool) -> None:
    """Lay the figures of CASE out that count the same thing: by day, with their words, of whom, and who states them.

    They are never flattened to one number. Which of them clash, which were superseded and which count others, `sayso
    conflicts` shows. With --rule, what a named reading rule of others points to stands beside them: the latest figure of
    an official body (news agencies), the lowest one (ACLED), that of the most recent source (Global Terrorism Database), or
    the lowest and the highest (Iraq Body Count, UCDP).

    \b
    sayso figures story.sayso
    sayso figures story.sayso --of killed --json
    sayso figures story.sayso --rule latest-official
    """
    from sayso.case import Case
    from sayso.listing import accounts as listing
    from sayso.report.readings import RULES, with_readings

    if rule is not None and rule not in RULES:
        raise click.BadParameter(f"there is no rule {rule!r}: take one of {', '.join(RULES)}", param_hint="--rule")
    with Case(case_file, create=False) as case:
        made = case.figures()
        brief = case.view(accounts=made)
        rows = (s for s in brief.series or () if is_about(brief, [f.member for f in s.figures], text, document))
        if rule is None:
            _show(rows, brief, listing.series, None if as_json else "series of figures")
        else:
            _show(
                with_readings(rows, made.series, rule),
                brief,
                listing.read_series,
                None if as_json else "series of figures",
            )


@click.command()
@click.argument("sentences", metavar="[A B]", nargs=-1)
@click.option(
    "--jsonl",
    metavar="FILE",
    type=click.File("r", encoding="utf-8", errors="replace"),
    help='Pairs: {"id", "a", "b"} a line.',
)
@click.option("-o", "out", metavar="FILE", type=click.File("w", encoding="utf-8"), default="-", help="Where to write.")
@MODEL
def compare(sentences: tuple[str, ...], jsonl: TextIO | None, out: TextIO, model: Path | None) -> None:
    """Say what two reported sentences are to each other: same, contradicts, related or unrelated, and why.

    With --jsonl, one JSON object a line comes out for each that goes in, in order: id, label, kind, score, why.

    \b
    sayso compare 'At least 26 people died' 'Officials say nobody was killed'
    sayso compare --jsonl pairs.jsonl -o out.jsonl
    """
    from sayso.listing import Console
    from sayso.listing import accounts as listing
    from sayso.relate import load_relate
    from sayso.relate.stream import compared

    if (jsonl is None) == (not sentences) or (sentences and len(sentences) != 2):
        raise click.UsageError("compare takes two sentences, or --jsonl FILE: see sayso compare --help")
    relate = load_relate(model)
    if jsonl is None:
        one, other = (text.encode("utf-8", "replace").decode() for text in sentences)  # a shell may pass any bytes
        Console(file=out, soft_wrap=True, highlight=False).print(listing.relation(relate([(one, other)])[0]))
        return
    failed = 0
    for row in compared(jsonl, relate):
        failed += "error" in row
        out.write(_line(row))
    if failed:
        raise InputError(f"{failed} of the lines held no pair: see their 'error'")


COMMANDS = (claims, conflicts, figures, compare)


@contextmanager
def _accounts(case_file: str, model: Path | None) -> Iterator[Brief]:
    from sayso.case import Case

    with Case(case_file, create=False) as case:
        yield case.view(accounts=case.accounts(model))


def _show(rows: Iterable[Any], brief: Brief, as_text: Callable[[Any, Brief], Any], what: str | None) -> None:
    """Prints them for a reader, to whom they are `what`; as JSON lines where that is None."""
    from sayso.listing import Console

    console = Console(file=sys.stdout, soft_wrap=True, highlight=False)
    is_none = True
    for row in rows:
        is_none = False
        if what is None:
            click.echo(_line(asdict(row)), nl=False)
        else:
            console.print(as_text(row, brief))
            console.print()
    if is_none and what:
        say_none(what, brief)


def say_none(what: str, brief: Brief) -> None:
    """Says to a reader that there is none: nothing at all would look like a command that failed."""
    count = len(brief.documents)
    click.echo(f"sayso: no {what} was found in {count} {'document' if count == 1 else 'documents'}", err=True)


def _line(row: dict[str, Any]) -> str:
    from sayso.export import line

    return line(row)


def is_about(brief: Brief, members: Iterable[MemberView], text: str | None, document: str | None) -> bool:
    """Whether one of these members has the words `text` and stands in `document`, where these are asked for."""
    return any(
        (text is None or text.casefold() in " ".join(w.text for w in m.words).casefold())
        and (document is None or any(document.casefold() in name.casefold() for name in _names(brief, m)))
        for m in members
    )


def _names(brief: Brief, member: MemberView) -> Iterator[str]:
    view = brief.documents[member.document - 1]
    yield from (view.name, view.path, view.locator, view.id)
