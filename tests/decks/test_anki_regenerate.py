"""What a student keeps when the teacher regenerates a deck and both are imported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from decks import EXPORTERS, note_types
from quizgen.models import QuestionSet
from tests.decks.student import Student

LATER = 1_440_000_000
"""Seconds since 1970 UTC; after the sample's questions, long before the student's edits."""

OWN_CSS = "\n.qg { max-width: 20em; }"


def regenerated(question_set: QuestionSet) -> QuestionSet:
    """q1 and q4 kept, q2 with changed wording and options, q3 retired, q5 new."""
    q1, q2, q3, q4 = question_set.questions
    changed = replace(
        q2,
        stem="Complete: the closure would empty the ____.",
        options=q2.options[::-1],
        changed=LATER,
    )
    new = replace(q4, id="q5", stem="When was a new bridge promised?", changed=LATER)
    return replace(
        question_set,
        questions=(new, q4, changed, q1),
        retired=(replace(q3, changed=LATER),),
    )


@pytest.fixture
def reviewed(student: Student, question_set: QuestionSet) -> Student:
    """A student who has imported the first generation and reviewed all of it."""
    student.takes(question_set)
    assert student.reviews_all_due() == 4
    return student


def test_same_file_twice_changes_nothing(
    reviewed: Student, tmp_path: Path, question_set: QuestionSet
) -> None:
    """Importing the very same file again leaves every row of the collection as it was."""
    path = tmp_path / "deck.apkg"
    EXPORTERS["apkg"].write(question_set, path)
    reviewed.imports(path)
    before = reviewed.everything()
    assert reviewed.imports(path) == {"duplicate": 4}
    assert reviewed.everything() == before


def test_reviews_survive(reviewed: Student, question_set: QuestionSet) -> None:
    """Due dates, intervals and the review log of all four questions outlive a regeneration."""
    ids = [question.id for question in question_set.questions]
    before = {question_id: reviewed.scheduling(question_id) for question_id in ids}
    for _, _, _, _, interval, repetitions, _, reviews in before.values():
        assert interval >= 1 and repetitions == 1 and len(reviews) == 1
    reviewed.takes(regenerated(question_set))
    assert {question_id: reviewed.scheduling(question_id) for question_id in ids} == before


def test_corrections_arrive_and_nothing_is_doubled(
    reviewed: Student, question_set: QuestionSet
) -> None:
    """One new note, the changed and the retired one updated, the kept ones left alone."""
    counts = reviewed.takes(regenerated(question_set))
    assert counts == {"new": 1, "updated": 2, "duplicate": 2}
    assert reviewed.col.note_count() == reviewed.col.card_count() == 5
    assert reviewed.field("q2", "Text") == "Complete: the closure would empty the {{c1::quay}}."
    assert reviewed.field("q2", "Options").index("quay") < reviewed.field("q2", "Options").index(
        "market"
    )
    assert "quizgen::retired" in reviewed.note("q3").tags
    assert reviewed.field("q3", "Retired")
    assert len(reviewed.col.models.all_names_and_ids()) == len(
        {kind.name for kind in reviewed.col.models.all_names_and_ids()}
    )
    assert sorted(
        kind.name
        for kind in reviewed.col.models.all_names_and_ids()
        if kind.name.startswith("quizgen")
    ) == ["quizgen gap", "quizgen question"]


def test_only_the_new_question_is_new(reviewed: Student, question_set: QuestionSet) -> None:
    """After a regeneration, the student has exactly the new question to learn."""
    reviewed.takes(regenerated(question_set))
    assert reviewed.reviews_all_due() == 1
    assert reviewed.card("q5").reps == 1


def test_students_changes_survive(reviewed: Student, question_set: QuestionSet) -> None:
    """Edits and tags of untouched questions, styling, and moved cards stay the student's."""
    note = reviewed.note("q1")
    note["Explanation"] = "My mnemonic: Brook knows the brook."
    note.tags.append("exam")
    reviewed.col.update_note(note)
    mine = reviewed.col.decks.id("Mine::Hard ones")
    reviewed.col.set_deck([reviewed.card("q4").id, reviewed.card("q2").id], mine)
    styled = reviewed.note("q1").note_type()
    styled["css"] += OWN_CSS
    reviewed.col.models.update_dict(styled)

    reviewed.takes(regenerated(question_set))

    assert reviewed.field("q1", "Explanation") == "My mnemonic: Brook knows the brook."
    assert "exam" in reviewed.note("q1").tags
    assert reviewed.deck_of("q4") == reviewed.deck_of("q2") == "Mine::Hard ones"
    assert reviewed.field("q2", "Text").startswith("Complete: the closure")
    assert reviewed.note("q1").note_type()["css"].endswith(OWN_CSS)


