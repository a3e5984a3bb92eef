"""A question set from one generation to the next, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.options import CHANGED_AT, DIFF, FILE, OUTPUT
from quizgen.cli.questions import counts, number_of_questions, show_difference
from quizgen.cli.results import refuse_one_file, refuse_overwriting, write, write_lines, write_rows
from quizgen.cli.settings import settings_options, with_wanted
from quizgen.cli.site import restore_site
from quizgen.terminal import say

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.history import Regeneration


@click.command()
@click.argument("path", metavar="SET.json", type=FILE)
@click.option("--keep", metavar="ID", multiple=True, help="A question to leave as it is. Repeat.")
@click.option("--reject", metavar="ID", multiple=True, help="One that must never return. Repeat.")
@click.option("--seed", type=int, help="What to draw with; else one more than the last time.")
@settings_options
@CHANGED_AT
@DIFF
@OUTPUT
def regenerate(
    path: Path,
    keep: tuple[str, ...],
    reject: tuple[str, ...],
    seed: int | None,
    changed_at: int,
    diff: Path | None,
    output: Path | None,
    **wanted: Any,
) -> None:
    """Draw the questions of SET.json anew, but for those to keep and those you edited.

    A question keeps its id wherever the same fact is asked in the same way, so the decks and
    review histories that students hold stay intact. What changed is listed on stderr. The settings
    that aren't named stay as they are. -o may name SET.json itself; what was there before can be
    brought back with `restore`.
    """
    from quizgen.json_files import read_question_set
    from quizgen.regeneration import regenerate as regenerate_set

    question_set = read_question_set(path)
    made = regenerate_set(
        question_set,
        keep=keep,
        reject=reject,
        seed=seed,
        settings=with_wanted(question_set.settings, wanted),
        changed=changed_at,
    )
    _hand_over(made, path, diff, output)


@click.command()
@click.argument("path", metavar="SET.json", type=FILE)
@click.argument("question_id", metavar="ID")
@click.option("--stem", metavar="TEXT", help="The question.")
@click.option(
    "--option",
    "options",
    metavar="TEXT",
    multiple=True,
    help="An option. Repeat, for all of them, in the order they are shown.",
)
@click.option("--key", metavar="TEXT", help="Which option is right.")
@click.option(
    "--accept",
    "accepted",
    metavar="TEXT",
    multiple=True,
    help="A typed answer that counts as right, beside the key. Repeat, for all of them.",
)
@click.option("--feedback", metavar="TEXT", help="What students are told after they answered.")
@CHANGED_AT
@OUTPUT
def edit(
    path: Path,
    question_id: str,
    stem: str | None,
    options: tuple[str, ...],
    key: str | None,
    accepted: tuple[str, ...],
    feedback: str | None,
    changed_at: int,
    output: Path | None,
) -> None:
    """Put the question ID of SET.json in your own words.

    What is left out stays as it is. The question must keep the guidelines that all questions keep;
    if it doesn't, it is said why, and nothing is changed. From then on it is yours: `regenerate`
    leaves it as it is unless you reject it. -o may name SET.json itself.
    """
    from quizgen.difference import difference
    from quizgen.edits import Edit
    from quizgen.edits import edit as edit_set
    from quizgen.json_files import question_set_json, read_question_set

    question_set = read_question_set(path)
    if (stem, key, feedback) == (None, None, None) and not options and not accepted:
        raise click.UsageError("Say what to change: --stem, --option, --key, --accept, --feedback.")
    change = Edit(stem, options or None, key, accepted or None, feedback)
    made = edit_set(question_set, question_id, change, changed=changed_at)
    write(question_set_json(made), output)
    show_difference(difference(question_set, made), only_changes=True)


@click.command()
@click.argument("path", metavar="SET.json", type=FILE)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--generation", metavar="N", type=int, help="As they were in generation N.")
def show(path: Path, ids: tuple[str, ...], generation: int | None) -> None:
    """Print the questions of SET.json, or those named: options, evidence, and how hard they are."""
    from quizgen.history import generation as generation_of
    from quizgen.json_files import read_question_set
    from quizgen.listing import listed

    question_set = read_question_set(path)
    if generation is not None:
        question_set = generation_of(question_set, generation)
    write_lines(listed(question_set, *ids))


@click.command()
@click.argument("path", metavar="SET.json", type=FILE)
def history(path: Path) -> None:
    """List the generations of SET.json: each can be looked at with `show --generation`, and
    brought back with `restore`."""
    from quizgen.difference import difference
    from quizgen.history import generations
    from quizgen.json_files import read_question_set

    every = generations(read_question_set(path))
    rows = []
    for before, then in zip((None, *every), every, strict=False):
        made = then.generation
        how = "generated" if before is None else "regenerated"
        if made.restored is not None:
            how = f"restored {made.restored}"
        changes = counts(difference(before, then)) if before is not None else ""
        rows.append(
            (str(made.number), how, f"seed {made.seed}", number_of_questions(then), changes)
        )
    write_rows(rows)


@click.command()
@click.argument("path", metavar="SET.json|BACKUP", type=FILE)
@click.argument("number", metavar="[N]", type=int, required=False)
@click.option(
    "--with-rejected", is_flag=True, help="Bring back what you rejected since, too, for good."
)
@CHANGED_AT
@DIFF
@OUTPUT
def restore(
    path: Path,
    number: int | None,
    with_rejected: bool,
    changed_at: int,
    diff: Path | None,
    output: Path | None,
) -> None:
    """Bring back the questions and settings of generation N of SET.json.

    It becomes the newest generation, and nothing is lost: the one before it can be brought back,
    too. What you edited comes back as you edited it last, and what you rejected since stays out.
    -o may name SET.json itself.

    Without N, bring back the site's data from the file that `quizgen backup` has written; what was
    there is copied aside first. For PostgreSQL, use pg_restore.
    """
    if number is None:
        if with_rejected or diff is not None or output is not None:
            raise click.UsageError("Say which generation of the question set: its number, N.")
        restore_site(path)
        return
    from quizgen.history import restore as restore_set
    from quizgen.json_files import read_question_set

    question_set = read_question_set(path)
    made = restore_set(question_set, number, with_rejected=with_rejected, changed=changed_at)
    _hand_over(made, path, diff, output)


def _hand_over(made: Regeneration, path: Path, diff: Path | None, output: Path | None) -> None:
    """Write a set's next generation and how it differs, and tell the user what it did.

    Args:
        made: The generation.
        path: Of the set as it was.
        diff: Where to write the difference.
        output: Where to write the set.
    """
    from quizgen.json_files import question_set_json, to_document

    refuse_overwriting(diff, path, option="--diff")
    refuse_one_file(output, diff)
    write(question_set_json(made.question_set), output)
    if made.read:
        say("The article was read again: this quizgen finds its facts by other rules.")
    if diff is not None:
        write(to_document(made.diff.to_dict()), diff)
    show_difference(made.diff)
    for note in (*made.notes, made.question_set.shortfall):
        if note:
            say(note)
