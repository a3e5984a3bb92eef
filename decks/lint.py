"""Checks of a finished Anki package, made before anybody imports it."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from decks.note_types import NOTE_TYPES, RELEASED, NoteType
from quizgen.errors import DeckError

_WRITTEN = re.compile(  # the tags that quizgen writes, in the order and nesting it writes them
    r'(?:<ol type="A">(?:<li>[^<>]*</li>)*</ol>)?'
    r"(?:<p>[^<>]*(?:<mark>[^<>]*</mark>[^<>]*)*</p>)*"
)
_TAG = re.compile(r"quizgen(?:::[\w.-]+)+")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);)")
_UNESCAPED = re.compile(rf"[<>]|{_BARE_AMPERSAND.pattern}")


def lint_package(path: Path) -> None:
    """Refuse a package that would harm the collection it is imported into.

    Raises:
        DeckError: It would; the message names the first note concerned.
    """
    for complaint in complaints(path):
        raise DeckError(complaint)


def complaints(path: Path) -> Iterator[str]:
    """Everything that is wrong with a package, a line each."""
    try:
        with zipfile.ZipFile(path) as package:
            data = package.read("collection.anki2")
            media = json.loads(package.read("media"))
            missing = [name for number, name in media.items() if number not in package.namelist()]
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        yield f"{path} is no Anki package as quizgen writes it: {error}"
        return
    for name in missing:
        yield f"the deck names the media file {name!r} and does not hold it"
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        yield from _complaints(connection)
    except sqlite3.DatabaseError as error:
        yield f"{path} holds no Anki collection: {error}"
    finally:
        connection.close()


def _complaints(connection: sqlite3.Connection) -> Iterator[str]:
    (models,) = connection.execute("SELECT models FROM col").fetchone()
    for model in json.loads(models).values():
        yield from _note_type_complaints(model)
    seen: set[str] = set()
    rows = connection.execute("SELECT guid, mid, tags, flds FROM notes ORDER BY id")
    for guid, model_id, tags, fields in rows:
        where = f"note {guid!r}"
        if not guid:
            yield f"{where} has no GUID: Anki could not tell it from others"
        if guid in seen:
            yield f"{where} stands in the deck twice: Anki would import both"
        seen.add(guid)
        note_type = NOTE_TYPES.get(model_id)
        if note_type is None:
            yield f"{where} has the unknown note type {model_id}"
            continue
        for tag in tags.strip(" ").split(" "):
            if not _TAG.fullmatch(tag):
                yield f"{where} has {tag!r} for a tag: was a space left in quizgen's tag?"
        yield from _field_complaints(where, note_type, fields.split("\x1f"))
    notes_without_cards = connection.execute(
        "SELECT guid FROM notes WHERE id NOT IN (SELECT nid FROM cards)"
    )
    for (guid,) in notes_without_cards:
        yield f"note {guid!r} makes no card"


def _note_type_complaints(model: dict[str, Any]) -> Iterator[str]:
    released = NOTE_TYPES.get(int(model["id"]))
    where = f"note type {model['name']!r}"
    if released is None:
        yield f"{where} has the unknown id {model['id']}: Anki would add it a second time"
        return
    if model["mod"] > RELEASED:
        yield f"{where} is newer than its release: Anki would undo a student's own styling"
    fields = [(field["name"], field.get("id")) for field in model["flds"]]
    if fields != [(field.name, field.id) for field in released.fields]:
        yield f"{where} has other fields than released: Anki would not update any note"
    templates = [(template["name"], template.get("id")) for template in model["tmpls"]]
    if templates != [(template.name, template.id) for template in released.templates]:
        yield f"{where} has other card templates than released: Anki would not update any note"


def _field_complaints(where: str, note_type: NoteType, values: list[str]) -> Iterator[str]:
    if len(values) != len(note_type.fields):
        yield f"{where} has {len(values)} fields instead of {len(note_type.fields)}"
        return
    if not values[0].strip():
        yield f"{where} has an empty first field, {note_type.fields[0].name}"
    for field, value in zip(note_type.fields, values, strict=True):
        if not value:
            continue
        if "{{" in value or "}}" in value:
            yield f"{where} has template braces in its field {field.name}"
        if field.holds == "attribute" and '"' in value:
            yield f"{where} has a quotation mark in its field {field.name}, which ends an attribute"
        if field.holds == "html" and not _WRITTEN.fullmatch(value):
            yield f"{where} has tags in its field {field.name} that quizgen does not write"
        unescaped = _BARE_AMPERSAND if field.holds == "html" else _UNESCAPED
        if found := unescaped.search(value):
            near = value[max(found.start() - 20, 0) : found.end() + 20]
            yield f"{where} has unescaped HTML in its field {field.name}, near {near!r}"
