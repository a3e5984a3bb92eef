"""The site's data. Every method of :class:`Store` is a use case; no SQL stands elsewhere."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Row,
    RowMapping,
    Select,
    delete,
    func,
    insert,
    select,
    update,
)

from quizgen.errors import SettingsError, UnknownQuestionError
from quizgen.models import Question, QuestionSet, identity
from web.clock import Clock
from web.errors import (
    AttemptOverError,
    ClosedQuizError,
    UnknownAttemptError,
    UnknownJoinCodeError,
    UnknownQuizError,
)
from web.store import backup
from web.store.accounts import Accounts
from web.store.database import Database
from web.store.drafts import Drafts
from web.store.jobs import Jobs
from web.store.join_codes import normalised_code, random_code
from web.store.publications import Publications
from web.store.records import Attempt, JoinLink, Quiz, QuizSettings, Reason, Report, Response
from web.store.tables import attempts, join_links, question_sets, quizzes, reports, responses
from web.variants import asked_question, repeated_questions

__all__ = ["Attempt", "JoinLink", "Quiz", "QuizSettings", "Reason", "Report", "Response", "Store"]

CACHED_VERSIONS = 32
"""Decoded question sets kept in memory."""

ON_ITS_WAY = 5.0
"""Seconds after the deadline in which an answer still counts that was sent before it."""

_CACHING = threading.Lock()
"""One thread decodes a version; the others that wait for it find it in memory."""

LONGEST_TIME = 7 * 24 * 60 * 60
MOST_EXTRA_TIME = 900
"""Limits of a time limit, in seconds, and of extra time, in per cent: beyond lies a slip."""


class Store:
    """Quizzes, attempts, responses and reports, in one database.

    Every method may raise :class:`web.errors.StoreError` when the database fails; what it was
    to store is then not stored.
    """

    def __init__(
        self, url: str | URL, *, clock: Callable[[], float] | None = None, migrate: bool = True
    ) -> None:
        """Open the database.

        Args:
            url: SQLAlchemy's URL.
            clock: Gives the time in seconds since 1970 UTC; None: one that never goes back.
            migrate: Make or update its tables; else they must be up to date.

        Raises:
            ConfigError: The URL makes no sense here.
            StoreError: The database can't be opened, is newer than this program, or is older and
                not to be migrated.
        """
        self._database = Database(url)
        clock = Clock() if clock is None else clock
        self._clock = clock
        self._decoded: dict[int, tuple[float, QuestionSet]] = {}
        self.accounts = Accounts(self._database, clock)
        self.drafts = Drafts(self._database, clock)
        self.jobs = Jobs(self._database, clock, self.drafts)
        self.publications = Publications(self._database, clock)
        try:
            if migrate:
                self._database.migrate()
            else:
                self._database.check()
        except BaseException:
            self.close()
            raise

    @property
    def name(self) -> str:
        """The database's URL without its password."""
        return self._database.name

    def close(self) -> None:
        """Let go of the database; the store can't be used afterwards."""
        self._database.close()

    def check(self) -> None:
        """Nothing, if the database can be reached and is up to date.

        Raises:
            StoreError: It can't, or isn't.
        """
        self._database.check()

    def back_up(self, path: Path) -> None:
        """Write a copy of the whole database, as it is at one moment, while the site goes on.

        Raises:
            StoreError: The database isn't SQLite, and has tools of its own for this.
            OutputError: The file can't be written there.
        """
        backup.back_up(self._database, path)

    def restore(self, path: Path) -> Path:
        """Replace everything by what a backup holds, while the site goes on.

        Returns:
            Where the data that was replaced has been copied to.

        Raises:
            StoreError: The file is no backup of this site's data, or the database isn't SQLite.
            OutputError: What was there can't be copied aside; nothing is changed then.
        """
        return backup.restore(self._database, path, now=self._clock())

    # Quizzes

    def save_question_set(
        self,
        question_set: QuestionSet,
        *,
        settings: QuizSettings | None = None,
        owner: str | None = None,
    ) -> Quiz:
        """Store it. Under an id that is known, it is what attempts begin on from now on.

        Attempts that are running stay with what they were begun on. Saving what is stored already
        changes nothing.

        Args:
            question_set: The questions.
            settings: How the quiz is taken; None: as before, or the defaults for a new one.
            owner: Whose a new quiz is; a known one stays whose it was.

        Raises:
            SettingsError: The settings make no sense.
        """
        if settings is not None:
            _check_settings(settings)
        content = json.dumps(question_set.to_dict(), separators=(",", ":"))
        row: dict[str, Any] = {
            "id": question_set.id,
            # PostgreSQL's text holds no NUL; the content, being JSON, has it escaped.
            "title": question_set.article.title.replace("\0", "\N{REPLACEMENT CHARACTER}"),
            "published": question_set.article.published,
            "questions": len(question_set.questions),
        }
        with self._database.writing(exclusively="quiz " + question_set.id) as connection:
            known = select(quizzes.c.id).where(quizzes.c.id == question_set.id)
            if connection.execute(known).first() is None:
                connection.execute(
                    insert(quizzes).values(
                        id=question_set.id,
                        owner=owner,
                        settings=asdict(settings or QuizSettings()),
                        created=self._clock(),
                    )
                )
                _add_link(connection, question_set.id, 0)
            elif settings is not None:
                _set_settings(connection, question_set.id, settings)
            stored = connection.execute(
                select(question_sets.c.content)
                .where(question_sets.c.id == question_set.id)
                .order_by(question_sets.c.version.desc())
                .limit(1)
            ).scalar()
            if stored != content:
                connection.execute(
                    insert(question_sets).values(**row, content=content, saved=self._clock())
                )
            return _quiz(connection, question_set.id)

    def change_settings(self, quiz_id: str, settings: QuizSettings) -> Quiz:
        """Have attempts that begin from now on taken like this.

        Raises:
            UnknownQuizError: There is none of that id.
            SettingsError: The settings make no sense.
        """
        _check_settings(settings)
        with self._database.writing() as connection:
            _quiz(connection, quiz_id)
            _set_settings(connection, quiz_id, settings)
            return _quiz(connection, quiz_id)

    def quizzes(self, *, listed: bool = False) -> list[Quiz]:
        """Every quiz, the newest article first, undated ones last.

        Args:
            listed: Only those that stand on the first page.
        """
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
            found = [_quiz_of(row) for row in connection.execute(query).mappings()]
        return [quiz for quiz in found if quiz.settings.listed or not listed]

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
            quiz = _quiz(connection, quiz_id)
            return self._version(connection, quiz.version, quiz.saved)

    def question_set_of(self, about: Attempt | Report) -> QuestionSet:
        """The questions as they were when the attempt was begun, or what the report is on."""
        with self._database.reading() as connection:
            return self._version(connection, about.version, about.saved)

    # Join links

    def add_join_link(self, quiz_id: str, extra_time: int = 0) -> JoinLink:
        """A link to the quiz with that much extra time; there is one for each amount.

        Args:
            quiz_id: The question set's id.
            extra_time: Per cent of the time limit, 0..900.

        Raises:
            UnknownQuizError: There is none of that id.
            SettingsError: So much extra time makes no sense.
        """
        if not 0 <= extra_time <= MOST_EXTRA_TIME:
            raise SettingsError(
                f"{extra_time} % extra time makes no sense: possible are 0 to {MOST_EXTRA_TIME}"
            )
        with self._database.writing(exclusively="quiz " + quiz_id) as connection:
            _quiz(connection, quiz_id)
            known = connection.execute(
                select(join_links).where(
                    join_links.c.quiz_id == quiz_id, join_links.c.extra_time == extra_time
                )
            ).first()
            return _link_of(known) if known else _add_link(connection, quiz_id, extra_time)

    def join_links(self, quiz_id: str) -> list[JoinLink]:
        """The links to a quiz, by extra time."""
        query = select(join_links).where(join_links.c.quiz_id == quiz_id)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(join_links.c.extra_time))
            return [_link_of(row) for row in found]

    def join_link(self, code: str) -> JoinLink:
        """The link with that code, however it is typed: small letters, spaces, hyphens.

        Raises:
            UnknownJoinCodeError: There is none.
        """
        query = select(join_links).where(join_links.c.code == normalised_code(code))
        with self._database.reading() as connection:
            found = connection.execute(query).first()
        if found is None:
            raise UnknownJoinCodeError(code)
        return _link_of(found)

    # Attempts

    def start_attempt(
        self,
        quiz_id: str,
        student: str,
        *,
        nickname: str | None = None,
        link: JoinLink | None = None,
        seed: int | None = None,
    ) -> Attempt:
        """Begin the quiz, on its newest version and under its present settings.

        An attempt like that which this student began and never answered anything in is handed
        out again, so that clicking twice begins once.

        Args:
            quiz_id: The question set's id.
            student: Whose attempt it is.
            nickname: What the student wants to be called; dropped where the quiz has no nicknames.
            link: What the quiz was opened by, with its extra time; ignored if it is another's.
            seed: Decides the order of questions and options, 0..2**63-1; drawn if None.

        Raises:
            UnknownQuizError: There is none of that id.
            ClosedQuizError: Its teacher has closed it.
        """
        with self._database.writing(exclusively="student " + student) as connection:
            quiz = _quiz(connection, quiz_id)
            if quiz.closed is not None:
                raise ClosedQuizError(quiz_id)
            question_set = self._version(connection, quiz.version, quiz.saved)
            return self._begin(
                connection,
                quiz,
                student,
                [question.id for question in question_set.questions],
                settings=quiz.settings,
                nickname=nickname if quiz.settings.nickname else None,
                link=link if link is not None and link.quiz_id == quiz_id else None,
                repeats=None,
                seed=seed,
            )

    def repeat_missed(self, attempt_id: str, student: str, *, seed: int | None = None) -> Attempt:
        """Begin an attempt at only what was missed in that one, on the same version.

        Where the version has another question on the same fact that this student hasn't seen on
        the way here, that one is asked instead. There is no time limit, and feedback comes after
        each question: this is practice.

        Raises:
            UnknownAttemptError: This student has no such attempt.
            UnknownQuestionError: Nothing was missed.
        """
        with self._database.writing(exclusively="student " + student) as connection:
            attempt = self._attempt(connection, attempt_id, student)
            if not attempt.missed:
                raise UnknownQuestionError("missed")
            seen = set(attempt.questions)
            before = attempt.repeats
            while before is not None:
                earlier = self._attempt(connection, before, student)
                seen.update(earlier.questions)
                before = earlier.repeats
            quiz = _quiz_of(
                connection.execute(_QUIZZES.where(question_sets.c.version == attempt.version))
                .mappings()
                .one()
            )
            question_set = self._version(connection, attempt.version, attempt.saved)
            return self._begin(
                connection,
                quiz,
                student,
                repeated_questions(question_set, attempt.missed, seen),
                settings=replace(attempt.settings, feedback="each", time_limit=None),
                nickname=attempt.nickname,
                link=None,
                repeats=attempt_id,
                seed=seed,
            )

    def attempt(self, attempt_id: str, student: str) -> Attempt:
        """That attempt with all its responses.

        Raises:
            UnknownAttemptError: This student has no such attempt.
        """
        with self._database.reading() as connection:
            return self._attempt(connection, attempt_id, student)

    def attempts(self, student: str) -> list[Attempt]:
        """This student's attempts, the newest first."""
        with self._database.reading() as connection:
            return self._attempts(connection, _ATTEMPTS.where(attempts.c.student == student))

    def attempts_at(self, quiz_id: str) -> list[Attempt]:
        """Everybody's attempts at a quiz, on all of its versions, the newest first."""
        with self._database.reading() as connection:
            return self._attempts(connection, _ATTEMPTS.where(question_sets.c.id == quiz_id))

    def record_response(
        self,
        attempt_id: str,
        student: str,
        question_id: str,
        option_id: str | None,
        *,
        typed: str | None = None,
    ) -> Response:
        """Store an answer, unless the question is answered already: the first one counts.

        Args:
            attempt_id: The attempt.
            student: Whose it is.
            question_id: The question.
            option_id: What was chosen, or what the typed answer means; None if that is no option.
            typed: What was typed; None if the option was chosen.

        Returns:
            The answer that counts, committed.

        Raises:
            UnknownAttemptError: This student has no such attempt.
            UnknownQuestionError: The attempt doesn't ask that, or the option is none of its.
            AttemptOverError: The time was up before.
        """
        with self._database.writing() as connection:
            attempt = self._attempt(connection, attempt_id, student, locked=True)
            if question_id in attempt.responses:
                return attempt.responses[question_id]
            question = self._asked(connection, attempt, question_id)
            if attempt.over:
                raise AttemptOverError(attempt_id)
            known = {option.id for option in question.options} | ({None} if typed else set())
            if option_id not in known:
                raise UnknownQuestionError(f"{question_id}: {option_id}")
            response = Response(
                question_id,
                option_id,
                correct=option_id == question.key,
                given=self._clock(),
                typed=typed,
            )
            connection.execute(
                insert(responses).values(
                    attempt_id=attempt_id,
                    question_id=question_id,
                    option_id=option_id,
                    typed=typed,
                    correct=response.correct,
                    given=response.given,
                )
            )
        return response

    # Reports

    def report_question(
        self, attempt_id: str, student: str, question_id: str, reason: Reason, note: str = ""
    ) -> Report:
        """Keep a student's remark on a question; a second one takes the first one's place.

        Raises:
            UnknownAttemptError: This student has no such attempt.
            UnknownQuestionError: The attempt doesn't ask that.
        """
        with self._database.writing() as connection:
            attempt = self._attempt(connection, attempt_id, student, locked=True)
            self._asked(connection, attempt, question_id)
            key: dict[str, Any] = {"attempt_id": attempt_id, "question_id": question_id}
            connection.execute(
                delete(reports).where(
                    reports.c.attempt_id == attempt_id, reports.c.question_id == question_id
                )
            )
            said: dict[str, Any] = {"reason": reason, "note": note, "made": self._clock()}
            connection.execute(insert(reports).values(**key, **said))
        return Report(
            quiz_id=attempt.quiz_id, version=attempt.version, saved=attempt.saved, **key, **said
        )

    def reports(self, quiz_id: str | None = None, *, open_only: bool = True) -> list[Report]:
        """What students have reported, the oldest first.

        Args:
            quiz_id: Only on this quiz, on whichever of its versions.
            open_only: Only what nobody has resolved yet.
        """
        query = (
            select(
                reports,
                question_sets.c.id.label("quiz_id"),
                question_sets.c.version,
                question_sets.c.saved,
            )
            .join(attempts, reports.c.attempt_id == attempts.c.id)
            .join(question_sets, attempts.c.version == question_sets.c.version)
            .order_by(reports.c.made, reports.c.attempt_id, reports.c.question_id)
        )
        if quiz_id is not None:
            query = query.where(question_sets.c.id == quiz_id)
        if open_only:
            query = query.where(reports.c.resolved.is_(None))
        with self._database.reading() as connection:
            return [Report(**row) for row in connection.execute(query).mappings()]

    def resolve_report(self, report: Report) -> None:
        """The teacher has seen to it."""
        with self._database.writing() as connection:
            connection.execute(
                update(reports)
                .where(
                    reports.c.attempt_id == report.attempt_id,
                    reports.c.question_id == report.question_id,
                )
                .values(resolved=self._clock())
            )

    # What the use cases have in common

    def _begin(
        self,
        connection: Connection,
        quiz: Quiz,
        student: str,
        questions: Sequence[str],
        *,
        settings: QuizSettings,
        nickname: str | None,
        link: JoinLink | None,
        repeats: str | None,
        seed: int | None,
    ) -> Attempt:
        unanswered = self._attempts(
            connection,
            _ATTEMPTS.where(
                attempts.c.student == student,
                attempts.c.version == quiz.version,
                attempts.c.repeats.is_not_distinct_from(repeats),
                attempts.c.link.is_not_distinct_from(link.code if link else None),
                ~select(responses).where(responses.c.attempt_id == attempts.c.id).exists(),
            ),
        )
        for attempt in unanswered:
            if attempt.settings == settings and not attempt.is_finished:
                connection.execute(
                    update(attempts).where(attempts.c.id == attempt.id).values(nickname=nickname)
                )
                return replace(attempt, nickname=nickname)
        seed = secrets.randbits(63) if seed is None else seed
        if settings.shuffle:
            questions = sorted(
                questions, key=lambda each: identity("order of questions", str(seed), each)
            )
        started = self._clock()
        extra = link.extra_time if link else 0
        limit = settings.time_limit
        row: dict[str, Any] = {
            "id": secrets.token_urlsafe(12),
            "student": student,
            "version": quiz.version,
            "seed": seed,
            "repeats": repeats,
            "started": started,
            "nickname": nickname,
            "link": link.code if link else None,
            "deadline": None if limit is None else started + limit * (100 + extra) / 100,
            "questions": list(questions),
        }
        connection.execute(insert(attempts).values(settings=asdict(settings), **row))
        return self._attempt(connection, row["id"], student)

    def _asked(self, connection: Connection, attempt: Attempt, question_id: str) -> Question:
        """The attempt's question of that id.

        Raises:
            UnknownQuestionError: It doesn't ask that.
        """
        if question_id not in attempt.questions:
            raise UnknownQuestionError(question_id)
        return asked_question(
            self._version(connection, attempt.version, attempt.saved), question_id
        )

    def _attempt(
        self, connection: Connection, attempt_id: str, student: str, *, locked: bool = False
    ) -> Attempt:
        """That attempt; locked, no other transaction adds to it before this one ends."""
        query = _ATTEMPTS.where(attempts.c.id == attempt_id, attempts.c.student == student)
        found = self._attempts(connection, query.with_for_update(of=attempts) if locked else query)
        if not found:
            raise UnknownAttemptError(attempt_id)
        return found[0]

    def _attempts(self, connection: Connection, query: Select[Any]) -> list[Attempt]:
        """The attempts that the query finds, the newest first, with their responses."""
        newest_first = query.order_by(attempts.c.started.desc(), attempts.c.id)
        found = connection.execute(newest_first).mappings().all()
        given: dict[str, dict[str, Response]] = {row["id"]: {} for row in found}
        answers = connection.execute(
            select(responses).where(responses.c.attempt_id.in_(given)).order_by(responses.c.given)
        )
        for row in answers.mappings():
            given[row["attempt_id"]][row["question_id"]] = _response(row)
        now = self._clock() if any(row["deadline"] is not None for row in found) else 0.0
        return [_attempt_of(row, given[row["id"]], now) for row in found]

    def _version(self, connection: Connection, version: int, saved: float) -> QuestionSet:
        """The question set of that version; it never changes, so it may come from memory.

        A restored backup may have another one under the same number: hence the time.
        """
        known = self._decoded.get(version)
        if known is not None and known[0] == saved:
            return known[1]
        content = connection.execute(
            select(question_sets.c.content).where(question_sets.c.version == version)
        ).scalar_one()
        with _CACHING:
            known = self._decoded.get(version)
            if known is not None and known[0] == saved:  # by another thread meanwhile
                return known[1]
            question_set = QuestionSet.from_dict(json.loads(content))
            if len(self._decoded) >= CACHED_VERSIONS:
                self._decoded.pop(next(iter(self._decoded)))
            self._decoded[version] = saved, question_set
        return question_set


