"""Who imports what: modules of ours, and large packages without what we never use."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import quizgen
from quizgen.batch.cluster import NO_RULES

ROOT = Path(quizgen.__file__).parents[1]
OURS = ("quizgen", "decks", "web")


def imported() -> Iterator[tuple[str, str, str]]:
    """Module of ours, module it imports from anywhere in it, and the name; "" for all of it."""
    for package in OURS:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
            for node in ast.walk(ast.parse(path.read_bytes())):
                if isinstance(node, ast.Import):
                    yield from ((name, alias.name, "") for alias in node.names)
                elif isinstance(node, ast.ImportFrom):
                    assert node.module is not None and not node.level, f"{name}: name it in full"
                    yield from ((name, node.module, alias.name) for alias in node.names)


def test_only_the_commands_know_everything() -> None:
    """Whoever makes questions in a program of their own needs neither a site nor decks."""
    seen = set()
    for name, module, _ in imported():
        package = module.split(".")[0]
        if name.startswith("quizgen.cli."):
            seen.add(package)
        elif name.startswith("quizgen."):
            assert package not in ("decks", "web"), f"{name} imports {module}"
        if name != "quizgen.__main__" and not name.startswith("quizgen.cli."):
            assert not module.startswith("quizgen.cli"), f"{name} imports {module}"
    assert seen.issuperset(OURS)


def test_private_names_stay_in_their_module() -> None:
    """What others use as well has a name that says so."""
    for name, module, what in imported():
        if module.split(".")[0] in OURS:
            private = what.startswith("_") and not what.startswith("__")
            assert not private, f"{name} imports {what} of {module}"


def test_what_has_no_part_in_sets_is_there() -> None:
    """A module that was renamed isn't taken for one by which sets are made."""
    missing = {name for name in NO_RULES if not (ROOT / "quizgen" / name).exists()}
    assert missing <= {"__pycache__"}


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
