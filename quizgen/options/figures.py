"""Figures in running text: "$15", "37 percent", "1.5 million", and others as large as these."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quizgen.lexicons import load

Bound = Literal["from", "to"]

WRITTEN = re.compile(
    r"(?P<currency>[$£€])?(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?P<unit>(?: (?:hundred|thousand|million|billion|trillion)\b)?"
    r"(?:%|(?: per ?cent| percentage points)\b)?)"
)
BEFORE = re.compile(r"(?:^|[\s“(])$")
"""What a figure must stand behind: no letter, hyphen, slash or other digit."""
AFTER = re.compile(
    r"(?![\w/:%(–—-]|[.,]\d|['’]s"
    r"|\s*(?:[ap]\.?m\b|o['’]clock|(?:to|or|and) [$£€]?\d|[-–—] ?\d))"
)
RANGE = re.compile(
    r"(?:\d|\bbetween)(?:%| percent| million| billion)? ?(?:to|and|or|[-–—])? ?[$£€]?$"
)
FROM = re.compile(
    r"\b(?:more than|over|at least|above|no (?:fewer|less) than|upwards? of|exceed\w*|beyond) $",
    re.IGNORECASE,
)
UP_TO = re.compile(
    r"\b(?:(?:less|fewer) than|under|below|up to|at most|no more than|as (?:many|much) as"
    r"|a maximum of) $",
    re.IGNORECASE,
)
LENGTH = re.compile(r"[\s-](?:second|minute|hour|day|week|month|year|decade|centur)(?:s|y|ies)?\b")
"""Behind these a figure is a time's: other kinds of question ask about those."""
OR_SO = re.compile(r"\s*(?:or|and) (?P<more>more|above|over|higher)|\s*or (?:less|fewer|below)")
OPENING = "About|All|Almost|Another|Around|Just|Nearly|Of|Only|Over|Roughly|Some|The|These"
"""What has its capital from the beginning of the text: "Some 500 boats"."""
NAMED = re.compile(
    rf"(?:(?<=[\s“])|^)(?:(?!(?:{OPENING}) $)[A-Z][\w’'.-]*|no\.|number|page|section|chapter|age"
    r"|age of|aged|top) $"
)
"""The word before is a name or counts: "Fortune 500", "June 12", "number 10"."""
DIALLED = re.compile(
    r"\b(?:call|dial|phon|ring|rang|text)(?:s|e|es|ed|l?led|l?ling|ing)? (?:to )?$", re.IGNORECASE
)
"""Before a number that is a telephone's: "called 911"."""
CALLED = re.compile(r" (?:calls?|callers?|dispatcher|operator|emergency|hotline|helpline)\b")
EMERGENCY = {101, 111, 112, 119, 911, 999}
IDIOMS = {1.0, 99.0, 100.0, 110.0, 120.0, 1000.0}
"""Shares that are sayings: "a hundred percent", "the 1 percent"."""
LEAST = 10
"""A count of things below it is too little to ask about."""
APART = 0.15
"""Nearer than this share of it, another figure may be the same one, rounded."""
RATIOS = (0.6, 1.25, 0.8, 1.5, 0.7, 1.75, 0.5, 2.0)
"""Figures to offer for one, as shares of it."""


@dataclass(frozen=True)
class Figure:
    """A figure as it is written."""

    start: int
    end: int
    currency: str  # "$"; "" for none
    number: str  # "1,500"
    unit: str  # " million", " percent", "%"; "" for a plain count
    bound: Bound | None = None  # "more than" it, "up to" it

    @property
    def value(self) -> float:
        return float(self.number.replace(",", ""))

    @property
    def text(self) -> str:
        return f"{self.currency}{self.number}{self.unit}"

    @property
    def sort(self) -> tuple[str, str]:
        """What it has in common with the figures it can be mistaken for."""
        return self.currency, re.sub(r" per ?cent", "%", self.unit)


def find_figures(text: str) -> list[Figure]:
    """The figures worth asking about: no dates, times, ranges, scores or numbers in names."""
    found = []
    for match in WRITTEN.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if not BEFORE.search(before) or not AFTER.match(after):
            continue
        if before.endswith(", ") and after.startswith(","):
            continue  # "Ada Brook, 42,"
        if LENGTH.match(after):
            continue
        if RANGE.search(before) or NAMED.search(before) or _is_telephone(match, before, after):
            continue
        figure = Figure(
            match.start(),
            match.end(),
            match["currency"] or "",
            match["number"],
            match["unit"],
            _bound(before, after),
        )
        if _is_telling(figure):
            found.append(figure)
    return found


def _is_telephone(match: re.Match[str], before: str, after: str) -> bool:
    """Whether a number is that of the police, or one that is called."""
    if match["currency"] or match["unit"] or not match["number"].isdigit():
        return False
    known = int(match["number"]) in EMERGENCY
    return known and bool(DIALLED.search(before) or CALLED.match(after))


def _bound(before: str, after: str) -> Bound | None:
    if either := OR_SO.match(after):
        return "from" if either["more"] else "to"
    return "from" if FROM.search(before) else "to" if UP_TO.search(before) else None