_QUIZZES = (
    select(
        question_sets.c.id,
        question_sets.c.version,
        question_sets.c.saved,
        question_sets.c.title,
        question_sets.c.published,
        question_sets.c.questions,
        quizzes.c.settings,
        quizzes.c.owner,
        quizzes.c.closed,
        join_links.c.code,
    )
    .join(quizzes, question_sets.c.id == quizzes.c.id)
    .join(join_links, (join_links.c.quiz_id == quizzes.c.id) & (join_links.c.extra_time == 0))
)
_ATTEMPTS = select(attempts, question_sets.c.id.label("quiz_id"), question_sets.c.saved).join(
    question_sets, attempts.c.version == question_sets.c.version
)


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
    return _quiz_of(row)


def _quiz_of(row: RowMapping) -> Quiz:
    return Quiz(**{**row, "settings": _settings_of(row)})


def _settings_of(row: RowMapping) -> QuizSettings:
    return QuizSettings(**row["settings"])


def _set_settings(connection: Connection, quiz_id: str, settings: QuizSettings) -> None:
    connection.execute(
        update(quizzes).where(quizzes.c.id == quiz_id).values(settings=asdict(settings))
    )


def _check_settings(settings: QuizSettings) -> None:
    limit = settings.time_limit
    if limit is not None and not 0 < limit <= LONGEST_TIME:
        raise SettingsError(
            f"a time limit of {limit} seconds makes no sense: possible are 1 second to a week"
        )


def _add_link(connection: Connection, quiz_id: str, extra_time: int) -> JoinLink:
    taken = True
    while taken:
        code = random_code()
        taken = bool(connection.scalar(select(join_links.c.code).where(join_links.c.code == code)))
    link = JoinLink(code, quiz_id, extra_time)
    connection.execute(insert(join_links).values(**asdict(link)))
    return link


def _link_of(row: Row[Any]) -> JoinLink:
    return JoinLink(row.code, row.quiz_id, row.extra_time)


def _attempt_of(row: RowMapping, given: dict[str, Response], now: float) -> Attempt:
    values = {**row, "questions": tuple(row["questions"]), "settings": _settings_of(row)}
    deadline = row["deadline"]
    if deadline is not None:
        # No earlier than what has happened already, whatever the clock says by now.
        now = max([now, row["started"], *(response.given for response in given.values())])
        values["seconds_left"] = max(0.0, deadline - now)
        values["over"] = now >= deadline + ON_ITS_WAY
    return Attempt(**values, responses=given)


def _response(row: RowMapping) -> Response:
    return Response(
        row["question_id"], row["option_id"], row["correct"], row["given"], row["typed"]
    )
