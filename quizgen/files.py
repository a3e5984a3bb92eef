"""Writing files whole or not at all, and leaving nothing else behind."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from quizgen.errors import OutputError

if sys.platform != "win32":
    import fcntl

SCRATCH = "quizgen-"
"""How the names of folders begin that are needed while something is made."""

RANDOM = "[a-z0-9_]{8}"  # what tempfile puts into names
LOCK = "lock"
"""The file in each such folder by whose lock it is known whether it is still needed."""

_ROOM = "make room there, or name a file elsewhere"
_ALLOWED = "name a file in a folder that may be written"
_REMEDIES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "files as large aren't allowed there: name a file elsewhere",
    errno.EACCES: _ALLOWED,
    errno.EPERM: _ALLOWED,
    errno.EROFS: _ALLOWED,
    errno.ENAMETOOLONG: "give it a shorter name",
}
"""What to do, by what went wrong."""


def unwritten(path: Path, error: OSError) -> OutputError:
    """The error for a file that couldn't be written, with what to do."""
    reason = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0)
    return OutputError(
        f"cannot write {path}: {reason}" + (f": {remedy}" if remedy else ""), path=path
    )


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path to write to, on the same disk, which takes ``path``'s place when all went well.

    Whatever goes wrong in between, ``path`` is as it was before: a reader sees the complete old
    file or the complete new one. Missing folders are made. What a process leaves unfinished that
    is killed is removed by the next one that writes ``path``.

    Raises:
        OutputError: The file can't be written there.
    """
    if path.is_dir():
        raise OutputError(f"{path} is a folder: name a file to write to", path=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path) as made:
            yield made
            _flush(made)
            made.replace(path)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise unwritten(path, error) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, whole or not at all.

    Raises:
        OutputError: The file can't be written there.
    """
    with written_whole(path) as beside:
        beside.write_bytes(data)


def write_once(path: Path, data: bytes) -> None:
    """Write ``data`` to a file for its owner only, whole, unless there is one by then.

    Raises:
        OSError: The file can't be written there.
    """
    with _beside(path) as made:
        made.touch(0o600)
        made.write_bytes(data)
        _flush(made)
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            made.rename(path)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for what is needed only meanwhile; those of killed processes are removed.

    Raises:
        OutputError: None can be made.
    """
    with ExitStack() as stack:
        try:
            place = Path(tempfile.gettempdir())
            folder = stack.enter_context(_folder(place, SCRATCH, ""))
        except OSError as error:
            raise OutputError(
                f"there is no room for temporary files ({error.strerror or error}): make some, or"
                " name another folder with the variable TMPDIR",
                path=Path(tempfile.tempdir or os.curdir),
            ) from error
        yield folder


def clear_abandoned(folder: Path) -> None:
    """Remove whatever killed processes have left unfinished in a folder."""
    _clear(folder, re.compile(rf"\..+\.{RANDOM}\.tmp"))


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A path in a folder beside that path."""
    with _folder(path.parent, f".{path.name[:100]}.", ".tmp") as folder:
        yield folder / "new"


@contextmanager
def _folder(place: Path, prefix: str, suffix: str) -> Iterator[Path]:
    """A folder that nobody else has, locked meanwhile and gone afterwards."""
    _clear(place, re.compile(re.escape(prefix) + RANDOM + re.escape(suffix)))
    folder, lock = _locked_folder(place, prefix, suffix)
    try:
        yield folder
    finally:
        os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)


def _locked_folder(place: Path, prefix: str, suffix: str) -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, suffix=suffix, dir=place))
        try:
            lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:
            continue  # somebody took it for abandoned just now
        except OSError:
            folder.rmdir()
            raise
        _lock(lock, wait=True)
        if sys.platform == "win32" or os.fstat(lock).st_nlink:
            return folder, lock
        os.close(lock)  # somebody took it for abandoned before it was locked


def _clear(place: Path, names: re.Pattern[str]) -> None:
    """Remove what processes have left behind that were killed: nobody holds its lock any more.

    What can't be looked at or removed stays; that is no reason to write nothing.
    """
    with suppress(OSError):
        for entry in os.scandir(place):
            if names.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                with suppress(OSError):
                    _remove_abandoned(Path(entry.path))


def _remove_abandoned(folder: Path) -> None:
    if sys.platform == "win32":
        (folder / LOCK).unlink()  # which isn't allowed while somebody has it open
        shutil.rmtree(folder, ignore_errors=True)
        return
    try:
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:  # killed before it was made, or after it was removed
        try:
            folder.rmdir()
            return
        except OSError:  # what is in it came after the lock; perhaps it has just been made
            if not (folder / LOCK).exists():
                shutil.rmtree(folder, ignore_errors=True)
            return
    try:
        if os.fstat(lock).st_uid == os.geteuid() and _lock(lock, wait=False):
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def _lock(file: int, *, wait: bool) -> bool:
    """Lock a file, until the process ends at the latest; whether that went well."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:  # another holds it, or there are no locks on this file system
        return False
    return True


def _flush(path: Path) -> None:
    """Have the disk hold what was written."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
