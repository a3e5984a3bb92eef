"""Words on their way to standing alone, and what a rule makes of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.facts.editing.article import ArticleWords
from quizgen.models import Speaker

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Edited:
    """Words that were cut out."""

    text: str
    problem: str | None = None  # why they don't stand alone
    own: bool = False  # holds a pronoun for the speaker ("he had no comment")
    names: tuple[str, ...] = ()  # surnames and bodies it mentions, brackets included


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one word; by default it stays as it is."""

    problem: str | None = None  # why it doesn't stand alone
    word: str | None = None  # what is put in for it
    gone: frozenset[int] = frozenset()  # tokens that this replaces, or that are left out
    own: bool = False  # whether it is the speaker's pronoun


STAYS = Verdict()


@dataclass(slots=True)
class Passage:
    """The words that one call cuts out, and what is known of them so far."""

    article: ArticleWords
    inside: set[int]  # indices of tokens that stand in the same sentence of the question
    speaker: Speaker | None
    people: list[Speaker]  # named so far
    brackets: bool
    since: int
    introduced: bool
    own: bool = False  # whether a pronoun for the speaker has come

    @property
    def said(self) -> bool:
        return self.speaker is not None

    def insert(self, name: str) -> str:
        """A name put in for another word: in brackets where somebody is reported or quoted."""
        return f"[{name}]" if self.brackets else name
