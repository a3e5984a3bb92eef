"""Temporal classes of words: the lexicon says what a word can be, its neighbours what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from quizgen.facts.timex.tokens import OUTSIDE, Token
from quizgen.imports import import_nltk
from quizgen.lexicons import load

_LEXICON = load("temporal")
_CONTEXT = {name: frozenset(words) for name, words in _LEXICON["context"].items()}
_GIVEN = frozenset(_LEXICON["names"]["given"])
_TITLES = frozenset(_LEXICON["names"]["titles"])

UNIT_TAGS = {
    "TS": "USECOND",
    "TM": "UMINUTE",
    "TH": "UHOUR",
    "D": "UDAY",
    "N": "UNIGHT",
    "W": "UWEEK",
    "F": "UFORTNIGHT",
    "WE": "UWEEKEND",
    "M": "UMONTH",
    "Q": "UQUARTER",
    "H": "UHALFYEAR",
    "Y": "UYEAR",
    "E": "UDECADE",
    "C": "UCENTURY",
}
"""Tag of a unit's name by its ISO designator; a plural has an S behind it."""

_BY_FORM = {
    "NAME": OUTSIDE,
    "MONEY": OUTSIDE,
    "OTHER": OUTSIDE,
}
"""Tags of tokens whose form has told already; a kind that isn't here is its own tag."""


def _cased(words: Sequence[str]) -> str:
    """A pattern for words that count only with a capital: ``May``, ``MAY``, never ``may``."""
    return "|".join(f"{word.capitalize()}|{word.upper()}" for word in words)


def _patterns() -> list[tuple[str, str]]:
    """The tagger's table, pattern by pattern; the first that fits a word gives its tag."""
    table = _LEXICON
    months = [word for word in table["month"] if len(word) > 4 or word in {"may", "june", "july"}]
    days = [word for word in table["weekday"] if word.endswith("day")]
    short_months = [word for word in table["month"] if word not in months]
    short_days = [word for word in table["weekday"] if word not in days]
    numbers = table["number"]

    def words(*names: str) -> str:
        return "(?i:" + "|".join(names) + ")"

    rows = [
        (r"(?:1[0-9]{3}|20[0-9]{2})", "Y4"),
        (r"(?:0?[1-9]|[12][0-9]|3[01])", "DNUM"),
        (r"[0-9].*", "NUM"),
        (_cased(months), "MONTH"),
        (_cased(short_months), "MABBR"),
        (_cased(days), "WDAY"),
        (_cased([day + "s" for day in days]), "WDAYS"),
        (_cased(short_days), "WABBR"),
        ("|".join(table["words"]["ZONE"]), "ZONE"),
        (words(*table["season"]), "SEASON"),
        (words(*table["offset"]), "DEICTIC"),
        (words(*table["clock_word"]), "NOON"),
        (words(*(w for w in numbers if 0 < numbers[w] < 10)), "ONES"),
        (words(*(w for w in numbers if 10 <= numbers[w] < 20)), "TEENS"),
        (words(*(w for w in numbers if 20 <= numbers[w] < 100)), "TENS"),
        (words(*(w for w in numbers if numbers[w] >= 100)), "BIG"),
        (words(*table["decade_word"]), "DECADEWORD"),
        (words(*table["ordinal"]), "ORD"),
    ]
    # Units are no units with a capital: "7 Days", "48 Hours" are titles.
    for unit, code in table["unit"].items():
        if code == "N":
            continue
        if unit != "second":
            rows.append((unit, UNIT_TAGS[code]))
        rows.append((unit + "s", UNIT_TAGS[code] + "S"))
    rows += [
        (words(*(part + "s" for part in table["part_of_day"])), "PARTS"),
        (words(*table["part_of_day"]), "PART"),
        (words(*table["set"]), "FREQUENCY"),
        (words(*table["vague"]), "VAGUE"),
    ]
    rows += [(words(*entries), tag) for tag, entries in table["words"].items() if tag != "ZONE"]
    # Many words are in no class: one look tells, where trying every row would take a hundred.
    known = "|".join(f"(?:{pattern})" for pattern, _ in rows)
    return [(f"(?!(?:{known})$)", OUTSIDE)] + [(f"(?:{pattern})$", tag) for pattern, tag in rows]


def _strings(table: Any) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict):
        yield from table
        yield from (word for value in table.values() for word in _strings(value))
    elif isinstance(table, list):
        yield from (word for value in table for word in _strings(value))


