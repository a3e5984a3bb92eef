"""The chunk grammar of time expressions.

Each rule has a name, the chunk patterns of NLTK's RegexpParser that find it among the words'
classes, and examples. A function of the same name, in lower case, says what it means. Rules run
in order, each over what the earlier ones left; a chunk is itself a class for the rules after it,
so a range of months or "the end of" a year is built from months and years.

An example is ``words -> values`` as published on Monday 14 March 2016, several values separated
by blanks; ``-`` where the words are no time expression, ``?`` where one has no value.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from quizgen.facts.timex.tagging import UNIT_TAGS
from quizgen.facts.timex.tokens import Token
from quizgen.imports import import_nltk

DAY = "DNUM|DORD|ORD"
WORD = "ONES|TEENS|TENS|BIG"
NUM = "NUMBER|DNUM|NUM|Y4"
UNIT = "U.*"
YEAR = "Y4|YY|YEAR_IN_WORDS"

APPROXIMATELY = (
    "(<MORE|ASFAR><THAN|TO>|<NO><MORE|EARLIER><THAN>|<AT><LEAST>|<APPROX>|<JUST><APPROX>)"
)
COUNT = (
    f"(<A><FEW><OF>?|<{NUM}><OR|TO|HY><{NUM}>|<{NUM}><AND><A><HALF>|<{NUM}><FRAC>?|<FEW><OF>?"
    "|<HALF><A>|<A><HALF><HY>?|<A>)"
)
RELATIVE = "THIS|NEXT|LAST|PREVIOUS|FOLLOWING|COMING|PAST|SAME|THAT|LATEST|CURRENT"
SINGULAR = "UDAY|UWEEK|UFORTNIGHT|UMONTH|UQUARTER|UYEAR|UDECADE|UCENTURY"
DATED = (
    "WEEKDAY_DATE|NTH_WEEKDAY|DATE|DAY_MONTH_YEAR|MONTH_DAY_YEAR|MONTH_DAY|DAY_MONTH|WEEKDAY|RELATIVE_WEEKDAY"
    "|WEEKDAY_OF_WEEK|OFFSET|NAMED_HOLIDAY|RELATIVE_DAY"
)
PERIODS = (
    "MONTH_YEAR|BARE_MONTH|RELATIVE_MONTH|MONTH_OF_YEAR|BARE_YEAR|FISCAL_YEAR|RELATIVE_UNIT"
    "|SEASON_OF_YEAR|NAMED_DECADE|NAMED_CENTURY|WEEKEND|QUARTER_OF_YEAR|MONTH_HYPHEN"
)


class Rule(NamedTuple):
    """One named rule of the grammar."""

    name: str
    patterns: tuple[str, ...]  # chunk patterns, tried in order
    examples: tuple[str, ...]  # words -> values


GRAMMAR: tuple[Rule, ...] = (
    # Times that no calendar knows
    Rule(
        "VAGUE_PHRASE",
        (
            "{<RECENT><U.*S>(<OR|AND><U.*S>)?}",
            "{<FUTURE><U.*S>}",
            "{<THE><NEAR><TERM>}",
            "{<THESE><UDAYS>}",
            "{<THE><NEAR>?<FUTURE>}",
            "{<THE><PAST>}(?!<U.*|FEW|ONES|TEENS|TENS|BIG|DNUM|NUM|FULL|MONTH|WDAY|SEASON>)",
        ),
        ("in recent years -> PAST_REF", "in the future -> FUTURE_REF", "these days -> PRESENT_REF"),
    ),
    # Numbers in words
    Rule(
        "YEAR_IN_WORDS",
        (
            "{<TEENS><TENS>(<HY>?<ONES>)?}(?!<HY>?<U.*>)",
            "{<TEENS><TEENS>}(?!<HY>?<U.*>)",
        ),
        ("in nineteen ninety-four -> 1994",),
    ),
    Rule(
        "NUMBER",
        (
            f"{{(<{WORD}><HY>?)*<BIG><AND><{WORD}>(<HY>?<{WORD}>)*}}",
            f"{{<{WORD}>(<HY>?<{WORD}>)*}}",
        ),
        ("for two hundred and thirty-four days -> P234D", "twenty-five years ago -> 1991"),
    ),
    # What looks like a time and is none; labels that begin with NO_ are dropped.
    Rule(
        "NO_AGE",
        (f"{{<A>?<{NUM}><HY>?<{UNIT}>(<HY>|<AND><A><HALF><HY>)?<OLD>}}",),
        ("a 24-year-old man -> -", "she is six years old -> -"),
    ),
    Rule(
        "NO_RANK",
        ("{<THE|A>?<ORD|DORD><HY>?<UDAY|UWEEK|UMONTH|UYEAR|UHOUR|UMINUTE|USECOND>}",),
        ("in the sixth year of the war -> -",),
    ),
    # Whole dates
    Rule(
        "DATE", ("{<ISO|NUMERIC>}",), ("on 2016-02-27 -> 2016-02-27", "on 27/02/2016 -> 2016-02-27")
    ),
    Rule(
        "DAY_RANGE",
        (
            f"{{<THE>?<DNUM|DORD><HY|TO|AND><THE>?<DNUM|DORD><OF>?<MONTH>(<COMMA>?<{YEAR}>)?}}",
            f"{{<MONTH><DNUM|DORD><HY|TO|AND><DNUM|DORD>(<COMMA><{YEAR}>)?}}(?!<MONTH|OF|HY|UDAYS|UWEEKS|UMONTHS|UYEARS|UHOURS>)",
        ),
        (
            "from 3 to 5 March -> 2016-03-03 2016-03-05",
            "March 3-5, 2016 -> 2016-03-03 2016-03-05",
        ),
    ),
    Rule(
        "DAY_MONTH_YEAR",
        (f"{{(<THE>?<DORD|ORD>|<THE>(?=<DNUM><OF>)<DNUM>|<DNUM>)<OF>?<MONTH><COMMA>?<{YEAR}>}}",),
        ("the 3rd of May 2015 -> 2015-05-03", "27 February 2016 -> 2016-02-27"),
    ),
    Rule(
        "MONTH_DAY_YEAR",
        (f"{{<MONTH><THE>?<{DAY}><COMMA>?<{YEAR}>}}",),
        ("February 27, 2016 -> 2016-02-27", "Feb. 27th 2016 -> 2016-02-27"),
    ),
    Rule(
        "MONTH_DAY",
        ("{<MONTH><THE>?<DNUM|DORD>}", "{<MONTH><THE>?<ORD>}(?!<HY|U.*|HALF>)"),
        ("February 27 -> 2016-02-27", "on March eighth -> 2016-03-08"),
    ),
    Rule(
        "DAY_MONTH",
        ("{<THE>?<DNUM|DORD|ORD><OF><MONTH>}", "{<THE>?<DORD><MONTH>}", "{<DNUM><MONTH>}"),
        ("the 3rd of May -> 2016-05-03", "3 May -> 2016-05-03"),
    ),
    # Months
    Rule(
        "MONTH_OF_YEAR",
        (
            "{<MONTH><OF|COMMA>?<THIS|LAST|NEXT|THAT><UYEAR>}",
            "{<MONTH><OF><THE><SAME|PREVIOUS|FOLLOWING><UYEAR>}",
            "{<MONTH><THE><PREVIOUS|FOLLOWING><UYEAR>}",
        ),
        ("June last year -> 2015-06",),
    ),
    Rule(
        "MONTH_YEAR",
        (f"{{<MONTH><COMMA>?<OF>?<{YEAR}>}}",),
        ("June 1990 -> 1990-06", "in December of 2015 -> 2015-12"),
    ),
    Rule(
        "RELATIVE_MONTH",
        ("{<THIS|NEXT|LAST><COMING|PAST>?<MONTH>}", "{<THE>?<PREVIOUS|FOLLOWING|COMING><MONTH>}"),
        ("last June -> 2015-06", "next May -> 2016-05"),
    ),
    Rule("BARE_MONTH", ("{<MONTH>}",), ("in December -> 2015-12",)),
    Rule(
        "NTH_WEEKDAY",
        (
            "{<THE>?<ORD|DORD|LAST><WDAY><OF|IN><MONTH_OF_YEAR|MONTH_YEAR|RELATIVE_MONTH|BARE_MONTH>}",
        ),
        ("the first Tuesday in May 2016 -> 2016-05-03", "the last Friday of April -> 2016-04-29"),
    ),
    Rule(
        "RANGE_IN_YEAR",
        (
            "{<BARE_MONTH><TO|AND|HY><MONTH_YEAR>}",
            "{<MONTH_DAY|DAY_MONTH><TO|AND|HY><MONTH_DAY_YEAR|DAY_MONTH_YEAR>}",
        ),
        (
            "between November and February 2012 -> 2011-11 2012-02",
            "from June 3 to August 5, 2010 -> 2010-06-03 2010-08-05",
        ),
    ),
    # Quarters and halves
    Rule(
        "QUARTER_OF_YEAR",
        (
            "{<THE>?<THIS|LAST|NEXT><UYEAR><POSS><FISCAL>?<HY>?<ORD|DORD><FISCAL>?<HY>?<UQUARTER>}",
            f"{{<THE>?<{YEAR}><FISCAL>?<ORD|DORD><HY>?<UQUARTER>}}",
            "{<THE>?<FISCAL><HY>?<ORD|DORD><HY>?<UQUARTER>}",
            f"{{<THE>?<ORD|DORD><FISCAL>?<HY>?<UQUARTER>(<OF|IN|COMMA>?<FISCAL>?<{YEAR}>)}}",
            "{<THE>?<ORD|DORD><FISCAL>?<HY>?<UQUARTER>(<OF|IN>?<THIS|LAST|NEXT><UYEAR>)}",
            "{<THE>?<SAME>?<UYEAR><HY><AGO|EARLIER><ORD|DORD>?<UQUARTER|PERIOD>}",
            "{<THE>?<SAME><PERIOD|UQUARTER><OF|IN>?<LAST|THE>?<PREVIOUS>?<UYEAR>}",
            "{<THE>?<SAME><PERIOD|UQUARTER><A><UYEAR><AGO|EARLIER|BEFORE>}",
            f"{{<THE>?<{YEAR}><UQUARTER>}}",
            "{<LAST><UYEAR><POSS><UQUARTER>}",
            "{<THE>?<ORD|DORD><FISCAL>?<HY>?<UQUARTER>}",
        ),
        (
            "the third quarter of 2015 -> 2015-Q3",
            "last year's fourth quarter -> 2015-Q4",
            "the fiscal third quarter -> ?",
        ),
    ),
    Rule(
        "HALF_OF_YEAR",
        (
            f"{{<THE>?<ORD|DORD|LAST><HY>?<HALF><OF><{YEAR}|DECADE>}}",
            "{<THE>?<ORD|DORD|LAST><HY>?<HALF><OF><THE>?<THIS|LAST|NEXT>?<UYEAR>}",
        ),
        ("the first half of 2015 -> 2015-H1",),
    ),
    # Seasons
    Rule(
        "SEASON_OF_YEAR",
        (
            f"{{<THE>?<SEASON><OF>?<{YEAR}>}}",
            "{<SEASON><OF>?<THIS|LAST|NEXT><UYEAR>}",
            "{<THIS|NEXT|LAST><COMING|PAST>?<SEASON>}",
            "{<THE>?<PREVIOUS|FOLLOWING|COMING><SEASON>}",
            "{<THE>?<SEASON>}",
        ),
        ("the summer of 2014 -> 2014-SU", "last autumn -> 2015-FA"),
    ),
    # Holidays
    Rule(
        "NAMED_HOLIDAY",
        (
            f"{{<HOLIDAY><COMMA>?<{YEAR}>}}",
            "{<THIS|NEXT|LAST><HOLIDAY>}",
            "{<HOLIDAY><OF>?<THIS|LAST|NEXT><UYEAR>}",
            "{<HOLIDAY>}",
        ),
        ("Christmas Day -> 2015-12-25", "Easter Monday -> 2016-03-28", "Easter 2015 -> 2015-04-05"),
    ),
    # Years, decades, centuries
    Rule(
        "YEAR_RANGE",
        ("{<Y4><HY><Y4|DNUM|NUM|YY>}",),
        ("the 2009-2010 season -> 2009 2010", "2009-10 -> 2009 2010"),
    ),
    Rule(
        "FISCAL_YEAR",
        (
            f"{{<THE>?<FISCAL><UYEAR>?<{YEAR}>}}",
            "{<THE>?<THIS|LAST|NEXT|PREVIOUS|LATEST|CURRENT|COMING>?<FISCAL><HY>?<UYEAR>}",
        ),
        ("in fiscal 2015 -> 2015",),
    ),
    Rule(
        "BARE_YEAR",
        (f"{{<THE>?<UYEAR><{YEAR}|NUMBER>}}", f"{{<THE>?<CALENDAR><{YEAR}>}}", f"{{<{YEAR}>}}"),
        ("in 2014 -> 2014", "the year 2000 -> 2000"),
    ),
    Rule(
        "NAMED_DECADE",
        ("{<THE>?<EARLY|MID|LATE>?<HY>?<DECADE|DECADEWORD>}",),
        ("the 1990s -> 199", "the late 1980s -> 198", "the '60s -> 196"),
    ),
    Rule(
        "NAMED_CENTURY",
        ("{<THE>?<EARLY|MID|LATE>?<HY>?<ORD|DORD><HY>?<UCENTURY>}",),
        ("the 19th century -> 18", "the early twentieth century -> 19"),
    ),
    # Weekdays
    Rule(
        "WEEKDAY_OF_WEEK",
        (
            "{<WDAY><OF|COMMA>?<THIS|LAST|NEXT><UWEEK>}",
            "{<WDAY><UWEEK>}",
        ),
        ("Tuesday of last week -> 2016-03-08", "Tuesday next week -> 2016-03-22"),
    ),
    Rule(
        "RELATIVE_WEEKDAY",
        (
            "{<THIS|NEXT|LAST><COMING|PAST>?<WDAY>}",
            "{<THE>?<PREVIOUS|FOLLOWING|COMING><WDAY>}",
            "{<WDAY><LAST|NEXT>}(?!<WDAY|U.*|MONTH|SEASON>)",
        ),
        (
            "last Monday -> 2016-03-07",
            "this coming Sunday -> 2016-03-20",
            "the previous Friday -> ?",
        ),
    ),
    Rule(
        "EVERY",
        (
            "{<EVERY><DNUM|NUMBER|ORD|DORD|FEW>?<OR>?<U.*|WDAY|WDAYS|PART>(<PARTS|PART>)?}",
            "{<EVERY><BARE_MONTH>}",
            "{(<WDAY><COMMA>)*<WDAY><AND|OR><WDAY><PARTS>}",
            "{<WDAYS>}",
            "{<WDAY><PARTS>}",
        ),
        ("every Monday -> XXXX-WXX-1", "each year -> P1Y", "on Tuesdays -> XXXX-WXX-2"),
    ),
    Rule("WEEKDAY", ("{<WDAY>}",), ("on Monday -> 2016-03-14", "on Saturday -> 2016-03-12")),
    Rule(
        "WEEKDAY_DATE",
        (
            "{<WEEKDAY|RELATIVE_WEEKDAY><COMMA>?<DAY_MONTH_YEAR|MONTH_DAY_YEAR|MONTH_DAY|DAY_MONTH|DATE>}",
        ),
        ("Saturday, February 27 -> 2016-02-27", "Tuesday 15 March 2016 -> 2016-03-15"),
    ),
    # Days and periods by their distance
    Rule(
        "OFFSET",
        ("{<THE>?<UDAY><BEFORE|AFTER><DEICTIC>}", "{<DEICTIC>}"),
        ("the day after tomorrow -> 2016-03-16", "yesterday -> 2016-03-13", "today -> 2016-03-14"),
    ),
    Rule(
        "AGO",
        (
            f"{{{APPROXIMATELY}*{COUNT}<HY>?<{UNIT}>(<OR><SO|NUMBER>)?<HY>?<AGO>}}",
            "{<THE>?<UYEAR><HY>?<AGO>}",
        ),
        ("two weeks ago -> 2016-W09", "three days ago -> 2016-03-11", "a year ago -> 2015"),
    ),
    Rule(
        "LATER",
        (
            f"{{{APPROXIMATELY}*{COUNT}<{UNIT}>(<OR><SO>)?<EARLIER|LATER|BEFORE|AFTER>(<THAT>(?!<U.*>))?}}",
            "{<THE>?<UYEAR><HY><EARLIER>(<PERIOD>)?}",
        ),
        ("On 3 March 2015 he left; two days later he came back. -> 2015-03-03 2015-03-05",),
    ),
    Rule(
        "FROM_NOW",
        (
            f"{{{APPROXIMATELY}*{COUNT}<{UNIT}><FROM><VAGUE|OFFSET|WEEKDAY>}}",
            f"{{{APPROXIMATELY}*{COUNT}<{UNIT}><POSS><TIME>}}",
            f"{{{COUNT}<{UNIT}><HENCE>}}",
        ),
        ("two weeks from today -> 2016-W13", "in two days' time -> 2016-03-16"),
    ),
    Rule(
        "LAST_SEVERAL",
        (
            f"{{(<AT><LEAST>)?(<THE>?<LAST|PAST|NEXT|COMING|ORD|PREVIOUS|FOLLOWING|LATEST>)<FULL>?<{NUM}|FEW>((<OR|TO|HY><{NUM}>)?)<FULL>?<{UNIT}>}}",
            "{<THE>?<PAST|COMING><FULL>?<U.*S>}",
            f"{{<THE><{NUM}|FEW><FULL>?<U.*S>}}",
        ),
        ("over the past two months -> P2M", "the next few days -> PXD"),
    ),
    Rule(
        "WEEKEND",
        ("{<THE|A>?<THIS|LAST|NEXT|PAST|COMING|PREVIOUS|FOLLOWING>?<UWEEKEND>}",),
        ("last weekend -> 2016-W10-WE",),
    ),
    Rule(
        "END_OF_PERIOD",
        (
            f"{{<THE>?<END|START|MIDDLE><OF><THE><FISCAL|CALENDAR>?<{SINGULAR}>}}",
            "{<EARLY|EARLIER|LATE|LATER><IN><THE><UWEEK|UMONTH|UYEAR|UDECADE|UCENTURY>}",
            "{<UYEAR><HY>?<END>}",
        ),
        (
            "by the end of the year -> 2016",
            "later in the month -> 2016-03",
            "by year-end -> 2016-12-31",
        ),
    ),
    Rule(
        "RELATIVE_UNIT",
        (
            f"{{<THE>?<{RELATIVE}><FULL>?<{SINGULAR}>}}",
            "{<THE><UDAY|UWEEK|UMONTH|UYEAR><BEFORE|AFTER|EARLIER>}",
        ),
        (
            "next month -> 2016-04",
            "last year -> 2015",
            "this week -> 2016-W11",
            "He left on 3 March 2015. That day it rained. -> 2015-03-03 2015-03-03",
            "He left in May 2015 and returned the following month. -> 2015-05 2015-06",
        ),
    ),
    # How often
    Rule("FREQUENT", ("{<FREQUENCY>}",), ("the daily count -> P1D",)),
    # How long
    Rule(
        "DURATION",
        (
            f"{{{APPROXIMATELY}*<A|NUMBER|DNUM><U.*><AND><A><HALF>}}",
            f"{{{APPROXIMATELY}*{COUNT}<MORE>?<FULL>*<HY>?<{UNIT}>(<OR><MORE|SO>|<OR><NUMBER>(?!<U.*>))?}}",
        ),
        (
            "for two weeks -> P2W",
            "a three-day visit -> P3D",
            "more than a week -> P1W",
            "a year and a half -> P1Y6M",
            "within 18 months -> P18M",
        ),
    ),
    Rule(
        "BARE_UNITS",
        ("{<THE>?<ORD|EARLY|LATE>?<U.*S>((<OR|AND><U.*S>)|<AHEAD>)?}",),
        ("for months -> PXM", "over the years -> PXY", "in the weeks ahead -> PXW"),
    ),
    # Times of day
    Rule(
        "CLOCK_TIME",
        (
            f"{{{APPROXIMATELY}?<CLOCK><AMPM>?<ZONE>?}}",
            f"{{{APPROXIMATELY}?<NUMBER|DNUM><AMPM><ZONE>?}}",
            f"{{{APPROXIMATELY}?<NUMBER|DNUM><OCLOCK>(<IN><THE><PART>)?}}",
            "{<NUMBER|DNUM><IN><THE><PART>}",
            "{<NOON>}",
        ),
        ("at 5 p.m. -> 2016-03-14T17:00", "at 17:30 GMT -> 2016-03-14T17:30"),
    ),
    Rule(
        "TIME_OF_DAY",
        (
            f"{{<CLOCK_TIME><COMMA>?<ON>?<{DATED}>}}",
            f"{{<{DATED}><COMMA>?<AT>?<CLOCK_TIME>}}",
        ),
        ("5 p.m. on Saturday -> 2016-03-12T17:00", "noon Saturday -> 2016-03-12T12:00"),
    ),
    Rule(
        "PART_OF_DAY",
        (
            f"{{<EARLY|LATE|MID>?<{DATED}><PART>}}",
            "{<EARLY|LATE|EARLIER|LATER>?<THIS|LAST|THAT><PART>}",
            "{<THE>?<PREVIOUS|FOLLOWING|NEXT|SAME><PART>}",
            f"{{<MID|EARLY|LATE>?<HY>?<PART><{DATED}>}}",
            "{<MID><HY>?<PART>}",
            "{<OVERNIGHT>}",
        ),
        (
            "Saturday morning -> 2016-03-12TMO",
            "last night -> 2016-03-13TNI",
            "this afternoon -> 2016-03-14TAF",
        ),
    ),
    # Parts of a period
    Rule(
        "PART_OF_PERIOD",
        (
            f"{{<EARLY|LATE|MID|EARLIER|LATER><HY>?<IN|ON>?<{DATED}|{PERIODS}>}}",
            f"{{<THE>?<START|MIDDLE|END><OF><{DATED}|{PERIODS}>}}",
        ),
        (
            "mid-March -> 2016-03",
            "earlier this month -> 2016-03",
            "the end of March -> 2016-03",
            "early next year -> 2017",
        ),
    ),
    # A period that the text has spoken of
    Rule(
        "QUARTER_IN_TEXT",
        ("{<THE><UQUARTER>}", "{<THE><LATEST><PERIOD>}"),
        (
            "in the quarter -> ?",
            "Sales rose in the third quarter of 2015. The quarter was good. -> 2015-Q3 2015-Q3",
        ),
    ),
    Rule(
        "THEN",
        ("{<THEN>}",),
        ("It closed on 3 March 2015. Until then it was free. -> 2015-03-03 2015-03-03",),
    ),
    Rule(
        "PERIOD_IN_TEXT",
        ("{<THE><FULL|FISCAL>?<UYEAR|UWEEK|UMONTH>}",),
        ("the year ended June 30 -> P1Y 2015-06-30", "for the week -> 2016-W11"),
    ),
    Rule("VAGUE_WORD", ("{<VAGUE|CURRENT|RECENT>}",), ("until now -> PRESENT_REF",)),
)


class Node(NamedTuple):
    """A chunk: the rule that made it, and what it is made of."""

    rule: str
    children: tuple[Node | Token, ...]

    @property
    def tokens(self) -> list[Token]:
        """Its words, in order."""
        found: list[Token] = []
        for child in self.children:
            found += child.tokens if isinstance(child, Node) else [child]
        return found

    def word(self, *tags: str) -> Token | None:
        """Its first word of one of these classes."""
        return next((token for token in self.tokens if token.tag in tags), None)

    def words(self, *tags: str) -> list[Token]:
        return [token for token in self.tokens if token.tag in tags]

    def part(self, *rules: str) -> Node | None:
        """The first chunk in it that one of these rules made."""
        for child in self.children:
            if isinstance(child, Node):
                if child.rule in rules:
                    return child
                found = child.part(*rules)
                if found is not None:
                    return found
        return None


_UNIT_CLASSES = [name + plural for name in UNIT_TAGS.values() for plural in ("", "S")]


def _needed(pattern: str) -> tuple[frozenset[str], ...]:
    """What a sequence must hold for a chunk pattern to match: of each set, at least one class.

    >>> _needed("{<THE>?<DORD|ORD><OF><MONTH>}")
    (frozenset({'DORD', 'ORD'}), frozenset({'OF'}), frozenset({'MONTH'}))
    """
    while (shorter := re.sub(r"\([^()]*\)[?*]?", "", pattern)) != pattern:
        pattern = shorter  # what stands in brackets may be absent, or is one of several
    return tuple(
        frozenset(
            name
            for alternative in classes.split("|")
            for name in (
                fnmatch.filter(_UNIT_CLASSES, alternative.replace(".*", "*"))
                if ".*" in alternative
                else [alternative]
            )
        )
        for classes, optional in re.findall(r"<([^>]*)>([?*]?)", pattern)
        if not optional
    )


_NEEDED = [[_needed(pattern) for pattern in rule.patterns] for rule in GRAMMAR]


@cache
def _stage(number: int) -> Any:
    """NLTK's chunker for one rule; NLTK is imported late, as the tagger's is."""
    import_nltk()
    from nltk.chunk.regexp import RegexpParser

    rule = GRAMMAR[number]
    return RegexpParser("\n".join([f"{rule.name}:", *rule.patterns]))


def _parse(tags: Sequence[str]) -> Any:
    """The tree that NLTK's RegexpParser makes of the whole grammar.

    Rules that cannot match, because a class they need isn't there, are neither run nor compiled:
    an article uses a third of the grammar, and compiling all of it takes longer than reading it.
    """
    tree: Any = list(enumerate(tags))
    present = set(tags)
    for number, patterns in enumerate(_NEEDED):
        if any(all(present & classes for classes in needed) for needed in patterns):
            tree = _stage(number).parse(tree)
            present = {part.label() if hasattr(part, "label") else part[1] for part in tree}
    return tree


@lru_cache(maxsize=20_000)
def _shape(tags: tuple[str, ...]) -> tuple[Any, ...]:
    """How the grammar chunks these classes: positions, and (rule, parts) for chunks.

    A chunk grammar sees classes only, so the same classes always chunk alike. Few sequences make
    up most of a newspaper's time expressions, and remembering them saves nearly all the chunking.
    """

    def plain(tree: Any) -> tuple[Any, ...]:
        return tuple(
            (part.label(), plain(part)) if hasattr(part, "label") else part[0] for part in tree
        )

    return plain(_parse(tags))


def chunk(tokens: Sequence[Token]) -> list[Node]:
    """The time expressions among the tokens, as the grammar sees them, in order."""

    def node(rule: str, parts: tuple[Any, ...]) -> Node:
        return Node(
            rule, tuple(node(*part) if isinstance(part, tuple) else tokens[part] for part in parts)
        )

    shape = _shape(tuple(token.tag for token in tokens))
    return [node(*part) for part in shape if isinstance(part, tuple)]
