"""What each rule of the grammar means: one function a rule, of the rule's name in lower case.

A function takes the chunk and the context and gives the time expressions it stands for: one as a
rule, two for a range, none where a second look shows that it is no time expression after all.
"""

from __future__ import annotations

from quizgen.facts.timex.rules.clock import clock_time, part_of_day, time_of_day
from quizgen.facts.timex.rules.context import Context, Resolver
from quizgen.facts.timex.rules.days import (
    date_,
    day_month,
    day_month_year,
    day_range,
    month_day,
    month_day_year,
    named_holiday,
    nth_weekday,
    weekday_date,
)
from quizgen.facts.timex.rules.distances import (
    ago,
    from_now,
    later,
    offset,
    relative_unit,
    then,
    weekend,
)
from quizgen.facts.timex.rules.lengths import bare_units, duration, every, frequent, last_several
from quizgen.facts.timex.rules.months import (
    bare_month,
    month_of_year,
    month_year,
    range_in_year,
    relative_month,
)
from quizgen.facts.timex.rules.periods import (
    bare_year,
    end_of_period,
    fiscal_year,
    half_of_year,
    named_century,
    named_decade,
    part_of_period,
    period_in_text,
    quarter_in_text,
    quarter_of_year,
    season_of_year,
    year_range,
)
from quizgen.facts.timex.rules.vague import no_time, vague_phrase, vague_word
from quizgen.facts.timex.rules.weekdays import relative_weekday, weekday, weekday_of_week

__all__ = ["RESOLVERS", "Context"]

RESOLVERS: dict[str, Resolver] = {
    "VAGUE_PHRASE": vague_phrase,
    "YEAR_IN_WORDS": bare_year,
    "NUMBER": no_time,
    "NO_AGE": no_time,
    "NO_RANK": no_time,
    "DATE": date_,
    "DAY_RANGE": day_range,
    "DAY_MONTH_YEAR": day_month_year,
    "MONTH_DAY_YEAR": month_day_year,
    "MONTH_DAY": month_day,
    "DAY_MONTH": day_month,
    "NTH_WEEKDAY": nth_weekday,
    "RANGE_IN_YEAR": range_in_year,
    "MONTH_OF_YEAR": month_of_year,
    "MONTH_YEAR": month_year,
    "RELATIVE_MONTH": relative_month,
    "BARE_MONTH": bare_month,
    "QUARTER_OF_YEAR": quarter_of_year,
    "HALF_OF_YEAR": half_of_year,
    "SEASON_OF_YEAR": season_of_year,
    "NAMED_HOLIDAY": named_holiday,
    "YEAR_RANGE": year_range,
    "FISCAL_YEAR": fiscal_year,
    "BARE_YEAR": bare_year,
    "NAMED_DECADE": named_decade,
    "NAMED_CENTURY": named_century,
    "WEEKDAY_OF_WEEK": weekday_of_week,
    "RELATIVE_WEEKDAY": relative_weekday,
    "EVERY": every,
    "WEEKDAY": weekday,
    "WEEKDAY_DATE": weekday_date,
    "OFFSET": offset,
    "AGO": ago,
    "LATER": later,
    "FROM_NOW": from_now,
    "LAST_SEVERAL": last_several,
    "WEEKEND": weekend,
    "END_OF_PERIOD": end_of_period,
    "RELATIVE_UNIT": relative_unit,
    "FREQUENT": frequent,
    "DURATION": duration,
    "BARE_UNITS": bare_units,
    "CLOCK_TIME": clock_time,
    "TIME_OF_DAY": time_of_day,
    "PART_OF_DAY": part_of_day,
    "PART_OF_PERIOD": part_of_period,
    "QUARTER_IN_TEXT": quarter_in_text,
    "THEN": then,
    "PERIOD_IN_TEXT": period_in_text,
    "VAGUE_WORD": vague_word,
}
"""Who says what a rule's chunk means; its keys are the grammar's rules."""
