"""The work on each article, in a process beside the worker: it may die or hang without more harm.

An article that is out to do harm, or that needs more memory than there is, takes the process with
it that works on it, and one may hang in a library written in C, where nothing but the end of its
process stops it. If that were Dask's worker, all else that it had been given would be lost with it,
and nobody would know what of it was the reason. ``python -m`` this is that process.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from quizgen.processes import end_process

STARTING = 600.0  # seconds that a process may take to load the models, on the slowest machine
LEAVING = 30.0  # and for one that has closed its end of the pipe to be gone
ATTEMPTS = 2  # at what a process died of: it may have been killed for other reasons
MARK = b"quizgen\n"
"""What comes before the first answer, behind whatever an environment prints when Python starts."""

_own = threading.local()  # each thread of a worker has its own process


class GivenUpError(Exception):
    """The process died each time, or took too long; the message says it to whoever asked."""


class _LostError(Exception):
    """The process died; the message says how."""


def apart(
    function: Callable[..., Any],
    *arguments: Any,
    seconds: float,
    before: Callable[[], None] | None = None,
) -> Any:
    """What a function gives in the process beside this thread, which is there for the next, too.

    Args:
        function: One of a module's; it and its arguments are pickled.
        arguments: Its own.
        seconds: How long it may take.
        before: What the process is to do before, which takes none of that time.

    Raises:
        GivenUpError: It took longer, or the process died each time.
    """
    for attempt in range(ATTEMPTS):
        process: _Process | None = getattr(_own, "process", None)
        try:
            if process is None:
                process = _own.process = _Process()
            if before is not None:
                process.get_ready(before)
            return process.ask(function, arguments, seconds)
        except _LostError as error:
            _own.process = None
            if process is not None:
                process.end()
            if attempt == ATTEMPTS - 1:
                raise GivenUpError(
                    f"the process that worked on it {error} each time: it may need more memory than"
                    " there is, or be out to do harm"
                ) from error
        except TimeoutError as error:
            assert process is not None
            _own.process = None
            process.end()
            raise GivenUpError(
                f"it takes longer than {seconds:g} s: --time-limit gives it more time"
            ) from error
    raise AssertionError


class _Process:
    """A process that does what it is asked, one thing after the other."""

    def __init__(self) -> None:
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # The same modules as here, wherever they were found.
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,  # Ctrl-C is for who started all; this ends with its input
            )
        except OSError as error:
            raise _LostError(f"can't be started ({error.strerror or error})") from error
        self._answers: queue.Queue[tuple[bool, Any] | None] = queue.Queue()
        threading.Thread(target=self._read, name="quizgen-apart", daemon=True).start()
        try:
            self._answer(STARTING)  # that it is ready
        except TimeoutError as error:
            self.end()
            raise _LostError(f"didn't start within {STARTING:g} s") from error

    def get_ready(self, before: Callable[[], None]) -> None:
        """Have it do what takes nothing of anybody's time.

        Raises:
            _LostError: It died, or it takes longer than any machine should need.
        """
        try:
            self.ask(before, (), STARTING)
        except TimeoutError as error:
            raise _LostError(f"wasn't ready within {STARTING:g} s") from error

    def ask(self, function: Callable[..., Any], arguments: Any, seconds: float) -> Any:
        """Its answer.

        Raises:
            TimeoutError: There is none in time.
            _LostError: It died.
        """
        assert self._process.stdin is not None
        try:
            pickle.dump((function, arguments, seconds), self._process.stdin)
            self._process.stdin.flush()
        except OSError as error:
            raise _LostError(self._end()) from error
        return self._answer(seconds)

    def end(self) -> None:
        """End it, whatever it is at."""
        end_process(self._process)

    def _answer(self, seconds: float) -> Any:
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None
        if answer is None:
            raise _LostError(self._end())
        well, made = answer
        if not well:
            raise RuntimeError(made)
        return made

    def _end(self) -> str:
        """How it died, or was ended since nothing can be understood of it any more."""
        try:
            code = self._process.wait(LEAVING)
        except subprocess.TimeoutExpired:
            self.end()
            return "gave no answer that can be read"
        if code < 0:
            return f"was killed ({signal.Signals(-code).name})"
        return f"ended ({code})"

    def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            while line := self._process.stdout.readline():
                if line.endswith(MARK):
                    break
            while True:
                self._answers.put(pickle.load(self._process.stdout))
        except Exception:  # it died, `end` closed the pipe, or what it says can't be understood
            self._answers.put(None)


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Do what is asked, one thing after the other, until nobody is there to ask."""
    waiting: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_take, args=(requests, waiting), daemon=True).start()
    _tell(answers, (True, None))
    while True:
        function, arguments, seconds = waiting.get()
        # Where who asked is gone, and this hangs where no other thread gets to say so.
        faulthandler.dump_traceback_later(2 * seconds + 60, exit=True, file=_NOWHERE)
        try:
            answer = (True, function(*arguments))
        except Exception as error:
            answer = (False, f"{type(error).__name__}: {error}")
        faulthandler.cancel_dump_traceback_later()
        _tell(answers, answer)


def _take(requests: BinaryIO, waiting: queue.Queue[Any]) -> None:
    """Take requests as they come, and end at once when nobody can ask any more."""
    try:
        while True:
            waiting.put(pickle.load(requests))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _tell(answers: BinaryIO, answer: tuple[bool, Any]) -> None:
    try:
        pickle.dump(answer, answers)
        answers.flush()
    except OSError:  # who asked was killed meanwhile
        os._exit(0)


def main() -> None:
    # Only answers go out; whatever a library prints goes where errors go.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    out.write(MARK)
    _serve(sys.stdin.buffer, out)


if __name__ == "__main__":
    _NOWHERE = open(os.devnull, "w")
    main()
