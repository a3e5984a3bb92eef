"""Whatever a teacher does in whatever order, nothing is lost and nothing unwanted comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import quizgen.kept_facts
from quizgen.article import article_from_text
from quizgen.difficulty import Answers, measured
from quizgen.edits import Edit, edit, reorder
from quizgen.errors import EditError, UnknownGenerationError
from quizgen.facts import find_facts
from quizgen.history import Regeneration, generation, generations, is_rejected, restore
from quizgen.json_files import question_set_json
from quizgen.models import Article, Facts, Question, QuestionSet, Settings
from quizgen.pipeline import generate
from quizgen.regeneration import regenerate
from quizgen.selection import clashes
from tests.test_properties import PIECES


@cache
def article() -> Article:
    text = "\n\n".join([*PIECES[:16], PIECES[18]])
    return article_from_text(text, title="Made", published=date(2016, 3, 14))


@cache
def facts() -> Facts:
    return find_facts(article())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quizgen.kept_facts, "find_facts", lambda _: facts())


@pytest.fixture
def first() -> QuestionSet:
    return generate(article(), Settings(count=5))


def ids(question_set: QuestionSet) -> list[str]:
    return [question.id for question in question_set.questions]


def like(one: Iterator[Question] | tuple[Question, ...], other: tuple[Question, ...]) -> bool:
    """Whether two rows of questions are the same but for their time stamps."""
    return all(a.is_like(b) for a, b in zip(one, other, strict=True))


WANTED = st.builds(
    Settings,
    count=st.sampled_from([None, 1, 3, 5, 8, 30]),
    kinds=st.sampled_from(
        [("who_said", "what_said"), ("when", "which_event", "which_first"), Settings().kinds]
    ),
    options=st.integers(3, 5),
    hardest=st.sampled_from([1.0, 1.0, 0.5]),
    without_speakers=st.sampled_from([(), (), ("Thomas Pell",)]),
    without_paragraphs=st.sampled_from([(), (), (1, 2)]),
)


class Teacher(RuleBasedStateMachine):
    """A teacher at work, who remembers what the engine must not forget."""

    @initialize(seed=st.integers(0, 3))
    def brings_an_article(self, seed: int) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(quizgen.kept_facts, "find_facts", lambda _: facts())
            self.set = generate(article(), Settings(count=5), seed)
        self.rejected: set[str] = set()
        self.mine: dict[str, Question] = {}  # as edited last
        self.ever: set[str] = set(ids(self.set))
        self.past: dict[int, tuple[Question, ...]] = {}
        self.stamps: dict[str, int] = {}

    def goes_on(self, made: Regeneration, before: QuestionSet) -> None:
        """What holds for each next generation."""
        now = made.question_set
        assert not made.read
        self.past[before.generation.number] = before.questions
        assert now.generation.number == before.generation.number + 1
        diff = made.diff
        old, new = {q.id: q for q in before.questions}, {q.id: q for q in now.questions}
        assert {q.id for q in (*diff.kept, *diff.new)} | {c.id for c in diff.changed} == set(new)
        assert {q.id for q in diff.gone} == set(old) - set(new)
        assert all(old[q.id] == q for q in diff.kept)
        assert all(c.before == old[c.id] and c.after == new[c.id] for c in diff.changed)
        assert all(change.fields for change in diff.changed)
        json.dumps(diff.to_dict())
        self.set = now

    @rule(data=st.data(), seed=st.none() | st.integers(0, 9), wanted=st.none() | WANTED)
    def regenerates(self, data: st.DataObject, seed: int | None, wanted: Settings | None) -> None:
        before = self.set
        here = st.lists(st.sampled_from(ids(before)), unique=True) if ids(before) else st.just([])
        keep = data.draw(here, "keep")
        reject = data.draw(here, "reject")[:2]
        made = regenerate(before, keep, reject, seed, wanted)
        again = regenerate(
            QuestionSet.from_dict(before.to_dict()), keep[::-1], reject[::-1], seed, wanted
        )
        assert question_set_json(made.question_set) == question_set_json(again.question_set)
        self.rejected |= set(reject)
        now = made.question_set
        staying = {*keep, *(q.id for q in before.questions if q.edited)} - set(reject)
        for question_id in staying:
            assert now.question(question_id) == before.question(question_id)
        count = now.settings.count
        if count is not None:
            assert len(now.questions) <= max(count, len(staying))
            assert (len(now.questions) < count) <= (now.shortfall is not None)
            drawn = [q for q in now.questions if q.id not in staying]
            for question in drawn:
                assert not any(clashes(question, q) for q in now.questions if q != question)
        known = set(ids(before))
        returned = [q for q in now.questions if q.id in known - staying]
        assert not returned or count is None or made.notes
        self.goes_on(made, before)

    @precondition(lambda self: self.set.history.generations)
    @rule(data=st.data(), pardon=st.booleans())
    def restores(self, data: st.DataObject, pardon: bool) -> None:
        before = self.set
        number = data.draw(st.sampled_from(sorted(self.past)), "generation")
        made = restore(before, number, with_rejected=pardon)
        then = self.past[number]
        if pardon:
            self.rejected -= {q.id for q in then}
        now = made.question_set
        out = [q for q in then if q.id not in ids(now)]
        assert all(q.id in self.rejected or is_rejected(q, now.rejected) for q in out)
        assert bool(out) == bool(made.notes) and not (out and pardon)
        came = [q for q in then if q.id in ids(now)]
        assert like(now.questions, tuple(self.mine.get(q.id, q) for q in came))
        assert now.settings == generation(before, number).settings
        self.goes_on(made, before)

    @precondition(lambda self: self.set.questions)
    @rule(data=st.data(), words=st.sampled_from(["stem", "order", "fewer", "feedback"]))
    def edits(self, data: st.DataObject, words: str) -> None:
        question = data.draw(st.sampled_from(self.set.questions), "question")
        texts = [option.text for option in question.options]
        change = {
            "stem": Edit(stem=f"{question.stem.rstrip('?')} at last?"),
            "order": Edit(options=texts[::-1]),
            "fewer": Edit(
                options=[question.answer, *(t for t in texts if t != question.answer)][:3]
            ),
            "feedback": Edit(feedback=f"{question.feedback} See?"),
        }[words]
        try:
            made = edit(self.set, question.id, change)
        except EditError:
            return
        if made != self.set:
            self.mine[question.id] = made.question(question.id)
        self.set = made

    @rule(data=st.data())
    def reorders(self, data: st.DataObject) -> None:
        self.set = reorder(self.set, data.draw(st.permutations(ids(self.set))))

    @rule(facility=st.floats(0, 1), students=st.sampled_from([3, 19, 20, 300]))
    def sees_results(self, facility: float, students: int) -> None:
        answers = {question_id: Answers(students, facility) for question_id in ids(self.set)}
        self.set = measured(self.set, answers)

    @rule()
    def closes_the_file_and_opens_it(self) -> None:
        data = question_set_json(self.set)
        self.set = QuestionSet.from_dict(json.loads(data))
        assert question_set_json(self.set) == data

    @invariant()
    def nothing_rejected_is_asked(self) -> None:
        asked = set(ids(self.set))
        assert not asked & self.rejected
        assert self.rejected == {rejection.id for rejection in self.set.rejected}
        assert not any(is_rejected(question, self.set.rejected) for question in self.set.questions)

    @invariant()
    def what_the_teacher_wrote_stands(self) -> None:
        for question in self.set.questions:
            if question.id in self.mine:
                assert question.is_like(self.mine[question.id])
            else:
                assert not question.edited

    @invariant()
    def every_question_is_asked_or_retired(self) -> None:
        asked, retired = ids(self.set), [q.id for q in self.set.retired]
        self.ever |= set(asked)
        assert len(set(asked)) == len(asked) and len(set(retired)) == len(retired)
        assert not set(asked) & set(retired)
        assert self.ever == set(asked) | set(retired)

    @invariant()
    def clocks_go_forward(self) -> None:
        for question in (*self.set.questions, *self.set.retired):
            assert question.changed >= self.stamps.get(question.id, 0)
            self.stamps[question.id] = question.changed

    @invariant()
    def every_generation_is_there(self) -> None:
        every = generations(self.set)
        assert [then.generation.number for then in every] == [
            *sorted(self.past),
            self.set.generation.number,
        ]
        for then in every[:-1]:
            assert like(then.questions, self.past[then.generation.number])


TestTeacher = Teacher.TestCase
TestTeacher.settings = hypothesis_settings(max_examples=12, stateful_step_count=12, deadline=None)


class TestHistory:
    """Looking back."""

    def test_a_first_generation_has_none(self, first: QuestionSet) -> None:
        """What was just made is all there is."""
        assert generations(first) == (first,)
        assert generation(first, 1) == first

    @pytest.mark.parametrize("number", [0, -1, 3, 99])
    def test_unknown(self, number: int, first: QuestionSet) -> None:
        """A number that no generation has is an error that lists those there are."""
        second = regenerate(first).question_set
        with pytest.raises(UnknownGenerationError, match="it has 1, 2"):
            generation(second, number)
        with pytest.raises(UnknownGenerationError, match="it has 1, 2"):
            restore(second, number)

    def test_the_present_one_needs_no_restoring(self, first: QuestionSet) -> None:
        """And that is said, with the earlier ones."""
        with pytest.raises(UnknownGenerationError, match="is the present one; earlier ones: none"):
            restore(first, 1)

    def test_earlier_ones_can_be_exported(self, first: QuestionSet) -> None:
        """Each is a whole set, under the same id, that goes through JSON."""
        second = regenerate(first, settings=Settings(count=2)).question_set
        then = generation(second, 1)
        assert (then.id, then.questions, then.settings) == (
            first.id,
            first.questions,
            first.settings,
        )
        assert QuestionSet.from_dict(then.to_dict()) == then

    def test_what_generations_share_is_stored_once(self, first: QuestionSet) -> None:
        """Keeping everything, over and over, costs next to nothing."""
        made = first
        for _ in range(10):
            made = regenerate(made, keep=ids(made)).question_set
        assert len(made.history.generations) == 10
        assert len(made.history.versions) == len(first.questions)

    def test_a_restored_set_goes_on_with_fresh_questions(self, first: QuestionSet) -> None:
        """Not with the ones that were drawn after it the last time."""
        second = regenerate(first).question_set
        third = restore(second, 1).question_set
        assert third.generation.restored == 1
        assert third.generation.seed == first.generation.seed
        assert regenerate(third).question_set.generation.seed == 2

    def test_rejected_since(self, first: QuestionSet) -> None:
        """They stay out and it is said; or come back if the teacher has changed her mind."""
        bad = first.questions[0]
        second = regenerate(first, reject=[bad.id]).question_set
        made = restore(second, 1)
        assert bad.id not in ids(made.question_set)
        assert made.notes == ("1 question of generation 1 stays out: rejected since",)
        back = restore(second, 1, with_rejected=True)
        assert like(back.question_set.questions, first.questions)
        assert back.question_set.rejected == () and back.notes == ()

    def test_what_comes_back_is_stamped(self, first: QuestionSet) -> None:
        """Else Anki would leave it retired."""
        second = regenerate(first).question_set
        stamps = {q.id: q.changed for q in second.retired}
        third = restore(second, 1, changed=5).question_set
        assert stamps
        assert all(third.question(i).changed > stamp for i, stamp in stamps.items())


class TestFreshness:
    """What comes instead of what was neither kept nor rejected."""

    def test_nothing_of_the_last_while_there_is_anything_else(self, first: QuestionSet) -> None:
        """A question of the last generation comes back only when nothing else fits in."""
        made = regenerate(replace(first, questions=first.questions[:2]), settings=Settings(count=3))
        assert not made.diff.kept and not made.diff.changed and not made.notes

    def test_exhausted(self, first: QuestionSet) -> None:
        """When the article gives no more, that is said, and other wrong answers are tried."""
        made = regenerate(first, settings=Settings(count=200))
        assert made.question_set.shortfall is not None
        again = regenerate(made.question_set)
        assert len(again.notes) == 1
        assert "asked again: the article gives no more fresh ones" in again.notes[0]

    def test_facts_in_other_words(
        self, first: QuestionSet, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where newer rules find a fact in other words, its passage and key tell what it is.

        What was rejected doesn't come back, and what is kept isn't asked twice.
        """
        bad, good, *_ = (q for q in first.questions if q.kind == "who_said")
        second = regenerate(first, keep=[good.id], reject=[bad.id]).question_set
        found = facts()
        renamed = replace(
            found, statements=tuple(replace(s, id=f"new {s.id}") for s in found.statements)
        )
        monkeypatch.setattr(quizgen.kept_facts, "find_facts", lambda _: renamed)
        newer = replace(second, facts=None)
        made = regenerate(newer, keep=[good.id], settings=Settings(count=None)).question_set
        assert sum(q.kind == "who_said" for q in made.questions) > 1

        def like(old: Question) -> list[Question]:
            asked = [q for q in made.questions if q.answer == old.answer]
            return [q for q in asked if set(q.evidence) & set(old.evidence)]

        assert like(bad) == []
        assert like(good) == [good]


class TestResults:
    """Difficulty from students' answers."""

    def test_from_twenty_students_on(self, first: QuestionSet) -> None:
        """Facility 0.25 is difficulty 0.75; of nineteen, nothing is believed yet."""
        one, two, *_ = first.questions
        made = measured(first, {one.id: Answers(20, 0.25), two.id: Answers(19, 0.25)})
        assert (made.question(one.id).difficulty, made.question(one.id).students) == (0.75, 20)
        assert made.question(two.id) == two
        assert made.question(one.id).changed == one.changed

    def test_survives_a_regeneration_of_the_same_words(self, first: QuestionSet) -> None:
        """And is forgotten with other wrong answers, which make another question."""
        known = measured(first, {i: Answers(40, 0.1) for i in ids(first)})
        made = regenerate(known, settings=Settings(count=None))
        assert all(q.students == 40 for q in made.diff.kept)
        assert all(change.after.students == 0 for change in made.diff.changed)

    def test_nonsense(self, first: QuestionSet) -> None:
        """A facility index is a share."""
        with pytest.raises(ValueError, match="between 0 and 1"):
            measured(first, {first.questions[0].id: Answers(20, 20.0)})
