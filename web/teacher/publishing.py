"""From a draft to what students take: publish, set how it is taken, close, put away, delete."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace

from flask import Response, abort, render_template, request, send_file
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from quizgen.errors import DeckError, SettingsError
from quizgen.files import scratch_folder
from quizgen.models import History, QuestionSet
from quizgen.regeneration import reject
from web.browser import get_store, see_other
from web.errors import UnknownQuizError
from web.store import Quiz, QuizSettings
from web.store.drafts import Draft
from web.teacher.access import admin, blueprint, draft_of_teacher, teacher
from web.teacher.review import with_measured_difficulties

LONGEST_MINUTES = 7 * 24 * 60
MOST_EXTRA_TIME = 900


@blueprint.get("/articles/<quoted:draft_id>/publish")
def publish(draft_id: str) -> str:
    return _publish_page(draft_of_teacher(draft_id))


@blueprint.post("/articles/<quoted:draft_id>/publish")
def publish_post(draft_id: str) -> AnyResponse | tuple[str, int]:
    """Freeze what the draft holds as the version that attempts begin on from now on."""
    draft = draft_of_teacher(draft_id)
    question_set = draft.question_set
    if question_set is None or request.form.get("revision") != str(draft.revision):
        said = gettext("It was changed meanwhile. Look at it again, and publish then")
        return _publish_page(draft, said), 409
    left = reject(question_set, draft.rejected, changed=int(time.time()))
    if not left.questions:
        return _publish_page(draft, gettext("No question is left to publish")), 422
    try:
        settings = _quiz_settings(_quiz(draft_id))
    except SettingsError as error:
        return _publish_page(draft, str(error)), 422
    store = get_store()
    difficulties = with_measured_difficulties(replace(draft, question_set=left))
    quiz = store.save_question_set(_frozen(difficulties), settings=settings, owner=draft.owner)
    store.drafts.mark_published(draft_id, left, draft.revision)
    if quiz.closed is not None:
        store.publications.close(draft_id, closed=False)
    return see_other(".publish", draft_id=draft_id, note="published")


@blueprint.post("/articles/<quoted:draft_id>/settings")
def quiz_settings(draft_id: str) -> AnyResponse | tuple[str, int]:
    """Have attempts that begin from now on taken like this."""
    draft = draft_of_teacher(draft_id)
    quiz = _quiz(draft_id) or abort(404)
    try:
        get_store().change_settings(draft_id, _quiz_settings(quiz))
    except SettingsError as error:
        return _publish_page(draft, str(error)), 422
    return see_other(".publish", draft_id=draft_id, note="set")


@blueprint.post("/articles/<quoted:draft_id>/links")
def add_link(draft_id: str) -> AnyResponse | tuple[str, int]:
    """A code with extra time."""
    draft = draft_of_teacher(draft_id)
    if _quiz(draft_id) is None:
        abort(404)
    typed = request.form.get("extra_time", "").strip().removesuffix("%").strip()
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:6]) <= MOST_EXTRA_TIME):
        said = gettext("Extra time: 1 to %(most)s per cent", most=MOST_EXTRA_TIME)
        return _publish_page(draft, said), 422
    get_store().add_join_link(draft_id, int(typed))
    return see_other(".publish", draft_id=draft_id, note="link")


@blueprint.post("/articles/<quoted:draft_id>/close")
def close(draft_id: str) -> AnyResponse:
    draft_of_teacher(draft_id)
    get_store().publications.close(draft_id)
    return see_other(".publish", draft_id=draft_id, note="closed")


@blueprint.post("/articles/<quoted:draft_id>/reopen")
def reopen(draft_id: str) -> AnyResponse:
    draft_of_teacher(draft_id)
    get_store().publications.close(draft_id, closed=False)
    return see_other(".publish", draft_id=draft_id, note="reopened")


@blueprint.post("/articles/<quoted:draft_id>/duplicate")
def duplicate(draft_id: str) -> AnyResponse:
    """The same article and questions once more, with no results, to be published on its own."""
    draft = draft_of_teacher(draft_id)
    article = replace(draft.article, title=gettext("%(title)s (copy)", title=draft.article.title))
    questions = draft.question_set
    if questions is not None:
        questions = replace(questions, article=article)
    made = get_store().drafts.add(teacher(), article, questions)
    get_store().drafts.change(made.id, "keep", lambda d: replace(d, marks=dict(draft.marks)))
    return see_other(".article", draft_id=made.id)


@blueprint.post("/articles/<quoted:draft_id>/archive")
def archive(draft_id: str) -> AnyResponse:
    """Put it away: it is closed, and stands on a list of its own."""
    draft_of_teacher(draft_id)
    get_store().drafts.archive(draft_id)
    get_store().publications.close(draft_id)
    return see_other(".articles", note="archived")


@blueprint.post("/articles/<quoted:draft_id>/unarchive")
def unarchive(draft_id: str) -> AnyResponse:
    draft_of_teacher(draft_id)
    get_store().drafts.archive(draft_id, archived=False)
    return see_other(".articles", note="unarchived")


@blueprint.get("/articles/<quoted:draft_id>/delete")
def delete(draft_id: str) -> str:
    """What goes along, said first."""
    draft = draft_of_teacher(draft_id)
    return render_template(
        "teacher/delete.html",
        draft=draft,
        what=get_store().publications.belongings(draft_id),
        problem=None,
    )


@blueprint.post("/articles/<quoted:draft_id>/delete")
def delete_post(draft_id: str) -> AnyResponse | tuple[str, int]:
    draft = draft_of_teacher(draft_id)
    publications = get_store().publications
    wanted = request.form.get("what", "")
    if request.form.get("sure") != "yes" or wanted not in ("results", "everything"):
        page = render_template(
            "teacher/delete.html",
            draft=draft,
            what=publications.belongings(draft_id),
            problem=gettext("Say that you are sure"),
        )
        return page, 422
    get_store().jobs.cancel(draft_id)
    if wanted == "results":
        publications.delete_results(draft_id)
        return see_other(".results", draft_id=draft_id, note="deleted")
    publications.delete(draft_id)
    return see_other(".articles", note="deleted")


@blueprint.get("/articles/<quoted:draft_id>/export/<format_>")
def export(draft_id: str, format_: str) -> Response | tuple[str, int]:
    """The questions as a file: of the draft as it stands, or of a published version."""
    from decks import EXPORTERS

    draft = draft_of_teacher(draft_id)
    exporter = EXPORTERS.get(format_) or abort(404)
    question_set = _exported(draft, request.args.get("version", ""))
    with scratch_folder() as folder:
        path = folder / f"set{exporter.extension}"
        try:
            exporter.write(question_set, path)
        except DeckError as error:
            return _publish_page(draft, str(error)), 422
        data = path.read_bytes()
    return send_file(
        io.BytesIO(data),
        mimetype=exporter.media_type,
        as_attachment=True,
        download_name=file_name(question_set.article.title) + exporter.extension,
    )


@blueprint.post("/take-over/<quoted:quiz_id>")
def take_over(quiz_id: str) -> AnyResponse:
    """Make a quiz that was put on the site from the command line one of the admin's articles."""
    owner = admin()
    question_set = get_store().question_set(quiz_id)
    draft = get_store().drafts.take_over(owner, question_set)
    return see_other(".article", draft_id=draft.id)


