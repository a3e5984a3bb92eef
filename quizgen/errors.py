"""What can go wrong, in words a user can act on.

Every error quizgen raises on purpose descends from :class:`QuizgenError`, whose text is one
clear line: what was found, and what to do about it. The command line prints it and exits with 1;
the site shows it on the page. Children also inherit the natural builtin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class QuizgenError(Exception):
    """Base of everything quizgen raises on purpose; ``str(error)`` is fit for a user."""


class ArticleError(QuizgenError, ValueError):
    """An article could not be read or holds nothing to read."""

    def __init__(self, message: str, *, path: Path | None = None) -> None:
        super().__init__(message)
        self.path = path


class SettingsError(QuizgenError, ValueError):
    """A setting has a value that makes no sense; the message lists what is possible."""


class FormatError(QuizgenError, ValueError):
    """A question set's JSON is damaged, or of a format version this program does not know."""


class UnknownQuestionError(QuizgenError, KeyError):
    """A question id names no question of the set."""

    def __init__(self, question_id: str) -> None:
        super().__init__(question_id)
        self.question_id = question_id

    def __str__(self) -> str:
        return f"no question {self.question_id!r} in this set: its ids stand in the first column"


class UnknownGenerationError(QuizgenError, KeyError):
    """A number names no generation of the set that could be shown or brought back."""

    def __init__(self, number: int, known: Sequence[int], *, present: bool = False) -> None:
        super().__init__(number)
        self.number = number
        self.known = tuple(known)
        self.present = present

    def __str__(self) -> str:
        numbers = ", ".join(map(str, self.known)) or "none yet"
        if self.present:
            return f"generation {self.number} is the present one; earlier ones: {numbers}"
        return f"this set has no generation {self.number}; it has {numbers}"


class EditError(QuizgenError, ValueError):
    """A question as edited would be a bad one; the message says why, and nothing was changed."""

    def __init__(self, question_id: str, reasons: Sequence[str]) -> None:
        super().__init__(f"{question_id} was not changed: {'; '.join(reasons)}")
        self.question_id = question_id
        self.reasons = tuple(reasons)


class OutputError(QuizgenError, OSError):
    """A result could not be written; nothing was left half-written."""

    def __init__(self, message: str, *, path: Path) -> None:
        super().__init__(message)
        self.path = path


class DeckError(QuizgenError, ValueError):
    """A deck would harm the collection it is imported into, and was not written."""
