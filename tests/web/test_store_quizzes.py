"""Modes, codes, time limits and reports in the store, on SQLite and PostgreSQL; its copies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from quizgen.errors import SettingsError
from quizgen.models import QuestionSet, Rejection
from tests.samples import sample_set
from tests.web.sets import renamed
from web.errors import AttemptOverError, StoreError, UnknownJoinCodeError, UnknownQuizError
from web.store import QuizSettings, Store
from web.store.database import Database, _alembic
from web.store.join_codes import LETTERS, shown_code

QUIZ = sample_set().id


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.now = 1_500_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    store = Store(url, clock=clock)
    store.save_question_set(sample_set(), settings=QuizSettings(shuffle=False))
    yield store
    store.close()


def test_settings_hold_for_new_attempts(store: Store, clock: Clock) -> None:
    """An attempt stays as it was begun; what its teacher changes holds for the next one."""
    before = store.start_attempt(QUIZ, "s")
    changed = QuizSettings("end", "typed", True, 600, False, False)
    assert store.change_settings(QUIZ, changed).settings == changed
    after = store.start_attempt(QUIZ, "s", nickname="Robin")
    assert after.id != before.id
    assert after.settings == changed
    assert after.nickname is None
    assert after.deadline == clock.now + 600
    assert store.attempt(before.id, "s").settings == before.settings
    assert store.quizzes(listed=True) == []
    assert [quiz.id for quiz in store.quizzes()] == [QUIZ]
    for limit in (0, -1, 10**9):
        with pytest.raises(SettingsError, match="makes no sense"):
            store.change_settings(QUIZ, replace(changed, time_limit=limit))
    with pytest.raises(UnknownQuizError):
        store.change_settings("nothing", changed)


def test_saving_keeps_settings_codes_and_owner(store: Store, question_set: QuestionSet) -> None:
    """A set that is saved anew is the same quiz: code, owner and settings stay."""
    other = replace(question_set, id="owned")
    first = store.save_question_set(other, settings=QuizSettings("end"), owner="ada")
    again = store.save_question_set(renamed(other, "Anew"), owner="tom")
    assert (again.code, again.owner, again.settings) == (first.code, "ada", QuizSettings("end"))
    assert again.version > first.version
    assert store.quiz(QUIZ).owner is None


def test_order_comes_from_the_seed(store: Store) -> None:
    """Each attempt asks in an order of its own, the same for the same seed."""
    store.change_settings(QUIZ, QuizSettings())
    orders = [store.start_attempt(QUIZ, f"s{n}", seed=n).questions for n in range(12)]
    assert len(set(orders)) > 5
    assert all(sorted(order) == ["q1", "q2", "q3", "q4"] for order in orders)
    assert store.start_attempt(QUIZ, "again", seed=3).questions == orders[3]


def test_join_links(store: Store) -> None:
    """One code for each amount of extra time, found however it is typed, and one quiz's only."""
    plain, extra = store.add_join_link(QUIZ), store.add_join_link(QUIZ, 25)
    assert plain.code == store.quiz(QUIZ).code
    assert store.add_join_link(QUIZ, 25) == extra
    assert store.join_links(QUIZ) == [plain, extra]
    assert set(plain.code) <= set(LETTERS) and len(plain.code) == 6
    for typed in (
        extra.code.lower(),
        shown_code(extra.code),
        f" {extra.code[:2]} {extra.code[2:]}",
    ):
        assert store.join_link(typed) == extra
    for wrong in ("", "nonsense", "x" * 10_000, "\0", "' OR 1=1"):
        with pytest.raises(UnknownJoinCodeError):
            store.join_link(wrong)
    with pytest.raises(SettingsError, match="possible are 0 to 900"):
        store.add_join_link(QUIZ, 901)


def test_time_limit(store: Store, clock: Clock) -> None:
    """Until the deadline answers count, and so does one on its way then; later ones don't."""
    store.change_settings(QUIZ, QuizSettings(shuffle=False, time_limit=60))
    attempt = store.start_attempt(QUIZ, "s")
    assert (attempt.seconds_left, attempt.is_finished) == (60, False)
    clock.now += 59
    store.record_response(attempt.id, "s", "q1", "o1")
    clock.now += 5
    store.record_response(attempt.id, "s", "q2", "o1")
    assert not store.attempt(attempt.id, "s").is_finished
    clock.now += 1
    with pytest.raises(AttemptOverError):
        store.record_response(attempt.id, "s", "q3", "o1")
    over = store.attempt(attempt.id, "s")
    assert (over.is_finished, over.is_complete, over.score) == (True, False, 2)
    assert over.missed == ("q3", "q4")
    assert store.record_response(attempt.id, "s", "q1", "o2").option_id == "o1"
    again = store.repeat_missed(attempt.id, "s")
    assert (again.questions, again.deadline) == (("q3", "q4"), None)