def test_suspended_cards_stay_suspended(reviewed: Student, question_set: QuestionSet) -> None:
    """A card that the student suspended is not woken by a correction."""
    reviewed.col.sched.suspend_cards([reviewed.card("q2").id])
    reviewed.takes(regenerated(question_set))
    assert reviewed.card("q2").queue == -1


def test_older_package_takes_nothing_back(reviewed: Student, question_set: QuestionSet) -> None:
    """Importing last month's file after this month's leaves the newer wording."""
    reviewed.takes(regenerated(question_set))
    before = reviewed.everything()
    assert reviewed.takes(question_set) == {"duplicate": 4}
    assert reviewed.everything() == before


def test_three_generations(reviewed: Student, question_set: QuestionSet) -> None:
    """A question that was retired and is asked again loses its mark and keeps its reviews."""
    before = reviewed.scheduling("q3")
    second = regenerated(question_set)
    reviewed.takes(second)
    back = replace(question_set.questions[2], changed=LATER + 1000)
    third = replace(second, questions=(*second.questions, back), retired=())
    assert reviewed.takes(third) == {"updated": 1, "duplicate": 4}
    assert reviewed.field("q3", "Retired") == ""
    assert "quizgen::retired" not in reviewed.note("q3").tags
    assert reviewed.scheduling("q3") == before


def test_undated_question_is_updated_by_a_dated_one(
    student: Student, question_set: QuestionSet
) -> None:
    """A question that never said when it changed gives way to one that does, and not back."""
    q1 = question_set.questions[0]
    undated = replace(question_set, questions=(replace(q1, changed=0),))
    student.takes(undated)
    assert student.takes(undated) == {"duplicate": 1}
    assert student.takes(replace(question_set, questions=(q1,))) == {"updated": 1}
    assert student.takes(undated) == {"duplicate": 1}


def _release_new_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the next package one of a later release with other styling."""
    released = note_types.card_file

    def newer(name: str) -> str:
        return released(name) + ("\n.qg { color: teal; }" if name.endswith(".css") else "")

    monkeypatch.setattr("decks.package.card_file", newer)
    monkeypatch.setattr("decks.package.RELEASED", note_types.RELEASED + 1)
    monkeypatch.setattr("decks.lint.RELEASED", note_types.RELEASED + 1)


def test_template_release_reaches_students(
    reviewed: Student, question_set: QuestionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later release of the templates arrives, with reviews and notes as they were."""
    before = reviewed.everything()
    _release_new_templates(monkeypatch)
    reviewed.takes(question_set)
    assert "color: teal" in reviewed.note("q1").note_type()["css"]
    after = reviewed.everything()
    assert [after[table] for table in ("notes", "cards", "revlog")] == [
        before[table] for table in ("notes", "cards", "revlog")
    ]


def test_template_release_spares_own_styling(
    reviewed: Student, question_set: QuestionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Students who changed the styling keep theirs through a template release."""
    styled = reviewed.note("q1").note_type()
    styled["css"] += OWN_CSS
    reviewed.col.models.update_dict(styled)
    _release_new_templates(monkeypatch)
    assert reviewed.takes(regenerated(question_set)) == {"new": 1, "updated": 2, "duplicate": 2}
    assert reviewed.note("q1").note_type()["css"].endswith(OWN_CSS)
