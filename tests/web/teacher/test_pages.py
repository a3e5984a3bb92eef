"""A teacher's way through the pages, from an article to what the class made of it."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizgen.article.boilerplate import RULES
from quizgen.difficulty import LEVELS
from quizgen.models import Kind, QuestionSet
from tests.web.conftest import Student
from tests.web.teacher.conftest import PASSWORD, Desk, text_of
from tests.web.teacher.news import PARAGRAPHS, TEXT, TITLE, docx
from web.store import Store
from web.store.accounts import Teacher
from web.store.drafts import Draft
from web.teacher import intake
from web.teacher.articles import CUT
from web.teacher.settings import DIFFICULTIES, KINDS

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def base(draft: Draft) -> str:
    return f"/teacher/articles/{draft.id}"


def wanted(page: str) -> list[str]:
    """Numbers of the paragraphs that are ticked."""
    return re.findall(r'name="paragraph" value="(\d+)" id="paragraph-\d+" checked', page)


def publish(desk: Desk, draft: Draft, **fields: str) -> str:
    page = desk.get(f"{base(draft)}/publish")
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision is not None, "nothing to publish"
    return desk.done(f"{base(draft)}/publish", revision=revision[1], **fields)


class TestArticle:
    """Bringing an article."""

    def test_pasted(self, desk: Desk) -> None:
        """Title and date are found; byline, headline and form are struck out, by name."""
        page = desk.done("/teacher/articles/new", way="paste", text=TEXT.replace("\n", "\r\n"))
        assert f'value="{TITLE}"' in page
        assert 'name="published" id="published" value="2015-04-30"' in page
        assert wanted(page) == [str(n) for n in range(3, len(PARAGRAPHS))]
        text = text_of(page)
        for name in ("headline", "byline", "form or notice"):
            assert f" {name} " in text

    @pytest.mark.parametrize("name", ["story.docx", "story.txt", "story"])
    def test_as_a_word_document(self, desk: Desk, name: str) -> None:
        """The file's content decides what it is, not its name."""
        data = {"way": "file", "file": (io.BytesIO(docx(*PARAGRAPHS)), name)}
        page = desk.done("/teacher/articles/new", **data)
        assert PARAGRAPHS[3][:40] in text_of(page)

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"way": "paste", "text": "  "}, "Paste the article"),
            ({"way": "file"}, "Choose a file"),
            ({"way": "file", "file": (io.BytesIO(b""), "a.txt")}, "a.txt"),
            ({"way": "file", "file": (io.BytesIO(b"\x89PNG\r\n\x1a\n0000"), "a.txt")}, "picture"),
            ({"way": "file", "file": (io.BytesIO(b"PK\x03\x04"), "../../a.docx")}, "a.docx: "),
        ],
    )
    def test_refused_in_words(self, desk: Desk, fields: dict[str, object], said: str) -> None:
        """The form comes back with what was typed, and with a link to the field."""
        answer = desk.post("/teacher/articles/new", **fields)
        assert answer.status_code == 422
        assert said in answer.text and "/a.docx" not in answer.text
        assert 'role="alert"' in answer.text

    def test_uploads_have_a_limit(self, desk: Desk) -> None:
        """What is too large is refused before it is read; without a sign-in much less is taken."""

        def send(client: FlaskClient, size: int) -> TestResponse:
            return client.post(
                "/teacher/articles/new",
                input_stream=io.BytesIO(b"x" * size),
                content_length=size,
                content_type="multipart/form-data; boundary=x",
            )

        refused = send(desk.client, 22 * 1024 * 1024)
        assert refused.status_code == 413
        assert "too large" in refused.text
        assert send(desk.client, 2**20).status_code == 400  # for want of a token
        assert send(desk.client.application.test_client(), 2**20).status_code == 413

    def test_a_paragraph_comes_back(self, news: QuestionSet) -> None:
        """What was struck out by mistake is of the article again, what is unticked no longer."""
        article = news.article
        found = intake.preview(article)
        last = found[-1]
        assert not last.is_body
        numbers = {p.number for p in found if p.is_body}
        more = intake.corrected(
            article, title="T", published=date(2015, 5, 1), wanted=numbers | {last.number}
        )
        assert more.body == (*article.body, last.span)
        assert (more.id, more.text, more.title) == (article.id, article.text, "T")
        less = intake.corrected(more, title="T", published=None, wanted=numbers)
        assert less.body == article.body and less.published is None

    def test_date_must_be_confirmed(self, desk: Desk, store: Store, teacher: Teacher) -> None:
        """A day, or that none is known: nothing is assumed in silence."""
        draft = store.drafts.add(teacher, intake.read_text(TEXT))
        for day, said in (("", "isn’t known"), ("1. 5.", "year-month-day"), ("9999-01-01", "9999")):
            answer = desk.post(
                f"{base(draft)}/preview", title="T", published=day, paragraph="4", count="5"
            )
            assert answer.status_code == 422
            assert said in text_of(answer.text)
        assert store.jobs.newest(draft.id) is None

    def test_the_text_can_be_corrected(self, desk: Desk, store: Store, teacher: Teacher) -> None:
        """It is read anew; the date that is known by then stays."""
        article = replace(intake.read_text(TEXT), published=date(2015, 4, 30))
        draft = store.drafts.add(teacher, article)
        desk.done(f"{base(draft)}/preview", text=TEXT.replace("lorry", "truck"))
        after = store.drafts.draft(draft.id).article
        assert "single truck" in after.text and after.published == date(2015, 4, 30)


