"""Countries and American states in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quizgen.lexicons import load

Sort = Literal["country", "state"]


@dataclass(frozen=True)
class Place:
    """A country or state where a text names it, by itself and not within a longer name."""

    start: int
    end: int
    name: str  # as it stands in a sentence: "the United States", whatever the text calls it
    sort: Sort


def find_places(text: str) -> list[Place]:
    """The countries and states that a text names; "New York Times" names none."""
    names, pattern = _names()
    found = []
    for match in pattern.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        last = re.search(r"([\w’'.-]+) $", before)
        begins = last is None or re.search(r"(?:^|[.?!:;] |“)[\w’'-]+ $", before) is not None
        if re.match(r" ?[A-Z]|[\w-]|[’'](?!s\b)|, [A-Z]", after) or before.endswith(("-", "’")):
            continue  # "Ohio State", "anti-China", "Kansas, Missouri"
        if not begins and last is not None and last[1][0].isupper():
            continue
        name, sort = names[match[0]]
        found.append(Place(match.start(), match.end(), name, sort))
    return found


@cache
def _names() -> tuple[dict[str, tuple[str, Sort]], re.Pattern[str]]:
    places = load("places")
    names: dict[str, tuple[str, Sort]] = {
        name: (name, "state") for name in places["states"]["names"]
    }
    names |= {name: (name, "country") for name in places["countries"] if name != "Georgia"}
    names |= {short: (name, "country") for short, name in places["called"].items()}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return names, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
