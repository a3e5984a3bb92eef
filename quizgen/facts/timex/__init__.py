"""Time expressions of a text, recognised and normalised to TIMEX3.

A cascade: a tagger gives the words temporal classes from the lexicon (``tagging``), a chunk
grammar finds the expressions among the classes (``grammar``), and a function a rule says what
each means (``rules``).

Values are ISO 8601 with TIMEX3's additions: ``2016-02-27``, ``2015-12``, ``2016-W11`` (a week),
``2016-W10-WE`` (its weekend), ``2015-Q3``, ``2015-H1``, ``2014-SU`` (SP SU FA WI), ``199`` (the
1990s), ``18`` (the 19th century), ``2016-03-13TNI`` (MO AF EV NI), ``P18M``, ``PXD`` (some days),
``XXXX-02-27`` and ``XXXX-WXX-1`` (year or week not told), ``PAST_REF``. ``mod`` is TIMEX3's:
START, MID, END for parts of a period, APPROX, LESS_THAN, MORE_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE.

How a value was reached (``anchor``), the sure ones first:

==========  ========================================================================
explicit    the text states it whole: 27 February 2016, June 1990, 1995
offset      so far from publication: yesterday, next month, last year, last Monday
month-day   a day of a month, in the year nearest to publication
weekday     a bare weekday, by publication day and tense
default     a bare weekday whose clause shows no tense: the last one
holiday     a named holiday, in the year nearest to publication
month       a bare month: in December
ago         so many units from publication: two weeks ago, in two days' time
text        from the last date that the text mentions: that day, two months later
season      a season without its year
decade      the 1990s
century     the 19th century
clock       a time of day without its day: 5 p.m.
quarter     a quarter or half, by the calendar; a company's own may differ
fiscal      a fiscal year, by its number
duration    a length of time
set         how often
doubtful    two readings, the likelier one: weekday and date disagree, next Friday, a month
            without a year beside another year, half a year back and behind an earlier one, or
            hardly begun
vague       no place in the calendar: now, recently, several years ago
unresolved  no value
==========  ========================================================================
"""

from quizgen.facts.timex.find import find_timexes, timexes_of

__all__ = ["find_timexes", "timexes_of"]
