"""Teachers, and the students of one, in a real browser."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quizgen.models import QuestionSet
from tests.browser.conftest import Visit
from tests.browser.looks import faults
from tests.browser.site import Site
from tests.decks.student import Student as AnkiStudent
from tests.web.teacher.news import PARAGRAPHS, PUBLISHED, TEXT, TITLE, docx, news_set
from web import Config
from web.store import Store
from web.store.accounts import Teacher

pytestmark = pytest.mark.browser

NAME, PASSWORD = "Clara Osei", "salt on the quay at dawn"
Visits = Callable[..., Visit]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Store, Teacher]]:
    """A site with one teacher, and its store."""
    folder = tmp_path_factory.mktemp("school")
    with Config(instance_path=folder / "instance").opened_store() as store:
        teacher = store.accounts.add(NAME, PASSWORD, admin=True)
        site = Site(folder, [], QUIZGEN_FETCH_URLS="yes")
        site.start()
        yield site, store, teacher
        site.kill()


def sign_in(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/teacher/")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your articles")


def made(page: Page, where: str) -> None:
    """Wait until the making of questions has led there by itself."""
    page.wait_for_url(where, timeout=120_000)


def keep(page: Page, number: int) -> None:
    page.locator(f"#question-{number}").get_by_role("button", name="Keep").click()


def reject(page: Page, number: int) -> None:
    page.locator(f"#question-{number}").get_by_role("button", name="Reject").click()


def stems(page: Page) -> list[str]:
    return [
        text.strip().replace("(gap)", "")
        for text in page.locator(".card h2.stem").all_text_contents()
    ]


def draw_anew(page: Page) -> None:
    page.get_by_role("link", name="Draw the rest anew").click()
    page.get_by_role("button", name="Draw anew").click()
    made(page, "**/generations/*")


def answer(page: Page, keys: dict[str, str]) -> None:
    """Answer the question on the page rightly."""
    stem = (page.locator("h1").text_content() or "").strip().replace("(gap)", "")
    for radio in page.get_by_role("radio").all():
        if page.locator(f"label[for={radio.get_attribute('id')}]").inner_text() == keys[stem]:
            radio.check()
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("Right"))


def keys_of(question_set: QuestionSet) -> dict[str, str]:
    return {question.stem: question.answer for question in question_set.questions}


def test_from_an_article_to_results(
    visits: Visits, school: tuple[Site, Store, Teacher], tmp_path: Path
) -> None:
    """A teacher signs in, pastes an article, corrects what was read, keeps two questions, rejects
    one, edits one, draws anew twice, restores the first generation, publishes, changes, publishes
    again. A student who began before the change finishes on the first version. The teacher reads
    the results and downloads answers and decks; a collection with reviews takes both decks.
    """
    site, store, _ = school
    page = visits(accept_downloads=True).page()
    sign_in(page, site)

    # An article by paste; title and date corrected, a paragraph un-struck.
    page.get_by_role("link", name="New article").first.click()
    page.get_by_label("The article’s text").fill(TEXT)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_label("Title").fill("The end of the harbour bridge")
    expect(page.get_by_label("Published on")).to_have_value("2015-04-30")
    page.get_by_label("Published on").fill("2015-05-01")
    form = page.get_by_label("This site uses Akismet")
    expect(form).not_to_be_checked()
    form.check()
    page.get_by_label("How many questions").fill("8")
    page.get_by_role("button", name="Make the questions").click()
    made(page, "**/review")
    draft_id = page.url.split("/")[-2]
    article = store.drafts.draft(draft_id).article
    assert (article.title, str(article.published)) == (
        "The end of the harbour bridge", "2015-05-01",
    )  # fmt: skip
    assert article.body[-1].of(article.text) == PARAGRAPHS[-1]

    # Keep two, reject one, edit one.
    first = stems(page)
    assert len(first) == 8
    keep(page, 1)
    keep(page, 2)
    reject(page, 3)
    page.locator("#question-4").get_by_role("link", name="Edit").click()
    page.get_by_label("Feedback after the answer").fill("Read the second paragraph again.")
    page.get_by_role("button", name="Save the question").click()
    expect(page.locator("#question-4")).to_contain_text("Edited by you")
    expect(page.locator(".counts")).to_contain_text("2 to keep, 1 rejected")

    # Draw anew, twice.
    draw_anew(page)
    expect(page.locator("p.lead")).to_contain_text(re.compile("[3-8] kept"))
    page.get_by_role("link", name="Look at the questions").click()
    second = stems(page)
    assert {first[0], first[1], first[3]} <= set(second)
    assert first[2] not in second
    draw_anew(page)
    page.get_by_role("link", name="Look at the questions").click()
    assert first[2] not in stems(page)

    # Restore the first; what was rejected stays away, what was edited stays edited.
    page.get_by_role("link", name="Generations").click()
    page.get_by_role("button", name="Restore generation 1").click()
    page.get_by_role("link", name="Look at the questions").click()
    assert stems(page) == [stem for stem in first if stem != first[2]]
    expect(page.locator(".card", has_text="Edited by you")).to_have_count(1)

    # Publish; a student begins.
    page.get_by_role("link", name="Publish").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Published.")
    version_1 = store.question_set(draft_id)
    code = page.locator("td.code").inner_text()
    student = visits(width=390, height=800).page()
    student.goto(f"{site.url}/")
    student.get_by_label("Your teacher’s code").fill(code)
    student.get_by_role("button", name="Join").click()
    student.get_by_label("Nickname").fill("Mia")
    student.get_by_role("button", name="Begin the quiz").click()
    answer(student, keys_of(version_1))

    # Change, and publish again; another student gets the second version.
    page.get_by_role("link", name="Questions").click()
    gone = stems(page)[0]
    reject(page, 1)
    page.get_by_role("link", name="Publish").first.click()
    page.get_by_role("button", name="Publish a new version").click()
    version_2 = store.question_set(draft_id)
    assert gone not in keys_of(version_2)
    assert len(version_2.questions) == len(version_1.questions) - 1

    for _ in version_1.questions[1:]:
        student.get_by_role("link", name="Next question").first.click()
        answer(student, keys_of(version_1))
    student.get_by_role("link", name="See your result").first.click()
    expect(student.locator("h1")).to_have_text("7 of 7 right")
    late = visits().page()
    late.goto(f"{site.url}/quiz/{draft_id}")
    late.get_by_role("button", name="Begin the quiz").click()
    expect(late.locator("#progress-text")).to_have_text("Question 1 of 6")
    answer(late, keys_of(version_2))

    # Results, answers as a table, decks of both versions.
    page.get_by_role("link", name="Results").click()
    expect(page.locator(".lead")).to_contain_text("1 student has finished")
    expect(page.get_by_role("img")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all answers (CSV)").click()
    table = csv.DictReader(download.value.path().read_text(encoding="utf-8-sig").splitlines())
    assert [row["nickname"] for row in table if row["right"] == "1"] == ["Mia"] * 7 + [""]
    page.get_by_role("link", name="Publish").first.click()
    decks = {}
    for number in (1, 2):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Anki deck of version {number}").click()
        decks[number] = tmp_path / f"{number}.apkg"
        download.value.save_as(decks[number])
    anki = AnkiStudent(tmp_path / "anki")
    anki.imports(decks[1])
    assert anki.reviews_all_due() > 0
    kept = [question.id for question in version_2.questions]
    before = {question: anki.scheduling(question) for question in kept}
    anki.imports(decks[2])
    assert {question: anki.scheduling(question) for question in kept} == before
    assert anki.note(next(q.id for q in version_1.questions if q.stem == gone)) is not None
    anki.col.close()


def test_word_document_without_java_script(
    visits: Visits, school: tuple[Site, Store, Teacher]
) -> None:
    """A .docx is read, and questions are made of it, without a line of JavaScript."""
    site, store, _ = school
    page = visits(java_script_enabled=False, width=390, height=800).page()
    sign_in(page, site)
    page.get_by_role("link", name="New article").first.click()
    page.get_by_label("File with the article").set_input_files(
        {"name": "story.docx", "mimeType": "application/zip", "buffer": docx(*PARAGRAPHS)}
    )
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_label("Title")).to_have_value(TITLE)
    page.get_by_label("How many questions").fill("3")
    page.get_by_role("button", name="Make the questions").click()
    made(page, "**/review")  # by the refreshing that the page asks of the browser
    assert len(stems(page)) == 3
    keep(page, 2)
    expect(page.locator("#question-2")).to_contain_text("Kept")
    page.get_by_role("button", name="Undo: keep").click()
    expect(page.get_by_role("status")).to_have_text("The last change is undone.")


def every_page(page: Page, site: Site, store: Store, teacher: Teacher) -> Iterator[str]:
    """Walk through the teacher's pages; the name of each while the browser is on it."""
    page.goto(f"{site.url}/teacher/sign-in")
    yield "sign-in"
    page.get_by_role("button", name="Sign in").click()
    yield "sign-in-error"
    sign_in(page, site)
    news = news_set()
    shorter = replace(news, questions=news.questions[:5], shortfall="5 of 8 questions were made")
    draft = store.drafts.add(teacher, news.article, shorter)
    yield "articles"
    page.get_by_role("link", name="New article").first.click()
    yield "new"
    page.get_by_role("button", name="Read the text").click()
    yield "new-error"
    page.get_by_label("The article’s text").fill(TEXT)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_text("Correct the text itself").click()
    yield "preview"
    page.get_by_label("Published on").fill("")
    page.get_by_label("Title").fill("")
    page.get_by_role("button", name="Make the questions").click()
    yield "preview-error"
    page.get_by_label("Published on").fill(PUBLISHED.isoformat())
    page.get_by_label("Title").fill(TITLE)
    page.route("**/progress.json", lambda route: route.abort())  # it stays as long as we look
    page.get_by_role("button", name="Make the questions").click()
    yield "progress"
    page.unroute("**/progress.json")
    base = f"{site.url}/teacher/articles/{draft.id}"
    page.goto(f"{base}/review")
    keep(page, 1)
    reject(page, 2)
    page.locator("#question-3").get_by_role("link", name="Evidence").click()
    yield "review"
    page.locator("#question-3").get_by_role("link", name="Edit").click()
    yield "edit"
    page.get_by_label("Option 1", exact=True).fill("")
    page.get_by_label("Option 2", exact=True).fill("")
    page.get_by_label("Option 3 is right").check()
    page.get_by_role("button", name="Save the question").click()
    yield "edit-error"
    page.goto(f"{base}/regenerate")
    page.get_by_text("More settings").click()
    yield "regenerate"
    page.get_by_role("button", name="Draw anew").click()
    made(page, "**/generations/*")
    yield "generation"
    page.goto(f"{base}/generations")
    yield "generations"
    page.goto(f"{base}/left-out")
    yield "left-out"
    page.goto(f"{base}/publish")
    yield "publish-first"
    page.get_by_role("button", name="Publish", exact=True).click()
    yield "publish"
    page.goto(f"{base}/results")
    yield "results-none"
    class_of(store, draft.id)
    page.reload()
    page.get_by_text("What the figures mean").click()
    yield "results"
    page.get_by_role("link", name="Student 3").first.click()
    yield "student"
    page.goto(f"{base}/delete")
    yield "delete"
    page.goto(f"{site.url}/teacher/?archived=yes")
    yield "put-away-none"
    store.drafts.archive(draft.id)
    page.reload()
    yield "put-away"
    store.drafts.archive(draft.id, archived=False)
    page.get_by_role("link", name="Account").click()
    yield "account"
    page.get_by_role("link", name="Teachers").click()
    page.get_by_label("Name").fill("Tom Vance")
    page.get_by_role("button", name="Add", exact=True).click()
    yield "teachers"
    link = page.locator(".link-once").inner_text()
    page.goto(f"{site.url}{link[link.index('/teacher/') :]}")
    yield "set-up"
    page.goto(f"{site.url}/teacher/articles/nonsense/review")
    yield "no-article"


