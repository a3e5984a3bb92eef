"""What the store takes and gives: plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Reason = Literal["key", "several", "unclear", "passage", "language", "other"]
"""Why a student reports a question; the page of reports says it in words."""


@dataclass(frozen=True, slots=True)
class QuizSettings:
    """How a quiz is taken, as its teacher set it."""

    feedback: Literal["each", "end"] = "each"  # after each question, or once all are answered
    answers: Literal["choice", "typed"] = "choice"  # "typed" where a question's key can be typed
    shuffle: bool = True  # every attempt asks in an order of its own
    time_limit: int | None = None  # seconds for an attempt, before any extra time
    nickname: bool = True  # students may give themselves a name
    listed: bool = True  # on the first page; else only its link and its code lead to it


@dataclass(frozen=True, slots=True)
class Quiz:
    """A stored question set, as lists show it: the version that a new attempt begins on."""

    id: str  # the question set's
    version: int  # of this content, unique in the store; saved anew, a quiz gets a higher one
    saved: float  # when this version was stored, seconds since 1970 UTC
    title: str  # the article's
    published: date | None  # the article's
    questions: int  # how many
    settings: QuizSettings
    owner: str | None  # None: nobody's
    code: str  # of its join link without extra time
    closed: float | None = None  # seconds since 1970 UTC; None: it can be begun


@dataclass(frozen=True, slots=True)
class JoinLink:
    """A short code that opens a quiz."""

    code: str
    quiz_id: str
    extra_time: int = 0  # per cent of the time limit


@dataclass(frozen=True, slots=True)
class Response:
    """The answer that counts for one question of an attempt."""

    question_id: str
    option_id: str | None  # None: what was typed is none of the options
    correct: bool
    given: float  # seconds since 1970 UTC
    typed: str | None = None  # as the student wrote it; None: chosen


@dataclass(frozen=True, slots=True)
class Report:
    """A student's remark on a question, for the teacher."""

    quiz_id: str
    version: int  # of the question set
    saved: float  # when that version was stored, seconds since 1970 UTC
    attempt_id: str
    question_id: str
    reason: Reason
    note: str  # in the student's words; may be empty
    made: float  # seconds since 1970 UTC
    resolved: float | None = None  # seconds since 1970 UTC; None: not yet


@dataclass(frozen=True, slots=True)
class Attempt:
    """A student's way through a quiz, bound to the version it was begun on."""

    id: str  # unguessable
    student: str  # unguessable name of the browser it belongs to
    quiz_id: str
    version: int  # of the question set
    saved: float  # when that version was stored, seconds since 1970 UTC
    seed: int  # decides the order of questions and options; never shown
    questions: tuple[str, ...]  # ids, in the order they are asked
    responses: Mapping[str, Response]  # by question id
    repeats: str | None  # the attempt whose missed questions these are
    started: float  # seconds since 1970 UTC
    settings: QuizSettings = field(default_factory=QuizSettings)  # as they were at the start
    nickname: str | None = None
    link: str | None = None  # code of the link it was opened by
    deadline: float | None = None  # seconds since 1970 UTC; None: no limit
    seconds_left: float | None = None  # until then, when it was read; never below 0
    over: bool = False  # the deadline was past when it was read, and answers on their way are in

    @property
    def answered(self) -> int:
        return len(self.responses)

    @property
    def score(self) -> int:
        """How many were answered rightly."""
        return sum(response.correct for response in self.responses.values())

    @property
    def is_complete(self) -> bool:
        """Every question is answered."""
        return self.answered == len(self.questions)

    @property
    def is_finished(self) -> bool:
        """Nothing more can be answered: every question is, or the time is up."""
        return self.is_complete or self.over

    @property
    def missed(self) -> tuple[str, ...]:
        """Ids of the questions not answered rightly, in the order they were asked.

        Those without an answer are among them once the attempt is finished.
        """
        return tuple(
            question
            for question in self.questions
            if (
                not self.responses[question].correct
                if question in self.responses
                else self.is_finished
            )
        )

    @property
    def shows_answers(self) -> bool:
        """Whether the student may be told by now what was right."""
        return self.is_finished or self.settings.feedback == "each"

    def next_number(self, after: int = 0) -> int | None:
        """Number, from 1, of the next unanswered question after that one, round to the first.

        None when every question is answered.
        """
        numbers = list(range(1, len(self.questions) + 1))
        for number in numbers[after:] + numbers[:after]:
            if self.questions[number - 1] not in self.responses:
                return number
        return None
