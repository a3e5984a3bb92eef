"""The same training text about other people, in another paper’s style.

The corpus knows few people and says their names thousands of times. What a network learns from it
shall be how speech is reported, not who tends to speak, so each epoch tells the articles anew.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from quizgen.lexicons import load
from quizgen.training.corpus import Example, shifted
from quizgen.training.markup import MarkedAttribution

NAMES_SHARE = 0.6
TITLES_SHARE = 0.3
TOPICS_SHARE = 0.4
SPELLING_SHARE = 0.3

FULL_NAME = re.compile(
    r"\b([A-Z][a-z]+)((?: [A-Z]\.)?) (?:([A-Z][a-z]+) )?((?:Mc|O[’'])?[A-Z][a-z]{2,})\b"
)
WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Z][a-z]+)?\.?")


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(
        (files("quizgen.training") / "augmentation.toml").read_text(encoding="utf-8")
    )


def told_anew(example: Example, random: Random) -> Example:
    """The example with names, titles, matters and spelling changed, or left, at random."""
    swaps: dict[str, str] = {}
    for name, share in (
        ("titles", TITLES_SHARE),
        ("spelling", SPELLING_SHARE),
        ("topics", TOPICS_SHARE),
    ):
        if random.random() < share:
            swaps |= {old: random.choice(new) for old, new in _tables()[name].items()}
    if random.random() < NAMES_SHARE:
        swaps |= _other_names(example.text, random)
    return _substituted(example, swaps) if swaps else example


def _other_names(text: str, random: Random) -> dict[str, str]:
    """New given and family names for everybody whose given name tells the gender."""
    first_names = load("first_names")
    given = {name.title(): sex for sex in ("male", "female") for name in first_names[sex]}
    swaps: dict[str, str] = {}
    for match in FULL_NAME.finditer(text):
        first, last = match[1], match[4]
        if first not in given or last in given or last in swaps:
            continue
        swaps[last] = random.choice(_tables()["surnames"])
        swaps.setdefault(first, random.choice(first_names[given[first]]).title())
    return swaps


def _substituted(example: Example, swaps: dict[str, str]) -> Example:
    """Every whole word replaced that has a substitute, with the spans moved along."""
    out: list[str] = []
    places = [0] * (len(example.text) + 1)
    old = new = 0
    for match in WORD.finditer(example.text):
        start, end = match.span()
        word = match[0]
        if word not in swaps:
            if not word.endswith(".") or word[:-1] not in swaps:
                continue
            word, end = word[:-1], end - 1
        for place in range(old, start):
            places[place] = new + place - old
        new += start - old
        out += [example.text[old:start], swaps[word]]
        width = len(swaps[word])
        for place in range(start, end):
            places[place] = new + min(place - start, width)
        new, old = new + width, end
    for place in range(old, len(example.text) + 1):
        places[place] = new + place - old
    out.append(example.text[old:])
    return replace(
        example,
        text="".join(out),
        attributions=tuple(
            MarkedAttribution(
                tuple(shifted(a.source, places)),
                tuple(shifted(a.cue, places)),
                tuple(shifted(a.content, places)),
            )
            for a in example.attributions
        ),
        unsure=tuple(shifted(example.unsure, places)),
    )