def test_very_many_paragraphs() -> None:
    """A text of as many as fit is shown at once, in their order."""
    shown = intake.preview(intake.read_text("said\n\n" * 3_000))
    assert len(shown) == 3_000
    assert sum(paragraph.is_body for paragraph in shown) > 2_900


def test_everything_has_a_name() -> None:
    """Every kind of question, and every sort of paragraph that is struck out."""
    assert set(KINDS) == set(get_args(Kind))
    assert set(CUT) == {name for name, _ in RULES} | {intake.HEADLINE, "comment_form"}
    assert set(DIFFICULTIES) == {"any", *LEVELS}


class TestReview:
    """Looking at the questions."""

    def test_marks(self, desk: Desk, store: Store, draft: Draft, news: QuestionSet) -> None:
        """Keep and reject are told apart in words; the same button takes them back."""
        one, two = news.questions[0].id, news.questions[1].id
        for question, mark in ((one, "keep"), (two, "reject")):
            page = desk.done(f"{base(draft)}/questions/{question}/mark", mark=mark)
        assert "1 to keep, 1 rejected" in text_of(page)
        assert store.drafts.draft(draft.id).marks == {one: "keep", two: "reject"}
        desk.done(f"{base(draft)}/questions/{one}/mark", mark="unmark")
        assert store.drafts.draft(draft.id).marks == {two: "reject"}
        assert desk.post(f"{base(draft)}/questions/{one}/mark", mark="x").status_code == 400
        assert desk.post(f"{base(draft)}/questions/x/mark", mark="keep").status_code == 404

    def test_every_question_leads_to_its_evidence(
        self, desk: Desk, draft: Draft, news: QuestionSet
    ) -> None:
        """The passage that is marked for a question is its evidence, to the character."""
        page = desk.get(f"{base(draft)}/review")
        for number, question in enumerate(news.questions, 1):
            assert f'href="#evidence-{number}"' in page
            assert page.count(f'id="evidence-{number}"') == 1
            marks = re.findall(r'<mark data-proves="([\d ]+)"[^>]*>(.*?)</mark>', page, re.S)
            shown = "".join(
                text_of(text) + " " for proves, text in marks if str(number) in proves.split()
            )
            proof = "".join(s.of(news.article.text) for s in question.evidence)
            assert "".join(shown.split()) == "".join(proof.split())

    def test_edit(self, desk: Desk, store: Store, draft: Draft, news: QuestionSet) -> None:
        """It is marked as edited, keeps its id, and undo brings the old one back."""
        question = next(q for q in news.questions if q.kind == "who_said")
        address = f"{base(draft)}/questions/{question.id}/edit"
        fields = {f"option-{n}": option.text for n, option in enumerate(question.options, 1)} | {
            "stem": "Who spoke up for the town’s shops?",
            "key": str(1 + [o.id for o in question.options].index(question.key)),
            "accepted": "Marsh\nthe mayor",
            "feedback": question.feedback,
            "changed": str(question.changed),
        }
        page = desk.done(address, **fields)
        assert "Edited by you" in page
        after = store.drafts.draft(draft.id).question_set
        assert after is not None
        made = after.question(question.id)
        assert (made.stem, made.edited) == ("Who spoke up for the town’s shops?", True)
        assert made.accepted[1:] == ("Marsh", "the mayor")
        stale = desk.post(address, **fields)
        assert stale.status_code == 409 and "changed meanwhile" in stale.text
        draft = store.drafts.draft(draft.id)
        desk.done(f"{base(draft)}/undo", revision=draft.revision)
        restored = store.drafts.draft(draft.id).question_set
        assert restored is not None and restored.question(question.id) == question

    def test_edits_keep_the_guidelines(
        self, desk: Desk, store: Store, draft: Draft, news: QuestionSet
    ) -> None:
        """Two options that read the same are refused, with the reason, and nothing is lost."""
        question = news.questions[3]
        same = {f"option-{n}": "Lee Marsh" for n in (1, 2, 3)}
        answer = desk.post(
            f"{base(draft)}/questions/{question.id}/edit",
            stem="My own stem?", key="1", feedback="x", changed=str(question.changed), **same,
        )  # fmt: skip
        assert answer.status_code == 422
        assert "two options read the same" in answer.text and "My own stem?" in answer.text
        assert store.drafts.draft(draft.id).revision == draft.revision

    def test_reorder(self, desk: Desk, store: Store, draft: Draft, news: QuestionSet) -> None:
        """Up, down, and to a place."""
        ids = [question.id for question in news.questions]

        def move(question: str, to: str) -> list[str]:
            desk.done(f"{base(draft)}/questions/{question}/move", to=to)
            after = store.drafts.draft(draft.id).question_set
            assert after is not None
            return [question.id for question in after.questions]

        assert move(ids[1], "up") == [ids[1], ids[0], *ids[2:]]
        assert move(ids[1], "up") == [ids[1], ids[0], *ids[2:]]
        assert move(ids[1], "down") == ids
        assert move(ids[0], "3") == [ids[1], ids[2], ids[0], *ids[3:]]

    def test_settings_in_words(self, desk: Desk, draft: Draft) -> None:
        """What makes no sense is said, and nothing is drawn."""
        good = {"count": "5", "kinds_shown": "yes", "kind": ["when"], "options": "4"}
        for wrong, said in (
            ({"count": "0"}, "1 to 200"), ({"count": "many"}, "1 to 200"),
            ({"kind": []}, "at least one kind"), ({"options": "9"}, "3 to 6"),
            ({"confidence": "200"}, "0 to 100"), ({"seed": "x"}, "whole number"),
            ({"share-when": "-1"}, "whole numbers"),
        ):  # fmt: skip
            answer = desk.post(f"{base(draft)}/regenerate", **{**good, **wrong})
            assert answer.status_code == 422, wrong
            assert said in text_of(answer.text)

    def test_nothing_typed_becomes_markup(
        self, site: Flask, desk: Desk, store: Store, draft: Draft, news: QuestionSet
    ) -> None:
        """Script in title, stem, options, feedback, nickname and report is text on every page."""
        question = news.questions[0]
        options = tuple(replace(o, text=f"{o.text} {EVIL}") for o in question.options)
        bad = replace(question, stem=EVIL, options=options, feedback=EVIL, accepted=("a", EVIL))
        article = replace(news.article, title=EVIL)
        evil = replace(news, article=article, questions=(bad, *news.questions[1:]))
        store.drafts.change(
            draft.id, "edit", lambda d: replace(d, question_set=evil, article=article)
        )
        publish(desk, draft)
        attempt = store.start_attempt(draft.id, "student", nickname=EVIL)
        store.record_response(attempt.id, "student", question.id, None, typed=EVIL)
        store.report_question(attempt.id, "student", question.id, "other", EVIL)
        for path in ("review", "publish", "results", "regenerate", "generations", "delete",
                     "generations/1", "left-out", f"questions/{question.id}/edit",
                     f"results/{attempt.id}"):  # fmt: skip
            page = desk.get(f"{base(draft)}/{path}")
            assert "<script>alert" not in page and "<img" not in page, path
        assert "<script>alert" not in desk.get("/teacher/")


