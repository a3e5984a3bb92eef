"""``quizgen generate``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.options import FILE_OR_ADDRESS, OUTPUT, Known, article_options
from quizgen.cli.questions import show_questions
from quizgen.cli.results import file_of, refuse_overwriting, write
from quizgen.cli.settings import settings_options, with_wanted
from quizgen.errors import ArticleError
from quizgen.terminal import say, table

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.models import Article, LeftOut


@click.command()
@click.argument("article", type=FILE_OR_ADDRESS)
@OUTPUT
@article_options
@settings_options
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed draws others.")
@click.option("--explain", is_flag=True, help="Also say what was not asked, and why.")
def generate(
    article: Path | str,
    output: Path | None,
    seed: int,
    explain: bool,
    known: Known,
    **wanted: Any,
) -> None:
    """Make a question set from ARTICLE: text, Markdown, a web page, Word document, PDF or e-book.

    An address (https://…) is fetched. What stands in a .toml file of the same name beside a file
    (title, published, url, id) is taken over. The same article, settings and seed always give the
    same question set.
    """
    from quizgen.article import read_article
    from quizgen.facts import find_facts
    from quizgen.json_files import question_set_json
    from quizgen.models import Settings
    from quizgen.pipeline import draw
    from quizgen.pipeline import generate as generate_set

    settings = with_wanted(Settings(), wanted)
    if isinstance(article, str):
        source = _fetched(article, known)
    else:
        refuse_overwriting(output, article)
        source = read_article(article, **known)
    try:
        question_set = generate_set(source, settings, seed)
    except ArticleError as error:
        if explain:  # why there is nothing to ask is what is wanted most
            _explain(source, draw(source, find_facts(source), settings, seed).left_out)
        raise ArticleError(f"{article}: {error}") from error
    if explain:
        _explain(source, question_set.left_out)
    write(question_set_json(question_set), output)
    file = file_of(output)
    if file is not None:
        show_questions(question_set, file)
    if question_set.shortfall:
        say(question_set.shortfall)


def _fetched(address: str, known: Known) -> Article:
    """The article at an address, which is the one thing that is ever fetched."""
    from quizgen.article import article_from_bytes
    from web.teacher.fetching import fetch

    page = fetch(address)
    there: Known = {**known, "url": known["url"] or page.url}
    try:
        return article_from_bytes(page.data, page.name, **there)
    except ArticleError as error:
        raise ArticleError(f"{address}: {error}") from error


def _explain(article: Article, left_out: Sequence[LeftOut]) -> None:
    """What of the article was not read, and which questions were not made, and why."""
    from quizgen.article.boilerplate import find_boilerplate

    for found in find_boilerplate(article.text):
        name = found.name.replace("_", " ")
        say(f"not of the article ({name}): {found.span.of(article.text)}")
    table(
        ("kind", "guideline", "not asked", "why"),
        [(left.kind, left.guideline, left.about, left.reason) for left in left_out],
        wide=("not asked", "why"),
    )
