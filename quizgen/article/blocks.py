"""The paragraphs of a marked-up text: one for each of its blocks, parted by blank lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section"
    " summary table tbody td tfoot th thead tr ul"
    # What trafilatura makes of them.
    " ab cell doc head item list quote row".split()
)
BREAKS = frozenset({"br", "lb"})
KEEPING_SPACE = frozenset({"pre"})
SILENT = frozenset(
    "applet audio base button canvas datalist embed head iframe input link map math meta noembed"
    " noframes noscript object option progress script select style svg template textarea title"
    " video".split()
)
"""Elements whose text no reader of the page sees as text."""

PARAGRAPH_BREAK = "\n\n"

LINE_END = "\N{INFORMATION SEPARATOR TWO}"  # no page has one in its text


def text_of_blocks(blocks: Iterable[str]) -> str:
    """Paragraphs as one text, in which every one of them stands on its own."""
    return PARAGRAPH_BREAK.join(blocks)


def blocks_of(root: Any, *, silent: frozenset[str] = SILENT) -> Iterator[str]:
    """The text of each block of an lxml tree, white space collapsed; line breaks part blocks, too.

    It doesn't call itself, so that no depth of nesting is too much for it.
    """
    words: list[str] = []
    verbatim = 0

    def flushed() -> Iterator[str]:
        joined = "".join(words)
        words.clear()
        if verbatim:
            yield from (line for part in joined.split("\n\n") if (line := part.strip("\n")).strip())
        else:
            yield from _lines(joined)

    # Each element stands here twice: to be begun, and, after all within it, to be ended.
    waiting: list[tuple[Any, bool]] = [(root, True)]
    while waiting:
        element, begins = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        is_block = tag in BLOCKS
        if begins:
            if is_block:
                yield from flushed()
            waiting.append((element, False))
            if tag is None or tag in silent:
                continue
            if tag in BREAKS:
                words.append("\n" if verbatim else LINE_END)
            verbatim += tag in KEEPING_SPACE
            if element.text:
                words.append(element.text.replace(LINE_END, " "))
            waiting += [(child, True) for child in reversed(element)]
        else:
            if is_block:
                yield from flushed()
            if tag is not None and tag not in silent:
                verbatim -= tag in KEEPING_SPACE
            if element is not root and element.tail:
                words.append(element.tail.replace(LINE_END, " "))
    yield from flushed()


def heading_of(root: Any) -> str | None:
    """The first heading of the highest level that an lxml tree has."""
    for element in root.iter("h1"):
        if words := " ".join(element.text_content().split()):
            return str(words)
    return None


def _lines(joined: str) -> Iterator[str]:
    """The lines of a block; one that goes on in small letters is no end of a sentence."""
    kept = ""
    empty = False
    for line in (" ".join(part.split()) for part in joined.split(LINE_END)):
        if not line:
            empty = bool(kept)
        elif kept and line[0].islower() and not empty:
            kept += " " + line
        else:
            if kept:
                yield kept
            kept, empty = line, False
    if kept:
        yield kept
