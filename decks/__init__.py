"""Question sets in the formats that teachers and students take elsewhere.

A format is one module with a ``write`` function, and one line in :data:`EXPORTERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from decks import (
    aiken,
    anki,
    gift,
    kahoot,
    markdown,
    moodle_xml,
    qti12,
    qti21,
    set_json,
    table,
    worksheet_html,
    worksheet_pdf,
)
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


def _nothing(question_set: QuestionSet) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format to export to."""

    name: str  # for people
    extension: str  # of the file's name, with its dot
    media_type: str
    cannot_hold: str  # what of any question set is lost in this format, in words; "" for nothing
    write: Write
    # What of this very set the file won't hold, such as questions that are too long: a line each.
    left_out: Callable[[QuestionSet], Sequence[str]] = _nothing

    @property
    def is_text(self) -> bool:
        """Whether the file is fit to be read in a terminal."""
        return self.media_type.startswith("text/") or self.media_type == "application/json"


_ON_PAPER = "Feedback, difficulty, other accepted answers, and retired questions."
_NO_PASSAGE = "The place of each passage in the article, and retired questions."
_PLAIN = "Feedback, evidence, difficulty, other accepted answers, and line breaks."

EXPORTERS: dict[str, Exporter] = {
    "apkg": Exporter(
        name="Anki deck",
        extension=".apkg",
        media_type="application/apkg",
        cannot_hold="How certain each key is, and the place of each passage in the article.",
        write=anki.write,
    ),
    "gift": Exporter(
        name="GIFT, for Moodle and others",
        extension=".gift",
        media_type="text/plain; charset=utf-8",
        cannot_hold="Which options may be shuffled, passages except in the feedback, and retired"
        " questions.",
        write=gift.write,
    ),
    "moodle-xml": Exporter(
        name="Moodle XML",
        extension=".xml",
        media_type="text/xml; charset=utf-8",
        cannot_hold="Passages except in the feedback, and retired questions.",
        write=moodle_xml.write,
    ),
    "aiken": Exporter(
        name="Aiken, plain multiple choice",
        extension=".txt",
        media_type="text/plain; charset=utf-8",
        cannot_hold=_PLAIN,
        write=aiken.write,
    ),
    "qti12": Exporter(
        name="QTI 1.2, for Canvas and others",
        extension=".zip",
        media_type="application/zip",
        cannot_hold="Passages except in the feedback, and retired questions; Canvas shuffles the"
        " options of all questions or of none.",
        write=qti12.write,
    ),
    "qti21": Exporter(
        name="QTI 2.1, for newer systems",
        extension=".zip",
        media_type="application/zip",
        cannot_hold="Passages except in the feedback, and retired questions.",
        write=qti21.write,
    ),
    "kahoot": Exporter(
        name="Kahoot spreadsheet",
        extension=".xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        cannot_hold="Questions of more than 120 characters, options of more than 75, line breaks,"
        " feedback, evidence, and other accepted answers.",
        write=kahoot.write,
        left_out=kahoot.left_out,
    ),
    "csv": Exporter(
        name="Table for spreadsheets (CSV)",
        extension=".csv",
        media_type="text/csv; charset=utf-8",
        cannot_hold=_NO_PASSAGE,
        write=table.write,
    ),
    "tsv": Exporter(
        name="Table for spreadsheets (TSV)",
        extension=".tsv",
        media_type="text/tab-separated-values; charset=utf-8",
        cannot_hold=_NO_PASSAGE,
        write=table.write_tsv,
    ),
    "markdown": Exporter(
        name="Markdown, to read and print",
        extension=".md",
        media_type="text/markdown; charset=utf-8",
        cannot_hold=_ON_PAPER,
        write=markdown.write,
    ),
    "worksheet": Exporter(
        name="Worksheet to print (PDF)",
        extension=".pdf",
        media_type="application/pdf",
        cannot_hold=f"The answers, which the answer key has. {_ON_PAPER}",
        write=worksheet_pdf.write,
        left_out=worksheet_pdf.left_out,
    ),
    "answer-key": Exporter(
        name="Answer key to the worksheet (PDF)",
        extension=".pdf",
        media_type="application/pdf",
        cannot_hold=_ON_PAPER,
        write=worksheet_pdf.write_key,
        left_out=worksheet_pdf.left_out,
    ),
    "worksheet-html": Exporter(
        name="Worksheet to print (HTML)",
        extension=".html",
        media_type="text/html; charset=utf-8",
        cannot_hold=f"The answers, which the answer key has. {_ON_PAPER}",
        write=worksheet_html.write,
    ),
    "answer-key-html": Exporter(
        name="Answer key to the worksheet (HTML)",
        extension=".html",
        media_type="text/html; charset=utf-8",
        cannot_hold=_ON_PAPER,
        write=worksheet_html.write_key,
    ),
    "json": Exporter(
        name="Question set (JSON), as quizgen reads it",
        extension=".json",
        media_type="application/json",
        cannot_hold="",
        write=set_json.write,
    ),
}
"""Every format, by the name that the command line and the site know it by."""
