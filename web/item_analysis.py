"""What a class's answers say about each question.

The indices are those of classical test theory:

- facility index: the mean score on the question divided by its maximum, 0..1; high is easy;
- discrimination index: the correlation between the score on the question and the score on all the
  other questions (corrected item-total correlation), -1..1. The question itself is left out of the
  total because it would correlate with itself: Henrysson, S. (1963), "Correction of item-total
  correlations in item analysis", Psychometrika 28(2), 211-218;
- guess score: what guessing alone would give on average, 1 / number of options; 0 where answers
  are typed.

Each student counts once, with the first attempt at the whole quiz that was finished: later ones,
and repeats of what was missed, are learning. Everything here is a pure function of the attempts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from quizgen.difficulty import MINIMUM_STUDENTS, Answers
from quizgen.models import Question, QuestionSet
from web.store.records import Attempt
from web.variants import asked_question

__all__ = ["MINIMUM_STUDENTS", "Analysis", "Item", "analyse", "answers_to", "first_attempts"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option, and how often it was chosen."""

    text: str
    is_key: bool
    chosen: int
    share: float  # of all who answered, 0..1


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it was asked in one or more versions, and what became of it."""

    question: Question
    versions: tuple[int, ...]  # in which it was asked in these words
    asked: int  # students it was asked of
    answered: int
    right: int
    facility: float | None  # None: nobody was asked
    discrimination: float | None  # None: undefined, for want of answers or of differences
    guess: float | None  # score of guessing; None: nobody was asked
    choices: tuple[Choice, ...]  # in the question's order
    typed: tuple[tuple[str, int], ...] = ()  # wrong typed answers that are no option, with counts
    reports: int = 0

    @property
    def is_suspect(self) -> bool:
        """Whether those who know more get it wrong more often: look at the key."""
        return self.discrimination is not None and self.discrimination < 0


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the answers to a quiz say."""

    students: int  # who finished
    running: int  # attempts that are begun and not finished
    mean: float | None  # of the shares that were right, 0..1; None: nobody finished
    median: float | None
    deviation: float | None  # standard deviation; None: of fewer than two
    histogram: tuple[int, ...]  # students by tenths of the maximum: 0-10 %, … 90-100 %
    items: tuple[Item, ...] = field(default=())

    @property
    def is_thin(self) -> bool:
        """Whether so few have answered that chance says more than the figures."""
        return self.students < MINIMUM_STUDENTS


def first_attempts(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Each student's first finished attempt at the whole quiz, the earliest first."""
    whole = sorted(
        (a for a in attempts if a.repeats is None and a.is_finished),
        key=lambda attempt: (attempt.student, attempt.started, attempt.id),
    )
    firsts = [next(group) for _, group in groupby(whole, key=lambda attempt: attempt.student)]
    return sorted(firsts, key=lambda attempt: (attempt.started, attempt.id))


def analyse(
    attempts: Sequence[Attempt],
    question_set_of: Callable[[Attempt], QuestionSet],
    *,
    reports: Mapping[str, int] | None = None,
) -> Analysis:
    """What these attempts at one quiz say.

    Args:
        attempts: Everybody's, on any of the quiz's versions.
        question_set_of: Gives the questions an attempt was begun on.
        reports: How often each question was reported, by id.
    """
    counted = [attempt for attempt in first_attempts(attempts) if attempt.questions]
    shares = sorted(attempt.score / len(attempt.questions) for attempt in counted)
    histogram = Counter(min(9, math.floor(10 * share + 1e-9)) for share in shares)
    return Analysis(
        students=len(counted),
        running=sum(1 for a in attempts if not a.is_finished and a.responses),
        mean=_mean(shares),
        median=_median(shares),
        deviation=_deviation(shares),
        histogram=tuple(histogram[tenth] for tenth in range(10)),
        items=tuple(_items(counted, question_set_of, reports or {})),
    )


def answers_to(
    question_set: QuestionSet,
    attempts: Sequence[Attempt],
    question_set_of: Callable[[Attempt], QuestionSet],
) -> dict[str, Answers]:
    """The answers to the set's questions as they stand in it, for its measured difficulties."""
    asked = {question.id: question for question in question_set.questions}
    return {
        item.question.id: Answers(item.asked, item.facility)
        for item in analyse(attempts, question_set_of).items
        if item.facility is not None
        and item.question.id in asked
        and asked[item.question.id].is_like(item.question)
    }


def _items(
    attempts: Sequence[Attempt],
    question_set_of: Callable[[Attempt], QuestionSet],
    reports: Mapping[str, int],
) -> Iterable[Item]:
    """Every question as it was worded, in the order of the newest version that asks it."""
    groups: dict[Question, list[Attempt]] = {}
    places: dict[Question, tuple[int, int]] = {}
    for attempt in attempts:
        question_set = question_set_of(attempt)
        order = {question.id: place for place, question in enumerate(question_set.questions)}
        for question_id in attempt.questions:
            asked = asked_question(question_set, question_id)
            wording = replace(asked, changed=0, difficulty=0.0, students=0)
            groups.setdefault(wording, []).append(attempt)
            places[wording] = (-attempt.version, order.get(question_id, len(order)))
    for wording in sorted(groups, key=lambda each: (places[each], each.id)):
        yield _item(wording, groups[wording], reports.get(wording.id, 0))


def _item(question: Question, attempts: Sequence[Attempt], reports: int) -> Item:
    given = [attempt.responses.get(question.id) for attempt in attempts]
    answers = [response for response in given if response is not None]
    scores = [float(response is not None and response.correct) for response in given]
    rests = [
        (attempt.score - score) / (len(attempt.questions) - 1)
        for attempt, score in zip(attempts, scores, strict=True)
        if len(attempt.questions) > 1
    ]
    counts = Counter(response.option_id for response in answers)
    typed = Counter(
        response.typed
        for response in answers
        if response.typed is not None and response.option_id is None
    )
    guesses = [
        0.0 if response is not None and response.typed is not None else 1 / len(question.options)
        for response in given
    ]
    return Item(
        question=question,
        versions=tuple(sorted({attempt.version for attempt in attempts})),
        asked=len(attempts),
        answered=len(answers),
        right=int(sum(scores)),
        facility=_mean(scores),
        discrimination=_correlation(scores, rests) if len(rests) == len(scores) else None,
        guess=_mean(guesses),
        choices=tuple(
            Choice(
                option.text,
                option.id == question.key,
                counts[option.id],
                counts[option.id] / len(answers) if answers else 0.0,
            )
            for option in question.options
        ),
        typed=tuple(typed.most_common(5)),
        reports=reports,
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _median(ordered: Sequence[float]) -> float | None:
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _deviation(values: Sequence[float]) -> float | None:
    if len(values) < 2:
        return None
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


def _correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's; None where one of the two doesn't vary, for then it isn't defined."""
    if len(one) < 3:
        return None
    mean, rest = sum(one) / len(one), sum(other) / len(other)
    spread = math.sqrt(sum((x - mean) ** 2 for x in one) * sum((y - rest) ** 2 for y in other))
    if spread < 1e-12:
        return None
    found = sum((x - mean) * (y - rest) for x, y in zip(one, other, strict=True)) / spread
    return max(-1.0, min(1.0, found))
