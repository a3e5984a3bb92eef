"""What students hold of a draft: its quiz, with the versions that were published of it."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select, update

from quizgen.errors import FormatError
from quizgen.models import Article, QuestionSet
from web.errors import UnknownDraftError, UnknownQuizError
from web.store.accounts import Teacher
from web.store.database import Database
from web.store.drafts import new_id
from web.store.join_codes import random_code
from web.store.records import QuizSettings
from web.store.tables import (
    attempts,
    draft_steps,
    drafts,
    jobs,
    join_links,
    question_sets,
    quizzes,
    reports,
    responses,
)

EXPORT_FORMAT = "quizgen-teacher"
EXPORT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of a quiz; it never changes."""

    version: int  # unique in the store
    number: int  # 1 for the quiz's first
    saved: float  # seconds since 1970 UTC
    questions: int
    attempts: int  # begun on it


@dataclass(frozen=True, slots=True)
class Belongings:
    """What goes along when a quiz is deleted."""

    versions: int
    students: int
    attempts: int
    responses: int
    reports: int


class Publications:
    """The quizzes of drafts."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def versions(self, quiz_id: str) -> list[Version]:
        """Every published version, the oldest first; none if it was never published."""
        query = (
            select(
                question_sets.c.version,
                question_sets.c.saved,
                question_sets.c.questions,
                func.count(attempts.c.id),
            )
            .join(attempts, attempts.c.version == question_sets.c.version, isouter=True)
            .where(question_sets.c.id == quiz_id)
            .group_by(question_sets.c.version, question_sets.c.saved, question_sets.c.questions)
            .order_by(question_sets.c.version)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        return [
            Version(version, number, saved, questions, begun)
            for number, (version, saved, questions, begun) in enumerate(found, 1)
        ]

    def question_set(self, quiz_id: str, version: int) -> QuestionSet:
        """The questions of one version.

        Raises:
            UnknownQuizError: The quiz has no such version.
        """
        query = select(question_sets.c.content).where(
            question_sets.c.id == quiz_id, question_sets.c.version == version
        )
        with self._database.reading() as connection:
            content = connection.execute(query).scalar()
        if content is None:
            raise UnknownQuizError(quiz_id)
        return QuestionSet.from_dict(json.loads(content))

    def unowned(self) -> list[tuple[str, str]]:
        """Id and title of each quiz that was put on the site from the command line."""
        newest = select(func.max(question_sets.c.version)).group_by(question_sets.c.id)
        query = (
            select(question_sets.c.id, question_sets.c.title)
            .join(quizzes, quizzes.c.id == question_sets.c.id)
            .join(drafts, drafts.c.id == quizzes.c.id, isouter=True)
            .where(drafts.c.id.is_(None), question_sets.c.version.in_(newest))
            .order_by(question_sets.c.title, question_sets.c.id)
        )
        with self._database.reading() as connection:
            return [(row.id, row.title) for row in connection.execute(query)]

    def close(self, quiz_id: str, *, closed: bool = True) -> None:
        """Let nobody begin it any more, or let them again; who has begun may finish."""
        with self._database.writing() as connection:
            connection.execute(
                update(quizzes)
                .where(quizzes.c.id == quiz_id)
                .values(closed=self._clock() if closed else None)
            )

    def belongings(self, quiz_id: str) -> Belongings:
        """What would go along if it were deleted."""
        of_quiz = select(question_sets.c.version).where(question_sets.c.id == quiz_id)
        mine = select(attempts.c.id).where(attempts.c.version.in_(of_quiz))
        with self._database.reading() as connection:

            def count(what: Any, *where: Any) -> int:
                return int(connection.execute(select(what).where(*where)).scalar_one())

            return Belongings(
                versions=count(func.count(question_sets.c.version), question_sets.c.id == quiz_id),
                students=count(
                    func.count(attempts.c.student.distinct()), attempts.c.version.in_(of_quiz)
                ),
                attempts=count(func.count(attempts.c.id), attempts.c.version.in_(of_quiz)),
                responses=count(
                    func.count(responses.c.question_id), responses.c.attempt_id.in_(mine)
                ),
                reports=count(func.count(reports.c.question_id), reports.c.attempt_id.in_(mine)),
            )

    def delete_results(self, quiz_id: str) -> None:
        """Delete every attempt at it with its answers and reports, for good."""
        with self._database.writing(exclusively="quiz " + quiz_id) as connection:
            _delete_attempts(connection, quiz_id)
        self._database.forget()

    def delete(self, draft_id: str) -> None:
        """Delete the draft with everything that was made of it, for good.

        Raises:
            UnknownDraftError: There is none.
        """
        with self._database.writing(exclusively="draft " + draft_id) as connection:
            known = select(drafts.c.id).where(drafts.c.id == draft_id)
            if connection.execute(known).first() is None:
                raise UnknownDraftError(draft_id)
            _delete_attempts(connection, draft_id)
            for table, column in (
                (join_links, join_links.c.quiz_id),
                (question_sets, question_sets.c.id),
                (quizzes, quizzes.c.id),
                (jobs, jobs.c.draft_id),
                (draft_steps, draft_steps.c.draft_id),
                (drafts, drafts.c.id),
            ):
                connection.execute(delete(table).where(column == draft_id))
        self._database.forget()

    # Taking everything elsewhere

    def export(self, owner: Teacher) -> dict[str, Any]:
        """Everything that a teacher has, as JSON: articles, questions, quizzes, and results.

        Which attempts are by the same student can be seen; whose they are can't.
        """
        with self._database.reading() as connection:
            found = connection.execute(
                select(drafts).where(drafts.c.owner == owner.id).order_by(drafts.c.created)
            )
            return {
                "format": EXPORT_FORMAT,
                "version": EXPORT_VERSION,
                "teacher": owner.name,
                "exported": self._clock(),
                "articles": [_exported(connection, row) for row in found.mappings().all()],
            }

    def load(self, owner: Teacher, data: Any) -> int:
        """Add what :meth:`export` gave, here or elsewhere, to a teacher's articles.

        Ids and join codes stay as they are where they are free, so that links hold; what is here
        already stays as it is, beside the copy.

        Returns:
            How many articles were added.

        Raises:
            FormatError: It is nothing that was exported; nothing is added then.
        """
        exported = _checked_export(data)
        with self._database.writing(exclusively="load") as connection:
            for article in exported.articles:
                _load(connection, owner, article, self._clock())
        return len(exported.articles)


class _Link(msgspec.Struct):
    code: str
    extra_time: int


class _Version(msgspec.Struct):
    number: int
    saved: float
    content: dict[str, Any]


class _Response(msgspec.Struct):
    question_id: str
    option_id: str | None
    typed: str | None
    correct: bool
    given: float


class _Report(msgspec.Struct):
    question_id: str
    reason: str
    note: str
    made: float
    resolved: float | None


class _Attempt(msgspec.Struct):
    student: str
    version: int  # the number of the version it was begun on
    seed: int
    questions: list[str]
    repeats: int | None  # place of the attempt that it repeats, from 0
    started: float
    settings: dict[str, Any]
    nickname: str | None
    link: str | None
    deadline: float | None
    responses: list[_Response]
    reports: list[_Report]


class _Quiz(msgspec.Struct):
    settings: dict[str, Any]
    created: float
    closed: float | None
    links: list[_Link]
    versions: list[_Version]
    attempts: list[_Attempt]


class _Exported(msgspec.Struct):
    id: str
    article: dict[str, Any]
    question_set: dict[str, Any] | None
    marks: dict[str, str]
    notes: list[str]
    is_published_as_is: bool
    created: float
    changed: float
    archived: float | None
    quiz: _Quiz | None


class _Export(msgspec.Struct):
    format: str
    version: int
    articles: list[_Exported]


def _checked_export(data: Any) -> _Export:
    if not isinstance(data, dict) or data.get("format") != EXPORT_FORMAT:
        raise FormatError("this is no export of a teacher’s articles: choose the file that was made"
                          " by “Export everything”")  # fmt: skip
    if data.get("version") != EXPORT_VERSION:
        raise FormatError(
            f"this export has version {data.get('version')!r}, and this quizgen reads"
            f" {EXPORT_VERSION}: update quizgen"
        )
    try:
        exported = msgspec.convert(data, _Export)
        for article in exported.articles:
            _check(article)
    except (msgspec.ValidationError, KeyError, IndexError, ValueError) as error:
        if isinstance(error, FormatError):
            raise
        raise FormatError(f"this export is damaged: {error}") from error
    return exported


def _check(exported: _Exported) -> None:
    """Refuse what would break the pages that show it."""
    msgspec.convert(exported.article, Article)
    if exported.question_set is not None:
        QuestionSet.from_dict(exported.question_set)
    if not set(exported.marks.values()) <= {"keep", "reject"}:
        raise ValueError("a mark is neither keep nor reject")
    if exported.quiz is None:
        return
    quiz = exported.quiz
    msgspec.convert(quiz.settings, QuizSettings)
    if not quiz.versions or exported.question_set is None:
        raise ValueError("a quiz has no questions")
    known = {
        version.number: {
            question.id: {option.id for option in question.options}
            for question in _all(QuestionSet.from_dict(version.content))
        }
        for version in quiz.versions
    }
    if not any(link.extra_time == 0 for link in quiz.links):
        raise ValueError("a quiz has no link without extra time")
    for place, attempt in enumerate(quiz.attempts):
        msgspec.convert(attempt.settings, QuizSettings)
        if attempt.version not in known:
            raise ValueError("an attempt is at a version that isn't there")
        asked = known[attempt.version]
        answered = [response.question_id for response in attempt.responses]
        reported = [report.question_id for report in attempt.reports]
        if not set(attempt.questions) <= set(asked):
            raise ValueError("an attempt asks what its version doesn't")
        if not set(answered) | set(reported) <= set(attempt.questions):
            raise ValueError("an answer is to a question that wasn't asked")
        if len(set(answered)) < len(answered) or len(set(reported)) < len(reported):
            raise ValueError("a question is answered or reported twice")
        if attempt.repeats is not None and not 0 <= attempt.repeats < place:
            raise ValueError("an attempt repeats one that isn't there")
        if not 0 <= attempt.seed < 2**63:
            raise ValueError("a seed is out of range")


def _all(question_set: QuestionSet) -> Sequence[Any]:
    return (*question_set.questions, *question_set.retired)


def _exported(connection: Connection, draft: Mapping[Any, Any]) -> dict[str, Any]:
    quiz = connection.execute(select(quizzes).where(quizzes.c.id == draft["id"])).mappings().first()
    return {
        "id": draft["id"],
        "article": json.loads(draft["article"]),
        "question_set": None if draft["content"] is None else json.loads(draft["content"]),
        "marks": draft["marks"],
        "notes": draft["notes"],
        "is_published_as_is": draft["published"] == draft["revision"],
        "created": draft["created"],
        "changed": draft["changed"],
        "archived": draft["archived"],
        "quiz": None if quiz is None else _exported_quiz(connection, quiz),
    }


def _exported_quiz(connection: Connection, quiz: Mapping[Any, Any]) -> dict[str, Any]:
    def rows(table: Table, *where: Any, order: Any) -> list[dict[str, Any]]:
        found = connection.execute(select(table).where(*where).order_by(order))
        return [dict(row) for row in found.mappings()]

    versions = rows(question_sets, question_sets.c.id == quiz["id"], order=question_sets.c.version)
    numbers = {row["version"]: number for number, row in enumerate(versions, 1)}
    begun = rows(attempts, attempts.c.version.in_(numbers), order=(attempts.c.started))
    places = {row["id"]: place for place, row in enumerate(begun)}
    salt = secrets.token_bytes(16)
    exported = []
    for row in begun:
        of_attempt = responses.c.attempt_id == row["id"]
        exported.append(
            {
                **{
                    name: row[name]
                    for name in
                    ("seed", "questions", "started", "settings", "nickname", "link", "deadline")
                },
                "student": hashlib.sha256(salt + row["student"].encode()).hexdigest()[:24],
                "version": numbers[row["version"]],
                "repeats": places.get(row["repeats"]),
                "responses": _without_attempt(rows(responses, of_attempt, order=responses.c.given)),
                "reports": _without_attempt(
                    rows(reports, reports.c.attempt_id == row["id"], order=reports.c.made)
                ),
            }
        )  # fmt: skip
    return {
        "settings": quiz["settings"],
        "created": quiz["created"],
        "closed": quiz["closed"],
        "links": [
            {"code": row["code"], "extra_time": row["extra_time"]}
            for row in rows(
                join_links, join_links.c.quiz_id == quiz["id"], order=join_links.c.extra_time
            )
        ],
        "versions": [
            {
                "number": numbers[row["version"]],
                "saved": row["saved"],
                "content": json.loads(row["content"]),
            }
            for row in versions
        ],
        "attempts": exported,
    }


def _without_attempt(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k != "attempt_id"} for row in rows]


def _load(connection: Connection, owner: Teacher, exported: _Exported, now: float) -> None:
    def is_free(column: Any, value: str) -> bool:
        return connection.execute(select(column).where(column == value)).first() is None

    fits = exported.id and len(exported.id) <= 200 and exported.id.isprintable()
    free = fits and is_free(drafts.c.id, exported.id) and is_free(quizzes.c.id, exported.id)
    draft_id = exported.id if free else new_id()
    article = msgspec.convert(exported.article, Article)
    connection.execute(
        insert(drafts).values(
            id=draft_id,
            owner=owner.id,
            title=_plain(article.title),
            article=_plain(json.dumps(exported.article)),
            content=_under(exported.question_set, draft_id),
            marks=exported.marks,
            notes=exported.notes,
            revision=0,
            published=0 if exported.is_published_as_is and exported.quiz is not None else None,
            created=exported.created,
            changed=now,
            archived=exported.archived,
        )
    )
    quiz = exported.quiz
    if quiz is None:
        return
    connection.execute(
        insert(quizzes).values(
            id=draft_id,
            owner=owner.id,
            settings=quiz.settings,
            created=quiz.created,
            closed=quiz.closed,
        )
    )
    codes: dict[str, str] = {}
    for link in quiz.links:
        code = link.code
        while not is_free(join_links.c.code, code):
            code = random_code()
        codes[link.code] = code
        connection.execute(
            insert(join_links).values(code=code, quiz_id=draft_id, extra_time=link.extra_time)
        )
    versions: dict[int, int] = {}
    for version in quiz.versions:
        question_set = QuestionSet.from_dict(version.content)
        made = connection.execute(
            insert(question_sets).values(
                id=draft_id,
                title=_plain(question_set.article.title),
                published=question_set.article.published,
                questions=len(question_set.questions),
                content=_under(version.content, draft_id),
                saved=version.saved,
            )
        )
        assert made.inserted_primary_key is not None  # every database here gives it
        versions[version.number] = made.inserted_primary_key[0]
    ids: list[str] = []
    salt = secrets.token_bytes(16)
    for attempt in quiz.attempts:
        ids.append(secrets.token_urlsafe(16))
        connection.execute(
            insert(attempts).values(
                id=ids[-1],
                # Another name than in the file: whoever has the file is none of these students.
                student=hashlib.sha256(salt + attempt.student.encode()).hexdigest()[:24],
                version=versions[attempt.version],
                seed=attempt.seed,
                questions=attempt.questions,
                repeats=None if attempt.repeats is None else ids[attempt.repeats],
                started=attempt.started,
                settings=attempt.settings,
                nickname=None if attempt.nickname is None else _plain(attempt.nickname),
                link=codes.get(attempt.link or ""),
                deadline=attempt.deadline,
            )
        )
        for table, found in ((responses, attempt.responses), (reports, attempt.reports)):
            for each in found:
                row = msgspec.to_builtins(each)
                connection.execute(insert(table).values(attempt_id=ids[-1], **row))


def _under(content: dict[str, Any] | None, draft_id: str) -> str | None:
    return None if content is None else json.dumps({**content, "id": draft_id})


def _plain(text: str) -> str:
    """PostgreSQL's text holds no NUL."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _delete_attempts(connection: Connection, quiz_id: str) -> None:
    of_quiz = select(question_sets.c.version).where(question_sets.c.id == quiz_id)
    mine = select(attempts.c.id).where(attempts.c.version.in_(of_quiz))
    connection.execute(delete(reports).where(reports.c.attempt_id.in_(mine)))
    connection.execute(delete(responses).where(responses.c.attempt_id.in_(mine)))
    # An attempt at what was missed refers to the one before: let go first, whatever the order.
    connection.execute(update(attempts).where(attempts.c.version.in_(of_quiz)).values(repeats=None))
    connection.execute(delete(attempts).where(attempts.c.version.in_(of_quiz)))
