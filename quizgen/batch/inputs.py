"""What is to be read, in order: the files of a tree, and the lines of files of JSON lines.

Whether a file holds lines is told by its content, never by its name. Lines come with their bytes,
as they are read in passing; files are only named, and read by whoever works on them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from quizgen.article.corpus import LONGEST_LINE
from quizgen.article.json_article import is_json
from quizgen.batch.places import Place
from quizgen.errors import ArticleError, FormatError
from quizgen.json_files import parse

COMPRESSIONS = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bz2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}
"""How JSON lines may be packed, by the first bytes of the file, and fsspec's name for it."""

BEGINNING = 4096
TOGETHER = 64  # files whose beginnings are asked for at once: in object stores each takes a while
PATTERN = re.compile(r"[*?\[]")
SAVED_PAGE = re.compile(r"(?P<stem>.+)_files")  # the folder that browsers put beside a saved page


@dataclass(frozen=True, slots=True)
class Input:
    """An article that is to be read: a file, or a line of JSON."""

    name: str  # what people and the ledger call it: "news/1.html", "corpus.jsonl:12"
    folder: str  # where below an INPUT it is, and so its set below the output: "2016/03"
    size: int  # bytes, for how far the run is
    url: str = ""  # of the file
    beside: str | None = None  # of the .toml that belongs to it
    stem: str | None = None  # of the file's name; None for lines
    line: bytes | None = None
    trouble: str | None = None  # why it can't be read, where that is known already


@dataclass(frozen=True, slots=True)
class Root:
    """One INPUT of the command, which is there."""

    place: Place
    name: str  # its own name, told apart from others of the same
    is_folder: bool


def find_roots(urls: Sequence[str]) -> list[Root]:
    """The INPUTs of a command; a pattern may stand for several.

    Raises:
        ArticleError: One isn't there.
    """
    roots: list[Root] = []
    names: dict[str, int] = {}
    for url in urls:
        place = Place(url)
        try:
            place.fs.invalidate_cache()  # of what was in a store when it was last looked at
            there = place.exists()
            places = [place] if there or not PATTERN.search(url) else list(place.matches())
        except Exception as error:  # each store has errors of its own
            raise ArticleError(f"cannot open {url}: {error or type(error).__name__}") from error
        if not there and (not PATTERN.search(url) or not places):
            raise ArticleError(f"{url}: there is no such file or folder")
        for found in places:
            name = found.name or "articles"
            names[name] = names.get(name, 0) + 1
            if names[name] > 1:
                name = f"{name} ({names[name]})"
            roots.append(Root(found, name, found.is_folder()))
    return roots


def find_inputs(roots: Sequence[Root], without: Place) -> Iterator[Input]:
    """All inputs, in the order of the INPUTs, and within one in that of the names.

    Left aside are hidden files, the ``.toml`` beside an article, what browsers save beside a page,
    and the folder ``without``, which is that of the output.
    """
    for root in roots:
        if not root.is_folder:
            kept = root.place.at(root.place.path)
            yield from _of_files([(kept, _toml_beside(kept))], root.name, "")
            continue
        yield from _of_folder(root.place, root.name, "", without)


def bytes_of(roots: Sequence[Root], without: Place) -> int:
    """Bytes of all files, for how far a run is; those of packed files as they are packed."""
    total = 0
    for root in roots:
        if not root.is_folder:
            total += int(root.place.fs.size(root.place.path) or 0)
            continue
        folders = [root.place]
        while folders:
            files, inner = _contents(folders.pop(), without)
            folders += inner
            total += sum(size for _, _, size in files)
    return total


def _of_folder(folder: Place, name: str, below: str, without: Place) -> Iterator[Input]:
    try:
        files, folders = _contents(folder, without)
    except Exception as error:  # each store has errors of its own
        yield Input(name, below, 0, folder.url, trouble=f"cannot read {folder.url}: {error}")
        return
    for start in range(0, len(files), TOGETHER):
        some = files[start : start + TOGETHER]
        yield from _of_files([(place, beside) for place, beside, _ in some], name, below, True)
    for inner in folders:
        where = f"{below}/{inner.name}" if below else inner.name
        yield from _of_folder(inner, f"{name}/{inner.name}", where, without)


