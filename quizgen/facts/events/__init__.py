"""What happened when, and for how long: what each time expression says of which event.

A time is tied to what it dates by the parse (``ties``, ``ranges``, ``attachment``). The words
around the verb or noun are cut out of the sentence as they stand (``wording``) and made a statement
and a question (``clauses``, ``nouns``, ``beginnings``, ``lengths``). Where the tie is doubtful, the
event did not happen (``doubts``), or its words don't tell it from others (``descriptions``), the
event carries a ``problem`` and is not asked about. So does every clause that is not of a plain
shape (``plain``): a verb known for events of one date (``plain_verbs``), with the sort of thing
that it is plain of (``sorts``), phrases that tell which one is meant (``unique``) and who
(``persons``, ``antecedents``), a subject and names of its own (``told``) and no words that lean on
others (``leaning``), in an article that was written on its day (``publication``), once
(``repeats``), and stands in no correction (``corrections``).
"""

from __future__ import annotations

import re
from dataclasses import replace

from quizgen.facts.events.beginnings import beginning
from quizgen.facts.events.clauses import clause_event
from quizgen.facts.events.context import Context, Dated
from quizgen.facts.events.corrections import without_corrected
from quizgen.facts.events.lengths import length_event
from quizgen.facts.events.nouns import noun_event
from quizgen.facts.events.ranges import find_ranges
from quizgen.facts.events.repeats import without_repeats
from quizgen.facts.events.ties import tie_of
from quizgen.models import Occurrence, Timex

__all__ = ["Context", "find_events"]

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def find_events(context: Context) -> list[Occurrence]:
    """The events that the time expressions of the body date, in order."""
    ranges = find_ranges(context)
    ends = {dated.until.span for dated in ranges.values() if dated.until is not None}
    found: list[Occurrence] = []
    for timex in context.timexes:
        if timex.span in ends or not context.in_body(timex.span):
            continue  # a footer's dates are nothing of the article's
        dated = ranges.get(timex.span) or Dated(by_day(timex))
        occurrence = _event(context, dated)
        if occurrence is not None:
            found.append(occurrence)
    return without_corrected(context, without_repeats(found))


def by_day(timex: Timex) -> Timex:
    """Of "Tuesday evening" the day, where that is known: a date's question asks for no hour."""
    day = DAY.match(timex.value or "")
    if timex.type != "TIME" or day is None:
        return timex
    return replace(timex, type="DATE", value=day[0])


def _event(context: Context, dated: Dated) -> Occurrence | None:
    if dated.timex.type not in ("DATE", "DURATION"):
        return None
    tie = tie_of(context, dated)
    if tie is None:
        return None
    if dated.timex.type == "DURATION":
        return length_event(context, dated, tie)
    if dated.until is None and (started := beginning(context, dated)) is not None:
        return started
    if tie.head.pos_ in ("VERB", "AUX"):
        return clause_event(context, dated, tie)
    if tie.head.pos_ in ("NOUN", "PROPN"):
        return noun_event(context, dated, tie)
    return None
