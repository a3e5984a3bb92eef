"""Texts that nobody wrote: the project's own words, quotation marks and odd characters, mixed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from hypothesis import strategies as st

from tests.test_properties import PIECES

MARKS = (
    *"“”‘’„‟‚‛«»‹›\"'`´",
    "''",
    "``",
    "“‘",
    "’”",
    "”“",
    "“ ”",
    *"-–—―…,.;:!?()[]{}<>/\\|*_#@&%$€£§~^=+",
    "...",
    "?!",
    ".”",
    ",”",
    "”,",
    "’s",
    "s’",
    "n’t",
)
"""Quotation marks and punctuation, alone and as they stand together."""

ODD = (
    "\x00",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1e",
    "\x7f",
    "\x85",
    "\xa0",
    "\xad",
    "\u0301" * 5,
    "e\u0301",
    "\u200b",
    "\u200d",
    "\u200f",
    "\u2028",
    "\u2029",
    "\u2060",
    "\u202a",
    "\u2066",
    "\u2069",
    "\u3000",
    "\ufeff",
    "\ufffd",
    "\uffff",
    "\ud83d",  # half a character
    "\udc00",
    "🙂",
    "👩🏽‍🚀",
    "🇬🇧",
    "İstanbul",  # one character longer in lower case
    "ﬁnal",
    "Straße",
    "ẞ",
    "K",  # the sign for kelvin, which is k in lower case
    "ŉ",
    "ǅ",
    "𝐒𝐚𝐢𝐝",
    "²",  # a digit, and no number to int()
    "①",
    "½",
    "٣",
    "𝟐𝟎𝟏𝟔",
    "Ⅷ",
    "२०१६",
    "市長",
    "قال",
    "שלום",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\n \n",
    " " * 40,
    "A" * 400,
    "“" * 60,
    "\"'" * 40,
    "([{" * 20,
    "https://example.org/a?b=c#d",
    "a@example.org",
    "#NoSuchTag",
    "1" * 60,
    "31/12/9999",
    "0000-00-00",
    "29 February 1900",
    "-1 BC",
    "99999999999 years ago",
)
"""Characters that length, case, direction or numbers are special of, and long runs of one."""

WORDS = (
    "he she they it who that which if not never no nor and but or as than so to of in on at by for"
    " from with the a an his her their its this these was were is are be been had has have would"
    " will could should may might must did does do told asked added according statement spokesman"
    " Mr Ms Mrs Dr Sen. President Minister mayor envoy UN U.S. Ada Brook Tom Vance John Kerry"
    " Obama O’Brien al-Moallem de Mistura Kremlin Ministry Reuters BBC police government people"
    " officials children began ended signed died opened killed announced bridge war talks ceasefire"
    " 1 2 3 4th 5th 14 27 30 31 1998 2015 2016 2016/17 10am 10:30 5pm noon midnight $3m 40% first"
).split()

JOINTS = (" ", " ", " ", " ", " ", " ", "", "\n", "\n\n", ", ", ". ")


@cache
def lexicon(name: str) -> tuple[str, ...]:
    """The keys and the words of a lexicon."""
    text = files("quizgen").joinpath(f"lexicons/{name}.toml").read_text("utf-8")
    return tuple(sorted(set(_strings(tomllib.loads(text)))))


def _strings(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield key
            yield from _strings(value)
    elif isinstance(table, list):
        for value in table:
            yield from _strings(value)
    elif isinstance(table, str):
        yield table


def words(*names: str) -> st.SearchStrategy[str]:
    """Words of these lexicons among others, as they are or with a capital."""
    known = st.one_of(*(st.sampled_from(lexicon(name)) for name in names))
    return st.one_of(st.sampled_from(WORDS), known, known.map(str.title))


def mixed(pieces: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    """So many pieces at most, mostly with a space between them."""
    return st.lists(st.tuples(pieces, st.sampled_from(JOINTS)), min_size=1, max_size=most).map(
        lambda parts: "".join(piece + joint for piece, joint in parts)
    )


def anything() -> st.SearchStrategy[str]:
    """Marks, odd characters, and whatever else Unicode has, half characters with it."""
    return st.one_of(
        st.sampled_from(MARKS),
        st.sampled_from(ODD),
        st.text(st.characters(codec=None, exclude_categories=()), max_size=6),
    )


TEMPORAL = mixed(
    st.one_of(words("temporal"), words("temporal"), words("events"), anything()), most=24
)
QUOTED = mixed(st.one_of(st.sampled_from(MARKS), st.sampled_from(WORDS), anything()), most=40)
SURROUNDED = mixed(
    st.one_of(words("boilerplate", "temporal"), st.sampled_from(PIECES), anything()), most=30
)
ARTICLES = mixed(
    st.one_of(
        st.sampled_from(PIECES),
        st.sampled_from(PIECES),
        mixed(
            st.one_of(words("reporting", "temporal", "people", "cues", "events"), anything()), 12
        ),
        anything(),
    ),
    most=8,
)
REPEATED = st.tuples(
    st.one_of(st.sampled_from(MARKS), st.sampled_from(ODD), st.sampled_from(PIECES)),
    st.one_of(st.sampled_from(("", " ", "\n\n")), st.sampled_from(MARKS)),
    st.integers(1, 400),
).map(lambda each: (each[0] + each[1]) * each[2])
"""One thing, hundreds of times: what takes quadratic time shows."""

DAYS = st.sampled_from([None, date(2016, 3, 14), date(1, 1, 1), date(9999, 12, 31)])
