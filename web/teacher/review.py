"""Looking at the questions: keep, reject, edit, put in order, undo; drawing the rest anew."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import get_args

import msgspec
from flask import abort, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from quizgen.difference import Diff, difference
from quizgen.difficulty import measured
from quizgen.edits import Edit, edit, reorder
from quizgen.errors import EditError, SettingsError, UnknownGenerationError
from quizgen.history import generation as generation_of
from quizgen.history import generations as all_generations
from quizgen.history import restore as restored
from quizgen.kept_facts import basis_of
from quizgen.models import Question, QuestionSet, Settings
from quizgen.pipeline import MOST_OPTIONS
from web.browser import get_store, see_other
from web.errors import BusyDraftError
from web.item_analysis import answers_to
from web.store.drafts import Draft, Mark
from web.teacher.access import blueprint, draft_of_teacher, failure, runner
from web.teacher.evidence import marked
from web.teacher.settings import (
    DIFFICULTIES,
    KINDS,
    MOST_QUESTIONS,
    level_of,
    seed_of_form,
    settings_of_form,
    word_for,
)


@dataclass(frozen=True, slots=True)
class Card:
    """A question on the review page."""

    number: int
    question: Question
    mark: Mark | None
    level: str  # how hard it is, in a word


@blueprint.get("/articles/<quoted:draft_id>/review")
def review(draft_id: str) -> AnyResponse | str:
    draft = draft_of_teacher(draft_id)
    job = get_store().jobs.newest(draft_id)
    if job is not None and job.is_active:
        return see_other(".progress", draft_id=draft_id)
    if draft.question_set is None:
        return see_other(".preview", draft_id=draft_id)
    question_set = with_measured_difficulties(draft)
    return render_template(
        "teacher/review.html",
        draft=draft,
        question_set=question_set,
        cards=_cards(question_set, draft),
        paragraphs=marked(question_set.article, question_set.questions),
        kinds=KINDS,
        failed=failure(draft, job),
        note=request.args.get("note"),
        published=bool(get_store().publications.versions(draft_id)),
    )


@blueprint.post("/articles/<quoted:draft_id>/questions/<question_id>/mark")
def mark(draft_id: str, question_id: str) -> AnyResponse:
    """Keep it, reject it, or neither."""
    draft = draft_of_teacher(draft_id)
    place = _place(draft, question_id)
    wanted = request.form.get("mark", "")
    if wanted not in ("keep", "reject", "unmark"):
        abort(400)

    def made(draft: Draft) -> Draft:
        _place(draft, question_id)
        marks = {q: m for q, m in draft.marks.items() if q != question_id}
        if wanted in get_args(Mark):
            marks[question_id] = wanted  # type: ignore[assignment]
        return replace(draft, marks=marks)

    get_store().drafts.change(draft_id, wanted, made)  # type: ignore[arg-type]
    return _back(draft_id, place)


@blueprint.post("/articles/<quoted:draft_id>/questions/<question_id>/move")
def move(draft_id: str, question_id: str) -> AnyResponse:
    """One place up or down, or to the place that is named."""
    draft = draft_of_teacher(draft_id)
    _place(draft, question_id)
    to = request.form.get("to", "")
    landed = 0

    def made(draft: Draft) -> Draft:
        nonlocal landed
        question_set = _questions_of(draft)
        ids = [question.id for question in question_set.questions]
        place = ids.index(question_id)
        if to in ("up", "down"):
            target = place + (1 if to == "down" else -1)
        elif to.isascii() and to.isdigit() and len(to) < 5:
            target = int(to) - 1
        else:
            abort(400)
        target = max(0, min(len(ids) - 1, target))
        ids.insert(target, ids.pop(place))
        landed = target + 1
        return replace(draft, question_set=reorder(question_set, ids))

    get_store().drafts.change(draft_id, "move", made)
    return _back(draft_id, landed)


@blueprint.get("/articles/<quoted:draft_id>/questions/<question_id>/edit")
def edit_question(draft_id: str, question_id: str) -> str:
    return _edit_page(draft_of_teacher(draft_id), question_id)


@blueprint.post("/articles/<quoted:draft_id>/questions/<question_id>/edit")
def edit_question_post(draft_id: str, question_id: str) -> AnyResponse | tuple[str, int]:
    draft = draft_of_teacher(draft_id)
    place = _place(draft, question_id)
    question = _questions_of(draft).question(question_id)
    if request.form.get("changed") != str(question.changed):
        said = gettext(
            "It was changed meanwhile, perhaps in another window. Compare, and save again"
        )
        return _edit_page(draft, question_id, [said]), 409
    change, problems = _edit_of_form()
    if problems:
        return _edit_page(draft, question_id, problems), 422
    if not _knows_its_facts(_questions_of(draft)):
        # quizgen was updated since: the article is read again first, which takes its time.
        get_store().jobs.submit(
            draft_id,
            "edit",
            {
                "question": question_id,
                "edit": msgspec.to_builtins(change),
                "changed": int(time.time()),
            },
        )
        runner().wake()
        return see_other(".progress", draft_id=draft_id)

    def made(draft: Draft) -> Draft:
        question_set = _questions_of(draft)
        return replace(
            draft,
            question_set=edit(question_set, question_id, change, changed=int(time.time())),
        )

    try:
        get_store().drafts.change(draft_id, "edit", made)
    except EditError as error:
        return _edit_page(draft, question_id, list(error.reasons)), 422
    return _back(draft_id, place)


@blueprint.post("/articles/<quoted:draft_id>/undo")
def undo(draft_id: str) -> AnyResponse:
    draft = draft_of_teacher(draft_id)
    revision = request.form.get("revision", "")
    if not (revision.isascii() and revision.isdigit()):
        abort(400)
    get_store().drafts.undo(draft_id, int(revision))
    if draft.undoable == "generate":
        return see_other(".preview", draft_id=draft_id)
    return see_other(".review", draft_id=draft_id, note="undone")


@blueprint.get("/articles/<quoted:draft_id>/regenerate")
def regenerate(draft_id: str) -> str:
    return _regenerate_page(draft_of_teacher(draft_id))


@blueprint.post("/articles/<quoted:draft_id>/regenerate")
def regenerate_post(draft_id: str) -> AnyResponse | tuple[str, int]:
    draft = draft_of_teacher(draft_id)
    question_set = _questions_of(draft)
    try:
        settings = settings_of_form(question_set.settings)
        seed = seed_of_form()
    except SettingsError as error:
        return _regenerate_page(draft, str(error)), 422
    try:
        get_store().jobs.submit(
            draft_id,
            "regenerate",
            {
                "settings": msgspec.to_builtins(settings),
                "seed": seed,
                "changed": int(time.time()),
            },
        )
    except BusyDraftError:
        pass  # clicked twice
    runner().wake()
    return see_other(".progress", draft_id=draft_id)


@blueprint.get("/articles/<quoted:draft_id>/generations")
def generations(draft_id: str) -> str:
    draft = draft_of_teacher(draft_id)
    question_set = _questions_of(draft)
    return render_template(
        "teacher/generations.html",
        draft=draft,
        question_set=question_set,
        generations=list(reversed(all_generations(question_set))),
    )


@blueprint.get("/articles/<quoted:draft_id>/generations/<int:number>")
def generation(draft_id: str, number: int) -> str:
    """What a generation asks, and how it differs from the one before it."""
    draft = draft_of_teacher(draft_id)
    question_set = _questions_of(draft)
    shown = _generation(question_set, number)
    earlier = [past.generation.number for past in question_set.history.generations]
    before = max((n for n in earlier if n < number), default=None)
    diff: Diff | None = None
    if before is not None:
        diff = difference(generation_of(question_set, before), shown)
    return render_template(
        "teacher/generation.html",
        draft=draft,
        shown=shown,
        diff=diff,
        before=before,
        is_present=number == question_set.generation.number,
        notes=draft.notes if number == question_set.generation.number else (),
        kinds=KINDS,
    )


@blueprint.post("/articles/<quoted:draft_id>/generations/<int:number>/restore")
def restore(draft_id: str, number: int) -> AnyResponse:
    """Bring a generation back; the present one goes into the history."""
    draft = draft_of_teacher(draft_id)
    if number == _questions_of(draft).generation.number:
        return see_other(".review", draft_id=draft_id)  # clicked twice
    _generation(_questions_of(draft), number)

    def made(draft: Draft) -> Draft:
        again = restored(_questions_of(draft), number, changed=int(time.time()))
        asked = {question.id for question in again.question_set.questions}
        marks = {q: m for q, m in draft.marks.items() if q in asked}
        return replace(draft, question_set=again.question_set, marks=marks, notes=again.notes)

    after = get_store().drafts.change(draft_id, "restore", made)
    return see_other(
        ".generation", draft_id=draft_id, number=_questions_of(after).generation.number
    )


@blueprint.get("/articles/<quoted:draft_id>/left-out")
def left_out(draft_id: str) -> str:
    """What was not asked, and why."""
    draft = draft_of_teacher(draft_id)
    return render_template(
        "teacher/left_out.html", draft=draft, question_set=_questions_of(draft), kinds=KINDS
    )


def with_measured_difficulties(draft: Draft) -> QuestionSet:
    """The draft's questions, those that enough students have answered as hard as they were."""
    question_set = _questions_of(draft)
    store = get_store()
    attempts = store.attempts_at(draft.id)
    if not attempts:
        return question_set
    return measured(question_set, answers_to(question_set, attempts, store.question_set_of))


