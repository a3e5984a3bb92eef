"""Facts: who said what, and what happened when, each with its place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.models import Article, Attribution, Facts, Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from quizgen.facts.speakers import Cast


def find_facts(article: Article) -> Facts:
    """All facts of an article.

    Raises:
        QuizgenError: No language model is installed.
    """
    from quizgen.analysis import parse

    return facts_of(article, parse(article))


def facts_of(article: Article, doc: Doc) -> Facts:
    """All facts of an article that is parsed already."""
    from quizgen.facts.attribution import find_attributions
    from quizgen.facts.editing import Editor
    from quizgen.facts.events import Clauses, find_events, find_timexes_in
    from quizgen.facts.quotations import find_quotations
    from quizgen.facts.speakers import Cast
    from quizgen.facts.statements import (
        as_word,
        find_fragments,
        find_phrases,
        is_gap_word,
        word_statements,
    )

    quotations = find_quotations(article.text, article.body)
    quoted = [quotation.span for quotation in quotations]
    cast = Cast(doc, article.body, quoted)
    attributions = resolve_sources(find_attributions(doc, article.body, quotations), doc, cast)
    editor = Editor(doc, cast, article.body, quoted)
    statements = word_statements(doc, attributions, quotations, cast, editor)
    timexes = find_timexes_in(doc, article)
    occurrences = find_events(Clauses(doc, article, attributions, cast, editor), timexes)
    return Facts(
        attributions=tuple(attributions),
        timexes=tuple(timexes),
        events=tuple(occurrence.event for occurrence in occurrences),
        statements=tuple(statements),
        occurrences=tuple(occurrences),
        speakers=cast.speakers,
        vocabulary=tuple(
            as_word(token)
            for token in doc
            if is_gap_word(token) and any(s.start <= token.idx < s.end for s in article.body)
        ),
        fragments=tuple(find_fragments(doc, quotations)),
        phrases=tuple(find_phrases(doc, article.body)),
    )


def resolve_sources(attributions: Sequence[Attribution], doc: Doc, cast: Cast) -> list[Attribution]:
    """The attributions with the speaker of each, where that is certain."""
    from quizgen.facts.statements import span_root

    return [
        replace(attribution, speaker=cast.of(span_root(doc, attribution.source[0])))
        for attribution in attributions
    ]


__all__ = ["Facts", "Timex", "facts_of", "find_facts", "resolve_sources"]
