"""What the site does with what it is not meant to get."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask

from decks import EXPORTERS
from quizgen.errors import DeckError
from quizgen.models import Option, QuestionSet, Span
from tests.web.conftest import Page, Student
from web import Config, create_app
from web.store import Store

EVIL = "<script>alert('1')</script>\"'&</textarea>{{ 7*7 }}"


def evil_set(question_set: QuestionSet) -> QuestionSet:
    """A set with HTML wherever text can stand."""
    text = f"{EVIL} said so. {EVIL}"
    question = replace(
        question_set.questions[0],
        stem=EVIL + "?",
        options=(Option("o1", EVIL), Option(EVIL, "another " + EVIL)),
        feedback="It says: " + EVIL,
        evidence=(Span(0, len(EVIL) + 8),),
        id="q/" + EVIL,
    )
    return replace(
        question_set,
        id=EVIL + "/%2F?#",
        article=replace(
            question_set.article,
            title=EVIL,
            text=text,
            body=(Span(0, len(text)),),
            url="javascript:alert(1)",
            language='en"><script>',
        ),
        questions=(question,),
    )


def test_markup_is_text(student: Student, store: Store, question_set: QuestionSet) -> None:
    """HTML in title, text, stem, options, feedback and ids is shown as it is, never obeyed."""
    store.save_question_set(evil_set(question_set))
    home = student.get("/")
    quiz = student.get(home.links[EVIL])
    article = student.get(quiz.links["Read the article first"])
    asked = student.send(quiz)
    answered = student.answer(asked, EVIL)
    result = student.get(answered.links["See your result"])
    for page in (home, quiz, article, asked, answered, result):
        assert page.status == 200
        assert scripts(page) <= {"/static/quizgen.js"}
        assert EVIL in page.text
        assert "49" not in page.text
        assert "javascript:" not in page.source
    assert answered.marked == [f"{EVIL} said so"]


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/quiz/nothing",
        "/quiz/nothing/article",
        "/quiz/nothing/deck",
        "/quiz/%00",
        "/quiz/%252F",
        "/attempt/nothing",
        "/attempt/nothing/1",
        "/attempt/nothing/results",
        "/attempt/nothing/article",
        "/attempt/nothing/one",
        "/static/nothing.css",
        "/static/..%2Fconfig.py",
    ],
)
def test_unknown_address(student: Student, address: str) -> None:
    """An address that leads nowhere gets a page that says what to do, and status 404."""
    page = student.get(address)
    assert page.status == 404
    assert page.links["All quizzes"] == "/"


@pytest.mark.parametrize("number", ["0", "5", "99999999999999999999"])
def test_unknown_question(student: Student, number: str) -> None:
    """A number that the attempt doesn't have is a page that isn't there."""
    page = student.get(student.begin().path.removesuffix("1") + number)
    assert page.status == 404


@pytest.mark.parametrize("page", ["", "/1", "/results", "/article"])
def test_attempts_are_private(app: Flask, student: Student, page: str) -> None:
    """An attempt is shown in the browser it was begun in, and nowhere else."""
    attempt = student.begin().path.removesuffix("/1")
    other = Student(app.test_client())
    other.begin()
    shown = other.get(attempt + page)
    assert shown.status == 404
    assert "An attempt opens only in the browser it was begun in" in shown.text


def test_foreign_attempts_take_no_answers(app: Flask, student: Student, store: Store) -> None:
    """Nobody can answer, or repeat, in another's attempt."""
    asked = student.begin()
    other = Student(app.test_client())
    token = other.begin().forms[0]["csrf_token"]
    for action in (asked.path, asked.path.removesuffix("/1") + "/repeat"):
        response = other.client.post(action, data={"csrf_token": token, "answer": "1"})
        assert response.status_code == 404
    assert "Not right" not in student.get(asked.path).text
    assert student.get(asked.path).choices


@pytest.mark.parametrize("token", [None, "", "nonsense"])
def test_forgery_is_refused(student: Student, token: str | None) -> None:
    """Without the page's own token no form is taken, and nothing is stored."""
    asked = student.begin()
    fields = {"answer": "1"} | ({} if token is None else {"csrf_token": token})
    for action in (
        asked.path,
        asked.path.removesuffix("/1") + "/repeat",
        "/quiz/set-marlow-bay/attempts",
    ):
        page = Page(student.client.post(action, data=fields))
        assert page.status == 400
        assert "That could not be taken" in page.text
    assert student.get(asked.path).choices


def test_another_browsers_token_is_refused(app: Flask, student: Student) -> None:
    """A token belongs to the session it was made for."""
    foreign = Student(app.test_client()).begin().forms[0]["csrf_token"]
    asked = student.begin()
    response = student.client.post(asked.path, data={"csrf_token": foreign, "answer": "1"})
    assert response.status_code == 400