def _cards(question_set: QuestionSet, draft: Draft) -> list[Card]:
    return [
        Card(number, question, draft.marks.get(question.id), word_for(question.difficulty))
        for number, question in enumerate(question_set.questions, 1)
    ]


def _questions_of(draft: Draft) -> QuestionSet:
    """The draft's questions; a page that is about them isn't there before there are any."""
    if draft.question_set is None:
        abort(404)
    return draft.question_set


def _place(draft: Draft, question_id: str) -> int:
    """The question's number; an id that isn't asked is an error for the page."""
    question = _questions_of(draft).question(question_id)
    return _questions_of(draft).questions.index(question) + 1


def _generation(question_set: QuestionSet, number: int) -> QuestionSet:
    try:
        return generation_of(question_set, number)
    except UnknownGenerationError:
        abort(404)


def _back(draft_id: str, place: int) -> AnyResponse:
    """To the question on the review page."""
    return see_other(".review", draft_id=draft_id, _anchor=f"question-{place}")


def _knows_its_facts(question_set: QuestionSet) -> bool:
    facts = question_set.facts
    return facts is not None and facts.basis == basis_of(question_set.article)


def _edit_of_form() -> tuple[Edit, list[str]]:
    """What the form wants a question to be, and why that can't be told."""
    texts = [request.form.get(f"option-{n}", "") for n in range(1, MOST_OPTIONS + 1)]
    options = [" ".join(text.split()) for text in texts]
    key = request.form.get("key", "")
    place = int(key) if key.isascii() and key.isdigit() and len(key) < 3 else 0
    problems = []
    if not 1 <= place <= MOST_OPTIONS or not options[place - 1]:
        problems.append(gettext("Say which option is right"))
        return Edit(), problems
    accepted = [line for line in request.form.get("accepted", "").splitlines() if line.strip()]
    return (
        Edit(
            stem=request.form.get("stem", ""),
            options=[text for text in options if text],
            key=options[place - 1],
            accepted=accepted,
            feedback=request.form.get("feedback", ""),
        ),
        problems,
    )


