"""The generations of a question set: each can be looked at, and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizgen.difference import Diff, difference
from quizgen.errors import UnknownGenerationError
from quizgen.models import (
    Generation,
    History,
    LeftOut,
    Past,
    Question,
    QuestionSet,
    Rejection,
    Settings,
    normalised,
)

MOST_RETIRED = 1000
"""Questions no longer asked that a set remembers for students who have them. Ids stand for facts,
so that one article seldom has as many; rules that find other facts give it others."""


@dataclass(frozen=True, slots=True)
class Regeneration:
    """The next generation of a set, and how it differs from the one before."""

    question_set: QuestionSet
    diff: Diff
    notes: tuple[str, ...] = ()  # what the teacher should know, each a sentence
    read: bool = False  # the article was read again, because what was known of it didn't hold


def generations(question_set: QuestionSet) -> tuple[QuestionSet, ...]:
    """The set as it was in each generation, the oldest first, the present one last.

    Earlier ones have the present article and rejected questions, and no history; retired is in them
    whatever they don't ask themselves.
    """
    earlier = [_as_it_was(question_set, past) for past in question_set.history.generations]
    return (*earlier, question_set)


def generation(question_set: QuestionSet, number: int) -> QuestionSet:
    """The set as it was in one generation, for looking at, exporting and comparing.

    Raises:
        UnknownGenerationError: It has none of that number.
    """
    if number == question_set.generation.number:
        return question_set
    for past in question_set.history.generations:
        if past.generation.number == number:
            return _as_it_was(question_set, past)
    numbers = [past.generation.number for past in question_set.history.generations]
    raise UnknownGenerationError(number, [*numbers, question_set.generation.number])


def restore(
    question_set: QuestionSet,
    number: int,
    *,
    with_rejected: bool = False,
    changed: int | None = None,
) -> Regeneration:
    """A new generation with the questions and settings of an earlier one.

    Nothing is lost by it: the present generation goes into the history. What a teacher has edited
    comes back as it was edited last, and what was rejected since stays out.

    Args:
        question_set: What there is.
        number: Of the generation to bring back.
        with_rejected: Bring back what was rejected, too; it is then rejected no longer.
        changed: When this is done, in seconds since 1970 UTC; as in ``regenerate``.

    Raises:
        UnknownGenerationError: There is no earlier generation of that number.
    """
    if number == question_set.generation.number:
        earlier = [past.generation.number for past in question_set.history.generations]
        raise UnknownGenerationError(number, earlier, present=True)
    then = generation(question_set, number)
    rejected = question_set.rejected
    if with_rejected:
        rejected = tuple(
            rejection
            for rejection in rejected
            if not any(is_rejected(question, [rejection]) for question in then.questions)
        )
    own = edited_versions(question_set)
    wanted = [own.get(question.id, question) for question in then.questions]
    questions = [question for question in wanted if not is_rejected(question, rejected)]
    out = len(wanted) - len(questions)
    notes = []
    if out:
        notes.append(
            f"{out} question{'s' * (out != 1)} of generation {number}"
            f" {'stays' if out == 1 else 'stay'} out: rejected since"
        )
    made = succeed(
        replace(question_set, rejected=rejected),
        questions,
        settings=then.settings,
        seed=then.generation.seed,
        restored=number,
        left_out=then.left_out,
        shortfall=then.shortfall,
        changed=changed,
    )
    return Regeneration(made, difference(question_set, made), tuple(notes))


def succeed(
    question_set: QuestionSet,
    questions: Sequence[Question],
    *,
    settings: Settings,
    seed: int,
    restored: int | None = None,
    left_out: tuple[LeftOut, ...],
    shortfall: str | None,
    changed: int | None,
) -> QuestionSet:
    """The set's next generation, the present one put into its history.

    What students have got of it is taken care of here: each question whose content changed is
    stamped with the time, by which Anki knows to take it over, and what is no longer asked is
    retired, once. It stays among the retired, for a student may skip any number of generations, up
    to MOST_RETIRED; the oldest then go first, so that whatever comes back after it was forgotten
    still has a later stamp than it was retired with.
    """
    stamp = next_stamp(question_set, changed)
    before = {question.id: question for question in question_set.questions}
    asked = {question.id for question in questions}
    made = tuple(_stamped(question, before.get(question.id), stamp) for question in questions)
    gone = [question for question in question_set.questions if question.id not in asked]
    retired = [question for question in question_set.retired if question.id not in asked]
    retired += [replace(question, changed=stamp) for question in gone]
    return replace(
        question_set,
        settings=settings,
        generation=Generation(question_set.generation.number + 1, seed, restored),
        questions=made,
        retired=tuple(retired[-max(MOST_RETIRED, len(gone)) :]),
        left_out=left_out,
        shortfall=shortfall,
        history=_archived(question_set),
    )


def next_stamp(question_set: QuestionSet, changed: int | None) -> int:
    """The time stamp of a change: never before one that students may have already."""
    everything = (*question_set.questions, *question_set.retired, *question_set.history.versions)
    latest = max((question.changed for question in everything), default=0)
    return latest + 1 if changed is None else max(changed, latest + 1)


def next_seed(question_set: QuestionSet) -> int:
    """A seed that no generation of this set was drawn with."""
    past = [past.generation.seed for past in question_set.history.generations]
    return 1 + max([*past, question_set.generation.seed])


def edited_versions(question_set: QuestionSet) -> dict[str, Question]:
    """Every question that a teacher has edited, asked now or not, as it was edited last."""
    found: dict[str, Question] = {}
    # The last stands: what is asked now, else what was retired, else what history has.
    for question in (
        *sorted(question_set.history.versions, key=lambda q: q.changed),
        *question_set.retired,
        *question_set.questions,
    ):
        if question.edited:
            found[question.id] = question
    return found


def is_rejected(question: Question, rejected: Sequence[Rejection]) -> bool:
    """Whether a teacher threw this out, be it under another kind with the same fact and key."""
    return any(
        question.id == rejection.id
        or (
            bool(set(question.facts) & set(rejection.facts))
            and bool(_keys(question) & _keys(rejection))
        )
        for rejection in rejected
    )


def _keys(question: Question | Rejection) -> set[str]:
    """What counts as the right answer, typed or chosen."""
    return {normalised(answer) for answer in (question.answer, *question.accepted)} - {""}


def _as_it_was(question_set: QuestionSet, past: Past) -> QuestionSet:
    history = question_set.history
    questions = tuple(history.versions[place] for place in past.questions)
    asked = {question.id for question in questions}
    known = (*question_set.retired, *question_set.questions)
    return replace(
        question_set,
        generation=past.generation,
        settings=past.settings,
        questions=questions,
        retired=tuple(question for question in known if question.id not in asked),
        left_out=tuple(history.left_out[place] for place in past.left_out),
        shortfall=past.shortfall,
        history=History(),
    )


def _archived(question_set: QuestionSet) -> History:
    """The set's history with its present generation at the end."""
    history = question_set.history
    versions = list(history.versions)
    places = {replace(version, changed=0): place for place, version in enumerate(versions)}
    asked = []
    for question in question_set.questions:
        content = replace(question, changed=0)
        if content not in places:
            places[content] = len(versions)
            versions.append(question)
        asked.append(places[content])
    left_out = {left: place for place, left in enumerate(history.left_out)}
    for left in question_set.left_out:
        left_out.setdefault(left, len(left_out))
    past = Past(
        question_set.generation,
        question_set.settings,
        tuple(asked),
        tuple(left_out[left] for left in question_set.left_out),
        question_set.shortfall,
    )
    return History((*history.generations, past), tuple(versions), tuple(left_out))


def _stamped(question: Question, old: Question | None, stamp: int) -> Question:
    """With the time its content last changed: the old one's if it is the same."""
    if old is not None and question.is_like(old):
        return old
    return replace(question, changed=stamp)
