"""What the commands say to people, on stderr: lines and tables, never results."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO

# Whatever a terminal could obey instead of showing it, and half characters, which it can't show.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

WIDTH_WITHOUT_TERMINAL = 120


def printable(text: str) -> str:
    """Text as one line, without what a terminal would take for a command."""
    return UNPRINTABLE.sub(" ", text).strip()


def forget(stream: TextIO) -> None:
    """Let Python not complain at its end that what it still had to say interests nobody."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def _if_it_can_be_said() -> Iterator[None]:
    try:
        yield
    except OSError:
        forget(sys.stderr)


def say(text: str) -> None:
    """One line for the user, where there is one: what can't be said stops no work."""
    with _if_it_can_be_said():
        sys.stderr.write(printable(text) + "\n")
        sys.stderr.flush()


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, wide: Sequence[str] = ()
) -> None:
    """A table for the user.

    Args:
        headings: One for each column.
        rows: The cells of each row, as plain text.
        wide: Headings of the columns that get what room is left; the others stay in one line.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(stderr=True)
    if not console.is_terminal:
        console = Console(stderr=True, width=WIDTH_WITHOUT_TERMINAL)
    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=False)
    for heading in headings:
        shown.add_column(heading, no_wrap=heading not in wide, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(printable(cell)) for cell in row))
    with _if_it_can_be_said():
        console.print(shown)
