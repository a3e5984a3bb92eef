"""``quizgen facts``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizgen.cli.options import FILE, OUTPUT, Known, article_options
from quizgen.cli.results import file_of, refuse_overwriting, write

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("inputs", metavar="INPUT...", type=FILE, nargs=-1, required=True)
@OUTPUT
@article_options
def facts(
    inputs: tuple[Path, ...],
    output: Path | None,
    known: Known,
) -> None:
    """Print who said what in each INPUT, and what is dated.

    An INPUT is an article in any format that `generate` reads, or lines of JSON with an object of
    "id", "title", "text", "published" and "url" in each; what the options say is taken where a line
    says nothing. One line of JSON for each article comes out; places are [start, end) in characters
    of its "text".
    """
    from quizgen.article.corpus import read_articles
    from quizgen.fact_lines import fact_line
    from quizgen.facts import find_facts
    from quizgen.json_files import to_line

    refuse_overwriting(output, *inputs)
    lines = (
        to_line(fact_line(article, find_facts(article)))
        for path in inputs
        for article in read_articles(path, **known)
    )
    file = file_of(output)
    if file is None:
        for line in lines:
            write(line)
        return
    from quizgen.files import written_whole

    with written_whole(file) as beside, beside.open("wb") as stream:
        stream.writelines(lines)
