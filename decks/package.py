"""An Anki package, byte for byte the same whenever its contents are the same.

The collection, its decks and its note types are genanki's; the rows of notes and cards are written
here. What genanki takes from the clock or the file system is given: the time of each note, the time
of the note types, the ids, and the times in the zip file.
"""

from __future__ import annotations

import itertools
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import genanki

from decks.note_types import RELEASED, NoteType, card_file
from decks.notes import Deck


@contextmanager
def collection(decks: Iterable[Deck], *, timestamp: int) -> Iterator[sqlite3.Connection]:
    """The database of a package, in memory.

    Args:
        decks: What it holds.
        timestamp: When the notes were made, seconds since 1970 UTC: the "Created" column of
            Anki's browser.
    """
    ids = itertools.count(timestamp * 1000)
    connection = sqlite3.connect(":memory:")
    try:
        cursor = connection.cursor()
        genanki.Package([]).write_to_db(cursor, timestamp, ids)
        models: dict[int, Any] = {}
        for deck in decks:
            made = genanki.Deck(deck.id, deck.name, deck.description)
            for note_type in {note.note_type.id: note.note_type for note in deck.notes}.values():
                if note_type.id not in models:
                    models[note_type.id] = model_of(note_type)
                    made.add_model(models[note_type.id])
            made.write_to_db(cursor, RELEASED, ids)
            _write_notes(cursor, deck, ids)
        connection.commit()
        yield connection
    finally:
        connection.close()


def write_package(connection: sqlite3.Connection, path: Path) -> None:
    """Write a collection as an .apkg, Anki's format for sharing.

    Args:
        connection: The collection.
        path: File to write.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (("collection.anki2", connection.serialize()), ("media", b"{}")):
            entry = zipfile.ZipInfo(name)  # of 1980, the earliest that a zip file knows
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # otherwise it tells Windows from the rest
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data, compresslevel=1)  # three times as fast, a third larger


def _write_notes(cursor: sqlite3.Cursor, deck: Deck, ids: Iterator[int]) -> None:
    """The rows of a deck's notes and cards, all at once, which is much faster than one by one."""
    cards: list[tuple[int, ...]] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for place, note in enumerate(deck.notes, 1):
            note_id = next(ids)
            if note.card is not None:
                cards.append((next(ids), note_id, deck.id, note.card, note.changed, place))
            tags = f" {' '.join(note.tags)} "
            model = note.note_type.id
            fields = "\x1f".join(note.fields)
            yield (note_id, note.guid, model, note.changed, tags, fields, note.sort)

    # -1: to be sent at the next synchronisation. Anki reckons checksums and fields anew itself.
    cursor.executemany("INSERT INTO notes VALUES(?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')", rows())
    cursor.executemany(
        "INSERT INTO cards VALUES(?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')", cards
    )


def model_of(note_type: NoteType) -> Any:
    """A note type as genanki knows it."""
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
        model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
    )
