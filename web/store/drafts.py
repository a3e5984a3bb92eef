"""What teachers work on: an article, the questions made of it, and what is thought of each.

A draft's id is its question set's, and so its quiz's once it is published. Students never see a
draft: what is published is a copy.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from quizgen.models import Article, QuestionSet
from web.errors import BusyDraftError, StaleDraftError, UnknownDraftError
from web.store.accounts import Teacher
from web.store.database import Database
from web.store.tables import draft_steps, drafts, jobs, question_sets, quizzes, teachers

MOST_STEPS = 30
"""Changes of a draft that can be undone."""

Mark = Literal["keep", "reject"]
"""What a teacher thinks of a question; no mark where it may be drawn anew."""

Step = Literal["keep", "reject", "unmark", "edit", "move", "article", "generate", "regenerate",
               "restore", "publish"]  # fmt: skip
"""A change of a draft."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft as lists show it."""

    id: str
    owner: str
    owner_name: str
    title: str
    questions: int | None  # of the newest published version; None: not published
    created: float  # seconds since 1970 UTC
    changed: float  # seconds since 1970 UTC
    has_questions: bool
    is_published_as_is: bool  # nothing was changed since it was published
    archived: float | None = None  # seconds since 1970 UTC
    closed: float | None = None  # seconds since 1970 UTC; of the quiz


@dataclass(frozen=True, slots=True)
class Draft:
    """An article with its questions, as their teacher sees them."""

    id: str
    owner: str  # the teacher's id
    article: Article
    question_set: QuestionSet | None  # None: none was made yet
    marks: Mapping[str, Mark] = field(default_factory=dict)  # by question id
    notes: Sequence[str] = ()  # what the last generation had to say
    revision: int = 0  # one more with each change
    published: int | None = None  # revision that was published last
    created: float = 0.0  # seconds since 1970 UTC
    changed: float = 0.0  # seconds since 1970 UTC
    archived: float | None = None  # seconds since 1970 UTC; None: not
    undoable: Step | None = None  # the last change, if it can be undone

    @property
    def kept(self) -> list[str]:
        """Ids of the questions to keep, in their order."""
        return self._marked("keep")

    @property
    def rejected(self) -> list[str]:
        """Ids of the questions to throw out, in their order."""
        return self._marked("reject")

    def _marked(self, mark: Mark) -> list[str]:
        asked = self.question_set.questions if self.question_set else ()
        return [question.id for question in asked if self.marks.get(question.id) == mark]