def _is_telling(figure: Figure) -> bool:
    value = figure.value
    if figure.unit.endswith(("%", "cent", "points")):
        return value not in IDIOMS and value > 0
    if figure.currency or figure.unit:
        return value > 0
    year = "," not in figure.number and "." not in figure.number and 1000 <= value <= 2100
    return value >= LEAST and not year and value not in IDIOMS


def figures_like(
    key: Figure, others: Collection[Figure], taken: Collection[str], wording: str = ""
) -> list[str]:
    """Wrong figures of the key's sort and size: those of the article first, then near ones.

    What is more than 1.5 million is more than 1.2 million: of a bound only those beyond are wrong.

    Args:
        others: Figures of the article.
        taken: Figures that can't be offered, as they are written.
        wording: What the key is said in: what is "up from 200" is none less than 200, and no "high
            rate" is less than a half.
    """
    own = [
        other.number
        for other in sorted(others, key=lambda o: (abs(o.value - key.value), o.number))
        if other.sort == key.sort and 0.3 <= other.value / key.value <= 3
    ]
    found: list[Figure] = []
    share = key.unit.endswith(("%", "cent"))
    # "51 percent, against 39": of a whole, nobody believes in 64.
    beside = [f for text in taken for f in find_figures(text) if f.sort == key.sort]
    rest = sum(f.value for f in beside) - key.value
    most = 100 - rest if share and 0 < rest <= 100 - key.value else math.inf
    low, high = _limits(key, wording)
    above, below = _between(key, wording)
    least, mostly = _side(key, wording) if share else (0.0, math.inf)
    for number in (*own, *(_rounded(key, key.value * ratio) for ratio in RATIOS)):
        made = Figure(0, 0, key.currency, number, key.unit)
        if (
            all(_are_apart(made, other) for other in (key, *found, *beside))
            and made.text not in taken
            and _is_telling(made)
            and not (share and made.value >= 100 > key.value)
            and max(low, least) <= made.value <= min(most, high, mostly)
            and above < made.value < below
            and not (key.bound == "from" and made.value < key.value)
            and not (key.bound == "to" and made.value > key.value)
        ):
            found.append(made)
    return [figure.text for figure in found]


def _limits(key: Figure, wording: str) -> tuple[float, float]:
    """Between what a figure must lie that has gone up or down from another."""
    for other in find_figures(wording):
        before = wording[: other.start]
        if other.sort != key.sort or other.value == key.value or not _moves()[2].search(before):
            continue
        if _moves()[0].search(before) and other.value < key.value:
            return other.value, math.inf
        if _moves()[1].search(before) and other.value > key.value:
            return 0, other.value
    return 0, math.inf


def _between(key: Figure, wording: str) -> tuple[float, float]:
    """Between which others of its sort in the wording a figure lies.

    "Of the ____ members, 20 were ill": nothing below 20 is believable, and so it is with whatever
    fell to 20, or stands beside 857 of the year before. Two shares of a whole tell nothing of that.
    """
    share = key.unit.endswith(("%", "cent"))
    if share and not any(move.search(wording) for move in _moves()[:2]):
        return -math.inf, math.inf
    beside = [f.value for f in find_figures(wording) if f.sort == key.sort]
    below = [value for value in beside if value < key.value]
    above = [value for value in beside if value > key.value]
    return max(below, default=-math.inf), min(above, default=math.inf)


def _side(key: Figure, wording: str) -> tuple[float, float]:
    """Between what a share must lie that is told to be high, or low: no "high rate" is 40 percent.

    Words of the other side belong to something else: "only once", of 98 percent.
    """
    half = 50
    words = set(re.findall(r"[a-z]+", wording.lower()))
    table = load("frames")["sides"]
    if key.value > half and words & {*table["most"]}:
        return half, math.inf
    if key.value < half and words & {*table["few"]}:
        return 0, half
    return 0, math.inf


@cache
def _moves() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Going up; going down; and what stands before that from which it goes."""
    table = load("frames")["moves"]
    up, down = (rf"\b(?:{'|'.join(table[way])})\b" for way in ("up", "down"))
    return re.compile(up), re.compile(down), re.compile(r"\bfrom (?:[a-z]+ ){0,3}$")


def _are_apart(one: Figure, other: Figure) -> bool:
    return abs(one.value - other.value) >= APART * max(one.value, other.value)


def _rounded(key: Figure, value: float) -> str:
    """A value written as precisely as the key is: 1,875 beside 1,500 as 1,900."""
    digits = key.number.replace(",", "")
    if "." in digits:
        return f"{value:.{len(digits.split('.')[1])}f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros and len(digits.rstrip("0")) == 1:
        zeros -= 1  # 30, 25 and 50 beside 40
    step: int = 5 if digits.endswith("5") or (zeros == 1 and len(digits) == 2) else 10**zeros
    rounded = round(value / step) * step
    return f"{rounded:,}" if "," in key.number or rounded >= 10_000 else str(rounded)
