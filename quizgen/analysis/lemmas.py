"""Base forms by the model's rules, each worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc


MOST = 50_000
"""Words that are kept: a process that reads for days would else grow without end."""


class Lemmas:
    """A lemmatizer's rules, as a step of the pipeline.

    The lemmatizer keeps what it works out by the same key, but not for the most frequent words,
    those that are their own base form.
    """

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self._lemmatizer = lemmatizer
        # Base forms are looked for in lists of tens of thousands, several times for each new word.
        known = lemmatizer.lookups.get_table("lemma_index")
        for part_of_speech in [*known]:
            known[part_of_speech] = frozenset(known[part_of_speech])
        self._kept: dict[tuple[int, int, int], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its lemmas set, where no other step has set one."""
        kept = self._kept
        for token in doc:
            if token.lemma:
                continue
            key = (token.orth, token.pos, token.morph.key)  # type: ignore[attr-defined]
            lemma = kept.get(key)
            if lemma is None:
                lemma = self._lemmatizer.lemmatize(token)[0]
                if len(kept) < MOST:
                    kept[key] = lemma
            token.lemma_ = lemma
        if len(self._lemmatizer.cache) > MOST:
            self._lemmatizer.cache.clear()
        return doc
