"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from quizgen.errors import OutputError


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path to write to, in the same folder, which takes ``path``'s place when all went well.

    Whatever goes wrong in between, ``path`` is as it was before: a reader sees the complete old
    file or the complete new one. Missing folders are made.

    Raises:
        OutputError: The file can't be written there.
    """
    if path.is_dir():
        raise OutputError(f"{path} is a folder: name a file to write to", path=path)
    beside: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=f".{path.name[:100]}.", suffix=".tmp", dir=path.parent
        )
        beside = Path(name)
        os.close(handle)
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        beside.chmod(0o666 & ~umask)  # mkstemp's 600 is for secrets, which results aren't
        beside.replace(path)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        reason = error.strerror or str(error)
        raise OutputError(f"cannot write {path}: {reason}", path=path) from error
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, whole or not at all.

    Raises:
        OutputError: The file can't be written there.
    """
    with written_whole(path) as beside:
        beside.write_bytes(data)