def class_of(store: Store, quiz_id: str) -> None:
    """Seven students' answers, a report among them."""
    questions = store.question_set(quiz_id).questions
    for number in range(7):
        student = f"{quiz_id}-{number}"
        attempt = store.start_attempt(quiz_id, student, nickname="Mia" if number == 2 else None)
        for place, question in enumerate(questions):
            right = place < number
            option = question.key if right else question.distractors[0].id
            store.record_response(attempt.id, student, question.id, option)
        if number == 0:
            store.report_question(attempt.id, student, questions[0].id, "key", "It was a Monday.")


def test_every_page(visits: Visits, school: tuple[Site, Store, Teacher]) -> None:
    """axe-core finds nothing against WCAG 2.2 AA on any of the teacher's pages, nothing is wider
    than the window, nothing is asked of another server, and the browser has no complaint.
    """
    site, store, teacher = school
    visit = visits()
    page = visit.page()
    found: list[str] = []
    titles: dict[str, str] = {}
    for name in every_page(page, site, store, teacher):
        titles[name] = page.title()
        found += faults(page, f"teacher-{name}")
    assert not found, "\n".join(found)
    for name in ("sign-in-error", "new-error", "preview-error", "edit-error"):
        assert titles[name].startswith("Error: "), name
    assert {a for a in visit.addresses if not a.startswith(f"{site.url}/")} == set()
    assert [c for c in visit.complaints if "ERR_FAILED" not in c] == []
