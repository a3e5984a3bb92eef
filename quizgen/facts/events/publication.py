"""Whether an article's own dates speak against the day it is said to be of.

Weekdays, "yesterday" and "last month" are counted from the day of publication. A text that was
printed again, or whose date is that of a later update, shows it by what it holds to be still to
come: "they have to leave by 14 January" was not written on the 15th.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from quizgen.dates import WEEKDAYS, interval
from quizgen.facts.passages import roots_of
from quizgen.facts.verbs import governing_verb, tense_of

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token
    from quizgen.facts.events.context import Context
    from quizgen.models import Timex

RECENT = timedelta(days=60)
"""How long before publication a day lies at most that can be one the text looks forward to."""
AGAINST = "the article’s own dates speak against its publication date"
LIMITS = ("by", "until", "till")
COUNTED = ("default", "offset", "weekday", "month", "month-day", "holiday", "ago")
"""How dates are told that are counted from the day of publication."""


def publication_doubt(context: Context, timex: Timex) -> str | None:
    """Why a date counted from publication may be wrong; None where nothing speaks against it."""
    if context.article.published is None or timex.anchor not in COUNTED:
        return None
    if not context.contradicted:
        context.contradicted.append(contradicts(context))
    return AGAINST if context.contradicted[0] else None


def contradicts(context: Context) -> bool:
    """Whether a date of the text can't stand in an article of its day."""
    published = context.article.published
    if published is None:
        return False
    for timex in context.timexes:
        tokens = context.tokens(timex)
        if not tokens or timex.anchor not in ("explicit", "month-day"):
            continue
        days = interval(timex.value or "")
        if days is None or days.first != days.last:
            continue
        if timex.anchor == "month-day" and _other_weekday(tokens, days.first):
            return True
        if timedelta() < published - days.first <= RECENT and _is_to_come(context, tokens):
            return True
    return False


def _other_weekday(tokens: list[Token], day: date) -> bool:
    """As in "Thursday, Jan. 14", which was a Friday."""
    named = [t.lower_ for t in tokens if t.text in WEEKDAYS]
    return bool(named) and WEEKDAYS[day.weekday()].lower() not in named


def _is_to_come(context: Context, tokens: list[Token]) -> bool:
    """Whether the words hold a day to be still to come, whoever's they are."""
    first = tokens[0]
    if context.editor.quoted(first):
        return False  # said on another day
    preposition = next((t.head for t in tokens if t.dep_ == "pobj" and t.head.i < first.i), None)
    verb = governing_verb(first)
    if verb is None:
        return False
    own = {t.i for t in tokens}
    above = preposition.head if preposition is not None else roots_of(tokens)[0].head
    if verb.tag_ == "VB" and above == verb and above.i not in own:
        if any(c.dep_ == "aux" and c.lower_ in ("will", "’ll") for c in verb.children):
            return True
    infinitive = verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)
    if not infinitive or preposition is None or preposition.lower_ not in LIMITS:
        return False
    above = verb.head
    return above.pos_ == "NOUN" or tense_of(above) in ("present", "future")
