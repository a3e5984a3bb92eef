"""Golden sentences: case files that people read, and tests run.

A case is a title; between lines of a single full stop the text; then what must come of it, one
thing a line, its parts separated by `` | ``. A line ``! reason`` under the title marks a known
miss: its test is a strict expected failure, so that it is noticed when it heals. The text may open
with a line of its own that gives the publication day (``-``: unknown). Lines of a paragraph are
joined; blank lines part paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from quizgen.article import article_from_text
from quizgen.models import Article

HERE = Path(__file__).parent
CASE = re.compile(
    r"^(?P<title>[^\n.#!][^\n]*)\n(?:! (?P<miss>[^\n]+)\n)?"
    r"\.\n(?P<text>.*?)\n\.\n(?P<expected>.*?)^\.$",
    re.MULTILINE | re.DOTALL,
)
DAY = re.compile(r"(?P<day>-|\d{4}-\d\d-\d\d)\n")


@dataclass(frozen=True)
class Case:
    """One golden passage with what must come of it."""

    title: str
    miss: str | None  # why it is a known miss
    text: str
    published: date | None
    expected: tuple[tuple[str, ...], ...]

    def article(self) -> Article:
        return article_from_text(self.text, title=self.title, published=self.published)


def read_cases(name: str) -> list[Case]:
    """The cases of a file, in order."""
    cases = []
    for match in CASE.finditer((HERE / name).read_text(encoding="utf-8")):
        text = match["text"]
        published = None
        if day := DAY.match(text):
            text = text[day.end() :]
            published = None if day["day"] == "-" else date.fromisoformat(day["day"])
        paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
        cases.append(
            Case(
                match["title"],
                match["miss"],
                "\n\n".join(paragraphs),
                published,
                tuple(
                    tuple(column.strip() for column in line.split(" | "))
                    for line in match["expected"].splitlines()
                ),
            )
        )
    return cases


def parameters(name: str) -> list[object]:
    """The cases of a file, for ``pytest.mark.parametrize``."""
    return [
        pytest.param(
            case,
            id=case.title,
            marks=[pytest.mark.xfail(reason=case.miss, strict=True)] if case.miss else [],
        )
        for case in read_cases(name)
    ]
