"""``quizgen``, all of its commands, and how each of them ends."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import click

from quizgen.cli.batch import batch
from quizgen.cli.export import export, lint_deck
from quizgen.cli.facts import facts
from quizgen.cli.generate import generate
from quizgen.cli.generations import edit, history, regenerate, restore, show
from quizgen.cli.site import backup, migrate, quiz, serve
from quizgen.cli.teachers import teacher
from quizgen.errors import QuizgenError
from quizgen.terminal import forget, say

COMMANDS = (
    generate,
    batch,
    facts,
    show,
    regenerate,
    edit,
    history,
    restore,
    export,
    lint_deck,
    serve,
    quiz,
    teacher,
    migrate,
    backup,
)

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


@click.group(
    cls=Commands,
    commands=COMMANDS,
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
