"""What an appended correction is about: of that, the article itself can't be believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quizgen.dates import granularity
from quizgen.facts.events.context import Context
from quizgen.lexicons import load
from quizgen.models import Occurrence, Timex, normalised

CORRECTED = "a correction below the article is about it"
FOLLOWING = 3
"""Paragraphs behind the word "Correction" in which is told what was wrong."""
MOST_SHARED = 0.5
"""Share of an event's longer words from which a correction that has them may be about it."""
LONGER = 4
NAMED_IN_PASSING = ("default", "offset", "weekday")
"""How the day of the corrected article is told: "an article on Thursday misstated"."""


def without_corrected(context: Context, found: Sequence[Occurrence]) -> list[Occurrence]:
    """What was found, with its doubt where a correction names its date or most of its words."""
    text = correction(context.article.text)
    if not text:
        return list(found)
    words = set(normalised(text).split())
    return [
        replace(each, problem=CORRECTED)
        if each.problem is None and (_names_date(context, each.event.timex, words)
                                     or _tells(each, words))
        else each
        for each in found
    ]  # fmt: skip


def correction(text: str) -> str:
    """The paragraphs of an article that say what was wrong with it; empty where there are none."""
    table = load("boilerplate")["correction"]
    opener = re.compile(rf"(?:{'|'.join(map(re.escape, table['titles']))})\s*[:—–]", re.IGNORECASE)
    error = re.compile(rf"\b(?:{'|'.join(table['errors'])})\b", re.IGNORECASE)
    subject = re.compile(rf"\b(?:{'|'.join(table['subjects'])})\b", re.IGNORECASE)
    paragraphs = [part for part in text.splitlines() if part.strip()]
    found: list[str] = []
    last = -1
    for place, paragraph in enumerate(paragraphs):
        if opener.match(paragraph.strip()):
            last = place + FOLLOWING
        if not error.search(paragraph):
            continue
        if place <= last or subject.search(paragraph):
            found.append(paragraph)
    return "\n".join(found)


def _names_date(context: Context, timex: Timex, words: set[str]) -> bool:
    value = timex.value or ""
    if granularity(value) == "year":
        return value in words
    own = set(normalised(timex.span.of(context.article.text)).split())
    return timex.anchor not in NAMED_IN_PASSING and bool(own) and own <= words


def _tells(occurrence: Occurrence, words: set[str]) -> bool:
    own = {word for word in normalised(occurrence.clause).split() if len(word) >= LONGER}
    return bool(own) and len(own & words) > MOST_SHARED * len(own)
