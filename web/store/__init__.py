"""The site's data. Every method of :class:`Store` is a use case; no SQL stands elsewhere."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, Connection, RowMapping, Select, func, insert, select

from quizgen.errors import UnknownQuestionError
from quizgen.models import QuestionSet
from web.errors import UnknownAttemptError, UnknownQuizError
from web.store.database import Database
from web.store.records import Attempt, Quiz, Response
from web.store.tables import attempts, question_sets, responses

__all__ = ["Attempt", "Quiz", "Response", "Store"]

CACHED_VERSIONS = 32
"""Decoded question sets kept in memory."""


class Store:
    """Question sets, attempts and responses, in one database.

    Every method may raise :class:`web.errors.StoreError` when the database fails; what it was
    to store is then not stored.
    """

    def __init__(self, url: str | URL, *, clock: Callable[[], float] = time.time) -> None:
        """Open the database, and make or update its tables.

        Args:
            url: SQLAlchemy's URL.
            clock: Gives the time in seconds since 1970 UTC.

        Raises:
            ConfigError: The URL makes no sense here.
            StoreError: The database can't be opened, or is newer than this program.
        """
        self._database = Database(url)
        self._clock = clock
        self._decoded: dict[int, QuestionSet] = {}
        try:
            self._database.migrate()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the database; the store can't be used afterwards."""
        self._database.close()

    # Question sets

    def save_question_set(self, question_set: QuestionSet) -> Quiz:
        """Store it. Under an id that is known, it is what attempts begin on from now on.

        Attempts that are running stay with what they were begun on. Saving what is stored already
        changes nothing.
        """
        content = json.dumps(question_set.to_dict(), separators=(",", ":"))
        row: dict[str, Any] = {
            "id": question_set.id,
            "title": question_set.article.title,
            "published": question_set.article.published,
            "questions": len(question_set.questions),
        }
        with self._database.writing() as connection:
            stored = connection.execute(
                select(question_sets.c.version, question_sets.c.content)
                .where(question_sets.c.id == question_set.id)
                .order_by(question_sets.c.version.desc())
                .limit(1)
            ).first()
            if stored is not None and stored.content == content:
                return Quiz(version=stored.version, **row)
            made = connection.execute(
                insert(question_sets).values(**row, content=content, saved=self._clock())
            )
            assert made.inserted_primary_key is not None
            return Quiz(version=made.inserted_primary_key.version, **row)

    def quizzes(self) -> list[Quiz]:
        """Every quiz, the newest article first, undated ones last."""
        newest = select(func.max(question_sets.c.version)).group_by(question_sets.c.id)
        query = (
            _QUIZZES.where(question_sets.c.version.in_(newest))
            # "Is null" first: where nulls sort differs between databases.
            .order_by(
                question_sets.c.published.is_(None),
                question_sets.c.published.desc(),
                question_sets.c.title,
                question_sets.c.id,
            )
        )
        with self._database.reading() as connection:
            return [Quiz(**row) for row in connection.execute(query).mappings()]

    def quiz(self, quiz_id: str) -> Quiz:
        """What lists show of that quiz.

        Raises:
            UnknownQuizError: There is none of that id.
        """
        with self._database.reading() as connection:
            return _quiz(connection, quiz_id)

    def question_set(self, quiz_id: str) -> QuestionSet:
        """The questions that an attempt begun now would ask.

        Raises:
            UnknownQuizError: There is none of that id.
        """
        with self._database.reading() as connection:
            return self._version(connection, _quiz(connection, quiz_id).version)

    def question_set_of(self, attempt: Attempt) -> QuestionSet:
        """The questions as they were when the attempt was begun."""
        with self._database.reading() as connection:
            return self._version(connection, attempt.version)

    # Attempts

    def start_attempt(self, quiz_id: str, student: str, *, seed: int | None = None) -> Attempt:
        """Begin the quiz, on its newest version.

        An attempt on that version which this student began and never answered anything in is
        handed out again, so that clicking twice begins once.

        Args:
            quiz_id: The question set's id.
            student: Whose attempt it is.
            seed: Decides the order of options, 0..2**63-1; drawn if None.

        Raises:
            UnknownQuizError: There is none of that id.
        """
        with self._database.writing() as connection:
            quiz = _quiz(connection, quiz_id)
            question_set = self._version(connection, quiz.version)
            questions = tuple(question.id for question in question_set.questions)
            return self._begin(connection, quiz, student, questions, repeats=None, seed=seed)

    def repeat_missed(self, attempt_id: str, student: str, *, seed: int | None = None) -> Attempt:
        """Begin an attempt at only what was missed in that one, on the same version.

        Raises:
            UnknownAttemptError: This student has no such attempt.
            UnknownQuestionError: Nothing was missed.
        """
        with self._database.writing() as connection:
            attempt = _attempt(connection, attempt_id, student)
            if not attempt.missed:
                raise UnknownQuestionError("missed")
            quiz = Quiz(
                **connection.execute(_QUIZZES.where(question_sets.c.version == attempt.version))
                .mappings()
                .one()
            )
            return self._begin(
                connection, quiz, student, attempt.missed, repeats=attempt_id, seed=seed
            )

    def attempt(self, attempt_id: str, student: str) -> Attempt:
        """That attempt with all its responses.

        Raises:
            UnknownAttemptError: This student has no such attempt.
        """
        with self._database.reading() as connection:
            return _attempt(connection, attempt_id, student)

    def attempts(self, student: str) -> list[Attempt]:
        """This student's attempts, the newest first."""
        with self._database.reading() as connection:
            return _attempts(connection, _ATTEMPTS.where(attempts.c.student == student))

    def record_response(
        self, attempt_id: str, student: str, question_id: str, option_id: str
    ) -> Response:
        """Store an answer, unless the question is answered already: the first one counts.

        Returns:
            The answer that counts, committed.

        Raises:
            UnknownAttemptError: This student has no such attempt.
            UnknownQuestionError: The attempt doesn't ask that, or the option is none of its.
        """
        with self._database.writing() as connection:
            attempt = _attempt(connection, attempt_id, student, locked=True)
            if question_id in attempt.responses:
                return attempt.responses[question_id]
            if question_id not in attempt.questions:
                raise UnknownQuestionError(question_id)
            question = self._version(connection, attempt.version).question(question_id)
            if option_id not in {option.id for option in question.options}:
                raise UnknownQuestionError(f"{question_id}: {option_id}")
            response = Response(
                question_id, option_id, correct=option_id == question.key, given=self._clock()
            )
            connection.execute(
                insert(responses).values(
                    attempt_id=attempt_id,
                    question_id=question_id,
                    option_id=option_id,
                    correct=response.correct,
                    given=response.given,
                )
            )
        return response

    def _begin(
        self,
        connection: Connection,
        quiz: Quiz,
        student: str,
        questions: tuple[str, ...],
        *,
        repeats: str | None,
        seed: int | None,
    ) -> Attempt:
        unanswered = _attempts(
            connection,
            _ATTEMPTS.where(
                attempts.c.student == student,
                attempts.c.version == quiz.version,
                attempts.c.repeats.is_not_distinct_from(repeats),
                ~select(responses).where(responses.c.attempt_id == attempts.c.id).exists(),
            ),
        )
        if unanswered:
            return unanswered[0]
        row: dict[str, Any] = {
            "id": secrets.token_urlsafe(12),
            "student": student,
            "version": quiz.version,
            "seed": secrets.randbits(63) if seed is None else seed,
            "repeats": repeats,
            "started": self._clock(),
        }
        connection.execute(insert(attempts).values(questions=list(questions), **row))
        return Attempt(quiz_id=quiz.id, questions=questions, responses={}, **row)

    def _version(self, connection: Connection, version: int) -> QuestionSet:
        """The question set of that version; it never changes, so it may come from memory."""
        known = self._decoded.get(version)
        if known is not None:
            return known
        content = connection.execute(
            select(question_sets.c.content).where(question_sets.c.version == version)
        ).scalar_one()
        question_set = QuestionSet.from_dict(json.loads(content))
        if len(self._decoded) >= CACHED_VERSIONS:
            self._decoded.pop(next(iter(self._decoded)), None)
        self._decoded[version] = question_set
        return question_set


