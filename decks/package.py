"""An Anki package, byte for byte the same whenever its contents are the same.

The rows are genanki's. What genanki takes from the clock or the file system is given here: the
time of each note, the time of the note types, the ids, and the times in the zip file.
"""

from __future__ import annotations

import itertools
import sqlite3
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import genanki

from decks.note_types import RELEASED, NoteType, card_file
from decks.notes import Deck


def write_package(decks: Iterable[Deck], path: Path, *, timestamp: int) -> None:
    """Write decks as one .apkg, Anki's format for sharing.

    Args:
        decks: What to write.
        path: File to write.
        timestamp: When the notes were made, seconds since 1970 UTC: the "Created" column of
            Anki's browser.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (("collection.anki2", _collection(decks, timestamp)), ("media", b"{}")):
            entry = zipfile.ZipInfo(name)  # of 1980, the earliest that a zip file knows
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # otherwise it tells Windows from the rest
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)


def _collection(decks: Iterable[Deck], timestamp: int) -> bytes:
    """The database of a package."""
    ids = itertools.count(timestamp * 1000)
    connection = sqlite3.connect(":memory:")
    try:
        cursor = connection.cursor()
        genanki.Package([]).write_to_db(cursor, timestamp, ids)
        models: dict[int, Any] = {}
        for deck in decks:
            made = genanki.Deck(deck.id, deck.name, deck.description)
            used = {note.note_type.id: note.note_type for note in deck.notes}
            for note_type in used.values():
                models.setdefault(note_type.id, _model(note_type))
                made.add_model(models[note_type.id])
            made.write_to_db(cursor, RELEASED, ids)
            for place, note in enumerate(deck.notes, 1):
                row = genanki.Note(
                    model=models[note.note_type.id],
                    fields=list(note.fields),
                    sort_field=note.sort,
                    tags=note.tags,
                    guid=note.guid,
                    due=place,
                )
                row.write_to_db(cursor, note.changed, deck.id, ids)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _model(note_type: NoteType) -> Any:
    return genanki.Model(
        model_id=note_type.id,
        name=note_type.name,
        fields=[
            {
                "name": field.name,
                "id": field.id,
                "description": field.hint,
                "collapsed": field.folded,
                "preventDeletion": True,
            }
            for field in note_type.fields
        ],
        templates=[
            {
                "name": template.name,
                "id": template.id,
                "qfmt": card_file(template.front),
                "afmt": card_file(template.back),
            }
            for template in note_type.templates
        ],
        css=card_file(note_type.styling),
    )
