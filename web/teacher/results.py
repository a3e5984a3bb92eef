"""How the class did: per student, per question, and what students reported."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, abort, render_template, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from decks.table import inert
from quizgen.models import Question
from web.browser import get_store, see_other
from web.item_analysis import Analysis, analyse
from web.reporting import REASONS
from web.store import Attempt, Report
from web.store import Response as Answer
from web.teacher.access import blueprint, draft_of_teacher
from web.teacher.publishing import file_name
from web.teacher.settings import KINDS
from web.variants import asked_question


@dataclass(frozen=True, slots=True)
class Row:
    """An attempt in the table of students."""

    attempt: Attempt
    student: int  # number of the student, from 1, in the order in which they began
    name: str | None  # nickname, the last one given
    version: int  # number of the quiz's version, from 1
    extra_time: int  # per cent
    finished: float | None  # seconds since 1970 UTC


@dataclass(frozen=True, slots=True)
class Remark:
    """A student's report with the question it is on."""

    report: Report
    question: Question
    reason: str


@blueprint.get("/articles/<quoted:draft_id>/results")
def results(draft_id: str) -> str:
    draft = draft_of_teacher(draft_id)
    store = get_store()
    versions = store.publications.versions(draft_id)
    reports = store.reports(draft_id, open_only=False)
    attempts = store.attempts_at(draft_id)
    analysis = analyse(
        attempts,
        store.question_set_of,
        reports=Counter(report.question_id for report in reports),
    )
    return render_template(
        "teacher/results.html",
        draft=draft,
        versions={version.version: version.number for version in versions},
        rows=_rows(draft_id, attempts),
        analysis=analysis,
        bars=_bars(analysis),
        remarks=[_remark(report) for report in reports],
        kinds=KINDS,
        note=request.args.get("note"),
    )


@blueprint.get("/articles/<quoted:draft_id>/results/<attempt_id>")
def student_result(draft_id: str, attempt_id: str) -> str:
    """One attempt, answer by answer."""
    draft = draft_of_teacher(draft_id)
    attempts = get_store().attempts_at(draft_id)
    row = next((r for r in _rows(draft_id, attempts) if r.attempt.id == attempt_id), None)
    if row is None:
        abort(404)
    question_set = get_store().question_set_of(row.attempt)
    answers = [
        (asked_question(question_set, question), row.attempt.responses.get(question))
        for question in row.attempt.questions
    ]
    return render_template(
        "teacher/student.html",
        draft=draft,
        row=row,
        answers=[(question, answer, _given(question, answer)) for question, answer in answers],
    )


@blueprint.get("/articles/<quoted:draft_id>/results.csv")
def results_csv(draft_id: str) -> Response:
    """A row for each answer, for spreadsheets and statistics programs."""
    draft = draft_of_teacher(draft_id)
    store = get_store()
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(
        ("student", "nickname", "attempt", "version", "repeat", "extra time %", "started",
         "score", "questions", "question id", "question", "answer", "right answer", "right",
         "answered")
    )  # fmt: skip
    rows = _rows(draft_id, store.attempts_at(draft_id))
    for number, row in enumerate(sorted(rows, key=lambda row: row.attempt.started), 1):
        attempt = row.attempt
        question_set = store.question_set_of(attempt)
        for question_id in attempt.questions:
            question = asked_question(question_set, question_id)
            answer = attempt.responses.get(question_id)
            cells = (
                str(row.student), row.name or "", str(number), str(row.version),
                "yes" if attempt.repeats else "no", str(row.extra_time), _moment(attempt.started),
                str(attempt.score), str(len(attempt.questions)), question_id, question.stem,
                _given(question, answer) or "", question.answer,
                "" if answer is None else "1" if answer.correct else "0",
                "" if answer is None else _moment(answer.given),
            )  # fmt: skip
            table.writerow(map(inert, cells))
    return send_file(
        io.BytesIO(text.getvalue().encode("utf-8-sig", "replace")),
        mimetype="text/csv",
        as_attachment=True,
        download_name=file_name(draft.article.title) + ".csv",
    )


@blueprint.post("/articles/<quoted:draft_id>/reports/<attempt_id>/<question_id>/resolve")
def resolve(draft_id: str, attempt_id: str, question_id: str) -> AnyResponse:
    """The teacher has seen to a report."""
    draft_of_teacher(draft_id)
    for report in get_store().reports(draft_id):
        if (report.attempt_id, report.question_id) == (attempt_id, question_id):
            get_store().resolve_report(report)
    return see_other(".results", draft_id=draft_id, _anchor="reports")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the histogram, in units of the drawing."""

    label: str
    students: int
    x: int
    y: float
    height: float


WIDTH, HEIGHT, STEP = 400, 120, 40
"""Of the histogram's drawing area, and of a bar with the gap behind it."""


def _bars(analysis: Analysis) -> list[Bar]:
    most = max(analysis.histogram, default=0) or 1
    return [
        Bar(
            f"{10 * tenth}–{10 * tenth + 10}",
            students,
            STEP * tenth + 4,
            round(HEIGHT - HEIGHT * students / most, 1),
            round(HEIGHT * students / most, 1),
        )
        for tenth, students in enumerate(analysis.histogram)
    ]


def _rows(quiz_id: str, attempts: Sequence[Attempt]) -> list[Row]:
    """Every attempt in which something was answered, the newest first."""
    store = get_store()
    extra = {link.code: link.extra_time for link in store.join_links(quiz_id)}
    versions = {v.version: v.number for v in store.publications.versions(quiz_id)}
    numbers: dict[str, int] = {}
    names: dict[str, str] = {}
    for attempt in sorted(attempts, key=lambda attempt: (attempt.started, attempt.id)):
        if attempt.responses:
            numbers.setdefault(attempt.student, len(numbers) + 1)
            if attempt.nickname:
                names[attempt.student] = attempt.nickname
    return [
        Row(
            attempt,
            numbers[attempt.student],
            names.get(attempt.student),
            versions.get(attempt.version, 0),
            extra.get(attempt.link or "", 0),
            max(r.given for r in attempt.responses.values()) if attempt.is_finished else None,
        )
        for attempt in attempts
        if attempt.responses
    ]


def _given(question: Question, answer: Answer | None) -> str | None:
    """The answer in the student's words, or in the option's; None if there is none."""
    if answer is None or answer.typed is not None:
        return answer.typed if answer else None
    return next((o.text for o in question.options if o.id == answer.option_id), None)


def _remark(report: Report) -> Remark:
    question_set = get_store().question_set_of(report)
    question = asked_question(question_set, report.question_id)
    return Remark(report, question, str(REASONS[report.reason]))


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
