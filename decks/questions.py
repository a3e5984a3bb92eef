"""What the formats say of a question, the same in all of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from string import ascii_uppercase

from decks.passages import Paragraph, Passages, one_line
from quizgen.dates import write_date
from quizgen.difficulty import level_of
from quizgen.errors import DeckError
from quizgen.models import Kind, Question, QuestionSet

LETTERS = ascii_uppercase
"""Names of a question's options, in the order in which they are shown."""

TYPED: frozenset[Kind] = frozenset({"who_said", "complete_quote", "when"})
"""Kinds whose answer is a name, a phrase or a date: it can be typed without guessing at wording."""

_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_NO_CHARACTER = re.compile(r"[\ufffe\uffff]")  # nor can XML hold them


def text_of(text: str) -> str:
    """Text with its line breaks, and without what no format can hold.

    Control characters are left out, and other white space is a single space, none at a line's end.
    """
    lines = (one_line(line) for line in _NO_CHARACTER.sub("", text).splitlines())
    return "\n".join(lines).strip("\n")


def line_of(text: str) -> str:
    """Text on one line, for formats in which a line break ends what stands before it."""
    return one_line(_NO_CHARACTER.sub("", text))


def key_letter(question: Question) -> str:
    """The letter of the right option."""
    return next(
        letter
        for letter, option in zip(LETTERS, question.options, strict=False)
        if option.id == question.key
    )


def may_shuffle(question: Question) -> bool:
    """Whether options may be shown in any order; dates stay in the order of time."""
    return question.kind != "when"


def typed_answers(question: Question) -> tuple[str, ...]:
    """What counts as right where the answer is typed; nothing for what nobody can be asked to type.

    Systems that ask for typed answers compare letter by letter, though not always their case, so
    each answer is also there as it is typed: with straight apostrophes, and without commas.
    """
    if question.kind not in TYPED:
        return ()
    answers: dict[str, str] = {}
    for answer in (question.answer, *question.accepted):
        text = line_of(answer)
        straight = text.translate(_STRAIGHT)
        for form in (text, straight, straight.replace(",", "")):
            if form:
                answers.setdefault(form.casefold(), form)
    return tuple(answers.values())


def with_typed_answers(question_set: QuestionSet) -> list[Question]:
    """The questions that can be asked without options, too."""
    return [question for question in question_set.questions if typed_answers(question)]


def difficulty(question: Question) -> str:
    """How hard the question is, as far as is known: easy, medium or hard."""
    return level_of(question.difficulty)


def tags(question: Question) -> tuple[str, str, str]:
    """What a question bank may file the question under, besides its category."""
    return ("quizgen", question.kind, f"difficulty-{difficulty(question)}")


def title_of(question_set: QuestionSet) -> str:
    """The article's title on one line."""
    return line_of(question_set.article.title) or "Untitled article"


def label_of(question_set: QuestionSet) -> str:
    """The title as the name of a quiz or category, for which systems keep 255 characters."""
    return _shortened(title_of(question_set), 200)


def day_of(question_set: QuestionSet) -> str:
    """The article's day of publication, such as "14 March 2016"; nothing where it isn't known."""
    published = question_set.article.published
    return write_date(published.isoformat(), "day-first") if published else ""


def name_of(question: Question, number: int, longest: int = 100) -> str:
    """A label for lists of questions: its number, and as much of the stem as fits.

    The question itself is never shortened.
    """
    return _shortened(f"{number}. {line_of(question.stem)}", longest)


def _shortened(label: str, longest: int) -> str:
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"


def evidence_of(question: Question, passages: Passages) -> str:
    """The words of the article that prove the key; " … " stands for what is left out between."""
    return " … ".join(filter(None, map(_proof, passages.around(question.evidence))))


def _proof(paragraph: Paragraph) -> str:
    """The evidence in a paragraph, from its first word to its last."""
    places = [place for place, piece in enumerate(paragraph) if piece.proves]
    if not places:  # a place with nothing that can be shown, in a set that was made by hand
        return ""
    between = paragraph[places[0] : places[-1] + 1]
    return line_of("".join(p.text if p.proves or p.text.isspace() else " … " for p in between))


def require_questions(question_set: QuestionSet) -> None:
    """Refuse a set without questions, of which most formats can't be made.

    Raises:
        DeckError: It has none.
    """
    if not question_set.questions:
        raise DeckError("this question set has no questions, so there is nothing to export")


def made_at(question_set: QuestionSet, timestamp: int | None) -> datetime:
    """When a file says it was made: then, or when the newest question changed.

    Args:
        question_set: The set; its questions may not say when they changed.
        timestamp: Seconds since 1970 UTC, or None.
    """
    if timestamp is None:
        timestamp = max((question.changed for question in question_set.questions), default=0)
    return datetime.fromtimestamp(timestamp, UTC)
