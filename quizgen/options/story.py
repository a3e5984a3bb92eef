"""Between which dates what is asked about can lie, as the article's own dates tell.

An arrest for what was done on Wednesday was on no Tuesday, and nobody signs orders as president
before the day on which the article has him take office. Who has read the article knows that,
so wrong dates beyond such bounds only give the right one away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from quizgen.dates import granularity, interval
from quizgen.drafting import Material
from quizgen.lexicons import has_phrase, load
from quizgen.models import Timex

STORY = timedelta(days=14)
"""How long before an event the story can have begun that it belongs to."""
BESIDE = 60
"""How near, in characters, a date's text names what began on it."""
SENTENCE_END = re.compile(r"[.!?]\s")
DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T|$)")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and the last day on which a wrong date may lie; None for no bound."""

    first: date | None = None
    last: date | None = None

    def hold(self, value: str) -> bool:
        """Whether a value lies between them, or at least partly; so does one without a year."""
        days = interval(value)
        if days is None:
            return True
        return not (self.first and days.last < self.first or self.last and days.first > self.last)


def is_certain(timex: Timex) -> bool:
    """Whether a date was read in the one way it can be: "3 March" beside 2015 wasn't."""
    return timex.type in ("DATE", "TIME") and bool(timex.value) and timex.anchor != "doubtful"


def bounds(material: Material, key: str, past: bool, about: str = "") -> Bounds:
    """Where the article's own dates leave room for wrong ones.

    Args:
        material: The article's facts.
        key: The value of the right date.
        past: Whether the event is over. What is planned may be told before all that leads to it.
        about: The clause of what is dated.
    """
    mine = interval(key)
    if mine is None or not past:
        return Bounds()
    # Taking office is no act of who holds it.
    offices = [] if _tells(about, "office") else _offices(material, about)
    firsts = [office for office in offices if office <= mine.last]
    if granularity(key) == "day":
        # From TIMEs, too: the shots of "Wednesday night".
        told = [day for timex in _body(material) if (day := _day(timex))]
        firsts += sorted(day for day in told if mine.first - STORY <= day < mine.first)[:1]
    last = None
    if _tells(about, "opens"):
        # What the article dates later came of it: an arrest, a funeral, a first order.
        later = [
            days.first
            for timex in _body(material)
            if (value := _day_or_value(timex))
            and (days := interval(value))
            and granularity(value) == granularity(key)
            and days.first > mine.last
        ]
        # The very next day stays: who died on Wednesday may well have done so on Thursday.
        room = mine.last + timedelta(days=1)
        last = max(room, min(later) - timedelta(days=1)) if later else None
    return Bounds(max(firsts, default=None), last)


def _body(material: Material) -> list[Timex]:
    body = material.article.body
    return [
        timex
        for timex in material.facts.timexes
        if is_certain(timex) and any(span.covers(timex.span) for span in body)
    ]


def _day(timex: Timex) -> date | None:
    found = DAY.match(timex.value or "")
    days = interval(found[0]) if found else None
    return days.first if days else None


def _day_or_value(timex: Timex) -> str | None:
    found = DAY.match(timex.value or "")
    return found[0] if found else timex.value


def _tells(about: str, name: str) -> bool:
    """Whether a clause has one of a list's phrases: a death, an attack; taking office."""
    return has_phrase(about, load("events")["story"][name])


def _offices(material: Material, about: str) -> list[date]:
    """The days from which who acts is in office: "since Holt took office on 20 January"."""
    text, found = material.article.text, []
    phrases = load("events")["story"]["office"]
    names = set(re.findall(r"\b[A-Z]\w{2,}", " ".join(about.split()[:6])))
    spans = [timex.span for timex in material.facts.timexes]
    for timex in _body(material):
        days = interval(timex.value or "")
        if days is None:
            continue
        start, end = timex.span.start, timex.span.end
        # Not past the next time expression, which may be the one that is meant.
        low = max([0, start - BESIDE, *(span.end for span in spans if span.end <= start)])
        high = min([end + BESIDE, *(span.start for span in spans if span.start >= end)])
        before, after = (SENTENCE_END.split(part) for part in (text[low:start], text[end:high]))
        near = f"{before[-1]} {after[0]}"
        if any(re.search(rf"\b{re.escape(phrase)}\b", near) for phrase in phrases) and any(
            re.search(rf"\b{re.escape(name)}\b", near) for name in names
        ):
            found.append(days.first)
    return found
