"""What takes seconds: who waits for it, who is at it, and how far it is."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from quizgen.models import QuestionSet
from web.errors import BusyDraftError
from web.store.database import Database
from web.store.drafts import Draft, Drafts, Mark
from web.store.tables import jobs

Task = Literal["generate", "regenerate", "edit"]
State = Literal["waiting", "running", "done", "failed", "cancelled"]
Stage = Literal["starting", "reading", "asking"]
"""What a job does; where it stands; and what it is at while it runs."""

LOST = 60.0
"""Seconds without a sign of life after which a job's runner is taken for dead, and the job waits
again."""
AT_ONCE = 2
"""Jobs that run at a time, whichever of the site's processes runs them."""
LONGEST_MESSAGE = 2000


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is being done to a draft."""

    id: str
    draft_id: str
    what: Task
    parameters: Mapping[str, Any]
    state: State
    stage: Stage
    message: str | None  # why it failed
    made: float  # seconds since 1970 UTC
    started: float | None  # seconds since 1970 UTC
    waited: float  # seconds since it was made, when it was read

    @property
    def is_active(self) -> bool:
        return self.state in ("waiting", "running")


class Jobs:
    """The site's jobs; a draft has one at a time."""

    def __init__(self, database: Database, clock: Callable[[], float], drafts: Drafts) -> None:
        self._database = database
        self._clock = clock
        self._drafts = drafts

    def submit(self, draft_id: str, what: Task, parameters: Mapping[str, Any]) -> Job:
        """Have it done.

        Raises:
            BusyDraftError: The draft has a job already.
        """
        row: dict[str, Any] = {
            "id": secrets.token_urlsafe(9),
            "draft_id": draft_id,
            "what": what,
            "parameters": dict(parameters),
            "state": "waiting",
            "stage": "starting",
            "made": self._clock(),
        }
        with self._database.writing(exclusively="draft " + draft_id) as connection:
            newest = self._newest(connection, draft_id)
            if newest is not None and newest.is_active:
                raise BusyDraftError
            connection.execute(insert(jobs).values(**row))
        return Job(**row, message=None, started=None, waited=0.0)

    def newest(self, draft_id: str) -> Job | None:
        """The draft's last job, whatever became of it."""
        with self._database.reading() as connection:
            return self._newest(connection, draft_id)

    def active(self) -> int:
        """How many wait or run."""
        query = select(func.count()).where(jobs.c.state.in_(("waiting", "running")))
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def claim(self, runner: str) -> tuple[Job, Draft] | None:
        """The job that has waited longest, to be run by whoever asks; None if none may be.

        Jobs whose runner is dead wait again.
        """
        now = self._clock()
        with self._database.writing(exclusively="jobs") as connection:
            connection.execute(
                update(jobs)
                .where(jobs.c.state == "running", jobs.c.beat < now - LOST)
                .values(state="waiting", stage="starting", runner=None)
            )
            running = select(func.count()).where(jobs.c.state == "running")
            if connection.execute(running).scalar_one() >= AT_ONCE:
                return None
            row = (
                connection.execute(
                    select(jobs)
                    .where(jobs.c.state == "waiting")
                    .order_by(jobs.c.made, jobs.c.id)
                    .limit(1)
                )
                .mappings()
                .first()
            )
            if row is None:
                return None
            taken = {"state": "running", "runner": runner, "started": now, "beat": now}
            connection.execute(update(jobs).where(jobs.c.id == row["id"]).values(**taken))
            job = _job({**row, **taken}, now)
            return job, self._drafts._draft(connection, job.draft_id)

    def beat(self, job: Job, runner: str, stage: Stage) -> bool:
        """Say that it is still being done; False if it isn't wanted any more."""
        with self._database.writing() as connection:
            found = connection.execute(
                update(jobs)
                .where(jobs.c.id == job.id, jobs.c.state == "running", jobs.c.runner == runner)
                .values(beat=self._clock(), stage=stage)
            )
            return found.rowcount == 1

    def finish(
        self, job: Job, runner: str, question_set: QuestionSet, notes: tuple[str, ...]
    ) -> None:
        """Keep what was made; nothing if it isn't wanted any more."""
        with self._database.writing(exclusively="draft " + job.draft_id) as connection:
            if not self._end(connection, job, runner, state="done"):
                return
            draft = self._drafts._draft(connection, job.draft_id)
            asked = {question.id for question in question_set.questions}
            marks: dict[str, Mark] = {
                q: m for q, m in draft.marks.items() if q in asked and m == "keep"
            }
            if job.what == "edit":
                marks, notes = dict(draft.marks), tuple(draft.notes)
            self._drafts._store(
                connection,
                draft,
                replace(draft, question_set=question_set, marks=marks, notes=notes),
                job.what,
            )

    def fail(self, job: Job, runner: str, message: str) -> None:
        """Say why it can't be done; the draft stays as it was."""
        with self._database.writing() as connection:
            self._end(connection, job, runner, state="failed", message=message[:LONGEST_MESSAGE])

    def cancel(self, draft_id: str) -> None:
        """Have the draft's job, if it has one, end without a result."""
        with self._database.writing(exclusively="draft " + draft_id) as connection:
            connection.execute(
                update(jobs)
                .where(jobs.c.draft_id == draft_id, jobs.c.state.in_(("waiting", "running")))
                .values(state="cancelled", parameters={})
            )

    def _end(self, connection: Connection, job: Job, runner: str, **values: Any) -> bool:
        found = connection.execute(
            update(jobs)
            .where(jobs.c.id == job.id, jobs.c.state == "running", jobs.c.runner == runner)
            .values(**values, parameters={})
        )
        return found.rowcount == 1

    def _newest(self, connection: Connection, draft_id: str) -> Job | None:
        row = (
            connection.execute(
                select(jobs)
                .where(jobs.c.draft_id == draft_id)
                .order_by(jobs.c.made.desc(), jobs.c.id)
                .limit(1)
            )
            .mappings()
            .first()
        )
        return None if row is None else _job(row, self._clock())


def _job(row: Mapping[str, Any] | RowMapping, now: float) -> Job:
    names = ("id", "draft_id", "what", "parameters", "state", "stage", "message", "made", "started")
    return Job(**{name: row[name] for name in names}, waited=max(0.0, now - row["made"]))
