"""The linter refuses every package that would harm a collection."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from decks import EXPORTERS
from decks.lint import complaints
from decks.note_types import QUESTION
from quizgen.errors import DeckError
from quizgen.models import QuestionSet

Tamper = Callable[[sqlite3.Connection], object]


@pytest.fixture
def package(tmp_path: Path, question_set: QuestionSet) -> Path:
    """A good package."""
    path = tmp_path / "deck.apkg"
    EXPORTERS["apkg"].write(question_set, path)
    return path


def tampered(package: Path, change: Tamper, media: bytes = b"{}") -> list[str]:
    """What the linter says after a change to the package's database."""
    with zipfile.ZipFile(package) as old:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(old.read("collection.anki2"))
    change(connection)
    connection.commit()
    with zipfile.ZipFile(package, "w") as new:
        new.writestr("collection.anki2", connection.serialize())
        new.writestr("media", media)
    connection.close()
    return list(complaints(package))


def sql(statement: str) -> Tamper:
    return lambda connection: connection.execute(statement)


def field(name: str, value: str) -> Tamper:
    """Put a value into one field of the first note."""
    index = [field.name for field in QUESTION.fields].index(name)

    def change(connection: sqlite3.Connection) -> None:
        note, fields = connection.execute("SELECT id, flds FROM notes ORDER BY id").fetchone()
        values = fields.split("\x1f")
        values[index] = value
        connection.execute("UPDATE notes SET flds = ? WHERE id = ?", ("\x1f".join(values), note))

    return change


def note_type(change: Callable[[dict[str, Any]], object]) -> Tamper:
    """Change the note type's JSON."""

    def apply(connection: sqlite3.Connection) -> None:
        (text,) = connection.execute("SELECT models FROM col").fetchone()
        models = json.loads(text)
        for model in models.values():
            change(model)
        connection.execute("UPDATE col SET models = ?", (json.dumps(models),))

    return apply


def test_good_package_passes(package: Path) -> None:
    """What quizgen writes has nothing to complain about, and reading it leaves it unchanged."""
    before = package.read_bytes()
    assert list(complaints(package)) == []
    assert package.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (sql("UPDATE notes SET guid = 'q1'"), "'q1' stands in the deck twice"),
        (sql("UPDATE notes SET guid = '' WHERE guid = 'q1'"), "has no GUID"),
        (sql("UPDATE notes SET mid = 7 WHERE guid = 'q1'"), "unknown note type 7"),
        (sql("UPDATE notes SET tags = ' quizgen::kind::two words '"), "has 'words' for a tag"),
        (sql("UPDATE notes SET tags = ''"), "has '' for a tag"),
        (sql("UPDATE notes SET flds = 'one' WHERE guid = 'q1'"), "has 1 fields instead of 30"),
        (sql("DELETE FROM cards WHERE ord = 0 AND due = 1"), "'q1' makes no card"),
        (field("Question", " "), "empty first field, Question"),
        (field("Question", "Who <b>said</b> it?"), "unescaped HTML in its field Question"),
        (field("Question", "<p>Who said it?</p>"), "unescaped HTML in its field Question"),
        (field("Answer", "salt & pepper"), "unescaped HTML in its field Answer"),
        (field("Answer", "&nbsp;"), "unescaped HTML in its field Answer"),
        (field("Passage", "<p onclick='x'>a</p>"), "tags in its field Passage that"),
        (field("Passage", "<script>x</script>"), "tags in its field Passage that"),
        (field("Passage", "<p><mark>a</p></mark>"), "tags in its field Passage that"),
        (field("Passage", "<p>a & b</p>"), "unescaped HTML in its field Passage"),
        (field("Options", "<li>a"), "tags in its field Options"),
        (field("Feedback", "a {{b"), "template braces in its field Feedback"),
        (field("URL", 'https://x"onclick="y'), "quotation mark in its field URL"),
        (note_type(lambda model: model.update(id="12")), "has the unknown id 12"),
        (note_type(lambda model: model["flds"].pop()), "other fields than released"),
        (note_type(lambda model: model["flds"][3].update(id=5)), "other fields than released"),
        (note_type(lambda model: model["flds"][3].update(name="P")), "other fields than released"),
        (note_type(lambda model: model["tmpls"].reverse()), "other card templates than released"),
        (note_type(lambda model: model.update(mod=2_000_000_000)), "newer than its release"),
    ],
)
def test_harm_is_named(package: Path, change: Tamper, complaint: str) -> None:
    """Each kind of harm is found, and the complaint says where it is in one line."""
    found = tampered(package, change)
    assert any(complaint in line for line in found), found
    assert not any("\n" in line for line in found)


def test_missing_media_is_named(package: Path) -> None:
    """A media file that is listed and not there is a complaint."""
    found = tampered(package, sql("SELECT 1"), media=b'{"0": "_logo.svg"}')
    assert found == ["the deck names the media file '_logo.svg' and does not hold it"]


@pytest.mark.parametrize("content", [b"", b"no zip file", b"PK\x05\x06" + b"\0" * 18])
def test_no_package_at_all(tmp_path: Path, content: bytes) -> None:
    """Another file, or an empty zip, is refused in one line."""
    path = tmp_path / "deck.apkg"
    path.write_bytes(content)
    (line,) = complaints(path)
    assert "is no Anki package" in line


def test_damaged_collection(package: Path) -> None:
    """A package whose database is none is refused in one line."""
    with zipfile.ZipFile(package, "w") as new:
        new.writestr("collection.anki2", b"x" * 5000)
        new.writestr("media", b"{}")
    (line,) = complaints(package)
    assert "holds no Anki collection" in line


@pytest.mark.parametrize("stem", ["", " \n\t", "\x00"])
def test_question_without_words_is_refused(
    tmp_path: Path, question_set: QuestionSet, stem: str
) -> None:
    """A question whose stem is empty makes no deck."""
    empty = replace(question_set.questions[0], stem=stem)
    with pytest.raises(DeckError, match="note 'q1' has an empty first field"):
        EXPORTERS["apkg"].write(replace(question_set, questions=(empty,)), tmp_path / "x.apkg")