def file_name(title: str) -> str:
    """The title as a file may be called anywhere."""
    return re.sub(r"[^\w\-.,()]+", " ", title).strip(" .")[:100].strip() or "quiz"


def _quiz(draft_id: str) -> Quiz | None:
    """The draft's quiz; None while it isn't published."""
    try:
        return get_store().quiz(draft_id)
    except UnknownQuizError:
        return None


def _frozen(question_set: QuestionSet) -> QuestionSet:
    """What students and their decks need of it; the rest stays with the draft."""
    return replace(question_set, facts=None, history=History(), left_out=())


def _exported(draft: Draft, version: str) -> QuestionSet:
    store = get_store()
    if version:
        if not (version.isascii() and version.isdigit() and len(version) < 10):
            abort(404)
        return store.publications.question_set(draft.id, int(version))
    question_set = draft.question_set
    if question_set is None:
        abort(404)
    return reject(question_set, draft.rejected)


def _quiz_settings(quiz: Quiz | None) -> QuizSettings:
    """How the form wants the quiz taken.

    Raises:
        SettingsError: A value makes no sense.
    """
    form = request.form
    if "settings_shown" not in form:
        return quiz.settings if quiz else QuizSettings()
    typed = form.get("minutes", "").strip().replace(",", ".")
    limit = None
    if typed:
        said = gettext("Time limit: 1 to %(most)s minutes, or empty for none", most=LONGEST_MINUTES)
        try:
            minutes = float(typed)
        except ValueError:
            raise SettingsError(said) from None
        if not 0.1 <= minutes <= LONGEST_MINUTES:
            raise SettingsError(said)
        limit = round(60 * minutes)
    return QuizSettings(
        feedback="end" if form.get("feedback") == "end" else "each",
        answers="typed" if form.get("answers") == "typed" else "choice",
        shuffle="shuffle" in form,
        time_limit=limit,
        nickname="nickname" in form,
        listed="listed" in form,
    )


def _publish_page(draft: Draft, problem: str | None = None) -> str:
    from decks import EXPORTERS

    if draft.question_set is None:
        abort(404)
    quiz = _quiz(draft.id)
    store = get_store()
    return render_template(
        "teacher/publish.html",
        draft=draft,
        quiz=quiz,
        settings=quiz.settings if quiz else QuizSettings(),
        links=store.join_links(draft.id) if quiz else [],
        versions=store.publications.versions(draft.id),
        is_published_as_is=quiz is not None and draft.published == draft.revision,
        to_publish=len(draft.question_set.questions) - len(draft.rejected),
        exporters=EXPORTERS,
        problem=problem,
        note=request.args.get("note"),
    )
