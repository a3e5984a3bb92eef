"""The table of formats is complete and cheap to look at."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from decks import EXPORTERS, Exporter

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=EXPORTERS)
def test_every_format_introduces_itself(exporter: Exporter) -> None:
    """Name, extension, media type and limits can be shown to a teacher as they are."""
    assert exporter.name[0].isupper()
    assert re.fullmatch(r"\.[a-z0-9]+", exporter.extension)
    assert re.fullmatch(r"[a-z]+/[\w.+-]+(; charset=utf-8)?", exporter.media_type)
    assert exporter.cannot_hold == "" or exporter.cannot_hold.endswith(".")


def test_looking_at_the_table_loads_no_library() -> None:
    """The formats can be listed without what writes them, spaCy or Flask being loaded."""
    program = (
        "import sys, decks;"
        "print(sorted({'fpdf', 'genanki', 'spacy', 'flask', 'sqlite3', 'xlsxwriter'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
