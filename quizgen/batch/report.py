"""What a run leaves beside the sets: what became of every article, and which can't be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quizgen.batch.job import Job
from quizgen.batch.ledger import Record
from quizgen.batch.places import Place
from quizgen.json_files import to_line

ARTICLES = "articles.jsonl"
BAD = "bad-articles.jsonl"


def write_report(
    job: Job, order: Sequence[str], records: Mapping[str, Record], troubles: Mapping[str, Record]
) -> list[Record]:
    """Write ``articles.jsonl``, a line for each input in order, and the bad ones again by
    themselves.

    Args:
        job: The run.
        order: The inputs.
        records: What became of them, in this run or an earlier one.
        troubles: What stood in the way this time; these are tried again in the next run.

    Returns:
        What became of each, in order.

    Raises:
        OutputError: They can't be written.
    """
    ours = [troubles.get(name) or records[name] for name in order]
    output = Place(job.output)
    (output / ARTICLES).write(b"".join(to_line(_line(record)) for record in ours))
    bad = (record for record in ours if record.outcome == "bad")
    (output / BAD).write(b"".join(to_line(_line(record)) for record in bad))
    return ours


def summary(job: Job, records: Iterable[Record]) -> str:
    """What became of all inputs of a run, in a line."""
    counts: Counter[str] = Counter()
    questions = 0
    for record in records:
        counts[record.outcome] += 1
        questions += record.questions
    parts = [
        f"{_count(counts['made'], 'question set')} with {_count(questions, 'question')}"
        f" in {job.output}"
    ]
    if counts["duplicate"]:
        parts.append(f"{_count(counts['duplicate'], 'duplicate')} made once")
    if counts["nothing"]:
        parts.append(f"{counts['nothing']:,} with nothing to ask about")
    if counts["bad"]:
        parts.append(f"{_count(counts['bad'], 'bad article')}")
    return "; ".join(parts)


def _line(record: Record) -> dict[str, Any]:
    known = {
        "input": record.input,
        "outcome": record.outcome,
        "id": record.id,
        "title": record.title,
        "file": record.file,
        "questions": record.questions or None,
        "of": record.of,
        "alike": record.alike,
        "why": record.why,
    }
    return {key: value for key, value in known.items() if value is not None}


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
