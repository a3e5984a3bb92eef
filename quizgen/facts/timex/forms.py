"""Forms of date, and how often the value that is read from each is right.

Only a form whose value is right at least :data:`LEAST` of the time becomes a question. The counts
are of dates with which an article tells of an event, where tense and date agree; of full dates and
years, and of forms that are rare, all that stand in an article's body. Half of them are what
``python -m tests.benchmarks.timex`` prints for annotated news of 1989–2000 (TimeBank and AQUAINT),
the rest were read in 168 articles of US political news of 2015–16, holidays in 840.

The only full date that differs there is one of 27 September that is annotated as 27 November. Of
last or next months it is "July last year" behind "June last year", which is annotated as June; of
months, one that is annotated as a length of time. A month half a year back beside an earlier year
is doubtful and not counted: of "in April" that was of the year before, nobody is asked any more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizgen.models import Timex

LEAST = 0.97
"""Share of right values that a form must reach for its dates to be asked about."""

ENOUGH = 20
"""Dates of a form that must have been met before its share says anything."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How often a form was met, and its value right."""

    right: int
    all: int

    @property
    def precision(self) -> float:
        """Share of right values, 0..1."""
        return self.right / self.all


MEASURED: dict[str, Measured] = {
    "full date": Measured(59, 60),
    "month and year": Measured(20, 20),
    "year": Measured(120, 121),
    "day and month": Measured(56, 56),
    "weekday": Measured(332, 338),
    "today or yesterday": Measured(49, 50),
    "last or next month": Measured(53, 54),
    "last or next year": Measured(63, 63),
    "month": Measured(70, 71),
    "last or next weekday": Measured(21, 22),
    "holiday": Measured(43, 43),
    "so many years ago": Measured(17, 18),
    "day told from another": Measured(2, 7),
    "year told from another": Measured(8, 10),
    "weekday without a tense": Measured(14, 16),
    "counted length": Measured(56, 57),
    "other length": Measured(52, 61),
}

COUNTED = re.compile(
    r"(?:(?:about|around|roughly|approximately|nearly|almost|over|under|barely|just|only|some|up to"
    r"|at (?:least|most)|(?:no )?(?:more|less|fewer|longer) than)\s+)*"
    r"(?!(?:one|the|last|past|next|first)\b)[\w-]+[\s-](?:(?:full|more|consecutive|straight)\s+)?"
    r"(?:second|minute|hour|day|week|month|year)s?",
    re.IGNORECASE,
)
"""A number and a plain unit: "18 months", "nearly a week". Not "one day", which is some day, not
"a year or two", and not "the last three years", which has a place in the calendar."""

DEICTIC = re.compile(r"\b(?:today|yesterday|tomorrow|tonight|last night|this \w+)\b", re.IGNORECASE)
GRANULARITY = (
    (re.compile(r"(?:\d{4}|XXXX)-(?:\d\d-\d\d|WXX-\d)(?:T.*)?"), "day"),
    (re.compile(r"(?:\d{4}|XXXX)-\d\d"), "month"),
    (re.compile(r"\d{4}"), "year"),
)
FORMS: dict[tuple[str, str], str] = {
    ("explicit", "day"): "full date",
    ("explicit", "month"): "month and year",
    ("explicit", "year"): "year",
    ("month-day", "day"): "day and month",
    ("weekday", "day"): "weekday",
    ("default", "day"): "weekday without a tense",
    ("offset", "month"): "last or next month",
    ("offset", "year"): "last or next year",
    ("month", "month"): "month",
    ("holiday", "day"): "holiday",
    ("text", "day"): "day told from another",
    ("text", "month"): "month told from another",
    ("text", "year"): "year told from another",
    ("ago", "day"): "so many days ago",
    ("ago", "month"): "so many months ago",
    ("ago", "year"): "so many years ago",
}
"""Anchor and granularity, and what the form is called."""


def form_of(timex: Timex, words: str) -> str | None:
    """The form of a date; None for what is none, or has no value that could be asked about.

    Args:
        timex: The time expression.
        words: Its words.
    """
    if timex.type == "DURATION" and re.fullmatch(r"PT?\d+[A-Z]", timex.value or ""):
        return "counted length" if COUNTED.fullmatch(words.strip()) else "other length"
    if timex.type not in ("DATE", "TIME") or timex.value is None:
        return None
    fine = next((name for pattern, name in GRANULARITY if pattern.fullmatch(timex.value)), None)
    if (timex.anchor, fine) == ("offset", "day"):
        return "today or yesterday" if DEICTIC.search(words) else "last or next weekday"
    return FORMS.get((timex.anchor, fine or ""))


def confidence_of(timex: Timex, words: str) -> float | None:
    """How sure a value is, 0..1; None where its form is not sure enough for a question."""
    measured = MEASURED.get(form_of(timex, words) or "")
    if measured is None or measured.all < ENOUGH or measured.precision < LEAST:
        return None
    return round(measured.precision, 3)
