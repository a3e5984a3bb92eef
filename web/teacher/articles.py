"""A teacher's articles: the list, a new one, its preview, and the making of its questions."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import msgspec
from flask import Response, current_app, jsonify, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response as AnyResponse

from quizgen.errors import ArticleError, SettingsError
from quizgen.models import Article, Settings
from web.browser import get_store, see_other
from web.config import Config
from web.errors import BusyDraftError, FetchError
from web.store.drafts import Draft
from web.store.jobs import Job
from web.teacher import intake
from web.teacher.access import blueprint, draft_of_teacher, failure, runner, teacher
from web.teacher.fetching import fetch
from web.teacher.settings import settings_of_form

LARGEST_UPLOAD = 20 * 1024 * 1024
"""Bytes of a file."""

EARLIEST, LATEST = date(1600, 1, 1), date(2199, 12, 31)

CUT = {
    intake.HEADLINE: lazy_gettext("headline"),
    "byline": lazy_gettext("byline"),
    "date_line": lazy_gettext("date"),
    "credit": lazy_gettext("picture credit"),
    "share_line": lazy_gettext("share buttons"),
    "teaser": lazy_gettext("other articles"),
    "tags": lazy_gettext("keywords"),
    "form": lazy_gettext("form or notice"),
    "comment_form": lazy_gettext("form or notice"),
    "label": lazy_gettext("label"),
    "furniture": lazy_gettext("label"),
    "correction": lazy_gettext("correction"),
    "time_stamp": lazy_gettext("time"),
    "caption": lazy_gettext("caption"),
    "contact": lazy_gettext("writer’s address"),
}
"""What paragraphs are taken for, in words; whatever isn't here is just no part of the article."""

STAGES = {
    "waiting": lazy_gettext("Waiting for its turn"),
    "starting": lazy_gettext("Starting"),
    "reading": lazy_gettext("Reading the article: who says what, and when things happened"),
    "asking": lazy_gettext("Asking questions, and looking for wrong answers"),
}


@blueprint.get("/")
def articles() -> str:
    archived = "archived" in request.args
    everybody = teacher().admin
    store = get_store()
    return render_template(
        "teacher/articles.html",
        lines=store.drafts.lines(None if everybody else teacher().id, archived=archived),
        unowned=store.publications.unowned() if everybody and not archived else [],
        archived=archived,
        note=request.args.get("note"),
    )


@blueprint.get("/articles/new")
def new_article() -> str:
    return _new_page()


@blueprint.post("/articles/new")
def new_article_post() -> AnyResponse | tuple[str, int]:
    try:
        article = _read()
    except (ArticleError, FetchError) as error:
        return _new_page(str(error)), 422
    draft = get_store().drafts.add(teacher(), article)
    return see_other(".preview", draft_id=draft.id)


@blueprint.get("/articles/<quoted:draft_id>")
def article(draft_id: str) -> AnyResponse:
    """Where the work on it goes on."""
    draft = draft_of_teacher(draft_id)
    job = get_store().jobs.newest(draft_id)
    if job is not None and job.is_active:
        return see_other(".progress", draft_id=draft_id)
    return see_other(".review" if draft.question_set else ".preview", draft_id=draft_id)


@blueprint.get("/articles/<quoted:draft_id>/preview")
def preview(draft_id: str) -> AnyResponse | str:
    draft = draft_of_teacher(draft_id)
    if draft.question_set is not None:
        return see_other(".review", draft_id=draft_id)
    return _preview_page(draft, draft.article)


@blueprint.post("/articles/<quoted:draft_id>/preview")
def preview_post(draft_id: str) -> AnyResponse | tuple[str, int]:
    """Keep what was corrected, and make the questions; or read another text in its place."""
    draft = draft_of_teacher(draft_id)
    if draft.question_set is not None:
        return see_other(".review", draft_id=draft_id)
    if "text" in request.form:
        return _read_anew(draft)
    wanted = {int(n) for n in request.form.getlist("paragraph") if n.isascii() and n.isdigit()}
    title = " ".join("".join(c for c in request.form.get("title", "") if c.isprintable()).split())
    problems: dict[str, str] = {}
    if not title:
        problems["title"] = gettext("Type a title")
    elif len(title) > intake.LONGEST_TITLE:
        problems["title"] = gettext(
            "The title is too long: %(most)s characters are enough", most=intake.LONGEST_TITLE
        )
    published, problem = _day()
    if problem:
        problems["published"] = problem
    settings = Settings()
    try:
        settings = settings_of_form(Settings())
    except SettingsError as error:
        problems["count"] = str(error)
    made = draft.article
    try:
        made = intake.corrected(draft.article, title=title, published=published, wanted=wanted)
    except ArticleError:
        problems["paragraph-1"] = gettext("No paragraph is left: there is nothing to ask about")
    if problems:
        return _preview_page(draft, draft.article, problems, wanted), 422
    try:
        get_store().drafts.change(draft_id, "article", lambda d: replace(d, article=made))
        get_store().jobs.submit(
            draft_id,
            "generate",
            {"settings": msgspec.to_builtins(settings), "seed": 0, "changed": int(time.time())},
        )
    except BusyDraftError:
        pass  # clicked twice
    runner().wake()
    return see_other(".progress", draft_id=draft_id)