_QUIZZES = select(
    question_sets.c.id,
    question_sets.c.version,
    question_sets.c.title,
    question_sets.c.published,
    question_sets.c.questions,
)
_ATTEMPTS = select(attempts, question_sets.c.id.label("quiz_id")).join(question_sets)


def _quiz(connection: Connection, quiz_id: str) -> Quiz:
    row = (
        connection.execute(
            _QUIZZES.where(question_sets.c.id == quiz_id)
            .order_by(question_sets.c.version.desc())
            .limit(1)
        )
        .mappings()
        .first()
    )
    if row is None:
        raise UnknownQuizError(quiz_id)
    return Quiz(**row)


def _attempt(
    connection: Connection, attempt_id: str, student: str, *, locked: bool = False
) -> Attempt:
    """That attempt; locked, no other transaction records an answer to it before this one ends."""
    query = _ATTEMPTS.where(attempts.c.id == attempt_id, attempts.c.student == student)
    found = _attempts(connection, query.with_for_update(of=attempts) if locked else query)
    if not found:
        raise UnknownAttemptError(attempt_id)
    return found[0]


def _attempts(connection: Connection, query: Select[Any]) -> list[Attempt]:
    """The attempts that the query finds, the newest first, with their responses."""
    rows = connection.execute(query.order_by(attempts.c.started.desc(), attempts.c.id)).mappings()
    found = rows.all()
    given: dict[str, dict[str, Response]] = {row["id"]: {} for row in found}
    answers = connection.execute(
        select(responses).where(responses.c.attempt_id.in_(given)).order_by(responses.c.given)
    )
    for row in answers.mappings():
        given[row["attempt_id"]][row["question_id"]] = _response(row)
    return [
        Attempt(**{**row, "questions": tuple(row["questions"])}, responses=given[row["id"]])
        for row in found
    ]


def _response(row: RowMapping) -> Response:
    return Response(row["question_id"], row["option_id"], row["correct"], row["given"])