def test_extra_time(store: Store, clock: Clock) -> None:
    """A link's extra time is added to the limit of its own quiz, and of no other."""
    store.change_settings(QUIZ, QuizSettings(time_limit=60))
    store.save_question_set(replace(sample_set(), id="other"), settings=QuizSettings(time_limit=60))
    link = store.add_join_link(QUIZ, 50)
    assert store.start_attempt(QUIZ, "s", link=link).deadline == clock.now + 90
    assert store.start_attempt("other", "s", link=link).deadline == clock.now + 60
    # Who comes back by the link begins anew, with the time it gives.
    assert store.start_attempt(QUIZ, "t").deadline == clock.now + 60
    assert store.start_attempt(QUIZ, "t", link=link).deadline == clock.now + 90


def test_typed_answers(store: Store) -> None:
    """What was typed is kept as it was, whether or not it is one of the options."""
    attempt = store.start_attempt(QUIZ, "s")
    right = store.record_response(attempt.id, "s", "q1", "o1", typed="brook")
    wrong = store.record_response(attempt.id, "s", "q2", None, typed="Käse 🧀")
    assert (right.correct, right.typed) == (True, "brook")
    assert (wrong.correct, wrong.option_id) == (False, None)
    assert store.attempt(attempt.id, "s").responses == {"q1": right, "q2": wrong}


def test_repeats_ask_unseen_variants(store: Store, question_set: QuestionSet) -> None:
    """Where the set knows another question on the same fact, which the student hasn't seen and
    the teacher hasn't rejected, a repeat asks that, and the next repeat the first again.
    """
    first, second, third, fourth = question_set.questions
    variant = replace(fourth, id="v1", kind="what_said", facts=first.facts)
    thrown_out = replace(fourth, id="v2", facts=second.facts, stem="Rejected?")
    made = replace(
        question_set,
        id="variants",
        questions=(first, second, third),
        retired=(variant, thrown_out),
        rejected=(Rejection("v2", "which_event", second.facts, thrown_out.answer),),
    )
    store.save_question_set(made, settings=QuizSettings(shuffle=False))
    attempt = store.start_attempt("variants", "s")
    for question in made.questions:
        store.record_response(attempt.id, "s", question.id, question.distractors[0].id)
    again = store.repeat_missed(attempt.id, "s")
    assert again.questions == ("v1", "q2", "q3")
    assert store.record_response(again.id, "s", "v1", variant.key).correct
    for question in (second, third):
        store.record_response(again.id, "s", question.id, question.distractors[0].id)
    assert store.repeat_missed(again.id, "s").questions == ("q2", "q3")


def test_reports(store: Store, clock: Clock) -> None:
    """A report names quiz, version and question; a second one replaces it; resolved, it is gone."""
    attempt = store.start_attempt(QUIZ, "s")
    store.report_question(attempt.id, "s", "q1", "unclear")
    clock.now += 1
    made = store.report_question(attempt.id, "s", "q1", "key", "It was Tom.")
    store.save_question_set(renamed(sample_set(), "Anew"))
    assert store.reports() == store.reports(QUIZ) == [made]
    assert (made.version, made.note, made.made) == (attempt.version, "It was Tom.", clock.now)
    assert store.question_set_of(made) == sample_set()
    assert store.reports("another") == []
    store.resolve_report(made)
    assert store.reports() == []
    assert [report.resolved for report in store.reports(open_only=False)] == [clock.now]


def test_attempts_at_a_quiz(store: Store) -> None:
    """A teacher sees everybody's attempts, on all versions."""
    one = store.start_attempt(QUIZ, "one", nickname="Robin")
    store.save_question_set(renamed(sample_set(), "Anew"))
    two = store.start_attempt(QUIZ, "two")
    assert {attempt.id for attempt in store.attempts_at(QUIZ)} == {one.id, two.id}
    assert {attempt.version for attempt in store.attempts_at(QUIZ)} == {one.version, two.version}
    assert store.attempts_at("nothing") == []


