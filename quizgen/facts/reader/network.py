"""The network at run time: two ONNX graphs, int8, on the processor.

Every window is run by itself, and so is every cue. The scale of an int8 product is taken from all
its numbers, so that windows run together would change one another’s results; apart, a result
depends on the window’s words alone, in whatever order and on however many threads they are run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from quizgen.facts.quotations import Quotation
from quizgen.facts.reader.decoding import (
    Probabilities,
    Reading,
    find_cues,
    probabilities,
    read_roles,
)
from quizgen.facts.reader.linking import PARAGRAPHS, around
from quizgen.facts.reader.vocabulary import Vocabulary
from quizgen.facts.reader.windows import Window, windows
from quizgen.facts.reader.words import QUOTED, Words
from quizgen.models import Span
from quizgen.threads import read_together

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

T = TypeVar("T")
R = TypeVar("R")
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Seen:
    """A window that the encoder has read.

    Attributes:
        window: Its words.
        cues: (words, labels), how likely each word belongs to a cue.
        found: First and last word of each cue in the window.
        vectors: (words, encoded), for the linker’s view of the cue itself.
        narrow: (words, the linker’s width), for its view of the words around.
    """

    window: Window
    cues: Probabilities
    found: list[tuple[int, int]]
    vectors: Vectors
    narrow: Vectors


class Network:
    """The weights in a folder: ``encoder.onnx``, ``linker.onnx`` and ``tokenizer.json``."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self._folder = folder
        self._threads = threads
        self.vocabulary = Vocabulary(folder / "tokenizer.json")

    def _session(self, name: str) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The graphs are fused as they should be. Looking for more would cost a start its time, and
        # put in a normalisation with skip connection that is six times as slow as its two parts.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        return onnxruntime.InferenceSession(
            str(self._folder / name), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _encoder(self) -> InferenceSession:
        return self._session("encoder.onnx")

    @cached_property
    def _linker(self) -> InferenceSession:
        return self._session("linker.onnx")

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="reader")

    def load(self) -> None:
        """Read the graphs and the vocabulary, which would else be done at first use."""
        _ = self._encoder, self._linker, self.vocabulary.marks

    def see(self, words: Words) -> list[Seen]:
        """Every window of an article, with its cues."""
        if not len(words):
            return []
        pieces = self.vocabulary.pieces(words)
        found = list(windows(words, pieces, self.vocabulary.marks))
        self.load()  # once, before threads could do it twice
        return list(self._map(self._encode, found))

    def link(
        self,
        seen: Sequence[Seen],
        words: Words,
        quotations: Sequence[Quotation],
        wanted: Callable[[Span], bool] | None = None,
    ) -> list[Reading]:
        """The attributions of the cues, in their order.

        Args:
            seen: What :meth:`see` gave for the words.
            words: The words of the article.
            quotations: The article’s quotations, in order.
            wanted: Says of a cue whether anybody wants to know; all cues where left out.
        """
        work = [
            (one, cue)
            for one in seen
            for cue in one.found
            if wanted is None or wanted(_span(cue, one.window, words))
        ]
        numbers = np.asarray(words.paragraphs)
        read = self._map(
            lambda pair: self._roles(pair[0], pair[1], words, numbers, quotations), work
        )
        return [reading for reading in read if reading is not None]

    def _map(self, work: Callable[[T], R], some: Iterable[T]) -> Iterable[R]:
        return self._pool.map(work, some) if read_together() else map(work, some)

    def _encode(self, window: Window) -> Seen:
        looks = np.array([window.shapes], np.int64) * QUOTED + np.array([window.quoted], np.int64)
        scores, vectors, narrow = self._encoder.run(
            ("cues", "vectors", "narrow"),
            {
                "ids": np.array([window.ids], np.int64),
                "looks": looks,
                "heads": np.array(window.heads, np.int64),
            },
        )
        cues = probabilities(scores)
        return Seen(window, cues, find_cues(cues), vectors, narrow)

    def _roles(
        self,
        seen: Seen,
        cue: tuple[int, int],
        words: Words,
        paragraphs: npt.NDArray[np.int64],
        quotations: Sequence[Quotation],
    ) -> Reading | None:
        window = seen.window
        near = around(cue, paragraphs[window.first : window.last])
        (roles,) = self._linker.run(
            ("roles",),
            {
                "narrow": seen.narrow[near.start : near.stop],
                "ends": seen.vectors[list(cue)].reshape(1, -1),
                "places": near.distance * PARAGRAPHS + near.paragraph,
            },
        )
        scores = probabilities(roles)
        return read_roles(scores, near.start, cue, seen.cues, words, window.first, quotations)


def _span(cue: tuple[int, int], window: Window, words: Words) -> Span:
    first, last = (words.spans[window.first + place] for place in cue)
    return Span(first.start, last.end)
