"""What the command line does with the site's quizzes, until a teacher does it in the browser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from quizgen.models import QuestionSet
from quizgen.terminal import printable
from web.errors import UnknownQuizError
from web.reporting import REASONS
from web.store import Quiz, QuizSettings, Report, Store
from web.store.join_codes import shown_code
from web.variants import asked_question


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """What is to be different about how a quiz is taken; None: as it was."""

    feedback: Literal["each", "end"] | None = None
    answers: Literal["choice", "typed"] | None = None
    shuffle: bool | None = None
    minutes: float | None = None  # 0: no limit
    nickname: bool | None = None
    listed: bool | None = None

    def applied_to(self, settings: QuizSettings) -> QuizSettings:
        """The settings with the change."""
        if self.feedback is not None:
            settings = replace(settings, feedback=self.feedback)
        if self.answers is not None:
            settings = replace(settings, answers=self.answers)
        if self.shuffle is not None:
            settings = replace(settings, shuffle=self.shuffle)
        if self.minutes is not None:
            seconds = round(60 * self.minutes)
            settings = replace(settings, time_limit=seconds or None)
        if self.nickname is not None:
            settings = replace(settings, nickname=self.nickname)
        if self.listed is not None:
            settings = replace(settings, listed=self.listed)
        return settings


def put_on_site(
    store: Store, question_set: QuestionSet, change: SettingsChange, extra_times: Iterable[int]
) -> Quiz:
    """Store the set, have it taken like this from now on, and make codes with extra time."""
    try:
        before = store.quiz(question_set.id).settings
    except UnknownQuizError:
        before = QuizSettings()
    quiz = store.save_question_set(question_set, settings=change.applied_to(before))
    for extra_time in extra_times:
        store.add_join_link(quiz.id, extra_time)
    return quiz


def quiz_lines(store: Store, quiz_id: str | None = None) -> list[str]:
    """That quiz or, for None, every quiz: its codes, and how it is taken."""
    lines = []
    for quiz in store.quizzes() if quiz_id is None else [store.quiz(quiz_id)]:
        lines.append(f"{shown_code(quiz.code)}  {printable(quiz.title) or 'Untitled article'}")
        lines.append(f"         {quiz.id}: {quiz.questions} questions, {_taken(quiz.settings)}")
        lines += [
            f"{shown_code(link.code)}  the same with {link.extra_time} % extra time"
            for link in store.join_links(quiz.id)
            if link.extra_time
        ]
        reported = len(store.reports(quiz.id))
        if reported:
            lines.append(f"         {reported} reported by students: see --reports")
    return lines


def report_lines(store: Store, quiz_id: str | None = None) -> list[str]:
    """What students have reported on that quiz or, for None, on all."""
    return [line for report in store.reports(quiz_id) for line in _report(store, report)]


def _taken(settings: QuizSettings) -> str:
    limit = settings.time_limit
    return ", ".join(
        (
            "feedback at the end" if settings.feedback == "end" else "feedback after each question",
            "typed answers" if settings.answers == "typed" else "answers to choose from",
            "shuffled" if settings.shuffle else "in the set's order",
            f"{limit / 60:g} minutes" if limit else "no time limit",
            "nicknames" if settings.nickname else "no nicknames",
            "listed" if settings.listed else "not listed",
        )
    )


def _report(store: Store, report: Report) -> list[str]:
    stem = asked_question(store.question_set_of(report), report.question_id).stem
    lines = [f"{report.quiz_id} {report.question_id}: {printable(stem)}"]
    lines.append(f"         {REASONS[report.reason]}")
    if report.note:
        lines.append(f"         “{printable(report.note)}”")
    return lines
