"""The commands.

Results go to stdout or to the file after ``-o``, everything said to the user goes to stderr.
Exit codes: 0 done; 1 with one line on stderr for input that can't be used; 2 for a command that
isn't one. Everything heavy is imported by the command that needs it, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import click

from quizgen.cli.batch import batch
from quizgen.cli.options import (
    CHANGED_AT,
    DIFF,
    FILE,
    FILE_OR_ADDRESS,
    OUTPUT,
    article_options,
    settings_options,
    with_wanted,
)
from quizgen.errors import ArticleError, OutputError, QuizgenError
from quizgen.terminal import forget, printable, say, table

if TYPE_CHECKING:
    from datetime import date

    from decks.anki import CardKind
    from quizgen.difference import Diff
    from quizgen.history import Regeneration
    from quizgen.models import Article, LeftOut, Question, QuestionSet

CTRL_C = 130  # what shells give a program that Ctrl-C ended


class Commands(click.Group):
    """A group of commands after which nobody sees a traceback."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command and exit; errors in the usage take one line and exit code 2."""
        extra["standalone_mode"] = False
        try:
            code = super().main(*args, **extra)
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "quizgen"
            say(f"{command}: {error.format_message()} See `{command} --help`.")
            code = error.exit_code
        except click.ClickException as error:
            say(f"quizgen: {error.format_message()}")
            code = error.exit_code
        except click.Abort:
            code = CTRL_C
        except OSError as error:  # the help or the version, to a disk that is full
            forget(sys.stdout)
            say(f"quizgen: cannot write to standard output: {error.strerror or error}")
            code = 1
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; whatever goes wrong in it becomes one line and an exit code."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            code = CTRL_C
        except BrokenPipeError:  # whoever read the output has read enough: `quizgen facts … | head`
            forget(sys.stdout)
            code = 1
        except QuizgenError as error:
            say(f"quizgen: {error}")
            code = 1
        except Exception as error:
            if os.environ.get("QUIZGEN_DEBUG"):
                import traceback

                traceback.print_exc()
            say(
                f"quizgen: this is a bug in quizgen ({type(error).__name__}: {error}). Please"
                " report it with what QUIZGEN_DEBUG=1 prints when you run the command again."
            )
            code = 1
        ctx.exit(code)


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


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="quizgen")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Questions from news articles: who said what, and what happened when.

    A question set is made from an article with `generate`, improved with `regenerate`, taken on
    the site that `serve` starts, and turned into an Anki deck and other formats with `export`.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


@main.command()
@click.argument("article", type=FILE_OR_ADDRESS)
@OUTPUT
@article_options
@settings_options
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed draws others.")
@click.option("--explain", is_flag=True, help="Also say what was not asked, and why.")
def generate(
    article: Path | str,
    output: Path | None,
    title: str | None,
    published: date | None,
    url: str | None,
    language: str | None,
    pages: tuple[int, ...] | None,
    seed: int,
    explain: bool,
    **wanted: Any,
) -> None:
    """Make a question set from ARTICLE: text, Markdown, a web page, Word document, PDF or e-book.

    An address (https://…) is fetched. What stands in a .toml file of the same name beside a file
    (title, published, url, id) is taken over. The same article, settings and seed always give the
    same question set.
    """
    from quizgen.article import read_article
    from quizgen.facts import find_facts
    from quizgen.json_files import question_set_json
    from quizgen.models import Settings
    from quizgen.pipeline import draw
    from quizgen.pipeline import generate as generate_set

    settings = with_wanted(Settings(), wanted)
    known: dict[str, Any] = {"title": title, "published": published, "url": url}
    known |= {"language": language, "pages": pages or ()}
    if isinstance(article, str):
        source = _fetched(article, known)
    else:
        _refuse_overwriting(output, article)
        source = read_article(article, **known)
    try:
        question_set = generate_set(source, settings, seed)
    except ArticleError as error:
        if explain:  # why there is nothing to ask is what is wanted most
            _explain(source, draw(source, find_facts(source), settings, seed).left_out)
        raise ArticleError(f"{article}: {error}") from error
    if explain:
        _explain(source, question_set.left_out)
    _write(question_set_json(question_set), output)
    if output is not None and not _is_stdout(output):
        _show(question_set, output)
    if question_set.shortfall:
        say(question_set.shortfall)


main.add_command(batch)


@main.command()
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
    from quizgen.json_files import question_set_json, read_question_set
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
    _refuse_overwriting(diff, path)
    _write(question_set_json(made.question_set), output)
    if made.read:
        say("The article was read again: this quizgen finds its facts by other rules.")
    _tell(made, diff)


