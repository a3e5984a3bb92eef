"""Words as the pieces that the network has vectors for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.facts.reader.windows import Marks, by_word
from quizgen.facts.reader.words import Words

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 16
"""Pieces of one word; a longer one is some address or a string of characters."""


class Vocabulary:
    """A tokenizer file, which holds the pieces and how words are cut up."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._path))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def marks(self) -> Marks:
        """The marks around and between paragraphs."""
        return Marks(self._number("[CLS]"), self._number("[SEP]"))

    def pieces(self, words: Words) -> list[list[int]]:
        """The numbers of each word’s pieces, at least one."""
        return by_word(self._encode, words)

    def _encode(self, texts: list[str]) -> list[list[int]]:
        unknown = self._number("[UNK]")
        found = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        return [encoding.ids[:LONGEST] or [unknown] for encoding in found]

    def _number(self, mark: str) -> int:
        number = self._tokenizer.token_to_id(mark)
        if number is None:
            raise ValueError(f"{self._path} has no {mark}: it is no vocabulary of this network")
        return number
