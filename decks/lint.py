"""Checks of a finished Anki package, made before anybody imports it."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from decks.note_types import NOTE_TYPES, RELEASED, Holds, NoteType
from quizgen.errors import DeckError

_ENTITY = r"&(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);"
_BRACE = r"\{(?!\{)|\}(?!\})"  # two of them begin or end what Anki replaces
# No possessive group: Python up to 3.11.4, which Debian 12 has, loses its place in one that holds a
# lookahead. Each piece begins with another character, so there is nothing to try twice anyhow.
_TEXT = rf"[^<>&{{}}\x1f]*+(?:(?:{_BRACE}|{_ENTITY})[^<>&{{}}\x1f]*+)*"
# The tags that quizgen writes, in the order and nesting it writes them.
_LIST = rf"(?:<li>{_TEXT}</li>)*"
_PASSAGE = rf"(?:<p>{_TEXT}(?:<mark>{_TEXT}</mark>{_TEXT})*</p>)*"
_HOLDS: dict[Holds, str] = {
    "text": _TEXT,
    "html": rf'(?:<ol type="A">{_LIST}</ol>|<ul>{_LIST}</ul>)?{_PASSAGE}',
    "cloze": rf"{_TEXT}\{{\{{c1::{_TEXT}\}}\}}{_TEXT}",
    "attribute": rf'[^<>&"{{}}\x1f]*+(?:(?:{_BRACE}|{_ENTITY})[^<>&"{{}}\x1f]*+)*',
}
_WRITTEN = {holds: re.compile(pattern) for holds, pattern in _HOLDS.items()}
_RECORDS = {  # all fields of a note at once: nearly every note is right, and this is soon seen
    note_type.id: re.compile("\x1f".join(_HOLDS[field.holds] for field in note_type.fields))
    for note_type in NOTE_TYPES.values()
}
_NEEDED = {  # the place of the field without which a card would be blank
    (note_type.id, ordinal): [field.name for field in note_type.fields].index(template.needs)
    for note_type in NOTE_TYPES.values()
    for ordinal, template in enumerate(note_type.templates)
}
_DAMAGED = (AttributeError, KeyError, TypeError, ValueError)
_NO_PACKAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
RETIRED_TAG = "quizgen::retired"
_TAG = re.compile(r"quizgen(?:::[\w.-]+)+")
_UNESCAPED = re.compile(rf"[<>]|(?!{_ENTITY})&")


def lint_collection(connection: sqlite3.Connection) -> None:
    """Refuse a collection that would harm the one it is imported into.

    Raises:
        DeckError: It would; the message names the first note concerned.
    """
    for complaint in _complaints(connection):
        raise DeckError(complaint)


def complaints(path: Path) -> Iterator[str]:
    """Everything that is wrong with a package, a line each.

    Raises:
        DeckError: The file can't be read.
    """
    try:
        with zipfile.ZipFile(path) as package:
            data = package.read("collection.anki2")
            media = json.loads(package.read("media"))
            missing = [name for number, name in media.items() if number not in package.namelist()]
    except OSError as error:
        raise DeckError(f"cannot read {path}: {error.strerror or error}") from error
    except (*_NO_PACKAGE, *_DAMAGED) as error:
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
    except _DAMAGED as error:
        yield f"{path} holds a damaged Anki collection: {error!r}"
    finally:
        connection.close()


def _complaints(connection: sqlite3.Connection) -> Iterator[str]:
    (models,) = connection.execute("SELECT models FROM col").fetchone()
    for model in json.loads(models).values():
        yield from _note_type_complaints(model)
    cards: dict[int, list[int]] = {}
    for note_id, ordinal in connection.execute("SELECT nid, ord FROM cards ORDER BY id"):
        cards.setdefault(note_id, []).append(ordinal)
    seen: set[str] = set()
    good_tags: set[str] = set()
    rows = connection.execute("SELECT id, guid, mid, tags, flds FROM notes ORDER BY id")
    for note_id, guid, model_id, tags, record in rows:
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
            if tag in good_tags:
                continue
            if _TAG.fullmatch(tag):
                good_tags.add(tag)
            else:
                yield f"{where} has {tag!r} for a tag: was a space left in quizgen's tag?"
        fields = record.split("\x1f")
        blank = not fields[0] or fields[0].isspace()
        if blank or not _RECORDS[model_id].fullmatch(record):
            yield from _field_complaints(where, note_type, fields)
        made = cards.pop(note_id, ())
        if not made and RETIRED_TAG not in tags.split(" "):
            yield f"{where} makes no card"
        for ordinal in made:
            if complaint := _card_complaint(where, note_type, fields, ordinal):
                yield complaint
    for note_id in cards:
        yield f"there is a card of the note {note_id}, which is not in the deck"


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


def _field_complaints(where: str, note_type: NoteType, values: Sequence[str]) -> Iterator[str]:
    if len(values) != len(note_type.fields):
        yield f"{where} has {len(values)} fields instead of {len(note_type.fields)}"
        return
    if not values[0].strip():
        yield f"{where} has an empty first field, {note_type.fields[0].name}"
    for field, value in zip(note_type.fields, values, strict=True):
        if field.holds != "cloze" and ("{{" in value or "}}" in value):
            yield f"{where} has template braces in its field {field.name}"
            continue
        if _WRITTEN[field.holds].fullmatch(value):
            continue
        bare = re.sub("<[^<>]*>", "", value) if field.holds == "html" else value
        if found := _UNESCAPED.search(bare):
            near = bare[max(found.start() - 20, 0) : found.end() + 20]
            yield f"{where} has unescaped HTML in its field {field.name}, near {near!r}"
        elif field.holds == "attribute":
            yield f"{where} has a quotation mark in its field {field.name}, which ends an attribute"
        elif field.holds == "cloze":
            yield f"{where} has not exactly one cloze deletion, c1, in its field {field.name}"
        else:
            yield f"{where} has tags in its field {field.name} that quizgen does not write"


def _card_complaint(
    where: str, note_type: NoteType, values: Sequence[str], ordinal: int
) -> str | None:
    place = _NEEDED.get((note_type.id, ordinal))
    if place is None:
        return f"{where} has a card {ordinal}, of which its note type knows nothing"
    if place < len(values) and values[place].strip():
        return None
    template = note_type.templates[ordinal]
    return f"{where} has nothing in its field {template.needs}: {template.name} would be blank"
