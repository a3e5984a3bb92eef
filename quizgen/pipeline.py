"""From an article to a question set."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from random import Random
from typing import get_args

from quizgen.dates import date_order
from quizgen.difficulty import Estimator
from quizgen.drafting import Draft
from quizgen.errors import ArticleError, SettingsError
from quizgen.guidelines import GUIDELINES, SETTINGS
from quizgen.kept_facts import find_and_keep
from quizgen.kinds import KINDS, Material
from quizgen.leaving_out import REASONS, wanted_facts
from quizgen.models import (
    Article,
    Facts,
    Generation,
    Kind,
    LeftOut,
    Question,
    QuestionSet,
    Settings,
    identity,
)
from quizgen.selection import choose, kind_quotas

_BY_SETTINGS = {guideline.__name__ for guideline in SETTINGS}
MOST_OPTIONS = 6
NO_DATE = 946_684_800
"""Time stamp (1 January 2000, UTC) of questions from an article without a date."""


def generate(
    article: Article, settings: Settings | None = None, seed: int = 0, changed: int | None = None
) -> QuestionSet:
    """The question set of an article: a pure function of its arguments.

    Args:
        article: What to ask about.
        settings: What the teacher wants; defaults where left out.
        seed: Decides between what is equally good: distractors, gaps, which questions.
        changed: When the questions were made, in seconds since 1970 UTC; the article's date where
            left out, so that the same article gives the same bytes.

    Raises:
        ArticleError: The article holds nothing that can be asked.
        SettingsError: A setting makes no sense.
        QuizgenError: No language model is installed.
    """
    settings = settings or Settings()
    check_settings(settings)
    found = find_and_keep(article)
    drawn = draw(article, found.facts, settings, seed)
    if not drawn.questions:
        raise ArticleError(_nothing(article, drawn))
    dice = Random(identity("choose", str(seed), article.id))
    stamp = first_stamp(article) if changed is None else changed
    questions = [
        replace(question, changed=stamp)
        for question in choose(article, drawn.questions, settings, dice)
    ]
    return QuestionSet(
        id=identity("set", article.id),
        article=article,
        settings=settings,
        generation=Generation(1, seed),
        questions=tuple(questions),
        left_out=drawn.left_out,
        shortfall=shortfall(settings, questions, drawn),
        facts=found.kept,
    )


def first_stamp(article: Article) -> int:
    """The time stamp of a first generation: midnight of the article's day."""
    if article.published is None or article.published.year < 1980:
        return NO_DATE
    return int(datetime.combine(article.published, time(), UTC).timestamp())


def check_settings(settings: Settings) -> None:
    """Refuse settings that make no sense.

    Raises:
        SettingsError: With what is possible.
    """
    known = get_args(Kind)
    unknown = [kind for kind in settings.kinds if kind not in known]
    if unknown or not settings.kinds:
        raise SettingsError(
            f"unknown kind {unknown[0]!r}: choose from {', '.join(known)}"
            if unknown
            else f"no kind of question is left: choose from {', '.join(known)}"
        )
    if settings.count is not None and settings.count < 1:
        raise SettingsError(f"{settings.count} questions can't be made: ask for 1 or more")
    if not 3 <= settings.options <= MOST_OPTIONS:
        raise SettingsError(
            f"{settings.options} options can't be offered: choose from 3 to {MOST_OPTIONS}"
        )
    if not 0 <= settings.minimum_confidence <= 1:
        raise SettingsError("the minimum confidence lies between 0 and 1")
    if not 0 <= settings.easiest <= settings.hardest <= 1:
        raise SettingsError("difficulties lie between 0 and 1, the lowest first")
    shared = [share.kind for share in settings.shares]
    foreign = [kind for kind in shared if kind not in settings.kinds]
    if foreign or len(set(shared)) < len(shared):
        raise SettingsError(
            f"there is a share for {foreign[0]}, which isn't asked"
            if foreign
            else "a kind has two shares: give each kind one"
        )
    if any(not 0 < share.weight < math.inf for share in settings.shares):
        raise SettingsError("a kind's share is a number above 0; leave out kinds you don't want")


@dataclass(frozen=True)
class Drawn:
    """Every good question of an article, and what was left out."""

    questions: tuple[Question, ...]
    left_out: tuple[LeftOut, ...]


def draw(article: Article, facts: Facts, settings: Settings, seed: int) -> Drawn:
    """All questions that the facts give and no guideline refuses.

    Raises:
        SettingsError: A speaker or paragraph to leave out isn't there.
    """
    facts = wanted_facts(article, facts, settings)
    material = Material(article, facts, settings, date_order(article.text), seed)
    estimator = Estimator(material)
    questions: dict[str, Question] = {}
    left_out: list[LeftOut] = []
    for kind, ask in KINDS:
        if kind not in settings.kinds:
            continue
        for made in ask(material):
            if isinstance(made, LeftOut):
                name = REASONS.get(made.reason, made.guideline)
                left_out.append(replace(made, guideline=name))
                continue
            question = made.question
            made = replace(
                made, question=replace(question, difficulty=estimator.difficulty(question))
            )
            refusal = _refusal(made, material)
            if refusal is not None:
                left_out.append(refusal)
            elif made.question.id not in questions:
                questions[made.question.id] = made.question
    return Drawn(tuple(questions.values()), tuple(dict.fromkeys(left_out)))


def _refusal(made: Draft, material: Material) -> LeftOut | None:
    for guideline in GUIDELINES:
        reason = guideline(made, material)
        if reason is not None:
            return LeftOut(made.question.kind, made.question.stem, guideline.__name__, reason)
    return None


def shortfall(settings: Settings, chosen: Sequence[Question], drawn: Drawn) -> str | None:
    """Why the questions aren't as asked: fewer in all, or of a kind; None if they are."""
    if settings.count is None:
        return None
    fewer = len(chosen) < settings.count
    said = [_too_few(settings.count, chosen, drawn)] if fewer else []
    have = Counter(question.kind for question in chosen)
    for kind, quota in kind_quotas(settings).items():
        if have[kind] < quota:
            said.append(f"{have[kind]} of {quota} for {kind}: it gives no more that fit in")
    return "; ".join(said) or None


def _too_few(count: int, chosen: Sequence[Question], drawn: Drawn) -> str:
    made = f"{len(chosen)} of {count} questions were made"
    if len(drawn.questions) > len(chosen):
        unwanted = [left for left in drawn.left_out if left.guideline in _BY_SETTINGS]
        return (
            f"{made}: the article gives {len(drawn.questions)} good ones, but the rest ask the same"
            f" facts again or give away another answer{_most_frequent(unwanted)}"
        )
    return f"{made}: the article gives no more good ones{_most_frequent(drawn.left_out)}"


def _most_frequent(left_out: Sequence[LeftOut]) -> str:
    """As in " (left out: 5 × certain enough, 2 × readable length)"; nothing for nothing."""
    reasons = Counter(left.guideline for left in left_out).most_common(2)
    why = ", ".join(f"{count} × {name.replace('_', ' ')}" for name, count in reasons)
    return f" (left out: {why})" if why else ""


def _nothing(article: Article, drawn: Drawn) -> str:
    if not drawn.left_out:
        return (
            f"nothing to ask about “{article.title}”: it has no statement with a named speaker and"
            " no dated event; try a news article that quotes people or tells when things happened"
        )
    first = drawn.left_out[0]
    return (
        f"no good question can be made of “{article.title}”: {len(drawn.left_out)} were left out,"
        f" the first because {first.reason}; --explain lists them all"
    )
