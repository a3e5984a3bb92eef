"""What a file holds: the words of an article, and what it says about them itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """An article as its file has it, before anything is judged."""

    text: str
    title: str | None = None
    heading: str | None = None  # what its markup says is the headline, if the text repeats it
    byline: str | None = None
    published: date | None = None
    url: str | None = None
    id: str | None = None
    language: str | None = None  # only where somebody said so on purpose, as --language does


@dataclass(frozen=True, slots=True)
class Request:
    """What a reader may need to know beside the bytes."""

    url: str | None = None  # where the page was fetched from
    pages: tuple[int, ...] = ()  # the pages to read, counted from 1; none named: all of them
