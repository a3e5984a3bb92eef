"""Words and numbers of a text, each with its place: what the temporal grammar reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.lexicons import load
from quizgen.models import Span

OUTSIDE = "O"
"""Tag of a token that is part of no time expression."""


@dataclass(slots=True)
class Token:
    """One word, number or mark of the text."""

    text: str
    start: int
    end: int
    tag: str = OUTSIDE

    @property
    def key(self) -> str:
        """The form under which the lexicon has it: lower case, no final full stop."""
        return self.text.lower().rstrip(".")


def _phrases(phrases: list[str]) -> str:
    """A pattern for any of the phrases, the longest first, either apostrophe, any spacing."""
    alternatives = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    escaped = (re.escape(phrase).replace("\\ ", r"\s") for phrase in alternatives)
    return "|".join(escaped).replace("'", "['’]")


def _title(phrase: str) -> str:
    """``new year's day`` as a newspaper prints it: ``New Year's Day``; short words stay small."""
    return " ".join(w if w in {"of", "de"} else w[0].upper() + w[1:] for w in phrase.split())


_HOLIDAYS = _phrases([_title(p).replace("Ve Day", "VE Day") for p in load("temporal")["holiday"]])
_NAMES = _phrases(load("temporal")["names"]["phrases"])
_ABBREVIATED = (
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun"
)

# Order matters: the first alternative that matches at a place takes it.
_PATTERN = re.compile(
    rf"""
    (?!\s)(?:
      (?!o['’]c|[ap](?:\.|m\b))[a-z][^\W_]*           # most words: nothing else begins so
    | (?P<NAME>\b(?:{_NAMES})\b)                      # Black Friday: no date
    | (?P<HOLIDAY>\b(?:{_HOLIDAYS})\b)                # Easter Monday
    | (?P<MONEY>(?:[A-Z]{{0,3}}[$£€¥#№]\s?)[0-9][0-9,.]*)  # $1,990
    | (?P<ISO>(?<![\w-])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![\w-]))        # 2016-03-14
    | (?P<NUMERIC>(?<![\w/.])(?:[0-9]{{1,2}}(?P<mark>[/.-])[0-9]{{1,2}}(?P=mark)[0-9]{{4}}
        |[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{2}})(?![\w/]|[.-][0-9]))        # 12/06/2015
    | (?P<CLOCK>(?<![\w:.])(?:[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![\w:])
        |[01]?[0-9]\.[0-5][0-9](?=\s?[ap]\.?m\b)|[01]?[0-9](?=[ap]\.?m\b)))  # 5:30, 5.30 pm, 5pm
    | (?P<DECADE>(?:\b[0-9]{{3}}0|['’‘`][0-9]0|(?<=\s)[2-9]0)['’]?s\b)    # 1990s, '90s, 80s
    | (?P<DORD>\b(?:[0-9]*(?:1st|2nd|3rd|[0-9]th))\b)                     # 3rd
    | (?P<FRAC>(?<=[0-9]\s)[1-9]/[2-9]\b|[½¼¾])                           # 2 1/2
    | (?P<YY>(?<![\w'’‘`])['’‘`][0-9]{{2}}(?![\w'’]))                                  # '95
    | (?P<NUM>(?<![\w.])(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?(?![A-Za-z0-9]))
    | (?P<AMPM>(?:[ap]\.\s?m\.|[ap]m\b|[AP]\.M\.|[AP]M\b))                # p.m.
    | (?P<ABBREVIATED>\b(?:{_ABBREVIATED})\.)                             # Feb.
    | (?P<OCLOCK>\bo['’]clock\b)
    | (?P<POSS>['’](?:s\b|(?=\s)))                                        # yesterday's, weeks'
    | (?P<WORD>[^\W_]+)
    | (?P<HY>[-–—‑/])
    | (?P<COMMA>,)
    | (?P<OTHER>\S)
    )
    """,
    re.VERBOSE,
)


def tokens(text: str, span: Span) -> Iterator[Token]:
    """The tokens of one stretch of text, in order; those whose form tells have their tag."""
    for match in _PATTERN.finditer(text, span.start, span.end):
        kind = match.lastgroup or "WORD"
        yield Token(match[0], match.start(), match.end(), kind)
