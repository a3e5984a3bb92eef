"""Other dates, and events of other dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from quizgen.dates import distance, granularity, interval, neighbours
from quizgen.drafting import Material, alike
from quizgen.facts.events.plain_verbs import UNKNOWN
from quizgen.lexicons import has_phrase, load
from quizgen.models import Occurrence, Timex
from quizgen.options.sameness import SAME
from quizgen.options.story import bounds, is_certain

NEAR = {"day": 21, "month": 9, "year": 8}
"""How far from the key a wrong date may lie: what was done this spring, nobody puts in 1998."""
EVENTS_NEAR = {"day": 2, "month": 10, "year": 20}
"""Years from the key's day, month or year to that of a believable other event."""
POOL = 4
"""How many of the nearest years the seed chooses among."""
LARGER_POOL = 6
"""So for days and months, of which more are believable."""
CLOSE = {"day": 7, "month": 2, "year": 3}
"""How near one of the wrong dates lies at least, where time allows."""
FADING = 4
"""Of what lies long ago the date is known less well: a quarter of that time is near, too."""
TERM = 4
"""Years after which most of what is won in elections is won again."""
HALF_TERM = 2


def other_dates(
    material: Material, key: Timex, true: Collection[str], past: bool, about: str = ""
) -> list[str]:
    """Values of the key's granularity near it, the article's own first.

    Args:
        material: The article's facts.
        key: The right date.
        true: Values that are right as well, and mustn't be offered.
        past: Whether the event is over; then no date after publication makes sense, and for a
            planned one none before it.
        about: What is dated. Who was elected in 1996 may have been elected in 1992, too, whatever
            the article says; the year of an election for something else is believable and wrong.
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
        and is_certain(timex)
        and granularity(timex.value) == fine
        and any(span.covers(timex.span) for span in material.article.body)
        and _is_near(key.value, timex.value, published)
    ]
    period = _period(about) if fine == "year" else 0
    room = bounds(material, key.value, past, about)
    found: list[str] = []
    for value in [*own, *neighbours(key.value)]:
        days = interval(value)
        if value in true or value == key.value or value in found or not room.hold(value):
            continue
        if period and int(value) % period == int(key.value) % period:
            continue
        if published is not None and days is not None:
            if past and days.first > published:
                continue
            if past and fine == "year" and days.last > published and _is_total(about):
                continue  # nobody counts a year that has just begun
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

    def rank(value: str) -> tuple[bool, bool, float]:
        other_poll = period == TERM and int(value) % HALF_TERM == int(key.value or 0) % HALF_TERM
        return not other_poll, value not in own, dice.random()

    count = POOL if fine == "year" else LARGER_POOL
    near, far = found[:count], found[count:]
    # The seed decides which of the nearest are taken.
    ranked = [*sorted(near, key=rank), *far]
    return _with_close(key.value, ranked, material.distractors)


def _with_close(key: str, values: list[str], count: int) -> list[str]:
    """The values with one close to the key among the first.

    Who was dismissed "last month" by somebody in office for two is not asked whether that was last
    summer only, though the article names no other months.
    """
    close = CLOSE.get(granularity(key) or "")
    if close is None or any((distance(key, value) or 0) <= close for value in values[:count]):
        return values
    for value in values[count:]:
        if (distance(key, value) or 0) <= close:
            rest = [each for each in values if each != value]
            return [*rest[: count - 1], value, *rest[count - 1 :]]
    return values


def _is_total(about: str) -> bool:
    """Whether a figure is told that has its year behind it: "34,750 passports were issued"."""
    return any(word[0].isdigit() and len(word) > 1 for word in about.split())


def _is_near(key: str, value: str, published: date | None) -> bool:
    """Whether a date of the article is believable for what was on the key's."""
    apart = distance(key, value)
    if apart is None:
        return True  # of a year that nobody knows
    fine = granularity(key)
    days = interval(key)
    if fine not in NEAR or days is None:
        return True
    today = str(published)[: len(key)] if published is not None else key
    age = distance(key, today) or 0
    return apart <= max(NEAR[fine], age // FADING)


def _period(about: str) -> int:
    """After how many years what is dated may have come again; 0 where it comes in no row."""
    lexicon = load("events")["elections"]
    if not has_phrase(about, lexicon["polls"]) or has_phrase(about, ["first"]):
        return 0
    return HALF_TERM if has_phrase(about, lexicon["biennial"]) else TERM


def _is_far(key: str, value: str) -> bool:
    """Whether nobody would believe an event of the one date to be of the other."""
    one, two = interval(key), interval(value)
    near = EVENTS_NEAR.get(granularity(key) or "")
    if one is None or two is None or near is None:
        return False
    return abs(one.first.year - two.first.year) > near


def _may_be_again(key: Occurrence, other: Occurrence) -> bool:
    """Whether who was elected before the key's year may have been elected in it again."""
    value, year = key.event.timex.value or "", (other.event.timex.value or "")[:4]
    period = _period(other.clause)
    if not period or granularity(value) != "year" or not year.isdigit():
        return False
    return value > year and int(value) % period == int(year) % period


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
        if value and _is_far(value, other.event.timex.value) or _may_be_again(key, other):
            continue
        yield other