# Most words aren't even in the lexicon.
_LISTED = {f"{word.casefold()}{plural}" for word in _strings(_LEXICON) for plural in ("", "s")}


@cache
def _tagger() -> Callable[[str], str]:
    """NLTK's tagger over the lexicon, remembering the words it has met.

    NLTK is imported here, when the first word is tagged: the import takes as long as reading
    several articles, and a text without a single temporal word should not pay for it.
    """
    import_nltk()
    from nltk.tag.sequential import RegexpTagger

    tagger = RegexpTagger(_patterns())
    known: dict[str, str] = {}

    def tag(word: str) -> str:
        found = known.get(word)
        if found is None:
            listed = word.casefold() in _LISTED or word[0] in "0123456789"
            found = (tagger.choose_tag([word], 0, []) if listed else None) or OUTSIDE
            if len(known) < 100_000:  # a long batch must not grow without end
                known[word] = found
        return found

    return tag


def tag(tokens: list[Token]) -> None:
    """Give every token its temporal class, in place."""
    lookup = _tagger()
    for token in tokens:
        match token.tag:
            case "WORD" | "NUM":
                token.tag = lookup(token.text)
            case "ABBREVIATED":
                token.tag = lookup(token.text[:-1])
                # "Feb." is a month wherever it stands; "Sun." and "Mar." need a day beside them.
                if token.tag == "MABBR" and token.key not in {"mar", "jun"}:
                    token.tag = "MONTH"
                elif token.tag == "WABBR" and token.key not in {"sun", "sat", "wed", "mon"}:
                    token.tag = "WDAY"
            case kind:
                token.tag = _BY_FORM.get(kind, kind)
    for index, token in enumerate(tokens):
        correct = _CORRECTIONS.get(token.tag)
        if correct is not None:
            token.tag = correct(tokens, index)


def _key(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].key if 0 <= index < len(tokens) else ""


def _tag(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].tag if 0 <= index < len(tokens) else OUTSIDE


_DAY_TAGS = frozenset({"DNUM", "DORD"})
_YEAR_TAGS = frozenset({"Y4", "YY"})


def _is_number(tokens: Sequence[Token], index: int) -> bool:
    return _tag(tokens, index) in _DAY_TAGS | _YEAR_TAGS


