"""Word lists, as data: what is a matter of vocabulary rather than grammar."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files
from typing import Any


class WordList(list[str]):
    """Words in the order of their file; whether one is among them, it knows without a search."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__(words)
        self._known = frozenset(self)

    def __contains__(self, word: object) -> bool:
        return word in self._known


@cache
def load(name: str) -> dict[str, Any]:
    """The tables of ``lexicons/NAME.toml``; their lists of words are :class:`WordList`."""
    file = files(__name__).joinpath(f"{name}.toml")
    return _with_word_lists(tomllib.loads(file.read_text("utf-8")))


def has_phrase(text: str, phrases: Collection[str]) -> bool:
    """Whether a text has one of a list's phrases, as whole words between spaces."""
    words = f" {text.lower()} "
    return any(f" {phrase} " in words for phrase in phrases)


def _with_word_lists(table: dict[str, Any]) -> dict[str, Any]:
    made = dict(table)
    for name, entry in table.items():
        if isinstance(entry, dict):
            made[name] = _with_word_lists(entry)
        elif isinstance(entry, list) and all(isinstance(word, str) for word in entry):
            made[name] = WordList(entry)
    return made
