"""Question sets as GIFT, the text format of Moodle that other systems read, too.

Source:
    https://docs.moodle.org/en/GIFT_format
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from decks.questions import (
    label_of,
    line_of,
    name_of,
    require_questions,
    tags,
    text_of,
    typed_answers,
    with_typed_answers,
)
from quizgen.files import write_whole
from quizgen.models import Option, Question, QuestionSet

_SPECIAL = re.compile(r"[\\~=#{}:]")
_MISREAD = re.compile(r"[%\[]")  # begins what an answer is worth, or the format of its text
_UNTAGGABLE = re.compile(r"[\[\]\\<>`]")


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write a question set as GIFT.

    Each question is there as multiple choice; names, dates and gaps stand a second time, in a
    category of their own, as questions whose answer is typed.

    Args:
        question_set: What to write.
        path: The .gift file.
        timestamp: Not used: GIFT doesn't say when it was made.

    Raises:
        DeckError: There are no questions.
        OutputError: The file can't be written there.
    """
    require_questions(question_set)
    write_whole(path, "\n".join(_blocks(question_set)).encode("utf-8", "replace"))


def escaped(text: str) -> str:
    r"""Plain text for any place in a question; a line break is ``\n``."""
    return _SPECIAL.sub(r"\\\g<0>", text_of(text)).replace("\n", "\\n")


def category(title: str, *below: str) -> str:
    """The path of a category in a question bank; a slash in a name is doubled."""
    return "/".join(
        ["$course$", "top", "quizgen", *(name.replace("/", "//") for name in (title, *below))]
    )


def _blocks(question_set: QuestionSet) -> Iterator[str]:
    title = label_of(question_set)
    yield f"$CATEGORY: {category(title)}\n"
    for number, question in enumerate(question_set.questions, 1):
        yield _block(question, number, _choices(question))
    if typed := with_typed_answers(question_set):
        yield f"$CATEGORY: {category(title, 'Typed answers')}\n"
        for number, question in enumerate(typed, 1):
            if answers := _typed(question):
                yield _block(question, number, answers)


def _block(question: Question, number: int, answers: list[str]) -> str:
    marks = "".join(f" [tag:{tag}]" for tag in tags(question))
    feedback = f"\t####{escaped(question.feedback)}\n" if text_of(question.feedback) else ""
    return (
        f"// [id:{_UNTAGGABLE.sub('-', line_of(question.id))}]{marks}\n"
        f"::{escaped(name_of(question, number))}::[plain]{escaped(question.stem)}{{\n"
        + "".join(f"\t{answer}\n" for answer in answers)
        + f"{feedback}}}\n"
    )


def _choices(question: Question) -> list[str]:
    return [
        ("=" if option.id == question.key else "~") + _answer(option.text) + _why(option)
        for option in question.options
    ]


def _typed(question: Question) -> list[str]:
    """Answers that count as right; a bare asterisk would stand for anything, "->" for a pair."""
    return [
        "=" + _answer(answer.replace("*", "\\*"))
        for answer in typed_answers(question)
        if "->" not in answer
    ]


def _why(option: Option) -> str:
    return f"#{escaped(option.why)}" if text_of(option.why) else ""


def _answer(text: str) -> str:
    """An answer, with its format where its own beginning would be taken for something else."""
    made = escaped(text)
    return f"[plain]{made}" if _MISREAD.match(made) else made
