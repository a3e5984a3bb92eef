"""What is fuzzed holds for a few inputs at every run, and for all that longer runs have found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.targets import TARGETS, check_export, check_facts_of, check_parses, check_text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", TARGETS)
def test_a_few(name: str) -> None:
    """Every target takes its inputs, always the same; `make fuzz` gives it thousands of others."""

    @settings(
        max_examples=10, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(TARGETS[name].inputs)
    def few(given: object) -> None:
        TARGETS[name].check(given)

    few()


FOUND_IN_TEXTS = {"a title with control characters": "A\x08 "}


@pytest.mark.parametrize("name", FOUND_IN_TEXTS)
def test_found_in_texts(name: str) -> None:
    check_text(FOUND_IN_TEXTS[name])


FOUND_IN_ARTICLES = {
    "a quotation that goes on is in what was said already": (
        "‘Single’ said the poet, ‘isn’t it?’ 市長は「橋は安全だ」と述べた。 "
    ),
    "an object of which its second half is all": (
        "Clara Whitmore, the mayor of Eastwick, warned that the sea wall could fail within ten"
        " years.. \x7f and closed but never opened” Anna Brandt insisted. "
    ),
    "a reading that ends with the opening mark of a quotation that it has, too": (
        "It moves into its sixth year on Tuesday, 31/12/9999 at the latest. (See page [4] “of” the"
        " {report}.) he he he he\nhe  | US Independence Day he : he acknowledge  0\x1b、 \"I don't"
        ' know," Sen. Romero told reporters Tuesday. "Ask the \'experts\'." '
    ),
    "a quotation that goes on from the headline": (
        "“ ‘\n“Nobody in this town asked for a new harbour,” Thomas Pell said. "
    ),
    "a date with which the text ends, behind a comma": (
        "“Nobody in this town asked for a new harbour,” Thomas Pell said., 99999999999 years ago "
    ),
}


@pytest.mark.parametrize("name", FOUND_IN_ARTICLES)
def test_found_in_articles(name: str) -> None:
    check_facts_of((FOUND_IN_ARTICLES[name], None))


FOUND_IN_PARSES = {
    "a name that is not among the words of its own phrase": ([519, 269, 0], None, 3),
    "a relative clause that opens the text": ([268], None, 0),
}


@pytest.mark.parametrize("name", FOUND_IN_PARSES)
def test_found_in_parses(name: str) -> None:
    check_parses(FOUND_IN_PARSES[name])


def test_found_in_exports() -> None:
    """Evidence of nothing that can be shown."""
    check_export((["“ ", "\x00 "], "csv"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.fuzz", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_inputs_are_counted() -> None:
    """And whoever runs it is told how many there were."""
    done = run("timexes", "--engine", "hypothesis", "--count", "30", "--seconds", "30")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "30 inputs in all; 0 runs found something" in done.stdout


def test_targets_that_are_none() -> None:
    assert "'nonsense' is none of files" in run("nonsense").stderr