def test_database_that_is_to_be_migrated(url: str) -> None:
    """Where the site may not migrate, a database that isn't up to date is refused by name, with
    what to do, and without its password.
    """
    with pytest.raises(StoreError, match="has no tables yet: run `quizgen migrate`"):
        Store(url, migrate=False)
    Store(url).close()
    Store(url, migrate=False).close()


def test_data_of_the_first_version(url: str, question_set: QuestionSet) -> None:
    """Quizzes and attempts from before settings and codes go on as they were."""
    import json

    database = Database(url)
    config = _alembic()
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement, values in (
            (
                "INSERT INTO question_sets (version, id, title, published, questions, content,"
                " saved) VALUES (7, :id, 'Bridge', '2015-04-30', 4, :content, 1.0)",
                {"id": QUIZ, "content": json.dumps(question_set.to_dict())},
            ),
            (
                "INSERT INTO attempts (id, student, version, seed, questions, started)"
                """ VALUES ('a', 's', 7, 1, '["q1", "q2"]', 2.0)""",
                {},
            ),
            (
                "INSERT INTO responses (attempt_id, question_id, option_id, correct, given)"
                " VALUES ('a', 'q1', 'o1', :correct, 3.0)",
                {"correct": True},
            ),
        ):
            connection.execute(text(statement), values)
    with pytest.raises(StoreError, match="is of an older quizgen: run `quizgen migrate`"):
        database.check()
    database.close()
    store = Store(url)
    attempt = store.attempt("a", "s")
    assert (attempt.score, attempt.next_number()) == (1, 2)
    assert store.record_response("a", "s", "q2", "o1").correct
    assert store.join_link(store.quiz(QUIZ).code).quiz_id == QUIZ
    assert store.start_attempt(QUIZ, "s").questions == ("q1", "q2", "q3", "q4")
    store.close()


@pytest.fixture
def sqlite_store(sqlite_url: str, clock: Clock) -> Iterator[Store]:
    store = Store(sqlite_url, clock=clock)
    store.save_question_set(sample_set(), settings=QuizSettings(shuffle=False))
    yield store
    store.close()


def test_backup_and_restore(sqlite_store: Store, tmp_path: Path, clock: Clock) -> None:
    """A backup made while the site runs brings everything back, and what was there is put aside."""
    store = sqlite_store
    attempt = store.start_attempt(QUIZ, "s")
    store.record_response(attempt.id, "s", "q1", "o1")
    copy = tmp_path / "copies" / "site.db"
    store.back_up(copy)
    assert copy.stat().st_mode & 0o077 == 0
    assert list(copy.parent.iterdir()) == [copy]
    clock.now += 10
    store.record_response(attempt.id, "s", "q2", "o1")
    store.save_question_set(renamed(sample_set(), "Later"))
    assert store.question_set(QUIZ).article.title == "Later"

    aside = store.restore(copy)
    assert set(store.attempt(attempt.id, "s").responses) == {"q1"}
    assert store.question_set(QUIZ) == sample_set()
    clock.now += 10
    store.save_question_set(renamed(sample_set(), "Another second version"))
    assert store.question_set(QUIZ).article.title == "Another second version"

    store.restore(aside)
    assert set(store.attempt(attempt.id, "s").responses) == {"q1", "q2"}
    assert store.question_set(QUIZ).article.title == "Later"


def test_what_is_no_backup(sqlite_store: Store, tmp_path: Path) -> None:
    """A file that isn't a whole backup is refused by name, and nothing is changed."""
    text_file = tmp_path / "notes.txt"
    text_file.write_text("These are my notes. " * 100, encoding="utf-8")
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE notes (text)")
    newer = tmp_path / "newer.db"
    sqlite_store.back_up(newer)
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for path, message in (
        (tmp_path / "nowhere.db", "there is no file"),
        (text_file, "is no backup of the site's data"),
        (foreign, "is no backup of the site's data"),
        (newer, "is of a newer quizgen"),
    ):
        with pytest.raises(StoreError, match=message):
            sqlite_store.restore(path)
    assert sqlite_store.question_set(QUIZ) == sample_set()
    assert not [path for path in tmp_path.iterdir() if "before-restore" in path.name]


def test_copies_of_postgresql(postgresql_url: str, tmp_path: Path) -> None:
    """PostgreSQL has its own tools for copies, and is sent to them by name."""
    store = Store(postgresql_url)
    with pytest.raises(StoreError, match="pg_dump"):
        store.back_up(tmp_path / "site.db")
    with pytest.raises(StoreError, match="pg_restore"):
        store.restore(tmp_path / "site.db")
    store.close()
    assert list(tmp_path.iterdir()) == []
