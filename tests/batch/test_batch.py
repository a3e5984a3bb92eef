"""Real processes, killed at any moment: nothing is lost, and nothing is made twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from quizgen.batch import make_batch
from quizgen.batch.job import Job
from quizgen.models import Settings
from tests.batch import poison
from tests.batch.stories import line, story, write_lines

ROOT = Path(__file__).parents[2]
STORIES = 12
PATIENCE = 600  # seconds, as others may use the same machine


def started(corpus: Path | str, output: Path | str, workers: int) -> subprocess.Popen[str]:
    """`quizgen batch` under way."""
    command = [sys.executable, "-m", "quizgen", "batch", str(corpus), "-o", str(output)]
    return subprocess.Popen(
        [*command, "--workers", str(workers), "--count", "3"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> str:
    """What it said, when it has ended well."""
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    assert "Traceback" not in said
    return said


def sets(output: Path) -> list[Path]:
    return list(output.glob("sets/**/story-*.json"))


def wait_for_sets(output: Path, count: int) -> None:
    """Until so many are there."""
    end = time.monotonic() + PATIENCE
    while len(sets(output)) < count:
        assert time.monotonic() < end
        time.sleep(0.02)


def workers_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process(process.pid).children(recursive=True)
        if "spawn_main" in " ".join(child.cmdline())
    ]


def contents(output: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles, one of them twice."""
    file = write_lines(tmp_path_factory.mktemp("corpus") / "corpus.jsonl", range(STORIES))
    with file.open("ab") as lines:
        lines.write(line(story(1), id="copy"))
    return file


@pytest.fixture(scope="module")
def alone(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What one worker makes of them, undisturbed."""
    output = tmp_path_factory.mktemp("alone") / "out"
    said = finished(started(corpus, output, workers=1))
    assert f"{STORIES} question sets" in said and "1 duplicate made once" in said
    yield output


def test_a_killed_workers_articles_are_made_by_another(
    corpus: Path, alone: Path, tmp_path: Path
) -> None:
    """And two workers, one of them killed, make the very bytes that one makes."""
    output = tmp_path / "out"
    process = started(corpus, output, workers=2)
    wait_for_sets(output, 2)
    workers = workers_of(process)
    assert len(workers) == 2
    workers[0].kill()
    finished(process)
    assert contents(output) == contents(alone)


def test_a_killed_run_goes_on(corpus: Path, alone: Path, tmp_path: Path) -> None:
    """Without making anything twice; its workers end with it."""
    output = tmp_path / "out"
    process = started(corpus, output, workers=2)
    wait_for_sets(output, 2)
    workers = workers_of(process)
    process.kill()
    process.communicate()
    assert psutil.wait_procs(workers, timeout=30)[1] == []
    before = {path: path.stat().st_mtime_ns for path in sets(output)}
    assert all(
        path.read_bytes() == contents(alone)[str(path.relative_to(output))] for path in before
    )
    finished(started(corpus, output, workers=1))
    assert contents(output) == contents(alone)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_ctrl_c_ends_a_run_quietly(corpus: Path, tmp_path: Path) -> None:
    """With one line that says how it goes on."""
    process = started(corpus, tmp_path / "out", workers=1)
    wait_for_sets(tmp_path / "out", 1)
    for each in (process.pid, *(worker.pid for worker in workers_of(process))):
        os.kill(each, signal.SIGINT)  # as a terminal does to all of them
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "Stopped. The same command goes on from here."
    assert "Traceback" not in said


def test_an_article_that_kills_workers_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is reported, and all others are made, whatever waited for the same worker."""
    monkeypatch.setattr("quizgen.batch.run.make_sets", poison.make_sets)
    ids = [f"poison-{n}" if n in (1, 2) else f"story-{n}" for n in range(6)]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_bytes(b"".join(line(story(n), id=id) for n, id in enumerate(ids)))
    records = make_batch([str(corpus)], Job(str(tmp_path / "out"), Settings()), workers=1)
    for record, id in zip(records, ids, strict=True):
        assert record.outcome == ("bad" if "poison" in id else "made"), id
        assert record.outcome == "made" or "was killed (SIGKILL) each time" in str(record.why)
    assert len(sets(tmp_path / "out")) == 4


def test_an_article_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that leaves no other thread any time; the next run tries it again."""
    monkeypatch.setattr("quizgen.batch.run.make_sets", poison.make_sets)
    corpus = write_lines(tmp_path / "corpus.jsonl", range(5))
    hanging = [line(story(20 + n), id=id) for n, id in enumerate(("sleeper", "tangle"))]
    corpus.write_bytes(corpus.read_bytes() + b"".join(hanging))
    job = Job(str(tmp_path / "out"), Settings(), time_limit=5)
    records = make_batch([str(corpus)], job, workers=2)
    assert [record.outcome for record in records] == ["made"] * 5 + ["bad"] * 2
    for record in records[5:]:
        assert record.why == "it takes longer than 5 s: --time-limit gives it more time"
    monkeypatch.undo()
    again = make_batch([str(corpus)], replace(job, time_limit=60), workers=2)
    assert [record.outcome for record in again] == ["made"] * 7