def _starts_sentence(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 or tokens[index - 1].text in {
        ".",
        "!",
        "?",
        ":",
        "“",
        '"',
        "”",
        "`",
        "'",
        "‘",
    }


def _capitalised(tokens: Sequence[Token], index: int) -> bool:
    """A word with a capital that is no temporal word: likely part of a name."""
    if not 0 <= index < len(tokens):
        return False
    token = tokens[index]
    return token.tag in {"WORD", OUTSIDE, "FUTURE"} and token.text[:1].isupper()


def _short_month(tokens: Sequence[Token], index: int) -> str:
    # "Sept 11", "3 Oct", "Mar 2015"; but "Mar a Lago"
    beside = _is_number(tokens, index + 1) or _is_number(tokens, index - 1)
    return "MONTH" if beside else OUTSIDE


def _short_day(tokens: Sequence[Token], index: int) -> str:
    # "Sun, 14 June", "Tue Mar 3"; but "the Sun", "he sat"
    after = index + 1
    if _tag(tokens, after) in {"COMMA", OUTSIDE} and _key(tokens, after) in {",", ""}:
        after += 1
    return "WDAY" if _tag(tokens, after) in {"DNUM", "DORD", "MONTH", "MABBR"} else OUTSIDE


def _month(tokens: Sequence[Token], index: int) -> str:
    """A month's name is a month, a person's name, a verb or a march."""
    if _is_number(tokens, index + 1) or _tag(tokens, index - 1) in _DAY_TAGS:
        return "MONTH"
    key, before, after = _key(tokens, index), _key(tokens, index - 1), _key(tokens, index + 1)
    if after == "," and _tag(tokens, index + 2) == "Y4":
        return "MONTH"
    if key in _GIVEN and _capitalised(tokens, index + 1) and before not in _CONTEXT["month_only"]:
        return OUTSIDE  # "August Wilson", "Tom and April Jones"
    if before in _CONTEXT["before"] or (before == "-" and _tag(tokens, index - 2) in {"MID"}):
        return "MONTH"
    if key in {"may", "march"}:
        # "May I", "March on Washington", "the March", "a May rally"
        if _starts_sentence(tokens, index) or after in {"on", "of", "for", "against"}:
            return OUTSIDE
    if key in _GIVEN and (before in _TITLES or _capitalised(tokens, index - 1)):
        if not _starts_sentence(tokens, index - 1) or before in _TITLES:
            return OUTSIDE  # "Ms. May", "Theresa May", "Prime Minister May"
    if key == "may" and before not in {"the", "a", "its", "their", "his", "her", "s", ","}:
        return OUTSIDE
    return "MONTH"


def _season(tokens: Sequence[Token], index: int) -> str:
    """Spring and fall are also verbs, coils and defeats; summer is also an attribute."""
    key, before, after = _key(tokens, index), _key(tokens, index - 1), _key(tokens, index + 1)
    if tokens[index].text[:1].isupper() and not _starts_sentence(tokens, index):
        return OUTSIDE  # "Summer Olympics", "Donna Summer"
    if _tag(tokens, index + 1) in {"Y4", "YY"} or (
        after == "of" and _tag(tokens, index + 2) in {"Y4", "TEENS"}
    ):
        return "SEASON"
    if before in {"last", "next", "this", "early", "late", "mid", "previous", "following"}:
        return "SEASON"
    if before == "-" and _tag(tokens, index - 2) == "MID":
        return "SEASON"
    if key in {"spring", "fall"}:
        if before not in {"the", "in"} or after == "of":
            return OUTSIDE
        return (
            "SEASON"
            if before == "the" and _key(tokens, index - 2) in _CONTEXT["before"]
            else (OUTSIDE)
        )
    if before in {"in", "during", "since", "until", "by", "over", "all"}:
        return "SEASON"
    if before == "the" and _key(tokens, index - 2) in _CONTEXT["before"]:
        return "SEASON"
    return OUTSIDE


def _year(tokens: Sequence[Token], index: int) -> str:
    """Four digits are a year unless something is counted, numbered or paid with them."""
    before, after = _key(tokens, index - 1), _key(tokens, index + 1)
    number = int(tokens[index].text)
    if _tag(tokens, index - 1) in {"MONTH", "SEASON", "DNUM", "DORD"}:
        return "Y4"
    if _tag(tokens, index - 1) == "COMMA" and _tag(tokens, index - 3) == "MONTH":
        return "Y4"  # "March 3, 2040"
    if _tag(tokens, index - 1) == "HY" and _tag(tokens, index - 2) not in {
        "Y4",
        "MID",
        "EARLY",
        "LATE",
        "NUM",
    }:
        glued = tokens[index - 1].start == tokens[index - 2].end
        if glued and tokens[index - 1].text == "-":
            return "NUM"  # "CVE-2015", "SB-1070"
    if after in _CONTEXT["counted"] or after == "%":
        return "NUM"
    if _tag(tokens, index + 1) == "HY" and _key(tokens, index + 2) in _CONTEXT["counted"] | {
        "strong",
        "mile",
        "foot",
        "member",
        "seat",
        "page",
        "room",
        "year",
        "day",
    }:
        return "NUM"  # "a 1500-mile march"
    if before in _CONTEXT["numbered"] or before in {"$", "£", "€", "#"}:
        return "NUM"
    # "1990 Main Street"
    for ahead in (index + 2, index + 3):
        if _key(tokens, ahead) in _CONTEXT["streets"] and _capitalised(tokens, ahead):
            if all(tokens[k].text[:1].isupper() for k in range(index + 1, ahead)):
                return "NUM"
    if _capitalised(tokens, index - 1) and not _starts_sentence(tokens, index - 1):
        return "NUM"  # "Windows 2000"
    if 1900 <= number < 2030:
        return "Y4"
    return (
        "Y4" if before in {"in", "since", "until", "by", "year", "of", "from", "before"} else "NUM"
    )


def _short_year(tokens: Sequence[Token], index: int) -> str:
    # "the summer of '69"; but "'60 Minutes'"
    if _key(tokens, index + 1) in _CONTEXT["counted"] or _capitalised(tokens, index + 1):
        return OUTSIDE
    if _tag(tokens, index - 1) in {"MONTH", "SEASON", "HY"}:
        return "YY"
    return "YY" if _key(tokens, index - 1) in _CONTEXT["before"] | {"the"} else OUTSIDE


_CORRECTIONS: dict[str, Callable[[Sequence[Token], int], str]] = {
    "MABBR": _short_month,
    "WABBR": _short_day,
    "MONTH": _month,
    "SEASON": _season,
    "Y4": _year,
    "YY": _short_year,
}
"""For each doubtful class, who decides by the neighbours."""
