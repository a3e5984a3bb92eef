"""The trained reader: who is said to have said what, from text alone, without a parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from quizgen.facts.quotations import Quotation
from quizgen.facts.reader.confidence import Calibration
from quizgen.facts.reader.decoding import Reading
from quizgen.facts.reader.network import MODEL, Network
from quizgen.facts.reader.words import find_words
from quizgen.models import Span


@cache
def _network() -> Network:
    return Network()


@cache
def _calibration() -> Calibration:
    return Calibration.load(MODEL / "calibration.json")


def read(
    text: str, body: Sequence[Span], quotations: Sequence[Quotation]
) -> Iterator[tuple[Reading, float]]:
    """Every attribution in the body with its confidence, in the order of the cues.

    Args:
        text: The article’s text, into which all spans point.
        body: The paragraphs to read, in order.
        quotations: What ``find_quotations`` gave for them.
    """
    for reading in _network().read(find_words(text, body, quotations), quotations):
        yield reading, _calibration().confidence(reading.features)


def warm_up() -> None:
    """Load what is loaded once a process, for whoever wants to do so beside something else."""
    _network().load()
    _calibration()


__all__ = ["Reading", "read", "warm_up"]