class TestQuiz:
    """Publishing, and what follows from it."""

    def test_rejected_ones_are_left_out(
        self, desk: Desk, store: Store, draft: Draft, news: QuestionSet
    ) -> None:
        """And never come back; the draft is then what was published."""
        gone = news.questions[2].id
        desk.done(f"{base(draft)}/questions/{gone}/mark", mark="reject")
        page = publish(desk, draft, settings_shown="yes", feedback="end", minutes="7.5")
        assert "What students get is what you have here." in page
        quiz = store.quiz(draft.id)
        assert (quiz.questions, quiz.settings.feedback, quiz.settings.time_limit) == (7, "end", 450)
        assert not quiz.settings.listed and not quiz.settings.nickname
        published = store.question_set(draft.id)
        assert gone in {question.id for question in published.retired}
        assert gone in {rejection.id for rejection in published.rejected}
        after = store.drafts.draft(draft.id)
        assert after.question_set is not None and not after.marks
        assert after.question_set.questions == published.questions

    def test_versions(self, site: Flask, desk: Desk, store: Store, draft: Draft) -> None:
        """Who began on the first finishes on it, though the second has other questions."""
        publish(desk, draft, settings_shown="yes", listed="yes")
        student = Student(site.test_client())
        page = student.begin(draft.id)
        first = store.question_set(draft.id)
        desk.done(f"{base(draft)}/questions/{first.questions[0].id}/mark", mark="reject")
        assert "Published, and changed since" in desk.get("/teacher/")
        publish(desk, draft)
        assert len(store.question_set(draft.id).questions) == 7
        attempt = store.attempts_at(draft.id)[0]
        asked = [first.question(question) for question in attempt.questions]
        assert "8 of 8 right" in student.take(page, asked).text
        versions = store.publications.versions(draft.id)
        assert [(v.questions, v.attempts) for v in versions] == [(8, 1), (7, 0)]

    def test_publishing_twice_is_publishing_once(
        self, desk: Desk, store: Store, draft: Draft
    ) -> None:
        """A second click, or a form from before a change, publishes nothing."""
        publish(desk, draft)
        again = desk.post(f"{base(draft)}/publish", revision="0")
        assert again.status_code in (303, 409)
        assert len(store.publications.versions(draft.id)) == 1

    def test_close_and_reopen(self, site: Flask, desk: Desk, draft: Draft) -> None:
        """A closed quiz says so, and is off the first page."""
        publish(desk, draft, settings_shown="yes", listed="yes")
        student = Student(site.test_client())
        assert TITLE in student.get("/").text
        form = student.get(f"/quiz/{draft.id}")
        desk.done(f"{base(draft)}/close")
        assert TITLE not in student.get("/").text
        assert "This quiz is closed" in student.send(form).text
        desk.done(f"{base(draft)}/reopen")
        assert student.send(form).text.startswith("Skip")
        assert "Question 1 of 8" in student.begin(draft.id).text

    def test_duplicate(self, desk: Desk, store: Store, draft: Draft) -> None:
        """A draft of its own, with the same questions under the same ids, and no results."""
        publish(desk, draft)
        store.start_attempt(draft.id, "student")
        desk.done(f"{base(draft)}/duplicate")
        copy, original = store.drafts.lines()
        made = store.drafts.draft(copy.id if copy.id != draft.id else original.id)
        assert made.question_set is not None and draft.question_set is not None
        assert made.question_set.questions == draft.question_set.questions
        assert made.article.title == f"{TITLE} (copy)"
        assert store.publications.versions(made.id) == []

    def test_archive(self, site: Flask, desk: Desk, store: Store, draft: Draft) -> None:
        """Off the list and closed; it comes back from the other list."""
        publish(desk, draft)
        desk.done(f"{base(draft)}/archive")
        assert TITLE not in desk.get("/teacher/")
        assert TITLE in desk.get("/teacher/?archived=yes")
        assert store.quiz(draft.id).closed is not None
        desk.done(f"{base(draft)}/unarchive")
        assert TITLE in desk.get("/teacher/")

    def test_delete_says_what_goes_along(self, desk: Desk, store: Store, draft: Draft) -> None:
        """And asks to be sure."""
        publish(desk, draft)
        store.start_attempt(draft.id, "student")
        said = text_of(desk.get(f"{base(draft)}/delete"))
        assert "1 published versions" in said and "1 attempts by 1 students" in said
        assert desk.post(f"{base(draft)}/delete", what="everything").status_code == 422
        desk.done(f"{base(draft)}/delete", what="everything", sure="yes")
        assert store.drafts.lines() == []
        desk.get(f"{base(draft)}/review", status=404)

    def test_extra_time(self, desk: Desk, store: Store, draft: Draft) -> None:
        """A code of its own; amounts that make no sense are refused."""
        publish(desk, draft)
        desk.done(f"{base(draft)}/links", extra_time="50 %")
        assert [link.extra_time for link in store.join_links(draft.id)] == [0, 50]
        assert desk.post(f"{base(draft)}/links", extra_time="-1").status_code == 422

    def test_exports(self, desk: Desk, draft: Draft) -> None:
        """Every format there is; JSON is the whole set, without what was rejected."""
        from decks import EXPORTERS

        page = desk.get(f"{base(draft)}/publish")
        for key in EXPORTERS:
            assert f"/export/{key}" in page
        for key in ("json", "csv", "gift", "apkg"):
            answer = desk.client.get(f"{base(draft)}/export/{key}")
            assert answer.status_code == 200
            assert "attachment" in answer.headers["Content-Disposition"]
        data = json.loads(desk.client.get(f"{base(draft)}/export/json").data)
        assert QuestionSet.from_dict(data) == draft.question_set
        desk.get(f"{base(draft)}/export/doc", status=404)
        desk.get(f"{base(draft)}/export/apkg?version=77", status=404)


