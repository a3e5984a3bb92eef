"""From text to time expressions: the cascade, step by step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Literal

from quizgen.facts.timex.grammar import Node, chunk
from quizgen.facts.timex.rules import RESOLVERS, Context
from quizgen.facts.timex.tagging import tag
from quizgen.facts.timex.tokens import OUTSIDE, Token, tokens
from quizgen.lexicons import load
from quizgen.models import Article, Span, Timex


def _triggers() -> frozenset[str]:
    """Words without which a stretch of text holds no time expression, in lower case."""
    table = load("temporal")
    names = (
        "month", "weekday", "season", "unit", "part_of_day", "clock_word", "offset", "decade_word",
        "set", "vague",
    )  # fmt: skip
    words = {word for name in names for word in table[name]}
    words |= {f"{word}s" for word in words}
    others = ("FUTURE", "PAST", "CURRENT", "RECENT", "OVERNIGHT", "THESE", "THEN", "TERM")
    words |= {"eighteen", "nineteen"}  # "nineteen ninety-four"
    return frozenset(words.union(*(table["words"][name] for name in others)))


_TRIGGERS = _triggers()
_TRIGGER_FORMS = frozenset({"HOLIDAY", "ISO", "NUMERIC", "CLOCK", "DECADE", "YY", "AMPM", "OCLOCK"})


_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile("[0-9]")
_HINTS = (
    _TRIGGERS
    | {"am", "pm", "m", "clock"}
    | {_WORD.findall(name)[0].lower() for name in load("temporal")["holiday"]}
)
"""Words without which, or a figure, no token is what makes a stretch worth tagging."""


def _hints_at_time(stretch: str) -> bool:
    """Whether it is worth taking apart, told at little cost."""
    if _DIGIT.search(stretch):
        return True
    return not _HINTS.isdisjoint(map(str.lower, _WORD.findall(stretch)))


def _may_hold_time(stretch: Sequence[Token]) -> bool:
    """Whether it is worth tagging: most sentences hold no temporal word."""
    return any(
        token.key in _TRIGGERS
        or token.tag in _TRIGGER_FORMS
        or (token.tag == "NUM" and len(token.text) == 4)
        for token in stretch
    )


_CONNECTORS = frozenset({"IN", "ON", "OF", "TO", "AND", "OR", "SO", "AT", "COMMA", "POSS", "HY"})
_PARAGRAPH = re.compile(r"\n\s*\n")


def timexes_of(article: Article) -> list[Timex]:
    """The time expressions of an article's whole text, headline, dateline and footer included.

    What is no body is read too: its dates are facts, though nobody is asked about them. A paragraph
    is read at a time, without the parse: measured on annotated newswire, tense from the parse
    turned more weekdays wrong than right.
    """
    edges = sorted({0, len(article.text), *(edge for span in article.body for edge in span)})
    spans = [Span(start, end) for start, end in pairwise(edges)]
    return find_timexes(article.text, spans, article.published)


def find_timexes(
    text: str,
    spans: Sequence[Span],
    published: date | None,
    tense_of: Callable[[Span], Literal["past", "present", "future"] | None] | None = None,
) -> list[Timex]:
    """The time expressions of a text, in order, none overlapping another.

    Args:
        text: The article's text.
        spans: The stretches to look at, in order: sentences or paragraphs.
        published: The document creation time; None where it isn't known, and then no year is
            guessed: "February 27" is ``XXXX-02-27``, and "yesterday" has no value.
        tense_of: Tells the tense of the clause that governs the expression at a place, where a
            parse can tell; the perfect is a past. Without it, or where it gives None, words like
            "will" and "said" nearby decide.

    Returns:
        Every expression with type, value (None: not resolved), modifier and anchor.
    """
    if published is not None and not 1583 <= published.year <= 9000:
        published = None  # before the Gregorian calendar, or a mistake: no day to count from
    context = Context(published, None, tense_of, RESOLVERS)
    tagged = []
    for span in spans:
        stretch = list(tokens(text, span)) if _hints_at_time(span.of(text)) else []
        if _may_hold_time(stretch):
            tag(stretch)
            tagged.append(stretch)
    context.british = _is_british(text, tagged)
    found: list[Timex] = []
    for stretch in tagged:
        context.tokens = stretch
        for run in _runs(text, stretch):
            for node in chunk(run):
                for timex in context.resolve(node):
                    if found and timex.span.start < found[-1].span.end:
                        continue  # spans that overlap were given
                    found.append(timex)
                    if _is_reference(node, timex):
                        context.mentioned.append(timex.value or "")
    return _doubted(text, found, published)


def _doubted(text: str, found: list[Timex], published: date | None) -> list[Timex]:
    """Days and months without a year, in a sentence that states another year, made doubtful.

    "In 2003 the army marched in; in April it left": April of which year is for a reader to tell.
    """
    checked = list(found)
    for place, timex in enumerate(found):
        if timex.anchor not in {"month", "month-day"} or not timex.value:
            continue
        if (
            _is_told_of(text, found[:place], timex)
            or _is_in_story(found, place)
            or _is_about_day(found[:place], timex)
            or _is_long_past(found[:place], timex, published)
            or _is_hardly_begun(timex, published)
        ):
            checked[place] = replace(timex, anchor="doubtful")
        for other in found[max(0, place - 4) : place + 5]:
            between = text[
                min(timex.span.end, other.span.end) : max(timex.span.start, other.span.start)
            ]
            if (
                other.anchor == "explicit"
                and re.match(r"\d{4}(-|$)", other.value or "")
                and (other.value or "")[:4] != timex.value[:4]
                and not _SENTENCE_END.search(between)
            ):
                checked[place] = replace(timex, anchor="doubtful")
    return checked


def _is_told_of(text: str, before: list[Timex], timex: Timex) -> bool:
    """Whether the story just told is of another year: "In May 2001 … In August she flew …"."""
    last = next((t for t in reversed(before) if t.type == "DATE" and t.anchor != "vague"), None)
    return (
        last is not None
        and last.anchor in {"explicit", "text"}
        and bool(re.match(r"\d{4}-\d\d", last.value or ""))
        and (last.value or "")[:4] != (timex.value or "")[:4]
        and timex.span.start - last.span.end < STORY
    )


def _is_long_past(before: list[Timex], timex: Timex, published: date | None) -> bool:
    """Whether a month half a year ago or more stands where a year before its own was told of.

    "In the 2014 quarter it earned $2 million. A new ferry had been launched in April.": of this
    year's April, or of that one's? What was a month or two ago leaves no such doubt.
    """
    month = re.fullmatch(r"(\d{4})-(\d\d)", timex.value or "")
    if timex.anchor != "month" or month is None or published is None:
        return False
    ago = (published.year - int(month[1])) * MONTHS + published.month - int(month[2])
    return ago >= HALF_A_YEAR and any(
        other.type in ("DATE", "TIME")
        and re.match(r"\d{4}(-|$)", other.value or "") is not None
        and (other.value or "")[:4] < month[1]
        and timex.span.start - other.span.end < STORY
        for other in before
    )


def _is_hardly_begun(timex: Timex, published: date | None) -> bool:
    """Whether a bare month is the one of publication, of which few days are gone.

    What a text of January 6 tells of "in January" may be a year ago: of the days just gone one
    says "on Tuesday", or "this month".
    """
    return (
        timex.anchor == "month"
        and published is not None
        and published.day <= FIRST_DAYS
        and timex.value == f"{published:%Y-%m}"
    )


def _is_about_day(before: list[Timex], timex: Timex) -> bool:
    """Whether a full date of another time is stated before, and this may go on with it.

    "They met on December 6 1975. … The invasion began on December 7."
    """
    day = timex.value or ""
    if timex.anchor != "month-day" or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return False
    for other in before:
        stated = other.value or ""
        if other.anchor == "explicit" and re.fullmatch(r"\d{4}-\d\d-\d\d", stated):
            apart = abs((_in_one_year(day) - _in_one_year(stated)).days)
            if int(stated[:4]) <= int(day[:4]) - LONG_AGO and min(apart, 366 - apart) <= NEAR:
                return True
    return False


def _in_one_year(value: str) -> date:
    return date(2000, int(value[5:7]), int(value[8:10]))


def _is_in_story(found: Sequence[Timex], place: int) -> bool:
    """Whether the years stated before and after it are one other: a portrait goes on in 2001."""
    timex = found[place]
    if not re.match(r"\d{4}", timex.value or ""):
        return False  # nobody knows when it was published: "XXXX-03"
    years = []
    for others in (reversed(found[:place]), found[place + 1 :]):
        stated = (t for t in others if t.anchor == "explicit" and re.match(r"\d{4}", t.value or ""))
        near = next(stated, None)
        if near is None or abs(near.span.start - timex.span.start) > PORTRAIT:
            return False
        years.append(int((near.value or "")[:4]))
    return years[0] == years[1] <= int((timex.value or "")[:4]) - LONG_AGO


STORY = 600
"""Characters that a story is told in before another time is named."""
PORTRAIT = 2_000
"""Characters within which it may go on after one was."""
NEAR = 14
"""Days on either side of one that was stated, of whichever year."""
LONG_AGO = 2
"""Years before which it is a story, and not the news."""
MONTHS = 12
FIRST_DAYS = 10
"""Days of a month in which a text hardly tells what happened in it by its name alone."""
HALF_A_YEAR = 6
"""Months after which a reader may take a bare month for one of another year."""
_SENTENCE_END = re.compile(r"[.!?]['”\")]*\s+[A-Z“\"]|\n\s*\n")


def _is_reference(node: Node, timex: Timex) -> bool:
    """Whether "that day" or "two years later" can mean a distance from it.

    What an article compares its own figures with ("against 3m a year earlier") it goes on from
    less than from the figures.
    """
    if timex.type != "DATE" or not timex.value or not timex.value[:4].isdigit():
        return False
    comparison = node.rule in {"AGO", "LATER", "QUARTER_OF_YEAR"} and node.word("AGO", "EARLIER")
    return not (comparison and node.word("UYEAR") and not node.part("NUMBER"))


_CORE = frozenset(
    {
        "MONTH", "WDAY", "WDAYS", "DEICTIC", "Y4", "YY", "ISO", "NUMERIC", "DECADE", "DECADEWORD",
        "SEASON", "HOLIDAY", "VAGUE", "FREQUENCY", "CLOCK", "AMPM", "OCLOCK", "NOON", "PART",
        "PARTS", "THEN", "TERM", "FUTURE", "CURRENT", "RECENT", "PAST", "OVERNIGHT", "TEENS",
    }
)  # fmt: skip


def _runs(text: str, stretch: Sequence[Token]) -> Iterator[list[Token]]:
    """The runs of tokens that have a temporal class, where a word in them is temporal by itself."""
    run: list[Token] = []
    for token in stretch:
        gap = text[run[-1].end : token.start] if run else ""
        if token.tag == OUTSIDE or "\n" in gap and _PARAGRAPH.search(gap):
            yield from _trimmed(run)
            run = []
        if token.tag != OUTSIDE:
            run.append(token)
    yield from _trimmed(run)


def _trimmed(run: list[Token]) -> Iterator[list[Token]]:
    if not any(token.tag in _CORE or token.tag[0] == "U" for token in run):
        return
    first, last = 0, len(run)
    while run[first].tag in _CONNECTORS:
        first += 1
    while run[last - 1].tag in _CONNECTORS or run[last - 1].tag in {"THE", "A"}:
        last -= 1
    yield run[first:last]


def _is_british(text: str, tagged: Sequence[Sequence[Token]]) -> bool | None:
    """Whether ``12/06/2015`` is 12 June here, told by the text's other dates and its spelling.

    Looked up only where there is such a date, or a holiday, which may differ as well.
    """
    asked = [t for stretch in tagged for t in stretch if t.tag in ("NUMERIC", "HOLIDAY")]
    if not asked:
        return None
    numeric = [token for token in asked if token.tag == "NUMERIC"]
    votes = set()
    for token in numeric:
        first, second = (int(part) for part in re.split("[/.-]", token.text)[:2])
        if first > 12 >= second:
            votes.add(True)
        elif second > 12 >= first:
            votes.add(False)
    if not votes:
        for stretch in tagged:
            for token, after in zip(stretch, stretch[1:], strict=False):
                if (token.tag, after.tag) in {("DNUM", "MONTH"), ("DORD", "MONTH")}:
                    votes.add(True)
                elif (token.tag, after.tag) in {("MONTH", "DNUM"), ("MONTH", "DORD")}:
                    votes.add(False)
    if not votes:
        signs = load("temporal")["dialect"]
        words = {word.lower() for word in re.findall(r"[A-Za-z]+", text)}
        votes = {name == "british" for name in ("british", "american") if words & set(signs[name])}
    return votes.pop() if len(votes) == 1 else None
