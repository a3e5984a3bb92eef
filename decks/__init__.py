"""Question sets in the formats that teachers and students take elsewhere.

A format is one module with a ``write`` function, and one line in :data:`EXPORTERS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from decks import anki, table
from quizgen.models import QuestionSet


class Write(Protocol):
    """Write a question set to a file, whole or not at all."""

    def __call__(
        self, question_set: QuestionSet, path: Path, *, timestamp: int | None = None
    ) -> None:
        """Write it.

        Args:
            question_set: What to write.
            path: The file.
            timestamp: Seconds since 1970 UTC, for formats that say when they were made; None
                for when the newest question changed. One question set and one timestamp make
                one file, byte for byte.

        Raises:
            DeckError: The format can't hold this set.
            OutputError: The file can't be written there.
        """


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format to export to."""

    name: str  # for people
    extension: str  # of the file's name, with its dot
    media_type: str
    cannot_hold: str  # what of a question set is lost in this format, in words; "" for nothing
    write: Write


EXPORTERS: dict[str, Exporter] = {
    "apkg": Exporter(
        name="Anki deck",
        extension=".apkg",
        media_type="application/apkg",
        cannot_hold="How hard each question is estimated to be, and how certain its key is.",
        write=anki.write,
    ),
    "csv": Exporter(
        name="Table for spreadsheets (CSV)",
        extension=".csv",
        media_type="text/csv; charset=utf-8",
        cannot_hold="The place of each passage in the article, and retired questions.",
        write=table.write,
    ),
}
"""Every format, by the name that the command line and the site know it by."""
