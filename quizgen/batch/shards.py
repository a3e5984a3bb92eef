"""Files of many sets each, for whoever takes a corpus rather than a quiz."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from quizgen.batch.job import Job
from quizgen.batch.making import Stopped
from quizgen.batch.places import Place
from quizgen.errors import OutputError
from quizgen.json_files import parse
from quizgen.models import QuestionSet


def write_shard(file: str, sets: Sequence[str], job: Job) -> Stopped | None:
    """Put sets, as they were made one by one, into one file, whole or not at all.

    Args:
        file: Its name.
        sets: The files of the sets, in order.
        job: The run.
    """
    made = Place(job.made)
    try:
        lines = [(made / name).read() for name in sets]
    except Exception as error:  # each store has errors of its own
        return Stopped(f"cannot read what was made: {error}")
    data = b"".join(lines) if job.form == "jsonl" else _parquet(lines)
    try:
        (Place(job.shards) / file).write(data)
    except OutputError as error:
        return Stopped(str(error))
    return None


def shard_name(number: int, job: Job) -> str:
    """The name of a file of many sets, counted from 0."""
    return f"part-{number:06}.{job.form}"


def _parquet(lines: Sequence[bytes]) -> bytes:
    """A row an article: what one looks for, its questions, and the whole set as JSON."""
    import pyarrow
    import pyarrow.parquet

    text = pyarrow.string()
    question = pyarrow.struct(
        [
            ("id", text),
            ("kind", text),
            ("stem", text),
            ("options", pyarrow.list_(text)),
            ("answer", text),
            ("evidence", pyarrow.list_(text)),
            ("difficulty", pyarrow.float64()),
            ("confidence", pyarrow.float64()),
        ]
    )
    schema = pyarrow.schema(
        [
            ("id", text),
            ("article_id", text),
            ("title", text),
            ("published", pyarrow.date32()),
            ("url", text),
            ("questions", pyarrow.list_(question)),
            ("question_set", text),
        ]
    )
    rows = [_row(QuestionSet.from_dict(parse(line)), line) for line in lines]
    table = pyarrow.Table.from_pylist(rows, schema=schema)
    file = io.BytesIO()
    pyarrow.parquet.write_table(table, file, compression="zstd")
    return file.getvalue()


def _row(question_set: QuestionSet, line: bytes) -> dict[str, Any]:
    article = question_set.article
    return {
        "id": question_set.id,
        "article_id": article.id,
        "title": article.title,
        "published": article.published,
        "url": article.url,
        "questions": [
            {
                "id": question.id,
                "kind": question.kind,
                "stem": question.stem,
                "options": [option.text for option in question.options],
                "answer": question.answer,
                "evidence": [span.of(article.text) for span in question.evidence],
                "difficulty": question.difficulty,
                "confidence": question.confidence,
            }
            for question in question_set.questions
        ],
        "question_set": line.decode().rstrip("\n"),
    }
