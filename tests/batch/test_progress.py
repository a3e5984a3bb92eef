"""What is said of how far a run is."""

from __future__ import annotations

import pytest

from quizgen.batch.inputs import Input
from quizgen.batch.progress import Progress, duration


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_rate_and_time_left_count_this_run_only(capsys: pytest.CaptureFixture[str]) -> None:
    """What was there before took no time; how long it takes goes by the bytes left."""
    clock = Clock()
    progress = Progress(lambda: 1000, clock)
    progress._count()
    for number in range(10):
        progress(Input(str(number), "", 50), "made", again=True)
    assert progress.rate is None and progress.seconds_left is None
    for number in range(11):
        progress(Input(str(number), "", 20), "bad" if number == 3 else "made", again=False)
        clock.now += 2
    assert progress.line() == "21 articles, 72 %, 0.45 a second, 28 s left, 1 bad"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (59.6, "1 min"),
        (3540, "59 min"),
        (3600, "1 h"),
        (4800, "1 h 20 min"),
        (90_000, "1 day 1 h"),
        (200_000, "2 days 7 h"),
    ],
)
def test_durations_are_said_as_people_say_them(seconds: float, said: str) -> None:
    """Not 4,800 seconds."""
    assert duration(seconds) == said
