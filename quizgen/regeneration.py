"""A new drawing of a question set that breaks nothing students hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from random import Random

from quizgen.difference import difference
from quizgen.history import (
    Regeneration,
    edited_versions,
    generations,
    is_rejected,
    next_seed,
    next_stamp,
    succeed,
)
from quizgen.kept_facts import facts_of
from quizgen.models import (
    Facts,
    Kind,
    Question,
    QuestionSet,
    Rejection,
    Settings,
    identity,
    normalised,
)
from quizgen.pipeline import Drawn, check_settings, draw, shortfall
from quizgen.selection import OUTWEIGHS, choose, clashes, order_like

REDRAWINGS = 2
"""Further seeds that are tried where a question would come back word for word."""
SAME_EARLIER = 0.6
"""What having been asked in the one before costs, and half of that in the one before that."""
SAME_FACT = 0.4
"""What it costs if the last generation asked about the fact under another kind."""


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
    Anki's notes and the site's responses. What a teacher has edited is kept without being named,
    unless it is rejected. The article is read again only if the set doesn't keep its facts, or
    they were found by other rules than today's.

    Args:
        question_set: What there is.
        keep: Ids of questions to keep as they are.
        reject: Ids of questions that shall never come back, under no kind.
        seed: Where left out, one that the set was never drawn with.
        settings: The set's own where left out.
        changed: When this is done, in seconds since 1970 UTC; stamped on every question whose
            content changes. Where left out, one second after the latest in the set.

    Raises:
        UnknownQuestionError: An id to keep or reject isn't in the set.
        SettingsError: A setting makes no sense.
    """
    settings = settings or question_set.settings
    check_settings(settings)
    named = {question_set.question(question_id).id for question_id in keep}
    out = {question_set.question(question_id).id for question_id in reject}
    # In the set's own order, whichever the ids came in.
    refused = [question for question in question_set.questions if question.id in out]
    kept = [
        question
        for question in question_set.questions
        if (question.id in named or question.edited) and question.id not in out
    ]
    rejected = _with(question_set.rejected, refused)
    seed = next_seed(question_set) if seed is None else seed

    article = question_set.article
    found = facts_of(question_set)
    candidates = _Candidates(question_set, found.facts, settings, rejected, kept)
    drawn = candidates.drawn(seed)
    staying = {question.id for question in kept}
    chosen = choose(
        article,
        drawn.questions,
        settings,
        Random(identity("choose", str(seed), article.id)),
        kept,
        stale=_stale(question_set, drawn.questions, staying),
    )
    questions = _redrawn(chosen, staying, question_set, candidates, seed)
    made = succeed(
        replace(question_set, rejected=rejected, facts=found.kept),
        order_like(question_set.questions, questions),
        settings=settings,
        seed=seed,
        left_out=drawn.left_out,
        shortfall=shortfall(settings, questions, drawn),
        changed=changed,
    )
    return Regeneration(
        made,
        difference(question_set, made),
        tuple(_notes(question_set, made, staying)),
        read=found.read,
    )


def reject(
    question_set: QuestionSet, ids: Collection[str], *, changed: int | None = None
) -> QuestionSet:
    """The set without these questions, which never come back; nothing is drawn in their place.

    It is still the same generation: what a teacher publishes, having thrown some out.

    Args:
        question_set: What there is.
        ids: Of the questions to throw out.
        changed: As in :func:`regenerate`; stamped on what students have to put away.

    Raises:
        UnknownQuestionError: An id isn't in the set.
    """
    refused = [question_set.question(question_id) for question_id in dict.fromkeys(ids)]
    if not refused:
        return question_set
    stamp = next_stamp(question_set, changed)
    return replace(
        question_set,
        questions=tuple(q for q in question_set.questions if q not in refused),
        rejected=_with(question_set.rejected, refused),
        retired=(*question_set.retired, *(replace(q, changed=stamp) for q in refused)),
    )


