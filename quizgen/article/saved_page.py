"""Web pages that a browser saved as one file (MHTML): a message with the page as its main part."""

from __future__ import annotations

import re
from dataclasses import replace

from quizgen.article.source import Request, Source
from quizgen.article.web_page import read_web_page
from quizgen.errors import ArticleError

HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]*\r?\n")
MULTIPART = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
BEGINNING = 4096


def is_saved_page(data: bytes) -> bool:
    """Whether it begins with the headers of such a message."""
    start = data[:BEGINNING].lstrip()
    return HEADER.match(start) is not None and MULTIPART.search(start) is not None


def read_saved_page(data: bytes, request: Request) -> Source:
    """The page in it; its address is the one it was saved from.

    Raises:
        ArticleError: There is no page in it.
    """
    import email
    import email.policy

    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                page = part.get_payload(decode=True)
                where = str(part.get("Content-Location") or "").strip()
                address = where if re.match(r"https?://\S+\Z", where) else None
                if isinstance(page, bytes):
                    return read_web_page(page, replace(request, url=request.url or address))
    except (ValueError, LookupError, AssertionError, RecursionError) as error:
        raise ArticleError("it is a damaged web page: save it again") from error
    raise ArticleError("it is a saved web page without a page in it: save it again")
