"""What is fuzzed, and what must hold of each."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from decks import EXPORTERS
from quizgen.article import article_from_text
from quizgen.article.boilerplate import find_boilerplate
from quizgen.article.corpus import read_articles
from quizgen.article.paragraphs import paragraphs
from quizgen.errors import ArticleError, DeckError, FormatError, QuizgenError
from quizgen.facts import facts_of, find_facts
from quizgen.facts.quotations import attribution_kind, find_quotations
from quizgen.facts.timex.find import find_timexes
from quizgen.json_files import parse, question_set_json
from quizgen.models import Article, QuestionSet, Settings, Span
from quizgen.pipeline import draw, generate
from quizgen.terminal import UNPRINTABLE
from tests.article.test_faults import PIECES as BYTES
from tests.article.test_faults import SEEDS, check, damaged_files
from tests.decks.hard import asking
from tests.fuzz import texts
from tests.fuzz.parses import torn
from tests.samples import sample_set
from tests.test_properties import check_facts, check_questions, inside
from web.teacher.intake import found_date, preview
from web.typed import is_typed, meaning
from web.typed_dates import read_dates


@dataclass(frozen=True)
class Target:
    """Something that takes whatever it is given."""

    what: str  # in words
    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    seeds: tuple[bytes, ...] = ()  # where it takes bytes: what a guided search starts from
    pieces: tuple[bytes, ...] = ()  # and what it puts in
    needs_model: bool = False

    def warm_up(self) -> None:
        """Load what takes longer than any input may."""
        if self.needs_model:
            find_facts(article_from_text("Ada Brook said no on Tuesday."))


def refused_in_a_line(error: QuizgenError) -> None:
    """Errors are one line, that can be written to any file."""
    assert str(error) and "\n" not in str(error) and str(error).encode()


def article_of(text: str, published: date | None = None) -> Article | None:
    """The article of a text; None where it is refused."""
    try:
        return article_from_text(text, published=published, language="en")
    except ArticleError as error:
        refused_in_a_line(error)
        return None


def check_line(line: bytes) -> None:
    """A line of JSON is an article or is refused, and so are the lines around it."""
    with tempfile.TemporaryDirectory(prefix="quizgen-fuzz-") as folder:
        path = Path(folder, "a.jsonl")
        path.write_bytes(b'{"text": "Ada Brook said no."}\n' + line + b"\n")
        try:
            for article in read_articles(path):
                inside(article, article.body)
                assert article.text.encode() and article.title.encode() and article.id.encode()
        except ArticleError as error:
            refused_in_a_line(error)


def check_text(text: str) -> None:
    """What is the article, and what surrounds it, lies in the text, in order."""
    article = article_of(text)
    if article is None:
        return
    inside(article, article.body)
    inside(article, tuple(paragraphs(article.text)))
    inside(article, tuple(sorted(found.span for found in find_boilerplate(article.text))))
    assert article.title and not UNPRINTABLE.search(article.title)
    day = found_date(article)
    assert day is None or isinstance(day, date)
    for paragraph in preview(article):
        said = "".join(stretch.text for stretch in paragraph.stretches)
        assert said == paragraph.span.of(article.text)


def check_timexes(given: tuple[str, date | None]) -> None:
    """Time expressions lie in the text, none in another."""
    text, published = given
    found = find_timexes(text, [Span(0, len(text))], published)
    inside(Article("a", "A", text), tuple(timex.span for timex in found))
    assert all(timex.type in ("DATE", "TIME", "DURATION", "SET") for timex in found)
    assert all(timex.value is None or timex.value.isascii() for timex in found)


def check_quotations(text: str) -> None:
    """Quotations lie in the text, none in another."""
    found = find_quotations(text, paragraphs(text))
    inside(Article("a", "A", text), tuple(quotation.span for quotation in found))
    for quotation in found:
        assert quotation.span.covers(quotation.inner)
    for paragraph in paragraphs(text):
        assert attribution_kind(text, [paragraph], found) in ("direct", "mixed", "indirect")


def check_parses(given: tuple[Sequence[int], date | None, int]) -> None:
    """Whatever the parser and the network say, facts lie in the text and questions are sound."""
    numbers, published, seed = given
    made = torn(numbers, published, seed)
    if made is None:
        return
    article, *parsed = made
    facts = facts_of(article, *parsed)
    check_facts(article, facts)
    wanted = Settings(count=None, minimum_confidence=0)
    drawn = draw(article, facts, wanted, seed)
    check_questions(replace(sample_set(), article=article, questions=drawn.questions))


def check_facts_of(given: tuple[str, date | None]) -> None:
    """Facts of any text lie within it."""
    article = article_of(*given)
    if article is not None:
        check_facts(article, find_facts(article))


def check_generation(given: tuple[str, date | None, int]) -> None:
    """Questions made of any text are sound, and come back from JSON as they were."""
    text, published, seed = given
    article = article_of(text, published)
    if article is None:
        return
    try:
        made = generate(article, Settings(count=None, minimum_confidence=0), seed)
    except ArticleError as error:
        refused_in_a_line(error)
        return
    check_questions(made)
    assert QuestionSet.from_dict(json.loads(question_set_json(made))) == made


def check_typed(given: tuple[int, str]) -> None:
    """Whatever a student types means an option, none, or is asked again."""
    number, typed = given
    questions = [question for question in sample_set().questions if is_typed(question)]
    question = questions[number % len(questions)]
    meant = meaning(question, typed)
    assert meant.option_id in {None, *(option.id for option in question.options)}
    for option in question.options:
        assert not is_typed(question) or meaning(question, option.text).option_id == option.id
    read_dates(typed)


def check_export(given: tuple[Sequence[str], str]) -> None:
    """Every format takes every text, or says why not."""
    words, name = given
    with tempfile.TemporaryDirectory(prefix="quizgen-fuzz-") as folder:
        path = Path(folder, f"set{EXPORTERS[name].extension}")
        try:
            EXPORTERS[name].write(asking(words), path)
        except DeckError as error:
            refused_in_a_line(error)
            assert not path.exists()
        else:
            assert path.stat().st_size
        assert not list(Path(folder).glob(".*"))


def check_set(data: bytes) -> None:
    """A damaged question set is refused, or is one that can be written again."""
    try:
        made = QuestionSet.from_dict(parse(data))
    except FormatError as error:
        refused_in_a_line(error)
        return
    assert QuestionSet.from_dict(parse(question_set_json(made))) == made


SET = question_set_json(sample_set())
LINE = b'{"text": "Ada Brook said no on Tuesday.", "id": "a", "title": "A", "url": "https://a.b/"}'
IN_JSON = (
    b"null",
    b"[]",
    b"{}",
    b"-1",
    b"1e999",
    b'""',
    b'"\\ud800"',
    b'"\\u0000"',
    b'"x"',
    b"9" * 30,
)


@st.composite
def damaged(draw: st.DrawFn, seed: bytes, pieces: tuple[bytes, ...]) -> bytes:
    """A file with a few stretches replaced."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(seed)))
        end = start + draw(st.integers(0, 12))
        piece = draw(st.one_of(st.sampled_from(pieces), st.binary(max_size=4)))
        seed = seed[:start] + piece + seed[end:]
    return seed


