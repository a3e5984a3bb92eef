"""The trained reader: who is said to have said what, from text alone, without a parse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from quizgen.facts.quotations import Quotation
from quizgen.facts.reader.confidence import Calibration
from quizgen.facts.reader.decoding import Reading
from quizgen.facts.reader.network import Network, Seen
from quizgen.facts.reader.words import Words, find_words
from quizgen.models import Span

MODEL = Path(__file__).parent / "model"
"""The weights that ship, with their card."""


@dataclass(frozen=True)
class Sight:
    """What the network has seen of an article: its cues, not yet whose they are."""

    words: Words
    quotations: tuple[Quotation, ...]
    seen: list[Seen]


class Reader:
    """A network and what its numbers are worth, from a folder that training wrote."""

    def __init__(self, folder: Path = MODEL) -> None:
        self._folder = folder
        self._network = Network(folder)

    @cached_property
    def _calibration(self) -> Calibration:
        return Calibration.load(self._folder / "calibration.json")

    def see(self, text: str, body: Sequence[Span], quotations: Sequence[Quotation]) -> Sight:
        """Where the body has cues: most of the work of reading it.

        Args:
            text: The article’s text, into which all spans point.
            body: The paragraphs to read, in order.
            quotations: What ``find_quotations`` gave for them.
        """
        words = find_words(text, body, quotations)
        return Sight(words, tuple(quotations), self._network.see(words))

    def link(self, sight: Sight, wanted: Callable[[Span], bool] | None = None) -> list[Reading]:
        """The attributions of those cues that are wanted, in their order."""
        return self._network.link(sight.seen, sight.words, sight.quotations, wanted)

    def read(
        self, text: str, body: Sequence[Span], quotations: Sequence[Quotation]
    ) -> list[Reading]:
        """Every attribution in the body, in the order of the cues, from what ``see`` takes."""
        return self.link(self.see(text, body, quotations))

    def confidence(self, reading: Reading) -> float:
        """How likely its source and content are both usable."""
        return self._calibration.confidence(reading.features)


@cache
def default_reader() -> Reader:
    """The reader that ships, loaded once a process."""
    return Reader()


__all__ = ["MODEL", "Reader", "Reading", "Sight", "default_reader"]
