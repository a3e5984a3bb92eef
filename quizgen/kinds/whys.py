"""Why an answer is wrong, in a sentence that the article bears out; "" where it doesn't.

"That is what Walid al-Moallem said." · "That was on 27 February 2016."
"""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.dates import granularity, write_date
from quizgen.drafting import Material
from quizgen.models import Occurrence, Statement

AT = {
    "day": "on",
    "month-day": "on",
    "weekday": "on",
    "month": "in",
    "month-name": "in",
    "year": "in",
}


def who_said_so(material: Material, statement: Statement) -> str:
    """Whose words a wrong answer is: "That is what Staffan de Mistura warned."."""
    sure = statement.attribution.confidence >= material.settings.minimum_confidence
    if statement.speaker is None or not sure:
        return ""
    return f"That is what {statement.speaker.name} {statement.verb}."


def when_that_was(material: Material, occurrence: Occurrence) -> str:
    """The date of an event that is a wrong answer.

    Args:
        occurrence: Its date must be sure enough to be a key.
    """
    timex = occurrence.event.timex
    fine = granularity(timex.value) if timex.value else None
    if timex.value is None or fine is None:
        return ""
    date = write_date(timex.value, material.order, weekday=timex.anchor == "weekday")
    verb = "was" if occurrence.event.tense == "past" else "was to be"
    said_by = occurrence.event.attributed_to
    that = f"According to {said_by.name}, that" if said_by else "That"
    return f"{that} {verb} {AT[fine]} {date}."


def what_happened_then(value: str, occurrences: Iterable[Occurrence]) -> str:
    """What is dated with a date that is a wrong answer: "That is when the ceasefire began."

    Args:
        value: The date.
        occurrences: Events whose dates are sure enough to be a key.
    """
    for occurrence in occurrences:
        event = occurrence.event
        told = not occurrence.problem and event.voice != "noun" and event.attributed_to is None
        if told and event.timex.value == value and event.relation == "at":
            return f"That is when {occurrence.clause}."
    return ""
