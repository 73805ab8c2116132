"""The command `sayso`: arguments in, output out. What it does is done by `case`, `pipeline` and `report`.

Results go to standard output, everything else (progress, errors, what was skipped) to standard error; progress is shown
only where standard error is a terminal. Exit codes are in `EXIT_CODES`, and in the help.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from sayso import __version__
from sayso.cli import accounts, matrix, pile, timeline
from sayso.errors import InputError, SaysoError

if TYPE_CHECKING:
    from sayso.adding import Added
    from sayso.case import Case
    from sayso.settings import Settings

EXIT_CODES = """\b
Exit codes:
  0    every input was read
  1    done, but an input was skipped (the reasons are shown)
  2    wrong usage, or nothing could be read, or the case cannot be used
  130  stopped with Ctrl-C; what is finished is kept in the case
  141  the program that read the output closed it
"""
CLOSED, STOPPED = 141, 130
WHAT = ("documents", "voices", "statements", "skipped")
APPLIES = {
    "documents": {"document", "text", "limit"},
    "voices": {"speaker", "limit"},
    "statements": {"speaker", "document", "kind", "stance", "text", "min_confidence", "limit"},
    "skipped": {"document", "limit"},
}


class Commands(click.Group):
    """The group of commands, which turns what sayso raises into a message and an exit code."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except OSError as error:
            _end(error)
        except KeyboardInterrupt:
            click.echo("\nsayso: stopped; with a case, the same command goes on from here", err=True)
            context.exit(STOPPED)
        except SaysoError as error:
            click.echo(f"sayso: {error}", err=True)
            context.exit(2)
        except sqlite3.Error as error:  # damaged, or in use, between two commits
            click.echo(f"sayso: the case cannot be used ({error})", err=True)
            context.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.version_option(__version__, prog_name="sayso", message="%(prog)s %(version)s")
