"""A worksheet and its answer key, before either is written as HTML or PDF.

Both are made of the same sheet, so a letter on one means the same option on the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from decks.passages import Passages
from decks.questions import (
    LETTERS,
    day_of,
    evidence_of,
    line_of,
    may_shuffle,
    require_questions,
    text_of,
    title_of,
)
from quizgen.models import Option, Question, QuestionSet, identity

TASK = "Read the article, then tick one answer to each question."
BLANKS = ("Name", "Class", "Date")


@dataclass(frozen=True, slots=True)
class Entry:
    """One question as it is printed."""

    number: int
    stem: str
    options: tuple[str, ...]  # in the order they are printed, A first
    letter: str  # of the right one
    answer: str
    evidence: str  # what of the article proves it
    whys: tuple[tuple[str, str], ...]  # letters of wrong ones, with why, where it can be said


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a worksheet and its key."""

    title: str
    about: str  # when and where the article appeared
    language: str
    entries: tuple[Entry, ...]


def sheet_of(question_set: QuestionSet) -> Sheet:
    """The sheet of a question set.

    Raises:
        DeckError: There are no questions.
    """
    require_questions(question_set)
    passages = Passages(question_set.article)
    source = urlsplit(line_of(question_set.article.url or "")).netloc
    return Sheet(
        title=title_of(question_set),
        about=" · ".join(filter(None, (day_of(question_set), source))),
        language=line_of(question_set.article.language),
        entries=tuple(
            _entry(number, question, passages)
            for number, question in enumerate(question_set.questions, 1)
        ),
    )


def printed_options(question: Question) -> tuple[Option, ...]:
    """The options in the order in which they are printed.

    Dates stay in the order of time. Any other order depends on the question and its options alone,
    so a key also fits the worksheets of other generations, where they print the same options.
    """
    if not may_shuffle(question):
        return question.options
    return tuple(
        sorted(
            question.options,
            key=lambda option: identity("printed", question.id, option.id),
        )
    )


def _entry(number: int, question: Question, passages: Passages) -> Entry:
    options = printed_options(question)
    place = [option.id for option in options].index(question.key)
    return Entry(
        number=number,
        stem=text_of(question.stem),
        options=tuple(text_of(option.text) for option in options),
        letter=LETTERS[place],
        answer=text_of(question.answer),
        evidence=evidence_of(question, passages),
        whys=tuple(
            (letter, text_of(option.why))
            for letter, option in zip(LETTERS, options, strict=False)
            if text_of(option.why)
        ),
    )
