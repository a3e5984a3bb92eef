"""Every route of the site, as nobody, a student, another teacher, the owner and an admin."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.routing import Rule

from quizgen.models import QuestionSet
from tests.samples import sample_set
from tests.web.conftest import Student
from tests.web.teacher.conftest import PASSWORD, Desk
from web.store import Store
from web.store.accounts import Teacher
from web.store.drafts import Draft

WHO = ("nobody", "student", "other", "owner", "admin")

OPEN = {
    "static", "health.live", "health.ready", "languages.choose", "joining.join", "joining.by_link",
    "joining.show", "joining.picture", "student.home", "student.quiz", "student.article",
    "student.deck", "student.start", "auth.sign_in", "auth.sign_in_post", "auth.sign_out",
    "auth.set_up", "auth.set_up_post",
}  # fmt: skip
"""For everybody: what a link, a code or a password opens."""

STUDENTS = {
    "student.attempt", "student.attempt_article", "student.question", "student.answer",
    "student.results", "student.repeat", "reports.form", "reports.report",
}  # fmt: skip
"""For the one browser whose attempt it is; no teacher's either, who has pages of their own."""

TEACHERS = {
    "teacher.articles", "teacher.new_article", "teacher.new_article_post", "teacher.account",
    "teacher.password", "teacher.export_everything", "teacher.import_everything",
}  # fmt: skip
"""For whoever is signed in: about what is theirs."""

ADMINS = {"teacher.teachers", "teacher.add_teacher", "teacher.invite", "teacher.take_over"}
"""For admins."""


@dataclass
class World:
    """A site on which somebody of every sort has been."""

    app: Flask
    store: Store
    draft: Draft
    values: dict[str, object]
    clients: dict[str, Desk]


@pytest.fixture
def world(site: Flask, store: Store, teacher: Teacher, draft: Draft, news: QuestionSet) -> World:
    store.accounts.add("Tom Vance", PASSWORD)
    store.accounts.add("Lee Marsh", PASSWORD, admin=True)
    store.save_question_set(news_of(draft), owner=teacher.id)
    store.save_question_set(sample_set())
    clients = {who: Desk(site.test_client()) for who in WHO}
    for who, name in (("other", "Tom Vance"), ("owner", teacher.name), ("admin", "Lee Marsh")):
        assert clients[who].sign_in(name).status_code == 303
    student = Student(clients["student"].client)
    student.begin(draft.id)
    (attempt,) = store.attempts_at(draft.id)
    question = attempt.questions[0]
    key = news.question(question).key
    store.record_response(attempt.id, attempt.student, question, key)
    store.report_question(attempt.id, attempt.student, question, "other")
    values = {
        "draft_id": draft.id,
        "quiz_id": draft.id,
        "attempt_id": attempt.id,
        "question_id": question,
        "number": 1,
        "format_": "csv",
        "teacher_id": teacher.id,
        "token": store.accounts.invite(teacher.id),
        "code": store.quiz(draft.id).code,
        "filename": "quizgen.css",
    }
    return World(site, store, draft, values, clients)


def news_of(draft: Draft) -> QuestionSet:
    assert draft.question_set is not None
    return draft.question_set


def allowed(rule: Rule) -> set[str]:
    """Who may use a route; what isn't listed above belongs to a draft, and so to its owner."""
    if rule.endpoint in OPEN:
        return set(WHO)
    if rule.endpoint in STUDENTS:
        return {"student"}
    if rule.endpoint in TEACHERS:
        return {"other", "owner", "admin"}
    if rule.endpoint in ADMINS:
        return {"admin"}
    assert "draft_id" in rule.arguments, f"say at the top for whom {rule.endpoint} is"
    return {"owner", "admin"}


def test_every_route(world: World) -> None:
    """Nobody gets past the sign-in, another teacher is told that there is no such article, and
    nothing that was refused has changed anything."""
    seen = 0
    for who, desk in world.clients.items():
        for rule in world.app.url_map.iter_rules():
            values = {name: world.values[name] for name in rule.arguments if name != "code"}
            if "code" in rule.arguments:
                values["code"] = "de" if "language" in rule.endpoint else world.values["code"]
            with world.app.test_request_context():
                address = world.app.url_for(rule.endpoint, **values)
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                seen += 1
                may = who in allowed(rule)
                if may and method == "POST":
                    continue  # what it does is tested elsewhere, and here it would do it
                before = world.store.drafts.lines(), world.store.attempts_at(world.draft.id)
                answer = (
                    desk.client.get(address) if method == "GET" else desk.post(address)
                )  # fmt: skip
                answer.close()  # a file that is being sent stays open until then
                what = (who, method, address, answer.status_code)
                if may:
                    assert answer.status_code in (200, 303), what
                    assert not answer.headers.get("Location", "").startswith("/teacher/sign-in")
                elif rule.endpoint in STUDENTS or who in ("other", "owner"):
                    assert answer.status_code == 404, what
                else:
                    assert answer.status_code == 303, what
                    assert answer.headers["Location"].startswith("/teacher/sign-in"), what
                after = world.store.drafts.lines(), world.store.attempts_at(world.draft.id)
                assert after == before, what
    assert seen > 5 * 60


def test_every_change_needs_a_token(world: World) -> None:
    """Without the form's token nothing is done, even for the owner and the admin."""
    for rule in world.app.url_map.iter_rules():
        if "POST" not in (rule.methods or set()):
            continue
        values = {name: world.values[name] for name in rule.arguments}
        with world.app.test_request_context():
            address = world.app.url_for(rule.endpoint, **values)
        for who in ("owner", "admin", "student"):
            answer = world.clients[who].client.post(address, data={"mark": "keep"})
            assert answer.status_code == 400, (who, address)


def test_reading_changes_nothing(world: World) -> None:
    """No page that is only looked at changes a draft, for the owner either."""
    before = world.store.drafts.draft(world.draft.id)
    for rule in world.app.url_map.iter_rules():
        if rule.endpoint.startswith("teacher.") and "GET" in (rule.methods or set()):
            values = {name: world.values[name] for name in rule.arguments}
            with world.app.test_request_context():
                address = world.app.url_for(rule.endpoint, **values)
            world.clients["owner"].client.get(address).close()
    assert world.store.drafts.draft(world.draft.id) == before


def test_admins_see_everybodys(world: World) -> None:
    """The list names the owner; a teacher's own list names nobody else's."""
    assert "Clara Osei" in world.clients["admin"].get("/teacher/")
    assert world.draft.article.title not in world.clients["other"].get("/teacher/")


def test_another_teachers_job_is_not_told(world: World) -> None:
    """Not even how far the making of questions is."""
    address = f"/teacher/articles/{world.draft.id}/progress.json"
    assert world.clients["other"].client.get(address).status_code == 404