class TestResults:
    """How the class did."""

    @pytest.fixture
    def taken(self, desk: Desk, store: Store, draft: Draft) -> Draft:
        """Three students: all right, half right, not finished."""
        publish(desk, draft)
        assert draft.question_set is not None
        questions = draft.question_set.questions
        for student, name, wrong, count in (
            ("a", "=Zoë", 0, 8), ("b", None, 4, 8), ("c", "Tom", 0, 2),
        ):  # fmt: skip
            attempt = store.start_attempt(draft.id, student, nickname=name)
            for number, question in enumerate(questions[:count]):
                option = question.distractors[0].id if number < wrong else question.key
                store.record_response(attempt.id, student, question.id, option)
        store.report_question(
            store.attempts("a")[0].id, "a", questions[0].id, "key", "It was a Monday"
        )
        return draft

    def test_page(self, desk: Desk, taken: Draft) -> None:
        """Shares, the histogram in words, a warning, each student, and reports to see to."""
        text = text_of(desk.get(f"{base(taken)}/results"))
        assert "2 students have finished." in text
        assert "On average 75 % were right (median 75 %)" in text
        assert "Fewer than 20 students" in text
        assert "50–60 per cent: 1. 90–100 per cent: 1." in text
        assert "Student 1: =Zoë" in text and "Student 3: Tom" in text and "not yet" in text
        assert "It was a Monday" in text

    def test_a_student(self, desk: Desk, store: Store, taken: Draft) -> None:
        """Every answer of one attempt; nobody else's attempt under this article."""
        attempt = store.attempts("b")[0]
        text = text_of(desk.get(f"{base(taken)}/results/{attempt.id}"))
        assert "4 of 8 right" in text and text.count("The right answer") == 4
        desk.get(f"{base(taken)}/results/nonsense", status=404)

    def test_csv(self, desk: Desk, taken: Draft) -> None:
        """A row an answer; a nickname that is a formula is none for the spreadsheet."""
        data = desk.client.get(f"{base(taken)}/results.csv").data.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(data)))
        assert len(rows) == 24
        assert {row["nickname"] for row in rows} == {"'=Zoë", "", "Tom"}
        assert sum(row["right"] == "1" for row in rows) == 14
        assert sum(row["right"] == "" for row in rows) == 6

    def test_reports_are_seen_to(self, desk: Desk, store: Store, taken: Draft) -> None:
        """Once seen to, it is open no longer."""
        (report,) = store.reports(taken.id)
        desk.done(f"{base(taken)}/reports/{report.attempt_id}/{report.question_id}/resolve")
        assert store.reports(taken.id) == []

    def test_measured_difficulty(self, desk: Desk, store: Store, draft: Draft) -> None:
        """From twenty students on, the share that was wrong replaces the estimate."""
        publish(desk, draft)
        assert draft.question_set is not None
        first, *rest = draft.question_set.questions
        for number in range(20):
            student = f"s{number}"
            attempt = store.start_attempt(draft.id, student)
            option = first.distractors[0].id if number < 15 else first.key
            store.record_response(attempt.id, student, first.id, option)
            for question in rest:
                store.record_response(attempt.id, student, question.id, question.key)
        assert "hard (75 % wrong of 20 students)" in text_of(desk.get(f"{base(draft)}/review"))