def test_wrong_method(student: Student) -> None:
    """What only takes forms says so, with a page."""
    response = student.client.get("/quiz/set-marlow-bay/attempts")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]
    assert Page(response).links["All quizzes"] == "/"


def test_oversized_form(student: Student) -> None:
    """A form of megabytes is refused before it is read."""
    asked = student.begin()
    response = student.client.post(asked.path, data={"answer": "x" * 2**20})
    assert response.status_code == 413


@pytest.mark.parametrize(
    "address", ["/", "/quiz/set-marlow-bay", "/nothing", "/static/quizgen.css"]
)
def test_security_headers(student: Student, address: str) -> None:
    """Every answer forbids foreign content, framing, guessing of types and leaking of addresses."""
    with student.client.get(address) as response:
        headers = response.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert set(policy.values()) == {"'none'", "'self'"}
    assert policy["script-src"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_cookie(student: Student) -> None:
    """The cookie is out of reach of scripts and of other sites, and lasts beyond the session."""
    cookie = student.client.get("/quiz/set-marlow-bay").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires=" in cookie
    assert "Secure" not in cookie


def test_cookie_behind_tls(config: Config, question_set: QuestionSet) -> None:
    """Set up for HTTPS, the cookie is sent over HTTPS only."""
    app = create_app(replace(config, secure_cookies=True))
    store = app.extensions["quizgen_store"]
    store.save_question_set(question_set)
    response = app.test_client().get("/quiz/set-marlow-bay", base_url="https://localhost")
    store.close()
    assert "Secure" in response.headers["Set-Cookie"]


def test_cookie_of_a_page_over_tls(student: Student) -> None:
    """A page that came over HTTPS has its cookie sent over HTTPS only, without any setting."""
    response = student.client.get("/quiz/set-marlow-bay", base_url="https://localhost")
    assert "Secure" in response.headers["Set-Cookie"]


def test_reading_sets_no_cookie(student: Student) -> None:
    """Who only looks round gets no cookie."""
    assert "Set-Cookie" not in student.client.get("/").headers
    assert "Set-Cookie" not in student.client.get("/quiz/set-marlow-bay/article").headers


def test_static_files_are_kept(student: Student) -> None:
    """Style and icon are asked for once: their addresses change with their content."""
    source = student.get("/").source
    address = source.split('rel="stylesheet" href="')[1].split('"')[0]
    with student.client.get(address) as response:
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in response.headers
    with student.client.get("/static/quizgen.css") as response:
        assert "immutable" not in response.headers["Cache-Control"]


def scripts(page: Page) -> set[str]:
    """The addresses of the page's scripts; "inline" for one that has none."""
    found = re.findall(r"<script([^>]*)>", page.source)
    return {
        match[1] if (match := re.search(r'src="([^"?]*)', attributes)) else "inline"
        for attributes in found
    }


def test_pages_bring_nothing_inline(student: Student, question_set: QuestionSet) -> None:
    """No page has an inline script or style, or a file from elsewhere."""
    asked = student.begin()
    pages = [student.get("/"), student.get("/quiz/set-marlow-bay"), asked]
    pages += [student.answer(asked, question_set.questions[0].answer), student.get("/nothing")]
    for page in pages:
        assert scripts(page) <= {"/static/quizgen.js"}
        for forbidden in ("<style", "style=", "onclick", 'src="http', "@import"):
            assert forbidden not in page.source
        assert '<html lang="en">' in page.source


def test_database_failure(student: Student, store: Store, question_set: QuestionSet) -> None:
    """When an answer can't be stored the page says so, and doesn't say whether it was right."""
    asked = student.begin()
    with store._database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE responses RENAME TO elsewhere")
    page = student.answer(asked, question_set.questions[0].answer)
    assert page.status == 503
    assert "That was not saved" in page.text
    assert question_set.questions[0].feedback not in page.text
    assert "elsewhere" not in page.text and "SQL" not in page.text


def test_our_own_mistake(app: Flask, student: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug of ours becomes a calm page, without a traceback."""
    app.testing = False

    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(Store, "quizzes", fail)
    page = student.get("/")
    assert page.status == 500
    assert "Something went wrong on our side" in page.text
    assert "secret detail" not in page.source


def test_deck_that_would_do_harm(student: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck that is refused is reported as our mistake."""

    def refuse(*_: object, **__: object) -> None:
        raise DeckError("an empty field")

    monkeypatch.setitem(EXPORTERS, "apkg", replace(EXPORTERS["apkg"], write=refuse))
    assert student.get("/quiz/set-marlow-bay/deck").status == 500