def _edit_page(draft: Draft, question_id: str, problems: list[str] | None = None) -> str:
    question_set = _questions_of(draft)
    place = _place(draft, question_id)
    question = question_set.question(question_id)
    form = request.form
    texts = [option.text for option in question.options]
    key = next(n for n, o in enumerate(question.options, 1) if o.id == question.key)
    typed = problems is not None
    return render_template(
        "teacher/edit.html",
        draft=draft,
        question=question,
        number=place,
        problems=problems or [],
        stem=form.get("stem", "") if typed else question.stem,
        options=[
            form.get(f"option-{n}", "") if typed else texts[n - 1] if n <= len(texts) else ""
            for n in range(1, MOST_OPTIONS + 1)
        ],
        key=form.get("key", "") if typed else str(key),
        accepted=form.get("accepted", "") if typed else "\n".join(question.accepted[1:]),
        feedback=form.get("feedback", "") if typed else question.feedback,
        evidence=[span.of(question_set.article.text) for span in question.evidence],
        kinds=KINDS,
    )


def _regenerate_page(draft: Draft, problem: str | None = None) -> str:
    question_set = _questions_of(draft)
    settings: Settings = question_set.settings
    form = request.form
    names = sorted(
        {q.speaker.name for q in (*question_set.questions, *question_set.retired) if q.speaker}
        | set(settings.without_speakers)
    )
    kept = {q.id for q in question_set.questions if q.edited} | set(draft.kept)
    return render_template(
        "teacher/regenerate.html",
        draft=draft,
        question_set=question_set,
        settings=settings,
        kept=len(kept - set(draft.rejected)),
        rejected=len(draft.rejected),
        problem=problem,
        kinds=KINDS,
        difficulties=DIFFICULTIES,
        level=form.get("difficulty") or level_of(settings),
        chosen_kinds=form.getlist("kind") if problem else settings.kinds,
        shares={share.kind: f"{share.weight:g}" for share in settings.shares},
        count=form.get("count", "" if settings.count is None else str(settings.count)),
        options=form.get("options", str(settings.options)),
        confidence=form.get("confidence", f"{100 * settings.minimum_confidence:g}"),
        seed=form.get("seed", ""),
        speakers=names,
        without_speakers=form.getlist("without_speaker") if problem else settings.without_speakers,
        without_paragraphs=(
            {int(n) for n in form.getlist("without_paragraph") if n.isdecimal()}
            if problem
            else set(settings.without_paragraphs)
        ),
        paragraphs=[" ".join(s.of(draft.article.text).split()) for s in draft.article.body],
        most=MOST_QUESTIONS,
    )
