"""The same article, settings and seed give the same bytes, whatever process makes them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from quizgen import generate
from quizgen.article import article_from_text
from quizgen.json_files import question_set_json
from quizgen.models import Settings
from tests.kinds.generating import SEED, seed_article


def test_two_processes() -> None:
    """Hash seed, time zone, language and working folder leave no trace in a set."""
    made = []
    for number, folder in enumerate(["/", os.getcwd()]):
        environment = os.environ | {
            "PYTHONHASHSEED": str(number + 1),
            "TZ": ["Asia/Tokyo", "America/Lima"][number],
            "LC_ALL": ["C", "C.UTF-8"][number],
        }
        result = subprocess.run(
            [sys.executable, "-m", "quizgen", "generate", str(SEED), "--count", "all"],
            capture_output=True,
            env=environment,
            cwd=folder,
        )
        assert result.returncode == 0, result.stderr.decode()
        made.append(result.stdout)
    assert made[0] == made[1]
    assert made[0] == question_set_json(generate(seed_article(), Settings(count=None)))


@pytest.mark.parametrize("seed", [0, 1])
def test_what_was_read_before_is_of_no_account(seed: int) -> None:
    """A parser that has seen other articles reads this one as a fresh one does."""
    text = (
        "Clara Whitmore, the mayor of Eastwick, warned that the sea wall could fail within ten"
        " years. The engineer David Osei said the wall had been inspected only twice since 2001."
        " The fisherman Thomas Pell rejected the costly plan for a second harbour. The inquiry"
        " began on 7 March 2016."
    )
    article = article_from_text(text, title="Eastwick")
    before = question_set_json(generate(article, seed=seed))
    other = article_from_text(text.replace("Whitmore", "Xqzvk").replace("wall", "blorft"))
    generate(other)
    assert question_set_json(generate(article, seed=seed)) == before
