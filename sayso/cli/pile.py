"""The commands that ask what holds across a case: voices, routes, origins, copies; and `decide`, which corrects it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.decisions import Decision
    from sayso.journal import Journal
    from sayso.listing.pile_rows import Read

CASE = click.argument("case_file", metavar="CASE", type=click.Path(dir_okay=False))
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
SPEAKER = click.option("--speaker", metavar="NAME", help="Part of a spelling of the speaker's name.")
WIDEST = 1_000_000  # characters; a tree pads nothing
DOCUMENT = click.option("--document", metavar="NAME", help="Part of the document's path or title, or its id.")


@click.command()
@CASE
@SPEAKER
@click.option("--doubtful", is_flag=True, help="Only those that may be one with another: for you to decide.")
@JSON
def voices(case_file: str, speaker: str | None, doubtful: bool, as_json: bool) -> None:
    """Show who speaks in CASE, over all documents: every spelling, why they are one voice, and for whom it speaks.

    \b
    sayso voices story.sayso
    sayso voices story.sayso --speaker mendk
    sayso voices story.sayso --doubtful
    """
    from sayso.listing import pile as listing
    from sayso.listing import pile_rows

    with _read(case_file) as made:
        rows = (r for r in pile_rows.voices(made) if _is_asked(speaker, (r["name"], *r["aliases"])))
        _show((r for r in rows if r["may_be"] or not doubtful), listing.voice, as_json)


@click.command()
@CASE
@SPEAKER
@DOCUMENT
@JSON
def routes(case_file: str, speaker: str | None, document: str | None, as_json: bool) -> None:
    """Show through which hands words came from their speakers to the documents of CASE, with the words that tell so.

    \b
    sayso routes story.sayso
    sayso routes story.sayso --speaker mendk --json
    """
    from sayso.listing import pile as listing
    from sayso.listing import pile_rows

    with _read(case_file) as made:
        rows = (r for r in pile_rows.routes(made) if _is_asked(speaker, (r["speaker"] or "",)))
        _show((r for r in rows if _is_asked(document, _names(r))), listing.route, as_json)


@click.command()
@CASE
@click.option("--kind", type=click.Choice(("document", "paragraph", "quotation", "translation", "retelling")))
@DOCUMENT
@JSON
def copies(case_file: str, kind: str | None, document: str | None, as_json: bool) -> None:
    """Show what documents of CASE share: whole texts, paragraphs, quotations, translations and retellings.

    Who took it from whom is said where a credit, an address or two dates tell.

    \b
    sayso copies story.sayso
    sayso copies story.sayso --kind paragraph
    """
    from sayso.listing import pile as listing
    from sayso.listing import pile_rows

    with _read(case_file) as made:
        rows = (r for r in pile_rows.copies(made) if kind in (None, r["kind"]))
        wanted = (r for r in rows if any(_is_asked(document, _names(p)) for p in r["passages"]))
        _show(wanted, listing.copies, as_json)


@click.command()
@CASE
@click.option("--of", "text", metavar="WORDS", help='Statements with these words; "in quotes" a phrase, wor* a beginning.')
@SPEAKER
@DOCUMENT
@click.option("--stance", metavar="STANCE", help="asserted, possible, denied, predicted, wanted or asked.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def origins(case_file: str, as_json: bool, **filters: Any) -> None:
    """Count the independent origins of statements in CASE, and show how the count came about.

    Copies, retellings, utterances of one speaker and spokesmen of one body are one origin; what nobody names adds nothing.

    \b
    sayso origins story.sayso --of 'coup* west*'
    sayso origins story.sayso --document courier --json
    """
    from rich.console import Console

    from sayso.case import Case
    from sayso.export import line
    from sayso.listing import pile as listing
    from sayso.listing import pile_rows

    with Case(case_file, create=False) as case:
        asked = [s.attribution.id for s in case.statements(**filters)]
        pile = case.pile()
        row = pile_rows.origins(pile_rows.read(pile, case.findings()), pile.origins(asked))
    if as_json:
        click.echo(line(row), nl=False)
    else:
        # no line is broken where no terminal sets its width: whoever searches the output finds whole sentences
        width = None if sys.stdout.isatty() else WIDEST
        Console(file=sys.stdout, highlight=False, width=width).print(listing.origins(row))


ACTS: dict[str, tuple[int, Callable[[Journal, tuple[str, ...]], Decision]]] = {
    "merge": (2, lambda journal, given: journal.merge(*given)),
    "distinct": (2, lambda journal, given: journal.distinct(*given)),
    "split": (2, lambda journal, given: journal.split(*given)),
    "rename": (2, lambda journal, given: journal.rename(*given)),
    "retype": (2, lambda journal, given: journal.retype(*given)),
    "rate": (2, lambda journal, given: journal.rate(*given)),
    "credit": (2, lambda journal, given: journal.credit(*given)),
    "undo": (0, lambda journal, given: journal.undo(*map(_number, given))),
}


@click.command(short_help="Correct what sayso found in CASE, and take corrections back.")
@CASE
@click.argument("act", type=click.Choice((*ACTS, "log")))
@click.argument("given", metavar="[ARGUMENT]...", nargs=-1)
def decide(case_file: str, act: str, given: tuple[str, ...]) -> None:
    """Correct what sayso found in CASE. What you decide is kept in the case's journal and survives every later run.

    \b
    sayso decide story.sayso merge 'N. Mendkovich' 'Nikita Mendekevich'   one voice
    sayso decide story.sayso distinct 'Tarvo Melikan' Melikan             not the same
    sayso decide story.sayso split 'Tarvo Melikan' 'Melikan'              this spelling is somebody else
    sayso decide story.sayso rename 'MPO' 'Ministry of Public Order'
    sayso decide story.sayso retype 'Washington' organisation
    sayso decide story.sayso rate 'The Courier' B                         reliability of a source, A to F
    sayso decide story.sayso credit b2:0f3a... 3                          credibility of a statement, 1 to 6
    sayso decide story.sayso undo [NUMBER]
    sayso decide story.sayso log

    Voices are named by any spelling, or by the id that `sayso voices` shows. Ratings are yours, and enter no count.
    """
    from sayso.case import Case
    from sayso.listing import Console
    from sayso.listing import pile as listing

    console = Console(file=sys.stdout, soft_wrap=True, highlight=False)
    with Case(case_file, create=False) as case:
        if act == "log":
            for text in listing.decisions(case.journal.written()):
                console.print(text)
            return
        wanted, do = ACTS[act]
        if len(given) != wanted and not (act == "undo" and len(given) == 1):
            raise click.UsageError(f"{act} takes {wanted} arguments: see sayso decide --help")
        decision = do(case.journal, given)
        console.print(next(iter(listing.decisions(iter([(decision, "now" if act == "undo" else None)])))))


COMMANDS = (voices, routes, origins, copies, decide)


class _read:
    """A case opened, with all that the rows need."""

    def __init__(self, case_file: str) -> None:
        from sayso.case import Case

        self._case = Case(case_file, create=False)

    def __enter__(self) -> Read:
        from sayso.listing import pile_rows

        return pile_rows.read(self._case.pile(), self._case.findings())

    def __exit__(self, *_: object) -> None:
        self._case.close()


def _show(rows: Iterable[dict[str, Any]], as_text: Callable[[dict[str, Any]], Any], as_json: bool) -> None:
    from sayso.export import line
    from sayso.listing import Console

    console = Console(file=sys.stdout, soft_wrap=True, highlight=False)
    for row in rows:
        if as_json:
            click.echo(line(row), nl=False)
        else:
            console.print(as_text(row))


def _is_asked(part: str | None, names: Iterable[str]) -> bool:
    return part is None or any(part.casefold() in name.casefold() for name in names)


def _names(row: dict[str, Any]) -> Iterator[str]:
    yield from filter(None, (row["path"], row["locator"], row["title"], row["document"]))


def _number(given: str) -> int:
    if not given.isdecimal():
        raise InputError(f"undo takes the number of a decision; not {given!r}")
    return int(given)
