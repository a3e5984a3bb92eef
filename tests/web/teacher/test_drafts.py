"""What the store keeps of teachers' work, on each database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.models import QuestionSet
from tests.samples import sample_set
from tests.web import postgresql
from web.errors import (
    AccountError,
    BusyDraftError,
    ClosedQuizError,
    StaleDraftError,
    UnknownAttemptError,
    UnknownDraftError,
    UnknownInvitationError,
)
from web.store import Store
from web.store.accounts import INVITATION_SECONDS, Teacher
from web.store.drafts import Draft
from web.store.jobs import AT_ONCE, LOST


class Clock:
    """Ticks one second at each look, and can be put forward."""

    def __init__(self) -> None:
        self.now = 1_500_000_000.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    if request.param == "sqlite":
        store = Store(f"sqlite:///{tmp_path / 'quizgen.db'}", clock=clock)
        yield store
        store.close()
        return
    with postgresql.database(request.getfixturevalue("postgresql_cluster")) as address:
        store = Store(address, clock=clock)
        yield store
        store.close()


@pytest.fixture
def teacher(store: Store) -> Teacher:
    return store.accounts.add("Clara Osei")


@pytest.fixture
def draft(store: Store, teacher: Teacher) -> Draft:
    return store.drafts.add(teacher, sample_set().article, sample_set())


def mark(store: Store, draft: Draft, **marks: str) -> Draft:
    def made(draft: Draft) -> Draft:
        return replace(draft, marks={**draft.marks, **marks})  # type: ignore[arg-type]

    return store.drafts.change(draft.id, "keep", made)


def ready(draft: Draft) -> QuestionSet:
    assert draft.question_set is not None
    return draft.question_set


def publish(store: Store, draft: Draft) -> None:
    store.save_question_set(ready(draft), owner=draft.owner)
    store.drafts.mark_published(draft.id, ready(draft), draft.revision)


class TestAccounts:
    """Teachers."""

    def test_names_are_taken_once(self, store: Store, teacher: Teacher) -> None:
        """However they are written."""
        for name in ("Clara Osei", " CLARA  osei ", "Ｃlara Osei"):
            with pytest.raises(AccountError, match="already"):
                store.accounts.add(name)
        assert store.accounts.named("clara osei") == teacher

    def test_links_end(self, store: Store, teacher: Teacher, clock: Clock) -> None:
        """After a week, when another is made, and when they were used."""
        token = store.accounts.invite(teacher.id)
        assert store.accounts.invitation(token).teacher == teacher
        newer = store.accounts.invite(teacher.id)
        with pytest.raises(UnknownInvitationError):
            store.accounts.invitation(token)
        store.accounts.accept(newer, "", "salt on the quay")
        with pytest.raises(UnknownInvitationError):
            store.accounts.accept(newer, "", "salt on the quay")
        late = store.accounts.invite(teacher.id)
        clock.now += INVITATION_SECONDS
        with pytest.raises(UnknownInvitationError):
            store.accounts.invitation(late)


class TestDrafts:
    """What a teacher works on."""

    def test_they_come_back_equal(self, store: Store, draft: Draft) -> None:
        """With the questions under the draft's id."""
        assert store.drafts.draft(draft.id) == draft
        assert draft.question_set == replace(sample_set(), id=draft.id)
        assert draft.article == sample_set().article

    def test_each_teacher_has_their_own(self, store: Store, teacher: Teacher, draft: Draft) -> None:
        """Lists name nobody else's; the list of all names all."""
        tom = store.accounts.add("Tom Vance")
        other = store.drafts.add(tom, sample_set().article)
        assert [line.id for line in store.drafts.lines(teacher.id)] == [draft.id]
        assert {line.id for line in store.drafts.lines()} == {draft.id, other.id}

    def test_undo(self, store: Store, draft: Draft) -> None:
        """Each change can be taken back, the last first; clicking twice takes one back."""
        once = mark(store, draft, q1="keep")
        twice = mark(store, draft, q2="reject")
        undone = store.drafts.undo(draft.id, twice.revision)
        assert undone.marks == {"q1": "keep"}
        assert store.drafts.undo(draft.id, twice.revision) == undone
        first = store.drafts.undo(draft.id, undone.revision)
        assert first.marks == {} and first.undoable is None
        assert store.drafts.undo(draft.id, first.revision) == first
        assert once.undoable == "keep"

    def test_changing_nothing_is_no_change(self, store: Store, draft: Draft) -> None:
        """It makes no step to undo, and a published draft stays published as it is."""
        publish(store, draft)
        same = store.drafts.change(draft.id, "move", lambda draft: draft)
        assert same.revision == draft.revision
        assert store.drafts.lines()[0].is_published_as_is

    def test_what_goes_wrong_changes_nothing(self, store: Store, draft: Draft) -> None:
        """An error midway leaves the draft as it was."""

        def made(draft: Draft) -> Draft:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            store.drafts.change(draft.id, "edit", made)
        assert store.drafts.draft(draft.id) == draft

    def test_two_windows(self, store: Store, draft: Draft) -> None:
        """A change that counts on what was seen is refused if it is another by now."""
        mark(store, draft, q1="keep")
        with pytest.raises(StaleDraftError):
            store.drafts.change(draft.id, "edit", lambda draft: draft, revision=draft.revision)

    def test_publishing_is_told_from_changing(self, store: Store, draft: Draft) -> None:
        """The list says whether students get what the draft holds; undoing a change says so."""
        publish(store, draft)
        assert store.drafts.lines()[0].is_published_as_is
        changed = mark(store, draft, q1="keep")
        assert not store.drafts.lines()[0].is_published_as_is
        store.drafts.undo(draft.id, changed.revision)
        assert store.drafts.lines()[0].is_published_as_is

    @given(st.lists(st.sampled_from(["q1 keep", "q2 reject", "clear", "undo"]), max_size=10))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
    def test_undo_is_the_way_back(self, store: Store, teacher: Teacher, actions: list[str]) -> None:
        """Whatever was done and undone, undoing leads to the state before, step by step."""
        draft = store.drafts.add(teacher, sample_set().article, sample_set())
        states: list[dict[str, str]] = [{}]
        for action in actions:
            if action == "undo":
                draft = store.drafts.undo(draft.id, draft.revision)
                states = states[:-1] or states
            else:
                question, _, wanted = action.partition(" ")
                marks = {**states[-1], question: wanted} if wanted else {}
                draft = store.drafts.change(
                    draft.id,
                    "keep",
                    lambda d, m=marks: replace(d, marks=m),  # type: ignore[misc]
                )
                if marks != states[-1]:
                    states.append(marks)
            assert draft.marks == states[-1]
            assert (draft.undoable is None) == (len(states) == 1)


