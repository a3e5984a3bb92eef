"""Question sets as Moodle XML, which holds all that Moodle knows about a question.

Source:
    https://docs.moodle.org/en/Moodle_XML_format
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from decks.gift import category
from decks.markup import add, document, html_of
from decks.questions import (
    label_of,
    line_of,
    may_shuffle,
    name_of,
    require_questions,
    tags,
    title_of,
    typed_answers,
    with_typed_answers,
)
from quizgen.files import write_whole
from quizgen.models import Question, QuestionSet

_HTML = {"format": "html"}


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write a question set as Moodle XML.

    Each question is there as multiple choice; names, dates and gaps stand a second time, in a
    category of their own, as questions whose answer is typed. A question's id is its ID number, by
    which Moodle's search finds it.

    Args:
        question_set: What to write.
        path: The .xml file.
        timestamp: Not used: Moodle XML doesn't say when it was made.

    Raises:
        DeckError: There are no questions.
        OutputError: The file can't be written there.
    """
    require_questions(question_set)
    quiz = Element("quiz")
    title = label_of(question_set)
    _add_category(quiz, category(title), question_set)
    for number, question in enumerate(question_set.questions, 1):
        _add_choice(quiz, question, number)
    if typed := with_typed_answers(question_set):
        _add_category(quiz, category(title, "Typed answers"), question_set)
        for number, question in enumerate(typed, 1):
            _add_typed(quiz, question, number)
    write_whole(path, document(quiz))


def _add_category(quiz: Element, name: str, question_set: QuestionSet) -> None:
    made = add(quiz, "question", attributes={"type": "category"})
    add(add(made, "category"), "text", name)
    about = [title_of(question_set), line_of(question_set.article.url or "")]
    info = add(made, "info", attributes={"format": "plain_text"})
    add(info, "text", "\n".join(filter(None, about)))


def _add_question(quiz: Element, kind: str, question: Question, number: int) -> Element:
    """What all kinds of question have."""
    made = add(quiz, "question", attributes={"type": kind})
    add(add(made, "name"), "text", name_of(question, number))
    _add_text(made, "questiontext", question.stem)
    _add_text(made, "generalfeedback", question.feedback)
    add(made, "defaultgrade", "1")
    add(made, "penalty", "0.3333333")
    add(made, "hidden", "0")
    add(made, "idnumber", line_of(question.id))
    return made


def _add_choice(quiz: Element, question: Question, number: int) -> None:
    made = _add_question(quiz, "multichoice", question, number)
    add(made, "single", "true")
    add(made, "shuffleanswers", "true" if may_shuffle(question) else "false")
    add(made, "answernumbering", "ABCD")
    add(made, "showstandardinstruction", "0")
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _add_text(made, name, "")
    for option in question.options:
        worth = "100" if option.id == question.key else "0"
        answer = add(made, "answer", attributes={"fraction": worth, **_HTML})
        add(answer, "text", html_of(option.text))
        _add_text(answer, "feedback", option.why)
    _add_tags(made, question)


def _add_typed(quiz: Element, question: Question, number: int) -> None:
    made = _add_question(quiz, "shortanswer", question, number)
    add(made, "usecase", "0")
    for text in typed_answers(question):
        answer = add(made, "answer", attributes={"fraction": "100", "format": "moodle_auto_format"})
        add(answer, "text", text.replace("*", "\\*"))  # a bare one would stand for anything
        _add_text(answer, "feedback", "")
    _add_tags(made, question)


def _add_text(parent: Element, name: str, text: str) -> None:
    add(add(parent, name, attributes=_HTML), "text", html_of(text))


def _add_tags(made: Element, question: Question) -> None:
    group = add(made, "tags")
    for tag in tags(question):
        add(add(group, "tag"), "text", tag)
