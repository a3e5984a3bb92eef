"""``quizgen export`` and ``quizgen lint-deck``: sets as they are passed on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import FILE, OUTPUT
from quizgen.cli.questions import number_of_questions
from quizgen.cli.results import file_of, refuse_overwriting, write, write_lines
from quizgen.errors import OutputError
from quizgen.terminal import say

if TYPE_CHECKING:
    from pathlib import Path

    from decks.anki import CardKind


class WithFormats(click.Command):
    """A command whose help lists the formats that can be exported to, and what each loses."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from decks import EXPORTERS

        with formatter.section("Formats"):
            formatter.write_dl([(key, exporter.name) for key, exporter in EXPORTERS.items()])
        with formatter.section("Not held by"):
            formatter.write_dl(
                [(key, each.cannot_hold) for key, each in EXPORTERS.items() if each.cannot_hold]
            )


def format_of(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The name of an exporter."""
    from decks import EXPORTERS

    if value not in EXPORTERS:
        raise click.BadParameter(f"{value!r} is none of {', '.join(EXPORTERS)}.")
    return value


def cards_of(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> tuple[CardKind, ...] | None:
    """Kinds of Anki cards, separated by commas."""
    if value is None:
        return None
    from decks.anki import CARD_KINDS

    wanted = [name.strip() for name in value.split(",") if name.strip()]
    for name in wanted:
        if name not in CARD_KINDS:
            raise click.BadParameter(f"{name!r} is no kind of card: {', '.join(CARD_KINDS)}.")
    if not wanted:
        raise click.BadParameter(f"name at least one of {', '.join(CARD_KINDS)}.")
    return tuple(kind for kind in CARD_KINDS if kind in wanted)


@click.command(cls=WithFormats)
@click.argument("paths", metavar="SET.json...", type=FILE, nargs=-1, required=True)
@click.option(
    "--format", "format_", metavar="FORMAT", required=True, callback=format_of, help="See below."
)
@click.option(
    "--cards",
    metavar="KIND,KIND",
    callback=cards_of,
    help="For Anki: choice (options to choose from), recall (without), typed (type the answer),"
    " cloze (gaps are filled in); choice,cloze if left out. A card a student has is never deleted.",
)
@click.option("--deck", metavar="NAME", help="For Anki: the deck that holds those of the sets.")
@OUTPUT
def export(
    paths: tuple[Path, ...],
    format_: str,
    cards: tuple[CardKind, ...] | None,
    deck: str | None,
    output: Path | None,
) -> None:
    """Turn SET.json into an Anki deck or another format.

    Several sets can go into one Anki package, each as a deck of its own.
    """
    from pathlib import Path

    from decks import EXPORTERS
    from decks.anki import DEFAULT_CARDS, write_several
    from quizgen.json_files import read_question_set

    exporter = EXPORTERS[format_]
    if format_ != "apkg" and (len(paths) > 1 or cards or deck is not None):
        raise click.UsageError("--cards, --deck and several sets are for --format apkg only.")
    refuse_overwriting(output, *paths)
    question_sets = [read_question_set(path) for path in paths]

    def export_to(path: Path) -> None:
        if format_ == "apkg":
            write_several(question_sets, path, cards=cards or DEFAULT_CARDS, below=deck)
        else:
            exporter.write(question_sets[0], path)

    left_out = [line for question_set in question_sets for line in exporter.left_out(question_set)]
    file = file_of(output)
    if file is not None:
        export_to(file)
    elif exporter.is_text or not _is_terminal():
        _export_to_stdout(export_to, exporter.extension)
    else:
        raise OutputError(
            f"{format_} is not for reading in a terminal: name a file with -o",
            path=Path(f"-{exporter.extension}"),
        )
    for line in left_out:
        say(line)
    if file is not None:
        what = "but for the above" if left_out else f"with {number_of_questions(*question_sets)}"
        say(f"{exporter.name}, {what}: {file}")


def _export_to_stdout(export_to: Callable[[Path], None], extension: str) -> None:
    """Exporters write files, some of them archives, and never to a stream."""
    from quizgen.files import scratch_folder

    with scratch_folder() as folder:
        file = folder / f"set{extension}"
        export_to(file)
        write(file.read_bytes())


def _is_terminal() -> bool:
    return sys.stdout.isatty()


@click.command("lint-deck")
@click.argument("path", metavar="FILE.apkg", type=FILE)
@click.pass_context
def lint_deck(ctx: click.Context, path: Path) -> None:
    """Say what would harm a collection that FILE.apkg, a deck of quizgen's, is imported into.

    One line for each fault, and the exit code is 1 if there is any. Every export is checked like
    this before it is written.
    """
    from decks.lint import complaints

    found = 0
    for complaint in complaints(path):
        found += 1
        write_lines([complaint])
    if found:
        say(f"{path}: {found} fault{'s' * (found != 1)}; don't import it")
        ctx.exit(1)
    say(f"{path}: nothing to find fault with")
