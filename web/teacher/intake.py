"""From what a teacher brings to an article, and what can be corrected of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from quizgen.article import article_from_bytes, article_from_text
from quizgen.article.boilerplate import find_boilerplate
from quizgen.article.dateline import without_datelines
from quizgen.article.paragraphs import paragraphs
from quizgen.errors import ArticleError
from quizgen.facts.timex.find import find_timexes
from quizgen.models import Article, Span, normalised

HEADLINE = "headline"
"""Why a paragraph isn't asked about: it is the article's title."""

LONGEST_TITLE = 300
"""Characters."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a paragraph, all of the article or none."""

    text: str
    is_body: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it was read, with what was taken for the article."""

    number: int  # from 1, of all there are
    span: Span
    stretches: tuple[Stretch, ...]
    what: str | None  # what it was taken for instead: "byline", "share_bar" …; None: unknown

    @property
    def is_body(self) -> bool:
        """Whether something of it is of the article."""
        return any(stretch.is_body for stretch in self.stretches)


def read_file(data: bytes, name: str, *, url: str | None = None) -> Article:
    """The article in a file that was uploaded or fetched.

    Args:
        data: The file's bytes; they decide what it is.
        name: The file's, without folders.
        url: Where it was fetched from.

    Raises:
        ArticleError: It holds none, or can't be read.
    """
    try:
        return article_from_bytes(data, name, url=url)
    except ArticleError as error:
        raise ArticleError(f"{name}: {error}") from error


def read_text(text: str) -> Article:
    """The article in text that was pasted.

    Raises:
        ArticleError: It holds none.
    """
    return article_from_text(text.replace("\r\n", "\n"))


def found_date(article: Article) -> date | None:
    """The day the text itself gives for its publication; None where it gives none, or several.

    Looked for where publication dates stand: in what surrounds the article, such as "By Ada Brook,
    14 March 2016", and in a dateline. A day without its year says nothing.
    """
    around = [p.span for p in preview(article) if not p.is_body and p.what != HEADLINE]
    timexes = find_timexes(article.text, around, None) if around else []
    days = {
        timex.value
        for timex in timexes
        if timex.type == "DATE"
        and timex.value is not None
        and re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value)
        and "copyright" not in _line(article.text, timex.span).casefold()
    }
    if len(days) != 1:
        return None
    try:
        return date.fromisoformat(days.pop())
    except ValueError:  # 30 February
        return None


def preview(article: Article) -> list[Paragraph]:
    """Everything that was read, paragraph by paragraph."""
    reasons = {found.span: found.name for found in find_boilerplate(article.text)}
    made = []
    for number, span in enumerate(paragraphs(article.text), 1):
        stretches = tuple(_stretches(article, span))
        what = reasons.get(span)
        if what is None and normalised(span.of(article.text)) == normalised(article.title):
            what = HEADLINE
        made.append(Paragraph(number, span, stretches, what))
    return made


def corrected(
    article: Article, *, title: str, published: date | None, wanted: Collection[int]
) -> Article:
    """The article as the teacher wants it.

    Args:
        article: As it was read, or corrected before.
        title: Its title.
        published: The day it was published; None where that isn't known.
        wanted: Numbers of the paragraphs that are of the article. What was cut from the middle of
            one of them stays cut; one that is wanted and wasn't before is wanted from behind its
            dateline on.

    Raises:
        ArticleError: Nothing is left of it.
    """
    body: list[Span] = []
    for paragraph in preview(article):
        if paragraph.number not in wanted:
            continue
        if paragraph.is_body:
            body += _spans_of(article, paragraph.span)
        else:
            body += without_datelines(article.text, [paragraph.span])
    if not body:
        raise ArticleError("no paragraph is left: there is nothing to ask about")
    return replace(article, title=title, published=published, body=tuple(body))


def _spans_of(article: Article, paragraph: Span) -> Iterator[Span]:
    """What of a paragraph is of the article; body's spans are in order and apart."""
    number = bisect_right(article.body, paragraph.start, key=itemgetter(1))
    while number < len(article.body) and article.body[number].start < paragraph.end:
        yield article.body[number]
        number += 1


def _stretches(article: Article, paragraph: Span) -> Sequence[Stretch]:
    found, at = [], paragraph.start
    for span in _spans_of(article, paragraph):
        start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
        if at < start:
            found.append(Stretch(article.text[at:start], False))
        found.append(Stretch(article.text[start:end], True))
        at = end
    if at < paragraph.end:
        found.append(Stretch(article.text[at : paragraph.end], False))
    return found


def _line(text: str, span: Span) -> str:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return text[start : end if end >= 0 else len(text)]
