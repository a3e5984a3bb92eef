"""Regenerating breaks nothing that students hold."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import get_args

import pytest

from quizgen.errors import SettingsError, UnknownQuestionError
from quizgen.history import Regeneration, is_rejected
from quizgen.json_files import question_set_json
from quizgen.models import Kind, Question, QuestionSet, Settings, normalised
from quizgen.pipeline import draw, generate
from quizgen.regeneration import regenerate
from tests.kinds.generating import facts_once, seed_article

pytestmark = pytest.mark.usefixtures("facts_kept")


@pytest.fixture(scope="module")
def whole() -> QuestionSet:
    """Every question there is."""
    return generate(seed_article(), Settings(count=None))


def ids(questions: tuple[Question, ...]) -> set[str]:
    return {question.id for question in questions}


def unstamped(question: Question) -> Question:
    return replace(question, changed=0)


class TestKept:
    """Questions that a teacher keeps."""

    def test_come_back_untouched(self, first: QuestionSet) -> None:
        """Stem, options, their order and the time stamp are as they were."""
        keep = [q.id for q in first.questions[::3]]
        made = regenerate(first, keep=keep).question_set
        for question_id in keep:
            assert made.question(question_id) == first.question(question_id)

    def test_even_when_edited(self, first: QuestionSet) -> None:
        """A stem that a teacher has corrected by hand stays corrected."""
        edited = replace(first.questions[0], stem="Corrected by hand?", changed=10**10)
        by_hand = replace(first, questions=(edited, *first.questions[1:]))
        made = regenerate(by_hand, keep=[edited.id])
        assert made.question_set.question(edited.id) == edited
        assert edited in made.diff.kept

    def test_all_of_them(self, first: QuestionSet) -> None:
        """Who keeps everything gets the same questions."""
        made = regenerate(first, keep=list(ids(first.questions)))
        assert made.question_set.questions == first.questions
        assert (made.diff.changed, made.diff.new, made.diff.gone) == ((), (), ())

    def test_more_than_the_count(self, first: QuestionSet) -> None:
        """Nothing kept is lost to a smaller number asked for."""
        keep = [q.id for q in first.questions[:5]]
        made = regenerate(first, keep=keep, settings=Settings(count=2)).question_set
        assert ids(made.questions) == set(keep)

    def test_of_a_kind_no_longer_wanted(self, first: QuestionSet) -> None:
        """A kept question stays though its kind isn't asked any more."""
        dated = next(q for q in first.questions if q.kind == "when")
        made = regenerate(first, keep=[dated.id], settings=Settings(kinds=("who_said",)))
        assert {q.kind for q in made.question_set.questions} == {"when", "who_said"}
        assert dated in made.question_set.questions


