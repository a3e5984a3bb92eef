"""Other dates, and events of other dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from quizgen.dates import granularity, interval, neighbours
from quizgen.drafting import Material, alike
from quizgen.facts.events.plain_verbs import UNKNOWN
from quizgen.models import Occurrence, Timex
from quizgen.options.sameness import SAME


def other_dates(material: Material, key: Timex, true: Collection[str], past: bool) -> list[str]:
    """Values of the key's granularity near it, the article's own first.

    Args:
        material: The article's facts.
        key: The right date.
        true: Values that are right as well, and mustn't be offered.
        past: Whether the event is over; then no date after publication makes sense, and for a
            planned one none before it.
    """
    if key.value is None:
        return []
    fine = granularity(key.value)
    published = material.article.published
    own = [
        timex.value
        for timex in material.facts.timexes
        if timex.type == "DATE"
        and timex.value
        and granularity(timex.value) == fine
        and any(span.covers(timex.span) for span in material.article.body)
    ]
    found: list[str] = []
    for value in [*own, *neighbours(key.value)]:
        days = interval(value)
        if value in true or value == key.value or value in found:
            continue
        if published is not None and days is not None:
            if past and days.first > published:
                continue
            if not past and days.last < published:
                continue
        if days is not None and any(
            (other := interval(t)) is not None
            and days.first <= other.last
            and other.first <= days.last
            for t in true
        ):
            continue
        found.append(value)
    dice = material.dice("dates", key.value, *sorted(true))
    near, far = found[:6], found[6:]
    # The seed decides which of the nearest are taken.
    return [*sorted(near, key=lambda value: (value not in own, dice.random())), *far]


def _apart(one: str | None, two: str) -> bool:
    """Whether two values without a year can't be one day: Monday and Tuesday can't."""
    return one is not None and one != two and granularity(one) == granularity(two)


def other_events(key: Occurrence, occurrences: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """Events that certainly weren't on the key's date, each once.

    Among them are some that are not asked about, since their verb is not known for a plain event.
    """
    value = key.event.timex.value
    mine = interval(value) if value else None
    for other in occurrences:
        if other.problem not in (None, *UNKNOWN) or other.id == key.id:
            continue
        if not other.event.timex.value:
            continue
        days = interval(other.event.timex.value)
        if mine is not None and days is not None:
            if days.first <= mine.last and mine.first <= days.last:
                continue
        elif (mine is None) != (days is None) or not _apart(value, other.event.timex.value):
            continue
        if alike(other.clause, key.clause) >= SAME:
            continue  # the same event, reported with another date
        yield other