class TestJobs:
    """What takes seconds."""

    def test_a_draft_has_one_at_a_time(self, store: Store, draft: Draft) -> None:
        """While it waits or runs, nothing else changes the draft."""
        store.jobs.submit(draft.id, "regenerate", {})
        with pytest.raises(BusyDraftError):
            store.jobs.submit(draft.id, "regenerate", {})
        with pytest.raises(BusyDraftError):
            mark(store, draft, q1="keep")
        with pytest.raises(BusyDraftError):
            store.drafts.undo(draft.id, draft.revision)
        store.jobs.cancel(draft.id)
        mark(store, draft, q1="keep")

    def test_its_result_is_a_change_that_can_be_undone(self, store: Store, draft: Draft) -> None:
        """Marks of questions that are kept stay; those of others go with them."""
        draft = mark(store, draft, q1="keep", q2="reject")
        store.jobs.submit(draft.id, "regenerate", {"seed": 3})
        claimed = store.jobs.claim("here")
        assert claimed is not None
        job, seen = claimed
        assert seen == draft and job.parameters == {"seed": 3}
        made = replace(ready(draft), questions=ready(draft).questions[:1])
        store.jobs.finish(job, "here", made, ("One is left",))
        after = store.drafts.draft(draft.id)
        assert (after.question_set, after.marks, after.notes) == (
            made, {"q1": "keep"}, ("One is left",),
        )  # fmt: skip
        newest = store.jobs.newest(draft.id)
        assert newest is not None and newest.state == "done"
        before = store.drafts.undo(draft.id, after.revision)
        assert (before.question_set, before.marks) == (draft.question_set, draft.marks)

    def test_not_too_many_run_at_once(self, store: Store, teacher: Teacher) -> None:
        """The rest wait in the order in which they came, and each is run once."""
        drafts = [
            store.drafts.add(teacher, sample_set().article, sample_set())
            for _ in range(AT_ONCE + 1)
        ]
        jobs = [store.jobs.submit(each.id, "regenerate", {}) for each in drafts]
        claimed = [store.jobs.claim(f"runner {n}") for n in range(AT_ONCE + 1)]
        assert [found and found[0].id for found in claimed] == [
            *(job.id for job in jobs[:AT_ONCE]), None,
        ]  # fmt: skip
        store.jobs.fail(jobs[0], "runner 0", "the article holds nothing to ask about")
        found = store.jobs.claim("runner 0")
        assert found is not None and found[0].id == jobs[-1].id
        failed = store.jobs.newest(drafts[0].id)
        assert failed is not None
        assert (failed.state, failed.message) == (
            "failed", "the article holds nothing to ask about",
        )  # fmt: skip

    def test_a_dead_runner_loses_nothing(self, store: Store, draft: Draft, clock: Clock) -> None:
        """Its job waits again, and what the dead one might still say counts for nothing."""
        store.jobs.submit(draft.id, "regenerate", {})
        claimed = store.jobs.claim("dead")
        assert claimed is not None
        assert store.jobs.claim("alive") is None
        assert store.jobs.beat(claimed[0], "dead", "asking")
        clock.now += LOST
        again = store.jobs.claim("alive")
        assert again is not None and again[0].id == claimed[0].id
        assert not store.jobs.beat(claimed[0], "dead", "asking")
        store.jobs.finish(claimed[0], "dead", sample_set(), ())
        assert store.drafts.draft(draft.id).revision == draft.revision

    def test_a_cancelled_job_changes_nothing(self, store: Store, draft: Draft) -> None:
        """Even if it was done by then."""
        store.jobs.submit(draft.id, "regenerate", {})
        claimed = store.jobs.claim("here")
        assert claimed is not None
        store.jobs.cancel(draft.id)
        assert not store.jobs.beat(claimed[0], "here", "asking")
        store.jobs.finish(claimed[0], "here", replace(sample_set(), questions=()), ())
        assert store.drafts.draft(draft.id) == draft


