"""One question set makes one file, byte for byte, or none at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from decks import EXPORTERS
from quizgen.errors import DeckError, OutputError
from quizgen.models import QuestionSet

ROOT = Path(__file__).parents[2]
EXPORT = """
import json, sys
from pathlib import Path
from decks import EXPORTERS
from quizgen.models import QuestionSet
question_set = QuestionSet.from_dict(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
EXPORTERS[sys.argv[2]].write(question_set, Path(sys.argv[3]))
"""


def export_elsewhere(given: Path, name: str, output: Path, **environment: str) -> bytes:
    """What a process of its own makes of a question set."""
    subprocess.run(
        [sys.executable, "-c", EXPORT, str(given), name, str(output)],
        check=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    return output.read_bytes()


@pytest.mark.parametrize("name", EXPORTERS)
def test_same_bytes_in_any_process(name: str, tmp_path: Path, question_set: QuestionSet) -> None:
    """Hash seed, time zone, locale and moment leave no trace in a file."""
    *asked, gone = question_set.questions
    given = tmp_path / "set.json"
    question_set = replace(question_set, questions=tuple(asked), retired=(gone,))
    given.write_text(json.dumps(question_set.to_dict()), encoding="utf-8")
    first = export_elsewhere(
        given, name, tmp_path / "1", PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8"
    )
    second = export_elsewhere(
        given, name, tmp_path / "2", PYTHONHASHSEED="2", TZ="Pacific/Niue", LC_ALL="POSIX"
    )
    assert first == second


DATED = ("apkg", "kahoot", "worksheet", "answer-key")
"""Formats whose files say when they were made."""


@pytest.mark.parametrize("timestamp", [0, 1_600_000_000])
@pytest.mark.parametrize("name", DATED)
def test_timestamp_is_when_it_was_made(
    name: str, timestamp: int, tmp_path: Path, question_set: QuestionSet
) -> None:
    """A given time, even one before zip files begin, makes one file, and other times others."""
    paths = [tmp_path / "1", tmp_path / "2", tmp_path / "3"]
    for path, moment in zip(paths, (timestamp, timestamp, None), strict=True):
        EXPORTERS[name].write(question_set, path, timestamp=moment)
    one, two, other = (path.read_bytes() for path in paths)
    assert one == two != other


@pytest.mark.parametrize("name", sorted({*EXPORTERS} - {*DATED}))
def test_other_files_say_nothing_of_it(
    name: str, tmp_path: Path, question_set: QuestionSet
) -> None:
    """What has no date in it is the same file at any time."""
    for path, moment in ((tmp_path / "1", 0), (tmp_path / "2", 1_600_000_000)):
        EXPORTERS[name].write(question_set, path, timestamp=moment)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_package_holds_what_anki_expects(tmp_path: Path, question_set: QuestionSet) -> None:
    """A package is a zip file with the collection and a list of media, which is empty."""
    path = tmp_path / "deck.apkg"
    EXPORTERS["apkg"].write(question_set, path)
    with zipfile.ZipFile(path) as package:
        assert package.namelist() == ["collection.anki2", "media"]
        assert package.read("media") == b"{}"
        assert package.testzip() is None


@pytest.mark.parametrize("name", EXPORTERS)
def test_unwritable_output_leaves_nothing(
    name: str, tmp_path: Path, question_set: QuestionSet
) -> None:
    """Where a file can't be written there is one clear error, and nothing else has changed."""
    in_the_way = tmp_path / "file"
    in_the_way.write_text("mine")
    for impossible in (in_the_way / f"deck{EXPORTERS[name].extension}", tmp_path):
        with pytest.raises(OutputError) as caught:
            EXPORTERS[name].write(question_set, impossible)
        assert str(impossible) in str(caught.value) and "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == [in_the_way]
    assert in_the_way.read_text() == "mine"


def test_refused_deck_leaves_the_old_one(tmp_path: Path, question_set: QuestionSet) -> None:
    """A deck that fails its checks does not take the place of the last good one."""
    path = tmp_path / "deck.apkg"
    EXPORTERS["apkg"].write(question_set, path)
    before = path.read_bytes()
    twice = replace(question_set, questions=question_set.questions * 2)
    with pytest.raises(DeckError, match="'q1' stands in the deck twice"):
        EXPORTERS["apkg"].write(twice, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
