"""Standings in short texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from quizgen.models import Article, Span, Speaker
from quizgen.standing import Standing, Standings
from tests.kinds.making import facts, word

WRITTEN = date(2016, 3, 14)


def standing(
    speaker: Speaker, text: str, *others: Speaker, published: date | None = WRITTEN, nouns: str = ""
) -> Standing:
    """What a text gives for and against somebody; ``nouns``: the words that are nouns there."""
    found = facts(speakers=(speaker, *others))
    words = []
    for noun in nouns.split():
        place = text.index(noun)
        words.append(replace(word(noun), span=Span(place, place + len(noun))))
    found = replace(found, vocabulary=tuple(words))
    made = Article("made", "Made", text, published, body=(Span(0, len(text)),))
    return Standings(made, found).of(speaker)
