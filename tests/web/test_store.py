"""What the store keeps, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.errors import UnknownQuestionError
from quizgen.models import QuestionSet
from tests.samples import sample_set
from tests.web.sets import long_set, renamed
from web.errors import ConfigError, StoreError, UnknownAttemptError, UnknownQuizError
from web.store import QuizSettings, Store
from web.store.database import Database
from web.store.tables import metadata


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store whose clock ticks one second at each look; its quiz keeps the set's order."""
    seconds = iter(range(1_500_000_000, 1_600_000_000))
    store = Store(url, clock=lambda: float(next(seconds)))
    store.save_question_set(sample_set(), settings=QuizSettings(shuffle=False))
    yield store
    store.close()


def test_question_sets_come_back_equal(store: Store, question_set: QuestionSet) -> None:
    """A question set is given back as it was stored."""
    assert store.question_set(question_set.id) == question_set


@given(title=st.text(max_size=50))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_text_comes_back(store: Store, title: str) -> None:
    """Titles of any characters come back; the list's view replaces NUL, which no page can show."""
    question_set = renamed(sample_set(), title)
    store.save_question_set(question_set)
    assert store.question_set(question_set.id).article.title == title
    assert store.quiz(question_set.id).title == title.replace("\0", "\ufffd")


def test_quizzes_are_listed_newest_first(store: Store, question_set: QuestionSet) -> None:
    """Each quiz is listed once, however often it was saved; undated articles come last."""
    store.save_question_set(long_set())
    later = question_set.article.published
    assert later is not None
    newer = replace(question_set.article, published=later.replace(year=2020))
    store.save_question_set(replace(question_set, id="newer", article=newer))
    store.save_question_set(renamed(question_set, "Renamed"))
    assert [(quiz.id, quiz.title) for quiz in store.quizzes()] == [
        ("newer", question_set.article.title),
        (question_set.id, "Renamed"),
        ("long", long_set().article.title),
    ]


def test_saving_the_same_again(store: Store, question_set: QuestionSet) -> None:
    """Saving what is stored changes nothing; saving something else, and back, are new versions."""
    first = store.quiz(question_set.id)
    assert store.save_question_set(question_set) == first
    second = store.save_question_set(renamed(question_set, "Another title"))
    third = store.save_question_set(question_set)
    assert first.version < second.version < third.version
    assert store.quiz(question_set.id) == third


def test_attempts_keep_their_version(store: Store, question_set: QuestionSet) -> None:
    """An attempt's questions stay those it was begun on, also for a repeat of what was missed."""
    attempt = store.start_attempt(question_set.id, "s")
    for question in question_set.questions:
        wrong = question.distractors[0].id
        store.record_response(attempt.id, "s", question.id, wrong)
    store.save_question_set(replace(question_set, questions=question_set.questions[:1]))
    assert store.question_set_of(attempt) == question_set
    again = store.repeat_missed(attempt.id, "s")
    assert again.questions == attempt.questions
    assert again.version == attempt.version
    assert again.repeats == attempt.id
    assert len(store.start_attempt(question_set.id, "s").questions) == 1


def test_first_answer_counts(store: Store, question_set: QuestionSet) -> None:
    """A second answer gets the first one back and changes nothing."""
    question = question_set.questions[0]
    attempt = store.start_attempt(question_set.id, "s")
    first = store.record_response(attempt.id, "s", question.id, question.key)
    second = store.record_response(attempt.id, "s", question.id, question.distractors[0].id)
    assert second == first
    assert first.correct
    assert store.attempt(attempt.id, "s").responses == {question.id: first}


def test_answers_at_once_count_once(store: Store, question_set: QuestionSet) -> None:
    """Of many answers to one question at the same time one is stored, and all are told which."""
    question = question_set.questions[1]
    attempt = store.start_attempt(question_set.id, "s")
    with ThreadPoolExecutor(8) as pool:
        given = list(
            pool.map(
                lambda n: store.record_response(
                    attempt.id, "s", question.id, question.options[n % 4].id
                ),
                range(40),
            )
        )
    assert len(set(given)) == 1
    assert store.attempt(attempt.id, "s").responses == {question.id: given[0]}


def test_many_students_at_once(store: Store, question_set: QuestionSet) -> None:
    """Students who answer at the same time lose nothing."""

    def take(student: str) -> int:
        attempt = store.start_attempt(question_set.id, student)
        for question in question_set.questions:
            store.record_response(attempt.id, student, question.id, question.key)
        return store.attempt(attempt.id, student).score

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(take, map(str, range(32)))) == [4] * 32


@given(
    answers=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12),
    after=st.integers(0, 4),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_attempts_add_up(store: Store, answers: list[tuple[int, int]], after: int) -> None:
    """Whatever is answered in whatever order: score and missed make up what is answered, and the
    next question is one that isn't, until the attempt is finished.
    """
    question_set = sample_set()
    attempt = store.start_attempt(question_set.id, f"s{store._clock()}")
    first: dict[str, str] = {}
    for number, place in answers:
        question = question_set.questions[number]
        option = question.options[place % len(question.options)].id
        store.record_response(attempt.id, attempt.student, question.id, option)
        first.setdefault(question.id, option)
    attempt = store.attempt(attempt.id, attempt.student)
    assert {k: v.option_id for k, v in attempt.responses.items()} == first
    assert attempt.score + len(attempt.missed) == attempt.answered == len(first)
    assert attempt.score == sum(
        first[q.id] == q.key for q in question_set.questions if q.id in first
    )
    following = attempt.next_number(after)
    assert attempt.is_finished == (following is None)
    if following is not None:
        assert attempt.questions[following - 1] not in first
        passed = [*range(after + 1, 5), *range(1, after + 1)]
        before = passed[: passed.index(following)]
        assert all(attempt.questions[number - 1] in first for number in before)