@main.command()
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
    _write(question_set_json(made), output)
    _show_difference(difference(question_set, made), only_changes=True)


@main.command()
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
    _write("".join(f"{line}\n" for line in listed(question_set, *ids)).encode(), None)


@main.command()
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
        changes = _counts(difference(before, then)) if before is not None else ""
        rows.append((str(made.number), how, f"seed {made.seed}", _questions(then), changes))
    _write(_lines(rows), None)


@main.command()
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
        _restore_site(path)
        return
    from quizgen.history import restore as restore_set
    from quizgen.json_files import question_set_json, read_question_set

    question_set = read_question_set(path)
    made = restore_set(question_set, number, with_rejected=with_rejected, changed=changed_at)
    _refuse_overwriting(diff, path)
    _write(question_set_json(made.question_set), output)
    _tell(made, diff)


@main.command(cls=WithFormats)
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
    from decks import EXPORTERS
    from decks.anki import DEFAULT_CARDS, write_several
    from quizgen.json_files import read_question_set

    exporter = EXPORTERS[format_]
    if format_ != "apkg" and (len(paths) > 1 or cards or deck is not None):
        raise click.UsageError("--cards, --deck and several sets are for --format apkg only.")
    _refuse_overwriting(output, *paths)
    question_sets = [read_question_set(path) for path in paths]

    def write(path: Path) -> None:
        if format_ == "apkg":
            write_several(question_sets, path, cards=cards or DEFAULT_CARDS, below=deck)
        else:
            exporter.write(question_sets[0], path)

    left_out = [line for question_set in question_sets for line in exporter.left_out(question_set)]
    if output is not None and not _is_stdout(output):
        write(output)
        for line in left_out:
            say(line)
        what = "but for the above" if left_out else f"with {_questions(*question_sets)}"
        say(f"{exporter.name}, {what}: {output}")
        return
    if not exporter.is_text and _is_terminal():
        raise OutputError(
            f"{format_} is not for reading in a terminal: name a file with -o",
            path=Path(f"-{exporter.extension}"),
        )
    from quizgen.files import scratch_folder

    with scratch_folder() as folder:
        written = folder / f"set{exporter.extension}"
        write(written)
        _write(written.read_bytes(), None)
    for line in left_out:
        say(line)


@main.command("lint-deck")
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
        _write(f"{complaint}\n".encode(errors="replace"), None)
    if found:
        say(f"{path}: {found} fault{'s' * (found != 1)}; don't import it")
        ctx.exit(1)
    say(f"{path}: nothing to find fault with")


@main.command()
@click.argument("inputs", metavar="INPUT...", type=FILE, nargs=-1, required=True)
@OUTPUT
@article_options
def facts(
    inputs: tuple[Path, ...],
    output: Path | None,
    title: str | None,
    published: date | None,
    url: str | None,
    language: str | None,
    pages: tuple[int, ...] | None,
) -> None:
    """Print who said what in each INPUT, and what is dated.

    An INPUT is an article in any format that `generate` reads, or lines of JSON with an object of
    "id", "title", "text", "published" and "url" in each; what the options say is taken where a line
    says nothing. One line of JSON for each article comes out; places are [start, end) in characters
    of its "text".
    """
    from quizgen.article.corpus import read_articles
    from quizgen.fact_lines import fact_line
    from quizgen.facts import find_facts
    from quizgen.json_files import to_line

    _refuse_overwriting(output, *inputs)
    lines = (
        to_line(fact_line(article, find_facts(article)))
        for path in inputs
        for article in read_articles(
            path, title=title, published=published, url=url, language=language, pages=pages or ()
        )
    )
    if output is None or _is_stdout(output):
        for line in lines:
            _write(line, None)
        return
    from quizgen.files import written_whole

    with written_whole(output) as beside, beside.open("wb") as file:
        for line in lines:
            file.write(line)


@main.command()
@click.argument("paths", metavar="[SET.json]...", type=FILE, nargs=-1)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 64),
    help="Processes to serve with, by gunicorn, for production; else this one.",
)
def serve(paths: tuple[Path, ...], host: str, port: int, workers: int | None) -> None:
    """Serve the quiz site until Ctrl-C, with these question sets."""
    from quizgen.json_files import read_question_set
    from web.serve import serve_question_sets

    question_sets = [read_question_set(path) for path in paths]
    serve_question_sets(
        question_sets,
        host,
        port,
        workers=workers,
        ready=lambda url: say(f"Serving on {url} (Ctrl-C ends it)"),
        set_up=lambda link: say(f"The first teacher sets a password here, once: {link}"),
    )


