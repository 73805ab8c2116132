"""The commands of the hypothesis matrix: matrix shows and fills it, mark is the analyst's word on a cell."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from sayso.cli.accounts import MODEL
from sayso.cli.pile import CASE


@click.command()
@CASE
@click.option("--hypothesis", "hypotheses", metavar="TEXT", multiple=True, help="Put up a rival explanation; repeat it.")
@click.option("--ready", metavar="SET", multiple=True, help="Put up a ready set of hypotheses: coup.")
@click.option("--proposed", is_flag=True, help="Add the sides of the strongest conflict as rivals, in its own words.")
@MODEL
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def matrix(
    case_file: str,
    hypotheses: tuple[str, ...],
    ready: tuple[str, ...],
    proposed: bool,
    model: Path | None,
    as_json: bool,
) -> None:
    """Show what each independent origin in CASE says for and against rival hypotheses, in its own words.

    Hypotheses that you put up are kept in the case's journal, and `sayso decide CASE undo NUMBER` takes one back. The
    read-outs are Heuer's, over origins and not over copies: how many speak against each, which tell the hypotheses apart,
    and what hangs on one of them. No winner is named. With --proposed nothing is kept.

    \b
    sayso matrix story.sayso --hypothesis 'Insiders planned it' --hypothesis 'It was a protest'
    sayso matrix story.sayso --ready coup
    sayso matrix story.sayso --proposed --json
    """
    from sayso.case import Case
    from sayso.export import line
    from sayso.listing import Console
    from sayso.listing import matrix as listing

    with Case(case_file, create=False) as case:
        for text in hypotheses:
            case.journal.hypothesis(text)
        for name in ready:
            case.journal.ready(name)
        made = case.matrix(model, case.accounts(model) if proposed else None)
        brief = case.view(matrix=made)
    if made is None or brief.matrix is None:
        told = "no conflict proposes rivals" if proposed else "the case holds no hypothesis"
        click.echo(f"sayso: {told}: put one up with --hypothesis TEXT, or a ready set with --ready coup", err=True)
    elif as_json:
        click.echo(line(asdict(brief.matrix)), nl=False)
    else:
        console = Console(file=sys.stdout, soft_wrap=True, highlight=False)
        for row in listing.matrix(brief.matrix, brief):
            console.print(row)
            console.print()


@click.command(short_help="Say how words bear on a hypothesis of CASE.")
@CASE
@click.argument("words", metavar="ID")
@click.argument("bearing", type=click.Choice(("for", "against", "neither")))
@click.option("--hypothesis", metavar="NUMBER|TEXT", required=True, help="Its number in the matrix, or its words.")
def mark(case_file: str, words: str, bearing: str, hypothesis: str) -> None:
    """Say how words bear on a hypothesis of CASE: for it, against it, or neither.

    ID is that of a statement (`sayso show CASE statements --json`) or of words in the matrix; it need not be among what
    sayso found. Your mark is kept in the case's journal, counts, and is shown beside what sayso says.
    `sayso decide CASE undo` takes it back.

    \b
    sayso mark story.sayso b2:0f3a... against --hypothesis 2
    sayso mark story.sayso b2:0f3a... neither --hypothesis 'Insiders planned it'
    """
    from sayso.case import Case
    from sayso.listing import Console
    from sayso.listing import matrix as listing

    with Case(case_file, create=False) as case:
        decision = case.journal.mark(words, hypothesis, bearing)
    Console(file=sys.stdout, soft_wrap=True, highlight=False).print(listing.marked(decision))


COMMANDS = (matrix, mark)