def _contents(
    folder: Place, without: Place
) -> tuple[list[tuple[Place, Place | None, int]], list[Place]]:
    """The files of a folder, each with the .toml beside it and its size, and its folders."""
    entries = [
        (folder.at(str(entry["name"])), entry)
        for entry in folder.entries()
        if not PurePosixPath(str(entry["name"])).name.startswith(".")
    ]
    names = {place.name for place, entry in entries if entry["type"] != "directory"}
    stems = {PurePosixPath(name).stem for name in names if not name.endswith(".toml")}
    pages = {PurePosixPath(name).stem for name in names if name.endswith((".html", ".htm"))}
    files: list[tuple[Place, Place | None, int]] = []
    folders: list[Place] = []
    for place, entry in entries:
        if entry["type"] == "directory":
            saved = SAVED_PAGE.fullmatch(place.name)
            if place.path != without.path and not (saved and saved["stem"] in pages):
                folders.append(place)
            continue
        if entry.get("islink") and place.is_folder():  # which may lead round in a circle
            continue
        stem = PurePosixPath(place.name).stem
        if place.name.endswith(".toml") and stem in stems:
            continue
        beside = folder.at(f"{place.path[: -len(place.name)]}{stem}.toml")
        files.append((place, beside if beside.name in names else None, int(entry.get("size") or 0)))
    return files, folders


def _toml_beside(place: Place) -> Place | None:
    stem = PurePosixPath(place.name).stem
    if stem == place.name:
        return None
    beside = place.at(f"{place.path[: -len(place.name)]}{stem}.toml")
    return beside if beside.exists() else None


def _of_files(
    files: Sequence[tuple[Place, Place | None]], name: str, below: str, in_folder: bool = False
) -> Iterator[Input]:
    paths = [place.path for place, _ in files]
    fs = files[0][0].fs
    heads = fs.cat_ranges(paths, [0] * len(paths), [BEGINNING] * len(paths), on_error="return")
    for (place, beside), head in zip(files, heads, strict=True):
        own = f"{name}/{place.name}" if in_folder else name
        if not isinstance(head, bytes):
            head = b""  # whoever reads the file says why it can't be
        packing = next(
            (codec for magic, codec in COMPRESSIONS.items() if head[:6].startswith(magic)), None
        )
        if packing is not None:
            head = _unpacked_head(place, packing)
        if _begins_with_lines(head):
            stem = PurePosixPath(place.name).stem
            stem = PurePosixPath(stem).stem if packing else stem
            where = f"{below}/{stem}" if below else stem
            yield from _lines(place, packing, own, where)
            continue
        yield Input(
            own,
            below,
            int(fs.size(place.path) or 0) if not in_folder else _size(place),
            place.url,
            beside.url if beside else None,
            PurePosixPath(place.name).stem,
        )


def _size(place: Place) -> int:
    try:
        return int(place.fs.size(place.path) or 0)
    except Exception:
        return 0


def _unpacked_head(place: Place, packing: str) -> bytes:
    try:
        with place.fs.open(place.path, "rb", compression=packing) as file:
            return bytes(file.read(BEGINNING))
    except Exception:
        return b""


def _begins_with_lines(head: bytes) -> bool:
    """Whether a file that begins so holds an object of JSON in each line."""
    if not is_json(head):
        return False
    first, end, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not end:
        return True  # one long line, or the only one
    try:
        return isinstance(parse(first), dict)
    except FormatError:
        return first.rstrip().endswith(b"}")  # one bad line among others, not a page of JSON


def _lines(place: Place, packing: str | None, name: str, below: str) -> Iterator[Input]:
    number = 0
    try:
        with place.fs.open(place.path, "rb") as opened:
            # Files of object stores have no readline that ends before a line does.
            raw: Any = io.BufferedReader(opened)
            file = _unpacking(raw, packing) if packing else raw
            before = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                trouble = None
                if len(line) > LONGEST_LINE:
                    trouble = (
                        f"it has more than {LONGEST_LINE:,} bytes, and no article takes as many"
                    )
                    _skip_line(file, line)
                    line = b""
                elif not line.strip():
                    continue
                now = raw.tell()
                size, before = now - before, now
                where = f"{name}:{number}"
                yield Input(where, below, size, place.url, line=line, trouble=trouble)
    except Exception as error:  # each packing and each store has errors of its own
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        yield Input(
            f"{name}:{number + 1}",
            below,
            0,
            place.url,
            trouble=f"the file can't be read from here on: {reason}",
        )


def _unpacking(raw: BinaryIO, packing: str) -> Any:
    from fsspec.compression import compr

    if packing not in compr:
        raise ArticleError(f"it is packed with {packing}: pip install zstandard, or unpack it")
    return compr[packing](raw, mode="rb")


def _skip_line(file: Any, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(LONGEST_LINE)