class _Candidates:
    """What may be asked of an article whose set has a past."""

    def __init__(
        self,
        question_set: QuestionSet,
        facts: Facts,
        settings: Settings,
        rejected: Sequence[Rejection],
        kept: Sequence[Question],
    ) -> None:
        self._set = question_set
        self._facts = facts
        self.settings = settings
        self._rejected = rejected
        known = {s.id for s in facts.statements} | {o.id for o in facts.occurrences}
        # Facts that today's rules find in other words have other identities.
        past: list[Question | Rejection] = [*rejected, *kept]
        self._lost = [old for old in past if not set(old.facts) & known]
        self._edited = edited_versions(question_set)
        self._measured = {q.id: q for q in question_set.questions if q.students}

    def drawn(self, seed: int, kinds: Collection[Kind] | None = None) -> Drawn:
        """Every question that a seed gives and no teacher refused, as it is known already."""
        settings = self.settings
        if kinds is not None:
            settings = replace(settings, kinds=tuple(k for k in settings.kinds if k in kinds))
        drawn = draw(self._set.article, self._facts, settings, seed)
        known = [
            self._as_known(question)
            for question in drawn.questions
            if not is_rejected(question, self._rejected) and not self._is_lost(question)
        ]
        return replace(drawn, questions=tuple(q for q in known if self._is_as_hard_as_wanted(q)))

    def _as_known(self, question: Question) -> Question:
        """In the teacher's own words, or as hard as students found it, if there is either."""
        if question.id in self._edited:
            return self._edited[question.id]
        old = self._measured.get(question.id)
        return old if old is not None and question.is_like(old) else question

    def _is_as_hard_as_wanted(self, question: Question) -> bool:
        wanted = self.settings.easiest <= question.difficulty <= self.settings.hardest
        return wanted or question.edited

    def _is_lost(self, question: Question) -> bool:
        """Whether it asks, by its passage and key, what was rejected or kept under another id."""
        return any(
            normalised(question.answer) == normalised(old.answer)
            and any(one.overlaps(other) for one in question.evidence for other in old.evidence)
            for old in self._lost
        )


def _with(rejected: Sequence[Rejection], refused: Sequence[Question]) -> tuple[Rejection, ...]:
    known = {rejection.id for rejection in rejected}
    return (
        *rejected,
        *(
            Rejection(q.id, q.kind, q.facts, q.answer, q.accepted, q.evidence)
            for q in refused
            if q.id not in known
        ),
    )


def _stale(
    question_set: QuestionSet, candidates: Iterable[Question], staying: Collection[str]
) -> dict[str, float]:
    """How much less each candidate is wanted because it, or its fact, was asked before."""
    fresh = [question for question in candidates if question.id not in staying]
    cost: dict[str, float] = {}
    for age, then in enumerate(reversed(generations(question_set))):
        ids = {question.id for question in then.questions}
        for question in fresh:
            if question.id in ids:
                cost.setdefault(question.id, SAME_EARLIER / 2 ** (age - 1) if age else OUTWEIGHS)
    facts = {fact for question in question_set.questions for fact in question.facts}
    for question in fresh:
        if facts & set(question.facts):
            cost.setdefault(question.id, SAME_FACT)
    return cost


def _redrawn(
    chosen: Sequence[Question],
    staying: Collection[str],
    question_set: QuestionSet,
    candidates: _Candidates,
    seed: int,
) -> list[Question]:
    """The chosen ones; one that would come back as it was, with other wrong answers if it can."""
    before = {question.id: question for question in question_set.questions}
    questions = {question.id: question for question in chosen}
    wanted = candidates.settings.count
    same = [
        question
        for question in chosen
        if question.id in before
        and question.id not in staying
        and _offers_the_same(question, before[question.id])
    ]
    for turn in range(1, REDRAWINGS + 1):
        if not same:
            break
        other = {
            question.id: question
            for question in candidates.drawn(_derived(seed, turn), {q.kind for q in same}).questions
        }
        for question in list(same):
            drawn = other.get(question.id)
            if drawn is None or _offers_the_same(drawn, before[question.id]):
                continue
            # Its new options may have what another question of the set asks for.
            rest = [made for made in questions.values() if made.id != drawn.id]
            if wanted is None or not any(clashes(drawn, made) for made in rest):
                questions[question.id] = drawn
                same.remove(question)
    return [questions[question.id] for question in chosen]


def _derived(seed: int, turn: int) -> int:
    return int(identity("redraw", str(seed), str(turn), length=12), 16)


def _offers_the_same(one: Question, other: Question) -> bool:
    """Whether two versions of a question differ in the order of their options at most."""
    return one.stem == other.stem and {o.text for o in one.options} == {
        o.text for o in other.options
    }


def _notes(before: QuestionSet, made: QuestionSet, staying: Collection[str]) -> Iterable[str]:
    """What a teacher who wanted fresh questions should know, if there weren't enough."""
    old = {question.id: question for question in before.questions}
    again = [q for q in made.questions if q.id in old and q.id not in staying]
    if not again or made.settings.count is None:
        return
    same = sum(_offers_the_same(question, old[question.id]) for question in again)
    note = (
        f"{len(again)} of the {len(made.questions)} questions"
        f" {'is' if len(again) == 1 else 'are'} asked again: the article gives no more fresh ones"
        " that fit in"
    )
    if same:
        note += f", and for {same} of them no other wrong answers"
    yield note


__all__ = ["Regeneration", "regenerate", "reject"]
