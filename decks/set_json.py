"""Question sets as the JSON that quizgen itself reads."""

from __future__ import annotations

from pathlib import Path

from quizgen.files import write_whole
from quizgen.json_files import question_set_json
from quizgen.models import QuestionSet


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write a question set as it is: with its article, all places in it, and what was rejected.

    Args:
        question_set: What to write.
        path: The .json file.
        timestamp: Not used: a set says of each question when it changed.

    Raises:
        OutputError: The file can't be written there.
    """
    write_whole(path, question_set_json(question_set))
