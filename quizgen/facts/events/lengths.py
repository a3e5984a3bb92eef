"""Lengths of time: how long something lasted, and within what time it is due."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.facts.editing import tidy
from quizgen.facts.events.attachment import tie_doubt
from quizgen.facts.events.clauses import word_clause
from quizgen.facts.events.context import Context, Dated
from quizgen.facts.events.doubts import QUOTED, fact_doubt, subject_of
from quizgen.facts.events.ties import Tie
from quizgen.facts.events.wording import VERBAL, noun_phrase
from quizgen.facts.verbs import tense_of
from quizgen.lexicons import load
from quizgen.models import DatedEvent, Occurrence

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

POINTING = re.compile(r"(?:the|this|that|next|last|past|coming|first)\b", re.IGNORECASE)
"""As in "for the next two weeks": a length with a place of its own in time."""


def length_event(context: Context, dated: Dated, tie: Tie) -> Occurrence | None:
    """What a length of time is said of."""
    if tie.head.pos_ not in VERBAL:
        return None
    before = context.doc[tie.last - len(context.tokens(dated.timex))]
    if tie.preposition == "within":
        # "within his first 100 days": a length that begins at some point that is told
        plain = before.lower_ == "within" and not _is_pointing(context, dated)
        return _limit(context, dated, tie) if plain else None
    lasting = tie.head.lemma_.lower() in load("events")["lasting"] and not any(
        c.dep_ == "prt" for c in tie.head.children
    )  # but "took eight days off"
    if tie.preposition != "for" and not (tie.preposition is None and lasting):
        return None
    if _is_pointing(context, dated):
        return None
    return _lasting(context, dated, tie)


def _is_pointing(context: Context, dated: Dated) -> bool:
    return bool(POINTING.match(dated.timex.span.of(context.article.text)))


def _lasting(context: Context, dated: Dated, tie: Tie) -> Occurrence | None:
    """As in "the siege lasted 18 days", "the bridge was closed for three weeks"."""
    verb = tie.head
    subject = subject_of(context, verb)
    if subject is None:
        return None
    speaker, attributed = context.attributed(verb)
    problem = tie_doubt(context, verb, tie) or fact_doubt(context, verb, attributed)
    if attributed and speaker is None:
        problem = problem or "only somebody unnamed says so"
    if context.editor.quoted(context.doc[tie.last]):
        problem = problem or QUOTED
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        problem = problem or "it may still go on"  # "has been closed for three weeks"
    clause = word_clause(context, verb, subject, tie, lasting=True)
    if clause is None:
        return None
    problem = problem or clause.problem
    if clause.tense == "present":
        problem = problem or "it may still go on"
    event = DatedEvent(
        span=span_between(
            min(subject, verb, key=_place), max(verb, context.doc[tie.last], key=_place)
        ),
        subject=clause.subject.text,
        predicate=verb.lemma_,
        arguments=clause.arguments.text,
        tense=clause.tense,
        voice="passive" if clause.passive else "active",
        timex=dated.timex,
        attributed_to=speaker,
        relation="for",
    )
    return context.finish(
        event,
        clause.told,
        clause.asked,
        f"{subject.lemma_.lower()} {verb.lemma_.lower()}",
        (*clause.subject.names, *clause.arguments.names),
        problem,
        context.doc[tie.first],
    )


def _limit(context: Context, dated: Dated, tie: Tie) -> Occurrence | None:
    """As in "an election to be held within 18 months"."""
    verb, doc = tie.head, context.doc
    subject = verb.head if verb.dep_ in ("relcl", "acl") else subject_of(context, verb)
    if subject is None:
        return None
    speaker, attributed = context.attributed(verb)
    if attributed and speaker is None or tense_of(verb) == "past":
        return None
    # The parser hangs the clause on a noun further left ("the call for an election to be held");
    # the noun right before it is what it speaks of.
    left = verb.left_edge.i - 1
    if 0 <= left < verb.i and doc[left].pos_ in ("NOUN", "PROPN"):
        subject = doc[left]
    tokens = [t for t in noun_phrase(context, subject, tie.words, verb).tokens if t.i <= subject.i]
    phrase = context.edit(tokens)
    rest = [t for t in doc[verb.left_edge.i : verb.i + 1] if t.i not in tie.words]
    clause = f"{phrase.text} {tidy(''.join(t.text_with_ws for t in rest))}"
    event = DatedEvent(
        span=span_between(subject.left_edge, doc[tie.last]),
        subject=phrase.text,
        predicate=verb.lemma_,
        arguments="",
        tense="future",
        voice="passive" if any(c.dep_ == "auxpass" for c in verb.children) else "active",
        timex=dated.timex,
        attributed_to=speaker,
        relation="within",
    )
    return context.finish(
        event,
        clause,
        None,
        f"{subject.lemma_.lower()} {verb.lemma_}",
        phrase.names,
        phrase.problem,
        doc[tie.first],
    )


def _place(token: Token) -> int:
    return token.i
