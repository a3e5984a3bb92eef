"""Short articles without end, no two of them alike, each with people and places of its own.

Names are made of syllables, so that a process that reads many of them meets ever new words, as one
that reads the news does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random

SYLLABLES = "ba ce di fo gu ha ki lo mar nel or per qua rin sa tol ur vas wen yor zan".split()
ROLES = ["mayor", "finance minister", "head of the water board", "union leader", "school inspector"]
THINGS = ["bridge", "library", "harbour", "tunnel", "stadium", "reservoir", "tram line", "archive"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "September", "October"]
SAYINGS = [
    "that the {thing} of {place} would need {number} million euros more",
    "that nobody in {place} had been asked about the {thing}",
    "that the {thing} was safe and that {number} engineers had examined it",
    "that {number} families would have to leave {place} because of the {thing}",
    "that the council had known about the state of the {thing} for {number} years",
]
EVENTS = [
    "The {thing} in {place} was closed on {day}.",
    "Work on the {thing} in {place} began on {day}.",
    "The council of {place} bought the {thing} on {day}.",
    "A storm damaged the {thing} in {place} on {day}.",
]


def story(number: int) -> str:
    """The text of a short article: the same for the same number, and like that of no other."""
    dice = Random(number)

    def name() -> str:
        return "".join(dice.choices(SYLLABLES, k=dice.choice((2, 3, 4)))).capitalize()

    def filled(sentence: str) -> str:
        day = f"{dice.randint(1, 28)} {dice.choice(MONTHS)} {dice.randint(2001, 2020)}"
        return sentence.format(
            thing=dice.choice(THINGS), place=name(), number=dice.randint(3, 900), day=day
        )

    first_names = dice.sample(["Maria", "Peter", "Anna", "David", "Laura", "Thomas", "Julia"], 4)
    people = [(first, name()) for first in first_names]
    roles = dice.sample(ROLES, 4)
    sayings = dice.sample(SAYINGS, 4)
    paragraphs = []
    for (first, last), role, saying in zip(people, roles, sayings, strict=True):
        said = f"{first} {last}, the {role} of {name()}, said {filled(saying)}."
        paragraphs.append(f"{said} {filled(dice.choice(EVENTS))}")
    return "\n\n".join(paragraphs)


def long_story(number: int) -> str:
    """As above, of the length that news articles have: some 600 words."""
    return "\n\n".join(story(5 * number + part) for part in range(5))


def line(text: str, **known: str) -> bytes:
    """An article as a line of JSON."""
    return json.dumps({**known, "text": text}).encode() + b"\n"


def write_lines(path: Path, numbers: Iterable[int], text: Callable[[int], str] = story) -> Path:
    """A file of JSON lines of these stories, each with an id and a day."""
    path.write_bytes(
        b"".join(
            line(text(number), id=f"story-{number}", published="2021-03-15") for number in numbers
        )
    )
    return path


def write_files(folder: Path, texts: Sequence[tuple[str, str]]) -> Path:
    """Files by name and text, in folders where the name says so."""
    for name, text in texts:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