def sayso() -> None:
    """Read a pile of articles and show who says what, in the documents' own words.

    \b
    sayso brief articles/                       the brief: terminal, and brief.html to read and send
    sayso brief articles/ --case story.sayso    the same, kept in a case
    sayso show story.sayso statements --speaker ministry
    sayso extract articles/ > out.jsonl         one JSON object a document
    sayso origins story.sayso --of 'coup*'      how many independent origins that has, and why

    PATH is a file, a folder (with all in it), an archive, an address (https://...), or - for standard input.
    """


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that every command that reads documents has."""
    for decorate in (
        click.option("--max-size", metavar="SIZE", help="Skip inputs above this size, such as 20MB or 1GB."),
        click.option("--boilerplate", is_flag=True, help="Look in bylines, newsletter boxes and comment forms too."),
        click.option("--workers", default=1, show_default=True, help="Processes that work at once."),
        click.option("--max-expansion", metavar="SIZE", help="Let an archive unpack to so much, however small it is."),
        click.option("--text-column", metavar="NAME", multiple=True, help="The column or field that holds the text."),
        # what may not be read becomes a row with its reason: click must not stop at it
        click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(readable=False)),
    ):
        command = decorate(command)
    return command


@sayso.command()
@reading
@click.option("-o", "--output", default="brief.html", show_default=True, help="The page; - for standard output.")
@click.option("--case", "case_file", metavar="FILE.sayso", help="Keep all that was found in this case.")
@click.pass_context
def brief(context: click.Context, /, paths: tuple[str, ...], output: str, case_file: str | None, **options: Any) -> None:
    """Read PATH... and show who says what, here and in one HTML file.

    Without --case nothing is kept but the page. With it, a stopped run goes on where it stopped, and later runs work on
    new and changed documents only.

    \b
    sayso brief articles/
    sayso brief monday.zip feed.xml https://example.org/story -o monday.html --case story.sayso
    """
    from sayso.case import Case
    from sayso.listing import Console
    from sayso.output import write
    from sayso.report import html, terminal

    _begin(paths, output, case_file)
    with Case(case_file) as case:
        added = _add(case, paths, _settings(**options), ignore=(output,))
        accounts = case.accounts()
        rivals = case.matrix(accounts=None if case.journal.hypotheses() else accounts)
        made = case.view(_title(paths) if case_file is None else None, accounts, rivals)
        if not added.read or output == "-":  # where nothing could be read, an earlier page stays as it is
            terminal.render(made, Console(file=sys.stderr))
        if added.read and output == "-":
            click.echo(html.render(made), nl=False)
        elif added.read:
            write(output, html.render(made))
            terminal.render(made, Console(file=sys.stdout), output)
    context.exit(_code(added))


@sayso.command()
@click.argument("case_file", metavar="CASE", type=click.Path(dir_okay=False))
@reading
@click.pass_context
def add(context: click.Context, /, case_file: str, paths: tuple[str, ...], **options: Any) -> None:
    """Read PATH... into CASE; only new or changed documents are worked on.

    The case is made where it does not exist. A document whose file has changed takes the place of the earlier version,
    which is kept.

    \b
    sayso add story.sayso articles/
    sayso add story.sayso more.zip --workers 2
    """
    from sayso.case import Case

    _begin(paths)
    with Case(case_file) as case:
        added = _add(case, paths, _settings(**options))
    reworked = f"{added.reworked} read anew, " if added.reworked else ""
    click.echo(f"{added.new} new, {reworked}{added.unchanged} unchanged, {added.skipped} skipped")
    context.exit(_code(added))


@sayso.command()
@click.argument("case_file", metavar="CASE", type=click.Path(dir_okay=False))
@click.argument("what", required=False, type=click.Choice(WHAT))
@click.option("--speaker", metavar="NAME", help="Part of the speaker's name.")
@click.option("--document", metavar="NAME", help="Part of the document's path or title, or its id.")
@click.option("--kind", metavar="KIND", help="direct, indirect or mixed.")
@click.option("--stance", metavar="STANCE", help="asserted, possible, denied, predicted, wanted or asked.")
@click.option("--text", metavar="WORDS", help='Words that all occur; "in quotes" a phrase, wor* a beginning.')
@click.option("--min-confidence", type=float, metavar="NUMBER", help="From 0 to 1.")
@click.option("--limit", type=int, metavar="NUMBER", help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def show(case_file: str, what: str | None, as_json: bool, **filters: Any) -> None:
    """Show what is in CASE: the brief, or one list of it.

    \b
    sayso show story.sayso
    sayso show story.sayso voices
    sayso show story.sayso statements --speaker ministry --stance denied
    sayso show story.sayso statements --text '"coup attempt" uran*' --json
    sayso show story.sayso skipped
    """
    from sayso import listing
    from sayso.case import Case
    from sayso.export import brief_row, line
    from sayso.report import terminal

    given = {name for name, value in filters.items() if value is not None}
    if what is None and given:
        raise click.UsageError(f"say what to show: {', '.join(WHAT)}")
    if what is not None and (wrong := sorted(given - APPLIES[what])):
        raise click.UsageError(f"--{wrong[0].replace('_', '-')} does not apply to {what}")
    with Case(case_file, create=False) as case:
        if what is None and as_json:
            click.echo(line(brief_row(case.view())), nl=False)
        elif what is None:
            terminal.render(case.view(), listing.Console(file=sys.stdout))
        else:
            shown = {name: filters[name] for name in given}
            listing.show(case, what, shown, as_json=as_json, out=sys.stdout)


@sayso.command(short_help="Write what is found in PATH..., one JSON object a line.")
@reading
@click.option("-o", "--output", default="-", help="A file for the lines; standard output by default.")
@click.pass_context
def extract(context: click.Context, /, paths: tuple[str, ...], output: str, **options: Any) -> None:
    """Write what is found in PATH... as a stream, one JSON object a document, in input order.

    Nothing is kept, and memory does not grow with the pile. docs/extract-format.md explains the keys.

    \b
    sayso extract articles/ > out.jsonl
    cat letter.txt | sayso extract - | jq '.attributions[].speaker'
    """
    from sayso.adding import Added
    from sayso.export import Names, extract_row, line
    from sayso.output import opened
    from sayso.pipeline import run
    from sayso.records import Skipped

    _begin(paths, output)
    names, new, skipped = Names(), 0, 0
    own_lines_on_the_terminal = output == "-" and sys.stdout.isatty()
    lines = nullcontext(sys.stdout) if output == "-" else opened(output)
    with lines as out, _progress(not own_lines_on_the_terminal) as watch:
        for outcome in run(paths, _settings(**options), () if output == "-" else (output,)):
            out.write(line(extract_row(outcome, names)))
            out.flush()
            if isinstance(outcome, Skipped):
                skipped += 1
            else:
                new += 1
            watch(Added(new=new, skipped=skipped))
    context.exit(_code(Added(new=new, skipped=skipped)))


@sayso.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> None:
    """Print what makes SHELL complete sayso's commands and options.

    \b
    bash:  echo 'eval "$(sayso completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(sayso completion zsh)"' >> ~/.zshrc
    fish:  sayso completion fish > ~/.config/fish/completions/sayso.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"there is no completion for {shell}")
    click.echo(made(sayso, {}, "sayso", "_SAYSO_COMPLETE").source())


