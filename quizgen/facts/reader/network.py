"""The network at run time: two ONNX graphs, int8, on the processor.

Every window is run by itself. The scale of an int8 product is taken from all its numbers, so that
windows run together would change one another’s results; apart, a window’s result depends on its
words alone, in whatever order and on however many threads windows are run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from quizgen.facts.quotations import Quotation
from quizgen.facts.reader.decoding import Reading, find_cues, probabilities, read_roles
from quizgen.facts.reader.linking import around
from quizgen.facts.reader.vocabulary import Vocabulary
from quizgen.facts.reader.windows import Window, windows
from quizgen.facts.reader.words import Words
from quizgen.threads import read_together

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


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

    def read(self, words: Words, quotations: Sequence[Quotation]) -> Iterator[Reading]:
        """Every attribution of an article, in the order of the cues."""
        if not len(words):
            return
        pieces = self.vocabulary.pieces(words)
        found = list(windows(words, pieces, self.vocabulary.marks))
        self.load()  # once, before threads could do it twice
        run = self._pool.map if read_together() else map
        for some in run(lambda w: self._window(w, words, quotations), found):
            yield from some

    def _window(
        self, window: Window, words: Words, quotations: Sequence[Quotation]
    ) -> list[Reading]:
        vectors, scores = self._encoder.run(
            None,
            {
                "ids": np.array([window.ids], np.int64),
                "shapes": np.array([window.shapes], np.int64),
                "quoted": np.array([window.quoted], np.int64),
                "heads": np.array([window.heads], np.int64),
            },
        )
        cues = probabilities(scores[0])
        spans = find_cues(cues)
        if not spans:
            return []
        near = around(spans, words.paragraphs[window.first : window.last])
        (roles,) = self._linker.run(
            None,
            {
                "words": vectors[0],
                "ends": near.ends,
                "index": near.index,
                "distance": near.distance,
                "paragraph": near.paragraph,
                "mask": near.mask,
            },
        )
        readings = []
        for row, cue in enumerate(spans):
            size = int(near.mask[row].sum())
            reading = read_roles(
                probabilities(roles[row, :size]),
                near.index[row, :size],
                cue,
                cues,
                words,
                window.first,
                quotations,
            )
            if reading is not None:
                readings.append(reading)
        return readings
