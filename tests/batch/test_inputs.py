"""What is read of what the command names, and in which order."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from quizgen.article.corpus import LONGEST_LINE
from quizgen.batch.inputs import Input, bytes_of, find_inputs, find_roots
from quizgen.batch.places import Place
from quizgen.errors import ArticleError
from tests.batch.stories import line, write_files


def found(*urls: object, without: Path | str = "/nowhere") -> list[Input]:
    return list(find_inputs(find_roots([str(url) for url in urls]), Place(str(without))))


def names(*urls: object, without: Path | str = "/nowhere") -> list[str]:
    return [each.name for each in found(*urls, without=without)]


@pytest.fixture
def store() -> Iterator[str]:
    """An address in a store of objects, as in a cloud."""
    memory = fsspec.filesystem("memory")
    yield "memory://bucket"
    memory.store.clear()
    memory.pseudo_dirs.clear()


def test_a_tree_is_read_by_name(tmp_path: Path) -> None:
    """All that is below a folder, in the same order on every machine."""
    tree = write_files(
        tmp_path / "news",
        [("b.txt", "b"), ("a.html", "<p>a"), ("2016/03/x.md", "x"), ("2016/01/y", "y")],
    )
    assert names(tree) == ["news/a.html", "news/b.txt", "news/2016/01/y", "news/2016/03/x.md"]
    assert [each.folder for each in found(tree)] == ["", "", "2016/01", "2016/03"]


def test_names_do_not_depend_on_how_a_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a run can be continued from elsewhere."""
    tree = write_files(tmp_path / "news", [("a.txt", "a")])
    monkeypatch.chdir(tmp_path)
    assert names("news") == names("./news/") == names(tree) == ["news/a.txt"]
    monkeypatch.chdir(tree)
    assert names(".") == ["news/a.txt"]


def test_inputs_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    """Two folders may be called alike."""
    first = write_files(tmp_path / "2015" / "news", [("a.txt", "a")])
    second = write_files(tmp_path / "2016" / "news", [("a.txt", "b")])
    assert names(first, second) == ["news/a.txt", "news (2)/a.txt"]


def test_what_is_no_article_is_left_aside(tmp_path: Path) -> None:
    """Hidden files, metadata, what browsers save beside a page, and the output itself."""
    tree = write_files(
        tmp_path / "news",
        [
            (".DS_Store", ""),
            (".git/config", ""),
            ("a.txt", "a"),
            ("a.toml", ""),
            ("alone.toml", ""),
            ("page.html", ""),
            ("page_files/style.css", ""),
            ("other_files/b.txt", ""),
            ("sets/batch.json", "{}"),
        ],
    )
    inputs = found(tree, without=tree / "sets")
    assert [each.name for each in inputs] == [
        "news/a.txt",
        "news/alone.toml",
        "news/page.html",
        "news/other_files/b.txt",
    ]
    assert inputs[0].beside == str(tree / "a.toml")
    assert inputs[2].beside is None


def test_circles_of_links_end(tmp_path: Path) -> None:
    """A link to a folder isn't followed; one to a file is."""
    tree = write_files(tmp_path / "news", [("a.txt", "a")])
    os.symlink(tree, tree / "circle")
    os.symlink(tree / "a.txt", tree / "b.txt")
    os.symlink(tree / "gone", tree / "c.txt")
    assert [n for n in names(tree) if n != "news/c.txt"] == ["news/a.txt", "news/b.txt"]


def test_lines_are_told_by_content(tmp_path: Path) -> None:
    """Whatever a file is called; a page of JSON is one article, and blank lines are none."""
    lines = line("one") + b"\n" + line("two")
    (tmp_path / "a.txt").write_bytes(lines)
    (tmp_path / "b.jsonl").write_bytes(b"\xef\xbb\xbf" + lines)
    (tmp_path / "c.json").write_text(json.dumps({"text": "three"}, indent=2))
    (tmp_path / "d.jsonl").write_bytes(b'{"broken}\n' + lines)
    assert [(each.name, each.line is not None) for each in found(tmp_path)] == [
        (f"{tmp_path.name}/a.txt:1", True),
        (f"{tmp_path.name}/a.txt:3", True),
        (f"{tmp_path.name}/b.jsonl:1", True),
        (f"{tmp_path.name}/b.jsonl:3", True),
        (f"{tmp_path.name}/c.json", False),
        (f"{tmp_path.name}/d.jsonl:1", True),
        (f"{tmp_path.name}/d.jsonl:2", True),
        (f"{tmp_path.name}/d.jsonl:4", True),
    ]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_lines_are_unpacked(pack, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """As corpora come; the sets of corpus.jsonl.gz go where those of corpus.jsonl go."""
    file = tmp_path / "corpus.jsonl.gz"
    file.write_bytes(pack(line("one") + line("two")))
    inputs = found(file)
    assert [each.name for each in inputs] == ["corpus.jsonl.gz:1", "corpus.jsonl.gz:2"]
    assert [each.folder for each in inputs] == ["corpus", "corpus"]
    assert inputs[1].line == line("two")
    assert sum(each.size for each in inputs) == bytes_of(find_roots([str(file)]), Place("/x"))


def test_a_damaged_file_stops_nothing(tmp_path: Path) -> None:
    """What came before its damage is read, and so is the next file."""
    packed = gzip.compress(b"".join(line(f"{os.urandom(2000).hex()}") for _ in range(20)))
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "b.jsonl").write_bytes(line("fine"))
    inputs = found(tmp_path)
    [trouble] = [each for each in inputs if each.trouble]
    assert "can't be read from here on" in str(trouble.trouble)
    assert inputs[0].trouble is None and inputs[-1].line == line("fine")


def test_a_line_too_long_is_left_out(tmp_path: Path) -> None:
    """It is never held in memory, and the next line is read."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(line("one") + b'{"text":"' + b"x" * (LONGEST_LINE * 2) + b'"}\n' + line("two"))
    first, long, last = found(file)
    assert "more than" in str(long.trouble) and long.line == b""
    assert (first.line, last.line, last.name) == (line("one"), line("two"), "a.jsonl:3")


def test_patterns_stand_for_files(tmp_path: Path) -> None:
    """Where no shell has put in the names; a file that is called like a pattern is itself."""
    write_files(tmp_path, [("b-2.txt", ""), ("b-1.txt", ""), ("c.txt", ""), ("[d].txt", "")])
    assert names(tmp_path / "b-*.txt") == ["b-1.txt", "b-2.txt"]
    assert names(tmp_path / "[d].txt") == ["[d].txt"]


@pytest.mark.parametrize("name", ["gone", "gone-*.txt", "a\0b", "nosuchscheme://bucket/x"])
def test_what_is_not_there_is_said_before_anything_is_done(name: str, tmp_path: Path) -> None:
    """Not after hours of work."""
    with pytest.raises(ArticleError):
        find_roots([name if "://" in name else str(tmp_path / name)])


def test_object_stores_are_read_like_folders(store: str) -> None:
    """By fsspec's addresses."""
    files = {"a.txt": b"a", "a.toml": b"", "2016/b.jsonl": line("one") + line("two")}
    for name, data in files.items():
        Place(f"{store}/{name}").write(data)
    inputs = found(store)
    assert [each.name for each in inputs] == ["bucket/a.txt", "bucket/2016/b.jsonl:1"] + [
        "bucket/2016/b.jsonl:2"
    ]
    assert inputs[0].beside is not None
    assert Place(inputs[0].url).read() == b"a"
    assert names(f"{store}/2016/*.jsonl") == ["b.jsonl:1", "b.jsonl:2"]
