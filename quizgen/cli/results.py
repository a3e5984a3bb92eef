"""Where results go: to stdout or to the file after ``-o``, and never over an input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quizgen.errors import OutputError
from quizgen.terminal import forget, printable

if TYPE_CHECKING:
    from pathlib import Path


def file_of(output: Path | None) -> Path | None:
    """The file that an option names; None for stdout, which is "-" or what is left out."""
    return None if output is None or str(output) == "-" else output


def refuse_overwriting(output: Path | None, *inputs: Path, option: str = "-o") -> None:
    """Nobody means to lose what they put in."""
    for path in inputs:
        if output is not None and _are_same(path, output):
            raise OutputError(f"{option} {output} would overwrite the input", path=output)


def refuse_one_file(output: Path | None, diff: Path | None) -> None:
    """Nor to lose the one result for the other."""
    if output is None or diff is None or file_of(diff) is None:
        return
    if os.path.abspath(output) == os.path.abspath(diff) or _are_same(output, diff):
        raise OutputError(f"--diff {diff} would overwrite the set: name another file", path=diff)


def _are_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):  # one of them doesn't exist
        return False


def write(data: bytes, output: Path | None = None) -> None:
    """A result to its file, or to stdout."""
    file = file_of(output)
    if file is None:
        _write_to_stdout(data)
        return
    from quizgen.files import write_whole

    write_whole(file, data)


def write_lines(lines: Iterable[str]) -> None:
    """Lines to stdout, all at once."""
    write("".join(f"{line}\n" for line in lines).encode(errors="replace"))


def write_rows(rows: Iterable[Sequence[str]]) -> None:
    """Rows to stdout, for people and for `cut`: one a line, a tab between cells."""
    write_lines("\t".join(map(printable, row)) for row in rows)


def _write_to_stdout(data: bytes) -> None:
    stream = sys.stdout.buffer
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        from pathlib import Path

        forget(sys.stdout)
        raise OutputError(
            f"cannot write to standard output: {error.strerror or error}: name a file elsewhere"
            " with -o",
            path=Path("-"),
        ) from error