class TestEverything:
    """One file with all a teacher has."""

    def test_there_and_back(
        self, desk: Desk, store: Store, teacher: Teacher, draft: Draft,
        sites: Callable[[], Flask], tmp_path: object,
    ) -> None:  # fmt: skip
        """What is exported and added elsewhere is the same: articles, versions, codes, results."""
        publish(desk, draft)
        desk.done(f"{base(draft)}/links", extra_time="25")
        assert draft.question_set is not None
        for student in ("a", "b"):
            attempt = store.start_attempt(draft.id, student, nickname=f"N{student}")
            for question in draft.question_set.questions:
                wrong = question.distractors[0].id
                store.record_response(attempt.id, student, question.id, wrong)
            store.repeat_missed(attempt.id, student)
            store.report_question(attempt.id, student, question.id, "unclear", "why?")
        data = desk.client.get("/teacher/account/everything.json").data
        assert b'"student": "a"' not in data
        codes = [link.code for link in store.join_links(draft.id)]
        before = store.publications.belongings(draft.id)

        def add(content: bytes) -> str:
            return desk.done(
                "/teacher/account/import", file=(io.BytesIO(content), "everything.json")
            )

        assert "1 article was added" in text_of(add(data))  # beside: under another id and codes
        assert len(store.drafts.lines()) == 2
        for line in store.drafts.lines():
            store.publications.delete(line.id)
        add(data)
        (line,) = store.drafts.lines()
        assert line.id == draft.id and line.is_published_as_is
        assert store.drafts.draft(draft.id).question_set == draft.question_set
        assert store.publications.belongings(draft.id) == before
        assert [link.code for link in store.join_links(draft.id)] == codes
        attempts = store.attempts_at(draft.id)
        assert sorted(a.nickname or "" for a in attempts if a.repeats is None) == ["Na", "Nb"]
        assert all(a.student not in ("a", "b") for a in attempts)
        desk.get(f"{base(draft)}/results")

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda data: data.update(version=2),
            lambda data: data.update(articles=[{}]),
            lambda data: data["articles"][0].update(marks={"x": "maybe"}),
            lambda data: data["articles"][0]["quiz"].update(links=[]),
            lambda data: data["articles"][0]["quiz"]["attempts"][0].update(version=9),
            lambda data: data["articles"][0]["quiz"]["attempts"][0].update(repeats=0),
            lambda data: data["articles"][0]["quiz"]["attempts"][0].update(questions=["x"]),
            lambda data: data["articles"][0]["quiz"]["settings"].update(feedback="never"),
            lambda data: data["articles"][0]["question_set"]["questions"][0].update(evidence=[]),
        ],
    )
    def test_damaged_files_add_nothing(
        self, desk: Desk, store: Store, draft: Draft, spoil: Callable[[dict[str, object]], None]
    ) -> None:
        """Whatever is wrong with it: a clear refusal, and nothing half added."""
        publish(desk, draft)
        store.start_attempt(draft.id, "a")
        data = json.loads(desk.client.get("/teacher/account/everything.json").data)
        spoil(data)
        content = io.BytesIO(json.dumps(data).encode())
        answer = desk.post("/teacher/account/import", file=(content, "x.json"))
        assert answer.status_code == 422
        assert "export" in answer.text
        assert len(store.drafts.lines()) == 1


