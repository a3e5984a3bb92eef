"""Datelines: where and by whom a report was filed, in front of its first sentence.

"GENEVA (AP) — Peace talks began": Geneva says nothing, and began nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.models import Span

OPENING_PARAGRAPHS = 3
"""A report has one dateline, at most a headline and a summary below its beginning."""

_PLACE = r"[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]+|de|of|la))*"
_REST = r"(?:, (?:[A-Z][\w.]+(?: \d{1,2})?|\d{4}))*"
_AGENCY = r"\((?:[A-Z][\w.]+ ?){1,3}\)"
_DASH = r"\s*(?:[–—]|--?)\s*(?=[\"“‘<$£€A-Z\d])"
# Either an agency stands behind the place, or the place is in capitals: "Both – " alone is no
# dateline, and nor is "NATO – Moscow's old rival – said", whose dash has a partner.
DATELINE = re.compile(
    rf"{_PLACE}{_REST}\s{_AGENCY}{_DASH}"
    rf"|[A-Z][A-Z .’'-]{{2,40}}[A-Z.’'-]{_REST}(?:\s{_AGENCY})?{_DASH}(?![^.!?\n]*\s(?:[–—]|--?)\s)"
)


def without_datelines(text: str, body: Sequence[Span]) -> tuple[Span, ...]:
    """An article's paragraphs, the first ones from behind their dateline on."""
    return (
        *(without_dateline(text, span) for span in body[:OPENING_PARAGRAPHS]),
        *body[OPENING_PARAGRAPHS:],
    )


def without_dateline(text: str, paragraph: Span) -> Span:
    """A paragraph's span from behind its dateline on; the whole where it has none."""
    found = DATELINE.match(text, *paragraph)
    return Span(found.end(), paragraph.end) if found and found.end() < paragraph.end else paragraph
