"""How well articles are told from what surrounds them: ``python -m tests.benchmarks.boilerplate``.

Measured by paragraph on the pages of ``tests/article/pages``, once as plain text, as somebody who
copies all of a page has it, and once as the page itself. Precision is the share of what is cut that
isn't of the article, recall the share of what isn't of the article that is cut.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from quizgen.article import article_from_bytes, article_from_text
from quizgen.errors import ArticleError
from quizgen.models import normalised
from tests.article.pages import Block, Page, pages

LEAST_PRECISION = 0.995


class Judged(NamedTuple):
    """A block, and whether it was cut."""

    page: str
    block: Block
    cut: bool


def as_text(page: Page) -> Iterator[Judged]:
    """A page's blocks with a blank line between them."""
    text = "\n\n".join(block.text for block in page.blocks)
    try:
        body = article_from_text(text, language="en").body
    except ArticleError:
        body = ()
    start = 0
    for block in page.blocks:
        end = start + len(block.text)
        kept = any(span.start < end and start < span.end for span in body)
        yield Judged(page.name, block, not kept)
        start = end + 2


def as_page(page: Page) -> Iterator[Judged]:
    """A page as it is fetched; its blocks are known by their words."""
    try:
        article = article_from_bytes(page.html, language="en")
        kept = [normalised(span.of(article.text)) for span in article.body]
    except ArticleError:
        kept = []
    for block in page.blocks:
        words = normalised(block.text)
        there = any(
            words == each or (each and each in words and len(each) >= 0.6 * len(words))
            for each in kept
        ) or (len(words) > 40 and any(words in each for each in kept))
        yield Judged(page.name, block, not there)


READINGS: tuple[tuple[str, Callable[[Page], Iterator[Judged]]], ...] = (
    ("plain text", as_text),
    ("web pages", as_page),
)


class Figures(NamedTuple):
    """What came out of one reading of all pages."""

    pages: int
    boilerplate: int  # blocks
    article: int
    lost: tuple[Judged, ...]  # of the article, and cut
    left: tuple[Judged, ...]  # boilerplate, and not cut

    @property
    def precision(self) -> float:
        cut = self.boilerplate - len(self.left)
        return cut / (cut + len(self.lost)) if cut or self.lost else 1.0

    @property
    def recall(self) -> float:
        return 1 - len(self.left) / self.boilerplate

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.4f}, recall {self.recall:.3f}; {len(self.lost)} of"
            f" {self.article} article paragraphs cut, {len(self.left)} of {self.boilerplate} others"
            f" left ({self.pages} pages)"
        )


def measured(read: Callable[[Page], Iterator[Judged]], of: Sequence[Page] | None = None) -> Figures:
    """The figures of a way to read pages; what has no words in it counts for nothing."""
    of = of if of is not None else list(pages())
    judged = [
        each for page in of for each in read(page) if any(c.isalnum() for c in each.block.text)
    ]
    article = [each for each in judged if each.block.sort == "article"]
    others = [each for each in judged if each.block.sort == "boilerplate"]
    return Figures(
        len(of),
        len(others),
        len(article),
        tuple(each for each in article if each.cut),
        tuple(each for each in others if not each.cut),
    )


def main() -> int:
    """Measure, and exit with 1 where too much of an article is cut."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-v", action="store_true", help="list what is wrong")
    options.add_argument("--only", default="", help="pages whose name begins so")
    given = options.parse_args()
    chosen = [page for page in pages() if page.name.startswith(tuple(given.only.split(",")))]
    missed = False
    for name, read in READINGS:
        figures = measured(read, chosen)
        missed |= figures.precision < LEAST_PRECISION
        print(f"boilerplate of {name}: {figures}", flush=True)
        if given.v:
            for what, found in (("LOST", figures.lost), ("left", figures.left)):
                for page, block, _ in found:
                    print(f"  {what} {page}: {block.text}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