class TestGenerating:
    """Questions are made beside the requests."""

    def test_from_text_to_published(self, site: Flask, desk: Desk, store: Store) -> None:
        """Paste, confirm, wait, keep and reject, draw anew, restore: all by the real worker."""
        page = desk.done("/teacher/articles/new", way="paste", text=TEXT)
        (line,) = store.drafts.lines()
        address = f"/teacher/articles/{line.id}"
        answer = desk.post(
            f"{address}/preview", title=TITLE, published="2015-04-30", paragraph=wanted(page),
            count="6",
        )  # fmt: skip
        assert answer.headers["Location"] == f"{address}/progress"
        assert "Cancel" in desk.get(f"{address}/progress")
        self.wait(desk, address)
        first = store.drafts.draft(line.id)
        assert first.question_set is not None and len(first.question_set.questions) == 6
        keep, reject = (q.id for q in first.question_set.questions[:2])
        desk.done(f"{address}/questions/{keep}/mark", mark="keep")
        desk.done(f"{address}/questions/{reject}/mark", mark="reject")
        kinds = {"kinds_shown": "yes", "kind": ["who_said", "what_said", "when"]}
        desk.post(f"{address}/regenerate", count="6", options="4", **kinds)
        self.wait(desk, address)
        second = store.drafts.draft(line.id).question_set
        assert second is not None
        assert second.question(keep) == first.question_set.question(keep)
        assert reject not in {question.id for question in second.questions}
        said = text_of(desk.get(f"{address}/progress"))
        assert "Compared with generation 1: 1 kept" in said
        desk.done(f"{address}/generations/1/restore")
        third = store.drafts.draft(line.id).question_set
        assert third is not None and third.generation.restored == 1
        assert reject not in {question.id for question in third.questions}

    def test_an_edit_after_an_update(
        self, desk: Desk, store: Store, teacher: Teacher, news: QuestionSet
    ) -> None:
        """Where the facts were found by other rules, the article is read again first, by a job;
        a question that breaks the guidelines is refused there as well."""
        draft = store.drafts.add(teacher, news.article, replace(news, facts=None))
        question = news.questions[0]
        fields = {f"option-{n}": o.text for n, o in enumerate(question.options, 1)} | {
            "stem": question.stem, "key": "1", "feedback": "Another word on it.",
            "changed": str(question.changed),
        }  # fmt: skip
        fields["key"] = str(1 + [o.id for o in question.options].index(question.key))
        desk.post(f"{base(draft)}/questions/{question.id}/edit", **fields)
        self.wait(desk, base(draft))
        after = store.drafts.draft(draft.id).question_set
        assert after is not None and after.facts is not None
        assert after.question(question.id).feedback == "Another word on it."
        store.drafts.change(
            draft.id, "edit", lambda d: replace(d, question_set=replace(after, facts=None))
        )
        fields |= {"option-1": "", "option-2": "", "changed": str(after.questions[0].changed)}
        fields["key"] = "3"
        desk.post(f"{base(draft)}/questions/{question.id}/edit", **fields)
        self.wait(desk, base(draft))
        assert "believable wrong answer" in desk.get(f"{base(draft)}/review")
        page = desk.done(f"{base(draft)}/questions/{question.id}/mark", mark="keep")
        assert "believable wrong answer" not in page  # it is about what was, by now

    def test_what_gives_no_questions_says_so(
        self, desk: Desk, store: Store, teacher: Teacher
    ) -> None:
        """The page of progress says why, and leads back to the preview."""
        text = "The sea was calm and the sky was grey over the bay. " * 4
        draft = store.drafts.add(teacher, intake.read_text(text))
        page = desk.get(f"{base(draft)}/preview")
        desk.post(
            f"{base(draft)}/preview", title="Calm", undated="yes", paragraph=wanted(page), count=""
        )
        self.wait(desk, base(draft))
        assert "nothing to ask about" in desk.get(f"{base(draft)}/progress")

    @staticmethod
    def wait(desk: Desk, address: str) -> None:
        for _ in range(600):
            if not desk.client.get(f"{address}/progress.json").get_json()["active"]:
                return
            time.sleep(0.2)
        raise AssertionError("no end to the making of questions")


def test_password_is_never_in_the_open(site: Flask, desk: Desk, store: Store) -> None:
    """Not in the cookie, not in an export."""
    cookie = desk.client.get_cookie(site.config["SESSION_COOKIE_NAME"])
    assert cookie is not None and PASSWORD not in cookie.value
    data = desk.client.get("/teacher/account/everything.json").data
    assert b"argon2" not in data
