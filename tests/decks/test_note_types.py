"""What students hold in their collections is what was released."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from decks.note_types import NOTE_TYPES, RELEASE, NoteType, card_file
from quizgen.models import QuestionSet
from tests.decks.student import Student

RELEASED: dict[str, Any] = json.loads(
    Path(__file__).with_name("released.json").read_text(encoding="utf-8")
)
"""Names and ids, which never change, and what the cards of the newest release look like."""


def look() -> str:
    """What changes whenever any card does."""
    files = [
        card_file(name)
        for note_type in NOTE_TYPES.values()
        for template in note_type.templates
        for name in (template.front, template.back, note_type.styling)
    ]
    return hashlib.sha256("\x1f".join(files).encode()).hexdigest()


def named(note_type: NoteType) -> dict[str, Any]:
    """A note type's ids and names."""
    return {
        "id": note_type.id,
        "name": note_type.name,
        "fields": [[field.name, field.id] for field in note_type.fields],
        "templates": [[template.name, template.id] for template in note_type.templates],
    }


def test_names_and_ids_are_the_released_ones() -> None:
    """No field or template is added, removed, renamed or moved: Anki would update no note."""
    assert [named(note_type) for note_type in NOTE_TYPES.values()] == RELEASED["note types"]
    ids = [
        thing.id
        for note_type in NOTE_TYPES.values()
        for thing in (note_type, *note_type.fields, *note_type.templates)
    ]
    assert len(set(ids)) == len(ids)


def test_collection_has_the_released_ids(student: Student, question_set: QuestionSet) -> None:
    """Note types, fields and templates keep their ids in a student's collection."""
    student.takes(question_set)
    for released in RELEASED["note types"]:
        made = student.col.models.get(released["id"])
        assert made is not None and made["name"] == released["name"]
        assert [[field["name"], field["id"]] for field in made["flds"]] == released["fields"]
        assert [[t["name"], t["id"]] for t in made["tmpls"]] == released["templates"]


def test_every_new_look_is_a_release() -> None:
    """Cards don't change without a new release, for students would never get to see it.

    After a change, raise RELEASE in decks/note_types.py, and put both here into released.json.
    """
    assert {"release": RELEASE, "look": look()} == RELEASED["newest"]