class TestQuizzes:
    """What students hold of a draft."""

    def test_versions_are_frozen(self, store: Store, draft: Draft) -> None:
        """Attempts belong to the version they were begun on, whatever is published later."""
        publish(store, draft)
        begun = store.start_attempt(draft.id, "student one")
        shorter = replace(ready(draft), questions=ready(draft).questions[:2])
        store.save_question_set(shorter)
        versions = store.publications.versions(draft.id)
        assert [(v.number, v.questions, v.attempts) for v in versions] == [(1, 4, 1), (2, 2, 0)]
        assert store.question_set_of(begun) == ready(draft)
        assert store.publications.question_set(draft.id, versions[0].version) == ready(draft)
        assert len(store.start_attempt(draft.id, "student two").questions) == 2

    def test_closed_quizzes_are_not_begun(self, store: Store, draft: Draft) -> None:
        """Who has begun may finish; reopened, others may begin."""
        publish(store, draft)
        begun = store.start_attempt(draft.id, "student one")
        store.publications.close(draft.id)
        with pytest.raises(ClosedQuizError):
            store.start_attempt(draft.id, "student two")
        question = ready(draft).questions[0]
        store.record_response(begun.id, "student one", question.id, question.key)
        store.publications.close(draft.id, closed=False)
        store.start_attempt(draft.id, "student two")

    def test_deleting_takes_everything_along(
        self, store: Store, draft: Draft, teacher: Teacher
    ) -> None:
        """Attempts, answers, reports, codes, versions, steps and jobs; another's stay."""
        other = store.drafts.add(teacher, sample_set().article, sample_set())
        begun = {}
        for each in (draft, other):
            publish(store, each)
            attempt = store.start_attempt(each.id, "student", nickname="Zebra")
            question = ready(each).questions[0]
            wrong = question.distractors[0].id
            store.record_response(attempt.id, "student", question.id, wrong)
            for later in ready(each).questions[1:]:
                store.record_response(attempt.id, "student", later.id, later.key)
            store.report_question(attempt.id, "student", question.id, "key", "It was 1932")
            store.repeat_missed(attempt.id, "student")
            begun[each.id] = attempt
            mark(store, each, q1="keep")
            store.jobs.submit(each.id, "regenerate", {})
        what = store.publications.belongings(draft.id)
        assert (what.versions, what.students, what.attempts, what.responses, what.reports) == (
            1, 1, 2, 4, 1,
        )  # fmt: skip
        store.publications.delete(draft.id)
        with pytest.raises(UnknownDraftError):
            store.drafts.draft(draft.id)
        with pytest.raises(UnknownAttemptError):
            store.attempt(begun[draft.id].id, "student")
        assert store.publications.versions(draft.id) == []
        assert store.attempt(begun[other.id].id, "student").score == 3
        with pytest.raises(UnknownDraftError):
            store.publications.delete(draft.id)

    def test_results_alone_can_be_deleted(self, store: Store, draft: Draft) -> None:
        """The quiz stays, as if nobody had taken it."""
        publish(store, draft)
        store.start_attempt(draft.id, "student")
        store.publications.delete_results(draft.id)
        assert store.attempts_at(draft.id) == []
        assert store.publications.belongings(draft.id).versions == 1

    def test_nothing_is_left_in_the_file(self, store: Store, draft: Draft, tmp_path: Path) -> None:
        """What was deleted stands in no corner of SQLite's file or its log."""
        if "sqlite" not in store.name:
            pytest.skip("PostgreSQL's files are its own")
        publish(store, draft)
        attempt = store.start_attempt(draft.id, "student", nickname="Zebrafish")
        question = ready(draft).questions[0]
        store.record_response(
            attempt.id, "student", question.id, None, typed="an answer in no other place"
        )
        store.publications.delete(draft.id)
        left = b"".join(path.read_bytes() for path in tmp_path.glob("quizgen.db*"))
        assert b"quizzes" in left
        for secret in (b"Zebrafish", b"an answer in no other place", b"single lorry"):
            assert secret not in left

    def test_quizzes_from_the_command_line_are_taken_over(
        self, store: Store, teacher: Teacher
    ) -> None:
        """Under the same id, so that codes and results stay; once."""
        store.save_question_set(sample_set())
        assert store.publications.unowned() == [
            ("set-marlow-bay", "Marlow Bay to close <its> bridge & build anew")
        ]
        taken = store.drafts.take_over(teacher, sample_set())
        assert store.drafts.take_over(teacher, sample_set()) == taken
        assert taken.id == "set-marlow-bay"
        assert store.publications.unowned() == []
        assert store.drafts.lines(teacher.id)[0].is_published_as_is
