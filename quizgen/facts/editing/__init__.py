"""Cutting words out of an article so that they stand on their own, as an editor would.

A pronoun or a bare "the president" becomes a name in brackets, "the country" the country's name;
where that can't be done with certainty the words are given up, with the reason. The walk over the
words (``editor``) hands each to the room for its sort: "he" and "she" (``persons``), "it" and
"they" (``things``), "this" and "the same" (``pointing``), "the deal" (``definite``, ``topics``).
These look at what the whole article shows (``article``, ``capitals``) and at the words so far
(``passage``). What is left is put together in the end (``joining``).
"""

from quizgen.facts.editing.editor import Editor
from quizgen.facts.editing.joining import tidy
from quizgen.facts.editing.passage import Edited

__all__ = ["Edited", "Editor", "tidy"]