TARGETS: Mapping[str, Target] = {
    "files": Target(
        "files of every format, damaged",
        st.one_of(damaged_files(), st.binary(max_size=300)),
        check,
        SEEDS,
        BYTES,
    ),
    "lines": Target(
        "articles as lines of JSON", damaged(LINE, IN_JSON), check_line, (LINE,), IN_JSON
    ),
    "texts": Target(
        "plain texts, and what surrounds them",
        st.one_of(texts.SURROUNDED, texts.ARTICLES, texts.REPEATED),
        check_text,
    ),
    "timexes": Target(
        "time expressions",
        st.tuples(st.one_of(texts.TEMPORAL, texts.TEMPORAL, texts.REPEATED), texts.DAYS),
        check_timexes,
    ),
    "quotations": Target(
        "quotation marks", st.one_of(texts.QUOTED, texts.REPEATED), check_quotations
    ),
    "parses": Target(
        "facts and questions of damaged parses",
        st.tuples(
            st.lists(st.integers(0, 999), min_size=1, max_size=4),
            texts.DAYS,
            st.integers(0, 2**32),
        ),
        check_parses,
        needs_model=True,
    ),
    "facts": Target(
        "facts", st.tuples(texts.ARTICLES, texts.DAYS), check_facts_of, needs_model=True
    ),
    "generation": Target(
        "whole question sets",
        st.tuples(texts.ARTICLES, texts.DAYS, st.integers(0, 5)),
        check_generation,
        needs_model=True,
    ),
    "answers": Target(
        "typed answers",
        st.tuples(st.integers(0, 3), st.one_of(texts.TEMPORAL, texts.QUOTED)),
        check_typed,
    ),
    "exports": Target(
        "exported files",
        st.tuples(st.lists(texts.QUOTED, min_size=1, max_size=3), st.sampled_from(list(EXPORTERS))),
        check_export,
    ),
    "sets": Target("question sets", damaged(SET, IN_JSON), check_set, (SET,), IN_JSON),
}
"""Everything that is fuzzed, by name."""
