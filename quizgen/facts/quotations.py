"""Where something stands in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.models import AttributionKind, Span

# Each kind of opening mark with the mark that closes it. A straight mark closes itself.
PAIRS = {"“": "”", "„": "“", "«": "»", '"': '"', "''": "''", "``": "''", "‘": "’"}
MARK = re.compile(r"''|``|[“”„«»\"‘’]")

DIRECT_SHARE = 0.9
"""Share of a content's letters in quotation marks from which it counts as direct speech."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, or one paragraph's part of it."""

    span: Span  # with its quotation marks
    inner: Span  # without them

    @property
    def closed(self) -> bool:
        """Whether its closing mark stands in its paragraph; else the next one goes on with it."""
        return self.inner.end < self.span.end


def find_quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """The outermost quotations of each paragraph, in order.

    A quotation that isn't closed in its paragraph runs to the paragraph's end where it opens it, or
    where the next paragraph opens with a mark: that is how print sets a quotation of several
    paragraphs. Any other unclosed mark opens nothing.
    """
    found: list[Quotation] = []
    openings = [text[p.start : p.end].lstrip()[:1] for p in paragraphs]
    for number, paragraph in enumerate(paragraphs):
        goes_on = openings[number + 1 : number + 2]
        marks = [m for m in MARK.finditer(text, *paragraph)]
        index = 0
        while index < len(marks):
            mark = marks[index]
            index += 1
            if not _opens(text, mark):
                continue
            closing = PAIRS[mark[0]]
            close = next(
                (
                    i
                    for i in range(index, len(marks))
                    if marks[i][0] == closing and _closes(text, marks[i])
                ),
                None,
            )
            if close is not None:
                end = marks[close].end()
                found.append(
                    Quotation(Span(mark.start(), end), Span(mark.end(), marks[close].start()))
                )
                index = close + 1
            elif mark[0] in ("“", '"') and (
                goes_on == [mark[0]] or not text[paragraph.start : mark.start()].strip()
            ):
                end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
                found.append(Quotation(Span(mark.start(), end), Span(mark.end(), end)))
                break
    return found


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark[0] not in PAIRS:
        return False
    before = text[mark.start() - 1 : mark.start()]
    if mark[0] in ("‘", '"', "''"):  # an apostrophe or a closing mark stands behind a word
        return not before.isalnum() and before not in (".", ",", "!", "?", "…")
    return True


def _closes(text: str, mark: re.Match[str]) -> bool:
    if mark[0] != "’":
        return True
    # "the workers’ pay": an apostrophe. A closing single mark has no letter behind it, and a word
    # that ends in s before it is only believed when punctuation stands there too.
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return not after.isalnum() and (before in ".,!?…" or before != "s" or after in ".,;:!?)")


def attribution_kind(
    text: str, content: Sequence[Span], quotations: Sequence[Quotation]
) -> AttributionKind:
    """Whether all, part or none of a content stands in quotation marks, counted in letters."""
    letters = quoted = 0
    for span in content:
        for place in range(span.start, span.end):
            if text[place].isalnum():
                letters += 1
                quoted += any(q.inner.start <= place < q.inner.end for q in quotations)
    if letters and quoted / letters >= DIRECT_SHARE:
        return "direct"
    return "mixed" if quoted >= 3 else "indirect"
