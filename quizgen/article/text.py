"""Plain text, as an article's characters."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from quizgen.errors import ArticleError

# What people rename to .txt by mistake, by the bytes it begins with.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word document or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich text document"),
)
UTF_16_AND_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)

# "<!DOCTYPE html>", "<html lang='en'>", "<?xml …": a page's source, not its text.
MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|head|body)\b", re.IGNORECASE)

# Tab, line feed, vertical tab, form feed and carriage return are text; other controls hardly ever.
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")


def text_of(data: bytes, path: Path) -> str:
    """The characters of a plain text file, every one of them, line endings as they are.

    A byte order mark is no character of the text and is left out.

    Raises:
        ArticleError: It is no text, or not in UTF-8.
    """
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            raise ArticleError(
                f"{path} is {name}, not plain text: save its text as a .txt file", path=path
            )
    if MARKUP.match(data):
        raise ArticleError(
            f"{path} is a web page's source, not plain text: save the page's text as a .txt file",
            path=path,
        )
    if data.startswith(UTF_16_AND_32):
        raise ArticleError(f"{path} is in UTF-16, not UTF-8: save it again as UTF-8", path=path)
    if b"\x00" in data:
        raise ArticleError(f"{path} is no text file: it holds NUL bytes", path=path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            f"{path} is not in UTF-8 (byte 0x{data[error.start]:02X} in line {line}): save it again"
            f" as UTF-8, or run `iconv -f WINDOWS-1252 -t UTF-8` on it if it comes from Windows",
            path=path,
        ) from error
    if len(CONTROL.findall(text)) > len(text) / 100:
        raise ArticleError(f"{path} is no text file: it is full of control characters", path=path)
    return text
