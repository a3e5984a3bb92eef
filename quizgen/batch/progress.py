"""How far a run is: a bar with rate and time left on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from quizgen.batch.inputs import Input
from quizgen.batch.ledger import Outcome
from quizgen.terminal import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

EVERY = 30.0  # seconds between lines, where there is no terminal
FIRST = 3  # articles after which the rate says something


class Progress:
    """Counts what is dealt with, and shows it, as a context manager.

    Time left goes by the bytes of what is still to be read: how many articles a file of lines
    holds is only known once it is read, and longer articles take longer.

    Args:
        bytes_of_all: How many bytes there are to read, which may take a while to find out.
        clock: Seconds that go by.
    """

    def __init__(
        self, bytes_of_all: Callable[[], int], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._bytes_of_all = bytes_of_all
        self._clock = clock
        self.counts: Counter[Outcome] = Counter()  # of this run
        self.before = 0  # dealt with before this run
        self._all: int | None = None
        self._passed = 0  # bytes of what is dealt with
        self._worked = 0  # bytes of that which this run has dealt with
        self._begin = clock()
        self._said = self._begin
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, SpinnerColumn, TextColumn
        from rich.progress import Progress as Bar

        threading.Thread(target=self._count, daemon=True).start()
        console = Console(stderr=True)
        if console.is_terminal:
            self._bar = Bar(
                SpinnerColumn(),
                BarColumn(),
                TextColumn("{task.description}", markup=False),
                console=console,
                transient=True,
            )
            self._task = self._bar.add_task(self.line(), total=None)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, input: Input, outcome: Outcome, *, again: bool) -> None:
        """An input is dealt with, in this run or ``again`` as in an earlier one."""
        self._passed += input.size
        if again:
            self.before += 1
        else:
            if not self.counts:
                self._begin = self._clock()  # starting up is no work
            self.counts[outcome] += 1
            self._worked += input.size
        self._show()

    @property
    def rate(self) -> float | None:
        """Articles a second, by what this run has dealt with; None where that is too little."""
        done = self.counts.total() - 1  # the first one began the clock
        seconds = self._clock() - self._begin
        return done / seconds if done >= FIRST and seconds > 0 else None

    @property
    def seconds_left(self) -> float | None:
        """How long it still takes; None where that can't be said."""
        seconds = self._clock() - self._begin
        if self._all is None or self.rate is None or not self._worked:
            return None
        return max(0, self._all - self._passed) * seconds / self._worked

    def line(self) -> str:
        """As in ``1,204 articles, 34 %, 3.2 a second, 1 h 20 min left``."""
        parts = [f"{self.counts.total() + self.before:,} articles"]
        if self._all:
            parts.append(f"{min(100, 100 * self._passed // self._all)} %")
        if (rate := self.rate) is not None:
            parts.append(f"{rate:.2g} a second" if rate < 10 else f"{rate:,.0f} a second")
        if (left := self.seconds_left) is not None:
            parts.append(f"{duration(left)} left")
        if bad := self.counts["bad"]:
            parts.append(f"{bad:,} bad")
        return ", ".join(parts)

    def _show(self) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(
                self._task,
                completed=min(self._passed, self._all) if self._all else None,
                total=self._all,
                description=self.line(),
            )
        elif self._clock() - self._said > EVERY:
            self._said = self._clock()
            say(self.line())

    def _count(self) -> None:
        try:
            self._all = self._bytes_of_all()
        except Exception:  # then nothing is said about the time left; whoever reads says why
            self._all = None


def duration(seconds: float) -> str:
    """As in ``45 s``, ``12 min``, ``3 h 5 min``, ``2 days 4 h``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} day{'s' if days > 1 else ''}{f' {hours} h' if hours else ''}"
