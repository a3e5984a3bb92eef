"""What `quizgen batch` says, and how it ends."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from distributed import Client

from quizgen.batch import cluster
from quizgen.cli import main
from tests.batch import workers
from tests.batch.stories import line, story, write_lines


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "cluster", workers.threads)


def batch(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["batch", *map(str, arguments)])


def test_bad_articles_are_named_at_the_end(tmp_path: Path) -> None:
    """The first of them; a file has all, and the exit code tells scripts."""
    corpus = write_lines(tmp_path / "a.jsonl", range(2))
    corpus.write_bytes(b"{}\n" * 12 + corpus.read_bytes() + line(story(1)))
    result = batch(corpus, "-o", tmp_path / "out", "--count", "2")
    assert result.exit_code == 1
    said = result.stderr.splitlines()
    assert 'a.jsonl:1: an article is an object with "text"' in said
    assert "and 2 more" in said
    assert said[-2].startswith("2 question sets with 4 questions in ")
    assert said[-2].endswith("; 1 duplicate made once; 12 bad articles")
    assert said[-1] == f"Why an article is bad stands in {tmp_path / 'out'}/bad-articles.jsonl."
    bad = (tmp_path / "out/bad-articles.jsonl").read_text().splitlines()
    assert [json.loads(each)["input"] for each in bad] == [f"a.jsonl:{n}" for n in range(1, 13)]
    assert result.stdout == ""


def test_what_articles_do_not_say_can_be_said(tmp_path: Path) -> None:
    """The day of those that don't say theirs, and that they are to be read as English."""
    corpus = tmp_path / "a.jsonl"
    corpus.write_bytes(line(story(1)) + line("Der Hund bellt. " * 20, id="dog"))
    options = ("--published", "2020-02-03", "--language", "en", "--count", "1")
    assert batch(corpus, "-o", tmp_path / "out", *options).exit_code == 0
    outcomes = [
        json.loads(each) for each in (tmp_path / "out/articles.jsonl").read_text().splitlines()
    ]
    assert [each["outcome"] for each in outcomes] == ["made", "nothing"]
    made = json.loads((tmp_path / "out/sets" / outcomes[0]["file"]).read_text())
    assert made["article"]["published"] == "2020-02-03"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("gone.txt", "-o", "out"), 1, "there is no such file"),
        (("a.jsonl",), 2, "Missing option '-o'"),
        (("a.jsonl", "-o", ""), 2, "an empty name"),
        (("a.jsonl", "-o", "out", "--workers", "0"), 2, "--workers"),
        (("a.jsonl", "-o", "out", "--workers", "2", "--scheduler", "tcp://x:1"), 2, "name one"),
        (("a.jsonl", "-o", "nosuch://x"), 1, "cannot open nosuch://x"),
        (("a.jsonl", "-o", "out", "--options", "3", "--kinds", "nope"), 2, "no kind of question"),
    ],
)
def test_what_makes_no_sense_is_said(
    arguments: tuple[str, ...],
    code: int,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In one line, before anything is begun."""
    write_lines(tmp_path / "a.jsonl", [1])
    monkeypatch.chdir(tmp_path)
    result = batch(*arguments)
    assert result.exit_code == code
    assert says in result.stderr and len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_run_without_workers_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of waiting for ever."""

    @contextmanager
    def gone(address: str | None, count: int | None) -> Iterator[Client]:
        with workers.threads() as client:
            client.cluster.scale(0)
            while client.scheduler_info()["workers"]:  # they go a little later
                time.sleep(0.01)
            yield client

    monkeypatch.setattr(cluster, "cluster", gone)
    monkeypatch.setattr("quizgen.batch.run.SECONDS", 0.1)
    monkeypatch.setattr("quizgen.batch.run.ALONE", 0.5)
    result = batch(write_lines(tmp_path / "a.jsonl", [1]), "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "no workers" in result.stderr and "goes on from here" in result.stderr