class TestRejected:
    """Questions that a teacher throws out."""

    def test_never_come_back(self, whole: QuestionSet) -> None:
        """Whatever seed and however many are asked for."""
        reject = [q.id for q in whole.questions[::4]]
        made = regenerate(whole, reject=reject).question_set
        for seed in range(4):
            made = regenerate(made, seed=seed, settings=Settings(count=None)).question_set
            assert not ids(made.questions) & set(reject)

    def test_nor_under_another_kind(self, whole: QuestionSet) -> None:
        """The same fact with the same answer doesn't return as a question of another kind."""
        bad = next(q for q in whole.questions if q.kind == "which_event")
        rejected = regenerate(whole, reject=[bad.id]).question_set.rejected
        twin = replace(bad, id="another", kind="when")
        assert is_rejected(twin, rejected)
        assert not is_rejected(replace(twin, facts=("another",)), rejected)
        other_key = next(o.id for o in bad.options if o.id != bad.key)
        assert not is_rejected(replace(twin, key=other_key, accepted=()), rejected)

    def test_are_remembered_in_the_file(self, whole: QuestionSet) -> None:
        """The list of what was thrown out travels with the set."""
        bad = whole.questions[7]
        made = regenerate(whole, reject=[bad.id]).question_set
        again = QuestionSet.from_dict(json.loads(question_set_json(made)))
        assert [r.id for r in again.rejected] == [bad.id]
        assert bad.id not in ids(regenerate(again).question_set.questions)

    def test_are_retired(self, first: QuestionSet) -> None:
        """Who holds its card is told that it is no longer asked."""
        bad = first.questions[2]
        made = regenerate(first, reject=[bad.id])
        assert bad.id in ids(made.question_set.retired)
        assert bad in made.diff.gone

    def test_retired_ones_are_forgotten_the_oldest_first(
        self, first: QuestionSet, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A set doesn't grow for ever: what is dropped is retired at least once, by its stamp.

        What is asked again after it was forgotten has a later stamp than it was retired with.
        """
        monkeypatch.setattr("quizgen.history.MOST_RETIRED", 3)
        now = first
        stamps: dict[str, int] = {}
        for turn in range(8):
            before, now = now, regenerate(now).question_set
            gone = ids(before.questions) - ids(now.questions)
            retired = {question.id: question.changed for question in now.retired}
            assert gone <= set(retired), turn
            assert len(retired) <= max(3, len(gone))
            for question in now.questions:
                if question.id in stamps and question.id not in ids(before.questions):
                    assert question.changed > stamps[question.id]
            stamps |= retired
        assert len(stamps) > 3

    def test_rejecting_wins_over_keeping(self, first: QuestionSet) -> None:
        """A question both kept and rejected is thrown out."""
        bad = first.questions[2].id
        made = regenerate(first, keep=[bad], reject=[bad]).question_set
        assert bad not in ids(made.questions)
        assert [r.id for r in made.rejected] == [bad]

    def test_all_of_them_says_why_fewer(self, whole: QuestionSet) -> None:
        """When nothing is left, the set is empty and says so."""
        made = regenerate(
            whole, reject=list(ids(whole.questions)), settings=Settings(count=12)
        ).question_set
        assert made.questions == ()
        assert made.shortfall is not None and made.shortfall.startswith("0 of 12 questions")


class TestDrawnAnew:
    """What is neither kept nor rejected."""

    def test_as_many_as_before(self, first: QuestionSet) -> None:
        """A set of twelve stays one of twelve, with the next seed and number."""
        made = regenerate(first).question_set
        assert len(made.questions) == 12
        assert (made.generation.number, made.generation.seed) == (2, 1)
        assert (made.id, made.article) == (first.id, first.article)

    def test_other_questions(self, first: QuestionSet) -> None:
        """Most of what comes is fresh: other facts, other kinds or other distractors."""
        made = regenerate(first)
        assert len(made.diff.new) >= 6
        assert len(made.diff.kept) <= 3

    def test_keeps_no_fact_twice(self, first: QuestionSet) -> None:
        """No fact of a kept question is asked once more under another kind."""
        keep = [q.id for q in first.questions[:6]]
        made = regenerate(first, keep=keep).question_set
        facts = [fact for q in made.questions for fact in q.facts]
        assert len(set(facts)) == len(facts)

    def test_ids_survive(self, whole: QuestionSet) -> None:
        """A fact that is still asked in the same way has its id, whatever options it has now."""
        made = regenerate(whole, seed=5)
        assert ids(made.question_set.questions) == ids(whole.questions)
        assert made.diff.changed and not made.diff.gone and not made.diff.new
        for change in made.diff.changed:
            assert change.before == whole.question(change.id)
            assert change.after.facts == change.before.facts
            assert change.after.kind == change.before.kind

    def test_same_arguments_same_bytes(self, first: QuestionSet) -> None:
        """Regenerating is a pure function of its arguments."""
        keep = [first.questions[0].id]
        one, two = (regenerate(first, keep=keep, seed=9, changed=10**9) for _ in range(2))
        assert question_set_json(one.question_set) == question_set_json(two.question_set)
        assert one == two

    def test_settings_travel(self, first: QuestionSet) -> None:
        """New settings hold for the next time, too."""
        made = regenerate(first, settings=Settings(count=4, kinds=("when",))).question_set
        again = regenerate(made).question_set
        assert {q.kind for q in again.questions} == {"when"} and len(again.questions) == 4

    def test_count_comes_back(self, first: QuestionSet) -> None:
        """Keeping more than were asked for doesn't change what the teacher asked for."""
        keep = [q.id for q in first.questions[:5]]
        made = regenerate(first, keep=keep, settings=Settings(count=2)).question_set
        assert made.settings.count == 2

    def test_bad_settings(self, first: QuestionSet) -> None:
        """Settings that make no sense are refused as for a first set."""
        with pytest.raises(SettingsError, match="ask for 1 or more"):
            regenerate(first, settings=Settings(count=0))

    @pytest.mark.parametrize("argument", ["keep", "reject"])
    def test_unknown_id(self, first: QuestionSet, argument: str) -> None:
        """An id that the set hasn't got is an error that names it."""
        with pytest.raises(UnknownQuestionError, match="no question 'nosuch'"):
            regenerate(first, **{argument: ["nosuch"]})  # type: ignore[arg-type]


class TestStamps:
    """When a question's content last changed: by it, Anki knows what to take over."""

    def test_only_what_changed(self, whole: QuestionSet) -> None:
        """A question with the same content keeps its time stamp, any other gets the new one."""
        made = regenerate(whole, seed=3, changed=2 * 10**9)
        assert made.diff.kept and made.diff.changed
        for question in made.question_set.questions:
            old = whole.question(question.id)
            same = question.is_like(old)
            assert question.changed == (old.changed if same else 2 * 10**9)

    def test_never_goes_back(self, first: QuestionSet) -> None:
        """A clock that runs behind doesn't hide a change from Anki."""
        later = regenerate(first, changed=2 * 10**9).question_set
        made = regenerate(later, changed=5)
        fresh = (*made.diff.new, *(change.after for change in made.diff.changed))
        assert all(q.changed > 2 * 10**9 for q in fresh)

    def test_without_a_clock(self, first: QuestionSet) -> None:
        """Where no time is given, each regeneration is one second after the last change."""
        latest = max(q.changed for q in first.questions)
        assert {q.changed for q in regenerate(first).diff.new} == {latest + 1}

    def test_return_from_retirement(self, whole: QuestionSet) -> None:
        """A retired question that returns has a new stamp; else Anki would keep it retired."""
        dated = replace(whole, settings=Settings(count=None, kinds=("when",)))
        retired = regenerate(dated, seed=0).question_set
        assert retired.retired and all(q.kind != "when" for q in retired.retired)
        stamps = {q.id: q.changed for q in retired.retired}
        back = regenerate(retired, seed=0, settings=Settings(count=None)).question_set
        returned = [q for q in back.questions if q.id in stamps]
        assert returned and not back.retired
        assert all(q.changed > stamps[q.id] for q in returned)

    def test_retiring_is_a_change(self, first: QuestionSet) -> None:
        """A question that goes is stamped, so that its card gets the mark; once and no more."""
        made = regenerate(first)
        latest = max(q.changed for q in first.questions)
        assert made.diff.gone
        retired = {q.id: q for q in made.question_set.retired}
        assert all(retired[q.id].changed > latest for q in made.diff.gone)
        again = regenerate(made.question_set).question_set
        still = [q for q in again.retired if q.id in retired]
        assert still and all(q == retired[q.id] for q in still)


class TestDiff:
    """What a teacher is told."""

    def test_adds_up(self, first: QuestionSet) -> None:
        """Every question of both sets is in just one list."""
        made = regenerate(first, keep=[q.id for q in first.questions[:4]])
        diff = made.diff
        assert len(diff.kept) + len(diff.changed) + len(diff.new) == len(
            made.question_set.questions
        )
        assert ids((*diff.kept, *diff.changed, *diff.gone)) == ids(first.questions)
        assert not ids(diff.new) & ids(first.questions)


def check(made: Regeneration, before: QuestionSet, keep: set[str], reject: set[str]) -> None:
    """What holds after every regeneration."""
    now = made.question_set
    asked, retired = ids(now.questions), ids(now.retired)
    refused = {rejection.id for rejection in now.rejected}
    assert len(asked) == len(now.questions) and len(retired) == len(now.retired)
    assert not asked & retired and not asked & refused
    assert {r.id for r in before.rejected} | reject == refused
    assert ids(before.questions) | ids(before.retired) <= asked | retired
    for question_id in keep - reject:
        assert now.question(question_id) == before.question(question_id)
    assert not any(is_rejected(q, now.rejected) for q in made.diff.new)
    stamps = {q.id: q.changed for q in (*before.questions, *before.retired)}
    assert all(q.changed >= stamps.get(q.id, 0) for q in (*now.questions, *now.retired))
    assert now.generation.number == before.generation.number + 1
    assert QuestionSet.from_dict(json.loads(question_set_json(now))) == now


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence(seed: int, first: QuestionSet) -> None:
    """However often and in whatever order a teacher keeps, rejects and draws anew."""
    dice = Random(seed)
    made = first
    for _ in range(8):
        here = [q.id for q in made.questions]
        keep = set(dice.sample(here, dice.randint(0, len(here))))
        reject = set(dice.sample(here, dice.randint(0, min(3, len(here)))))
        count = dice.choice([None, 3, 8, 12, 20])
        kinds = tuple(dice.sample(get_args(Kind), dice.randint(2, 6)))
        settings = dice.choice([None, Settings(count=count, kinds=kinds)])
        result = regenerate(made, keep, reject, dice.randint(0, 99), settings)
        check(result, made, keep, reject)
        made = result.question_set


def test_order_of_ids_is_of_no_account(first: QuestionSet) -> None:
    """A set of ids, a list and the same list turned round give the same."""
    keep = [q.id for q in first.questions[:5]]
    reject = [q.id for q in first.questions[5:8]]
    one = regenerate(first, keep, reject).question_set
    other = regenerate(first, set(keep[::-1]), reject[::-1]).question_set
    assert question_set_json(one) == question_set_json(other)


def test_facts_found_once_are_the_facts(first: QuestionSet) -> None:
    """These tests draw from the same facts as generating does."""
    drawn = draw(first.article, facts_once(first.article), first.settings, 0)
    assert ids(first.questions) <= ids(drawn.questions)
    assert all(normalised(q.answer) for q in drawn.questions)