@blueprint.get("/articles/<quoted:draft_id>/progress")
def progress(draft_id: str) -> AnyResponse | str:
    """How far the making of questions is; where it leads once they are made."""
    draft = draft_of_teacher(draft_id)
    job = get_store().jobs.newest(draft_id)
    if job is None or job.state in ("done", "cancelled"):
        return _after(draft, job)
    if job.is_active:
        runner().wake()  # whoever ran it may have died
    return render_template(
        "teacher/progress.html", draft=draft, job=job, stage=_stage(job), again=_again(draft)
    )


@blueprint.get("/articles/<quoted:draft_id>/progress.json")
def progress_json(draft_id: str) -> Response:
    """The same for scripts, which announce it without loading the page anew."""
    draft_of_teacher(draft_id)
    job = get_store().jobs.newest(draft_id)
    if job is not None and job.is_active:
        runner().wake()
    active = job is not None and job.is_active
    return jsonify(active=active, stage=str(_stage(job)) if job else "")


@blueprint.post("/articles/<quoted:draft_id>/cancel")
def cancel(draft_id: str) -> AnyResponse:
    draft = draft_of_teacher(draft_id)
    get_store().jobs.cancel(draft_id)
    return _after(draft, None)


def _after(draft: Draft, job: Job | None) -> AnyResponse:
    if draft.question_set is None:
        return see_other(".preview", draft_id=draft.id)
    if job is not None and job.what == "regenerate":
        number = draft.question_set.generation.number
        return see_other(".generation", draft_id=draft.id, number=number)
    return see_other(".review", draft_id=draft.id)


def _again(draft: Draft) -> str:
    """Where to go when a job has failed."""
    return url_for(".review" if draft.question_set else ".preview", draft_id=draft.id)


def _stage(job: Job) -> str:
    return str(STAGES["waiting" if job.state == "waiting" else job.stage])


def _read() -> Article:
    """The article that the form brings, in whichever way."""
    way = request.form.get("way", "")
    if way == "file":
        uploaded = request.files.get("file")
        if uploaded is None or not uploaded.filename:
            raise ArticleError(gettext("Choose a file"))
        name = uploaded.filename.replace("\\", "/").rsplit("/", 1)[-1]
        return intake.read_file(uploaded.stream.read(), name)
    if way == "url" and _config().fetch_urls:
        page = fetch(request.form.get("url", "").strip())
        return intake.read_file(page.data, page.name, url=page.url)
    text = request.form.get("text", "")
    if not text.strip():
        raise ArticleError(gettext("Paste the article’s text"))
    return intake.read_text(text)


def _read_anew(draft: Draft) -> AnyResponse | tuple[str, int]:
    try:
        article = intake.read_text(request.form["text"])
    except ArticleError as error:
        return _preview_page(draft, draft.article, {"text": str(error)}), 422
    known = draft.article
    article = replace(article, published=known.published, url=known.url)
    get_store().drafts.change(draft.id, "article", lambda d: replace(d, article=article))
    return see_other(".preview", draft_id=draft.id)


def _day() -> tuple[date | None, str | None]:
    """The day that the form gives, and what is wrong with it."""
    typed = request.form.get("published", "").strip()
    if not typed:
        if request.form.get("undated"):
            return None, None
        return None, gettext(
            "Give the day the article was published, or say that it isn’t known: without it,"
            " “on Monday” can’t be asked about"
        )
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None, gettext("Write the date as year-month-day, such as 2016-03-14")
    if not EARLIEST <= day <= LATEST:
        return None, gettext("Look at the year: it can’t be %(year)s", year=day.year)
    return day, None


def _new_page(problem: str | None = None) -> str:
    return render_template(
        "teacher/new.html",
        problem=problem,
        way=request.form.get("way", "paste"),
        text=request.form.get("text", ""),
        url=request.form.get("url", ""),
        fetches=_config().fetch_urls,
        megabytes=LARGEST_UPLOAD // (1024 * 1024),
    )


def _preview_page(
    draft: Draft,
    article: Article,
    problems: dict[str, str] | None = None,
    wanted: set[int] | None = None,
) -> str:
    paragraphs = intake.preview(article)
    if wanted is None:
        wanted = {paragraph.number for paragraph in paragraphs if paragraph.is_body}
    found = article.published or intake.found_date(article)
    typed = request.form if problems else {}
    return render_template(
        "teacher/preview.html",
        draft=draft,
        article=article,
        paragraphs=paragraphs,
        wanted=wanted,
        cut=CUT,
        problems=problems or {},
        title=typed.get("title", article.title),
        published=typed.get("published", found.isoformat() if found else ""),
        undated=bool(typed.get("undated")),
        found=found is not None,
        count=typed.get("count", "12"),
        failed=failure(draft, get_store().jobs.newest(draft.id)),
    )


def _config() -> Config:
    config: Config = current_app.extensions["quizgen_config"]
    return config