@main.command()
@click.argument("path", metavar="[SET.json]", type=FILE, required=False)
@click.option(
    "--feedback",
    type=click.Choice(["each", "end"]),
    help="Say what was right after each question, or at the end.",
)
@click.option(
    "--answers",
    type=click.Choice(["choice", "typed"]),
    help="Have answers chosen, or names, dates and gaps typed.",
)
@click.option(
    "--shuffle/--no-shuffle", default=None, help="An order of questions for each attempt."
)
@click.option(
    "--minutes",
    metavar="N",
    type=click.FloatRange(0, 7 * 24 * 60),
    help="Time for an attempt; 0 for as long as it takes.",
)
@click.option("--nickname/--no-nickname", default=None, help="Let students give themselves a name.")
@click.option("--listed/--unlisted", default=None, help="Name the quiz on the first page.")
@click.option(
    "--extra-time",
    metavar="PERCENT",
    type=click.IntRange(1, 900),
    multiple=True,
    help="Also make a code with so much more time. Repeat.",
)
@click.option("--reports", is_flag=True, help="Print what students have reported.")
def quiz(
    path: Path | None,
    feedback: Literal["each", "end"] | None,
    answers: Literal["choice", "typed"] | None,
    shuffle: bool | None,
    minutes: float | None,
    nickname: bool | None,
    listed: bool | None,
    extra_time: tuple[int, ...],
    reports: bool,
) -> None:
    """Put SET.json on the site and say how it is taken; without it, print every quiz there is.

    What is left out stays as it was. Attempts that are running go on as they were begun. The
    codes that students type are printed with each quiz.
    """
    from quizgen.json_files import read_question_set
    from web.administration import SettingsChange, put_on_site, quiz_lines, report_lines

    change = SettingsChange(
        feedback=feedback,
        answers=answers,
        shuffle=shuffle,
        minutes=minutes,
        nickname=nickname,
        listed=listed,
    )
    if path is None and (extra_time or change != SettingsChange()):
        raise click.UsageError("Name the question set whose quiz is to be taken like this.")
    from web.config import Config

    with Config.from_environment().opened_store() as store:
        quiz_id = None
        if path is not None:
            quiz_id = put_on_site(store, read_question_set(path), change, extra_time).id
        lines = report_lines(store, quiz_id) if reports else quiz_lines(store, quiz_id)
    _write("".join(f"{line}\n" for line in lines).encode(), None)
    if not lines:
        say("nothing is reported" if reports else "there is no quiz on the site yet")


@main.group()
def teacher() -> None:
    """Teachers who may sign in to the site."""


@teacher.command()
@click.argument("name")
@click.option("--admin", is_flag=True, help="Let them see everybody's articles, and add teachers.")
@click.option("--link", is_flag=True, help="Print a link to set a password, instead of asking.")
def add(name: str, admin: bool, link: bool) -> None:
    """Add the teacher NAME, and ask for their password."""
    from web.config import Config

    with Config.from_environment().opened_store() as store:
        password = None if link else _asked_password()
        added = store.accounts.add(name, password, admin=admin)
        _tell_of_password(added.name, store.accounts.invite(added.id) if link else None)


@teacher.command()
@click.argument("name")
@click.option("--link", is_flag=True, help="Print a link to set it, instead of asking.")
def password(name: str, link: bool) -> None:
    """Set another password for the teacher NAME, whose browsers are then signed out."""
    from web.config import Config

    with Config.from_environment().opened_store() as store:
        accounts = store.accounts
        token = accounts.invite(accounts.named(name).id)
        if not link:
            accounts.accept(token, name, _asked_password())
        _tell_of_password(name, token if link else None)


@teacher.command("list")
def list_teachers() -> None:
    """Print every teacher: the name, and what they may do."""
    from web.config import Config

    with Config.from_environment().opened_store() as store:
        everybody = store.accounts.teachers()
    _write(
        _lines(
            (
                each.name,
                "admin" if each.admin else "teacher",
                "" if each.has_password else "no password yet",
            )
            for each in everybody
        ),
        None,
    )
    if not everybody:
        say("there is no teacher yet: `quizgen teacher add NAME` makes one")


def _asked_password() -> str:
    """What is typed, or stands on stdin, twice the same."""
    typed: str = click.prompt(
        "Password", hide_input=True, confirmation_prompt="The same again", err=True
    )
    return typed


def _tell_of_password(name: str, token: str | None) -> None:
    if token is None:
        say(f"{name} can sign in under /teacher/ of the site")
    else:
        say(f"{name} sets a password, once and within a week, under this path of the site:")
        _write(f"/teacher/set-up/{token}\n".encode(), None)


