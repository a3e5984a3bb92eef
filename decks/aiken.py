"""Question sets as Aiken, the plainest format for multiple choice.

Source:
    https://docs.moodle.org/en/Aiken_format
"""

from __future__ import annotations

import re
from pathlib import Path

from decks.questions import LETTERS, key_letter, line_of, require_questions
from quizgen.files import write_whole
from quizgen.models import Question, QuestionSet

_MISREAD = re.compile(r"[A-Z][).]|ANSWER:")
"""A stem that begins like this, such as "U.S. troops …", would be read as an answer."""


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write a question set as Aiken.

    Args:
        question_set: What to write.
        path: The .txt file.
        timestamp: Not used: Aiken doesn't say when it was made.

    Raises:
        DeckError: There are no questions.
        OutputError: The file can't be written there.
    """
    require_questions(question_set)
    blocks = map(_block, question_set.questions)
    write_whole(path, "\n".join(blocks).encode("utf-8", "replace"))


def stem_of(question: Question) -> str:
    """The stem, with "Question:" in front where it would be taken for something else."""
    stem = line_of(question.stem)
    return f"Question: {stem}" if _MISREAD.match(stem) else stem


def _block(question: Question) -> str:
    options = "".join(
        f"{letter}. {line_of(option.text)}\n"
        for letter, option in zip(LETTERS, question.options, strict=False)
    )
    return f"{stem_of(question)}\n{options}ANSWER: {key_letter(question)}\n"
