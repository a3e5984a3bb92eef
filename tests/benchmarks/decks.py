"""Exporting 10,000 questions to Anki, beside genanki alone writing the same notes.

Each is done in a process of its own, ``python -m tests.benchmarks.decks ours SET.json``, which
prints the seconds that the processor was at it, once what is written was in memory, and the
megabytes it ever held.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from statistics import median

import genanki

from decks.anki import write
from decks.lint import lint_collection
from decks.note_types import NOTE_TYPES
from decks.package import model_of
from quizgen.json_files import question_set_json, read_question_set
from quizgen.models import QuestionSet

ROOT = Path(__file__).parents[2]
QUESTIONS = 10_000
SLOWEST = 1.5  # times what genanki alone takes
LARGEST = 300  # MB of memory


def many(first: QuestionSet) -> QuestionSet:
    """10,000 questions in the words of a few, each with a number and a passage of its own."""
    few = first.questions
    questions = []
    for number in range(QUESTIONS):
        turn, which = divmod(number, len(few))
        question, other = few[which], few[(which + turn) % len(few)]
        questions.append(
            replace(
                question,
                id=f"{question.id}{turn:04}",
                stem=f"{turn} {question.stem}",
                evidence=tuple(sorted({*question.evidence, *other.evidence})),
            )
        )
    return replace(first, questions=tuple(questions), left_out=(), retired=())


def seconds_of_ours(given: Path, output: Path) -> float:
    """How long our export takes, from a question set to a package that was checked."""
    question_set = read_question_set(given)
    assert lint_collection and model_of  # loaded, as genanki is before it is measured
    begin = time.process_time()
    write(question_set, output)
    return time.process_time() - begin


def seconds_of_genanki(given: Path, output: Path) -> float:
    """How long genanki takes to write the notes of a package, from their fields."""
    connection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(given) as package:
        connection.deserialize(package.read("collection.anki2"))
    notes = [
        (guid, model, tags.split(), fields.split("\x1f"))
        for guid, model, tags, fields in connection.execute(
            "SELECT guid, mid, tags, flds FROM notes"
        )
    ]
    connection.close()
    begin = time.process_time()
    models = {note_type.id: model_of(note_type) for note_type in NOTE_TYPES.values()}
    deck = genanki.Deck(1, "Benchmark")
    for guid, model, tags, fields in notes:
        deck.add_note(genanki.Note(model=models[model], fields=fields, tags=tags, guid=guid))
    genanki.Package(deck).write_to_file(output)
    return time.process_time() - begin


WAYS: dict[str, Callable[[Path, Path], float]] = {
    "ours": seconds_of_ours,
    "genanki": seconds_of_genanki,
}


def measure(first: QuestionSet, rounds: int) -> tuple[str, bool]:
    """A line about the export of 10,000 questions, and whether it keeps to both limits."""
    with tempfile.TemporaryDirectory() as folder:
        given, package, other = (Path(folder, name) for name in ("set.json", "ours", "genanki"))
        given.write_bytes(question_set_json(many(first)))
        pairs = [
            (_measured("ours", given, package), _measured("genanki", package, other))
            for _ in range(rounds + 1)
        ][1:]  # what the first of all does to caches is not measured
    ours, bare = (median(pair[way][0] for pair in pairs) for way in (0, 1))
    memory = max(pair[0][1] for pair in pairs)
    fine = ours <= SLOWEST * bare and memory < LARGEST
    return (
        f"export of {QUESTIONS:,} questions to .apkg / genanki writing the same notes:"
        f" {ours / bare:.2f} ({ours:.3f} / {bare:.3f} s), with {memory:.0f} MB of memory,"
        f" {'keeps' if fine else 'MISSES'} the limits of {SLOWEST} × and {LARGEST} MB"
    ), fine


def _measured(way: str, given: Path, output: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.benchmarks.decks", way, str(given), str(output)]
    done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def _peak() -> float:
    """The most memory that this process ever held, MB."""
    with suppress(OSError):  # Linux's ru_maxrss includes what the parent held as it forked
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def main() -> None:
    """Do it once, in this process."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("way", choices=WAYS)
    options.add_argument("given", type=Path)
    options.add_argument("output", type=Path)
    given = options.parse_args()
    seconds = WAYS[given.way](given.given, given.output)
    print(seconds, _peak())


if __name__ == "__main__":
    main()
