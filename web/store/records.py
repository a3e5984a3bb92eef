"""What the store takes and gives: plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Quiz:
    """A stored question set, as lists show it: the version that a new attempt begins on."""

    id: str  # the question set's
    version: int  # of this content, unique in the store; saved anew, a quiz gets a higher one
    title: str  # the article's
    published: date | None  # the article's
    questions: int  # how many


@dataclass(frozen=True, slots=True)
class Response:
    """The answer that counts for one question of an attempt."""

    question_id: str
    option_id: str
    correct: bool
    given: float  # seconds since 1970 UTC


@dataclass(frozen=True, slots=True)
class Attempt:
    """A student's way through a quiz, bound to the version it was begun on."""

    id: str  # unguessable
    student: str  # unguessable name of the browser it belongs to
    quiz_id: str
    version: int  # of the question set
    seed: int  # decides the order of options; never shown
    questions: tuple[str, ...]  # ids, in the order they are asked
    responses: Mapping[str, Response]  # by question id
    repeats: str | None  # the attempt whose missed questions these are
    started: float  # seconds since 1970 UTC

    @property
    def answered(self) -> int:
        return len(self.responses)

    @property
    def score(self) -> int:
        """How many were answered rightly."""
        return sum(response.correct for response in self.responses.values())

    @property
    def is_finished(self) -> bool:
        return self.answered == len(self.questions)

    @property
    def missed(self) -> tuple[str, ...]:
        """Ids of the questions answered wrongly, in the order they were asked."""
        return tuple(
            question
            for question in self.questions
            if question in self.responses and not self.responses[question].correct
        )

    def next_number(self, after: int = 0) -> int | None:
        """Number, from 1, of the next unanswered question after that one, round to the first.

        None when every question is answered.
        """
        numbers = list(range(1, len(self.questions) + 1))
        for number in numbers[after:] + numbers[:after]:
            if self.questions[number - 1] not in self.responses:
                return number
        return None
