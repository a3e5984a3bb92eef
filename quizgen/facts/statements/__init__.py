"""Attributions in words that stand on their own, ready to be asked about.

An attribution, in each way in which a question may take it up (``saying``), is put into words
(``wording``). Words that would make a bad question carry the first reason against them
(``reasons``): what belongs to them was not taken in (``edges``), what doesn't was (``intrusions``),
they tell only half of something (``halves``), or somebody else may say it (``speaking``,
``tracing``). Quoted words have reasons of their own (``quoted``). Beside them stand the sentences
that prove them (``evidence``) and how much they tell (``weight``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.facts.editing import Editor
from quizgen.facts.frames import framings
from quizgen.facts.gaps import find_fragments
from quizgen.facts.quotations import Quotation
from quizgen.facts.speakers import Cast
from quizgen.facts.statements.evidence import (
    find_hearers,
    find_words,
    introduction_of,
    sentences_of,
)
from quizgen.facts.statements.reasons import reason_against
from quizgen.facts.statements.saying import Saying
from quizgen.facts.statements.tracing import UNTRACED, is_overtaken, is_traced
from quizgen.facts.statements.weight import weight_of
from quizgen.facts.statements.wording import worded
from quizgen.models import Attribution, Statement, identity, normalised

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc

__all__ = ["word_statements"]


def word_statements(
    doc: Doc,
    attributions: Sequence[Attribution],
    quotations: Sequence[Quotation],
    cast: Cast,
    editor: Editor,
) -> list[Statement]:
    """The statements of all attributions with a speaker and a frame, in order."""
    text = doc.text  # put together anew at each call
    statements = []
    for place, attribution in enumerate(attributions):
        if attribution.speaker is None:
            continue
        made = [
            _statement(Saying(doc, text, attribution, framed, quotations, cast, editor))
            for framed in framings(doc, attribution)
        ]
        traced = is_traced(attribution, attributions[:place], doc, cast, editor)
        if made and (not traced or is_overtaken(attribution, doc, cast, editor)):
            made = [replace(s, problem=s.problem or UNTRACED) for s in made]
        statements += sorted(made, key=lambda s: s.problem is not None)[:1]
    return _once(statements)


def _statement(saying: Saying) -> Statement:
    words = worded(saying)
    edited, topic, comment = words.edited, words.topic, words.comment
    sentences = sentences_of(saying, words.shown)
    return Statement(
        id=identity("statement", saying.identified(), normalised(saying.speaker.name)),
        attribution=saying.attribution,
        frame=saying.frame,
        verb=words.verb,
        lemma=saying.framed.lemma,
        wording=edited.text,
        topic=topic.text if topic else None,
        comment=comment.text if comment else None,
        sentences=sentences,
        introduction=introduction_of(saying, sentences),
        words=tuple(find_words(saying)),
        fragments=tuple(find_fragments(saying.doc, saying.own_quotations())),
        names=(*edited.names, *find_hearers(saying)),
        own=edited.own,
        weight=weight_of(saying, words.shown),
        problem=reason_against(saying, words),
    )


def _once(statements: Sequence[Statement]) -> list[Statement]:
    """Of what a speaker is read to say twice in the same words, the surer reading."""
    best: dict[tuple[str, str], Statement] = {}
    for statement in statements:
        assert statement.speaker is not None
        key = (statement.speaker.id, normalised(statement.wording))
        known = best.get(key)
        if known is None or known.attribution.confidence < statement.attribution.confidence:
            best[key] = statement
    kept = {id(statement) for statement in best.values()}
    return [statement for statement in statements if id(statement) in kept]
