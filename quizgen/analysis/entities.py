"""Named entities as the model's recogniser finds them, reckoned for many words at once.

The recogniser goes from word to word and asks its network at each which of 74 things to do. But
outside an entity what it sees is the word alone, so that the answers for all words are one product
of matrices, and inside one only two things can be done: go on with it or end it. What comes out is
the same.

Source:
    Lample et al. (2016), "Neural architectures for named entity recognition", section 3, for
    recognition by transitions; spaCy's ``ner.pyx`` for which are allowed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

Vectors = npt.NDArray[np.float32]

HERE, FIRST, BEFORE = range(3)
"""What the network sees of: the word at hand, the entity's first word, the word before."""


class Entities:
    """A recogniser's network and its transitions, as a step of the pipeline."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        model: Any = recogniser.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._vectors = model.layers[0]
        features, hidden, pieces, width = lower.get_param("W").shape
        if features != BEFORE + 1:
            raise ValueError("the recogniser sees other words than the one, the first and the last")
        self._shape = (hidden, pieces)
        self._lower = [part.reshape(hidden * pieces, width).T for part in lower.get_param("W")]
        self._bias = lower.get_param("b").reshape(-1)
        self._nothing = lower.get_param("pad").reshape(features, -1)
        self._upper, self._upper_bias = upper.get_param("W").T, upper.get_param("b")
        names = [recogniser.moves.get_class_name(i) for i in range(len(self._upper_bias))]
        moves = [name.partition("-") for name in names]
        self._labels = [label for _, _, label in moves]
        kinds = np.array([kind for kind, _, _ in moves])
        seen = np.ones(len(moves), bool)
        seen[list(model.attrs["unseen_classes"])] = False
        named = np.array([bool(label) for label in self._labels])
        self._outside = (np.isin(kinds, ("B", "U")) & named | (kinds == "O")) & seen
        self._begin, self._outer = kinds == "B", kinds == "O"
        place = {(kind, label): i for i, (kind, _, label) in enumerate(moves)}
        self._on = np.array([place.get(("I", label), -1) for label in self._labels])
        self._last = np.array([place.get(("L", label), -1) for label in self._labels])

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its entities set."""
        from spacy.tokens import Span

        if len(doc):
            found = [Span(doc, *entity) for entity in self._found(doc)]
            doc.set_ents(found, default="outside")
        return doc

    def _found(self, doc: Doc) -> list[tuple[int, int, str]]:
        vectors = self._vectors.predict([doc])
        here = vectors @ self._lower[HERE]
        last = np.array([*(t.is_sent_start is True for t in doc[1:]), True])
        space = np.array([t.is_space for t in doc])
        scores = self._scores(here + self._nothing[FIRST] + self._nothing[BEFORE])
        scores[:, ~self._outside] = -np.inf
        scores[np.ix_(last | space, self._begin)] = -np.inf
        scores[np.ix_(space, ~self._outer)] = -np.inf
        moves = scores.argmax(axis=1)
        ends = self._ends(vectors, here, last, np.flatnonzero(self._begin[moves]), moves)
        found, place = [], 0
        for start in np.flatnonzero(~self._outer[moves]).tolist():
            if start >= place:
                place = ends.get(start, start) + 1
                found.append((start, place, self._labels[moves[start]]))
        return found

    def _ends(
        self,
        vectors: Vectors,
        here: Vectors,
        last: npt.NDArray[np.bool_],
        starts: npt.NDArray[np.int64],
        moves: npt.NDArray[np.int64],
    ) -> dict[int, int]:
        """The last word of each entity that begins at one of the starts."""
        ends: dict[int, int] = {}
        first = vectors[starts] @ self._lower[FIRST]
        places = starts + 1
        while len(starts):
            before = vectors[places - 1] @ self._lower[BEFORE]
            scores = self._scores(here[places] + first + before)
            rows = np.arange(len(starts))
            on, end = (scores[rows, table[moves[starts]]] for table in (self._on, self._last))
            done = last[places] | (end >= on)
            ends.update(zip(starts[done].tolist(), places[done].tolist(), strict=True))
            starts, places, first = starts[~done], places[~done] + 1, first[~done]
        return ends

    def _scores(self, sums: Vectors) -> Vectors:
        hidden: Vectors = (sums + self._bias).reshape(-1, *self._shape).max(axis=-1)
        scores: Vectors = hidden @ self._upper + self._upper_bias
        return scores
