"""Datelines: where and by whom a report was filed, in front of its first sentence.

"GENEVA (AP) — Peace talks began": Geneva says nothing, and began nothing.
"""

from __future__ import annotations

import re

from quizgen.models import Span

_PLACE = r"[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]+|de|of|la))*"
_REST = r"(?:, (?:[A-Z][\w.]+(?: \d{1,2})?|\d{4}))*"
_AGENCY = r"\((?:[A-Z][\w.]+ ?){1,3}\)"
_DASH = r"\s*(?:[–—]|--?)\s*(?=[\"“‘A-Z])"
# Either the place is in capitals, or an agency stands behind it: "Both – " alone is no dateline.
DATELINE = re.compile(
    rf"(?:[A-Z][A-Z .’'-]{{2,40}}{_REST}(?:\s{_AGENCY})?|{_PLACE}{_REST}\s{_AGENCY}){_DASH}"
)


def without_dateline(text: str, paragraph: Span) -> Span:
    """A paragraph's span from behind its dateline on; the whole where it has none."""
    found = DATELINE.match(text, *paragraph)
    return Span(found.end(), paragraph.end) if found and found.end() < paragraph.end else paragraph
