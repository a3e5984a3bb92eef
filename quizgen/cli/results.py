"""Where results go: to stdout or to the file after ``-o``, and never over an input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from quizgen.errors import OutputError
from quizgen.terminal import forget, printable


def is_stdout(output: Path) -> bool:
    return str(output) == "-"


def refuse_overwriting(output: Path | None, *inputs: Path) -> None:
    """Nobody means to lose what they put in."""
    for path in inputs:
        if output is not None and _are_same(path, output):
            raise OutputError(f"-o {output} would overwrite the input", path=output)


def _are_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):  # one of them doesn't exist
        return False


def write(data: bytes, output: Path | None) -> None:
    """A result to its file, or to stdout."""
    if output is not None and not is_stdout(output):
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


def lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as text for people and for `cut`: one a line, a tab between cells."""
    return "".join("\t".join(map(printable, row)) + "\n" for row in rows).encode()