def test_refused_answers(store: Store, question_set: QuestionSet) -> None:
    """An option or a question that isn't the attempt's is refused, and nothing is stored."""
    attempt = store.start_attempt(question_set.id, "s")
    for question_id, option_id in (("q1", "o9"), ("q9", "o1"), ("", "")):
        with pytest.raises(UnknownQuestionError):
            store.record_response(attempt.id, "s", question_id, option_id)
    assert store.attempt(attempt.id, "s").responses == {}


def test_attempts_belong_to_one_student(store: Store, question_set: QuestionSet) -> None:
    """Another student's attempt is as unknown as one that never was."""
    attempt = store.start_attempt(question_set.id, "one")
    for attempt_id, student in ((attempt.id, "two"), (attempt.id, ""), ("nonsense", "one")):
        with pytest.raises(UnknownAttemptError):
            store.attempt(attempt_id, student)
        with pytest.raises(UnknownAttemptError):
            store.record_response(attempt_id, student, "q1", "o1")
        with pytest.raises(UnknownAttemptError):
            store.repeat_missed(attempt_id, student)
    assert store.attempts("two") == []


def test_nothing_to_repeat(store: Store, question_set: QuestionSet) -> None:
    """An attempt without a wrong answer has nothing to repeat."""
    attempt = store.start_attempt(question_set.id, "s")
    with pytest.raises(UnknownQuestionError):
        store.repeat_missed(attempt.id, "s")


def test_unanswered_attempts_are_handed_out_again(store: Store, question_set: QuestionSet) -> None:
    """Beginning twice gives the same attempt until something is answered in it."""
    first = store.start_attempt(question_set.id, "s", seed=7)
    assert store.start_attempt(question_set.id, "s") == first
    assert store.start_attempt(question_set.id, "another").id != first.id
    store.record_response(first.id, "s", "q1", "o2")
    second = store.start_attempt(question_set.id, "s")
    assert second.id != first.id
    assert [attempt.id for attempt in store.attempts("s")] == [second.id, first.id]
    again = store.repeat_missed(first.id, "s")
    assert store.repeat_missed(first.id, "s") == again
    assert store.start_attempt(question_set.id, "s") == second


def test_seeds(store: Store, question_set: QuestionSet) -> None:
    """A seed may be given, up to 63 bits; else each attempt draws its own."""
    assert store.start_attempt(question_set.id, "a", seed=2**63 - 1).seed == 2**63 - 1
    seeds = {store.start_attempt(question_set.id, f"s{n}").seed for n in range(20)}
    assert len(seeds) == 20


def test_unknown_quiz(store: Store) -> None:
    """A quiz that isn't there is named in the error."""
    for use in (store.quiz, store.question_set, lambda quiz_id: store.start_attempt(quiz_id, "s")):
        with pytest.raises(UnknownQuizError, match="'nothing'"):
            use("nothing")


def test_all_is_there_after_reopening(store: Store, url: str, question_set: QuestionSet) -> None:
    """A store that is opened again has everything; opening it changes nothing."""
    attempt = store.start_attempt(question_set.id, "s")
    store.record_response(attempt.id, "s", "q1", "o1")
    before = store.attempt(attempt.id, "s")
    store.close()
    again = Store(url)
    assert again.attempt(attempt.id, "s") == before
    assert again.question_set_of(before) == question_set
    again.close()


def test_migrations_make_the_tables(store: Store, url: str) -> None:
    """What the migrations leave is what the code's tables say."""
    database = Database(url)
    with database.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == "0003"
    database.close()


def test_sqlite_settings(sqlite_url: str) -> None:
    """SQLite runs with a write-ahead log, full synchronisation, and foreign keys enforced."""
    Store(sqlite_url).close()
    database = Database(sqlite_url)
    with database.reading() as connection:
        for pragma, value in (("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    with pytest.raises(StoreError, match="FOREIGN KEY"), database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO responses (attempt_id, question_id, correct, given)"
            " VALUES ('none', 'q', 1, 0)"
        )
    database.close()


def test_writing_is_all_or_nothing(store: Store, url: str) -> None:
    """What fails midway leaves nothing behind."""
    database = Database(url)
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM join_links")
        raise ZeroDivisionError
    database.close()
    assert len(store.quizzes()) == 1


def test_database_of_a_newer_program(store: Store, url: str) -> None:
    """A database that a newer program has changed is left alone, with an error that says so."""
    database = Database(url)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(StoreError, match="newer quizgen"):
        Store(url)


def test_file_that_is_no_database(tmp_path: Path) -> None:
    """A file that isn't a database is named."""
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes. " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match=r"notes\.txt.*not a database"):
        Store(f"sqlite:///{path}")


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    """A database in a folder that doesn't exist is an error of one line."""
    with pytest.raises(StoreError, match="unable to open database file") as caught:
        Store(f"sqlite:///{tmp_path / 'nowhere' / 'quizgen.db'}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["nonsense", "sqlite", "nosuch://host/name", "://", "sqlite://a:b:c"]
)
def test_unusable_urls(url: str) -> None:
    """A URL that names no database is refused with an example of one that does."""
    with pytest.raises(ConfigError, match="write it as sqlite:"):
        Store(url)


def test_missing_driver() -> None:
    """A database whose Python package is missing names the package, and keeps the password."""
    with pytest.raises(ConfigError, match="pyodbc|needs the Python package") as caught:
        Store("mssql+pyodbc://user:secret@host/name")
    assert "secret" not in str(caught.value)
