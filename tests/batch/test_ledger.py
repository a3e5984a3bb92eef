"""What is written down survives whatever moment a run is killed at."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from quizgen.batch import ledger
from quizgen.batch.ledger import Ledger, Record, Shard
from quizgen.batch.places import Place
from quizgen.errors import FormatError


def record(name: str, outcome: ledger.Outcome = "made", **more: object) -> Record:
    return Record(name, "key", outcome, **more)  # type: ignore[arg-type]


def test_what_was_added_is_there_next_time(tmp_path: Path) -> None:
    """Without closing it, as when the process was killed; the latest word counts."""
    first = Ledger(Place(str(tmp_path)))
    first.add(record("a", sketch=b"\x00\xff", alike=0.5))
    first.add(Shard("part-0", ("a",)))
    second = Ledger(Place(str(tmp_path)))
    second.add(record("a", "bad", why="because"))
    third = Ledger(Place(str(tmp_path)))
    assert third.records == {"a": record("a", "bad", why="because")}
    assert third.shards == {"part-0": Shard("part-0", ("a",))}
    first.close()
    second.close()


def test_half_a_line_is_as_none(tmp_path: Path) -> None:
    """At whatever byte the writing ended."""
    whole = Ledger(Place(str(tmp_path)))
    whole.add(record("a"))
    whole.add(record("b"))
    whole.close()
    [file] = tmp_path.iterdir()
    data = file.read_bytes()
    for size in range(len(data)):
        file.write_bytes(data[:size])
        assert set(Ledger(Place(str(tmp_path))).records) == {
            name for name, end in (("a", data.index(b"\n")), ("b", len(data))) if size > end
        }


def test_damage_is_said(tmp_path: Path) -> None:
    """Rather than half of the work done twice."""
    (tmp_path / "000001.jsonl").write_bytes(b'{"type":"article"\n')
    with pytest.raises(FormatError, match="damaged"):
        Ledger(Place(str(tmp_path)))


def test_a_tidy_one_depends_on_the_outcome_alone(tmp_path: Path) -> None:
    """Not on who was done first, nor on how often a run was stopped."""
    one, two = Ledger(Place(str(tmp_path / "1"))), Ledger(Place(str(tmp_path / "2")))
    for name in "abcd":
        one.add(record(name))
    for name in "dba":
        two.add(record(name))
    two.close()
    two = Ledger(Place(str(tmp_path / "2")))
    two.add(record("c"))
    for each in (one, two):
        each.tidy(list("abcd"))
    first, second = ([(f.name, f.read_bytes()) for f in (tmp_path / n).iterdir()] for n in "12")
    assert first == second
    assert set(Ledger(Place(str(tmp_path / "2"))).records) == set("abcd")


def test_stores_get_it_every_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be added to a file, it is written anew, and in time another is begun."""
    monkeypatch.setattr(ledger, "SECONDS", 0)
    monkeypatch.setattr(ledger, "LARGEST_FILE", 200)
    folder = Place("memory://ledger")
    try:
        there = Ledger(folder)
        for number in range(9):
            there.add(record(f"input {number}"))
        assert len(Ledger(folder).records) == 9
        assert len(folder.entries()) > 1
        there.tidy([f"input {number}" for number in range(9)])
        assert len(folder.entries()) == 1
        assert len(Ledger(folder).records) == 9
    finally:
        fsspec.filesystem("memory").store.clear()
