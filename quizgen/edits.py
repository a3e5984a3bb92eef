"""Questions in a teacher's own words: checked like any other, and never overwritten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from quizgen.dates import date_order
from quizgen.drafting import Draft, Material
from quizgen.errors import EditError, UnknownQuestionError
from quizgen.guidelines import ITEM_WRITING
from quizgen.history import next_stamp
from quizgen.json_files import LONE_SURROGATE
from quizgen.kept_facts import facts_of
from quizgen.models import (
    Facts,
    Option,
    Question,
    QuestionSet,
    Speaker,
    identity,
    normalised,
)
from quizgen.pipeline import MOST_OPTIONS


@dataclass(frozen=True, slots=True)
class Edit:
    """What a teacher changes of a question; None leaves a part as it is."""

    stem: str | None = None
    options: Sequence[str] | None = None  # all of them, in the order they are shown
    key: str | None = None  # the text of the right one
    accepted: Sequence[str] | None = None  # typed answers that count as right beside the key
    feedback: str | None = None


def edit(
    question_set: QuestionSet, question_id: str, change: Edit, *, changed: int | None = None
) -> QuestionSet:
    """The set with one question as a teacher wants it.

    The question keeps its id, and with it what students hold of it. It is marked as edited: from
    now on it is kept by every regeneration, and wherever it comes back it has these words. An
    option whose text stays keeps its id. Changing nothing gives the same set.

    Args:
        question_set: What there is.
        question_id: Of the question to change.
        change: What to change.
        changed: When this is done, in seconds since 1970 UTC; as in ``regenerate``.

    Raises:
        UnknownQuestionError: No question has that id.
        EditError: The question would be a bad one; the message says all that is wrong with it.
        QuizgenError: The article has to be read again, and no language model is installed.
    """
    question = question_set.question(question_id)
    facts = facts_of(question_set)
    made = _edited(question, change, facts.facts)
    if made == question:
        return question_set
    reasons = _reasons(made, question_set, facts.facts)
    if reasons:
        raise EditError(question_id, reasons)
    made = replace(made, edited=True, students=0, changed=next_stamp(question_set, changed))
    return replace(
        question_set,
        facts=facts.kept,
        questions=tuple(made if q.id == question_id else q for q in question_set.questions),
    )


def reorder(question_set: QuestionSet, ids: Sequence[str]) -> QuestionSet:
    """The set with its questions in this order, which regenerations then leave as it is.

    Args:
        question_set: What there is.
        ids: Of all its questions or of some, which come first then; the others follow as they are.

    Raises:
        UnknownQuestionError: An id isn't in the set.
    """
    first = [question_set.question(question_id) for question_id in dict.fromkeys(ids)]
    rest = [question for question in question_set.questions if question not in first]
    return replace(question_set, questions=(*first, *rest))


def _edited(question: Question, change: Edit, facts: Facts) -> Question:
    """The question with the change in it, not checked yet.

    Raises:
        EditError: It can't be told which option is right.
    """
    stem = question.stem if change.stem is None else _plain(change.stem)
    texts = [option.text for option in question.options]
    if change.options is not None:
        texts = [_plain(text) for text in change.options]
    answer = question.answer if change.key is None else _plain(change.key)
    if answer not in texts:
        if change.key is None:
            why = f"the right answer “{answer}” is none of the options; name the right one as key"
        else:
            why = f"the key “{answer}” is none of the options: {', '.join(texts)}"
        raise EditError(question.id, [why])
    known = {option.text: option for option in question.options}
    options = tuple(
        # Why an option is wrong is true of it whatever is asked, unless it is the key now.
        replace(known[text], why="" if text == answer else known[text].why)
        if text in known
        else Option(identity(question.id, text, length=8), text)
        for text in texts
    )
    key = options[texts.index(answer)].id
    accepted: Collection[str]
    if change.accepted is not None:
        accepted = [_plain(text) for text in change.accepted]
    elif answer == question.answer:
        accepted = question.accepted
    else:  # what was right for another key may be wrong for this one
        accepted = ()
    return replace(
        question,
        stem=stem,
        options=options,
        key=key,
        accepted=tuple(dict.fromkeys((answer, *accepted))),
        feedback=question.feedback if change.feedback is None else _plain(change.feedback),
        speaker=_speaker(question, answer, facts),
    )


def _speaker(question: Question, answer: str, facts: Facts) -> Speaker | None:
    """Who is asked about: somebody else, if the answer to "Who?" is now somebody else."""
    if question.kind != "who_said" or answer == question.answer:
        return question.speaker
    name = f"{normalised(answer)} "
    for speaker in facts.speakers:
        if name.startswith(f"{normalised(speaker.name)} "):
            return speaker
    return None


def _reasons(question: Question, question_set: QuestionSet, facts: Facts) -> list[str]:
    """All that is wrong with an edited question, by the guidelines that all questions keep."""
    reasons = []
    if not question.stem:
        reasons.append("the stem is empty")
    if not question.feedback:
        reasons.append("the feedback is empty")
    if len(question.options) > MOST_OPTIONS:
        reasons.append(f"it has {len(question.options)} options, more than {MOST_OPTIONS}")
    wrong = {normalised(option.text) for option in question.distractors}
    both = [text for text in question.accepted[1:] if normalised(text) in wrong]
    if both:
        reasons.append(f"“{both[0]}” is accepted and a wrong option as well")
    if not all(normalised(text) for text in question.accepted[1:]):
        reasons.append("an accepted answer is empty")
    article = question_set.article
    material = Material(
        article,
        facts,
        question_set.settings,
        date_order(article.text),
        question_set.generation.seed,
    )
    for guideline in ITEM_WRITING:
        reason = guideline(Draft(question), material)
        if reason is not None and reason not in reasons:
            reasons.append(reason)
    return reasons


def _plain(text: str) -> str:
    """Text on one line, with single spaces; what is half a character in it becomes U+FFFD.

    A command line that isn't in UTF-8 is full of such, and no page could show them.
    """
    return LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


__all__ = ["Edit", "EditError", "UnknownQuestionError", "edit", "reorder"]
