"""A new drawing of a question set that breaks nothing students hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from random import Random

from quizgen.facts import find_facts
from quizgen.models import (
    Generation,
    Question,
    QuestionSet,
    Rejection,
    Settings,
    identity,
    normalised,
)
from quizgen.pipeline import check_settings, draw, shortfall
from quizgen.selection import choose


@dataclass(frozen=True, slots=True)
class Diff:
    """What a regeneration did."""

    kept: tuple[Question, ...]  # as they were, asked for or by luck
    changed: tuple[Question, ...]  # the same fact with other wording or distractors
    new: tuple[Question, ...]
    gone: tuple[Question, ...]  # asked before, and no longer


@dataclass(frozen=True, slots=True)
class Regeneration:
    """A regenerated set, and how it differs from the one before."""

    question_set: QuestionSet
    diff: Diff


def regenerate(
    question_set: QuestionSet,
    keep: Collection[str] = (),
    reject: Collection[str] = (),
    seed: int | None = None,
    settings: Settings | None = None,
    changed: int | None = None,
) -> Regeneration:
    """Draw a set anew: kept questions untouched, rejected ones never back, the rest fresh.

    A pure function of its arguments. Ids survive for every fact that is still asked, and with them
    Anki's notes and the site's responses.

    Args:
        question_set: What there is.
        keep: Ids of questions to keep as they are.
        reject: Ids of questions that shall never come back, under no kind.
        seed: The next one where left out.
        settings: The set's own where left out.
        changed: When this is done, in seconds since 1970 UTC; stamped on every question whose
            content changes. Where left out, one second after the latest in the set.

    Raises:
        UnknownQuestionError: An id to keep or reject isn't in the set.
        SettingsError: A setting makes no sense.
    """
    settings = settings or question_set.settings
    check_settings(settings)
    kept = [question_set.question(question_id) for question_id in dict.fromkeys(keep)]
    refused = [question_set.question(question_id) for question_id in dict.fromkeys(reject)]
    kept = [question for question in kept if question not in refused]
    rejected = _with(question_set.rejected, refused)
    before = {question.id: question for question in question_set.questions}
    latest = max((q.changed for q in (*question_set.questions, *question_set.retired)), default=0)
    stamp = latest + 1 if changed is None else max(changed, latest + 1)
    seed = question_set.generation.seed + 1 if seed is None else seed

    article = question_set.article
    drawn = draw(article, find_facts(article), settings, seed)
    candidates = [question for question in drawn.questions if not is_rejected(question, rejected)]
    chosen = choose(
        article,
        candidates,
        settings,
        Random(identity("choose", str(seed), article.id)),
        kept,
        stale=set(before) - {question.id for question in kept},
    )
    # One that comes back from retirement is stamped anew, else Anki would keep it as retired.
    questions = tuple(_stamped(question, before.get(question.id), stamp) for question in chosen)
    asked = {question.id for question in questions}
    gone = tuple(question for question in question_set.questions if question.id not in asked)
    retired = tuple(
        question for question in question_set.retired if question.id not in asked
    ) + tuple(replace(question, changed=stamp) for question in gone)
    made = replace(
        question_set,
        settings=settings,
        generation=Generation(question_set.generation.number + 1, seed),
        questions=questions,
        rejected=rejected,
        retired=retired,
        left_out=drawn.left_out,
        shortfall=shortfall(settings, questions, drawn),
    )
    return Regeneration(
        made,
        Diff(
            kept=tuple(q for q in questions if before.get(q.id) == q),
            changed=tuple(q for q in questions if q.id in before and before[q.id] != q),
            new=tuple(q for q in questions if q.id not in before),
            gone=gone,
        ),
    )


def is_rejected(question: Question, rejected: Sequence[Rejection]) -> bool:
    """Whether a teacher threw this out, be it under another kind with the same fact and key."""
    return any(
        question.id == rejection.id
        or (
            set(question.facts) & set(rejection.facts)
            and normalised(question.answer) == normalised(rejection.answer)
        )
        for rejection in rejected
    )


def _with(rejected: Sequence[Rejection], refused: Sequence[Question]) -> tuple[Rejection, ...]:
    known = {rejection.id for rejection in rejected}
    return (
        *rejected,
        *(Rejection(q.id, q.kind, q.facts, q.answer) for q in refused if q.id not in known),
    )


def _stamped(question: Question, old: Question | None, stamp: int) -> Question:
    """With the time its content last changed: the old one's if it is the same."""
    if old is not None and replace(question, changed=old.changed) == old:
        return old
    return replace(question, changed=stamp)
