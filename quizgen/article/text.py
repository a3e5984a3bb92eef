"""Plain text, as an article's characters, in whichever encoding it was saved."""

from __future__ import annotations

import codecs
import re

from quizgen.article.source import Request, Source
from quizgen.errors import ArticleError

# The longest ones first: a mark of UTF-32 begins with one of UTF-16.
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, and the encodings they stand for."""

MOST_CONTROLS = 0.01
"""The share of control characters above which something is no text."""

# Tab, line feed, vertical tab, form feed and carriage return are text; other controls hardly ever.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")

# What English news is written with beyond ASCII, as bytes of Windows' Western encoding: quotation
# marks, dashes, the ellipsis, money, degrees, and letters within words.
TYPOGRAPHY = re.compile(
    r"[‘’“”„–—…•€£¥©®™°½¼¾·«»\xa0§¢†‡‰′″²³]|(?<=\w)[À-ÖØ-öø-ÿŒœŠšŽžŸ]|[À-ÖØ-öø-ÿŒœŠšŽžŸ](?=\w)"
)

# UTF-8 read as Windows' Western encoding: "cafÃ©", "donâ€™t", "Â£5".
MOJIBAKE = re.compile(
    r"Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â(?:€|\x80)[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¦]|Â[\xa0-\xbf]"
)


def read_text(data: bytes, request: Request) -> Source:
    """The characters of a plain text file, every one of them, line endings as they are."""
    return Source(decoded(data))


def decoded(data: bytes, declared: str | None = None) -> str:
    """The characters that bytes stand for.

    A byte order mark decides, then UTF-8 where the bytes are that, then what the file declares;
    else the encoding is told from the bytes themselves. Text that was once decoded wrongly, and
    saved so ("cafÃ©"), is put right. A byte order mark is no character of the text.

    Raises:
        ArticleError: It is no text, or in no encoding that could be told.
    """
    text = repaired(_characters(data, declared))
    if "\x00" in text:
        raise ArticleError("it is no text file: it holds NUL bytes")
    if len(CONTROL.findall(text)) > len(text) * MOST_CONTROLS:
        raise ArticleError("it is no text file: it is full of control characters")
    return text


def repaired(text: str) -> str:
    """Text without mojibake; the same text where there is no sign of any."""
    if not MOJIBAKE.search(text):
        return text
    from ftfy import fix_encoding

    return fix_encoding(text)


def _characters(data: bytes, declared: str | None) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if wide := _wide(data):
        return _strictly(data, wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared is not None:
        try:
            return data.decode(declared)
        except (LookupError, ValueError):  # no such encoding, or not in it after all
            pass
    text = data.decode("cp1252", "replace")
    strange = [character for character in text if not character.isascii()]
    if len(TYPOGRAPHY.findall(text)) >= 0.95 * len(strange):
        return text
    return _guessed(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except ValueError as error:
        name = encoding.upper().removesuffix("-SIG").removesuffix("-LE").removesuffix("-BE")
        raise ArticleError(f"its {name} is damaged: save it again as UTF-8") from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told from the zeros that are every other byte of English in it."""
    start = data[:2000]
    if len(start) < 4 or len(data) % 2:
        return None
    first, second = start[0::2].count(0), start[1::2].count(0)
    if max(first, second) < 0.7 * (len(start) // 2) or min(first, second) > 0.02 * len(start):
        return None
    return "utf-16-be" if first > second else "utf-16-le"


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    if b"\x00" in data:
        raise ArticleError("it is no text file: it holds NUL bytes")
    best = from_bytes(data[:200_000]).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except ValueError:  # only its beginning is in that encoding
            pass
    raise ArticleError("it is in no encoding that could be told: save it again as UTF-8")
