"""Web pages in the patterns of the big publishing systems, each block of them marked.

Every page is our own. They stand in `*.html`, several in a file, each below a comment with its
name. Blocks of the article have the attribute `a`, its title `t`; all others are boilerplate.

Most pages were at hand when the rules were made. Those in `first_blind.html` and
`second_blind.html` were written before the rules had seen any of them: at first sight recall was
.49 and .54, precision 1.00 and .99 (a heading was cut). That is what to expect of pages by
publishers nobody has looked at; the figures of the benchmark are those of rules that have learnt
from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from lxml import html

from quizgen.article.blocks import blocks_of

FOLDER = Path(__file__).parent
BEGINNING = re.compile(r"^<!-- page (.+) -->$", re.MULTILINE)

Sort = Literal["article", "title", "boilerplate"]
MARKS: dict[str, Sort] = {"\ue000": "article", "\ue001": "title"}


class Block(NamedTuple):
    """What a reader of the page sees as one paragraph."""

    text: str
    sort: Sort


class Page(NamedTuple):
    """A page as it is fetched, and what each of its blocks is."""

    name: str
    html: bytes
    blocks: tuple[Block, ...]


def pages() -> Iterator[Page]:
    """All pages, in order."""
    for path in sorted(FOLDER.glob("*.html")):
        _, *parts = BEGINNING.split(path.read_text("utf-8"))
        for name, source in zip(parts[::2], parts[1::2], strict=True):
            yield _page(f"{path.stem}/{name}", source)


def _page(name: str, source: str) -> Page:
    unmarked = re.sub(r"(<\w+(?: [^<>]*?)?) [at]>", r"\1>", source)
    tree = html.document_fromstring(source)
    for attribute, mark in zip("at", MARKS, strict=True):
        for element in tree.xpath(f"//*[@{attribute}]"):
            element.text = mark + (element.text or "")
    blocks = tuple(
        Block(block.lstrip("".join(MARKS)), MARKS.get(block[0], "boilerplate"))
        for block in blocks_of(tree)
    )
    return Page(name, unmarked.strip().encode(), blocks)
