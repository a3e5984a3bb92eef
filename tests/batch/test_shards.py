"""Files of many sets each."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from quizgen.batch.job import Form, Job
from quizgen.batch.shards import shard_name, write_shard
from quizgen.json_files import to_line
from quizgen.models import QuestionSet, Settings
from tests.samples import sample_set


def written(form: Form, folder: Path) -> Path:
    job = Job(str(folder), Settings(), form=form)
    names = []
    for number in range(3):
        name = f"{number}.json"
        (folder / ".ledger/made").mkdir(parents=True, exist_ok=True)
        (folder / ".ledger/made" / name).write_bytes(to_line(sample_set().to_dict()))
        names.append(name)
    assert write_shard(shard_name(0, job), names, job) is None
    return folder / "sets" / shard_name(0, job)


def test_lines_are_question_sets(tmp_path: Path) -> None:
    """Each of which quizgen reads."""
    lines = written("jsonl", tmp_path).read_bytes().splitlines()
    assert [QuestionSet.from_dict(json.loads(line)) for line in lines] == [sample_set()] * 3


def test_parquet_can_be_asked_without_quizgen(tmp_path: Path) -> None:
    """What one looks for has columns of its own, and the whole set is there, too."""
    table = parquet.read_table(written("parquet", tmp_path))
    assert table.num_rows == 3
    row = table.to_pylist()[0]
    article = sample_set().article
    assert (row["article_id"], row["published"]) == (article.id, article.published)
    first, question = row["questions"][0], sample_set().questions[0]
    assert (first["stem"], first["answer"]) == (question.stem, question.answer)
    assert first["evidence"] == [span.of(article.text) for span in question.evidence]
    assert QuestionSet.from_dict(json.loads(row["question_set"])) == sample_set()


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_one_input_makes_one_file(form: Form, tmp_path: Path) -> None:
    """Byte for byte."""
    one, other = written(form, tmp_path / "1"), written(form, tmp_path / "2")
    assert one.read_bytes() == other.read_bytes()
