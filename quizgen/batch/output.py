"""The output's folder: whose it is, who is at it, and what a killed run leaves in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizgen.batch.cluster import rules
from quizgen.batch.job import LEDGER, Job
from quizgen.batch.places import Place
from quizgen.errors import FormatError, OutputError
from quizgen.files import clear_abandoned
from quizgen.json_files import parse, to_document

MANIFEST = "batch.json"
"""Says what the folder's sets were made with."""
LOCK = "lock"


@contextmanager
def taken(job: Job) -> Iterator[Place]:
    """The output's folder, for this job and this run alone.

    Raises:
        OutputError: It is another job's, or another run is at it, or it holds something else.
        FormatError: What says whose it is, is damaged.
    """
    output = Place(job.output)
    manifest = output / MANIFEST
    if output.exists() and not output.is_folder():
        raise OutputError(f"{output.url} is a file: name a folder", path=Path(output.url))
    if not manifest.exists() and any(not _is_lock(entry["name"]) for entry in output.entries()):
        raise OutputError(
            f"{output.url} holds something else already: name a new folder", path=Path(output.url)
        )
    with _locked(output):
        if manifest.exists():
            _check(manifest, job)
        else:
            manifest.write(to_document(job.manifest(rules())))
        yield output
        _sweep(output)


def _is_lock(path: object) -> bool:
    """Whether it is the folder that a run leaves which was killed before it wrote anything."""
    return str(path).rstrip("/").endswith(f"/{LEDGER}")


def _check(manifest: Place, job: Job) -> None:
    try:
        found = parse(manifest.read())
    except (OSError, FormatError) as error:
        raise FormatError(f"{manifest.url}: {error}; name another folder") from error
    wanted = job.manifest(rules())
    differing = [
        key for key in wanted if not isinstance(found, dict) or found.get(key) != wanted[key]
    ]
    if not differing:
        return
    if differing == ["rules"]:
        why = "by another version of quizgen"
    else:
        names = [key.replace("_", " ") for key in differing if key != "rules"]
        why = f"with other {' and '.join(names)}"
    folder = manifest.url.removesuffix(f"/{MANIFEST}")
    raise OutputError(
        f"{folder} was made {why}: name another folder, or remove this one", path=Path(folder)
    )


@contextmanager
def _locked(output: Place) -> Iterator[None]:
    """Keep other runs away, as long as this process lives; in object stores, trust that none is."""
    from filelock import FileLock, Timeout

    if not output.is_local:
        yield
        return
    lock = FileLock(Path(output.path) / LEDGER / LOCK, timeout=0)
    try:
        Path(lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise OutputError(
            f"another run is writing to {output.url}: wait for it, or stop it",
            path=Path(output.url),
        ) from error
    except OSError as error:
        raise OutputError(
            f"cannot write {output.url}: {error.strerror or error}", path=Path(output.url)
        ) from error
    with lock:
        yield


def _sweep(output: Place) -> None:
    """Remove what killed processes had begun to write; nobody is writing any more."""
    if not output.is_local:
        return
    for folder, _, _ in os.walk(output.path):
        clear_abandoned(Path(folder))