class Drafts:
    """Every teacher's drafts.

    Methods that change a draft take the revision that the teacher saw, where that matters, and
    raise StaleDraftError if it is another by now, and BusyDraftError while a job is at it.
    """

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def add(
        self, owner: Teacher, article: Article, question_set: QuestionSet | None = None
    ) -> Draft:
        """A new draft.

        Args:
            owner: Whose.
            article: What it is about.
            question_set: What was made of it, under whichever id: it gets the draft's.
        """
        with self._database.writing() as connection:
            draft_id = new_id()
            self._insert(connection, draft_id, owner.id, article, question_set)
            return self._draft(connection, draft_id)

    def take_over(self, owner: Teacher, question_set: QuestionSet) -> Draft:
        """A draft of a quiz that was put on the site from the command line, and is nobody's."""
        with self._database.writing(exclusively="quiz " + question_set.id) as connection:
            known = select(drafts.c.id).where(drafts.c.id == question_set.id)
            if connection.execute(known).first() is None:
                self._insert(
                    connection, question_set.id, owner.id, question_set.article, question_set
                )
                connection.execute(
                    update(quizzes).where(quizzes.c.id == question_set.id).values(owner=owner.id)
                )
                connection.execute(
                    update(drafts).where(drafts.c.id == question_set.id).values(published=0)
                )
            return self._draft(connection, question_set.id)

    def draft(self, draft_id: str) -> Draft:
        """That draft, whoever's it is.

        Raises:
            UnknownDraftError: There is none.
        """
        with self._database.reading() as connection:
            return self._draft(connection, draft_id)

    def lines(self, owner: str | None = None, *, archived: bool = False) -> list[DraftLine]:
        """A teacher's drafts or, for None, everybody's; the one changed last first.

        Args:
            owner: The teacher's id.
            archived: Those put away, instead of those that aren't.
        """
        newest = (
            select(question_sets.c.id, func.max(question_sets.c.version).label("version"))
            .group_by(question_sets.c.id)
            .subquery()
        )
        query = (
            select(
                drafts.c.id,
                drafts.c.owner,
                teachers.c.name.label("owner_name"),
                drafts.c.title,
                question_sets.c.questions,
                drafts.c.created,
                drafts.c.changed,
                drafts.c.content.is_not(None).label("has_questions"),
                (drafts.c.published == drafts.c.revision).label("as_is"),
                drafts.c.archived,
                quizzes.c.closed,
            )
            .join(teachers, teachers.c.id == drafts.c.owner)
            .join(quizzes, quizzes.c.id == drafts.c.id, isouter=True)
            .join(newest, newest.c.id == drafts.c.id, isouter=True)
            .join(question_sets, question_sets.c.version == newest.c.version, isouter=True)
            .where(drafts.c.archived.is_not(None) if archived else drafts.c.archived.is_(None))
            .order_by(drafts.c.changed.desc(), drafts.c.id)
        )
        if owner is not None:
            query = query.where(drafts.c.owner == owner)
        with self._database.reading() as connection:
            return [
                DraftLine(is_published_as_is=bool(as_is), **row)
                for row in (dict(found) for found in connection.execute(query).mappings())
                for as_is in [row.pop("as_is")]
            ]

    def change(
        self,
        draft_id: str,
        what: Step,
        made: Callable[[Draft], Draft],
        *,
        revision: int | None = None,
    ) -> Draft:
        """Change a draft, so that the change can be undone.

        Args:
            draft_id: Which.
            what: What kind of change it is.
            made: Gives the draft as it is to be; equal to what it gets, nothing is changed. What
                it raises leaves the draft as it was.
            revision: The one that the teacher saw; None where a change in between is no harm.
        """
        with self._database.writing(exclusively="draft " + draft_id) as connection:
            self._refuse_busy(connection, draft_id)
            draft = self._draft(connection, draft_id)
            if revision is not None and revision != draft.revision:
                raise StaleDraftError
            self._store(connection, draft, made(draft), what)
            return self._draft(connection, draft_id)

    def undo(self, draft_id: str, revision: int) -> Draft:
        """Take the last change back; not what was published by it.

        Args:
            draft_id: Which.
            revision: The one that the teacher saw, so that clicking twice undoes once.
        """
        with self._database.writing(exclusively="draft " + draft_id) as connection:
            self._refuse_busy(connection, draft_id)
            draft = self._draft(connection, draft_id)
            if draft.revision != revision:
                return draft
            step = _last_step(connection, draft_id)
            if step is not None:
                before = {name: step[name] for name in ("article", "content", "marks", "notes")}
                connection.execute(
                    update(drafts)
                    .where(drafts.c.id == draft_id)
                    .values(
                        **before,
                        title=_title(msgspec.json.decode(step["article"], type=Article)),
                        revision=draft.revision + 1,
                        changed=self._clock(),
                        # What was published is what it is again, if it was before the step.
                        published=draft.revision + 1
                        if draft.published == step["revision"]
                        else draft.published,
                    )
                )
                connection.execute(
                    delete(draft_steps).where(
                        draft_steps.c.draft_id == draft_id,
                        draft_steps.c.revision == step["revision"],
                    )
                )
            return self._draft(connection, draft_id)

    def mark_published(self, draft_id: str, published: QuestionSet, revision: int) -> None:
        """What was published is what the draft now holds, without what was rejected.

        Args:
            draft_id: Which.
            published: What was published of it, with its history.
            revision: Of the draft that it was made from.
        """
        with self._database.writing(exclusively="draft " + draft_id) as connection:
            draft = self._draft(connection, draft_id)
            if draft.revision != revision:
                return  # changed since: then that isn't published
            if published != draft.question_set:
                marks = {q: mark for q, mark in draft.marks.items() if mark == "keep"}
                self._store(
                    connection,
                    draft,
                    _with(draft, question_set=published, marks=marks),
                    "publish",
                )
                revision += 1
            connection.execute(
                update(drafts).where(drafts.c.id == draft_id).values(published=revision)
            )

    def archive(self, draft_id: str, *, archived: bool = True) -> None:
        """Put it away, or take it out again."""
        with self._database.writing() as connection:
            connection.execute(
                update(drafts)
                .where(drafts.c.id == draft_id)
                .values(archived=self._clock() if archived else None)
            )

    # What the use cases have in common

    def _insert(
        self,
        connection: Connection,
        draft_id: str,
        owner: str,
        article: Article,
        question_set: QuestionSet | None,
    ) -> None:
        now = self._clock()
        connection.execute(
            insert(drafts).values(
                id=draft_id,
                owner=owner,
                title=_title(article),
                article=_json(article),
                content=_content(question_set, draft_id),
                marks={},
                notes=[],
                revision=0,
                created=now,
                changed=now,
            )
        )

    def _draft(self, connection: Connection, draft_id: str) -> Draft:
        row = connection.execute(select(drafts).where(drafts.c.id == draft_id)).mappings().first()
        if row is None:
            raise UnknownDraftError(draft_id)
        step = _last_step(connection, draft_id)
        return Draft(
            id=row["id"],
            owner=row["owner"],
            article=msgspec.json.decode(row["article"], type=Article),
            question_set=None
            if row["content"] is None
            else QuestionSet.from_dict(json.loads(row["content"])),
            marks=row["marks"],
            notes=tuple(row["notes"]),
            revision=row["revision"],
            published=row["published"],
            created=row["created"],
            changed=row["changed"],
            archived=row["archived"],
            undoable=None if step is None else step["what"],
        )

    def _store(self, connection: Connection, before: Draft, after: Draft, what: Step) -> None:
        """Keep what was, and store what is; nothing if it is the same."""
        content = _content(after.question_set, before.id)
        old: dict[str, Any] = {
            "article": _json(before.article),
            "content": _content(before.question_set, before.id),
            "marks": dict(before.marks),
            "notes": list(before.notes),
        }
        new: dict[str, Any] = {
            "article": _json(after.article),
            "content": content,
            "marks": dict(after.marks),
            "notes": list(after.notes),
        }
        if new == old:
            return
        connection.execute(
            insert(draft_steps).values(
                draft_id=before.id, revision=before.revision, what=what, **old
            )
        )
        connection.execute(
            delete(draft_steps).where(
                draft_steps.c.draft_id == before.id,
                draft_steps.c.revision <= before.revision - MOST_STEPS,
            )
        )
        connection.execute(
            update(drafts)
            .where(drafts.c.id == before.id)
            .values(
                **new,
                title=_title(after.article),
                revision=before.revision + 1,
                changed=self._clock(),
            )
        )

    def _refuse_busy(self, connection: Connection, draft_id: str) -> None:
        busy = select(jobs.c.id).where(
            jobs.c.draft_id == draft_id, jobs.c.state.in_(("waiting", "running"))
        )
        if connection.execute(busy).first() is not None:
            raise BusyDraftError


def new_id() -> str:
    """The id of a new draft: unguessable, and fit for addresses."""
    return secrets.token_urlsafe(9)


def _last_step(connection: Connection, draft_id: str) -> RowMapping | None:
    return (
        connection.execute(
            select(draft_steps)
            .where(draft_steps.c.draft_id == draft_id)
            .order_by(draft_steps.c.revision.desc())
            .limit(1)
        )
        .mappings()
        .first()
    )


def _with(draft: Draft, **changes: Any) -> Draft:
    from dataclasses import replace

    return replace(draft, **changes)


def _json(article: Article) -> str:
    return msgspec.json.encode(article).decode("utf-8").replace("\\u0000", "\\ufffd")


def _content(question_set: QuestionSet | None, draft_id: str) -> str | None:
    """The question set's JSON, under the draft's id."""
    if question_set is None:
        return None
    data = question_set.to_dict()
    data["id"] = draft_id
    return json.dumps(data, separators=(",", ":"))


def _title(article: Article) -> str:
    # PostgreSQL's text holds no NUL.
    return article.title.replace("\0", "\N{REPLACEMENT CHARACTER}")