for command in (*pile.COMMANDS, *accounts.COMMANDS, *timeline.COMMANDS, *matrix.COMMANDS):
    sayso.add_command(command)


def main() -> None:
    """The entry point of the installed command."""
    if sys.stdout is None:  # the shell closed it: nobody is to read
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            sayso(prog_name="sayso")
        finally:
            sys.stdout.flush()  # here, where it can be told that the last of it could not be written
    except OSError as error:
        _end(error)


def _end(error: OSError) -> NoReturn:
    """The system gave up on something that no command answers for itself: most often, standard output."""
    if error.filename is None:
        with suppress(OSError, ValueError):  # nothing is left that could complain at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        sys.exit(CLOSED)
    told = error.filename or "standard output"
    with suppress(OSError):
        click.echo(f"sayso: {told} cannot be used ({error.strerror}): free or mend it, and run this again", err=True)
    sys.exit(2)


def _settings(
    *, workers: int, boilerplate: bool, max_size: str | None, max_expansion: str | None, text_column: tuple[str, ...]
) -> Settings:
    from sayso.read import Limits
    from sayso.settings import Settings

    moved: dict[str, int] = {}
    if max_size is not None:
        moved["max_bytes"] = _size(max_size)
    if max_expansion is not None:  # who names a size means it, whatever the archive's ratio
        moved |= {"max_expansion": _size(max_expansion), "max_ratio": sys.maxsize}
    return Settings(limits=Limits(text_columns=text_column, **moved), include_boilerplate=boilerplate, workers=workers)


def _size(text: str) -> int:
    """'20MB' in bytes; powers of 1,000."""
    number = text.upper().removesuffix("B")
    unit = {"K": 10**3, "M": 10**6, "G": 10**9}.get(number[-1:], 1)
    try:
        size = int(float(number[:-1] if unit > 1 else number) * unit)
    except (ValueError, OverflowError):
        size = 0
    if size < 1:
        raise InputError(f"a size is a number of bytes, such as 500000, 20MB or 1GB; not {text!r}")
    return size


def _add(case: Case, paths: tuple[str, ...], settings: Settings, ignore: tuple[str, ...] = ()) -> Added:
    with _progress() as watch:
        return case.add(*paths, settings=settings, watch=watch, ignore=[p for p in ignore if p != "-"])


def _code(added: Added) -> int:
    if not added.read:
        click.echo("sayso: nothing could be read", err=True)
        return 2
    return 1 if added.skipped else 0


def _begin(paths: tuple[str, ...], output: str = "-", case: str | None = None) -> None:
    """Refuse an output that would cost the user a file; say so where an address means that the network is used."""
    from sayso.output import check

    if output != "-":
        check(output, paths, case)
    for path in paths:
        if path.lower().startswith(("http://", "https://")):
            click.echo(f"sayso: fetching {path}", err=True)


def _title(paths: tuple[str, ...]) -> str:
    """What a brief of these inputs is called where no case gives it a name."""
    first = "standard input" if paths[0] == "-" else Path(paths[0]).absolute().name or paths[0]
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1} more"


@contextmanager
def _progress(wanted: bool = True) -> Iterator[Callable[[Added], None]]:
    """A line that counts, on standard error, where that is a terminal."""
    if not wanted or not sys.stderr.isatty():
        yield lambda added: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("reading", total=None)

        def watch(added: Added) -> None:
            counts = f"{added.new + added.reworked} read, {added.unchanged} unchanged, {added.skipped} skipped"
            shown.update(task, description=counts)

        yield watch
