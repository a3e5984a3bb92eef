"""Twice as long a text takes about twice as long: nothing is held against everything else.

What grows with the square takes four times as long. Measured is the processor's time, at its best
of several rounds, and both sizes in turn, so that whoever else uses the machine changes little.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from spacy.tokens import Doc as Parsed
from spacy.vocab import Vocab

from quizgen.analysis.tokens import Doc
from quizgen.article.boilerplate import body_spans, find_boilerplate
from quizgen.article.paragraphs import paragraphs
from quizgen.article.title import reads_as_headline
from quizgen.batch.duplicates import Seen, fingerprint_of
from quizgen.facts import extents
from quizgen.facts.gaps import find_phrases
from quizgen.facts.quotations import find_quotations
from quizgen.facts.reader import Reading
from quizgen.facts.timex.find import find_timexes
from quizgen.models import Article, Span, span_at
from tests.batch.stories import story
from web.teacher import intake

ROUNDS = 7
MOST = 3.0
"""Times as long that twice as much may take."""
CLEARLY = 2.4
"""Below this no more rounds are needed."""


def article(size: int) -> Article:
    """So many short paragraphs."""
    text = "\n\n".join(f"She said so on Monday, in place {n}." for n in range(size))
    return Article("a", "A", text, body=tuple(paragraphs(text)))


def preview(size: int) -> Callable[[], object]:
    given = article(size)
    return lambda: intake.preview(given)


def correction(size: int) -> Callable[[], object]:
    given, wanted = article(size), set(range(size))
    return lambda: intake.corrected(given, title="A", published=None, wanted=wanted)


def boilerplate(size: int) -> Callable[[], object]:
    text = "\n\n".join(f"w{n}" for n in range(size))
    return lambda: (find_boilerplate(text), body_spans(text))


def turns(size: int) -> Callable[[], object]:
    return lambda: [reads_as_headline("OKAFOR: We won", "A" * size) for _ in range(20)]


def timexes(size: int) -> Callable[[], object]:
    given = article(size)
    return lambda: find_timexes(given.text, given.body, date(2020, 1, 1))


def quotations(size: int) -> Callable[[], object]:
    text = "\n\n".join(f"“It is so,” she said. ‘Number {n}’ it’s" for n in range(size))
    spans = paragraphs(text)
    return lambda: find_quotations(text, spans)


def places(size: int) -> Callable[[], object]:
    spans = [Span(3 * n, 3 * n + 2) for n in range(size)]
    return lambda: [span_at(place, spans) for place in range(3 * size)]


def parsed(size: int) -> Doc:
    """So many sentences of four words, as a parser would have them."""
    words = ["stark", "choice", "came", "."] * size
    heads = [
        at + move
        for n in range(size)
        for at, move in zip(range(4 * n, 4 * n + 4), (1, 1, 0, -1), strict=True)
    ]
    made = Parsed(
        Vocab(),
        words=words,
        pos=["ADJ", "NOUN", "VERB", "PUNCT"] * size,
        tags=["JJ", "NN", "VBD", "."] * size,
        lemmas=words,
        deps=["amod", "nsubj", "ROOT", "punct"] * size,
        heads=heads,
    )
    return Doc.of(made)


def phrases(size: int) -> Callable[[], object]:
    doc = parsed(size)
    body = [Span(sentence[0].idx, sentence.end_char) for sentence in doc.sents]
    return lambda: list(find_phrases(doc, body))


def readings(size: int) -> Callable[[], object]:
    doc = parsed(size)
    read = [
        Reading(
            source=(Span(first.idx, doc[first.i + 1].idx + 6),),
            cue=(Span(doc[first.i + 2].idx, doc[first.i + 2].idx + 4),),
            content=(Span(first.idx, first.idx + 5),),
            features=(),
        )
        for first in (sentence[0] for sentence in doc.sents)
    ]
    read_at = sorted((each.source[0].start, n) for n, each in enumerate(read))
    return lambda: [extents._before_sources(each, read, read_at, doc) for each in read]


def copies(size: int) -> Callable[[], object]:
    prints = [
        fingerprint_of(Article("a", "A", text, body=(Span(0, len(text)),)))
        for text in map(story, range(size))
    ]

    def compare() -> None:
        seen = Seen()
        for number, each in enumerate(prints):
            assert seen.original_of(each) is None
            seen.add(str(number), each)

    return compare


GROWING: dict[str, tuple[Callable[[int], Callable[[], Any]], int]] = {
    "what a teacher is shown": (preview, 400),
    "what a teacher corrects": (correction, 400),
    "what surrounds articles": (boilerplate, 800),
    "whose turn it is": (turns, 3000),
    "time expressions": (timexes, 300),
    "quotation marks": (quotations, 500),
    "places in paragraphs": (places, 5000),
    "phrases": (phrases, 2000),
    "readings": (readings, 1500),
    "copies": (copies, 100),
}
"""What is done, and how much of it to begin with."""


@pytest.mark.parametrize("name", GROWING)
def test_twice_as_much(name: str) -> None:
    """Nothing here grows with the square."""
    make, size = GROWING[name]
    done = [make(size), make(2 * size)]
    best = [float("inf")] * 2
    for each in done:  # whatever is made once
        each()
    for count in range(ROUNDS):
        for n, each in enumerate(done):
            began = time.process_time()
            each()
            best[n] = min(best[n], time.process_time() - began)
        if count > 1 and best[1] < CLEARLY * best[0]:  # a round alone may be a disturbed one
            return
    assert best[1] < MOST * best[0], best


def test_the_measure() -> None:
    """It finds what grows with the square: four times as much."""
    GROWING["squared"] = (
        lambda size: lambda: [a for a in range(size) for b in range(size) if a < 0],
        800,
    )
    try:
        with pytest.raises(AssertionError):
            test_twice_as_much("squared")
    finally:
        del GROWING["squared"]
