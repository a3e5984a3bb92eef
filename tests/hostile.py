"""Everything that is out to do harm, or broken, for tests of every way in."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from tests.article import files
from tests.article.test_faults import LAUGHS, bomb, many_pages
from tests.batch.stories import story

GOOD = story(1)
GERMAN = (
    "Die alte Brücke am Hafen wird im Mai geschlossen, wie der Stadtrat am Dienstag mitteilte. "
    "Ihre Seile tragen nicht mehr, was sie im Jahr 1911 tragen sollten, sagte die Ingenieurin. "
)
NOTHING = "no good question|nothing to ask"
"""What is said of an article that was read, and holds nothing that could be asked."""
SECONDS = 20.0  # of the processor, for one input by one way


@dataclass(frozen=True)
class Hostile:
    """An input."""

    make: Callable[[], bytes]
    says: str | None  # what a refusal of the file says, of words parted by "|"; None: it is read
    is_text: bool = False  # so that it may be pasted, or be the text of a line of JSON
    pasted: str | None = None  # what a refusal of the text says, where that differs


LONG = "limit is|has more than|more than 5 MB|too large|too long"

INPUTS = {
    "zip bomb": Hostile(lambda: bomb("word/styles.xml", 60_000_000), "unpacks to"),
    "zip bomb in an e-book": Hostile(lambda: bomb("OEBPS/x.xhtml", 60_000_000), "unpacks to"),
    "billion laughs in Word": Hostile(
        lambda: files.docx(["A said so."], prolog=files.XML + LAUGHS), "declares entities"
    ),
    "billion laughs in a page": Hostile(
        lambda: f"{LAUGHS}<html><body>{files.markup()}<p>&a29;</p></body></html>".encode(), None
    ),
    "ten thousand pages": Hostile(lambda: many_pages(10_000), "has 10,000 pages"),
    "a page that unpacks to much": Hostile(
        lambda: many_pages(1, _packed(b"BT (A) Tj ET " * 5_000_000), b"/Filter /FlateDecode "),
        "PDF",
    ),
    "fifty megabytes in a line": Hostile(lambda: b"He said so. " * 4_400_000, LONG, True, LONG),
    "words in lines": Hostile(lambda: b"\n\n".join(b"w" for _ in range(2000)), None, True),
    "nothing but opening brackets": Hostile(lambda: b"[" * 200_000, "JSON|nothing|text|no ", True),
    "NUL": Hostile(lambda: GOOD.replace(" ", " \0", 3).encode(), "NUL", True),
    "nothing but NUL": Hostile(
        lambda: bytes(5000), "no text|nothing|empty|binary|no article", True
    ),
    "half a character": Hostile(lambda: GOOD.encode() + b" \xed\xa0\xbd", None, True),
    "bidi override": Hostile(
        lambda: GOOD.replace("said", "\u202esaid\u202c").encode(), "U\\+202E", True
    ),
    "another charset": Hostile(
        lambda: GOOD.replace("said", "said – “no” –").encode("utf-16"), None, True, "."
    ),
    "a charset that isn't the one named": Hostile(
        lambda: f'<html><meta charset="utf-7"><body>{files.markup()}</body></html>'.encode(
            "cp1252"
        ),
        None,
    ),
    "nothing": Hostile(lambda: b"", "empty|no text|nothing", True),
    "white space": Hostile(lambda: b" \n\t\r\n" * 500, "empty|no text|nothing", True),
    "a Word document cut short": Hostile(lambda: files.docx()[:700], "damaged|broken|no article"),
    "a PDF cut short": Hostile(lambda: files.pdf()[:200], "PDF"),
    "an e-book cut short": Hostile(lambda: files.epub(files.markup())[:900], "damaged|broken"),
    "a picture": Hostile(lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), "picture"),
    "deep nesting": Hostile(lambda: b"<html><body>" + b"<div>" * 100_000, "."),
    "another language": Hostile(lambda: GERMAN.encode(), "German", True),
}


def _packed(data: bytes) -> bytes:
    return zlib.compress(data, 9)


@cache
def made(name: str) -> bytes:
    """An input's bytes, made once."""
    return INPUTS[name].make()


@contextmanager
def bounded() -> Iterator[None]:
    """What is done within takes no more than it may."""
    began = time.process_time()
    yield
    assert time.process_time() - began < SECONDS


def refused(said: str, expected: str | None, name: str) -> None:
    """A refusal says what is wrong."""
    assert re.search(expected or NOTHING, said), f"{name}: {said}"
    assert "bug in quizgen" not in said and "Traceback" not in said
