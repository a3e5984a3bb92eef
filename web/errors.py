"""What can go wrong on the site, beside what :mod:`quizgen.errors` knows."""

from __future__ import annotations

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
