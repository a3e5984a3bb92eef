"""Question sets as Markdown, to read, to print, or to paste into a wiki.

Source:
    CommonMark 0.31.2, https://spec.commonmark.org/0.31.2/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from decks.passages import Passages
from decks.questions import (
    LETTERS,
    day_of,
    evidence_of,
    key_letter,
    require_questions,
    text_of,
    title_of,
)
from quizgen.files import write_whole
from quizgen.models import Question, QuestionSet

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~|$]")
_LINE_START = re.compile(r"^([#+=:-]|\d{1,9}(?=[.)]))", re.MULTILINE)


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write a question set as Markdown: first the questions, then the key with its evidence.

    Args:
        question_set: What to write.
        path: The .md file.
        timestamp: Not used: the file doesn't say when it was made.

    Raises:
        DeckError: There are no questions.
        OutputError: The file can't be written there.
    """
    require_questions(question_set)
    write_whole(path, _document(question_set).encode("utf-8", "replace"))


def escaped(text: str, indent: str = "") -> str:
    """Plain text as Markdown that shows exactly this text, to go on at ``indent``."""
    marked = _ANYWHERE.sub(r"\\\g<0>", text_of(text))
    marked = _LINE_START.sub(_escaped_start, marked)
    return marked.replace("\n", f"\\\n{indent}")


def _escaped_start(found: re.Match[str]) -> str:
    """What would begin a heading or a list. Before a number's dot, the dot is escaped instead."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _document(question_set: QuestionSet) -> str:
    return "\n".join(_lines(question_set))


def _lines(question_set: QuestionSet) -> Iterator[str]:
    passages = Passages(question_set.article)
    yield f"# {escaped(title_of(question_set))}\n"
    if day := day_of(question_set):
        yield f"{day}\n"
    for number, question in enumerate(question_set.questions, 1):
        yield from _question(number, question)
    yield "## Answers\n"
    for number, question in enumerate(question_set.questions, 1):
        yield from _answer(number, question, passages)


def _question(number: int, question: Question) -> Iterator[str]:
    yield f"### {number}\n"
    yield f"{escaped(question.stem)}\n"
    for letter, option in zip(LETTERS, question.options, strict=False):
        yield f"- {letter}. {escaped(option.text, '  ')}"
    yield ""


def _answer(number: int, question: Question, passages: Passages) -> Iterator[str]:
    yield f"### {number}\n"
    yield f"**{key_letter(question)}.** {escaped(question.answer)}\n"
    yield f"> {escaped(evidence_of(question, passages), '> ')}"
    yield ""
    whys = [
        f"- {letter}. {escaped(option.why, '  ')}"
        for letter, option in zip(LETTERS, question.options, strict=False)
        if text_of(option.why)
    ]
    if whys:
        yield from (*whys, "")
