"""What can go wrong on the site, beside what :mod:`quizgen.errors` knows."""

from __future__ import annotations

from typing import Literal

from quizgen.errors import QuizgenError


class ConfigError(QuizgenError, ValueError):
    """The site's configuration has an unknown key, or a value that can't be used."""


class ServeError(QuizgenError, OSError):
    """The site could not be served at that address."""

    def __init__(self, message: str, *, host: str, port: int) -> None:
        super().__init__(message)
        self.host = host
        self.port = port


class StoreError(QuizgenError):
    """The database could not be opened, read or written; nothing was half-stored."""


class UnknownQuizError(QuizgenError, KeyError):
    """No question set of that id is stored."""

    def __init__(self, quiz_id: str) -> None:
        super().__init__(quiz_id)
        self.quiz_id = quiz_id

    def __str__(self) -> str:
        return f"there is no quiz {self.quiz_id!r} on this site: choose one from the first page"


class UnknownAttemptError(QuizgenError, KeyError):
    """No attempt of that id belongs to this student."""

    def __init__(self, attempt_id: str) -> None:
        super().__init__(attempt_id)
        self.attempt_id = attempt_id

    def __str__(self) -> str:
        return f"there is no attempt {self.attempt_id!r} of yours: begin the quiz again"


class UnknownJoinCodeError(QuizgenError, KeyError):
    """No quiz is opened by that code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return (
            f"there is no quiz with the code {self.code!r}: compare it with the one you were given"
        )


class AttemptOverError(QuizgenError, ValueError):
    """The attempt's time was up before this answer came."""

    def __init__(self, attempt_id: str) -> None:
        super().__init__(attempt_id)
        self.attempt_id = attempt_id

    def __str__(self) -> str:
        return "the time for this quiz is up: what was answered before it counts"


class AnswersWithheldError(QuizgenError, PermissionError):
    """What was asked for would tell the answers of a quiz that tells them at the end only."""

    def __init__(self, quiz_id: str) -> None:
        super().__init__(quiz_id)
        self.quiz_id = quiz_id

    def __str__(self) -> str:
        return "this quiz tells its answers at the end: finish it first"


class AccountError(QuizgenError, ValueError):
    """A name or a password can't be taken; the message says what would do."""

    def __init__(self, message: str, *, field: Literal["name", "password", "old"]) -> None:
        super().__init__(message)
        self.field = field


class SignInError(QuizgenError, PermissionError):
    """Name and password don't belong together, or it was tried too often.

    Which of the two is wrong isn't said: that would tell who teaches here.
    """

    def __init__(self, *, wait: int = 0) -> None:
        super().__init__(wait)
        self.wait = wait  # minutes until it may be tried again; 0: now

    def __str__(self) -> str:
        if self.wait:
            return f"tried too often: try again in {self.wait} minutes"
        return "name and password don't belong together"


class UnknownInvitationError(QuizgenError, KeyError):
    """The link was used, has expired, or never was."""

    def __str__(self) -> str:
        return "this link can't be used any more: ask for another one"


class UnknownDraftError(QuizgenError, KeyError):
    """No article of that id is this teacher's."""

    def __init__(self, draft_id: str) -> None:
        super().__init__(draft_id)
        self.draft_id = draft_id

    def __str__(self) -> str:
        return f"there is no article {self.draft_id!r} of yours: choose one from your list"


class BusyDraftError(QuizgenError, ValueError):
    """Questions are being made of the article just now, and nothing can be changed meanwhile."""

    def __str__(self) -> str:
        return "questions are being made of this article: wait until they are done"


class StaleDraftError(QuizgenError, ValueError):
    """It was changed meanwhile, in another window or by somebody else; nothing was changed now."""

    def __str__(self) -> str:
        return "it was changed meanwhile, perhaps in another window: look at it, and try again"


class ClosedQuizError(QuizgenError, ValueError):
    """The quiz can't be begun: its teacher has closed it."""

    def __init__(self, quiz_id: str) -> None:
        super().__init__(quiz_id)
        self.quiz_id = quiz_id

    def __str__(self) -> str:
        return "this quiz is closed: whoever has begun it may finish it"


class FetchError(QuizgenError, OSError):
    """A page could not be fetched; the message says why, and what to do instead."""


class JobError(QuizgenError):
    """Questions could not be made; nothing was changed."""
