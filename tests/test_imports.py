"""Large packages are imported without what we never use, and whoever wants that gets it."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("imported", "left_out"),
    [("spacy", "spacy.cli"), ("nltk", "scipy.stats"), ("nltk", "scipy.sparse")],
)
def test_what_is_left_out(imported: str, left_out: str) -> None:
    """A part isn't imported along, and can be imported afterwards."""
    program = (
        "import importlib, sys\n"
        "import quizgen.imports\n"
        f"quizgen.imports.import_{imported}()\n"
        f"assert {imported!r} in sys.modules\n"
        f"assert {left_out!r} not in sys.modules\n"
        f"importlib.import_module({left_out!r})\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
