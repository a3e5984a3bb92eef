"""Every dialect of quotation, from the article to its questions."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from quizgen.article import article_from_text
from quizgen.facts import find_facts
from quizgen.facts.turns import CONFIDENCE, RULE
from quizgen.models import Article, Attribution, Facts, Kind, Settings, Span
from quizgen.pipeline import draw
from tests.cases import HERE, Case, parameters, read_cases
from tests.kinds.test_questions import check

FILES = sorted(path.name for path in Path(HERE, "dialects").glob("*.md"))
EVERY = [case for name in FILES for case in parameters(f"dialects/{name}")]
STRAY = re.compile(r"''|``|[«»„‟`]|[.?!],|,[”’]?[.?!]|“\s|\s”|““|””|\[\]|^\W*$")


@cache
def found_in(case: Case) -> tuple[Article, Facts]:
    article = case.article()
    return article, find_facts(article)


def written(text: str, spans: tuple[Span, ...]) -> str:
    return " // ".join(" ".join(span.of(text).split()) for span in spans)


def line_of(text: str, one: Attribution) -> tuple[str, ...]:
    speaker = one.speaker.name if one.speaker else "-"
    return ("said", one.kind, speaker, written(text, one.source), written(text, one.content))


@pytest.mark.parametrize("case", EVERY)
def test_golden_dialect(case: Case) -> None:
    """Who says what is told rightly, directly or not, and asked about without stray marks."""
    article, facts = found_in(case)
    found = [line_of(article.text, one) for one in facts.attributions if one.asserted]
    assert found == [line for line in case.expected if line[0] == "said"]
    # Dialects are read with less certainty than most: what is asked of them is looked at here.
    settings = Settings(count=None, kinds=get_args(Kind), minimum_confidence=0.88)
    drawn = draw(article, facts, settings, seed=0)
    for line in case.expected:
        if line[0] != "said":
            check(drawn, line)
    for question in drawn.questions:
        for words in (question.stem, *(option.text for option in question.options)):
            assert not STRAY.search(words), words
            assert words.count("“") == words.count("”"), words


@pytest.mark.parametrize("case", EVERY)
def test_only_persons_and_bodies_speak(case: Case) -> None:
    """No part ("Q", "REPORTER"), heading or time of day has a name's place in a question."""
    _, facts = found_in(case)
    for speaker in facts.speakers:
        assert len(speaker.name) > 1
        assert not speaker.name.isupper() or len(speaker.name) < 6
        assert not re.search(
            r"\d|moderator|reporter|background|\bnote\b|\bupdate\b|\blive\b", speaker.name.lower()
        )


@pytest.mark.parametrize("width", [0, 60])
def test_a_quotation_of_several_paragraphs_is_one_speakers(width: int) -> None:
    """Also where lines are broken to a width, and somebody else speaks in the paragraph before."""
    paragraphs = [
        "Rosa Bell, who runs the mill, said on Monday that she had written to the council.",
        "“Every spring I walked the dam with a hammer and a notebook, and I marked each bolt.",
        "“I sent the list to the board. They sent me a calendar with a picture of the dam on it.",
        "“On the night of the flood I opened the gates and then I rang the villages,” said the"
        " keeper of the dam, Edwin Marsh, at the inquiry.",
    ]
    text = "\n\n".join(textwrap.fill(p, width) if width else p for p in paragraphs)
    article = article_from_text(text, title="Flood")
    [marsh] = [a for a in find_facts(article).attributions if "Marsh" in written(text, a.source)]
    assert marsh.kind == "direct"
    assert marsh.speaker is not None and marsh.speaker.name == "Edwin Marsh"
    said = written(text, marsh.content)
    assert said.startswith("“Every spring") and "calendar" in said and "villages" in said


def test_the_confidence_of_turns_is_what_they_reach() -> None:
    """Of all turns in the cases so large a share is marked as it should be."""
    right = every = 0
    for name in FILES:
        for case in read_cases(f"dialects/{name}"):
            article, facts = found_in(case)
            turns = [line_of(article.text, a) for a in facts.attributions if a.rule == RULE]
            right += sum(line in case.expected for line in turns)
            every += len(turns)
    assert every >= 40
    assert right / every >= CONFIDENCE


def test_all_files_are_read() -> None:
    """No case is lost to a typing error."""
    cases = [case for name in FILES for case in read_cases(f"dialects/{name}")]
    assert len(cases) >= 14
    assert len({case.title for case in cases}) == len(cases)
