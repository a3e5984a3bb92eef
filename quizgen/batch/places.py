"""Files and folders, on this machine or behind an address such as ``s3://bucket/folder``.

fsspec opens them all; a path without a scheme is a file here. What is written is there whole or
not at all: on this machine by :mod:`quizgen.files`, in an object store because it never shows part
of an object, elsewhere under another name first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quizgen.errors import ArticleError, OutputError
from quizgen.files import write_whole

WHOLE_BY_THEMSELVES = frozenset(
    ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "r2", "memory")
)
"""Schemes of stores in which a file is never seen half-written."""


class Place:
    """A file or folder by its path or address."""

    def __init__(self, url: str) -> None:
        """
        Raises:
            ArticleError: Nothing that is installed opens such addresses.
        """
        self.url = url
        self._fs, self.path = _opened(url)

    @property
    def fs(self) -> Any:
        """The file system that it is in."""
        return self._fs

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine."""
        return "file" in _schemes(self._fs)

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rstrip("/").rsplit("/", 1)[-1]

    def __truediv__(self, name: str) -> Place:
        there = object.__new__(Place)
        there._fs = self._fs
        there.path = f"{self.path.rstrip('/')}/{name}"
        there.url = f"{self.url.rstrip('/')}/{name}"
        return there

    def exists(self) -> bool:
        """Whether there is something."""
        return bool(self._fs.exists(self.path))

    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return bool(self._fs.isdir(self.path))

    def read(self, most: int | None = None) -> bytes:
        """What a file holds, or the first ``most`` bytes of it.

        Raises:
            OSError: It can't be read.
        """
        with self._fs.open(self.path, "rb") as file:
            return bytes(file.read(-1 if most is None else most))

    def write(self, data: bytes) -> None:
        """Make this the file of these bytes, whole or not at all; missing folders are made.

        Raises:
            OutputError: It can't be written there.
        """
        if self.is_local:
            write_whole(Path(self.path), data)
            return
        try:
            if WHOLE_BY_THEMSELVES & _schemes(self._fs):
                self._fs.pipe_file(self.path, data)
                return
            self._fs.makedirs(self._fs._parent(self.path), exist_ok=True)
            beside = f"{self._fs._parent(self.path)}/.{self.name}.{os.getpid()}.tmp"
            self._fs.pipe_file(beside, data)
            self._fs.mv(beside, self.path)
        except Exception as error:  # each store has errors of its own
            raise OutputError(
                f"cannot write {self.url}: {_reason(error)}", path=Path(self.url)
            ) from error

    def remove(self) -> None:
        """Remove the file; nothing where there is none.

        Raises:
            OutputError: It can't be removed.
        """
        try:
            self._fs.rm_file(self.path)
        except FileNotFoundError:
            pass
        except Exception as error:
            raise OutputError(
                f"cannot remove {self.url}: {_reason(error)}", path=Path(self.url)
            ) from error

    def entries(self) -> list[dict[str, Any]]:
        """What is in a folder, as fsspec describes it, by name; nothing where it is none.

        Raises:
            OSError: It can't be read.
        """
        try:
            found = self._fs.ls(self.path, detail=True)
        except (FileNotFoundError, NotADirectoryError):
            return []
        own = self.path.rstrip("/")
        return sorted(
            (entry for entry in found if entry["name"].rstrip("/") != own),
            key=lambda entry: str(entry["name"]),
        )

    def at(self, path: str) -> Place:
        """Another place in the same file system, by its path there."""
        there = object.__new__(Place)
        there._fs = self._fs
        there.path = path
        there.url = path if self.is_local else str(self._fs.unstrip_protocol(path))
        return there

    def matches(self) -> Iterator[Place]:
        """The files that a pattern such as ``news-*.jsonl`` stands for, by name."""
        for path in sorted(self._fs.glob(self.path)):
            yield self.at(str(path))


def _opened(url: str) -> tuple[Any, str]:
    import fsspec

    if "\0" in url:
        raise ArticleError(f"{url!r} is no path: it holds a NUL")
    try:
        fs, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise ArticleError(f"{url} needs a package that isn't installed: {error}") from error
    except Exception as error:  # each store has errors of its own, missing credentials among them
        raise ArticleError(f"cannot open {url}: {_reason(error)}") from error
    return fs, str(path)


def _schemes(fs: Any) -> frozenset[str]:
    protocol = fs.protocol
    return frozenset((protocol,) if isinstance(protocol, str) else protocol)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