@main.command()
def migrate() -> None:
    """Make or update the tables of the site's database.

    The site does so itself with its own SQLite file. With QUIZGEN_DATABASE_URL, run this before
    the site is started, and after every update of quizgen.
    """
    from web.config import Config

    with Config.from_environment().opened_store(migrate=True) as store:
        say(f"the database {store.name} is up to date")


@main.command()
@click.argument("path", metavar="FILE", type=FILE)
def backup(path: Path) -> None:
    """Copy the site's SQLite database to FILE, while the site goes on.

    For PostgreSQL, use pg_dump.
    """
    from web.config import Config

    with Config.from_environment().opened_store() as store:
        store.back_up(path)
    say(f"all quizzes, answers and reports: {path}")


# What the commands have in common.


def _restore_site(path: Path) -> None:
    from web.config import Config

    with Config.from_environment().opened_store() as store:
        aside = store.restore(path)
    say(f"restored {path}; what was there before: {aside}")


def _fetched(address: str, known: dict[str, Any]) -> Article:
    """The article at an address, which is the one thing that is ever fetched."""
    from quizgen.article import article_from_bytes
    from web.teacher.fetching import fetch

    page = fetch(address)
    try:
        return article_from_bytes(
            page.data, page.name, **{**known, "url": known["url"] or page.url}
        )
    except ArticleError as error:
        raise ArticleError(f"{address}: {error}") from error


def _is_stdout(output: Path) -> bool:
    return str(output) == "-"


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _refuse_overwriting(output: Path | None, *inputs: Path) -> None:
    """Nobody means to lose what they put in."""
    for path in inputs:
        if output is not None and _are_same(path, output):
            raise OutputError(f"-o {output} would overwrite the input", path=output)


def _are_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):  # one of them doesn't exist
        return False


def _write(data: bytes, output: Path | None) -> None:
    """A result to its file, or to stdout."""
    if output is not None and not _is_stdout(output):
        from quizgen.files import write_whole

        write_whole(output, data)
        return
    stream = sys.stdout.buffer
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget(sys.stdout)
        raise OutputError(
            f"cannot write to standard output: {error.strerror or error}: name a file elsewhere"
            " with -o",
            path=Path("-"),
        ) from error


def _questions(*question_sets: QuestionSet) -> str:
    number = sum(len(question_set.questions) for question_set in question_sets)
    return f"{number} question{'s' * (number != 1)}"


def _show(question_set: QuestionSet, output: Path) -> None:
    """The questions as a table."""
    table(
        ("id", "kind", "question", "answer"),
        [(q.id, q.kind, q.stem, q.answer) for q in question_set.questions],
        wide=("question", "answer"),
    )
    say(f"{_questions(question_set)} about “{question_set.article.title}”: {output}")


def _tell(made: Regeneration, diff: Path | None) -> None:
    """What a new generation did, to the user and to a file."""
    if diff is not None:
        from quizgen.json_files import to_document

        _write(to_document(made.diff.to_dict()), diff)
    _show_difference(made.diff)
    for note in (*made.notes, made.question_set.shortfall):
        if note:
            say(note)


def _show_difference(diff: Diff, *, only_changes: bool = False) -> None:
    """What became of each question."""
    rows: list[tuple[str, Question]] = [] if only_changes else [("kept", q) for q in diff.kept]
    rows += [
        (f"changed: {', '.join(change.fields)}".removesuffix(": "), change.after)
        for change in diff.changed
    ]
    rows += [("new", q) for q in diff.new] + [("gone", q) for q in diff.gone]
    table(
        ("", "id", "kind", "question", "answer"),
        [(what, q.id, q.kind, q.stem, q.answer) for what, q in rows],
        wide=("", "question", "answer"),
    )
    say(_counts(diff))


def _counts(diff: Diff) -> str:
    """As in "8 kept, 1 changed, 3 new, 3 gone"."""
    some = {"kept": diff.kept, "changed": diff.changed, "new": diff.new, "gone": diff.gone}
    return ", ".join(f"{len(questions)} {what}" for what, questions in some.items())


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as text for people and for `cut`: one a line, a tab between cells."""
    return "".join("\t".join(map(printable, row)) + "\n" for row in rows).encode()


def _explain(article: Article, left_out: Sequence[LeftOut]) -> None:
    """What of the article was not read, and which questions were not made, and why."""
    from quizgen.article.boilerplate import find_boilerplate

    for found in find_boilerplate(article.text):
        name = found.name.replace("_", " ")
        say(f"not of the article ({name}): {found.span.of(article.text)}")
    table(
        ("kind", "guideline", "not asked", "why"),
        [(left.kind, left.guideline, left.about, left.reason) for left in left_out],
        wide=("not asked", "why"),
    )
