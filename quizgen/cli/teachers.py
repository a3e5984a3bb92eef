"""``quizgen teacher``: who may sign in to the site."""

from __future__ import annotations

import click

from quizgen.cli.results import write_lines, write_rows
from quizgen.cli.site import opened_store
from quizgen.terminal import say


@click.group()
def teacher() -> None:
    """Teachers who may sign in to the site."""


@teacher.command()
@click.argument("name")
@click.option("--admin", is_flag=True, help="Let them see everybody's articles, and add teachers.")
@click.option("--link", is_flag=True, help="Print a link to set a password, instead of asking.")
def add(name: str, admin: bool, link: bool) -> None:
    """Add the teacher NAME, and ask for their password."""
    with opened_store() as store:
        password = None if link else _asked_password()
        added = store.accounts.add(name, password, admin=admin)
        _tell_of_password(added.name, store.accounts.invite(added.id) if link else None)


@teacher.command()
@click.argument("name")
@click.option("--link", is_flag=True, help="Print a link to set it, instead of asking.")
def password(name: str, link: bool) -> None:
    """Set another password for the teacher NAME, whose browsers are then signed out."""
    with opened_store() as store:
        accounts = store.accounts
        token = accounts.invite(accounts.named(name).id)
        if not link:
            accounts.accept(token, name, _asked_password())
        _tell_of_password(name, token if link else None)


@teacher.command("list")
def list_teachers() -> None:
    """Print every teacher: the name, and what they may do."""
    with opened_store() as store:
        everybody = store.accounts.teachers()
    write_rows(
        (
            each.name,
            "admin" if each.admin else "teacher",
            "" if each.has_password else "no password yet",
        )
        for each in everybody
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
        write_lines([f"/teacher/set-up/{token}"])
